"""How well two clauses of one question fit: what each signal adds, that an earlier one outweighs all later ones."""

from __future__ import annotations

from typing import Any

import pytest

from comparer.align.encoded_score import Fit, score_candidate_pairs, score_pair
from comparer.model.plan import ClauseState
from comparer.norms.relate import CanonicalClause
from tests.factories.norms import WORDS, exactly, held_by, norm, ready, when


def pair(left: Any, right: Any) -> tuple[CanonicalClause, CanonicalClause]:
    """Two clauses that have no word in common."""
    return ready("1", left, text="red hen"), ready("1", right, plan="q", text="fox")


SALE, LATER, DROUGHT = norm(), norm("defers", "", ()), {"conditions": when("drought")}
DOING, OTHER, PUT_OFF, RAW = Fit.SAME_DOING, Fit.OTHER_ANSWER, Fit.DEFERRAL, Fit.UNENCODED


@pytest.mark.parametrize(
    ("left", "right", "value", "fit"),
    [
        (SALE, SALE, 62, DOING),
        (SALE, norm("must-not"), 60, DOING),
        (SALE, norm("may"), 62, DOING),
        (norm("may"), norm("need-not"), 60, DOING),
        # the case: what is made for when it rains is no counterpart of what is made for all weathers, if any is better
        (SALE, norm(**DROUGHT), 30, DOING),
        (norm(**DROUGHT), norm(**DROUGHT), 62, DOING),
        (norm(**DROUGHT), norm(conditions=when("flood")), 30, DOING),
        # objects: the field is two of the estate's four parts
        (SALE, norm(objects="estate"), 58, DOING),
        (SALE, norm(objects="mill"), 54, OTHER),
        (SALE, norm(objects=()), 54, OTHER),
        (norm(objects=()), norm(objects=()), 54, DOING),
        (norm(objects="anyone"), norm(objects=()), 54, OTHER),
        (norm(objects="anyone"), SALE, 58, DOING),
        (norm(objects="anyone"), norm(objects="anyone"), 62, DOING),
        # agents
        (SALE, norm(by="bo"), 58, OTHER),
        (SALE, norm(by="unnamed"), 58, DOING),  # a bearer who is not named leaves the doer open
        (SALE, norm(by=("ada", "bo")), 60, DOING),
        (SALE, norm(by="anyone"), 60, DOING),
        (norm(by="anyone"), norm(by="anyone"), 62, DOING),
        # as what a thing is to count may differ: a rival answer of the same doing, behind one of the same status
        (norm(status="mill"), norm(status="barn"), 54, DOING),
        (norm(status="mill"), norm(status="mill"), 62, DOING),
        # acts: what comes to it, and what rules it out
        (SALE, norm(act="hand-over"), 54, DOING),
        (SALE, norm(act="keep"), 50, DOING),
        (norm(act="leave"), norm(act="keep"), 50, DOING),
        (SALE, norm(act="pay"), 46, OTHER),
        # what leaves a thing for later
        (SALE, LATER, 36, PUT_OFF),
        (LATER, LATER, 54, PUT_OFF),
        (SALE, norm("defers"), 60, DOING),
        (SALE, norm("defers", "talk-over"), 44, PUT_OFF),
        (SALE, norm("defers", "talk-over", "mill"), 36, OTHER),
        # terms
        (norm(quantities=exactly("sum", 1)), norm(quantities=exactly("sum", 2)), 63, DOING),
        (norm(quantities=exactly("time", 1)), norm(quantities=exactly("time", 2)), 63, DOING),
        (norm(instruments="by-letter"), norm(instruments="by-letter"), 63, DOING),
        (norm(quantities=exactly("sum", 1)), norm(quantities=exactly("sum", 2, of="mill")), 62, DOING),
        (norm(quantities=exactly("sum", 1), instruments="by-letter"), norm(quantities=exactly("sum", 2)), 62.5, DOING),
    ],
)
def test_what_each_signal_adds(left: Any, right: Any, value: float, fit: Fit) -> None:
    for a, b in (pair(left, right), pair(right, left)):
        score = score_pair(a, b, WORDS)
        assert score.value == pytest.approx(value + (64 if fit is OTHER else 0), abs=1e-5)  # one question, named first
        assert score.fit is fit


