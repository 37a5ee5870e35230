"""The Excel report: the same findings as the report value, a row each; text that stays text; nothing of the user."""

import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from comparer.report.render import render
from comparer.report.value.acceptances import iterate_findings
from comparer.resources.message_catalogue import load_catalogue
from tests.report.office_files import FINGERPRINT, S, as_pdf, column, hostile, members, on_another_machine, sheets
from tests.report.read_back import fingerprints
from tests.report.sample import SAMPLE, sample

SHEETS = (
    "Overview", "Matrix", "Changes", "Gaps", "Verdicts", "Red lines", "Rules in force", "Conflicts", "Figures", "Steps",
    "Ledger", "Wordings", "Family tree", "Dates", "Clauses", "Sources",
)  # fmt: skip
FINDINGS = {
    "Changes": ("links",), "Gaps": ("gaps",), "Verdicts": ("verdicts",), "Rules in force": ("constraints",),
    "Conflicts": ("deadlocks", "contradictions", "plan_findings"),
}  # fmt: skip


@pytest.fixture(scope="module")
def report() -> dict[str, Any]:
    value: dict[str, Any] = json.loads(SAMPLE.read_text(encoding="utf-8"))
    return value


@pytest.fixture(scope="module")
def book(report: dict[str, Any]) -> bytes:
    return made(report)


def made(report: dict[str, Any]) -> bytes:
    content = render("xlsx", report)
    assert isinstance(content, bytes)
    return content


def parts(content: bytes, start: str = "xl/worksheets/sheet") -> dict[str, str]:
    return {name: part.decode() for name, part in members(content).items() if name.startswith(start)}


def test_a_sheet_for_each_kind_of_finding(book: bytes) -> None:
    assert tuple(sheets(book)) == SHEETS


@pytest.mark.parametrize("sheet", FINDINGS)
def test_a_row_for_each_finding_with_its_fingerprint(report: dict[str, Any], book: bytes, sheet: str) -> None:
    wanted = [finding["fingerprint"] for kind, finding in iterate_findings(report) if kind in FINDINGS[sheet]]
    wanted += [verdict["fingerprint"] for verdict in report["later"]] if sheet == "Verdicts" else []
    assert sorted(column(sheets(book)[sheet], "Finding")) == sorted(wanted)


def test_words_of_findings_are_those_of_the_report(report: dict[str, Any], book: bytes) -> None:
    verdicts = {one["fingerprint"]: one for one in (*report["verdicts"], *report["later"])}
    rows = sheets(book)["Verdicts"]
    for name, told in zip(column(rows, "Finding"), column(rows, "Verdict"), strict=True):
        assert told.endswith(load_catalogue("en").value_word("verdict", verdicts[name]["verdict"]))
    links = {link["fingerprint"]: link for pair in report["pairs"] for link in pair["links"]}
    rows = sheets(book)["Changes"]
    for name, told in zip(column(rows, "Finding"), column(rows, "Relation"), strict=True):
        assert told.split()[-1] == links[name]["relation"]


def test_overview_holds_stamp_totals_limits_and_legend(report: dict[str, Any], book: bytes) -> None:
    rows = sheets(book)["Overview"]
    told = "\n".join("\t".join(row) for row in rows)
    for wanted in (report["title"], report["digest"], report["as_of"], report["order"], *report["limits"]):
        assert wanted in told
    for entries in report["legend"].values():
        assert all(entry["says"] in told for entry in entries)
    counted = {row[0]: row[1] for row in rows if len(row) == 2}
    for kind in ("links", "gaps", "verdicts", "constraints", "deadlocks"):
        for name, count in report["totals"][kind].items():
            assert counted[f"{kind}.{name}"] == str(count)


def test_matrix_has_a_row_for_each_place_and_a_column_for_each_plan(report: dict[str, Any], book: bytes) -> None:
    rows = sheets(book)["Matrix"]
    assert rows[0][2:] == ["port-1 (base)", "coop-2", "talks-3", "council-0"]
    assert column(rows, "Row") == [row["id"] for row in report["rows"]]
    assert column(rows, "coop-2")[0].startswith("▼ looser\n1 The cooperative keeps")


