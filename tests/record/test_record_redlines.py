"""The engine on the record, against the table of plans by red lines that was worked out by hand."""

from __future__ import annotations

from functools import cache
from typing import Any

from comparer.model.relation import VerdictKind
from comparer.pipeline.compare import compare
from tests.factories.small_workspaces import expected, findings, workspace

TABLE: dict[str, Any] = expected("record/redline-table.yaml")
ARGUED: dict[tuple[str, str], dict[str, str]] = {
    (one["plan"], one["line"]): one for one in expected("record/redline-argued.yaml")
}
REQUIRED = ("us-28", "eu-counter", "geneva-19", "ukraine-20", "putin-2024", "istanbul-2022")
# What a cell that the table leaves out may be: nothing is said, nothing is known, or the line was not in force.
UNWRITTEN = {"silent", "unknown", "left-out"}


@cache
def engine() -> dict[tuple[str, str], str]:
    """Plan and line to verdict; a line that is left out for a plan reads so."""
    found = {(one.plan, one.line): one.kind.value for one in findings().verdicts}
    every = {(plan.id, line.ref) for plan in workspace().plans for line in workspace().red_lines}
    return {key: found.get(key, "left-out") for key in every}


def hand() -> dict[tuple[str, str], str]:
    return {(cell["plan"], cell["line"]): cell["verdict"] for cell in TABLE["cells"]}


def test_the_table_is_whole_for_the_plans_that_matter_most() -> None:
    lines = {line.ref for line in workspace().red_lines}
    assert len(lines) == 41
    for plan in REQUIRED:
        assert {line for name, line in hand() if name == plan} == lines, plan


def test_the_engine_agrees_with_the_table_or_the_difference_is_argued() -> None:
    wanted, differing = hand(), {}
    for key, seen in engine().items():
        told = wanted.get(key)
        agrees = seen == told if told else seen in UNWRITTEN
        if not agrees and ARGUED.get(key, {}).get("engine") != seen:
            differing[key] = (told, seen)
    assert not differing


def test_no_argument_is_left_over() -> None:
    wanted = hand()
    stale = [key for key, one in ARGUED.items() if engine()[key] != one["engine"] or wanted.get(key) == one["engine"]]
    assert not stale


def test_the_three_open_questions_of_november_come_first() -> None:
    """What the press named as still open between Kyiv and Washington on 26 November 2025, from the data alone."""
    found = compare(workspace(), ("us-28",), "2025-11-26")
    issues = {line.ref: line.issue for line in workspace().red_lines}
    breached = [
        issues[one.line].partition(".")[0]
        for one in found.verdicts
        if one.party == "ukraine" and one.kind is VerdictKind.BREACHED
    ]
    assert set(list(dict.fromkeys(breached))[:3]) == {"territory", "forces", "alliances"}
