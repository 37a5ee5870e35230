"""Workspaces read once for all tests of the engine."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from comparer import files
from comparer.compare import compare
from comparer.loading import load
from comparer.model import Workspace
from comparer.results import Findings

ROOT = Path(__file__).resolve().parents[2]
HARBOUR = ROOT / "tests" / "workspaces" / "harbour"


@cache
def workspace(folder: Path = ROOT) -> Workspace:
    result = load(files.read_workspace(folder))
    assert result.workspace is not None, [str(problem) for problem in result.errors]
    return result.workspace


@cache
def findings(folder: Path = ROOT) -> Findings:
    return compare(workspace(folder))


@cache
def expected(path: str) -> Any:
    return yaml.safe_load((ROOT / "tests" / path).read_text(encoding="utf-8"))
