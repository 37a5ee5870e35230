"""What each relation between words does, one table for each."""

from __future__ import annotations

import pytest

from comparer.norms.vocabulary import Scope, Vocabulary
from tests.factories.norms import WORDS

NOBODY = Scope(frozenset())
EVERYONE = Scope(frozenset(), everyone=True)


def scope(*leaves: str) -> Scope:
    return Scope(frozenset(leaves))


@pytest.mark.parametrize(
    ("given", "distributes", "wanted"),
    [
        (("ada",), True, scope("ada")),
        (("guild",), False, scope("guild")),
        (("guild",), True, scope("ada", "bo", "guild~")),
        (("union",), True, scope("ada", "bo", "guild~", "cy", "union~")),
        (("stranger",), True, scope("stranger")),
        (("ada", "anyone"), False, EVERYONE),
        ((), True, NOBODY),
    ],
)
def test_members_stand_for_their_body_only_where_the_act_distributes(
    given: tuple[str, ...], distributes: bool, wanted: Scope
) -> None:
    assert WORDS.actors(given, distributes) == wanted


@pytest.mark.parametrize(
    ("thing", "wanted"),
    [
        ("north", scope("north")),
        ("field", scope("north", "south")),  # whole: nothing is left over
        ("estate", scope("north", "south", "mill", "estate~")),
        ("building", scope("barn", "building~")),
        ("body", scope("guild", "lodge", "body~")),
        ("guild", scope("guild")),  # an organisation as an object is itself, whoever its members are
        ("anyone", EVERYONE),
    ],
)
def test_parts_and_kinds_make_up_objects(thing: str, wanted: Scope) -> None:
    assert WORDS.things((thing,)) == wanted


@pytest.mark.parametrize(
    ("a", "b", "overlap", "a_covers_b"),
    [
        (scope("x"), scope("x", "y"), True, False),
        (scope("x", "y"), scope("x"), True, True),
        (scope("x"), scope("y"), False, False),
        (EVERYONE, scope("x"), True, True),
        (scope("x"), EVERYONE, True, False),
        (EVERYONE, EVERYONE, True, True),
        (EVERYONE, NOBODY, False, True),
        (NOBODY, EVERYONE, False, False),
        (scope("x"), NOBODY, False, True),
    ],
)
def test_scopes_overlap_and_cover(a: Scope, b: Scope, overlap: bool, a_covers_b: bool) -> None:
    assert a.overlaps(b) is overlap
    assert a.covers(b) is a_covers_b
    assert bool(a) is (a != NOBODY)


@pytest.mark.parametrize(
    ("act", "wanted"), [("join", ("join", False)), ("admit", ("join", True)), ("sing", ("sing", False))]
)
def test_a_converse_is_kept_under_one_name(act: str, wanted: tuple[str, bool]) -> None:
    assert WORDS.canonical_act(act) == wanted


@pytest.mark.parametrize(
    ("act", "wanted"),
    [
        ("sell", {"sell", "hand-over", "leave"}),
        ("hand-over", {"hand-over", "leave"}),
        ("leave", {"leave"}),
        ("sing", {"sing"}),
    ],
)
def test_what_an_act_entails_it_entails_at_any_remove(act: str, wanted: set[str]) -> None:
    assert WORDS.entails(act) == wanted


def test_events_entail_at_any_remove() -> None:
    assert WORDS.event_entails("signature") == {"signature", "talks", "greeting"}
    assert WORDS.event_entails("greeting") == {"greeting"}
    assert WORDS.event_entails("eclipse") == {"eclipse"}


def test_enabling_goes_one_way() -> None:
    assert WORDS.enables("invite") == {"invite", "admit"}
    assert WORDS.enables("admit") == {"admit"}
    assert WORDS.enables("sing") == {"sing"}


@pytest.mark.parametrize(
    ("a", "b", "wanted"),
    [
        ("leave", "keep", True),
        ("keep", "leave", True),
        ("sell", "keep", True),  # what entails the excluded is excluded
        ("keep", "sell", True),
        ("keep", "keep", False),
        ("pay", "keep", False),
    ],
)
def test_exclusion_goes_both_ways_and_through_what_is_entailed(a: str, b: str, wanted: bool) -> None:
    assert WORDS.excludes(a, b) is wanted


