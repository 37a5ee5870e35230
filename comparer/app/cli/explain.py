"""`comparer explain`: the whole chain from source to verdict; one finding by its fingerprint; what a sentence says."""

from __future__ import annotations

import shlex
import textwrap
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from comparer.app import disk
from comparer.app.cli import inputs
from comparer.app.cli.arguments import add_format_option, add_report_options
from comparer.app.cli.outputs import PairChoice, build_requested_report
from comparer.app.cli.run import command_error, terminal_safe, write_stdout
from comparer.model.errors import UsageError
from comparer.report.formats.explanation_text import draw_explanation, draw_finding_explanation
from comparer.report.formats.json import canonical_json
from comparer.report.value.arguments import build_argument_value
from comparer.report.value.build import add_all_constraints
from comparer.report.value.explanation_types import ExplainedSubject, ExplanationValue, FindingExplanation
from comparer.report.value.types import ReportValue
from comparer.report.words.text_reading import reading_argument_text, reading_part_text
from comparer.resources.message_catalogue import load_catalogue
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
    if not disk.is_utf8(arguments.text):
        raise command_error("--text is not UTF-8")
    if arguments.text and arguments.subject:
        raise command_error("--text takes a sentence and no clause, red line or rule beside it")
    if arguments.text:
        return _explain_text(arguments)
    if not arguments.subject:
        raise command_error("name a clause, a red line or a rule, or give a sentence with --text")
    workspace, _ = inputs.read_workspace_with_plans(arguments)
    if is_fingerprint(arguments.subject):
        return _explain_fingerprint(arguments, workspace)
    pairs = _choose_pairs_of_subject((arguments.subject, arguments.against), workspace)
    report = add_all_constraints(build_requested_report(arguments, workspace, pairs=pairs), workspace.records)
    value: RepeatableExplanation = {
        **explain_subject(report, arguments.subject, arguments.against),
        "command": _explain_command(arguments, arguments.subject, arguments.against),
    }
    if arguments.format == "json":
        write_stdout(canonical_json(value))
    else:
        commands = _more_lines(_next_commands(value, arguments), report)
        _write_lines([*draw_explanation(value, report), "", *commands])
    return 0


def _explain_fingerprint(arguments: Namespace, workspace: OpenWorkspace) -> int:
    """One finding of the whole record. Findings on pairs are looked for only where no other has the fingerprint."""
    if arguments.against:
        raise command_error("a fingerprint is explained by itself")
    try:
        report, value = _find_in_pairs("none", arguments, workspace)
    except UsageError:
        report, value = _find_in_pairs("all", arguments, workspace)
    if arguments.format == "json":
        write_stdout(canonical_json(value))
    else:
        commands = _more_lines(_finding_commands(value, arguments), report)
        _write_lines([*draw_finding_explanation(value, report), "", *commands])
    return 0


def _find_in_pairs(
    pairs: str, arguments: Namespace, workspace: OpenWorkspace
) -> tuple[ReportValue, FindingExplanation]:
    """A report with a choice of pairs, and the finding in it. Raises UsageError where it has none."""
    report = build_requested_report(arguments, workspace, pairs=PairChoice(pairs))
    report = add_all_constraints(report, workspace.records)
    return report, explain_finding(report, arguments.subject)


def _write_lines(lines: Iterable[str]) -> None:
    width = min(inputs.terminal_options().width, 110)
    write_stdout(terminal_safe("\n".join(line if _is_command(line) else _wrap_line(line, width) for line in lines)))


def _is_command(line: str) -> bool:
    """Whether a line is to be copied in one piece."""
    return line.startswith("  comparer ")


def _finding_commands(value: FindingExplanation, arguments: Namespace) -> Iterator[str]:
    """What to ask next of a finding: each thing that it rests on, then its rule."""
    yield from (_explain_command(arguments, _subject_name(subject)) for subject in value["rests_on"])
    if value["rule"]:
        yield f"comparer rules {value['rule']['id']}"


def _more_lines(commands: Iterable[str], report: ReportValue) -> list[str]:
    """What to ask next, each command on a line of its own, to be copied."""
    lines = [f"  {command}" for command in commands if command]
    return [load_catalogue(report["language"]).format_message("explain.more"), *lines] if lines else []


def _subject_name(subject: ExplainedSubject) -> str:
    return f"{subject['plan']}#{subject['id']}" if subject["kind"] == "clause" else subject["id"]


def _next_commands(value: RepeatableExplanation, arguments: Namespace) -> Iterator[str]:
    """What to ask next: a clause beside its answer in another plan, its gravest verdict, the rule of that."""
    if arguments.against:
        rules = [verdict["rule"] for verdict in value["verdicts"]] + [item["rule"] for item in value["constraints"]]
        rules += [change["rule"] for link in value["links"] for change in link["changes"]]
        yield from (f"comparer rules {rule}" for rule in list(dict.fromkeys(rules))[:1])
        return
    subject = arguments.subject
    if value["links"]:
        other = next((ref for ref in value["links"][-1]["refs"] if ref != subject), "")
        yield _explain_command(arguments, subject, other) if other else ""
    if value["verdicts"]:
        verdict = value["verdicts"][0]
        if value["subject"]["kind"] == "clause":
            yield _explain_command(arguments, subject, verdict["line"])
        yield f"comparer rules {verdict['rule']}"


def _choose_pairs_of_subject(names: Sequence[str], workspace: OpenWorkspace) -> PairChoice:
    """What an explanation can tell of pairs: in those of a named clause's plan what concerns the clause; else none."""
    refs = [name for name in names if name.partition("#")[0] in workspace.plan_ids]
    if not refs:
        return PairChoice("none")
    return PairChoice("base", refs[0].partition("#")[0], (refs[0],))


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
