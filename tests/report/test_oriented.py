"""The cells of Word and Excel: the marks of every other format, with the links and gaps that a cell rests on."""

import pytest

from comparer.report.sections.matrix import Matrix
from comparer.report.sections.oriented_pairs import BaseOrientedPairs, other_plans_by_lineage

from .sample import COUNCIL, COUNTER, DRAFT, TALKS, sample


def crossed():
    """The sample with a link from a clause that is answered on its row to one of another row."""
    report = sample()
    pair = next(one for one in report["pairs"] if (one["left"], one["right"]) == (DRAFT, COUNTER))
    opposed = next(link for link in pair["links"] if link["relation"] == "opposed")
    pair["links"].append({**opposed, "left": ["1"], "right": ["5"], "fingerprint": "0123456789ab"})
    return report


@pytest.mark.parametrize("base", [COUNCIL, DRAFT, COUNTER, TALKS])
def test_a_cell_has_the_mark_that_every_format_gives_it(base):
    report = crossed() | {"base": base}
    oriented, matrix = BaseOrientedPairs(report), Matrix(report)
    for row in report["rows"]:
        for plan in other_plans_by_lineage(report):
            assert oriented.findings_in_cell(row, plan).mark == matrix.find_cell(base, row, plan), (row["id"], plan)


def test_a_link_to_another_row_stands_on_both():
    report = crossed()
    oriented = BaseOrientedPairs(report)
    answers = {row["id"]: oriented.findings_in_cell(row, COUNTER) for row in report["rows"]}
    assert [link["right"] for link in answers["r1"].links] == [["1"], ["5"]]
    assert [link["left"] for link in answers["r2"].links] == [["6"], ["1"]]
    assert answers["r1"].mark.value == "looser"


def test_a_plan_before_the_base_is_told_the_other_way():
    report = sample()
    row = next(one for one in report["rows"] if one["id"] == "r1")
    answer = BaseOrientedPairs(report).findings_in_cell(row, COUNCIL)
    (link,) = answer.links
    assert (link["left"], link["right"], link["relation"], link["favours"]) == (["1"], ["fleet"], "looser", [])
    assert [(one["before"], one["after"], one["effect"]) for one in link["changes"]] == [
        ("≤ 40 boats", "≤ 60 boats", "looser")
    ]
    assert [one["after_value"]["amount"]["high"] for one in link["changes"]] == [60]
