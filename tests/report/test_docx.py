"""The Word report: a brief, the table in words, texts to work on; changes that can be undone; nothing of the user."""

import json
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from comparer.report.formats.office.word_brief import draw_brief
from comparer.report.options import RenderOptions
from comparer.report.render import render
from comparer.report.sections.brief import build_brief
from comparer.report.sections.word_table import CellState, build_word_table
from comparer.report.words.sentences import ReportSentences
from comparer.resources.message_catalogue import load_catalogue
from tests.report.office_files import (
    DELETED,
    FINGERPRINT,
    HOSTILE,
    INSERTED,
    LONG,
    W,
    as_pdf,
    body,
    hostile,
    members,
    on_another_machine,
    words,
)
from tests.report.sample import SAMPLE, sample

NAMES = {plan["id"]: plan["title"] for plan in sample()["plans"]}
"""Names of the plans, which have none but their titles."""
AS_OF = "2031-04-10T00:00:00Z"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


@pytest.fixture(scope="module")
def report() -> Any:
    return json.loads(SAMPLE.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def document(report: Any) -> bytes:
    return made(report)


def made(report: Any, **options: Any) -> bytes:
    content = render("docx", report, RenderOptions(**options))
    assert isinstance(content, bytes)
    return content


def tables(content: bytes) -> list[list[list[str]]]:
    return [
        [[words(cell).strip() for cell in row.iter(W + "tc")] for row in table.iter(W + "tr")]
        for table in body(content).iter(W + "tbl")
    ]


def headings(content: bytes) -> list[tuple[str, str]]:
    result = []
    for paragraph in body(content).iter(W + "p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if style is not None and style.attrib[W + "val"].startswith("Heading"):
            result.append((style.attrib[W + "val"], words(paragraph).strip()))
    return result


def working_table(content: bytes) -> list[list[str]]:
    return next(rows for rows in tables(content) if "Compromise" in rows[0])


def section_properties(content: bytes) -> list[ElementTree.Element]:
    return list(body(content).iter(W + "sectPr"))


def test_first_page_is_the_brief_on_an_upright_page_and_the_rest_is_broad(report: Any, document: bytes) -> None:
    brief = build_brief(report, build_word_table(report))
    text = words(body(document))
    assert text.startswith(brief.title)
    for section in brief.sections:
        assert all(sentence.text in text for sentence in section.sentences)
    first, *rest = [properties.find(W + "pgSz") for properties in section_properties(document)]
    assert first is not None
    assert int(first.attrib[W + "h"]) > int(first.attrib[W + "w"])
    assert rest
    assert all(size is not None and int(size.attrib[W + "w"]) > int(size.attrib[W + "h"]) for size in rest)


def test_a_brief_that_a_person_wrote_says_so(report: Any) -> None:
    brief = replace(build_brief(report, build_word_table(report)), written_by_hand=True, stale=("0123456789ab",))
    text = words(
        ElementTree.fromstring(
            f'<w:body xmlns:w="{W[1:-1]}">{"".join(draw_brief(brief, ReportSentences(report)))}</w:body>'
        )
    )
    assert "A person wrote over what the program found. Some of the findings it speaks of no longer hold." in text


def test_headings_make_an_outline_in_the_order_of_a_reader(document: bytes) -> None:
    levels = [int(style[-1]) for style, _ in headings(document) if style != "Heading2"]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    names = [name for style, name in headings(document) if style == "Heading1"]
    assert names == [
        "What each text says", "Who moved", "Still open", "Red lines at one look", "What the law asks first", "Figures",
        "Changed rows, to work on", "How to read this",
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["en", "uk", "ru"])
def test_the_table_in_words_has_the_words_the_state_and_the_lines_of_every_cell(language: str) -> None:
    report: Any = sample(language)
    catalogue, table = load_catalogue(language), build_word_table(report)
    drawn = {row[0].split()[0]: row[1:] for row in tables(made(report, full=True))[0][1:]}
    assert list(drawn) == [row.number for row in table.rows]
    for row in table.rows:
        assert len(drawn[row.number]) == len(table.plans)
        for cell, text in zip(row.cells, drawn[row.number], strict=True):
            assert cell.words in text
            if cell.state is not CellState.BASE:
                assert catalogue.value_word("cell-state", cell.state) in text
            for chip in cell.chips:
                line = chip.line.rpartition("#")[2]
                assert (line in text) != chip.stated_later


def test_the_short_document_shows_the_rows_that_matter_and_says_how_many_it_leaves_out(report: Any) -> None:
    table = build_word_table(report)
    rows = tables(made(report))[0][1:]
    assert [row[0].split()[0] for row in rows] == [row.number for row in table.leading_rows()]
    assert f"Further rows of the table: {len(table.rows) - len(rows)}." in words(body(made(report)))


def test_the_working_table_has_every_changed_row_and_two_columns_to_write_in(report: Any, document: bytes) -> None:
    changed_states = (CellState.CHANGED, CellState.REVERSED, CellState.LEFT_OPEN, CellState.STRUCK)
    changed = [row for row in build_word_table(report).rows if any(cell.state in changed_states for cell in row.cells)]
    head, *rows = working_table(document)
    assert [cell.partition(" ·")[0] for cell in head] == [
        "Issue", NAMES["port-1"], NAMES["council-0"], NAMES["coop-2"], NAMES["talks-3"], "Compromise", "Notes",
    ]  # fmt: skip
    assert [row[0].split()[0] for row in rows] == [row.number for row in changed]
    assert all(row[-2:] == ["", ""] for row in rows)
    unchanged = {row.number for row in build_word_table(report).rows} - {row.number for row in changed}
    (note,) = re.findall(r"Rows on which no text says otherwise than the base: (.*)", words(body(document)))
    assert set(re.findall(r"\bT\d+\b", note)) == unchanged


def test_no_other_column_is_empty(report: Any) -> None:
    for rows in tables(made(report, full=True)):
        for heading, *cells in zip(*rows, strict=True):
            assert any(cells) or heading in ("Compromise", "Notes"), heading


def test_heading_row_comes_again_on_each_page(document: bytes) -> None:
    for table in body(document).iter(W + "tbl"):
        assert table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None


def redlined(document: bytes) -> list[ElementTree.Element]:
    marks = (W + "ins", W + "del", W + "moveFrom", W + "moveTo")
    return [item for item in body(document).iter(W + "p") if any(item.find(mark) is not None for mark in marks)]


def clause_words(paragraph: ElementTree.Element, without: tuple[str, ...]) -> str:
    """The words of a clause: not the number of its point, nor the note behind it."""
    kept = [
        words(child, without=without)
        for child in paragraph
        if not any(style.attrib[W + "val"] in ("Ref", "Muted") for style in child.iter(W + "rStyle"))
    ]
    return "".join(kept).strip()


def test_rejecting_the_changes_leaves_the_base_and_accepting_them_the_other(report: Any, document: bytes) -> None:
    changed = redlined(document)
    texts = {clause["text"] for clause in report["clauses"].values()}
    assert len(changed) >= 3
    for paragraph in changed:
        for without in (INSERTED, DELETED):
            assert re.sub(r" +", " ", clause_words(paragraph, without)) in texts


def test_words_are_marked_only_where_most_of_them_stay(report: Any) -> None:
    texts = {
        "kept": "The cooperative keeps no more than 60 boats in the harbour.",
        "new": "Boats are for the council to allow.",
    }
    for kind, text in texts.items():
        clauses = {**report["clauses"], "coop-2#1": {**report["clauses"]["coop-2#1"], "text": text}}
        content = made({**report, "clauses": clauses})
        marked = any(clause_words(paragraph, DELETED) == text for paragraph in redlined(content))
        assert marked == (kind == "kept")
        assert any(text in row[3] for row in working_table(content)) or kind == "kept"


@pytest.mark.parametrize(
    ("before", "after", "marked"),
    [
        (
            "European boats stand in the harbour at night.",
            "NATO boats stand in the harbour at night.",
            "European NATO boats",
        ),
        ("Of the boats half leave the harbour at dawn.", "boats half leave the harbour at dawn.", "Of the boats half"),
        ("Boats leave the harbour at dawn.", "By day Boats leave the harbour at dawn.", "By day Boats leave"),
    ],
)
def test_words_at_the_start_keep_their_space(report: Any, before: str, after: str, marked: str) -> None:
    """Also when the changes are undone, and when marked words are read one after the other."""
    clauses = {**report["clauses"]}
    for ref, text in (("port-1#1", before), ("coop-2#1", after)):
        clauses[ref] = {**clauses[ref], "text": text}
    (paragraph,) = [
        item for item in redlined(made({**report, "clauses": clauses})) if clause_words(item, DELETED) == after
    ]
    assert clause_words(paragraph, INSERTED) == before
    assert clause_words(paragraph, ()).startswith(marked)


def test_words_are_never_marked_against_a_clause_that_stands_in_another_row(report: Any) -> None:
    value = json.loads(json.dumps(report))
    value["clauses"]["coop-2#5"]["text"] = value["clauses"]["port-1#1"]["text"].replace("40", "70")
    pair = next(pair for pair in value["pairs"] if (pair["left"], pair["right"]) == ("port-1", "coop-2"))
    opposed = next(link for link in pair["links"] if link["relation"] == "opposed")
    opposed["left"] = ["1"]
    text = value["clauses"]["coop-2#5"]["text"]
    assert any(text in row[3] for row in working_table(made(value)))
    assert not any(clause_words(paragraph, DELETED) == text for paragraph in redlined(made(value)))


def test_tracked_changes_bear_the_program_and_the_date_of_the_report(document: bytes) -> None:
    marked = [item for item in body(document).iter() if W + "author" in item.attrib]
    assert {item.attrib[W + "author"] for item in marked} == {"comparer"}
    assert {item.attrib[W + "date"] for item in marked} == {AS_OF}
    ids = [
        item.attrib[W + "id"]
        for item in body(document).iter()
        if W + "id" in item.attrib and item.tag != W + "bookmarkEnd"
    ]
    assert len(ids) == len(set(ids))


def test_a_run_that_moved_is_tracked_as_a_move(report: Any) -> None:
    before = "By 1 June the Port Authority dredges the channel of the harbour, and it lights the quay at night."
    after = "It lights the quay at night, and by 1 June the Port Authority dredges the channel of the harbour."
    clauses = {**report["clauses"]}
    for ref, text in (("port-1#1", before), ("coop-2#1", after)):
        clauses[ref] = {**clauses[ref], "text": text}
    content = made({**report, "clauses": clauses})
    starts = {tag: [item.attrib[W + "name"] for item in body(content).iter(W + tag)]
              for tag in ("moveFromRangeStart", "moveToRangeStart")}  # fmt: skip
    assert starts["moveFromRangeStart"]
    assert sorted(starts["moveFromRangeStart"]) == sorted(starts["moveToRangeStart"])


def test_no_fingerprint_is_read_and_each_is_a_hidden_bookmark(report: Any, document: bytes) -> None:
    visible = words(body(document)) + "".join(
        words(ElementTree.fromstring(part)) for name, part in members(document).items() if "footer" in name
    )
    assert not FINGERPRINT.search(visible)
    assert report["digest"] not in visible
    bookmarks = [item.attrib[W + "name"] for item in body(document).iter(W + "bookmarkStart")]
    assert len(bookmarks) == len(set(bookmarks))
    assert all(name.startswith("_") for name in bookmarks)
    verdicts = {verdict["fingerprint"] for verdict in report["verdicts"] if verdict["verdict"] == "breached"}
    assert {f"_{fingerprint}" for fingerprint in verdicts} <= set(bookmarks)


def test_footer_holds_page_title_and_the_head_of_the_digest(report: Any, document: bytes) -> None:
    footers = [content.decode() for name, content in members(document).items() if name.startswith("word/footer")]
    (footer,) = [footer for footer in footers if report["digest"][:8] in footer]
    brief = build_brief(report, build_word_table(report))
    for wanted in ("Page ", " PAGE ", " of ", " NUMPAGES ", brief.title[:70], "10 Apr 2031"):
        assert wanted in footer


def test_the_figures_are_a_chart_with_its_numbers_and_a_text_for_who_cannot_see_it(
    report: Any, document: bytes
) -> None:
    parts = members(document)
    chart = ElementTree.fromstring(parts["word/charts/chart1.xml"])
    values = [point.findtext(C + "v") for point in chart.iterfind(f".//{C}val//{C}pt")]
    assert values == ["60", "40", "60", "55"]
    labels = [point.findtext(C + "v") or "" for point in chart.iterfind(f".//{C}cat//{C}pt")]
    assert [label.partition(" ·")[0] for label in labels][:3] == [
        NAMES[plan] for plan in ("council-0", "port-1", "coop-2")
    ]
    (description,) = re.findall(r'<wp:docPr [^>]*descr="([^"]*)"', parts["word/document.xml"].decode())
    assert "at most 40 boats" in description
    assert parts["word/embeddings/chart1.xlsx"].startswith(b"PK")


def test_who_moved_is_told_with_time(document: bytes) -> None:
    """The position of the council is older than the base: its lines move from it to the base."""
    head = next(rows[0] for rows in tables(document) if rows[0][0] == "Party")
    base = NAMES["port-1"]
    assert head[1:] == [
        f"{NAMES['council-0']} → {base}", f"{base} → {NAMES['coop-2']}", f"{base} → {NAMES['talks-3']}",
    ]  # fmt: skip


def test_a_text_that_is_not_all_encoded_is_not_said_to_have_no_figure(report: Any) -> None:
    def told_of_the_fee(value: Any) -> str:
        rows = next(rows for rows in tables(made(value)) if rows[0][0] == "Figure")
        column = next(place for place, name in enumerate(rows[0]) if name == NAMES["council-0"])
        return next(row[column] for row in rows if row[0].startswith("Berth fees") or "yearly fee" in row[0])

    assert told_of_the_fee(report) == "nothing on it"
    assert told_of_the_fee({**report, "half_encoded": ["council-0"]}) == "no counterpart found"


def test_a_line_stands_once_with_a_star_where_it_was_stated_only_after_a_text(document: bytes) -> None:
    rows = [row for table in tables(document) if table[0][0] == "Red line" for row in table[1:]]
    names = [row[0].split()[0] for row in rows]
    assert len(names) == len(set(names))
    assert any(cell.endswith("*") for row in rows for cell in row[1:])
    assert any("breached" in cell and not cell.endswith("*") for row in rows for cell in row[1:])


def test_the_annex_is_there_on_request_alone(report: Any, document: bytes) -> None:
    text = words(body(made(report, full=True)))
    for ref, clause in report["clauses"].items():
        assert clause["text"] in text, ref
    assert all(source["address"] in text for source in report["sources"].values())
    assert "Annex" not in [name for _, name in headings(document)]


@pytest.mark.parametrize(("section", "heading"), [("changes", "Changed rows, to work on"), ("figures", "Figures")])
def test_a_reader_may_ask_for_one_section(report: Any, section: str, heading: str) -> None:
    content = made(report, sections=(section,))
    assert [name for style, name in headings(content) if style == "Heading1"] == [heading]


def test_one_plan_alone_makes_a_document(report: Any) -> None:
    alone = {
        **report, "plans": report["plans"][1:2], "focus": ["port-1"], "pairs": [], "verdicts": [], "deadlocks": [],
        "shared": [], "ranges": [], "totals": {**report["totals"], "plans": 1, "pairs": 0},
    }  # fmt: skip
    content = made(alone)
    assert tables(content)[0][0][1].startswith(NAMES["port-1"])
    assert not any("Compromise" in rows[0] for rows in tables(content))


@pytest.mark.parametrize(("language", "heading"), [("uk", "Компроміс"), ("ru", "Компромисс")])
def test_speaks_the_language_of_the_report(language: str, heading: str) -> None:
    content = made(sample(language))
    assert any(heading in rows[0] for rows in tables(content))
    assert f'w:val="{language}-' in members(content)["word/styles.xml"].decode()


def test_same_bytes_whatever_the_clock_the_zone_and_the_hash_seed(document: bytes) -> None:
    assert on_another_machine("docx") == document


def test_names_nobody_but_the_program(document: bytes) -> None:
    core = members(document)["docProps/core.xml"].decode()
    assert set(re.findall(r"<(?:dc:creator|cp:lastModifiedBy)>([^<]*)<", core)) == {"comparer"}
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", core)) == {AS_OF}
    assert not any("thumbnail" in name for name in members(document))


def test_hostile_text_stays_text(report: Any) -> None:
    content = made(hostile(report), full=True)
    for name, part in members(content).items():
        if name.endswith((".xml", ".rels")):
            ElementTree.fromstring(part)
    text = words(body(content))
    assert "<script>alert(1)</script> | a b =HYPERLINK" in text
    assert "\\u202egnp.exe \\x1b[31mred" in text
    assert LONG.strip() in text
    assert not re.search("[\u202a-\u202e\x00-\x08\x1b]", text)
    assert 'TargetMode="External"' not in members(content)["word/_rels/document.xml.rels"].decode()


@pytest.mark.office
def test_opens_in_a_word_processor(report: Any, document: bytes, soffice: str, tmp_path: Path) -> None:
    content = as_pdf(soffice, document, tmp_path, "report.docx")
    assert "What each text says" in content
    assert re.search(r"Page 1 of \d\d?", content)
    harmed = as_pdf(soffice, made(hostile(report)), tmp_path, "hostile.docx")
    assert HOSTILE.partition(" ")[0] in harmed
