"""Two plans, or two versions of one, with what changed between them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from comparer.model.dates import date_sort_key
from comparer.model.errors import UsageError
from comparer.model.plan import Plan
from comparer.model.problems import Problem, Severity
from comparer.report.options import ReportOptions
from comparer.session.comparison import build_findings_report, build_plans_report
from comparer.session.options import build_narrowing, require_known_options
from comparer.session.workspace import OpenWorkspace

if TYPE_CHECKING:  # what compares and reports is imported where it is used: many commands only open a workspace
    from comparer.report.sections.change_report import ChangeReport, GateWarning
    from comparer.report.value.types import ReportValue


def diff_plans(workspace: OpenWorkspace, left: str, right: str, options: ReportOptions | None = None) -> ReportValue:
    """The report on two plans with their pair as it was asked for, not the earlier first.

    Its `delta` holds the verdicts on red lines and on the law that differ between the two. Raises UsageError as
    `build_plans_report`, and where both sides are the same plan.
    """
    from comparer.pipeline.compare import RunSupport, compare, compare_pair, narrow_findings, to_canonical_clauses
    from comparer.report.sections.changes import build_plan_delta
    from comparer.review.differences import diff_plan_verdicts

    options = replace(options or ReportOptions(), base=left)
    if left == right:
        raise UsageError("LEFT and RIGHT are the same plan")
    plans = workspace.find_plan(left), workspace.find_plan(right)
    require_known_options(workspace, (left, right), options)
    support = RunSupport(cache=workspace.cache)
    findings = compare(workspace.records, (left, right), options.as_of, build_narrowing(options), support=support)
    if findings.plans != (left, right):
        clauses = to_canonical_clauses(plans, workspace.vocabulary)
        pair = compare_pair(workspace.records, *plans, clauses, workspace.vocabulary)
        findings = replace(findings, plans=(left, right), pairs=(pair,))
        findings = narrow_findings(findings, build_narrowing(options), workspace.records, clauses, workspace.vocabulary)
    report = build_findings_report(workspace, findings, options)
    return {**report, "delta": build_plan_delta(diff_plan_verdicts(report, left, right), report, left, right)}


def report_plan_changes(
    workspace: OpenWorkspace, left: str, right: str, options: ReportOptions | None = None
) -> ChangeReport:
    """What changed from one plan to another. Two versions of one plan are compared with all that they do elsewhere.

    Versions are `PLAN@REV` and `PLAN`, or two with `@`, as `workspace_files.add_named_plans` makes them. Raises
    UsageError as `diff_plans`.
    """
    from comparer.report.sections.change_report import build_plan_changes

    options = options or ReportOptions()
    if version_name(left) == version_name(right):
        return _report_version_changes(workspace, left, right, options)
    return build_plan_changes(diff_plans(workspace, left, right, options), left, right, options.issue)


def _report_version_changes(workspace: OpenWorkspace, left: str, right: str, options: ReportOptions) -> ChangeReport:
    from comparer.report.sections.change_report import build_version_changes
    from comparer.review.gate import diff_gate

    pair = diff_plans(workspace, left, right, options)["pairs"][0]
    own_pairs = replace(options, pairs="base", base=version_name(right))
    before, after = (
        build_plans_report(_put_version_in_place(workspace, version), (), own_pairs) for version in (left, right)
    )
    change = build_version_changes(before, after, pair, (left, right), options.issue)
    warnings = _new_warnings(workspace, left, right)
    return change.with_gate(diff_gate(before, after, workspace.records.settings.fail_on, warnings))


def version_name(plan_id: str) -> str:
    """The id of a plan without the revision that it was read at."""
    return plan_id.partition("@")[0]


def rename_plan(plan: Plan, plan_id: str) -> Plan:
    """A plan under another id, its clauses with it: two states of one file can stand side by side."""
    provisions = tuple(
        replace(provision, clauses=tuple(replace(clause, plan=plan_id) for clause in provision.clauses))
        for provision in plan.provisions
    )
    return replace(plan, id=plan_id, provisions=provisions)


def _put_version_in_place(workspace: OpenWorkspace, version: str) -> OpenWorkspace:
    """The workspace with one version of a plan as that plan, and no other version of it."""
    plan_id = version_name(version)
    plan = rename_plan(workspace.find_plan(version), plan_id)
    plans = (plan, *(other for other in workspace.records.plans if version_name(other.id) != plan_id))
    own_refs = {clause.ref for clause in plan.clauses}
    decisions = tuple(
        decision
        for decision in workspace.records.link_decisions
        if all(ref in own_refs or not ref.startswith(f"{plan_id}#") for ref in (*decision.left, *decision.right))
    )
    records = replace(
        workspace.records,
        plans=tuple(sorted(plans, key=lambda dated_plan: (date_sort_key(dated_plan.issued), dated_plan.id))),
        link_decisions=decisions,
    )
    return replace(workspace, records=records)


def _new_warnings(workspace: OpenWorkspace, left: str, right: str) -> tuple[GateWarning, ...]:
    """The warnings about the file of the right version that the left one did not have."""
    from comparer.report.sections.change_report import GateWarning

    known, new = (_file_warnings(workspace, version) for version in (left, right))
    known_messages = {(problem.rule, problem.message) for problem in known}
    return tuple(
        GateWarning(
            rule=problem.rule,
            message=problem.message,
            place=f"{problem.position.file.partition('@')[0]}:{problem.position.line}",
        )
        for problem in new
        if (problem.rule, problem.message) not in known_messages
    )


def _file_warnings(workspace: OpenWorkspace, version: str) -> list[Problem]:
    _, separator, revision = version.partition("@")
    file = f"{workspace.find_plan(version).position.file}{separator}{revision}"
    return [
        problem
        for problem in workspace.warnings
        if problem.position.file == file and problem.severity is Severity.WARNING
    ]