def test_two_other_answers_fit_better_where_both_name_the_question_first() -> None:
    """What they answer first outweighs all that their norms have in common."""
    both: dict[str, Any] = {"questions": ("dues", "watch")}
    near, far = norm(act="pay", objects="mill"), norm("must-not", "hold", "carts", "cy", conditions=when("flood"))
    kept = ready("1", norm(act="inspect", objects="mill"), **both)
    first = score_pair(kept, ready("2", far, plan="q", questions=("dues",)), WORDS)
    second = score_pair(kept, ready("3", near, plan="q", questions=("watch", "dues")), WORDS)
    assert first.fit is second.fit is OTHER
    assert first.value > second.value + 1
    # What is one doing is told by the doing.
    item, other = ready("4", SALE, **both), ready("5", SALE, plan="q", questions=("watch",))
    assert score_pair(item, other, WORDS).value == pytest.approx(62, abs=1e-5)


@pytest.mark.parametrize(
    ("left", "right", "fit"),
    [
        (norm("defers", "sell"), norm(objects="mill"), PUT_OFF),
        (norm("defers", "sell"), norm("may", objects="mill"), PUT_OFF),
        (norm("defers", "sell"), norm(act="pay", objects="mill"), OTHER),
        (norm("defers", "recognise", status="carts"), norm(act="recognise", objects="mill", status="barn"), OTHER),
        (norm("defers", "sell", ()), norm(act="pay", objects=()), PUT_OFF),
        (norm("must-not", "sell"), norm(objects="mill"), OTHER),
    ],
)
def test_what_is_left_for_later_is_its_doing_of_whatever_object(left: Any, right: Any, fit: Fit) -> None:
    for a, b in (pair(left, right), pair(right, left)):
        assert score_pair(a, b, WORDS).fit is fit


@pytest.mark.parametrize(
    ("left", "right", "fit"),
    [
        (ready("1", SALE), ready("1", plan="q"), RAW),
        (ready("1"), ready("1", plan="q"), RAW),
        (ready("1", SALE), ready("1", plan="q", state=ClauseState.DEFERRED), PUT_OFF),
        (ready("1", LATER), ready("1", plan="q"), PUT_OFF),
        (ready("1", norm(act="pay")), ready("1", SALE, plan="q", state=ClauseState.MOVED), PUT_OFF),
    ],
)
def test_how_clauses_fit_of_which_not_both_are_encoded_or_settled(
    left: CanonicalClause, right: CanonicalClause, fit: Fit
) -> None:
    assert score_pair(left, right, WORDS).fit is score_pair(right, left, WORDS).fit is fit
    assert score_pair(left, right, WORDS).value > 0


def test_words_decide_between_equals() -> None:
    def value(item: Any, text: str, other: str) -> float:
        return score_pair(ready("1", item, text=text), ready("1", item, plan="q", text=other), WORDS).value

    assert value(SALE, "red hen", "red hen") == pytest.approx(62.5, abs=1e-5)
    assert value(SALE, "red hen", "red fox") == pytest.approx(62.25, abs=1e-5)
    assert value(None, "red hen", "red hen") == pytest.approx(0.5, abs=1e-5)
    assert value(None, "red hen", "fox") == pytest.approx(0, abs=1e-5)


def test_a_clause_fits_as_well_as_its_best_reading() -> None:
    worse, better = held_by("a", norm(act="pay")), held_by("b", SALE)
    for variants in ((worse, better), (better, worse)):
        several = ready("1", None, plan="q", variants=variants, text="fox")
        score = score_pair(ready("1", SALE, text="red hen"), several, WORDS)
        assert score.value == pytest.approx(62, abs=1e-5)
        assert score.fit is DOING


def test_equal_clauses_are_told_apart_alike_from_both_sides() -> None:
    def value(a: tuple[str, str], b: tuple[str, str]) -> float:
        left, right = ready(a[0], SALE, text=a[1]), ready(b[0], SALE, plan="q", text=b[1])
        score = score_pair(left, right, WORDS)
        assert score == score_pair(right, left, WORDS)
        return score.value

    by_text = {value(("1", "red hen"), ("1", text)) for text in ("fox", "dog", "cat", "owl")}
    by_id = {value(("1", "red hen"), (name, "fox")) for name in ("1", "2", "3", "4")}
    assert len(by_text) == len(by_id) == 4
    assert max(by_text) - min(by_text) < 1e-5
    assert max(by_id) - min(by_id) < 1e-8
    # Whatever the ids, words tell clauses apart first.
    assert abs(value(("1", "red hen"), ("1", "fox")) - value(("1", "red hen"), ("1", "dog"))) > 1e-8


