"""`comparer suggest`: what clauses without issue or norm would get from other plans, and writing it into the file."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from comparer.align.text_similarity import text_aligner
from comparer.app import disk
from comparer.app.cli import inputs
from comparer.app.cli.run import emit, refuse, say, told
from comparer.draft.suggest_encodings import Candidate, Suggestion, suggest
from comparer.ingest.write_plan import flow, scalar
from comparer.load import strict_yaml
from comparer.load.edit_yaml import Field, SpliceError, splice
from comparer.model.problems import shown
from comparer.model.records import Plan
from comparer.norms.vocabulary import Vocabulary

OFFERED = 3
"""How many counterparts of a clause the table shows."""


def main(arguments: Namespace) -> int:
    top = inputs.folder(arguments, (arguments.plan,))
    workspace, (name,) = inputs.read(arguments, (arguments.plan,), top)
    plan = inputs.plan(workspace, name)
    others = [one for one in workspace.plans if one.id != plan.id]
    vocabulary = Vocabulary(workspace.vocabulary)
    aligner = text_aligner(vocabulary, workspace.sentence_model)
    found = suggest(plan, others, vocabulary, aligner, _raw(others, top))
    path = Path(arguments.plan) if inputs.is_path(arguments.plan) else top / plan.place.file
    written = _write(path, plan, found) if arguments.write else ()
    if arguments.format == "json":
        value = {"plan": plan.id, "suggestions": [_plain(one) for one in found], "written": list(written)}
        emit(json.dumps(value, indent=1, ensure_ascii=False) + "\n")
    else:
        emit(told(_table(plan, found)))
    if found and not others:
        say("no other plan is in this workspace, so that there is nothing to take a suggestion from")
    return 0


def _raw(plans: Sequence[Plan], top: Path) -> dict[str, dict[str, Any]]:
    """The fields of the clauses of plans as their files write them, by PLAN#CLAUSE."""
    found = {}
    for plan in plans:
        data = strict_yaml.read(disk.read(top / plan.place.file), plan.place.file).data
        found.update({f"{plan.id}#{clause['id']}": clause for clause in _clauses(data)})
    return found


# --- showing ----------------------------------------------------------------------------------------------------------


def _plain(one: Suggestion) -> dict[str, Any]:
    return {
        "clause": one.clause,
        "text": one.text,
        "lacks": list(one.lacks),
        "issue": one.issue_from and {"value": one.issue_from.issue, "from": one.issue_from.source},
        "norm": one.norm_from
        and {
            "value": one.norm_from.norm,
            "terms": one.norm_from.terms or {},
            "conditions": one.norm_from.conditions or {},
            "from": one.norm_from.source,
        },
        "candidates": [
            {
                "from": each.source,
                "text": each.text,
                "standing": each.standing.value,
                "score": round(each.score, 4),
                "evidence": [{"label": part.label, "weight": round(part.weight, 4)} for part in each.evidence],
                "issue": each.issue,
                "norm": each.norm,
                "doubts": list(each.doubts),
            }
            for each in one.candidates
        ],
    }


def _table(plan: Plan, found: Sequence[Suggestion]) -> str:
    if not found:
        return f"{plan.id}: every clause has an issue and a norm\n"
    lines = []
    for one in found:
        lines.append(f"{plan.id}#{one.clause} lacks {' and '.join(one.lacks)}: {shown(_line(one.text), 90)}")
        lines += [f"    {text}" for text in _offers(one)]
    issues, norms = (sum(1 for one in found if getattr(one, name)) for name in ("issue_from", "norm_from"))
    lines.append(f"{len(found)} clauses lack something; {issues} issues and {norms} norms are suggested")
    return "\n".join(lines) + "\n"


def _line(text: str) -> str:
    return " ".join(text.split())


