"""`comparer diff`: one pair of plans, either of them as of a revision of git; or two reports."""

from __future__ import annotations

import json
import subprocess
from argparse import Namespace
from dataclasses import replace
from pathlib import Path
from typing import Any

from comparer import files
from comparer.commands import compare, emit, inputs, refuse, say
from comparer.compare import compare as compare_plans
from comparer.compare import compare_pair, prepare_all
from comparer.differences import between_plans, between_reports
from comparer.loading import load
from comparer.model import Plan, Workspace
from comparer.results import Findings
from comparer.vocabulary import Vocabulary


def main(arguments: Namespace) -> int:
    if arguments.reports:
        return _reports(arguments)
    if not arguments.left or not arguments.right:
        raise refuse("diff needs LEFT and RIGHT, or --reports A.json B.json")
    workspace, left, right = _pair(arguments)
    if left == right:
        raise refuse("LEFT and RIGHT are the same plan", "name a revision with FILE@REV")
    as_of = inputs.dated(arguments)
    value = compare.view(workspace, _found(workspace, left, right, as_of), as_of, left, arguments.lang)
    _write(arguments, value, between_plans(value, left, right))
    return 0


def _pair(arguments: Namespace) -> tuple[Workspace, str, str]:
    """The workspace with both sides in it, and their ids. A side of git is added as `PLAN@REV`."""
    plain = [name for name in (arguments.left, arguments.right) if not _revision(name)]
    workspace, _ = inputs.read(arguments, plain)
    top = inputs.folder(arguments, plain)
    ids = []
    for name in (arguments.left, arguments.right):
        if _revision(name):
            one = _at_revision(name, workspace, top)
            workspace = replace(workspace, plans=tuple(sorted((*workspace.plans, one), key=_order)))
            ids.append(one.id)
        else:
            ids.append(inputs.resolve(name, workspace, top))
    return workspace, ids[0], ids[1]


def _order(one: Plan) -> tuple[str, str]:
    return one.issued, one.id


def _revision(name: str) -> bool:
    return "@" in name and not Path(name).exists()


def _at_revision(name: str, workspace: Workspace, top: Path) -> Plan:
    """A plan as it was at a revision, read with the words of the workspace of today."""
    which, _, revision = name.rpartition("@")
    plan = inputs.plan(workspace, inputs.resolve(which, workspace, top))
    content = _git_show(plan.place.file, revision, top)
    current = files.read_workspace(top)
    loaded = inputs.valid(load({**current, plan.place.file: content})).workspace
    assert loaded is not None
    old = next((one for one in loaded.plans if one.place.file == plan.place.file), None)
    if old is None:
        raise refuse("there is no plan in this file at that revision", place=name)
    return inputs.renamed(old, f"{old.id}@{revision}")


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
        )
    except FileNotFoundError as error:
        raise refuse("git is not installed, so no revision can be read") from error
    if run.returncode:
        reason = run.stderr.decode("utf-8", "replace").strip().splitlines()[:1]
        raise refuse(f"git has no '{path}' at '{revision}': {' '.join(reason)}")
    return run.stdout


def _found(workspace: Workspace, left: str, right: str, as_of: str) -> Findings:
    """The findings on two plans with their pair as it was asked for, not the earlier first."""
    found = compare_plans(workspace, (left, right), as_of)
    vocabulary = Vocabulary(workspace.vocabulary)
    plans = inputs.plan(workspace, left), inputs.plan(workspace, right)
    pair = compare_pair(workspace, *plans, prepare_all(plans, vocabulary), vocabulary)
    return replace(found, plans=(left, right), pairs=(pair,))


def _write(arguments: Namespace, value: dict[str, Any], delta: dict[str, Any]) -> None:
    if arguments.format == "json":
        content = (json.dumps({**value["pairs"][0], **delta}, indent=1, ensure_ascii=False) + "\n").encode()
    else:
        content = compare.rendered(value, arguments.format)
        if arguments.format in ("table", "md", "text"):
            content = _said(delta).encode() + content
    if arguments.output:
        files.write_whole(Path(arguments.output), content)
        say(f"wrote {arguments.output}")
    else:
        emit(content)


def _said(delta: dict[str, Any]) -> str:
    lines = []
    for name in ("verdicts", "constraints"):
        for one in delta[name]["changed"]:
            before, after = one["before"], one["after"]
            subject = before.get("line") or before.get("constraint")
            lines.append(f"{subject}: {before['verdict']} → {after['verdict']}. {after['because']}")
        lines += [f"{_subject(one)}: new, {one['verdict']}. {one['because']}" for one in delta[name]["new"]]
        lines += [f"{_subject(one)}: gone, was {one['verdict']}." for one in delta[name]["gone"]]
    head = f"Verdicts that differ: {len(lines)}\n"
    return head + "".join(f"- {one}\n" for one in lines) + "\n"


def _subject(one: dict[str, Any]) -> str:
    return str(one.get("line") or one.get("constraint"))


def _reports(arguments: Namespace) -> int:
    before, after = (_report(name) for name in arguments.reports)
    value = between_reports(before, after)
    if arguments.format == "json":
        emit(json.dumps(value, indent=1, ensure_ascii=False) + "\n")
    else:
        emit(_report_lines(value))
    return 0


def _report(name: str) -> dict[str, Any]:
    content = files.read(Path(name))
    try:
        value = json.loads(content)
    except ValueError as error:
        raise refuse("it is no JSON report; make one with compare --format json", place=name) from error
    if not isinstance(value, dict) or value.get("version") != 1 or "pairs" not in value:
        raise refuse("it is no report of this program, version 1", place=name)
    return value


def _report_lines(value: dict[str, Any]) -> str:
    lines = [f"From the data of {value['before']['as_of']} to those of {value['after']['as_of']}"]
    for name in ("new", "gone"):
        lines += [f"{name}: {_name(one)}" for one in value[name]]
    lines += [f"changed: {_name(one['before'])} → {_kind(one['after'])}" for one in value["changed"]]
    lines.append(f"{len(value['new'])} new, {len(value['gone'])} gone, {len(value['changed'])} changed")
    return "\n".join(lines) + "\n"


def _name(one: dict[str, Any]) -> str:
    if one["finding"] == "link":
        left, right = one["pair"]
        return f"{left}#{','.join(one['left'])} – {right}#{','.join(one['right'])}: {one['relation']}"
    if one["finding"] == "gap":
        return f"{one['plan']}#{one['clause']} missing from {one['missing_from']}: {one['kind']}"
    subject = one.get("line") or one.get("constraint") or f"{one.get('a', '')} {one.get('b', '')}".strip()
    return f"{one['finding']} {one.get('plan', '')} {subject}: {_kind(one)}".replace("  ", " ")


def _kind(one: dict[str, Any]) -> str:
    return str(one.get("relation") or one.get("verdict") or one.get("kind") or one.get("rule") or "")
