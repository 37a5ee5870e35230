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

from comparer.app import disk
from comparer.app.cli.run import CommandError, command_error
from comparer.load.checks import data_kind
from comparer.load.load_workspace import load, no_plan_problem
from comparer.model.dates import parse_date
from comparer.model.plan import Plan
from comparer.model.problems import did_you_mean
from comparer.model.workspace import SentenceModel, Workspace
from comparer.report.options import RenderOptions

_DATE_PATTERN = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")


def find_workspace_folder(arguments: Namespace, path_names: Sequence[str] = ()) -> Path:
    """The workspace: the one named, else the nearest upwards, else the folder of a plan file that was named."""
    if arguments.workspace is not None:
        path = Path(arguments.workspace)
        if not arguments.workspace:
            raise command_error("--workspace names no folder")
        if not path.is_dir():
            raise command_error("there is no such folder", place=arguments.workspace)
        return disk.find_workspace(path)
    try:
        return disk.find_workspace(Path.cwd())
    except disk.FileError:
        for path in (
            Path(candidate) for name in path_names for candidate in (name, name.rpartition("@")[0]) if candidate
        ):
            if path.is_file():
                return disk.find_workspace(path.absolute().parent)
        raise


def read_workspace_with_plans(
    arguments: Namespace, plan_names: Sequence[str] = (), workspace_folder: Path | None = None
) -> tuple[Workspace, tuple[str, ...]]:
    """The workspace with the plans that a person named, and their ids. Refusal with all faults where one is invalid."""
    workspace_folder = workspace_folder or find_workspace_folder(arguments, plan_names)
    content = disk.read_workspace(workspace_folder)
    path_by_name, extra_files = {}, {}
    for name in plan_names:
        path = outside_path(name, workspace_folder, content)
        if path:
            extra_files[path] = disk.read_file(Path(name))
            path_by_name[name] = path
    result = load({**content, **extra_files})
    if result.workspace is None:
        raise CommandError(*result.errors)
    workspace = replace(
        result.workspace, sentence_model=load_configured_model(result.workspace.settings.model, workspace_folder)
    )
    return workspace, tuple(
        resolve_plan_id(plan_name, workspace, workspace_folder, path_by_name.get(plan_name, ""))
        for plan_name in plan_names
    )


def load_configured_model(name: str, workspace_folder: Path) -> SentenceModel | None:
    """The model that the settings name, if they name one. Refusal where it cannot be had."""
    if not name:
        return None
    from comparer.app.sentence_model import SentenceModelError, load_sentence_model

    try:
        return load_sentence_model(name, workspace_folder)
    except SentenceModelError as error:
        raise command_error(f"model: {error}", error.suggestion, place="plans/settings.yaml") from error


def outside_path(name: str, workspace_folder: Path, content: Mapping[str, bytes]) -> str:
    """The path under which a plan file from outside the workspace is read; empty for ids and files inside.

    It is the path that the person wrote, so that its faults are found there; in full where that would be taken for a
    file of the workspace, or for data of another kind than a plan.
    """
    if not is_file_path(name):
        return ""
    path = disk.absolute_path(name)
    if path.is_relative_to(workspace_folder) and path.relative_to(workspace_folder).as_posix() in content:
        return ""
    written_path = Path(name).as_posix()
    return written_path if written_path not in content and data_kind(written_path) == "plan" else path.as_posix()


def is_file_path(name: str) -> bool:
    """Whether a name is that of a file rather than a plan id."""
    return name.endswith((".yaml", ".yml")) or "/" in name or os.sep in name


def resolve_plan_id(name: str, workspace: Workspace, workspace_folder: Path, path: str = "") -> str:
    """The id of the plan that a person named by id or by file."""
    plan_ids = [plan.id for plan in workspace.plans]
    if name in plan_ids:
        return name
    if is_file_path(name):
        absolute_path = disk.absolute_path(name)
        inside_path = (
            absolute_path.relative_to(workspace_folder).as_posix()
            if absolute_path.is_relative_to(workspace_folder)
            else path
        )
        for plan in workspace.plans:
            if plan.position.file in (inside_path, path) and plan.position.file:
                return plan.id
        raise command_error("it is no plan of the workspace", place=name)
    raise command_error(
        f"'{name}' is no plan of the workspace", did_you_mean(name, plan_ids) or f"plans: {', '.join(plan_ids)}"
    )


def plan_by_id(workspace: Workspace, plan_id: str) -> Plan:
    return next(plan for plan in workspace.plans if plan.id == plan_id)


def as_of_date(arguments: Namespace) -> str:
    """The date of --as-of; empty where none was given."""
    text: str = arguments.as_of
    if text and not _is_calendar_date(text):
        raise command_error(f"--as-of '{text}' is no date; write YYYY-MM-DD, YYYY-MM or YYYY")
    return text


def _is_calendar_date(text: str) -> bool:
    return bool(_DATE_PATTERN.fullmatch(text)) and parse_date(text) is not None


def require_plans(workspace: Workspace) -> None:
    if not workspace.plans:
        raise CommandError(no_plan_problem())


def terminal_options() -> RenderOptions:
    """Width and colour of the terminal; 80 columns and no colour where output goes elsewhere."""
    is_terminal = sys.stdout is not None and sys.stdout.isatty()  # it is None where a run began with it closed
    try:
        width = int(os.environ.get("COLUMNS", ""))
    except ValueError:
        width = 0
    if width <= 0:
        width = shutil.get_terminal_size((80, 24)).columns if is_terminal else 80
    return RenderOptions(width=max(width, 40), colour=is_terminal and not os.environ.get("NO_COLOR"))


def rename_plan(plan: Plan, plan_id: str) -> Plan:
    """A plan under another id, its clauses with it: two states of one file can stand side by side."""
    provisions = tuple(
        replace(provision, clauses=tuple(replace(clause, plan=plan_id) for clause in provision.clauses))
        for provision in plan.provisions
    )
    return replace(plan, id=plan_id, provisions=provisions)
