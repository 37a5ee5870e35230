"""The record against the research: every row, figure, date and state stands in the files, and nothing beside them."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

import pytest

from tests.record.reading import (
    COMPARATORS,
    Data,
    cards,
    clauses,
    constraints,
    every_clause,
    figures,
    lines,
    listed,
    of_provision,
    place,
    plans,
    readings,
    table,
    words,
)

COUNTS: dict[str, dict[str, int]] = table("counts.yaml")
ROWS: dict[str, dict[str, list[str]]] = table("rows.yaml")["plans"]
LINES: dict[str, Data] = table("rows.yaml")["lines"]
LAWS: dict[str, Data] = table("rows.yaml")["constraints"]
EDIT: dict[str, list[str]] = table("rows.yaml")["eu-counter"]
GENEVA: dict[str, str] = table("rows.yaml")["geneva-19"]
FIGURES: dict[str, list[Data]] = table("figures.yaml")
TEXTS = frozenset(table("source-slugs.yaml")["seeds"].values())
LETTERED = ("us-28", "eu-counter")
NORM = ("text", "issue", "norm", "terms", "conditions")


@pytest.mark.parametrize("plan", sorted(COUNTS))
def test_a_plan_has_as_many_points_and_clauses_as_the_research_demands(plan: str) -> None:
    provisions = plans()[plan]["provisions"]
    rows = [row for row in ROWS[plan] if plan not in LETTERED or row[-1].isdigit()]
    assert {"rows": len(rows), "provisions": len(provisions), "clauses": len(clauses(plan))} == COUNTS[plan]


def test_every_plan_is_counted_and_every_clause_has_an_id_of_its_own() -> None:
    assert set(plans()) == set(COUNTS) == set(ROWS)
    assert len(plans()) == 18
    for plan, data in plans().items():
        assert sum(len(of_provision(each)) for each in data["provisions"]) == len(clauses(plan)), plan


def test_every_row_of_the_research_stands_in_the_record() -> None:
    named = [(plan, row, name) for plan, rows in ROWS.items() for row, names in rows.items() for name in names]
    assert [(row, name) for plan, row, name in named if not place(f"{plan}#{name}")] == []
    assert [row for rows in ROWS.values() for row, names in rows.items() if not names] == []


def test_no_clause_stands_in_the_record_without_a_row() -> None:
    named = {(plan, name.partition("/")[0]) for plan, rows in ROWS.items() for names in rows.values() for name in names}
    assert [(plan, name) for plan in plans() for name in clauses(plan) if (plan, name) not in named] == []


def test_every_reading_has_a_name() -> None:
    nameless = [name for name, clause in every_clause() for variant in clause.get("variants", [])
                if ("family" in variant) == ("holder" in variant)]  # fmt: skip
    assert nameless == []


# Figures


@pytest.mark.parametrize("figure", FIGURES["figures"], ids=lambda figure: f"{figure['row']} {figure['at']}")
def test_a_figure_of_the_research_stands_in_the_data_with_its_comparator(figure: Data) -> None:
    expected = {key: figure[key] for key in (*COMPARATORS, "unit") if key in figure}
    assert expected in [figures(each).get(figure["quantity"]) for each in place(figure["at"])]


def test_every_figure_of_the_data_is_one_of_the_research() -> None:
    known = {(each["at"], each["quantity"], _bounds(each)) for each in FIGURES["figures"]}
    beside = []
    for name, clause in every_clause():
        beside += [(name, *each) for each in _own(clause) if (name, *each) not in known]
        for variant in clause.get("variants", []):
            places = (f"{name}/{variant.get('family') or variant.get('holder')}", name)
            beside += [(places[0], *each) for each in _own(variant) if known.isdisjoint((at, *each) for at in places)]
    assert [each for each in beside if "unknown" not in each[2]] == []


def _own(data: Data) -> list[tuple[str, str]]:
    return [(quantity, _bounds(value)) for quantity, value in figures(data).items()]


def _bounds(figure: Data) -> str:
    return ", ".join(f"{key} {figure[key]}" for key in COMPARATORS if key in figure) + f" {figure['unit']}"


@pytest.mark.parametrize("at", [each["at"] for each in FIGURES["without"]])
def test_where_the_research_has_no_figure_none_stands_in_the_data(at: str) -> None:
    for each in place(at):
        assert {name: value for name, value in figures(each).items() if "unknown" not in value} == {}


@pytest.mark.parametrize("figure", FIGURES["words"], ids=lambda figure: f"{figure['row']} {figure['says']}")
def test_a_figure_that_is_no_amount_stands_in_words(figure: Data) -> None:
    result = place(figure["at"])
    assert result
    assert any(figure["says"].lower() in str(each).lower() for each in result)


@pytest.mark.parametrize("figure", FIGURES["carried"], ids=lambda figure: figure["row"])
def test_a_figure_given_for_contrast_stands_on_its_card(figure: Data) -> None:
    source, _, paragraph = figure["at"].partition("#")
    assert _amounts(figure) <= _carried(source, paragraph)


def test_every_figure_of_a_clause_stands_in_each_paragraph_that_it_cites() -> None:
    excused = {(each["at"], each["cite"], each["quantity"]) for each in FIGURES["not-in-paragraph"]}
    absent = set()
    for name, clause in every_clause():
        names = [variant.get("family") or variant.get("holder") for variant in clause.get("variants", [])]
        for reading in [clause, *(each for known in names for each in readings(clause, known))]:
            for cite in listed(reading.get("cites")):
                source, _, paragraph = cite.partition("#")
                if source in TEXTS and paragraph:
                    carried = _carried(source, paragraph)
                    absent |= {
                        (name, cite, quantity)
                        for quantity, value in figures(reading).items()
                        if not _amounts(value) <= carried
                    }
    assert absent == excused
    assert all(each["reason"] for each in FIGURES["not-in-paragraph"])


def _carried(source: str, paragraph: str) -> set[tuple[str, Any, str]]:
    """Comparator, value and base unit of what a paragraph carries, by its card, or a page that has no paragraphs."""
    return {
        ("is" if figure["is"] == "exactly" else figure["is"], *_based(figure["value"], figure["unit"]))
        for fact in cards()[source].get("facts", [])
        if fact.get("at", "") == paragraph
        for figure in fact.get("figures", [])
    }


def _amounts(figure: Data) -> set[tuple[str, Any, str]]:
    return {(key, *_based(figure[key], figure["unit"])) for key in COMPARATORS if key in figure and key != "unknown"}


def _based(value: Any, unit: str) -> tuple[Any, str]:
    known = words("units").get(unit, {})
    if isinstance(value, str) or "base" not in known:
        return value, unit
    return value * Fraction(str(known["factor"])), known["base"]


# Red lines and rules of law


def test_the_lines_and_rules_are_those_of_the_research() -> None:
    assert {each["at"] for each in LINES.values()} == set(lines())
    assert [row for row, each in LINES.items() if row != f"RL-{each['at'].partition('#')[2]}"] == []
    assert len(LINES) == len(lines()) == 46
    assert list(LAWS) == list(constraints()) == [f"LC-{number:02}" for number in range(1, 27)]


@pytest.mark.parametrize("row", sorted(LINES))
def test_a_line_has_its_versions_with_their_dates_and_its_strength(row: str) -> None:
    line, expected = lines()[LINES[row]["at"]], LINES[row]
    versions = line["versions"]
    assert [version["from"] for version in versions] == expected["from"] == sorted(expected["from"])
    assert versions[-1].get("strength", "none") == expected["strength"]
    assert line["inferred"] == expected["inferred"]
    for version in versions:
        assert version["said_by"]
        assert version["cites"]
        assert version.get("norms") or line.get("not_judged") or line.get("no_line")


@pytest.mark.parametrize("row", sorted(LAWS))
def test_a_rule_has_its_date_force_and_certainty(row: str) -> None:
    rule, expected = constraints()[row], LAWS[row]
    result = {key: rule[key] for key in ("force", "certainty")} | {"from": rule.get("from", "")}
    assert result | ({"until": rule["until"]} if "until" in rule else {}) == expected
    assert rule["says"]
    assert rule["cites"]


# What became of points


def test_what_the_european_edit_keeps_it_keeps_letter_for_letter() -> None:
    before, after = clauses("us-28"), clauses("eu-counter")
    differ = {name: key for name in EDIT["kept"] for key in NORM if before[name].get(key) != after[name].get(key)}
    assert differ == {}
    assert [name for name in EDIT["kept"] if after[name].get("state", "open") != "open"] == []


def test_what_the_european_edit_removes_stands_there_as_removed() -> None:
    before, after = clauses("us-28"), clauses("eu-counter")
    assert {name for name, clause in after.items() if clause.get("state") == "struck"} == set(EDIT["removed"])
    for name in EDIT["removed"]:
        assert [after[name].get(key) for key in NORM[1:]] == [before[name].get(key) for key in NORM[1:]], name
        assert re.search(r"\bremoved\b", after[name]["text"])


@pytest.mark.parametrize("point", EDIT["changed"])
def test_what_the_european_edit_changes_differs(point: str) -> None:
    kept = {*EDIT["kept"], *EDIT["removed"]}
    sides = [
        {str(tuple(clause.get(key) for key in NORM)) for provision in plans()[plan]["provisions"]
         for clause in of_provision(provision) if provision["id"] == point and clause["id"] not in kept}
        for plan in ("us-28", "eu-counter")
    ]  # fmt: skip
    assert sides[1] - sides[0] or sides[0] > sides[1]


def test_the_points_of_the_european_edit_are_each_of_one_sort() -> None:
    named = [*EDIT["kept"], *EDIT["removed"]]
    rest = {name for name in clauses("eu-counter") if name not in named}
    points = {each["id"]: each for each in plans()["eu-counter"]["provisions"]}
    assert rest == {c["id"] for p in EDIT["changed"] for c in of_provision(points[p])} - set(named)


def test_the_geneva_text_says_of_each_topic_what_became_of_it() -> None:
    result = {name: clause.get("state", "open") for name, clause in clauses("geneva-19").items()}
    assert result == GENEVA
    for name, clause in clauses("geneva-19").items():
        assert clause["known"] == "reported", name
        assert ("to" in clause) == (clause.get("state") == "moved"), name


def test_the_turkish_plan_is_denied_throughout_and_no_other_plan_is() -> None:
    denied = {name for name, clause in every_clause() if clause["known"] == "denied"}
    assert denied == {f"turkey-2024#{name}" for name in clauses("turkey-2024")}
    assert {each["says"] for each in plans()["turkey-2024"]["reactions"]} == {"denies"}


def test_each_side_of_a_bracket_has_its_holder() -> None:
    for name in ("a14", "a15", "a16"):
        holders = {variant.get("holder") for variant in clauses("istanbul-2022")[name]["variants"]}
        assert holders == {"russia", "ukraine"}, name
        assert clauses("istanbul-2022")[name]["state"] == "contested"


def test_what_one_state_holds_is_said_to_be_its_own() -> None:
    holders = {clause["holder"] for clause in clauses("europe-2024").values()}
    assert holders == {"european-union", "germany", "france", "hungary", "united-kingdom", "czech-republic"}
