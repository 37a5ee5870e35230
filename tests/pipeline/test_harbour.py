"""The engine on the second workspace, against what was worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest

from comparer.model.findings import Link, PlanPair
from comparer.model.vocabulary import VocabularyData
from comparer.norms.vocabulary import Vocabulary
from tests.factories.english import english
from tests.factories.small_workspaces import HARBOUR, expected, findings

WANTED = expected("workspaces/harbour-expected.yaml")
PAIRS = [(pair["left"], pair["right"]) for pair in WANTED["pairs"]]

NO_WORDS = Vocabulary(VocabularyData())


def pair_of(left: str, right: str) -> tuple[PlanPair, dict[str, Any]]:
    result = next(pair for pair in findings(HARBOUR).pairs if (pair.left, pair.right) == (left, right))
    return result, next(pair for pair in WANTED["pairs"] if (pair["left"], pair["right"]) == (left, right))


def facets(link: Link) -> set[tuple[str, str]]:
    """Facets by the name the table uses: a quantity by its own, a reading by its holder or family."""
    named = set()
    for change in link.judgement.changes:
        name = change.facet
        if "." in name:
            name = name.split(".")[1]
        elif name == "reading":
            name = english(change.before, NO_WORDS) or english(change.after, NO_WORDS) or "reading"
        named.add((name, change.effect.value))
    return named


def test_plans_are_those_expected() -> None:
    assert list(findings(HARBOUR).plans) == WANTED["plans"]


@pytest.mark.parametrize(("left", "right"), PAIRS)
def test_links_and_relations(left: str, right: str) -> None:
    result, wanted = pair_of(left, right)
    got = {(link.match.left, link.match.right): link.judgement.relation.value for link in result.links}
    want = {(tuple(link["left"]), tuple(link["right"])): link["relation"] for link in wanted["links"]}
    assert got == want


@pytest.mark.parametrize(("left", "right"), PAIRS)
def test_every_expected_facet_is_listed_with_its_effect(left: str, right: str) -> None:
    result, wanted = pair_of(left, right)
    links = {(link.match.left, link.match.right): facets(link) for link in result.links}
    for item in wanted["links"]:
        got = links[tuple(item["left"]), tuple(item["right"])]
        assert set(item["facets"].items()) <= got, item


@pytest.mark.parametrize(("left", "right"), PAIRS)
def test_gaps_and_their_kinds(left: str, right: str) -> None:
    result, wanted = pair_of(left, right)
    got = {(gap.plan, gap.clause): (gap.kind.value, set(gap.answered_by)) for gap in result.gaps}
    want = {(gap["plan"], gap["clause"]): (gap["kind"], set(gap["by"])) for gap in wanted["gaps"]}
    assert got == want


def test_verdicts_on_red_lines() -> None:
    got = {(verdict.line, verdict.plan): verdict for verdict in findings(HARBOUR).verdicts}
    want = {(line, plan): cell for line, cells in WANTED["verdicts"].items() for plan, cell in cells.items()}
    assert set(got) == set(want)
    wrong = {}
    for key, cell in want.items():
        verdict = got[key]
        seen: dict[str, Any] = {"verdict": verdict.kind.value, "clauses": sorted(verdict.clauses)}
        expected: dict[str, Any] = {"verdict": cell["verdict"], "clauses": sorted(cell["clauses"])}
        for name in ("confidence", "holder", "version"):
            if name in cell:
                seen[name], expected[name] = str(getattr(verdict, name)), cell[name]
        if seen != expected:
            wrong[key] = (seen, expected)
    assert not wrong


def test_verdicts_on_lines_put_later_stand_apart() -> None:
    got = [(item.line, item.plan, item.kind.value, list(item.clauses)) for item in findings(HARBOUR).later]
    assert got == [(item["line"], item["plan"], item["verdict"], item["clauses"]) for item in WANTED["later"]]
    assert all(item.stated_later for item in findings(HARBOUR).later)


def test_constraints() -> None:
    got = {(constraint.constraint, constraint.plan): constraint for constraint in findings(HARBOUR).constraints}
    for name, cells in WANTED["constraints"].items():
        for plan, cell in cells.items():
            finding = got[name, plan]
            for key, value in cell.items():
                seen = getattr(finding, key)
                assert (list(seen) if isinstance(seen, tuple) else seen) == value, (name, plan, key)


def test_circles_of_steps() -> None:
    got = [finding for finding in findings(HARBOUR).plan_findings if finding.rule == "constraint-cycle"]
    assert {(item.plan, frozenset(item.clauses)) for item in got} == {
        (cycle["plan"], frozenset(cycle["clauses"])) for cycle in WANTED["cycles"]
    }
    steps = {cycle["plan"]: cycle["steps"] for cycle in WANTED["cycles"]}
    assert all(step in english(item.explanation, NO_WORDS) for item in got for step in steps[item.plan])


def test_deadlocks() -> None:
    got = {
        (frozenset((deadlock.left, deadlock.right)), deadlock.issue, deadlock.possible)
        for deadlock in findings(HARBOUR).deadlocks
    }
    assert got == {
        (frozenset((deadlock["a"], deadlock["b"])), deadlock["issue"], deadlock["possible"])
        for deadlock in WANTED["deadlocks"]
    }


def test_contradictions() -> None:
    got = {
        (contradiction.plan, frozenset((contradiction.left, contradiction.right)))
        for contradiction in findings(HARBOUR).contradictions
        if not contradiction.possible
    }
    assert got == {
        (contradiction["plan"], frozenset((contradiction["a"], contradiction["b"])))
        for contradiction in WANTED["contradictions"]
    }


def test_what_nobody_carries() -> None:
    result = findings(HARBOUR).plan_findings
    outsiders = {
        (item.plan, clause, item.actors)
        for item in result
        if item.rule == "plan-duty-on-outsider"
        for clause in item.clauses
    }
    assert outsiders == {(party["plan"], party["clause"], tuple(party["actors"])) for party in WANTED["non_parties"]}
    nobody = {
        (item.plan, clause)
        for item in result
        if item.rule == "plan-guarantee-without-guarantor"
        for clause in item.clauses
    }
    assert nobody == {(give["plan"], give["clause"]) for give in WANTED["guarantees_nobody_gives"]}
