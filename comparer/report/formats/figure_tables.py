"""Figures by time as tables of plain text: a row for each figure and line by date, then the plans that give none."""

from __future__ import annotations

from collections.abc import Iterator

from comparer.model.dates import date_sort_key
from comparer.report.formats.office.figure_words import FigureWords
from comparer.report.sections.figure_series import build_figure_series
from comparer.report.sections.tables import ReportTable
from comparer.report.sections.word_table import WordTable
from comparer.report.words.sentences import ReportSentences


def build_figure_tables(table: WordTable, sentences: ReportSentences) -> Iterator[ReportTable]:
    """One table for each quantity, over the plans of the table in words; all of them are named."""
    words = FigureWords(sentences)
    issued = {plan["id"]: plan["issued"] for plan in sentences.report["plans"]}
    for series in build_figure_series(sentences.report, table.plans):
        points = sorted((*series.points, *series.lines), key=lambda point: date_sort_key(point.date))
        rows = [(point.date, words.point_label(point), words.point_text(series, point)) for point in points]
        rows += [
            (issued[plan], sentences.plan_name(plan), words.silent_word(series, plan)) for plan in series.silent_plans
        ]
        scope = words.series_scope(series)
        yield ReportTable(
            section="figures_by_time",
            note=f"{words.series_title(series)} ({scope})" if scope else words.series_title(series),
            headings=(*sentences.column_headings("date", "holder"), sentences.catalogue_text("office.says")),
            column_kinds=("text", "text", "text"),
            rows=tuple(rows),
        )
