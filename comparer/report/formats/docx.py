"""The report as a Word document: four-column tables with tracked changes, then every finding, clause and source."""

from __future__ import annotations

from typing import Any

from comparer.report.formats.office import word_page
from comparer.report.formats.office.markup import Ink
from comparer.report.formats.office.word_columns import Columns
from comparer.report.formats.office.word_parts import Parts
from comparer.report.options import Options
from comparer.report.words.sentences import Phrases


def render(report: dict[str, Any], options: Options) -> bytes:  # noqa: ARG001 - every format is asked in the same way
    """A .docx file: the same bytes for the same report, and no name in it but the program's."""
    phrases = Phrases(report)
    columns = Columns(report, phrases, Ink(report["as_of"]))
    parts = Parts(report, phrases)
    blocks = [*parts.opening(), *parts.changes(), *columns.draw(), *parts.redlines(), *parts.others()]
    blocks += [*parts.pairs(columns.shown), *parts.clauses(), *parts.foot()]
    return word_page.packed(word_page.document(report, phrases), "".join(blocks))
