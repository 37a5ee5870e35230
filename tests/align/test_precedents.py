"""The rare words are asked for, and what they find is weighed by the whole corpus."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from comparer.align.precedents import (
    MAX_ASKED_PLACES,
    MAX_ASKED_TERMS,
    MIN_ASKED_TERMS,
    CorpusProvision,
    CorpusStatistics,
    choose_asked_terms,
    provision_terms,
    rank_precedents,
)

TEXTS = (
    "The keeper of the lighthouse shall light the lamp at dusk.",
    "The keeper may leave the lamp unlit on feast days.",
    "The ferry shall cross the sound twice a day.",
    "Each parish pays 40 crowns a year for the ferry.",
    "The council shall meet each spring.",
)


def provision(text: str, place: str = "acts.md", date: str = "", number: str = "1") -> CorpusProvision:
    return CorpusProvision(place=place, title="Acts", date=date, number=number, text=text)


def statistics_of(*texts: str) -> CorpusStatistics:
    counts = Counter(term for text in texts for term in provision_terms(text))
    return CorpusStatistics(provision_count=len(texts), count_by_term=counts)


STATISTICS = statistics_of(*TEXTS)


def rank(text: str, *texts: str) -> list[str]:
    return [precedent.provision.text for precedent in rank_precedents(text, [*map(provision, texts)], STATISTICS)]


def test_the_same_words_are_nearest_and_their_likeness_is_one() -> None:
    (first, *others) = rank_precedents(TEXTS[0], [*map(provision, TEXTS)], STATISTICS)
    assert (first.provision.text, first.likeness) == (TEXTS[0], 1.0)
    assert all(other.likeness < 0.8 for other in others)


def test_a_rare_word_in_common_counts_for_more_than_a_common_one() -> None:
    assert rank("The lighthouse belongs to the crown.", TEXTS[4], TEXTS[0])[0] == TEXTS[0]


def test_another_word_of_the_same_beginning_counts_in_part() -> None:
    asked = "Ferries cross."
    near, far = provision("Ferrymen cross."), provision("Coaches cross.")
    likeness = {
        precedent.provision.text: precedent.likeness for precedent in rank_precedents(asked, [near, far], STATISTICS)
    }
    assert likeness["Coaches cross."] < likeness["Ferrymen cross."] < 1.0


def test_the_terms_in_common_are_named_the_rarest_first() -> None:
    (result,) = rank_precedents(TEXTS[0], [provision(TEXTS[1])], STATISTICS)
    assert result.shared_terms[-1] == "the"
    assert {"keeper", "lamp"} <= set(result.shared_terms)


def test_of_equal_likeness_the_newer_comes_first_then_the_order_of_places() -> None:
    candidates = [
        provision(TEXTS[0], "b.md", "2031"),
        provision(TEXTS[0], "c.md"),
        provision(TEXTS[0], "a.md", "2031"),
        provision(TEXTS[0], "d.md", "2032-05"),
    ]
    ranked = rank_precedents(TEXTS[0], candidates, STATISTICS)
    assert [result.provision.place for result in ranked] == ["d.md", "a.md", "b.md", "c.md"]
    assert rank_precedents(TEXTS[0], candidates[::-1], STATISTICS) == ranked


@given(st.dictionaries(st.text("abcdef", min_size=1, max_size=4), st.integers(0, 20_000), max_size=30))
def test_the_rarest_terms_are_asked_for_and_no_more_than_the_places_allow(counts: dict[str, int]) -> None:
    chosen = choose_asked_terms(counts, CorpusStatistics(provision_count=50_000, count_by_term=counts))
    known = sorted(term for term, count in counts.items() if count)
    assert len(chosen) == len(set(chosen)) <= MAX_ASKED_TERMS
    assert len(chosen) >= min(MIN_ASKED_TERMS, len(known))
    left_out = [counts[term] for term in known if term not in chosen]
    assert not chosen or not left_out or max(counts[term] for term in chosen) <= min(left_out)
    assert len(chosen) <= MIN_ASKED_TERMS or sum(counts[term] for term in chosen) <= MAX_ASKED_PLACES


def test_a_text_of_which_the_corpus_has_no_word_asks_for_nothing() -> None:
    assert choose_asked_terms(provision_terms("Zeppelins hum."), STATISTICS) == ()
    assert rank_precedents("Zeppelins hum.", [provision(TEXTS[4])], STATISTICS)[0].likeness == 0.0
