"""The views of the report on the record, held against what a reader of the texts and lines would say."""

from __future__ import annotations

from pathlib import Path

import pytest

from comparer.model.relation import VerdictKind
from comparer.report.formats.figure_tables import build_figure_tables
from comparer.report.sections.figure_series import BoundKind, FigureKind, FigureSeries, build_figure_series
from comparer.report.sections.law_first import build_law_first
from comparer.report.sections.line_overview import build_line_overview
from comparer.report.sections.movement import MovementKind, build_movement
from comparer.report.sections.open_points import build_open_points
from comparer.report.sections.party_stands import StandKind, build_party_stands
from comparer.report.sections.word_table import build_word_table
from comparer.report.value.types import ReportValue
from comparer.report.words.sentences import ReportSentences
from tests.factories.reports import report_of

ROOT = Path(__file__).resolve().parents[2]
LIVE_DRAFTS = ("us-28", "eu-counter", "geneva-19", "ukraine-20")


def record_report() -> ReportValue:
    return report_of()


# --- who moved


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("ukraine#UA-1", MovementKind.NO_LONGER_CROSSED),  # recognition of Crimea and Donbas, and no word of it later
        ("ukraine#UA-4", MovementKind.OPEN_NOW),  # who withdraws is left to a working group
        ("europe#EU-5", MovementKind.NO_LONGER_CROSSED),  # the frozen assets
        ("russia#RU-1", MovementKind.NO_LONGER_GIVEN),  # the bar to NATO
        ("russia#RU-3", MovementKind.SAME),  # guarantees without Russia in both
        ("russia#RU-4", MovementKind.OPEN_NOW),
        ("russia#RU-11", MovementKind.SAME),
    ],
)
def test_what_became_of_a_line_from_the_american_draft_to_the_twenty_points(line, kind):
    movement = build_movement(record_report(), "us-28", "ukraine-20")
    kinds = {entry.line: entry.kind for party in movement.parties for entry in party.lines}
    assert kinds[line] is kind


def test_a_line_that_its_party_moved_itself_says_so():
    """Kyiv would accept a clause at the present size since 11 December; recognition it refuses as before."""
    movement = build_movement(record_report(), "us-28", "ukraine-20")
    lines = {entry.line: entry for party in movement.parties for entry in party.lines}
    assert lines["ukraine#UA-2"].has_line_changed
    assert not lines["ukraine#UA-1"].has_line_changed
    assert (lines["ukraine#UA-2"].before, lines["ukraine#UA-2"].after) == (VerdictKind.BREACHED, VerdictKind.CLEAR)


def test_lines_stated_after_a_draft_stand_apart():
    movement = build_movement(record_report(), "us-28", "ukraine-20")
    ukraine = next(party for party in movement.parties if party.party == "ukraine")
    assert {late.line: late.verdict for late in ukraine.stated_between} == {
        "ukraine#UA-8": VerdictKind.CLEAR,
        "ukraine#UA-9": VerdictKind.PART,
    }
    assert movement.stated_later == ("europe#EU-9", "europe#EU-10")
    moved = {entry.line for party in movement.parties for entry in party.lines}
    assert moved.isdisjoint({"ukraine#UA-8", "ukraine#UA-9", *movement.stated_later})


def test_what_is_not_known_is_no_movement_of_a_draft():
    """Of the Geneva text only part is known: a line of which it may say anything is neither kept nor open there."""
    movement = build_movement(record_report(), "us-28", "geneva-19")
    kinds = {entry.line: entry.kind for party in movement.parties for entry in party.lines}
    assert kinds["ukraine#UA-2"] is MovementKind.UNKNOWN_NOW
    assert kinds["ukraine#UA-1"] is MovementKind.OPEN_NOW
    assert "russia#RU-2" not in kinds, "untouched before, unknown now: nothing to tell"
    back = build_movement(record_report(), "geneva-19", "us-28")
    kinds_back = {entry.line: entry.kind for party in back.parties for entry in party.lines}
    assert kinds_back["ukraine#UA-2"] is MovementKind.UNKNOWN_BEFORE


# --- red lines at one look


