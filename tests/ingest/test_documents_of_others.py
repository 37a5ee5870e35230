"""Kinds met in treaties, statutes and contracts: annexes, side notes, pages in two languages, letters that are lost."""

from __future__ import annotations

import pytest

from comparer.ingest.import_document import Format
from comparer.ingest.page_languages import part_languages
from comparer.ingest.pdf_letters import count_unreadable_words
from tests.ingest.read_back import clauses, draft, headings, imported


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Қаулы\n\n1-бап. Мақсат\n\nДиірмен төлейді.\n\n1-1-бап. Ауқым\n\nБөгет төлейді.\n", ["1", "1-1"]),
        ("1-modda. Tegirmon\n\nTegirmon turadi.\n\n2-modda. Toʻgʻon\n\nToʻgʻon turadi.\n", ["1", "2"]),
        ("მუხლი 1\n\nწისქვილი დგას.\n\nმუხლი 2\n\nკაშხალი დგას.\n", ["1", "2"]),
        ("अनुच्छेद 1\n\nचक्की खड़ी है।\n\nअनुच्छेद 2\n\nबाँध खड़ा है।\n", ["1", "2"]),
        ("አንቀጽ 1\n\nወፍጮው ይቆማል።\n\nአንቀጽ 2\n\nግድቡ ይቆማል።\n", ["1", "2"]),
        ("1 дүгээр зүйл. Тээрэм\n\nТээрэм байна.\n\n2 дугаар зүйл. Далан\n\nДалан байна.\n", ["1", "2"]),
    ],
)  # fmt: skip
def test_words_for_article_of_many_languages(text: str, ids: list[str]) -> None:
    assert list(clauses(imported(text))) == ids


def test_east_asian_words_that_stand_only_over_articles_count_none_of_them() -> None:
    text = (
        "第一條 水坊付費。\n第一目 大壩\n第二條 大壩付費。\n第三條 水閘開放。\n第四條 終止。\n"
        "第二目 城\n第五條 城付費。\n第六條 城等候。\n第七條 城休息。\n"
    )
    assert list(clauses(imported(text))) == [str(number) for number in range(1, 8)]


def test_a_list_of_short_lines_goes_on_behind_the_last_letter() -> None:
    letters = "".join(f"({letter}) x;\n" for letter in "abcdefghijklmnopqrstuvwxyz")
    ids = list(clauses(imported(f"1. These must leave:\n{letters}(aa) x x x x;\n(ab) x x x x.\n2. It ends.\n")))
    assert ids[-4:] == ["1z", "1aa", "1ab", "2"]


def test_a_bracketed_letter_inside_a_sentence_counts_nothing() -> None:
    text = "1. The mill pays the toll. It shall not exceed\n(b) the ceiling of the list.\n\n2. The weir pays.\n"
    assert clauses(imported(text))["1"].endswith("It shall not exceed (b) the ceiling of the list.")


def test_a_number_behind_a_stray_quotation_mark_counts() -> None:
    texts = clauses(imported('" Article 1. The mill pays.\n\n\'Article 2. The weir pays.\n\n"Article 3. It ends.\n'))
    assert list(texts) == ["1", "2", "3"]
    assert texts["3"] == '" It ends.'


def test_what_a_quotation_amends_counts_nothing_though_a_mark_opens_it() -> None:
    text = '1. In the toll act, insert:\n\n"2. The mill pays.\n\n3. The weir pays."\n\n2. This act ends.\n'
    assert [provision.id for provision in draft(text).provisions] == ["1", "2"]


def test_points_of_annexes_stand_beside_the_articles() -> None:
    text = (
        "Pact of the mill\n\nPART I\n\nTOLLS\n\nArticle 1\n\nThe mill pays.\n\nPART II\n\nNON-PAYING BOATS\n\n"
        "Article 2\n\nThe weir pays.\n\nANNEX I\n\nList of boats\n\n1. Barges.\n\n2. Rafts.\n\n"
        "ANNEX II\n\nList of carts\n\n1. Wains.\n"
    )
    data = imported(text)
    assert list(clauses(data)) == ["1", "2", "I.1", "I.2", "II.1"]
    assert [part["title"] for part in data["parts"]] == ["ANNEX I – List of boats", "ANNEX II – List of carts"]
    assert headings(data)["2"] == "PART II – NON-PAYING BOATS"


def test_articles_that_go_on_through_chapters_bear_the_number_of_none() -> None:
    text = (
        "Part I Mill\n\nArticle 1\n\nIt pays.\n\nPart II Weir\n\nArticle 2\n\nIt waits.\n\n"
        "Part III Town\n\nArticle 1\n\nIt ends.\n"
    )
    assert "I.2" not in clauses(imported(text))


