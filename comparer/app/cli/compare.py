"""`comparer compare`: the report, in one format or in all of them."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from comparer.app.cli import inputs
from comparer.app.cli.arguments import (
    add_narrowing_options,
    add_output_option,
    add_plans_argument,
    add_report_format_option,
    add_report_options,
    choice_type,
)
from comparer.app.cli.job_options import (
    add_job_options,
    require_consistent_options,
    run_shard,
)
from comparer.app.cli.outputs import STANDARD_OUTPUT, write_output
from comparer.app.cli.report_folder import REPORT_FILE_STEM, print_summary, require_own_folder, write_reports
from comparer.app.cli.report_request import find_or_make_report, note_default_pairs, render_request
from comparer.app.cli.run import command_error, print_note
from comparer.report.options import MAX_PLANS_IN_ALL_PAIRS

PAIR_CHOICES = ("all", "base", "consecutive")


def add_arguments(parser: ArgumentParser) -> None:
    add_plans_argument(parser)
    add_report_format_option(parser)
    add_output_option(parser)
    parser.add_argument(
        "--reports", metavar="DIR", default="", help="write every format into a folder, print a summary"
    )
    add_narrowing_options(parser)
    parser.add_argument("--base", metavar="PLAN", default="", help="the plan that others are shown against")
    parser.add_argument(
        "--pairs",
        metavar="{" + ",".join(PAIR_CHOICES) + "}",
        type=choice_type(*PAIR_CHOICES),
        help=f"the pairs of plans that are compared (all; base beyond {MAX_PLANS_IN_ALL_PAIRS} plans)",
    )
    add_job_options(parser)
    add_report_options(parser)


def main(arguments: Namespace) -> int:
    if arguments.reports and arguments.output:
        raise command_error("--reports writes every format into its folder; leave out --output")
    require_consistent_options(arguments)
    with _note_unchanged_output(arguments):
        if arguments.shard:
            workspace, plan_ids = inputs.read_workspace_with_plans(arguments, arguments.plans)
            note_default_pairs(arguments, len(plan_ids or workspace.plan_ids))
            write_output(run_shard(arguments, workspace, plan_ids), arguments.output)
            return 0
        request = find_or_make_report(arguments)
        if arguments.reports:
            require_own_folder(arguments.reports, request.folder)
            reports = write_reports(request, arguments)
        else:
            write_output(render_request(request, arguments), arguments.output)
            request.keep()
    if arguments.reports:
        print_summary(reports, arguments)
    return 0


@contextmanager
def _note_unchanged_output(arguments: Namespace) -> Iterator[None]:
    """Where a run fails, this says what stands where its result was asked for, lest an old one be taken for the new."""
    name = arguments.reports or ("" if arguments.output == STANDARD_OUTPUT else arguments.output)
    before = _output_stamps(arguments.reports, name)
    try:
        yield
    except BaseException:
        after = _output_stamps(arguments.reports, name)
        if after != before:
            print_note(f"comparer: note: {name} holds files of this run, which is not whole")
        elif before:
            print_note(f"comparer: note: {name} was left as it was; it is not the result of this run")
        raise


def _output_stamps(reports: str, name: str) -> dict[str, tuple[int, int]]:
    """Size and time of change of the files that a run may replace."""
    stamps = {}
    for path in Path(reports).glob(f"{REPORT_FILE_STEM}.*") if reports else [Path(name)] if name else []:
        with suppress(OSError):
            if path.is_file():
                status = path.stat()
                stamps[path.name] = (status.st_size, status.st_mtime_ns)
    return stamps
