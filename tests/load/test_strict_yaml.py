"""What the reader of data files accepts, what it refuses, and where it says the fault is."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from comparer.load.strict_yaml import Document, read_yaml
from comparer.model.problems import FilePosition, format_problem
from comparer.resources import rule_catalogue

Reader = Callable[[bytes], Document]
RULES = {rule_id for rule_id in rule_catalogue.all_rule_ids() if rule_id.startswith("yaml-")}
WITH_LIBYAML = hasattr(yaml, "CSafeLoader")


def read_pure(content: bytes) -> Document:
    """Read as where libyaml is missing."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delattr(yaml, "CSafeLoader", raising=False)
        return read_yaml(content, "f.yaml")


@pytest.fixture(params=["libyaml", "pure"])
def reader(request: pytest.FixtureRequest) -> Reader:
    if request.param == "libyaml" and not WITH_LIBYAML:
        pytest.skip("libyaml is missing")
    return read_pure if request.param == "pure" else lambda content: read_yaml(content, "f.yaml")


def faults(document: Document) -> list[tuple[str, int, int]]:
    return [(problem.rule, problem.position.line, problem.position.column) for problem in document.problems]


# What is written, and every fault: rule, line, column.
REFUSED: dict[str, list[tuple[str, int, int]]] = {
    "a: 1\nb: 2\na: 3\n": [("yaml-duplicate-key", 3, 1)],
    "a: {b: 1, b: 2}\n": [("yaml-duplicate-key", 1, 11)],
    'a: 1\n"a": 2\n': [("yaml-duplicate-key", 2, 1)],
    "a: 1\na: {c: 010}\n": [("yaml-duplicate-key", 2, 1), ("yaml-leading-zero", 2, 8)],
    "a: &x 1\n": [("yaml-anchor", 1, 4)],
    "a: &x\n  b: c\n": [("yaml-anchor", 1, 4)],
    "a: &x [1]\nb: *x\n": [("yaml-anchor", 1, 4), ("yaml-alias", 2, 4)],
    "a: **bold**\n": [("yaml-alias", 1, 4)],
    "<<: {a: 1}\nb: 2\n": [("yaml-merge-key", 1, 1)],
    "a: !!str 3\n": [("yaml-tag", 1, 4)],
    "a: ! b\n": [("yaml-tag", 1, 4)],
    "a: !e!x b\n": [("yaml-tag", 1, 4)],
    "a: !!map {b: c}\n": [("yaml-tag", 1, 4)],
    "a: 1\n---\nb: 2\n": [("yaml-second-document", 2, 1)],
    "%YAML 1.1\n---\na: NO\n": [("yaml-directive", 1, 1)],
    "# note\n%OTHER x\n---\na: b\n": [("yaml-directive", 2, 1)],
    "a:\n\tb: 1\n\tc: 2\n": [("yaml-tab", 2, 1), ("yaml-tab", 3, 1)],
    "a:\n  - b\n \t- c\n": [("yaml-tab", 3, 2)],
    "a:\tb\n": [("yaml-tab", 1, 3)],
    "a: The fleet leaves the bay #except in May\n": [("yaml-cut-text", 1, 29)],
    "a: b\tc\n": [("yaml-tab", 1, 5)],
    "a: [b,\tc]\n": [("yaml-tab", 1, 7)],
    "a: 1\na: 2\nb:\n\tc: 010\n": [("yaml-duplicate-key", 2, 1), ("yaml-tab", 4, 1)],
    "1: a\n": [("yaml-key-type", 1, 1)],
    "true: a\nnull: b\n1.10: c\n": [("yaml-key-type", 1, 1), ("yaml-key-type", 2, 1), ("yaml-key-type", 3, 1)],
    "?\n: b\n": [("yaml-key-type", 1, 1)],
    "?  # why?\n\n: b\n": [("yaml-key-type", 1, 1)],
    "a: {{? }}\n": [("yaml-syntax", 1, 6)],
    "a: [b,\n  ? c]\n": [("yaml-syntax", 2, 3)],
    "? [a, b]\n: c\nd: e\n": [("yaml-key-type", 1, 3)],
    "a: b\x07c\n": [("yaml-control-character", 1, 5)],
    "a: b\u2028c\nd: 010\n": [("yaml-control-character", 1, 5), ("yaml-leading-zero", 2, 4)],
    "a: b\x85c\nd: 010\n": [("yaml-control-character", 1, 5), ("yaml-leading-zero", 2, 4)],
    "a: b\ufeffc\n": [("yaml-control-character", 1, 5)],
    'a: "\\e[31m"\n': [("yaml-control-character", 1, 4)],
    "a: [1, 2\n": [("yaml-syntax", 1, 4)],
    "b: 1\na: 'x\n": [("yaml-syntax", 2, 4)],
    "a: b: c\n": [("yaml-syntax", 1, 5)],
    "a: @b\n": [("yaml-syntax", 1, 4)],
    "a: x\n- b\n": [("yaml-syntax", 2, 1)],
    'a: "b" c\n': [("yaml-syntax", 1, 8)],
    "a: 1\na: 2\nb: ]\n": [("yaml-duplicate-key", 2, 1), ("yaml-syntax", 3, 4)],
    "": [("yaml-empty", 1, 1)],
    "# only a remark\n": [("yaml-empty", 1, 1)],
    "---\n": [("yaml-empty", 1, 1)],
    "a: 010\n": [("yaml-leading-zero", 1, 4)],
    "a: -007.5\n": [("yaml-leading-zero", 1, 4)],
    "a: True\nb: [NULL]\n": [("yaml-word-case", 1, 4), ("yaml-word-case", 2, 5)],
    "a: .inf\n": [("yaml-not-a-number", 1, 4)],
    "a: [-.INF, .nan]\n": [("yaml-not-a-number", 1, 5), ("yaml-not-a-number", 1, 12)],
    "a: 9007199254740993\n": [("yaml-large-integer", 1, 4)],
    f"a: {'9' * 9000}\n": [("yaml-large-integer", 1, 4)],
    "a: 1.10\nb: 1.0\n": [("yaml-trailing-zero", 1, 4), ("yaml-trailing-zero", 2, 4)],
    "a: 0.12345678901234567891\n": [("yaml-inexact-decimal", 1, 4)],
    **{
        f"a: {text}\n": [("yaml-number-form", 1, 4)]
        for text in ["+5", "0x1F", "0o17", "1e5", ".5", "5.", "-0", "-1.5E3"]
    },
}


