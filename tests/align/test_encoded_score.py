"""How well two clauses fit: what each signal adds, and that an earlier one outweighs all later ones."""

from __future__ import annotations

from typing import Any

import pytest

from comparer.align.encoded_score import score_candidate_pairs, score_pair, strongest_edge
from comparer.norms.relate import CanonicalClause
from tests.factories.norms import WORDS, exactly, held_by, norm, ready


def pair(
    left: Any, right: Any, issues: tuple[str, str] = ("land.sale", "land.sale")
) -> tuple[CanonicalClause, CanonicalClause]:
    """Two clauses that have no word in common."""
    return ready("1", left, text="red hen", issue=issues[0]), ready("1", right, plan="q", text="fox", issue=issues[1])


SALE, LATER = norm(), norm("defers", "", ())
HERE, ABOVE, ELSEWHERE, NOWHERE = "land.sale", "land", "dues", ""


@pytest.mark.parametrize(
    ("left", "right", "value", "same_norm"),
    [
        (SALE, SALE, 126, True),
        (SALE, norm("must-not"), 124, True),
        (SALE, norm("may"), 126, True),
        (norm("may"), norm("need-not"), 124, True),
        # objects: the field is two of the estate's four parts
        (SALE, norm(objects="estate"), 118, True),
        (SALE, norm(objects="mill"), 46, False),
        (SALE, norm(objects=()), 46, False),
        (norm(objects=()), norm(objects=()), 110, True),
        (norm(objects="anyone"), norm(objects=()), 46, False),
        (norm(objects="anyone"), SALE, 118, True),
        (norm(objects="anyone"), norm(objects="anyone"), 126, True),
        # agents
        (SALE, norm(by="bo"), 54, False),
        (SALE, norm(by=("ada", "bo")), 122, True),
        (SALE, norm(by="anyone"), 122, True),
        (norm(by="anyone"), norm(by="anyone"), 126, True),
        # the same doing needs one status
        (norm(status="mill"), norm(status="barn"), 62, False),
        # acts
        (SALE, norm(act="hand-over"), 46, False),
        (SALE, norm(act="pay"), 30, False),
        (norm(act="leave"), norm(act="keep"), 46, False),
        (LATER, LATER, 30, False),
        # terms
        (norm(quantities=exactly("sum", 1)), norm(quantities=exactly("sum", 2)), 127, True),
        (norm(quantities=exactly("time", 1)), norm(quantities=exactly("time", 2)), 127, True),
        (norm(instruments="by-letter"), norm(instruments="by-letter"), 127, True),
        (norm(quantities=exactly("sum", 1)), norm(quantities=exactly("sum", 2, of="mill")), 126, True),
        (norm(quantities=exactly("sum", 1), instruments="by-letter"), norm(quantities=exactly("sum", 2)), 126.5, True),
    ],
)
def test_what_each_signal_adds(left: Any, right: Any, value: float, same_norm: bool) -> None:
    for a, b in (pair(left, right), pair(right, left)):
        found = score_pair(a, b, WORDS)
        assert found
        assert found.value == pytest.approx(value, abs=1e-5)
        assert found.same_norm is same_norm


@pytest.mark.parametrize(
    ("issues", "value", "same_norm"),
    [
        ((HERE, HERE), 126, True),
        ((HERE, ABOVE), 124, True),
        ((HERE, ELSEWHERE), 122, False),
        ((HERE, NOWHERE), 122, False),
        ((NOWHERE, NOWHERE), 122, False),
    ],
)
def test_what_the_issue_adds(issues: tuple[str, str], value: float, same_norm: bool) -> None:
    for both in (issues, issues[::-1]):
        found = score_pair(*pair(SALE, SALE, both), WORDS)
        assert found
        assert found.value == pytest.approx(value, abs=1e-5)
        assert found.same_norm is same_norm


@pytest.mark.parametrize(
    ("left", "right", "issues"),
    [
        (SALE, norm(objects="mill"), (HERE, ELSEWHERE)),
        (SALE, norm(act="hand-over"), (HERE, NOWHERE)),
        (SALE, norm(act="pay", objects="carts"), (HERE, HERE)),
        (norm(act="leave"), norm(act="keep", objects="carts"), (HERE, HERE)),
        (SALE, None, (HERE, ABOVE)),
        (None, None, (NOWHERE, NOWHERE)),
    ],
)
def test_what_is_no_counterpart_at_all(left: Any, right: Any, issues: tuple[str, str]) -> None:
    assert score_pair(*pair(left, right, issues), WORDS) is None
    assert score_pair(*pair(right, left, issues[::-1]), WORDS) is None


