"""Figures of a sentence with their units, bounds and rates."""

import pytest

from comparer.language.quantities import QuantityPhrase, parse_quantities


@pytest.mark.parametrize(
    ("words", "per"),
    [
        ("40 metres a second", "second"),
        ("40 tons of grain a day", "day"),
        ("40 tons of grain and flour a day", "day"),  # four words between them
        ("40 tons of good grain and flour a day", ""),  # five: the day may belong to something else
        ("40 tons of grain a crate", ""),
    ],
)
def test_a_rate_belongs_to_the_amount_up_to_four_words_before_it(words: str, per: str) -> None:
    (amount,) = [element for element in parse_quantities(tuple(words.split())) if isinstance(element, QuantityPhrase)]
    assert (amount.value, amount.per_unit) == (40, per)


def test_a_rate_belongs_to_the_nearest_of_two_amounts() -> None:
    elements = parse_quantities(("40", "tons", "in", "3", "wagons", "a", "day"))
    amounts = [element for element in elements if isinstance(element, QuantityPhrase)]
    assert [(int(amount.value or 0), amount.per_unit) for amount in amounts] == [(40, ""), (3, "day")]
