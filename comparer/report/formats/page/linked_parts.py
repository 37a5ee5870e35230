"""Names of clauses and lines in a text, with the places of the page that show them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from comparer.report.value.types import ReportValue

_REF = re.compile(r"[\w.@-]+#[\w.:/-]*\w")


def linked_parts(text: str, report: ReportValue) -> Iterator[tuple[str, str]]:
    """The text in parts; each that names a clause or a line of the report with the anchor that shows it, else ""."""
    end = 0
    for match in _REF.finditer(text):
        prefix = "c" if match[0] in report["clauses"] else "l" if match[0] in report["lines"] else ""
        if prefix:
            yield text[end : match.start()], ""
            yield match[0], f"{prefix}-{match[0].replace('#', '/')}"
            end = match.end()
    yield text[end:], ""
