"""`comparer compare`: the report, in one format or in all of them."""

from __future__ import annotations

import sys
import time
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from comparer import __version__
from comparer.app import disk
from comparer.app.cli import inputs
from comparer.app.cli.run import CommandError, command_error, print_note, terminal_safe, write_stdout
from comparer.model.findings import Findings
from comparer.model.problems import did_you_mean
from comparer.model.workspace import Workspace
from comparer.norms.vocabulary import Vocabulary
from comparer.pipeline.compare import compare, newest_record_date
from comparer.report.value.build import build_report
from comparer.report.value.types import ReportValue

FILE_ENDINGS = {"md": "md", "html": "html", "json": "json", "csv": "csv", "xlsx": "xlsx", "docx": "docx", "text": "txt"}
REPORT_FILE_STEM = "comparison"
PROGRESS_AFTER_SECONDS = 2.0


def main(arguments: Namespace) -> int:
    if arguments.reports and arguments.output:
        raise command_error("--reports writes every format into its folder; leave out --output")
    with _note_unchanged_output(arguments):
        value = _load_and_build_report(arguments)
        if arguments.reports:
            contents, missing_formats = render_all_formats(value)
            disk.write_files_together({Path(arguments.reports, name): content for name, content in contents.items()})
        else:
            write_output(render_report(value, arguments.format), arguments.output)
    if arguments.reports:
        _print_summary(value, arguments.reports, sorted(contents), missing_formats)
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


def _load_and_build_report(arguments: Namespace) -> ReportValue:
    workspace, ids = inputs.read_workspace_with_plans(arguments, arguments.plans)
    inputs.require_plans(workspace)
    _require_known_issue(workspace, arguments.issue)
    _require_known_base(workspace, arguments.base, ids)
    return build_requested_report(
        arguments, workspace, _include_base_plan(arguments.base, ids), arguments.issue, arguments.base
    )


def write_output(content: str | bytes, output: str) -> None:
    """To a file, whole or not at all, or else to standard output."""
    if output:
        disk.write_file_atomically(Path(output), content.encode() if isinstance(content, str) else content)
        print_note(f"wrote {output}")
    else:
        write_stdout(content)


def build_requested_report(
    arguments: Namespace, workspace: Workspace, ids: tuple[str, ...], issue: str = "", base: str = ""
) -> ReportValue:
    """The report value for what a person asked."""
    as_of = inputs.as_of_date(arguments)
    findings = compare(workspace, ids, as_of, issue, ProgressReporter())
    return build_findings_report(workspace, findings, as_of, base, arguments.lang)


def build_findings_report(
    workspace: Workspace, findings: Findings, as_of: str, base: str, language: str
) -> ReportValue:
    return build_report(
        workspace,
        findings,
        vocabulary=Vocabulary(workspace.vocabulary),
        as_of=as_of or newest_record_date(workspace),
        base=base,
        language=language,
        version=__version__,
    )


def _include_base_plan(base: str, ids: tuple[str, ...]) -> tuple[str, ...]:
    return (*ids, base) if ids and base and base not in ids else ids


def _require_known_issue(workspace: Workspace, issue: str) -> None:
    known_issues = {candidate.id for candidate in workspace.vocabulary.issues}
    known_issues |= {clause.issue for plan in workspace.plans for clause in plan.clauses if clause.issue}
    if issue and issue not in known_issues and not any(candidate.startswith(issue + ".") for candidate in known_issues):
        raise command_error(f"'{issue}' is no issue of the vocabulary", did_you_mean(issue, known_issues))


def _require_known_base(workspace: Workspace, base: str, ids: tuple[str, ...]) -> None:
    plan_ids = [plan.id for plan in workspace.plans]
    if base and base not in plan_ids and base not in ids:
        raise command_error(f"'{base}' is no plan of the workspace", did_you_mean(base, plan_ids))


def render_report(value: ReportValue, format_name: str) -> bytes:
    """The report in one format. Refusal where the extra that the format needs is not installed."""
    from comparer.report.render import render

    try:
        content = render(format_name, value, inputs.terminal_options())
    except ModuleNotFoundError as error:
        raise command_error(
            f"the format {format_name} needs the extra 'office'", "pip install 'comparer[office]'"
        ) from error
    return content.encode() if isinstance(content, str) else content


def render_all_formats(value: ReportValue) -> tuple[dict[str, bytes], list[str]]:
    """The report in every format that is installed, by file name; and the formats left out."""
    contents, missing_formats = {}, []
    for format_name, ending in FILE_ENDINGS.items():
        try:
            contents[f"{REPORT_FILE_STEM}.{ending}"] = render_report(value, format_name)
        except CommandError:
            missing_formats.append(format_name)
    return contents, missing_formats


def _print_summary(value: ReportValue, folder: str, names: list[str], missing_formats: list[str]) -> None:
    """The screenful that a person reads first, and where the rest is."""
    from comparer.report.formats import terminal

    options = inputs.terminal_options()
    write_stdout(terminal.render_first_screen(value, options.width, options.colour))
    endings = ", ".join(name.removeprefix(f"{REPORT_FILE_STEM}.") for name in names)
    write_stdout(terminal_safe(f"Reports in {folder.rstrip('/')}/: {REPORT_FILE_STEM}.{{{endings}}}"))
    if missing_formats:
        print_note(
            f"left out, for want of the extra 'office': {', '.join(missing_formats)} (pip install 'comparer[office]')"
        )


class ProgressReporter:
    """Progress on standard error, once the work has taken longer than a person waits without asking."""

    def __init__(self) -> None:
        self._started_at = self._reported_at = time.monotonic()

    def __call__(self, done_pairs: int, total_pairs: int) -> None:
        now = time.monotonic()
        if now - self._started_at > PROGRESS_AFTER_SECONDS and (
            now - self._reported_at > PROGRESS_AFTER_SECONDS or done_pairs == total_pairs
        ):
            self._reported_at = now
            end = "\r" if sys.stderr and sys.stderr.isatty() and done_pairs < total_pairs else "\n"
            print_note(f"compared {done_pairs} of {total_pairs} pairs of plans", end)
