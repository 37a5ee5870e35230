"""The simpler parts of a report as tables of plain text, for every format that has tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from comparer.report.value.types import DeltaRecord, DeltaRow, ReportValue, StepOrderRecord
from comparer.report.words.edit_words import edit_names, edit_sides
from comparer.report.words.sentences import ReportSentences

SECTION_OF_TABLE: Final = {
    "edits": "changes",
    "law": "law", "steps": "law", "contradictions": "clauses", "plan_findings": "clauses", "ranges": "figures",
    "ledger": "clauses", "wordings": "lines", "lineage": "sources", "timeline": "sources", "sources": "sources",
}  # fmt: skip
"""The part of a report that a table belongs to, by the names that a reader asks for parts by."""

LEDGER_GROUPS: Final = ("duties", "prohibitions", "permissions", "benefits")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportTable:
    """One table. `kinds` says of each column what its cells are: text, ids, or the fingerprint of the row's finding.

    Cells are text as it came: formats escape it. `part` is the key of the heading under which the table stands.
    """

    section: str
    note: str = ""
    headings: tuple[str, ...]
    column_kinds: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def build_tables(report: ReportValue, sentences: ReportSentences) -> Iterator[ReportTable]:
    """All tables that have rows, in the order in which a report shows them."""
    for make_tables in (
        build_edit_tables,
        _law_tables,
        _step_tables,
        _inner_finding_tables,
        _range_tables,
        _ledger_tables,
        _wording_tables,
        _lineage_tables,
        _timeline_tables,
        _source_tables,
    ):
        yield from (table for table in make_tables(report, sentences) if table.rows)


def build_delta_table(
    report: ReportValue, sentences: ReportSentences, *, is_spoken: bool = False
) -> ReportTable | None:
    """What became of findings since another plan or report, where this report tells it; its note holds the counts."""
    delta = report.get("delta")
    if delta is None:
        return None
    rows = delta["rows"]
    is_about_plans = delta["about"] == "plans"
    heading_keys = ("line", "before", "after", "because") if is_about_plans else ("state", "before", "after")
    return ReportTable(
        section="verdicts_changed" if is_about_plans else "diff",
        note=delta_note(delta, sentences, is_spoken),
        headings=sentences.column_headings(*heading_keys, "fingerprint"),
        column_kinds=(*("text" for _ in heading_keys), "finding"),
        rows=tuple(_delta_cells(row, is_about_plans) for row in rows),
    )


def delta_note(delta: DeltaRecord, sentences: ReportSentences, is_spoken: bool) -> str:
    """From what to what, and how many findings are new, gone and changed; between plans, on lines and law apart."""
    title = sentences.transition_text(delta["before"], delta["after"], is_spoken=is_spoken)
    if delta["about"] != "plans":
        return f"{title}: {_count_states(delta['rows'], sentences)}"
    law_fingerprints = {finding["fingerprint"] for finding in sentences.report["constraints"]}
    law_rows = [row for row in delta["rows"] if row["fingerprint"] in law_fingerprints]
    line_rows = [row for row in delta["rows"] if row["fingerprint"] not in law_fingerprints]
    counts = (("redlines", _count_states(line_rows, sentences)), ("law", _count_states(law_rows, sentences)))
    parts = [f"{sentences.catalogue_text(f'heading.{name}')} ({text})" for name, text in counts]
    return f"{title}: {', '.join(parts)}"


def _count_states(rows: Sequence[DeltaRow], sentences: ReportSentences) -> str:
    counts = {state: sum(row["state"] == state for row in rows) for state in ("new", "gone", "changed")}
    return sentences.catalogue_text("sentence.report_changes", **counts)


def _delta_cells(row: DeltaRow, with_reason: bool) -> tuple[str, ...]:
    texts = [row["subject"], row["before"], row["after"], *([row["because"]] if with_reason else [])]
    return (*(text or "–" for text in texts), row["fingerprint"])


def flatten_totals(totals: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, int]]:
    """Each total by its name in the report value, inner ones after a dot."""
    for name, value in totals.items():
        if isinstance(value, dict):
            yield from flatten_totals(value, f"{prefix}{name}.")
        elif isinstance(value, int):
            yield f"{prefix}{name}", value


def build_legend_table(report: ReportValue, sentences: ReportSentences) -> ReportTable:
    rows = tuple(
        (f"{entry['mark']} {entry['word']}".strip(), entry["says"])
        for entries in report["legend"].values()
        for entry in entries
    )
    return ReportTable(
        section="legend",
        headings=sentences.column_headings("mark", "meaning"),
        column_kinds=("text", "text"),
        rows=rows,
    )


def build_edit_tables(report: ReportValue, sentences: ReportSentences) -> Iterator[ReportTable]:
    """Headings and notes that differ: a table for every two plans between which one does."""
    for pair in report["pairs"]:
        if edits := pair.get("edits"):
            yield ReportTable(
                section="edits",
                note=sentences.catalogue_text("sentence.pair", left=pair["left"], right=pair["right"]),
                headings=(*sentences.column_headings("clause", "kind"), pair["left"], pair["right"]),
                column_kinds=("text", "text", "text", "text"),
                rows=tuple((*edit_names(edit, sentences), *edit_sides(edit)) for edit in edits),
            )


def _law_tables(report: ReportValue, sentences: ReportSentences) -> Iterator[ReportTable]:
    rows = []
    for finding in report["constraints"]:
        title = f"{finding['constraint']} {sentences.constraint_title(finding['constraint'])}"
        word = sentences.mark_and_word("constraint", finding["verdict"])
        clause_ids = sentences.join_clause_ids(finding["clauses"])
        rows.append(
            (title, finding["plan"], clause_ids, word, sentences.constraint_reason(finding), finding["fingerprint"])
        )
    headings = sentences.column_headings("constraint", "plan", "clauses", "verdict", "because", "fingerprint")
    column_kinds = ("text", "ids", "ids", "text", "text", "finding")
    yield ReportTable(section="law", headings=headings, column_kinds=column_kinds, rows=tuple(rows))


def _step_tables(report: ReportValue, sentences: ReportSentences) -> Iterator[ReportTable]:
    """The steps of each plan in the order in which they must be taken; plans with the same order share its rows."""
    plans_by_order: dict[str, list[StepOrderRecord]] = {}
    for step_order in report["steps"]:
        plans_by_order.setdefault(repr(step_order["steps"]), []).append(step_order)
    rows = []
    for step_orders in plans_by_order.values():
        for position, step in enumerate(sentences.ordered_steps(step_orders[0])):
            plans_cell = ", ".join(step_order["plan"] for step_order in step_orders) if position == 0 else ""
            circle_note = f" ({sentences.catalogue_text('word.in_circle')})" if step["in_circle"] else ""
            step_text = f"{step['number']} {sentences.word_label(step['act'])}{circle_note}"
            actor_labels, earlier_steps = sentences.join_labels(step["by"]), sentences.earlier_steps_text(step)
            rule_label = sentences.step_rule_label(step)
            rows.append((plans_cell, step_text, actor_labels, step["majority"], earlier_steps, rule_label))
    headings = sentences.column_headings("plan", "step", "by_whom", "majority", "after_step", "constraint")
    column_kinds = ("ids", *("text" for _ in headings[1:]))
    yield ReportTable(section="steps", headings=headings, column_kinds=column_kinds, rows=tuple(rows))


def _inner_finding_tables(report: ReportValue, sentences: ReportSentences) -> Iterator[ReportTable]:
    """What is found in a plan by itself."""
    headings = sentences.column_headings("says", "because", "fingerprint")
    rows_by_section = {
        "contradictions": [
            (sentences.contradiction_sentence(finding), sentences.reason_sentence(finding), finding["fingerprint"])
            for finding in report["contradictions"]
        ],
        "plan_findings": [
            (sentences.plan_finding_sentence(finding), sentences.reason_sentence(finding), finding["fingerprint"])
            for finding in report["plan_findings"]
        ],
    }
    for section, rows in rows_by_section.items():
        yield ReportTable(
            section=section, headings=headings, column_kinds=("text", "text", "finding"), rows=tuple(rows)
        )


def _range_tables(report: ReportValue, sentences: ReportSentences) -> Iterator[ReportTable]:
    headings = sentences.column_headings("holder", "position", "source", "strength")
    for value_range in report["ranges"]:
        note_parts = (
            f"{sentences.range_subject(value_range)}.",
            sentences.common_range_sentence(value_range),
            sentences.reason_sentence(value_range),
        )
        note = " ".join(filter(None, note_parts))
        rows = []
        for position in value_range["by"]:
            strength = ", ".join(
                filter(
                    None,
                    [
                        sentences.catalogue.value_word("strength", position["strength"]),
                        sentences.catalogue.value_word("modality", position["note"]),
                    ],
                )
            )
            rows.append(
                (
                    sentences.word_label(position["holder"]),
                    sentences.position_text(position, value_range["unit"]),
                    position["source"],
                    strength,
                )
            )
        yield ReportTable(
            section="ranges",
            note=note,
            headings=headings,
            column_kinds=("text", "text", "ids", "text"),
            rows=tuple(rows),
        )


def _ledger_tables(report: ReportValue, sentences: ReportSentences) -> Iterator[ReportTable]:
    rows = []
    for entry in report["ledger"]:
        actor_text = sentences.word_label(entry["actor"]) + (
            "" if entry["party"] else f" ({sentences.catalogue_text('word.non_party')})"
        )
        rows.append((entry["plan"], actor_text, *(sentences.join_clause_ids(entry[group]) for group in LEDGER_GROUPS)))
    headings = (
        *sentences.column_headings("plan", "actor"),
        *(sentences.catalogue.value_word("class", group) for group in LEDGER_GROUPS),
    )
    yield ReportTable(
        section="ledger",
        headings=headings,
        column_kinds=("ids", "text", *("ids" for _ in LEDGER_GROUPS)),
        rows=tuple(rows),
    )


def _wording_tables(report: ReportValue, sentences: ReportSentences) -> Iterator[ReportTable]:
    rows = tuple(
        (
            sentences.issue_label(wording["issue"]),
            wording["clause"],
            sentences.join_clause_ids(wording["breaches"]),
            sentences.join_clause_ids(wording["strains"]),
        )
        for wording in report["wordings"]
    )
    headings = sentences.column_headings("issue", "clause", "breaches", "strains")
    yield ReportTable(section="wordings", headings=headings, column_kinds=("text", "ids", "ids", "ids"), rows=rows)


def _lineage_tables(report: ReportValue, sentences: ReportSentences) -> Iterator[ReportTable]:
    rows = tuple(
        (edge["plan"], sentences.catalogue.value_word("lineage", edge["kind"]), edge["of"])
        for edge in report["lineage"]
    )
    headings = (sentences.catalogue_text("column.plan"), "", sentences.catalogue_text("column.plan"))
    yield ReportTable(section="lineage", headings=headings, column_kinds=("ids", "text", "ids"), rows=rows)


def _timeline_tables(report: ReportValue, sentences: ReportSentences) -> Iterator[ReportTable]:
    rows = []
    for event in report["timeline"]:
        event_text = (
            sentences.catalogue.value_word("reaction", event["says"]) if event["event"] == "reaction" else event["says"]
        )
        description = " ".join(
            filter(None, [sentences.word_label(event["party"]), event_text])
        ) or sentences.catalogue.value_word("event", event["event"])
        rows.append((event["date"], event["plan"], description))
    headings = sentences.column_headings("date", "plan", "says")
    yield ReportTable(section="timeline", headings=headings, column_kinds=("ids", "ids", "text"), rows=tuple(rows))


def _source_tables(report: ReportValue, sentences: ReportSentences) -> Iterator[ReportTable]:
    rows = tuple(
        (source_id, ", ".join(filter(None, [source["publisher"], source["title"]])), source["date"], source["address"])
        for source_id, source in report["sources"].items()
    )
    headings = sentences.column_headings("source", "title", "date", "address")
    yield ReportTable(section="sources", headings=headings, column_kinds=("ids", "text", "ids", "ids"), rows=rows)
