"""Which clauses of two plans answer each other: pinned, then the same norm, then the same issue, then by text.

Order never decides: candidates are weighed by what they say, ties are broken by the words of the clauses, and
aligning B with A is the transpose of aligning A with B.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from comparer.algebra.action import Action, connection, touches
from comparer.algebra.relate import Prepared
from comparer.algebra.tables import POSITIVE
from comparer.assignment import assign
from comparer.model import Modality, Pin, Plan, State
from comparer.results import Alignment, Match, MatchedBy
from comparer.text import likeness
from comparer.vocabulary import Scope, Vocabulary

Edge = tuple[int, int]
TextAligner = Callable[[Sequence[Prepared], Sequence[Prepared]], Alignment]


@dataclass(frozen=True, slots=True)
class Weight:
    """How well two encoded clauses fit: the same doing first, then issue, direction, terms; text decides the rest."""

    value: float
    same_norm: bool


# The scale is lexicographic: no sum of later signals outweighs an earlier one.
SAME_DOING, ACT, OBJECT, AGENT, ISSUE, DIRECTION, TERMS, TEXT = 64.0, 32.0, 16.0, 8.0, 4.0, 2.0, 1.0, 0.5


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
    used = {ref for match in pinned for ref in (*match[0], *match[1])}
    weights = _weights(left, right, vocabulary, used, forbidden)
    chosen = assign(len(left), len(right), {edge: one.value for edge, one in weights.items()})
    struck = [(i, j) for i, j in chosen if left[i].struck or right[j].struck]
    gone = {left[i].clause.ref for i, _ in struck} | {right[j].clause.ref for _, j in struck}
    open_ = {edge: one for edge, one in weights.items() if not _spent(edge, left, right, gone)}
    groups = [*pinned, *_groups(left, right, open_, [edge for edge in chosen if edge not in struck])]
    lone = frozenset(gone | {one.clause.ref for one in (*left, *right) if one.struck})
    groups += _deferrals(left, right, vocabulary, groups, forbidden, lone)
    matches = [_match(group, left, right) for group in groups]
    untold = proposals or any(not one.readings or not one.clause.issue for one in (*left, *right))
    found = _with_text((left, right), matches, (forbidden, lone), vocabulary, by_text if untold else None)
    return replace(found, struck=_strikes(struck, left, right))


def _spent(edge: Edge, left: Sequence[Prepared], right: Sequence[Prepared], gone: set[str]) -> bool:
    a, b = left[edge[0]], right[edge[1]]
    return a.struck or b.struck or a.clause.ref in gone or b.clause.ref in gone


def _strikes(
    struck: Iterable[Edge], left: Sequence[Prepared], right: Sequence[Prepared]
) -> tuple[tuple[str, str], ...]:
    found = []
    for i, j in struck:
        a, b = left[i], right[j]
        if not a.struck:
            found.append((a.clause.ref, b.clause.ref))
        elif not b.struck:
            found.append((b.clause.ref, a.clause.ref))
    return tuple(found)


Group = tuple[tuple[str, ...], tuple[str, ...], MatchedBy, str]


def _pinned(
    left: Sequence[Prepared], right: Sequence[Prepared], pins: Sequence[Pin]
) -> tuple[list[Group], frozenset[frozenset[str]]]:
    ours = {one.clause.ref for one in left}, {one.clause.ref for one in right}
    groups: list[Group] = []
    forbidden: set[frozenset[str]] = set()
    for pin in pins:
        for a, b in ((pin.left, pin.right), (pin.right, pin.left)):
            if set(a) <= ours[0] and set(b) <= ours[1]:
                if pin.forbidden:
                    forbidden |= {frozenset((x, y)) for x in a for y in b}
                else:
                    groups.append((a, b, MatchedBy.PINNED, pin.reason))
                break
    return groups, frozenset(forbidden)


def _weights(
    left: Sequence[Prepared],
    right: Sequence[Prepared],
    vocabulary: Vocabulary,
    used: set[str],
    forbidden: frozenset[frozenset[str]],
) -> dict[Edge, Weight]:
    weights: dict[Edge, Weight] = {}
    index = _index(right, vocabulary)
    for i, a in enumerate(left):
        if a.clause.ref in used:
            continue
        for j in sorted({j for key in _keys(a, vocabulary) for j in index.get(key, ())}):
            b = right[j]
            if b.clause.ref not in used and frozenset((a.clause.ref, b.clause.ref)) not in forbidden:
                weight = weigh(a, b, vocabulary)
                if weight:
                    weights[i, j] = weight
    return weights


def _keys(one: Prepared, vocabulary: Vocabulary) -> Iterator[str]:
    """What two clauses must share to be weighed at all: an act, or one line of the issue tree."""
    yield from (f"act {action.act}" for _, action in one.readings if action.act)
    path = vocabulary.issue_path(one.clause.issue)
    yield from (f"issue {issue}" for issue in path[-1:])


def _index(side: Sequence[Prepared], vocabulary: Vocabulary) -> dict[str, list[int]]:
    index: dict[str, list[int]] = {}
    for j, one in enumerate(side):
        for key in set(_keys(one, vocabulary)):
            index.setdefault(key, []).append(j)
    return index


def weigh(a: Prepared, b: Prepared, vocabulary: Vocabulary) -> Weight | None:
    """How well two clauses fit by what is encoded; None where nothing encoded makes them counterparts."""
    issue = _issue_fit(a.clause.issue, b.clause.issue, vocabulary)
    if not a.readings or not b.readings:
        # Raw text on the very issue is answered there, whatever it says: anything else would call it missing.
        raw = Weight(ISSUE + TEXT * likeness(a.clause.text, b.clause.text) + _grain(a, b), same_norm=False)
        return raw if issue == 1.0 else None
    best: Weight | None = None
    for _, x in a.readings:
        for _, y in b.readings:
            found = _weigh_actions(x, y, issue, vocabulary)
            if found and (best is None or found.value > best.value):
                best = found
    if best is None:
        return None
    value = best.value + TEXT * likeness(a.clause.text, b.clause.text) + _grain(a, b)
    return Weight(value, best.same_norm and issue > 0)


def _weigh_actions(x: Action, y: Action, issue: float, vocabulary: Vocabulary) -> Weight | None:
    how = connection(x, y, vocabulary)
    same_act = how == "same" and bool(x.act)
    objects = _share(x.objects, y.objects)
    agents = _share(x.agents, y.agents)
    doing = same_act and touches(x, y) and (objects > 0 or not (x.objects or y.objects))
    if not doing and not (issue and (how in ("same", "left-entails", "right-entails") or objects > 0)):
        return None
    value = (
        SAME_DOING * doing
        + ACT * (1.0 if same_act else 0.5 if how else 0.0)
        + OBJECT * objects
        + AGENT * agents
        + ISSUE * issue
        + DIRECTION * ((x.modality in POSITIVE) == (y.modality in POSITIVE))
        + TERMS * _terms(x, y)
    )
    return Weight(value, doing)


def _issue_fit(a: str, b: str, vocabulary: Vocabulary) -> float:
    if not a or not b:
        return 0.0
    if a == b:
        return 1.0
    return 0.5 if vocabulary.under(a, b) or vocabulary.under(b, a) else 0.0


def _share(a: Scope, b: Scope) -> float:
    """How much two scopes have in common, from 0 to 1 (Jaccard); everyone shares half with anybody."""
    if not a or not b:
        return 0.0
    if a.everyone or b.everyone:
        return 1.0 if a == b else 0.5
    return len(a.leaves & b.leaves) / len(a.leaves | b.leaves)


def _terms(x: Action, y: Action) -> float:
    keys = {*x.amounts, *x.periods, *x.norm.terms.instruments}
    others = {*y.amounts, *y.periods, *y.norm.terms.instruments}
    return len(keys & others) / len(keys | others) if keys | others else 0.0


def _grain(a: Prepared, b: Prepared) -> float:
    """A grain that tells equals apart by their words, alike from both sides and in any order; ids tell twins apart."""
    told = sorted(((a.clause.text, a.clause.ref), (b.clause.text, b.clause.ref)))
    return _fraction([text for text, _ in told]) * 1e-6 + _fraction([ref for _, ref in told]) * 1e-9


def _fraction(words: Iterable[str]) -> float:
    """A number from 0 to 1 that is always the same for the same words."""
    return int.from_bytes(sha256("\x1f".join(words).encode()).digest()[:4]) / 2**32


def _groups(
    left: Sequence[Prepared], right: Sequence[Prepared], weights: Mapping[Edge, Weight], chosen: Sequence[Edge]
) -> list[Group]:
    """The best assignment, then each clause left over joins its best partner where both speak of the same doing."""
    rows: dict[int, set[int]] = {i: {j} for i, j in chosen}
    columns = {j: i for i, j in chosen}
    joined: list[Edge] = []
    for edge, weight in sorted(weights.items(), key=lambda item: -item[1].value):
        i, j = edge
        if weight.same_norm and (i in rows) != (j in columns):
            joined.append(edge)
    for i, j in _best_partner(joined, weights, rows):
        if i in rows:
            rows[i].add(j)
        else:
            rows[i] = {j}
    return [_group(part, left, right, weights) for part in _linked(rows)]


def _best_partner(joined: Iterable[Edge], weights: Mapping[Edge, Weight], rows: Mapping[int, set[int]]) -> list[Edge]:
    best: dict[tuple[str, int], Edge] = {}
    for i, j in joined:
        lone = ("left", i) if i not in rows else ("right", j)
        if lone not in best or weights[i, j].value > weights[best[lone]].value:
            best[lone] = (i, j)
    return sorted(best.values())


def _linked(rows: Mapping[int, set[int]]) -> list[tuple[list[int], list[int]]]:
    """Connected groups of rows and columns."""
    groups: list[tuple[set[int], set[int]]] = []
    for i in sorted(rows):
        mine: tuple[set[int], set[int]] = ({i}, set(rows[i]))
        apart = []
        for group in groups:
            if group[1] & mine[1]:
                mine = (group[0] | mine[0], group[1] | mine[1])
            else:
                apart.append(group)
        groups = [*apart, mine]
    return sorted((sorted(a), sorted(b)) for a, b in groups)


def _group(
    part: tuple[list[int], list[int]],
    left: Sequence[Prepared],
    right: Sequence[Prepared],
    weights: Mapping[Edge, Weight],
) -> Group:
    edges = [weights[i, j] for i in part[0] for j in part[1] if (i, j) in weights]
    how = MatchedBy.NORM if any(one.same_norm for one in edges) else MatchedBy.ISSUE
    return tuple(left[i].clause.ref for i in part[0]), tuple(right[j].clause.ref for j in part[1]), how, ""


def _deferrals(
    left: Sequence[Prepared],
    right: Sequence[Prepared],
    vocabulary: Vocabulary,
    groups: Sequence[Group],
    forbidden: frozenset[frozenset[str]],
    lone: frozenset[str],
) -> list[Group]:
    """A clause that leaves an issue for later answers every clause under that issue that nothing else answers."""
    used = {ref for group in groups for ref in (*group[0], *group[1])} | lone
    found: list[Group] = []
    deferring = [(one, right) for one in left if defers(one)] + [(one, left) for one in right if defers(one)]
    # The narrower issue first, whichever side it stands on: what is put off by name is not put off with the rest.
    for one, others in sorted(deferring, key=lambda pair: (-pair[0].clause.issue.count("."), _told(pair[0]))):
        answered = () if one.clause.ref in used else _answered(one, others, used, vocabulary, forbidden)
        if answered:
            used |= {one.clause.ref, *answered}
            sides = ((one.clause.ref,), answered) if others is right else (answered, (one.clause.ref,))
            found.append((*sides, MatchedBy.ISSUE, "deferral"))
    return found


def _told(one: Prepared) -> tuple[str, str]:
    return one.clause.text, one.clause.ref


def defers(one: Prepared) -> bool:
    """Whether a clause leaves its subject to a later forum, on every reading of it."""
    deferring = [action.modality is Modality.DEFERS for _, action in one.readings]
    return all(deferring) if deferring else one.clause.state is State.DEFERRED


def _answered(
    one: Prepared,
    others: Sequence[Prepared],
    used: set[str],
    vocabulary: Vocabulary,
    forbidden: frozenset[frozenset[str]],
) -> tuple[str, ...]:
    return tuple(
        other.clause.ref
        for other in others
        if other.clause.ref not in used
        and vocabulary.under(other.clause.issue, one.clause.issue)
        and frozenset((one.clause.ref, other.clause.ref)) not in forbidden
    )


def _match(group: Group, left: Sequence[Prepared], right: Sequence[Prepared]) -> Match:
    """A group as a link, its clauses in the order of their files."""
    order = {one.clause.ref: (n, one.clause.id) for side in (left, right) for n, one in enumerate(side)}
    a, b = (tuple(order[ref][1] for ref in sorted(side, key=order.__getitem__)) for side in group[:2])
    return Match(left=a, right=b, matched_by=group[2], reason=group[3])


def _with_text(
    sides: tuple[Sequence[Prepared], Sequence[Prepared]],
    matches: list[Match],
    barred: tuple[frozenset[frozenset[str]], frozenset[str]],
    vocabulary: Vocabulary,
    by_text: TextAligner | None,
) -> Alignment:
    """The links with those by text added. `barred` holds forbidden pairs, and clauses that take no part."""
    (left, right), (forbidden, lone) = sides, barred
    taken = {id_ for match in matches for id_ in match.left}, {id_ for match in matches for id_ in match.right}
    alone = (
        [one for one in left if one.clause.id not in taken[0] and one.clause.ref not in lone],
        [one for one in right if one.clause.id not in taken[1] and one.clause.ref not in lone],
    )
    possible: tuple[Match, ...] = ()
    ambiguous: tuple[Match, ...] = ()
    if by_text and alone[0] and alone[1]:
        found = by_text(alone[0], alone[1])
        plans = left[0].clause.plan, right[0].clause.plan
        allowed = [kept for one in found.matches if (kept := _allowed(one, plans, forbidden))]
        # Where what is encoded speaks against it, a match by text is at most a proposal to a person.
        told = [one for one in allowed if _told_apart(one, alone, vocabulary)]
        matches = [*matches, *(one for one in allowed if one not in told)]
        possible = (*(kept for one in found.possible if (kept := _allowed(one, plans, forbidden))), *told)
        ambiguous = tuple(kept for one in found.ambiguous if (kept := _allowed(one, plans, forbidden)))
        taken = {id_ for match in matches for id_ in match.left}, {id_ for match in matches for id_ in match.right}
    position = {one.clause.id: n for n, one in enumerate(left)}
    return Alignment(
        left=left[0].clause.plan if left else "",
        right=right[0].clause.plan if right else "",
        matches=tuple(sorted(matches, key=lambda one: [position[id_] for id_ in one.left])),
        possible=possible,
        ambiguous=ambiguous,
        unmatched_left=tuple(one.clause.id for one in left if one.clause.id not in taken[0] and not one.struck),
        unmatched_right=tuple(one.clause.id for one in right if one.clause.id not in taken[1] and not one.struck),
    )


def _told_apart(match: Match, alone: tuple[Sequence[Prepared], Sequence[Prepared]], vocabulary: Vocabulary) -> bool:
    """Whether what is encoded speaks against a match by text: norms wherever it reaches, or issues that do not meet."""
    ours, theirs = (
        [one for one in side if one.clause.id in ids]
        for side, ids in zip(alone, (match.left, match.right), strict=True)
    )
    if any(not one.clause.issue for one in (*ours, *theirs)):
        return False
    normed = all(one.readings for one in (*ours, *theirs))
    return normed or not any(_issue_fit(a.clause.issue, b.clause.issue, vocabulary) for a in ours for b in theirs)


def _allowed(match: Match, plans: tuple[str, str], forbidden: frozenset[frozenset[str]]) -> Match | None:
    """A match without the clauses that a person forbade to link; None where nothing is left on a side."""

    def apart(a: str, b: str) -> bool:
        return frozenset((f"{plans[0]}#{a}", f"{plans[1]}#{b}")) in forbidden

    if not any(apart(a, b) for a in match.left for b in match.right):
        return match
    # The side with more clauses gives way: its other clauses are still answered.
    if len(match.left) >= len(match.right):
        left = tuple(a for a in match.left if not any(apart(a, b) for b in match.right))
        return replace(match, left=left) if left else None
    right = tuple(b for b in match.right if not any(apart(a, b) for a in match.left))
    return replace(match, right=right) if right else None


def alignable(plan: Plan, prepared: Mapping[str, Prepared]) -> tuple[Prepared, ...]:
    """The clauses of a plan that take part in alignment, in file order: all but those moved to another track."""
    return tuple(prepared[clause.ref] for clause in plan.clauses if clause.state is not State.MOVED)