@pytest.mark.parametrize("text", REFUSED, ids=lambda text: repr(text)[:40])
def test_what_is_refused_and_where(reader: Reader, text: str) -> None:
    document = reader(text.encode())
    assert faults(document) == REFUSED[text]
    assert all("\n" not in format_problem(problem) and len(problem.message) > 15 for problem in document.problems)


REFUSED_BYTES: dict[bytes, tuple[str, int, int, str]] = {
    "a: b".encode("utf-16"): ("yaml-encoding", 1, 1, "UTF-16"),
    "a: b".encode("utf-32"): ("yaml-encoding", 1, 1, "UTF-32"),
    "a: b".encode("utf-16-le"): ("yaml-nul-byte", 1, 2, "UTF-8"),
    b"a: b\nc: d\0e": ("yaml-nul-byte", 2, 5, "UTF-8"),
    "a: ж\nб: caf".encode() + b"\xe9\n": ("yaml-encoding", 2, 7, "0xE9"),
    b"\xef\xbb\xbfa: \xff": ("yaml-encoding", 1, 4, "0xFF"),
}


@pytest.mark.parametrize("content", REFUSED_BYTES, ids=repr)
def test_other_encodings_are_named_at_the_first_bad_byte(content: bytes) -> None:
    rule, row, column, word = REFUSED_BYTES[content]
    document = read_yaml(content, "f.yaml")
    assert faults(document) == [(rule, row, column)]
    assert word in document.problems[0].message
    assert document.data is None


def test_every_rule_has_a_case() -> None:
    shown = {rule for cases in REFUSED.values() for rule, _, _ in cases} | {case[0] for case in REFUSED_BYTES.values()}
    assert shown | {"yaml-depth"} == RULES


STRINGS = ["NO", "no", "on", "yes", "off", "50:50", "2025-11-27", "600,000", "100_000", "12:30", "1:30:00", "=", "nUll"]
STRINGS += ["tRue", "1.2.3", "7-1", "10a", "--", "+", ".", "..", "...x", "-a", "0b1", "0x", "0o9", "1e", "e5", ".e5"]
STRINGS += ["nan", "inf", "--5", "1,5", "5 000", "٣", "１"]
ACCEPTED: dict[str, Any] = {text: text for text in STRINGS}
ACCEPTED |= {"true": True, "false": False, "null": None, "~": None, "": None, "0": 0, "-12": -12}
ACCEPTED |= {"9007199254740992": 2**53, "12.5": 12.5, "-0.25": -0.25, "0.00001": 0.00001, "1234567.5": 1234567.5}


