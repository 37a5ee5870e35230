"""Where each plan and each red line puts a quantity, and what the lines leave in common."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from comparer.findings.redlines import PlanClauses
from comparer.model.explanation import WordList, explain
from comparer.model.findings import QuantityPosition, Range
from comparer.model.norm import Modality, Norm, Quantity
from comparer.model.redline import RedLine
from comparer.norms.canonical import CanonicalNorm, to_canonical_norm
from comparer.norms.intervals import Interval
from comparer.norms.vocabulary import UNKNOWN_QUANTITY, Vocabulary


@dataclass(frozen=True, slots=True)
class _NormPosition:
    """One position with the action it comes from; lines carry the party for the common ground."""

    position: QuantityPosition
    canonical_norm: CanonicalNorm
    party: str = ""


def build_ranges(
    all_plan_clauses: Sequence[PlanClauses], red_lines: Sequence[RedLine], as_of: str, vocabulary: Vocabulary
) -> tuple[Range, ...]:
    """One range for each quantity of each action with two positions on it or more, one of them a figure."""
    positions_by_action: dict[tuple[str, tuple[str, ...]], list[_NormPosition]] = {}
    for norm_position in (*_plan_positions(all_plan_clauses), *_line_positions(red_lines, as_of, vocabulary)):
        positions_by_action.setdefault(
            (norm_position.canonical_norm.act, _range_subject(norm_position.canonical_norm, vocabulary)), []
        ).append(norm_position)
    ranges = []
    for (act, subject), norm_positions in sorted(positions_by_action.items()):
        named_keys = [
            (quantity.name, quantity.of)
            for norm_position in norm_positions
            for quantity in norm_position.canonical_norm.norm.terms.quantities
        ]
        for quantity_key in sorted(set(named_keys)):
            is_unbounded = _is_unbounded_without_figure(quantity_key, named_keys, vocabulary)
            unit = _range_unit(quantity_key, norm_positions, vocabulary)
            quantity_positions = [
                _position_on_quantity(norm_position, quantity_key, unit, vocabulary) for norm_position in norm_positions
            ]
            range_positions = [norm_position for norm_position in quantity_positions if norm_position] + [
                norm_position
                for norm_position in norm_positions
                if is_unbounded and _holds_for_any_amount(norm_position, quantity_key)
            ]
            if len(range_positions) > 1:
                ranges.append(_build_range((*quantity_key, unit), act, subject, range_positions))
    return tuple(ranges)


def _range_unit(quantity_key: tuple[str, str], norm_positions: Sequence[_NormPosition], vocabulary: Vocabulary) -> str:
    """The unit that all figures were written in, or else the quantity's own."""
    own_unit = vocabulary.quantity_unit(quantity_key[0])
    quantities = [
        quantity
        for norm_position in norm_positions
        for quantity in norm_position.canonical_norm.norm.terms.quantities
        if (quantity.name, quantity.of) == quantity_key and not quantity.unknown
    ]
    named_units = {quantity.unit or own_unit for quantity in quantities}
    return named_units.pop() if len(named_units) == 1 else own_unit


def _is_unbounded_without_figure(
    quantity_key: tuple[str, str], named_keys: Sequence[tuple[str, str]], vocabulary: Vocabulary
) -> bool:
    """Whether what names no figure is without end here: a time without one, or the size that most figures are of."""
    quantity_kind = vocabulary.quantity_kind(quantity_key[0]).kind
    if quantity_kind in (UNKNOWN_QUANTITY.kind, "deadline", "date", "share"):
        return False
    return quantity_kind == "period" or named_keys.count(quantity_key) == max(
        named_keys.count(other_key) for other_key in named_keys
    )


def _holds_for_any_amount(norm_position: _NormPosition, quantity_key: tuple[str, str]) -> bool:
    """Whether a prohibition or freedom says nothing of the quantity, and so holds for every amount of it."""
    names_no_amount = all(
        (quantity.name, quantity.of) != quantity_key for quantity in norm_position.canonical_norm.norm.terms.quantities
    )
    return names_no_amount and norm_position.canonical_norm.modality in (Modality.MAY, Modality.MUST_NOT)


