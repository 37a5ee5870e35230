"""Two sentences brought to one form before either is parsed: a list in one order, a case as words beside a thing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product

from comparer.language.phrase_lists import word_set
from comparer.language.tokenizer import tokenise_text

MAX_LIST_CHUNKS = 12
"""Parts between commas, `and` and `or` beyond which no list is put in order."""
_SEPARATOR = re.compile(r"(,? (?:and|or) |, )")
_CASE_FRONT = re.compile(
    r"^(?:if|where|when) (an?|any|the) ((?:[\w'-]+ ){0,6}?[\w'-]+) ((?:is|has|does|can|[a-z]*[a-rt-z]s)\b[^,;]*), "
    r"(?:he|she|it|the \2) ((?:shall|must|may|will|should|need|is)\b.*)$",
    re.IGNORECASE,
)


def align_sentences(left: str, right: str) -> tuple[str, str]:
    """Both sentences, the right one in the form of the left where it says the same things in another order or form."""
    left, right = _align_cases(left, right)
    ordered = _order_list(left, right)
    return (left, right) if ordered is None else (left, ordered)


def _align_cases(left: str, right: str) -> tuple[str, str]:
    """`If a driver smokes, he shall pay` as `A driver who smokes shall pay` where the other side opens with no case."""
    matches = _CASE_FRONT.match(left), _CASE_FRONT.match(right)
    if (matches[0] is None) is (matches[1] is None):
        return left, right
    other = right if matches[0] else left
    match = matches[0] or matches[1]
    if match is None or not re.search(r"\b(who|that|which)\b", other.partition(f" {match[4].split()[0]} ")[0]):
        return left, right
    turned = f"{match[1].capitalize()} {match[2]} who {match[3]} {match[4]}"
    return (turned, right) if matches[0] else (left, turned)


def _order_list(left: str, right: str) -> str | None:
    """The left text where the right one differs from it in the order of one list alone, whose order means nothing."""
    bodies = left.rstrip(" .;"), right.rstrip(" .;")
    if len(bodies[0]) != len(bodies[1]) or sorted(bodies[0].casefold()) != sorted(bodies[1].casefold()):
        return None
    if set(tokenise_text(left)) & (word_set("drafting", "ranking") | word_set("drafting", "pointing")):
        return None
    sides = [_SEPARATOR.split(body) for body in bodies]
    chunks = [side[::2] for side in sides]
    if len(chunks[0]) != len(chunks[1]) or len(chunks[0]) > MAX_LIST_CHUNKS or sides[0][1::2] != sides[1][1::2]:
        return None
    changed = [place for place, pair in enumerate(zip(*chunks, strict=True)) if pair[0] != pair[1]]
    if len(changed) < 2:
        return None
    lists = [side[changed[0] : changed[-1] + 1] for side in chunks]
    links = {entry.strip(" ,") for entry in sides[0][1::2][changed[0] : changed[-1]]} - {""}
    return left if len(links) == 1 and _name_the_same_items(*lists) else None


def _name_the_same_items(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether two lists hold the same items, what stands before the first and behind the last of both left aside."""
    for (front, last), (end, first) in product(_shared_fronts(left[0], right[0]), _shared_ends(left[-1], right[-1])):
        items = [_without(side, front, end) for side in (left, right)]
        is_apart = not end or first in word_set("drafting", "openers_behind_lists")
        if items[0] and items[0] == items[1] and is_apart and _stand_alone(items[0], last):
            return True
    return False


def _stand_alone(items: Sequence[str], before: str) -> bool:
    """Whether no word before the list may belong to its first thing alone: heavy guns and mortars."""
    determiners = word_set("drafting", "determiners_of_items")
    if all(item.split()[0].casefold() in determiners for item in items):
        return True
    return before.casefold() in determiners | word_set("drafting", "prepositions")


def _shared_fronts(left: str, right: str) -> Iterator[tuple[int, str]]:
    """Each count of words that both texts begin with."""
    pairs = list(zip(left.split(), right.split(), strict=False))
    yield 0, ""
    for count, (a, b) in enumerate(pairs, start=1):
        if a != b:
            return
        yield count, a


def _shared_ends(left: str, right: str) -> Iterator[tuple[int, str]]:
    yield from _shared_fronts(" ".join(reversed(left.split())), " ".join(reversed(right.split())))


def _without(items: Sequence[str], front: int, end: int) -> list[str]:
    """The items in alphabetical order, without so many words before the first and behind the last of them."""
    words = [item.split() for item in items]
    words[0] = words[0][front:]
    words[-1] = words[-1][: len(words[-1]) - end]
    return sorted(" ".join(entry) for entry in words) if all(words) else []
