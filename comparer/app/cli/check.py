"""`comparer check`: the gate. Exit 1 where a finding of a class that fails is not accepted."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence

from comparer.app.cli import inputs
from comparer.app.cli.arguments import (
    add_format_option,
    add_plans_argument,
    add_report_options,
    add_subject_options,
)
from comparer.app.cli.outputs import PairChoice, build_requested_report
from comparer.app.cli.run import command_error, print_note, write_stdout
from comparer.model.problems import FilePosition, Problem, Severity, did_you_mean, escape_controls
from comparer.model.workspace import Workspace
from comparer.report.formats.problem_lists import PROBLEM_RENDERERS, render_problems
from comparer.report.value.types import AcceptanceRecord, AssessedRecord, ReportValue
from comparer.resources import rule_catalogue
from comparer.review import gate
from comparer.session import OpenWorkspace
from comparer.version import VERSION

ENTRIES_FORMAT = "yaml"
"""Every finding of the classes as an entry of plans/accepted.yaml; a person has to give each new one its reason."""


def add_arguments(parser: ArgumentParser) -> None:
    add_plans_argument(parser)
    parser.add_argument(
        "--fail-on", metavar="CLASS,…", default="", help="classes of findings that fail (default: breached)"
    )
    add_subject_options(parser)
    add_format_option(parser, (*PROBLEM_RENDERERS, ENTRIES_FORMAT))
    add_report_options(parser)


def main(arguments: Namespace) -> int:
    workspace, ids = inputs.read_workspace_with_plans(arguments, arguments.plans)
    workspace.require_plans()
    classes = _failing_classes(arguments.fail_on, workspace.records)
    value = _build_judged_report(arguments, workspace, ids)
    if arguments.format == ENTRIES_FORMAT:
        write_stdout("".join(_acceptance_lines(finding, value) for finding in gate.findings_of_classes(value, classes)))
        return 0
    failing = gate.find_failures(value, classes)
    # With plans or findings left out, or at another date, one that matches nothing may be of what is not shown.
    is_narrowed = bool(ids or arguments.as_of or arguments.issue or arguments.party)
    stale_acceptances = [
        item for item in gate.stale_acceptances(value) if not is_narrowed or item["state"] != "unmatched"
    ]
    problems = [_failure_problem(item, value) for item in failing] + [
        _stale_acceptance_problem(item, workspace.records, value) for item in stale_acceptances
    ]
    write_stdout(render_problems(arguments.format, problems, rule_catalogue.read_rule, VERSION))
    if arguments.format == "text":
        closing = _closing_line(len(failing), gate.count_accepted(value, classes), len(stale_acceptances), classes)
        subjects = [f"{name} {given}" for name in ("issue", "party") if (given := getattr(arguments, name))]
        print_note(f"{closing}; only of {', '.join(subjects)}" if subjects else closing)
        if blind_count := gate.count_without_values(value):
            print_note(_blind_acceptances_note(blind_count))
    return 1 if problems else 0


def _acceptance_lines(finding: AssessedRecord, value: ReportValue) -> str:
    """A finding as an entry of accepted.yaml; who accepted it and why stays where that still holds."""
    entry = gate.build_acceptance_entry(finding, value)
    fields = {key: json.dumps(content, ensure_ascii=False) for key, content in entry.items()}
    first_line, *more_lines = (f"{key}: {content}" for key, content in fields.items())
    return "\n  ".join([f"# {escape_controls(gate.describe_subject(finding))}\n- {first_line}", *more_lines]) + "\n"


def _build_judged_report(arguments: Namespace, workspace: OpenWorkspace, plan_ids: Sequence[str]) -> ReportValue:
    """The report without its pairs of plans, which no class of the gate asks for; with them where an acceptance may be.

    An acceptance names its finding by fingerprint alone, so one that matches nothing yet may be of a link or a gap.
    """
    value = build_requested_report(arguments, workspace, plan_ids, PairChoice("none"))
    if all(item["state"] != "unmatched" for item in value["accepted"]):
        return value
    return build_requested_report(arguments, workspace, plan_ids, PairChoice("all"))


def _failing_classes(text: str, workspace: Workspace) -> tuple[str, ...]:
    class_names = (
        tuple(class_name.strip() for class_name in text.split(",") if class_name.strip())
        if text
        else workspace.settings.fail_on
    )
    if not class_names:
        raise command_error("--fail-on names no class of findings", f"classes: {', '.join(gate.FINDING_CLASSES)}")
    for class_name in class_names:
        if class_name not in gate.FINDING_CLASSES:
            hint = did_you_mean(class_name, gate.FINDING_CLASSES) or f"classes: {', '.join(gate.FINDING_CLASSES)}"
            raise command_error(f"--fail-on '{class_name}' is not a class of findings", hint)
    return class_names


def _failure_problem(failure: gate.GateFailure, value: ReportValue) -> Problem:
    subject_text = " ".join(filter(None, (failure.plan, failure.subject)))
    return Problem(
        rule=failure.rule,
        message=f"{subject_text}: {failure.reason} [{failure.fingerprint}]",
        position=_failure_place(failure, value),
        severity=Severity.ERROR,
    )


def _failure_place(failure: gate.GateFailure, value: ReportValue) -> FilePosition:
    """Where to look: the first clause that decides it, else the line or rule it is about, else its plan."""
    plan_by_id = {record["id"]: record for record in value["plans"]}
    candidates = (
        *(value["clauses"].get(f"{failure.plan}#{clause}") for clause in failure.clauses),
        *(value["lines"].get(line) for line in failure.red_lines),
        value["constraints_in_force"].get(failure.subject),
        plan_by_id.get(failure.plan),
    )
    places = (record["place"] for record in candidates if record and record["place"])
    file, _, line = next(places, "plans:1").rpartition(":")
    return FilePosition(file, int(line))


def _stale_acceptance_problem(acceptance: AcceptanceRecord, workspace: Workspace, value: ReportValue) -> Problem:
    state_texts = {
        "expired": "has expired",
        "unmatched": "matches no finding",
        "changed": "was for a finding that has changed",
    }
    place = next(
        (entry.position for entry in workspace.acceptances if entry.fingerprint == acceptance["fingerprint"]),
        FilePosition("plans"),
    )
    differences = "; ".join(
        _difference_text(difference, value) for difference in gate.find_accepted_differences(acceptance, value)
    )
    return Problem(
        rule="ref-accepted-stale",
        message=(
            f"the acceptance of {acceptance['fingerprint']} {state_texts[acceptance['state']]}"
            f"{f': {differences}' if differences else ''} ({acceptance['reason']})"
        ),
        position=place,
        severity=Severity.ERROR,
        suggestion="look at the finding again, then renew or remove the entry",
    )


def _difference_text(difference: gate.AcceptedDifference, value: ReportValue) -> str:
    """What was accepted and what is there now, with the place of the clause or line that has the figure."""
    record = value["clauses"].get(difference.ref) or value["lines"].get(difference.ref)
    place = f" at {record['place']}" if record and record["place"] else ""
    return (
        f"{' '.join(filter(None, (difference.ref, difference.name)))} was {difference.was}, is {difference.now}{place}"
    )


def _closing_line(failing_count: int, accepted_count: int, stale_count: int, classes: tuple[str, ...]) -> str:
    return (
        f"{', '.join(classes)}: {failing_count} not accepted, {accepted_count} accepted, "
        f"{stale_count} acceptance{'' if stale_count == 1 else 's'} no longer in force"
    )


def _blind_acceptances_note(count: int) -> str:
    """Acceptances in force that no change of a figure would end."""
    return (
        f"note: {count} acceptance{'' if count == 1 else 's'} without 'values', so that a figure can change unseen; "
        f"check --format {ENTRIES_FORMAT} prints them complete"
    )
