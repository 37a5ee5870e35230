"""Figures by time in words, and as the bars of a chart."""

from __future__ import annotations

from comparer.report.sections.figure_series import FigureKind, FigurePoint, FigureSeries, point_amount
from comparer.report.sections.table_words import TableWords
from comparer.report.words.dates import format_date
from comparer.report.words.figures import amount_words
from comparer.report.words.labels import join_nonempty
from comparer.report.words.sentences import ReportSentences

MIN_CHART_BARS = 2
"""Figures from which a chart says more than a row of a table."""


class FigureWords:
    """Look-ups over one report, in its language."""

    def __init__(self, sentences: ReportSentences) -> None:
        self.sentences, self.words = sentences, TableWords(sentences)
        self._row_labels = {row["id"]: row["label"] for row in sentences.report["rows"]}

    def series_title(self, series: FigureSeries) -> str:
        """The question that the figures answer, or what they measure."""
        question = next((question for question in series.questions if self._row_labels.get(question)), "")
        return self._row_labels.get(question, "") or self.sentences.word_label(series.quantity)

    def series_scope(self, series: FigureSeries) -> str:
        """What the figures measure, and of what they are a share; empty where the title says no less."""
        share = self.sentences.word_label(series.share_of) if series.share_of else ""
        scope = join_nonempty([self.sentences.word_label(series.quantity), share], ": ")
        return "" if scope == self.series_title(series) else scope

    def silent_word(self, series: FigureSeries, plan: str) -> str:
        """Why a plan has no figure: a text that is not all encoded may have one unseen."""
        state = "unreported" if plan in series.unreported else "unmatched" if plan in series.unmatched else "nothing"
        return self.sentences.catalogue.value_word("cell-state", state)

    def point_label(self, point: FigurePoint) -> str:
        """Who says it: a plan, with the holder of one reading; or the line of a party."""
        label = self.sentences.word_label
        if point.line:
            return f"{label(point.holder)}, {point.line.rpartition('#')[2]}"
        return join_nonempty([self.sentences.plan_name(point.plan), label(point.holder), label(point.reading)], ", ")

    def dated_label(self, point: FigurePoint) -> str:
        return join_nonempty([self.point_label(point), format_date(point.date, self.sentences.catalogue)], " · ")

    def point_text(self, series: FigureSeries, point: FigurePoint) -> str:
        """The figure in words with its conditions, or what stands in its place."""
        text, conditions = self.bare_point_text(series, point), self.conditions_text(point)
        return f"{text} ({conditions})" if conditions and point.kind is FigureKind.AMOUNT else text

    def conditions_text(self, point: FigurePoint) -> str:
        return "; ".join(self._condition_text(kind, event) for kind, event in point.conditions)

    def bare_point_text(self, series: FigureSeries, point: FigurePoint) -> str:
        """The figure in words, or what stands in its place."""
        catalogue = self.sentences.catalogue
        if point.kind is not FigureKind.AMOUNT:
            return catalogue.format_message(f"office.figure.{point.kind}")
        if point.high == 0 and point.text:
            return point.text  # a deadline of no days is a "before", which only the text can say
        return amount_words(point_amount(series, point), catalogue, self.sentences.unit_words)

    def _condition_text(self, kind: str, event: str) -> str:
        """An event with the word for what it does to the norm; that of `when` goes without saying."""
        label = self.sentences.word_label(event)
        label = label[:1].lower() + label[1:] if label[1:2].islower() or label[1:2] == " " else label
        return label if kind == "when" else f"{self.sentences.catalogue.value_word('facet', kind)} {label}"


def bar_value(point: FigurePoint) -> float | None:
    """The length of a bar: the most that is allowed, else the least that is asked; None where no number is given."""
    for value in (point.high, point.low):
        if isinstance(value, int | float):
            return value
    return None


def count_bars(series: FigureSeries) -> int:
    return len({bar_value(point) for point in series.points if bar_value(point) is not None})
