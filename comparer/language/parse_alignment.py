"""One parse for two sentences that differ in places only, so that the parser cannot read what they share in two ways.

Where the one text is the other with words taken out that hang together, its tree is the tree of the other without them;
where words stand for as many others, it is the same tree with other words. Anything else keeps its own two parses.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from comparer.language.dependency_parse import Word

Words = tuple[Word, ...]
MAX_CHANGED_RUNS = 4
"""How many runs of words may differ; beyond these two sentences are built otherwise."""


def align_parses(left: Words, right: Words) -> tuple[Words, Words]:
    """The two parses with one structure where one can be carried over. Symmetric: the same base from either side."""
    is_swapped = (len(left), [word.text for word in left]) < (len(right), [word.text for word in right])
    base, other = (right, left) if is_swapped else (left, right)
    derived = _derive(base, other)
    if derived is None:
        return left, right
    return (derived, right) if is_swapped else (left, derived)


def _derive(base: Words, other: Words) -> Words | None:
    """The words of `other` with the structure of `base`, or None."""
    if [word.place for word in base] != list(range(len(base))) or [word.place for word in other] != list(
        range(len(other))
    ):
        return None
    matcher = SequenceMatcher(None, [w.text.lower() for w in base], [w.text.lower() for w in other], autojunk=False)
    runs = [run for run in matcher.get_opcodes() if run[0] != "equal"]
    if len(runs) > MAX_CHANGED_RUNS:
        return None
    place_in_base: dict[int, int] = {}
    removed: set[int] = set()
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "insert" or (tag == "replace" and b - a != d - c):
            return None
        if tag == "delete":
            removed |= set(range(a, b))
        else:
            if tag == "replace" and not _are_alike(base[a:b], other[c:d]):
                return None
            place_in_base.update(zip(range(c, d), range(a, b), strict=True))
    if any(word.head == word.place for word in base if word.place in removed):
        return None
    place_in_other = {old: new for new, old in place_in_base.items()}
    return tuple(
        word._replace(
            link=base[place_in_base[word.place]].link,
            head=place_in_other[_kept_head(base, removed, base[place_in_base[word.place]].head)],
        )
        for word in other
    )


def _are_alike(left: Sequence[Word], right: Sequence[Word]) -> bool:
    """Whether words may stand in one place: the same kinds of words, one for one."""
    return all(a.tag[:2] == b.tag[:2] for a, b in zip(left, right, strict=True))


def _kept_head(words: Words, removed: set[int], head: int) -> int:
    """The nearest word above that is not taken out."""
    while head in removed:
        head = words[head].head
    return head
