"""What the reporting commands share: the report that was asked for, drawn and put where it was asked to be."""

from __future__ import annotations

import re
import sys
import time
from argparse import Namespace
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from comparer.app import disk
from comparer.app.cli import inputs
from comparer.app.cli.run import print_note, write_stdout
from comparer.app.report_cache import KeptReport, ReportCache
from comparer.app.result_cache import ResultCache, program_stamp
from comparer.model.content_digest import content_digest, digest_parts
from comparer.report.options import RenderOptions, ReportOptions

if TYPE_CHECKING:
    from comparer.report.value.types import ReportValue
    from comparer.session import OpenWorkspace

PROGRESS_AFTER_SECONDS = 2.0
STANDARD_OUTPUT = "-"
"""The name under which a person asks for standard output."""
_PLAIN_PLAN_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
"""What can only be the id of a plan: no file, no document, no state of git."""


@dataclass(frozen=True, slots=True)
class PairChoice:
    """What of the pairs of plans a command needs, as `pairs`, `base` and `clauses` of `ReportOptions` say it."""

    pairs: str
    base: str = ""
    clauses: tuple[str, ...] = ()


def build_requested_report(
    arguments: Namespace,
    workspace: OpenWorkspace,
    plan_ids: Sequence[str] = (),
    pairs: PairChoice | None = None,
    *,
    with_agreement: bool = False,
) -> ReportValue:
    """The report for what a person asked, with progress on standard error; that of an earlier run where it is kept.

    `pairs` replaces the person's choice.
    """
    options = inputs.report_options(arguments, with_agreement=with_agreement)
    if pairs is not None:
        options = replace(options, pairs=pairs.pairs, base=pairs.base or options.base, clauses=pairs.clauses)
    results = inputs.find_result_cache(arguments)
    reports = ReportCache(results)
    key = reports.key_of_workspace(workspace, plan_ids, options)
    kept = reports.find(key)
    if kept is not None:
        return kept.value()
    report = make_report(workspace, plan_ids, options, results)
    reports.keep(key, report)
    return report


def make_report(
    workspace: OpenWorkspace, plan_ids: Sequence[str], options: ReportOptions, results: ResultCache | None
) -> ReportValue:
    """The report, made anew but for the pairs of plans that earlier runs related already."""
    from comparer.session import build_plans_report, open_kept_pairs

    has_pairs = workspace.pair_store is not None or options.pairs == "none"
    if results is None or not workspace.is_as_loaded or has_pairs:
        return build_plans_report(workspace, plan_ids, options, ProgressReporter())
    key = digest_parts("pairs", program_stamp(), workspace.folder)
    pairs = open_kept_pairs(workspace, results.find(key))
    report = build_plans_report(replace(workspace, pair_store=pairs), plan_ids, options, ProgressReporter())
    new_content = pairs.new_content()
    if new_content is not None:
        results.keep(key, new_content)
    return report


def find_kept_report(
    arguments: Namespace, plan_names: Sequence[str], options: ReportOptions
) -> tuple[str, KeptReport | None, str]:
    """The key of what a person asked about the workspace of today, the report under it, and the folder.

    No data is read for it but the bytes of the files. The key is empty where other files may have a part in the
    answer, or nothing is to be kept.
    """
    results = inputs.find_result_cache(arguments)
    if results is None or not all(map(_PLAIN_PLAN_ID.fullmatch, plan_names)):
        return "", None, ""
    folder = inputs.find_workspace_folder(arguments, plan_names)
    reports = ReportCache(results)
    key = reports.key(content_digest(disk.read_workspace(folder)), plan_names, options)
    return key, reports.find(key), str(folder)


def render_report(report: ReportValue, format_name: str, options: RenderOptions | None = None) -> bytes:
    """The report in one format, as wide as the terminal. Raises UsageError where what the format needs is missing."""
    from comparer.app import formats

    content = formats.render_report(report, format_name, options or inputs.terminal_options())
    return content.encode() if isinstance(content, str) else content


def write_output(content: str | bytes | Iterable[bytes], output: str) -> None:
    """To a file, whole or not at all, or to standard output, which `-` is another name of. Bytes may come by pieces."""
    if output not in ("", STANDARD_OUTPUT):
        from comparer.app import file_writes

        file_writes.write_file(Path(output), content.encode() if isinstance(content, str) else content)
        print_note(f"wrote {output}")
    else:
        write_stdout(content)


class ProgressReporter:
    """Progress on a terminal, once the work has taken longer than a person waits without asking.

    What is read by no person, such as a log, says the same on a slow machine as on a fast one.
    """

    def __init__(self, message: str = "compared {done} of {total} pairs of plans") -> None:
        """`message` has the fields `done` and `total`."""
        self._message = message
        self._started_at = self._reported_at = time.monotonic()
        self._is_watched = sys.stderr is not None and sys.stderr.isatty()

    def __call__(self, done: int, total: int) -> None:
        now = time.monotonic()
        if (
            self._is_watched
            and now - self._started_at > PROGRESS_AFTER_SECONDS
            and (now - self._reported_at > PROGRESS_AFTER_SECONDS or done == total)
        ):
            self._reported_at = now
            print_note(self._message.format(done=done, total=total), "\r" if done < total else "\n")
