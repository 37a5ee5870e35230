"""Two phrases that name things: the same, a part of the other, another thing, or not to be told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from typing import TypeVar

from comparer.language.frame import FigureRole, NounPhrase, PhraseList
from comparer.language.inflection import canonical_word, singular_form
from comparer.language.noun_phrases import LIST_SIGN
from comparer.language.phrase_lists import word_set
from comparer.language.quantities import QuantityKind, QuantityPhrase
from comparer.norms.from_text.compare_quantities import Order, bound_family, order_figures, selecting_family
from comparer.resources.tables import load_table

T = TypeVar("T")


class Scope(StrEnum):
    """What the right phrase is beside the left one."""

    SAME = "same"
    WIDER = "wider"
    NARROWER = "narrower"
    REPLACED = "replaced"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ScopeChange:
    """What became of a phrase, and whether it speaks of some (an existential) and not of all that it names."""

    scope: Scope
    is_existential: bool = False
    is_list: bool = False
    is_rate: bool = False
    is_universal: bool = False
    """Whether the wider of the two speaks of all that it names, so that it holds what the narrower asks."""


def _groups_by_word(groups: Iterable[tuple[T, Iterable[str]]]) -> dict[str, frozenset[T]]:
    """For each word the groups that hold it."""
    names: dict[str, set[T]] = {}
    for name, words in groups:
        for word in words:
            names.setdefault(word, set()).add(name)
    return {word: frozenset(entries) for word, entries in names.items()}


@cache
def _distinct_groups() -> dict[str, frozenset[int]]:
    return _groups_by_word(enumerate(load_table("distinct_words")["groups"]))


def are_distinct(left: str, right: str) -> bool:
    """Whether two words name things of which neither is the other, by the lists of such words."""
    groups = _distinct_groups()
    for a, b in ((left, right), (singular_form(left), singular_form(right))):
        if a != b and groups.get(a, frozenset()) & groups.get(b, frozenset()):
            return True
    return False


@cache
def _kinds_by_word() -> dict[str, frozenset[str]]:
    return _groups_by_word(load_table("kinds_of_things")["kinds"].items())


def strike_pairs(left: Iterable[T], right: Iterable[T], are_alike: Callable[[T, T], bool]) -> tuple[list[T], list[T]]:
    """What is left of two lists once each item of the one has struck out the first of the other that is like it."""
    left_rest, right_rest = [], list(right)
    for item in left:
        match = next((other for other in right_rest if are_alike(item, other)), None)
        if match is None:
            left_rest.append(item)
        else:
            right_rest.remove(match)
    return left_rest, right_rest


def compare_phrase_lists(left: PhraseList, right: PhraseList) -> ScopeChange:
    """What became of a list of things, its figures of the act left aside."""
    is_same_text = left.source_text.casefold() == right.source_text.casefold()
    if is_same_text and [item.head for item in left.items] == [item.head for item in right.items]:
        return ScopeChange(Scope.SAME)
    left_items, right_items = ([_normalise(item) for item in phrases.items] for phrases in (left, right))
    rest, unmatched = strike_pairs(
        left_items, right_items, lambda item, other: other.key == item.key and _same_selection(item, other)
    )
    if not rest and not unmatched:
        if left.link == right.link or len(left.items) < 2:
            return ScopeChange(Scope.SAME)
        return _compare_links(left.link, right.link)
    if _may_share_modifier(left_items, right_items, rest, unmatched):
        return ScopeChange(Scope.UNKNOWN)
    if len(rest) == len(unmatched) == 1 and len(left.items) == len(right.items) and _links_agree(left, right):
        return compare_noun_phrases(rest[0], unmatched[0])
    if (not rest or not unmatched) and min(len(left.items), len(right.items)) >= 1:
        return _grown_list(left, right, grew=not rest)
    return ScopeChange(Scope.UNKNOWN)


def _may_share_modifier(
    left: Sequence[NounPhrase], right: Sequence[NounPhrase], rest: Sequence[NounPhrase], other: Sequence[NounPhrase]
) -> bool:
    """`heavy lorries and trailers` beside `heavy lorries and heavy trailers`: the first word may be meant for both."""
    if len(rest) != 1 or len(other) != 1 or len(left) < 2 or len(right) < 2:
        return False
    changed = rest[0].modifiers ^ other[0].modifiers
    return bool(changed) and rest[0].head == other[0].head and changed <= left[0].modifiers & right[0].modifiers


def _links_agree(left: PhraseList, right: PhraseList) -> bool:
    return left.link == right.link or not (left.link and right.link)


def _compare_links(left: str, right: str) -> ScopeChange:
    if {left, right} == {"and", "or"}:
        return ScopeChange(Scope.NARROWER if right == "or" else Scope.WIDER, is_list=True)
    return ScopeChange(Scope.UNKNOWN)


def _grown_list(left: PhraseList, right: PhraseList, grew: bool) -> ScopeChange:
    """A thing added to a list with `and` is more; to one with `or` more of a choice, which only some norms widen by."""
    longer = right if grew else left
    shorter = left if grew else right
    if longer.link not in ("and", "or") or (len(shorter.items) > 1 and shorter.link != longer.link):
        return ScopeChange(Scope.UNKNOWN)
    only_counts = {sum("only" in item.determiner.split(" ") for item in side.items) for side in (longer, shorter)}
    if any(item.determiner == "not" for item in longer.items) or (0 in only_counts and len(only_counts) > 1):
        return ScopeChange(Scope.UNKNOWN)
    return ScopeChange(Scope.WIDER if grew else Scope.NARROWER, is_existential=longer.link == "or", is_list=True)


def _normalise(item: NounPhrase) -> NounPhrase:
    return replace(
        item,
        head=canonical_word(item.head),
        determiner=load_table("drafting")["determiner_classes"].get(item.determiner, item.determiner),
    )


def _same_selection(left: NounPhrase, right: NounPhrase) -> bool:
    return _selecting_order(left, right) is Order.EQUAL


def _selecting_order(left: NounPhrase, right: NounPhrase) -> Order:
    """What the figures that pick things out do to how many are picked: more, fewer, or not to be told."""
    left_figures, right_figures = (
        [figure for figure in item.figures if figure.role is FigureRole.SELECTS] for item in (left, right)
    )
    if len(left_figures) != len(right_figures):
        return Order.UNKNOWN
    orders = set()
    for a, b in zip(left_figures, right_figures, strict=True):
        order = order_figures(a, b)
        if order in (Order.WITHIN, Order.AROUND):
            order = Order.LESS if order is Order.WITHIN else Order.MORE
        elif order in (Order.MORE, Order.LESS):
            family = _reached_family(left, right) or _denied_family(left, right, selecting_family(a.phrase))
            if family not in ("floor", "ceiling"):
                return Order.UNKNOWN
            if family == "floor":
                order = Order.LESS if order is Order.MORE else Order.MORE
        orders.add(order)
    orders.discard(Order.EQUAL)
    return orders.pop() if len(orders) == 1 else Order.EQUAL if not orders else Order.UNKNOWN


def _denied_family(left: NounPhrase, right: NounPhrase, family: str) -> str:
    """The family turned round for those who have not reached or kept to the bound: members who have not paid by May."""
    if not any(_denies_figure(modifier.split()) for item in (left, right) for modifier in item.modifiers):
        return family
    return {"floor": "ceiling", "ceiling": "floor"}.get(family, family)


def _denies_figure(words: Sequence[str]) -> bool:
    """Whether a figure in the row follows `not`, or an act that was failed to be done."""
    place = next((index for index, word in enumerate(words) if word[:1] in ("#", "@")), 0)
    before = words[:place]
    is_failed = any(word in word_set("governors", "failing") for word in before[:-1])
    return is_failed or bool(set(before) & word_set("modals", "sentence_negations"))


def _reached_family(left: NounPhrase, right: NounPhrase) -> str:
    """The bound that an exact figure is where those picked have reached or not reached it, or "".

    `drivers who have reached the age of 70`, `firms whose turnover does not exceed 4 million`.
    """
    modifiers = {modifier for item in (left, right) for modifier in item.modifiers}
    words = {word for modifier in modifiers for word in modifier.split()}
    figures = [figure for item in (left, right) for figure in item.figures if figure.role is FigureRole.SELECTS]
    is_plain = all(_is_plain_exact(figure.phrase) for figure in figures) and len(figures) == 2
    if is_plain and words & word_set("governors", "looking_back"):
        return "floor" if "not" in words else "ceiling"
    is_reached = bool(words & word_set("governors", "passing")) or any(
        _tells_of_the_past(modifier) or modifier.endswith(" or more") for modifier in modifiers
    )
    if not is_plain or not is_reached or words & {"no", "never", "less", "fewer"}:
        return ""
    return "ceiling" if "not" in words else "floor"


def _is_plain_exact(phrase: QuantityPhrase) -> bool:
    return bound_family(phrase) == "exact" and phrase.kind is not QuantityKind.DEADLINE


def _tells_of_the_past(modifier: str) -> bool:
    """`that have sold 10 cows`: so much is reached by those who did it."""
    words = modifier.split()
    is_perfect = words[:2] in (["that", "have"], ["that", "has"]) and len(words) > 2
    return is_perfect and (words[2].endswith("ed") or words[2] in word_set("governors", "participles"))


def compare_noun_phrases(left: NounPhrase, right: NounPhrase) -> ScopeChange:
    """What one named thing became."""
    if left.head != right.head:
        return _compare_other_heads(left, right)
    scopes = [
        _compare_determiners(left, right),
        _compare_modifiers(left, right),
        _compare_exceptions(left.exceptions, right.exceptions),
        {Order.MORE: Scope.WIDER, Order.LESS: Scope.NARROWER, Order.EQUAL: Scope.SAME}.get(
            _selecting_order(left, right), Scope.UNKNOWN
        ) if left.modifiers == right.modifiers else Scope.SAME,
        Scope.SAME if left.is_plural == right.is_plural or "all" in (left.determiner, right.determiner)
        or "any" in (left.determiner, right.determiner) or left.figures or right.figures
        or _are_only_of_a_kind(left, right) else Scope.UNKNOWN,
    ]  # fmt: skip
    differing = {scope for scope in scopes if scope is not Scope.SAME}
    if differing and left.head in word_set("drafting", "pronouns") | {"him", "her"}:
        return ScopeChange(Scope.UNKNOWN)
    is_by_rate = bool(left.modifiers ^ right.modifiers) and left.modifiers ^ right.modifiers <= word_set(
        "governors", "frequency_words"
    ) | word_set("governors", "frequency_synonyms")
    is_universal = _is_wider_universal(left, right)
    is_by_figure = (is_by_rate or left.modifiers == right.modifiers) and left.determiner == right.determiner
    scope = differing.pop() if len(differing) == 1 else Scope.SAME if not differing else Scope.UNKNOWN
    return ScopeChange(
        scope,
        is_existential=not is_by_figure and _is_existential(left) and _is_existential(right),
        is_rate=is_by_rate,
        is_universal=is_universal,
    )


def _are_only_of_a_kind(left: NounPhrase, right: NounPhrase) -> bool:
    """`only licensed guides` beside `only a licensed guide`: nobody but one of that kind."""
    is_open = "the" not in f"{left.source_text} {right.source_text}".casefold().split()
    return left.determiner == right.determiner == "only" and is_open


def _is_wider_universal(left: NounPhrase, right: NounPhrase) -> bool:
    """Whether the one with fewer words that narrow it names all such things: all emissions, emissions of mercury."""
    if left.modifiers == right.modifiers:
        determiners = {left.determiner, right.determiner}
        return bool(determiners & word_set("drafting", "partial")) and bool(determiners & {"all", "any", "the"})
    shorter = left if len(left.modifiers) < len(right.modifiers) else right
    if len(left.modifiers) == len(right.modifiers):
        gone, come = left.modifiers - right.modifiers, right.modifiers - left.modifiers
        if len(gone) != 1 or len(come) != 1:
            return False
        pair = next(iter(gone)), next(iter(come))
        return _extends_universal(*pair) or all(_split_listed(entry)[1] != "or" for entry in pair if LIST_SIGN in entry)
    return shorter.determiner in ("all", "any") and shorter.modifiers < (left.modifiers | right.modifiers)


def _extends_universal(left: str, right: str) -> bool:
    """`for all spectators` beside `for all spectators at matches`: the same words and more of them at the end."""
    shorter, longer = sorted((left, right), key=len)
    return longer.startswith(f"{shorter} ") and bool({"all", "any", "each", "every"} & set(shorter.split()))


def _is_existential(item: NounPhrase) -> bool:
    """Whether the phrase speaks of some such thing: an indefinite singular."""
    return item.determiner in ("a", "some") or (not item.determiner and not item.is_plural and not item.is_name)


def _compare_determiners(left: NounPhrase, right: NounPhrase) -> Scope:
    if left.determiner == right.determiner:
        return Scope.SAME
    pair = {left.determiner, right.determiner}
    if "only" in pair or pair <= {"", "the", "a"}:
        return Scope.UNKNOWN
    if left.head in ("other", "one"):
        return Scope.UNKNOWN
    if pair == {"both", "the"} and left.is_plural and right.is_plural:
        return Scope.SAME
    if pair in ({"all", ""}, {"all", "any"}, {"any", ""}, {"any", "a"}, {"any", "both"}, {"any", "either"}):
        return Scope.SAME
    partial = word_set("drafting", "partial")
    if left.determiner in ("all", "the", "", "any") and right.determiner in partial:
        return Scope.NARROWER
    if right.determiner in ("all", "the", "", "any") and left.determiner in partial:
        return Scope.WIDER
    return Scope.UNKNOWN


def _compare_exceptions(left: frozenset[str], right: frozenset[str]) -> Scope:
    if left == right:
        return Scope.SAME
    if left < right:
        return Scope.NARROWER
    return Scope.WIDER if right < left else Scope.UNKNOWN


def _compare_modifiers(left: NounPhrase, right: NounPhrase) -> Scope:
    gone, come = left.modifiers - right.modifiers, right.modifiers - left.modifiers
    if not gone and not come:
        return Scope.SAME
    any_kind = {load_table("drafting")["any_kind"]}  # armed aircraft, aircraft of any kind
    if come == any_kind:
        return Scope.WIDER if _all_narrow(gone, left) else Scope.UNKNOWN
    if gone == any_kind:
        return Scope.NARROWER if _all_narrow(come, right) else Scope.UNKNOWN
    if len(gone) == len(come) == 1:
        (before,), (after,) = gone, come
        scope = _compare_modifier_pair(before, after)
        if scope is None and _name_other_things(left, right):
            return Scope.REPLACED
        return compare_word_rows(before.split(), after.split()) if scope is None else scope
    if gone and come:
        return Scope.UNKNOWN
    changed = gone or come
    item, shorter = (left, right) if gone else (right, left)
    if _has_or(item) and not _has_or(shorter):  # members who live abroad or over 70 are more, and not fewer
        return Scope.UNKNOWN
    if any(not _narrows(modifier, item) for modifier in changed):
        return Scope.UNKNOWN
    return Scope.WIDER if gone else Scope.NARROWER


def _all_narrow(modifiers: Iterable[str], item: NounPhrase) -> bool:
    """Whether there are modifiers of an item, and each of them leaves fewer such things."""
    modifiers = list(modifiers)
    return bool(modifiers) and all(_narrows(modifier, item) for modifier in modifiers)


def _compare_modifier_pair(left: str, right: str) -> Scope | None:
    """What another modifier in the place of one picks, by what the two share; None where they share no such thing."""
    if LIST_SIGN in f"{left}{right}":
        return _compare_listed_modifiers(left, right)
    if _extends_universal(left, right):
        return Scope.NARROWER if len(right) > len(left) else Scope.WIDER
    return (
        _compare_parts(left.split(), right.split())
        or _compare_cases(left.split(), right.split())
        or _compare_causes(left, right)
    )


def _compare_parts(left: Sequence[str], right: Sequence[str]) -> Scope | None:
    """`in the county` beside `in the western part of the county`."""
    shorter, longer = sorted((left, right), key=len)
    rest, between = shorter[1:], longer[1 : len(longer) - len(shorter) + 1]
    is_within = shorter[:1] == longer[:1] == ["in"] and longer[len(longer) - len(rest) :] == rest
    if not is_within or between[-1:] != ["of"] or not {*between[-2:-1]} & word_set("governors", "names_of_parts"):
        return None
    return Scope.NARROWER if longer is right else Scope.WIDER


def _has_or(item: NounPhrase) -> bool:
    return "or" in item.source_text.casefold().split()


def _compare_cases(left: Sequence[str], right: Sequence[str]) -> Scope | None:
    """`who are young and healthy` beside `who are young or healthy`: one of two marks is enough to be meant."""
    changed = [pair for pair in zip(left, right, strict=False) if pair[0] != pair[1]]
    is_clause = left[:1] == right[:1] == ["that"] and not word_set("modals", "clause_negations") & {*left, *right}
    if len(left) != len(right) or not is_clause or len(changed) != 1:
        return None
    return {("and", "or"): Scope.WIDER, ("or", "and"): Scope.NARROWER}.get(changed[0])


def _compare_causes(left: str, right: str) -> Scope | None:
    """`delays caused by weather` beside `delays caused by weather or strikes`: one more case of the same kind."""
    shorter, longer = sorted((left, right), key=len)
    if _adds_an_adverb(shorter.split(), longer.split()):
        return Scope.NARROWER if longer == right else Scope.WIDER
    if not longer.startswith(f"{shorter} or ") or {"or", "and", "not", "no"} & set(shorter.split()):
        return None
    return Scope.WIDER if longer == right else Scope.NARROWER


def _adds_an_adverb(shorter: Sequence[str], longer: Sequence[str]) -> bool:
    """`who pollutes the canal` beside `who wilfully pollutes the canal`."""
    is_grown = len(longer) == len(shorter) + 1 and shorter[:1] == ["that"]
    if not is_grown or word_set("modals", "clause_negations") & set(longer):
        return False
    place = next((index for index, pair in enumerate(zip(shorter, longer, strict=False)) if pair[0] != pair[1]), -1)
    return place > 0 and list(shorter[place:]) == list(longer[place + 1 :]) and longer[place].endswith("ly")


def _name_other_things(left: NounPhrase, right: NounPhrase) -> bool:
    """`the port of A` beside `the port of B`: two things of one kind, each with a proper name of its own."""
    if not left.names or not right.names or left.names & right.names:
        return False
    rest = [
        frozenset(word for modifier in item.modifiers for word in modifier.split() if word not in item.names)
        for item in (left, right)
    ]
    return rest[0] == rest[1] and bool(rest[0] & word_set("governors", "openers_of_names"))


def _compare_listed_modifiers(left: str, right: str) -> Scope:
    """`duties on tea and coffee` beside `duties on tea`: a list inside what narrows, under one preposition."""
    (left_opener, left_link, left_names), (right_opener, right_link, right_names) = map(_split_listed, (left, right))
    if left_opener != right_opener or (left_link and right_link and left_link != right_link):
        return Scope.UNKNOWN
    if left_names < right_names:
        return Scope.WIDER
    return Scope.NARROWER if right_names < left_names else Scope.UNKNOWN


def _split_listed(modifier: str) -> tuple[str, str, frozenset[str]]:
    opener, _, rest = modifier.partition(" ")
    if not rest.startswith(LIST_SIGN):
        return opener, "", frozenset({rest})
    link, _, names = rest[1:].partition(" ")
    return opener, link, frozenset(names.split(LIST_SIGN))


def _narrows(modifier: str, item: NounPhrase) -> bool:
    """Whether a word beside a noun picks some of what the noun names."""
    words = modifier.split()
    if words[0] in word_set("governors", "privative") or modifier.startswith("poss:") or item.is_name:
        return False
    is_general = (
        item.is_plural
        or item.determiner in ("all", "any", "a", "some", "")
        or item.determiner in word_set("drafting", "partial")
    )
    return is_general and not any(word in ("not", "no", "never", "non", "or") for word in words)


def _frequency_ranks(left: str, right: str) -> tuple[int, int] | None:
    """How often two words such as `monthly` say, the oftenest first; None for other words or the same rate."""
    words: list[str] = load_table("governors")["frequency_words"]
    plain = [load_table("governors")["frequency_synonyms"].get(word, word) for word in (left, right)]
    if plain[0] == plain[1] or not set(plain) <= set(words):
        return None
    return words.index(plain[0]), words.index(plain[1])


def compare_word_rows(left: Sequence[str], right: Sequence[str]) -> Scope:
    """Two rows of words with one word changed for another: another thing, or not to be told."""
    if [canonical_word(word) for word in left] == [canonical_word(word) for word in right]:
        return Scope.SAME
    if len(left) == len(right) == 1 and (rates := _frequency_ranks(left[0], right[0])):
        return Scope.WIDER if rates[1] < rates[0] else Scope.NARROWER
    if len(left) != len(right):
        return Scope.UNKNOWN
    changed = [(a, b) for a, b in zip(left, right, strict=True) if canonical_word(a) != canonical_word(b)]
    return Scope.REPLACED if len(changed) == 1 and are_distinct(*changed[0]) else Scope.UNKNOWN


def _are_currencies(left: str, right: str) -> bool:
    return {left.lstrip("#"), right.lstrip("#")} <= word_set("governors", "currencies") and left != right


def _compare_kinds(left: NounPhrase, right: NounPhrase) -> Scope | None:
    """`fish` beside `cod`: of two things with the same words beside them a general word and one of that kind."""
    if left.determiner != right.determiner or left.figures or right.figures:
        return None
    heads = singular_form(left.head), singular_form(right.head)
    if heads[0] in _kinds_by_word().get(heads[1], frozenset()):
        return Scope.NARROWER
    return Scope.WIDER if heads[1] in _kinds_by_word().get(heads[0], frozenset()) else None


def _compare_other_heads(left: NounPhrase, right: NounPhrase) -> ScopeChange:
    """Other nouns: another thing where the lists or two proper names say so."""
    if left.determiner != right.determiner and {left.determiner, right.determiner} - {"", "the", "a"}:
        return ScopeChange(Scope.UNKNOWN)
    if are_distinct(left.head, right.head) and not left.exceptions and not right.exceptions:
        return ScopeChange(Scope.REPLACED)
    if left.modifiers != right.modifiers or left.exceptions != right.exceptions:
        return ScopeChange(Scope.UNKNOWN)
    if (scope := _compare_kinds(left, right)) is not None:
        return ScopeChange(scope, is_existential=left.determiner in ("a", "some"))
    are_bare_names = left.is_name and right.is_name and not (left.determiner or right.determiner or left.modifiers)
    if are_bare_names and not left.figures and not right.figures:
        return ScopeChange(Scope.REPLACED)
    if are_distinct(left.head, right.head) or _are_currencies(left.head, right.head):
        return ScopeChange(Scope.REPLACED)
    return ScopeChange(Scope.UNKNOWN)
