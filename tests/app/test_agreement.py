"""The tools towards agreement as a person runs them: each format opens, and holds what the text holds."""

from __future__ import annotations

import csv
import io
import re
import shutil
from pathlib import Path

import pytest

from tests.app.command import HARBOUR, ROOT, here
from tests.report.office_files import file_text

MILL = ROOT / "tests" / "workspaces" / "mill"
MATRIX_FORMATS = ("text", "md", "csv", "xlsx", "docx", "svg")
FOCUS = ("us-28", "eu-counter", "geneva-19", "ukraine-20")


def test_the_single_text_shows_shared_words_plain_and_differences_in_brackets() -> None:
    text = here("draft", *FOCUS, "--view", "clean", "--format", "md", cwd=ROOT).text
    army = re.search(r"Size of Ukraine's army.*?\n\n(.*?)\n\n", text, re.DOTALL)
    assert army is not None
    plain = re.sub(r"[*\\>]", "", army[1])
    assert "no more than [US draft: 600,000][E3 edit: 800,000]." in plain
    fund = re.search(r"Development fund\*\*\n\n> (.*?)\n", text)
    assert fund is not None
    assert fund[1].startswith("A development fund for Ukraine is set up")


def test_attribution_can_be_left_out() -> None:
    text = here("draft", "council-draft", "union-counter", "--view", "clean", "--no-attribution").text
    assert not re.search(r"\[[^\]]*council-draft", text)
    assert re.search(r"\[[^\]]+\]", text)


def test_without_attribution_no_view_says_whose_a_wording_is() -> None:
    drafts = ("council-draft", "union-counter")
    named = here("draft", *drafts).text
    for view in ("full", "open"):
        text = here("draft", *drafts, "--view", view, "--no-attribution").text
        _, _, body = text.partition("Drafts:")
        assert body.count("council-draft") == 1, "named among the drafts, and nowhere else"
        assert named.count("council-draft") > 10


def test_the_view_of_what_is_open_leaves_out_what_is_settled_and_keeps_the_numbers() -> None:
    full = here("draft", "council-draft", "union-counter", "--format", "md").text
    narrowed = here("draft", "council-draft", "union-counter", "--format", "md", "--view", "open").text
    numbers = [re.findall(r"(?m)^\*\*(\d+)\\\.", text) for text in (full, narrowed)]
    assert set(numbers[1]) < set(numbers[0])
    assert len(numbers[1]) == int(re.search(r"of which (\d+)", full)[1])  # type: ignore[index]


@pytest.mark.parametrize("language", ["en", "uk", "ru"])
def test_the_word_form_holds_every_clause_in_every_language(language: str) -> None:
    content = here("draft", "council-draft", "union-counter", "--format", "docx", "--lang", language).output
    text = file_text(content, "docx")
    assert "The council must rebuild the north quay by 31 December 2027." in text
    assert "agreement." not in text
    assert content == here("draft", "council-draft", "union-counter", "--format", "docx", "--lang", language).output


def test_the_yaml_form_of_one_plan_is_that_plan() -> None:
    text = here("draft", "council-draft", "--format", "yaml").text
    assert "plan: council-draft" in text
    assert text.count("- id:") == (HARBOUR / "plans/drafts/council-draft.yaml").read_text().count("- id:")


def test_an_unknown_plan_is_named_with_a_near_miss() -> None:
    result = here("draft", "council-drat")
    assert result.code == 2
    assert "council-draft" in result.errors


def test_the_matrix_comes_in_every_format_with_every_duty() -> None:
    texts = {name: here("matrix", "upper-draft", "--format", name, cwd=MILL).output for name in MATRIX_FORMATS}
    for name in ("text", "md", "csv"):
        assert texts[name].decode().count("The upper village takes at most 70 percent of the water.") == 1
    assert "within 10 days after “The peace is signed”" in texts["csv"].decode()
    assert "The upper village takes at most 70 percent" in file_text(texts["docx"], "docx")
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(io.BytesIO(texts["xlsx"]))
    assert [sheet.title for sheet in book] == ["Duties", "Events", "Delays"]
    assert book.worksheets[0].max_row == 8
    assert texts["svg"].decode().count("<rect") == 8


@pytest.mark.parametrize(("language", "point"), [("en", "point"), ("uk", "пункт"), ("ru", "пункт")])
@pytest.mark.parametrize("name", ["text", "md", "csv", "xlsx", "docx"])
def test_who_watches_a_duty_is_named_with_the_point_in_every_format_and_language(
    name: str, language: str, point: str
) -> None:
    content = here("matrix", "elders-text", "--format", name, "--lang", language, cwd=MILL).output
    text = file_text(content, name)
    assert f"Council of elders ({point} 7)" in " ".join(text.replace("\\", "").split())


