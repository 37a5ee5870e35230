"""`comparer compare`: the report, in one format or in all of them."""

from __future__ import annotations

import sys
import time
from argparse import Namespace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from comparer import __version__, files
from comparer.commands import emit, inputs, refuse, say
from comparer.compare import compare, newest_date
from comparer.model import Workspace
from comparer.problems import suggest
from comparer.report.view import report
from comparer.results import Findings
from comparer.vocabulary import Vocabulary

ENDINGS = {"md": "md", "html": "html", "json": "json", "csv": "csv", "xlsx": "xlsx", "docx": "docx", "text": "txt"}
NEEDS = {"docx": "docx", "xlsx": "xlsxwriter", "html": "jinja2"}
PATIENCE = 2.0


def main(arguments: Namespace) -> int:
    workspace, ids = inputs.read(arguments, arguments.plans)
    inputs.some_plans(workspace)
    value = build(arguments, workspace, ids)
    if arguments.reports:
        return write_all(value, Path(arguments.reports))
    content = rendered(value, arguments.format)
    if arguments.output:
        files.write_whole(Path(arguments.output), content)
        say(f"wrote {arguments.output}")
    else:
        emit(content)
    return 0


def build(arguments: Namespace, workspace: Workspace, ids: tuple[str, ...]) -> dict[str, Any]:
    """The report value for what a person asked."""
    issue, base = getattr(arguments, "issue", ""), getattr(arguments, "base", "")
    _known_issue(workspace, issue)
    _known_base(workspace, base, ids)
    as_of = inputs.dated(arguments)
    findings = compare(workspace, _with(base, ids), as_of, issue, Patience())
    return view(workspace, findings, as_of, base, getattr(arguments, "lang", ""))


def view(workspace: Workspace, findings: Findings, as_of: str, base: str, language: str) -> dict[str, Any]:
    return report(
        workspace,
        findings,
        vocabulary=Vocabulary(workspace.vocabulary),
        as_of=as_of or newest_date(workspace),
        base=base,
        language=language or workspace.settings.language,
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
    needed = NEEDS.get(name)
    if needed and find_spec(needed) is None:
        raise refuse(f"the format {name} needs the extra 'office'", "pip install 'comparer[office]'")
    from comparer.report import render

    content = render(name, value, inputs.options())
    return content.encode() if isinstance(content, str) else content


def write_all(value: dict[str, Any], folder: Path) -> int:
    """Every format that is installed into a folder, each file whole or not at all; then one screenful."""
    from comparer.report import table

    contents = {}
    left_out = []
    for name, ending in ENDINGS.items():
        if name in NEEDS and find_spec(NEEDS[name]) is None:
            left_out.append(name)
            continue
        contents[f"comparison.{ending}"] = rendered(value, name)
    for name, content in contents.items():
        files.write_whole(folder / name, content)
    emit(table.summary(value, inputs.options().width))
    listed = ", ".join(sorted(contents))
    emit(f"Reports in {folder}/: {listed}\n")
    if left_out:
        say(f"left out, for want of the extra 'office': {', '.join(left_out)} (pip install 'comparer[office]')")
    return 0


class Patience:
    """Progress on standard error, once the work has taken longer than a person waits without asking."""

    def __init__(self) -> None:
        self._start = self._told = time.monotonic()

    def __call__(self, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self._start > PATIENCE and (now - self._told > PATIENCE or done == total):
            self._told = now
            end = "\r" if sys.stderr.isatty() and done < total else "\n"
            sys.stderr.write(f"compared {done} of {total} pairs of plans{end}")
            sys.stderr.flush()
