"""What is read from a sentence: a norm in words, before anything is compared."""

from __future__ import annotations

from dataclasses import dataclass

from comparer.model import Modality
from comparer.reading.quantities import Measure

Row = tuple[str, ...]


class UnreadableError(Exception):
    """A sentence that no simple pattern reads; the message completes `cannot tell: …`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """`bearers` are phrases joined by `bearer_link`; none where the sentence names nobody.

    `predicate` is what follows the verb, figures taken out, and `marked` the same with # for each amount; `direct` says
    of each amount whether it is what the verb acts on.
    """

    modality: Modality
    shade: str = ""
    bearers: tuple[str, ...] = ()
    bearer_link: str = ""
    exceptions: tuple[str, ...] = ()
    verb: str = ""
    being: bool = False
    predicate: Row = ()
    marked: Row = ()
    amounts: tuple[Measure, ...] = ()
    direct: tuple[bool, ...] = ()
    times: tuple[Measure, ...] = ()
    conditions: tuple[tuple[str, str], ...] = ()
    manners: frozenset[str] = frozenset()
    content: frozenset[str] = frozenset()


def unmarked(row: Row) -> Row:
    return tuple(one for one in row if one != "#")