def test_words_decide_between_equals() -> None:
    def value(one: Any, text: str, other: str) -> float:
        found = score_pair(ready("1", one, text=text), ready("1", one, plan="q", text=other), WORDS)
        assert found
        return found.value

    assert value(SALE, "red hen", "red hen") == pytest.approx(126.5, abs=1e-5)
    assert value(SALE, "red hen", "red fox") == pytest.approx(126.25, abs=1e-5)
    assert value(None, "red hen", "red hen") == pytest.approx(4.5, abs=1e-5)
    assert value(None, "red hen", "fox") == pytest.approx(4, abs=1e-5)


def test_a_clause_fits_as_well_as_its_best_reading() -> None:
    worse, better = held_by("a", norm(act="pay")), held_by("b", SALE)
    for variants in ((worse, better), (better, worse)):
        several = ready("1", None, plan="q", variants=variants, text="fox")
        found = score_pair(ready("1", SALE, text="red hen"), several, WORDS)
        assert found
        assert found.value == pytest.approx(126, abs=1e-5)
        assert found.same_norm


def test_equal_clauses_are_told_apart_alike_from_both_sides() -> None:
    def value(a: tuple[str, str], b: tuple[str, str]) -> float:
        left, right = ready(a[0], SALE, text=a[1]), ready(b[0], SALE, plan="q", text=b[1])
        found, back = score_pair(left, right, WORDS), score_pair(right, left, WORDS)
        assert found
        assert found == back
        return found.value

    by_text = {value(("1", "red hen"), ("1", text)) for text in ("fox", "dog", "cat", "owl")}
    by_id = {value(("1", "red hen"), (name, "fox")) for name in ("1", "2", "3", "4")}
    assert len(by_text) == len(by_id) == 4
    assert max(by_text) - min(by_text) < 1e-5
    assert max(by_id) - min(by_id) < 1e-8
    # Whatever the ids, words tell clauses apart first.
    assert abs(value(("1", "red hen"), ("1", "fox")) - value(("1", "red hen"), ("1", "dog"))) > 1e-8


def test_only_pairs_that_fit_and_are_not_barred_are_weighed() -> None:
    left = [ready("1", SALE), ready("2", norm(act="pay", objects="carts"), issue="dues"), ready("3", issue="watch")]
    right = [
        ready("1", norm("may"), plan="q", issue=""),
        ready("2", norm(act="pay", objects="carts"), plan="q", issue="dues"),
        ready("3", plan="q", issue="watch"),
        ready("4", SALE, plan="q"),
    ]
    found = score_candidate_pairs(left, right, frozenset(), WORDS)
    assert sorted(found) == [(0, 0), (0, 3), (1, 1), (2, 2)]
    assert found[0, 3] == score_pair(left[0], right[3], WORDS)
    barred = frozenset({frozenset(("p#1", "q#4")), frozenset(("p#3", "q#9"))})
    assert sorted(score_candidate_pairs(left, right, barred, WORDS)) == [(0, 0), (1, 1), (2, 2)]


def test_the_strongest_of_several() -> None:
    left, right = [ready("1", SALE)], [ready("1", norm("may"), plan="q"), ready("2", norm("must-not"), plan="q")]
    found = score_candidate_pairs(left, right, frozenset(), WORDS)
    assert strongest_edge([(0, 0), (0, 1)], found) == strongest_edge([(0, 1), (0, 0)], found) == (0, 0)
    twins = dict.fromkeys([(0, 0), (0, 1)], found[0, 0])
    assert strongest_edge([(0, 0), (0, 1)], twins) == strongest_edge([(0, 1), (0, 0)], twins) == (0, 1)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        # whatever speaks for the worse, an earlier signal outweighs it
        (norm("must-not", objects="estate", by=("ada", "bo", "cy")), norm(act="hand-over")),
        (norm("must-not", objects="north", by="cy"), norm("must-not", objects=("north", "mill"), by="cy")),
        (norm("must-not", by=("ada", "bo")), norm("must-not", by=("ada", "bo", "cy"))),
        (norm(), norm("must-not", quantities=exactly("sum", 1))),
        (norm(quantities=exactly("sum", 2)), norm(quantities=exactly("time", 2))),
        (norm(by="anyone"), norm(by="bo", objects=("field", "mill"))),
    ],
)
def test_an_earlier_signal_outweighs_all_later_ones(better: Any, worse: Any) -> None:
    one = ready("1", norm(quantities=exactly("sum", 1)))
    good, bad = (score_pair(one, ready("2", each, plan="q"), WORDS) for each in (better, worse))
    assert good
    assert bad
    assert good.value > bad.value + 0.01
