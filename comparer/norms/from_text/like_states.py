"""Two frames that differ in form beside what differs in substance: states and passives, whose own, for all time."""

from __future__ import annotations

from dataclasses import replace

from comparer.language.frame import Adjunct, AdjunctKind, Frame, NounPhrase, PhraseList
from comparer.language.phrase_lists import word_set
from comparer.norms.from_text.text_vocabulary import are_opposite_acts

_OWNERS = ("its", "their", "his", "her")


def align_states(left: Frame, right: Frame) -> tuple[Frame, Frame]:
    """`is closed to ships` as a state beside `is open to ships`."""
    for frame, other in ((left, right), (right, left)):
        state = frame.objects.items[0] if len(frame.objects.items) == 1 else None
        is_passive = other.is_passive and not other.bearers.items and len(other.objects.items) == 1
        if state is None or frame.act != "be" or not is_passive or not _denies(state.head, other.act):
            continue
        received = [entry for entry in other.adjuncts if entry.kind is AdjunctKind.RECEIVER]
        modifiers = frozenset(" ".join((entry.opener, *entry.words)) for entry in received)
        shown = " ".join((_participle(other.act), *(entry.source_text for entry in received)))
        predicate = replace(state, head=_contrary(state.head, other.act), modifiers=modifiers, source_text=shown)
        turned = replace(
            other,
            act="be",
            bearers=other.objects,
            objects=PhraseList((predicate,)),
            adjuncts=tuple(entry for entry in other.adjuncts if entry not in received),
            is_passive=False,
        )
        return (frame, turned) if frame is left else (turned, frame)
    return left, right


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
    owners = {f"poss:{word}" for word in _OWNERS}
    if not item.modifiers & owners:
        return item
    return replace(item, modifiers=(item.modifiers - owners) | {"poss:own"})


def _plain_adjunct(adjunct: Adjunct) -> Adjunct:
    return replace(adjunct, words=tuple("own" if word in _OWNERS else word for word in adjunct.words))


def align_unlimited(left: Frame, right: Frame) -> tuple[Frame, Frame]:
    """Without `indefinitely` or `at any time` where the other side says a time in its place: the time came or went."""
    for frame, other in ((left, right), (right, left)):
        if len(other.times) != len(frame.times) + 1:
            continue
        rest = tuple(entry for entry in frame.adjuncts if not _is_unlimited(entry))
        if len(rest) == len(frame.adjuncts) - 1 and not any(map(_is_unlimited, other.adjuncts)):
            plain = replace(frame, adjuncts=rest)
            return (plain, right) if frame is left else (left, plain)
    return left, right


def _is_unlimited(adjunct: Adjunct) -> bool:
    return " ".join(filter(None, (adjunct.opener, *adjunct.words))) in word_set("governors", "unlimited_times")


def align_consents(left: Frame, right: Frame) -> tuple[Frame, Frame]:
    """`obtain the consent of the unions` as an act done to the unions, as `consult the unions` is."""
    for frame, other in ((left, right), (right, left)):
        item = frame.objects.items[0] if len(frame.objects.items) == 1 else None
        asked = other.objects.items[0] if len(other.objects.items) == 1 else None
        if item is None or asked is None or frame.act != "get" or item.head not in word_set("governors", "consent"):
            continue
        kinds = word_set("governors", "kinds_of_consent")
        whole = {" ".join(("of", *sorted(asked.modifiers), asked.head))}
        own = item.modifiers - kinds
        if other.act in ("consult", "tell") and own in (whole, asked.modifiers | {f"of {asked.head}"}):
            turned = replace(frame, act="get consent", objects=other.objects)
            return (turned, right) if frame is left else (left, turned)
    return left, right
