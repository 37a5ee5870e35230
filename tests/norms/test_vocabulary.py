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
    assert WORDS.actor_scope(given, distributes) == wanted


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
    assert WORDS.object_scope((thing,)) == wanted


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
    assert WORDS.entailed_acts(act) == wanted


def test_events_entail_at_any_remove() -> None:
    assert WORDS.entailed_events("signature") == {"signature", "talks", "greeting"}
    assert WORDS.entailed_events("greeting") == {"greeting"}
    assert WORDS.entailed_events("eclipse") == {"eclipse"}


def test_enabling_goes_one_way() -> None:
    assert WORDS.enabled_acts("invite") == {"invite", "admit"}
    assert WORDS.enabled_acts("admit") == {"admit"}
    assert WORDS.enabled_acts("sing") == {"sing"}


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
    assert WORDS.are_exclusive(a, b) is wanted


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
    assert WORDS.related_acts(act) == wanted
    assert WORDS.related_acts(act) == wanted  # and so when asked again


@pytest.mark.parametrize(
    ("question", "yes", "no"),
    [
        (WORDS.is_distributive, "strike", "sell"),
        (WORDS.is_joint, "meet", "sell"),
        (WORDS.is_performative, "recognise", "sell"),
    ],
)
def test_marks_of_an_act(question: object, yes: str, no: str) -> None:
    assert question(yes) is True  # type: ignore[operator]
    assert question(no) is False  # type: ignore[operator]
    assert question("sing") is False  # type: ignore[operator]


def test_bounds_and_roles() -> None:
    assert (WORDS.bounded_act("limit"), WORDS.bounded_act("hold"), WORDS.bounded_act("sing")) == ("hold", "", "")
    assert (WORDS.act_role("block"), WORDS.act_role("sell"), WORDS.act_role("sing")) == ("veto", "", "")
    assert WORDS.acts_with_role("verification") == ("inspect",)


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
    got = WORDS.convert_unit(value, unit, to)
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
    assert WORDS.convert_to_base(value, unit) == wanted


def test_the_tree_of_issues() -> None:
    assert WORDS.issue_path("land.sale.price") == ("land.sale.price", "land.sale", "land")
    assert WORDS.issue_path("") == ()
    assert WORDS.is_in_branch("land.sale", "land")
    assert WORDS.is_in_branch("land", "land")
    assert not WORDS.is_in_branch("land", "land.sale")
    assert not WORDS.is_in_branch("landing", "land")
    assert not WORDS.is_in_branch("land", "")
    ranked = sorted(("zoo", "dues", "land.sale.fee", "land.sale", "land", "abc"), key=WORDS.issue_sort_key)
    assert ranked == ["land", "land.sale", "land.sale.fee", "dues", "abc", "zoo"]


def test_labels_and_own_units() -> None:
    assert (WORDS.word_label("ada"), WORDS.word_label("cy"), WORDS.word_label("zed")) == ("Ada", "cy", "zed")
    assert (WORDS.quantity_unit("sum"), WORDS.quantity_unit("weight")) == ("coin", "")


def test_without_words_everything_stands_for_itself() -> None:
    bare = Vocabulary()
    assert bare.canonical_act("admit") == ("admit", False)
    assert bare.object_scope(("field",)) == scope("field")
    assert bare.related_acts("sell") == {"sell"}
    assert not bare.are_exclusive("leave", "keep")
