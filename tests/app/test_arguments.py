"""A command reads its arguments and leaves them as they were: what a person asked is the same at the end of a run."""

from __future__ import annotations

from pathlib import Path

import pytest

from comparer.app.cli.arguments import parse_arguments
from comparer.app.cli.main import COMMAND_SUMMARIES, PROGRAM_DESCRIPTION
from tests.app.command import HARBOUR

LINES = (
    "explain council-draft#8",
    "explain joint-revision#fund",
    "check",
    "check --format json --fail-on breached",
    "compare --format json",
    "diff council-draft union-counter",
    "brief",
    "redlines --format md",
    "draft",
    "matrix council-draft",
    "completeness",
    "lineage",
    "plans",
)


@pytest.mark.parametrize("line", LINES)
def test_a_command_leaves_its_arguments_as_they_were(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(Path(HARBOUR))
    arguments = parse_arguments(line.split(), PROGRAM_DESCRIPTION, COMMAND_SUMMARIES, "")
    before = {name: repr(value) for name, value in vars(arguments).items()}
    assert arguments.main(arguments) in (0, 1)
    assert {name: repr(value) for name, value in vars(arguments).items()} == before
