"""`comparer explain`: the whole chain from source to verdict; one finding by its fingerprint; what a sentence says."""

from __future__ import annotations

import shlex
import textwrap
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from comparer.app.cli import inputs
from comparer.app.cli.arguments import add_format_option, add_report_options
from comparer.app.cli.outputs import build_requested_report
from comparer.app.cli.run import command_error, terminal_safe, write_stdout
from comparer.model.errors import UsageError
from comparer.report.formats.json import canonical_json
from comparer.report.value.arguments import build_argument_value
from comparer.report.value.build import add_all_constraints
from comparer.report.value.explanation_types import ExplainedSubject, ExplanationValue, FindingExplanation
from comparer.report.value.types import ConstraintRecord, LineRecord, LineVersionRecord, ReportValue
from comparer.report.words.sentences import ReportSentences
from comparer.report.words.text_reading import reading_argument_text, reading_part_text
from comparer.review.explain import is_fingerprint
from comparer.session import OpenWorkspace, explain_finding, explain_subject

if TYPE_CHECKING:
    from comparer.norms.from_text.describe_text import TextReading


class RepeatableExplanation(ExplanationValue):
    """An explanation with the command that shows it again."""

    command: str


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "subject",
        metavar="PLAN#CLAUSE",
        nargs="?",
        default="",
        help="or PARTY#LINE, a CONSTRAINT, or the fingerprint of a finding",
    )
    parser.add_argument(
        "against", metavar="PLAN#CLAUSE|PARTY#LINE|CONSTRAINT", nargs="?", default="", help="only what the two share"
    )
    parser.add_argument("--text", metavar="SENTENCE", default="", help="what is read in a sentence, with no workspace")
    add_format_option(parser, ("text", "json"))
    add_report_options(parser)


def main(arguments: Namespace) -> int:
    if arguments.text and arguments.subject:
        raise command_error("--text takes a sentence and no clause, red line or rule beside it")
    if arguments.text:
        return _explain_text(arguments)
    if not arguments.subject:
        raise command_error("name a clause, a red line or a rule, or give a sentence with --text")
    workspace, _ = inputs.read_workspace_with_plans(arguments)
    if is_fingerprint(arguments.subject):
        return _explain_fingerprint(arguments, workspace)
    _ask_for_pairs_of_subject(arguments, workspace)
    report = add_all_constraints(build_requested_report(arguments, workspace), workspace.records)
    value: RepeatableExplanation = {
        **explain_subject(report, arguments.subject, arguments.against),
        "command": _explain_command(arguments, arguments.subject, arguments.against),
    }
    if arguments.format == "json":
        write_stdout(canonical_json(value))
    else:
        _write_lines([*_explanation_lines(value, report), "", *_next_commands(value, arguments)])
    return 0


def _explain_fingerprint(arguments: Namespace, workspace: OpenWorkspace) -> int:
    """One finding of the whole record. Findings on pairs are looked for only where no other has the fingerprint."""
    if arguments.against:
        raise command_error("a fingerprint is explained by itself")
    for arguments.pairs in ("none", "all"):
        report = add_all_constraints(build_requested_report(arguments, workspace), workspace.records)
        try:
            value = explain_finding(report, arguments.subject)
            break
        except UsageError:
            if arguments.pairs == "all":
                raise
    if arguments.format == "json":
        write_stdout(canonical_json(value))
    else:
        _write_lines(_finding_lines(value, ReportSentences(report), arguments))
    return 0


def _write_lines(lines: Iterable[str]) -> None:
    width = min(inputs.terminal_options().width, 110)
    write_stdout(terminal_safe("\n".join(line if _is_command(line) else _wrap_line(line, width) for line in lines)))


def _is_command(line: str) -> bool:
    """Whether a line is to be copied in one piece."""
    return line.startswith("  comparer ")


def _finding_lines(value: FindingExplanation, phrases: ReportSentences, arguments: Namespace) -> Iterator[str]:
    rule = value["rule"]
    yield value["sentence"] + (f" [{rule['id']}]" if rule else "")
    yield from (f"    {text}" for text in (value["because"], *value["details"]) if text)
    if rule:
        yield f"    rule: {rule['says']} {rule['why']}".rstrip()
    for subject in value["rests_on"]:
        yield ""
        yield from _subject_head_lines(subject, phrases)
    commands = [
        *(_explain_command(arguments, _subject_name(subject)) for subject in value["rests_on"]),
        *([f"comparer rules {rule['id']}"] if rule else []),
    ]
    yield ""
    yield from _more_lines(commands)


