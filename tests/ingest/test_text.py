"""Plain text and Markdown: numbers, sub-points, headings, brackets, notes, encodings."""

from __future__ import annotations

import pytest

from comparer.ingest.import_document import Format, import_draft
from tests.ingest.read_back import clauses, headings, imported, refusal

VALLEY = """\
FRAMEWORK FOR THE LOWER VALLEY

Draft of 3 March

The towns of the valley, wishing to share the water, agree as follows.

I. Water

1. The upper towns shall release at least 40 cubic metres
a second into the lower channel, measured at the old weir:
   (a) in the dry season;
   (b) [in every other week] and
       (i) by day;
       (ii) by night.
2. Inspection
The commission may inspect the gates.

It reports within 10 days.

II. Money

3) Costs are shared “equally” – half each.
   - pipes
   - gates
"""


def test_points_sub_points_headings_and_what_has_no_place() -> None:
    data = imported(VALLEY)
    assert data["title"] == "FRAMEWORK FOR THE LOWER VALLEY"
    assert clauses(data) == {
        "preamble": "The towns of the valley, wishing to share the water, agree as follows.",
        "1": "The upper towns shall release at least 40 cubic metres a second into the lower channel, "
        "measured at the old weir:",
        "1a": "in the dry season;",
        "1b": "[in every other week] and",
        "1b.i": "by day;",
        "1b.ii": "by night.",
        "2-1": "The commission may inspect the gates.",
        "2-2": "It reports within 10 days.",
        "3": "Costs are shared “equally” – half each.",
        "3-1": "pipes",
        "3-2": "gates",
    }
    assert headings(data) == {"1": "I. Water", "2": "I. Water – Inspection", "3": "II. Money"}
    assert "Not placed: line 3: Draft of 3 March" in data["note"]


def test_it_is_a_draft_and_says_that_coverage_is_assumed() -> None:
    data = imported(VALLEY)
    assert data["kind"] == "draft"
    assert "coverage" not in data  # so that every report goes on to say that it is assumed


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("1. A b.\n2. C d.\n", ["1", "2"]),
        ("1) A b.\n2) C d.\n", ["1", "2"]),
        ("(1) A b.\n(2) C d.\n", ["1", "2"]),
        ("1.1 A b.\n1.2 C d.\n2.1. E f.\n", ["1.1", "1.2", "2.1"]),
        ("1. A b.\n1.1 C d.\n1.2 E f.\n1.2.1 G h.\n2. I j.\n", ["1", "1.1", "1.2", "1.2.1", "2"]),
        ("5. A b.\na) C d.\nb) E f.\n6. G h.\n", ["5", "5a", "5b", "6"]),
        ("10. A b.\n10a. C d.\n10(b) E f.\n", ["10", "10a", "10b"]),
        ("I. A b c d.\nII. E f.\nIII. G h.\nIV. I j.\n", ["I", "II", "III", "IV"]),
        ("а) перший є.\nб) другий є.\nв) третій є.\n", ["a", "b", "v"]),
        ("1. Перший є.\n  а) вода є;\n  б) міст є.\n", ["1", "1a", "1b"]),
        ("Стаття 1. Вода є.\nСтаття 2. Міст є.\n", ["1", "2"]),
        ("Article 1\nThe towns pay.\n\nArticle 2\nThe towns wait.\n", ["1", "2"]),
        ("1. A b.\n\n2. C d.\n\n1. E f.\n\n2. G h.\n", ["a1", "a2", "b1", "b2"]),
        ("1. A b.\n3. C d.\n7. E f.\n", ["1", "3", "7"]),
        ("(h) A b.\n", ["h-a-b"]),
        ("1. A b:\n(h) C d.\n(i) E f.\n", ["1", "1-1", "1.i"]),
        ("1. A b:\n(a) C.\n(b) D.\n(c) E.\n(d) F.\n(e) G.\n(f) H.\n(g) I.\n(h) J.\n(i) K.\n(j) L.\n",
         ["1", *(f"1{letter}" for letter in "abcdefghij")]),
        ("1. The towns pay in\n2031. They wait until\n5 March for it.\n", ["1"]),
        ("1\tA b.\n2\tC d.\n", ["1", "2"]),
        ("1. A b.\n\n2 The towns pay.\n\n9 The towns wait.\n", ["1", "2-1", "2-2"]),
        ("Water flows here.\n\nBridges stand there.\n", ["water-flows-here", "bridges-stand-there"]),
        ("Вода тече.\n", ["voda-teche"]),
        ("水が流れる。\n\n橋がある。\n", ["paragraph", "paragraph-2"]),
        ("§ 1 The towns pay.\n§ 2 The towns wait.\n", ["1", "2"]),
    ],
)  # fmt: skip
def test_ids_are_the_printed_numbers(text: str, ids: list[str]) -> None:
    assert list(clauses(imported(text))) == ids


