"""Tables of long texts: the same cells with NumPy and without, and no pair that could be a link left out."""

from __future__ import annotations

from dataclasses import replace
from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comparer.align.text_similarity import coefficients, overlap, signals
from comparer.align.text_similarity.concepts import ConceptFinder
from comparer.align.text_similarity.overlap import Overlap, measure_overlap
from comparer.align.text_similarity.row_rank import rank_rows_and_columns
from comparer.model.vocabulary import VocabularyData
from comparer.norms.vocabulary import Vocabulary

WORDS = ("keep", "keeper", "lamp", "lamps", "dusk", "pay", "payment", "crown", "=40", "=41", "@north", "the", "harbour")
CLAUSES = st.lists(
    st.lists(st.sampled_from(WORDS), max_size=7, unique=True).map(sorted).map(tuple), min_size=1, max_size=9
)
TEXTS = st.lists(
    st.lists(st.sampled_from(("The", "lamp", "ferry", "shall", "not", "burn", "cross", "by", "Bo", "40", "crowns")))
    .map(" ".join)
    .filter(str.strip),
    min_size=1,
    max_size=8,
    unique=True,
)


def cells(measured: Overlap) -> tuple[list[list[str]], list[list[str]]]:
    """Every cell to the last bit."""
    mutual, larger = (
        [[float(cell).hex() for cell in row] for row in side]
        for side in (measured.mutual_overlap, measured.larger_shares)
    )
    return mutual, larger


@settings(max_examples=60)
@given(left=CLAUSES, right=CLAUSES)
def test_cells_are_the_same_to_the_last_bit_with_numpy_and_without(left: list, right: list) -> None:
    pytest.importorskip("numpy")
    with pytest.MonkeyPatch.context() as patch:
        made = []
        for choice in (True, False):
            patch.setattr(overlap, "is_worth_arrays", lambda _, choice=choice: choice)
            measured = measure_overlap(left, right)
            made.append((cells(measured), rank_rows_and_columns(measured.mutual_overlap)))
    assert made[0] == made[1]


@settings(max_examples=60)
@given(left=TEXTS, right=TEXTS)
def test_no_pair_that_could_be_a_link_is_left_out(left: list[str], right: list[str]) -> None:
    """Pairs are dropped before all is known of them: of those with words in common never one that could be shown."""
    finder = ConceptFinder(Vocabulary(VocabularyData()))
    kept = signals.measure_signals(left, right, finder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(coefficients, "HOPELESS_LOGIT", -inf)
        everything = signals.measure_signals(left, right, finder)
    missed = everything.signals_by_edge.keys() - kept.signals_by_edge.keys()
    most_to_come = (
        coefficients.NAME_OVERLAP_COEFFICIENT
        + coefficients.ACT_OVERLAP_COEFFICIENT
        + coefficients.OBJECT_OVERLAP_COEFFICIENT
    )
    for edge in missed:
        words_alone = replace(everything.signals_by_edge[edge], name_overlap=0.0, act_overlap=0.0, object_overlap=0.0)
        most = words_alone.total_logit(everything.symmetry) + most_to_come
        assert signals.link_probability(most) < coefficients.MIN_POSSIBLE_PROBABILITY
    assert all(everything.signals_by_edge[edge] == signal for edge, signal in kept.signals_by_edge.items())
