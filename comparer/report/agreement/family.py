"""Which text is like which earlier one, as a tree, a table and a picture (SVG). Likeness of wording, never descent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from comparer.model.travel import FamilyTie, LikeText
from comparer.report.agreement.blocks import Block, BlockDocument, BlockTable, Heading, fine_paragraph, plain_paragraph
from comparer.report.words.escape import safe_line
from comparer.report.words.sentences import ReportSentences

ROW_HEIGHT, TOP, LEFT, COLUMN_WIDTH, NAME_WIDTH = 34, 74, 24, 46, 330
MIN_WIDTH = 860
MAX_LINE_WIDTH = 7
MAX_INDENT = 12
"""The deepest step of the tree in text, past which lines would have no room and name the text above them instead."""


def build_family_document(ties: Sequence[FamilyTie], sentences: ReportSentences) -> BlockDocument:
    """The tree of the texts as a document of its own."""
    return BlockDocument(
        title=sentences.catalogue_text("agreement.family"), blocks=tuple(build_family_blocks(ties, sentences)[1:])
    )


def build_family_blocks(ties: Sequence[FamilyTie], sentences: ReportSentences) -> list[Block]:
    """A heading, what the tree says and does not say, the tree by indents, and each tie with what is nearly as near."""
    words = _FamilyWords(sentences)
    text = sentences.catalogue_text
    columns = ("text", "date", "most_like", "likeness", "nearly_as_like", "record_says")
    return [
        Heading(text("agreement.family")),
        fine_paragraph(text("agreement.family_key")),
        *(
            plain_paragraph(words.tree_line(tie, names_parent=depth > MAX_INDENT), min(depth, MAX_INDENT))
            for tie, depth in _walk_tree(ties)
        ),
        BlockTable(
            name=text("agreement.family"),
            headings=sentences.agreement_headings(*columns),
            rows=tuple(map(words.table_row, ties)),
            widths=(5, 3, 5, 2, 6, 6),
        ),
    ]


def render_family_picture(ties: Sequence[FamilyTie], sentences: ReportSentences) -> str:
    """A line for each text, those that are like an earlier one below it. Dashed lines: likeness is all that is known.

    A thicker line is a greater likeness; a whole one joins what the record itself says belongs together.
    """
    words = _FamilyWords(sentences)
    text = sentences.catalogue_text
    rows = list(_walk_tree(ties))
    depth_by_plan = {tie.plan: depth for tie, depth in rows}
    row_by_plan = {tie.plan: number for number, (tie, _) in enumerate(rows)}
    width = max(MIN_WIDTH, LEFT + COLUMN_WIDTH * (1 + max(depth_by_plan.values(), default=0)) + NAME_WIDTH)
    height = TOP + ROW_HEIGHT * len(rows) + 16
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">',
        '<g font-family="Arial, sans-serif" font-size="13" fill="#1A1A1A">',
        f"<title>{escape(text('agreement.family'))}</title>",
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
        f'<text x="{LEFT}" y="26" font-size="16" font-weight="bold">{escape(text("agreement.family"))}</text>',
        f'<text x="{LEFT}" y="46" font-size="11" fill="#4A5360">{escape(text("agreement.family_short_key"))}</text>',
    ]
    for number, (tie, depth) in enumerate(rows):
        x, y = LEFT + COLUMN_WIDTH * depth, TOP + ROW_HEIGHT * number
        if tie.parent:
            parts.append(_draw_tie(tie, tie.parent, (x, y), ROW_HEIGHT * (number - row_by_plan[tie.parent.plan])))
        parts.append(f'<circle cx="{x}" cy="{y}" r="5" fill="#1F4E79"/>')
        parts.append(f'<text x="{x + 12}" y="{y + 5}">{escape(safe_line(words.tree_line(tie)))}</text>')
    return "\n".join([*parts, "</g>", "</svg>"]) + "\n"


def _draw_tie(tie: FamilyTie, parent: LikeText, end: tuple[int, int], rise: int) -> str:
    """From the parent's mark down and across to the mark at `end`."""
    x, y = end
    dashes = "" if parent.plan in tie.declared else ' stroke-dasharray="5 4"'
    return (
        f'<path d="M{x - COLUMN_WIDTH} {y - rise}V{y}H{x}" fill="none" stroke="#5B6673"'
        f' stroke-width="{1 + (MAX_LINE_WIDTH - 1) * parent.likeness:.1f}"{dashes}/>'
    )


def _walk_tree(ties: Sequence[FamilyTie]) -> Iterator[tuple[FamilyTie, int]]:
    """Each tie below its parent with its depth, those of one parent in the order given."""
    children: dict[str, list[FamilyTie]] = {}
    for tie in ties:
        children.setdefault(tie.parent.plan if tie.parent else "", []).append(tie)
    pending = [(tie, 0) for tie in reversed(children.get("", []))]
    while pending:
        tie, depth = pending.pop()
        yield tie, depth
        pending += [(child, depth + 1) for child in reversed(children.get(tie.plan, []))]


class _FamilyWords:
    def __init__(self, sentences: ReportSentences) -> None:
        self.sentences, self.text = sentences, sentences.catalogue_text
        self._dates = {plan["id"]: plan["issued"] for plan in sentences.report["plans"]}

    def plan_name(self, plan: str) -> str:
        return self.sentences.short_plan_name(plan)

    def percent(self, like: LikeText) -> str:
        return f"{like.likeness * 100:.0f} %"

    def tree_line(self, tie: FamilyTie, *, names_parent: bool = False) -> str:
        """A text with its date, and how like it is to the text above it."""
        date = self._dates.get(tie.plan, "")
        notes = [date] if date else []
        if tie.parent:
            above = f"{self.plan_name(tie.parent.plan)}: " if names_parent else ""
            notes.append(above + self.percent(tie.parent))
            notes += [self.text("agreement.family_order")] * (not tie.is_order_known)
            notes += [self.text("agreement.declared")] * (tie.parent.plan in tie.declared)
        return f"{self.plan_name(tie.plan)} ({', '.join(notes)})" if notes else self.plan_name(tie.plan)

    def table_row(self, tie: FamilyTie) -> tuple[str, ...]:
        return (
            self.plan_name(tie.plan),
            self._dates.get(tie.plan, ""),
            self.plan_name(tie.parent.plan) if tie.parent else self.text("agreement.family_none"),
            self.percent(tie.parent) if tie.parent else "",
            ", ".join(f"{self.plan_name(rival.plan)} ({self.percent(rival)})" for rival in tie.rivals),
            ", ".join(map(self.plan_name, tie.declared)),
        )
