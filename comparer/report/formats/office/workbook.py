"""The six sheets of the Excel report: what to read first, the table, changes, red lines, figures and sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from comparer.report.formats.office.closing_words import list_cited_sources
from comparer.report.formats.office.figure_chart import add_figure_charts
from comparer.report.formats.office.figure_words import FigureWords
from comparer.report.formats.office.read_me import draw_read_me
from comparer.report.formats.office.shades import STATE_COLOURS, VERDICT_COLOURS
from comparer.report.formats.office.sheet import (
    AddressCell,
    CellFormats,
    CellValue,
    Column,
    DateCell,
    FilledText,
    LinesCell,
    RedlineCell,
    SheetWriter,
)
from comparer.report.formats.office.text import make_xml_safe, readable_redline
from comparer.report.options import RenderOptions
from comparer.report.sections.agreement_parts import list_agreement_sections, list_section_tables
from comparer.report.sections.brief import Brief
from comparer.report.sections.figure_series import FigurePoint, FigureSeries, build_figure_series
from comparer.report.sections.line_overview import LineRow, UnjudgedLine, build_line_overview
from comparer.report.sections.table_words import TableWords
from comparer.report.sections.tables import SECTION_OF_TABLE, ReportTable, build_tables
from comparer.report.sections.view_tables import build_movement_tables, build_open_tables
from comparer.report.sections.word_table import CellState, TableCell, TableRow, WordTable, build_tables_of_pairs
from comparer.report.value.types import AgreementTable, ReportValue, VerdictRecord
from comparer.report.words.arguments import as_sentence
from comparer.report.words.edit_words import edit_sentence
from comparer.report.words.labels import join_nonempty
from comparer.report.words.sentences import ReportSentences

MAX_FOOTER_CHARS = 200
MAX_SHEET_NAME_CHARS = 31
MAX_PLANS_OF_SHOWN_PAIRS = 8
"""Plans up to which any two are told against each other; more are told against the base, unless all is asked for."""

MAX_ROWS_ON_ONE_PAGE = 110
FURTHER_SHEETS = ("movement", "open", "law", "clauses")
"""Sheets by the names of the parts that they hold, beside the six that every workbook has."""
FURTHER_SHEET_WIDTH_CHARS = 150
SECTIONS_BY_SHEET = {"ranges": "figures"}
"""The section of a report that a sheet holds, where it has another name."""


def add_sheet(formats: CellFormats, name: str, title: str) -> SheetWriter:
    """A sheet that prints one page wide; `title` stands at the foot of each page."""
    worksheet = formats.workbook.add_worksheet(name[:MAX_SHEET_NAME_CHARS])
    worksheet.set_landscape()
    worksheet.fit_to_pages(1, 0)
    worksheet.hide_gridlines(2)
    worksheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.7)
    worksheet.set_footer(f"&L&7{_escape_footer(title)}&R&7&A · &P / &N")
    return SheetWriter(formats, worksheet)


def _escape_footer(title: str) -> str:
    """The title with each `&` doubled, cut to what a footer holds, and never between the two of a pair."""
    doubled = make_xml_safe(title)[:MAX_FOOTER_CHARS].replace("&", "&&")[:MAX_FOOTER_CHARS]
    return doubled[:-1] if (len(doubled) - len(doubled.rstrip("&"))) % 2 else doubled


class ReportWorkbook:
    """Draws the sheets of one report; `title` stands at the foot of each printed page."""

    def __init__(
        self, table: WordTable, brief: Brief, sentences: ReportSentences, formats: CellFormats, options: RenderOptions
    ) -> None:
        self.table, self.brief, self.sentences, self.formats, self.options = table, brief, sentences, formats, options
        self.report: ReportValue = sentences.report
        self.words = TableWords(sentences)
        self.figure_words = FigureWords(sentences)
        self.row_numbers = {row.id: row.number for row in table.rows}
        self.format_message = sentences.catalogue_text

    def draw_sheets(self) -> None:
        draws = {
            "table": self._draw_table_sheet,
            "changes": self._draw_changes_sheet,
            "lines": self._draw_lines_sheet,
            "ranges": self._draw_figures_sheet,
            "sources": self._draw_sources_sheet,
        }
        shown = [key for key in draws if self.options.shows(SECTIONS_BY_SHEET.get(key, key))]
        further = {key: list(self._further_tables(key)) for key in FURTHER_SHEETS}
        agreement = self._agreement_tables()
        sheet_texts = {key: key for key in (*shown, *(key for key, tables in further.items() if tables))}
        if "changes" in shown and not self._shows_all_pairs():
            sheet_texts["changes"] = "changes_from_base"
        sheet_texts |= {kind: kind for kind in agreement}
        shows_brief = self.options.shows("brief")
        draw_read_me(self._add_sheet("read_me"), self.brief, self.table, self.sentences, sheet_texts, shows_brief)
        for key in shown:
            draws[key](self._add_sheet(key))
        for key, tables in further.items():
            if tables:
                self._draw_further_sheet(self._add_sheet(key), key, tables)
        for kind, lists in agreement.items():
            self._draw_agreement_sheet(kind, lists)

    def _further_tables(self, sheet_key: str) -> Iterable[ReportTable]:
        """The tables of a sheet that a workbook has only where it, or everything, is asked for."""
        if not self.options.shows(sheet_key, by_default=False):
            return ()
        if sheet_key == "movement":
            return build_movement_tables(self.table, self.sentences)
        if sheet_key == "open":
            return build_open_tables(self.table, self.sentences)
        tables = build_tables(self.report, self.sentences)
        return (table for table in tables if SECTION_OF_TABLE[table.section] == sheet_key)

    def _draw_further_sheet(self, writer: SheetWriter, sheet_key: str, tables: Sequence[ReportTable]) -> None:
        """The tables under one another; what one is about, and which kind it is of, in its first columns."""
        visible_columns = [[n for n, kind in enumerate(table.column_kinds) if kind != "finding"] for table in tables]
        text_width = FURTHER_SHEET_WIDTH_CHARS // max([1, *map(len, visible_columns)])
        for number, (table, visible) in enumerate(zip(tables, visible_columns, strict=True)):
            columns = [Column(self.format_message(f"heading.{table.section}"), 22)]
            columns += [Column(table.headings[n], text_width) for n in visible]
            rows = [[table.note, *(row[n] for n in visible)] for row in table.rows]
            writer.write_table(f"{sheet_key}_{number + 1}", columns, rows)
            writer.row_index += 1

    def _agreement_tables(self) -> dict[str, list[AgreementTable]]:
        """By tool towards agreement its tables, if it has any, where they, or everything, are asked for."""
        sections = list_agreement_sections(self.report) if self.options.shows("agreement", by_default=False) else []
        tables_by_tool = {section["kind"]: list_section_tables(section, self.sentences) for section in sections}
        return {kind: tables for kind, tables in tables_by_tool.items() if tables}

    def _draw_agreement_sheet(self, kind: str, tables: Sequence[AgreementTable]) -> None:
        """The lists of one tool under one another."""
        writer = self._add_sheet(kind)
        text_width = FURTHER_SHEET_WIDTH_CHARS // max(len(table["headings"]) for table in tables)
        for number, table in enumerate(tables, 1):
            columns = [Column(heading, text_width) for heading in table["headings"]]
            writer.write_table(f"{kind}_{number}", columns, table["rows"])
            writer.row_index += 1

    def _add_sheet(self, sheet_key: str) -> SheetWriter:
        return add_sheet(self.formats, self.format_message(f"office.sheet.{sheet_key}"), self.brief.title)

    def _columns(self, *columns: tuple[str, int]) -> list[Column]:
        """Columns by the keys of their headings: those without a dot are headings of every format."""
        return [Column(self.format_message(key if "." in key else f"column.{key}"), width) for key, width in columns]

    def _id_column(self) -> Column:
        return Column(self.format_message("office.ids"), 20, is_hidden=True)

    # --- the table

    def _draw_table_sheet(self, writer: SheetWriter) -> None:
        plans = self.table.plans
        columns = self._columns(("row", 6), ("office.group", 16), ("issue", 24))
        columns += [Column(self.words.plan_heading(plan), 32) for plan in plans]
        columns += [Column(self._of_plan("state", plan), 12) for plan in plans if plan != self.table.base]
        columns += [Column(self._of_plan("line", plan), 14) for plan in plans]
        rows = [self._table_row(row) for row in self.table.rows]
        writer.write_table("words", [*columns, self._id_column()], rows, frozen_columns=3)

    def _of_plan(self, column: str, plan: str) -> str:
        return f"{self.format_message(f'column.{column}')}: {self.sentences.plan_name(plan)}"

    def _table_row(self, row: TableRow) -> list[CellValue]:
        return [
            row.number,
            self.sentences.issue_label(row.group),
            row.label,
            *(self._words_cell_value(cell) for cell in row.cells),
            *(self.words.state_label(cell) for cell in row.cells if cell.plan != self.table.base),
            *(self.words.chips_text(cell.chips) for cell in row.cells),
            row.id,
        ]

    def _words_cell_value(self, cell: TableCell) -> FilledText:
        """The words of a cell with the points that say it; the word of its state where it has none."""
        fill = STATE_COLOURS.get(cell.state, "")
        if not cell.words:
            return FilledText(self.words.state_label(cell), fill, is_muted=True)
        points = f" [{', '.join(cell.points)}]" if cell.points else ""
        return FilledText(f"{cell.words}{points}", fill)

    # --- changes

    def _draw_changes_sheet(self, writer: SheetWriter) -> None:
        columns = self._columns(
            ("office.from_plan", 14), ("office.to_plan", 14), ("row", 6), ("issue", 20), ("office.left_text", 38),
            ("office.right_text", 38), ("office.redline", 38), ("state", 12), ("office.meaning", 36),
            ("office.better_off", 16), ("confidence", 11),
        )  # fmt: skip
        writer.write_table("changes", [*columns, self._id_column()], self._change_rows(), frozen_columns=4)

    def _change_rows(self) -> Iterator[list[CellValue]]:
        """Two plans after two, a row for each question on which their answers, headings or notes differ."""
        pairs = {frozenset((pair["left"], pair["right"])) for pair in self.report["pairs"]}
        compared_pairs = (pair for pair in self._compared_pairs() if frozenset(pair) in pairs)
        for table in build_tables_of_pairs(self.report, compared_pairs):
            left, right = table.plans
            for row in table.rows:
                left_cell, right_cell = row.find_cell(left), row.find_cell(right)
                is_other = right_cell.state is not CellState.SAME or self.words.text_edits(left, right_cell)
                if is_other and (left_cell.clauses or right_cell.clauses):
                    yield self._change_row(row, left_cell, right_cell)

    def _shows_all_pairs(self) -> bool:
        return self.options.full or len(self.table.plans) <= MAX_PLANS_OF_SHOWN_PAIRS

    def _compared_pairs(self) -> Iterable[tuple[str, str]]:
        if self._shows_all_pairs():
            return combinations(self.table.plans, 2)
        return ((self.table.base, plan) for plan in self.table.plans if plan != self.table.base)

    def _change_row(self, row: TableRow, left: TableCell, right: TableCell) -> list[CellValue]:
        sentences = self.sentences
        links = self.words.oriented_links(left.plan, right)
        left_text = sentences.clause_text(left.plan, left.clauses)
        right_text = sentences.clause_text(right.plan, right.clauses)
        ops = readable_redline(left_text, right_text)
        meanings = [sentence for link in links for sentence in sentences.change_sentences(link)]
        meanings += [edit_sentence(edit, sentences) for edit in self.words.text_edits(left.plan, right)]
        confidences = dict.fromkeys(sentences.catalogue.value_word("confidence", link["confidence"]) for link in links)
        return [
            self.sentences.plan_name(left.plan),
            self.sentences.plan_name(right.plan),
            self.row_numbers.get(row.id, ""),
            row.label,
            left_text,
            right_text,
            RedlineCell(ops) if ops else "",
            FilledText(self.words.state_label(right), STATE_COLOURS.get(right.state, "")),
            LinesCell(tuple(dict.fromkeys(meanings))),
            self.words.better_off(links),
            ", ".join(confidences),
            " ".join([row.id, *(link["fingerprint"] for link in links)]),
        ]

    # --- red lines

    def _draw_lines_sheet(self, writer: SheetWriter) -> None:
        plans = self.table.plans
        columns = self._columns(
            ("party", 14), ("line", 8), ("office.sentence", 44), ("strength", 12), ("office.since", 11),
            ("office.said_by", 24),
        )  # fmt: skip
        columns += [Column(self.sentences.plan_name(plan), 13) for plan in plans]
        columns += self._columns(("because", 60))
        overview = build_line_overview(self.report, plans)
        rows = []
        for party_lines in overview.parties:
            judged = (*party_lines.rows, *party_lines.stated_later)
            rows += [self._line_record(party_lines.party, row) for row in judged]
            rows += [self._unjudged_row(party_lines.party, line) for line in party_lines.not_judged]
        writer.write_table("red_lines", [*columns, self._id_column()], rows, frozen_columns=3)

    def _line_record(self, party: str, row: LineRow) -> list[CellValue]:
        sentences, line = self.sentences, self.report["lines"][row.line]
        flags = [sentences.catalogue.value_word("strength", row.strength)]
        flags += [self.format_message("word.inferred")] if row.inferred else []
        speakers = dict.fromkeys(version["said_by"] for version in line["versions"] if version["said_by"])
        verdicts = {
            verdict["plan"]: verdict
            for verdict in (*self.report["later"], *self.report["verdicts"])
            if verdict["line"] == row.line
        }
        judged = [verdicts[cell.plan] for cell in row.cells if cell.verdict and cell.plan in verdicts]
        reasons = list(filter(None, map(self._verdict_reason, judged)))
        return [
            sentences.word_label(party),
            row.line.rpartition("#")[2],
            row.sentence or row.title,
            "; ".join(flags),
            DateCell(row.stated),
            "; ".join(speakers),
            *(self._verdict_cell(cell.verdict, cell.is_pale) for cell in row.cells),
            LinesCell(tuple(reasons)),
            " ".join([row.line, *(cell.fingerprint for cell in row.cells if cell.fingerprint)]),
        ]

    def _verdict_reason(self, verdict: VerdictRecord) -> str:
        """Why a plan fares so, with the points that decide; the line stands in the same row."""
        reason = self.sentences.reason_sentence(verdict, is_in_place=True)
        points = f" ({', '.join(verdict['clauses'])})" if verdict["clauses"] else ""
        return f"{self.sentences.plan_name(verdict['plan'])}{points}: {reason}" if reason else ""

    def _unjudged_row(self, party: str, line: UnjudgedLine) -> list[CellValue]:
        not_judged = FilledText(self.format_message("word.not_judged"), is_muted=True)
        return [
            self.sentences.word_label(party),
            line.line.rpartition("#")[2],
            line.sentence or line.title,
            "",
            "",
            "",
            *[not_judged] * len(self.table.plans),
            line.reason,
            line.line,
        ]

    def _verdict_cell(self, verdict: str | None, is_pale: bool) -> FilledText:
        if verdict is None:
            return FilledText("")
        note = f" ({self.format_message('office.low_confidence')})" if is_pale else ""
        text = f"{self.sentences.mark_and_word('verdict', verdict)}{note}"
        return FilledText(text, VERDICT_COLOURS.get(verdict, ""), is_muted=is_pale)

    # --- figures

    def _draw_figures_sheet(self, writer: SheetWriter) -> None:
        columns = self._columns(
            ("quantity", 26), ("office.subject", 26), ("holder", 34), ("date", 11), ("office.says", 30),
            ("office.min", 12), ("office.max", 12), ("office.unit", 14), ("strength", 14),
        )  # fmt: skip
        all_series = build_figure_series(self.report, self.table.plans)
        rows: list[list[CellValue]] = []
        blocks: list[tuple[FigureSeries, int, int]] = []
        for series in all_series:
            start = len(rows)
            rows += [self._figure_record(series, point) for point in (*series.points, *series.lines)]
            blocks.append((series, start, start + len(series.points) - 1))
            rows += [self._silent_row(series, plan) for plan in series.silent_plans]
        first_row = writer.write_table("figures", [*columns, self._id_column()], rows, frozen_columns=3)
        add_figure_charts(writer, blocks, self.figure_words, first_row)
        if writer.row_index <= MAX_ROWS_ON_ONE_PAGE:  # a chart must not be cut by the end of a page
            writer.worksheet.set_portrait()
            writer.worksheet.fit_to_pages(1, 1)

    def _figure_record(self, series: FigureSeries, point: FigurePoint) -> list[CellValue]:
        low, high = (value if isinstance(value, int | float) else None for value in (point.low, point.high))
        strength = self.sentences.catalogue.value_word("strength", point.strength) if point.strength else ""
        return [
            self.figure_words.series_title(series),
            self.figure_words.series_scope(series),
            self.figure_words.point_label(point),
            DateCell(point.date),
            self.figure_words.point_text(series, point),
            low,
            high,
            self.sentences.word_label(series.unit),
            join_nonempty([strength, self.format_message("word.inferred") if point.inferred else ""]),
            point.clause or point.line,
        ]

    def _silent_row(self, series: FigureSeries, plan: str) -> list[CellValue]:
        record = self.words.plan_record(plan)
        return [
            self.figure_words.series_title(series),
            self.figure_words.series_scope(series),
            self.sentences.plan_name(plan),
            DateCell(record["issued"]),
            FilledText(self.figure_words.silent_word(series, plan), is_muted=True),
            None,
            None,
            "",
            "",
            plan,
        ]

    # --- sources

    def _draw_sources_sheet(self, writer: SheetWriter) -> None:
        columns = self._columns(
            ("office.publisher", 26), ("title", 56), ("kind", 16), ("date", 12), ("office.read", 12), ("notes", 44),
            ("address", 90),
        )  # fmt: skip
        source_ids: Sequence[str] = (
            list(self.report["sources"]) if self.options.full else list_cited_sources(self.report, self.table.plans)
        )
        rows = [self._source_row(source_id) for source_id in source_ids]
        writer.write_table("sources", [*columns, self._id_column()], rows)

    def _source_row(self, source_id: str) -> list[CellValue]:
        source = self.report["sources"][source_id]
        return [
            source["publisher"],
            source["title"],
            self.sentences.catalogue.value_word("card-type", source["type"]),
            DateCell(source["date"]),
            self.sentences.catalogue.value_word("card-read", source["read"]),
            " ".join(as_sentence(note) for note in (source["fault"], source["leaning"]) if note),
            AddressCell(source["address"]),
            source_id,
        ]
