"""How well two clauses fit as counterparts, by what is encoded: the same doing first, then issue, direction, terms.

Weights are alike from both sides and in any order of clauses; the words of the clauses tell equals apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from comparer.align.assignment import Edge
from comparer.language.word_overlap import fraction, likeness
from comparer.norms.canonical import Action, connection, touches
from comparer.norms.relate import Prepared
from comparer.norms.tables import POSITIVE
from comparer.norms.vocabulary import Scope, Vocabulary


@dataclass(frozen=True, slots=True)
class Weight:
    """How well two encoded clauses fit, and whether both speak of the same doing."""

    value: float
    same_norm: bool


# The scale is lexicographic: no sum of later signals outweighs an earlier one.
SAME_DOING, ACT, OBJECT, AGENT, ISSUE, DIRECTION, TERMS, TEXT = (2.0**power for power in range(6, -2, -1))


def weights(
    left: Sequence[Prepared], right: Sequence[Prepared], barred: frozenset[frozenset[str]], vocabulary: Vocabulary
) -> dict[Edge, Weight]:
    """The weight of every pair that fits at all, by position; pairs of references in `barred` are left out."""
    found: dict[Edge, Weight] = {}
    for i, near in enumerate(_near(left, right)):
        for j in near:
            if frozenset((left[i].clause.ref, right[j].clause.ref)) not in barred:
                weight = weigh(left[i], right[j], vocabulary)
                if weight:
                    found[i, j] = weight
    return found


def _near(left: Sequence[Prepared], right: Sequence[Prepared]) -> Iterator[set[int]]:
    """For each clause on the left those on the right that share an act with it, or stand on one branch of issues."""
    by_act: dict[str, list[int]] = {}
    at: dict[str, list[int]] = {}
    under: dict[str, list[int]] = {}
    for j, one in enumerate(right):
        for index, keys in ((by_act, one.acts), (at, one.issues[:1]), (under, one.issues)):
            for key in keys:
                index.setdefault(key, []).append(j)
    for one in left:
        searches = ((by_act, one.acts), (at, one.issues), (under, one.issues[:1]))
        yield {j for index, keys in searches for key in keys for j in index.get(key, ())}


def weigh(a: Prepared, b: Prepared, vocabulary: Vocabulary) -> Weight | None:
    """How well two clauses fit by what is encoded; None where nothing encoded makes them counterparts."""
    issue = issue_fit(a.clause.issue, b.clause.issue, vocabulary)
    if not a.readings or not b.readings:
        # Raw text on the very issue is answered there, whatever it says: anything else would call it missing.
        return Weight(ISSUE + _by_words(a, b), same_norm=False) if issue == 1.0 else None
    fits = (_weigh_actions(x, y, issue, vocabulary) for _, x in a.readings for _, y in b.readings)
    best = max((one for one in fits if one), key=lambda one: one.value, default=None)
    return Weight(best.value + _by_words(a, b), best.same_norm and issue > 0) if best else None


def _weigh_actions(x: Action, y: Action, issue: float, vocabulary: Vocabulary) -> Weight | None:
    how = connection(x, y, vocabulary)
    same_act = how == "same" and bool(x.act)
    if not issue and not same_act:
        return None
    objects = _share(x.objects, y.objects)
    doing = same_act and touches(x, y) and (objects > 0 or not (x.objects or y.objects))
    if not doing and not (issue and (how in ("same", "left-entails", "right-entails") or objects > 0)):
        return None
    value = (
        SAME_DOING * doing
        + ACT * (1.0 if same_act else 0.5 if how else 0.0)
        + OBJECT * objects
        + AGENT * _share(x.agents, y.agents)
        + ISSUE * issue
        + DIRECTION * ((x.modality in POSITIVE) == (y.modality in POSITIVE))
        + TERMS * _terms(x, y)
    )
    return Weight(value, doing)


def issue_fit(a: str, b: str, vocabulary: Vocabulary) -> float:
    """1 for the same issue, a half for one below the other, 0 for issues apart or unnamed."""
    if a == b:
        return 1.0 if a else 0.0
    return 0.5 if vocabulary.on_one_branch(a, b) else 0.0


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
    shared = keys & others
    return len(shared) / len(keys | others) if shared else 0.0


def _by_words(a: Prepared, b: Prepared) -> float:
    return TEXT * likeness(a.clause.text, b.clause.text) + _grain(a, b)


def _grain(a: Prepared, b: Prepared) -> float:
    """A grain that tells equals apart by their words, alike from both sides and in any order; ids tell twins apart."""
    told = sorted(((a.clause.text, a.clause.ref), (b.clause.text, b.clause.ref)))
    return fraction([text for text, _ in told]) * 1e-6 + fraction([ref for _, ref in told]) * 1e-9


def strongest(edges: Iterable[Edge], weighed: Mapping[Edge, Weight]) -> Edge:
    """The edge of greatest weight; of equals, which only twins are, the last by position."""
    return max(edges, key=lambda edge: (weighed[edge].value, edge))
