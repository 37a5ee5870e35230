"""Fields that need or exclude each other, dates and quantities: each fault is told at its place, a near miss passes."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest

from comparer.load.checks import validate
from comparer.load.checks.field_rules import base_unit_and_factor, parse_amount
from tests.factories.pact import LAW, LINES, PINS, SEEDS, TAKEN, VOCABULARY_FILE, A, workspace
from tests.load.problem_lists import list_problems

Edit = tuple[str, str, str]
OF_A_PROVISION = {"id", "number", "heading", "part", "coverage", "clauses", "note"}
VALUES = {
    "norm": "{bearer: north, modality: must, act: pay, object: levy}",
    "terms": "{sum: {is: 5}}",
    "conditions": "{unless: recession}",
    "variants": "[{text: Another.}]",
    "cites": "gazette",
    "known": "stated",
    "evidence": "A",
    "state": "open",
    "questions": "transfer-size",
    "issue": "debt",
    "to": "court-talks",
    "from": "pact-b#1",
    "voids": "1-1",
    "holder": "north",
    "reviewed": "false",
    "intended": "[deadline]",
    "under": "1-1",
    "closes": "1-1",
}


def problems_after(rule: str, *edits: Edit) -> list[str]:
    return list_problems(rule, workspace(*edits))


def test_no_field_of_a_clause_is_lost_where_a_provision_has_clauses(root: Path) -> None:
    schema = json.loads((root / "schema" / "plan.schema.json").read_text(encoding="utf-8"))
    for name in schema["$defs"]["provision"]["properties"].keys() - OF_A_PROVISION:
        edit = (
            A,
            "    part: main\n    clauses",
            f"    part: main\n    {name}: {VALUES.get(name, 'Some words.')}\n    clauses",
        )
        (problem,) = problems_after("ref-clause-fields", edit)
        assert problem.startswith(
            f"{A}:11:5: error[ref-clause-fields]: the provision has clauses, and '{name}' besides;"
        )


def test_what_belongs_to_a_provision_stands_beside_its_clauses() -> None:
    own = '    number: "1."\n    heading: Debt\n    coverage: partial\n    note: Of the whole.\n'
    assert (
        problems_after("ref-clause-fields", (A, "    part: main\n    clauses", f"    part: main\n{own}    clauses"))
        == []
    )


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        ((A, "title: First draft\n",
          "title: First draft\nreactions:\n  - {party: south, says: rejects, date: 2031-02-30}\n"),
         f"{A}:4:41: error[ref-date]: '2031-02-30' is not a day of the calendar"),
        ((A, "{id: main, title: Main text}", "{id: main, title: Main text, issued: 2031-04-31}"),
         f"{A}:7:42: error[ref-date]: '2031-04-31' is not a day of the calendar"),
        ((A, "sum: {is: 500}", 'sum: {max: "2031-11-31"}'),
         f"{A}:33:24: error[ref-date]: '2031-11-31' is not a day of the calendar"),
        ((PINS, "reason: The same matter.", "date: 2031-06-31, reason: The same matter."),
         f"{PINS}:1:63: error[ref-date]: '2031-06-31' is not a day of the calendar"),
        ((TAKEN, "2032-04-01", "2032-02-30"),
         f"{TAKEN}:1:102: error[ref-date]: '2032-02-30' is not a day of the calendar"),
        ((SEEDS, "  read: whole\n", "  read: whole\n  date: 2031-02-30\n"),
         f"{SEEDS}:6:9: error[ref-date]: '2031-02-30' is not a day of the calendar"),
        ((LINES, 'until: "2031-02"', 'until: "2031-02-29"'),
         f"{LINES}:8:16: error[ref-date]: '2031-02-29' is not a day of the calendar"),
    ],
    ids=["a reaction", "a part", "a term", "a link read by a person", "an acceptance", "a source", "a line"],
)  # fmt: skip
def test_a_day_that_no_calendar_has_is_told_wherever_a_date_stands(edit: Edit, expected: str) -> None:
    assert problems_after("ref-date", edit) == [expected]


@pytest.mark.parametrize("date", ["2031-02", "2031", "2032-02-29", "soon-by-then", "2031-02-xx", "2031-13"])
def test_months_years_and_what_is_no_date_are_not_judged_by_the_calendar(date: str) -> None:
    assert problems_after("ref-date", (A, 'issued: "2031-02-01"', f'issued: "{date}"')) == []


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        (((TAKEN, "2032-04-01", "2030-04-01"),),
         [f"{TAKEN}:1:102: error[ref-date-order]: expires '2030-04-01' comes before '2031-04-01'"]),
        (((LINES, 'until: "2031-02"', 'until: "2030"'),),
         [f"{LINES}:8:16: error[ref-date-order]: until '2030' comes before '2031-01'"]),
        (((LINES, 'from: "2031-03"', 'from: "2031-01"'),),
         [f"{LINES}:12:15: error[ref-date-order]: from '2031-01' comes before '2031-01'"]),
        (((LINES, 'from: "2031-03"', 'from: "2030"'),),
         [f"{LINES}:12:15: error[ref-date-order]: from '2030' comes before '2031-01'"]),
        (((LINES, '      - from: "2031-01"\n        until: "2031-02"', "      - note: From the beginning."),), []),
        (((LINES, '      - from: "2031-03"\n        strength', "      - strength"),), []),
        (((LAW, '    from: "2001"\n', ""),), []),
    ],
    ids=["an acceptance", "a version", "two of one day", "a later one first", "first without a date",
         "second without one", "a law without a beginning"],
)  # fmt: skip
def test_what_ends_before_it_begins_is_told(edits: tuple[Edit, ...], expected: list[str]) -> None:
    assert problems_after("ref-date-order", *edits) == expected


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        ((A, "    voids: 1-1\n", "    voids: 1-1\n    state: moved\n"),
         [f"{A}:36:12: error[ref-moved-without-track]: state moved and `to` belong together; `to` is missing"]),
        ((A, "    voids: 1-1\n", "    voids: 1-1\n    to: court-talks\n"),
         [f"{A}:36:9: error[ref-moved-without-track]: state moved and `to` belong together; state moved is missing"]),
        ((A, "    voids: 1-1\n", "    voids: 1-1\n    state: moved\n    to: court-talks\n"), []),
    ],
)  # fmt: skip
def test_what_is_moved_says_where_to_and_what_names_a_track_is_moved(edit: Edit, expected: list[str]) -> None:
    assert problems_after("ref-moved-without-track", edit) == expected


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        ((A, "act: pay, object: levy, beneficiary", "acts: pay, object: levy, beneficiary"), "(did you mean 'acts'?)"),
        ((A, "act: pay, object: levy, beneficiary", "object: levy, beneficiary"), "needs an act"),
        ((A, "{bearer: north, modality: must, act: pay, object: levy, beneficiary",
          "{bearer: north, modality: must, agent: treasury, object: levy, beneficiary"), "needs an act"),
        ((A, "    voids: 1-1\n",
          "    voids: 1-1\n    variants:\n      - {text: Other., norm: {bearer: north, modality: may}}\n"),
         "'may' needs an act"),
        ((LINES, "exceptions: [recession]", "exceptions: [{norm: {bearer: south, modality: may, object: levy}}]"),
         "'may' needs an act"),
        ((LAW, "modality: must-not, act: run,", "modality: must-not,"), "'must-not' needs an act"),
        ((LAW, "exceptions: [recession]", "exceptions: [{norm: {bearer: south, modality: must, object: levy}}]"),
         "'must' needs an act"),
    ],
)  # fmt: skip
def test_a_norm_says_what_is_done(edit: Edit, expected: str) -> None:
    (problem,) = problems_after("ref-norm-without-act", edit)
    assert problem.endswith(expected)


@pytest.mark.parametrize(
    ("edit", "place"),
    [
        ((LINES, "modality: may, act: run, object: budget}, exceptions", "modality: may, object: budget}, exceptions"),
         f"{LINES}:10:20"),
        ((LINES, "exceptions: [recession]", "exceptions: [{norm: {bearer: south, modality: may, object: levy}}]"),
         f"{LINES}:10:98"),
        ((LAW, "exceptions: [recession]", "exceptions: [{norm: {bearer: south, modality: must, object: levy}}]"),
         f"{LAW}:8:25"),
    ],
    ids=["of a line", "an exception of a line", "an exception of a law"],
)  # fmt: skip
def test_a_norm_without_an_act_is_told_where_it_stands(edit: Edit, place: str) -> None:
    (problem,) = problems_after("ref-norm-without-act", edit)
    assert problem.startswith(f"{place}: ")


def test_a_line_has_norms_in_some_version_or_says_why_not() -> None:
    rule, bare = (
        "ref-line-without-norm",
        (LINES, "not_judged: What is fair is a judgement.", 'versions: [{from: "2031"}]'),
    )
    assert len(problems_after(rule, bare)) == 1
    norm = "{norm: {bearer: south, modality: may, act: run, object: budget}}"
    single = (LINES, bare[1], f'versions: [{{from: "2031", norms: [{norm}]}}]')
    several = (
        LINES,
        bare[1],
        f'versions: [{{from: "2031", norms: [{norm}, {norm}]}}, {{from: "2032", norms: [{norm}]}}]',
    )
    assert problems_after(rule, single) == problems_after(rule, several) == []


@pytest.mark.parametrize(
    ("quantity", "fault"),
    [
        ("{is: 5, about: 6}", "has is and about at once"),
        ("{is: 5, max: 6}", "has is and max at once"),
        ("{about: 5, above: 6}", "has about and above at once"),
        ("{unit: crown}", "has no figure; write unknown: true where one is said to exist"),
        ("{unit: crown, unknown: true}", ""),
        ("{min: 5, above: 4}", "has min and above at once"),
        ("{max: 5, below: 6}", "has max and below at once"),
        ("{min: 5, max: 4}", "has a lower bound above its upper bound"),
        ("{above: 5, below: 4}", "has a lower bound above its upper bound"),
        ("{min: 5, max: 5}", ""),
        ("{above: 5, max: 5}", "leaves nothing between its bounds"),
        ("{min: 5, below: 5}", "leaves nothing between its bounds"),
        ("{above: 5, below: 6}", ""),
        ("{min: 5}", ""),
        ("{max: 5}", ""),
        ('{min: 5, max: "2031-05"}', "has a date on one side and a number on the other"),
        ('{min: "2031-05", max: 5}', "has a date on one side and a number on the other"),
        ('{min: "2031-05", max: "2031-04"}', "has a lower bound above its upper bound"),
        ('{min: "2031-05", max: "2031-05"}', ""),
        ('{above: "2031-05", max: "2031-05"}', "leaves nothing between its bounds"),
        ('{min: "1/3", max: "1/2"}', ""),
        ('{min: "1/2", max: "1/3"}', "has a lower bound above its upper bound"),
        ('{min: "2.5", max: "2.4"}', "has a lower bound above its upper bound"),
        ('{min: "-3", max: "-2"}', ""),
    ],
)  # fmt: skip
def test_a_quantity_leaves_something_between_bounds_that_go_together(quantity: str, fault: str) -> None:
    expected = [f"{A}:33:13: error[ref-interval]: 'sum' {fault}"] if fault else []
    assert problems_after("ref-interval", (A, "sum: {is: 500}", f"sum: {quantity}")) == expected


def test_an_amount_is_read_exactly_and_a_year_is_a_date() -> None:
    read = [parse_amount(value) for value in (3, 0.1, "1/3", "-2.5", "2031", "2031-05", True, None, [1])]
    assert [str(amount) for amount in read] == ["3", "1/10", "1/3", "-5/2", "2031", "2031-05", "None", "None", "None"]
    assert isinstance(parse_amount("2031"), str)
    assert isinstance(parse_amount("20311"), type(parse_amount(3)))


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        (((A, "sum: {is: 500}", "sum: {is: 500, unit: day}"),),
         [(f"{A}:33:34: error[ref-unit]: 'day' does not convert into 'crown', the unit of 'sum' "
           "(units of crown: crown)")]),
        (((A, "sum: {is: 500}", "sum: {is: 500, unit: crown}"),), []),
        (((A, "sum: {is: 500}", "sum: {is: 500, unit: dya}"),), []),
        (((A, "sum: {is: 500}", "sum: {is: 500, unit: [day]}"),), []),
        (((VOCABULARY_FILE, "unit: crown, more", "unit: 7, more"),
          (A, "sum: {is: 500}", "sum: {is: 500, unit: day}")), []),
    ],
    ids=["another kind", "its own", "none of the vocabulary", "no text", "a quantity without one"],
)  # fmt: skip
def test_a_unit_converts_into_that_of_its_quantity(edits: tuple[Edit, ...], expected: list[str]) -> None:
    assert problems_after("ref-unit", *edits) == expected


def test_units_are_not_judged_where_there_is_no_vocabulary() -> None:
    files = workspace((A, "sum: {is: 500}", "sum: {is: 500, unit: day}"))
    del files[VOCABULARY_FILE]
    assert "ref-unit" not in [problem.rule for problem in validate(files).problems]


def test_units_convert_step_by_step_into_the_last_that_has_a_factor() -> None:
    units = {
        "hour": {"base": "minute", "factor": 60},
        "minute": {"base": "second", "factor": 60},
        "second": {},
        "third": {"base": "hour", "factor": "1/3"},
        "plain": {"base": "second"},
        "round": {"base": "round", "factor": 7},
        "there": {"base": "back", "factor": 2},
        "back": {"base": "there", "factor": 3},
        "dated": {"base": "second", "factor": "2031-05"},
        "number": {"base": 7, "factor": 2},
    }
    vocabulary = {"units": units, "quantities": {}}
    assert {name: base_unit_and_factor(name, vocabulary) for name in units} == {
        "hour": ("second", 3600),
        "minute": ("second", 60),
        "second": ("second", 1),
        "third": ("second", 1200),
        "plain": ("second", 1),
        "round": ("round", 1),
        "there": ("back", 2),
        "back": ("there", 3),
        "dated": ("dated", 1),
        "number": ("number", 1),
    }
    assert base_unit_and_factor("third", vocabulary)[1] == Fraction(1200)


def test_units_that_would_do_are_offered_in_the_order_of_their_names() -> None:
    edit = (VOCABULARY_FILE, "  week: {label: week, base: day, factor: 7}", (
        "  week: {label: week, base: day, factor: 7}\n  age: {label: age, base: day, factor: 9}"))  # fmt: skip
    (problem,) = problems_after("ref-unit", edit, (A, "report-by: {max: 30,", "report-by: {max: 30, unit: crown,"))
    assert problem.endswith("(units of day: age, day, week)")