def test_letters_that_are_not_latin_are_told_in_the_note() -> None:
    assert "а as a, б as b" in imported("1. Є.\n  а) вода є;\n  б) міст є.\n")["note"]


def test_numbering_that_begins_again_makes_parts() -> None:
    text = "Plan of the two papers\n\nPart I Water\n\n1. A b.\n2. C d.\n\nPart II Roads\n\n1. E f.\n2. G h.\n"
    data = imported(text)
    assert data["parts"] == [{"id": "I", "title": "Part I Water"}, {"id": "II", "title": "Part II Roads"}]
    assert list(clauses(data)) == ["I.1", "I.2", "II.1", "II.2"]
    assert [provision["part"] for provision in data["provisions"]] == ["I", "I", "II", "II"]


@pytest.mark.parametrize(
    ("text", "contested"),
    [
        ("1. The towns [may] pay.\n2. They wait.\n", ["1"]),
        ("1. [The towns pay.\n2. They wait.]\n3. They go.\n", ["1", "2"]),
        ("1. They pay [sic] it [1] and [...] go.\n", []),
        ("1. [They pay.\n2. They wait.\n", ["1"]),
        ("1. They pay [25][30] crowns.\n", ["1"]),
        ("1. They pay [25 crowns][30 crowns].\n", ["1"]),
    ],
)
def test_text_in_brackets_is_contested_and_stays(text: str, contested: list[str]) -> None:
    data = imported(text)
    assert [provision["id"] for provision in data["provisions"] if provision.get("state") == "contested"] == contested
    assert "".join(clauses(data).values()).count("[") == text.count("[")


def test_markdown() -> None:
    text = (
        "# Plan for the *valley*\n\n## 1. Water\n\nThe towns **share** it.[^1]\n\n- by [weight](https://example.org/w)\n\n"
        "## 2. Roads\n\n1. First road.\n1. Second road.\n\n| No | Who | What |\n|---|:-:|---|\n| 3 | upper | pays |\n\n"
        "[^1]: As of\n    May.\n\n---\n"
    )
    data = imported(text, "markdown")
    assert data["title"] == "Plan for the valley"
    assert clauses(data) == {
        "1": "The towns share it.",
        "1-1": "by weight",
        "2.1": "First road.",
        "2.2": "Second road.",
        "2.3": "upper | pays",
    }
    assert headings(data) == {"1": "Water", "2": "Roads"}
    assert data["provisions"][0]["clauses"][0]["note"] == "Footnote: As of May."
    assert "No | Who | What" in data["note"]


def test_a_bold_beginning_is_the_heading() -> None:
    data = imported("# P\n\n1. **Water.** The towns share it.\n2. **Roads** – they mend them.\n", "markdown")
    assert headings(data) == {"1": "Water", "2": "Roads"}
    assert clauses(data) == {"1": "The towns share it.", "2": "they mend them."}


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_encodings_and_ends_of_lines(encoding: str, ending: str) -> None:
    data = imported(f"1. Вода “тече”.{ending}2. Міст.{ending}".encode(encoding))
    assert clauses(data) == {"1": "Вода “тече”.", "2": "Міст."}


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"", "it is empty"),
        (b"\n \t\r\n", "it is empty"),
        (b"\xef\xbb\xbf\n", "no text"),
        ("1. Вода".encode("cp1251"), "not UTF-8"),
        ("1. Water".encode("utf-16-le"), "UTF-16 without a byte order mark"),
        (b"\x00\x01\x02binary and more of it", "not a text"),
        (b"\xff\xfe1", "UTF-16"),
        (b"\x1b\x07", "no text"),
    ],
)
def test_what_cannot_be_read_says_why(content: bytes, text: str) -> None:
    assert text in refusal(content, "plain")


