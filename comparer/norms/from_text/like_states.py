"""Two frames that differ in form beside what differs in substance: states and passives, whose own, for all time."""

from __future__ import annotations

from dataclasses import replace

from comparer.language.frame import Adjunct, AdjunctKind, Frame, NounPhrase, PhraseList
from comparer.language.phrase_lists import word_set
from comparer.norms.from_text.like_forms import align_either_side
from comparer.norms.from_text.text_vocabulary import are_opposite_acts


def align_states(left: Frame, right: Frame) -> tuple[Frame, Frame]:
    """`is closed to ships` as a state beside `is open to ships`."""
    return align_either_side(left, right, _turn_passive)


def _turn_passive(frame: Frame, other: Frame) -> Frame | None:
    state = other.objects.items[0] if len(other.objects.items) == 1 else None
    is_passive = frame.is_passive and not frame.bearers.items and len(frame.objects.items) == 1
    if state is None or other.act != "be" or not is_passive or not _denies(state.head, frame.act):
        return None
    received = [entry for entry in frame.adjuncts if entry.kind is AdjunctKind.RECEIVER]
    modifiers = frozenset(entry.comparable_text for entry in received)
    shown = " ".join((_participle(frame.act), *(entry.source_text for entry in received)))
    predicate = replace(state, head=_contrary(state.head, frame.act), modifiers=modifiers, source_text=shown)
    return replace(
        frame,
        act="be",
        bearers=frame.objects,
        objects=PhraseList((predicate,)),
        adjuncts=tuple(entry for entry in frame.adjuncts if entry not in received),
        is_passive=False,
    )


def _denies(state: str, act: str) -> bool:
    if act.endswith("t"):  # no regular participle: shut
        return False
    return are_opposite_acts(state, act) or (state.startswith("un") and state.removeprefix("un") == _participle(act))


def _contrary(state: str, act: str) -> str:
    return act if are_opposite_acts(state, act) else state.removeprefix("un")


def _participle(act: str) -> str:
    return f"{act}d" if act.endswith("e") else f"{act}ed"


def align_owners(left: Frame, right: Frame) -> tuple[Frame, Frame]:
    """`its` and `their` as one word where they follow how many are bound: the city its, the cities their sewage."""
    numbers = {len(frame.bearers.items) > 1 or any(item.is_plural for item in frame.bearers.items)
               for frame in (left, right)}  # fmt: skip
    if len(numbers) == 1 or not left.bearers.items or not right.bearers.items:
        return left, right
    return _with_plain_owners(left), _with_plain_owners(right)


def _with_plain_owners(frame: Frame) -> Frame:
    return replace(
        frame,
        objects=replace(frame.objects, items=tuple(map(_plain_item, frame.objects.items))),
        adjuncts=tuple(map(_plain_adjunct, frame.adjuncts)),
    )


def _plain_item(item: NounPhrase) -> NounPhrase:
    owners = {f"poss:{word}" for word in word_set("drafting", "owners")}
    if not item.modifiers & owners:
        return item
    return replace(item, modifiers=(item.modifiers - owners) | {"poss:own"})


def _plain_adjunct(adjunct: Adjunct) -> Adjunct:
    owners = word_set("drafting", "owners")
    return replace(adjunct, words=tuple("own" if word in owners else word for word in adjunct.words))


def align_unlimited(left: Frame, right: Frame) -> tuple[Frame, Frame]:
    """Without `indefinitely` or `at any time` where the other side says a time in its place: the time came or went."""
    return align_either_side(left, right, _without_unlimited)


def _without_unlimited(frame: Frame, other: Frame) -> Frame | None:
    if len(other.times) != len(frame.times) + 1 or any(map(_is_unlimited, other.adjuncts)):
        return None
    rest = tuple(entry for entry in frame.adjuncts if not _is_unlimited(entry))
    return replace(frame, adjuncts=rest) if len(rest) == len(frame.adjuncts) - 1 else None


def _is_unlimited(adjunct: Adjunct) -> bool:
    return adjunct.comparable_text in word_set("governors", "unlimited_times")


def align_attachments(left: Frame, right: Frame) -> tuple[Frame, Frame]:
    """Without what both say, where the parser hung it on a thing on the one side and on the act on the other."""
    left, right = _without_attached(left, right)
    right, left = _without_attached(right, left)
    return left, right


def _without_attached(frame: Frame, other: Frame) -> tuple[Frame, Frame]:
    """Both frames without each addition of the first that a thing of the second has among its own words."""
    for adjunct in frame.adjuncts:
        item = next((item for item in other.objects.items if adjunct.comparable_text in item.modifiers), None)
        if item is not None and not adjunct.figures and adjunct.kind is not AdjunctKind.CONDITION:
            rest = replace(item, modifiers=item.modifiers - {adjunct.comparable_text})
            items = tuple(rest if entry is item else entry for entry in other.objects.items)
            other = replace(other, objects=replace(other.objects, items=items))
            frame = replace(frame, adjuncts=tuple(entry for entry in frame.adjuncts if entry is not adjunct))
    return frame, other


def align_consents(left: Frame, right: Frame) -> tuple[Frame, Frame]:
    """`obtain the consent of the unions` as an act done to the unions, as `consult the unions` is."""
    return align_either_side(left, right, _turn_consent)


def _turn_consent(frame: Frame, other: Frame) -> Frame | None:
    if len(frame.objects.items) != 1 or len(other.objects.items) != 1:
        return None
    item, asked = frame.objects.items[0], other.objects.items[0]
    if frame.act != "get" or item.head not in word_set("governors", "consent"):
        return None
    whole = {" ".join(("of", *sorted(asked.modifiers), asked.head))}
    own = item.modifiers - word_set("governors", "kinds_of_consent")
    is_asked = other.act in ("consult", "tell") and own in (whole, asked.modifiers | {f"of {asked.head}"})
    return replace(frame, act="get consent", objects=other.objects) if is_asked else None
