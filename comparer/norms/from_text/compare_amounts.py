"""The figures that measure the act: what more or less of them asks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from comparer.language.frame import Figure
from comparer.language.phrase_lists import word_set
from comparer.language.quantities import TIME_UNITS, Bound, QuantityKind, QuantityPhrase
from comparer.model.relation import Relation
from comparer.norms.from_text.compare_quantities import Order, bound_family, order_figures
from comparer.norms.from_text.frame_comparison import FrameComparison, direction_column, direction_of_lasting


def compare_figures(
    comparison: FrameComparison, left: Sequence[Figure], right: Sequence[Figure], row: str, words: Sequence[str]
) -> None:
    """The figures of the act in their order; as many on one side as on the other, else nothing can be told."""
    if len(left) != len(right):
        if len(left) + len(right) == 1:
            _compare_added_amount(comparison, [*left, *right][0], bool(left), row)
        else:
            comparison.add("figure", join_figure_texts(left), join_figure_texts(right), Relation.UNCLEAR)
        return
    for a, b in zip(left, right, strict=True):
        order = order_figures(a, b)
        if order is Order.EQUAL:
            continue
        if order is Order.UNKNOWN:
            effect = _bound_direction(comparison, a, b, row, words)
        else:
            effect = _listed_direction(comparison, a, _bound_by_first(left[0], a, b), order, row, words)
        if effect is Relation.UNCLEAR and _are_other_currencies(a, b):
            effect = Relation.REPLACED
        comparison.add("amount", a.source_text, b.source_text, effect)


def _listed_direction(
    comparison: FrameComparison, figure: Figure, bounded: Figure | None, order: Order, row: str, words: Sequence[str]
) -> Relation:
    """What a figure does; under the bound of a list what all of a body may come to, else what it does either way."""
    effect = _amount_direction(comparison, figure, order, row, words)
    if bounded is None:
        return effect
    as_bounded = _amount_direction(comparison, bounded, order, row, words)
    is_body = comparison.left.verb in word_set("governors", "composing")
    return as_bounded if is_body or as_bounded is effect else Relation.UNCLEAR


def _bound_by_first(first_figure: Figure, left: Figure, right: Figure) -> Figure | None:
    """`up to 300 men and 40 tanks`: the left one of two bare figures under the bound of the first of its list."""
    first = first_figure.phrase
    is_of_list = first.kind is QuantityKind.AMOUNT and first.bound in (Bound.CEILING, Bound.FLOOR)
    are_bare = all(
        phrase.bound is Bound.EXACT and not phrase.opener and _are_of_one_measure(first, phrase)
        for phrase in (left.phrase, right.phrase)
    )
    if not is_of_list or not are_bare or left.phrase.is_approximate or right.phrase.is_approximate:
        return None
    return replace(left, phrase=replace(left.phrase, bound=first.bound, opener=first.opener))


def _are_other_currencies(left: Figure, right: Figure) -> bool:
    units = {left.phrase.unit, right.phrase.unit}
    return len(units) == 2 and units <= word_set("governors", "currencies")


def join_figure_texts(figures: Iterable[Figure]) -> str:
    return ", ".join(figure.source_text for figure in figures)


def _compare_added_amount(comparison: FrameComparison, figure: Figure, is_gone: bool, row: str) -> None:
    effect = Relation.UNCLEAR
    if row == "count":
        other = (comparison.right if is_gone else comparison.left).bearers
        if any(item.determiner.split(" ")[0] in word_set("governors", "universal") for item in other.items):
            effect = comparison.direction("more", "bearer", not is_gone)
    else:
        effect = comparison.direction("added", f"amount-{bound_family(figure.phrase)}", is_gone)
    before, after = (figure.source_text, "") if is_gone else ("", figure.source_text)
    comparison.add("amount", before, after, effect)


def _amount_direction(
    comparison: FrameComparison, figure: Figure, order: Order, row: str, words: Sequence[str]
) -> Relation:
    act = comparison.left.verb
    family = bound_family(figure.phrase)
    name = f"{row}-{family}"
    if comparison.left.act != comparison.right.act:
        return Relation.UNCLEAR
    is_bounded = family in ("floor", "ceiling") and comparison.left.force != "present"
    if act in word_set("governors", "lasting") and not is_bounded:
        is_plain = family != "floor" and order in (Order.MORE, Order.LESS) and figure.phrase.unit in TIME_UNITS
        return direction_of_lasting(comparison, order is Order.LESS) if is_plain else Relation.UNCLEAR
    is_limit_of_debt = family == "ceiling" and figure.phrase.opener in word_set("governors", "openers_of_debts")
    if is_limit_of_debt and act in word_set("governors", "owing"):
        return comparison.direction("more", "amount-exact", order is Order.LESS)
    if family == "between" and order in (Order.MORE, Order.LESS) and not _is_money(figure.phrase):
        return Relation.REPLACED  # both ends moved one way: what was within and what is within are two
    if set(words) & word_set("governors", "hurdles") and family != "ceiling":
        name = "hurdle"
    elif act in word_set("governors", "capping") or (
        figure.relation == "to" and act in word_set("governors", "reducing_to")
    ):
        name = "amount-kept-down"
    elif act in word_set("governors", "exceeding") and family == "exact":
        if direction_column(comparison.left) != "must-not":
            return Relation.UNCLEAR
        name = "amount-kept-down"
    elif order in (Order.WITHIN, Order.AROUND):
        return comparison.direction("more", "range", order is Order.WITHIN)
    elif family in ("exact", "between") and (act == "be" or _is_set_at(figure, words)):
        return Relation.UNCLEAR
    return comparison.direction("more", name, order is Order.LESS)


def _is_money(phrase: QuantityPhrase) -> bool:
    return phrase.unit in word_set("governors", "currencies")


def _is_set_at(figure: Figure, words: Sequence[str]) -> bool:
    """Whether a figure says where a thing stands, as in `retire at 60`, and is no price or rate that is paid."""
    known = word_set("governors", "measured") | word_set("governors", "counted_places")
    return figure.relation == "at" and not {part for word in words for part in word.split()} & known


def _bound_direction(
    comparison: FrameComparison, left: Figure, right: Figure, row: str, words: Sequence[str]
) -> Relation:
    """`exactly 5` beside `up to 5` of the same figure: the freer of the two asks less."""
    a, b = left.phrase, right.phrase
    same_value = a.low is not None and a.low == b.low and _are_of_one_measure(a, b)
    if comparison.columns == {"must"} and (effect := _exact_beside_floor(a, b)) is not Relation.UNCLEAR:
        return effect
    if row != "amount" or set(words) & word_set("governors", "hurdles"):
        return Relation.UNCLEAR
    bounds = {a.bound, b.bound} if same_value else set()
    is_duty = comparison.columns == {"must"}
    is_capping = comparison.left.verb in word_set("governors", "capping")
    is_exact_marked = "exactly" in (a.opener, b.opener)
    if is_duty and not is_capping and bounds == {Bound.EXACT, Bound.CEILING}:
        return Relation.LOOSER if b.bound is Bound.CEILING else Relation.STRICTER
    if is_duty and _exclude_each_other(a, b):
        return Relation.OPPOSED
    families = {bound_family(a), bound_family(b)}
    if is_duty and families == {"floor", "ceiling"} and _are_of_one_measure(a, b):
        return Relation.REPLACED
    if is_duty and is_exact_marked and bounds == {Bound.EXACT, Bound.FLOOR}:
        return Relation.LOOSER if b.bound is Bound.FLOOR else Relation.STRICTER
    return Relation.UNCLEAR


def _are_of_one_measure(left: QuantityPhrase, right: QuantityPhrase) -> bool:
    return (left.unit, left.per_unit, left.kind) == (right.unit, right.per_unit, right.kind)


def _exact_beside_floor(left: QuantityPhrase, right: QuantityPhrase) -> Relation:
    """`two witnesses` beside `at least three`: of other values, the higher asks more of a duty to reach it."""
    if {left.bound, right.bound} != {Bound.EXACT, Bound.FLOOR} or not _are_of_one_measure(left, right):
        return Relation.UNCLEAR
    if left.low is None or right.low is None:
        return Relation.UNCLEAR
    if left.low == right.low or left.is_approximate or right.is_approximate:
        return Relation.UNCLEAR
    return Relation.STRICTER if right.low > left.low else Relation.LOOSER


def _exclude_each_other(left: QuantityPhrase, right: QuantityPhrase) -> bool:
    """Whether no amount is within both bounds: at most 12, more than 12."""
    if not _are_of_one_measure(left, right) or left.low is None:
        return False
    families = {bound_family(left): left, bound_family(right): right}
    if set(families) != {"floor", "ceiling"} or right.low is None:
        return False
    floor, ceiling = families["floor"], families["ceiling"]
    if floor.low is None or ceiling.low is None:
        return False
    is_open = floor.bound is Bound.OVER or ceiling.bound is Bound.BELOW
    return floor.low > ceiling.low or (is_open and floor.low == ceiling.low)
