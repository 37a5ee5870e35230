"""`comparer diff`: one pair of plans, either of them as of a revision of git; or two reports."""

from __future__ import annotations

import json
import os
import subprocess
from argparse import Namespace
from dataclasses import replace
from pathlib import Path
from typing import cast

from comparer.app import disk
from comparer.app.cli import compare, inputs
from comparer.app.cli.run import CommandError, command_error, terminal_safe
from comparer.load import construct
from comparer.load.construct.norms import build_default_units
from comparer.load.load_workspace import load
from comparer.model.dates import date_sort_key
from comparer.model.findings import Findings
from comparer.model.plan import Plan
from comparer.model.problems import Problem
from comparer.model.workspace import Workspace
from comparer.norms.vocabulary import Vocabulary
from comparer.pipeline.compare import compare as compare_plans
from comparer.pipeline.compare import compare_pair, to_canonical_clauses
from comparer.report.formats import markdown
from comparer.report.formats.json import canonical_json
from comparer.report.sections import changes
from comparer.report.value.difference_types import PlanDifferences
from comparer.report.value.types import ReportValue
from comparer.review.differences import diff_plan_verdicts, diff_report_findings


def main(arguments: Namespace) -> int:
    if arguments.reports:
        if arguments.left:
            raise command_error("diff takes LEFT and RIGHT, or --reports A.json B.json, and not both")
        return _diff_report_files(arguments)
    if not arguments.left or not arguments.right:
        raise command_error("diff needs LEFT and RIGHT, or --reports A.json B.json")
    workspace, left, right = _read_plan_pair(arguments)
    if left == right:
        raise command_error("LEFT and RIGHT are the same plan", "name a revision with FILE@REV")
    as_of = inputs.as_of_date(arguments)
    value = compare.build_findings_report(
        workspace, _compare_in_order(workspace, left, right, as_of), as_of, left, arguments.lang
    )
    _write_plan_diff(arguments, value, diff_plan_verdicts(value, left, right), left, right)
    return 0


def _read_plan_pair(arguments: Namespace) -> tuple[Workspace, str, str]:
    """The workspace with both sides in it, and their ids. A side of git is added as `PLAN@REV`."""
    side_names = (arguments.left, arguments.right)
    workspace_folder = inputs.find_workspace_folder(arguments, side_names)
    plan_names = [name for name in side_names if not _is_git_revision(name)]
    workspace, plan_ids = inputs.read_workspace_with_plans(arguments, plan_names, workspace_folder)
    id_by_name = dict(zip(plan_names, plan_ids, strict=True))
    for name in dict.fromkeys(filter(_is_git_revision, side_names)):
        old_plan = _read_plan_at_revision(name, workspace, workspace_folder)
        workspace = replace(workspace, plans=tuple(sorted((*workspace.plans, old_plan), key=_plan_order)))
        id_by_name[name] = old_plan.id
    return workspace, id_by_name[arguments.left], id_by_name[arguments.right]


def _plan_order(plan: Plan) -> tuple[tuple[int, int, int], str]:
    return date_sort_key(plan.issued), plan.id


def _is_git_revision(name: str) -> bool:
    return "@" in name and not Path(name).exists()


def _read_plan_at_revision(name: str, workspace: Workspace, workspace_folder: Path) -> Plan:
    """A plan as it was at a revision, read with the words of the workspace of today."""
    plan_name, _, revision = name.rpartition("@")
    path = _plan_file_path(plan_name, workspace, workspace_folder)
    result = load({**disk.read_workspace(workspace_folder), path: _read_git_file(path, revision, workspace_folder)})
    # Other files may name clauses that the older state had not yet: no fault of this file.
    revision_problems = [
        _mark_revision(problem, revision) for problem in result.errors if problem.position.file == path
    ]
    if revision_problems:
        raise CommandError(*revision_problems)
    old = construct.build_plan(result.documents[path], build_default_units(workspace.vocabulary))
    return inputs.rename_plan(old, f"{old.id}@{revision}")


