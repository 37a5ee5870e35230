"""`comparer compare`: the report, in one format or in all of them."""

from __future__ import annotations

import json
import os
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import astuple, dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

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
from comparer.app.cli.outputs import STANDARD_OUTPUT, find_kept_report, make_report, render_report, write_output
from comparer.app.cli.run import command_error, print_note, terminal_safe, write_stdout
from comparer.app.report_cache import KeptReport, ReportCache
from comparer.model.content_digest import digest_parts
from comparer.model.errors import UsageError
from comparer.report.options import MAX_PLANS_IN_ALL_PAIRS, default_pair_choice
from comparer.report.render import REPORT_FORMATS, RenderOptions, ReportFormat

if TYPE_CHECKING:
    from comparer.report.value.types import ReportValue

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
        if arguments.shard:
            workspace, plan_ids = inputs.read_workspace_with_plans(arguments, arguments.plans)
            _note_default_pairs(arguments, len(plan_ids or workspace.plan_ids))
            write_output(run_shard(arguments, workspace, plan_ids), arguments.output)
            return 0
        request = _find_or_make_report(arguments)
        if arguments.reports:
            _require_own_folder(arguments.reports, request.folder)
            reports = _write_reports(request, arguments)
        else:
            write_output(_render_request(request, arguments), arguments.output)
            request.keep()
    if arguments.reports:
        _print_summary(reports, arguments)
    return 0


@dataclass(slots=True, kw_only=True)
class _Request:
    """A report that was asked for: kept from an earlier run, or made in this one, and then to be kept under `key`."""

    reports: ReportCache
    folder: str
    key: str = ""
    kept: KeptReport | None = None
    made: ReportValue | None = None
    json_text: bytes = b""

    def value(self) -> ReportValue:
        if self.made is None and self.kept is not None:
            self.made = self.kept.value()
        assert self.made is not None
        return self.made

    def write_json(self) -> bytes:
        """What the format JSON prints."""
        self.json_text = self.kept.indented_text() if self.kept else render_report(self.value(), "json")
        return self.json_text

    def keep(self) -> None:
        """Keep what this run made, after it has been put where it was asked to be."""
        if self.key and (self.kept is None or (self.json_text and not self.kept.is_indented)):
            self.reports.keep(self.key, self.value(), self.json_text)


def _find_or_make_report(arguments: Namespace) -> _Request:
    # A report with results of other machines is only as right as they are: it is neither kept nor looked for.
    results = None if arguments.merge or arguments.dask else inputs.find_result_cache(arguments)
    options = inputs.report_options(arguments, with_agreement=True)
    reports = ReportCache(results)
    key, kept, folder = find_kept_report(arguments, arguments.plans, options) if results else ("", None, "")
    if kept is not None:
        _note_default_pairs(arguments, len(arguments.plans) or kept.plan_count)
        return _Request(reports=reports, folder=folder, key=key, kept=kept)
    workspace, plan_ids = inputs.read_workspace_with_plans(arguments, arguments.plans)
    _note_default_pairs(arguments, len(plan_ids or workspace.plan_ids))
    workspace = add_requested_results(arguments, workspace, plan_ids)
    return _Request(
        reports=reports,
        folder=workspace.folder,
        key=reports.key_of_workspace(workspace, plan_ids, options),
        made=make_report(workspace, plan_ids, options, results),
    )


def _note_default_pairs(arguments: Namespace, plan_count: int) -> None:
    if not arguments.pairs and default_pair_choice(plan_count) != "all":
        print_note("comparer: note: so many plans are compared with the base alone; --pairs all compares them all")


def _render_request(request: _Request, arguments: Namespace) -> bytes:
    if arguments.format == "json" and not arguments.sections:  # a kept report is whole
        return request.write_json()
    return render_report(request.value(), arguments.format, inputs.render_options(arguments))


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


@dataclass(frozen=True, slots=True, kw_only=True)
class _WrittenReports:
    """The files of a folder of reports with the digests of what they hold, and what the terminal says of them.

    `written` are those that this run wrote, where it left others as they were.
    """

    digests: Mapping[str, str]
    missing_formats: Sequence[str]
    screen: str
    written: Sequence[str] | None = None


