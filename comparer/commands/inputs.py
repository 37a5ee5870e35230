"""What the reading commands share: the workspace, the plans a person named, the options of a report."""

from __future__ import annotations

import os
import re
import shutil
import sys
from argparse import Namespace
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from comparer import files
from comparer.commands import Refusal, refuse
from comparer.loading import LoadResult, load
from comparer.model import Plan, Workspace
from comparer.problems import Severity, suggest
from comparer.report.options import Options

_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


def folder(arguments: Namespace, named: Sequence[str] = ()) -> Path:
    """The workspace: the one named, else the nearest upwards, else the folder of a plan file that was named."""
    if arguments.workspace:
        path = Path(arguments.workspace)
        if not path.is_dir():
            raise refuse("there is no such folder", place=arguments.workspace)
        return files.find_workspace(path)
    try:
        return files.find_workspace(Path.cwd())
    except files.FileError:
        for name in named:
            path = Path(name.partition("@")[0])
            if path.is_file():
                return files.find_workspace(path.absolute().parent)
        raise


def read(arguments: Namespace, named: Sequence[str] = ()) -> tuple[Workspace, tuple[str, ...]]:
    """The workspace with the plans that a person named, and their ids. Refusal with all faults where one is invalid."""
    top = folder(arguments, named)
    content = files.read_workspace(top)
    ids, extra = {}, {}
    for name in named:
        path = outside(name, top, content)
        if path:
            extra[path] = files.read(Path(name))
            ids[name] = path
    result = valid(load({**content, **extra}))
    assert result.workspace is not None
    return result.workspace, tuple(resolve(one, result.workspace, top, ids.get(one, "")) for one in named)


def valid(result: LoadResult) -> LoadResult:
    """The same, or a refusal with every error."""
    if result.workspace is None:
        raise Refusal(*(one for one in result.problems if one.severity is Severity.ERROR))
    return result


def outside(name: str, top: Path, content: Mapping[str, bytes]) -> str:
    """The path under which a plan file from outside the workspace is read; empty for ids and files inside."""
    if not _is_path(name):
        return ""
    path = Path(name).absolute()
    if path.is_relative_to(top) and path.relative_to(top).as_posix() in content:
        return ""
    return "plans/" + path.name


def _is_path(name: str) -> bool:
    return name.endswith((".yaml", ".yml")) or "/" in name or os.sep in name


def resolve(name: str, workspace: Workspace, top: Path, path: str = "") -> str:
    """The id of the plan that a person named by id or by file."""
    ids = [plan.id for plan in workspace.plans]
    if name in ids:
        return name
    if _is_path(name):
        absolute = Path(name).absolute()
        inside = absolute.relative_to(top).as_posix() if absolute.is_relative_to(top) else path
        for plan in workspace.plans:
            if plan.place.file in (inside, path) and plan.place.file:
                return plan.id
        raise refuse("there is no plan file of this name", place=name)
    raise refuse(f"'{name}' is no plan of the workspace", suggest(name, ids) or f"plans: {', '.join(ids)}")


def plan(workspace: Workspace, name: str) -> Plan:
    return next(one for one in workspace.plans if one.id == name)


def dated(arguments: Namespace) -> str:
    """The date of --as-of; empty where none was given."""
    text: str = getattr(arguments, "as_of", "") or ""
    if text and not _DATE.fullmatch(text):
        raise refuse(f"--as-of '{text}' is no date; write YYYY-MM-DD, YYYY-MM or YYYY")
    return text


def some_plans(workspace: Workspace) -> None:
    if not workspace.plans:
        raise refuse(
            "ref-no-plan", "the workspace holds no plan; put one YAML file for each into plans/drafts/", "plans"
        )


def options() -> Options:
    """Width and colour of the terminal; 80 columns and no colour where output goes elsewhere."""
    terminal = sys.stdout.isatty()
    width = int(os.environ.get("COLUMNS") or 0) if (os.environ.get("COLUMNS") or "").isdigit() else 0
    if not width:
        width = shutil.get_terminal_size((80, 24)).columns if terminal else 80
    return Options(width=max(width, 40), colour=terminal and not os.environ.get("NO_COLOR"))


def renamed(one: Plan, name: str) -> Plan:
    """A plan under another id, its clauses with it: two states of one file can stand side by side."""
    provisions = tuple(
        replace(part, clauses=tuple(replace(clause, plan=name) for clause in part.clauses)) for part in one.provisions
    )
    return replace(one, id=name, provisions=provisions)
