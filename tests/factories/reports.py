"""Reports of the workspaces, made once for all tests: comparing the record anew takes seconds."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from comparer.app.api import compare, load_workspace
from comparer.report.value.types import ReportValue
from comparer.session import OpenWorkspace
from tests.factories.small_workspaces import ROOT


@cache
def open_workspace(folder: Path = ROOT) -> OpenWorkspace:
    return load_workspace(folder)


@cache
def report_of(*plans: str, language: str = "", folder: Path = ROOT) -> ReportValue:
    """The report of a workspace on some plans, or on all where none is named. Not to be changed."""
    return compare(open_workspace(folder), list(plans), language=language)
