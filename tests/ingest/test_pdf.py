"""PDF files: lines to paragraphs, headings by their size, running headers, footnotes; and files without text."""

from __future__ import annotations

import subprocess
import textwrap
from pathlib import Path

import pytest

from comparer.ingest.import_document import Format, import_draft
from tests.ingest.documents import Line, add, lines, numbered, pdf, saved
from tests.ingest.read_back import clauses, count_signs, headings, imported, refusal


def page(number: int, *texts: str) -> list[Line]:
    return [(60, 820, 9, "Valley talks"), *lines(*texts), (290, 30, 9, f"- {number} -")]


def test_points_over_lines_and_pages() -> None:
    content = pdf(
        page(1, "1. The towns of the valley share the water of the lake, and the upper", "town opens the sluice.",
             "   (a) By day, and also in the long nights of the winter and the spring, the", "gate stays open."),
        page(2, "2. The board looks on, and it writes down whatever it has seen in the", "valley."),
        page(3, "3. It goes home."),
    )  # fmt: skip
    data = imported(content, "pdf")
    assert clauses(data) == {
        "1": "The towns of the valley share the water of the lake, and the upper town opens the sluice.",
        "1a": "By day, and also in the long nights of the winter and the spring, the gate stays open.",
        "2": "The board looks on, and it writes down whatever it has seen in the valley.",
        "3": "It goes home.",
    }
    assert "on 3 pages: Valley talks" in data["note"]
    assert "on 3 pages: - 1 -, - 2 -, - 3 -" in data["note"]


