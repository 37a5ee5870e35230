"""The report of change as a Word document, a workbook and a list, on the made-up harbour plans."""

import csv
import re
from io import StringIO

import pytest

from comparer.report.formats import csv as csv_format
from comparer.report.formats import docx, xlsx
from comparer.report.options import RenderOptions
from comparer.report.sections.change_report import ClauseChangeKind, build_plan_changes, build_report_changes
from comparer.report.words.change_sentences import ChangeSentences

from .office_files import DELETED, FINGERPRINT, HOSTILE, INSERTED, body, sheets, words
from .sample import COUNTER, DRAFT, sample


@pytest.fixture
def edit():
    """The sample before and after an edit of a figure in the first clause of the draft."""
    before, after = sample(), sample()
    ref = next(ref for ref in after["clauses"] if ref.startswith(f"{DRAFT}#"))
    text = before["clauses"][ref]["text"]
    after["clauses"][ref] = after["clauses"][ref] | {"text": f"{text.rstrip('.')} by night."}
    return build_report_changes(before, after), text, after["clauses"][ref]["text"]


def pair(language="en", **report):
    return build_plan_changes(sample(language) | report, DRAFT, COUNTER)


def list_rows(change, **options):
    return list(csv.DictReader(StringIO(csv_format.render_change(change, RenderOptions(**options)))))


def test_word_begins_with_the_clause_whose_words_are_tracked_changes(edit):
    change, before, after = edit
    document = body(docx.render_change(change, RenderOptions()))
    table = next(iter(document.iter(docx_tag("tbl"))))
    last_cells = [row[2] for row in rows_of(table)][1:]
    assert words(last_cells[0], without=INSERTED).strip() == before
    assert words(last_cells[0], without=DELETED).strip() == after
    text = words(document)
    assert text.index("Changed") < text.index(after.rstrip(".")[-8:])
    assert text.splitlines()[0] == ChangeSentences(change).title()


def docx_tag(name):
    return "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}" + name


def rows_of(table):
    return [list(row.iter(docx_tag("tc"))) for row in table.iter(docx_tag("tr"))]


def test_no_clause_that_did_not_change_is_in_the_short_files(edit):
    change, _, _ = edit
    (changed,) = (ref for clause in change.clauses for ref in clause.after)
    document = words(body(docx.render_change(change, RenderOptions())))
    cells = " ".join(cell for rows in sheets(xlsx.render_change(change, RenderOptions())).values()
                     for row in rows for cell in row)  # fmt: skip
    record = change.after["clauses"]
    others = [clause["text"] for ref, clause in record.items() if ref.startswith(f"{DRAFT}#") and ref != changed]
    assert others
    assert not [text for text in others if text in document or text in cells]


@pytest.mark.parametrize("language", ["en", "uk", "ru"])
def test_the_workbook_has_a_sheet_for_each_kind_that_changed(language):
    change = pair(language)
    names = list(sheets(xlsx.render_change(change, RenderOptions())))
    text = ChangeSentences(change).after.catalogue_text
    assert names == [text(f"office.sheet.{key}") for key in ("changed_clauses", "changed_verdicts", "changed_law")]
    assert not [name for name in names if "." in name]


def test_both_texts_are_clean_in_the_workbook(edit):
    change, before, after = edit
    rows = next(iter(sheets(xlsx.render_change(change, RenderOptions())).values()))
    head = next(row for row in rows if "Before" in row)
    row = rows[rows.index(head) + 1]
    assert (row[head.index("Before")], row[head.index("Now")]) == (before, after)


def test_a_list_has_every_change_and_json_values_beside_the_words():
    change = pair()
    rows = list_rows(change)
    kinds = [clause.kind for clause in change.clauses]
    assert sum(row["part"] == "added" for row in rows) == kinds.count(ClauseChangeKind.ADDED)
    assert sum(row["part"] == "removed" for row in rows) == kinds.count(ClauseChangeKind.REMOVED)
    verdicts = [row for row in rows if row["part"] == "verdicts"]
    assert {row["value_after"] for row in verdicts} <= {"breached", "strained", "unmet", "part", "upheld", "clear",
                                                         "deferred", "unknown", ""}  # fmt: skip
    fingerprints = {change.latest["fingerprint"] for change in change.changed_verdicts}
    assert fingerprints <= {name for row in verdicts for name in row["ids"].split()}


@pytest.mark.parametrize(
    ("section", "parts"),
    [("lines", {"verdicts"}), ("law", {"law", "touched_law"}), ("changes", {"edited", "added", "removed"})],
)
def test_a_section_holds_its_part_in_every_file(section, parts):
    change = pair()
    rows = list_rows(change, sections=(section,))
    assert rows
    assert {row["part"] for row in rows} <= parts
    document = words(body(docx.render_change(change, RenderOptions(sections=(section,)))))
    assert ("Verdicts on red lines that changed" in document) == (section == "lines")
    names = list(sheets(xlsx.render_change(change, RenderOptions(sections=(section,)))))
    assert ("Red lines changed" in names) == (section == "lines")


def test_the_report_on_both_sides_follows_when_all_is_asked_for():
    change = pair()
    report = change.after
    short = words(body(docx.render_change(change, RenderOptions())))
    whole = words(body(docx.render_change(change, RenderOptions(full=True), report)))
    assert whole.startswith(short.splitlines()[0])
    assert "What each text says" in whole
    assert "What each text says" not in short
    names = list(sheets(xlsx.render_change(change, RenderOptions(full=True), report)))
    assert names[0] == "What changed"
    assert "Table" in names


def test_hostile_text_is_only_text_and_no_fingerprint_is_read():
    before, after = sample(), sample()
    ref = next(ref for ref in after["clauses"] if ref.startswith(f"{DRAFT}#"))
    after["clauses"][ref] = after["clauses"][ref] | {"text": HOSTILE, "heading": "=1+1"}
    change = build_report_changes(before, after)
    document = words(body(docx.render_change(change, RenderOptions())))
    assert "\x1b" not in document
    assert "\u202e" not in document
    assert not FINGERPRINT.search(document)
    rows = sheets(xlsx.render_change(change, RenderOptions()))["What changed"]
    assert not any(FINGERPRINT.search(cell) for row in rows for cell in row[:-1])
    row = next(row for row in list_rows(change) if row["part"] == "edited")
    assert not re.match(r"[=+\-@]", row["about"])


@pytest.mark.parametrize("render", [docx.render_change, xlsx.render_change])
def test_the_same_change_gives_the_same_bytes(render):
    assert render(pair(), RenderOptions()) == render(pair(), RenderOptions())
