"""The report: one plain value that every renderer reads, and nothing else.

It holds all that a renderer needs, and only what the chosen plans need: texts, norms, sources, lines, findings, totals,
the stamp, the legend and the limits. Its shape is that of `schema/report.schema.json`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from comparer.model.dates import date_sort_key
from comparer.model.findings import EVERYTHING, Findings, Narrowing
from comparer.model.language import LanguageWords
from comparer.model.plan import Plan
from comparer.model.vocabulary import REMAINDER_SUFFIX, PartyWish
from comparer.model.workspace import Workspace, WrittenBrief
from comparer.report.value import finding_records, records
from comparer.report.value.acceptances import build_acceptance_values, mark_accepted
from comparer.report.value.narrow_records import narrow_records
from comparer.report.value.plan_names import part_equal_names
from comparer.report.value.text_edits import list_document_texts, list_part_titles, quotes_files
from comparer.report.value.totals import count_totals, empty_totals
from comparer.report.value.translate import find_language, select_grammar, translate_law, translate_report
from comparer.report.value.types import (
    ASSESSED_LISTS,
    ConstraintRecord,
    GrammarRecord,
    IssueRecord,
    LawStepRecord,
    LineageEdge,
    PartyRecord,
    QuestionRecord,
    ReportValue,
    RuleRecord,
    SourceRecord,
    TimelineEvent,
    WishRecord,
    WrittenBriefRecord,
    WrittenSection,
)
from comparer.report.words.english import build_english_wording
from comparer.resources.message_catalogue import Catalogue, build_legend, limit_sentences, load_catalogue, load_rule

REPORT_FORMAT_VERSION = 1


class LabelSource(Protocol):
    """What the report asks of a vocabulary."""

    def word_label(self, word: str) -> str: ...


def build_report(  # noqa: PLR0913 - the stamp has five parts, and every caller names them
    workspace: Workspace,
    findings: Findings,
    *,
    vocabulary: LabelSource,
    as_of: str,
    base: str,
    language: str,
    version: str,
    narrowing: Narrowing = EVERYTHING,
    shows_focus: bool = False,
) -> ReportValue:
    """The report value for the plans that `findings` names.

    `as_of` is an ISO date; `base` a plan id, or "" for the settings' base or else the first plan; `language` one of
    the catalogue's, or "" for that of the settings; `version` that of the program; `narrowing` what the findings were
    narrowed to. With `shows_focus` first screens show the plans that the settings name, else all. Same input, same
    value: keys and lists have a fixed order.
    """
    catalogue = load_catalogue(language or workspace.settings.language)
    plans = _chosen_plans(workspace, findings)
    clauses = {clause.ref: records.build_clause_value(clause) for plan in plans for clause in plan.clauses}
    lines = {line.ref: records.build_line_value(line, as_of) for line in workspace.red_lines}
    constraints = _used_constraints(workspace, findings)
    english = build_english_wording(
        vocabulary.word_label,
        part_equal_names({plan.id: plan.name or plan.title for plan in plans}),
        clauses,
        lines,
        constraints,
        _full_grammar(find_language(workspace.languages, "en")),
    )
    plan_values = [records.build_plan_value(plan) for plan in plans]
    pair_builder = finding_records.PairRecordBuilder(
        english, clauses, list_part_titles(plan_values), list_document_texts(plans)
    )
    report: ReportValue = {
        "version": REPORT_FORMAT_VERSION,
        "tool": {"name": "comparer", "version": version},
        "title": workspace.settings.title or catalogue.format_message("heading.title"),
        "language": catalogue.language,
        "as_of": as_of,
        "base": choose_base_plan(base or workspace.settings.base, [plan.id for plan in plans]),
        "focus": _focus_plan_ids(workspace.settings.focus if shows_focus else (), plans),
        "digest": workspace.digest,
        "order": catalogue.format_message("sentence.order"),
        "totals": empty_totals(),
        "judged": "",
        "legend": build_legend(catalogue),
        "limits": limit_sentences(catalogue, quotes_files=quotes_files(clauses.values())),
        "plans": plan_values,
        "clauses": clauses,
        "lines": lines,
        "constraints_in_force": constraints,
        "law_steps": {},
        "sources": {},
        "parties": [],
        "issues": [],
        "questions": {},
        "half_encoded": list(findings.half_encoded_plans),
        "shared": list(findings.common_rows),
        "pairs": list(map(pair_builder.build_pair_value, findings.pairs)),
        "later": [finding_records.build_verdict_value(verdict, english) for verdict in findings.later],
        "verdicts": [finding_records.build_verdict_value(verdict, english) for verdict in findings.verdicts],
        "constraints": [
            finding_records.build_constraint_finding_value(finding, english) for finding in findings.constraints
        ],
        "steps": [finding_records.build_step_order_value(step_order) for step_order in findings.step_orders],
        "deadlocks": [finding_records.build_deadlock_value(deadlock, english) for deadlock in findings.deadlocks],
        "contradictions": [
            finding_records.build_contradiction_value(contradiction, english)
            for contradiction in findings.contradictions
        ],
        "plan_findings": [
            finding_records.build_plan_finding_value(finding, english) for finding in findings.plan_findings
        ],
        "ranges": [finding_records.build_range_value(value_range, english) for value_range in findings.ranges],
        "ledger": [finding_records.build_ledger_entry_value(entry) for entry in findings.obligations],
        "wordings": [finding_records.build_wording_value(wording) for wording in findings.text_options],
        "rows": [finding_records.build_row_value(row) for row in findings.rows],
        "accepted": [],
        "timeline": _timeline_events(plans),
        "lineage": _lineage_edges(plans),
        "rules": {},
        "words": {},
        "grammar": {"phrases": {}, "passives": {}, "forms": {}},
    }
    if narrowing:
        narrow_records(report, narrowing)
    _complete_report(report, workspace, vocabulary)
    if narrowing:
        report["accepted"] = [entry for entry in report["accepted"] if entry["state"] != "unmatched"]
    if workspace.brief and not narrowing and set(workspace.brief.plans or report["focus"]) == set(report["focus"]):
        report["written_brief"] = _written_brief_record(workspace.brief)
    report["title"] = _report_title(report, narrowing, catalogue)
    return report


def _full_grammar(words: LanguageWords) -> GrammarRecord:
    return {
        "phrases": dict(words.phrases),
        "passives": dict(words.passives),
        "forms": {unit: dict(forms) for unit, forms in words.forms.items()},
    }


def _complete_report(report: ReportValue, workspace: Workspace, vocabulary: LabelSource) -> None:
    """Put into their places the parts that are told from what the value holds already."""
    report["law_steps"] = _used_law_steps(workspace, report)
    report["accepted"] = build_acceptance_values(workspace.acceptances, report)
    mark_accepted(report)
    report["questions"] = _used_questions(workspace, report)
    report["sources"] = _cited_sources(workspace, report)
    report["parties"] = _parties_with_lines(report)
    report["issues"] = _used_issues(workspace, report)
    report["rules"] = _used_rules(report)
    used_words = _used_words(report)
    language_words = find_language(workspace.languages, report["language"])
    report["words"] = {
        word: label
        for word in sorted(used_words)
        if (label := vocabulary.word_label(word)) != word or word in language_words.words
    }
    report["grammar"] = select_grammar(language_words, used_words)
    translate_report(report, language_words)
    report["totals"] = count_totals(report)
    line_totals = report["totals"]["lines"]
    judged_fields = {"judged": line_totals["judged"], "lines": line_totals["total"]}
    report["judged"] = load_catalogue(report["language"]).format_message("sentence.judged", **judged_fields)


def add_all_constraints(report: ReportValue, workspace: Workspace) -> ReportValue:
    """The report with every rule of the workspace and its sources: by itself it holds those that a plan runs into."""
    full_report = report.copy()
    full_report["constraints_in_force"] = {
        constraint.id: records.build_constraint_value(constraint) for constraint in workspace.constraints
    }
    full_report["law_steps"] = _used_law_steps(workspace, full_report)
    translate_law(full_report, find_language(workspace.languages, report["language"]))
    full_report["sources"] = _cited_sources(workspace, full_report)
    return full_report


def _chosen_plans(workspace: Workspace, findings: Findings) -> tuple[Plan, ...]:
    plans_by_id = {plan.id: plan for plan in workspace.plans}
    return tuple(plans_by_id[plan_id] for plan_id in findings.plans if plan_id in plans_by_id)


def choose_base_plan(wanted_id: str, plan_ids: Sequence[str]) -> str:
    """The plan that others are shown against: the one wanted if it is there, else the first; "" of no plans."""
    return wanted_id if wanted_id in plan_ids else next(iter(plan_ids), "")


def _written_brief_record(brief: WrittenBrief) -> WrittenBriefRecord:
    sections: list[WrittenSection] = [
        {
            "heading": section.heading,
            "sentences": [{"text": text, "findings": list(findings)} for text, findings in section.sentences],
        }
        for section in brief.sections
    ]
    return {"title": brief.title, "sections": sections}


MAX_NAMED_PLANS = 4
"""Plans that a title names; more are counted."""


def _report_title(report: ReportValue, narrowing: Narrowing, catalogue: Catalogue) -> str:
    """The title of the workspace with what is compared here: names of plans, the issue, the party."""
    names = {plan["id"]: plan["name"] or plan["title"] or plan["id"] for plan in report["plans"]}
    focus = report["focus"] if len(report["focus"]) <= MAX_NAMED_PLANS else []
    compared = ", ".join(names[plan_id] for plan_id in focus)
    if not focus:
        compared = catalogue.format_message("word.plans_counted", n=len(names))
    elif len(focus) < len(names):
        compared = catalogue.format_message("word.of_plans", names=compared, shown=len(focus), n=len(names))
    subjects = [compared]
    if narrowing.issue:
        labels = {issue["id"]: issue["label"] for issue in report["issues"]}
        subjects.append(labels.get(narrowing.issue, narrowing.issue))
    if narrowing.party:
        subjects.append(report["words"].get(narrowing.party, narrowing.party))
    return f"{report['title']}: {' · '.join(subjects)}"


def _focus_plan_ids(wanted_ids: Iterable[str], plans: tuple[Plan, ...]) -> list[str]:
    """The plans that first screens show, in the order of the report; all of them where none of the wanted is there."""
    wanted = frozenset(wanted_ids)
    plan_ids = [plan.id for plan in plans]
    return [plan_id for plan_id in plan_ids if plan_id in wanted] or plan_ids


def _used_constraints(workspace: Workspace, findings: Findings) -> dict[str, ConstraintRecord]:
    used_ids = {finding.constraint for finding in findings.constraints}
    return {
        constraint.id: records.build_constraint_value(constraint)
        for constraint in workspace.constraints
        if constraint.id in used_ids
    }


def _used_law_steps(workspace: Workspace, report: ReportValue) -> dict[str, LawStepRecord]:
    """By `CONSTRAINT.STEP`, the steps of the rules that the report holds and all that they wait for, of any rule."""
    step_values = {
        name: value
        for constraint in workspace.constraints
        for name, value in records.build_law_step_values(constraint).items()
    }
    used_names: dict[str, None] = {}
    pending_names = [name for name, step in step_values.items() if step["constraint"] in report["constraints_in_force"]]
    while pending_names:
        step_name = pending_names.pop(0)
        if step_name in step_values and step_name not in used_names:
            used_names[step_name] = None
            pending_names += step_values[step_name]["after"]
    return {name: value for name, value in step_values.items() if name in used_names}


def _iterate_cites(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, nested_value in value.items():
            if key == "cites":
                yield from nested_value
            else:
                yield from _iterate_cites(nested_value)
    elif isinstance(value, list):
        for nested_value in value:
            yield from _iterate_cites(nested_value)


def _cited_sources(workspace: Workspace, report: ReportValue) -> dict[str, SourceRecord]:
    paragraphs: dict[str, set[str]] = {}
    citing_records = (report["clauses"], report["lines"], report["constraints_in_force"], report["questions"])
    for cite in _iterate_cites([report["plans"], *citing_records]):
        source_id, _, paragraph = cite.partition("#")
        paragraphs.setdefault(source_id, set()).add(paragraph)
    cards = sorted(workspace.sources, key=lambda card: card.id)
    return {
        card.id: records.build_source_value(card, frozenset(paragraphs[card.id]))
        for card in cards
        if card.id in paragraphs
    }


def _parties_with_lines(report: ReportValue) -> list[PartyRecord]:
    lines = [line for line in report["lines"].values() if not line["no_line"]]
    return [{"id": party_id, "lines": count} for party_id, count in Counter(line["party"] for line in lines).items()]


def _used_issues(workspace: Workspace, report: ReportValue) -> list[IssueRecord]:
    """The issues that occur and those above them, in the order of the tree; words outside the tree come last."""
    used_ids: dict[str, None] = {}
    entries_with_issue = (
        *report["clauses"].values(),
        *report["lines"].values(),
        *report["constraints_in_force"].values(),
    )
    for issue_id in (*(entry["issue"] for entry in entries_with_issue), *(row["issue"] for row in report["rows"])):
        path_parts = issue_id.split(".") if issue_id else []
        used_ids.update(dict.fromkeys(".".join(path_parts[:n]) for n in range(1, len(path_parts) + 1)))
    issues_by_id = {issue.id: issue for issue in workspace.vocabulary.issues}
    ordered_ids = [issue_id for issue_id in issues_by_id if issue_id in used_ids] + sorted(
        used_ids.keys() - issues_by_id.keys()
    )
    return [
        {
            "id": issue_id,
            "label": (issues_by_id[issue_id].label if issue_id in issues_by_id else "") or issue_id,
            "depth": issue_id.count("."),
            "definition": issues_by_id[issue_id].definition if issue_id in issues_by_id else "",
        }
        for issue_id in ordered_ids
    ]


def _used_questions(workspace: Workspace, report: ReportValue) -> dict[str, QuestionRecord]:
    """The questions that a clause or a row answers, in the order of the vocabulary."""
    used_ids = {question_id for clause in report["clauses"].values() for question_id in clause["questions"]}
    used_ids |= {row["id"] for row in report["rows"]}
    shorts = {
        f"{plan.id}#{clause.id}": clause.short or clause.text for plan in workspace.plans for clause in plan.clauses
    } | {line.ref: line.title for line in workspace.red_lines}
    return {
        question.id: {
            "issue": question.issue,
            "label": question.label,
            "asks": question.asks,
            "wants": [_build_wish_record(want, shorts) for want in question.wants],
        }
        for question in workspace.vocabulary.questions
        if question.id in used_ids
    }


def _build_wish_record(want: PartyWish, shorts: Mapping[str, str]) -> WishRecord:
    """A wish with its words: its own, else those of the clause or line that is cited first."""
    first_cite = want.cites[0] if want.cites else ""
    ref = first_cite if first_cite in shorts and not want.says else ""
    return {
        "party": want.party,
        "wish": want.wish.value,
        "cites": list(want.cites),
        "ref": ref,
        "says": want.says or shorts.get(ref, ""),
    }


def _used_rules(report: ReportValue) -> dict[str, RuleRecord]:
    rule_ids = {finding["rule"] for list_name in ASSESSED_LISTS for finding in report[list_name]}
    for pair in report["pairs"]:
        rule_ids |= {gap["rule"] for gap in pair["gaps"]}
        rule_ids |= {change["rule"] for link in pair["links"] for change in link["changes"]}
    catalogue = load_catalogue(report["language"])
    return {rule_id: _rule_record(rule_id, catalogue) for rule_id in sorted(filter(None, rule_ids))}


def _rule_record(rule_id: str, catalogue: Catalogue) -> RuleRecord:
    """The texts of a rule in the language of the catalogue; where it lacks one, as the rule has it."""
    rule_data = load_rule(rule_id)

    def rule_text(field: str) -> str:
        key = f"rules.{rule_id}.{field}"
        return catalogue.format_message(key) if catalogue.has_message(key) else str(rule_data.get(field, ""))

    return {
        "title": rule_text("title"),
        "says": rule_text("says"),
        "why": rule_text("why"),
        "message": rule_text("message"),
    }


def _used_words(report: ReportValue) -> set[str]:
    """The words that occur, and those of whose rest there is talk. A gap is left out: it names clauses and plans."""
    words = _possible_words({**report, "pairs": [pair["links"] for pair in report["pairs"]]})
    return words | {word.removesuffix(REMAINDER_SUFFIX) for word in words}


def _possible_words(value: Mapping[str, object]) -> set[str]:
    """Every string that may be a word of the vocabulary, or several joined by colons: short, without a space."""
    keys, texts = set[str](), set[str]()
    pending_values: list[Any] = [value]
    while pending_values:
        nested_value = pending_values.pop()
        if isinstance(nested_value, dict):
            keys.update(nested_value)
            nested_value = nested_value.values()
        for item in nested_value:
            kind = type(item)
            if kind is str:
                texts.add(item)
            elif item and (kind is dict or kind is list):
                pending_values.append(item)
    short_texts = {text for text in texts if 0 < len(text) <= 160 and " " not in text}
    return (
        {key for key in keys if " " not in key}
        | short_texts
        | {part for text in short_texts for part in text.split(":")} - {""}
    )


def _timeline_events(plans: Iterable[Plan]) -> list[TimelineEvent]:
    events: list[TimelineEvent] = []
    for plan in plans:
        if plan.issued:
            events.append({"date": plan.issued, "event": "issued", "plan": plan.id, "party": "", "says": ""})
        events += [
            {"date": part.issued, "event": "part", "plan": plan.id, "party": "", "says": part.title}
            for part in plan.parts
            if part.issued
        ]
        events += [
            {
                "date": reaction.date,
                "event": "reaction",
                "plan": plan.id,
                "party": reaction.party,
                "says": reaction.says,
            }
            for reaction in plan.reactions
            if reaction.date
        ]
    return sorted(
        events, key=lambda event: (date_sort_key(event["date"]), event["plan"], event["event"], event["party"])
    )


def _lineage_edges(plans: tuple[Plan, ...]) -> list[LineageEdge]:
    chosen_ids = {plan.id for plan in plans}
    return [
        {"plan": plan.id, "kind": kind, "of": related_id, "chosen": related_id in chosen_ids}
        for plan in plans
        for kind, related_ids in (
            ("derived_from", plan.derived_from),
            ("answers", plan.answers),
            ("supersedes", plan.supersedes),
        )
        for related_id in related_ids
    ]
