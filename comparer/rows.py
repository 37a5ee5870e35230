"""Rows of the comparison: places that several plans speak to, made from all links of all pairs at once.

Average-linkage clustering of clauses over the links between their plans (Sokal and Michener 1958): two groups become one
only while their clauses are, on average, linked to one another, so that no chain of weak links joins unlike clauses,
and no plan is the base. Groups are merged best first; ties are broken by the words of the clauses, never by order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from comparer.algebra.relate import Prepared
from comparer.results import MatchedBy, Pair, Row
from comparer.vocabulary import Vocabulary

STRENGTH = {MatchedBy.PINNED: 1.0, MatchedBy.NORM: 0.9, MatchedBy.ISSUE: 0.7, MatchedBy.TEXT: 0.6}
ENOUGH = 0.35

Cluster = frozenset[str]


def rows(
    plans: Sequence[str], pairs: Iterable[Pair], prepared: Mapping[str, Prepared], vocabulary: Vocabulary
) -> tuple[Row, ...]:
    """All live clauses of the plans, each in one row, in the order of the issue tree."""
    ties = _ties(pairs)
    clusters = _cluster(sorted(prepared, key=lambda ref: _grain(prepared[ref])), ties, prepared)
    named = [(_issue(cluster, prepared, vocabulary), cluster) for cluster in clusters]
    order = {plan: n for n, plan in enumerate(plans)}
    named.sort(key=lambda one: (vocabulary.issue_rank(one[0]), _place(one[1], prepared, order)))
    return _named(plans, named, prepared, vocabulary)


def _ties(pairs: Iterable[Pair]) -> dict[frozenset[str], float]:
    """How strongly two clauses of different plans are tied. A deferral ties nothing: it answers, it is no counterpart."""
    ties: dict[frozenset[str], float] = {}
    for pair in pairs:
        for link in pair.links:
            if link.match.reason == "deferral":
                continue
            for a in link.match.left:
                for b in link.match.right:
                    ties[frozenset((f"{pair.left}#{a}", f"{pair.right}#{b}"))] = STRENGTH[link.match.matched_by]
    return ties


def _grain(one: Prepared) -> tuple[str, str]:
    return one.clause.text, one.clause.ref


def _cluster(
    refs: Sequence[str], ties: Mapping[frozenset[str], float], prepared: Mapping[str, Prepared]
) -> list[Cluster]:
    clusters: dict[int, Cluster] = {n: frozenset((ref,)) for n, ref in enumerate(refs)}
    rank = {ref: n for n, ref in enumerate(refs)}
    scores: dict[tuple[int, int], float] = {}
    for tie, strength in ties.items():
        a, b = sorted(rank[ref] for ref in tie)
        scores[a, b] = strength
    while scores:
        best = min(scores, key=lambda key: (-scores[key], key))
        if scores[best] < ENOUGH:
            break
        keep, gone = best
        clusters[keep] |= clusters.pop(gone)
        near = {n for pair in scores if keep in pair or gone in pair for n in pair} - {keep, gone}
        scores = {pair: score for pair, score in scores.items() if keep not in pair and gone not in pair}
        for other in near:
            mean = _mean(clusters[keep], clusters[other], ties)
            scores[min(keep, other), max(keep, other)] = mean
    return list(clusters.values())


def _mean(a: Cluster, b: Cluster, ties: Mapping[frozenset[str], float]) -> float:
    """The mean tie between clauses of different plans; clauses of one plan do not count for or against."""
    pairs = [(x, y) for x in a for y in b if x.partition("#")[0] != y.partition("#")[0]]
    return sum(ties.get(frozenset(pair), 0.0) for pair in pairs) / len(pairs) if pairs else 0.0


def _issue(cluster: Cluster, prepared: Mapping[str, Prepared], vocabulary: Vocabulary) -> str:
    """The issue most of the clauses carry; among equals the first of the tree."""
    issues = [prepared[ref].clause.issue for ref in cluster]
    return min(set(issues), key=lambda issue: (-issues.count(issue), vocabulary.issue_rank(issue)))


def _place(cluster: Cluster, prepared: Mapping[str, Prepared], order: Mapping[str, int]) -> tuple[int, str, str]:
    first = min(order[prepared[ref].clause.plan] for ref in cluster)
    return first, *min(_grain(prepared[ref]) for ref in cluster)


def _act(cluster: Cluster, prepared: Mapping[str, Prepared]) -> str:
    acts = sorted(action.act for ref in cluster for _, action in prepared[ref].readings if action.act)
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
    return [ref for ref in cluster if ref.partition("#")[0] == plan]
