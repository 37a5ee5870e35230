"""The Excel report: six sheets of real tables; clean text, numbers, dates and links; text that stays text."""

import io
import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import xlsxwriter

from comparer.report.formats.office.sheet import choose_sheet_names
from comparer.report.options import RenderOptions
from comparer.report.render import render
from comparer.report.sections.brief import build_brief
from comparer.report.sections.word_table import CellState, build_word_table
from comparer.resources.message_catalogue import load_catalogue
from tests.report.office_files import FINGERPRINT, S, as_pdf, column, hostile, members, on_another_machine, sheets
from tests.report.sample import SAMPLE, sample

SHEETS = ("Read me", "Table", "Changes", "Red lines", "Figures", "Sources")
TABLES = SHEETS[1:]
NAMES = {plan["id"]: plan["title"] for plan in sample()["plans"]}
"""Names of the plans, which have none but their titles."""
PORT, COUNCIL, COOP, TALKS = (NAMES[plan] for plan in ("port-1", "council-0", "coop-2", "talks-3"))


@pytest.fixture(scope="module")
def report() -> Any:
    return json.loads(SAMPLE.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def book(report: Any) -> bytes:
    return made(report)


def made(report: Any, **options: Any) -> bytes:
    content = render("xlsx", report, RenderOptions(**options))
    assert isinstance(content, bytes)
    return content


def parts(content: bytes, start: str = "xl/worksheets/sheet") -> dict[str, str]:
    return {name: part.decode() for name, part in members(content).items() if name.startswith(start)}


def sheet_xml(content: bytes, name: str) -> str:
    return parts(content)[f"xl/worksheets/sheet{SHEETS.index(name) + 1}.xml"]


def test_there_are_six_sheets(book: bytes) -> None:
    assert tuple(sheets(book)) == SHEETS


def test_a_reader_may_ask_for_some_sheets(report: Any) -> None:
    assert tuple(sheets(made(report, sections=("lines", "figures")))) == ("Read me", "Red lines", "Figures")


def test_the_first_sheet_holds_the_brief_the_sheets_the_legend_and_a_short_stamp(report: Any, book: bytes) -> None:
    text = "\n".join("\t".join(row) for row in sheets(book)["Read me"])
    brief = build_brief(report, build_word_table(report))
    assert text.startswith(brief.title)
    for section in brief.sections:
        assert all(sentence.text in text for sentence in section.sentences)
    for wanted in (*report["limits"], *TABLES, report["digest"][:8], "10 Apr 2031"):
        assert wanted in text
    catalogue = load_catalogue("en")
    states = {cell.state for row in build_word_table(report).rows for cell in row.cells}
    assert all(catalogue.value_meaning("cell-state", state) in text for state in states)


@pytest.mark.parametrize("language", ["en", "uk", "ru"])
def test_the_table_has_the_words_the_state_and_the_lines_of_every_cell(language: str) -> None:
    report: Any = sample(language)
    catalogue, table = load_catalogue(language), build_word_table(report)
    head, *rows = list(sheets(made(report)).values())[1]
    assert len(head) == len(set(head))
    plan_count = len(table.plans)
    assert [row[0] for row in rows] == [row.number for row in table.rows]
    for row, message in zip(table.rows, rows, strict=True):
        words, rest = message[3 : 3 + plan_count], message[3 + plan_count :]
        states, lines = rest[: plan_count - 1], rest[plan_count - 1 :]
        for cell, text in zip(row.cells, words, strict=True):
            assert text.startswith(cell.words or catalogue.value_word("cell-state", cell.state))
        assert states == [
            catalogue.value_word("cell-state", cell.state) for cell in row.cells if cell.plan != table.base
        ]
        for cell, text in zip(row.cells, lines, strict=False):
            assert all(chip.line.rpartition("#")[2] in text for chip in cell.chips)
        assert message[-1] == row.id


def test_a_change_has_both_texts_clean_and_the_marked_words_apart(report: Any, book: bytes) -> None:
    rows = sheets(book)["Changes"]
    texts = {clause["text"] for clause in report["clauses"].values()}
    for name in ("Text before", "Text after"):
        for text in filter(None, column(rows, name)):
            assert set(text.split(" / ")) <= texts
    fleet = next(row for row in rows if row[:4] == [PORT, COOP, "T1", "Size of the fleet"])
    marked = dict(zip(rows[0], fleet, strict=False))
    assert marked["Text before"] == "The cooperative keeps no more than 40 boats in the harbour."
    assert marked["Text after"] == "The cooperative keeps no more than 60 boats in the harbour."
    assert "40 60 boats" in marked["Words marked"]
    assert (marked["State"], marked["Confidence"]) == ("changed", "high")
    assert "it said at most 40 boats and now says at most 60 boats." in marked["What it means"]


def test_changes_are_told_for_any_two_plans_and_only_where_they_differ(report: Any, book: bytes) -> None:
    rows = sheets(book)["Changes"]
    entries = list(zip(column(rows, "From"), column(rows, "To"), column(rows, "Row"), strict=True))
    numbers = {row.id: row.number for row in build_word_table(report).rows}
    wanted = [
        (NAMES[left], NAMES[right], numbers[row.id])
        for left, right in (("port-1", "council-0"), ("port-1", "coop-2"), ("port-1", "talks-3"))
        for row in build_word_table(report, (left, right), left).rows
        if row.cells[1].state is not CellState.SAME and (row.cells[0].clauses or row.cells[1].clauses)
    ]
    assert [entry for entry in entries if entry[0] == PORT] == wanted


def test_many_plans_are_told_from_the_base_alone_and_the_first_sheet_says_so(report: Any, book: bytes) -> None:
    more = [{**report["plans"][-1], "id": f"later-{n}", "clause_ids": []} for n in range(6)]
    many = {**report, "plans": [*report["plans"], *more], "focus": [*report["focus"], *(plan["id"] for plan in more)]}
    assert set(column(sheets(made(many))["Changes"], "From")) == {PORT}
    assert any("Each text against the base" in cell for row in sheets(made(many))["Read me"] for cell in row)
    assert set(column(sheets(made(many, full=True))["Changes"], "From")) > {PORT}
    assert len(set(column(sheets(book)["Changes"], "From"))) == 3


def test_a_row_has_one_number_on_every_sheet_whatever_two_plans_are_compared(report: Any, book: bytes) -> None:
    tables = sheets(book)
    labels = dict(zip(column(tables["Table"], "Row"), column(tables["Table"], "Issue"), strict=True))
    numbered_issues = set(zip(column(tables["Changes"], "Row"), column(tables["Changes"], "Issue"), strict=True))
    assert numbered_issues <= set(labels.items())
    assert len(numbered_issues) > 1


def test_a_change_says_whom_it_helps_or_that_this_cannot_be_told(report: Any, book: bytes) -> None:
    assert set(column(sheets(book)["Changes"], "Who is better off")) == {"", "cannot be told"}
    helped = json.loads(json.dumps(report))
    for pair in helped["pairs"]:
        for link in pair["links"]:
            link["favours"] = ["cooperative"]
    rows = sheets(made(helped))["Changes"]
    records = [dict(zip(rows[0], row, strict=False)) for row in rows[1:]]
    by_pair = {(row["From"], row["To"]): row["Who is better off"] for row in records if row["Row"] == "T1"}
    assert by_pair[PORT, COOP] == "Fishing Cooperative"
    assert by_pair[PORT, COUNCIL] == "cannot be told", "whom it helps was judged the other way round"


def test_red_lines_have_a_verdict_a_reason_and_a_date_a_line(report: Any, book: bytes) -> None:
    rows = sheets(book)["Red lines"]
    verdicts = {(verdict["line"].rpartition("#")[2], verdict["plan"]): verdict for verdict in report["verdicts"]}
    unjudged = {line["id"] for line in report["lines"].values() if line["not_judged"]}
    assert verdicts
    assert unjudged
    catalogue = load_catalogue("en")
    for (line, plan), verdict in verdicts.items():
        records = [dict(zip(rows[0], row, strict=False)) for row in rows[1:] if row[1] == line]
        if line in unjudged:
            assert [row[NAMES[plan]] for row in records] == ["not judged"]
            continue
        assert any(catalogue.value_word("verdict", verdict["verdict"]) in row[NAMES[plan]] for row in records), (
            line,
            plan,
        )
        assert any(verdict["because"] in row["Because"] for row in records)
    dates = [row[rows[0].index("Since")] for row in rows[1:]]
    assert all(date.isdecimal() for date in dates if date), "a date that is no date for the program"


def test_figures_are_numbers_and_a_chart_is_drawn_from_their_cells(book: bytes) -> None:
    rows = sheets(book)["Figures"]
    assert "60" in column(rows, "At most")
    assert re.search(r'<c r="G\d+" s="\d+"><v>60</v></c>', sheet_xml(book, "Figures"))
    (chart, *_) = parts(book, "xl/charts/chart").values()
    place = re.search(r"<c:val><c:numRef><c:f>Figures!\$G\$(\d+):\$G\$(\d+)</c:f>", chart)
    assert place is not None
    first, last = map(int, place.groups())
    assert {row[0] for row in rows[first - 1 : last]} == {rows[first - 1][0]}, "the bars are of one quantity"
    assert {"40", "60"} <= {row[6] for row in rows[first - 1 : last]}


def test_sources_have_links_to_the_web_and_real_dates(report: Any, book: bytes) -> None:
    rows = sheets(book)["Sources"]
    source = next(iter(report["sources"].values()))
    assert source["address"] in column(rows, "Address")
    relations = members(book)["xl/worksheets/_rels/sheet6.xml.rels"].decode()
    assert f'Target="{source["address"]}"' in relations
    assert any(date.isdecimal() for date in column(rows, "Date"))


def test_only_sources_of_the_plans_shown_are_listed_unless_all_are_asked_for(report: Any, book: bytes) -> None:
    uncited = {"nobodys-page": {**next(iter(report["sources"].values())), "title": "Nobody's page"}}
    elsewhere = {**report["clauses"]["talks-3#boats"], "cites": ["nobodys-page"]}
    clauses = {**report["clauses"], "talks-3#boats": elsewhere}
    more = {**report, "sources": {**report["sources"], **uncited}, "clauses": clauses, "focus": ["port-1", "coop-2"]}
    assert "Nobody's page" not in column(sheets(made(more))["Sources"], "Title")
    assert "Nobody's page" in column(sheets(made(more, full=True))["Sources"], "Title")


def test_every_table_is_a_table_with_a_filter_a_frozen_head_and_one_page_wide(book: bytes) -> None:
    tables = [ElementTree.fromstring(part) for part in parts(book, "xl/tables/table").values()]
    assert len(tables) == len(TABLES)
    assert all(table.find(S + "autoFilter") is not None for table in tables)
    for name in TABLES:
        sheet = sheet_xml(book, name)
        assert 'state="frozen"' in sheet, name
        assert '<pageSetUpPr fitToPage="1"/>' in sheet, name
        assert 'fitToHeight="0"' in sheet or name == "Figures", name  # which is one page, its charts included
        assert "<mergeCell" not in sheet, name


def test_ids_stand_in_the_last_hidden_column_and_nowhere_else(report: Any, book: bytes) -> None:
    tables = sheets(book)
    for name in TABLES:
        hidden = [item for item in ElementTree.fromstring(sheet_xml(book, name)).iter(S + "col") if item.get("hidden")]
        assert [int(item.attrib["max"]) for item in hidden] == [len(tables[name][0])], name
    for name, rows in tables.items():
        last = len(rows[0]) - 1
        for row in rows:
            text = row if name == "Read me" else row[:last]
            assert not FINGERPRINT.search(" ".join(text)), name
    links = {link["fingerprint"] for pair in report["pairs"] for link in pair["links"] if link["relation"] == "opposed"}
    assert links <= set(" ".join(column(tables["Changes"], "Ids")).split())


def test_redline_is_rich_text_struck_and_underlined(book: bytes) -> None:
    items = ElementTree.fromstring(members(book)["xl/sharedStrings.xml"])
    rich = [item for item in items if item.find(S + "r") is not None]
    assert rich
    struck = [run.findtext(S + "t") for item in rich for run in item if run.find(f"{S}rPr/{S}strike") is not None]
    added = [run.findtext(S + "t") for item in rich for run in item if run.find(f"{S}rPr/{S}u") is not None]
    assert "40" in {(item or "").strip() for item in struck}
    assert "60" in {(item or "").strip() for item in added}


def test_hostile_text_becomes_no_formula_and_no_link(report: Any) -> None:
    content = made(hostile(report), full=True)
    for name, part in members(content).items():
        if name.endswith((".xml", ".rels")):
            ElementTree.fromstring(part)
        assert b"<f>" not in part, name
        assert b"<hyperlink" not in part, name
        assert b'TargetMode="External"' not in part, name
    tables = sheets(content)
    texts = column(tables["Changes"], "Text before")
    assert {text[0] for text in texts if text} >= set("=+-@")
    message = [cell for rows in tables.values() for row in rows for cell in row]
    assert max(map(len, message)) <= 32_767
    assert not re.search("[\u202a-\u202e\x1b]", "".join(message))
    assert any(re.search(r"… \[\+\d+\]$", cell) for cell in message), "what is cut does not say how much"


def test_a_cell_that_looks_like_a_formula_stays_text_when_it_is_edited(report: Any) -> None:
    content = made(hostile(report))
    styles = ElementTree.fromstring(members(content)["xl/styles.xml"])
    forms = list(styles.find(S + "cellXfs") or [])
    shared = ElementTree.fromstring(members(content)["xl/sharedStrings.xml"])
    strings = ["".join(node.text or "" for node in item.iter(S + "t")) for item in shared]
    sheet = ElementTree.fromstring(sheet_xml(content, "Changes"))
    looking = [
        cell
        for cell in sheet.iter(S + "c")
        if cell.get("t") == "s"
        and cell.attrib["r"][0] in "DEF"
        and strings[int(cell.findtext(S + "v") or 0)][0] in "=+-@"
    ]
    assert looking
    assert all(forms[int(cell.attrib["s"])].attrib.get("quotePrefix") == "1" for cell in looking)


def test_plans_of_one_name_make_columns_of_their_own(report: Any) -> None:
    plans = [{**plan, "name": "The draft", "issued": "2031"} for plan in report["plans"]]
    head = sheets(made({**report, "plans": plans}))["Table"][0]
    assert len({heading.lower() for heading in head}) == len(head)


def test_same_bytes_whatever_the_clock_the_zone_and_the_hash_seed(book: bytes) -> None:
    assert on_another_machine("xlsx") == book


def test_names_nobody_but_the_program(book: bytes) -> None:
    core = members(book)["docProps/core.xml"].decode()
    assert set(re.findall(r"<(?:dc:creator|cp:lastModifiedBy)>([^<]*)<", core)) == {"comparer"}
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", core)) == {"2031-04-10T00:00:00Z"}


@pytest.mark.parametrize(("language", "name"), [("uk", "Червоні лінії"), ("ru", "Красные линии")])
def test_speaks_the_language_of_the_report(language: str, name: str) -> None:
    assert name in sheets(made(sample(language)))


@pytest.mark.office
def test_opens_in_a_spreadsheet_program(report: Any, book: bytes, soffice: str, tmp_path: Path) -> None:
    content = as_pdf(soffice, book, tmp_path, "report.xlsx")
    assert build_brief(report, build_word_table(report)).title in content
    assert all(name in content for name in SHEETS)
    harmed = as_pdf(soffice, made(hostile(report)), tmp_path, "hostile.xlsx")
    assert "<script>alert(1)</script>" in harmed


def test_names_of_sheets_are_what_programs_admit_and_no_two_are_alike() -> None:
    titles = ["North", "north", "NORTH", "", "'a:b/c?'", "History", "x" * 40, "x" * 40, "🚢" * 20, "North (2)", "'"]
    names = choose_sheet_names(titles)
    assert names[:5] == ["North", "north (2)", "NORTH (3)", "4", "a b c"]
    assert len({name.lower() for name in names}) == len(titles)
    assert all(0 < len(name.encode("utf-16-le")) <= 62 for name in names)
    book = xlsxwriter.Workbook(io.BytesIO())
    assert [book.add_worksheet(name).name for name in names] == names


def test_a_full_workbook_has_a_sheet_for_each_tool_towards_agreement_that_has_tables(report: Any) -> None:
    section: Any = {
        "kind": "bridges", "title": "Bridges", "command": "comparer bridges", "notes": [],
        "summary": {"name": "", "headings": ["Question", "Standing"], "rows": [["Fees", "none"]], "widths": [1, 1]},
        "entries": [
            {"id": name, "title": name, "notes": [], "marks": [], "tables": [
                {"name": "", "headings": ["Wording", "Clauses", *more], "rows": [["W", name, *more]], "widths": []}
            ]}
            for name, more in (("Fees", ()), ("Lamps", ("breached",)))
        ],
    }  # fmt: skip
    value = {**report, "agreement": [section]}
    assert tuple(sheets(made(value))) == SHEETS
    book = sheets(made(value, full=True))
    assert set(book) > {*SHEETS, "Bridges"}
    assert [[cell for cell in row if cell] for row in book["Bridges"] if any(row)] == [
        ["Question", "Standing"],
        ["Fees", "none"],
        ["Question", "Wording", "Clauses", "breached"],
        ["Fees", "W", "Fees"],
        ["Lamps", "W", "Lamps", "breached"],
    ]
    assert tuple(sheets(made(value, sections=("agreement",)))) == ("Read me", "Bridges")


@pytest.mark.parametrize(("title", "kept"), [("&" * 300, 100), ("a" + "&" * 300, 99), ("Peace & work", 1)])
def test_a_title_of_many_ampersands_stands_in_the_footer_and_breaks_none(title: str, kept: int) -> None:
    content = render("xlsx", sample() | {"title": title})
    footer = members(content)["xl/worksheets/sheet1.xml"].decode()
    (left,) = re.findall(r"<oddFooter>&amp;L&amp;7(.*?)&amp;R&amp;7&amp;A", footer)
    assert left.count("&amp;") == 2 * kept
