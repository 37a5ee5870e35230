"""Rows of the comparison: places that several plans speak to, made from all links of all pairs at once.

Average-linkage clustering of clauses over the links between their plans (Sokal and Michener 1958): two groups become
one only while their clauses are, on average, linked to one another, so that no chain of weak links joins unlike
clauses, and no plan is the base. Groups are merged best first; ties are broken by the words of the clauses, never by
order. What no link joins cannot reach each other: a plan that is added moves only what it is linked to, near or far.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

from comparer.model.findings import Match, MatchedBy, Pair, Row
from comparer.norms.relate import Prepared
from comparer.norms.vocabulary import Vocabulary

# In hundredths, so that sums are exact and equal means are equal. A tie by text is as strong as its score makes it.
STRENGTH = {MatchedBy.PINNED: 100, MatchedBy.NORM: 90, MatchedBy.ISSUE: 70}
TEXT, BY_SCORE = 40, 30
ENOUGH = 35

Cluster = frozenset[str]
Ties = Mapping[frozenset[str], int]


def rows(
    plans: Sequence[str], pairs: Iterable[Pair], prepared: Mapping[str, Prepared], vocabulary: Vocabulary
) -> tuple[Row, ...]:
    """All live clauses of the plans, each in one row, in the order of the issue tree."""
    ties = _ties(pairs)
    clusters = _cluster(sorted(prepared, key=lambda ref: _grain(prepared[ref])), ties)
    named = [(_issue(cluster, prepared, vocabulary), cluster) for cluster in clusters]
    order = {plan: n for n, plan in enumerate(plans)}
    named.sort(key=lambda one: (vocabulary.issue_rank(one[0]), _place(one[1], prepared, order)))
    return _named(plans, named, prepared, vocabulary)


def _ties(pairs: Iterable[Pair]) -> Ties:
    """How strongly clauses of different plans are tied. A deferral ties nothing: it answers, it is no counterpart."""
    ties: dict[frozenset[str], int] = {}
    for pair in pairs:
        for link in pair.links:
            if link.match.reason == "deferral":
                continue
            for a in link.match.left:
                for b in link.match.right:
                    ties[frozenset((f"{pair.left}#{a}", f"{pair.right}#{b}"))] = _strength(link.match)
    return ties


def _strength(match: Match) -> int:
    return STRENGTH.get(match.matched_by, TEXT + round(BY_SCORE * (match.score or 0.0)))


def _grain(one: Prepared) -> tuple[str, str]:
    return one.clause.text, one.clause.ref


def _cluster(refs: Sequence[str], ties: Ties) -> list[Cluster]:
    """Groups of clauses, merged best first while two groups are tied well enough on average.

    The sums and counts of a merged group are those of its halves added up, so that a step costs its neighbours alone.
    """
    groups = {n: _Group(frozenset((ref,)), Counter((_plan(ref),))) for n, ref in enumerate(refs)}
    rank = {ref: n for n, ref in enumerate(refs)}
    sums: dict[int, dict[int, int]] = {n: {} for n in groups}
    for tie, strength in ties.items():
        x, y = (rank[ref] for ref in tie)
        sums[x][y] = sums[y][x] = strength
    queue = [_offer(x, y, sums, groups) for x in sums for y in sums[x] if x < y]
    heapify(queue)
    while queue:
        loss, keep, gone, *sizes = heappop(queue)
        if -loss < ENOUGH:
            break
        if keep in groups and gone in groups and sizes == [len(groups[keep].refs), len(groups[gone].refs)]:
            _merge(keep, gone, groups, sums)
            for other in sums[keep]:
                heappush(queue, _offer(min(keep, other), max(keep, other), sums, groups))
    return [group.refs for group in groups.values()]


@dataclass(frozen=True, slots=True)
class _Group:
    refs: Cluster
    plans: Counter[str]


def _merge(keep: int, gone: int, groups: dict[int, _Group], sums: dict[int, dict[int, int]]) -> None:
    one, other = groups[keep], groups.pop(gone)
    groups[keep] = _Group(one.refs | other.refs, one.plans + other.plans)
    for near, strength in sums.pop(gone).items():
        sums[near].pop(gone)
        if near != keep:
            sums[keep][near] = sums[near][keep] = sums[keep].get(near, 0) + strength


def _offer(
    x: int, y: int, sums: Mapping[int, Mapping[int, int]], groups: Mapping[int, _Group]
) -> tuple[float, int, int, int, int]:
    """A merger as it waits its turn: the mean tie, negated, and the sizes for which it was reckoned.

    The mean is over clauses of different plans, of which tied groups have some; clauses of one plan do not count for or
    against.
    """
    a, b = groups[x], groups[y]
    pairs = len(a.refs) * len(b.refs) - sum(size * b.plans[plan] for plan, size in a.plans.items())
    return -sums[x][y] / pairs, x, y, len(a.refs), len(b.refs)


def _plan(ref: str) -> str:
    return ref.partition("#")[0]


def _issue(cluster: Cluster, prepared: Mapping[str, Prepared], vocabulary: Vocabulary) -> str:
    """The issue most of the clauses carry; among equals the first of the tree."""
    issues = [prepared[ref].clause.issue for ref in cluster]
    return min(set(issues), key=lambda issue: (-issues.count(issue), vocabulary.issue_rank(issue)))


def _place(cluster: Cluster, prepared: Mapping[str, Prepared], order: Mapping[str, int]) -> tuple[int, str, str]:
    first = min(order[prepared[ref].clause.plan] for ref in cluster)
    return first, *min(_grain(prepared[ref]) for ref in cluster)


def _act(cluster: Cluster, prepared: Mapping[str, Prepared]) -> str:
    acts = [action.act for ref in cluster for _, action in prepared[ref].readings if action.act]
    return max(acts, key=lambda act: (acts.count(act), act)) if acts else "text"


def _named(
    plans: Sequence[str],
    named: Sequence[tuple[str, Cluster]],
    prepared: Mapping[str, Prepared],
    vocabulary: Vocabulary,
) -> tuple[Row, ...]:
    found, seen = [], dict[str, int]()
    position = {ref: n for n, ref in enumerate(prepared)}
    for issue, cluster in named:
        stem = f"{issue or 'no-issue'}:{_act(cluster, prepared)}"
        seen[stem] = seen.get(stem, 0) + 1
        cells = tuple(
            (plan, tuple(prepared[ref].clause.id for ref in sorted(_of(cluster, plan), key=position.__getitem__)))
            for plan in plans
        )
        found.append(
            Row(
                id=stem if seen[stem] == 1 else f"{stem}-{seen[stem]}",
                issue=issue,
                label=vocabulary.label(issue),
                cells=cells,
            )
        )
    return tuple(found)


def _of(cluster: Cluster, plan: str) -> list[str]:
    return [ref for ref in cluster if _plan(ref) == plan]
