"""`comparer validate`: every fault of the data files."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from comparer.app import disk
from comparer.app.cli import inputs
from comparer.app.cli.arguments import add_format_option
from comparer.app.cli.run import command_error, print_note, write_stdout
from comparer.load.checks import validate
from comparer.model.problems import Severity
from comparer.report.formats.problem_lists import PROBLEM_RENDERERS, problem_summary, render_problems
from comparer.resources import rule_catalogue
from comparer.version import VERSION


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("paths", metavar="PATH", nargs="*", help="show the faults of these files or folders alone")
    parser.add_argument("--strict", action="store_true", help="warnings are errors, and every clause must be whole")
    add_format_option(parser, PROBLEM_RENDERERS)


def main(arguments: Namespace) -> int:
    """Exit 1 for any error, 0 otherwise; warnings are errors under --strict."""
    workspace_folder = inputs.find_workspace_folder(arguments, arguments.paths)
    content = disk.read_workspace(workspace_folder)
    wanted_paths = [_path_in_workspace(name, workspace_folder) for name in arguments.paths]
    for name in wanted_paths:
        if name not in content and (workspace_folder / name).is_file():
            content[name] = disk.read_file(workspace_folder / name, str(workspace_folder))
    report = validate(content, arguments.strict)
    problems = tuple(
        problem
        for problem in report.problems
        if not wanted_paths or _is_wanted_file(problem.position.file, wanted_paths)
    )
    write_stdout(render_problems(arguments.format, problems, rule_catalogue.read_rule, VERSION))
    if arguments.format == "text":
        print_note(
            problem_summary(problems, sum(not wanted_paths or _is_wanted_file(name, wanted_paths) for name in content))
        )
    return 1 if any(problem.severity is Severity.ERROR for problem in problems) else 0


def _path_in_workspace(name: str, workspace_folder: Path) -> str:
    path = disk.absolute_path(name)
    if not path.exists():
        raise command_error("there is no such file or folder", place=name)
    if not path.is_relative_to(workspace_folder):
        raise command_error(f"it lies outside the workspace {workspace_folder}", place=name)
    return path.relative_to(workspace_folder).as_posix()


def _is_wanted_file(file: str, wanted_paths: list[str]) -> bool:
    return any(name in (".", file) or file.startswith(name.rstrip("/") + "/") for name in wanted_paths)