def test_large_print_is_a_heading_and_small_print_a_footnote() -> None:
    content = pdf(
        [
            (60, 800, 20, "Plan for the valley"),
            (60, 770, 14, "Water"),
            *lines("1. The towns share the water", top=740),
            (205, 744, 6, "1"),
            *lines("2. The board looks on.", top=725),
            (60, 695, 14, "Roads"),
            *lines("3. The towns mend the road.", top=670),
            (60, 60, 8, "1 As measured at the weir"),
            (60, 50, 8, "in the month of May."),
        ]
    )
    data = imported(content, "pdf")
    assert data["title"] == "Plan for the valley"
    assert headings(data) == {"1": "Water", "2": "Water", "3": "Roads"}
    assert clauses(data)["1"] == "The towns share the water"
    assert data["provisions"][0]["note"] == "Footnote: As measured at the weir in the month of May."


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (pdf([]), "only pictures of pages"),
        (pdf(lines("1. Secret"), trailer="/ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <" + "5a" * 32
             + "> /U <" + "a5" * 32 + "> >>"), "needs a password"),
        (b"%PDF-1.4\nbroken", "not a readable PDF"),
        (b"1. Water", "not a readable PDF"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_why(content: bytes, text: str) -> None:
    assert text in refusal(content, "pdf")


@pytest.mark.office
def test_a_document_printed_to_pdf_gives_the_same_points(tmp_path: Path, soffice: str) -> None:
    document = numbered(("decimal", "%1."), ("lowerLetter", "(%2)"))
    document.add_heading("Рамкова угода долини", 0)
    document.add_heading("Вода", 1)
    long = "Міста долини ділять воду озера порівну, [крім посушливого літа], і верхнє місто відкриває шлюз щодня."
    for text, depth in ((long, 0), (long, 1), ("Рада стежить за «рівнем».", 1), (long, 0)):
        add(document, text, depth)
    document.add_heading("Дороги", 1)
    add(document, long, 0)
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "4", "Міста лагодять дорогу."
    (tmp_path / "a.docx").write_bytes(saved(document))
    command = [soffice, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", tmp_path, tmp_path / "a.docx"], check=True, capture_output=True)
    printed = imported((tmp_path / "a.pdf").read_bytes(), "pdf")
    written = imported((tmp_path / "a.docx").read_bytes(), "word")
    assert printed["title"] == written["title"]
    assert clauses(printed) == clauses(written)
    assert headings(printed) == headings(written)
    assert count_signs(written["provisions"]) == count_signs(printed["provisions"])


def test_a_word_broken_at_the_end_of_a_line_is_one_word() -> None:
    texts = ("1. The agreement of the towns, which is also an agree-", "ment of the villages, crosses a cross-",
             "border matter.")  # fmt: skip
    result = clauses(imported(pdf(lines(*texts)), "pdf"))["1"]
    assert "an agreement of the villages" in result
    assert "a cross-border matter." in result


def test_a_hyphen_at_the_end_of_a_line_stays_where_the_program_breaks_no_words() -> None:
    filler = [f"{number}. The wardens of the lake keep the log of the year {number}." for number in range(2, 99)]
    texts = ["1. The towns pay by the rules of the county-", "council, and the armed-", "groups leave.", *filler]
    pages = [lines(*texts[start : start + 40]) for start in range(0, len(texts), 40)]
    refs = clauses(imported(pdf(*pages), "pdf"))
    assert refs["1"] == "The towns pay by the rules of the county-council, and the armed-groups leave."


def large_title(*texts: str) -> list[Line]:
    return [(60, 780 - 28 * number, 24, text) for number, text in enumerate(texts)]


def test_a_title_of_several_lines_of_large_print_is_one_title() -> None:
    """Its lines stand as far from each other as small print does between paragraphs."""
    body = [
        (60, 700, 12, "The council of the valley,"),
        (60, 677, 12, "Recalling the rules of the lake,"),
        (60, 654, 12, "Noting with concern the state of the banks of the lake and of all that "),
        (60, 638, 12, "stands on them, and the wishes of the towns of the upper valley,"),
        (60, 615, 12, "1. The towns mend the banks before the winter, and those of the lower "),
        (60, 599, 12, "valley help them;"),
        (60, 576, 12, "2. The board looks on."),
    ]
    data = imported(
        pdf([*large_title("Upper Valley, Lower Valley, Lake Towns ", "and the Island: draft "), *body]), "pdf"
    )
    assert data["title"] == "Upper Valley, Lower Valley, Lake Towns and the Island: draft"
    assert clauses(data) == {
        "preamble-1": "The council of the valley,",
        "preamble-2": "Recalling the rules of the lake,",
        "preamble-3": "Noting with concern the state of the banks of the lake and of all that stands on them, and the "
        "wishes of the towns of the upper valley,",
        "1": "The towns mend the banks before the winter, and those of the lower valley help them;",
        "2": "The board looks on.",
    }


def test_print_that_is_scaled_is_read_as_large_as_it_is_drawn() -> None:
    page_lines = [
        (60, 800, 20, "Treaty of the valley"),
        *lines("Article 1", "Water", top=760),
        *lines("The towns share the water of the lake, and the upper town opens the", "sluice.", top=715),
        *lines("Article 2", "Roads", top=670),
        *lines("The towns mend the road.", top=625),
    ]
    read = [imported(pdf(page_lines, scaled=scaled), "pdf") for scaled in (False, True)]
    assert read[0] == read[1]
    assert clauses(read[1]) == {
        "1": "The towns share the water of the lake, and the upper town opens the sluice.",
        "2": "The towns mend the road.",
    }
    assert headings(read[1]) == {"1": "Water", "2": "Roads"}


def test_headings_in_large_print_do_not_go_on_with_the_sentence_above() -> None:
    content = pdf(
        [
            (60, 800, 20, "Plan for the valley"),
            (240, 770, 16, "I. Water"),
            *lines("1. The towns share the water.", "2. The board looks on.", top=740),
            (240, 690, 16, "II. Roads"),
            *lines("1. The towns mend the road.", "2. The mill pays.", top=660),
        ]
    )
    assert clauses(imported(content, "pdf")) == {
        "I.1": "The towns share the water.",
        "I.2": "The board looks on.",
        "II.1": "The towns mend the road.",
        "II.2": "The mill pays.",
    }


def test_signs_at_the_foot_of_pages_that_say_that_the_text_goes_on_are_no_clauses() -> None:
    pages = [
        [
            (60, 820, 9, "V/2031/7"),
            *lines(f"{number}. The towns of the valley pay the year {number}."),
            (400, 30, 11, "/..."),
        ]
        for number in (1, 2, 3)
    ]
    data = imported(pdf(*pages), "pdf")
    assert clauses(data) == {str(number): f"The towns of the valley pay the year {number}." for number in (1, 2, 3)}
    assert "/..." in data["note"]


def test_what_stands_in_the_margin_beside_an_article_does_not_hide_its_number() -> None:
    content = pdf(
        [
            *lines("Statutes of the lake", top=800),
            *lines("Principles", top=760), (180, 760, 11, "Article 1: Aim of the league"),
            (200, 745, 11, "The towns share the water."),
            *lines("Members", top=715), (180, 715, 11, "Article 2: Who may join"),
            (200, 700, 11, "Towns of the valley may join."),
        ]
    )  # fmt: skip
    data = imported(content, "pdf")
    assert [provision["id"] for provision in data["provisions"] if provision["id"].isdigit()] == ["1", "2"]


def test_accents_beside_their_letters_are_told() -> None:
    data = imported(pdf(lines("1. Die Mitglieder f\u00a8ordern den See.", "2. Sie k\u00a8onnen gehen.")), "pdf")
    assert "2 accents stand beside their letters, as in f\u00a8ordern" in data["note"]


def test_a_font_that_does_not_say_what_it_draws_is_told_or_refused() -> None:
    garbled = [f"'(6)1$7,2168/('52,7'(/$0(5 RESSOURCES GÉNÉTI4UES {number}" for number in range(8)]
    readable = [f"{number}. The towns of the valley share the water of the lake." for number in range(1, 31)]
    data = imported(pdf(lines(*garbled[:2], *readable)), "pdf")
    assert "words are none that a reader sees" in data["note"]
    assert "which letters its fonts draw" in refusal(pdf(lines(*garbled)), "pdf")
    assert (
        "words are none"
        not in imported(pdf(lines(*readable, "See A/RES/77/321 and www.a.org/?a=1&b=2#c.")), "pdf")["note"]
    )


def test_lines_that_were_broken_by_the_count_of_signs_are_one_paragraph() -> None:
    """Narrow letters end far from the margin that wide ones reach, though no word more was to stand in the line."""
    text = (
        "1. THE WARDENS OF THE WESTERN TOWNS MUST MOW ALL THE MEADOWS of the mill until it is filled; all the little "
        "mills will still fill it till the lilies lie still in the light until 1 May of the year."
    )
    broken = textwrap.wrap(text, 60)
    assert any(line.endswith("until 1") for line in broken)
    refs = clauses(imported(pdf(lines(*broken, "2. The towns wait.")), "pdf"))
    assert refs == {"1": text.removeprefix("1. "), "2": "The towns wait."}


@pytest.mark.parametrize(("height", "is_told"), [(-2.0, False), (4.0, True)])
def test_a_line_through_words_is_told_and_one_below_them_is_not(height: float, is_told: bool) -> None:
    foot = 700
    read = import_draft(
        pdf(
            [(60, foot + 14, 12, "1. The upper town stays."), (60, foot, 12, "2. Any young guy may play by paying."),
             (60, foot - 14, 12, "3. The happy lower town may go.")],
            drawn=f"0.5 w 70 {foot + height} m 260 {foot + height} l S",
        ),
        Format.PDF,
    )  # fmt: skip
    assert any("a line is drawn through words" in doubt for _, doubt in read.doubts) is is_told


def test_three_lines_at_the_head_of_each_page_stand_around_the_text() -> None:
    def sheet(number: int, *texts: str) -> list[Line]:
        head = [(400, 820, 10, "V/LAKE.4/7"), (400, 808, 10, "English"), (400, 796, 10, f"Page {number}")]
        return [*head, *lines(*texts)]

    content = pdf(
        sheet(1, "1. The upper town opens the sluice."),
        sheet(2, "2. The board looks on."),
        sheet(3, "3. It goes home."),
    )
    assert list(clauses(imported(content, "pdf"))) == ["1", "2", "3"]


def test_an_annex_on_a_page_of_its_own_ends_the_article_before_it() -> None:
    content = pdf(
        page(1, "Article 1", "The upper town opens the sluice. ", "Article 2", "The texts are alike. "),
        page(2, "ANNEX I", "List of sluices", "1. The old sluice.", "2. The new sluice."),
    )
    assert list(clauses(imported(content, "pdf"))) == ["1", "2", "I.1", "I.2"]
