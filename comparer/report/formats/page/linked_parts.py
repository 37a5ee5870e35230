"""Names of clauses and lines in a text, with the places of the page that show them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from comparer.report.value.types import ReportValue
from comparer.report.words.labels import ReportLabels

_REF = re.compile(r"(?<![\w.@-])[\w.@-]+#[\w.:/-]*\w")


class PartLinker:
    """The names of one report: a line by its id where no other has it, a clause by its id behind its plan's name."""

    def __init__(self, report: ReportValue) -> None:
        self.clauses, self.lines = report["clauses"], report["lines"]
        self.labels = ReportLabels(report)
        self.line_counts = Counter(line["id"] for line in self.lines.values())

    def split_linked_parts(self, text: str) -> Iterator[tuple[str, str]]:
        """The text in parts; each that names a clause or a line with the anchor that shows it, else ""."""
        end = 0
        for match in _REF.finditer(text):
            prefix = "c" if match[0] in self.clauses else "l" if match[0] in self.lines else ""
            if prefix:
                before = text[end : match.start()]
                yield before, ""
                yield self._short_name(match[0], before), f"{prefix}-{match[0].replace('#', '/')}"
                end = match.end()
        yield text[end:], ""

    def _short_name(self, ref: str, before: str) -> str:
        if ref in self.lines:
            line_id = self.lines[ref]["id"]
            return line_id if self.line_counts[line_id] == 1 else ref
        plan, _, clause_id = ref.partition("#")
        return clause_id if before.endswith(f"{self.labels.short_plan_name(plan)}, ") else ref
