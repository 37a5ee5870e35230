"""The whole comparison of small plans: the published order, what is shared, what is chosen and narrowed."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest

from comparer.findings.filter import narrow_findings
from comparer.findings.order import IssueOrder, build_issue_order
from comparer.model.explanation import explain
from comparer.model.findings import Deadlock, Findings, Match, Narrowing, Verdict, compute_fingerprint
from comparer.model.plan import Clause, ClauseState, Plan, Reaction
from comparer.model.redline import LineDemand, LineNorm, LineVersion, RedLine, Strength
from comparer.model.relation import Confidence, MatchedBy, Relation, VerdictKind
from comparer.model.source import Attestation, Source
from comparer.model.workspace import LinkDecision, Workspace
from comparer.norms.vocabulary import Vocabulary
from comparer.pipeline.assess import newest_record_date
from comparer.pipeline.compare import (
    PairChoice,
    PairSelection,
    RunSupport,
    align_pair,
    compare,
    to_canonical_clauses,
)
from tests.factories.english import english
from tests.factories.norms import VILLAGE, WORDS, clause, exactly, line, norm, plan, rule, told_by


def space(*plans: Plan, **more: Any) -> Workspace:
    return Workspace(plans=plans, vocabulary=VILLAGE, **more)


def q(name: str, item: Any = None, **more: Any) -> Clause:
    return clause(name, item, plan="q", **more)


def of(*clauses: Clause, **more: Any) -> Plan:
    return plan(*clauses, name="q", **more)


# --- what comes first -------------------------------------------------------------------------------------------------

LINES = [
    line(issue=issue, id=f"{party}-{issue}", party=party)
    for issue in ("land", "land.sale", "dues", "watch")
    for party in ("ada", "bo")
]


def verdict_on(
    issue: str, party: str, plan_: str = "p", kind: str = "breached", strength: str = "absolute", **more: Any
) -> Verdict:
    return Verdict(
        plan=plan_, party=party, line=f"{party}#{party}-{issue}", kind=VerdictKind(kind), strength=strength,
        confidence=Confidence.HIGH, rule="", explanation=explain(""), **more,
    )  # fmt: skip


def stuck(issue: str, possible: bool = False, strength: str = "absolute") -> Deadlock:
    return Deadlock(left="a", right="b", issue=issue, possible=possible, explanation=explain(""), strength=strength)


ORDERS: list[tuple[str, list[Deadlock], list[Verdict], list[str]]] = [
    ("the tree alone", [], [], ["land", "land.sale", "dues", "watch"]),
    (
        "a deadlock first",
        [stuck("watch")],
        [verdict_on("dues", "ada"), verdict_on("dues", "bo")],
        ["watch", "dues", "land", "land.sale"],
    ),
    ("not a possible one", [stuck("watch", True)], [], ["land", "land.sale", "dues", "watch"]),
    ("not a weaker one", [stuck("watch", False, "conditional")], [], ["land", "land.sale", "dues", "watch"]),
    (
        "more parties before more plans",
        [],
        [
            verdict_on("dues", "ada", "p"),
            verdict_on("dues", "ada", "q"),
            verdict_on("watch", "ada"),
            verdict_on("watch", "bo"),
        ],
        ["watch", "dues", "land", "land.sale"],
    ),
    (
        "more plans before the tree",
        [],
        [verdict_on("watch", "ada", "p"), verdict_on("watch", "ada", "q"), verdict_on("dues", "ada")],
        ["watch", "dues", "land", "land.sale"],
    ),
    (
        "a weaker line counts its plans alone",
        [],
        [verdict_on("watch", "ada", strength="conditional"), verdict_on("dues", "ada")],
        ["dues", "watch", "land", "land.sale"],
    ),
    (
        "what is inferred counts nothing",
        [],
        [verdict_on("watch", "ada", inferred=True)],
        ["land", "land.sale", "dues", "watch"],
    ),
    (
        "what is strained counts nothing",
        [],
        [verdict_on("watch", "ada", kind="strained")],
        ["land", "land.sale", "dues", "watch"],
    ),
    (
        "what stands below comes along",
        [],
        [verdict_on("dues", "ada"), verdict_on("land", "ada"), verdict_on("land", "bo")],
        ["land", "land.sale", "dues", "watch"],
    ),
    ("what stands above does not", [], [verdict_on("land.sale", "ada")], ["land.sale", "land", "dues", "watch"]),
]


@pytest.mark.parametrize(
    ("dead", "verdicts", "wanted"), [order[1:] for order in ORDERS], ids=[order[0] for order in ORDERS]
)
def test_which_issue_comes_first(dead: list[Deadlock], verdicts: list[Verdict], wanted: list[str]) -> None:
    order = build_issue_order(dead, verdicts, LINES, WORDS)
    assert sorted(("watch", "dues", "land.sale", "land"), key=order.sort_key) == wanted


def test_an_issue_has_the_best_rank_of_those_above_it() -> None:
    order = IssueOrder({"land": (1, -2, -1), "land.sale": (1, -1, -5)}, WORDS)
    assert order.sort_key("land.sale")[:3] == (1, -2, -1)
    assert order.sort_key("dues")[:3] == (1, 0, 0)


BAN_SALE, BAN_PAY = norm("must-not"), norm("must-not", "pay", "carts")


def red_line(item: Any, **more: Any) -> RedLine:
    return line(item, **more)


def whole() -> Findings:
    lines = (
        red_line(BAN_SALE, id="A"),
        red_line(BAN_PAY, id="B", party="bo", issue="dues"),
        red_line(BAN_PAY, id="C", party="ada", issue="dues"),
        red_line(norm("must-not", "meet"), id="D", issue="watch"),
        red_line(BAN_PAY, id="E", party="cy", issue="dues", inferred=True),
    )
    pay = norm(act="pay", objects="carts")
    plans = (
        plan(clause("1", norm()), clause("2", pay, issue="dues")),
        of(q("1", norm()), q("2", norm("expects", "pay", "carts"), issue="dues")),
    )
    return compare(space(*plans, red_lines=lines))


def test_verdicts_stand_in_the_order_of_issues_then_of_plans() -> None:
    result = whole()
    assert [(verdict.line, verdict.plan) for verdict in result.verdicts] == [
        ("bo#B", "p"), ("ada#C", "p"), ("cy#E", "p"), ("bo#B", "q"), ("ada#C", "q"), ("cy#E", "q"),
        ("ada#A", "p"), ("ada#A", "q"), ("ada#D", "p"), ("ada#D", "q"),
    ]  # fmt: skip


def test_wordings_list_the_stated_lines_that_each_breaches_or_strains() -> None:
    assert [(option.issue, option.clause, option.breaches, option.strains) for option in whole().text_options] == [
        ("dues", "p#2", ("bo#B", "ada#C"), ()),
        ("dues", "q#2", (), ("bo#B", "ada#C")),
        ("land.sale", "p#1", ("ada#A",), ()),
        ("land.sale", "q#1", ("ada#A",), ()),
    ]


def test_deadlocks_stand_stated_before_possible_and_absolute_before_weaker() -> None:
    def pair(name: str, issue: str, act: str, asks: str, strength: Strength) -> tuple[RedLine, RedLine]:
        def line_of(party: str, modality: str) -> RedLine:
            version = LineVersion(strength=strength, norms=(LineNorm(norm=norm(modality, act), asks=LineDemand(asks)),))
            return line(party=party, id=name, issue=issue, versions=(version,))

        return line_of("ada", "must"), line_of("bo", "must-not")

    lines = (
        *pair("A", "land", "sell", "absence", Strength.ABSOLUTE),
        *pair("B", "land", "pay", "text", Strength.PREFERENCE),
        *pair("C", "watch", "meet", "text", Strength.ABSOLUTE),
        *pair("D", "dues", "hold", "text", Strength.ABSOLUTE),
    )
    findings = compare(space(plan(clause("1", norm())), red_lines=lines))
    assert [deadlock.left for deadlock in findings.deadlocks] == ["ada#D", "ada#C", "ada#B", "ada#A"]
    weaker = (
        *pair("E", "dues", "pay", "text", Strength.PREFERENCE),
        *pair("F", "dues", "hold", "text", Strength.ABSOLUTE),
    )
    turned = compare(space(plan(clause("1", norm())), red_lines=weaker))
    assert [deadlock.left for deadlock in turned.deadlocks] == ["ada#F", "ada#E"]


# --- what is the same everywhere --------------------------------------------------------------------------------------


def test_shared_is_what_every_plan_says_alike() -> None:
    first, second = plan(clause("1", norm())), of(q("1", norm()))
    third = plan(clause("1", norm("may"), plan="r"), name="r")
    (row,) = (row.id for row in compare(space(first, second)).rows)
    assert compare(space(first, second)).common_rows == (row,)
    assert compare(space(first, second, third)).common_rows == ()
    assert compare(space(first, of(q("1", norm("may"))))).common_rows == ()
    assert compare(space(first)).common_rows == ()
    assert compare(space(of(q("1", norm("may"))), first)).common_rows == ()
    empty = plan(clause("1", norm(act="meet", objects="carts"), plan="r", issue="watch"), name="r")
    assert compare(space(first, second, empty)).common_rows == ()
    assert compare(space(empty, first, second)).common_rows == ()


def test_what_all_say_alike_may_be_said_in_parts() -> None:
    halves = norm(objects="north"), norm(objects="south")
    first, second = (
        plan(*(clause(f"{n}", halve) for n, halve in enumerate(halves))),
        of(*(q(f"{n}", halve) for n, halve in enumerate(halves))),
    )
    third = plan(clause("1", norm(), plan="r"), name="r")
    findings = compare(space(first, second, third))
    (row,) = findings.rows
    assert [len(ids) for _, ids in row.cells] == [2, 2, 1]
    assert findings.common_rows == (row.id,)


def test_a_clause_more_that_differs_makes_a_row_no_longer_shared() -> None:
    both = [LinkDecision(left=("p#1",), right=("r#1",)), LinkDecision(left=("q#1", "q#2"), right=("r#1",))]
    first = plan(clause("1", norm()))
    second = of(q("1", norm()), q("2", norm("may", "pay", "carts")))
    third = plan(clause("1", norm(), plan="r"), name="r")
    for order in ((first, second, third), (second, first, third)):
        findings = compare(space(*order, link_decisions=tuple(both)))
        (row,) = (row for row in findings.rows if all(ids for _, ids in row.cells))
        assert row.id not in findings.common_rows


# --- what a link rests on ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "confidence", "reason"),
    [
        ({}, "high", ""),
        ({"evidence": "B"}, "medium", "q#1 is stated, with evidence of grade B"),
        ({"evidence": ""}, "medium", "q#1 is stated, with evidence that nobody has graded"),
        ({"evidence": "C"}, "low", "q#1 is stated, with evidence of grade C"),
        ({"known": Attestation.REPORTED}, "medium", "q#1 is reported, with evidence of grade A"),
        ({"state": ClauseState.CONTESTED}, "low", "q#1 is contested, with evidence of grade A"),
        ({"known": Attestation.DENIED}, "low", "q#1 is denied, with evidence of grade A"),
    ],
)
def test_a_link_is_no_surer_than_its_clauses(fields: dict[str, Any], confidence: str, reason: str) -> None:
    for left, right in ((plan(clause("1", norm())), of(q("1", norm("may"), **fields))),):
        (link,) = compare(space(left, right)).pairs[0].links
        assert link.judgement.relation is Relation.LOOSER
        assert (link.judgement.confidence.value, english(link.judgement.reason, WORDS)) == (confidence, reason)


def test_a_reason_that_is_there_already_stays() -> None:
    vague = norm(quantities=exactly("sum", 5, about=True))
    (link,) = compare(space(plan(clause("1", norm())), of(q("1", vague, evidence="C")))).pairs[0].links
    assert english(link.judgement.reason, WORDS) == "a figure is unknown or of unknown width"


def test_a_clause_that_no_norm_can_hold_is_never_called_the_same() -> None:
    given = plan(clause("1", norm())), of(q("1", norm(), not_encoded="Too wide a word."))
    (link,) = compare(space(*given)).pairs[0].links
    assert (link.judgement.relation, english(link.judgement.reason, WORDS)) == (
        Relation.UNCLEAR,
        "q#1: Too wide a word.",
    )
    unsure = of(q("1", norm(), not_encoded="Too wide a word.", evidence="C"))
    (link,) = compare(space(given[0], unsure)).pairs[0].links
    assert (link.judgement.confidence.value, english(link.judgement.reason, WORDS)) == ("low", "q#1: Too wide a word.")
    back = compare(space(given[1], given[0])).pairs[0].links[0]
    assert english(back.judgement.reason, WORDS) == "q#1: Too wide a word."


def test_words_alone_are_judged_as_words() -> None:
    text = "The council shall pay 40 crowns."
    left, right = plan(clause("1", text=text)), of(q("1", text=text))
    (link,) = compare(space(left, right)).pairs[0].links
    assert (link.judgement.relation, link.judgement.basis.value) == (Relation.SAME, "text")
    turned = of(q("1", text="The council shall not pay 40 crowns."))
    (link,) = compare(space(left, turned)).pairs[0].links
    assert link.judgement.relation is Relation.OPPOSED
    halves = of(q("1", text="The council shall"), q("2", text="pay 40 crowns."))
    pinned = space(left, halves, link_decisions=(LinkDecision(left=("p#1",), right=("q#1", "q#2")),))
    (link,) = compare(pinned).pairs[0].links
    assert link.judgement.relation is Relation.SAME


def test_each_link_has_a_name_of_its_own_that_stays() -> None:
    plans = (
        plan(clause("1", norm()), clause("2", norm(act="pay", objects="carts"), issue="dues")),
        of(q("1", norm()), q("2", norm(act="pay", objects="carts"), issue="dues")),
    )
    names = [link.fingerprint for link in compare(space(*plans)).pairs[0].links]
    assert names == [compute_fingerprint("link", "p", "q", item, "|", item) for item in ("1", "2")]
    again = compare(space(plan(*plans[0].clauses[::-1]), plans[1])).pairs[0].links
    assert {item.fingerprint for item in again} == set(names)
    split = of(q("1", norm(objects="north")), q("2", norm(objects="south")))
    fingerprint = compare(space(plan(clause("1", norm())), split)).pairs[0].links[0].fingerprint
    other = compare(space(plan(clause("1", norm())), of(*split.clauses[::-1]))).pairs[0].links[0].fingerprint
    assert fingerprint == other
    whole = of(q("1", norm()))
    fingerprint = compare(space(plan(*_parts()), whole)).pairs[0].links[0].fingerprint
    other = compare(space(plan(*_parts()[::-1]), whole)).pairs[0].links[0].fingerprint
    assert fingerprint == other


def _parts() -> tuple[Clause, ...]:
    return clause("1", norm(objects="north")), clause("2", norm(objects="south"))


# --- what is asked of the text ----------------------------------------------------------------------------------------

SENTENCE = "The council shall pay 40 crowns to the guild of weavers."


def test_what_is_encoded_gets_no_proposals_by_text_unless_they_are_asked_for() -> None:
    left = plan(clause("1", norm(), text=SENTENCE))
    right = of(q("1", norm(act="meet", objects="carts"), text=SENTENCE, issue="watch"))
    given = space(left, right)
    (pair,) = compare(given).pairs
    assert (pair.links, pair.possible, pair.ambiguous) == ((), (), ())
    prepared = to_canonical_clauses((left, right), WORDS)
    assert align_pair(given, left, right, prepared, WORDS).possible == ()
    (asked,) = align_pair(given, left, right, prepared, WORDS, with_proposals=True).possible
    assert (asked.left, asked.right) == (("1",), ("1",))


def test_what_the_text_proposes_is_shown_and_is_no_link() -> None:
    left = plan(clause("1", text=SENTENCE, issue="dues"))
    right = of(q("1", text=SENTENCE, issue="watch"))
    (pair,) = compare(space(left, right)).pairs
    assert pair.links == ()
    assert [(item.left, item.right) for item in pair.possible] == [(("1",), ("1",))]


def test_two_that_fit_alike_by_their_words_are_shown_and_not_used() -> None:
    fillers = ("Tolls end.", "Schools teach two languages.", "Mills pay rent in corn.", "Bells ring at noon.")
    left = plan(*(clause(f"{n}", text=text, issue="") for n, text in enumerate(
        ("The fleet leaves the harbour in May.", *fillers[:2]))))  # fmt: skip
    right = of(*(q(f"{n}", text=text, issue="") for n, text in enumerate(
        ("The fleet leaves the harbour in June.", "The fleet leaves the harbour in July.", *fillers[2:]))))  # fmt: skip
    (pair,) = compare(space(left, right)).pairs
    assert pair.links == ()
    assert [(item.left, item.right) for item in pair.ambiguous] == [(("0",), ("0", "1"))]


def test_a_plan_without_a_clause_to_align_is_named_all_the_same() -> None:
    left, right = plan(clause("1", norm(), state=ClauseState.MOVED)), of(q("1", norm()))
    prepared = to_canonical_clauses((left, right), WORDS)
    for a, b in ((left, right), (right, left)):
        alignment = align_pair(space(a, b), a, b, prepared, WORDS)
        assert (alignment.left, alignment.right) == (a.id, b.id)


# --- what is chosen ---------------------------------------------------------------------------------------------------


def test_only_the_plans_asked_for_are_compared_each_pair_once() -> None:
    third = plan(clause("1", norm(), plan="r"), name="r")
    given = space(plan(clause("1", norm())), of(q("1", norm())), third)
    assert [(pair.left, pair.right) for pair in compare(given).pairs] == [("p", "q"), ("p", "r"), ("q", "r")]
    chosen = compare(given, ("r", "p"))
    assert chosen.plans == ("p", "r")
    assert [(pair.left, pair.right) for pair in chosen.pairs] == [("p", "r")]
    steps: list[tuple[int, int]] = []
    compare(given, support=RunSupport(progress=lambda done, every: steps.append((done, every))))
    assert steps == [(1, 3), (2, 3), (3, 3)]


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        (PairSelection(choice=PairChoice.BASE, base="q"), [("p", "q"), ("q", "r"), ("q", "s")]),
        (PairSelection(choice=PairChoice.CONSECUTIVE), [("p", "q"), ("q", "r"), ("r", "s")]),
        (PairSelection(choice=PairChoice.NONE), []),
    ],
)
def test_only_the_chosen_pairs_are_compared_and_all_else_stays(
    selection: PairSelection, expected: list[tuple[str, str]]
) -> None:
    others = [plan(clause("1", norm(), plan=name), name=name) for name in ("r", "s")]
    given = space(plan(clause("1", norm())), of(q("1", norm())), *others)
    whole, chosen = compare(given), compare(given, pairs=selection)
    assert [(pair.left, pair.right) for pair in chosen.pairs] == expected
    assert [pair for pair in whole.pairs if (pair.left, pair.right) in expected] == list(chosen.pairs)
    assert (chosen.verdicts, chosen.obligations, chosen.rows) == (whole.verdicts, whole.obligations, whole.rows)


def test_dates_of_lines_and_law() -> None:
    first, second = plan(clause("1", norm())), of(q("1", norm()), issued="2030-09-01")
    later = line(versions=(LineVersion(start="2031-01", norms=()),))
    react = plan(clause("1", norm()), reactions=(Reaction(party="ada", says="rejects", date="2032-01"),))
    assert newest_record_date(space(first, second)) == "2030-09-01"
    assert newest_record_date(space(first, red_lines=(later,))) == "2031-01"
    assert newest_record_date(space(first, constraints=(rule(start="2033"),))) == "2033"
    assert newest_record_date(space(react)) == "2032-01"
    assert newest_record_date(space(first, sources=(Source(id="s", type="page", date="2034-01"),))) == "2034-01"
    assert newest_record_date(Workspace()) == ""
    law = rule(BAN_SALE, start="2031")
    assert compare(space(first, constraints=(law,))).constraints
    assert compare(space(first, constraints=(law,)), as_of="2030").constraints == ()
    ended = rule(BAN_SALE, end="2030-06")
    assert compare(space(first, constraints=(ended,))).constraints
    assert compare(space(first, second, constraints=(ended,))).constraints == ()


def everything() -> Workspace:
    """A finding of every kind on land and on dues."""
    from comparer.model.law import Step

    pay = {"act": "pay", "objects": "carts", "by": "cy"}
    first = plan(
        clause("1", norm(quantities=exactly("sum", 5, of="mill"))),
        clause("2", norm("must-not")),
        clause("3", norm(**pay, quantities=exactly("carts", 4)), issue="dues"),
        clause("4", norm("must-not", **pay), issue="dues"),
        clause("5", norm(act="meet", objects=()), issue="watch"),
        parties=("ada",),
    )
    second = of(
        q("1", norm(quantities=exactly("sum", 6, of="mill"))),
        q("3", norm(**pay, quantities=exactly("carts", 5)), issue="dues"),
    )
    lines = (
        red_line(BAN_SALE, id="A"), line(norm(), asks="text", id="B", party="bo"),
        red_line(norm("must-not", "pay", "carts", "cy"), id="C", issue="dues"),
        line(norm(act="pay", objects="carts", by="cy"), asks="text", id="D", party="bo", issue="dues"),
        *(RedLine(file="ada", party="ada", id=f"E{number}", title="Stated later", issue=issue,
                  versions=(LineVersion(norms=(LineNorm(norm=item, asks=LineDemand.ABSENCE),), start="2031"),))
          for number, (issue, item) in enumerate((("land.sale", norm("must-not", "limit")),
                                                 ("dues", norm("must-not", "limit", "carts"))))),
    )  # fmt: skip
    law = (
        rule(BAN_SALE, id="a", steps=(Step(id="1", act="x"),)),
        rule(norm("must-not", "pay", "carts", "cy"), id="b", steps=(Step(id="1", act="y"),)),
    )
    return space(first, second, red_lines=lines, constraints=law)


@pytest.mark.parametrize(("issue", "other"), [("land", "dues"), ("land.sale", "dues"), ("dues", "land.sale")])
def test_narrowed_to_an_issue_only_what_lies_under_it_is_left(issue: str, other: str) -> None:
    full, result = compare(everything()), compare(everything(), narrowing=Narrowing(issue=issue))
    clauses = {"land": {"1", "2"}, "dues": {"3", "4"}}[issue.partition(".")[0]]
    lines = {"land": {"ada#A", "bo#B"}, "dues": {"ada#C", "bo#D"}}[issue.partition(".")[0]]
    assert {id_ for pair in result.pairs for link in pair.links for id_ in link.match.left} <= clauses
    assert any(pair.links for pair in result.pairs)
    assert {gap.clause for pair in result.pairs for gap in pair.gaps} <= clauses
    assert {verdict.line for verdict in result.verdicts} == lines
    assert {id_ for constraint in result.constraints for id_ in constraint.clauses} <= clauses
    assert result.constraints
    assert {contradiction.left for contradiction in result.contradictions} <= clauses
    assert len(result.contradictions) == len(full.contradictions) / 2 == 1
    assert [deadlock.issue.partition(".")[0] for deadlock in result.deadlocks] == [issue.partition(".")[0]]
    assert {option.issue.partition(".")[0] for option in result.text_options} == {issue.partition(".")[0]}
    assert {option.clause.partition("#")[2] for option in result.text_options} <= clauses
    assert [row.issue for row in result.rows] == [row.issue for row in full.rows if row.issue.startswith(issue)]
    assert result.ranges
    assert {item.quantity for item in result.ranges} == ({"sum.mill"} if issue != "dues" else {"carts"})
    assert result.plans == full.plans


NOT_NARROWED = {
    "plans": "the plans are those that were asked for",
    "common_rows": "no two plans share a row here",
    "half_encoded_plans": "what is not encoded may belong under any issue",
}


def test_no_kind_of_finding_escapes_an_issue() -> None:
    full, result = compare(everything()), compare(everything(), narrowing=Narrowing(issue="dues"))
    names = {each.name for each in fields(Findings)} - NOT_NARROWED.keys()
    assert {name for name in names if not getattr(full, name)} == set(), "everything() has a finding of every kind"
    unnarrowed = {name for name in names if getattr(result, name) == getattr(full, name)}
    assert unnarrowed <= {"plan_findings"}, "each of these may touch the issue"
    unheard = compare(everything(), narrowing=Narrowing(issue="nothing"))
    assert {name for name in names - {"pairs"} if getattr(unheard, name)} == set()
    assert not any(pair.links or pair.gaps for pair in unheard.pairs)


def test_counterparts_that_were_not_paired_are_narrowed_too() -> None:
    given = everything()
    words, full = Vocabulary(given.vocabulary), compare(given)
    unmade = tuple(Match(left=(name,), right=(name,), matched_by=MatchedBy.TEXT) for name in ("1", "3"))
    full = replace(full, pairs=(replace(full.pairs[0], possible=unmade, ambiguous=unmade),))
    result = narrow_findings(full, Narrowing(issue="dues"), given, to_canonical_clauses(given.plans, words), words)
    assert result.pairs[0].possible == result.pairs[0].ambiguous == unmade[1:]


def test_of_a_plan_the_findings_that_touch_the_issue_are_left() -> None:
    result, full = compare(everything(), narrowing=Narrowing(issue="dues")), compare(everything())
    issues = {each.ref: each.issue for plan in everything().plans for each in plan.clauses}
    for issue in ("dues", "watch"):
        left = compare(everything(), narrowing=Narrowing(issue=issue)).plan_findings
        assert left == tuple(finding for finding in full.plan_findings
                             if any(issues[f"{finding.plan}#{name}"] == issue for name in finding.clauses))  # fmt: skip
        assert left, issue
    duties = [
        (obligation.plan, obligation.actor, obligation.duties, obligation.prohibitions)
        for obligation in result.obligations
    ]
    assert duties == [("p", "cy", ("3",), ("4",)), ("q", "cy", ("3",), ())]
    assert {
        obligation.actor for obligation in compare(everything(), narrowing=Narrowing(issue="watch")).obligations
    } == {"ada"}
    assert [[step.name for step in order.steps] for order in result.step_orders] == [["b.1"]] * 2
    assert {obligation.actor for obligation in full.obligations} >= {"ada", "cy"}
    assert [[step.name for step in order.steps] for order in full.step_orders] == [["a.1", "b.1"]] * 2


def test_readings_that_differ_are_listed_in_the_link() -> None:
    given = (
        plan(clause("1", norm())),
        of(q("1", None, variants=(told_by("mail", norm()), told_by("post", norm("may"))))),
    )
    (link,) = compare(space(*given)).pairs[0].links
    assert link.judgement.relation is Relation.LOOSER  # at least: one report keeps it, the other makes it leave
    assert [english(change.after, WORDS) for change in link.judgement.changes if change.facet == "reading"] == [
        "mail",
        "post",
    ]


def test_a_range_is_not_kept_for_a_line_of_another_party_that_bears_the_same_id() -> None:
    due = norm(act="pay", objects="carts", by="cy", quantities=exactly("sum", 5))
    given = space(
        plan(clause("1", due, issue="dues")),
        red_lines=(
            red_line(due, id="A", party="ada", issue="dues"),
            red_line(BAN_SALE, id="A", party="bo", issue="land"),
        ),
    )
    assert [item.subject for item in compare(given).ranges] == ["pay:carts"]
    assert compare(given, narrowing=Narrowing(issue="land")).ranges == ()
    assert [item.subject for item in compare(given, narrowing=Narrowing(issue="dues")).ranges] == ["pay:carts"]


def test_clauses_that_do_not_stand_any_more_have_no_row() -> None:
    gone = [
        clause(name, norm("may"), state=state) for name, state in (("2", ClauseState.STRUCK), ("3", ClauseState.MOVED))
    ]
    findings = compare(space(plan(clause("1", norm()), *gone)))
    assert [ids for row in findings.rows for _, ids in row.cells] == [("1",)]


def test_a_clause_that_keeps_a_line_is_no_wording_on_the_table() -> None:
    given = space(plan(clause("1", norm())), red_lines=(line(norm(), asks="text"),))
    (verdict,) = compare(given).verdicts
    assert (verdict.kind, verdict.clauses) == (VerdictKind.UPHELD, ("1",))
    assert compare(given).text_options == ()


def test_a_plan_that_needs_no_steps_has_none() -> None:
    assert compare(space(plan(clause("1", norm())))).step_orders == ()


def test_lines_clash_only_from_the_day_on_which_both_are_held() -> None:
    later = (LineVersion(start="2031", norms=(LineNorm(norm=norm("must-not"), asks=LineDemand.ABSENCE),)),)
    lines = (line(norm(), asks="text"), line(party="bo", id="M", versions=later))
    given = space(plan(clause("1", norm(), plan="p")), of(q("1", norm()), issued="2030-09-01"), red_lines=lines)
    # Lines, law and ranges are read at one date: the newest of the record, unless another is asked for.
    assert len(compare(given).deadlocks) == 1
    assert compare(given, as_of="2030-12").deadlocks == ()
    assert len(compare(given, as_of="2031").deadlocks) == 1


def test_verdicts_on_lines_stated_after_the_plan_are_a_list_of_their_own() -> None:
    later = (LineVersion(start="2031", norms=(LineNorm(norm=norm("must-not"), asks=LineDemand.ABSENCE),)),)
    lines = (line(norm("must-not"), id="A"), line(id="B", versions=later))
    given = space(plan(clause("1", norm()), issued="2030-05-01"), red_lines=lines)
    findings = compare(given)
    assert [(verdict.line, verdict.kind.value) for verdict in findings.verdicts] == [("ada#A", "breached")]
    assert [(item.line, item.kind.value, item.stated_later) for item in findings.later] == [("ada#B", "breached", True)]
    # They move no heading, no list of texts on the table and no order of issues.
    assert [option.breaches for option in findings.text_options] == [("ada#A",)]
    moved = compare(given, as_of="2031-02")
    assert [verdict.line for verdict in moved.verdicts] == ["ada#A", "ada#B"]
    assert moved.later == ()
    assert [item.line for item in compare(given, narrowing=Narrowing(issue="dues")).later] == []


def test_what_spans_two_issues_is_left_under_each() -> None:
    due = norm(act="pay", objects="carts", by="cy", quantities=exactly("sum", 5))
    given = space(
        plan(clause("1", norm()), clause("2", due, issue="watch")),
        of(q("1", norm(), issue="watch")),
        red_lines=(red_line(due, id="A", issue="dues"),),
        link_decisions=(LinkDecision(left=("p#1",), right=("q#1",)),),
    )
    full = compare(given)
    assert len(full.pairs[0].links) == 1
    for issue, ranges in (("land", 0), ("watch", 1), ("dues", 1)):
        findings = compare(given, narrowing=Narrowing(issue=issue))
        assert len(findings.ranges) == ranges
        assert len(findings.pairs[0].links) == (issue != "dues")
        rows = {"land": ["land.sale"], "watch": ["watch"], "dues": []}[issue]
        assert [row.id for row in findings.rows if row in full.rows] == rows


def test_of_the_rows_that_all_share_those_under_the_issue_are_left() -> None:
    first = plan(clause("1", norm()), clause("2", norm(act="pay", objects="carts"), issue="dues"))
    second = of(q("1", norm()), q("2", norm(act="pay", objects="carts"), issue="dues"))
    full = compare(space(first, second))
    assert len(full.common_rows) == 2
    findings = compare(space(first, second), narrowing=Narrowing(issue="dues"))
    (row,) = (row.id for row in full.rows if row.issue == "dues")
    assert findings.common_rows == (row,)


def test_lines_of_one_party_that_share_their_ids_in_two_files_are_told_apart() -> None:
    older = replace(line(BAN_PAY, issue="dues"), file="older")
    findings = compare(space(plan(clause("1", norm())), red_lines=(line(BAN_SALE), older)))
    assert {verdict.line: verdict.kind.value for verdict in findings.verdicts} == {
        "ada#L": "breached",
        "older#L": "clear",
    }
    assert [option.breaches for option in findings.text_options] == [("ada#L",)]
    under = compare(
        space(plan(clause("1", norm())), red_lines=(line(BAN_SALE), older)), narrowing=Narrowing(issue="dues")
    )
    assert [verdict.line for verdict in under.verdicts] == ["older#L"]
