"""Why a clause stays without an answer: the first reason that applies."""

from __future__ import annotations

from typing import Any

import pytest

from comparer.model.findings import Gap, compute_fingerprint
from comparer.model.plan import Clause, ClauseState, Coverage, Plan, PlanKind, Provision
from comparer.model.workspace import Workspace
from comparer.pipeline.compare import compare_pair, to_canonical_clauses
from tests.factories.norms import VILLAGE, WORDS, clause, norm, plan


def q(name: str, one: Any = None, **more: Any) -> Clause:
    return clause(name, one, plan="q", **more)


def gaps(left: Plan, right: Plan) -> tuple[Gap, ...]:
    space = Workspace(plans=(left, right), vocabulary=VILLAGE)
    return compare_pair(space, left, right, to_canonical_clauses((left, right), WORDS), WORDS).gaps


MEET = norm(act="meet", objects="carts")
LATER = norm("defers", "", ())
CASES: list[tuple[str, tuple[Clause, ...], dict[str, Any], str, tuple[str, ...]]] = [
    # what it shows, the other plan, why the clause is missing there, by which clauses
    ("nothing there", (), {}, "absent", ()),
    ("nothing on it", (q("1", MEET, issue="watch"),), {}, "absent", ()),
    ("known in part", (), {"coverage": Coverage.PARTIAL}, "unreported", ()),
    ("a position", (), {"kind": PlanKind.POSITION, "coverage": Coverage.PARTIAL}, "silent", ()),
    ("struck", (q("1", norm(), state=ClauseState.STRUCK),), {"kind": PlanKind.POSITION}, "struck", ("1",)),
    ("struck in words", (q("1", state=ClauseState.STRUCK, issue="land"),), {}, "struck", ("1",)),
    ("something below struck", (q("1", state=ClauseState.STRUCK, issue="land.sale.price"),), {}, "absent", ()),
    ("something else struck", (q("1", state=ClauseState.STRUCK, issue="dues"),), {}, "absent", ()),
    ("left for later", (q("1", LATER, issue="land"),), {"kind": PlanKind.POSITION}, "deferred", ("1",)),
    ("left for later elsewhere", (q("1", LATER, issue="dues"),), {}, "absent", ()),
    (
        "moved",
        (q("1", norm(), state=ClauseState.MOVED, issue="land"),),
        {"kind": PlanKind.POSITION},
        "deferred",
        ("1",),
    ),
    ("moved elsewhere", (q("1", norm(), state=ClauseState.MOVED, issue="dues"),), {}, "absent", ()),
    (
        "struck and moved",
        (
            q("1", state=ClauseState.MOVED),
            q("2", state=ClauseState.STRUCK, issue="land"),
            q("3", state=ClauseState.STRUCK),
        ),
        {},
        "struck",
        ("3",),
    ),
    (
        "struck above, twice",
        (q("1", state=ClauseState.STRUCK, issue="land"), q("2", MEET, state=ClauseState.STRUCK, issue="land")),
        {},
        "struck",
        ("1", "2"),
    ),
    ("answered", (q("1", norm()),), {}, "", ()),
]


@pytest.mark.parametrize(("other", "fields", "kind", "by"), [one[1:] for one in CASES], ids=[one[0] for one in CASES])
def test_why_a_clause_is_missing(
    other: tuple[Clause, ...], fields: dict[str, Any], kind: str, by: tuple[str, ...]
) -> None:
    given, across = plan(clause("1", norm())), plan(*other, name="q", **fields)
    for found in (gaps(given, across), gaps(across, given)):
        mine = [one for one in found if one.plan == "p"]
        assert [(one.clause, one.missing_from, one.kind.value, one.struck_or_deferred_by) for one in mine] == (
            [("1", "q", kind, by)] if kind else []
        )


def test_a_deferral_is_a_link_and_a_gap_of_what_it_defers_alone() -> None:
    given = plan(clause("1", norm()), clause("2", LATER, issue="dues"))
    across = plan(q("1", norm("defers")), q("2", LATER, issue="dues"), name="q")
    assert [(one.plan, one.clause, one.kind.value, one.struck_or_deferred_by) for one in gaps(given, across)] == [
        ("p", "1", "deferred", ("1",))
    ]
    assert [(one.plan, one.clause) for one in gaps(across, given)] == [("p", "1")]


def test_what_a_link_defers_is_deferred_whatever_the_issue() -> None:
    found = gaps(plan(clause("1", norm())), plan(q("1", norm("defers"), issue="dues"), name="q"))
    assert [(one.clause, one.kind.value, one.struck_or_deferred_by) for one in found if one.plan == "p"] == [
        ("1", "deferred", ("1",))
    ]


def test_a_deferral_of_one_thing_answers_for_its_whole_issue() -> None:
    given = plan(clause("1", norm()), clause("2", MEET))
    found = gaps(given, plan(q("1", norm("defers")), name="q"))
    assert [(one.clause, one.kind.value, one.struck_or_deferred_by) for one in found] == [
        ("1", "deferred", ("1",)),
        ("2", "deferred", ("1",)),
    ]


def test_the_name_of_a_gap_stays() -> None:
    """People's decisions are kept under it."""
    (found,) = gaps(plan(clause("1", norm())), plan(name="q"))
    assert found.fingerprint == compute_fingerprint("gap", "p#1", "q")


def test_a_clause_deferred_by_one_of_two_that_answer_is_no_gap() -> None:
    given = plan(clause("1", norm()))
    across = plan(q("1", norm("defers", objects="north")), q("2", norm(objects="south")), name="q")
    assert gaps(given, across) == ()


def test_struck_and_moved_clauses_miss_nothing_themselves() -> None:
    given = plan(clause("1", norm(), state=ClauseState.STRUCK), clause("2", norm(), state=ClauseState.MOVED))
    assert gaps(given, plan(name="q")) == ()


def test_gaps_stand_left_first_in_the_order_of_the_file_each_with_a_name() -> None:
    left = plan(clause("b", norm()), clause("a", MEET, issue="watch"))
    right = plan(q("1", norm(act="pay", objects="mill"), issue="dues"), name="q")
    found = gaps(left, right)
    assert [(one.plan, one.clause) for one in found] == [("p", "b"), ("p", "a"), ("q", "1")]
    assert len({one.fingerprint for one in found}) == 3
    assert {one.fingerprint for one in found} == {one.fingerprint for one in gaps(right, left)}


@pytest.mark.parametrize(
    ("issue", "coverage", "kind"),
    [
        ("land.sale", Coverage.PARTIAL, "unreported"),
        ("land", Coverage.PARTIAL, "unreported"),
        ("land.sale.price", Coverage.PARTIAL, "unreported"),
        ("dues", Coverage.PARTIAL, "absent"),
        ("land.sale", Coverage.COMPLETE, "absent"),
        ("land.sale", None, "absent"),
    ],
)
def test_a_provision_held_in_part_may_answer_what_it_speaks_of(
    issue: str, coverage: Coverage | None, kind: str
) -> None:
    spoken = q("1", norm(act="meet", objects="carts", by="cy"), issue=issue)
    besides = q("2", norm(act="meet", objects="mill", by="cy"), issue="watch")
    across = Plan(id="q", title="q", provisions=(Provision(id="1", coverage=coverage, clauses=(spoken, besides)),))
    found = [one for one in gaps(plan(clause("1", norm())), across) if one.plan == "p"]
    assert [one.kind.value for one in found] == [kind]
