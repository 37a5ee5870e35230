"""Text inside one paragraph of a marked-up document: its lines, its bold beginning, its links, what is struck out."""

from __future__ import annotations

from dataclasses import dataclass, field

from comparer.ingest.blocks import Block, BlockKind, collapse_spaces
from comparer.ingest.numbering import is_number
from comparer.ingest.plain_text import join_paragraphs

__all__ = ["InlineText", "mark_raised_figures"]

_RAISED = str.maketrans("0123456789+-=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾")


def mark_raised_figures(text: str) -> str:
    """Figures that stand raised, so that they do not run together with those before them."""
    return text.translate(_RAISED)


@dataclass(slots=True)
class InlineText:
    """Collects the pieces of a paragraph in order. `struck` and `hidden` pieces go aside."""

    parts: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    aside: list[tuple[str, str]] = field(default_factory=list)
    bold_lead: list[str] = field(default_factory=list)
    lead_open: bool = True

    def add(self, text: str, *, bold: bool = False, gone: str = "") -> None:
        """One piece; `gone` says why it is not part of the text in force ("struck out", "hidden")."""
        if not text:
            return
        if gone:
            if self.aside and self.aside[-1][0] == gone:
                self.aside[-1] = (gone, self.aside[-1][1] + text)
            else:
                self.aside.append((gone, text))
            return
        self.parts.append(text)
        if not self.lead_open:
            return
        if bold:
            self.bold_lead.append(text)
        elif text.strip() and not (not self.bold_lead and is_number(text)):
            self.lead_open = False

    def end_aside(self) -> None:
        """What is struck out next is another piece."""
        self.aside.append(("", ""))

    def text(self) -> str:
        return "".join(self.parts)

    def lead_text(self) -> str:
        """The bold beginning; empty where all is bold."""
        bold_lead = collapse_spaces("".join(self.bold_lead))
        return bold_lead if bold_lead and collapse_spaces(self.text()).rstrip() != bold_lead else ""

    def asides(self, location: str) -> list[Block]:
        return [
            Block(text=f"{why}: {collapse_spaces(text)}", location=location, kind=BlockKind.ASIDE)
            for why, text in self.aside
            if collapse_spaces(text)
        ]

    def blocks(
        self, location: str, *, line: int = 0, indent: int = 0, number: str = "", stands_alone: bool = True
    ) -> list[Block]:
        """The paragraph as pieces: one, or more where it holds lines that begin points of their own.

        With `line`, the pieces say the lines of the source that they stand in, counted from it.
        """
        lines = self.text().split("\n")
        bold_lead = self.lead_text()
        if len(lines) == 1:
            text = collapse_spaces(lines[0])
            if not (text or number or self.notes):
                return []
            return [
                Block(
                    text=text,
                    location=location,
                    indent=indent,
                    number=number,
                    bold_lead=bold_lead,
                    notes=tuple(self.notes),
                    stands_alone=stands_alone,
                )
            ]
        result: list[Block] = []
        for index, block in join_paragraphs(lines):
            place = f"line {line + index}" if line else location
            first = not result
            result.append(
                Block(
                    text=block.text, location=place, indent=indent + (0 if first else block.indent),
                    number=number if first else "",
                    bold_lead=bold_lead if first else "", notes=tuple(self.notes) if first else (),
                    stands_alone=block.stands_alone and stands_alone, is_wrapped=block.is_wrapped and not first,
                    closing=block.closing,
                )
            )  # fmt: skip
        if not result and (number or self.notes):
            result.append(Block(text="", location=location, number=number, notes=tuple(self.notes)))
        return result