def _offers(one: Suggestion) -> Iterator[str]:
    if one.issue_from:
        yield f"issue: {one.issue_from.issue}  (from {one.issue_from.source})"
    if one.norm_from:
        yield f"norm: {flow(one.norm_from.norm)}  (from {one.norm_from.source})"
        for key, value in (("terms", one.norm_from.terms), ("conditions", one.norm_from.conditions)):
            if value:
                yield f"{key}: {flow(value)}"
    if not one.candidates:
        yield "no counterpart in another plan is near enough"
    for each in one.candidates[:OFFERED]:
        yield f"{each.standing.value} {each.source} {each.score:.2f}: {shown(_line(each.text), 80)}"
        why = ", ".join(f"{part.label} {part.weight:+.2f}" for part in each.evidence)
        if why:
            yield f"    {why}"
        if each.doubts:
            yield f"    its norm is not taken over: {'; '.join(each.doubts)}"


# --- writing ----------------------------------------------------------------------------------------------------------


def _write(path: Path, plan: Plan, found: Sequence[Suggestion]) -> tuple[str, ...]:
    """Put what is suggested into the file; nothing else in it changes. The ids of the clauses that were written to."""
    content = disk.read(path)
    data = strict_yaml.read(content, plan.place.file).data
    clauses = {clause["id"]: clause for clause in _clauses(data)}
    additions: dict[str, tuple[Field, ...]] = {}
    for one in found:
        fields = tuple(_fields(one, clauses[one.clause]))
        if fields:
            additions[one.clause] = fields
    if not additions:
        say("nothing is sure enough to be written")
        return ()
    try:
        new, skipped = _spliced(content, additions)
    except SpliceError as error:
        raise refuse(f"{error}; nothing was written", place=str(path)) from error
    disk.write_whole(path, new)
    for id_ in skipped:
        say(f"left out: {plan.id}#{id_} is written in braces and has a note, so that the mark would have no place")
    done = tuple(id_ for id_ in additions if id_ not in skipped)
    say(f"wrote {path}: {len(done)} clauses, each marked as suggested; check them, then say so in `reviewed`")
    return done


def _clauses(data: Any) -> Iterator[Any]:
    for provision in data["provisions"]:
        yield from provision.get("clauses", [provision])


def _fields(one: Suggestion, clause: dict[str, Any]) -> Iterator[Field]:
    """The fields with the mark that says from where they come: a note, or comments where there is a note already."""
    issue, norm = one.issue_from, one.norm_from
    comments = "note" in clause

    def comment(given: Candidate) -> str:
        return f"suggested from {given.source}; not reviewed" if comments else ""

    if issue:
        yield Field("issue", issue.issue, comment(issue))
    if norm:
        yield Field("norm", flow(norm.norm), comment(norm))
        for key, value in (("terms", norm.terms), ("conditions", norm.conditions)):
            if value:
                yield Field(key, flow(value), comment(norm))
        yield Field("evidence", "C", "inferred from another plan")
    if (issue or norm) and not comments:
        yield Field("note", scalar(f"Suggested: {_origin(issue, norm)}; not reviewed."))


def _origin(issue: Candidate | None, norm: Candidate | None) -> str:
    if issue and norm and issue.source == norm.source:
        return f"issue and norm from {issue.source}"
    given = (("issue", issue), ("norm", norm))
    return ", ".join(f"{name} from {one.source}" for name, one in given if one)


def _spliced(content: bytes, additions: dict[str, tuple[Field, ...]]) -> tuple[bytes, tuple[str, ...]]:
    """The new file, made sure to read as the old one with these fields; and the clauses that were left out."""
    old = strict_yaml.read(content, "").data
    clauses = {clause["id"]: clause for clause in _clauses(old)}
    skipped = tuple(id_ for id_, fields in additions.items() if fields[0].comment and _in_braces(content, id_, fields))
    kept = {id_: fields for id_, fields in additions.items() if id_ not in skipped}
    new = splice(content, kept)
    for id_, fields in kept.items():
        for field in fields:
            value = strict_yaml.read(f"{field.key}: {field.value}".encode(), "").data[field.key]
            clauses[id_].setdefault(field.key, value)
    document = strict_yaml.read(new, "")
    if document.problems or document.data != old:
        raise SpliceError("the suggestions do not fit into the layout of this file")
    return new, skipped


def _in_braces(content: bytes, id_: str, fields: tuple[Field, ...]) -> bool:
    alone = splice(content, {id_: fields})
    return len(alone.splitlines()) == len(content.splitlines())
