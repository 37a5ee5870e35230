"""The report: one plain value that every renderer reads, and nothing else.

It holds all that a renderer needs, and only what the chosen plans need: texts, norms, sources, lines, findings, totals,
the stamp, the legend and the limits. Its shape is that of `schema/report.schema.json`.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from comparer.model.dates import date_sort_key, precedes
from comparer.model.findings import Findings
from comparer.model.language import LanguageWords
from comparer.model.plan import Plan
from comparer.model.workspace import Acceptance, Workspace
from comparer.report.value import finding_records, records
from comparer.report.value.totals import count_totals, empty_totals
from comparer.report.value.translate import find_language, select_grammar, translate_report
from comparer.report.value.types import (
    ASSESSED_LISTS,
    AcceptanceRecord,
    ConstraintRecord,
    FindingRecord,
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
) -> ReportValue:
    """The report value for the plans that `findings` names.

    `as_of` is an ISO date; `base` a plan id, or "" for the settings' base or else the first plan; `language` one of
    the catalogue's, or "" for that of the settings; `version` that of the program. Same input, same value: keys and
    lists have a fixed order.
    """
    catalogue = load_catalogue(language or workspace.settings.language)
    plans = _chosen_plans(workspace, findings)
    clauses = {clause.ref: records.build_clause_value(clause) for plan in plans for clause in plan.clauses}
    lines = {line.ref: records.build_line_value(line, as_of) for line in workspace.red_lines}
    constraints = _used_constraints(workspace, findings)
    english = build_english_wording(
        vocabulary.word_label,
        {plan.id: plan.name or plan.title for plan in plans},
        clauses,
        lines,
        constraints,
        _full_grammar(find_language(workspace.languages, "en")),
    )
    report: ReportValue = {
        "version": REPORT_FORMAT_VERSION,
        "tool": {"name": "comparer", "version": version},
        "title": workspace.settings.title or catalogue.format_message("heading.title"),
        "language": catalogue.language,
        "as_of": as_of,
        "base": _base_plan_id(base or workspace.settings.base, plans),
        "digest": workspace.digest,
        "order": catalogue.format_message("sentence.order"),
        "totals": empty_totals(),
        "judged": "",
        "legend": build_legend(catalogue),
        "limits": limit_sentences(catalogue),
        "plans": [records.build_plan_value(plan) for plan in plans],
        "clauses": clauses,
        "lines": lines,
        "constraints_in_force": constraints,
        "law_steps": {},
        "sources": {},
        "parties": [],
        "issues": [],
        "questions": {},
        "shared": list(findings.common_rows),
        "pairs": [finding_records.build_pair_value(pair, english) for pair in findings.pairs],
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
    _complete_report(report, workspace, vocabulary)
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
    report["accepted"] = _acceptance_values(workspace.acceptances, report)
    _mark_accepted(report)
    report["questions"] = _used_questions(workspace, report)
    report["sources"] = _cited_sources(workspace, report)
    report["parties"] = _parties_with_lines(report)
    report["issues"] = _used_issues(workspace, report)
    report["rules"] = _used_rules(report)
    report["words"] = _used_word_labels(report, vocabulary)
    language_words = find_language(workspace.languages, report["language"])
    report["grammar"] = select_grammar(language_words, _possible_words(dict(report)))
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
    full_report["sources"] = _cited_sources(workspace, full_report)
    return full_report


def _chosen_plans(workspace: Workspace, findings: Findings) -> tuple[Plan, ...]:
    plans_by_id = {plan.id: plan for plan in workspace.plans}
    return tuple(plans_by_id[plan_id] for plan_id in findings.plans if plan_id in plans_by_id)


def _base_plan_id(wanted_id: str, plans: tuple[Plan, ...]) -> str:
    plan_ids = [plan.id for plan in plans]
    return wanted_id if wanted_id in plan_ids else next(iter(plan_ids), "")


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


def iterate_findings(report: ReportValue) -> Iterator[tuple[str, FindingRecord]]:
    """Every finding that has a fingerprint, with the name of its list."""
    for pair in report["pairs"]:
        yield from (("links", link) for link in pair["links"])
        yield from (("gaps", gap) for gap in pair["gaps"])
    for list_name in ASSESSED_LISTS:
        yield from ((list_name, finding) for finding in report[list_name])


def _acceptance_values(acceptances: Iterable[Acceptance], report: ReportValue) -> list[AcceptanceRecord]:
    """Each acceptance with the kind of its finding, and whether it still holds."""
    findings_by_fingerprint: dict[str, tuple[str, FindingRecord]] = {}
    for kind, finding in iterate_findings(report):
        findings_by_fingerprint.setdefault(finding["fingerprint"], (kind, finding))
    values = []
    for acceptance in acceptances:
        entry = findings_by_fingerprint.get(acceptance.fingerprint)
        values.append(_build_acceptance_value(acceptance, entry, report["as_of"]))
    return values


def _build_acceptance_value(
    acceptance: Acceptance, entry: tuple[str, FindingRecord] | None, as_of: str
) -> AcceptanceRecord:
    return {
        "fingerprint": acceptance.fingerprint,
        "kind": entry[0] if entry else "",
        "state": _acceptance_state(acceptance, entry[1] if entry else None, as_of),
        "was": dict(acceptance.accepted_values),
        "reason": acceptance.reason,
        "by": acceptance.by,
        "date": acceptance.date,
        "expires": acceptance.expires,
    }


def _acceptance_state(acceptance: Acceptance, finding: FindingRecord | None, as_of: str) -> str:
    """An acceptance holds while its finding is there, unchanged, and it has not expired."""
    if finding is None:
        return "unmatched"
    if precedes(acceptance.expires, as_of):
        return "expired"
    values: Mapping[str, object] = finding
    is_changed = any(
        key in values and _acceptance_text(values[key]) != accepted_value
        for key, accepted_value in acceptance.accepted_values
    )
    return "changed" if is_changed else "holds"


def _acceptance_text(value: object) -> str:
    """A value of a finding as an acceptance holds it: as JSON, unless it is text."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)


def _mark_accepted(report: ReportValue) -> None:
    accepted_fingerprints = {
        acceptance["fingerprint"] for acceptance in report["accepted"] if acceptance["state"] == "holds"
    }
    for _, finding in iterate_findings(report):
        finding["accepted"] = finding["fingerprint"] in accepted_fingerprints


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
    return {
        question.id: {
            "issue": question.issue,
            "label": question.label,
            "asks": question.asks,
            "wants": [
                {"party": want.party, "wish": want.wish.value, "cites": list(want.cites)} for want in question.wants
            ],
        }
        for question in workspace.vocabulary.questions
        if question.id in used_ids
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


def _used_word_labels(report: ReportValue, vocabulary: LabelSource) -> dict[str, str]:
    """The labels of the words that occur. A gap is left out: it names clauses and plans alone."""
    labelled_values = {**report, "pairs": [pair["links"] for pair in report["pairs"]]}
    return {
        word: label
        for word in sorted(_possible_words(labelled_values))
        if (label := vocabulary.word_label(word)) != word
    }


def _possible_words(value: object) -> set[str]:
    """Every string that may be a word of the vocabulary, or several joined by colons: short, without a space."""
    keys, texts = set[str](), set[str]()
    pending_values = [value]
    while pending_values:
        nested_value = pending_values.pop()
        if isinstance(nested_value, str):
            texts.add(nested_value)
        elif isinstance(nested_value, dict):
            keys.update(nested_value)
            pending_values += nested_value.values()
        elif isinstance(nested_value, list):
            pending_values += nested_value
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
