"""`comparer bridges`: for each question in dispute, every known wording and whose lines it crosses or gives."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from comparer.agreement.bridging import build_bridge_context, build_bridge_tables
from comparer.app.cli import agreement_formats, inputs
from comparer.app.cli.arguments import add_format_option, add_output_option, add_report_options
from comparer.app.cli.run import command_error
from comparer.model.problems import did_you_mean
from comparer.norms.vocabulary import Vocabulary
from comparer.report.agreement.bridges import build_bridges_document
from comparer.report.words.sentences import ReportSentences
from comparer.session import describe_plans, find_standing_deadlocks


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "subjects", metavar="QUESTION|ISSUE", nargs="*", help="questions, or issues with all under them (all questions)"
    )
    add_format_option(parser, ("text", "md", "csv", "xlsx", "docx"))
    add_output_option(parser)
    add_report_options(parser)


def main(arguments: Namespace) -> int:
    workspace, _ = inputs.read_workspace_with_plans(arguments)
    report = describe_plans(workspace, (), inputs.report_options(arguments))
    vocabulary, as_of = workspace.vocabulary, report["as_of"]
    questions = _find_questions(arguments.subjects, vocabulary)
    context = build_bridge_context(
        workspace.records.red_lines, as_of, find_standing_deadlocks(workspace, as_of), vocabulary
    )
    tables = build_bridge_tables(workspace.plans, context, questions)
    document = build_bridges_document(tables, as_of, ReportSentences(report))
    agreement_formats.write_document(document, report, arguments.format, arguments.output)
    return 0


def _find_questions(subjects: list[str], vocabulary: Vocabulary) -> list[str] | None:
    """The questions that are named, or that stand under the issues that are; None for all."""
    if not subjects:
        return None
    questions: list[str] = []
    for subject in subjects:
        if subject in vocabulary.questions:
            questions.append(subject)
        elif subject in vocabulary.issues:
            questions += [subject, *_questions_under(subject, vocabulary)]
        else:
            known = (*vocabulary.questions, *vocabulary.issues)
            raise command_error(f"'{subject}' is no question and no issue", did_you_mean(subject, known))
    return questions


def _questions_under(issue: str, vocabulary: Vocabulary) -> list[str]:
    return [question.id for question in vocabulary.data.questions if vocabulary.is_in_branch(question.issue, issue)]
