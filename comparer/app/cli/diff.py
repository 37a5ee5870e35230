"""`comparer diff`: one pair of plans, either of them as of a revision of git; or two reports."""

from __future__ import annotations

import json
import os
import subprocess
from argparse import Namespace
from dataclasses import replace
from pathlib import Path
from typing import Any

from comparer.app import disk
from comparer.app.cli import compare, inputs
from comparer.app.cli.run import Refusal, refuse, told
from comparer.load import construct
from comparer.load.construct.norms import units_of
from comparer.load.load_workspace import load
from comparer.model.findings import Findings
from comparer.model.problems import Problem
from comparer.model.records import Plan, Workspace
from comparer.norms.vocabulary import Vocabulary
from comparer.pipeline.compare import compare as compare_plans
from comparer.pipeline.compare import compare_pair, prepare_all
from comparer.report.formats import markdown
from comparer.report.formats.json import dumps
from comparer.report.sections import changes, text_changes
from comparer.review.differences import between_plans, between_reports


def main(arguments: Namespace) -> int:
    if arguments.reports:
        if arguments.left:
            raise refuse("diff takes LEFT and RIGHT, or --reports A.json B.json, and not both")
        return _reports(arguments)
    if not arguments.left or not arguments.right:
        raise refuse("diff needs LEFT and RIGHT, or --reports A.json B.json")
    workspace, left, right = _pair(arguments)
    if left == right:
        raise refuse("LEFT and RIGHT are the same plan", "name a revision with FILE@REV")
    as_of = inputs.dated(arguments)
    value = compare.view(workspace, _found(workspace, left, right, as_of), as_of, left, arguments.lang)
    head = ""
    if arguments.format == "table" and any(inputs.is_document(name) for name in (arguments.left, arguments.right)):
        head = told(text_changes.head_lines(value, left, right, inputs.options().width))
    _write(arguments, value, between_plans(value, left, right), left, right, head)
    return 0


def _pair(arguments: Namespace) -> tuple[Workspace, str, str]:
    """The workspace with both sides in it, and their ids. A side of git is added as `PLAN@REV`."""
    both = (arguments.left, arguments.right)
    papers = all(inputs.is_document(name) for name in both) and arguments.workspace is None
    top = Path.cwd() if papers else inputs.folder(arguments, both)
    plain = [name for name in both if not _revision(name)]
    workspace, found = inputs.read(arguments, plain, top)
    ids = dict(zip(plain, found, strict=True))
    for name in dict.fromkeys(filter(_revision, both)):
        one = _at_revision(name, workspace, top)
        workspace = replace(workspace, plans=tuple(sorted((*workspace.plans, one), key=_order)))
        ids[name] = one.id
    return workspace, ids[arguments.left], ids[arguments.right]


def _order(one: Plan) -> tuple[str, str]:
    return one.issued, one.id


def _revision(name: str) -> bool:
    return "@" in name and not Path(name).exists()


def _at_revision(name: str, workspace: Workspace, top: Path) -> Plan:
    """A plan as it was at a revision, read with the words of the workspace of today."""
    which, _, revision = name.rpartition("@")
    path = _file_of(which, workspace, top)
    result = load({**disk.read_workspace(top), path: _git_show(path, revision, top)})
    # Other files may name clauses that the older state had not yet: no fault of this file.
    wrong = [_of_revision(one, revision) for one in result.errors if one.place.file == path]
    if wrong:
        raise Refusal(*wrong)
    old = construct.plan(result.documents[path], units_of(workspace.vocabulary))
    return inputs.renamed(old, f"{old.id}@{revision}")


def _file_of(which: str, workspace: Workspace, top: Path) -> str:
    """The path of a plan inside the workspace; of a file that is there no longer, as it was written."""
    path = disk.absolute(which)
    if inputs.is_path(which) and not path.exists() and path.is_relative_to(top):
        return path.relative_to(top).as_posix()
    return inputs.plan(workspace, inputs.resolve(which, workspace, top)).place.file


def _of_revision(problem: Problem, revision: str) -> Problem:
    """The problem with a place that says in which state of the file it is."""
    return replace(problem, place=replace(problem.place, file=f"{problem.place.file}@{revision}"))


def _git_show(path: str, revision: str, top: Path) -> bytes:
    """The bytes of a file at a revision. Refusal where git is missing, or knows no such revision or file."""
    if revision.startswith("-"):
        raise refuse(f"'{revision}' is no revision")
    try:
        run = subprocess.run(
            ["git", "-C", str(top), "show", f"{revision}:./{path}"],
            capture_output=True,
            check=False,
            stdin=subprocess.DEVNULL,
            env={**os.environ, "LC_ALL": "C"},  # its reasons in the language of our own messages
        )
    except FileNotFoundError as error:
        raise refuse("git is not installed, so no revision can be read") from error
    if run.returncode:
        reason = run.stderr.decode("utf-8", "replace").strip().splitlines()[:1]
        raise refuse(f"git has no '{path}' at '{revision}': {' '.join(reason).removeprefix('fatal: ')}")
    return run.stdout


def _found(workspace: Workspace, left: str, right: str, as_of: str) -> Findings:
    """The findings on two plans with their pair as it was asked for, not the earlier first."""
    found = compare_plans(workspace, (left, right), as_of)
    if found.plans == (left, right):
        return found
    vocabulary = Vocabulary(workspace.vocabulary)
    plans = inputs.plan(workspace, left), inputs.plan(workspace, right)
    pair = compare_pair(workspace, *plans, prepare_all(plans, vocabulary), vocabulary)
    return replace(found, plans=(left, right), pairs=(pair,))


def _write(
    arguments: Namespace, value: dict[str, Any], found: dict[str, Any], left: str, right: str, head: str
) -> None:
    if arguments.format == "json":
        content = dumps({**value["pairs"][0], **found}).encode()
    else:
        delta = changes.between_plans(found, value, left, right)
        content = head.encode() + compare.rendered({**value, "delta": delta}, arguments.format)
    compare.write(content, arguments.output)


def _reports(arguments: Namespace) -> int:
    before, after = (_report(name) for name in arguments.reports)
    try:
        content = _between(before, after, arguments.format)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        raise refuse("one of the reports is not whole; make it again with compare --format json") from error
    compare.write(content, arguments.output)
    return 0


def _between(before: dict[str, Any], after: dict[str, Any], name: str) -> str | bytes:
    """The changes alone where they are read as text; led by them, the later report where a format has more room."""
    found = between_reports(before, after)
    if name == "json":
        return dumps(found)
    value = {**after, "delta": changes.between_reports(found, before, after)}
    if name in ("table", "text"):
        return told(changes.lines(value, inputs.options()))
    if name == "md":
        return "\n\n".join(markdown.changes(value)) + "\n"
    return compare.rendered(value, name)


def _report(name: str) -> dict[str, Any]:
    content = disk.read(Path(name))
    try:
        value = json.loads(content)
    except ValueError as error:
        raise refuse("it is no JSON report; make one with compare --format json", place=name) from error
    if not isinstance(value, dict) or value.get("version") != 1 or "pairs" not in value:
        raise refuse("it is no report of this program, version 1", place=name)
    return value