@pytest.mark.parametrize(
    ("act", "wanted"),
    [
        ("hand-over", {"hand-over", "sell", "leave", "keep"}),
        ("keep", {"keep", "leave", "hand-over", "sell"}),
        ("pay", {"pay"}),
        ("sing", {"sing"}),
    ],
)
def test_an_act_hangs_together_with_what_entails_it_what_it_entails_and_what_it_excludes(
    act: str, wanted: set[str]
) -> None:
    assert WORDS.related(act) == wanted
    assert WORDS.related(act) == wanted  # and so when asked again


@pytest.mark.parametrize(
    ("question", "yes", "no"),
    [
        (WORDS.distributes, "strike", "sell"),
        (WORDS.joint, "meet", "sell"),
        (WORDS.performed_by_words, "recognise", "sell"),
    ],
)
def test_marks_of_an_act(question: object, yes: str, no: str) -> None:
    assert question(yes) is True  # type: ignore[operator]
    assert question(no) is False  # type: ignore[operator]
    assert question("sing") is False  # type: ignore[operator]


def test_bounds_and_roles() -> None:
    assert (WORDS.bounded("limit"), WORDS.bounded("hold"), WORDS.bounded("sing")) == ("hold", "", "")
    assert (WORDS.role("block"), WORDS.role("sell"), WORDS.role("sing")) == ("veto", "", "")
    assert WORDS.acts_of_role("verification") == ("inspect",)


@pytest.mark.parametrize(
    ("value", "unit", "to", "wanted"),
    [
        (2, "purse", "coin", 24),
        (24, "coin", "purse", 2),
        (6, "coin", "purse", 0.5),
        (4, "bit", "coin", 0.5),
        (1, "coin", "bit", 8),
        (3, "purse", "bit", 288),
        (3, "month", "day", 3),  # units of different bases are left as they are
        (3, "coin", "shell", 3),
        (3, "shell", "coin", 3),
        ("2030-01-01", "day", "week", "2030-01-01"),
    ],
)
def test_units_convert_exactly_or_not_at_all(value: float | str, unit: str, to: str, wanted: float | str) -> None:
    got = WORDS.converted(value, unit, to)
    assert got == wanted
    assert type(got) is type(wanted)


@pytest.mark.parametrize(
    ("value", "unit", "wanted"),
    [
        (2, "purse", (24, "coin")),
        (2, "coin", (2, "coin")),
        (2, "shell", (2, "shell")),
        (0.5, "week", (3.5, "day")),
        ("2030", "day", ("2030", "date")),
    ],
)
def test_values_in_the_base_of_their_unit(value: float | str, unit: str, wanted: tuple[object, str]) -> None:
    assert WORDS.in_base(value, unit) == wanted


def test_the_tree_of_issues() -> None:
    assert WORDS.issue_path("land.sale.price") == ("land.sale.price", "land.sale", "land")
    assert WORDS.issue_path("") == ()
    assert WORDS.under("land.sale", "land")
    assert WORDS.under("land", "land")
    assert not WORDS.under("land", "land.sale")
    assert not WORDS.under("landing", "land")
    assert not WORDS.under("land", "")
    ranked = sorted(("zoo", "dues", "land.sale.fee", "land.sale", "land", "abc"), key=WORDS.issue_rank)
    assert ranked == ["land", "land.sale", "land.sale.fee", "dues", "abc", "zoo"]


def test_labels_and_own_units() -> None:
    assert (WORDS.label("ada"), WORDS.label("cy"), WORDS.label("zed")) == ("Ada", "cy", "zed")
    assert (WORDS.quantity_unit("sum"), WORDS.quantity_unit("weight")) == ("coin", "")


def test_without_words_everything_stands_for_itself() -> None:
    bare = Vocabulary()
    assert bare.canonical_act("admit") == ("admit", False)
    assert bare.things(("field",)) == scope("field")
    assert bare.related("sell") == {"sell"}
    assert not bare.excludes("leave", "keep")
