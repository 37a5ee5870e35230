"""Kinds of documents and numbers that were once misread, in our own words: what binds is kept, numbers as printed."""

from __future__ import annotations

import docx
import pytest

from comparer.ingest.import_document import Format, ImportFailure, detect_format, import_draft
from tests.ingest.documents import saved
from tests.ingest.read_back import clauses, draft, headings, imported


def states(text: str) -> dict[str, str]:
    return {clause.id: clause.state for part in draft(text).provisions for clause in part.clauses}


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Article 4\nIt pays.\n\nArticle 4 bis\nIt waits.\n\nArticle 5\nIt stands.\n", ["4", "4bis", "5"]),
        ("Стаття 12-1. Млин стоїть.\nСтаття 12-2. Міст.\nСтаття 13. Шлюз.\n", ["12-1", "12-2", "13"]),
        ("Article 1520. The mill pays.\nArticle 1521. The weir pays.\n", ["1520", "1521"]),
        ("Artículo 1\nEl molino paga.\n\nArtículo 2\nLa presa paga.\n", ["1", "2"]),
        ("Artykuł 1\nMłyn płaci.\n\nArtykuł 2\nTama płaci.\n", ["1", "2"]),
        ("Madde 1\nDeğirmen öder.\n\nMadde 2\nBaraj öder.\n", ["1", "2"]),
        ("第一条 水坊付费。\n\n第二条 大坝付费。\n", ["1", "2"]),
        ("١. تدفع الطاحونة.\n\n٢. يدفع السد.\n", ["1", "2"]),
        ("1 – The mill pays.\n\n2 – The weir pays.\n", ["1", "2"]),
        ("First. The mill pays.\n\nSecond. The weir pays.\n", ["1", "2"]),
        ("1. The mill pays.\n\n1.1 It pays yearly.\n\n1.1A It pays in May.\n", ["1", "1.1", "1.1A"]),
        ("1. Город:\n" + "".join(f"{letter}) платит;\n" for letter in "абвгдежзикл"),
         ["1", *(f"1{letter}" for letter in ("a", "b", "v", "g", "d", "e", "zh", "z", "y", "k", "l"))]),
        ("3. The mill pays.\n3 bis. The weir pays.\n4. The town pays.\n", ["3", "3bis", "4"]),
        ("1. (a) The mill pays.\n(b) The weir pays.\n2. The town waits.\n", ["1a", "1b", "2"]),
        ("BYLAW 1 - NAME\n\n1.1 - The mill is old.\n\nBY-LAW 2 - TOLLS\n\n2.1 - Boats pay.\n\n2.2 – Carts pay.\n",
         ["1.1", "2.1", "2.2"]),
        ("Статут\n\n1.1 - Млин стоїть.\n1.2 – Гребля стоїть.\n2.1 - Місто платить.\n", ["1.1", "1.2", "2.1"]),
        ("ARTICLE I - TOLLS\n\nI.1 - Boats pay.\n\nI.2 - Carts pay.\n\nARTICLE II - MILL\n\nII.1 - It stands.\n",
         ["I.1", "I.2", "II.1"]),
        ("A.1. The mill pays.\nA.2. The weir pays.\nB.1. The town waits.\n", ["A.1", "A.2", "B.1"]),
        ("Artigo 1º - O moinho paga.\n§1º - Em maio.\n§2º - Descansa.\nArtigo 2º - A presa paga.\n§1º - Em junho.\n",
         ["1", "1.1", "1.2", "2", "2.1"]),
        ("1. The council meets on\n(a) request of the mayor;\n(b) request of the town.\n\n2. It ends.\n",
         ["1", "1a", "1b", "2"]),
        ("1. Der Rat tagt auf\n(a) Antrag des Müllers,\n(b) Verlangen der Stadt.\n2. Ende.\n", ["1", "1a", "1b", "2"]),
        ("Artigo 1º - O moinho paga.\n• § 1º - Em maio.\n• § 2º - Em junho.\nArtigo 2º - Fim.\n• § 1º - Nada.\n",
         ["1", "1.1", "1.2", "2", "2.1"]),
        ("1.1. It counts.\n1.2. It repeats what stands in section 1.1.a\n1.3. It ends.\n", ["1.1", "1.2", "1.3"]),
        ("Bylaw 1\n\n0.1. Name\n\n0.1.1. It is old.\n\n2.1. Site\n\n2.1.1. Under\nBylaw 3 Chapter 10.\n\n3.1. End\n",
         ["0.1.1", "2.1.1", "3.1"]),
    ],
)  # fmt: skip
def test_numbers_as_printed(text: str, ids: list[str]) -> None:
    assert list(clauses(imported(text))) == ids


