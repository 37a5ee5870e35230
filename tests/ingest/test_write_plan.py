"""The text of an imported plan reads back, with either reader, as what was written."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
import yaml

from comparer.ingest.plan_draft import Clause, Draft, Part, Provision
from comparer.ingest.rolling_text import Variant
from comparer.ingest.write_plan import MAX_LISTED, plan_file_text, plan_note, yaml_flow, yaml_scalar

CLAUSE = Clause(id="1", text="Boats pay.", number="", path="", under="", closes="", state="", variants=(), notes=())
DRAFT = Draft(
    title="A plan", parts=(), provisions=(), unplaced=(), set_aside=(), remarks=(), doubts=(), signs=Counter()
)


def provision(*clauses: Clause, **fields: str) -> Provision:
    return Provision(**({"id": "1", "heading": "", "part": "", "number": ""} | fields), clauses=clauses)


def read_back(draft: Draft) -> Any:
    return yaml.safe_load(plan_file_text(draft, "pact", "pact.docx"))


BARE = ("Boats pay", "boats: they pay"[:5], "Tower:stays", "the#toll", "a, b", "what's due", "Ships [pay] {now}")
QUOTED = (
    *("", " boats", "boats ", "boats: pay", "boats:", "boats #3", "# boats", "null", "True", "NO", "yes", "off", "y"),
    *("n", "on", "false", "3", "3 boats", "- boats", "'boats'", '"boats"', "[boats]", "~", "a\x07b", 'a: "b\\c"'),
)


@pytest.mark.parametrize("text", BARE)
def test_plain_text_is_written_as_it_is(text: str) -> None:
    assert yaml_scalar(text) == text
    assert yaml.safe_load(f"a: {text}") == {"a": text}


@pytest.mark.parametrize("text", QUOTED)
def test_text_that_a_reader_could_take_for_something_else_is_quoted(text: str) -> None:
    assert yaml_scalar(text)[0] == yaml_scalar(text)[-1] == '"'
    if "\x07" not in text:
        assert yaml.safe_load(f"a: {yaml_scalar(text)}") == {"a": text}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("a-1.b", "a-1.b"),
        ("1", '"1"'),
        ("on", '"on"'),
        ("No", '"No"'),
        ("a b", '"a b"'),
        ("", '""'),
        (3, "3"),
        (True, "true"),
        (["a", "1"], '[a, "1"]'),
        (("a",), "[a]"),
        ({"is": 3, "in": ["a"]}, "{is: 3, in: [a]}"),
    ],
)
def test_words_and_figures_on_one_line(value: object, text: str) -> None:
    assert yaml_flow(value) == text
    assert yaml.safe_load(text) == (list(value) if isinstance(value, tuple) else value)


def test_a_clause_that_is_its_provision_is_written_as_one() -> None:
    result = read_back(replace(DRAFT, provisions=(provision(CLAUSE),)))["provisions"]
    assert result == [{"id": "1", "text": "Boats pay."}]


@pytest.mark.parametrize("ids", [("1-1",), ("1", "1a")])
def test_clauses_of_a_provision_are_written_below_it(ids: tuple[str, ...]) -> None:
    clauses = [replace(CLAUSE, id=id_) for id_ in ids]
    result = read_back(replace(DRAFT, provisions=(provision(*clauses),)))["provisions"]
    assert result == [{"id": "1", "clauses": [{"id": id_, "text": "Boats pay."} for id_ in ids]}]


def test_all_that_was_read_is_in_the_file() -> None:
    variants = (Variant("Boats pay.", "AB, CD"), Variant("Ships pay."))
    clause = replace(
        CLAUSE,
        id="1a",
        number="(a)",
        path="1 > a",
        under="1",
        closes="1b",
        state="contested",
        variants=variants,
        notes=("As of May.", "Of June."),
    )
    drafted = replace(
        DRAFT,
        issued="2031-05-04",
        parts=(Part(id="annex", title="Annex: tolls"),),
        provisions=(provision(clause, heading="Tolls", part="annex", number="Article 1"),),
        set_aside=(("page 1", "Boats"), ("page 2", "# Ships")),
    )
    result = read_back(drafted)
    assert (result["plan"], result["title"], result["kind"], result["issued"]) == (
        "pact",
        "A plan",
        "draft",
        "2031-05-04",
    )
    assert result["parts"] == [{"id": "annex", "title": "Annex: tolls"}]
    assert result["document"] == {
        "file": "pact.docx",
        "set_aside": [{"where": "page 1", "text": "Boats"}, {"where": "page 2", "text": "# Ships"}],
    }
    (written,) = result["provisions"]
    assert {key: written[key] for key in ("id", "number", "heading", "part")} == {
        "id": "1",
        "number": "Article 1",
        "heading": "Tolls",
        "part": "annex",
    }
    assert written["clauses"] == [
        {
            "id": "1a",
            "number": "(a)",
            "path": "1 > a",
            "under": "1",
            "closes": "1b",
            "text": "Boats pay.",
            "state": "contested",
            "variants": [
                {"text": "Boats pay.", "family": "ab-cd", "note": "Printed: AB, CD"},
                {"text": "Ships pay."},
            ],
            "note": "As of May. Of June.",
        }
    ]


def test_a_document_without_a_title_is_called_by_its_name_and_says_so() -> None:
    result = read_back(replace(DRAFT, title=""))
    assert (result["title"], result["document"]) == ("pact.docx", {"file": "pact.docx", "untitled": True})
    assert "issued" not in result
    assert "parts" not in result


def test_the_note_says_what_was_decided_what_to_look_at_and_what_found_no_place() -> None:
    assert plan_note(DRAFT, "pact.docx") == "Imported from pact.docx; issues and norms are not encoded yet."
    noted = replace(
        DRAFT,
        remarks=("Pages were cut.",),
        doubts=(("page 1", "a heading"), ("page 2", "a list")),
        unplaced=(("page 3", "Boats"), ("page 4", "Ships")),
    )
    assert plan_note(noted, "pact.docx") == (
        "Imported from pact.docx; issues and norms are not encoded yet. Pages were cut. Look at page 1: a heading. "
        "Look at page 2: a list. Not placed: page 3: Boats; page 4: Ships"
    )


def test_the_file_names_its_schema_for_editors_and_takes_the_text_to_be_whole() -> None:
    lines = plan_file_text(DRAFT, "pact", "pact.docx", "x.json").splitlines()
    assert lines[:3] == ["# yaml-language-server: $schema=x.json", "# $schema: x.json", ""]
    assert any(line.startswith("# coverage is taken to be complete") for line in lines)


def test_of_more_places_than_are_listed_the_note_gives_the_number() -> None:
    many = tuple((f"line {number}", "Boats") for number in range(MAX_LISTED + 2))
    listed = plan_note(replace(DRAFT, doubts=many[:MAX_LISTED]), "x")
    assert listed.count("Look at") == MAX_LISTED
    assert plan_note(replace(DRAFT, doubts=many), "x") == f"{listed} Of the places to look at 2 more are not listed."


def test_what_is_set_aside_is_whole_in_the_note_where_the_list_ends() -> None:
    many = tuple((f"line {number}", "Boats") for number in range(MAX_LISTED + 1))
    result = read_back(replace(DRAFT, set_aside=many, unplaced=many))
    assert len(result["document"]["set_aside"]) == MAX_LISTED
    assert result["note"].count("Boats") == MAX_LISTED + 1
