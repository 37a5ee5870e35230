"""What a person wants to read first: what was compared, what all share, and the findings that matter most, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from comparer.report.value.types import GapRecord, LinkRecord, PairRecord, ReportValue, VerdictRecord
from comparer.report.words.escape import truncate_text
from comparer.report.words.sentences import ReportSentences

T = TypeVar("T")

SINGLE_GAP_KINDS = ("struck", "deferred", "absent")
"""Gaps told one by one with their text; where a text is silent or only partly known, the clauses are told together."""

MAX_BRIEF_CLAUSE_CHARS = 300
"""Characters of a clause told among the findings that matter."""


@dataclass(frozen=True, slots=True)
class Headline:
    """One finding that matters: a word of the catalogue for its weight, a sentence, and what it rests on."""

    group: str
    value: str
    text: str
    reason: str = ""
    fingerprint: str = ""


MAX_PLANS_WITH_CHANGES = 4
"""Plans up to which every change against the base is told among what matters."""

CHANGED_RELATIONS = ("mixed", "replaced", "stricter", "looser", "unclear", "deferred", "settled")


def list_headlines(report: ReportValue, sentences: ReportSentences) -> list[Headline]:
    """The findings that a reader must not miss, in the published order.

    Deadlocks of stated lines; stated absolute lines breached; what a rule in force blocks; contradictions; then other
    breaches, what needs steps first, and clauses that say the opposite of the base. Where plans are few, what else
    changed comes last.
    """
    return [
        *_deadlock_headlines(report, sentences),
        *_breach_headlines(report, sentences, is_absolute=True),
        *_constraint_headlines(report, sentences, "blocked"),
        *_contradiction_headlines(report, sentences),
        *_breach_headlines(report, sentences, is_absolute=False),
        *_constraint_headlines(report, sentences, "needs"),
        *_link_headlines(report, sentences, ("opposed",)),
        *(
            _link_headlines(report, sentences, CHANGED_RELATIONS)
            if len(report["plans"]) <= MAX_PLANS_WITH_CHANGES
            else ()
        ),
    ]


def plan_overview_rows(report: ReportValue, sentences: ReportSentences) -> list[tuple[str, str, str, str]]:
    """Of each plan: id, what it is and whether the whole text is held, its clauses and how they are known, title."""
    rows = []
    for plan in report["plans"]:
        kind = sentences.catalogue.value_word("kind", plan["kind"])
        coverage = sentences.catalogue.value_word("coverage", plan["coverage"])
        share = sentences.counts_text("known", plan["known"])
        rows.append((plan["id"], f"{kind}, {coverage}", share, plan["title"]))
    return rows


def list_verdicts(report: ReportValue) -> list[VerdictRecord]:
    """All verdicts, and after them those on lines that were stated later, which no total counts."""
    return [*report["verdicts"], *report["later"]]


def group_by_key(findings: Iterable[T], key: Callable[[T], str]) -> dict[str, list[T]]:
    """Findings by their key, in the order in which a key first occurs."""
    groups: dict[str, list[T]] = {}
    for finding in findings:
        groups.setdefault(key(finding), []).append(finding)
    return groups


def split_gaps(gaps: Iterable[GapRecord]) -> tuple[list[GapRecord], list[list[GapRecord]]]:
    """Gaps to tell one by one, and those to tell together: of one kind, in one direction."""
    single_gaps: list[GapRecord] = []
    gap_groups: dict[tuple[str, str], list[GapRecord]] = {}
    for gap in gaps:
        if gap["kind"] in SINGLE_GAP_KINDS:
            single_gaps.append(gap)
        else:
            gap_groups.setdefault((gap["kind"], gap["plan"]), []).append(gap)
    return single_gaps, list(gap_groups.values())


def base_summary_lines(report: ReportValue, sentences: ReportSentences, *, is_spoken: bool = False) -> list[str]:
    """Of each pair with the base: its links by relation and its gaps by kind, in one line."""
    lines = []
    for pair in report["pairs"]:
        if report["base"] in (pair["left"], pair["right"]):
            relations = Counter(link["relation"] for link in pair["links"])
            kinds = Counter(gap["kind"] for gap in pair["gaps"])
            title = sentences.transition_text(pair["left"], pair["right"], is_spoken=is_spoken)
            count_texts = [sentences.counts_text("relation", _counts_in_legend_order(report, "relation", relations))]
            count_texts.append(sentences.counts_text("gap", _counts_in_legend_order(report, "gap", kinds)))
            lines.append(f"{title}: {' · '.join(filter(None, count_texts)) or sentences.catalogue_text('word.none')}")
    return lines


def _counts_in_legend_order(report: ReportValue, group: str, counts: Counter[str]) -> dict[str, int]:
    return {entry["id"]: counts[entry["id"]] for entry in report["legend"][group]}


def comparison_sentence(report: ReportValue, sentences: ReportSentences) -> str:
    totals = report["totals"]
    key = "sentence.compared_one" if totals["plans"] == 1 else "sentence.compared"
    sentence = sentences.catalogue_text(
        key, n=totals["plans"], pairs=totals["pairs"], as_of=_as_of_text(report, sentences)
    )
    base_sentence = (
        sentences.catalogue_text("sentence.base", base=sentences.plan_name(report["base"])) if totals["pairs"] else ""
    )
    # What stays in the language of the record is said here, once, and not beside each text.
    untranslated = sentences.catalogue_text("sentence.untranslated")
    return " ".join(filter(None, (sentence, base_sentence, untranslated)))


def _as_of_text(report: ReportValue, sentences: ReportSentences) -> str:
    return report["as_of"] or sentences.catalogue_text("word.no_date")


def shared_sentence(report: ReportValue, sentences: ReportSentences) -> str:
    items = sentences.shared_issue_texts()
    if report["totals"]["plans"] < 2:
        return ""
    return (
        sentences.catalogue_text("sentence.shared", items=", ".join(items))
        if items
        else sentences.catalogue_text("sentence.shared_none")
    )


def _deadlock_headlines(report: ReportValue, sentences: ReportSentences) -> Iterator[Headline]:
    for deadlock in report["deadlocks"]:
        if not deadlock["possible"]:
            yield Headline(
                "matter",
                "deadlock",
                sentences.deadlock_sentence(deadlock),
                sentences.reason_sentence(deadlock),
                deadlock["fingerprint"],
            )


def _breach_headlines(report: ReportValue, sentences: ReportSentences, is_absolute: bool) -> Iterator[Headline]:
    """One item a line, with every plan that breaches it."""
    breaches = (
        verdict
        for verdict in report["verdicts"]
        if verdict["verdict"] == "breached" and _is_stated_absolute(verdict) == is_absolute
    )
    for line_ref, verdicts in group_by_key(breaches, lambda verdict: verdict["line"]).items():
        plans = "; ".join(_breaching_clauses_text(verdict, sentences) for verdict in verdicts)
        sentence = sentences.catalogue_text(
            "sentence.breached_by_plans",
            line=sentences.line_reference(line_ref),
            plans=plans,
        )
        flags = [sentences.catalogue.value_word("strength", verdicts[0]["strength"])]
        flags += [sentences.catalogue_text("word.inferred")] if verdicts[0]["inferred"] else []
        yield Headline("verdict", "breached", f"{sentence} ({'; '.join(flags)})", "", verdicts[0]["fingerprint"])


def _is_stated_absolute(verdict: VerdictRecord) -> bool:
    """Whether the line is absolute in a party's own words."""
    return verdict["strength"] == "absolute" and not verdict["inferred"]


