"""Every relation of the vocabulary, of steps and of descent tells its circle at its place; what is no circle passes."""

from __future__ import annotations

import pytest

from comparer.load.checks import validate
from tests.factories.pact import LAW, VOCABULARY_FILE, A, B, workspace
from tests.load.problem_lists import list_problems

Edit = tuple[str, str, str]

CIRCLES: dict[str, tuple[tuple[Edit, ...], str]] = {
    "members of each other": (
        ((VOCABULARY_FILE, "office: {label: Office}", "office: {label: Office, members: [office]}"),),
        f"{VOCABULARY_FILE}:6:27: error[ref-cycle]: a circle of members: office > office",
    ),
    "kinds of actors": (
        ((VOCABULARY_FILE, "office: {label: Office}", "office: {label: Office, kind_of: [treasury]}"),),
        f"{VOCABULARY_FILE}:6:27: error[ref-cycle]: a circle of kind_of: office > treasury > office",
    ),
    "acts that entail each other": (
        (
            (VOCABULARY_FILE, "run: {label: run}", "run: {label: run, entails: [publish]}"),
            (VOCABULARY_FILE, "publish: {label: publish}", "publish: {label: publish, entails: run}"),
        ),
        f"{VOCABULARY_FILE}:15:29: error[ref-cycle]: a circle of entails: publish > run > publish",
    ),
    "acts that open the way to each other": (
        ((VOCABULARY_FILE, "run: {label: run}", "run: {label: run, enables: run}"),),
        f"{VOCABULARY_FILE}:13:21: error[ref-cycle]: a circle of enables: run > run",
    ),
    "acts that bound each other": (
        ((VOCABULARY_FILE, "run: {label: run}", "run: {label: run, bounds: limit}"),),
        f"{VOCABULARY_FILE}:12:25: error[ref-cycle]: a circle of bounds: limit > run > limit",
    ),
    "kinds of objects": (
        ((VOCABULARY_FILE, "wages: {label: Wages}", "wages: {label: Wages, kind_of: wages}"),),
        f"{VOCABULARY_FILE}:18:25: error[ref-cycle]: a circle of kind_of: wages > wages",
    ),
    "events that entail each other": (
        (
            (VOCABULARY_FILE, "signature: {label: Signature}", "signature: {label: Signature, entails: recession}"),
            (VOCABULARY_FILE, "recession: {label: Recession}", "recession: {label: Recession, entails: signature}"),
        ),
        f"{VOCABULARY_FILE}:23:33: error[ref-cycle]: a circle of entails: recession > signature > recession",
    ),
    "units": (
        ((VOCABULARY_FILE, "day: {label: day, ", "day: {label: day, base: week, factor: 7, "),),
        f"{VOCABULARY_FILE}:30:21: error[ref-cycle]: a circle of base: day > week > day",
    ),
    "steps": (
        ((LAW, "- {id: draft, act: The budget is drafted.,", "- {id: draft, act: It is drafted., after: vote,"),),
        f"{LAW}:10:42: error[ref-cycle]: a circle of steps: draft > vote > draft",
    ),
    "plans that descend from each other": (
        ((A, "title: First draft\n", "title: First draft\nderived_from: pact-b\n"),),
        f"{A}:3:1: error[ref-cycle]: a circle of lineage: pact-a > pact-b > pact-a",
    ),
    "plans that answer what descends from them": (
        ((A, "title: First draft\n", "title: First draft\nanswers: [pact-b]\n"),),
        f"{A}:3:1: error[ref-cycle]: a circle of lineage: pact-a > pact-b > pact-a",
    ),
}


@pytest.mark.parametrize("name", CIRCLES)
def test_a_circle_is_told_once_at_the_first_name_in_it(name: str) -> None:
    edits, expected = CIRCLES[name]
    assert list_problems("ref-cycle", workspace(*edits)) == [expected]


@pytest.mark.parametrize(
    "edits",
    [
        pytest.param(
            ((VOCABULARY_FILE, "day: {label: day, ", "day: {label: day, base: day, factor: 1, "),),
            id="a unit that is its own base",
        ),
        pytest.param(
            (
                (VOCABULARY_FILE, "office: {label: Office}", "office: {label: Office, members: [treasury]}"),
                (VOCABULARY_FILE, "treasury: {label: Treasury, ", "treasury: {label: Treasury, members: [], "),
            ),
            id="two relations that make a circle only together",
        ),
        pytest.param(
            ((LAW, "by: federation, after: draft}", ("by: federation, after: [draft, second]}\n"
                     "      - {id: second, act: It is heard., by: treasury, after: draft}")),),
            id="steps that wait for two others",
        ),
        pytest.param(
            ((B, "derived_from: pact-a", "derived_from: pact-a\nanswers: pact-a"),),
            id="a plan that descends from what it answers",
        ),
    ],
)  # fmt: skip
def test_what_only_looks_like_a_circle_passes(edits: tuple[Edit, ...]) -> None:
    assert list_problems("ref-cycle", workspace(*edits)) == []


def test_steps_of_two_laws_make_no_circle_with_each_other() -> None:
    second = """\
  - id: C-2
    title: The levy needs a vote
    binds: federation
    norm: {bearer: federation, modality: must-not, act: run, object: levy}
    steps:
      - {id: vote, act: It is voted., by: federation}
      - {id: draft, act: It is drafted., by: treasury, after: vote}
"""
    files = workspace()
    files[LAW] += second.encode()
    assert list_problems("ref-cycle", files) == []


@pytest.mark.parametrize(
    ("field", "value"), [("after", "[draft]"), ("id", "7"), ("id", "null")], ids=["no id", "a number", "nothing"]
)
def test_a_step_that_cannot_be_named_is_a_fault_of_its_own_and_no_circle(field: str, value: str) -> None:
    wrong = workspace((LAW, "- {id: draft, ", f"- {{{field}: {value}, "))
    rules = [problem.rule for problem in validate(wrong).problems]
    assert rules
    assert "ref-cycle" not in rules


@pytest.mark.parametrize("value", ["7", "[pact-a]", "null"], ids=["a number", "a list", "nothing"])
def test_a_plan_that_cannot_be_named_is_a_fault_of_its_own_and_no_circle(value: str) -> None:
    wrong = workspace((A, "plan: pact-a\n", f"plan: {value}\nderived_from: pact-b\n"))
    rules = [problem.rule for problem in validate(wrong).problems]
    assert rules
    assert "ref-cycle" not in rules


@pytest.mark.parametrize(
    ("edits", "hint"),
    [
        (((VOCABULARY_FILE, "  debt: {label: Debt}\n", ""),), "add 'debt' above"),
        (
            (
                (VOCABULARY_FILE, "  debt: {label: Debt}\n", ""),
                (VOCABULARY_FILE, "  transfers: {label", "  debt: {label: Debt}\n  transfers: {label"),
            ),
            "move it below",
        ),
    ],
)
def test_an_issue_that_stands_before_what_it_lies_under_is_told_what_to_do(edits: tuple[Edit, ...], hint: str) -> None:
    (problem,) = list_problems("ref-issue-order", workspace(*edits))
    assert problem.endswith(f"({hint})")