def test_only_pairs_that_share_a_question_and_are_not_barred_are_weighed() -> None:
    left = [ready("1", SALE), ready("2", norm(act="pay", objects="carts"), issue="dues"), ready("3", issue="watch")]
    right = [
        ready("1", norm("may"), plan="q", issue=""),
        ready("2", norm(act="pay", objects="carts"), plan="q", issue="dues"),
        ready("3", plan="q", issue="watch"),
        ready("4", SALE, plan="q"),
        ready("5", SALE, plan="q", issue="land"),
    ]
    result = score_candidate_pairs(left, right, frozenset(), WORDS)
    assert sorted(result) == [(0, 3), (1, 1), (2, 2)]
    assert result[0, 3].is_sole_pair  # of their texts, only these two answer the question
    score = score_pair(left[0], right[3], WORDS)
    assert result[0, 3].fit is score.fit
    assert abs(result[0, 3].value - score.value) < 1e-8  # no twins here that their ids would have to tell apart
    barred = frozenset({frozenset(("p#1", "q#4")), frozenset(("p#3", "q#9"))})
    assert sorted(score_candidate_pairs(left, right, barred, WORDS)) == [(1, 1), (2, 2)]


def test_a_clause_without_a_norm_rules_nothing_out() -> None:
    for other in (SALE, LATER):
        score = score_pair(ready("1", other), ready("1", plan="q"), WORDS)
        assert (score.is_contrary, score.is_rival, score.is_beside_deferral) == (False, False, False)
        assert (score.is_sole_pair, score.first_sides) == (False, 0)


def test_ids_count_for_twins_alone_and_once_however_many_questions_a_pair_shares() -> None:
    questions = {"questions": ("who-sells", "who-buys")}
    twins = [ready(name, SALE, text="red hen", **questions) for name in ("1", "2")]
    alone = [ready(name, SALE, plan="q", text=text, **questions) for name, text in (("7", "fox"), ("8", "dog"))]
    third = ready("3", SALE, text="grey goose", **questions)
    for left, right in (([*twins, third], alone), (alone, [*twins, third])):
        result = score_candidate_pairs(left, right, frozenset(), WORDS)
        assert len(result) == 6
        for (i, j), score in result.items():
            is_twin = "red hen" in (left[i].clause.text, right[j].clause.text)
            assert (score.value == score_pair(left[i], right[j], WORDS).value) == is_twin
            assert not score.is_sole_pair


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        # whatever speaks for the worse, an earlier signal outweighs it
        (norm("must-not", act="keep", objects="mill", by="cy"), norm(**DROUGHT)),
        (norm("must-not", objects=("field", "barn"), by="anyone"), norm(act="keep")),
        (norm("must-not", objects="north", by="cy"), norm("must-not", objects=("north", "mill"), by="cy")),
        (norm("must-not", by=("ada", "bo")), norm("must-not", by=("ada", "bo", "cy"))),
        (norm(), norm("must-not", quantities=exactly("sum", 1))),
        (norm(quantities=exactly("sum", 2)), norm(quantities=exactly("time", 2))),
        (norm(by="anyone"), norm(by="bo", objects=("field", "mill"))),
    ],
)
def test_an_earlier_signal_outweighs_all_later_ones(better: Any, worse: Any) -> None:
    item = ready("1", norm(quantities=exactly("sum", 1)))
    good, bad = (score_pair(item, ready("2", each, plan="q"), WORDS) for each in (better, worse))
    assert good.fit > bad.fit or good.value > bad.value + 0.01


def test_what_two_do_together_is_one_doing_from_either_end() -> None:
    """Ada meets Bo, and Bo meets Ada; that Bo meets Cy is another meeting."""
    ada = norm(act="meet", by="ada", partners="bo")
    assert score_pair(*pair(ada, norm(act="meet", by="bo", partners="ada")), WORDS).fit is DOING
    for other in (norm(act="meet", by="bo", partners="cy"), norm(act="meet", by="bo")):
        assert score_pair(*pair(ada, other), WORDS).fit is OTHER
