"""A link that was compared the other way round is told from the base: what one asks more, the other asks less."""

from comparer.report.sections.oriented_pairs import mirror_link
from comparer.report.sections.table_words import TableWords
from comparer.report.sections.word_table import build_word_table
from comparer.report.words.sentences import ReportSentences

from .sample import COUNCIL, COUNTER, DRAFT, sample


def fleet_cell(plan):
    return next(row for row in build_word_table(sample()).rows if row.id == "r1").find_cell(plan)


def test_a_plan_before_the_base_is_told_the_other_way():
    (link,) = TableWords(ReportSentences(sample())).oriented_links(DRAFT, fleet_cell(COUNCIL))
    assert (link["left"], link["right"], link["relation"], link["favours"]) == (["1"], ["fleet"], "looser", [])
    assert [(change["before"], change["after"], change["effect"]) for change in link["changes"]] == [
        ("≤ 40 boats", "≤ 60 boats", "looser")
    ]
    assert [change["after_value"]["amount"]["high"] for change in link["changes"]] == [60]


def test_a_plan_after_the_base_is_told_as_it_was_compared():
    cell = fleet_cell(COUNTER)
    assert TableWords(ReportSentences(sample())).oriented_links(DRAFT, cell) == list(cell.links)


def test_mirroring_twice_leaves_the_link_but_for_whom_it_favours():
    for pair in sample()["pairs"]:
        for link in pair["links"]:
            assert mirror_link(mirror_link(link)) == {**link, "favours": []}
