"""`comparer compare`: the report, in one format or in all of them."""

from __future__ import annotations

import sys
import time
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from comparer import __version__
from comparer.app import disk
from comparer.app.cli import inputs
from comparer.app.cli.run import Refusal, emit, refuse, say, told
from comparer.model.findings import Findings
from comparer.model.problems import suggest
from comparer.model.records import Workspace
from comparer.norms.vocabulary import Vocabulary
from comparer.pipeline.compare import compare, newest_date
from comparer.report.value.build import report

ENDINGS = {"md": "md", "html": "html", "json": "json", "csv": "csv", "xlsx": "xlsx", "docx": "docx", "text": "txt"}
STEM = "comparison"
PATIENCE = 2.0


def main(arguments: Namespace) -> int:
    if arguments.reports and arguments.output:
        raise refuse("--reports writes every format into its folder; leave out --output")
    with _old_ones_named(arguments):
        value = _value(arguments)
        if arguments.reports:
            contents, left_out = everything(value)
            disk.write_together({Path(arguments.reports, name): content for name, content in contents.items()})
        else:
            write(rendered(value, arguments.format), arguments.output)
    if arguments.reports:
        _close(value, arguments.reports, sorted(contents), left_out)
    return 0


@contextmanager
def _old_ones_named(arguments: Namespace) -> Iterator[None]:
    """Where a run fails, what an earlier one wrote stays as it was; this says so, lest it be taken for the new."""
    try:
        yield
    except BaseException:
        folder, file = arguments.reports, arguments.output
        if (folder and any(Path(folder).glob(f"{STEM}.*"))) or (file and Path(file).is_file()):
            say(f"comparer: note: {folder or file} was left as it was; it is not the result of this run")
        raise


def _value(arguments: Namespace) -> dict[str, Any]:
    workspace, ids = inputs.read(arguments, arguments.plans)
    inputs.some_plans(workspace)
    _known_issue(workspace, arguments.issue)
    _known_base(workspace, arguments.base, ids)
    return build(arguments, workspace, _with(arguments.base, ids), arguments.issue, arguments.base)


def write(content: str | bytes, output: str) -> None:
    """To a file, whole or not at all, or else to standard output."""
    if output:
        disk.write_whole(Path(output), content.encode() if isinstance(content, str) else content)
        say(f"wrote {output}")
    else:
        emit(content)


def build(
    arguments: Namespace, workspace: Workspace, ids: tuple[str, ...], issue: str = "", base: str = ""
) -> dict[str, Any]:
    """The report value for what a person asked."""
    as_of = inputs.dated(arguments)
    findings = compare(workspace, ids, as_of, issue, Patience())
    return view(workspace, findings, as_of, base, arguments.lang)


def view(workspace: Workspace, findings: Findings, as_of: str, base: str, language: str) -> dict[str, Any]:
    return report(
        workspace,
        findings,
        vocabulary=Vocabulary(workspace.vocabulary),
        as_of=as_of or newest_date(workspace),
        base=base,
        language=language,
        version=__version__,
    )


def _with(base: str, ids: tuple[str, ...]) -> tuple[str, ...]:
    return (*ids, base) if ids and base and base not in ids else ids


def _known_issue(workspace: Workspace, issue: str) -> None:
    known = {one.id for one in workspace.vocabulary.issues}
    known |= {clause.issue for plan in workspace.plans for clause in plan.clauses if clause.issue}
    if issue and issue not in known and not any(one.startswith(issue + ".") for one in known):
        raise refuse(f"'{issue}' is no issue of the vocabulary", suggest(issue, known))


def _known_base(workspace: Workspace, base: str, ids: tuple[str, ...]) -> None:
    known = [plan.id for plan in workspace.plans]
    if base and base not in known and base not in ids:
        raise refuse(f"'{base}' is no plan of the workspace", suggest(base, known))


def rendered(value: dict[str, Any], name: str) -> bytes:
    """The report in one format. Refusal where the extra that the format needs is not installed."""
    from comparer.report.render import render

    try:
        content = render(name, value, inputs.options())
    except ModuleNotFoundError as error:
        raise refuse(f"the format {name} needs the extra 'office'", "pip install 'comparer[office]'") from error
    return content.encode() if isinstance(content, str) else content


def everything(value: dict[str, Any]) -> tuple[dict[str, bytes], list[str]]:
    """The report in every format that is installed, by file name; and the formats left out."""
    contents, left_out = {}, []
    for name, ending in ENDINGS.items():
        try:
            contents[f"{STEM}.{ending}"] = rendered(value, name)
        except Refusal:
            left_out.append(name)
    return contents, left_out


def _close(value: dict[str, Any], folder: str, names: list[str], left_out: list[str]) -> None:
    """The screenful that a person reads first, and where the rest is."""
    from comparer.report.formats import terminal

    options = inputs.options()
    emit(terminal.summary(value, options.width, options.colour))
    endings = ", ".join(name.removeprefix(f"{STEM}.") for name in names)
    emit(told(f"Reports in {folder.rstrip('/')}/: {STEM}.{{{endings}}}"))
    if left_out:
        say(f"left out, for want of the extra 'office': {', '.join(left_out)} (pip install 'comparer[office]')")


class Patience:
    """Progress on standard error, once the work has taken longer than a person waits without asking."""

    def __init__(self) -> None:
        self._start = self._told = time.monotonic()

    def __call__(self, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self._start > PATIENCE and (now - self._told > PATIENCE or done == total):
            self._told = now
            end = "\r" if sys.stderr and sys.stderr.isatty() and done < total else "\n"
            say(f"compared {done} of {total} pairs of plans", end)
