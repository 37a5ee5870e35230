"""What stands in a cell of the matrix, from whichever plan it is told."""

from itertools import pairwise, permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparer.model.relation import GapKind, Relation
from comparer.report.sections.matrix import Matrix, MatrixCell
from tests.report.sample import sample

PLANS = ("a", "b", "c")


def build_report(links: list[tuple[str, str, str, str, str]] = (), gaps: list[tuple[str, str, str, str]] = ()) -> Any:
    """A report of three plans: links as plans, clauses and relation; gaps as plan, clause, other plan and kind."""
    pairs = [
        {
            "left": left,
            "right": right,
            "links": [
                {"left": [x], "right": [y], "relation": relation, "changes": []}
                for x_plan, y_plan, x, y, relation in links
                if (x_plan, y_plan) == (left, right)
            ],
            "gaps": [
                {"plan": plan, "clause": clause, "missing_from": other, "kind": kind}
                for plan, clause, other, kind in gaps
                if {plan, other} == {left, right}
            ],
        }
        for left, right in (("a", "b"), ("a", "c"), ("b", "c"))
    ]
    return {"pairs": pairs}


def build_row(**cells: str) -> dict[str, Any]:
    return {"id": "row", "cells": {plan: cells.get(plan, "").split() for plan in PLANS}}


def assert_mirrored(there: MatrixCell, back: MatrixCell) -> None:
    """One cell read from either side: a relation turns round; a gap is what the other side alone has."""
    if there.group == "relation":
        assert (back.group, back.value) == ("relation", Relation(there.value).mirror().value)
    elif there.group == "gap":
        assert back.group == "gap" or (back.value, back.detail) == ("added", there.value)
    elif there.value == "added":
        assert (back.group, back.value) == ("gap", there.detail) if there.detail else back.group == "cell"
    else:
        assert back.group == "cell"


clause_names = st.sampled_from(("1", "2", "3"))
link_entries = st.tuples(st.sampled_from(("ab", "ac", "bc")), clause_names, clause_names, st.sampled_from(Relation))
gap_entries = st.tuples(st.sampled_from([*permutations("abc", 2)]), clause_names, st.sampled_from(GapKind))
cell_entries = st.sets(clause_names).map(lambda names: " ".join(sorted(names)))


@given(st.lists(link_entries), st.lists(gap_entries), st.fixed_dictionaries(dict.fromkeys(PLANS, cell_entries)))
def test_a_cell_mirrors_when_the_base_does(links: list[Any], gaps: list[Any], cells: dict[str, str]) -> None:
    report = build_report(
        [(*plans, x, y, relation.value) for plans, x, y, relation in links],
        [(plan, clause, other, kind.value) for (plan, other), clause, kind in gaps],
    )
    matrix, row = Matrix(report), build_row(**cells)
    for base, plan in permutations(PLANS, 2):
        assert_mirrored(matrix.find_cell(base, row, plan), matrix.find_cell(plan, row, base))


def test_every_cell_of_the_sample_mirrors() -> None:
    report = sample()
    matrix, plans = Matrix(report), [plan["id"] for plan in report["plans"]]
    for row in report["rows"]:
        for base, plan in permutations(plans, 2):
            assert_mirrored(matrix.find_cell(base, row, plan), matrix.find_cell(plan, row, base))


@pytest.mark.parametrize(
    ("relations", "from_a", "from_b"),
    [
        ("deferred settled", "mixed", "mixed"),
        ("deferred same", "deferred", "settled"),
        ("mixed opposed", "opposed", "opposed"),
        ("stricter looser", "mixed", "mixed"),
        ("stricter same", "stricter", "looser"),
    ],
)
def test_one_word_for_several_links_of_a_row(relations: str, from_a: str, from_b: str) -> None:
    links = [("a", "b", str(n), str(n), relation) for n, relation in enumerate(relations.split())]
    matrix, row = Matrix(build_report(links)), build_row(a="0 1", b="0 1")
    assert (matrix.find_cell("a", row, "b").value, matrix.find_cell("b", row, "a").value) == (from_a, from_b)


def test_links_on_the_row_count_before_those_that_leave_it() -> None:
    links = [("a", "b", "1", "1", "same"), ("a", "b", "1", "9", "opposed")]
    matrix = Matrix(build_report(links))
    assert matrix.find_cell("a", build_row(a="1", b="1"), "b").value == "same"
    assert matrix.find_cell("a", build_row(a="1"), "b").value == "opposed"


def test_the_gap_that_is_judged_first_names_the_cell() -> None:
    judged_first = ("struck", "deferred", "silent", "unreported", "absent")
    for first, then in pairwise(judged_first):
        matrix = Matrix(build_report(gaps=[("a", "1", "b", then), ("a", "2", "b", first)]))
        assert matrix.find_cell("a", build_row(a="1 2"), "b").value == first
        assert matrix.find_cell("b", build_row(a="1 2"), "a") == MatrixCell("cell", "added", ("1", "2"), first)