def test_the_calendar_has_the_days_that_are_known_and_says_how_many_are_not() -> None:
    undated = here("matrix", "upper-draft", "--format", "ics", cwd=MILL)
    assert "BEGIN:VEVENT" not in undated.text
    assert "7 of 7 duties have no day" in undated.errors
    dated = here("matrix", "upper-draft", "--format", "ics", "--date", "signed=2031-04-01", cwd=MILL)
    assert "DTSTART;VALUE=DATE:20310411" in dated.text
    assert dated.text.count("BEGIN:VEVENT") == 2
    assert all(len(line.encode()) <= 75 for line in dated.text.split("\r\n"))


@pytest.mark.parametrize(
    ("date", "hint"),
    [
        ("signed", "write EVENT=YYYY-MM-DD"),
        ("2031-04-01", "write EVENT=YYYY-MM-DD"),
        ("signed=2031", "write YYYY-MM-DD"),
        ("sined=2031-04-01", "did you mean 'signed'?"),
    ],
)
def test_a_day_that_cannot_be_read_is_refused_before_plans_are_compared(
    date: str, hint: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("comparer.pipeline.compare.compare", lambda *_, **__: pytest.fail("plans were compared"))
    result = here("matrix", "upper-draft", "--date", date, cwd=MILL)
    assert result.code == 2
    assert hint in result.errors
    assert result.errors.count("\n") == 1


@pytest.mark.parametrize("name", ["text", "md", "csv", "docx", "xlsx"])
def test_the_bridging_table_comes_in_every_format(name: str) -> None:
    content = here("bridges", "guards", "--format", name, cwd=MILL).output
    text = file_text(content, name)
    assert "The upper village keeps at most 20 guards." in " ".join(text.split())
    if name in ("md", "docx", "xlsx"):
        assert "at most 20 persons → at most 25 persons" in text


def test_an_issue_stands_for_its_questions_and_a_stranger_is_refused() -> None:
    assert "Repair of the mill" in here("bridges", "mill", cwd=MILL).text
    assert "Guards of the upper village" not in here("bridges", "mill", cwd=MILL).text
    result = here("bridges", "mil", cwd=MILL)
    assert result.code == 2
    assert "mill" in result.errors


def test_ticks_and_checklists_come_in_every_format() -> None:
    for name in ("text", "md", "csv"):
        duties = here("completeness", "elders-text", "--format", name, cwd=MILL).text
        assert "The elders watch the weir." in duties
        matters = here("completeness", "--checklist", "ceasefire", "--format", name, cwd=MILL).text
        assert "✓ had (8)" in matters.replace("\n", " ")
    text = file_text(here("completeness", "--checklist", "all", "--format", "docx", cwd=MILL).output, "docx")
    assert "https://pax.peaceagreements.org/" in text
    assert "○ left open on purpose" in here("completeness", "elders-text", cwd=MILL).text.replace("\n", " ")


def test_the_matters_can_be_listed_and_a_misspelt_one_is_a_fault(tmp_path: Path) -> None:
    assert "ceasefire.monitor-access  May those who watch" in here("completeness", "--matters").text
    folder = shutil.copytree(MILL, tmp_path / "mill")
    vocabulary = folder / "plans" / "vocabulary.yaml"
    vocabulary.write_text(vocabulary.read_text().replace("ceasefire.monitor]", "ceasefire.moniter]"))
    result = here("validate", cwd=folder)
    assert result.code == 1
    assert "ceasefire.monitor" in result.text + result.errors


def test_the_ledger_of_brackets_comes_as_tables_and_as_a_picture() -> None:
    drafts = ("upper-draft", "lower-counter", "elders-text")
    text = here("brackets", *drafts, "--format", "md", cwd=MILL).text
    assert "| Owner of the mill | settled (raised) | settled (moved) | open (opened) |" in text
    assert "Upper draft → Lower counter" in text
    picture = here("brackets", *drafts, "--format", "svg", cwd=MILL).text
    assert picture.count(">Elders' text<") + picture.count(">Elders&#x27; text<") == 1
    assert "Owner of the mill" in file_text(here("brackets", *drafts, "--format", "docx", cwd=MILL).output, "docx")


def test_lineage_and_positions_come_in_every_format() -> None:
    for name in ("text", "md", "csv"):
        lineage = here("lineage", "upper-draft", "lower-counter", "--format", name, cwd=MILL).text
        assert "Upper draft 5 → Lower counter 5 (so declared)" in " ".join(lineage.split()).replace("`", "")
        positions = " ".join(here("positions", "upper-village", "--format", name, cwd=MILL).text.split())
        assert "The upper village keeps at least 25 guards if it wants them." in positions
    assert "its own text" in file_text(here("positions", "--format", "docx", cwd=MILL).output, "docx")


def test_a_stranger_has_no_position() -> None:
    result = here("positions", "uper-village", cwd=MILL)
    assert result.code == 2
    assert "upper-village" in result.errors


def test_csv_holds_every_row_of_every_table() -> None:
    duties = list(csv.reader(io.StringIO(here("completeness", "--format", "csv", cwd=MILL).text)))
    assert {row[0] for row in duties[1:]} == {"upper-draft", "lower-counter", "elders-text"}
    assert {len(row) for row in duties} == {9}
    effects = list(csv.reader(io.StringIO(here("bridges", "--format", "csv", cwd=MILL).text)))
    assert {row[0] for row in effects[1:]} == {"guard-size", "mill-owner", "mill-repair"}
    assert ["guard-size", "Lower counter", "upper-village#U-1", "breached"] in [
        [row[0], row[1], row[4], row[6]] for row in effects
    ]
    stands = list(csv.reader(io.StringIO(here("positions", "--format", "csv", cwd=MILL).text)))
    assert {row[0] for row in stands[1:]} == {"upper-village", "lower-village", "elders"}


@pytest.mark.parametrize("command", ["draft", "brackets", "lineage"])
def test_under_one_issue_nothing_else_is_shown(command: str) -> None:
    text = " ".join(here(command, *FOCUS, "--issue", "territory", "--format", "md", cwd=ROOT).text.split())
    assert "Line of contact" in text
    assert "NATO" not in re.sub(r"## (Dates|Termine).*", "", text).replace("20 points", "")


def test_guidance_of_which_the_opening_alone_was_read_is_marked_where_it_is_cited() -> None:
    rows = here("completeness", "--checklist", "ceasefire", "--format", "csv", cwd=MILL).text.splitlines()
    cited = [row for row in rows if "dppa-2022" in row]
    assert cited
    assert all("dppa-2022*" in row for row in cited)
    assert not any("haysom-hottinger*" in row for row in rows)
    text = " ".join(here("completeness", "--checklist", "ceasefire", cwd=MILL).text.split())
    assert "* Only the opening or a summary of this guidance could be read" in text


@pytest.mark.parametrize("language", ["en", "uk"])
def test_on_a_terminal_marks_stand_beside_one_another_and_no_line_is_too_long(language: str) -> None:
    """Of each duty one line of six ticks, under its text."""
    lines = here("completeness", "ukraine-20", "--lang", language, cwd=ROOT).text.splitlines()
    assert all(len(line) <= 80 for line in lines)
    ticks = [line for line in lines[6:] if re.search(r"[✓◐✗○–?] · ", line)]
    assert len(ticks) >= 30
    assert all(len(re.findall(r"[✓◐✗○–?](?= ·|$)", line)) == 6 for line in ticks)


def test_a_long_title_is_broken_at_the_width_of_the_terminal() -> None:
    words = ("brackets", "us-28", "eu-counter", "ukraine-20", "--issue", "forces", "--party", "russia")
    lines = here(*words, cwd=ROOT).text.splitlines()
    assert " ".join(" ".join(lines[:2]).split()).endswith("20 points · Armed forces and arms · Russia")
    assert all(len(line) <= 80 for line in lines)


def test_a_text_that_says_the_same_in_other_words_is_marked_so_in_the_single_text() -> None:
    """The council's and the revision's words differ; what they come to does not."""
    text = " ".join(here("draft", "--view", "clean").text.split())
    assert "[council-draft, ≈ joint-revision: 40][union-counter: 60]" in text


@pytest.mark.parametrize("form", ["html", "docx", "md", "csv", "xlsx", "table"])
def test_lineage_and_the_single_text_stand_in_every_report_that_asks_for_them(form: str, tmp_path: Path) -> None:
    output = tmp_path / f"report.{form}"
    result = here("compare", "--format", form, "--sections", "agreement", "--output", str(output), "--full")
    assert result.code == 0, result.errors
    shown_text = re.sub(r"[*\\]", "", " ".join(file_text(output.read_bytes(), form).split()))
    if form == "table":  # the cells of its columns wrap
        assert "How clauses travelled" in shown_text
        assert "Option 1: [council-draft" in shown_text
        return
    assert "council-draft 3 → union-counter 6" in shown_text
    assert "[council-draft, ≈ joint-revision: 40][union-counter: 60]" in shown_text