def test_five_megabytes() -> None:
    text = "".join(
        f"{number}. The towns of the valley pay {number} crowns to the board.\n" for number in range(1, 1000)
    )
    text += "\n\nThe towns share the water of the lake and wait for the board to say how much. " * 62_000
    data = import_draft(text.encode(), Format.PLAIN)
    assert len(text) > 5_000_000
    assert len(data.provisions) == 999
    assert sum(len(clause.text.split()) for provision in data.provisions for clause in provision.clauses) > 900_000


@pytest.mark.parametrize(
    "alphabet", ["абвгдежзиклмнопрстуфхцчшщэюя", "абвгґдеєжзиіїйклмнопрстуфхцчшщюя", "абвгдеёжзийклмнопрстуфхцчшщыэюя"]
)
def test_the_letters_of_a_list_count_in_the_order_of_their_alphabet(alphabet: str) -> None:
    """No letter is skipped, doubled or out of place, so that nothing of the list deserves a look."""
    text = "1. Сторони мають:\n" + "".join(f"  {letter}) берегти воду села {letter};\n" for letter in alphabet)
    draft = import_draft(text.encode(), Format.PLAIN)
    assert [clause.text[-2:] for clause in draft.provisions[0].clauses[1:]] == [f"{letter};" for letter in alphabet]
    assert all(clause.under or clause.id == "1" for clause in draft.provisions[0].clauses)
    assert draft.doubts == ()


def test_a_title_of_several_lines_is_one_title_and_no_clause() -> None:
    data = imported(
        "Norland, Sudria and the isles of the outer sea, with the free town\n"
        "of Lorne and the Principality of Varde: draft agreement\n\n"
        "The parties,\n\n1. The port shall pay the levy.\n\n2. The mill shall close.\n"
    )
    assert data["title"].startswith("Norland, Sudria")
    assert data["title"].endswith("of Varde: draft agreement")
    assert list(clauses(data).values()) == ["The parties,", "The port shall pay the levy.", "The mill shall close."]


@pytest.mark.parametrize(
    ("letterhead", "name", "asides"),
    [
        ("Valley League\n\nV/2031/7\n\n18 October 2031", "North Bank: draft resolution", ["Valley League", "V/2031/7"]),
        ("Ligue de la vallée\n\n15 novembre 2031", "Résolution 7 (2031)", ["Ligue de la vallée", "15 novembre 2031"]),
        ("Ліга долини\n\n15 листопада 2031", "Угода про озеро", ["Ліга долини", "15 листопада 2031"]),
    ],
)
def test_what_names_the_document_is_its_title_and_not_the_letterhead(
    letterhead: str, name: str, asides: list[str]
) -> None:
    data = imported(f"{letterhead}\n\n{name}\n\nThe council,\n\n1. The town pays.\n\n2. The mill pays.\n")
    assert data["title"] == name
    assert clauses(data) == {"preamble": "The council,", "1": "The town pays.", "2": "The mill pays."}
    assert all(aside in data["note"] for aside in asides)


def test_a_first_paragraph_that_binds_or_is_a_sentence_is_no_title() -> None:
    for first in ("The town of Lorne shall pay\nthe levy of the port", "The town of Lorne,\nmindful of the truce,"):
        data = imported(f"{first}\n\n1. The port shall pay the levy.\n\n2. The mill shall close.\n")
        assert " ".join(first.split()) in clauses(data).values()


ARTICLES = """\
# Bylaws of the valley

## Article I – Name

### Section 1 – The name

The name is Valley League.

### Section 2 – The seat

The seat is at the lake.

## Article II – The board

### Section 1 – Members

The board has three members.
1. **Chair:** Leads the board.
2. **Clerk** – Keeps the books.
"""


def test_sections_stand_under_the_article_whose_heading_is_above_them() -> None:
    draft = import_draft(ARTICLES.encode(), Format.MARKDOWN)
    assert [provision.id for provision in draft.provisions] == ["I", "II"]
    texts = {clause.id: clause.text for provision in draft.provisions for clause in provision.clauses}
    assert texts["I.2"] == "The seat"
    assert texts["I.2-1"] == "The seat is at the lake."
    assert texts["II.1.1"] == "Chair: Leads the board."
    assert texts["II.1.2"] == "Clerk – Keeps the books."
    assert not draft.doubts, "no sign is missed"


