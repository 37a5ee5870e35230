"""The table in words: the same rows whatever is chosen, words in every cell, states and lines from the findings."""

from __future__ import annotations

from pathlib import Path

import pytest

import comparer
from comparer.report.sections.word_table import (
    CellState,
    TableCell,
    WordTable,
    build_tables_of_all_bases,
    build_tables_of_pairs,
    build_word_table,
)
from comparer.report.value.types import ReportValue
from comparer.resources.message_catalogue import LANGUAGES, load_catalogue
from tests.factories.reports import open_workspace, report_of
from tests.report.sample import sample

ROOT = Path(__file__).resolve().parents[2]
FOUR = ("us-28", "eu-counter", "geneva-19", "ukraine-20")


def record_report(*plans: str) -> ReportValue:
    """The report of the record on some plans, or on all where none is named."""
    return report_of(*plans)


def all_cells(table: WordTable) -> list[TableCell]:
    return [cell for row in table.rows for cell in row.cells]


def find_cell(table: WordTable, row_id: str, plan: str) -> TableCell:
    return next(row for row in table.rows if row.id == row_id).find_cell(plan)


def test_every_cell_with_a_clause_has_two_words_or_a_figure() -> None:
    tables = [build_word_table(record_report()), build_word_table(record_report(), list_plan_ids(record_report()))]
    for cell in (cell for table in tables for cell in all_cells(table) if cell.clauses):
        assert len(cell.words.split()) >= 2 or any(map(str.isdigit, cell.words)), cell


def test_no_cell_says_more_than_fits_and_what_is_left_out_is_counted() -> None:
    table = build_word_table(record_report(*FOUR))
    for cell in all_cells(table):
        assert len(cell.words.split()) <= 14 or cell.omitted == len(cell.clauses) - 1 or len(cell.words) <= 80, cell
        assert 0 <= cell.omitted < max(len(cell.clauses), 1)
    assert any(cell.omitted for cell in all_cells(table))


def list_plan_ids(report: ReportValue) -> list[str]:
    return [plan["id"] for plan in report["plans"]]


def test_a_clause_stands_in_the_same_row_with_the_same_id_whatever_plans_are_chosen() -> None:
    def rows_by_clause(table: WordTable, plan: str) -> dict[str, set[str]]:
        rows: dict[str, set[str]] = {}
        for row in table.rows:
            for clause_id in next(r for r in report["rows"] if r["id"] == row.id)["cells"].get(plan, []):
                rows.setdefault(clause_id, set()).add(row.id)
        return rows

    result = []
    for plans in (("us-28", "ukraine-20"), FOUR, ()):
        report = record_report(*plans)
        table = build_word_table(report, list_plan_ids(report))
        result.append(rows_by_clause(table, "ukraine-20"))
    assert result[0] == result[1] == result[2]
    assert result[0]["4"] == {"army-size"}


def test_the_focus_of_the_settings_are_the_columns_unless_plans_are_named() -> None:
    assert build_word_table(record_report()).plans == FOUR
    assert build_word_table(record_report("us-28", "china-brazil-2024")).plans == ("us-28", "china-brazil-2024")
    everything = comparer.session.build_plans_report(
        open_workspace(), (), comparer.session.ReportOptions(all_plans=True)
    )
    assert len(build_word_table(everything).plans) == len(everything["plans"]) > 4


@pytest.mark.parametrize(
    ("row_id", "plan", "state", "words"),
    [
        ("army-size", "us-28", CellState.BASE, "600,000"),
        ("army-size", "eu-counter", CellState.CHANGED, "800,000"),
        ("army-size", "geneva-19", CellState.LEFT_OPEN, "differ"),
        ("asset-release", "eu-counter", CellState.REVERSED, "frozen until"),
        ("accountability", "geneva-19", CellState.STRUCK, "amnesty"),
        ("nato-membership", "ukraine-20", CellState.NOTHING, ""),
        ("foreign-troops", "geneva-19", CellState.UNREPORTED, ""),
        ("nuclear-status", "eu-counter", CellState.SAME, "nuclear"),
        ("ukrainian-withdrawal", "ukraine-20", CellState.LEFT_OPEN, "working group"),
    ],
)
def test_the_state_of_a_cell_is_what_the_draft_does(row_id: str, plan: str, state: CellState, words: str) -> None:
    cell = find_cell(build_word_table(record_report()), row_id, plan)
    assert cell.state is state
    assert words in cell.words
    assert bool(words) == bool(cell.words)


