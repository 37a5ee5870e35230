"""The links of a row, from whichever plan it is told, and the one word that several of them make."""

from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparer.model.relation import GapKind, Relation
from comparer.report.sections.row_links import RowLinks
from tests.report.sample import sample

PLANS = ("a", "b", "c")


def build_report(links: list[tuple[str, str, str, str, str]] = ()) -> Any:
    """A report of three plans: links as plans, clauses and relation."""
    pairs = [
        {
            "left": left,
            "right": right,
            "links": [
                {"left": [x], "right": [y], "relation": relation, "changes": []}
                for x_plan, y_plan, x, y, relation in links
                if (x_plan, y_plan) == (left, right)
            ],
        }
        for left, right in (("a", "b"), ("a", "c"), ("b", "c"))
    ]
    return {"pairs": pairs}


def build_row(**cells: str) -> dict[str, Any]:
    return {"id": "row", "cells": {plan: cells.get(plan, "").split() for plan in PLANS}}


def combined(links: RowLinks, base: str, row: Any, plan: str) -> Relation | None:
    """The one relation of a row from the base to a plan; None where no link touches it."""
    cell_links = links.cell_links(base, row, plan)
    return Relation.combine(entry.relation for entry in cell_links) if cell_links else None


def assert_mirrored(links: RowLinks, base: str, row: Any, plan: str) -> None:
    there, back = combined(links, base, row, plan), combined(links, plan, row, base)
    assert back == (there.mirror() if there else None)


clause_names = st.sampled_from(("1", "2", "3"))
link_entries = st.tuples(st.sampled_from(("ab", "ac", "bc")), clause_names, clause_names, st.sampled_from(Relation))
cell_entries = st.sets(clause_names).map(lambda names: " ".join(sorted(names)))


@given(st.lists(link_entries), st.fixed_dictionaries(dict.fromkeys(PLANS, cell_entries)))
def test_a_row_mirrors_when_the_base_does(links: list[Any], cells: dict[str, str]) -> None:
    report = build_report([(*plans, x, y, relation.value) for plans, x, y, relation in links])
    for base, plan in permutations(PLANS, 2):
        assert_mirrored(RowLinks(report), base, build_row(**cells), plan)


def test_every_row_of_the_sample_mirrors() -> None:
    report = sample()
    links, plans = RowLinks(report), [plan["id"] for plan in report["plans"]]
    for row in report["rows"]:
        for base, plan in permutations(plans, 2):
            assert_mirrored(links, base, row, plan)


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
    entries = [("a", "b", str(n), str(n), relation) for n, relation in enumerate(relations.split())]
    links, row = RowLinks(build_report(entries)), build_row(a="0 1", b="0 1")
    assert (combined(links, "a", row, "b"), combined(links, "b", row, "a")) == (from_a, from_b)


def test_links_on_the_row_count_before_those_that_leave_it() -> None:
    links = RowLinks(build_report([("a", "b", "1", "1", "same"), ("a", "b", "1", "9", "opposed")]))
    assert combined(links, "a", build_row(a="1", b="1"), "b") == "same"
    assert combined(links, "a", build_row(a="1"), "b") == "opposed"


def test_the_gap_that_is_judged_first_stands_for_several() -> None:
    judged_first = ("struck", "deferred", "silent", "unreported", "absent")
    for place, first in enumerate(judged_first[:-1]):
        assert GapKind.combine(GapKind(kind) for kind in (judged_first[place + 1], first)) == first