def test_a_list_of_links_into_the_document_is_its_contents_and_no_clause() -> None:
    contents = "- [1 Water](#water)\n  - [1.1 Sluice](#sluice)\n- [2 Roads](#roads)\n"
    text = f"# Rules\n\n{contents}\n1. The town pays.\n\n2. See [1](#water).\n"
    draft = import_draft(text.encode(), Format.MARKDOWN)
    assert [provision.id for provision in draft.provisions] == ["1", "2"]
    assert [text for _, text in draft.unplaced] == ["1 Water, 1.1 Sluice, 2 Roads"]
    assert not draft.doubts


def test_a_title_is_told_from_numbered_headings_that_are_as_great() -> None:
    text = "# Port agreement\n\n# Part I. Levies\n\n1. The town pays.\n\n# Part II. Lamps\n\n2. The mill pays.\n"
    draft = import_draft(text.encode(), Format.MARKDOWN)
    assert draft.title == "Port agreement"
    assert [provision.heading for provision in draft.provisions] == ["Part I. Levies", "Part II. Lamps"]
    assert not draft.unplaced


def test_cells_beyond_the_columns_of_a_table_are_no_less_of_the_text() -> None:
    text = "# Dues\n\n> | Who |\n> |---|\n> | Ada | pays \\| half | at once |\n\n| a | b |\n|---|---|\n| Bo | goes\n"
    draft = import_draft(text.encode(), Format.MARKDOWN)
    texts = [clause.text for provision in draft.provisions for clause in provision.clauses]
    assert {"Ada | pays | half | at once", "Bo | goes"} <= set(texts)
    assert not draft.doubts


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        ("<ul><li>go now</li><li>stay</li></ul>", {"4-1": "go now", "4-2": "stay"}),
        ("<h3>Roads</h3><p>They pay.</p>", {"4": "They pay."}),
        ("<table><tr><td>They pay.</td></tr></table>", {"4": "They pay."}),
    ],
)
def test_the_number_of_a_row_stays_whatever_its_text_begins_with(cell: str, wanted: dict[str, str]) -> None:
    page = f"<table><tr><td>4.</td><td>{cell}</td></tr></table>"
    draft = import_draft(page.encode(), Format.HTML)
    assert {clause.id: clause.text for provision in draft.provisions for clause in provision.clauses} == wanted
    assert not draft.doubts
    item = f"<ol><li>{cell}</li></ol>"
    assert not import_draft(item.encode(), Format.HTML).doubts


UNSEEN = (
    "hidden",
    'style="display: none"',
    'style="visibility:hidden"',
    'style="font-size:0px"',
    'style="opacity:0.0;"',
)


@pytest.mark.parametrize("field", UNSEEN)
@pytest.mark.parametrize(
    "page",
    [
        "<table {}><tr><td>Towns</td><td>Secret pay.</td></tr><tr><td>Mills</td><td>Secret levy.</td></tr></table>",
        "<table><tr {}><td>1.</td><td>Secret pay.</td></tr><tr><td>2.</td><td>They go.</td></tr></table>",
        "<table><tbody {}><tr><td>Towns</td><td>Secret pay.</td></tr></tbody><tr><td>They go.</td></tr></table>",
        "<table><tr><td {}>Secret</td><td>They go.</td></tr><tr><td>Mills</td><td>They stay.</td></tr></table>",
        "<table><tr><td>1.</td><td>They go.</td><td {}><p>Secret</p><p>pay</p></td></tr></table>",
        "<div {}><table><tr><td>1.</td><td>Secret pay.</td></tr></table></div>",
        "<ul {}><li>Secret pay.</li></ul><p {}>Secret<br>pay.</p><h2 {}>Secret</h2>",
    ],
)
def test_what_no_reader_of_a_page_sees_is_told_and_no_clause(page: str, field: str) -> None:
    draft = import_draft(page.replace("{}", field).encode() + b"<p>The towns stay.</p>", Format.HTML)
    texts = [f"{provision.heading} {clause.text}" for provision in draft.provisions for clause in provision.clauses]
    assert "Secret" not in " ".join(texts)
    assert "The towns stay." in " ".join(texts)
    assert any(text.startswith("hidden: Secret") for _, text in draft.unplaced)
    assert not draft.doubts


def test_small_print_and_thin_ink_are_seen() -> None:
    page = '<p style="font-size:0.8em">They pay.</p><p style="opacity: 0.5">They go.</p>'
    draft = import_draft(page.encode(), Format.HTML)
    assert [clause.text for provision in draft.provisions for clause in provision.clauses] == ["They pay.", "They go."]
