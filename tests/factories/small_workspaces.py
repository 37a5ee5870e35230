"""Workspaces read once for all tests of the engine."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from comparer.app import disk
from comparer.load.load_workspace import load
from comparer.model.findings import Findings
from comparer.model.workspace import Workspace
from comparer.pipeline.compare import compare

ROOT = Path(__file__).resolve().parents[2]
HARBOUR = ROOT / "tests" / "workspaces" / "harbour"


@cache
def workspace(folder: Path = ROOT) -> Workspace:
    result = load(disk.read_workspace(folder))
    assert result.workspace is not None, [str(problem) for problem in result.errors]
    return result.workspace


@cache
def findings(folder: Path = ROOT) -> Findings:
    return compare(workspace(folder))


@cache
def expected(path: str) -> Any:
    return yaml.safe_load((ROOT / "tests" / path).read_text(encoding="utf-8"))
