"""How two rows of words differ: the same, a list with more or less in it, a part for the whole, or another thing."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

from comparer.language.inflection import singular_form
from comparer.language.phrase_lists import word_set
from comparer.language.sentence_norm import Tokens, split_list
from comparer.resources.tables import load_table

MAX_LIST_ITEMS = 7


class ListPair(NamedTuple):
    """Two rows that differ by a list: what stands before it, the items of each, and the word that joins them."""

    head: Tokens
    left: frozenset[Tokens]
    right: frozenset[Tokens]
    left_link: str
    right_link: str


class AmbiguousWordingError(Exception):
    """The words differ in a way that cannot be weighed. `before` and `after` are the words that differ.

    `reason` is an id, `reason.text.ID` for the report; `word` is the word that it names, if any.
    """

    def __init__(self, reason: str, before: str = "", after: str = "", facet: str = "text", *, word: str = "") -> None:
        super().__init__(reason)
        self.reason, self.before, self.after, self.facet, self.word = reason, before, after, facet, word


def strip_shared_ends(left: Sequence[str], right: Sequence[str]) -> tuple[Tokens, Tokens]:
    """The words of two rows between those that they share at the start and those that they share at the end."""
    shortest, start = min(len(left), len(right)), _shared_start_length(left, right)
    end = next((n for n in range(shortest - start) if left[-1 - n] != right[-1 - n]), shortest - start)
    return tuple(left[start : len(left) - end]), tuple(right[start : len(right) - end])


def _shared_start_length(left: Sequence[str], right: Sequence[str]) -> int:
    shortest = min(len(left), len(right))
    return next((n for n in range(shortest) if left[n] != right[n]), shortest)


def are_contrasted(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether two phrases differ in one word, and the two words rule each other out."""
    left_rest, right_rest = strip_shared_ends(left, right)
    return len(left_rest) == len(right_rest) == 1 and any(
        {singular_form(left_rest[0]), singular_form(right_rest[0])} <= group or {left_rest[0], right_rest[0]} <= group
        for group in map(frozenset, load_table("drafting")["contrasts"])
    )


def parse_list_pair(left: Tokens, right: Tokens) -> ListPair | None:
    """Two rows as lists with a common head; None where there is no list."""
    if not ({"and", "or"} & {*left, *right}):
        return None
    (left_items, left_link), (right_items, right_link) = split_list(left), split_list(right)
    if not left_items or not right_items:
        return None
    tail_length = _shared_end_length(left_items[-1], right_items[-1])
    if tail_length and set(left_items) != set(right_items):
        left_items = (*left_items[:-1], left_items[-1][: len(left_items[-1]) - tail_length])
        right_items = (*right_items[:-1], right_items[-1][: len(right_items[-1]) - tail_length])
    else:
        tail_length = 0
    head_length = min(
        _shared_start_length(left_items[0], right_items[0]), len(left_items[0]) - 1, len(right_items[0]) - 1
    )
    left_set, right_set = (frozenset((items[0][head_length:], *items[1:])) for items in (left_items, right_items))
    if tail_length and left_set == right_set and len(left_set) > 1 and left_items != right_items:
        return None
    if (
        left_set == right_set
        and left_items != right_items
        and head_length
        and left_items[0][head_length - 1] not in word_set("drafting", "prepositions")
    ):
        return None
    return ListPair(left_items[0][:head_length], left_set, right_set, left_link, right_link)


def _shared_end_length(left: Tokens, right: Tokens) -> int:
    """How many words two items share at the end, plural or not, short of the whole of either."""
    limit = min(len(left), len(right)) - 1
    return next((n for n in range(limit) if singular_form(left[-1 - n]) != singular_form(right[-1 - n])), max(limit, 0))


def settled_choices(chosen_items: frozenset[Tokens], all_items: frozenset[Tokens], link: str) -> frozenset[str]:
    """A list as the set of choices that it settles: `a and b` settles more than `a`, and that more than `a or b`."""
    item_names = sorted(" ".join(row) for row in all_items)
    chosen_names = {" ".join(row) for row in chosen_items}
    if len(item_names) > MAX_LIST_ITEMS:
        raise AmbiguousWordingError("list-too-long")
    choices = [set(choice) for size in range(1, len(item_names) + 1) for choice in combinations(item_names, size)]
    settled_sets = (choice for choice in choices if (chosen_names <= choice if link == "or" else chosen_names & choice))
    return frozenset(" or ".join(sorted(choice)) for choice in settled_sets)
