"""A report of change for a terminal or a mail: a screen at most, what changed in its first lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from comparer.report.formats.text_grid import apply_style, draw_grid, fit_widths, wrap_paragraph
from comparer.report.options import RenderOptions
from comparer.report.sections.change_choice import choose_clause_changes, order_relations, order_touched
from comparer.report.sections.change_report import ChangeReport, ChangeScope, ClauseChange, ClauseChangeKind
from comparer.report.words.change_sentences import ChangeSentences, VerdictRow
from comparer.report.words.escape import display_width, safe_line
from comparer.report.words.redline import choose_redline, cut_words, format_plain_redline, mark_words, trim_redline

__all__ = ["render_change"]

INDENT = "  "
HANGING = "      "


class Limits(NamedTuple):
    """How many of each kind a report shows; None for all."""

    edited: int | None = None
    unpaired: int | None = None
    relations: int | None = None
    verdicts: int | None = None
    touched: int | None = None


SHORT_LIMITS = Limits(edited=8, unpaired=4, relations=3, verdicts=8, touched=3)
MAX_GATE_CHARS = 120
"""Characters of one thing to check in a short report."""


def render_change(change: ChangeReport, options: RenderOptions, command: str = "") -> str:  # noqa: ARG001 - every format is asked alike
    """The report: clauses with the words marked, then other drafts, red lines, law and gate; all of it when full."""
    page = _ChangeText(change, options, Limits() if options.full else SHORT_LIMITS)
    return "\n".join(page.lines()) + "\n"


class _ChangeText:
    def __init__(self, change: ChangeReport, options: RenderOptions, limits: Limits) -> None:
        self.change, self.options, self.limits = change, options, limits
        self.words = ChangeSentences(change)
        self.has_more = False

    def lines(self) -> Iterator[str]:
        yield self._heading(f"{self.words.title()}: {self.words.counts()}")
        is_pair, shows = self.change.scope is ChangeScope.PLANS, self.options.shows
        if shows("changes"):
            yield from self._changed_clause_lines()
        if shows("table") and not is_pair:
            yield from self._relation_lines()
        if shows("lines") and self.words.judges_lines:
            yield from self._answer_table("verdicts") if is_pair else self._touched_lines()
        if shows("law") and self.words.judges_law:
            yield from self._answer_table("law") if is_pair else self._law_answer_lines()
        if shows("changes"):
            yield from self._record_lines()
        if not is_pair and not self.options.sections:
            yield from self._gate_lines()
        if self.is_short and not self.has_more:
            yield self.words.text("full")

    @property
    def is_short(self) -> bool:
        return self.limits.edited is not None

    def _heading(self, text: str) -> str:
        wrapped = wrap_paragraph(safe_line(text), self.options.width, INDENT, "")
        return "\n".join(apply_style(line, "strong", self.options.colour) for line in wrapped.split("\n"))

    def _paragraph(self, text: str) -> str:
        return wrap_paragraph(safe_line(text), self.options.width, HANGING, INDENT)

    def _single_line(self, text: str) -> str:
        """A paragraph, cut to one line in a short report."""
        if not self.is_short:
            return self._paragraph(text)
        return f"{INDENT}{cut_columns(safe_line(text), self.options.width - len(INDENT))}"

    def _more(self, shown: int, total: int) -> Iterator[str]:
        if shown < total:
            self.has_more = True
            yield f"{INDENT}{self.words.text('more', n=total - shown)}"

    # --- clauses

    def _changed_clause_lines(self) -> Iterator[str]:
        if not self.change.clauses:
            yield self.words.text("no_clause")
        groups = (
            (ClauseChangeKind.EDITED, "edited", "", self.limits.edited),
            (ClauseChangeKind.ADDED, "added", self.change.right, self.limits.unpaired),
            (ClauseChangeKind.REMOVED, "removed", self.change.left, self.limits.unpaired),
        )
        for kind, key, plan, limit in groups:
            total = len(choose_clause_changes(self.change, kind, None))
            changes = choose_clause_changes(self.change, kind, limit)
            if not changes:
                continue
            if kind is not ClauseChangeKind.EDITED or self.change.scope is ChangeScope.PLANS:
                yield ""
                yield self._heading(self.words.text(f"heading.{key}", plan=plan))
            if kind is not ClauseChangeKind.EDITED:
                yield from map(self._unpaired_line, changes)
            elif self.change.scope is ChangeScope.PLANS:
                yield from self._paired_lines(changes)
            else:
                for clause_change in changes:
                    yield from self._edited_lines(clause_change)
            yield from self._more(len(changes), total)

    def _edited_lines(self, change: ClauseChange) -> Iterator[str]:
        place = self.words.clause_places(change)
        heading = " ".join(filter(None, (self.words.clause_names(change), self.words.clause_heading(change))))
        yield self._heading(f"{heading} ({place})" if place else heading)
        yield from map(self._paragraph, self._marked_texts(change))
        effect = "; ".join(filter(None, (self.words.effect(change), self.words.edited_fields(change))))
        if effect:
            yield self._paragraph(f"{self.words.text('effect')}: {effect}")

    def _marked_texts(self, change: ClauseChange) -> list[str]:
        """One line with the words marked; two where most of them changed."""
        before, after = self.words.clause_texts(change)
        if before == after:
            return self.words.facets(change)
        ops = choose_redline(before, after)
        if ops is not None:
            return [format_plain_redline(list(trim_redline(ops)))]
        return [
            f"{self.words.text('before')}: {cut_words(before)}",
            f"{self.words.text('now')}: {cut_words(after)}",
        ]

    def _paired_lines(self, changes: Sequence[ClauseChange]) -> Iterator[str]:
        """Clauses of the left plan with their answers: a table of short words, where people gave these for all."""
        records = [
            report["clauses"][ref]
            for change in changes
            for report, refs in ((self.change.before, change.before), (self.change.after, change.after))
            for ref in refs
        ]
        if not all(record["short"] for record in records):
            yield from map(self._marked_pair_line, changes)
            return
        headings = ("", self.change.left, self.change.right, self.words.text("effect"))
        rows = [
            (
                safe_line(self.words.clause_names(change)),
                *(safe_line(text) for text in self.words.clause_shorts(change)),
                safe_line(self.words.relation_words(change)),
            )
            for change in changes
        ]
        widths = fit_widths(headings, rows, self.options.width, (0, 3, 3, 2))
        yield draw_grid(headings, rows, widths, colour=self.options.colour)

    def _marked_pair_line(self, change: ClauseChange) -> str:
        before, after = self.words.clause_texts(change)
        effect = self.words.effect(change) if change.relation else self.catalogue_same()
        details = [f"{name}: {mark_words(old, new)}" for name, old, new in self.words.edited_texts(change)]
        if before != after:
            marked = "; ".join((mark_words(before, after), *details))
            return self._paragraph(f"{self.words.clause_names(change)} ({effect}): {marked}")
        details = details if not change.relation else self.words.facets(change)
        text = "; ".join(details) or f"{cut_words(before)} ({self.words.text('same_words')})"
        return self._paragraph(f"{self.words.clause_names(change)} ({effect}): {text}")

    def catalogue_same(self) -> str:
        """The word for clauses that come to the same."""
        return self.words.catalogue.value_word("relation", "same")

    def _unpaired_line(self, change: ClauseChange) -> str:
        before, after = self.words.clause_shorts(change)
        name = self.words.clause_names(change)
        if self.change.scope is ChangeScope.PLANS:
            name = name.partition("#")[2]
        effect = self.words.effect(change)
        return self._paragraph(f"{name}{f' ({effect})' if effect else ''}: {cut_words(after or before)}")

    # --- what it does elsewhere

    def _relation_lines(self) -> Iterator[str]:
        relations = order_relations(self.change)
        if not relations:
            if any(change.changes_substance for change in self.change.clauses):
                yield self.words.text("same_relations")
            return
        yield ""
        yield self._heading(self.words.text("heading.relations"))
        shown = relations[: self.limits.relations]
        clauses = {relation.clause for relation in relations}
        for relation in shown:
            row = self.words.relation_row(relation)
            name = f"{row.draft} ({relation.clause})" if len(clauses) > 1 else row.draft
            says = f" · {row.says}" if row.says else ""
            yield self._single_line(f"{name}: {row.step}{says}")
        yield from self._more(len(shown), len(relations))

    def _touched_lines(self) -> Iterator[str]:
        """Verdicts that changed, then the lines that a changed clause touches."""
        changed, touched = self.change.changed_verdicts, order_touched(self.change)
        yield ""
        if changed:
            yield self._heading(self.words.text("heading.verdicts"))
            for verdict in changed[: self.limits.verdicts]:
                yield self._changed_row(self.words.verdict_row(verdict), verdict.latest["plan"])
            yield from self._more(len(changed[: self.limits.verdicts]), len(changed))
        if touched:
            yield self._heading(self.words.text("heading.touched_beside" if changed else "heading.touched"))
            shown = touched[: self.limits.touched]
            for verdict in shown:
                row = self.words.verdict_row(verdict)
                flags = f" ({row.flags})" if row.flags else ""
                prefix = self._plan_prefix(verdict.latest["plan"])
                yield self._single_line(f"{row.after} · {prefix}{row.subject}{flags}")
            yield from self._more(len(shown), len(touched))
        if not changed and not touched:
            yield self.words.text("same_verdicts")

    def _law_answer_lines(self) -> Iterator[str]:
        changed, touched = self.change.changed_law, self.change.touched_law
        if changed:
            yield self._heading(self.words.text("heading.law"))
            for finding in changed[: self.limits.verdicts]:
                yield self._changed_row(self.words.law_row(finding), finding.latest["plan"])
            yield from self._more(len(changed[: self.limits.verdicts]), len(changed))
        elif touched:
            yield self.words.text("touched_law", n=len(touched))
        else:
            yield self.words.text("same_law")

    def _changed_row(self, row: VerdictRow, plan: str) -> str:
        flags = f" ({row.flags})" if row.flags else ""
        return self._paragraph(f"{self._plan_prefix(plan)}{row.subject}{flags}: {row.before} → {row.after}. {row.why}")

    def _plan_prefix(self, plan: str) -> str:
        """The plan of a verdict, where more than the one that changed may be meant."""
        plans = {ref.partition("#")[0] for change in self.change.clauses for ref in (*change.before, *change.after)}
        return "" if plans == {plan} else f"{plan}, "

    def _answer_table(self, name: str) -> Iterator[str]:
        """Between two plans: a row for each verdict, or each answer of the law, that differs."""
        if name == "verdicts":
            answers = [self.words.verdict_row(verdict) for verdict in self.change.changed_verdicts]
        else:
            answers = [self.words.law_row(finding) for finding in self.change.changed_law]
        yield ""
        if not answers:
            yield self.words.text(f"same_{name}")
            return
        yield self._heading(self.words.text(f"heading.{name}"))
        shown = answers[: self.limits.verdicts]
        headings = ("", self.change.left, self.change.right)
        rows = [
            (safe_line(f"{row.subject} ({row.flags})" if row.flags else row.subject), row.before, row.after)
            for row in shown
        ]
        widths = fit_widths(headings, rows, self.options.width, (1, 0, 0))
        yield draw_grid(headings, rows, widths, colour=self.options.colour)
        yield from self._more(len(shown), len(answers))

    def _record_lines(self) -> Iterator[str]:
        records = self.change.records
        if records:
            yield ""
            yield self._heading(self.words.records_heading())
            texts: Sequence[str] = [self.words.record_text(record) for record in records[: self.limits.verdicts]]
            yield from map(self._paragraph, texts)
            yield from self._more(len(texts), len(records))

    def _gate_lines(self) -> Iterator[str]:
        lines = self.words.gate_lines()
        if not lines:
            yield self.words.text("same_gate")
            return
        yield ""
        yield self._heading(self.words.text("heading.gate"))
        for text, place in lines:
            shown = cut_columns(text, MAX_GATE_CHARS) if self.is_short else text
            yield self._paragraph(f"! {shown}{f' {place}' if place else ''}")


def cut_columns(text: str, width: int) -> str:
    """The head of a text that takes at most so many columns of a terminal, cut between words."""
    if display_width(text) <= width:
        return text
    words = text.split(" ")
    while words and display_width(" ".join(words)) > width - 2:
        words.pop()
    return f"{' '.join(words)} …"
