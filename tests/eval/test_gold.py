"""The gold fits the record, and alignment by text stays as good on it as it has been."""

from __future__ import annotations

from functools import cache

import pytest

from comparer.model.vocabulary import VocabularyData
from tests.eval.gold import GoldPair, read
from tests.eval.run import Figures


@cache
def gold() -> tuple[list[GoldPair], VocabularyData, list[str]]:
    return read()


def test_every_clause_of_the_gold_is_in_the_record() -> None:
    gone = gold()[2]
    assert not gone, "mend these lines of tests/eval/gold:\n" + "\n".join(gone)


def test_pairs_for_judging_are_apart() -> None:
    pairs = gold()[0]
    uses = {use: {frozenset((pair.left.plan, pair.right.plan)) for pair in pairs if pair.use == use}
            for use in ("develop", "judge")}  # fmt: skip
    assert len(uses["develop"]) + len(uses["judge"]) == len(pairs) >= 8
    assert not uses["develop"] & uses["judge"]
    assert len(uses["judge"]) >= 4


def test_an_aligner_sees_the_texts_shuffled() -> None:
    assert any(pair.left.ordered != pair.left.shuffled for pair in gold()[0])
    assert all(sorted(pair.left.ordered) == sorted(pair.left.shuffled) for pair in gold()[0])


def test_counting_is_right_on_a_case_worked_by_hand() -> None:
    pairs = gold()[0]
    pair = next(pair for pair in pairs if pair.unsure and pair.sure)
    perfect, bold = Figures(), Figures()
    perfect.add(pair, set(pair.sure))
    bold.add(pair, set(pair.sure | pair.unsure))
    assert (perfect.strict.f1, perfect.lax.f1, perfect.strict_gaps.f1) == (1.0, 1.0, 1.0)
    assert (bold.lax.precision, bold.lax.recall) == (1.0, 1.0)
    assert bold.strict.precision == pytest.approx(len(pair.sure) / len(pair.sure | pair.unsure))
