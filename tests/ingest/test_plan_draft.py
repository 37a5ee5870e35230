"""From an outline to a plan: which clauses, under which ids, cited how, and what is told of it."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from comparer.ingest.outline_model import Node, Outline, Section
from comparer.ingest.plan_draft import Draft, draft_plan


def point(label: str, text: str = "", *children: Node, **fields: Any) -> Node:
    printed = fields.pop("printed", f"{label}." if label else "")
    place = fields.pop("at", "line 1")
    return Node(text=text, location=place, label=label, printed=printed, children=list(children), **fields)


def letter(label: str, text: str = "", *children: Node, **fields: Any) -> Node:
    return point(label, text, *children, printed=f"({label})", by_letter=True, **fields)


def words(text: str, *children: Node, **fields: Any) -> Node:
    return point("", text, *children, **fields)


def bullet(text: str) -> Node:
    return words(text, bullet=True)


def drafted(*nodes: Node, **fields: Any) -> Draft:
    return draft_plan(Outline(title="A plan", nodes=nodes, **({"unplaced": ()} | fields)))


def texts(draft: Draft) -> dict[str, str]:
    return {clause.id: clause.text for provision in draft.provisions for clause in provision.clauses}


def field_by_clause(draft: Draft, name: str) -> dict[str, Any]:
    """One field of the clauses that have it, by clause id."""
    clauses = [clause for provision in draft.provisions for clause in provision.clauses]
    return {clause.id: value for clause in clauses if (value := getattr(clause, name))}


@pytest.mark.parametrize(
    ("nodes", "wanted"),
    [
        ([point("3", "", words("Pay."), words("Wait."))], {"3-1": "Pay.", "3-2": "Wait."}),
        ([point("4", "Pay.", words("Wait."))], {"4-1": "Pay.", "4-2": "Wait."}),
        ([point("4", "Pay.", letter("a", "Go."), words("Wait."))], {"4": "Pay.", "4a": "Go.", "4-1": "Wait."}),
        ([point("4", "", bullet("Pay."))], {"4-1": "Pay."}),
        ([point("5", "", letter("a", "", words("Pay.")))], {"5a": "Pay."}),
        ([point("5", "", letter("a", "", words("Pay:", bullet("now"))))], {"5a": "Pay:", "5a-1": "now"}),
        ([point("1", "Pay.", words("", notes=["As of May."]))], {"1-1": "Pay.", "1-2": "As of May."}),
        ([point("1", "Pay.", words(""))], {"1": "Pay."}),
        ([point("3-1", "Pay.", words("Wait.")), point("4", "Go.")], {"3-1-p1": "Pay.", "3-1-p2": "Wait.", "4": "Go."}),
        ([point("5", "", letter("a", "", words("Pay."), words("Wait.")))], {"5a": "Pay.", "5a-1": "Wait."}),
        ([point("5", "", letter("a", "", bullet("Pay."), bullet("Wait.")))], {"5a-1": "Pay.", "5a-2": "Wait."}),
        ([point("5", "Go:", letter("a", "now", words("Wait.")))], {"5": "Go:", "5a": "now", "5a-1": "Wait."}),
        ([words("Go now."), words("Go now.")], {"go-now": "Go now.", "go-now-2": "Go now."}),
        ([words("Go.", words("Stay."))], {"go-1": "Go.", "go-2": "Stay."}),
        # Numbers with hyphens, and letters that follow a number: no id of ours looks like one that is printed.
        ([point("3-1", "Pay.", words("Wait."))], {"3-1-p1": "Pay.", "3-1-p2": "Wait."}),
        ([point("3-1", "Pay."), point("II", "Go.", words("Stay."))], {"3-1": "Pay.", "II-1": "Go.", "II-2": "Stay."}),
        ([point("3-a", "Pay.", words("Wait."))], {"3-a-1": "Pay.", "3-a-2": "Wait."}),
        ([point("10a", "Pay:", letter("b", "half;"))], {"10a": "Pay:", "10a.b": "half;"}),
        (
            [point("10a", "Go."), point("11", "Pay:", letter("b", "", letter("c", "half;")))],
            {"10a": "Go.", "11": "Pay:", "11.b.c": "half;"},
        ),
        ([point("10", "Pay:", letter("b", "", letter("c", "half;")))], {"10": "Pay:", "10b.c": "half;"}),
        ([point("10", "Pay:", point("1", "", letter("c", "half;")))], {"10": "Pay:", "10.1c": "half;"}),
        (
            [point("10a", "Go."), point("11", "Pay:", letter("b", "half;"))],
            {"10a": "Go.", "11": "Pay:", "11.b": "half;"},
        ),
        # Numbers that name the points above them.
        ([words("Pay:", point("2.1", "half;", is_absolute=True))], {"pay": "Pay:", "2.1": "half;"}),
        (
            [point("2", "Pay:", point("2.1", "half;", is_absolute=True), point("2.2", "all.", is_absolute=True))],
            {"2": "Pay:", "2.1": "half;", "2.2": "all."},
        ),
        (
            [point("2", "Pay:", point("2.1", "", letter("a", "half;"), words("Go."), is_absolute=True))],
            {"2": "Pay:", "2.1a": "half;", "2.1": "Go."},
        ),
        (
            [point("2", "A."),
             point("2", "B.", point("2.1", "C.", is_absolute=True), point("3.1", "D.", is_absolute=True))],
            {"2": "A.", "2-again": "B.", "2-again.1": "C.", "3.1": "D."},
        ),
        ([point("2", "A.", point("2-7", "B.", is_absolute=True), words("C."))], {"2": "A.", "2-7": "B.", "2-1": "C."}),
        # A number with nothing but a heading, a note or nothing at all is a point of that text.
        ([point("4", heading="Roads"), point("6")], {"4": "Roads", "6": "6."}),
        ([point("4", "Pay:", letter("a"), letter("b", "", words("Go.")))], {"4": "Pay:", "4a": "(a)", "4b": "Go."}),
        ([point("6", "", letter("a", notes=["As of May."]))], {"6a": "(a)"}),
        ([words("", notes=["As of May.", "As of June."])], {"paragraph": "As of May.; As of June."}),
        ([point("", "", printed="*")], {"paragraph": "*"}),
        ([point("x", printed="")], {"x": "x"}),
        ([point("7", "", words("Go."), notes=["Old."])], {"7": "Go."}),
        # Points without a number are named by their words.
        ([words("", words("Below it."))], {"below-it": "Below it."}),
        ([words("", heading="Big Water")], {"big-water": "Big Water"}),
        ([words("", heading="水")], {"row": "水"}),
        ([words("Pay.", sections=(Section("Top", 1), Section("Over it", 2)))], {"over-it": "Pay."}),
        ([words("Pay.", sections=(Section("水", 1),))], {"heading": "Pay."}),
        ([words("We agree", preamble=True)], {"preamble": "We agree"}),
        ([words("水。")], {"paragraph": "水。"}),
        ([point("水", "Pay.")], {"point": "Pay."}),
        ([point("Ünder Weg", "Pay.")], {"under-weg": "Pay."}),
        ([point("III.bis", "Pay.")], {"III.bis": "Pay."}),
    ],
)  # fmt: skip
def test_clauses_and_their_ids(nodes: list[Node], wanted: dict[str, str]) -> None:
    assert texts(drafted(*nodes)) == wanted


def test_a_clause_is_cited_as_the_document_does_where_its_id_does_not_say_so() -> None:
    article = point(
        "7",
        "The towns pay:",
        point("1", "half:", letter("a", "in May;"), bullet("gladly;"), words("as asked.", closing=True), printed="(1)"),
        point("2", "all:", letter("b", "", letter("i", "now;")), printed="Section 2."),
        printed="Article 7.",
    )
    draft = drafted(article)
    assert field_by_clause(draft, "path") == {
        "7.1": "Article 7(1)",
        "7.1a": "Article 7(1)(a)",
        "7.2": "Article 7, Section 2",
        "7.2b.i": "Article 7, Section 2(b)(i)",
    }
    assert field_by_clause(draft, "number") == {"7.2": "Section 2."}
    assert draft.provisions[0].number == "Article 7."
    in_brackets = drafted(point("7", "They pay:", letter("a", "half;"), printed="(Article 7)"))
    assert field_by_clause(in_brackets, "path") == {"7a": "Article 7(a)"}
    under_a_star = drafted(words("", letter("a", "half;"), bullet=True, printed="•"))
    assert field_by_clause(under_a_star, "path") == {"half.a": "(a)"}
    assert field_by_clause(drafted(words("We pay:", point("1", "half", letter("a", "now")))), "path") == {}


def test_a_number_that_names_those_above_it_begins_the_citation() -> None:
    section = point("2.1", "They pay:", letter("a", "half;"), letter("b", "", point("1", "all.", printed="§1")))
    section.is_absolute = True
    draft = drafted(point("2", "Roads are kept:", section, printed="Article 2"))
    assert list(texts(draft)) == ["2", "2.1", "2.1a", "2.1b.1"]
    assert field_by_clause(draft, "path") == {}
    twice = drafted(point("2", "A."), point("2", "B.", section))
    assert field_by_clause(twice, "path") == {"2-again.1a": "2.1(a)", "2-again.1b.1": "2.1(b)(1)"}


def test_numbers_in_other_letters_are_told_and_shown_as_printed() -> None:
    draft = drafted(
        point(
            "1",
            "X:",
            point("a", "one", printed="а)", by_letter=True),
            point("b", "two", printed="b)", by_letter=True),
            point("i", "three", printed="١)"),
            point("part", "four", printed="Розділ"),
        )
    )
    assert draft.remarks == ("Numbers in other letters are ids in Latin ones: а as a.",)
    assert field_by_clause(draft, "number") == {"1a": "а)", "1.i": "١)", "1.part": "Розділ"}


def test_a_number_that_is_printed_twice_is_told_with_its_place_and_stays_readable() -> None:
    draft = drafted(*[point("1", "A.", at=f"line {line}") for line in range(1, 4)], words("Go."), words("Go."))
    assert list(texts(draft)) == ["1", "1-again", "1-again2", "go", "go-2"]
    assert draft.remarks == ("Numbers that are printed twice: 1 as 1-again (line 2), 1 as 1-again2 (line 3).",)
    two = drafted(*[point("2", "A.") for _ in range(3)])
    assert [provision.number for provision in two.provisions] == ["", "2.", "2."]
    own = drafted(point("1", "A.", point("1-1", "B.", is_absolute=True), words("C.")))
    assert (list(texts(own)), own.remarks) == (["1", "1-1", "1-1-again"], ())
    letters = drafted(letter("a", "A."), letter("a", "B."))
    assert (list(texts(letters)), letters.remarks) == (["a", "a-again"], ())
    (remark,) = drafted(*[point("1", "A.") for _ in range(43)]).remarks
    assert remark.endswith("1 as 1-again40 (line 1) and 2 more.")
    (remark,) = drafted(*[point("1", "A.") for _ in range(41)]).remarks
    assert remark.endswith("1 as 1-again40 (line 1).")


@pytest.mark.parametrize(
    ("node", "under", "closes"),
    [
        (point("1", "They pay:", letter("a", "half.")), {"1a": "1"}, {}),
        (point("1", "They pay.", letter("a", "half.")), {}, {}),
        (point("1", "They “pay.”", bullet("half.")), {}, {}),
        (point("1", "They pay", bullet("half.")), {"1-1": "1"}, {}),
        *((point("1", f"They pay{end}", letter("a", "half.")), {}, {}) for end in "!?。؟।"),
        (
            point("1", "They pay:", bullet("half"), words("at once.", closing=True), words("Then go."), bullet("far;")),
            {"1-1": "1", "1-2": "1"},
            {"1-2": "1"},
        ),
        (
            point("1", "They pay.", words("Then they:"), bullet("go;"), bullet("stay.")),
            {"1-2": "1-1", "1-3": "1-1"},
            {},
        ),
        (point("1", "They pay.", bullet("now"), words("all", closing=True)), {}, {}),
        (
            point("1", "They pay:", letter("a", "half:", bullet("now")), bullet("all."), words("and so")),
            {"1a": "1", "1a-1": "1a", "1-1": "1"},
            {},
        ),
        (point("1", "", words("We pay:", letter("a", "half"))), {"1a": "1"}, {}),
    ],
)  # fmt: skip
def test_what_a_clause_goes_on_with_and_what_it_closes(
    node: Node, under: dict[str, str], closes: dict[str, str]
) -> None:
    draft = drafted(node)
    assert (field_by_clause(draft, "under"), field_by_clause(draft, "closes")) == (under, closes)


def option(label: str, text: str, *below: Node) -> Node:
    return point(label, text, *below, printed=f"Option {label}:", option=True)


@pytest.mark.parametrize(
    ("nodes", "wanted"),
    [
        (
            [point("6", "They pay."), point("6alt", "They wait.", printed="6 alt.", inserted=True), point("7", "Go.")],
            {"6": ("They pay. 6 alt. They wait.", [("They pay.", ""), ("They wait.", "6 alt")]), "7": ("Go.", [])},
        ),
        (
            [point("1", "", point("2", "Pay."), point("2ALT", "Wait.", printed="2 ALT", inserted=True))],
            {"1.2": ("Pay. 2 ALT Wait.", [("Pay.", ""), ("Wait.", "2 ALT")])},
        ),
        ([point("6alt", "Pay.", inserted=True)], {"6alt": ("Pay.", [])}),
        (
            [point("6", "They pay", letter("a", "now")), point("6alt", "Wait.", printed="6 alt.", inserted=True)],
            {"6": ("They pay 6 alt. Wait.", [("They pay", ""), ("Wait.", "6 alt")]), "6a": ("now", [])},
        ),
        ([point("6", "Pay."), point("5alt", "Go.", inserted=True)], {"6": ("Pay.", []), "5alt": ("Go.", [])}),
        ([point("6", "Pay."), point("6", "Go.")], {"6": ("Pay.", []), "6-again": ("Go.", [])}),
        (
            [point("6", "Pay."), point("6alt", "Go.", inserted=True, group=1)],
            {"a6": ("Pay.", []), "b6alt": ("Go.", [])},
        ),
        (
            [point("1", "They pay", option("A", "half."), option("B", "all", letter("i", "now")), option("C", ""))],
            {
                "1": (
                    "They pay Option A: half. Option B: all (i) now Option C:",
                    [("They pay half.", "Option A"), ("They pay all (i) now", "Option B")],
                )
            },
        ),
        ([point("1", "", option("A", "Half."), letter("b", "Go."))],
         {"1": ("Option A: Half.", [("Half.", "Option A")]), "1b": ("Go.", [])}),
        ([point("1", "Pay", letter("b", "now"), option("A", "half."))],
         {"1": ("Pay Option A: half.", [("Pay half.", "Option A")]), "1b": ("now", [])}),
    ],
)  # fmt: skip
def test_rival_wordings_are_variants_of_a_contested_clause(
    nodes: list[Node], wanted: dict[str, tuple[str, list[tuple[str, str]]]]
) -> None:
    clauses = [clause for provision in drafted(*nodes).provisions for clause in provision.clauses]
    assert {
        clause.id: (clause.text, [(variant.text, variant.holders) for variant in clause.variants]) for clause in clauses
    } == wanted
    assert all(clause.is_contested == bool(clause.variants) for clause in clauses)


WATER, LAKE, ROADS = Section("Part I Water", 1, "I"), Section("Lake", 2), Section("Part II Roads", 1, "II")


@pytest.mark.parametrize(
    ("node", "heading", "wanted"),
    [
        (point("1", "They pay.", heading="Water", sections=(WATER, LAKE)), "Part I Water – Lake – Water", "They pay."),
        (point("1", heading="Water", sections=(WATER,)), "Part I Water", "Water"),
        (point("1", sections=(WATER,)), "", "Part I Water"),
        (point("1", heading="Water"), "", "Water"),
        # A short opening line with more below it is a heading, where nothing in it binds and it is no part of a list.
        (point("1", "Water", words("The towns share it.")), "Water", "The towns share it."),
        (point("1", "", words("Roads"), words("They mend.")), "Roads", "They mend."),
        (point("1", "Water", letter("a", "It flows.")), "Water", "It flows."),
        (point("1", "Water", letter("a", "it flows.")), "", "Water"),
        (point("1", "Water", bullet("it flows.")), "", "Water"),
        (point("1", "Water", option("A", "it flows.")), "", "Water Option A: it flows."),
        (point("1", "Water", words("it flows.")), "Water", "it flows."),
        (point("1", "Water", words("It flows."), notes=["As of May."]), "", "Water"),
        (point("1", "Water of the", words("lake")), "", "Water of the"),
        (point("1", "The towns shall pay", words("at once.")), "", "The towns shall pay"),
        (point("1", "", words("Roads")), "", "Roads"),
        (point("1", "", words("They mend the roads."), words("All.")), "", "They mend the roads."),
        (point("1", "", words("Roads", notes=["Old."]), words("All.")), "", "Roads"),
        (point("1", "", words("Roads", words("far")), words("All.")), "", "Roads"),
        (point("1", "", bullet("Roads"), words("All.")), "", "Roads"),
        (point("1", "", letter("a", "Roads"), words("All.")), "", "Roads"),
        (point("1", "Pay", words("All."), heading="Dues"), "Dues", "Pay"),
        (words("Roads", words("They mend.")), "", "Roads"),
    ],
)
def test_the_heading_of_a_provision(node: Node, heading: str, wanted: str) -> None:
    (provision,) = drafted(node).provisions
    assert (provision.heading, provision.clauses[0].text) == (heading, wanted)


def test_a_heading_below_a_point_opens_its_clause() -> None:
    below = (
        point("1", "they pay.", heading="Water", joint="."),
        point("2", heading="Mills", joint=":"),
        point("3", "they go", heading="Boats", joint="–"),
        point("4", "they stay", heading="Carts", joint=":"),
        point("5", "they wait", heading="Lamps"),
    )
    assert texts(drafted(point("1", "", *below))) == {
        "1.1": "Water. they pay.",
        "1.2": "Mills:",
        "1.3": "Boats – they go",
        "1.4": "Carts: they stay",
        "1.5": "Lamps. they wait",
    }


def test_where_the_numbering_begins_again_there_are_parts() -> None:
    draft = drafted(
        point("1", "A.", sections=(WATER, LAKE)),
        point("2", "B.", sections=(WATER, Section("Other", 2))),
        point("1", "C.", group=1, sections=(ROADS,)),
        words("Go.", group=1),
        point("1", "D.", group=2),
        point("1", "E.", group=3, sections=(WATER,)),
        point("1", "F.", group=4, sections=(Section("Annex", 1, "I"),)),
        point("1", "G.", group=5, sections=(Section("Table", 1, "a b"),)),
    )
    assert [(part.id, part.title) for part in draft.parts] == [
        ("I", "Part I Water"),
        ("II", "Part II Roads"),
        ("c", "Part c"),
        ("d", "Part d"),
        ("e", "Annex"),
        ("f", "Table"),
    ]
    assert [(provision.id, provision.part, provision.heading) for provision in draft.provisions] == [
        ("I.1", "I", "Lake"),
        ("I.2", "I", "Other"),
        ("II.1", "II", ""),
        ("go", "II", ""),
        ("c1", "c", ""),
        ("d1", "d", "Part I Water"),
        ("e1", "e", ""),
        ("f1", "f", ""),
    ]
    assert draft.remarks == ("The numbering begins again, so that there are 6 parts; ids begin with the part.",)
    many = drafted(*[point("1", "A.", group=group) for group in range(28)])
    assert [part.id for part in many.parts][24:] == ["y", "z", "z26", "z27"]
    annexed = drafted(point("1", "A."), point("1", "B.", group=1, sections=(Section("Annex", 1),)))
    assert [(part.id, part.title) for part in annexed.parts] == [("b", "Annex")]
    assert list(texts(annexed)) == ["1", "b1"]
    once = drafted(point("1", "A.", sections=(WATER,)), words("B.", group=1))
    assert (once.parts, [provision.part for provision in once.provisions]) == ((), ["", ""])


def test_notes_and_marks_stand_by_their_clause() -> None:
    draft = drafted(
        point("1", "They pay.", notes=["As of May.", "Link: here", "Picture: a map"]),
        point("2", "They pay [agreed ad ref]"),
        point("3", "[deleted]"),
        point("4", "[They go."),
        point("5", "They stay.]"),
    )
    assert field_by_clause(draft, "notes") == {
        "1": ("Footnote: As of May.", "Link: here", "Picture: a map"),
        "2": ("Marked: [agreed ad ref]",),
    }
    assert field_by_clause(draft, "state") == {"2": "agreed-ad-ref", "3": "struck", "4": "contested", "5": "contested"}


def test_every_sign_is_counted_once_so_that_what_is_lost_can_be_told() -> None:
    draft = drafted(
        point("1", "ab", letter("c", "d", notes=["e"]), heading="f", joint=":", sections=(WATER,)),
        point("2", "They pay [agreed ad ref]", sections=(WATER,)),
        point("3", "g", option("A", "h", letter("m", "n"))),
        letter("i"),
        point("5", heading="pq"),
        point("6", sections=(LAKE,)),
        unplaced=(("line 1", "jk"),),
        set_aside=(("line 2", "l"),),
        bullets=("•",),
    )
    whole = (
        "A plan Part I Water 1. ab (c) d e f: 2. They pay [agreed ad ref] 3. g Option A: h (m) n (i) 5. pq 6. Lake jk •"
    )
    assert draft.signs == Counter(whole.replace(" ", ""))
    assert (draft.title, draft.unplaced, draft.set_aside) == ("A plan", (("line 1", "jk"),), (("line 2", "l"),))
    doubted = drafted(point("1", "A."), doubts=(("line 1", "a doubt"),))
    assert doubted.doubts == (("line 1", "a doubt"),)