def _range_subject(canonical_norm: CanonicalNorm, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The object of the action in the words of the norm: under a converse that is whoever the norm has for its doer."""
    norm, (_, is_flipped) = canonical_norm.norm, vocabulary.canonical_act(canonical_norm.norm.act)
    return tuple(sorted((norm.agents or norm.bearers) if is_flipped else norm.objects))


def _plan_positions(all_plan_clauses: Iterable[PlanClauses]) -> Iterable[_NormPosition]:
    for plan_clauses in all_plan_clauses:
        for canonical_clause in plan_clauses.live:
            for label, canonical_norm in canonical_clause.labelled_norms:
                if canonical_norm.modality is not Modality.DEFERS:
                    holder = (
                        label
                        if label in canonical_clause.clause.variant_holders and label
                        else canonical_clause.clause.holder or plan_clauses.plan.id
                    )
                    yield _NormPosition(
                        _build_position(canonical_norm.norm, holder, canonical_clause.clause.ref), canonical_norm
                    )


def _line_positions(red_lines: Iterable[RedLine], as_of: str, vocabulary: Vocabulary) -> Iterable[_NormPosition]:
    for red_line in red_lines:
        version, stated_later = red_line.version_in_force(as_of)
        if version is None or stated_later or red_line.no_line:
            continue
        for line_norm in version.norms:
            position = _build_position(line_norm.norm, red_line.party, red_line.ref, version.strength.value)
            yield _NormPosition(
                position, to_canonical_norm(line_norm.norm, vocabulary), "" if red_line.inferred else red_line.party
            )


def _build_position(norm: Norm, holder: str, source: str, strength: str = "") -> QuantityPosition:
    return QuantityPosition(holder=holder, source=source, strength=strength, note=norm.modality.value)


def _position_on_quantity(
    norm_position: _NormPosition, quantity_key: tuple[str, str], unit: str, vocabulary: Vocabulary
) -> _NormPosition | None:
    """The position on one quantity, where the norm names it."""
    named_quantities = [
        quantity
        for quantity in norm_position.canonical_norm.norm.terms.quantities
        if (quantity.name, quantity.of) == quantity_key
    ]
    return (
        _NormPosition(
            _add_figure_to_position(norm_position.position, named_quantities[0], unit, vocabulary),
            norm_position.canonical_norm,
            norm_position.party,
        )
        if named_quantities
        else None
    )


def _add_figure_to_position(
    position: QuantityPosition, quantity: Quantity, unit: str, vocabulary: Vocabulary
) -> QuantityPosition:
    """The figure in the unit of the range, so that one line of numbers holds them all.

    What names no unit is written in the quantity's own, and that is then the unit of the range.
    """

    def convert_bound(value: float | str | None, is_wanted: bool) -> float | str | None:
        return vocabulary.convert_unit(value, quantity.unit, unit) if is_wanted and value is not None else None

    return replace(
        position,
        low=convert_bound(quantity.low, not quantity.low_open),
        high=convert_bound(quantity.high, not quantity.high_open),
        above=convert_bound(quantity.low, quantity.low_open),
        below=convert_bound(quantity.high, quantity.high_open),
        about=quantity.about,
        unknown=quantity.unknown,
    )


def _build_range(
    quantity_and_unit: tuple[str, str, str],
    act: str,
    subject: tuple[str, ...],
    range_positions: Sequence[_NormPosition],
) -> Range:
    quantity_name, share_of, unit = quantity_and_unit
    common_range, rule_id = _find_common_range((quantity_name, share_of), range_positions)
    positions = sorted(
        dict.fromkeys(norm_position.position for norm_position in range_positions), key=_position_sort_key
    )
    return Range(
        quantity=".".join(filter(None, (quantity_name, share_of))),
        unit=unit,
        subject=f"{act}:{'+'.join(subject)}",
        positions=tuple(positions),
        common_range=common_range,
        explanation=explain(rule_id, quantity=WordList((quantity_name,))),
        rule=rule_id,
    )


def _position_sort_key(position: QuantityPosition) -> tuple[str, str, str, str]:
    """A sort key that tells apart the readings of one clause, which may differ in their modality alone."""
    figures = str((position.low, position.high, position.above, position.below, position.about, position.unknown))
    return position.source, position.holder, figures, f"{position.note} {position.strength}"


def _find_common_range(
    quantity_key: tuple[str, str], range_positions: Sequence[_NormPosition]
) -> tuple[tuple[float | str | None, float | str | None] | None, str]:
    """What stated lines leave for a cap: no lower than any freedom held, no higher than any prohibition held."""
    floors = _bounds_by_party(quantity_key, range_positions, Modality.MAY)
    ceilings = _bounds_by_party(quantity_key, range_positions, Modality.MUST_NOT)
    if not floors and not ceilings:
        return None, "plan-range-no-lines"
    if not floors or not ceilings or len({*floors, *ceilings}) < 2:
        return None, "plan-range-one-sided"
    bounds = (*floors.values(), *ceilings.values())
    # No end: a freedom of any amount, or a prohibition of every one.
    if None in bounds or max(floors.values()) > min(ceilings.values()):
        return None, "plan-range-none"
    return (_to_plain_value(max(floors.values())), _to_plain_value(min(ceilings.values()))), "plan-range-agreement"


def _bounds_by_party(
    quantity_key: tuple[str, str], range_positions: Sequence[_NormPosition], modality: Modality
) -> dict[str, Any]:
    bounds: dict[str, Any] = {}
    for norm_position in range_positions:
        if norm_position.party and norm_position.canonical_norm.modality is modality:
            interval = norm_position.canonical_norm.amounts.get(quantity_key, Interval())
            if not interval.unknown:
                bounds[norm_position.party] = interval.high if modality is Modality.MAY else interval.low
    return bounds


def _to_plain_value(value: object) -> float | str:
    if isinstance(value, Fraction):
        return int(value) if value.denominator == 1 else float(value)
    return str(value)
