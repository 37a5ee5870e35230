"""A report of change for a pull request: a comment that a reviewer reads in a minute, well under its size limit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from comparer.report.options import RenderOptions
from comparer.report.sections.change_choice import choose_clause_changes, order_relations, order_touched
from comparer.report.sections.change_report import ChangeReport, ChangeScope, ClauseChange, ClauseChangeKind
from comparer.report.words.change_sentences import ChangeSentences, VerdictRow
from comparer.report.words.escape import code_span, escape_markdown
from comparer.report.words.redline import RedlineOp, choose_redline, cut_words, trim_redline

__all__ = ["render_change"]

MAX_CLAUSES = 12
MAX_UNPAIRED = 10
MAX_RELATIONS = 8
MAX_VERDICTS = 12
MAX_TOUCHED = 6
MAX_CELL_WORDS = 25
"""Words of a text, and of a reason, in one cell of a short report."""


def render_change(change: ChangeReport, options: RenderOptions, command: str = "") -> str:
    """The report; `command` is what a reviewer types to see it again."""
    page = _ChangeMarkdown(change, options)
    return "\n\n".join(filter(None, page.blocks(command))) + "\n"


class _ChangeMarkdown:
    def __init__(self, change: ChangeReport, options: RenderOptions) -> None:
        self.change, self.options, self.is_full = change, options, options.full
        self.words = ChangeSentences(change)

    def blocks(self, command: str) -> Iterator[str]:
        tool = self.change.after["tool"]["name"]
        yield f"### {escape_markdown(tool)} · {escape_markdown(self.words.counts())}"
        if self.change.scope is ChangeScope.PLANS:
            yield escape_markdown(self.words.title())
        is_pair, shows = self.change.scope is ChangeScope.PLANS, self.options.shows
        if shows("changes"):
            yield from self._clause_blocks()
        if not is_pair and not self.options.sections:
            yield from self._gate_blocks()
        if shows("lines") and self.words.judges_lines:
            yield from self._verdict_blocks()
        if shows("law") and self.words.judges_law:
            yield from self._law_blocks()
        if shows("changes"):
            yield from self._record_blocks()
        if shows("table") and not is_pair:
            yield from self._relation_blocks()
        yield self._stamp_line(command)

    def _limit(self, number: int) -> int | None:
        return None if self.is_full else number

    def _heading(self, key: str, **fields: object) -> str:
        return f"**{escape_markdown(self.words.text(f'heading.{key}', **fields))}**"

    def _more(self, shown: int, total: int) -> str:
        return escape_markdown(self.words.text("more", n=total - shown)) if shown < total else ""

    def _cut(self, text: str) -> str:
        return escape_markdown(text if self.is_full else cut_words(text, MAX_CELL_WORDS))

    def _table(self, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
        """A pipe table; headings are keys of columns or text, cells are escaped already."""
        lines = [headings, ["---"] * len(headings), *rows]
        return "\n".join(f"| {' | '.join(line)} |" for line in lines)

    def _columns(self, *keys: str) -> list[str]:
        return [escape_markdown(self.words.text(f"column.{key}")) for key in keys]

    # --- clauses

    def _clause_blocks(self) -> Iterator[str]:
        if not self.change.clauses:
            yield escape_markdown(self.words.text("no_clause"))
        edited = choose_clause_changes(self.change, ClauseChangeKind.EDITED, self._limit(MAX_CLAUSES))
        if edited:
            sides = map(escape_markdown, self.words.side_columns())
            headings = [self.words.after.catalogue_text("column.clause"), *sides, *self._columns("effect")]
            yield self._table(headings, [self._edited_row(change) for change in edited])
            yield self._more(len(edited), len(choose_clause_changes(self.change, ClauseChangeKind.EDITED, None)))
        for kind, plan in (
            (ClauseChangeKind.ADDED, self.change.right),
            (ClauseChangeKind.REMOVED, self.change.left),
        ):
            changes = choose_clause_changes(self.change, kind, self._limit(MAX_UNPAIRED))
            if changes:
                yield self._heading(kind.value, plan=plan)
                yield "\n".join(map(self._unpaired_bullet, changes))
                yield self._more(len(changes), len(choose_clause_changes(self.change, kind, None)))

    def _edited_row(self, change: ClauseChange) -> list[str]:
        names = code_span(self.words.clause_names(change))
        before, after = self._marked_sides(change)
        edits = (
            [f"{name}: {old} → {new}" for name, old, new in self.words.edited_texts(change)] if change.relation else []
        )
        effect = "; ".join(filter(None, (self.words.effect(change), self.words.edited_fields(change), *edits)))
        heading = "" if self.change.scope is ChangeScope.PLANS else self.words.clause_heading(change)
        return [f"{names} {escape_markdown(heading)}".strip(), before, after, escape_markdown(effect)]

    def _marked_sides(self, change: ClauseChange) -> tuple[str, str]:
        """Both texts, with the words in bold in which they differ; of texts that are the same, the facets."""
        (before, after), is_marked = self.words.cell_texts(change)
        if before == after:
            edits = [f"{name}: {old} → {new}" for name, old, new in self.words.edited_texts(change)]
            details = self.words.facets(change) if change.relation else edits
            return self._cut(before), self._cut("; ".join(details))
        ops = choose_redline(before, after) if is_marked else None
        if ops is None:
            return self._cut(before), self._cut(after)
        shown_ops = ops if self.is_full else list(trim_redline(ops))
        return _mark_side(shown_ops, "delete"), _mark_side(shown_ops, "insert")

    def _unpaired_bullet(self, change: ClauseChange) -> str:
        effect = self.words.effect(change)
        text = " ".join(filter(None, self.words.clause_shorts(change)))
        note = f" ({escape_markdown(effect)})" if effect else ""
        return f"- {code_span(self.words.clause_names(change))}{note} {self._cut(text)}"

    # --- what it does elsewhere

    def _gate_blocks(self) -> Iterator[str]:
        lines = self.words.gate_lines()
        if lines:
            bullets = [f"- ⚠️ {self._cut(text)}{f' {code_span(place)}' if place else ''}" for text, place in lines]
            yield f"{self._heading('gate')}\n" + "\n".join(bullets)

    def _verdict_blocks(self) -> Iterator[str]:
        changed, touched = self.change.changed_verdicts, order_touched(self.change)
        if changed:
            shown = changed[: self._limit(MAX_VERDICTS)]
            rows = [self._answer_row(self.words.verdict_row(verdict), verdict.latest["plan"]) for verdict in shown]
            yield self._heading("verdicts")
            yield self._table(self._answer_columns("line"), rows)
            yield self._more(len(shown), len(changed))
        if touched:
            shown_touched = touched[: self._limit(MAX_TOUCHED)]
            rows = [self._answer_row(self.words.verdict_row(item), item.latest["plan"]) for item in shown_touched]
            yield self._heading("touched_beside" if changed else "touched")
            yield self._table(self._answer_columns("line"), rows)
            yield self._more(len(shown_touched), len(touched))
        if not changed and not touched:
            yield escape_markdown(self.words.text("same_verdicts"))

    def _law_blocks(self) -> Iterator[str]:
        changed, touched = self.change.changed_law, self.change.touched_law
        if changed:
            shown = changed[: self._limit(MAX_VERDICTS)]
            rows = [self._answer_row(self.words.law_row(finding), finding.latest["plan"]) for finding in shown]
            yield self._heading("law")
            yield self._table(self._answer_columns("constraint"), rows)
            yield self._more(len(shown), len(changed))
        else:
            yield escape_markdown(
                self.words.text("touched_law", n=len(touched)) if touched else self.words.text("same_law")
            )

    def _answer_columns(self, subject: str) -> list[str]:
        subject_heading = self.words.after.catalogue_text(f"column.{subject}")
        return [subject_heading, *map(escape_markdown, self.words.side_columns()), *self._columns("why")]

    def _answer_row(self, row: VerdictRow, plan: str) -> list[str]:
        subject = f"{row.subject} · {row.flags}" if row.flags else row.subject
        prefix = "" if self.change.scope is ChangeScope.PLANS or self._is_only_plan(plan) else f"{code_span(plan)} "
        return [
            f"{prefix}{escape_markdown(subject)}",
            escape_markdown(row.before),
            escape_markdown(row.after),
            self._cut(row.why),
        ]

    def _is_only_plan(self, plan: str) -> bool:
        refs = (ref for change in self.change.clauses for ref in (*change.before, *change.after))
        return {ref.partition("#")[0] for ref in refs} == {plan}

    def _record_blocks(self) -> Iterator[str]:
        records = self.change.records[: self._limit(MAX_VERDICTS)]
        if records:
            bullets = [f"- {self._cut(self.words.record_text(record))}" for record in records]
            yield f"**{escape_markdown(self.words.records_heading())}**\n" + "\n".join(bullets)
            yield self._more(len(records), len(self.change.records))

    def _relation_blocks(self) -> Iterator[str]:
        relations = order_relations(self.change)
        if not relations:
            return
        shown = relations[: self._limit(MAX_RELATIONS)]
        clauses = {relation.clause for relation in relations}
        rows = []
        for relation in shown:
            row = self.words.relation_row(relation)
            name = f"{code_span(row.draft)}{f' ({code_span(relation.clause)})' if len(clauses) > 1 else ''}"
            rows.append([name, self._cut(row.says), escape_markdown(row.before), escape_markdown(row.after)])
        table = self._table(self._columns("draft", "says", "against_before", "against_now"), rows)
        title = f"{self.words.text('heading.relations')} ({len(relations)})"
        body = "\n\n".join(filter(None, (table, self._more(len(shown), len(relations)))))
        yield f"<details><summary>{escape_markdown(title)}</summary>\n\n{body}\n\n</details>"

    def _stamp_line(self, command: str) -> str:
        parts = [escape_markdown(self.words.stamp())]
        if self.change.scope is ChangeScope.VERSIONS:
            parts.append(f"{code_span(self.change.left)} → {code_span(self.change.right)}")
        if self.change.scope is ChangeScope.REPORTS:
            digests = (self.change.before["digest"], self.change.after["digest"])
            parts.append(" → ".join(code_span(digest[:7]) for digest in digests))
        if command:
            parts.append(self.words.text("reproduce", command=code_span(command)))
        return f"<sub>{' · '.join(parts)}</sub>"


def _mark_side(ops: Sequence[RedlineOp], kind: str) -> str:
    """One side of a redline, with what only that side has in bold."""
    pieces = []
    for op in ops:
        if op.kind not in ("keep", kind):
            continue
        body = op.text.strip()
        space = " " if op.text[:1].isspace() else ""
        escaped = escape_markdown(body)
        pieces.append(f"{space}**{escaped}**" if op.kind == kind and escaped else f"{space}{escaped}")
    return "".join(pieces).strip()
