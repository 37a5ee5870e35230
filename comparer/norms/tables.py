"""What the tables say of modality, opposition, effects of facets and confidence, in the words of the model."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from comparer.model.findings import Confidence, Relation
from comparer.model.records import Modality
from comparer.resources.tables import table

BURDENS = frozenset(
    {
        Modality.MUST,
        Modality.MUST_NOT,
        Modality.DECLARES,
        Modality.DECLARES_NOT,
        Modality.EXPECTS,
        Modality.EXPECTS_NOT,
    }
)
POSITIVE = frozenset({Modality.MUST, Modality.MAY, Modality.DECLARES, Modality.EXPECTS})

# From the surest to the least sure.
RANK = {one: rank for rank, one in enumerate(Confidence)}

MIRRORS = {
    Relation.STRICTER: Relation.LOOSER,
    Relation.LOOSER: Relation.STRICTER,
    Relation.DEFERRED: Relation.SETTLED,
    Relation.SETTLED: Relation.DEFERRED,
}


def mirror(relation: Relation) -> Relation:
    """The relation read from right to left."""
    return MIRRORS.get(relation, relation)


@cache
def modality_relation(left: Modality, right: Modality) -> Relation:
    return Relation(table("relations")[left.value][right.value])


@cache
def bearing(held: Modality, clause: Modality) -> str:
    """How a clause bears on a norm that is held: opposes, strains, gives, part, nothing or defers."""
    return str(table("opposition").get(held.value, {}).get(clause.value, "nothing"))


def modality_class(left: Modality, right: Modality) -> str:
    """The column of the effects table for two modalities; across burden and freedom both are read as burdens."""
    freedom = left not in BURDENS and right not in BURDENS
    polarity = "do" if left in POSITIVE else "do_not"
    return f"{'freedom' if freedom else 'burden'}_{polarity}"


@cache
def effect(facet: str, left: Modality, right: Modality, wider: bool) -> Relation:
    """What a facet that is wider (or narrower) on the right does to the bearer's burden."""
    cell = table("effects")[facet][modality_class(left, right)]
    return Relation(cell["wider" if wider else "narrower"])


def least_sure(grades: Iterable[Confidence]) -> Confidence:
    """The lowest of several grades; high where there is none."""
    return max(grades, key=RANK.__getitem__, default=Confidence.HIGH)


@cache
def confidence(evidence: str, known: str) -> Confidence:
    return Confidence(table("confidence").get(evidence, table("confidence")[""])[known])