def _more_lines(commands: Iterable[str]) -> Iterator[str]:
    """What to ask next, each command on a line of its own, to be copied."""
    lines = [f"  {command}" for command in commands if command]
    yield from ["More:", *lines] if lines else ()


def _subject_name(subject: ExplainedSubject) -> str:
    return f"{subject['plan']}#{subject['id']}" if subject["kind"] == "clause" else subject["id"]


def _next_commands(value: RepeatableExplanation, arguments: Namespace) -> Iterator[str]:
    """What to ask next: a clause beside its answer in another plan, its gravest verdict, the rule of that."""
    if arguments.against:
        rules = [verdict["rule"] for verdict in value["verdicts"]] + [item["rule"] for item in value["constraints"]]
        rules += [change["rule"] for link in value["links"] for change in link["changes"]]
        yield from _more_lines(f"comparer rules {rule}" for rule in list(dict.fromkeys(rules))[:1])
        return
    subject = arguments.subject
    commands = []
    if value["links"]:
        other = next((ref for ref in value["links"][-1]["refs"] if ref != subject), "")
        commands.append(_explain_command(arguments, subject, other) if other else "")
    if value["verdicts"]:
        verdict = value["verdicts"][0]
        if value["subject"]["kind"] == "clause":
            commands.append(_explain_command(arguments, subject, verdict["line"]))
        commands.append(f"comparer rules {verdict['rule']}")
    yield from _more_lines(commands)


def _ask_for_pairs_of_subject(arguments: Namespace, workspace: OpenWorkspace) -> None:
    """Have only the pairs compared that an explanation can speak of: those of a named clause's plan, else none."""
    subjects = [name for name in (arguments.subject, arguments.against) if name]
    plans = [plan_id for plan_id, has_clause, _ in (name.partition("#") for name in subjects) if has_clause]
    named_plans = [plan_id for plan_id in plans if plan_id in workspace.plan_ids]
    if named_plans:
        arguments.pairs, arguments.base = "base", named_plans[0]
    elif plans:
        arguments.pairs = "none"


def _explain_text(arguments: Namespace) -> int:
    """Print what was read in a sentence, part by part."""
    from comparer.norms.from_text.describe_text import describe_text

    language = arguments.lang or "en"
    readings = describe_text(arguments.text)
    if arguments.format == "json":
        norms = [
            {
                "sentence": reading.sentence,
                "parts": [{"part": part, "words": words} for part, words in _reading_rows(reading, language)],
            }
            for reading in readings
        ]
        write_stdout(canonical_json({"text": arguments.text, "norms": norms}))
        return 0
    rows_by_reading = [[("sentence", reading.sentence), *_reading_rows(reading, language)] for reading in readings]
    labelled = [[(reading_part_text(part, language), words) for part, words in rows] for rows in rows_by_reading]
    width = max((len(label) for rows in labelled for label, _ in rows), default=0)
    blocks = ["\n".join(f"{label:<{width}}  {words}" for label, words in rows) for rows in labelled]
    write_stdout(terminal_safe("\n\n".join(blocks)))
    return 0


def _reading_rows(reading: TextReading, language: str) -> list[tuple[str, str]]:
    """Each part that was read with its words; or `unread` with the reason."""
    parts = [*reading.parts, *([("unread", reading.unread)] if reading.unread else [])]
    return [(part, reading_argument_text(build_argument_value(argument), language)) for part, argument in parts]


def _explain_command(arguments: Namespace, *subjects: str) -> str:
    """The command that explains these from the same folder, at the same date and in the same language."""
    words = ["comparer", "explain", *filter(None, subjects)]
    options = ("--workspace", arguments.workspace), ("--as-of", arguments.as_of), ("--lang", arguments.lang)
    return shlex.join(
        [*words, *(word for option, option_value in options if option_value for word in (option, option_value))]
    )


