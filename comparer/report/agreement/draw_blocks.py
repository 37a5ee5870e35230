"""Documents of blocks in the formats of text: Markdown, the terminal, and CSV for their tables."""

from __future__ import annotations

import csv
import textwrap
from collections.abc import Iterator, Sequence
from io import StringIO
from itertools import groupby

from comparer.report.agreement.blocks import Block, BlockDocument, BlockTable, Heading, Paragraph, RunStyle, TextRun
from comparer.report.words.escape import escape_csv_cell, escape_markdown, safe_line

_MARKDOWN_SIGNS = {RunStyle.MARK: "**", RunStyle.NOTE: "*"}
TERMINAL_INDENT = "  "
MAX_MARK_CHARS = 2
"""Letters up to which a cell is a mark or a count, and not worth a line of its own."""


def render_markdown(document: BlockDocument) -> str:
    lines = [f"# {escape_markdown(document.title)}", ""]
    for block in document.blocks:
        lines += [*_markdown_lines(block), ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def _markdown_lines(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"{'#' * block.level} {escape_markdown(block.text)}"
    elif isinstance(block, Paragraph):
        prefix = "> " * block.indent
        yield prefix + "".join(map(_markdown_run, block.runs))
    else:
        yield _markdown_row(block.headings)
        yield "|" + " --- |" * len(block.headings)
        yield from map(_markdown_row, block.rows)


def _markdown_row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(map(escape_markdown, cells)) + " |"


def _markdown_run(run: TextRun) -> str:
    """The run between its signs, which must touch its words."""
    sign = _MARKDOWN_SIGNS.get(run.style, "")
    body = run.text.strip()
    if not sign or not body:
        return _keep_edges(run.text, escape_markdown(body))
    return _keep_edges(run.text, f"{sign}{escape_markdown(body)}{sign}")


def _keep_edges(original: str, body: str) -> str:
    before = " " if original[:1].isspace() else ""
    after = " " if original[-1:].isspace() and original.strip() else ""
    return before + body + after


def render_terminal(document: BlockDocument, width: int) -> str:
    """Paragraphs broken at the width; each row of a table as a record, its cells below one another."""
    title = _wrap_text(safe_line(document.title), width, "")
    lines = [*title, "=" * max(map(len, title), default=0), ""]
    for block in document.blocks:
        lines += _terminal_lines(block, width)
    return "\n".join(lines).rstrip("\n") + "\n"


def _terminal_lines(block: Block, width: int) -> list[str]:
    if isinstance(block, Heading):
        text = safe_line(block.text)
        return ["", text, "-" * min(width, len(text))] if block.level <= 2 else ["", text]
    if isinstance(block, Paragraph):
        return _wrap_text(safe_line(block.text), width, TERMINAL_INDENT * block.indent)
    return [line for row in block.rows for line in _row_lines(block.headings, row, width)]


def _row_lines(headings: Sequence[str], row: Sequence[str], width: int) -> list[str]:
    """A row below an empty line; one whose first cell is empty goes on with the subject of the row before."""
    subject = safe_line(row[0])
    lines = ["", *_wrap_text(f"{headings[0]}: {subject}", width, "")] if subject else [""]
    cells = [(heading, safe_line(cell)) for heading, cell in zip(headings[1:], row[1:], strict=True) if cell]
    for is_mark, group in groupby(cells, key=lambda cell: len(cell[1]) <= MAX_MARK_CHARS):
        entries = list(group)
        if is_mark and len(entries) > 1:
            lines += _join_marks([f"{heading} {mark}" for heading, mark in entries], width)
        else:
            for heading, text in entries:
                lines += _wrap_text(f"{heading}: {text}", width, TERMINAL_INDENT)
    return lines


def _join_marks(marks: Sequence[str], width: int) -> list[str]:
    """Marks with their headings beside one another, as many on a line as fit."""
    lines = [TERMINAL_INDENT + marks[0]]
    for mark in marks[1:]:
        longer = f"{lines[-1]} · {mark}"
        if len(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(TERMINAL_INDENT + mark)
    return lines


def _wrap_text(text: str, width: int, indent: str) -> list[str]:
    return textwrap.wrap(
        text, width, initial_indent=indent, subsequent_indent=indent + TERMINAL_INDENT, break_on_hyphens=False
    )


def render_csv(table: BlockTable) -> str:
    """One table for a spreadsheet: no cell, read with commas or semicolons, is a formula."""
    buffer = StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(map(escape_csv_cell, table.headings))
    writer.writerows([escape_csv_cell(cell) for cell in row] for row in table.rows)
    return buffer.getvalue()