def test_sources_and_clauses_are_all_there(report: dict[str, Any], book: bytes) -> None:
    found = sheets(book)
    assert column(found["Sources"], "Source") == list(report["sources"])
    assert column(found["Clauses"], "Clause") == list(report["clauses"])
    assert column(found["Clauses"], "Text") == [clause["text"] for clause in report["clauses"].values()]


def test_redline_is_rich_text_struck_and_underlined(book: bytes) -> None:
    items = ElementTree.fromstring(members(book)["xl/sharedStrings.xml"])
    rich = [item for item in items if item.find(S + "r") is not None]
    assert rich
    struck = [run.findtext(S + "t") for item in rich for run in item if run.find(f"{S}rPr/{S}strike") is not None]
    added = [run.findtext(S + "t") for item in rich for run in item if run.find(f"{S}rPr/{S}u") is not None]
    assert "40" in {(one or "").strip() for one in struck}
    assert "60" in {(one or "").strip() for one in added}


def test_every_table_is_filtered_and_keeps_its_heading_in_sight(book: bytes) -> None:
    for name, sheet in list(parts(book).items()):
        if not name.endswith("sheet1.xml"):
            assert "<autoFilter " in sheet, name
            assert 'state="frozen"' in sheet, name
            assert "<cols>" in sheet, name


def test_bounds_of_figures_are_numbers(book: bytes) -> None:
    rows = sheets(book)["Figures"]
    assert "50" in column(rows, "At most")
    assert re.search(r'<c r="F\d+" s="\d+"><v>50</v></c>', "".join(parts(book).values()))


def test_hostile_text_becomes_no_formula_and_no_link(report: dict[str, Any]) -> None:
    content = made(hostile(report))
    for name, part in members(content).items():
        ElementTree.fromstring(part)
        assert b"<f>" not in part, name
        assert b"<hyperlink" not in part, name
        assert b'TargetMode="External"' not in part, name
    texts = column(sheets(content)["Clauses"], "Text")
    assert {text[0] for text in texts[1:]} == set("=+-@")
    assert "… [+" in texts[0]
    assert max(len(cell) for rows in sheets(content).values() for row in rows for cell in row) <= 32_767
    assert not re.search("[\u202a-\u202e\x1b]", "".join(texts))
    told = "\n".join(cell for rows in sheets(content).values() for row in rows for cell in row)
    assert set(fingerprints(report)) <= set(FINGERPRINT.findall(told))


def test_a_cell_that_looks_like_a_formula_stays_text_when_it_is_edited(report: dict[str, Any]) -> None:
    content = made(hostile(report))
    styles = ElementTree.fromstring(members(content)["xl/styles.xml"])
    forms = list(styles.find(S + "cellXfs") or [])
    sheet = ElementTree.fromstring(parts(content)[f"xl/worksheets/sheet{SHEETS.index('Clauses') + 1}.xml"])
    cell = next(one for one in sheet.iter(S + "c") if one.attrib["r"] == "F3")
    assert forms[int(cell.attrib["s"])].attrib.get("quotePrefix") == "1"


def test_same_bytes_whatever_the_clock_the_zone_and_the_hash_seed(book: bytes) -> None:
    assert on_another_machine("xlsx") == book


def test_names_nobody_but_the_program(book: bytes) -> None:
    core = members(book)["docProps/core.xml"].decode()
    assert set(re.findall(r"<(?:dc:creator|cp:lastModifiedBy)>([^<]*)<", core)) == {"comparer"}
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", core)) == {"2031-04-10T00:00:00Z"}


@pytest.mark.parametrize(("language", "name"), [("uk", "Прогалини"), ("ru", "Пробелы")])
def test_speaks_the_language_of_the_report(language: str, name: str) -> None:
    assert name in sheets(made(sample(language)))


@pytest.mark.office
def test_opens_in_a_spreadsheet_program(report: dict[str, Any], book: bytes, soffice: str, tmp_path: Path) -> None:
    told = as_pdf(soffice, book, tmp_path, "report.xlsx")
    assert " ".join(report["title"].split()) in " ".join(told.split())
    assert all(one["fingerprint"] in told for one in report["verdicts"])
    harmed = as_pdf(soffice, made(hostile(report)), tmp_path, "hostile.xlsx")
    assert "<script>alert(1)</script>" in harmed
