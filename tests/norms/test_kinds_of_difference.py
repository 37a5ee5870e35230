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
        ("Anglers may fish from 1 May to 31 August.", "Anglers may fish from 1 June to 30 September.", "replaced"),
        ("The permit shall be valid for two years.", "The permit shall be valid for three years.", "looser"),
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
        # who is to act, and what is done, said as a noun
        ("It shall be the duty of the warden to feed the deer.", "The warden shall feed the deer.", "reworded"),
        ("The use of drones is prohibited.", "Drones shall not be used.", "reworded"),
        ("The sale of seed is permitted.", "The sale of seed and bulbs is permitted.", "looser"),
        ("The parties shall refrain from the use of force.", "The parties shall use force.", "opposed"),
        # ages and what somebody has reached or done
        ("Persons over the age of 18 may enter.", "Persons over the age of 16 may enter.", "looser"),
        ("No one under the age of 16 may drive.", "No one under the age of 18 may drive.", "stricter"),
        (
            "Drivers who have reached the age of 70 shall take a test.",
            "Drivers who have reached the age of 75 shall take a test.",
            "looser",
        ),
        (
            "Firms whose turnover does not exceed 4 million euros may apply.",
            "Firms whose turnover does not exceed 6 million euros may apply.",
            "looser",
        ),
        (
            "Boats that have engines of 50 kilowatts may enter.",
            "Boats that have engines of 80 kilowatts may enter.",
            "unclear",
        ),
        # how much of a say others have
        (
            "The owner may sell the mill after consulting the town.",
            "The owner may sell the mill with the consent of the town.",
            "stricter",
        ),
        (
            "The owner shall not sell the mill without consulting the town.",
            "The owner shall not sell the mill without the consent of the town.",
            "stricter",
        ),
        (
            "The owner shall sell the mill after consulting the town.",
            "The owner shall sell the mill with the consent of the town.",
            "unclear",
        ),
        ("The board shall obtain the agreement of the staff.", "The board shall consult the staff.", "looser"),
        ("The board may limit visits.", "The board may ban visits.", "unclear"),
        ("The board shall limit visits.", "The board shall ban visits.", "stricter"),
        # kinds of things, one and several
        ("Skippers may not discard fish.", "Skippers may not discard cod.", "looser"),
        ("Farmers shall sell grain.", "Farmers shall sell wheat.", "unclear"),
        ("The court shall hear a witness.", "The court shall hear two witnesses.", "stricter"),
        (
            "The guard shall record every use of force.",
            "The guard shall record every use of force against a minor.",
            "looser",
        ),
        # who does it, with what, in what, only so
        ("Boats shall be checked by an independent diver.", "Boats shall be checked.", "looser"),
        ("Boats shall be checked by divers.", "Boats shall be checked by licensed divers.", "unclear"),
        ("Hulls shall be painted with lead-free paint.", "Hulls shall be painted.", "looser"),
        ("The works shall fence all machines with moving parts.", "The works shall fence all machines.", "unclear"),
        ("The coal shall be stored in a shed.", "The coal shall be stored in a shed with a lock.", "stricter"),
        ("The shop may sell beer only to adults.", "The shop may sell beer to adults.", "looser"),
        ("Tenants shall pay only the rent.", "Tenants shall pay the rent.", "unclear"),
        # states and passives, whose own, times without end
        ("The port is closed to warships.", "The port is open to warships.", "opposed"),
        ("The pass shall be open in summer.", "The pass shall be closed in winter.", "unclear"),
        ("The city shall treat its sewage.", "The city and the port shall treat their sewage.", "stricter"),
        ("The firm may use the film for five years.", "The firm may use the film in perpetuity.", "looser"),
        # lists of places, choices, rates of other times, a cap on members
        ("The choir shall sing at fairs, feasts and balls.", "The choir shall sing at fairs and balls.", "looser"),
        (
            "Delegations shall have no more than six members.",
            "Delegations shall have no more than eight members.",
            "looser",
        ),
        ("The lamp shall be cleaned weekly.", "The lamp shall be cleaned monthly.", "looser"),
        ("The lamp shall be cleaned every 30 days.", "The lamp shall be cleaned monthly.", "unclear"),
        (
            "The chair shall open the hall if three members so request.",
            "The chair shall open the hall if five members so request.",
            "looser",
        ),
        ("The hall shall be aired.", "The hall shall be aired before the concert.", "stricter"),
        # words that the parser leaves out of every part
        (
            "The form must give the name, address, trade and date of birth of the breeder.",
            "The form must give the name, address and date of birth of the breeder.",
            "looser",
        ),
        # ranges, lists under one bound, ends at events, the other of two amounts
        ("Loaves shall weigh from 450 to 550 grams.", "Loaves shall weigh from 500 to 600 grams.", "replaced"),
        (
            "The force shall number up to 40 men and 9 cars.",
            "The force shall number up to 30 men and 12 cars.",
            "mixed",
        ),
        ("The curfew shall last until the vote.", "The curfew shall last until 1 June 2030.", "replaced"),
        (
            "The fine shall be 2 percent of the price or 9 euros, whichever is higher.",
            "The fine shall be 2 percent of the price or 9 euros, whichever is the lower.",
            "looser",
        ),
        ("Nets shall be wide.", "Nets shall be wide. The guild shall review this rule each year.", "unclear"),
        # orders without a subject, passives behind other words that bind
        ("Do not feed the deer.", "Do not feed the deer or the swans.", "stricter"),
        ("Samples are required to be kept for a year.", "Samples shall be kept for a year.", "reworded"),
        # bans that leave a case out, and bans in one case
        ("No tree shall be felled without a licence.", "Trees may be felled only with a licence.", "reworded"),
        ("No tree shall be felled without a licence.", "Trees may be felled.", "looser"),
        ("Members may resign.", "Members may not resign before 2030.", "stricter"),
        # what was not reached or kept to, who is meant by one of two marks
        (
            "Members who have not paid by 31 March shall lose their vote.",
            "Members who have not paid by 30 April shall lose their vote.",
            "looser",
        ),
        (
            "No bar shall serve a guest who is drunk and noisy.",
            "No bar shall serve a guest who is drunk or noisy.",
            "stricter",
        ),
        # another preposition is never a rewording
        ("The museum shall lend objects to schools.", "The museum shall lend objects for schools.", "unclear"),
        # what two sentences share behind a comma
        (
            "Brewers shall pay 3 crowns for each barrel sold, the money being used for the river.",
            "Brewers shall pay 4 crowns for each barrel sold, the money being used for the river.",
            "stricter",
        ),
        (
            "Boilers shall be fitted, altered and removed only by fitters trained in it and in line with Guild law.",
            "Boilers shall be fitted, altered and removed only by fitters trained in it and in line with fire rules.",
            "unclear",
        ),
        # two norms that bind otherwise and do another thing
        ("The court shall sit in public.", "The court may sit in private.", "unclear"),
    ],
)
def test_kind_of_difference_is_told(left: str, right: str, relation: str) -> None:
    forth, back = relate_texts(left, right).relation, relate_texts(right, left).relation
    assert forth.value == relation
    assert back is forth.mirror()
