"""What an expert would say first of the four live drafts, statement by statement, each with the findings that bear it.

A statement that no finding bears could stand on the first screen only as an opinion.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from comparer.app import disk
from comparer.load.load_workspace import load
from comparer.model.findings import Findings, Link, PlanPair, Range
from comparer.pipeline.compare import compare
from comparer.report.options import RenderOptions
from comparer.report.render import render
from tests.factories.reports import report_of
from tests.record.reading import ROOT

DRAFTS = ("us-28", "eu-counter", "geneva-19", "ukraine-20")


@pytest.fixture(scope="module")
def findings() -> Findings:
    loaded = load(disk.read_workspace(ROOT))
    assert loaded.workspace
    return compare(loaded.workspace, DRAFTS)


def verdict(findings: Findings, plan: str, line: str) -> tuple[str, frozenset[str]]:
    """The verdict of a draft on a line as it stood, with the clauses that decide."""
    result = next(
        verdict
        for verdict in findings.verdicts
        if (verdict.plan, f"{verdict.party}#{verdict.line.rpartition('#')[2]}") == (plan, line)
    )
    return result.kind.value, frozenset(result.clauses)


def pair(findings: Findings, left: str, right: str) -> PlanPair:
    return next(pair for pair in findings.pairs if (pair.left, pair.right) == (left, right))


def links(findings: Findings, right: str, *clauses: str) -> Iterator[Link]:
    """What clauses of the 28 points became in another draft."""
    for link in pair(findings, "us-28", right).links:
        if not set(clauses).isdisjoint(link.match.left):
            yield link


def became(findings: Findings, right: str, *clauses: str) -> set[tuple[str, str]]:
    """Each answer in another draft to clauses of the 28 points: its clause, and the relation."""
    return {
        (clause, link.judgement.relation.value)
        for link in links(findings, right, *clauses)
        for clause in link.match.right
    }


def missing(findings: Findings, right: str) -> dict[str, str]:
    """Why clauses of the 28 points have no answer in another draft."""
    return {gap.clause: gap.kind.value for gap in pair(findings, "us-28", right).gaps if gap.plan == "us-28"}


def test_territory_of_the_28_points_is_recognised_and_left(findings: Findings) -> None:
    kind, clauses = verdict(findings, "us-28", "ukraine#UA-1")
    assert kind == "breached"
    assert {"21a", "21b-2", "21d-3"} <= clauses
    assert verdict(findings, "us-28", "ukraine#UA-4")[0] == "breached"


def test_the_european_edit_has_neither_and_starts_talks_from_the_line(findings: Findings) -> None:
    gone = missing(findings, "eu-counter")
    assert {gone[clause] for clause in ("21a", "21d-1", "21d-3")} == {"struck"}
    assert verdict(findings, "eu-counter", "russia#RU-5") == ("breached", {"21-2"})


def test_the_19_points_left_territory_to_the_presidents(findings: Findings) -> None:
    assert ("territory-recognition", "deferred") in became(findings, "geneva-19", "21a", "21b-2", "21d-3")
    assert ("territory-withdrawal", "deferred") in became(findings, "geneva-19", "21d-1")


def test_the_20_points_take_the_line_of_the_day_and_leave_the_zone_open(findings: Findings) -> None:
    assert any(clause == "14-1" for clause, _ in became(findings, "ukraine-20", "21b-1"))
    assert ("14-2", "deferred") in became(findings, "ukraine-20", "21d-1")
    assert {clause for clause, _ in became(findings, "ukraine-20", "21d-2")} & {"14-3", "14-5"}


def test_nato_is_barred_left_to_its_consensus_left_open_and_not_mentioned(findings: Findings) -> None:
    assert verdict(findings, "us-28", "ukraine#UA-3") == ("breached", {"7-1", "7-2"})
    assert {clause for clause, _ in became(findings, "eu-counter", "7-1", "7-2")} == {"7-1", "7-2"}
    assert {clause for clause, _ in became(findings, "geneva-19", "7-1", "7-2")} == {"nato-accession"}
    assert {missing(findings, "ukraine-20")[clause] for clause in ("7-1", "7-2")} <= {"absent", "struck"}
    for right in DRAFTS[1:3]:
        assert {party for link in links(findings, right, "7-1", "7-2") for party in link.interest.favours} == {
            "ukraine"
        }
    assert verdict(findings, "us-28", "russia#RU-1")[0] == "upheld"
    assert verdict(findings, "ukraine-20", "russia#RU-1")[0] == "unmet"


def find_range(findings: Findings) -> Range:
    return next(item for item in findings.ranges if item.subject == "maintain:armed-forces.ukraine")


def test_the_army_may_grow_from_draft_to_draft_and_russia_names_no_figure(findings: Findings) -> None:
    for right, clause in (("eu-counter", "6"), ("ukraine-20", "4")):
        assert became(findings, right, "6") == {(clause, "looser")}
    assert {clause for clause, _ in became(findings, "geneva-19", "6")} == {"army-size"}
    positions = {position.source: position for position in find_range(findings).positions}
    assert (positions["us-28#6"].high, positions["eu-counter#6"].high, positions["ukraine-20#4"].high) == (
        600_000,
        800_000,
        800_000,
    )
    assert positions["russia#RU-16"].unknown
    assert positions["russia#RU-16"].high is None


def test_no_text_satisfies_both_on_guarantees(findings: Findings) -> None:
    certain = {(deadlock.left, deadlock.right): deadlock.possible for deadlock in findings.deadlocks}
    assert certain["russia#RU-3", "ukraine#UA-7"] is False
    assert ("europe#EU-9", "russia#RU-2") in certain


def test_assets_and_amnesty_stand_in_the_28_points_alone(findings: Findings) -> None:
    assert missing(findings, "geneva-19")["14-1"] == "struck"
    assert became(findings, "eu-counter", "14-1") == {("14-2", "replaced")}
    assert {clause for clause, _ in became(findings, "ukraine-20", "14-1")} <= {"9-1"}
    assert missing(findings, "eu-counter")["26-1"] == "struck"
    assert missing(findings, "ukraine-20")["26-1"] in ("absent", "struck")
    # Kyiv's line on amnesty was stated after the draft: it stands among what was said later.
    later = {(item.plan, item.party, item.line.rpartition("#")[2]): item.kind.value for item in findings.later}
    assert later["us-28", "ukraine", "UA-8"] == "breached"


def test_what_has_to_come_first_in_law(findings: Findings) -> None:
    steps = {step.name for order in findings.step_orders if order.plan == "us-28" for step in order.steps}
    first = {"LC-01.end-martial-law", "LC-03.first-vote", "LC-03.second-vote", "LC-15.allied-consent"}
    assert first | {"LC-05.call-referendum", "LC-05.referendum"} <= steps
    needed = {
        (constraint.constraint, clause)
        for constraint in findings.constraints
        if constraint.plan == "us-28" and constraint.verdict.value == "needs"
        for clause in constraint.clauses
    }
    assert {("LC-01", "7-1"), ("LC-03", "7-1"), ("LC-15", "7-2"), ("LC-05", "21d-3")} <= needed


def test_of_most_clauses_nobody_reports_what_geneva_made_of_them(findings: Findings) -> None:
    unreported = [clause for clause, kind in missing(findings, "geneva-19").items() if kind == "unreported"]
    assert 40 <= len(unreported) <= 50
    assert {"1", "2-1", "9", "10a", "15-1", "27-2", "28"} <= set(unreported)


FIRST_SCREEN = {
    "territory": ("Status of Donetsk", "de facto Russian", "× struck", "signing-day line"),
    "the alliance": ("Ukraine bars NATO membership", "NATO decides on entry by", "Open, or on a"),
    "the army": ("At most 600,000", "At most 800,000,", "Reports differ:"),
    "guarantees": ("No Western guarantees without Russia (Russia) ↔ No guarantees that Russia can veto (Ukraine)",),
    "assets and amnesty": ("Release of", "Full amnesty for", "Struck: full"),
    "the law": ("Nothing is blocked outright", "in each: end martial law"),
    "what is not known": ("Geneva revision: 50 of 74 clauses not reported",),
}


@pytest.mark.parametrize("subject", FIRST_SCREEN)
def test_the_first_screen_says_it_in_words(subject: str) -> None:
    """On 80 columns and 40 lines, with no option: what the expert says first, whole where it is a sentence."""
    screen = str(render("table", report_of(*DRAFTS), RenderOptions(width=80)))
    assert len(screen.splitlines()) <= 40
    flat = " ".join(screen.split())
    cells = " ".join(sorted(flat.split()))
    for wanted in FIRST_SCREEN[subject]:
        if wanted not in flat:  # a cell runs over several lines beside others
            assert all(word in cells for word in wanted.split()), wanted
