"""Reports of earlier runs: found by the data, the question and the program that they were made from."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING

from comparer.app.result_cache import ResultCache, program_stamp
from comparer.model.content_digest import digest_parts
from comparer.report.formats.json import canonical_json, canonical_json_pieces
from comparer.report.options import ReportOptions

if TYPE_CHECKING:
    from comparer.report.value.types import ReportValue
    from comparer.session import OpenWorkspace

__all__ = ["KeptReport", "ReportCache"]

_LAYOUTS = _INDENTED, _ON_ONE_LINE = b"indented", b"line"


@dataclass(frozen=True, slots=True)
class KeptReport:
    """A report as JSON, as `canonical_json` writes it: on one line, or `is_indented` as the format JSON prints it."""

    text: bytes
    is_indented: bool
    plan_count: int

    def value(self) -> ReportValue:
        """The report itself."""
        report: ReportValue = json.loads(self.text)
        return report

    def indented_text(self) -> bytes:
        """What the format JSON prints."""
        return self.text if self.is_indented else b"".join(canonical_json_pieces(self.value()))


class ReportCache:
    """Reports in a cache of results. Without one nothing is found and nothing kept."""

    def __init__(self, results: ResultCache | None) -> None:
        self._results = results

    def key(self, data_digest: str, plan_ids: Sequence[str], options: ReportOptions) -> str:
        """What names the report on these plans (all, where none is named) of a workspace as its files make it."""
        return digest_parts("report", program_stamp(), data_digest, *plan_ids, repr(astuple(options)))

    def key_of_workspace(self, workspace: OpenWorkspace, plan_ids: Sequence[str], options: ReportOptions) -> str:
        """The same for an open workspace; empty where anything but its files has a part in it, or nothing is kept."""
        is_kept = self._results is not None and workspace.is_as_loaded
        return self.key(workspace.records.digest, plan_ids, options) if is_kept else ""

    def find(self, key: str) -> KeptReport | None:
        """The report of a key; None where none was kept."""
        content = self._results.find(key) if self._results and key else None
        head, _, text = (content or b"").partition(b"\n")
        layout, _, plan_count = head.partition(b" ")
        if layout not in _LAYOUTS or not plan_count.isdigit():
            return None
        return KeptReport(text, layout == _INDENTED, int(plan_count))

    def keep(self, key: str, report: ReportValue, indented_text: bytes = b"") -> None:
        """Keep a report: as the format JSON prints it where it was just written so, else on one line, which is fast."""
        if self._results and key:
            layout = _INDENTED if indented_text else _ON_ONE_LINE
            text = indented_text or canonical_json(report, compact=True).encode()
            self._results.keep(key, b"%s %d\n%s" % (layout, len(report["plans"]), text))