@pytest.mark.parametrize(
    "text",
    [
        "1. The mill pays a toll of\n2.5 per cent of its grain.\n\n2. The weir stands.\n",
        "1. The mill closes by\n1. June 2031 at noon.\n2. The weir stands.\n",
        "1. The towns recall article\n7. They wait.\n\n2. The weir stands.\n",
        "1. The levy runs for six\n(6) months and no more.\n2. The weir stands.\n",
        "1. The army shall not exceed\n10 000 men.\n2. The weir stands.\n",
        "1. This follows point\n(a) and no other.\n2. The weir stands.\n",
        "1. The share is\n2.5 - 3.0 per cent of it.\n2. The weir stands.\n",
    ],
)
def test_a_mark_inside_a_sentence_is_no_mark(text: str) -> None:
    assert list(clauses(imported(text))) == ["1", "2"]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("1. The boats shall not pass\n(a) the weir; or\n(b) the lock.\n", "plain"),
        ("# P\n\n## 1. The boats shall not pass the weir\n\nThey wait.\n", "markdown"),
        ("# P\n\n1. **The boats shall not pass.** They wait.\n", "markdown"),
        ("# P\n\n1. **The miller** shall not pay.\n", "markdown"),
    ],
)
def test_what_binds_is_in_a_clause(content: str, kind: str) -> None:
    assert "shall not" in " ".join(clauses(imported(content, kind)).values())


def test_a_lead_in_and_closing_words_belong_to_the_points_of_their_list() -> None:
    text = draft("1. The boats shall not pass:\n(a) the weir; or\n(b) the lock,\nunless the warden agrees.\n")
    rows = {clause.id: (clause.under, clause.closes) for clause in text.provisions[0].clauses}
    assert rows == {"1": ("", ""), "1a": ("1", ""), "1b": ("1", ""), "1-1": ("1", "1")}


def test_rolling_text() -> None:
    text = (
        "1. Option 1: Towns shall pay 5.\nOption 2: Towns shall pay 9.\n2. Towns [shall][should] wait.\n"
        "3. Towns mend the road. (agreed ad ref)\n4. [deleted]\n5. [NOR, SUD: Towns rest] "
        "[EST: Towns work].\n6. To be revisited.\n"
    )
    assert states(text) == {
        "1": "contested", "2": "contested", "3": "agreed-ad-ref", "4": "struck", "5": "contested",
        "6": "to-be-revisited",
    }  # fmt: skip
    variants = {part.id: part.clauses[0].variants for part in draft(text).provisions}
    assert [variant.text for variant in variants["1"]] == ["Towns shall pay 5.", "Towns shall pay 9."]
    assert [variant.text for variant in variants["2"]] == ["Towns shall wait.", "Towns should wait."]
    assert [variant.holders for variant in variants["5"]] == ["NOR, SUD", "EST"]


def test_signs_of_markdown_and_what_is_struck_or_hidden() -> None:
    text = (
        "# P\n\n1. More than > 5 and >= 6, <name here>.\n2. It pays ~~4~~ 7.<!-- no --> [Act](https://example.org/a)\n"
    )
    data = imported(text, "markdown")
    assert clauses(data) == {"1": "More than > 5 and >= 6, <name here>.", "2": "It pays 7. Act"}
    assert "struck out: 4" in data["note"]
    assert "hidden comment: no" in data["note"]
    assert data["provisions"][1]["note"] == "Link: https://example.org/a"


def test_recitals_chapters_and_titles_of_articles() -> None:
    text = (
        "Act on the weir\n\nWhereas:\n(1) The weir is old.\n(2) The town is small.\n\nCHAPTER I\nGeneral\n\n"
        "Article 1\nSubject\n\n1. This act is short.\n2. It ends.\n\nArticle 2\nDuties\n\nThe town shall pay.\n"
    )
    data = imported(text)
    assert list(clauses(data)) == ["preamble", "recital.1", "recital.2", "1.1", "1.2", "2"]
    assert headings(data) == {"1": "CHAPTER I – General – Subject", "2": "CHAPTER I – General – Duties"}


def test_a_heading_between_sub_points_stays_in_their_point() -> None:
    text = (
        "### 1 - Council\n\n#### 1.1 - Seats\n\n1. Mayor\n\n**Division of Tolls**\n\n1. Warden\n\n"
        "### 2 - Duties\n\nThey pay.\n"
    )
    data = imported(text, "markdown")
    assert headings(data) == {"1": "Council", "2": "Duties"}
    assert "Division of Tolls" in clauses(data).values()


