"""Why a clause stays without an answer: the first reason that applies."""

from __future__ import annotations

from typing import Any

import pytest

from comparer.model.findings import Gap, PlanPair, compute_fingerprint
from comparer.model.norm import Norm
from comparer.model.plan import Clause, ClauseState, Coverage, Plan, PlanKind, Provision
from comparer.model.relation import GapKind
from comparer.model.source import Attestation
from comparer.model.workspace import LinkDecision, Workspace
from comparer.pipeline.compare import compare as compare_plans
from comparer.pipeline.compare import compare_pair, to_canonical_clauses
from tests.factories.norms import VILLAGE, WORDS, clause, exactly, line, norm, plan, when


def q(name: str, item: Any = None, **more: Any) -> Clause:
    return clause(name, item, plan="q", **more)


def compare(left: Plan, right: Plan) -> PlanPair:
    space = Workspace(plans=(left, right), vocabulary=VILLAGE)
    return compare_pair(space, left, right, to_canonical_clauses((left, right), WORDS), WORDS)


def gaps(left: Plan, right: Plan) -> tuple[Gap, ...]:
    return compare(left, right).gaps


MEET = norm(act="meet", objects="carts")
LATER = norm("defers", "", ())
STRUCK, MOVED = {"state": ClauseState.STRUCK}, {"state": ClauseState.MOVED}
POSITION: dict[str, Any] = {"kind": PlanKind.POSITION}
PARTIAL: dict[str, Any] = {"coverage": Coverage.PARTIAL}
SUCCESSOR: dict[str, Any] = {"derived_from": ("p",)}
CASES: list[tuple[str, tuple[Clause, ...], dict[str, Any], str, tuple[str, ...]]] = [
    # what it shows, the other plan, why the clause is missing there, by which clauses
    ("nothing there", (), {}, "absent", ()),
    ("nothing on it", (q("1", MEET, issue="watch"),), {}, "absent", ()),
    ("known in part", (), PARTIAL, "unreported", ()),
    ("a position", (), POSITION | PARTIAL, "silent", ()),
    # struck: the same doing, or in words the same question; not its whole issue
    ("struck", (q("1", norm(), **STRUCK),), POSITION, "struck", ("1",)),
    ("struck in a part of it", (q("1", norm(objects="north"), **STRUCK),), PARTIAL, "struck", ("1",)),
    ("struck for another receiver", (q("1", norm(beneficiaries="cy"), **STRUCK),), {}, "struck", ("1",)),
    ("struck in words", (q("1", **STRUCK),), {}, "struck", ("1",)),
    ("struck in words on the issue above", (q("1", **STRUCK, issue="land"),), {}, "absent", ()),
    ("something below struck", (q("1", **STRUCK, issue="land.sale.price"),), {}, "absent", ()),
    ("another doing struck", (q("1", MEET, **STRUCK),), {}, "absent", ()),
    ("another act on it struck", (q("1", norm(act="pay"), **STRUCK),), {}, "absent", ()),
    ("the act on something else struck", (q("1", norm(objects="mill"), **STRUCK),), {}, "absent", ()),
    ("a deferral struck", (q("1", LATER, **STRUCK),), {}, "absent", ()),
    ("the doing struck under another issue", (q("1", norm(), **STRUCK, issue="dues"),), {}, "struck", ("1",)),
    ("struck twice", (q("1", norm(), **STRUCK), q("2", norm("may"), **STRUCK)), {}, "struck", ("1",)),
    ("struck, of what is elsewhere left for later", (q("1", LATER), q("2", norm(), **STRUCK)), {}, "struck", ("2",)),
    # made from this text, or an answer to it: what it leaves out it strikes, as far as all of it is known
    ("left out of a later draft", (), SUCCESSOR, "struck", ()),
    ("left out of an answer", (), {"answers": ("p",)}, "struck", ()),
    ("left out of a later draft that is a position", (), SUCCESSOR | POSITION, "struck", ()),
    ("left out of what is known of a later draft", (), SUCCESSOR | PARTIAL, "unreported", ()),
    ("the printed point is struck in words", (q("1", **STRUCK, issue="watch"),), SUCCESSOR, "struck", ("1",)),
    ("another doing is struck under the number", (q("1", MEET, **STRUCK, issue="watch"),), SUCCESSOR, "struck", ()),
    ("an answer counts its own points", (q("1", **STRUCK, issue="watch"),), {"answers": ("p",)}, "struck", ()),
    ("the printed point is struck in another text", (q("1", **STRUCK, issue="watch"),), {}, "absent", ()),
    ("held by a broader clause", (q("1", norm(objects="estate")),), {}, "", ()),
    # half encoded: nobody knows yet
    ("beside words without a norm", (q("1", issue="watch"),), {}, "unmatched", ()),
    ("beside a clause without a question", (q("1", MEET, issue=""),), {}, "unmatched", ()),
    ("beside words that leave something else for later", (q("1", state=ClauseState.DEFERRED, issue="watch"),), {},
     "absent", ()),
    ("beside words to which the parties come back", (q("1", state=ClauseState.TO_BE_REVISITED, issue="watch"),), {},
     "unmatched", ()),
    ("another number is struck in words", (q("9", **STRUCK, issue="watch"),), SUCCESSOR, "struck", ()),
    ("answered", (q("1", norm()),), {}, "", ()),
    ("answered by another doing", (q("1", norm(act="pay")),), {}, "", ()),
]  # fmt: skip


