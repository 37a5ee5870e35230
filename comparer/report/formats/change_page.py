"""A report of change as a page of one screen: no script, no network."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from comparer.report.formats.page.templates import load_page_template
from comparer.report.options import RenderOptions
from comparer.report.sections.change_choice import choose_clause_changes, order_relations, order_touched
from comparer.report.sections.change_report import ChangeReport, ChangeScope, ClauseChange, ClauseChangeKind
from comparer.report.words.change_sentences import ChangeSentences, VerdictRow
from comparer.report.words.redline import RedlineOp, choose_redline, cut_words

__all__ = ["render_change"]

MAX_CLAUSES = 15
MAX_UNPAIRED = 10
MAX_ANSWERS = 12
MAX_TOUCHED = 4


class _ClauseRow(NamedTuple):
    name: str
    heading: str
    before: Sequence[RedlineOp]
    after: Sequence[RedlineOp]
    effect: str


class _UnpairedRow(NamedTuple):
    name: str
    text: str
    effect: str


class _Group(NamedTuple):
    """Rows under a title; `more` is how many are left out."""

    title: str
    rows: Sequence[_UnpairedRow | VerdictRow]
    more: int
    column: str = ""
    section: str = ""


def render_change(change: ChangeReport, options: RenderOptions, command: str = "") -> str:
    """The page of a report of change; all of it when full. `command` is what shows it again."""
    words, is_full, shows = ChangeSentences(change), options.full, options.shows
    is_pair = change.scope is ChangeScope.PLANS
    clauses = choose_clause_changes(change, ClauseChangeKind.EDITED, None if is_full else MAX_CLAUSES)
    return load_page_template("change.html.j2").render(
        words=words,
        t=words.text,
        language=words.catalogue.language,
        clause_column=words.after.catalogue_text("column.clause"),
        side_columns=words.side_columns(),
        answer_columns=(*words.side_columns(), words.text("column.why")),
        command=command,
        shows_changes=shows("changes"),
        clauses=[_changed_clause_row(clause_change, words) for clause_change in clauses],
        clauses_left=len(choose_clause_changes(change, ClauseChangeKind.EDITED, None)) - len(clauses),
        unpaired=list(_unpaired_groups(change, words, None if is_full else MAX_UNPAIRED)),
        gate=[] if is_pair or options.sections else words.gate_lines(),
        answer_parts=[group for group in _answer_groups(change, words, is_full) if shows(group.section)],
        sentences=[text for section, text in _unchanged_sentences(change, words) if shows(section)],
        records=[words.record_text(record) for record in change.records] if shows("changes") else [],
        relations=[]
        if is_pair or not shows("table")
        else [words.relation_row(relation) for relation in order_relations(change)],
    )


def _changed_clause_row(change: ClauseChange, words: ChangeSentences) -> _ClauseRow:
    is_pair = words.change.scope is ChangeScope.PLANS
    (before, after), is_marked = words.cell_texts(change)
    ops = choose_redline(before, after) if is_marked else None
    edits = [f"{name}: {old} → {new}" for name, old, new in words.edited_texts(change)]
    facets = words.facets(change) if before == after else ()
    effect = "; ".join(filter(None, (words.effect(change), words.edited_fields(change), *facets, *edits)))
    return _ClauseRow(
        name=words.clause_names(change),
        heading="" if is_pair else words.clause_heading(change),
        before=_side_ops(ops, "delete", before),
        after=_side_ops(ops, "insert", after),
        effect=effect,
    )


def _side_ops(ops: Sequence[RedlineOp] | None, kind: str, text: str) -> Sequence[RedlineOp]:
    """One side of a redline; without one, the text as it is."""
    if ops is None:
        return (RedlineOp("keep", text),)
    return tuple(op for op in ops if op.kind in ("keep", kind))


def _unpaired_groups(change: ChangeReport, words: ChangeSentences, limit: int | None) -> Iterator[_Group]:
    for kind, plan in ((ClauseChangeKind.ADDED, change.right), (ClauseChangeKind.REMOVED, change.left)):
        everything = choose_clause_changes(change, kind, None)
        shown = choose_clause_changes(change, kind, limit)
        if shown:
            rows = [
                _UnpairedRow(
                    words.clause_names(item),
                    cut_words(" ".join(filter(None, words.clause_shorts(item)))),
                    words.effect(item),
                )
                for item in shown
            ]
            yield _Group(words.text(f"heading.{kind.value}", plan=plan), rows, len(everything) - len(shown))


def _answer_groups(change: ChangeReport, words: ChangeSentences, is_full: bool) -> Iterator[_Group]:
    has_changed = bool(change.changed_verdicts)
    verdicts = [words.verdict_row(verdict) for verdict in change.changed_verdicts]
    touched = [words.verdict_row(verdict) for verdict in order_touched(change)]
    law = [words.law_row(finding) for finding in change.changed_law]
    groups = (
        ("verdicts", "line", verdicts, MAX_ANSWERS),
        ("touched_beside" if has_changed else "touched", "line", touched, MAX_TOUCHED),
        ("law", "constraint", law, MAX_ANSWERS),
    )
    for title, column, rows, limit in groups:
        shown = rows if is_full else rows[:limit]
        if shown:
            column_heading = words.after.catalogue_text(f"column.{column}")
            section = "lines" if column == "line" else "law"
            yield _Group(words.text(f"heading.{title}"), shown, len(rows) - len(shown), column_heading, section)


def _unchanged_sentences(change: ChangeReport, words: ChangeSentences) -> Iterator[tuple[str, str]]:
    """What did not change, each sentence with the part of the report to which it belongs."""
    if not change.verdicts and words.judges_lines:
        yield "lines", words.text("same_verdicts")
    if not change.changed_law and words.judges_law:
        yield "law", words.text("touched_law", n=len(change.law)) if change.law else words.text("same_law")
