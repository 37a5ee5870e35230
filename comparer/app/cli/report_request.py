"""The report that a run of `compare` was asked for: kept from an earlier run, or made in this one and then kept."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from comparer.app.cli import inputs
from comparer.app.cli.job_options import add_requested_results
from comparer.app.cli.outputs import find_kept_report, make_report, render_report
from comparer.app.cli.run import print_note
from comparer.app.report_cache import KeptReport, ReportCache
from comparer.app.result_cache import MAX_RESULT_BYTES
from comparer.report.formats.json import canonical_json_pieces
from comparer.report.options import default_pair_choice

if TYPE_CHECKING:
    from comparer.report.value.types import ReportValue


@dataclass(slots=True, kw_only=True)
class ReportRequest:
    """A report that was asked for: kept from an earlier run, or made in this one, and then to be kept under `key`."""

    reports: ReportCache
    folder: str
    key: str = ""
    kept: KeptReport | None = None
    made: ReportValue | None = None
    json_text: bytes = b""
    is_too_large: bool = False
    """Whether what was written is more than is kept of any result."""

    def value(self) -> ReportValue:
        if self.made is None and self.kept is not None:
            self.made = self.kept.value()
        assert self.made is not None
        return self.made

    def write_json(self) -> Iterator[bytes]:
        """What the format JSON prints, piece by piece; what is to be kept is held together besides."""
        pieces = (self.kept.indented_text(),) if self.kept else canonical_json_pieces(self.value())
        kept_pieces, size = list[bytes](), 0
        for piece in pieces:
            yield piece
            size += len(piece)
            self.is_too_large = size > MAX_RESULT_BYTES
            if self.is_too_large or not self.key:
                kept_pieces.clear()
            else:
                kept_pieces.append(piece)
        self.json_text = b"".join(kept_pieces)

    def keep(self) -> None:
        """Keep what this run made, after it has been put where it was asked to be."""
        if self.key and not self.is_too_large and (self.kept is None or (self.json_text and not self.kept.is_indented)):
            self.reports.keep(self.key, self.value(), self.json_text)


def find_or_make_report(arguments: Namespace) -> ReportRequest:
    """The report on what a person asked. Raises UsageError for unknown names, InvalidWorkspaceError for faulty data."""
    # A report with results of other machines is only as right as they are: it is neither kept nor looked for.
    results = None if arguments.merge or arguments.dask else inputs.find_result_cache(arguments)
    options = inputs.report_options(arguments, with_agreement=True)
    reports = ReportCache(results)
    key, kept, folder = find_kept_report(arguments, arguments.plans, options) if results else ("", None, "")
    if kept is not None:
        note_default_pairs(arguments, len(arguments.plans) or kept.plan_count)
        return ReportRequest(reports=reports, folder=folder, key=key, kept=kept)
    workspace, plan_ids = inputs.read_workspace_with_plans(arguments, arguments.plans)
    note_default_pairs(arguments, len(plan_ids or workspace.plan_ids))
    workspace = add_requested_results(arguments, workspace, plan_ids)
    return ReportRequest(
        reports=reports,
        folder=workspace.folder,
        key=reports.key_of_workspace(workspace, plan_ids, options),
        made=make_report(workspace, plan_ids, options, results),
    )


def note_default_pairs(arguments: Namespace, plan_count: int) -> None:
    """Tell a person who did not say which pairs to compare that not all are compared."""
    if not arguments.pairs and default_pair_choice(plan_count) != "all":
        print_note("comparer: note: so many plans are compared with the base alone; --pairs all compares them all")


def render_request(request: ReportRequest, arguments: Namespace) -> bytes | Iterator[bytes]:
    """The report in the format asked for, with the sections asked for."""
    if arguments.format == "json" and not arguments.sections:  # a kept report is whole
        return request.write_json()
    return render_report(request.value(), arguments.format, inputs.render_options(arguments))
