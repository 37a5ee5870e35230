"""Kinds of differences between two clauses that a reader can tell, one pair or two of each."""

import pytest

from comparer.norms.from_text.relate_texts import relate_texts


@pytest.mark.parametrize(
    ("left", "right", "relation"),
    [
        # a figure that picks among things, behind them and inside them
        (
            "Dogs heavier than 20 kilograms must be muzzled.",
            "Dogs heavier than 30 kilograms must be muzzled.",
            "looser",
        ),
        (
            "Landlords with more than ten flats shall register.",
            "Landlords with more than 50 flats shall register.",
            "looser",
        ),
        (
            "Staff who have worked for at least two years may take leave.",
            "Staff who have worked for at least five years may take leave.",
            "stricter",
        ),
        # a figure that measures what is given, or at which a thing is held
        (
            "The tenant shall lodge a bond of at least two months' wages.",
            "The tenant shall lodge a bond of at least three months' wages.",
            "stricter",
        ),
        (
            "The tenant shall lodge a deposit of at least two weeks' wages.",
            "The tenant shall lodge a deposit of at least four weeks' wages.",
            "stricter",
        ),
        (
            "The dairy shall keep milk below 6 degrees Celsius.",
            "The dairy shall keep milk below 4 degrees Celsius.",
            "stricter",
        ),
        (
            "Wards with a noise level above 40.5 dB shall be closed.",
            "Wards with a noise level above 40 dB shall be closed.",
            "stricter",
        ),
        # how much of a thing
        ("The lenders shall restructure all claims.", "The lenders shall restructure some claims.", "looser"),
        ("Each side shall burn some of its boats.", "Each side shall burn all its boats.", "stricter"),
        (
            "The tenant may withhold the rent if the roof leaks.",
            "The tenant may withhold half of the rent if the roof leaks.",
            "stricter",
        ),
        ("The kitchen shall serve only local dishes.", "The kitchen shall serve local dishes.", "looser"),
        ("The editor shall correct all errors.", "The editor shall correct errors of fact.", "looser"),
        # lists
        (
            "The owner shall not sell, lease or pledge the mill.",
            "The owner shall not sell or lease the mill.",
            "looser",
        ),
        ("Each town shall name two judges.", "Each town shall name two judges and two clerks.", "stricter"),
        (
            "Guards shall not accept gifts or meals from visitors.",
            "Guards shall not accept gifts, meals or travel from visitors.",
            "stricter",
        ),
        # conditions and exceptions
        (
            "The guide shall turn back if the wind exceeds 60 km/h.",
            "The guide shall turn back if the wind exceeds 50 km/h.",
            "stricter",
        ),
        ("The clerk shall issue a copy.", "Upon request, the clerk shall issue a copy.", "looser"),
        (
            "The dam shall release water if the drought lasts.",
            "The dam shall release water whether or not the drought lasts.",
            "stricter",
        ),
        (
            "The club may sell the field with the consent of the town.",
            "The club may sell the field with the consent of the town and of the owner.",
            "stricter",
        ),
        ("All shops shall close on feast days.", "All shops shall close on feast days, except pharmacies.", "looser"),
        (
            "The chair shall end the talks if either side asks for it.",
            "The chair shall end the talks if both sides ask for it.",
            "looser",
        ),
        # times
        ("The master shall report a leak immediately.", "The master shall report a leak within three hours.", "looser"),
        ("The parties shall meet annually.", "The parties shall meet every six months.", "stricter"),
        ("Anglers may fish from 1 May to 31 August.", "Anglers may fish from 15 May to 15 August.", "stricter"),
        ("Anglers may fish from 1 May to 31 August.", "Anglers may fish from 1 June to 30 September.", "unclear"),
        ("The permit shall be valid for two years.", "The permit shall be valid for three years.", "unclear"),
        # majorities, rates, multiples, receivers with names
        (
            "The rules may be changed by a simple majority.",
            "The rules may be changed by a two-thirds majority.",
            "stricter",
        ),
        (
            "The haulier shall pay 3 cents per kilometre.",
            "The haulier shall pay 3 cents per hundred kilometres.",
            "looser",
        ),
        (
            "The fund shall double its grant to the school.",
            "The fund shall treble its grant to the school.",
            "stricter",
        ),
        (
            "The firm shall pay the toll to the village of Ennis.",
            "The firm shall pay the toll to the village of Ardle.",
            "replaced",
        ),
    ],
)
def test_kind_of_difference_is_told(left: str, right: str, relation: str) -> None:
    assert relate_texts(left, right).relation.value == relation
    mirror = relate_texts(left, right).relation.mirror()
    assert relate_texts(right, left).relation is mirror
