"""`comparer compare`: the report, in one format or in all of them."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from comparer.app import disk, file_writes
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
    add_requested_results,
    require_consistent_options,
    run_shard,
)
from comparer.app.cli.outputs import STANDARD_OUTPUT, build_requested_report, render_report, write_output
from comparer.app.cli.run import command_error, print_note, terminal_safe, write_stdout
from comparer.model.errors import UsageError
from comparer.report.render import REPORT_FORMATS, RenderOptions
from comparer.report.value.types import ReportValue
from comparer.resources.message_catalogue import load_catalogue
from comparer.session import MAX_PLANS_IN_ALL_PAIRS, default_pair_choice

REPORT_FILE_STEM = "comparison"
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
        workspace, plan_ids = inputs.read_workspace_with_plans(arguments, arguments.plans)
        if not arguments.pairs and default_pair_choice(workspace, plan_ids) != "all":
            print_note("comparer: note: so many plans are compared with the base alone; --pairs all compares them all")
        if arguments.shard:
            write_output(run_shard(arguments, workspace, plan_ids), arguments.output)
            return 0
        workspace = add_requested_results(arguments, workspace, plan_ids)
        report = build_requested_report(arguments, workspace, plan_ids, with_agreement=True)
        if arguments.reports:
            _require_own_folder(arguments.reports, workspace.folder)
            contents, missing_formats = render_all_formats(report, inputs.render_options(arguments))
            folder = Path(arguments.reports)
            file_writes.write_files_together({folder / name: content for name, content in contents.items()}, folder)
        else:
            write_output(render_report(report, arguments.format, inputs.render_options(arguments)), arguments.output)
    if arguments.reports:
        _print_summary(report, arguments.reports, sorted(contents), missing_formats, inputs.render_options(arguments))
    return 0


def _require_own_folder(name: str, workspace_folder: str) -> None:
    """A workspace may come from somebody else: a folder of it that leads elsewhere is not written to."""
    folder, workspace = disk.absolute_path(name), Path(workspace_folder)
    is_named_inside = bool(workspace_folder) and folder.is_relative_to(workspace)
    if is_named_inside and not Path(os.path.realpath(folder)).is_relative_to(os.path.realpath(workspace)):
        raise command_error("it is a link that leads out of the workspace", "name the folder itself", name)


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
