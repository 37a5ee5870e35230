"""Who carries what in a small plan, and what is left to nobody."""

from __future__ import annotations

from typing import Any

import pytest

from comparer.findings.obligations import build_ledger, plan_findings
from comparer.findings.redlines import group_plan_clauses
from comparer.model.findings import ActorObligations, PlanFinding
from comparer.model.plan import Clause, ClauseState, Coverage, Plan, PlanKind
from comparer.norms.vocabulary import Vocabulary
from comparer.pipeline.compare import to_canonical_clauses
from tests.factories.english import english
from tests.factories.norms import WORDS, clause, held_by, norm, plan

c = clause


def entries(given: Plan) -> dict[str, ActorObligations]:
    return {
        item.actor: item
        for item in build_ledger(group_plan_clauses(given, to_canonical_clauses((given,), WORDS)), WORDS)
    }


def findings(given: Plan, words: Vocabulary = WORDS) -> list[PlanFinding]:
    return list(plan_findings(group_plan_clauses(given, to_canonical_clauses((given,), words)), words))


@pytest.mark.parametrize(
    ("modality", "column"),
    [
        ("must", "duties"),
        ("declares", "duties"),
        ("expects", "duties"),
        ("must-not", "prohibitions"),
        ("declares-not", "prohibitions"),
        ("expects-not", "prohibitions"),
        ("may", "permissions"),
        ("need-not", "permissions"),
        ("defers", ""),
    ],
)
def test_each_modality_has_its_column(modality: str, column: str) -> None:
    result = entries(plan(c("1", norm(modality, beneficiaries="bo")), c("2", norm(modality), state=ClauseState.STRUCK)))
    assert result["bo"] == ActorObligations(plan="p", actor="bo", benefits=("1",))
    if column:
        assert result["ada"] == ActorObligations(plan="p", actor="ada", **{column: ("1",)})
    else:
        assert "ada" not in result


def test_actors_come_in_order_with_each_clause_once() -> None:
    readings = (held_by("ada", norm(by=("cy", "bo"))), held_by("bo", norm(act="pay", by="bo")))
    result = ledger_of(plan(c("1", None, variants=readings), c("2", norm(by="bo"))))
    assert [(item.actor, item.duties) for item in result] == [("bo", ("1", "2")), ("cy", ("1",))]


def ledger_of(given: Plan) -> tuple[ActorObligations, ...]:
    return build_ledger(group_plan_clauses(given, to_canonical_clauses((given,), WORDS)), WORDS)


@pytest.mark.parametrize(
    ("parties", "actor", "party"),
    [
        ((), "cy", True),
        (("ada",), "ada", True),
        (("ada",), "cy", False),
        (("guild",), "bo", True),
        (("guild",), "guild", True),
        (("ada",), "anyone", True),
        (("ada",), "unnamed", True),
    ],
)
def test_who_is_a_party(parties: tuple[str, ...], actor: str, party: bool) -> None:
    assert entries(plan(c("1", norm(by=actor)), parties=parties))[actor].party is party


OUTSIDE: list[tuple[str, tuple[Clause, ...], dict[str, Any], dict[str, tuple[str, ...]]]] = [
    ("a duty on one who does not sign", (c("1", norm(by="cy")),), {}, {"cy": ("1",)}),
    ("a ban on one who does not sign", (c("1", norm("must-not", by="cy")),), {}, {"cy": ("1",)}),
    ("a freedom of one who does not sign", (c("1", norm("may", by="cy")),), {}, {}),
    ("a hope of one who does not sign", (c("1", norm("expects", by="cy")),), {}, {}),
    ("a party", (c("1", norm()),), {}, {}),
    ("everybody", (c("1", norm(by="anyone")), c("2", norm(by="unnamed"))), {}, {}),
    ("nobody signs", (c("1", norm(by="cy")),), {"parties": ()}, {}),
    ("a body whose members sign", (c("1", norm(by="guild")),), {"parties": ("ada", "bo", "guild~")}, {}),
    ("a body of which one signs", (c("1", norm(by="guild")),), {}, {"guild": ("1",)}),
    ("a member of a body that signs", (c("1", norm(by="bo")),), {"parties": ("guild",)}, {}),
    ("a body that the plan sets up", (c("1", norm(by="lodge")), c("2", norm(act="meet", objects="lodge"))), {}, {}),
    ("a body that the plan declares", (c("1", norm(by="lodge")), c("2", norm("declares", "meet", "lodge"))), {}, {}),
    (
        "a body that the plan allows",
        (c("1", norm(by="lodge")), c("2", norm("may", "meet", "lodge"))),
        {},
        {"lodge": ("1",)},
    ),
    (
        "two, twice",
        (c("1", norm(by=("lodge", "cy"))), c("2", norm(by="cy")), c("3", norm(by="cy"), state=ClauseState.MOVED)),
        {},
        {"cy": ("1", "2"), "lodge": ("1",)},
    ),
    (
        "twice in one clause",
        (c("1", None, variants=(held_by("ada", norm(by="cy")), held_by("bo", norm("must-not", by="cy")))),),
        {},
        {"cy": ("1",)},
    ),
    ("in a text known in part", (c("1", norm(by="cy")),), {"coverage": Coverage.PARTIAL}, {"cy": ("1",)}),
    ("in a position", (c("1", norm(by="cy")),), {"kind": PlanKind.POSITION}, {}),
]


