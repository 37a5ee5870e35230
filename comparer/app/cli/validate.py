"""`comparer validate`: every fault of the data files."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from comparer import __version__
from comparer.app import disk
from comparer.app.cli import inputs
from comparer.app.cli.run import emit, refuse, say
from comparer.load.checks import validate
from comparer.model.problems import Severity
from comparer.report.formats.problem_lists import render, summary
from comparer.resources import rule_catalogue


def main(arguments: Namespace) -> int:
    """Exit 1 for any error, 0 otherwise; warnings are errors under --strict."""
    top = inputs.folder(arguments, arguments.paths)
    content = disk.read_workspace(top)
    wanted = [_inside(name, top) for name in arguments.paths]
    for name in wanted:
        if name not in content and (top / name).is_file():
            content[name] = disk.read(top / name, str(top))
    report = validate(content, arguments.strict)
    problems = tuple(one for one in report.problems if not wanted or _under(one.place.file, wanted))
    emit(render(arguments.format, problems, rule_catalogue.rule, __version__))
    if arguments.format == "text":
        say(summary(problems, sum(not wanted or _under(name, wanted) for name in content)))
    return 1 if any(one.severity is Severity.ERROR for one in problems) else 0


def _inside(name: str, top: Path) -> str:
    path = disk.absolute(name)
    if not path.exists():
        raise refuse("there is no such file or folder", place=name)
    if not path.is_relative_to(top):
        raise refuse(f"it lies outside the workspace {top}", place=name)
    return path.relative_to(top).as_posix()


def _under(file: str, wanted: list[str]) -> bool:
    return any(name in (".", file) or file.startswith(name.rstrip("/") + "/") for name in wanted)
