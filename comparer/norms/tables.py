"""What the tables say of modality, opposition, effects of facets and confidence, in the words of the model."""

from __future__ import annotations

from functools import cache

from comparer.model.norm import Modality
from comparer.model.relation import Confidence, Relation
from comparer.resources.tables import load_table

BURDEN_MODALITIES = frozenset(
    {
        Modality.MUST,
        Modality.MUST_NOT,
        Modality.DECLARES,
        Modality.DECLARES_NOT,
        Modality.EXPECTS,
        Modality.EXPECTS_NOT,
    }
)
POSITIVE_MODALITIES = frozenset({Modality.MUST, Modality.MAY, Modality.DECLARES, Modality.EXPECTS})


@cache
def modality_relation(left: Modality, right: Modality) -> Relation:
    return Relation(load_table("relations")[left.value][right.value])


@cache
def modality_effect(held_modality: Modality, clause_modality: Modality) -> str:
    """How a clause bears on a norm that is held: opposes, strains, gives, part, nothing or defers."""
    return str(load_table("opposition").get(held_modality.value, {}).get(clause_modality.value, "nothing"))


def modality_class(left: Modality, right: Modality) -> str:
    """The column of the effects table for two modalities; across burden and freedom both are read as burdens."""
    is_freedom = left not in BURDEN_MODALITIES and right not in BURDEN_MODALITIES
    polarity = "do" if left in POSITIVE_MODALITIES else "do_not"
    return f"{'freedom' if is_freedom else 'burden'}_{polarity}"


@cache
def facet_relation(facet: str, left: Modality, right: Modality, is_wider: bool) -> Relation:
    """What a facet that is wider (or narrower) on the right does to the bearer's burden."""
    cell = load_table("effects")[facet][modality_class(left, right)]
    return Relation(cell["wider" if is_wider else "narrower"])


@cache
def evidence_confidence(evidence: str, attestation: str) -> Confidence:
    return Confidence(load_table("confidence").get(evidence, load_table("confidence")[""])[attestation])
