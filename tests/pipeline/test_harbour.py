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
PAIRS = [(one["left"], one["right"]) for one in WANTED["pairs"]]

NO_WORDS = Vocabulary(VocabularyData())


def pair_of(left: str, right: str) -> tuple[PlanPair, dict[str, Any]]:
    found = next(one for one in findings(HARBOUR).pairs if (one.left, one.right) == (left, right))
    return found, next(one for one in WANTED["pairs"] if (one["left"], one["right"]) == (left, right))


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
    found, wanted = pair_of(left, right)
    got = {(link.match.left, link.match.right): link.judgement.relation.value for link in found.links}
    want = {(tuple(one["left"]), tuple(one["right"])): one["relation"] for one in wanted["links"]}
    assert got == want


@pytest.mark.parametrize(("left", "right"), PAIRS)
def test_every_expected_facet_is_listed_with_its_effect(left: str, right: str) -> None:
    found, wanted = pair_of(left, right)
    links = {(link.match.left, link.match.right): facets(link) for link in found.links}
    for one in wanted["links"]:
        got = links[tuple(one["left"]), tuple(one["right"])]
        assert set(one["facets"].items()) <= got, one


@pytest.mark.parametrize(("left", "right"), PAIRS)
def test_gaps_and_their_kinds(left: str, right: str) -> None:
    found, wanted = pair_of(left, right)
    got = {(gap.plan, gap.clause): (gap.kind.value, set(gap.struck_or_deferred_by)) for gap in found.gaps}
    want = {(one["plan"], one["clause"]): (one["kind"], set(one["by"])) for one in wanted["gaps"]}
    assert got == want


def test_verdicts_on_red_lines() -> None:
    got = {(one.line, one.plan): one for one in findings(HARBOUR).verdicts}
    want = {(line, plan): cell for line, cells in WANTED["verdicts"].items() for plan, cell in cells.items()}
    assert set(got) == set(want)
    wrong = {}
    for key, cell in want.items():
        one = got[key]
        seen: dict[str, Any] = {"verdict": one.kind.value, "clauses": sorted(one.clauses)}
        told: dict[str, Any] = {"verdict": cell["verdict"], "clauses": sorted(cell["clauses"])}
        for name in ("confidence", "holder", "version"):
            if name in cell:
                seen[name], told[name] = str(getattr(one, name)), cell[name]
        if seen != told:
            wrong[key] = (seen, told)
    assert not wrong


def test_constraints() -> None:
    got = {(one.constraint, one.plan): one for one in findings(HARBOUR).constraints}
    for name, cells in WANTED["constraints"].items():
        for plan, cell in cells.items():
            one = got[name, plan]
            for key, value in cell.items():
                seen = getattr(one, key)
                assert (list(seen) if isinstance(seen, tuple) else seen) == value, (name, plan, key)


def test_circles_of_steps() -> None:
    got = [one for one in findings(HARBOUR).plan_findings if one.rule == "constraint-cycle"]
    assert {(one.plan, frozenset(one.clauses)) for one in got} == {
        (one["plan"], frozenset(one["clauses"])) for one in WANTED["cycles"]
    }
    steps = {one["plan"]: one["steps"] for one in WANTED["cycles"]}
    assert all(step in english(one.explanation, NO_WORDS) for one in got for step in steps[one.plan])


def test_deadlocks() -> None:
    got = {(frozenset((one.left, one.right)), one.issue, one.possible) for one in findings(HARBOUR).deadlocks}
    assert got == {(frozenset((one["a"], one["b"])), one["issue"], one["possible"]) for one in WANTED["deadlocks"]}


def test_contradictions() -> None:
    got = {(one.plan, frozenset((one.left, one.right))) for one in findings(HARBOUR).contradictions if not one.possible}
    assert got == {(one["plan"], frozenset((one["a"], one["b"]))) for one in WANTED["contradictions"]}


def test_what_nobody_carries() -> None:
    found = findings(HARBOUR).plan_findings
    outsiders = {
        (one.plan, clause, one.actors) for one in found if one.rule == "plan-duty-on-outsider" for clause in one.clauses
    }
    assert outsiders == {(one["plan"], one["clause"], tuple(one["actors"])) for one in WANTED["non_parties"]}
    nobody = {
        (one.plan, clause) for one in found if one.rule == "plan-guarantee-without-guarantor" for clause in one.clauses
    }
    assert nobody == {(one["plan"], one["clause"]) for one in WANTED["guarantees_nobody_gives"]}