def test_a_number_after_a_deeper_point_is_no_jump() -> None:
    text = "1.1. Name\n\n1.1.1. It is old.\n\n1.2. Place\n\n1.2.1. It stands.\n\n1.4. End\n"
    assert [doubt for _, doubt in draft(text).doubts] == ["the number 1.4. comes after 1.2.1."]


def test_a_quoted_amendment_counts_nothing_here() -> None:
    text = "1. Article 4 reads:\n“4. The mill pays.\n5. The weir stands.”\n2. The town waits.\n"
    assert list(clauses(imported(text))) == ["1", "2"]


def test_contents_page_numbers_and_columns_are_told() -> None:
    text = draft(
        "Pact\n\nContents\n1. Mill ...... 2\n2. Weir ...... 3\n\n1. Mill\nIt pays.\n\n- 2 -\n\n2. Weir\nIt stands.\n"
    )
    assert [part.id for part in text.provisions] == ["1", "2"]
    assert [where for where, _ in text.unplaced] == ["at the edge of a page", "contents"]


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        ("<html><body><p>1. A b.</p></body></html>", "a.txt", Format.HTML),
        ('<?xml version="1.0"?><act><num>1</num></act>', "a", Format.XML),
        ("### Article 1\n\nThe mill pays.\n", "a.txt", Format.MARKDOWN),
        ("1. The mill pays.\n", "a", Format.PLAIN),
        ("%PDF-1.4", "a.txt", Format.PDF),
    ],
)
def test_content_decides_and_not_the_ending(content: str, name: str, kind: Format) -> None:
    assert detect_format(content.encode(), name) is kind


@pytest.mark.parametrize("name", ["a.odt", "a.rtf", "a.doc"])
def test_other_formats_say_what_to_do(name: str) -> None:
    with pytest.raises(ImportFailure) as refused:
        detect_format(b"x", name)
    assert ".docx" in refused.value.suggestion


def test_a_loss_would_be_told() -> None:
    assert not [text for _, text in draft("1. A share of 5 % – “as is” (≥ 3).\n").doubts]


def test_what_a_page_shows_above_its_only_great_heading_is_no_title() -> None:
    page = (
        "<html><head><title>Rules | Lake site</title></head><body><header><div><a href='/'>Lake site</a></div></header>"
        "<p>Home / Rules</p><h1>Rules of the lake</h1><p>1. The town pays.</p><p>2. The mill pays.</p></body></html>"
    )
    draft = import_draft(page.encode(), Format.HTML)
    assert draft.title == "Rules of the lake"
    assert [clause.text for provision in draft.provisions for clause in provision.clauses] == [
        "The town pays.",
        "The mill pays.",
    ]
    message = " ".join(text for _, text in draft.unplaced)
    assert "Lake site" in message
    assert "Home / Rules" in message


def test_a_sentence_above_the_heading_of_a_page_stays_a_clause() -> None:
    page = "<html><body><p>The town pays the levy.</p><h1>Lamps</h1><p>The mill pays.</p></body></html>"
    draft = import_draft(page.encode(), Format.HTML)
    texts = [clause.text for provision in draft.provisions for clause in provision.clauses]
    assert texts == ["The town pays the levy.", "The mill pays."]


FORM = [
    ("Срок", "Договор действует три года."),
    ("Плата", "Лодки должны платить 5 крон."),
    ("Сторона", "Город Вир"),
]