@pytest.mark.parametrize("text", ACCEPTED, ids=repr)
def test_plain_scalars_read_as_yaml_1_2_and_json_read_them(reader: Reader, text: str) -> None:
    document = reader(f"a: {text}\nb:\n- {text}\n- {{c: {'null' if ',' in text else text}}}\n".encode())
    assert document.problems == ()
    for value in (document.data["a"], document.data["b"][0]):
        assert (value, type(value)) == (ACCEPTED[text], type(ACCEPTED[text]))


@pytest.mark.parametrize("text", ["010", "True", "1.10", "null", "12", "<<", "&a", "!b", "*c", "a\\tb", "\t"])
def test_quoted_and_block_text_is_always_a_string(reader: Reader, text: str) -> None:
    raw = text.replace("\t", "x\ty")
    document = reader(f"a: '{raw}'\nb: |-\n  {raw}\n'{raw}': 1\n".encode())
    assert document.problems == ()
    assert document.data == {"a": raw, "b": raw, raw: 1}


def test_the_message_names_the_first_key_and_the_way_out() -> None:
    document = read_yaml(b"a: 1\nb: 5.\na: 2\n", "p.yaml")
    text = "'5.' would be read as a number and not as it is written (put it in quotes: \"5.\")"
    assert [format_problem(problem) for problem in document.problems] == [
        f"p.yaml:2:4: error[yaml-number-form]: {text}",
        "p.yaml:3:1: error[yaml-duplicate-key]: the key 'a' stands twice, first on line 1; keep one of them",
    ]
    assert document.data == {"a": 1, "b": "5."}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a: Note: b\n", "quotes"),
        ('a: "b" c\n', "follows"),
        ("a: [b] c\n", "follows"),
        ("a:\n    b: c\n  d: e\n", "align"),
        ("a: 'b\n", "never closed"),
        ("a: {b: c\nd: e\n", "bracket"),
        ('a: "\\d"\n', "backslash"),
        ("a: b\nwords\nc: d\n", "add the colon"),
    ],
)
def test_a_syntax_error_says_what_to_mend(reader: Reader, text: str, words: str) -> None:
    (problem,) = reader(text.encode()).problems
    assert problem.rule == "yaml-syntax"
    assert words in problem.message


def test_tabs_are_allowed_in_quotes_blocks_and_remarks(reader: Reader) -> None:
    document = reader(b"a: 'x\ty'  # one\ttwo\nb: |\n  one\n  \ttwo\n# three\tfour\nc: 1\n")
    assert document.problems == ()
    assert document.data == {"a": "x\ty", "b": "one\n\ttwo\n", "c": 1}


POSITIONS = "title: Один 🕊 два\nprovisions:\n  - id: x\n    terms: {макс: 5, b: }\n  -\n  - >-\n    text\nlast:\n"