@pytest.mark.parametrize(
    ("clauses", "fields", "wanted"), [item[1:] for item in OUTSIDE], ids=[item[0] for item in OUTSIDE]
)
def test_duties_of_those_who_do_not_sign(
    clauses: tuple[Clause, ...], fields: dict[str, Any], wanted: dict[str, tuple[str, ...]]
) -> None:
    result = [finding for finding in findings(plan(*clauses, **{"parties": ("ada", "bo"), **fields}))
             if finding.rule == "plan-duty-on-outsider"]  # fmt: skip
    assert {item.actors: item.clauses for item in result} == {(actor,): listed for actor, listed in wanted.items()}
    assert [item.actors for item in result] == [(actor,) for actor in sorted(wanted)]
    assert len({item.fingerprint for item in result}) == len(result)
    for item in result:
        assert item.plan == "p"
        assert WORDS.word_label(item.actors[0]) in english(item.explanation, WORDS, clauses)


@pytest.mark.parametrize(
    ("clauses", "wanted"),
    [
        ((c("1", norm(act="protect", by="unnamed")), c("2", norm(act="protect", by=("unnamed", "ada")))), ("1", "2")),
        ((c("1", norm(act="protect")), c("2", norm(act="sell", by="unnamed"))), ()),
    ],
)
def test_guarantees_that_nobody_gives(clauses: tuple[Clause, ...], wanted: tuple[str, ...]) -> None:
    result = [finding for finding in findings(plan(*clauses)) if finding.rule == "plan-guarantee-without-guarantor"]
    assert [item.clauses for item in result] == ([wanted] if wanted else [])
    assert all(item.actors == () for item in result)


@pytest.mark.parametrize(
    ("clauses", "fields", "wanted"),
    [
        ((c("1", norm()), c("2", norm("must-not")), c("3", norm("may"))), {}, ("1", "2")),
        ((c("1", None, variants=(held_by("ada", norm()), held_by("bo", norm("may")))),), {}, ("1",)),
        ((c("1", norm()), c("2", norm(act="inspect"))), {}, ()),
        ((c("1", norm("may")),), {}, ()),
        ((c("1", norm()),), {"coverage": Coverage.PARTIAL}, ()),
        ((c("1", norm()),), {"kind": PlanKind.POSITION}, ()),
    ],
)
def test_duties_that_nobody_verifies(
    clauses: tuple[Clause, ...], fields: dict[str, Any], wanted: tuple[str, ...]
) -> None:
    result = [finding for finding in findings(plan(*clauses, **fields)) if finding.rule == "plan-no-verification"]
    assert [item.clauses for item in result] == ([wanted] if wanted else [])


def test_where_no_word_means_to_verify_nothing_is_missed() -> None:
    def missing(vocabulary: Vocabulary) -> list[str]:
        return [
            finding.rule
            for finding in findings(plan(c("1", norm())), vocabulary)
            if finding.rule == "plan-no-verification"
        ]

    assert missing(WORDS) == ["plan-no-verification"]
    assert missing(Vocabulary()) == []