def _write_reports(request: _Request, arguments: Namespace) -> _WrittenReports:
    """Write every format into the folder; a file that this very report was written to before is left alone."""
    options, folder = inputs.render_options(arguments), Path(arguments.reports)
    results = inputs.find_result_cache(arguments)
    key = digest_parts("reports", request.key, arguments.reports, repr(astuple(options))) if request.key else ""
    known = _read_written_reports(results.find(key)) if results and key else None
    if known is not None:
        stale = [name for name, digest in known.digests.items() if _file_digest(folder / name) != digest]
        contents = {
            name: render_report(request.value(), report_format.name, options)
            for name, report_format in _report_files().items()
            if name in stale
        }
        file_writes.write_files_together({folder / name: content for name, content in contents.items()}, folder)
        return replace(known, written=tuple(contents))
    contents, missing_formats = render_all_formats(request.value(), options)
    file_writes.write_files_together({folder / name: content for name, content in contents.items()}, folder)
    reports = _WrittenReports(
        digests={name: sha256(content).hexdigest() for name, content in contents.items()},
        missing_formats=missing_formats,
        screen=_first_screen(request.value(), arguments.reports, sorted(contents), options),
    )
    request.json_text = b"" if options.sections else contents[f"{REPORT_FILE_STEM}.json"]
    request.keep()
    if results and key:
        results.keep(key, json.dumps([reports.digests, missing_formats, reports.screen]).encode())
    return reports


def _read_written_reports(content: bytes | None) -> _WrittenReports | None:
    try:
        digests, missing_formats, screen = json.loads(content or b"null")
    except (ValueError, TypeError):
        return None
    return _WrittenReports(digests=digests, missing_formats=missing_formats, screen=screen)


def _file_digest(path: Path) -> str:
    """The SHA-256 of what an ordinary file holds; nothing where there is none."""
    try:
        return sha256(disk.read_file(path)).hexdigest() if path.is_file() else ""
    except disk.FileError:
        return ""


def _report_files() -> dict[str, ReportFormat]:
    """The formats of ours that make files, by the names of these."""
    return {f"{REPORT_FILE_STEM}.{kind.suffix}": kind for kind in REPORT_FORMATS.values() if kind.suffix}


def render_all_formats(report: ReportValue, options: RenderOptions | None = None) -> tuple[dict[str, bytes], list[str]]:
    """The report in every format of ours that makes files, by file name; and the formats whose extra is missing."""
    contents, missing_formats = {}, []
    for name, report_format in _report_files().items():
        try:
            contents[name] = render_report(report, report_format.name, options)
        except UsageError:
            missing_formats.append(report_format.name)
    return contents, missing_formats


def _first_screen(report: ReportValue, folder: str, names: Sequence[str], options: RenderOptions) -> str:
    """The screenful that a person reads first, and where the rest is."""
    from comparer.report.formats import terminal
    from comparer.resources.message_catalogue import load_catalogue

    endings = ", ".join(name.removeprefix(f"{REPORT_FILE_STEM}.") for name in names)
    where = load_catalogue(report["language"]).format_message(
        "screen.reports", folder=f"{folder.rstrip('/')}/", names=f"{REPORT_FILE_STEM}.{{{endings}}}"
    )
    return terminal_safe(terminal.render_first_screen(report, options, (where,)))


def _print_summary(reports: _WrittenReports, arguments: Namespace) -> None:
    write_stdout(reports.screen)
    if reports.written:
        print_note(f"{arguments.reports}: written again, being missing or changed: {', '.join(reports.written)}")
    elif reports.written is not None:
        print_note(f"{arguments.reports}: the reports are up to date and were left as they are")
    if reports.missing_formats:
        print_note(
            f"left out, since the extra 'office' is missing: {', '.join(reports.missing_formats)} "
            "(pip install 'comparer[office]')"
        )
