"""`comparer explain`: the whole chain from source to verdict, and the command that shows it again."""

from __future__ import annotations

import shlex
import textwrap
from argparse import Namespace
from collections.abc import Iterator
from typing import Any

from comparer.app.cli import compare, inputs
from comparer.app.cli.run import emit, refuse, told
from comparer.model.problems import suggest
from comparer.report.formats.json import dumps
from comparer.report.value.build import with_all_rules
from comparer.report.words.sentences import Phrases
from comparer.review.explain import explain, subjects

Plain = dict[str, Any]


def main(arguments: Namespace) -> int:
    workspace, _ = inputs.read(arguments)
    inputs.some_plans(workspace)
    report = with_all_rules(compare.build(arguments, workspace, ()), workspace)
    try:
        value = explain(report, arguments.subject, arguments.against)
    except KeyError as error:
        name = str(error.args[0])
        raise refuse(
            f"'{name}' is no clause, red line or rule of the record", suggest(name, tuple(subjects(report)))
        ) from error
    value["command"] = _again(arguments)
    if arguments.format == "json":
        emit(dumps(value))
    else:
        width = min(inputs.options().width, 110)
        lines = [_wrapped(line, width) for line in _told(value, report)]
        emit(told("\n".join([*lines, "", f"Again: {value['command']}"])))  # in one piece, to be copied
    return 0


def _again(arguments: Namespace) -> str:
    """The command that shows the same again from the same folder."""
    words = ["comparer", "explain", arguments.subject, *filter(None, [arguments.against])]
    flags = ("--workspace", arguments.workspace), ("--as-of", arguments.as_of), ("--lang", arguments.lang)
    return shlex.join([*words, *(word for flag, given in flags if given for word in (flag, given))])


def _wrapped(line: str, width: int) -> str:
    indent = " " * (len(line) - len(line.lstrip())) + "  "
    return "\n".join(
        textwrap.wrap(line, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
    )


def _told(value: Plain, report: Plain) -> Iterator[str]:
    phrases = Phrases(report)
    for name in ("subject", "against"):
        if name in value:
            yield from _subject(value[name], phrases)
            yield ""
    for one in value["links"]:
        left, right = one["plans"]
        sides = f"{left}#{', '.join(one['left'])} – {right}#{', '.join(one['right'])}"
        yield f"{sides}: {one['relation']}, matched by {one['matched_by']}"
        yield from (
            f"    {said} [{change['rule']}]" for said, change in zip(phrases.changes(one), one["changes"], strict=True)
        )
        yield f"    {phrases.basis(one)}"
    yield from (phrases.gap(one) for one in value["gaps"])
    for one in value["verdicts"]:
        later = ", line stated later" if one["stated_later"] else ""
        sure = f"{one['strength']}, confidence {one['confidence']}{later}"
        yield f"{one['plan']} on {one['line']}: {one['verdict']} ({sure}) [{one['rule']}]"
        yield f"    {one['because']}"
    for one in value["constraints"]:
        yield f"{one['plan']} on {one['constraint']}: {one['verdict']} [{one['rule']}]"
        yield f"    {one['because']}"
        yield from (f"    step: {step}" for step in one["steps"])
    if not any(value[name] for name in ("links", "gaps", "verdicts", "constraints")):
        yield "Nothing in the findings rests on this."


def _until(one: Plain) -> str:
    return f" until {one['until']}" if one["until"] else ""


def _standing(line: Plain) -> Iterator[str]:
    """Why a line is judged as it is, or not at all."""
    if line["no_line"]:
        yield f"recorded, and not held to be a red line: {line['no_line']}"
    if line["not_judged"]:
        yield f"not judged: {line['not_judged']}"
    if line["inferred"]:
        yield "inferred by outsiders; the party has not said it"
    if line["reading"] == "judged":
        yield "what it covers is a matter of judgement"
    yield line["place"]


def _subject(one: Plain, phrases: Phrases) -> Iterator[str]:
    title = one.get("title") or one.get("text", "")
    name = f"{one['plan']}#{one['id']}" if one["kind"] == "clause" and "#" not in one["id"] else one["id"]
    yield f"{name}: {title}"
    if one["kind"] == "clause":
        yield f"    {one['known']}, evidence {one['evidence'] or 'not graded'}, {one['state']}; {one['place']}"
        yield f"    norm: {phrases.norm(one)}" if one["norm"] else "    no norm yet: only its text can be compared"
    if one["kind"] == "constraint":
        yield f"    {one['force']}, in force from {one['from'] or 'the start'}{_until(one)}; {one['place']}"
        yield from (f"    {text}" for text in (one["says"], one["note"]) if text)
    if one["kind"] == "line":
        yield from (f"    {text}" for text in _standing(one))
    for version in one.get("versions", ()):
        by = f"; said by {version['said_by']}" if version["said_by"] else ""
        how = f"{version['strength']}, {version['known']}{by}"
        yield f"    from {version['from'] or 'the start'}{_until(version)}: {how}"
        yield from (f"        holds: {phrases.norm(norm)}" for norm in version["norms"])
    for source in one["sources"]:
        where = ", ".join(str(source[key]) for key in ("publisher", "title", "date", "address") if key in source)
        yield f"    source {source['cite']}: {where}"
        yield from (f"        {fact['says']}" for fact in source["facts"])
        if source.get("fault") or source.get("leaning"):
            yield f"        note: {' '.join(filter(None, [source.get('leaning'), source.get('fault')]))}"
