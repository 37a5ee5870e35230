"""The least change of one facet of a clause that lifts a breach: found by trying every smaller one first.

Amounts are moved to where verdicts can change and nowhere else: the ends that lines and wordings name. A verdict is
constant between two such ends, so that the nearest end at which it differs is the least change; the ends before it, and
one step short of it, were tried. A modality is weakened by one degree after another, objects and bearers are taken out
in groups as small as will do, and conditions are events that the line itself excepts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations
from typing import Protocol

from comparer.model.bridging import ChangeFacet, SmallestChange, VerdictMove, WordingKey
from comparer.model.explanation import Argument, ConditionList, Term, WordList
from comparer.model.norm import Condition, ConditionKind, Modality, Norm, Quantity
from comparer.model.redline import RedLine
from comparer.model.relation import VerdictKind
from comparer.norms.canonical_clause import CanonicalClause, to_canonical_clause
from comparer.norms.vocabulary import Vocabulary

WEAKER_MODALITIES: dict[Modality, tuple[Modality, ...]] = {
    Modality.MUST: (Modality.EXPECTS, Modality.MAY, Modality.DEFERS),
    Modality.DECLARES: (Modality.EXPECTS, Modality.MAY, Modality.DEFERS),
    Modality.MAY: (Modality.DEFERS,),
    Modality.MUST_NOT: (Modality.EXPECTS_NOT, Modality.NEED_NOT, Modality.DEFERS),
    Modality.DECLARES_NOT: (Modality.EXPECTS_NOT, Modality.NEED_NOT, Modality.DEFERS),
    Modality.NEED_NOT: (Modality.DEFERS,),
    Modality.EXPECTS: (Modality.DEFERS,),
    Modality.EXPECTS_NOT: (Modality.DEFERS,),
    Modality.DEFERS: (),
}
"""Each modality with those that bind less, from the nearest; to leave the matter for later is the last."""

UNSETTLED = frozenset({VerdictKind.STRAINED, VerdictKind.UNKNOWN})
"""What a line may come to that is no longer breached, and yet not kept."""

MAX_GROUP_SIZE = 3
"""The most objects or bearers that are taken out together."""


class WordingJudge(Protocol):
    """Gives the verdicts of clauses on lines, and the lines on which clauses with their acts can bear at all.

    Of clauses that breach a line, those by ref of which one alone could lift the breach.
    """

    vocabulary: Vocabulary
    red_lines: Mapping[str, RedLine]

    def __call__(self, clauses: Sequence[CanonicalClause], lines: Iterable[str]) -> dict[str, VerdictKind]: ...

    def list_relevant_lines(self, clauses: Sequence[CanonicalClause]) -> tuple[str, ...]: ...

    def find_decisive_clauses(self, clauses: Sequence[CanonicalClause], line: str) -> frozenset[str]: ...


Candidate = tuple[Norm, Argument, Argument]
"""A changed norm, with the facet before and after."""


def find_smallest_changes(
    key: WordingKey, clauses: Sequence[CanonicalClause], breached_lines: Iterable[str], judge: WordingJudge
) -> Iterator[SmallestChange]:
    """For each line that the clauses breach, the least change of each facet of each clause that lifts the breach.

    Where it leaves the line strained or not known, the least that leaves it neither follows, if there is one.
    """
    lines: tuple[str, ...] = ()
    verdicts: Mapping[str, VerdictKind] = {}
    for line in breached_lines:
        decisive_refs = judge.find_decisive_clauses(clauses, line)
        for index, clause in enumerate(entry.clause for entry in clauses):
            if clause.norm is None or clause.variants or clause.ref not in decisive_refs:
                continue
            for facet, candidates in _candidates_by_facet(clause.norm, line, judge):
                for (before, after, changed), smaller in _try_candidates(clauses, index, line, candidates, judge):
                    lines = lines or judge.list_relevant_lines(clauses)
                    verdicts = verdicts or judge(clauses, lines)
                    yield SmallestChange(
                        key=key,
                        line=line,
                        clause=clause.ref,
                        facet=facet,
                        before=before,
                        after=after,
                        moves=tuple(_list_moves(verdicts, judge(changed, lines))),
                        smaller_tried=smaller,
                    )


def _try_candidates(
    clauses: Sequence[CanonicalClause], index: int, line: str, candidates: Iterable[Candidate], judge: WordingJudge
) -> Iterator[tuple[tuple[Argument, Argument, tuple[CanonicalClause, ...]], int]]:
    """The first candidate, from the smallest, after which the line is not breached, and how many failed before it.

    Then, where that leaves the line unsettled, the first after which it is settled, likewise.
    """
    is_lifted = False
    for number, (norm, before, after) in enumerate(candidates):
        changed_clause = to_canonical_clause(replace(clauses[index].clause, norm=norm), judge.vocabulary)
        changed = (*clauses[:index], changed_clause, *clauses[index + 1 :])
        verdict = judge(changed, (line,))[line]
        is_settled = verdict not in UNSETTLED
        if verdict is VerdictKind.BREACHED or (is_lifted and not is_settled):
            continue
        yield (before, after, changed), number
        if is_settled:
            return
        is_lifted = True


def _list_moves(before: Mapping[str, VerdictKind], after: Mapping[str, VerdictKind]) -> Iterator[VerdictMove]:
    for line, verdict in before.items():
        if after[line] is not verdict:
            yield VerdictMove(line=line, before=verdict, after=after[line])


def _candidates_by_facet(
    norm: Norm, line: str, judge: WordingJudge
) -> Iterator[tuple[ChangeFacet, Iterable[Candidate]]]:
    red_line = judge.red_lines[line]
    yield ChangeFacet.AMOUNT, _amount_candidates(norm, judge.red_lines.values(), judge.vocabulary)
    yield ChangeFacet.MODALITY, _modality_candidates(norm)
    yield ChangeFacet.OBJECT, _group_candidates(norm.objects, lambda objects: replace(norm, objects=objects))
    yield ChangeFacet.BEARER, _group_candidates(norm.bearers, lambda bearers: replace(norm, bearers=bearers))
    yield ChangeFacet.CONDITION, _condition_candidates(norm, red_line)


def _modality_candidates(norm: Norm) -> Iterator[Candidate]:
    for modality in WEAKER_MODALITIES[norm.modality]:
        yield (
            replace(norm, modality=modality),
            Term("modality", norm.modality.value),
            Term("modality", modality.value),
        )


def _group_candidates(words: tuple[str, ...], change: Callable[[tuple[str, ...]], Norm]) -> Iterator[Candidate]:
    """The norm without one word, then without two, and so on; never without all."""
    for size in range(1, min(len(words) - 1, MAX_GROUP_SIZE) + 1):
        for dropped in combinations(words, size):
            rest = tuple(word for word in words if word not in dropped)
            yield change(rest), WordList(words), WordList(rest)


def _condition_candidates(norm: Norm, red_line: RedLine) -> Iterator[Candidate]:
    """The norm on the condition of an event that the line excepts, or with which it ends."""
    for event in sorted(_lifting_events(red_line)):
        condition = Condition(kind=ConditionKind.WHEN, event=event)
        if condition not in norm.conditions:
            changed = replace(norm, conditions=tuple(sorted((*norm.conditions, condition))))
            yield changed, ConditionList(norm.conditions), ConditionList(changed.conditions)


def _lifting_events(red_line: RedLine) -> set[str]:
    line_norms = [line_norm for version in red_line.versions for line_norm in version.norms]
    events = {exemption.event for line_norm in line_norms for exemption in line_norm.exceptions if exemption.event}
    return events | {
        condition.event
        for line_norm in line_norms
        for condition in line_norm.norm.conditions
        if condition.event and condition.kind in (ConditionKind.UNTIL, ConditionKind.UNLESS)
    }


def _amount_candidates(norm: Norm, red_lines: Iterable[RedLine], vocabulary: Vocabulary) -> Iterator[Candidate]:
    """Each bound moved to the ends that lines name, and one step to either side of these, nearest first."""
    for quantity in norm.terms.quantities:
        ends = set(_line_ends(quantity, red_lines, vocabulary))
        for side, value in (("low", quantity.low), ("high", quantity.high)):
            if isinstance(value, str) or value is None:
                continue
            for moved in sorted(
                {end + step for end in ends for step in (-1, 0, 1)} - {Fraction(str(value))},
                key=lambda end: (abs(end - Fraction(str(value))), end),
            ):
                changed = _move_bound(quantity, side, moved)
                if changed:
                    yield _replace_quantity(norm, changed), quantity, changed


def _line_ends(quantity: Quantity, red_lines: Iterable[RedLine], vocabulary: Vocabulary) -> Iterator[Fraction]:
    """The finite ends that lines have for this amount, in its unit."""
    for red_line in red_lines:
        for line_norm in (line_norm for version in red_line.versions for line_norm in version.norms):
            for other in line_norm.norm.terms.quantities:
                if (other.name, other.of) != (quantity.name, quantity.of):
                    continue
                for end in (other.low, other.high):
                    if end is None or isinstance(end, str):
                        continue
                    converted = vocabulary.convert_unit(end, other.unit, quantity.unit)
                    yield Fraction(str(converted))


def _move_bound(quantity: Quantity, side: str, value: Fraction) -> Quantity | None:
    """The amount with one bound moved; both, where they are one figure. None where the bounds would cross."""
    number = int(value) if value.denominator == 1 else float(value)
    if quantity.low == quantity.high:
        return replace(quantity, low=number, high=number) if side == "low" else None
    moved = replace(quantity, low=number) if side == "low" else replace(quantity, high=number)
    if moved.low is not None and moved.high is not None and _as_fraction(moved.low) > _as_fraction(moved.high):
        return None
    return moved


def _as_fraction(value: float | str) -> Fraction:
    return Fraction(str(value))


def _replace_quantity(norm: Norm, quantity: Quantity) -> Norm:
    quantities = tuple(quantity if item.name == quantity.name else item for item in norm.terms.quantities)
    return replace(norm, terms=replace(norm.terms, quantities=quantities))