def _breaching_clauses_text(verdict: VerdictRecord, sentences: ReportSentences) -> str:
    clause_ref = sentences.clause_reference(verdict["plan"], verdict["clauses"])
    return f"{clause_ref} [{sentences.confidence_note(verdict)}]" if sentences.confidence_note(verdict) else clause_ref


def _constraint_headlines(report: ReportValue, sentences: ReportSentences, verdict: str) -> Iterator[Headline]:
    for finding in report["constraints"]:
        if finding["verdict"] == verdict and not finding["note_only"]:
            yield Headline(
                "constraint",
                verdict,
                sentences.constraint_sentence(finding),
                sentences.reason_sentence(finding),
                finding["fingerprint"],
            )


def _contradiction_headlines(report: ReportValue, sentences: ReportSentences) -> Iterator[Headline]:
    for contradiction in report["contradictions"]:
        if not contradiction["possible"]:
            yield Headline(
                "matter",
                "contradiction",
                sentences.contradiction_sentence(contradiction),
                sentences.reason_sentence(contradiction),
                contradiction["fingerprint"],
            )


def _link_headlines(report: ReportValue, sentences: ReportSentences, relations: tuple[str, ...]) -> Iterator[Headline]:
    """Clauses that stand so to their counterparts in the base."""
    for pair in report["pairs"]:
        if report["base"] in (pair["left"], pair["right"]):
            for link in pair["links"]:
                if link["relation"] in relations:
                    yield Headline(
                        "relation",
                        link["relation"],
                        sentences.link_sentence(pair, link),
                        _paired_clause_texts(pair, link, sentences),
                        link["fingerprint"],
                    )


def _paired_clause_texts(pair: PairRecord, link: LinkRecord, sentences: ReportSentences) -> str:
    sides = ((pair["left"], link["left"]), (pair["right"], link["right"]))
    return " ↔ ".join(
        truncate_text(sentences.clause_text(plan_id, clause_ids), MAX_BRIEF_CLAUSE_CHARS)
        for plan_id, clause_ids in sides
    )
