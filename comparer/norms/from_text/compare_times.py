"""When, how long and how often: what another time asks."""

from __future__ import annotations

from dataclasses import replace

from comparer.language.frame import Adjunct, Figure, Frame
from comparer.language.phrase_lists import word_set
from comparer.language.quantities import AT_ONCE, TIME_UNITS, Bound, QuantityKind, units_by_form
from comparer.model.relation import Relation
from comparer.norms.from_text.compare_amounts import join_figure_texts
from comparer.norms.from_text.compare_phrases import strike_pairs
from comparer.norms.from_text.compare_quantities import Order, bound_family, order_figures
from comparer.norms.from_text.frame_comparison import FrameComparison, direction_of_lasting
from comparer.resources.tables import load_table

TIME_FACETS = {
    QuantityKind.DURATION: "period",
    QuantityKind.UNTIL: "period",
    QuantityKind.START: "period",
    QuantityKind.SPAN: "period",
    QuantityKind.FREQUENCY: "amount",
}


def compare_times(comparison: FrameComparison) -> None:
    left, right = strike_pairs(
        comparison.left.times, comparison.right.times, lambda a, b: order_figures(a, b) is Order.EQUAL
    )
    for a in list(left):
        same_kind = [b for b in right if b.phrase.kind is a.phrase.kind]
        if len(same_kind) == 1:
            left.remove(a)
            right.remove(same_kind[0])
            _compare_time_pair(comparison, a, same_kind[0])
    if left and right:
        is_turned = len(left) == len(right) == 1 and _lie_apart(left[0], right[0])
        effect = Relation.REPLACED if is_turned and not is_lasting(comparison) else Relation.UNCLEAR
        comparison.add("deadline", join_figure_texts(left), join_figure_texts(right), effect)
        return
    for figure in (*left, *right):
        is_gone = bool(left)
        effect = comparison.direction("added", _time_row(figure), is_gone)
        if figure.phrase.low is None or (figure.phrase.opener == AT_ONCE and "may" in comparison.columns):
            effect = Relation.UNCLEAR
        before, after = (figure.source_text, "") if is_gone else ("", figure.source_text)
        comparison.add(TIME_FACETS.get(figure.phrase.kind, "deadline"), before, after, effect)


def _lie_apart(left: Figure, right: Figure) -> bool:
    """`until 1 May` beside `from 1 May`, `within ten days` beside `after ten days`: one ends where the other begins."""
    kinds = {left.phrase.kind, right.phrase.kind}
    ends = {QuantityKind.UNTIL, QuantityKind.DEADLINE} & kinds
    begins = {QuantityKind.START, QuantityKind.DELAY} & kinds
    is_same_time = left.phrase.low is not None and left.phrase.low == right.phrase.low
    return bool(ends and begins) and is_same_time and left.phrase.unit == right.phrase.unit


def compare_ends_at_events(comparison: FrameComparison) -> None:
    """A date where the other side says an event (`until the harvest`): one change, and both are compared no further."""
    left, right = comparison.left, comparison.right
    left_times, right_times = strike_pairs(left.times, right.times, lambda a, b: order_figures(a, b) is Order.EQUAL)
    left_events, right_events = _own_events(left, right), _own_events(right, left)
    counts = len(left_times), len(right_times), len(left_events), len(right_events)
    if counts not in ((1, 0, 0, 1), (0, 1, 1, 0)):
        return
    time, event = (*left_times, *right_times)[0], (*left_events, *right_events)[0]
    texts = time.source_text, event.source_text
    before, after = texts if left_times else texts[::-1]
    comparison.add(TIME_FACETS.get(time.phrase.kind, "deadline"), before, after, _event_direction(time, event))
    comparison.left, comparison.right = (
        replace(
            frame,
            times=tuple(entry for entry in frame.times if entry is not time),
            adjuncts=tuple(entry for entry in frame.adjuncts if entry is not event),
        )
        for frame in (left, right)
    )


def _own_events(frame: Frame, other: Frame) -> list[Adjunct]:
    """What a frame says of events by which it ends or begins, and the other does not."""
    others = {entry.source_text.casefold() for entry in other.adjuncts}
    openers = word_set("governors", "openers_of_events")
    return [entry for entry in frame.adjuncts if entry.opener in openers and entry.source_text.casefold() not in others]


def _event_direction(time: Figure, event: Adjunct) -> Relation:
    """Another end in place of an end, another start in place of a start; a start for an end is not weighed.

    Nor is `the end of the year`, which is a date that was not read.
    """
    if any(units_by_form().get(word, ("",))[0] in TIME_UNITS for word in event.words):
        return Relation.UNCLEAR
    place = load_table("governors")["openers_of_events"][event.opener]
    kinds = {QuantityKind.DURATION: "until", QuantityKind.DELAY: "start"}
    is_alike = kinds.get(time.phrase.kind, time.phrase.kind.value) == place
    return Relation.REPLACED if is_alike else Relation.UNCLEAR


def is_lasting(comparison: FrameComparison) -> bool:
    """Whether a state and how long it lasts is spoken of, which binds nobody to more."""
    frame = comparison.left
    states = {frame.act, *(item.head for item in frame.objects.items if frame.act in ("be", "remain"))}
    is_given = frame.act in word_set("governors", "given_for_a_time")
    is_given = is_given and (frame.is_passive or frame.force == "present")
    is_leave = (
        bool(frame.bearers.items)
        and frame.force == "present"
        and all(item.head in word_set("governors", "names_of_leaves") for item in frame.bearers.items)
    )
    is_in_force = is_leave or any(
        entry.comparable_text in word_set("governors", "lasting_phrases") for entry in frame.adjuncts
    )
    return is_given or is_in_force or bool(states & word_set("governors", "lasting"))


def _time_row(figure: Figure) -> str:
    phrase = figure.phrase
    if phrase.kind is QuantityKind.FREQUENCY:
        return f"frequency-{bound_family(phrase)}"
    if phrase.kind is QuantityKind.DURATION and phrase.bound is Bound.CEILING:
        return "duration-ceiling"
    if phrase.kind is QuantityKind.DURATION and phrase.bound is Bound.OVER:
        return "duration-over"
    if phrase.kind is QuantityKind.DEADLINE and phrase.opener in ("before", "prior to"):
        return "deadline-before"
    return phrase.kind.value


def _compare_time_pair(comparison: FrameComparison, left: Figure, right: Figure) -> None:
    order = order_figures(left, right)
    effect = Relation.UNCLEAR
    is_moved = order in (Order.MORE, Order.LESS)
    if is_moved and left.phrase.kind is QuantityKind.SPAN:
        effect = Relation.REPLACED
    elif is_moved and _time_row(left) in (_time_row(right), "deadline", "deadline-before"):
        effect = comparison.direction("more", _time_row(left), order is Order.LESS)
    if order in (Order.WITHIN, Order.AROUND):
        effect = comparison.direction("more", "span", order is Order.WITHIN)
    if is_lasting(comparison):
        is_plain = is_moved and left.phrase.kind is QuantityKind.DURATION and bound_family(left.phrase) != "floor"
        effect = direction_of_lasting(comparison, order is Order.LESS) if is_plain else Relation.UNCLEAR
    comparison.add(TIME_FACETS.get(left.phrase.kind, "deadline"), left.source_text, right.source_text, effect)
