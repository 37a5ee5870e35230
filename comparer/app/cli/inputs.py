"""What the reading commands share: the workspace, the plans a person named, the options of a report."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from comparer.app import disk
from comparer.app.cli.run import command_error
from comparer.app.result_cache import ResultCache, choose_cache_folder
from comparer.report.options import RenderOptions, ReportOptions

if TYPE_CHECKING:
    from comparer.session import OpenWorkspace


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
    arguments: Namespace, plan_names: Sequence[str] = ()
) -> tuple[OpenWorkspace, tuple[str, ...]]:
    """The workspace with the plans that a person named, and their ids, as `workspace_files.open_folder`.

    Files and documents that lie in no workspace are opened without its words, where nothing else is named.
    """
    from comparer.app import workspace_files

    observer = None
    if any(map(workspace_files.is_document_name, plan_names)):
        from comparer.app.cli.document_notes import DocumentNotes

        observer = DocumentNotes()
    try:
        folder = find_workspace_folder(arguments, plan_names)
    except disk.FileError as error:
        is_alone = bool(plan_names) and all(map(workspace_files.is_file_name, plan_names))
        if error.problem.rule != "ref-no-workspace" or arguments.workspace is not None or not is_alone:
            raise
        from comparer.session import open_workspace

        return workspace_files.add_named_plans(open_workspace({}), plan_names, observer)
    return workspace_files.open_folder(folder, plan_names, observer)


def find_result_cache(arguments: Namespace) -> ResultCache | None:
    """The results of earlier runs, where a person lets them be kept."""
    folder = choose_cache_folder(arguments.cache)
    return ResultCache(folder) if folder else None


def report_options(arguments: Namespace, *, with_agreement: bool = False) -> ReportOptions:
    """The options of a report, as far as the command has them."""
    return ReportOptions(
        as_of=arguments.as_of,
        issue=getattr(arguments, "issue", ""),
        party=getattr(arguments, "party", ""),
        all_plans=getattr(arguments, "all_plans", False),
        base=getattr(arguments, "base", ""),
        pairs=getattr(arguments, "pairs", None) or "",
        language=arguments.lang or "",
        with_agreement=with_agreement,
    )


def render_options(arguments: Namespace) -> RenderOptions:
    """How a report is drawn: the terminal's width and colour, and the parts that were asked for."""
    return replace(
        terminal_options(), full=getattr(arguments, "full", False), sections=getattr(arguments, "sections", ())
    )


def terminal_options() -> RenderOptions:
    """Width and colour of the terminal; 80 columns and no colour where output goes elsewhere."""
    is_terminal = sys.stdout is not None and sys.stdout.isatty()  # it is None where a run began with it closed
    try:
        width = int(os.environ.get("COLUMNS", ""))
    except ValueError:
        width = 0
    if width <= 0:
        width = _terminal_columns() if is_terminal else 80
    return RenderOptions(width=max(width, 40), colour=is_terminal and not os.environ.get("NO_COLOR"))


def _terminal_columns() -> int:
    import shutil

    return shutil.get_terminal_size((80, 24)).columns
