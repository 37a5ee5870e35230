"""Every word of what is imported is in the plan file: in a text, a heading, a title, a note."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparer.ingest.import_document import Format, ImportFailure, import_draft
from comparer.ingest.write_plan import yaml_flow, yaml_scalar
from comparer.load.strict_yaml import read_yaml
from tests.ingest.read_back import count_signs, imported, tokens

# Numbers of points become ids ("10a", "1b.ii"), so that a number or a letter may be found inside one.
LABEL = re.compile(r"[0-9]{1,3}|[^\W\d_]|[ivxlcIVXLC]{1,7}|[0-9]{1,3}[^\W\d_]")

TEXT = """
the towns shall release water Water Commission Безпека сторони «вогонь» “quoted” 400,000 3.5% not — [may] [or] key:
value # hash 'single' "double" \\ back {brace} *star* _under_ `code` | pipe & and @at % no yes null true ~ - – • 12.
a) (b) iv. § don’t cross-border U.S. e.g. 1.1 2) (3) A. Article 5 Part II [^1] [1] :colon: semi; è 漢字
"""
WORDS = st.sampled_from(TEXT.split())
LINES = st.lists(WORDS, min_size=0, max_size=9).map(" ".join)
MARKS = st.sampled_from(
    "|||1. |2. |3) |(4) |  a) |  (b) |    i. |    (ii) |- |  • |1.1 |1.2. |10a. |I. |II. |A. |а) |б) |Article 1. |"
    "Стаття 2 |# |## |### 1. |> |¦ |7\t|Part II ".replace("¦", "\x00").split("|")
).map(lambda mark: mark.replace("\x00", "|"))
DOCUMENTS = st.lists(st.tuples(MARKS, LINES, st.sampled_from(["\n", "\n\n", "\r\n", "\n\n\n"])), max_size=14).map(
    lambda parts: "".join(mark + text + end for mark, text, end in parts)
)


def assert_nothing_lost(text: str, kind: str) -> None:
    try:
        data = imported(text, kind)
    except ImportFailure:
        assert not tokens(text)
        return
    result = count_signs(data)
    ids = " ".join(str(provision) for provision in data["provisions"])
    for word, times in (+_counted(text)).items():
        if LABEL.fullmatch(word):
            assert result[word] or word in ids or word.lower() in ids.lower() or word in str(data), word
        else:
            assert result[word] >= times, (word, times, result[word])


def _counted(text: str) -> Counter[str]:
    return Counter(tokens(text))


@given(DOCUMENTS)
def test_of_plain_text(text: str) -> None:
    assert_nothing_lost(text, "plain")


@given(DOCUMENTS)
def test_of_markdown(text: str) -> None:
    assert_nothing_lost(text, "markdown")


@given(st.text(max_size=200))
def test_of_any_text_whatever(text: str) -> None:
    raw = text.encode("utf-8", "ignore")
    if b"\0" not in raw:
        assert_nothing_lost(raw.decode(), "plain")


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1))
def test_what_is_written_is_read_back(text: str) -> None:
    if text.isprintable() and text == text.strip():
        for written in (yaml_scalar(text), yaml_flow(text)):
            document = read_yaml(f"a: {written}\n".encode(), "f.yaml")
            assert not document.problems
            assert document.data == {"a": text}


@pytest.mark.parametrize(
    "word", "no Yes null TRUE on 1 1.10 010 ~ a:_b a_#b -_a 'a {a} 2024-05-01 1e5 = y".replace("_", "\t").split(" ")
)
def test_words_that_yaml_could_mistake_are_quoted(word: str) -> None:
    word = word.replace("\t", " ")
    assert yaml_scalar(word).startswith('"')
    assert yaml_flow(word).startswith('"')
    assert read_yaml(f"a: {yaml_flow(word)}\n".encode(), "f.yaml").data == {"a": word}


def told_losses(text: str, kind: Format) -> list[str]:
    """What the import itself says is lost: every sign, not only words."""
    try:
        return [doubt for _, doubt in import_draft(text.encode(), kind).doubts if "not in the plan" in doubt]
    except ImportFailure:
        return []


@given(DOCUMENTS)
def test_no_sign_of_plain_text_is_lost(text: str) -> None:
    assert not told_losses(text, Format.PLAIN)


@given(DOCUMENTS)
def test_no_sign_of_markdown_is_lost(text: str) -> None:
    assert not told_losses(text, Format.MARKDOWN)
