"""Charts of the Excel report: bars of the figures of one quantity, drawn from the cells of the sheet."""

from __future__ import annotations

from collections.abc import Sequence

from comparer.report.formats.office.figure_words import MIN_CHART_BARS, FigureWords, bar_value, count_bars
from comparer.report.formats.office.sheet import SheetWriter
from comparer.report.formats.office.text import make_xml_safe
from comparer.report.sections.figure_series import FigureSeries

LABEL_COLUMN, LOW_COLUMN, HIGH_COLUMN = 2, 5, 6
MAX_CHARTS = 4
CHART_WIDTH_PIXELS, CHART_ROWS, ROW_PIXELS, ROW_POINTS = 620, 14, 20, 15
CHARTS_BESIDE = 2
"""Charts that stand beside one another, so that fewer pages have to hold them."""
BAR_COLOUR = "#3B6EA5"

FigureBlock = tuple[FigureSeries, int, int]
"""A series with the first and last of its points of plans, as rows of the table from 0."""


def add_figure_charts(writer: SheetWriter, blocks: Sequence[FigureBlock], words: FigureWords, first_row: int) -> None:
    """A chart below the table for each of the first series of which two figures or more differ."""
    charted = [block for block in blocks if count_bars(block[0]) >= MIN_CHART_BARS][:MAX_CHARTS]
    first_chart_row = writer.row_index
    for number, (series, start, end) in enumerate(charted):
        highs = [point.high for point in series.points if bar_value(point) is not None]
        column = LOW_COLUMN if all(high is None for high in highs) else HIGH_COLUMN
        rows = first_row + start, first_row + end
        sheet_name, title = writer.worksheet.get_name(), make_xml_safe(words.series_title(series))
        chart = writer.formats.workbook.add_chart({"type": "bar"})
        chart.add_series(
            {
                "name": title,
                "categories": [sheet_name, rows[0], LABEL_COLUMN, rows[1], LABEL_COLUMN],
                "values": [sheet_name, rows[0], column, rows[1], column],
                "fill": {"color": BAR_COLOUR},
                "gap": 45,
                "data_labels": {"value": True, "num_format": "#,##0"},
            }
        )
        chart.set_title({"name": title, "name_font": {"size": 11, "bold": True}, "overlay": False})
        chart.set_legend({"none": True})
        chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0})
        chart.set_y_axis({"reverse": True, "major_tick_mark": "none", "num_font": {"size": 9}})
        chart.set_size({"width": CHART_WIDTH_PIXELS, "height": CHART_ROWS * ROW_PIXELS})
        place = number % CHARTS_BESIDE
        if place == 0:
            first_chart_row = _start_chart_rows(writer)
        options = {
            "object_position": 3,
            "x_offset": place * (CHART_WIDTH_PIXELS + ROW_PIXELS),
            "description": f"{title}: {chart_description(series, words)}",
        }
        writer.worksheet.insert_chart(first_chart_row, 0, chart, options)


def _start_chart_rows(writer: SheetWriter) -> int:
    """Leave room for charts beside one another. Returns the row at which they begin."""
    first_row = writer.row_index + 1
    writer.row_index = first_row + CHART_ROWS + 1
    for row in range(first_row, writer.row_index):
        writer.worksheet.set_row(row, ROW_POINTS)
    return first_row


def chart_description(series: FigureSeries, words: FigureWords) -> str:
    """What the chart shows, for who cannot see it."""
    texts = (f"{words.dated_label(point)}: {words.point_text(series, point)}" for point in series.points)
    return make_xml_safe("; ".join(texts))
