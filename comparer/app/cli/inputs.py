"""What the reading commands share: the workspace, the plans a person named, the options of a report."""

from __future__ import annotations

import os
import re
import shutil
import sys
from argparse import Namespace
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from comparer.app import disk
from comparer.app.cli.run import Refusal, refuse
from comparer.load.checks import kind_of
from comparer.load.load_workspace import load, no_plan
from comparer.model.problems import suggest
from comparer.model.records import Plan, SentenceModel, Workspace
from comparer.report.options import Options

_PLAN_LINE = re.compile(rb"^plan:\s*[\"']?([a-z0-9-]+)", re.M)
_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")


def folder(arguments: Namespace, named: Sequence[str] = ()) -> Path:
    """The workspace: the one named, else the nearest upwards, else the folder of a plan file that was named."""
    if arguments.workspace is not None:
        path = Path(arguments.workspace)
        if not arguments.workspace:
            raise refuse("--workspace names no folder")
        if not path.is_dir():
            raise refuse("there is no such folder", place=arguments.workspace)
        return disk.find_workspace(path)
    try:
        return disk.find_workspace(Path.cwd())
    except disk.FileError:
        for path in (Path(each) for name in named for each in (name, name.rpartition("@")[0]) if each):
            if path.is_file():
                return disk.find_workspace(path.absolute().parent)
        raise


def read(arguments: Namespace, named: Sequence[str] = (), top: Path | None = None) -> tuple[Workspace, tuple[str, ...]]:
    """The workspace with the plans that a person named, and their ids. Refusal with all faults where one is invalid.

    Documents are imported in memory; where nothing else is named, they need no workspace. The plans that were named
    stand in the order in which they were.
    """
    papers = [name for name in named if is_document(name)]
    alone = bool(papers) and len(papers) == len(named) and arguments.workspace is None
    top = top or (Path.cwd() if alone else folder(arguments, named))
    content = {} if alone else disk.read_workspace(top)
    ids: dict[str, str] = {}
    extra: dict[str, bytes] = {}
    for name in dict.fromkeys(named):
        if name in papers:
            ids[name] = _imported(name, content, extra)
        elif path := outside(name, top, content):
            extra[path] = disk.read(Path(name))
            ids[name] = path
    result = load({**content, **extra})
    if result.workspace is None:
        raise Refusal(*result.errors)
    workspace = replace(result.workspace, sentence_model=sentence_model(result.workspace.settings.model, top))
    found = tuple(ids[name] if name in papers else resolve(name, workspace, top, ids.get(name, "")) for name in named)
    return (_as_typed(workspace, found) if papers else workspace), found


def is_document(name: str) -> bool:
    """Whether a name is that of a document, to be imported, and of nothing that is a plan already."""
    from comparer.app.cli.documents import is_document_name

    return is_document_name(name)


def _imported(name: str, content: Mapping[str, bytes], extra: dict[str, bytes]) -> str:
    """The id of a document that was imported into `extra`, where no other plan has it."""
    from comparer.app.cli.documents import read_document

    taken = {found[1].decode() for text in (*content.values(), *extra.values()) for found in _PLAN_LINE.finditer(text)}
    plan_id, text = read_document(name, taken)
    extra[f"plans/drafts/{plan_id} (imported).yaml"] = text
    return plan_id


def _as_typed(workspace: Workspace, ids: Sequence[str]) -> Workspace:
    """The workspace with the plans that were named first, in the order in which they were."""
    order = {id_: index for index, id_ in enumerate(ids)}
    plans = sorted(workspace.plans, key=lambda plan: order.get(plan.id, len(order)))
    return replace(workspace, plans=tuple(plans))


def sentence_model(name: str, top: Path) -> SentenceModel | None:
    """The model that the settings name, if they name one. Refusal where it cannot be had."""
    if not name:
        return None
    from comparer.app.sentence_model import SentenceModelError, load

    try:
        return load(name, top)
    except SentenceModelError as error:
        raise refuse(f"model: {error}", error.suggestion, place="plans/settings.yaml") from error


def outside(name: str, top: Path, content: Mapping[str, bytes]) -> str:
    """The path under which a plan file from outside the workspace is read; empty for ids and files inside.

    It is the path that the person wrote, so that its faults are found there; in full where that would be taken for a
    file of the workspace, or for data of another kind than a plan.
    """
    if not is_path(name):
        return ""
    path = disk.absolute(name)
    if path.is_relative_to(top) and path.relative_to(top).as_posix() in content:
        return ""
    written = Path(name).as_posix()
    return written if written not in content and kind_of(written) == "plan" else path.as_posix()


def is_path(name: str) -> bool:
    """Whether a name is that of a file rather than a plan id."""
    return name.endswith((".yaml", ".yml")) or "/" in name or os.sep in name


def resolve(name: str, workspace: Workspace, top: Path, path: str = "") -> str:
    """The id of the plan that a person named by id or by file."""
    ids = [plan.id for plan in workspace.plans]
    if name in ids:
        return name
    if is_path(name):
        absolute = disk.absolute(name)
        inside = absolute.relative_to(top).as_posix() if absolute.is_relative_to(top) else path
        for plan in workspace.plans:
            if plan.place.file in (inside, path) and plan.place.file:
                return plan.id
        raise refuse("it is no plan of the workspace", place=name)
    raise refuse(f"'{name}' is no plan of the workspace", suggest(name, ids) or f"plans: {', '.join(ids)}")


def plan(workspace: Workspace, name: str) -> Plan:
    return next(one for one in workspace.plans if one.id == name)


def dated(arguments: Namespace) -> str:
    """The date of --as-of; empty where none was given."""
    text: str = arguments.as_of
    if text and not is_date(text):
        raise refuse(f"--as-of '{text}' is no date; write YYYY-MM-DD, YYYY-MM or YYYY")
    return text


def is_date(text: str) -> bool:
    try:
        date.fromisoformat(text + "-01-01"[len(text) - 4 :])
    except ValueError:
        return False
    return bool(_DATE.fullmatch(text))


def some_plans(workspace: Workspace) -> None:
    if not workspace.plans:
        raise Refusal(no_plan())


def options() -> Options:
    """Width and colour of the terminal; 80 columns and no colour where output goes elsewhere."""
    terminal = sys.stdout is not None and sys.stdout.isatty()  # it is None where a run began with it closed
    try:
        width = int(os.environ.get("COLUMNS", ""))
    except ValueError:
        width = 0
    if width <= 0:
        width = shutil.get_terminal_size((80, 24)).columns if terminal else 80
    return Options(width=max(width, 40), colour=terminal and not os.environ.get("NO_COLOR"))


def renamed(one: Plan, name: str) -> Plan:
    """A plan under another id, its clauses with it: two states of one file can stand side by side."""
    provisions = tuple(
        replace(part, clauses=tuple(replace(clause, plan=name) for clause in part.clauses)) for part in one.provisions
    )
    return replace(one, id=name, provisions=provisions)