@pytest.mark.parametrize(
    ("other", "fields", "kind", "by"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_why_a_clause_is_missing(
    other: tuple[Clause, ...], fields: dict[str, Any], kind: str, by: tuple[str, ...]
) -> None:
    given, across = plan(clause("1", norm())), plan(*other, name="q", **fields)
    for result in (gaps(given, across), gaps(across, given)):
        mine = [item for item in result if item.plan == "p"]
        assert [(item.clause, item.missing_from, item.kind.value, item.answered_by) for item in mine] == (
            [("1", "q", kind, by)] if kind else []
        )


@pytest.mark.parametrize(
    ("deferring", "is_answered"),
    [
        (q("1", LATER), True),
        (q("1", norm("defers")), True),
        (q("1", norm("defers", by="bo", objects="north")), True),
        (q("1", None, state=ClauseState.DEFERRED), True),
        (q("1", norm(), **MOVED), True),
        (q("1", None, **MOVED), True),
        (q("1", LATER, issue="land"), False),  # the question above is another question
        (q("1", LATER, issue="dues"), False),
        (q("1", norm(), **MOVED, issue="dues"), False),
        (q("1", norm("defers", "pay", "mill")), False),  # a deferral that names an act puts off that act alone
        (q("1", MEET, **MOVED), False),
    ],
)
def test_what_leaves_a_question_for_later_answers_it_by_a_link_and_no_gap(deferring: Clause, is_answered: bool) -> None:
    left, right = plan(clause("1", norm())), plan(deferring, name="q")
    pair = compare(left, right)
    if is_answered:
        assert [(link.match.left, link.match.right, link.judgement.relation.value) for link in pair.links] == [
            (("1",), ("1",), "deferred")
        ]
        assert pair.gaps == ()
        (back,) = compare(right, left).links
        assert back.judgement.relation.value == "settled"
    else:
        assert "deferred" not in [link.judgement.relation.value for link in pair.links]


@pytest.mark.parametrize(
    ("taken", "clause_norm", "kind"),
    [
        (q("1", LATER), norm(act="pay", objects="carts"), "deferred"),
        (q("1", None, state=ClauseState.DEFERRED), norm(act="pay", objects="carts"), "deferred"),
        (q("1", None, **MOVED), norm(act="pay", objects="carts"), "deferred"),
        (q("1", norm("defers")), norm(act="hand-over", objects="north"), "deferred"),
        (q("1", norm("defers")), norm(act="pay", objects="carts"), "absent"),
        (q("1", norm("defers")), norm(act="pay", objects="field"), "absent"),
        (q("1", norm(), **MOVED), norm("may"), "deferred"),
        (q("1", norm(), **MOVED), norm(act="pay", objects="carts"), "absent"),
        (q("1", norm()), norm(act="pay", objects="carts"), "absent"),
        (q("1", LATER, issue="dues"), norm(act="pay", objects="carts"), "absent"),
    ],
)
def test_what_leaves_a_question_for_later_and_was_given_to_another_clause_still_defers_this(
    taken: Clause, clause_norm: Norm, kind: str
) -> None:
    """A person linked the deferral with one clause; a second clause of its question is put off by it all the same."""
    left, right = plan(clause("1", norm()), clause("2", clause_norm)), plan(taken, name="q")
    pinned = LinkDecision(left=("p#1",), right=("q#1",))
    asks = line(norm(act="pay", objects="carts"), party="bo")
    space = Workspace(plans=(left, right), vocabulary=VILLAGE, link_decisions=(pinned,), red_lines=(asks,))
    pair = compare_pair(space, left, right, to_canonical_clauses((left, right), WORDS), WORDS)
    mine = [(gap.clause, gap.kind.value) for gap in pair.gaps if gap.plan == "p"]
    assert mine == [("2", "unmatched" if kind == "absent" and not taken.norm and taken.is_live else kind)]
    if kind == "deferred":
        assert pair.gaps[0].answered_by == ("1",)
        interest = pair.gaps[0].interest
        assert interest
        assert interest.against == (("bo",) if clause_norm.act == "pay" else ())


def test_a_number_struck_in_the_text_that_this_one_was_made_from_says_nothing_of_this_one() -> None:
    source, revision = plan(q("1", **STRUCK, issue="watch"), name="q"), plan(clause("1", norm()), derived_from=("q",))
    assert [(gap.plan, gap.kind.value) for gap in gaps(revision, source)] == [("p", "absent")]


BO_ASKS = line(norm(), party="bo")


@pytest.mark.parametrize(
    ("other", "fields", "kind", "served"),
    [
        ((), {}, "absent", ("ada", "bo")),
        ((q("1", norm(), **STRUCK),), {}, "struck", ("ada", "bo")),
        ((), SUCCESSOR, "struck", ("ada", "bo")),
        # where nothing is known or said, nobody has gained or lost
        ((), PARTIAL, "unreported", None),
        ((), POSITION, "silent", None),
        ((q("1", issue="watch"),), {}, "unmatched", None),
    ],
)
def test_whom_it_helps_that_a_clause_is_missing(
    other: tuple[Clause, ...], fields: dict[str, Any], kind: str, served: tuple[str, str] | None
) -> None:
    left, right = plan(clause("1", norm())), plan(*other, name="q", **fields)
    space = Workspace(plans=(left, right), vocabulary=VILLAGE, red_lines=(BO_ASKS,))
    result = compare_pair(space, left, right, to_canonical_clauses((left, right), WORDS), WORDS).gaps
    (mine,) = (gap for gap in result if gap.plan == "p")
    assert mine.kind.value == kind
    assert (mine.interest and (*mine.interest.favours, *mine.interest.against)) == served


def test_a_part_that_a_broader_clause_holds_is_covered_where_it_is_no_counterpart() -> None:
    """A person said that the two are no counterparts: still the broader ban holds the narrower."""
    left, right = plan(clause("1", norm("must-not", objects="north"))), ("p#1",)
    forbidden = LinkDecision(left=right, right=("q#1",), cannot_link=True)

    def kind_beside(other: Norm) -> list[tuple[str, tuple[str, ...]]]:
        across = plan(q("1", other), name="q")
        space = Workspace(plans=(left, across), vocabulary=VILLAGE, link_decisions=(forbidden,))
        pair = compare_pair(space, left, across, to_canonical_clauses((left, across), WORDS), WORDS)
        return [(gap.kind.value, gap.answered_by) for gap in pair.gaps if gap.plan == "p"]

    for other in (
        norm("must-not", objects="estate"),
        norm("must-not", objects="estate", by=("ada", "bo")),
        norm("must-not", "leave", "estate"),  # who must not leave the estate must not sell a part of it
    ):
        assert kind_beside(other) == [("covered", ("1",))]
    for other in (
        norm("must-not", objects="mill"),
        norm("may", objects="estate"),
        norm("must-not", objects="estate", by="bo"),
        norm("must-not", objects="estate", conditions=when("flood")),
        norm("must-not", "pay", "estate"),
        norm("must-not", objects="estate", beneficiaries="cy"),
        norm("must-not", objects="estate", manners="in-part"),
        norm("must-not", objects="estate", consent="bo"),
        norm("must-not", objects="estate", status="barn"),
        norm("must-not", objects="estate", quantities=exactly("sum", 5)),
    ):
        assert kind_beside(other) == [("absent", ("1",))]


@pytest.mark.parametrize(
    ("broad", "narrow", "kind"),
    [
        (norm("must-not", objects="estate"), norm("must-not"), "covered"),
        (norm("must-not", "leave", "estate"), norm("must-not"), "covered"),
        (norm("must-not", objects="estate"), norm("must-not", "leave"), "absent"),
        (norm(objects="estate"), norm(act="leave"), "covered"),
        (norm(act="leave", objects="estate"), norm(), "absent"),
        (norm("may", objects="estate"), norm("may"), "covered"),
    ],
)
def test_what_a_broader_clause_on_another_question_holds_is_covered(broad: Norm, narrow: Norm, kind: str) -> None:
    """No clause of the other text is on the question; one on another holds what this one says, and more."""
    given, across = plan(clause("1", narrow)), plan(q("1", broad, issue="dues"), name="q")
    assert [gap.kind.value for gap in gaps(given, across) if gap.plan == "p"] == [kind]


@pytest.mark.parametrize(
    ("broad", "narrow", "is_covered"),
    [
        ({"beneficiaries": ("bo", "cy")}, {"beneficiaries": "bo"}, True),
        ({"beneficiaries": "bo"}, {"beneficiaries": "cy"}, False),
        ({}, {"beneficiaries": "bo"}, True),
        ({"objects": ()}, {"objects": ()}, False),  # nothing is named that could hold a part
        ({}, {"quantities": exactly("time", 5)}, False),
    ],
)
def test_what_is_covered_is_covered_in_whom_it_serves(broad: Any, narrow: Any, is_covered: bool) -> None:
    left = plan(clause("1", norm("must-not", **{"objects": "north", **narrow})))
    right = plan(q("1", norm("must-not", **{"objects": "estate", **broad})), name="q")
    forbidden = LinkDecision(left=("p#1",), right=("q#1",), cannot_link=True)
    space = Workspace(plans=(left, right), vocabulary=VILLAGE, link_decisions=(forbidden,))
    result = compare_pair(space, left, right, to_canonical_clauses((left, right), WORDS), WORDS).gaps
    assert [gap.kind.value for gap in result if gap.plan == "p"] == ["covered" if is_covered else "absent"]


def test_struck_and_moved_clauses_miss_nothing_themselves() -> None:
    given = plan(clause("1", norm(), **STRUCK), clause("2", norm(), **MOVED))
    assert gaps(given, plan(name="q")) == ()


def test_the_name_of_a_gap_stays() -> None:
    """People's decisions are kept under it."""
    (result,) = gaps(plan(clause("1", norm())), plan(name="q"))
    assert result.fingerprint == compute_fingerprint("gap", "p#1", "q")


def test_a_clause_deferred_by_one_of_two_that_answer_is_no_gap() -> None:
    given = plan(clause("1", norm()))
    across = plan(q("1", norm("defers", objects="north")), q("2", norm(objects="south")), name="q")
    assert [gap for gap in gaps(given, across) if gap.plan == "p"] == []


def test_gaps_stand_left_first_in_the_order_of_the_file_each_with_a_name() -> None:
    left = plan(clause("b", norm()), clause("a", MEET, issue="watch"))
    right = plan(q("1", norm(act="pay", objects="mill"), issue="dues"), name="q")
    result = gaps(left, right)
    assert [(item.plan, item.clause) for item in result] == [("p", "b"), ("p", "a"), ("q", "1")]
    assert len({item.fingerprint for item in result}) == 3
    assert {item.fingerprint for item in result} == {gap.fingerprint for gap in gaps(right, left)}


@pytest.mark.parametrize(
    ("point", "made_from", "coverage", "kind"),
    [
        ("1", "", Coverage.PARTIAL, "absent"),  # a number of another text is another point
        ("9", "p#1", Coverage.PARTIAL, "unreported"),  # a clause made from it stands in a point known in part
        ("9", "", Coverage.PARTIAL, "absent"),  # a partial point reopens no other point
        ("1", "", Coverage.COMPLETE, "absent"),
        ("1", "", None, "absent"),
    ],
)
def test_a_point_known_in_part_leaves_open_what_that_point_says(
    point: str, made_from: str, coverage: Coverage | None, kind: str
) -> None:
    spoken = q("1", norm(act="meet", objects="carts", by="cy"), issue="watch", made_from=made_from)
    across = Plan(id="q", title="q", provisions=(Provision(id=point, coverage=coverage, clauses=(spoken,)),))
    (result,) = [gap for gap in gaps(plan(clause("1", norm())), across) if gap.plan == "p"]
    assert result.kind.value == kind
    given = plan(clause("1", norm()), derived_from=("q",))
    (result,) = [gap for gap in gaps(given, across) if gap.plan == "p"]
    assert result.kind.value == ("unreported" if point == "1" and coverage is Coverage.PARTIAL else kind)
    drawn = Plan(id="q", title="q", derived_from=("p",), provisions=across.provisions)
    (result,) = [gap for gap in gaps(plan(clause("1", norm())), drawn) if gap.plan == "p"]
    is_open = kind == "unreported" or (point == "1" and coverage is Coverage.PARTIAL)
    assert result.kind.value == ("unreported" if is_open else "struck")


@pytest.mark.parametrize(
    ("fields", "other", "wanted"),
    [
        ({}, (), "high"),
        ({"evidence": "B"}, (), "medium"),
        ({"known": Attestation.REPORTED}, (), "medium"),
        ({"state": ClauseState.CONTESTED}, (), "low"),
        ({}, (q("1", issue="watch"),), "low"),  # half encoded: nobody can tell yet
    ],
)
def test_a_gap_is_as_sure_as_its_clause_and_low_where_nothing_was_encoded(
    fields: dict[str, Any], other: tuple[Clause, ...], wanted: str
) -> None:
    (result,) = [gap for gap in gaps(plan(clause("1", norm(), **fields)), plan(*other, name="q")) if gap.plan == "p"]
    assert result.confidence.value == wanted


def test_what_is_struck_for_one_receiver_strikes_nothing_for_another() -> None:
    """The right text no longer gives the field to Cy; that the left gives it to Bo it does not speak of."""
    for struck, kind in (("cy", "absent"), ("bo", "struck"), (("bo", "cy"), "struck")):
        given = plan(clause("1", norm(beneficiaries="bo")))
        across = plan(clause("1", norm(beneficiaries=struck), plan="q", **STRUCK, issue="dues"), name="q")
        assert [gap.kind.value for gap in gaps(given, across) if gap.plan == "p"] == [kind]


@pytest.mark.parametrize("state", list(ClauseState))
@pytest.mark.parametrize(
    "other", [(None, "watch"), (MEET, ""), (MEET, "watch")], ids=["no norm", "no question", "both"]
)
def test_a_report_names_as_half_encoded_the_plans_beside_which_the_gaps_are_not_sure(
    state: ClauseState, other: tuple[Norm | None, str]
) -> None:
    """Figures and gaps go by one law: a plan that is not named is one of which the engine says that it has nothing."""
    given, across = plan(clause("1", norm())), plan(q("1", other[0], state=state, issue=other[1]), name="q")
    findings = compare_plans(Workspace(plans=(given, across), vocabulary=VILLAGE))
    (gap,) = (gap for pair in findings.pairs for gap in pair.gaps if gap.plan == "p")
    assert gap.kind in (GapKind.UNMATCHED, GapKind.ABSENT)
    assert findings.half_encoded_plans == (("q",) if gap.kind is GapKind.UNMATCHED else ())