def _plan_file_path(plan_name: str, workspace: Workspace, workspace_folder: Path) -> str:
    """The path of a plan inside the workspace; of a file that is there no longer, as it was written."""
    path = disk.absolute_path(plan_name)
    if inputs.is_file_path(plan_name) and not path.exists() and path.is_relative_to(workspace_folder):
        return path.relative_to(workspace_folder).as_posix()
    return inputs.plan_by_id(workspace, inputs.resolve_plan_id(plan_name, workspace, workspace_folder)).position.file


def _mark_revision(problem: Problem, revision: str) -> Problem:
    """The problem with a place that says in which state of the file it is."""
    return replace(problem, position=replace(problem.position, file=f"{problem.position.file}@{revision}"))


def _read_git_file(path: str, revision: str, workspace_folder: Path) -> bytes:
    """The bytes of a file at a revision. Refusal where git is missing, or knows no such revision or file."""
    if revision.startswith("-"):
        raise command_error(f"'{revision}' is no revision")
    try:
        completed = subprocess.run(
            ["git", "-C", str(workspace_folder), "show", f"{revision}:./{path}"],
            capture_output=True,
            check=False,
            stdin=subprocess.DEVNULL,
            env={**os.environ, "LC_ALL": "C"},  # its reasons in the language of our own messages
        )
    except FileNotFoundError as error:
        raise command_error("git is not installed, so no revision can be read") from error
    if completed.returncode:
        reason = completed.stderr.decode("utf-8", "replace").strip().splitlines()[:1]
        raise command_error(f"git has no '{path}' at '{revision}': {' '.join(reason).removeprefix('fatal: ')}")
    return completed.stdout


def _compare_in_order(workspace: Workspace, left: str, right: str, as_of: str) -> Findings:
    """The findings on two plans with their pair as it was asked for, not the earlier first."""
    findings = compare_plans(workspace, (left, right), as_of)
    if findings.plans == (left, right):
        return findings
    vocabulary = Vocabulary(workspace.vocabulary)
    plans = inputs.plan_by_id(workspace, left), inputs.plan_by_id(workspace, right)
    pair = compare_pair(workspace, *plans, to_canonical_clauses(plans, vocabulary), vocabulary)
    return replace(findings, plans=(left, right), pairs=(pair,))


def _write_plan_diff(
    arguments: Namespace, value: ReportValue, differences: PlanDifferences, left: str, right: str
) -> None:
    if arguments.format == "json":
        content = canonical_json({**value["pairs"][0], **differences}).encode()
    else:
        delta = changes.build_plan_delta(differences, value, left, right)
        content = compare.render_report({**value, "delta": delta}, arguments.format)
    compare.write_output(content, arguments.output)


def _diff_report_files(arguments: Namespace) -> int:
    before, after = (_read_report_file(name) for name in arguments.reports)
    try:
        content = _render_report_diff(before, after, arguments.format)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        raise command_error("one of the reports is not whole; make it again with compare --format json") from error
    compare.write_output(content, arguments.output)
    return 0


def _render_report_diff(before: ReportValue, after: ReportValue, format_name: str) -> str | bytes:
    """The changes alone where they are read as text; led by them, the later report where a format has more room."""
    differences = diff_report_findings(before, after)
    if format_name == "json":
        return canonical_json(differences)
    value: ReportValue = {**after, "delta": changes.build_report_delta(differences, before, after)}
    if format_name in ("table", "text"):
        return terminal_safe(changes.render_changes(value, inputs.terminal_options()))
    if format_name == "md":
        return "\n\n".join(markdown.change_blocks(value)) + "\n"
    return compare.render_report(value, format_name)


def _read_report_file(file_name: str) -> ReportValue:
    content = disk.read_file(Path(file_name))
    try:
        value = json.loads(content)
    except ValueError as error:
        raise command_error("it is no JSON report; make one with compare --format json", place=file_name) from error
    if not isinstance(value, dict) or value.get("version") != 1 or "pairs" not in value:
        raise command_error("it is no report of this program, version 1", place=file_name)
    # What else the report lacks is seen where it is read.
    return cast(ReportValue, value)
