"""Where each plan and each red line puts a quantity, and what the lines leave in common."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from comparer.findings.explanations import say
from comparer.findings.redlines import Subject, in_force
from comparer.model.findings import Position, Range
from comparer.model.records import Modality, Norm, Quantity, RedLine
from comparer.norms.canonical import Action, canonical
from comparer.norms.intervals import Interval
from comparer.norms.vocabulary import UNKNOWN_QUANTITY, Vocabulary


@dataclass(frozen=True, slots=True)
class _Placed:
    """One position with the action it comes from; lines carry the party for the common ground."""

    position: Position
    action: Action
    party: str = ""


def ranges(
    subjects: Sequence[Subject], lines: Sequence[RedLine], as_of: str, vocabulary: Vocabulary
) -> tuple[Range, ...]:
    """One range for each quantity of each action with two positions on it or more, one of them a figure."""
    placed: dict[tuple[str, tuple[str, ...]], list[_Placed]] = {}
    for one in (*_of_plans(subjects), *_of_lines(lines, as_of, vocabulary)):
        placed.setdefault((one.action.act, _subject(one.action, vocabulary)), []).append(one)
    found = []
    for (act, subject), group in sorted(placed.items()):
        named = [(q.name, q.of) for one in group for q in one.action.norm.terms.quantities]
        for key in sorted(set(named)):
            endless = _endless(key, named, vocabulary)
            unit = _unit(key, group, vocabulary)
            figures = [_at(one, key, unit, vocabulary) for one in group]
            listed = [one for one in figures if one] + [one for one in group if endless and _free(one, key)]
            if len(listed) > 1:
                found.append(_range((*key, unit), act, subject, listed, vocabulary))
    return tuple(found)


def _unit(key: tuple[str, str], group: Sequence[_Placed], vocabulary: Vocabulary) -> str:
    """The unit that all figures were written in, or else the quantity's own."""
    own = vocabulary.quantity_unit(key[0])
    told = [q for one in group for q in one.action.norm.terms.quantities if (q.name, q.of) == key and not q.unknown]
    named = {q.unit or own for q in told}
    return named.pop() if len(named) == 1 else own


def _endless(key: tuple[str, str], named: Sequence[tuple[str, str]], vocabulary: Vocabulary) -> bool:
    """Whether what names no figure is without end here: a time without one, or the size that most figures are of."""
    kind = vocabulary.quantity(key[0]).kind
    if kind in (UNKNOWN_QUANTITY.kind, "deadline", "date", "share"):
        return False
    return kind == "period" or named.count(key) == max(named.count(other) for other in named)


def _free(one: _Placed, key: tuple[str, str]) -> bool:
    """Whether a prohibition or freedom says nothing of the quantity, and so holds for every amount of it."""
    silent = all((q.name, q.of) != key for q in one.action.norm.terms.quantities)
    return silent and one.action.modality in (Modality.MAY, Modality.MUST_NOT)


def _subject(action: Action, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The object of the action in the words of the norm: under a converse that is whoever the norm has for its doer."""
    norm, (_, flipped) = action.norm, vocabulary.canonical_act(action.norm.act)
    return tuple(sorted((norm.agents or norm.bearers) if flipped else norm.objects))


def _of_plans(subjects: Iterable[Subject]) -> Iterable[_Placed]:
    for subject in subjects:
        for one in subject.live:
            for label, action in one.readings:
                if action.modality is not Modality.DEFERS:
                    holder = label if label in one.clause.holders and label else one.clause.holder or subject.plan.id
                    yield _Placed(_position(action.norm, holder, one.clause.ref), action)


def _of_lines(lines: Iterable[RedLine], as_of: str, vocabulary: Vocabulary) -> Iterable[_Placed]:
    for line in lines:
        version, later = in_force(line, as_of)
        if version is None or later or line.no_line:
            continue
        for held in version.norms:
            position = _position(held.norm, line.party, line.ref, version.strength.value)
            yield _Placed(position, canonical(held.norm, vocabulary), "" if line.inferred else line.party)


def _position(norm: Norm, holder: str, source: str, strength: str = "") -> Position:
    return Position(holder=holder, source=source, strength=strength, note=norm.modality.value)


def _at(one: _Placed, key: tuple[str, str], unit: str, vocabulary: Vocabulary) -> _Placed | None:
    """The position on one quantity, where the norm names it."""
    found = [q for q in one.action.norm.terms.quantities if (q.name, q.of) == key]
    return _Placed(_figured(one.position, found[0], unit, vocabulary), one.action, one.party) if found else None


def _figured(position: Position, quantity: Quantity, unit: str, vocabulary: Vocabulary) -> Position:
    """The figure in the unit of the range, so that one line of numbers holds them all.

    What names no unit is written in the quantity's own, and that is then the unit of the range.
    """

    def end(value: float | str | None, wanted: bool) -> float | str | None:
        return vocabulary.converted(value, quantity.unit, unit) if wanted and value is not None else None

    return replace(
        position,
        low=end(quantity.low, not quantity.low_open),
        high=end(quantity.high, not quantity.high_open),
        above=end(quantity.low, quantity.low_open),
        below=end(quantity.high, quantity.high_open),
        about=quantity.about,
        unknown=quantity.unknown,
    )


def _range(
    place: tuple[str, str, str], act: str, subject: tuple[str, ...], listed: Sequence[_Placed], vocabulary: Vocabulary
) -> Range:
    name, of, unit = place
    agreement, rule = _agreement((name, of), listed)
    positions = sorted({one.position for one in listed}, key=_sorted_by)
    return Range(
        quantity=".".join(filter(None, (name, of))),
        unit=unit,
        subject=f"{act}:{'+'.join(subject)}",
        by=tuple(positions),
        agreement=agreement,
        because=say(rule, quantity=vocabulary.label(name)),
        rule=rule,
    )


def _sorted_by(one: Position) -> tuple[str, str, str]:
    return one.source, one.holder, str((one.low, one.high, one.above, one.below))


def _agreement(
    key: tuple[str, str], listed: Sequence[_Placed]
) -> tuple[tuple[float | str | None, float | str | None] | None, str]:
    """What stated lines leave for a cap: no lower than any freedom held, no higher than any prohibition held."""
    floors = _ends(key, listed, Modality.MAY)
    ceilings = _ends(key, listed, Modality.MUST_NOT)
    if not floors or not ceilings or len({*floors, *ceilings}) < 2:
        return None, "plan-range-one-sided"
    ends = (*floors.values(), *ceilings.values())
    # No end: a freedom of any amount, or a prohibition of every one.
    if None in ends or max(floors.values()) > min(ceilings.values()):
        return None, "plan-range-none"
    return (_plain(max(floors.values())), _plain(min(ceilings.values()))), "plan-range-agreement"


def _ends(key: tuple[str, str], listed: Sequence[_Placed], modality: Modality) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for one in listed:
        if one.party and one.action.modality is modality:
            interval = one.action.amounts.get(key, Interval())
            if not interval.unknown:
                found[one.party] = interval.high if modality is Modality.MAY else interval.low
    return found


def _plain(value: object) -> float | str:
    if isinstance(value, Fraction):
        return int(value) if value.denominator == 1 else float(value)
    return str(value)
