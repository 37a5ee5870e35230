"""Every cell of every table, against what it can be derived from."""

from __future__ import annotations

import pytest

from comparer.model.norm import Modality
from comparer.model.relation import Relation
from comparer.norms.tables import (
    BURDEN_MODALITIES,
    evidence_confidence,
    facet_relation,
    modality_effect,
    modality_relation,
)

M = Modality
# What each operator leaves possible for one act: it is forbidden, optional, or obligatory (standard deontic logic with
# axiom D: never forbidden and obligatory at once).
POSSIBLE = {
    M.MUST: {"obligatory"},
    M.MUST_NOT: {"forbidden"},
    M.MAY: {"optional", "obligatory"},
    M.NEED_NOT: {"optional", "forbidden"},
}
DO = {M.MUST, M.MAY, M.DECLARES, M.EXPECTS}
FORCE = {
    M.DECLARES: 4,
    M.DECLARES_NOT: 4,
    M.MUST: 3,
    M.MUST_NOT: 3,
    M.EXPECTS: 2,
    M.EXPECTS_NOT: 2,
    M.MAY: 1,
    M.NEED_NOT: 1,
}
PAIRS = [(a, b) for a in M for b in M]


def deontic(a: Modality, b: Modality) -> Relation:
    left, right = POSSIBLE[a], POSSIBLE[b]
    if left == right:
        return Relation.SAME
    if not left & right:
        return Relation.OPPOSED
    if right < left:
        return Relation.STRICTER
    return Relation.LOOSER if left < right else Relation.REPLACED


def by_force(a: Modality, b: Modality) -> Relation:
    """Direction first, force second; across directions only a hope and a freedom leave room for one another."""
    if (a in DO) != (b in DO):
        weak = {M.EXPECTS, M.EXPECTS_NOT, M.MAY, M.NEED_NOT}
        mild = {a, b} <= weak and not {a, b} <= {M.EXPECTS, M.EXPECTS_NOT}
        return Relation.REPLACED if mild else Relation.OPPOSED
    if FORCE[a] == FORCE[b]:
        return Relation.SAME
    return Relation.STRICTER if FORCE[b] > FORCE[a] else Relation.LOOSER


@pytest.mark.parametrize(("a", "b"), [(a, b) for a in POSSIBLE for b in POSSIBLE])
def test_the_standard_operators_follow_from_their_possibilities(a: Modality, b: Modality) -> None:
    assert modality_relation(a, b) is deontic(a, b)


@pytest.mark.parametrize(("a", "b"), [(a, b) for a, b in PAIRS if M.DEFERS not in (a, b)])
def test_direction_and_force_give_every_other_cell(a: Modality, b: Modality) -> None:
    assert modality_relation(a, b) is by_force(a, b)


@pytest.mark.parametrize("a", list(M))
def test_to_defer_is_to_defer_whatever_stood_there(a: Modality) -> None:
    if a is not M.DEFERS:
        assert modality_relation(a, M.DEFERS) is Relation.DEFERRED
        assert modality_relation(M.DEFERS, a) is Relation.SETTLED
    assert modality_relation(a, a) is Relation.SAME


@pytest.mark.parametrize(("a", "b"), PAIRS)
def test_every_cell_mirrors(a: Modality, b: Modality) -> None:
    assert modality_relation(b, a) is modality_relation(a, b).mirror()


HELD = {
    # line: what opposes, what only strains, what gives it, what gives part
    M.MUST: ({M.MUST_NOT, M.NEED_NOT, M.DECLARES_NOT}, {M.EXPECTS_NOT}, {M.MUST, M.DECLARES}, {M.MAY, M.EXPECTS}),
    M.MUST_NOT: ({M.MUST, M.MAY, M.DECLARES}, {M.EXPECTS}, {M.MUST_NOT, M.DECLARES_NOT}, {M.NEED_NOT, M.EXPECTS_NOT}),
    M.MAY: ({M.MUST_NOT, M.DECLARES_NOT}, {M.EXPECTS_NOT}, {M.MAY, M.MUST, M.DECLARES}, {M.EXPECTS}),
    M.NEED_NOT: ({M.MUST, M.DECLARES}, {M.EXPECTS}, {M.NEED_NOT, M.MUST_NOT, M.DECLARES_NOT}, {M.EXPECTS_NOT}),
    M.DECLARES: ({M.MUST_NOT, M.NEED_NOT, M.DECLARES_NOT}, {M.EXPECTS_NOT}, {M.DECLARES}, {M.MUST, M.MAY, M.EXPECTS}),
    M.DECLARES_NOT: (
        {M.MUST, M.MAY, M.DECLARES},
        {M.EXPECTS},
        {M.DECLARES_NOT},
        {M.MUST_NOT, M.NEED_NOT, M.EXPECTS_NOT},
    ),
}


@pytest.mark.parametrize("modality", list(HELD))
@pytest.mark.parametrize("clause", list(M))
def test_how_a_clause_bears_on_what_is_held(modality: Modality, clause: Modality) -> None:
    opposes, strains, gives, part = HELD[modality]
    wanted = "defers" if clause is M.DEFERS else "nothing"
    for name, members in (("opposes", opposes), ("strains", strains), ("gives", gives), ("part", part)):
        if clause in members:
            wanted = name
    assert modality_effect(modality, clause) == wanted


# Stronger on the right means stricter for a burden and looser for a freedom.
STRONGER = {
    "scope": {"do": True, "not": True},
    "strength": {"do": True, "not": True},
    "amount": {"do": False, "not": True},  # a duty is stronger the fewer amounts satisfy it
    "act": {"do": True, "not": False},  # a duty carries to what it entails, a prohibition to what entails it
}


@pytest.mark.parametrize("facet", list(STRONGER))
@pytest.mark.parametrize("modality", [item for item in M if item is not M.DEFERS])
@pytest.mark.parametrize("wider", [True, False])
def test_a_facet_that_strengthens_a_burden_is_stricter_and_one_that_strengthens_a_freedom_looser(
    facet: str, modality: Modality, wider: bool
) -> None:
    side = "do" if modality in DO else "not"
    stronger = STRONGER[facet][side] == wider
    if facet == "amount" and modality not in BURDEN_MODALITIES:
        stronger = wider  # the more is allowed or exempted, the stronger the freedom
    stricter = stronger == (modality in BURDEN_MODALITIES)
    assert facet_relation(facet, modality, modality, wider) is (Relation.STRICTER if stricter else Relation.LOOSER)


@pytest.mark.parametrize(
    ("evidence", "known", "wanted"),
    [
        ("A", "stated", "high"),
        ("A", "reported", "medium"),
        ("B", "stated", "medium"),
        ("B", "reported", "low"),
        ("C", "stated", "low"),
        ("C", "reported", "low"),
        ("", "stated", "medium"),
        ("", "reported", "low"),
        *((grade, "denied", "low") for grade in ("A", "B", "C", "")),
    ],
)
def test_confidence_from_evidence(evidence: str, known: str, wanted: str) -> None:
    assert evidence_confidence(evidence, known).value == wanted
