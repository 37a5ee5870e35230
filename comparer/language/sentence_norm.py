"""What is read from a sentence: a norm in words, before anything is compared."""

from __future__ import annotations

from dataclasses import dataclass

from comparer.language.quantities import Measure
from comparer.model.records import Modality

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


def parts(row: Row) -> tuple[tuple[Row, ...], str]:
    """The parts of a list and the word that joins them. Raises UnreadableError where the list is not plain."""
    links = {one for one in row if one in ("and", "or")}
    if len(links) > 1:
        raise UnreadableError("a list is joined by and as well as or")
    found: list[Row] = [()]
    for n, one in enumerate(row):
        if one not in (",", "and", "or"):
            found[-1] = (*found[-1], one)
        elif found[-1]:
            found.append(())
        elif one == "," or n == 0 or row[n - 1] != ",":
            raise UnreadableError("a list lacks a part")
    if row and not found[-1]:
        raise UnreadableError("a list lacks a part")
    return tuple(found), "".join(links)


def unmarked(row: Row) -> Row:
    return tuple(one for one in row if one != "#")