def _form(kind: Format) -> bytes:
    """A form of labels and values, and a numbered point below it."""
    if kind is Format.MARKDOWN:
        rows = "".join(f"| {label} | {value} |\n" for label, value in FORM)
        return f"# Договор\n\n| | |\n|---|---|\n{rows}\n1. Мельница стоит.\n\n2. Плотина стоит.\n".encode()
    if kind is Format.HTML:
        rows = "".join(f"<tr><th>{label}</th><td><p>{value}</p></td></tr>" for label, value in FORM)
        end = "<p>1. Мельница стоит.</p><p>2. Плотина стоит.</p>"
        return f"<html><body><h1>Договор</h1><table>{rows}</table>{end}</body></html>".encode()
    document = docx.Document()
    document.add_heading("Договор", 0)
    table = document.add_table(rows=len(FORM), cols=2)
    for row, texts in zip(table.rows, FORM, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    document.add_paragraph("1. Мельница стоит.")
    document.add_paragraph("2. Плотина стоит.")
    return saved(document)


@pytest.mark.parametrize("kind", [Format.MARKDOWN, Format.HTML, Format.WORD])
def test_each_label_of_a_form_stands_over_its_value(kind: Format) -> None:
    data = imported(_form(kind), kind.value)
    assert headings(data) == {"srok": "Срок", "plata": "Плата", "storona": "Сторона"}
    values = dict(zip(headings(data), (value for _, value in FORM), strict=True))
    assert clauses(data) == values | {"1": "Мельница стоит.", "2": "Плотина стоит."}


def test_a_form_inside_a_point_stays_in_it() -> None:
    text = "1. The toll:\n\n| | |\n|---|---|\n| Boats | They pay 5. |\n| Carts | They pay 2. |\n\n2. The weir.\n"
    data = imported(text, "markdown")
    assert clauses(data) == {
        "1-1": "The toll:",
        "1-2": "Boats | They pay 5.",
        "1-3": "Carts | They pay 2.",
        "2": "The weir.",
    }


@pytest.mark.parametrize(
    ("title", "next_line"),
    [
        ("adopted by the Assembly of the Weir at its 4th sitting", "The Assembly,"),
        ("принятая Советом по шлюзам на его 12-м заседании", "Совет по шлюзам,"),
        ("прийнята Радою млина", "Рада млина,"),
    ],
)
def test_a_title_may_begin_with_a_small_letter(title: str, next_line: str) -> None:
    assert draft(f"{title}\n\n{next_line}\n\n1. Demands peace.\n\n2. Calls for order.\n").title == title


def test_a_first_sentence_in_lower_case_is_no_title() -> None:
    assert draft("the mill pays and the weir\nstands.\n\n1. It does.\n\n2. It ends.\n").title == ""


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (("Assembly of the Weir", "Distr.: General", "8 August 2031", "Agenda item 7", "The law of mills",
          "Resolution adopted by the Assembly"), "Resolution adopted by the Assembly"),
        (("Rat der Schleusen", "Drucksache 7/12", "Vertrag über die Mühle"), "Vertrag über die Mühle"),
        (("Conseil du moulin", "S/2031/7", "Projet de résolution"), "Projet de résolution"),
    ],
)  # fmt: skip
def test_a_letterhead_is_no_heading_of_the_text(head: tuple[str, ...], title: str) -> None:
    page = "".join(f"<h2>{text}</h2>" for text in head)
    text = imported(f"<html><body>{page}<p>The members,</p><p>1. It pays.</p><p>2. It ends.</p></body></html>", "html")
    assert text["title"] == title
    assert not headings(text)
    assert all(line in text["note"] for line in head if line != title)


def test_contents_without_dots_are_told_and_no_points() -> None:
    text = draft(
        "Pact\n\nContents\n1 Mill 2\n2 Weir 3\n\nArticle 1 – Mill\n\n1.1 It pays.\n\n"
        "Article 2 – Weir\n\n2.1 It stands.\n"
    )
    assert [part.id for part in text.provisions] == ["1", "2"]
    assert [where for where, _ in text.unplaced] == ["contents"]


@pytest.mark.parametrize(
    "text",
    [
        "# P\n\n1. The mill pays.[^1]\n\n2. The weir stands.\n\n[^1]: It is old.\n",
        "# P\n\n1. The mill pays.[^a]\n\n2. The weir stands.\n\n[^a]: https://example.org/a\n",
    ],
)
def test_marks_of_footnotes_are_not_told_as_lost(text: str) -> None:
    assert not draft(text, Format.MARKDOWN).doubts


def test_xml_notes_in_numbers_and_quotations_in_lines() -> None:
    text = (
        "<act><section><num>1.<authorialNote><p>Cap. 44</p></authorialNote></num><content><p>The word "
        '"<quotedText>mill</quotedText>" goes.</p></content></section>'
        "<section><num>2.</num><content><p>It ends.</p></content></section></act>"
    )
    data = imported(text, "xml")
    assert clauses(data) == {"1": 'The word "mill" goes.', "2": "It ends."}
    assert "Cap. 44" in data["note"]
    # A note that reads like the number takes nothing from it.
    alike = imported(text.replace("Cap. 44", "1."), "xml")
    assert clauses(alike) == clauses(data)
    assert alike["note"].count("authorialnote") == 1


def test_a_line_that_names_an_earlier_heading_is_no_point() -> None:
    text = (
        "# Stadgar\n\n## § 1. Namn\n\nKvarnen.\n\n## § 2. Säte\n\nVid dammen.\n\n"
        "## § 3. Styrelse\n\n§ 2 Den väljs i maj.\n"
    )
    assert clauses(imported(text, "markdown")) == {"1": "Kvarnen.", "2": "Vid dammen.", "3": "§ 2 Den väljs i maj."}