def test_nothing_is_said_only_of_a_text_known_whole() -> None:
    report = record_report()
    partly_known = {plan["id"] for plan in report["plans"] if plan["coverage"] == "partial" and plan["kind"] == "draft"}
    cells = all_cells(build_word_table(report, list_plan_ids(report)))
    assert not [cell for cell in cells if cell.plan in partly_known and cell.state is CellState.NOTHING]


def test_a_cell_shows_the_lines_that_its_clauses_cross_and_those_that_it_owes() -> None:
    table = build_word_table(record_report(*FOUR))
    army = {chip.line: chip for chip in find_cell(table, "army-size", "us-28").chips}
    assert army["ukraine#UA-2"].verdict == "breached"
    assert army["europe#EU-10"].stated_later
    assert not army["ukraine#UA-2"].stated_later
    assert "russia#RU-1" in {chip.line for chip in find_cell(table, "nato-membership", "ukraine-20").chips}
    assert all(
        chip.verdict in ("breached", "strained", "unmet", "part") for cell in all_cells(table) for chip in cell.chips
    )


def test_lines_crossed_at_the_time_come_before_those_stated_later() -> None:
    for cell in all_cells(build_word_table(record_report(*FOUR))):
        flags = [chip.stated_later for chip in cell.chips]
        assert flags == sorted(flags)


def test_the_leading_rows_are_few_of_many_issues_and_hold_every_absolute_line_crossed() -> None:
    report = record_report(*FOUR)
    leading = build_word_table(report).leading_rows()
    assert 10 <= len(leading) <= 15
    assert len({row.group for row in leading}) >= 6
    shown = {chip.line for row in leading for cell in row.cells for chip in cell.chips}
    crossed = {
        verdict["line"]
        for verdict in report["verdicts"]
        if verdict["verdict"] == "breached" and verdict["strength"] == "absolute" and not verdict["inferred"]
    }
    assert crossed <= shown


def test_a_record_without_questions_or_short_wordings_has_a_table_too() -> None:
    report = sample()
    table = build_word_table(report)
    assert table.rows
    assert all(cell.words for cell in all_cells(table) if cell.clauses)
    assert all(len(cell.words) <= 300 for cell in all_cells(table))


def test_another_base_is_another_first_column() -> None:
    table = build_word_table(record_report(*FOUR), base="ukraine-20")
    assert (table.base, table.plans[0]) == ("ukraine-20", "ukraine-20")
    assert find_cell(table, "army-size", "ukraine-20").state is CellState.BASE


def test_tables_that_are_made_together_are_those_that_are_made_alone() -> None:
    """What several bases or pairs share is worked out once: no cell may carry over from one to the next."""
    report = record_report()
    plan_ids = list_plan_ids(report)
    for base, table in build_tables_of_all_bases(report).items():
        assert table == build_word_table(report, plan_ids, base), base
    pairs = [(left, right) for left in FOUR for right in plan_ids if left != right]
    for (left, right), table in zip(pairs, build_tables_of_pairs(report, pairs), strict=True):
        assert table == build_word_table(report, (left, right), left), (left, right)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_state_has_a_word_and_a_meaning_in_every_language(language: str) -> None:
    catalogue = load_catalogue(language)
    assert set(catalogue.group_values("cell-state")) == set(CellState)
    for state in CellState:
        assert catalogue.value_word("cell-state", state) != state or language == "en"
        assert catalogue.value_meaning("cell-state", state)
        assert state is CellState.BASE or catalogue.value_mark("cell-state", state)
