"""`comparer check`: the gate. Exit 1 where a finding of a class that fails is not accepted."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from comparer import __version__
from comparer.app.cli import compare, inputs
from comparer.app.cli.run import emit, refuse, say
from comparer.model.problems import Place, Problem, Severity, suggest
from comparer.model.records import Workspace
from comparer.report.formats.problem_lists import render
from comparer.resources import rule_catalogue
from comparer.review import gate


def main(arguments: Namespace) -> int:
    workspace, ids = inputs.read(arguments, arguments.plans)
    inputs.some_plans(workspace)
    classes = _classes(arguments.fail_on, workspace)
    value = compare.build(arguments, workspace, ids)
    failing = gate.failures(value, classes)
    # With some plans left out, or at another date, an acceptance that matches nothing may be of what is not shown.
    narrowed = bool(ids or arguments.as_of)
    stale = [one for one in gate.stale(value) if not narrowed or one["state"] != "unmatched"]
    problems = [_failed(one, value) for one in failing] + [_stale(one, workspace) for one in stale]
    emit(render(arguments.format, problems, rule_catalogue.rule, __version__))
    if arguments.format == "text":
        say(_closing(len(failing), gate.accepted(value, classes), len(stale), classes))
    return 1 if problems else 0


def _classes(text: str, workspace: Workspace) -> tuple[str, ...]:
    named = tuple(one.strip() for one in text.split(",") if one.strip()) if text else workspace.settings.fail_on
    if not named:
        raise refuse("--fail-on names no class of findings", f"classes: {', '.join(gate.CLASSES)}")
    for one in named:
        if one not in gate.CLASSES:
            hint = suggest(one, gate.CLASSES) or f"classes: {', '.join(gate.CLASSES)}"
            raise refuse(f"--fail-on '{one}' is no class of findings", hint)
    return named


def _failed(one: gate.Failure, value: dict[str, Any]) -> Problem:
    about = " ".join(filter(None, (one.plan, one.subject)))
    return Problem(
        rule=one.rule,
        message=f"{about}: {one.because} [{one.fingerprint}]",
        place=_place(one, value),
        severity=Severity.ERROR,
    )


def _place(one: gate.Failure, value: dict[str, Any]) -> Place:
    """Where to look: the first clause that decides it, else the line or rule it is about, else its plan."""
    plans = {each["id"]: each for each in value["plans"]}
    named = [value["clauses"].get(f"{one.plan}#{clause}", {}) for clause in one.clauses]
    named += [value["lines"].get(line, {}) for line in one.lines]
    named += [value["constraints_in_force"].get(one.subject, {}), plans.get(one.plan, {})]
    file, _, line = next((each["place"] for each in named if each.get("place")), "plans:1").rpartition(":")
    return Place(file, int(line))


def _stale(one: gate.Plain, workspace: Workspace) -> Problem:
    said = {
        "expired": "has expired",
        "unmatched": "matches no finding",
        "changed": "was for a finding that has changed",
    }
    place = next((each.place for each in workspace.accepted if each.fingerprint == one["fingerprint"]), Place("plans"))
    return Problem(
        rule="ref-accepted-stale",
        message=f"the acceptance of {one['fingerprint']} {said[one['state']]} ({one['reason']})",
        place=place,
        severity=Severity.ERROR,
        suggestion="look at the finding again, then renew or remove the entry",
    )


def _closing(failing: int, accepted: int, stale: int, classes: tuple[str, ...]) -> str:
    return (
        f"{', '.join(classes)}: {failing} not accepted, {accepted} accepted, "
        f"{stale} acceptance{'' if stale == 1 else 's'} no longer in force"
    )
