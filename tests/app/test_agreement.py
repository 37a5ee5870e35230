"""The tools towards agreement as a person runs them: each format opens, and holds what the text holds."""

from __future__ import annotations

import io
import re

import pytest

from tests.app.command import HARBOUR, ROOT, here

FOCUS = ("us-28", "eu-counter", "geneva-19", "ukraine-20")


def word_text(content: bytes) -> str:
    docx = pytest.importorskip("docx")
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


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


def test_the_view_of_what_is_open_leaves_out_what_is_settled_and_keeps_the_numbers() -> None:
    full = here("draft", "council-draft", "union-counter", "--format", "md").text
    narrowed = here("draft", "council-draft", "union-counter", "--format", "md", "--view", "open").text
    numbers = [re.findall(r"(?m)^\*\*(\d+)\\\.", text) for text in (full, narrowed)]
    assert set(numbers[1]) < set(numbers[0])
    assert len(numbers[1]) == int(re.search(r"of which (\d+)", full)[1])  # type: ignore[index]


@pytest.mark.parametrize("language", ["en", "uk", "ru"])
def test_the_word_form_holds_every_clause_in_every_language(language: str) -> None:
    content = here("draft", "council-draft", "union-counter", "--format", "docx", "--lang", language).output
    text = word_text(content)
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
