"""What the reporting commands share: the report that was asked for, drawn and put where it was asked to be."""

from __future__ import annotations

import sys
import time
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from comparer.app import file_writes, formats
from comparer.app.cli import inputs
from comparer.app.cli.run import print_note, write_stdout
from comparer.report.options import RenderOptions
from comparer.report.value.types import ReportValue
from comparer.session import OpenWorkspace, build_plans_report

PROGRESS_AFTER_SECONDS = 2.0
STANDARD_OUTPUT = "-"
"""The name under which a person asks for standard output."""


@dataclass(frozen=True, slots=True)
class PairChoice:
    """Which pairs of plans a command needs, as `ReportOptions.pairs` and `base` say it."""

    pairs: str
    base: str = ""


def build_requested_report(
    arguments: Namespace,
    workspace: OpenWorkspace,
    plan_ids: Sequence[str] = (),
    pairs: PairChoice | None = None,
    *,
    with_agreement: bool = False,
) -> ReportValue:
    """The report for what a person asked, with progress on standard error; `pairs` replaces the person's choice."""
    options = inputs.report_options(arguments, with_agreement=with_agreement)
    if pairs is not None:
        options = replace(options, pairs=pairs.pairs, base=pairs.base or options.base)
    return build_plans_report(workspace, plan_ids, options, ProgressReporter())


def render_report(report: ReportValue, format_name: str, options: RenderOptions | None = None) -> bytes:
    """The report in one format, as wide as the terminal. Raises UsageError where what the format needs is missing."""
    content = formats.render_report(report, format_name, options or inputs.terminal_options())
    return content.encode() if isinstance(content, str) else content


def write_output(content: str | bytes, output: str) -> None:
    """To a file, whole or not at all, or to standard output, which `-` is another name of."""
    if output not in ("", STANDARD_OUTPUT):
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
