"""`comparer compare`: the report, in one format or in all of them."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from comparer.app import disk
from comparer.app.cli import inputs
from comparer.app.cli.arguments import (
    add_narrowing_options,
    add_output_option,
    add_plans_argument,
    add_report_format_option,
    add_report_options,
)
from comparer.app.cli.outputs import build_requested_report, render_report, write_output
from comparer.app.cli.run import command_error, print_note, terminal_safe, write_stdout
from comparer.model.errors import UsageError
from comparer.report.render import REPORT_FORMATS, RenderOptions
from comparer.report.value.types import ReportValue
from comparer.resources.message_catalogue import load_catalogue

REPORT_FILE_STEM = "comparison"


def add_arguments(parser: ArgumentParser) -> None:
    add_plans_argument(parser)
    add_report_format_option(parser)
    add_output_option(parser)
    parser.add_argument(
        "--reports", metavar="DIR", default="", help="write every format into a folder, print a summary"
    )
    add_narrowing_options(parser)
    parser.add_argument("--base", metavar="PLAN", default="", help="the plan that others are shown against")
    add_report_options(parser)


def main(arguments: Namespace) -> int:
    if arguments.reports and arguments.output:
        raise command_error("--reports writes every format into its folder; leave out --output")
    with _note_unchanged_output(arguments):
        workspace, plan_ids = inputs.read_workspace_with_plans(arguments, arguments.plans)
        report = build_requested_report(arguments, workspace, plan_ids)
        if arguments.reports:
            contents, missing_formats = render_all_formats(report, inputs.render_options(arguments))
            disk.write_files_together({Path(arguments.reports, name): content for name, content in contents.items()})
        else:
            write_output(render_report(report, arguments.format, inputs.render_options(arguments)), arguments.output)
    if arguments.reports:
        _print_summary(report, arguments.reports, sorted(contents), missing_formats, inputs.render_options(arguments))
    return 0


@contextmanager
def _note_unchanged_output(arguments: Namespace) -> Iterator[None]:
    """Where a run fails, what an earlier one wrote stays as it was; this says so, lest it be taken for the new."""
    try:
        yield
    except BaseException:
        folder, file = arguments.reports, arguments.output
        if (folder and any(Path(folder).glob(f"{REPORT_FILE_STEM}.*"))) or (file and Path(file).is_file()):
            print_note(f"comparer: note: {folder or file} was left as it was; it is not the result of this run")
        raise


def render_all_formats(report: ReportValue, options: RenderOptions | None = None) -> tuple[dict[str, bytes], list[str]]:
    """The report in every format of ours that makes files, by file name; and the formats whose extra is missing."""
    contents, missing_formats = {}, []
    for report_format in filter(lambda candidate: candidate.suffix, REPORT_FORMATS.values()):
        try:
            contents[f"{REPORT_FILE_STEM}.{report_format.suffix}"] = render_report(report, report_format.name, options)
        except UsageError:
            missing_formats.append(report_format.name)
    return contents, missing_formats


def _print_summary(
    report: ReportValue, folder: str, names: list[str], missing_formats: list[str], options: RenderOptions
) -> None:
    """The screenful that a person reads first, and where the rest is."""
    from comparer.report.formats import terminal

    endings = ", ".join(name.removeprefix(f"{REPORT_FILE_STEM}.") for name in names)
    where = load_catalogue(report["language"]).format_message(
        "screen.reports", folder=f"{folder.rstrip('/')}/", names=f"{REPORT_FILE_STEM}.{{{endings}}}"
    )
    write_stdout(terminal_safe(terminal.render_first_screen(report, options, (where,))))
    if missing_formats:
        print_note(
            f"left out, since the extra 'office' is missing: {', '.join(missing_formats)} "
            "(pip install 'comparer[office]')"
        )