def test_lines_between_an_article_and_its_text_are_its_titles() -> None:
    page = (
        "<p>Article 1</p><p>Tolls</p><p>Mautgebühren</p><p>Boats pay in May.</p><p>Boote zahlen im Mai.</p>"
        "<p>Article 2</p><p>Carts</p><p>Wagen</p><p>Carts pay in June.</p><p>Wagen zahlen im Juni.</p>"
    )
    provisions = draft(f"<html><body><h1>Pact</h1>{page}</body></html>", Format.HTML).provisions
    assert [provision.id for provision in provisions] == ["1", "2"]


def test_contents_that_are_a_run_of_links_stand_aside() -> None:
    links = "".join(f'<a href="#a{number}">Article {number}</a>\n' for number in range(1, 6))
    body = "".join(f'<p id="a{number}">Article {number}</p><p>The mill pays {number}.</p>' for number in range(1, 6))
    data = imported(f"<html><body><aside><div>List</div>{links}</aside><h1>Pact</h1>{body}</body></html>", "html")
    assert list(clauses(data)) == ["1", "2", "3", "4", "5"]


def test_text_struck_by_its_style_is_not_in_force() -> None:
    page = '<p>1. The mill shall <span style="text-decoration: line-through">not</span> pay.</p><p>2. End.</p>'
    assert clauses(imported(f"<html><body>{page}</body></html>", "html"))["1"] == "The mill shall pay."


def _act(section: str) -> str:
    return f"<act><section><num>SEC. 1. </num><heading>TOLLS.</heading>{section}</section></act>"


def test_side_notes_and_page_numbers_of_an_act_break_no_sentence() -> None:
    section = (
        "<content>In the list<sidenote><p>7 CODE 12</p></sidenote>, strike “boats” and insert “the "
        "<page>17 ROLL 4</page>carts”.</content>"
    )
    act = draft(_act(section), Format.XML)
    (clause,) = act.provisions[0].clauses
    assert clause.text.endswith("In the list, strike “boats” and insert “the carts”.")
    assert clause.notes == ("Footnote: 7 CODE 12",)
    assert ("page numbers", "17 ROLL 4") in act.unplaced
    assert not act.doubts


def test_a_quotation_with_points_of_its_own_is_one_text_and_its_numbers_are_kept() -> None:
    section = (
        "<content>Add: <quotedContent><paragraph><num>“(a)</num><content>boats pay;</content></paragraph>"
        "<paragraph><num>“(b)</num><content>carts pay.</content></paragraph></quotedContent>; and</content>"
    )
    act = draft(_act(section), Format.XML)
    assert [provision.id for provision in act.provisions] == ["1"]
    text = " ".join(clause.text for clause in act.provisions[0].clauses)
    assert "“(a) boats pay; “(b) carts pay." in text
    assert not act.doubts


def test_no_stop_is_put_behind_a_heading_that_has_its_own() -> None:
    section = "<subsection><num>(a)</num><heading>In general.—</heading><content>Boats pay.</content></subsection>"
    texts = [clause.text for clause in draft(_act(section), Format.XML).provisions[0].clauses]
    assert not any("—." in text for text in texts)


@pytest.mark.parametrize(("last", "next_number"), [("SEC. 104.", "SEC. 201."), ("SEC. 104.", "SEC. 111.")])
def test_a_hundred_that_begins_under_a_new_title_is_no_jump(last: str, next_number: str) -> None:
    act = f"{last} The mill pays.\n\nTITLE II—CARTS\n\n{next_number} The weir pays.\n"
    assert not draft(f"SEC. 103. It stands.\n\n{act}").doubts


def test_pages_in_two_languages_by_turns_are_read_one_language_after_the_other() -> None:
    def english(number: int) -> str:
        return (
            f"Article {number}\nThe mill is to pay the toll for all the boats of the town, and it may ask for the list "
            "of the boats that it has to pay for in the year.\n"
        )

    def french(number: int) -> str:
        return (
            f"Article {number}\nLe moulin est tenu de la taxe sur les bacs de la ville, et il peut se voir donner la "
            "liste des bacs pour un an par le port.\n"
        )

    pages = [page(number) for number in range(1, 5) for page in (english, french)]
    read = draft("\f".join(pages))
    assert [provision.id for provision in read.provisions] == [f"{part}{n}" for part in "ab" for n in range(1, 5)]
    assert any("two languages page by page" in doubt for _, doubt in read.doubts)
    assert part_languages([english(number) for number in range(1, 9)]) is None


