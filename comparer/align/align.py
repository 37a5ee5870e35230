"""Which clauses of two plans answer each other: pinned, then the same norm, then the same issue, then by text.

Order never decides: candidates are weighed by what they say, ties are broken by the words of the clauses, and
aligning B with A is the transpose of aligning A with B.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from comparer.align.assignment import Edge, assign, components, ends
from comparer.align.encoded_score import Weight, issue_fit, strongest, weights
from comparer.model.findings import Alignment, Match, MatchedBy
from comparer.model.records import Pin, Plan, State
from comparer.norms.relate import Prepared
from comparer.norms.vocabulary import Vocabulary

TextAligner = Callable[[Sequence[Prepared], Sequence[Prepared]], Alignment]
Group = tuple[tuple[str, ...], tuple[str, ...], MatchedBy, str]


@dataclass(frozen=True, slots=True)
class _Sides:
    """The clauses of two plans in file order, and the pairs of references that a person forbade to link."""

    left: Sequence[Prepared]
    right: Sequence[Prepared]
    forbidden: frozenset[frozenset[str]]
    vocabulary: Vocabulary

    @property
    def both(self) -> tuple[Prepared, ...]:
        return (*self.left, *self.right)

    def apart(self, a: str, b: str) -> bool:
        """Whether a person forbade to link two clauses, given by reference."""
        return frozenset((a, b)) in self.forbidden

    def edge(self, edge: Edge) -> tuple[Prepared, Prepared]:
        return self.left[edge[0]], self.right[edge[1]]


def align(
    left: Sequence[Prepared],
    right: Sequence[Prepared],
    vocabulary: Vocabulary,
    pins: Sequence[Pin] = (),
    by_text: TextAligner | None = None,
    proposals: bool = False,
) -> Alignment:
    """The links between two plans, given as their live and struck clauses in file order.

    Clauses with norms link by what is encoded; what stays alone on both sides goes to `by_text`, if there is one and
    anything among it is not encoded yet; `proposals` asks it of encoded clauses too, for a person to look at. A
    strike is never a link: the clause that it answers is set beside it in `struck`.
    """
    pinned, forbidden = _pinned(left, right, pins)
    sides = _Sides(left, right, forbidden, vocabulary)
    weighed = _free(weights(left, right, forbidden, vocabulary), sides, _taken(pinned))
    chosen = assign({edge: score.value for edge, score in weighed.items()})
    struck = [edge for edge in chosen if any(canonical_clause.struck for canonical_clause in sides.edge(edge))]
    # A struck clause, and one that a strike answers, takes part in nothing else.
    lone = {canonical_clause.clause.ref for canonical_clause in sides.both if canonical_clause.struck}
    lone |= {canonical_clause.clause.ref for edge in struck for canonical_clause in sides.edge(edge)}
    linked = _linked(sides, _free(weighed, sides, lone), [edge for edge in chosen if edge not in struck])
    groups = [*pinned, *linked, *_deferrals(sides, lone | _taken([*pinned, *linked]))]
    found = _with_text(sides, _matches(sides, groups), lone | _taken(groups), by_text, proposals)
    return replace(found, struck=_strikes(sides, struck))


def alignable(plan: Plan, prepared: Mapping[str, Prepared]) -> tuple[Prepared, ...]:
    """The clauses of a plan that take part in alignment, in file order: all but those moved to another track."""
    return tuple(prepared[clause.ref] for clause in plan.clauses if clause.state is not State.MOVED)


def _pinned(
    left: Sequence[Prepared], right: Sequence[Prepared], pins: Sequence[Pin]
) -> tuple[list[Group], frozenset[frozenset[str]]]:
    """What a person linked, and what a person forbade; a pin may name the two plans either way round."""
    ours, theirs = {one.clause.ref for one in left}, {one.clause.ref for one in right}
    groups: list[Group] = []
    forbidden: set[frozenset[str]] = set()
    for pin in pins:
        a, b = (pin.left, pin.right) if ours.issuperset(pin.left) else (pin.right, pin.left)
        if ours.issuperset(a) and theirs.issuperset(b):
            if pin.forbidden:
                forbidden |= {frozenset((x, y)) for x in a for y in b}
            else:
                groups.append((a, b, MatchedBy.PINNED, pin.reason))
    return groups, frozenset(forbidden)


def _taken(groups: Iterable[Group]) -> set[str]:
    return {ref for group in groups for ref in (*group[0], *group[1])}


def _free(weighed: Mapping[Edge, Weight], sides: _Sides, taken: AbstractSet[str]) -> dict[Edge, Weight]:
    """The edges between clauses that are not taken."""
    if not taken:
        return dict(weighed)
    return {edge: one for edge, one in weighed.items() if not any(end.clause.ref in taken for end in sides.edge(edge))}


def _linked(sides: _Sides, weighed: Mapping[Edge, Weight], chosen: Sequence[Edge]) -> list[Group]:
    """The best assignment, then each clause left over joins its best partner where both speak of the same doing.

    Clauses are never left over on both sides of a pair: the assignment would have taken two such edges for the one.
    """
    found: list[Group] = []
    for rows, columns in components((*chosen, *_joining(weighed, chosen))):
        same_norm = weighed[rows[0], columns[0]].same_norm
        ours = tuple(sides.left[i].clause.ref for i in rows)
        theirs = tuple(sides.right[j].clause.ref for j in columns)
        found.append((ours, theirs, MatchedBy.NORM if same_norm else MatchedBy.ISSUE, ""))
    return found


def _joining(weighed: Mapping[Edge, Weight], chosen: Sequence[Edge]) -> list[Edge]:
    """For each clause that the assignment left alone its best edge of the same doing to one that it did not."""
    rows, columns = ends(chosen)
    offered: dict[tuple[bool, int], list[Edge]] = {}
    for (i, j), weight in weighed.items():
        if weight.same_norm and (i in rows) != (j in columns):
            offered.setdefault((True, j) if i in rows else (False, i), []).append((i, j))
    return [strongest(edges, weighed) for edges in offered.values()]


def _deferrals(sides: _Sides, taken: AbstractSet[str]) -> list[Group]:
    """A clause that leaves an issue for later answers every clause under that issue that nothing else answers."""
    used = set(taken)
    found: list[Group] = []
    deferring = [(one, sides.right) for one in sides.left if one.defers]
    deferring += [(one, sides.left) for one in sides.right if one.defers]
    # The narrower issue first, whichever side it stands on: what is put off by name is not put off with the rest.
    for one, others in sorted(deferring, key=lambda pair: (-pair[0].clause.issue.count("."), _told(pair[0]))):
        answered = () if one.clause.ref in used else _answered(one, others, used, sides)
        if answered:
            used |= {one.clause.ref, *answered}
            ends = ((one.clause.ref,), answered) if others is sides.right else (answered, (one.clause.ref,))
            found.append((*ends, MatchedBy.ISSUE, "deferral"))
    return found


def _told(one: Prepared) -> tuple[str, str]:
    return one.clause.text, one.clause.ref


def _answered(one: Prepared, others: Sequence[Prepared], used: AbstractSet[str], sides: _Sides) -> tuple[str, ...]:
    return tuple(
        other.clause.ref
        for other in others
        if other.clause.ref not in used
        and sides.vocabulary.under(other.clause.issue, one.clause.issue)
        and not sides.apart(one.clause.ref, other.clause.ref)
    )


def _strikes(sides: _Sides, struck: Iterable[Edge]) -> tuple[tuple[str, str], ...]:
    """Each live clause that a strike answers, with the struck clause; nothing where both are struck."""
    ends = [sorted(sides.edge(edge), key=lambda one: one.struck) for edge in struck]
    return tuple((live.clause.ref, gone.clause.ref) for live, gone in ends if not live.struck)


def _matches(sides: _Sides, groups: Iterable[Group]) -> list[Match]:
    """The groups as links, the clauses of each in the order of their files."""
    place = {one.clause.ref: (n, one.clause.id) for n, one in enumerate(sides.both)}
    found = []
    for left, right, how, reason in groups:
        ours, theirs = (tuple(id_ for _, id_ in sorted(place[ref] for ref in side)) for side in (left, right))
        found.append(Match(left=ours, right=theirs, matched_by=how, reason=reason))
    return found


def _with_text(
    sides: _Sides,
    matches: Sequence[Match],
    taken: AbstractSet[str],
    by_text: TextAligner | None,
    proposals: bool,
) -> Alignment:
    """All links, with those by text between the clauses that nothing has taken."""
    alone = tuple(
        [canonical_clause for canonical_clause in side if canonical_clause.clause.ref not in taken]
        for side in (sides.left, sides.right)
    )
    proposed = Alignment(left=_plan(sides.left), right=_plan(sides.right), matches=())
    untold = any(
        not canonical_clause.readings or not canonical_clause.clause.issue
        for side in alone
        for canonical_clause in side
    )
    if by_text and all(alone) and (proposals or untold):
        proposed = _allowed(by_text(*alone), sides, alone)
    linked = [*matches, *proposed.matches]
    answered = {id_ for match in linked for id_ in match.left}, {id_ for match in linked for id_ in match.right}
    place = {canonical_clause.clause.id: n for n, canonical_clause in enumerate(sides.left)}
    return replace(
        proposed,
        matches=tuple(sorted(linked, key=lambda match: [place[id_] for id_ in match.left])),
        unmatched_left=_unmatched(sides.left, answered[0]),
        unmatched_right=_unmatched(sides.right, answered[1]),
    )


def _plan(side: Sequence[Prepared]) -> str:
    return side[0].clause.plan if side else ""


def _unmatched(side: Iterable[Prepared], answered: AbstractSet[str]) -> tuple[str, ...]:
    return tuple(one.clause.id for one in side if one.clause.id not in answered and not one.struck)


def _allowed(found: Alignment, sides: _Sides, alone: Sequence[Sequence[Prepared]]) -> Alignment:
    """What the text proposes and nobody forbade; where what is encoded speaks against a match it is a proposal only."""
    matches, possible, ambiguous = (
        tuple(kept for one in listed if (kept := _without_forbidden(one, sides)))
        for listed in (found.matches, found.possible, found.ambiguous)
    )
    told = tuple(one for one in matches if _told_apart(one, alone, sides.vocabulary))
    return Alignment(
        left=_plan(sides.left),
        right=_plan(sides.right),
        matches=tuple(one for one in matches if one not in told),
        possible=(*possible, *told),
        ambiguous=ambiguous,
    )


def _told_apart(match: Match, alone: Sequence[Sequence[Prepared]], vocabulary: Vocabulary) -> bool:
    """Whether what is encoded speaks against a match by text: norms wherever it reaches, or issues that do not meet."""
    ours, theirs = (
        [one for one in side if one.clause.id in ids]
        for side, ids in zip(alone, (match.left, match.right), strict=True)
    )
    if any(not one.clause.issue for one in (*ours, *theirs)):
        return False
    normed = all(one.readings for one in (*ours, *theirs))
    return normed or not any(issue_fit(a.clause.issue, b.clause.issue, vocabulary) for a in ours for b in theirs)


def _without_forbidden(match: Match, sides: _Sides) -> Match | None:
    """A match without the clauses that a person forbade to link; None where nothing is left on a side."""
    plans = _plan(sides.left), _plan(sides.right)

    def apart(a: str, b: str) -> bool:
        return sides.apart(f"{plans[0]}#{a}", f"{plans[1]}#{b}")

    if not any(apart(a, b) for a in match.left for b in match.right):
        return match
    # The side with more clauses gives way: its other clauses are still answered.
    if len(match.left) >= len(match.right):
        left = tuple(a for a in match.left if not any(apart(a, b) for b in match.right))
        return replace(match, left=left) if left else None
    right = tuple(b for b in match.right if not any(apart(a, b) for a in match.left))
    return replace(match, right=right) if right else None