def test_the_overview_shows_each_line_at_the_time_of_the_plan():
    overview = build_line_overview(record_report(), LIVE_DRAFTS)
    ukraine = next(party for party in overview.parties if party.party == "ukraine")
    rows = {row.line: [cell.verdict for cell in row.cells] for row in ukraine.rows}
    assert rows["ukraine#UA-2"] == [
        VerdictKind.BREACHED, VerdictKind.BREACHED, VerdictKind.UNKNOWN, VerdictKind.CLEAR
    ]  # fmt: skip
    assert rows["ukraine#UA-8"] == [None, None, None, VerdictKind.CLEAR], "stated on 5 December"
    later = {row.line: [cell.verdict for cell in row.cells] for row in ukraine.stated_later}
    assert later["ukraine#UA-8"] == [VerdictKind.BREACHED, VerdictKind.CLEAR, VerdictKind.CLEAR, None]
    assert [line.line for line in ukraine.not_judged] == ["ukraine#UA-5"]


def test_the_overview_marks_what_is_weak():
    overview = build_line_overview(record_report(), LIVE_DRAFTS)
    rows = {row.line: row for party in overview.parties for row in party.rows}
    assert rows["russia#RU-8"].inferred
    assert rows["russia#RU-8"].strength == "preference"
    assert all(cell.is_pale for cell in rows["russia#RU-8"].cells if cell.verdict)
    assert rows["europe#EU-6"].is_judgement
    strengths = [cell.strength for cell in rows["ukraine#UA-2"].cells]
    assert strengths == ["absolute", "absolute", "absolute", "conditional"], "the strength at the time of each draft"


# --- figures by time


def series_on(question: str) -> FigureSeries:
    return next(series for series in build_figure_series(record_report()) if question in series.questions)


def test_the_size_of_the_army_names_every_plan_and_holder():
    series = series_on("army-size")
    plan_ids = {plan["id"] for plan in record_report()["plans"]}
    assert {*series.plans, *series.silent_plans} == plan_ids
    istanbul = [(point.holder, point.high) for point in series.points if point.plan == "istanbul-2022" and point.holder]
    assert istanbul == [("russia", 85000), ("ukraine", 250000)]
    assert [point.date for point in series.points if point.holder] == ["2022-04-15", "2022-04-15"]
    assert "china-brazil-2024" in series.nothing, "known whole, and no word of it"
    assert "russia-2021" in series.unreported, "known in part"


def test_a_text_that_is_not_all_encoded_is_never_said_to_have_nothing_on_a_figure():
    """The figures agree with the gaps: what nobody has encoded may hold the figure unseen."""
    report = record_report()
    silent = series_on("army-size").nothing[0]
    assert silent not in report["half_encoded"]
    all_series = build_figure_series({**report, "half_encoded": [silent]})
    series = next(each for each in all_series if "army-size" in each.questions)
    assert silent in series.unmatched
    assert silent not in series.nothing


def test_every_table_of_figures_names_every_plan_also_those_encoded_in_part():
    report = record_report()
    silent = series_on("army-size").nothing[0]
    half_encoded: ReportValue = {**report, "half_encoded": [silent]}
    sentences = ReportSentences(half_encoded)
    table = build_word_table(half_encoded, [plan["id"] for plan in report["plans"]])
    names = {sentences.plan_name(plan) for plan in table.plans}
    for figures in build_figure_tables(table, sentences):
        assert names <= {str(row[1]).partition(",")[0] for row in figures.rows}, figures.note


@pytest.mark.parametrize(
    ("plan", "kinds"),
    [
        ("us-28", {(FigureKind.AMOUNT, BoundKind.CEILING, 600000)}),
        ("eu-24", {(FigureKind.FREE, None, None)}),
        ("putin-2024", {(FigureKind.UNKNOWN, None, None)}),
        (
            "ukraine-20",
            {(FigureKind.AMOUNT, BoundKind.LEVEL, 800000), (FigureKind.AMOUNT, BoundKind.CEILING, 800000)},
        ),
        (
            "geneva-19",
            {
                (FigureKind.FREE, None, None),
                (FigureKind.AMOUNT, BoundKind.CEILING, 800000),
                (FigureKind.OPEN, None, None),
            },
        ),
    ],
)
def test_free_open_unknown_and_a_figure_are_kept_apart(plan, kinds):
    points = series_on("army-size").points
    assert {(point.kind, point.bound, point.high) for point in points if point.plan == plan} == kinds


def test_a_ban_for_ever_is_not_a_freedom():
    """Two lines and two drafts bar Ukraine from NATO without an end; a level of none is no lack of one."""
    series = series_on("nato-membership")
    assert {point.kind for point in series.points if point.plan == "us-28"} == {FigureKind.BANNED}
    assert {point.kind for point in series.lines} == {FigureKind.BANNED}
    assert [point.low for point in series.points if point.plan == "trump-team-2024"] == [20]


