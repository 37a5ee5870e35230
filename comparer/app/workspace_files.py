"""Workspaces and plans as people name them: a folder, a plan id, a plan file, a document, a revision of git."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from comparer.app import disk
from comparer.app.git import read_file_at_revision
from comparer.load import construct
from comparer.load.checks import data_kind
from comparer.load.construct.norms import build_default_units
from comparer.load.load_workspace import load
from comparer.model.errors import InvalidWorkspaceError, UsageError
from comparer.model.plan import Plan
from comparer.model.problems import Problem, Severity
from comparer.model.workspace import SentenceModel
from comparer.session import OpenWorkspace, open_workspace, rename_plan

if TYPE_CHECKING:
    from comparer.app.documents import DocumentObserver

__all__ = [
    "add_named_plans",
    "is_document_name",
    "is_file_name",
    "is_git_revision",
    "is_plan_file",
    "load_configured_model",
    "open_folder",
]


def open_folder(
    folder: Path, plan_names: Sequence[str] = (), observer: DocumentObserver | None = None
) -> tuple[OpenWorkspace, tuple[str, ...]]:
    """The workspace of a folder with the plans that a person named, and the ids of these.

    A plan is named by its id or as `add_named_plans` says; `observer` is told of documents. Raises
    InvalidWorkspaceError with all faults where a file is invalid, UsageError where a name is that of no plan.
    """
    _require_utf8_names(plan_names)
    files = disk.read_workspace(folder)
    path_by_name = _outside_paths(plan_names, folder, files)
    extra_files = {path: disk.read_file(Path(name)) for name, path in path_by_name.items()}
    model_loader = partial(load_configured_model, folder=folder)
    workspace = open_workspace({**files, **extra_files}, folder=str(folder), model_loader=model_loader)
    return _resolve_plan_names(workspace, plan_names, path_by_name, observer)


def add_named_plans(
    workspace: OpenWorkspace, plan_names: Sequence[str], observer: DocumentObserver | None = None
) -> tuple[OpenWorkspace, tuple[str, ...]]:
    """The workspace with the plans that a person named, and their ids.

    A name is a plan id, the path of a plan file or of a document, or either of the first two with `@` and a revision of
    git. Where a document is among them, they stand in the order in which they were named, before all others: documents
    have no dates. Raises as `open_folder`, and UsageError for one text where a list of names is meant.
    """
    if isinstance(plan_names, str):
        raise UsageError("plans is a list of plan ids", f"write [{plan_names!r}]")
    _require_utf8_names(plan_names)
    path_by_name = _outside_paths(plan_names, Path(workspace.folder or os.curdir), workspace.files)
    if path_by_name:
        workspace = workspace.add_files({path: disk.read_file(Path(name)) for name, path in path_by_name.items()})
    return _resolve_plan_names(workspace, plan_names, path_by_name, observer)


def _require_utf8_names(plan_names: Sequence[str]) -> None:
    """What a person named becomes the id of a plan or the place of its faults, which every report shows."""
    for name in plan_names:
        if not disk.is_utf8(name):
            raise UsageError("it is not UTF-8; rename the file, or name another", place=name)


def load_configured_model(name: str, folder: Path) -> SentenceModel | None:
    """The model that the settings of a workspace name, if they name one. Raises UsageError where it cannot be had."""
    if not name:
        return None
    from comparer.app.sentence_model import SentenceModelError, load_sentence_model

    try:
        return load_sentence_model(name, folder)
    except SentenceModelError as error:
        raise UsageError(f"model: {error}", error.suggestion, "plans/settings.yaml") from error


def is_plan_file(name: str) -> bool:
    """Whether a name is that of a file rather than a plan id."""
    return name.lower().endswith((".yaml", ".yml")) or "/" in name or os.sep in name


def is_file_name(name: str) -> bool:
    """Whether a name is that of a plan file or of a document, whether or not it is there."""
    return not is_git_revision(name) and (is_plan_file(name) or is_document_name(name))


def is_git_revision(name: str) -> bool:
    return "@" in name and not Path(name).exists()


def split_revision(name: str) -> tuple[str, str]:
    """The plan and the revision of `PLAN@REV`; a revision may have an `@{…}` of its own."""
    plan_name, _, revision = name.rpartition("@")
    if revision.startswith("{") and "@" in plan_name:
        plan_name, _, branch = plan_name.rpartition("@")
        revision = f"{branch}@{revision}"
    return plan_name, revision


def is_document_name(name: str) -> bool:
    """Whether a name is that of a document or of standard input, and of no state in git."""
    from comparer.app.documents import is_document

    return is_document(name) and not is_git_revision(name)


def _outside_paths(plan_names: Sequence[str], folder: Path, files: Mapping[str, bytes]) -> dict[str, str]:
    """The plan files from outside the workspace, each with the path under which it is read.

    It is the path that the person wrote, so that its faults are found there; in full where that would be taken for a
    file of the workspace, or for data of another kind than a plan.
    """
    path_by_name = {}
    for name in plan_names:
        if not is_plan_file(name) or is_git_revision(name) or is_document_name(name):
            continue
        path = disk.absolute_path(name)
        if path.is_relative_to(folder) and path.relative_to(folder).as_posix() in files:
            continue
        written_path = Path(name).as_posix()
        is_plain = written_path not in files and data_kind(written_path) == "plan"
        path_by_name[name] = written_path if is_plain else path.as_posix()
    return path_by_name


def _resolve_plan_names(
    workspace: OpenWorkspace,
    plan_names: Sequence[str],
    path_by_name: Mapping[str, str],
    observer: DocumentObserver | None,
) -> tuple[OpenWorkspace, tuple[str, ...]]:
    names = tuple(dict.fromkeys(plan_names))
    # Documents have the workspace read again, without the older states that no file of it holds: these come last.
    workspace, plan_ids = _add_documents(workspace, [name for name in names if is_document_name(name)], observer)
    has_documents = bool(plan_ids)
    for name in sorted(names, key=is_git_revision):
        if is_git_revision(name) and name not in workspace.plan_ids:
            old_plan, old_warnings = _read_plan_at_revision(name, workspace)
            workspace, plan_ids[name] = workspace.add_plan(old_plan, old_warnings), old_plan.id
        elif name not in plan_ids:
            plan_ids[name] = _resolve_plan_id(name, workspace, path_by_name.get(name, ""))
    ordered_ids = tuple(plan_ids[name] for name in plan_names)
    return _put_plans_first(workspace, ordered_ids) if has_documents else workspace, ordered_ids


def _put_plans_first(workspace: OpenWorkspace, plan_ids: Sequence[str]) -> OpenWorkspace:
    """The workspace with some of its plans before all others, in this order."""
    rank_by_id = {plan_id: rank for rank, plan_id in reversed([*enumerate(plan_ids)])}
    plans = sorted(workspace.plans, key=lambda plan: rank_by_id.get(plan.id, len(plan_ids)))
    return replace(workspace, records=replace(workspace.records, plans=tuple(plans)))


def _resolve_plan_id(name: str, workspace: OpenWorkspace, path: str = "") -> str:
    """The id of the plan that a person named by id or by file."""
    if name in workspace.plan_ids or not is_plan_file(name):
        return workspace.find_plan(name).id
    absolute_path, folder = disk.absolute_path(name), Path(workspace.folder)
    is_inside = bool(workspace.folder) and absolute_path.is_relative_to(folder)
    inside_path = absolute_path.relative_to(folder).as_posix() if is_inside else path
    for plan in workspace.plans:
        if plan.position.file in (inside_path, path) and plan.position.file:
            return plan.id
    raise UsageError("it is not a plan of the workspace", place=name)


def _add_documents(
    workspace: OpenWorkspace, names: Sequence[str], observer: DocumentObserver | None
) -> tuple[OpenWorkspace, dict[str, str]]:
    """The workspace with documents as plans of text alone, each under an id that no other plan has."""
    if not names:
        return workspace, {}
    from comparer.app import documents
    from comparer.ingest.import_document import plan_file_text

    observer = observer or documents.DocumentObserver()
    plan_ids: dict[str, str] = {}
    files = {}
    contents = {name: documents.read_document(name) for name in names}
    for name, content in contents.items():
        source = documents.source_name(name)
        observer.start_document(source if name == documents.STANDARD_INPUT else name, len(content))
        draft = documents.read_draft(content, name)
        used_ids = {*workspace.plan_ids, *plan_ids.values()}
        plan_ids[name] = documents.find_unused_id(documents.choose_plan_id("", name), used_ids)
        observer.finish_document(plan_ids[name], draft)
        path = source if name == documents.STANDARD_INPUT else disk.absolute_path(name).as_posix()
        files[path] = plan_file_text(draft, plan_ids[name], source).encode()
    return workspace.add_files(files), plan_ids


# --- revisions --------------------------------------------------------------------------------------------------------


def _read_plan_at_revision(name: str, workspace: OpenWorkspace) -> tuple[Plan, tuple[Problem, ...]]:
    """A plan as it was at a revision, read with the words of the workspace of today; its id is `PLAN@REV`.

    With it come the warnings about its file, which is named `FILE@REV` there.
    """
    plan_name, revision = split_revision(name)
    path = _plan_file_path(plan_name, workspace)
    content = read_file_at_revision(Path(workspace.folder or os.curdir), path, revision)
    result = load({**workspace.files, path: content})
    # Other files may name clauses that the older state had not yet: no fault of this file.
    problems = [_mark_revision(problem, revision) for problem in result.problems if problem.position.file == path]
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if errors:
        raise InvalidWorkspaceError(*errors)
    old = construct.build_plan(result.documents[path], build_default_units(workspace.records.vocabulary))
    return rename_plan(old, f"{old.id}@{revision}"), tuple(problems)


def _plan_file_path(plan_name: str, workspace: OpenWorkspace) -> str:
    """The path of a plan inside the workspace; of a file that is there no longer, as it was written."""
    path, folder = disk.absolute_path(plan_name), Path(workspace.folder)
    if is_plan_file(plan_name) and not path.exists() and workspace.folder and path.is_relative_to(folder):
        return path.relative_to(folder).as_posix()
    return workspace.find_plan(_resolve_plan_id(plan_name, workspace)).position.file


def _mark_revision(problem: Problem, revision: str) -> Problem:
    """The problem with a place that says in which state of the file it is."""
    return replace(problem, position=replace(problem.position, file=f"{problem.position.file}@{revision}"))
