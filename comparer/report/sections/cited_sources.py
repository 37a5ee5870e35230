"""The sources of a clause, the best first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from comparer.report.value.types import ReportValue

SOURCE_TYPE_ORDER: Final = ("text", "official-statement", "leak", "report", "analysis", "opinion")
"""The types of sources, those nearest to the document first."""


def rank_sources(report: ReportValue, cites: Iterable[str]) -> tuple[str, ...]:
    """The ids of the cited sources, each once: without a known fault first, then by nearness to the document.

    Of those alike, one with a date, one from nobody's own outlet, and then the one that was cited first. `cites` are
    `SOURCE` or `SOURCE#PARAGRAPH`. A source that the report does not hold is left out.
    """
    source_ids = dict.fromkeys(cite.partition("#")[0] for cite in cites)
    known_ids = [source_id for source_id in source_ids if source_id in report["sources"]]

    def sort_key(source_id: str) -> tuple[object, ...]:
        source = report["sources"][source_id]
        source_type = source["type"]
        place = SOURCE_TYPE_ORDER.index(source_type) if source_type in SOURCE_TYPE_ORDER else len(SOURCE_TYPE_ORDER)
        return bool(source["fault"]), place, not source["date"], bool(source["leaning"])

    return tuple(sorted(known_ids, key=sort_key))
