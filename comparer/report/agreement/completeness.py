"""Completeness as a document: ticks of each duty by plan, or the matters of a checklist by plan."""

from __future__ import annotations

from collections.abc import Sequence

from comparer.model.completeness import (
    AspectStanding,
    Checklist,
    ChecklistTable,
    DutyAspect,
    GuidanceExtent,
    MatterCell,
    MatterRow,
    MatterStanding,
    PlanCompleteness,
)
from comparer.report.agreement.blocks import Block, BlockDocument, BlockTable, Heading, fine_paragraph, plain_paragraph
from comparer.report.words.sentences import ReportSentences

TICKS = {
    AspectStanding.SAID: "✓",
    AspectStanding.PART: "◐",
    AspectStanding.MISSING: "✗",
    AspectStanding.INTENDED: "○",
    AspectStanding.NOT_ASKED: "–",
    AspectStanding.UNREPORTED: "?",
}
MATTER_MARKS = {
    MatterStanding.HAD: "✓",
    MatterStanding.DISPUTED: "[ ]",
    MatterStanding.DEFERRED: "…",
    MatterStanding.STRUCK: "×",
    MatterStanding.ABSENT: "∅",
    MatterStanding.SILENT: "·",
    MatterStanding.UNREPORTED: "?",
    MatterStanding.NOT_CODED: "",
}
MAX_CELL_CLAUSES = 4
UNREAD_MARK = "*"
"""Behind guidance of which the opening or a summary alone was read."""


def build_duties_document(plans: Sequence[PlanCompleteness], sentences: ReportSentences) -> BlockDocument:
    """A table of ticks for each plan."""
    text = sentences.catalogue_text
    blocks: list[Block] = [fine_paragraph(_legend_text("tick", TICKS, sentences))]
    for plan in plans:
        blocks.append(Heading(sentences.short_plan_name(plan.plan)))
        blocks.append(
            BlockTable(
                name=plan.plan,
                headings=(
                    text("agreement.column.clause"),
                    text("agreement.column.what"),
                    *(text(f"agreement.aspect.{aspect.value}") for aspect in DutyAspect),
                ),
                rows=tuple(
                    (duty.clause, duty.text, *(TICKS[standing] for standing in duty.standings)) for duty in plan.duties
                ),
                widths=(3, 10, *(2 for _ in DutyAspect)),
            )
        )
        if not plan.duties:
            blocks.append(plain_paragraph(text("sentence.nothing" if sentences.narrowing else "agreement.no_duties")))
    tables = [block for block in blocks if isinstance(block, BlockTable)]
    return BlockDocument(
        title=sentences.narrow_title(text("agreement.completeness_title")),
        blocks=tuple(blocks),
        records=_join_tables(tables, sentences),
    )


def build_checklists_document(tables: Sequence[ChecklistTable], sentences: ReportSentences) -> BlockDocument:
    """A table of matters by plan for each checklist, those that no question stands for apart; then the guidance."""
    text = sentences.catalogue_text
    blocks: list[Block] = [fine_paragraph(_legend_text("standing_of_matter", MATTER_MARKS, sentences))]
    for table in tables:
        coded = [row for row in table.rows if row.questions]
        blocks.append(Heading(table.checklist.title))
        blocks.append(
            BlockTable(
                name=table.checklist.id,
                headings=(
                    text("agreement.column.matter"),
                    *map(sentences.short_plan_name, table.plans),
                    text("agreement.column.guidance"),
                ),
                rows=tuple(_matter_cells(row, table.checklist, sentences) for row in coded),
                widths=(9, *(4 for _ in table.plans), 4),
            )
        )
        if uncoded := [row.matter.asks for row in table.rows if not row.questions]:
            blocks.append(plain_paragraph(text("agreement.not_coded", matters=" ".join(uncoded))))
        if any(source.extent is GuidanceExtent.OPENING for source in table.checklist.guidance):
            blocks.append(fine_paragraph(text("agreement.guidance_unread", mark=UNREAD_MARK)))
        for source in table.checklist.guidance:
            parts = (
                f"{source.id}: {source.title}",
                source.publisher,
                source.date,
                source.address,
                text("agreement.guidance_read", part=source.read),
            )
            blocks.append(fine_paragraph(". ".join(filter(None, parts))))
    matter_tables = [block for block in blocks if isinstance(block, BlockTable)]
    return BlockDocument(
        title=sentences.narrow_title(text("agreement.checklist_title")),
        blocks=tuple(blocks),
        records=_join_tables(matter_tables, sentences),
    )


def _join_tables(tables: Sequence[BlockTable], sentences: ReportSentences) -> BlockTable | None:
    """Tables of the same columns below one another, each row with the name of its table."""
    if not tables:
        return None
    return BlockTable(
        name=tables[0].name,
        headings=(sentences.catalogue_text("agreement.column.table"), *tables[0].headings),
        rows=tuple((table.name, *row) for table in tables for row in table.rows),
    )


def _matter_cells(row: MatterRow, checklist: Checklist, sentences: ReportSentences) -> tuple[str, ...]:
    unread = {source.id for source in checklist.guidance if source.extent is GuidanceExtent.OPENING}
    named = [f"{cite}{UNREAD_MARK}" if cite in unread else cite for cite in row.matter.cites]
    cites = ", ".join(named) or sentences.catalogue_text("agreement.own_matter")
    return (row.matter.asks, *(_cell_text(cell, sentences) for cell in row.cells), cites)


def _cell_text(cell: MatterCell, sentences: ReportSentences) -> str:
    word = sentences.catalogue_text(f"agreement.standing_of_matter.{cell.standing.value}")
    clauses = ", ".join(cell.clauses[:MAX_CELL_CLAUSES]) + (" …" if len(cell.clauses) > MAX_CELL_CLAUSES else "")
    return " ".join(filter(None, (MATTER_MARKS[cell.standing], word, f"({clauses})" if clauses else "")))


def _legend_text(
    group: str, marks: dict[AspectStanding, str] | dict[MatterStanding, str], sentences: ReportSentences
) -> str:
    return "; ".join(
        f"{mark} {sentences.catalogue_text(f'agreement.{group}.{value.value}')}"
        for value, mark in marks.items()
        if mark
    )
