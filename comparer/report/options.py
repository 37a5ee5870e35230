"""What a reader may choose about a report, whatever the format."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderOptions:
    """`width` is in terminal columns; `compact` packs JSON on one line; `colour` is for a terminal alone."""

    full: bool = False
    sections: tuple[str, ...] = ()
    width: int = 80
    colour: bool = False
    compact: bool = False