@pytest.mark.parametrize(
    ("text", "is_unreadable"),
    [
        ("䨖ਾ֒ᴿԛ഼ᵢ", True),
        ("الॽʻʡʨة", True),
        ("バージョン番号をAPIで示す", False),
        ("第一項第1目所列衡量標準", False),
        ("зобовʼязання", False),
        ("μολυσμένος", False),
    ],
)
def test_words_of_scripts_that_stand_in_no_word_together_are_unreadable(text: str, *, is_unreadable: bool) -> None:
    assert count_unreadable_words([text]) == (int(is_unreadable), 1)


def test_contents_with_entries_of_several_lines_stand_aside() -> None:
    entries = "".join(
        f"Article {number}. Tolls that may be\n    levied on boats of the mill and on carts of\n"
        f". . . . . . . . . . . . . . . . . . {number + 20}\n"
        for number in range(1, 15)
    )
    body = "".join(f"Article {number}\n\nThe mill pays in year {number}.\n\n" for number in range(1, 15))
    read = draft(f"Pact of the mill\n\nCONTENTS\n\n{entries}\n{body}")
    assert [provision.id for provision in read.provisions] == [str(number) for number in range(1, 15)]
    assert any(place == "contents" for place, _ in read.unplaced)


def test_lists_and_titles_as_chinese_statutes_print_them() -> None:
    text = (
        "規範\n\n第一條　【水坊】\n  水坊依下列規定付費：\n    一、五月。\n      （一）上旬。\n      （二）下旬。\n"
        "    二、六月。\n  大壩得準用前項之規定。\n第二條　【終止】\n  本規範終止。\n"
    )
    data = imported(text)
    assert list(clauses(data)) == ["1", "1.1", "1.1.1", "1.1.2", "1.2", "1-1", "2"]
    assert headings(data) == {"1": "【水坊】", "2": "【終止】"}


def test_a_german_until_is_no_inserted_point() -> None:
    text = "§ 1 Der Rat tagt\n\n1. bis zum Mai,\n\n2. bis zum Juni.\n\n§ 2 Die §§ 3 bis 5 gelten.\n"
    assert list(clauses(imported(text))) == ["1", "1.1", "1.2", "2"]


def test_a_line_that_names_an_earlier_article_counts_nothing() -> None:
    text = "§ 4 Der Rat zahlt.\n\n§ 5 Die Stadt handelt im Auftrag.\n§ 4 Satz 2 gilt auch für sie.\n\n§ 6 Ende.\n"
    assert list(clauses(imported(text))) == ["4", "5", "6"]


@pytest.mark.parametrize("kind", ["plain", "markdown", "html"])
def test_a_word_broken_at_its_hyphen_is_one_in_every_format(kind: str) -> None:
    text = "1. The non-\naligned mills use long-\nand short-span bridges.\n\n2. It ends.\n"
    text = f"<html><body><p>{text.replace(chr(10) * 2, '</p><p>')}</p></body></html>" if kind == "html" else text
    assert clauses(imported(text, kind))["1"] == "The non-aligned mills use long- and short-span bridges."


def test_boxes_of_a_form_are_no_choice_of_words() -> None:
    (point,) = draft("1. Pay [the toll][the levy] [ x ] by hand [ ] by boat.\n").provisions
    assert len(point.clauses[0].variants) == 2


def test_text_behind_a_list_in_markdown_is_not_in_its_last_point() -> None:
    text = "# Act\n\n(1) The mill pays\n\n1.  in May,\n\n2.  in June.\n\nIt waits in July.\n\n(2) It ends.\n"
    assert list(clauses(imported(text, "markdown"))) == ["1", "1.1", "1.2", "1-1", "2"]


def test_a_counted_list_goes_on_behind_an_inserted_point() -> None:
    page = (
        "<p>(1) The mill pays</p><ol><li>in May,</li><li>in June,</li></ol><p>2a. in fine weather,</p>"
        '<ol start="3"><li>in July.</li></ol><p>(2) It ends.</p>'
    )
    ids = list(clauses(imported(f"<html><body><h1>Act</h1>{page}</body></html>", "html")))
    assert ids == ["1", "1.1", "1.2", "1.2a", "1.3", "2"]


def test_the_last_title_of_an_empty_article_is_its_text() -> None:
    text = "# Act\n\n## Part I Mill\n\n### § 1\n\nIt pays.\n\n### § 2\n\n(Repealed)\n\n<!-- end -->\n"
    assert clauses(imported(text, "markdown"))["2"] == "(Repealed)"
