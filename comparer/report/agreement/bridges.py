"""Bridging tables as a document: for each question the wordings, what they do to whose lines, and smallest changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from comparer.model.bridging import BridgeTable, LineEffect, SmallestChange, VerdictMove, WordingKey, WordingOnTable
from comparer.model.dates import has_begun
from comparer.model.explanation import Argument
from comparer.model.relation import VerdictKind
from comparer.report.agreement.blocks import Block, BlockDocument, BlockTable, Heading, fine_paragraph, plain_paragraph
from comparer.report.value.arguments import build_argument_value
from comparer.report.words.arguments import argument_text
from comparer.report.words.sentences import ReportSentences

EFFECT_COLUMNS = (
    VerdictKind.BREACHED,
    VerdictKind.STRAINED,
    VerdictKind.PART,
    VerdictKind.UPHELD,
    VerdictKind.UNMET,
    VerdictKind.DEFERRED,
    VerdictKind.UNKNOWN,
)
"""The verdicts that have a column; a line that a wording neither crosses nor concerns stands in none."""

LIFT_KEYS = {
    kind: f"agreement.lift.{kind.value}" for kind in (VerdictKind.STRAINED, VerdictKind.UNKNOWN, VerdictKind.DEFERRED)
}
"""Messages for a breach that is lifted, where the line is not kept all the same."""


def build_bridges_document(tables: Sequence[BridgeTable], as_of: str, sentences: ReportSentences) -> BlockDocument:
    """All tables one after another, then every line that they name."""
    drawer = BridgeDrawer(sentences)
    text = sentences.catalogue_text
    blocks: list[Block] = [
        plain_paragraph(text("agreement.bridges_counts", n=len(tables), date=as_of)),
        fine_paragraph(text("agreement.bridges_key")),
    ]
    for table in tables:
        blocks += drawer.draw_table(table)
    if tables:
        blocks += [Heading(text("heading.redlines")), drawer.line_table(tables)]
    return BlockDocument(
        title=sentences.narrow_title(text("agreement.bridges_title")),
        blocks=tuple(blocks),
        records=drawer.effect_records(tables),
    )


class BridgeDrawer:
    def __init__(self, sentences: ReportSentences) -> None:
        self.sentences, self.text = sentences, sentences.catalogue_text

    def wording_name(self, key: WordingKey) -> str:
        name = self.sentences.short_plan_name(key.plan)
        return f"{name} ({self.sentences.word_label(key.reading)})" if key.reading else name

    def table_label(self, table: BridgeTable) -> str:
        return self.sentences.question_label(table.question, table.label, table.issue)

    def deadlock_text(self, left: str, right: str) -> str:
        """Two lines that exclude each other, each by its title and its id."""
        titles = {line: self.sentences.line_title(line) for line in (left, right)}
        names = [
            self.text("agreement.line_named", title=title, line=line) if title else line
            for line, title in titles.items()
        ]
        return self.text("agreement.bridge_deadlock", left=names[0], right=names[1])

    def draw_table(self, table: BridgeTable) -> Iterator[Block]:
        yield Heading(self.table_label(table))
        if table.asks:
            yield fine_paragraph(self.sentences.question_asks(table.question, table.asks))
        yield plain_paragraph(self.text(f"agreement.bridge_standing.{table.standing.value}"))
        for left, right in table.deadlocks:
            yield plain_paragraph(self.deadlock_text(left, right))
        yield self.wording_table(table)
        if table.changes:
            yield Heading(self.text("agreement.smallest_changes"), 3)
            yield self.change_table(table)

    def wording_table(self, table: BridgeTable, kinds: Sequence[VerdictKind] = EFFECT_COLUMNS) -> BlockTable:
        """The wordings, those first that no other beats, with a column for each of `kinds` that occurs."""
        shown = [kind for kind in kinds if any(_lines_with(word.effects, kind) for word in table.wordings)]
        return BlockTable(
            name=table.question,
            headings=(
                self.text("agreement.column.wording"),
                self.text("agreement.column.what"),
                *(self.sentences.catalogue.value_word("verdict", kind.value) for kind in shown),
                self.text("agreement.column.beaten_by"),
            ),
            rows=tuple(
                (
                    self.wording_name(wording.key),
                    wording.text,
                    *(self._line_texts(_lines_with(wording.effects, kind)) for kind in shown),
                    self._beaten_text(wording),
                )
                for wording in sorted(table.wordings, key=lambda wording: bool(wording.dominated_by))
            ),
            widths=(4, 10, *(3 for _ in shown), 4),
        )

    def _beaten_text(self, wording: WordingOnTable) -> str:
        names = ", ".join(map(self.wording_name, wording.dominated_by))
        return names or self.text("agreement.not_beaten")

    def _line_texts(self, effects: Iterable[LineEffect]) -> str:
        inferred = self.text("word.inferred")
        return ", ".join(f"{effect.line} ({inferred})" if effect.inferred else effect.line for effect in effects)

    def change_table(self, table: BridgeTable) -> BlockTable:
        columns = ("wording", "facet", "from_to", "lifts", "also", "smaller")
        return BlockTable(
            name=f"{table.question} ±",
            headings=self.sentences.agreement_headings(*columns),
            rows=tuple(map(self._change_cells, _group_changes(table.changes))),
            widths=(4, 3, 7, 4, 7, 2),
        )

    def _change_cells(self, changes: Sequence[SmallestChange]) -> tuple[str, ...]:
        """One change of a wording, with all the lines whose breach it lifts."""
        change, lines = changes[0], [item.line for item in changes]
        before, after = map(self._change_end_text, (change.before, change.after))
        own = [self._lift_text(move) for move in change.moves if move.line in lines]
        others = [self._move_text(move) for move in change.moves if move.line not in lines]
        return (
            f"{self.wording_name(change.key)} {change.clause.partition('#')[2]}",
            self.sentences.facet_label(change.facet.value),
            f"{before} → {after}",
            "; ".join(own),
            "; ".join(others) or self.text("word.none"),
            str(change.smaller_tried),
        )

    def _change_end_text(self, side: Argument) -> str:
        """A side of a change in words; events as they stand inside a sentence."""
        value = build_argument_value(side)
        wording = self.sentences.spoken_wording
        if "conditions" in value:
            wording = replace(wording, word_label=lambda event: self.sentences.join_phrases([event]))
        return argument_text(value, wording) or self.text("word.none")

    def _move_text(self, move: VerdictMove) -> str:
        return f"{move.line}: {self._verdict_word(move.before)} → {self._verdict_word(move.after)}"

    def _lift_text(self, move: VerdictMove) -> str:
        """What becomes of the breach: in words where the line is still not kept, or only put off."""
        key = LIFT_KEYS.get(move.after)
        return f"{move.line}: {self.text(key)}" if key else self._move_text(move)

    def _verdict_word(self, kind: VerdictKind) -> str:
        return self.sentences.catalogue.value_word("verdict", kind.value)

    def effect_records(self, tables: Sequence[BridgeTable]) -> BlockTable:
        """Each wording of each question with each line: a row for what the one does to the other."""
        columns = ("question", "wording", "clauses", "what", "line", "party", "effect", "inferred")
        return BlockTable(
            name=self.text("agreement.bridges_title"),
            headings=self.sentences.agreement_headings(*columns),
            rows=tuple(
                (
                    table.question,
                    self.wording_name(wording.key),
                    ", ".join(wording.clauses),
                    wording.text,
                    effect.line,
                    effect.party,
                    self._verdict_word(effect.verdict),
                    self.text("word.inferred") if effect.inferred else "",
                )
                for table in tables
                for wording in table.wordings
                for effect in wording.effects
            ),
        )

    def line_table(self, tables: Sequence[BridgeTable]) -> BlockTable:
        """Every line that the tables name, in its own words."""
        lines = dict.fromkeys(line for table in tables for line in table.lines)
        headings = (*self.sentences.column_headings("line", "party"), self.text("agreement.column.line_says"))
        return BlockTable(
            name=self.text("heading.redlines"),
            headings=headings,
            rows=tuple(self._line_cells(line) for line in sorted(lines)),
            widths=(3, 3, 12),
        )

    def _line_cells(self, ref: str) -> tuple[str, ...]:
        line = self.sentences.report["lines"][ref]
        begun = [version for version in line["versions"] if has_begun(version["from"], self.sentences.report["as_of"])]
        says = (begun[-1]["sentence"] if begun else "") or line["sentence"] or line["title"]
        return (
            ref,
            self.sentences.word_label(line["party"]),
            f"{says} ({self.text('word.inferred')})" if line["inferred"] else says,
        )


def _lines_with(effects: Iterable[LineEffect], kind: VerdictKind) -> list[LineEffect]:
    return [effect for effect in effects if effect.verdict is kind]


def _group_changes(changes: Iterable[SmallestChange]) -> list[list[SmallestChange]]:
    """The same change of the same clause once, with the lines for each of which it is the least."""
    groups: dict[tuple[object, ...], list[SmallestChange]] = {}
    for change in changes:
        key = (change.key, change.clause, change.facet, change.before, change.after, change.smaller_tried)
        groups.setdefault(key, []).append(change)
    return list(groups.values())
