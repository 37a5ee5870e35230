"""`comparer explain`: the whole chain from source to verdict, and the command that shows it again."""

from __future__ import annotations

import shlex
import textwrap
from argparse import Namespace
from collections.abc import Iterator
from typing import Any

from comparer.app.cli import compare, inputs
from comparer.app.cli.run import command_error, terminal_safe, write_stdout
from comparer.model.problems import did_you_mean
from comparer.norms.from_text.describe_text import describe_text
from comparer.report.formats.json import canonical_json
from comparer.report.value.build import add_all_constraints
from comparer.report.words.sentences import ReportSentences
from comparer.review.explain import explain, explainable_subjects

JsonObject = dict[str, Any]


def main(arguments: Namespace) -> int:
    if arguments.text:
        return _explain_text(arguments)
    if not arguments.subject:
        raise command_error("name a clause, a red line or a rule, or give a sentence with --text")
    workspace, _ = inputs.read_workspace_with_plans(arguments)
    inputs.require_plans(workspace)
    report = add_all_constraints(compare.build_requested_report(arguments, workspace, ()), workspace)
    try:
        value = explain(report, arguments.subject, arguments.against)
    except KeyError as error:
        name = str(error.args[0])
        raise command_error(
            f"'{name}' is no clause, red line or rule of the record",
            did_you_mean(name, tuple(explainable_subjects(report))),
        ) from error
    value["command"] = _repeat_command(arguments)
    if arguments.format == "json":
        write_stdout(canonical_json(value))
    else:
        width = min(inputs.terminal_options().width, 110)
        lines = [_wrap_line(line, width) for line in _explanation_lines(value, report)]
        write_stdout(terminal_safe("\n".join([*lines, "", f"Again: {value['command']}"])))  # in one piece, to be copied
    return 0


def _explain_text(arguments: Namespace) -> int:
    """Prints what was read in a sentence, part by part."""
    descriptions = describe_text(arguments.text)
    if arguments.format == "json":
        write_stdout(canonical_json({"text": arguments.text, "norms": descriptions}))
        return 0
    width = max((len(part) for description in descriptions for part in description), default=0)
    blocks = ["\n".join(f"{part:<{width}}  {words}" for part, words in entry.items()) for entry in descriptions]
    write_stdout(terminal_safe("\n\n".join(blocks)))
    return 0


def _repeat_command(arguments: Namespace) -> str:
    """The command that shows the same again from the same folder."""
    words = ["comparer", "explain", arguments.subject, *filter(None, [arguments.against])]
    options = ("--workspace", arguments.workspace), ("--as-of", arguments.as_of), ("--lang", arguments.lang)
    return shlex.join(
        [*words, *(word for option, option_value in options if option_value for word in (option, option_value))]
    )


def _wrap_line(line: str, width: int) -> str:
    indent = " " * (len(line) - len(line.lstrip())) + "  "
    return "\n".join(
        textwrap.wrap(line, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
    )


def _explanation_lines(value: JsonObject, report: JsonObject) -> Iterator[str]:
    phrases = ReportSentences(report)
    for name in ("subject", "against"):
        if name in value:
            yield from _subject_lines(value[name], phrases)
            yield ""
    for finding in value["links"]:
        left, right = finding["plans"]
        sides = f"{left}#{', '.join(finding['left'])} – {right}#{', '.join(finding['right'])}"
        yield f"{sides}: {finding['relation']}, matched by {finding['matched_by']}"
        yield from (
            f"    {sentence} [{change['rule']}]"
            for sentence, change in zip(phrases.change_sentences(finding), finding["changes"], strict=True)
        )
        yield f"    {phrases.basis_sentence(finding)}"
    yield from (phrases.gap_sentence(finding) for finding in value["gaps"])
    for finding in value["verdicts"]:
        later_note = ", line stated later" if finding["stated_later"] else ""
        certainty = f"{finding['strength']}, confidence {finding['confidence']}{later_note}"
        yield f"{finding['plan']} on {finding['line']}: {finding['verdict']} ({certainty}) [{finding['rule']}]"
        yield f"    {finding['because']}"
    for finding in value["constraints"]:
        yield f"{finding['plan']} on {finding['constraint']}: {finding['verdict']} [{finding['rule']}]"
        yield f"    {finding['because']}"
        yield from (f"    step: {step}" for step in finding["steps"])
    if not any(value[name] for name in ("links", "gaps", "verdicts", "constraints")):
        yield "Nothing in the findings rests on this."


def _end_date_text(dated_entry: JsonObject) -> str:
    return f" until {dated_entry['until']}" if dated_entry["until"] else ""


def _red_line_notes(line: JsonObject) -> Iterator[str]:
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


def _subject_lines(subject: JsonObject, phrases: ReportSentences) -> Iterator[str]:
    title = subject.get("title") or subject.get("text", "")
    name = (
        f"{subject['plan']}#{subject['id']}"
        if subject["kind"] == "clause" and "#" not in subject["id"]
        else subject["id"]
    )
    yield f"{name}: {title}"
    if subject["kind"] == "clause":
        yield (
            f"    {subject['known']}, evidence {subject['evidence'] or 'not graded'}"
            f", {subject['state']}; {subject['place']}"
        )
        yield (
            f"    norm: {phrases.norm_text(subject)}"
            if subject["norm"]
            else "    no norm yet: only its text can be compared"
        )
    if subject["kind"] == "constraint":
        yield (
            f"    {subject['force']}, in force from {subject['from'] or 'the start'}"
            f"{_end_date_text(subject)}; {subject['place']}"
        )
        yield from (f"    {text}" for text in (subject["says"], subject["note"]) if text)
    if subject["kind"] == "line":
        yield from (f"    {text}" for text in _red_line_notes(subject))
    for version in subject.get("versions", ()):
        speaker = f"; said by {version['said_by']}" if version["said_by"] else ""
        status = f"{version['strength']}, {version['known']}{speaker}"
        yield f"    from {version['from'] or 'the start'}{_end_date_text(version)}: {status}"
        yield from (f"        holds: {phrases.norm_text(norm)}" for norm in version["norms"])
    for source in subject["sources"]:
        source_details = ", ".join(
            str(source[key]) for key in ("publisher", "title", "date", "address") if key in source
        )
        yield f"    source {source['cite']}: {source_details}"
        yield from (f"        {fact['says']}" for fact in source["facts"])
        if source.get("fault") or source.get("leaning"):
            yield f"        note: {' '.join(filter(None, [source.get('leaning'), source.get('fault')]))}"
