"""Words of the record that no text may be there to try: units, and what instruments change."""

from __future__ import annotations

from fractions import Fraction

from tests.factories.small_workspaces import workspace

# Of the base unit, by the definitions of the units: the international mile is 1609.344 metres.
IN_BASE = {
    "kilometre": ("metre", Fraction(1000)),
    "mile": ("metre", Fraction("1609.344")),
    "day": ("hour", Fraction(24)),
    "week": ("hour", Fraction(24 * 7)),
    "year": ("month", Fraction(12)),
    "usd-billion": ("usd", Fraction(10**9)),
    "euro-billion": ("euro", Fraction(10**9)),
}


def test_units_are_as_many_of_their_base_as_they_are_defined_to_be() -> None:
    units = workspace().vocabulary.units
    assert {unit.id: (unit.base, Fraction(unit.numerator, unit.denominator)) for unit in units if unit.base} == IN_BASE


def test_an_instrument_changes_the_charter_or_the_laws_of_its_bearer() -> None:
    words = workspace().vocabulary
    acts = {instrument.id: instrument.act for instrument in words.instruments if instrument.act}
    assert acts == {"constitution": "amend", "law": "enact"}
    things = {thing.id for thing in words.objects}
    for instrument in words.instruments:
        for actor, thing in instrument.objects:
            assert thing in things, actor
    states = {actor for instrument in words.instruments if instrument.id == "law" for actor, _ in instrument.objects}
    assert states == {"ukraine", "russia", "united-states"}
    assert {
        actor for instrument in words.instruments if instrument.id == "constitution" for actor, _ in instrument.objects
    } == {
        "ukraine",
        "russia",
        "nato",
    }