def test_a_count_is_no_bound():
    """Eleven guarantors are named in one draft: who names no number has set none free."""
    kinds = {point.kind for point in series_on("guarantors").points}
    assert kinds == {FigureKind.AMOUNT, FigureKind.WORDED, FigureKind.OPEN}


def test_figures_of_lines_bear_the_date_of_their_statement():
    lines = {point.line: (point.date, point.bound, point.high) for point in series_on("army-size").lines}
    assert lines["ukraine#UA-2"] == ("2025-12-11", BoundKind.LEVEL, 800000)
    assert lines["russia#RU-7"] == ("2025-11-21", BoundKind.CEILING, 600000)


# --- still open


def test_the_twenty_points_leave_open_all_that_the_record_marks():
    open_points = build_open_points(record_report(), "ukraine-20")
    clauses = [clause.clause for point in open_points.points for clause in point.clauses]
    assert {"2-3", "12-1", "12-2", "14-1", "14-2", "14-3", "14-5", "14-7"} <= set(clauses)
    assert "7-1" in clauses, "the date of accession is left blank"
    assert len(clauses) == len(set(clauses))


def test_an_open_point_says_who_decides_and_who_wants_what():
    points = {point.question: point for point in build_open_points(record_report(), "ukraine-20").points}
    withdrawal = points["ukrainian-withdrawal"]
    assert withdrawal.clauses[0].left_to == ("territory-working-group",)
    assert {want.party: want.wish for want in withdrawal.wants} == {"russia": "more", "ukraine": "less"}
    assert {line.line for line in withdrawal.lines} == {"ukraine#UA-4", "russia#RU-4"}
    zone = next(clause for clause in points["donetsk-zone"].clauses if clause.clause == "14-5")
    assert {reading.holder for reading in zone.readings} == {"united-states", "ukraine"}


def test_a_draft_that_leaves_nothing_open_has_no_open_point():
    assert build_open_points(record_report(), "putin-2024").points == ()


# --- what the law asks first


def test_the_steps_of_the_law_stand_in_the_order_of_the_engine():
    law = {plan_law.plan: plan_law for plan_law in build_law_first(record_report(), ("us-28", "ukraine-20"))}
    assert not law["us-28"].blocked
    assert {finding.constraint for finding in law["ukraine-20"].needed} == {"LC-06", "LC-08", "LC-09", "LC-26"}
    for plan_law in law.values():
        places = {step.step: step.number for step in plan_law.steps}
        assert sorted(places.values()) == list(range(1, len(places) + 1))
        assert all(places[earlier] < step.number for step in plan_law.steps for earlier in step.after)
    end_of_martial_law = next(step for step in law["us-28"].steps if step.act == "end-martial-law")
    assert end_of_martial_law.rules == ("LC-01", "LC-05", "LC-08"), "one step, whatever asks for it"


def test_an_opinion_or_a_statement_is_no_rule():
    for plan_law in build_law_first(record_report()):
        rules = {finding.constraint for finding in (*plan_law.blocked, *plan_law.needed, *plan_law.unknown)}
        assert rules.isdisjoint(finding.constraint for finding in plan_law.notes)
        assert not rules & {"LC-11", "LC-12", "LC-14"}


# --- stands of the parties


def test_a_party_stands_by_its_own_reading_and_its_lines_as_it_stated_them():
    stands = {party.party: party for party in build_party_stands(record_report())}
    russia = next(question for question in stands["russia"].questions if question.question == "army-size")
    readings = [stand for stand in russia.stands if stand.kind is StandKind.READING]
    assert [(stand.date, stand.ref) for stand in readings] == [("2022-04-15", "istanbul-2022#a14")]
    assert "85,000" in readings[0].text
    assert russia.want is not None
    assert russia.want.wish == "less"
    dates = [stand.date for stand in russia.stands if stand.kind is StandKind.LINE]
    assert dates == ["2022-03-07", "2022-04-15", "2024-06-14", "2025-06-02"]


def test_a_joint_draft_is_nobodys_own_proposal():
    for party in build_party_stands(record_report(), ("ukraine", "united-states")):
        for question in party.questions:
            for stand in question.stands:
                if stand.ref.startswith("ukraine-20#"):
                    assert stand.kind in (StandKind.JOINT, StandKind.READING)


def test_nobody_is_given_what_another_holds():
    ukraine = build_party_stands(record_report(), ("ukraine",))[0]
    refs = {stand.ref for question in ukraine.questions for stand in question.stands}
    assert "istanbul-2022#m2-1" not in refs, "recognition of Crimea was Russia's text"
    assert all(ref.startswith("ukraine#") for ref in refs if ref.partition("#")[2].startswith(("UA-", "RU-")))
