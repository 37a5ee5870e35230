"""Rows of many plans at once: no base, no order, no chains, and nothing moved that a new plan has no link to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from comparer.algebra.relate import Prepared
from comparer.compare import compare
from comparer.model import Clause, Plan, Provision, Workspace
from comparer.results import Judgement, Link, Match, MatchedBy, Pair, Relation, Row
from comparer.rows import rows
from comparer.vocabulary import Vocabulary

PLANS = "abcde"


@dataclass(frozen=True)
class Tie:
    """A link of two clauses, each written as its plan's letter and a number: a1, b3."""

    left: str
    right: str
    by: MatchedBy
    score: float | None = None


def pairs(ties: Iterable[Tie]) -> list[Pair]:
    return [
        Pair(
            left=tie.left[0],
            right=tie.right[0],
            links=(
                Link(
                    match=Match(left=(tie.left,), right=(tie.right,), matched_by=tie.by, score=tie.score),
                    judgement=Judgement(relation=Relation.MIXED),
                    fingerprint="",
                ),
            ),
            gaps=(),
        )
        for tie in ties
    ]


def laid(clauses: Sequence[str], ties: Sequence[Tie]) -> tuple[Row, ...]:
    prepared = {
        f"{one[0]}#{one}": Prepared(
            clause=Clause(plan=one[0], id=one, provision=one, text=f"text of {one}"), readings=()
        )
        for one in clauses
    }
    return rows(sorted({one[0] for one in clauses}), pairs(ties), prepared, Vocabulary())


def together(found: Iterable[Row]) -> set[frozenset[str]]:
    return {frozenset(id_ for _, ids in row.cells for id_ in ids) for row in found}


CLAUSES = st.lists(st.tuples(st.sampled_from(PLANS), st.integers(0, 4)).map(lambda one: f"{one[0]}{one[1]}"),
                   unique=True, max_size=18)  # fmt: skip


@st.composite
def records(draw: st.DrawFn) -> tuple[list[str], list[Tie]]:
    clauses = draw(CLAUSES)
    edges = [(x, y) for x in clauses for y in clauses if x[0] < y[0]]
    chosen = draw(st.lists(st.sampled_from(edges), unique=True, max_size=14)) if edges else []
    ways = st.sampled_from([MatchedBy.NORM, MatchedBy.ISSUE, MatchedBy.TEXT, MatchedBy.PINNED])
    return clauses, [Tie(x, y, draw(ways), 0.5) for x, y in chosen]


@given(records())
def test_every_clause_stands_in_one_row(record: tuple[list[str], list[Tie]]) -> None:
    found = [id_ for row in laid(*record) for _, ids in row.cells for id_ in ids]
    assert sorted(found) == sorted(record[0])


@given(records(), st.randoms(use_true_random=False))
def test_order_of_clauses_and_links_changes_no_row(record: tuple[list[str], list[Tie]], dice: object) -> None:
    clauses, ties = list(record[0]), list(record[1])
    dice.shuffle(clauses)  # type: ignore[attr-defined]
    dice.shuffle(ties)  # type: ignore[attr-defined]
    assert together(laid(clauses, ties)) == together(laid(*record))


@given(records())
def test_a_plan_moves_only_clauses_it_is_linked_to(record: tuple[list[str], list[Tie]]) -> None:
    clauses, ties = record
    reached = {one for one in clauses if one[0] == "e"}
    for _ in clauses:
        for tie in ties:
            if {tie.left, tie.right} & reached:
                reached |= {tie.left, tie.right}
    without = laid([one for one in clauses if one[0] != "e"], [tie for tie in ties if "e" not in tie.right])
    untouched = {group for group in together(laid(*record)) if not group & reached}
    assert untouched == {group for group in together(without) if not group & reached}


def test_no_chain_of_weak_likenesses_joins_unlike_clauses() -> None:
    chain = [Tie(f"{x}1", f"{y}1", MatchedBy.TEXT, 0.25) for x, y in pairwise(PLANS)]
    found = together(laid([f"{plan}1" for plan in PLANS], chain))
    assert not any({"a1", "e1"} <= group for group in found)
    assert max(map(len, found)) <= 3


def test_clauses_that_all_answer_each_other_are_one_row() -> None:
    every = [Tie(f"{x}1", f"{y}1", MatchedBy.TEXT, 0.25) for x in PLANS for y in PLANS if x < y]
    assert together(laid([f"{plan}1" for plan in PLANS], every)) == {frozenset(f"{plan}1" for plan in PLANS)}


def test_a_link_of_two_plans_is_a_row() -> None:
    split = [Tie("a1", "b1", MatchedBy.TEXT, 0.21), Tie("a1", "b2", MatchedBy.TEXT, 0.31)]
    assert together(laid(["a1", "b1", "b2", "b3"], split)) == {frozenset(("a1", "b1", "b2")), frozenset(("b3",))}


TEXTS = ("The fleet leaves the harbour within thirty days.", "Tolls on grain are cut by half.",
         "Schools teach both tongues.", "Judges serve for ten years.", "The bridge opens in spring.")  # fmt: skip


def plan(name: str, texts: Sequence[str]) -> Plan:
    return Plan(
        id=name,
        title=name,
        provisions=tuple(
            Provision(id=f"{n}", clauses=(Clause(plan=name, id=f"{n}", provision=f"{n}", text=text),))
            for n, text in enumerate(texts)
        ),
    )


def test_clauses_without_an_issue_get_rows_by_alignment() -> None:
    workspace = Workspace(
        plans=(
            plan("first", TEXTS),
            plan("second", ("Schools teach both tongues and one more.", "The fleet leaves the harbour in 30 days.")),
            plan("third", ("Within thirty days the fleet is to leave the harbour.", "Bells are rung at noon.")),
        )
    )
    found = [{f"{name}#{one}" for name, ids in row.cells for one in ids} for row in compare(workspace).rows]
    assert {"first#0", "second#1", "third#0"} in found
    assert {"first#2", "second#0"} in found
    assert {"third#1"} in found
