"""A folder with the report in every format: what stands there and is of this very report is left alone."""

from __future__ import annotations

import json
import os
from argparse import Namespace
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from comparer.app import disk, file_writes
from comparer.app.cli import inputs
from comparer.app.cli.outputs import render_report
from comparer.app.cli.report_request import ReportRequest
from comparer.app.cli.run import command_error, print_note, terminal_safe, write_stdout
from comparer.model.content_digest import digest_parts
from comparer.model.errors import UsageError
from comparer.report.render import REPORT_FORMATS, RenderOptions, ReportFormat

if TYPE_CHECKING:
    from comparer.report.value.types import ReportValue

REPORT_FILE_STEM = "comparison"


def require_own_folder(name: str, workspace_folder: str) -> None:
    """A workspace may come from somebody else: a folder of it that leads elsewhere is not written to."""
    folder, workspace = disk.absolute_path(name), Path(workspace_folder)
    is_named_inside = bool(workspace_folder) and folder.is_relative_to(workspace)
    if is_named_inside and not Path(os.path.realpath(folder)).is_relative_to(os.path.realpath(workspace)):
        raise command_error("it is a link that leads out of the workspace", "name the folder itself", name)


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenReports:
    """The files of a folder of reports with the digests of what they hold, and what the terminal says of them.

    `written` are those that this run wrote, where it left others as they were.
    """

    digests: Mapping[str, str]
    missing_formats: Sequence[str]
    screen: str
    written: Sequence[str] | None = None


def write_reports(request: ReportRequest, arguments: Namespace) -> WrittenReports:
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
    reports = WrittenReports(
        digests={name: sha256(content).hexdigest() for name, content in contents.items()},
        missing_formats=missing_formats,
        screen=_first_screen(request.value(), arguments.reports, sorted(contents), options),
    )
    request.json_text = b"" if options.sections else contents[f"{REPORT_FILE_STEM}.json"]
    request.keep()
    if results and key:
        results.keep(key, json.dumps([reports.digests, missing_formats, reports.screen]).encode())
    return reports


def _read_written_reports(content: bytes | None) -> WrittenReports | None:
    try:
        digests, missing_formats, screen = json.loads(content or b"null")
    except (ValueError, TypeError):
        return None
    return WrittenReports(digests=digests, missing_formats=missing_formats, screen=screen)


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


def print_summary(reports: WrittenReports, arguments: Namespace) -> None:
    """Print the first screen of the report, and what was written, left as it was or left out."""
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
