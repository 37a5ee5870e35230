"""The table of verdicts made by hand is whole and fits the record; how a program is held to it."""

from __future__ import annotations

from comparer.model.relation import VerdictKind
from comparer.pipeline.compare import compare
from tests.factories.small_workspaces import workspace
from tests.record.reading import clauses, lines, plans
from tests.record.verdicts_by_hand import UNJUDGED_WORDS, read_cells, score_verdicts

VERDICTS = {"breached", "strained", "part", "unmet", "deferred", "upheld", "clear", "unknown", "silent"}
CELLS = read_cells()
ARGUED = {
    ("putin-2024", "russia#RU-16"),
    ("us-28", "russia#RU-17"),
    ("us-28", "united-states#US-1"),
    ("eu-counter", "russia#RU-17"),
    ("eu-24", "russia#RU-16"),
    ("ukraine-20", "ukraine#UA-2"),
}


def test_the_table_has_one_cell_for_every_plan_and_line() -> None:
    judged = [name for name, line in lines().items() if not line.get("no_line")]
    assert sorted((cell.plan, cell.line) for cell in CELLS) == sorted(
        (plan, line) for plan in plans() for line in judged
    )


def test_a_cell_has_known_words_reasons_and_clauses_of_its_plan() -> None:
    for cell in CELLS:
        assert set(cell.verdicts) <= VERDICTS | UNJUDGED_WORDS, cell
        assert len(set(cell.verdicts)) == len(cell.verdicts), cell
        assert set(cell.clauses) <= set(clauses(cell.plan)), cell
        assert cell.why, cell


def test_what_crosses_or_gives_a_line_names_its_clauses() -> None:
    decided = {"breached", "strained", "part", "deferred", "upheld"}
    assert [cell for cell in CELLS if cell.verdicts[0] in decided and not cell.clauses] == []


def test_a_line_is_unjudged_exactly_where_it_was_not_yet_stated_or_no_longer_held() -> None:
    for cell in CELLS:
        issued, versions = plans()[cell.plan]["issued"], lines()[cell.line]["versions"]
        first = versions[0]["from"]
        is_first_later = first[: len(issued)] > issued[: len(first)]
        assert (cell.verdicts[0] == "not-yet") == is_first_later, cell
        has_ended = all(
            version.get("until", "9999") < issued[: len(version.get("until", "9999"))] for version in versions
        )
        assert not (cell.verdicts[0] == "ended" and is_first_later), cell
        assert cell.verdicts[0] != "ended" or any("until" in version for version in versions), cell
        assert cell.verdicts[0] == "ended" or not has_ended, cell


def test_the_score_counts_each_verdict_that_the_table_accepts() -> None:
    best = {(cell.plan, cell.line): cell.verdicts[0] for cell in CELLS if cell.verdicts[0] not in UNJUDGED_WORDS}
    whole = score_verdicts(best)
    assert (whole.agreeing, whole.differing) == (len(best), ())
    key = ("us-28", "ukraine#UA-1")
    assert [verdict for _, verdict in score_verdicts({**best, key: "clear"}).differing] == ["clear"]
    assert len(score_verdicts({name: word for name, word in best.items() if name != key}).differing) == 1
    early = ("russia-2021", "ukraine#UA-1")
    assert [cell.verdicts for cell, _ in score_verdicts({**best, early: "breached"}).differing] == [("not-yet",)]


def test_the_three_open_questions_of_november_are_breached_lines() -> None:
    """What the press named as still open between Kyiv and Washington on 26 November 2025, from the data alone."""
    findings = compare(workspace(), ("us-28",), "2025-11-26")
    issues = {line.ref: line.issue for line in workspace().red_lines}
    breached = {
        issues[verdict.line].partition(".")[0]
        for verdict in findings.verdicts
        if verdict.party == "ukraine" and verdict.kind is VerdictKind.BREACHED
    }
    assert {"territory", "forces", "alliances"} <= breached


def test_the_engine_gives_the_verdicts_that_were_read_by_hand() -> None:
    """Seven cells are argued: on each the table and the engine may both be defended, or the coding is too coarse."""
    verdicts = compare(workspace()).verdicts
    score = score_verdicts({(verdict.plan, verdict.line): verdict.kind.value for verdict in verdicts})
    assert score.share >= 0.95
    assert {(cell.plan, cell.line) for cell, _ in score.differing} <= ARGUED
