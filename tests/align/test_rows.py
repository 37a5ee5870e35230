"""Rows of many plans at once: no base, no order, no chains, and nothing moved that a new plan has no link to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise, permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparer.align.rows import build_alignment_rows
from comparer.model.findings import AlignmentRow, Judgement, Link, Match, PlanPair
from comparer.model.plan import Clause, Plan, Provision
from comparer.model.relation import MatchedBy, Relation
from comparer.model.workspace import LinkDecision, Workspace
from comparer.norms.relate import CanonicalClause, to_canonical_clause
from comparer.norms.vocabulary import Vocabulary
from comparer.pipeline.compare import compare
from tests.factories.norms import VILLAGE, clause, norm, question, with_questions

PLANS = "abcde"


@dataclass(frozen=True)
class Tie:
    """A link of two clauses, each written as its plan's letter and a number: a1, b3."""

    left: str
    right: str
    by: MatchedBy
    score: float | None = None


def pairs(ties: Iterable[Tie]) -> list[PlanPair]:
    return [
        PlanPair(
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


def laid(clauses: Sequence[str], ties: Sequence[Tie]) -> tuple[AlignmentRow, ...]:
    prepared = {
        f"{clause[0]}#{clause}": CanonicalClause(
            clause=Clause(plan=clause[0], id=clause, provision=clause, text=f"text of {clause}"), labelled_norms=()
        )
        for clause in clauses
    }
    return build_alignment_rows(sorted({clause[0] for clause in clauses}), pairs(ties), prepared, Vocabulary())


def together(result: Iterable[AlignmentRow]) -> set[frozenset[str]]:
    return {frozenset(id_ for _, ids in row.cells for id_ in ids) for row in result}


CLAUSES = st.lists(st.tuples(st.sampled_from(PLANS), st.integers(0, 4)).map(lambda item: f"{item[0]}{item[1]}"),
                   unique=True, max_size=18)  # fmt: skip


@st.composite
def records(draw: st.DrawFn) -> tuple[list[str], list[Tie]]:
    clauses = draw(CLAUSES)
    edges = [(x, y) for x in clauses for y in clauses if x[0] < y[0]]
    chosen = draw(st.lists(st.sampled_from(edges), unique=True, max_size=14)) if edges else []
    ways = st.sampled_from([MatchedBy.NORM, MatchedBy.QUESTION, MatchedBy.TEXT, MatchedBy.PINNED])
    return clauses, [Tie(x, y, draw(ways), 0.5) for x, y in chosen]


@given(records())
def test_every_clause_stands_in_one_row(record: tuple[list[str], list[Tie]]) -> None:
    result = [id_ for row in laid(*record) for _, ids in row.cells for id_ in ids]
    assert sorted(result) == sorted(record[0])


@given(records(), st.randoms(use_true_random=False))
def test_order_of_clauses_and_links_changes_no_row(record: tuple[list[str], list[Tie]], dice: object) -> None:
    clauses, ties = list(record[0]), list(record[1])
    dice.shuffle(clauses)  # type: ignore[attr-defined]
    dice.shuffle(ties)  # type: ignore[attr-defined]
    assert together(laid(clauses, ties)) == together(laid(*record))


@given(records())
def test_a_plan_moves_only_clauses_it_is_linked_to(record: tuple[list[str], list[Tie]]) -> None:
    clauses, ties = record
    reached = {clause for clause in clauses if clause[0] == "e"}
    for _ in clauses:
        for tie in ties:
            if {tie.left, tie.right} & reached:
                reached |= {tie.left, tie.right}
    without = laid([clause for clause in clauses if clause[0] != "e"], [tie for tie in ties if "e" not in tie.right])
    untouched = {group for group in together(laid(*record)) if not group & reached}
    assert untouched == {group for group in together(without) if not group & reached}


def test_no_chain_of_weak_likenesses_joins_unlike_clauses() -> None:
    chain = [Tie(f"{x}1", f"{y}1", MatchedBy.TEXT, 0.25) for x, y in pairwise(PLANS)]
    result = together(laid([f"{plan}1" for plan in PLANS], chain))
    assert not any({"a1", "e1"} <= group for group in result)
    assert max(map(len, result)) <= 3


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
    result = [{f"{name}#{item}" for name, ids in row.cells for item in ids} for row in compare(workspace).rows]
    assert {"first#0", "second#1", "third#0"} in result
    assert {"first#2", "second#0"} in result
    assert {"third#1"} in result


# --- what a row is called, and where it stands ------------------------------------------------------------------------


def c(name: str, item: Any = None, **more: Any) -> Clause:
    """A clause whose plan is the first letter of its name."""
    return clause(name, item, plan=name[0], **more)


SALE, PAYMENT = norm(), norm(act="pay", objects="carts")
SOLD, PRICED, PAID = question("who-sells"), question("what-price"), question("who-pays", "dues")
UNASKED = with_questions(SOLD, PRICED)
"""Words in which the issue of the sale has two questions: a clause on it that declares none answers neither."""


def rows(words: Vocabulary, clauses: Sequence[Clause], *ties: Tie) -> list[AlignmentRow]:
    prepared = {clause.ref: to_canonical_clause(clause, words) for clause in clauses}
    return list(build_alignment_rows(sorted({clause.plan for clause in clauses}), pairs(ties), prepared, words))


def build_rows(clauses: Sequence[Clause], *ties: Tie) -> list[AlignmentRow]:
    """Rows of clauses of which nobody said what they answer."""
    return rows(UNASKED, clauses, *ties)


def norms(*ends: str) -> list[Tie]:
    return [Tie(ends[0], other, MatchedBy.NORM) for other in ends[1:]]


def test_a_row_is_a_question_with_its_words_and_holds_its_clauses_whatever_their_links() -> None:
    words = with_questions(SOLD, PRICED, PAID)
    result = rows(words, [
        c("a1", SALE, questions=("what-price",)), c("a2", SALE, questions=("who-sells", "who-pays"), issue="watch"),
        c("b1", PAYMENT, issue="dues"), c("b2", SALE, questions=("who-sells",)),
        c("b3", SALE, questions=("who-sells",)), c("b4", SALE, issue="land"), c("b5", SALE, issue="watch"),
    ], Tie("a1", "b1", MatchedBy.PINNED))  # fmt: skip
    assert [(row.id, row.issue, row.label, row.question, row.cells) for row in result] == [
        ("who-sells", "land.sale", "Who-Sells", "Who-Sells?", (("a", ("a2",)), ("b", ("b2", "b3")))),
        ("what-price", "land.sale", "What-Price", "What-Price?", (("a", ("a1",)), ("b", ()))),
        ("who-pays", "dues", "Who-Pays", "Who-Pays?", (("a", ("a2",)), ("b", ("b1",)))),
        # an issue without a question is a question itself, after those that are written, in the order of the tree
        ("land", "land", "Land", "", (("a", ()), ("b", ("b4",)))),
        ("watch", "watch", "Watch", "", (("a", ()), ("b", ("b5",)))),
    ]


def test_clauses_that_answer_nothing_by_name_have_rows_of_their_own_named_by_issue_and_act() -> None:
    result = build_rows([
        c("a1", SALE, text="fox"), c("a2", SALE, text="dog"), c("a3", SALE, text="hen"), c("a4", issue=""),
        c("a5", SALE, questions=("what-price",)),
    ])  # fmt: skip
    assert [(item.id, item.issue, item.label, item.question, item.cells) for item in result] == [
        ("what-price", "land.sale", "What-Price", "What-Price?", (("a", ("a5",)),)),
        ("land.sale:sell", "land.sale", "Land.Sale", "", (("a", ("a2",)),)),
        ("land.sale:sell-2", "land.sale", "Land.Sale", "", (("a", ("a1",)),)),
        ("land.sale:sell-3", "land.sale", "Land.Sale", "", (("a", ("a3",)),)),
        ("no-issue:text", "", "", "", (("a", ("a4",)),)),
    ]


def test_such_rows_of_an_issue_come_by_their_first_plan_then_by_their_first_words() -> None:
    spread = [c("a1", SALE, text="zulu"), c("c1", SALE, text="alpha"), c("b1", SALE, text="mike")]
    assert [row.cells[0][1] + row.cells[1][1] for row in build_rows(spread, *norms("a1", "c1"))] == [("a1",), ("b1",)]
    words = [c("a2", SALE, text="mike"), c("a1", SALE, text="alpha"), c("b1", SALE, text="zulu")]
    assert [row.cells[0][1] for row in build_rows(words, *norms("a1", "b1"))] == [("a1",), ("a2",)]


@pytest.mark.parametrize(
    ("issues", "wanted"),
    [(("land", "dues", "dues"), "dues"), (("dues", "land", "watch"), "land"), (("dues", "land", "land"), "land")],
)
def test_such_a_row_has_the_issue_of_most_of_its_clauses_or_the_first_of_the_tree(
    issues: tuple[str, ...], wanted: str
) -> None:
    twofold = with_questions(
        *(question(f"{kind}-{issue}", issue) for issue in ("land", "dues", "watch") for kind in "ab")
    )
    names = ("a1", "b1", "c1")
    clauses = [c(name, SALE, issue=issue) for name, issue in zip(names, issues, strict=True)]
    (row,) = rows(twofold, clauses, *norms(*names))
    assert row.issue == wanted


@pytest.mark.parametrize(("acts", "wanted"), [(("pay", "sell", "pay"), "pay"), (("pay", "sell", "keep"), "sell")])
def test_such_a_row_has_the_act_of_most_of_its_clauses(acts: tuple[str, ...], wanted: str) -> None:
    names = ("a1", "b1", "c1")
    (row,) = build_rows([c(name, norm(act=act)) for name, act in zip(names, acts, strict=True)], *norms(*names))
    assert row.id == f"land.sale:{wanted}"


def test_clauses_of_a_plan_stand_in_a_cell_in_the_order_of_its_file() -> None:
    names = ("b9", "b1", "b5", "b7", "b3")
    (row,) = build_rows([c("a1", SALE), *(c(name, SALE) for name in names)], *norms("a1", *names))
    assert row.cells == (("a", ("a1",)), ("b", names))


@pytest.mark.parametrize(
    ("by", "score", "joined"),
    [
        (MatchedBy.PINNED, None, True),
        (MatchedBy.NORM, None, True),
        (MatchedBy.QUESTION, None, True),
        (MatchedBy.TEXT, 1.0, True),
        (MatchedBy.TEXT, 0.99, True),
        (MatchedBy.TEXT, 0.96, False),
        (MatchedBy.TEXT, 0.8, False),
        (MatchedBy.TEXT, None, False),
    ],
)
def test_who_answers_one_of_two_is_joined_where_the_tie_is_twice_as_strong_as_is_enough(
    by: MatchedBy, score: float | None, joined: bool
) -> None:
    first = Tie("a1", "b1", MatchedBy.PINNED)
    result = together(laid(["a1", "b1", "c1"], [first, Tie("b1", "c1", by, score)]))
    assert (frozenset(("a1", "b1", "c1")) in result) is joined


def test_of_two_equal_ties_the_first_words_decide_and_no_order() -> None:
    ties = [Tie("a1", "b1", MatchedBy.TEXT, 0.25), Tie("a1", "c1", MatchedBy.TEXT, 0.25)]
    for clauses in permutations(("a1", "b1", "c1")):
        for listed in permutations(ties):
            assert together(laid(clauses, listed)) == {frozenset(("a1", "b1")), frozenset(("c1",))}


def test_what_leaves_a_question_for_later_stands_in_its_row() -> None:
    parts = (
        ("p", (clause("1", norm("defers", "", ())), clause("2", PAYMENT, issue="dues"))),
        ("q", (clause("1", SALE, plan="q"), clause("2", PAYMENT, plan="q", issue="dues"))),
    )
    plans = tuple(
        Plan(id=name, title=name, provisions=tuple(Provision(id=clause.id, clauses=(clause,)) for clause in clauses))
        for name, clauses in parts
    )
    findings = compare(Workspace(plans=plans, vocabulary=VILLAGE))
    assert [row.cells for row in findings.rows] == [(("p", ("1",)), ("q", ("1",))), (("p", ("2",)), ("q", ("2",)))]


@pytest.mark.parametrize("reason", ["deferral", "the same matter", ""])
def test_the_words_of_a_pin_change_no_row(reason: str) -> None:
    plans = tuple(
        Plan(id=name, title=name, provisions=(Provision(id="1", clauses=(clause("1", SALE, plan=name),)),))
        for name in ("p", "q")
    )
    pin = LinkDecision(left=("p#1",), right=("q#1",), reason=reason)
    findings = compare(Workspace(plans=plans, vocabulary=VILLAGE, link_decisions=(pin,)))
    assert [row.cells for row in findings.rows] == [(("p", ("1",)), ("q", ("1",)))]