@pytest.mark.parametrize("prefix", [b"", b"\xef\xbb\xbf"], ids=["plain", "byte order mark"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=repr)
def test_every_value_and_key_has_its_place(reader: Reader, prefix: bytes, newline: str) -> None:
    document = reader(prefix + POSITIONS.replace("\n", newline).encode())
    assert document.problems == ()
    result = {path: (place.line, place.column) for path, place in document.positions.items()}
    assert result == {
        (): (1, 1),
        ("title",): (1, 8),
        ("provisions",): (3, 3),
        ("provisions", 0): (3, 5),
        ("provisions", 0, "id"): (3, 9),
        ("provisions", 0, "terms"): (4, 12),
        ("provisions", 0, "terms", "макс"): (4, 19),
        ("provisions", 0, "terms", "b"): (4, 22),
        ("provisions", 1): (5, 4),
        ("provisions", 2): (6, 5),
        ("last",): (8, 1),
    }
    assert document.positions.key_place(("provisions", 0, "terms", "b")) == FilePosition("f.yaml", 4, 22)
    assert document.positions.key_place(("provisions",)) == FilePosition("f.yaml", 2, 1)


def test_columns_count_characters_whatever_their_width(reader: Reader) -> None:
    document = reader("{'🕊🕊': x, 'їжак': 010}\n".encode())
    assert document.positions[("🕊🕊",)] == FilePosition("f.yaml", 1, 8)
    assert faults(document) == [("yaml-leading-zero", 1, 19)]


def test_a_path_that_is_not_there_has_the_place_of_what_would_hold_it() -> None:
    positions = read_yaml(b"a:\n  - b: c\n", "f.yaml").positions
    assert positions.nearest_place(("a", 0, "missing", 3)) == FilePosition("f.yaml", 2, 5)
    assert positions.nearest_place(("a", 7)) == FilePosition("f.yaml", 2, 3)
    for path in [("a", 1), ("a", "b"), ("a", -1), ("a", 0, "b", "c"), (0,), ("x",)]:
        assert path not in positions
    with pytest.raises(KeyError):
        positions.key_place(("a", 0))
    assert read_yaml(b"a: ]", "f.yaml").positions.nearest_place(("a",)) == FilePosition("f.yaml")


@pytest.mark.parametrize("text", ["[" * 100_000, "- " * 100_000, "{a: " * 100_000, "[" * 61 + "]" * 61], ids=range(4))
def test_bottomless_nesting_is_a_fault_and_no_crash(reader: Reader, text: str) -> None:
    document = reader(text.encode())
    assert [problem.rule for problem in document.problems] == ["yaml-depth"]
    assert document.data is None


def test_the_cap_itself_is_allowed(reader: Reader) -> None:
    assert reader(b"[" * 60 + b"]" * 60).problems == ()
    assert [problem.rule for problem in read_yaml(b"[[[]]]", "f", max_depth=2).problems] == ["yaml-depth"]


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029\ufeff\ufffe\uffff"))
NUMBER = st.integers(-(2**53), 2**53) | st.decimals(-1000, 1000, places=3).map(float).filter(lambda x: x != int(x))
DATA = st.recursive(
    st.none() | st.booleans() | NUMBER | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=20,
)


def block_style(data: Any, indent: str = "") -> str:
    """A plain emitter: lists and mappings in block style, strings in double quotes."""
    if isinstance(data, dict) and data:
        rows = ((f"{json.dumps(key, ensure_ascii=False)}:", value) for key, value in data.items())
    elif isinstance(data, list) and data:
        rows = (("-", value) for value in data)
    else:
        return " " + json.dumps(data, ensure_ascii=False) + "\n"
    return "\n" + "".join(f"{indent}{head}{block_style(value, indent + '  ')}" for head, value in rows)


@given(DATA.filter(lambda data: data is not None))
@settings(max_examples=150, deadline=None)
def test_what_is_written_is_read_back_by_both_parsers(data: Any) -> None:
    content = block_style({"data": data}).encode()
    document, pure = read_yaml(content, "f.yaml"), read_pure(content)
    assert document.problems == () == pure.problems
    assert document.data == pure.data == {"data": data}
    assert dict(document.positions) == dict(pure.positions)
    assert set(document.positions) == set(paths(document.data))


def paths(data: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    yield path
    parts = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, part in parts:
        yield from paths(part, (*path, step))


@given(st.binary(max_size=80) | st.text(max_size=80).map(lambda text: text.encode("utf-8", "surrogatepass")))
@settings(max_examples=300, deadline=None)
def test_no_bytes_make_it_raise(content: bytes) -> None:
    for document in (read_yaml(content, "f.yaml"), read_pure(content)):
        assert {problem.rule for problem in document.problems} <= RULES
        assert document.problems or document.data is not None
        assert all("\n" not in format_problem(problem) for problem in document.problems)


# Without tabs and without a remark straight after | or >, on which the parsers part ways in what is broken anyway.
PIECES = [
    "a",
    "b",
    ": ",
    ":",
    "- ",
    "\n",
    "\n  ",
    "\n    ",
    "[",
    "]",
    "{",
    "}",
    ", ",
    "'",
    '"',
    " # ",
    "|",
    ">-",
    "010",
]
PIECES += ["1.5", "true", "NULL", "&x ", "*x", "!t ", "<<", "---\n", "\\n", "\r\n", "ж", "🕊", "@", "~", " "]


@pytest.mark.skipif(not WITH_LIBYAML, reason="libyaml is missing")
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
@settings(max_examples=500, deadline=None)
def test_both_parsers_agree_on_what_they_read_to_the_end(text: str) -> None:
    fast, pure = read_yaml(text.encode(), "f.yaml"), read_pure(text.encode())
    assert fast.data == pure.data
    assert dict(fast.positions) == dict(pure.positions)
    if fast.data is not None:
        assert fast.problems == pure.problems