def _wrap_line(line: str, width: int) -> str:
    indent = " " * (len(line) - len(line.lstrip())) + "  "
    return "\n".join(
        textwrap.wrap(line, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
    )


def _explanation_lines(value: ExplanationValue, report: ReportValue) -> Iterator[str]:
    phrases = ReportSentences(report)
    for subject in (value["subject"], *([value["against"]] if "against" in value else [])):
        yield from _subject_lines(subject, phrases)
        yield ""
    for link in value["links"]:
        left, right = link["plans"]
        sides = f"{left}#{', '.join(link['left'])} – {right}#{', '.join(link['right'])}"
        yield f"{sides}: {link['relation']}, matched by {link['matched_by']}"
        yield from (
            f"    {sentence} [{change['rule']}]"
            for sentence, change in zip(phrases.change_sentences(link), link["changes"], strict=True)
        )
        yield f"    {phrases.basis_sentence(link)}"
    yield from (phrases.gap_sentence(gap) for gap in value["gaps"])
    for verdict in value["verdicts"]:
        later_note = ", line stated later" if verdict["stated_later"] else ""
        certainty = f"{verdict['strength']}, confidence {verdict['confidence']}{later_note}"
        yield f"{verdict['plan']} on {verdict['line']}: {verdict['verdict']} ({certainty}) [{verdict['rule']}]"
        yield f"    {verdict['because']}"
    for finding in value["constraints"]:
        yield f"{finding['plan']} on {finding['constraint']}: {finding['verdict']} [{finding['rule']}]"
        yield f"    {finding['because']}"
        yield from (f"    step: {step}" for step in phrases.step_sentences(finding))
    if not (value["links"] or value["gaps"] or value["verdicts"] or value["constraints"]):
        yield "Nothing in the findings rests on this."


def _end_date_text(dated_entry: ConstraintRecord | LineVersionRecord) -> str:
    return f" until {dated_entry['until']}" if dated_entry["until"] else ""


def _red_line_notes(line: LineRecord) -> Iterator[str]:
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


def _version_lines(version: LineVersionRecord, phrases: ReportSentences) -> Iterator[str]:
    speaker = f"; said by {version['said_by']}" if version["said_by"] else ""
    status = f"{version['strength']}, {version['known']}{speaker}"
    yield f"    from {version['from'] or 'the start'}{_end_date_text(version)}: {status}"
    yield from (f"        holds: {phrases.norm_text(norm)}" for norm in version["norms"])


def _subject_lines(subject: ExplainedSubject, phrases: ReportSentences) -> Iterator[str]:
    """A subject with its sources."""
    yield from _subject_head_lines(subject, phrases)
    for source in subject["sources"]:
        source_details = ", ".join(source[key] for key in ("publisher", "title", "date", "address") if key in source)
        yield f"    source {source['cite']}: {source_details}"
        yield from (f"        {fact['says']}" for fact in source["facts"])
        if source.get("fault") or source.get("leaning"):
            yield f"        note: {' '.join(filter(None, [source.get('leaning'), source.get('fault')]))}"


def _subject_head_lines(subject: ExplainedSubject, phrases: ReportSentences) -> Iterator[str]:
    """What a clause, a line or a rule of law says, how it is known, and the place in the file."""
    if subject["kind"] == "clause":
        yield f"{subject['plan']}#{subject['id']}: {subject['text']}"
        yield (
            f"    {subject['known']}, evidence {subject['evidence'] or 'not graded'}"
            f", {subject['state']}; {subject['place']}"
        )
        yield (
            f"    norm: {phrases.norm_text(subject)}"
            if subject["norm"]
            else "    no norm yet: only its text can be compared"
        )
    else:
        yield f"{subject['id']}: {subject['title']}"
    if subject["kind"] == "constraint":
        yield (
            f"    {subject['force']}, in force from {subject['from'] or 'the start'}"
            f"{_end_date_text(subject)}; {subject['place']}"
        )
        yield from (f"    {text}" for text in (subject["says"], subject["note"]) if text)
    if subject["kind"] == "line":
        yield from (f"    {text}" for text in _red_line_notes(subject))
        for version in subject["versions"]:
            yield from _version_lines(version, phrases)
