"""What the checks say of files: the lines of one rule."""

from __future__ import annotations

from collections.abc import Mapping

from comparer.load.checks import validate
from comparer.model.problems import format_problem


def list_problems(rule: str, files: Mapping[str, bytes]) -> list[str]:
    """The problems of a rule as they are printed, in their order."""
    return [format_problem(problem) for problem in validate(files).problems if problem.rule == rule]
