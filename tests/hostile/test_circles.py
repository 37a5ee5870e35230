"""Two shortcuts give what the long way gives, on every small case that chance brings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comparer.load.checks.cycles import find_cycles
from comparer.model import token_alignment
from comparer.model.token_alignment import align_tokens, count_comparisons
from comparer.model.vocabulary import NormObject, VocabularyData
from comparer.norms.vocabulary import Vocabulary

NAMES = st.sampled_from("abcdefg")
WORDS = st.lists(st.sampled_from(["the", "towns", "pay", "keep", "600"]), max_size=12)


def find_cycles_the_long_way(graph: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """From every name by every way, nearest first."""
    seen: set[str] = set()
    for start in sorted(graph):
        ways, at = [(start,)], 0
        reached, result = {start}, ()
        while at < len(ways) and not result and start not in seen:
            for following in sorted(graph.get(ways[at][-1], ())):
                if following == start:
                    result = ways[at]
                    break
                if following not in reached:
                    reached.add(following)
                    ways.append((*ways[at], following))
            at += 1
        if result:
            seen.update(result)
            yield result


@given(st.dictionaries(NAMES, st.lists(NAMES, max_size=3), max_size=7))
@settings(max_examples=300, deadline=None)
def test_circles_are_those_of_the_long_way(graph: dict[str, list[str]]) -> None:
    assert [*find_cycles(graph)] == [*find_cycles_the_long_way(graph)]


@given(WORDS, WORDS)
@settings(max_examples=200, deadline=None)
def test_words_are_aligned_as_the_library_does_while_that_is_quick(left: list[str], right: list[str]) -> None:
    assert align_tokens(left, right) == SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    assert count_comparisons(left, right) == sum(a == b for a in left for b in right)


@given(WORDS, WORDS)
@settings(max_examples=200, deadline=None)
def test_where_that_takes_long_the_common_ends_are_kept_and_every_word_has_its_place(
    left: list[str], right: list[str]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(token_alignment, "MAX_TOKEN_COMPARISONS", -1)
        opcodes = align_tokens(left, right)
    assert [left[at] for _, a, b, _, _ in opcodes for at in range(a, b)] == left
    assert [right[at] for _, _, _, c, d in opcodes for at in range(c, d)] == right
    for kind, a, b, c, d in opcodes:
        assert (left[a:b] == right[c:d]) == (kind == "equal")
        assert kind != "replace" or left[a : a + 1] != right[c : c + 1] or not left[a:b] or not right[c:d]
        assert kind != "replace" or left[b - 1 : b] != right[d - 1 : d] or not left[a:b] or not right[c:d]


def test_the_bound_itself_is_still_aligned_word_by_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(token_alignment, "MAX_TOKEN_COMPARISONS", 3)
    left, right = ["a", "x", "b", "y", "c"], ["a", "b", "c"]
    assert [kind for kind, *_ in align_tokens(left, right)] == ["equal", "delete", "equal", "delete", "equal"]
    monkeypatch.setattr(token_alignment, "MAX_TOKEN_COMPARISONS", 2)
    assert [kind for kind, *_ in align_tokens(left, right)] == ["equal", "replace", "equal"]


def test_leaves_below_a_word_are_worked_out_once_and_a_circle_ends() -> None:
    things = [NormObject(id=f"w{n}{side}", parts=(f"w{n + 1}a", f"w{n + 1}b")) for n in range(60) for side in "ab"]
    words = Vocabulary(VocabularyData(objects=tuple(things)))
    assert {"w60a", "w60b"} <= words.object_scope(["w0a"]).leaves
    circle = Vocabulary(VocabularyData(objects=(NormObject(id="a", parts=("b",)), NormObject(id="b", parts=("a",)))))
    assert circle.object_scope(["a"]).leaves


def test_a_word_that_comes_back_often_in_a_long_text_is_aligned_like_any_other() -> None:
    """The library would leave such words out by itself where a text has two hundred words."""
    left = ["the", "towns", "pay"] * 90
    right = [*left[:100], "never", *left[100:]]
    opcodes = [*align_tokens(left, right)]
    assert opcodes == SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
