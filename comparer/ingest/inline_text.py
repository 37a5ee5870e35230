"""Text inside one paragraph of a marked-up document: its lines, its bold beginning, its links, what is struck out."""

from __future__ import annotations

from dataclasses import dataclass, field

from comparer.ingest.blocks import Block, Kind, clean
from comparer.ingest.numbering import is_number
from comparer.ingest.plain_text import paragraphs

__all__ = ["InlineText", "raised"]

_RAISED = str.maketrans("0123456789+-=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾")


def raised(text: str) -> str:
    """Figures that stand raised, so that they do not run together with those before them."""
    return text.translate(_RAISED)


@dataclass(slots=True)
class InlineText:
    """Collects the pieces of a paragraph in order. `struck` and `hidden` pieces go aside."""

    parts: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    aside: list[tuple[str, str]] = field(default_factory=list)
    lead: list[str] = field(default_factory=list)
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
            self.lead.append(text)
        elif text.strip() and not (not self.lead and is_number(text)):
            self.lead_open = False

    def end_aside(self) -> None:
        """What is struck out next is another piece."""
        self.aside.append(("", ""))

    def text(self) -> str:
        return "".join(self.parts)

    def lead_text(self) -> str:
        """The bold beginning; empty where all is bold."""
        lead = clean("".join(self.lead))
        return lead if lead and clean(self.text()).rstrip() != lead else ""

    def asides(self, where: str) -> list[Block]:
        return [
            Block(text=f"{why}: {clean(text)}", where=where, kind=Kind.ASIDE) for why, text in self.aside if clean(text)
        ]

    def blocks(
        self, where: str, *, line: int = 0, indent: int = 0, number: str = "", alone: bool = True
    ) -> list[Block]:
        """The paragraph as pieces: one, or more where it holds lines that begin points of their own.

        With `line`, the pieces say the lines of the source that they stand in, counted from it.
        """
        lines = self.text().split("\n")
        lead = self.lead_text()
        if len(lines) == 1:
            text = clean(lines[0])
            if not (text or number or self.notes):
                return []
            return [
                Block(
                    text=text,
                    where=where,
                    indent=indent,
                    number=number,
                    lead=lead,
                    notes=tuple(self.notes),
                    alone=alone,
                )
            ]
        found: list[Block] = []
        for index, block in paragraphs(lines):
            place = f"line {line + index}" if line else where
            first = not found
            found.append(
                Block(
                    text=block.text, where=place, indent=indent + (0 if first else block.indent),
                    number=number if first else "",
                    lead=lead if first else "", notes=tuple(self.notes) if first else (),
                    alone=block.alone and alone, wrapped=block.wrapped and not first, closing=block.closing,
                )
            )  # fmt: skip
        if not found and (number or self.notes):
            found.append(Block(text="", where=where, number=number, notes=tuple(self.notes)))
        return found
