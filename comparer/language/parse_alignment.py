"""One parse for two sentences that differ in places only, so that the parser cannot read what they share in two ways.

Where the one text is the other with words taken out that hang together, its tree is the tree of the other without them;
where words stand for as many others, it is the same tree with other words. Anything else keeps its own two parses.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from comparer.language.dependency_parse import Word

Words = tuple[Word, ...]
_Run = tuple[str, int, int, int, int]
MAX_CHANGED_RUNS = 4
"""How many runs of words may differ; beyond these two sentences are built otherwise."""


def align_parses(left: Words, right: Words) -> tuple[Words, Words]:
    """The two parses with one structure where one can be carried over. Symmetric: the same base from either side."""
    is_swapped = (len(left), [word.text for word in left]) < (len(right), [word.text for word in right])
    base, other = (right, left) if is_swapped else (left, right)
    grown = _graft_list_item(other, base)
    if grown is not None:
        return (other, grown) if is_swapped else (grown, other)
    derived = _derive(base, other)
    if derived is None:
        return left, right
    return (derived, right) if is_swapped else (left, derived)


def _graft_list_item(shorter: Words, longer: Words) -> Words | None:
    """The longer sentence on the tree of the shorter where it has one word more in a list of things, or None.

    A parser takes the last of `gifts, meals or travel` for a verb now and then; beside `gifts or meals` it is a thing.
    """
    if len(longer) != len(shorter) + 2 or not _is_numbered(shorter) or not _is_numbered(longer):
        return None
    texts = [[word.text.lower() for word in words] for words in (shorter, longer)]
    start = next((place for place in range(len(shorter)) if texts[0][place] != texts[1][place]), len(shorter))
    for first in {start, max(start - 1, 0)}:
        if texts[0] != texts[1][:first] + texts[1][first + 2 :]:
            continue
        if texts[1][first] in _LINKS and first and shorter[first - 1].tag in _THING_TAGS:
            return _insert_words(shorter, longer, first, (first - 1, first - 1), ("cc", "conj"))
    return None


_LINKS = ("and", "or")
_THING_TAGS = ("NN", "NNS")


def _is_numbered(words: Words) -> bool:
    return [word.place for word in words] == list(range(len(words)))


def _insert_words(
    shorter: Words, longer: Words, first: int, heads: tuple[int, int], links: tuple[str, str]
) -> Words | None:
    """The words of the longer sentence, two of them hung on words of the shorter, the others as they hang there."""
    if longer[first + 1].tag[:2] not in ("NN", "VB"):
        return None

    def place(old: int) -> int:
        return old if old < first else old + 2

    words = [
        longer[place(word.place)]._replace(tag=word.tag, lemma=word.lemma, link=word.link, head=place(word.head))
        for word in shorter
    ]
    inserted = [
        longer[first + offset]._replace(link=link, head=place(head))
        for offset, head, link in zip((0, 1), heads, links, strict=True)
    ]
    inserted[1] = inserted[1]._replace(tag=shorter[first - 1].tag)
    return (*words[:first], *inserted, *words[first:])


def _derive(base: Words, other: Words) -> Words | None:
    """The words of `other` with the structure of `base`, or None."""
    if [word.place for word in base] != list(range(len(base))) or [word.place for word in other] != list(
        range(len(other))
    ):
        return None
    opcodes = _align_runs(base, other)
    if sum(run[0] != "equal" for run in opcodes) > MAX_CHANGED_RUNS:
        return None
    place_in_base: dict[int, int] = {}
    removed: set[int] = set()
    for tag, a, b, c, d in opcodes:
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
    return tuple(_carry_over(base, removed, base[place_in_base[word.place]], word, place_in_other) for word in other)


def _carry_over(base: Words, removed: set[int], model: Word, word: Word, place_in_other: dict[int, int]) -> Word:
    """A word with the place in the tree that its model has; one thing that stood under what went takes its part."""
    link, head = model.link, model.head
    is_heir = link in ("pobj", "conj") and model.tag[:2] in ("NN", "PR") and head in removed
    while head in removed:
        is_heir = is_heir and sum(entry.head == head and entry.place not in removed for entry in base) <= 1
        link = base[head].link if is_heir else link
        head = base[head].head
    is_same_word = word.text == model.text and word.tag[:2] == model.tag[:2] == "NN"
    return word._replace(
        link=link,
        head=place_in_other[head],
        tag=model.tag if is_same_word else word.tag,
        lemma=model.lemma if is_same_word else word.lemma,
    )


def _align_runs(base: Words, other: Words) -> list[_Run]:
    """The runs of equal and other words; one that was taken out is put where it hangs together."""
    texts = [[word.text.lower() for word in words] for words in (base, other)]
    opcodes: list[_Run] = list(SequenceMatcher(None, texts[0], texts[1], autojunk=False).get_opcodes())
    if [run[0] for run in opcodes] != ["equal", "delete", "equal"]:
        return opcodes
    start, end = opcodes[1][1], opcodes[1][2]
    width, size = end - start, len(base)
    best = min(
        (first for first in range(size - width + 1) if texts[0][:first] + texts[0][first + width :] == texts[1]),
        key=lambda first: (_count_orphans(base, first, first + width), abs(first - start)),
    )
    shifted: list[_Run] = [
        ("equal", 0, best, 0, best),
        ("delete", best, best + width, best, best),
        ("equal", best + width, size, best, size - width),
    ]
    return shifted


def _count_orphans(words: Words, first: int, end: int) -> int:
    """How many words outside a run hang on words inside it."""
    return sum(first <= word.head < end and not first <= word.place < end for word in words)


def _are_alike(left: Sequence[Word], right: Sequence[Word]) -> bool:
    """Whether words may stand in one place: the same kinds of words, one for one."""
    return all(a.tag[:2] == b.tag[:2] for a, b in zip(left, right, strict=True))
