"""The estimate from text alone: held against pairs judged by hand, and against laws on generated clauses."""

from collections import Counter
from functools import cache
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from comparer.language.numbers import parse_number_at
from comparer.model.explanation import Explanation, explain
from comparer.model.findings import Judgement
from comparer.model.relation import Basis, Confidence, Relation
from comparer.model.vocabulary import VocabularyData
from comparer.norms.from_text import relate_texts as relate_texts_module
from comparer.norms.from_text.describe_text import describe_text
from comparer.norms.from_text.relate_texts import relate_texts
from comparer.norms.vocabulary import Vocabulary
from comparer.resources.tables import load_table
from tests.eval.text_pairs import expected_relations, grade, score
from tests.factories.english import english
from tests.factories.small_workspaces import ROOT

NO_WORDS = Vocabulary(VocabularyData())
UNCHANGED = {Relation.SAME, Relation.REWORDED}
# The parser reads every generated sentence anew, so that fewer are tried than elsewhere.
FEW = settings(max_examples=25, deadline=None)
# Pairs of the record that are answered otherwise than expected. It may shrink, never grow.
# zq-054: a duty beside need not is opposed, as in the algebra and in ip-046; the sixth set alone takes it for looser.
WRONG = {"zq-054"}
# How many pairs of each set are told apart, rather than left as "cannot tell". Measured; it may rise, never fall.
ANSWERED = {
    "text-pairs": 137,
    "text-pairs-2": 30,
    "fresh-pairs": 132,
    "fresh-pairs-2": 68,
    "fresh-pairs-3": 104,
    "fresh-pairs-4": 157,
    "fresh-pairs-5": 132,
    "fresh-pairs-6": 160,
    "fresh-pairs-7": 116,
}

Pair = dict[str, Any]
PAIRS: dict[str, list[Pair]] = {
    name: yaml.safe_load((ROOT / "tests" / "record" / f"{name}.yaml").read_text(encoding="utf-8")) for name in ANSWERED
}
each_set = pytest.mark.parametrize("name", PAIRS)


@cache
def judge_pair(left: str, right: str) -> Judgement:
    """Read once for all that is asked of a pair."""
    return relate_texts(left, right)


@each_set
def test_changed_clause_is_never_same_or_reworded(name: str) -> None:
    changed = [pair for pair in PAIRS[name] if not {"same", "reworded"} & set(expected_relations(pair)[0])]
    assert [pair["id"] for pair in changed if judge_pair(pair["left"], pair["right"]).relation in UNCHANGED] == []


@each_set
def test_answer_is_right_or_declined(name: str) -> None:
    wrong = []
    for pair in PAIRS[name]:
        judgement = judge_pair(pair["left"], pair["right"])
        assert_honest(judgement, pair["id"])
        if grade(judgement.relation.value, expected_relations(pair)[0]) == "wrong" and pair["id"] not in WRONG:
            wrong.append((pair["id"], judgement))
    assert wrong == []


@each_set
def test_answer_mirrors(name: str) -> None:
    for pair in PAIRS[name][::3]:  # each is read once more for it; generated clauses are tried below
        assert_mirrors(pair["left"], pair["right"])


@each_set
def test_enough_is_answered(name: str) -> None:
    text = Counter(judge_pair(pair["left"], pair["right"]).relation is not Relation.UNCLEAR for pair in PAIRS[name])
    assert text[True] >= ANSWERED[name]


def assert_honest(judgement: Judgement, pair_id: str = "") -> None:
    """Never sure; a reason for what it says and for what it declines; a change for every change."""
    assert judgement.basis is Basis.TEXT, pair_id
    assert judgement.confidence is not Confidence.HIGH, pair_id
    assert judgement.reason, pair_id
    if judgement.relation is Relation.UNCLEAR:
        assert judgement.reason.rule == "reason.cannot-tell", pair_id
        assert judgement.confidence is Confidence.LOW, pair_id
    elif judgement.relation is Relation.MIXED:
        assert {Relation.STRICTER, Relation.LOOSER} <= {change.effect for change in judgement.changes}, pair_id
    elif judgement.relation not in UNCHANGED:
        assert judgement.relation in {change.effect for change in judgement.changes}, pair_id
    else:
        assert judgement.changes == (), pair_id


def test_pairs_written_while_the_reader_was_mended_stay_right() -> None:
    pairs = yaml.safe_load((ROOT / "tests" / "record" / "reader-pairs.yaml").read_text(encoding="utf-8"))
    counts, rows = score(pairs)
    assert [pair["id"] for verdict, pair, _ in rows if verdict == "wrong"] == []
    assert counts["answered of tellable"] >= 1339


def assert_mirrors(left: str, right: str) -> None:
    forth, back = judge_pair(left, right), judge_pair(right, left)
    assert back.relation is forth.relation.mirror(), (left, right)
    turned = {"added": "dropped", "dropped": "added"}
    assert sorted(
        (turned.get(change.facet, change.facet), change.after, change.before, change.effect.mirror())
        for change in back.changes
    ) == (sorted((change.facet, change.before, change.after, change.effect) for change in forth.changes))


# --- laws on generated clauses ----------------------------------------------------------------------------------------

NAMES = ("The council", "Each member", "The northern fleet", "All signatories", "The owners", "Lenders")
ACTS = (
    "pay {n} crowns into the fund",
    "release {n} tonnes of grain",
    "hand over {n} rifles to the monitors",
    "withdraw its units from the old town",
    "publish the accounts of the works",
    "admit the observers to the depots",
)
DUTIES, BANS, LEAVES, HOPES = ("shall", "must"), ("shall not", "must not"), ("may",), ("should", "is expected to")
EXEMPTIONS = ("need not", "is not required to")
EVENTS = ("if the audit is passed", "unless the court objects", "until the vote is held", "provided that prices fall")

names, acts, duties = st.sampled_from(NAMES), st.sampled_from(ACTS), st.sampled_from(DUTIES)
modals = st.sampled_from((*DUTIES, *BANS, *LEAVES, *HOPES, *EXEMPTIONS))
figures = st.integers(2, 9_999_999)
grouped = st.sampled_from(("{:,}", "{}"))


def clause(name: str, modal: str, act: str, figure: int = 40) -> str:
    return f"{name} {modal} {act.format(n=figure)}."


def relation(left: str, right: str) -> Relation:
    assert_mirrors(left, right)
    judgement = relate_texts(left, right)
    assert_honest(judgement)
    return judgement.relation


@FEW
@given(names, modals, acts, figures)
def test_clause_is_the_same_as_itself_in_any_typography(name: str, modal: str, act: str, figure: int) -> None:
    text = clause(name, modal, act, figure)
    assert relation(text, text) is Relation.SAME
    assert relation(text, text.upper().replace(" ", "\u00a0 ")) is Relation.SAME
    assert relation(text, text.replace(str(figure), f"{figure:,}")) is Relation.SAME


@FEW
@given(names, duties, st.sampled_from(BANS), acts, figures)
def test_clause_and_its_negation_are_opposed(name: str, duty: str, ban: str, act: str, figure: int) -> None:
    assert relation(clause(name, duty, act, figure), clause(name, ban, act, figure)) is Relation.OPPOSED
    assert relation(clause(name, "may", act, figure), clause(name, ban, act, figure)) is Relation.OPPOSED


@FEW
@given(names, modals, modals, acts)
def test_modals_of_other_force_are_never_taken_for_each_other(name: str, item: str, other: str, act: str) -> None:
    groups = (DUTIES, BANS, LEAVES, HOPES, EXEMPTIONS)
    alike = any({item, other} <= set(group) for group in groups)
    assert (relation(clause(name, item, act), clause(name, other, act)) in UNCHANGED) is alike


@FEW
@given(names, acts.filter(lambda act: "{n}" in act), figures, figures, grouped)
def test_more_is_stricter_for_a_duty_and_looser_for_leave(name: str, act: str, low: int, more: int, form: str) -> None:
    left, right = act.replace("{n}", form.format(low)), act.replace("{n}", form.format(low + more))
    assert relation(f"{name} shall {left}.", f"{name} shall {right}.") is Relation.STRICTER
    assert relation(f"{name} may {left}.", f"{name} may {right}.") is Relation.LOOSER
    capped = [side.replace(" ", " no more than ", 1) for side in (left, right) if " over " not in side]
    if capped:
        assert relation(f"{name} shall {capped[0]}.", f"{name} shall {capped[1]}.") is Relation.LOOSER


@FEW
@given(names, modals, acts, st.sampled_from(EVENTS))
def test_condition_weakens(name: str, modal: str, act: str, event: str) -> None:
    bare, bound = clause(name, modal, act), f"{clause(name, modal, act)[:-1]} {event}."
    weaker = Relation.STRICTER if modal in (*LEAVES, *EXEMPTIONS) else Relation.LOOSER
    assert relation(bare, bound) is weaker
    front = f"{event[0].upper()}{event[1:]}, {name[0].lower()}{name[1:]} {modal} {act.format(n=40)}."
    assert relation(bound, front) is Relation.REWORDED


@FEW
@given(names, duties, acts, st.integers(2, 300), st.integers(1, 300), st.sampled_from(("days", "weeks", "hours")))
def test_deadline_adds_to_a_duty_and_a_later_one_takes_off(
    name: str, duty: str, act: str, time: int, more: int, unit: str
) -> None:
    bare = clause(name, duty, act)
    soon, late = (f"{bare[:-1]} within {n} {unit}." for n in (time, time + more))
    assert relation(bare, soon) is Relation.STRICTER
    assert relation(soon, late) is Relation.LOOSER
    front = f"Within {time} {unit}, {name[0].lower()}{name[1:]} {duty} {act.format(n=40)}."
    assert relation(soon, front) is Relation.REWORDED


@FEW
@given(st.permutations(NAMES[:5]), duties)
def test_roles_that_change_places_are_never_the_same(people: list[str], modal: str) -> None:
    item, other = people[0], people[1]
    result = relation(f"{item} {modal} warn {other.lower()}.", f"{other} {modal} warn {item.lower()}.")
    assert result in {Relation.REPLACED, Relation.UNCLEAR}


@FEW
@given(names, modals, acts, st.sampled_from(("later talks", "a later conference", "future meetings")))
def test_what_is_put_off_is_deferred(name: str, modal: str, act: str, forum: str) -> None:
    left = clause(name, modal, act)
    assert (
        relation(left, f"Whether {name.lower()} may {act.format(n=40)} shall be settled in {forum}.")
        is Relation.DEFERRED
    )


MOVED = (  # one word or figure in another place of a list: the words are the same, what they say is not
    ("The port shall send 20 tonnes of rice to the north and salt to the south.",
     "The port shall send rice to the north and 20 tonnes of salt to the south."),
    ("The firm shall fully insure the mill and open the road.",
     "The firm shall insure the mill and fully open the road."),
    ("The firm shall mend the mill within two years and open the road.",
     "The firm shall mend the mill and open the road within two years."),
    ("The firm shall mend the mill and, if it rains, close the road.",
     "If it rains, the firm shall mend the mill and close the road."),
    ("The army shall leave the heavy guns and mortars.", "The army shall leave the heavy mortars and guns."),
    ("The army shall withdraw from the islands taken in May.", "The army shall withdraw from islands taken in May."),
    ("The league shall re-sign the players.", "The league shall resign the players."),
    ("The levy shall be 1.5 percent.", "The levy shall be 15 percent."),
    ("The levy shall be 2½ percent.", "The levy shall be 21/2 percent."),
    ("The dam shall hold 10² litres.", "The dam shall hold 102 litres."),
    ("The firm shall [not] mend the mill.", "The firm shall not mend the mill."),
    ("The party shall close the road.", "The parties shall close the road."),
    ("The vessels shall leave.", "All vessels shall leave."),
    ("Members shall meet.", "Members shall not only meet."),
    ("The meeting shall be held on 2 May.", "The meeting shall be held on 3 May."),
    ("The bank may lend without the consent of the board.", "The bank may lend."),
    ("Both armies shall withdraw.", "Armies shall withdraw."),
    ("The members shall pay.", "All the members shall pay."),
    ("The rebels shall hand over 30 guns.", "The rebels shall hand over more than 30 guns."),
    ("The two armies shall conclude the truce.", "The two armies shall terminate the truce."),
)  # fmt: skip


@pytest.mark.parametrize(("left", "right"), MOVED)
def test_small_differences_of_great_weight_are_seen(left: str, right: str) -> None:
    result = relation(left, right)
    assert result not in UNCHANGED


@pytest.mark.parametrize(
    "right",
    [
        "The future fees of the port shall be fixed by the council.",
        "The fees of the port shall be fixed at 5 percent for later years.",
        "The fees of the port shall be left to the council.",
    ],
)
def test_a_word_like_later_puts_nothing_off_by_itself(right: str) -> None:
    assert relation("The council shall set the fees of the port.", right) is not Relation.DEFERRED


def test_word_lists_are_words() -> None:
    """YAML takes a bare on, off or no for a truth value; such a word would never be found in a text."""

    def leaves(value: object) -> list[object]:
        if isinstance(value, dict):
            return [leaf for key, inner in value.items() for leaf in (key, *leaves(inner))]
        return [leaf for inner in value for leaf in leaves(inner)] if isinstance(value, list) else [value]

    for name in (
        "modals",
        "measures",
        "drafting",
        "languages",
        "governors",
        "turns",
        "distinct_words",
        "kinds_of_things",
        "thesaurus",
    ):
        assert [leaf for leaf in leaves(load_table(name)) if isinstance(leaf, bool | float)] == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("fourteen thousand", 14_000),
        ("two hundred and fifty thousand", 250_000),
        ("one million two hundred thousand", 1_200_000),
        ("twenty five", 25),
        ("1,250,000", 1_250_000),
        ("1.5 million", 1_500_000),
        ("a hundred", 100),
    ],
)
def test_numbers_are_read_in_digits_and_in_words(text: str, value: int) -> None:
    words = text.split()
    assert parse_number_at(words, 0, lambda place: place < len(words)) == (len(words), value)


@pytest.mark.parametrize(("left", "right"), [("keep the lamp;", "keep the lamp."), ("report.", "report;")])
def test_the_stop_of_a_list_item_is_no_change(left: str, right: str) -> None:
    assert relation(left, right) is Relation.SAME


def test_words_shown_are_those_of_the_text() -> None:
    judgement = relate_texts("The creditors shall answer within 2 weeks.", "The creditors shall answer within 10 days.")
    assert [(change.facet, change.before, change.after) for change in judgement.changes] == [
        ("deadline", "within 2 weeks", "within 10 days")
    ]


@FEW
@given(st.text(max_size=300), st.text(max_size=300))
def test_any_text_is_answered(left: str, right: str) -> None:
    assert_mirrors(left, right)
    assert relate_texts(left, left).relation is Relation.SAME


HEAP = """the shall not no be may by if , and or of within a half every until 1 May 2031 hundred members refrain from
    least at hereby only percent between unless whether settled later except neither all some - % over more than"""
hostile = st.lists(st.sampled_from(HEAP.split()), max_size=25).map(" ".join)


@FEW
@given(hostile, hostile)
def test_any_heap_of_legal_words_is_answered(left: str, right: str) -> None:
    assert_mirrors(left, right)
    assert relate_texts(left, left).relation is Relation.SAME


def test_length_does_not_harm() -> None:
    long = "The council shall, if asked, and if able, pay 1 " * 5000
    assert relate_texts(long, long + "crown").reason == explain(
        "reason.cannot-tell", why=Explanation("reason.text.too-long")
    )
    assert relate_texts("(" * 5000, "shall " * 300).relation is Relation.UNCLEAR


def test_a_long_row_of_scale_words_makes_no_endless_number() -> None:
    row = ("one", *["bn"] * 3000)
    length, value = parse_number_at(row, 0, lambda index: index < len(row))
    assert length < 10
    assert value is not None
    assert value < 10**50


def test_without_a_parser_only_facts_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relate_texts_module, "has_parser", lambda: False)
    judgement = relate_texts("The port shall pay 14 euros.", "The port shall not pay 15 euros.")
    assert judgement.relation is Relation.UNCLEAR
    assert judgement.reason == explain("reason.cannot-tell", why=Explanation("reason.text.no-parser"))
    assert "comparer[language]" in english(judgement.reason, NO_WORDS)
    assert [(change.facet, change.before, change.after, change.effect) for change in judgement.changes] == [
        ("modality", "", "not", Relation.UNCLEAR),
        ("figure", "14", "15", Relation.UNCLEAR),
    ]
    assert relate_texts("The port shall pay.", "The port shall pay").relation is Relation.SAME


def test_what_is_read_can_be_shown() -> None:
    shown = describe_text("If the river floods, boats over 10 tonnes shall pay at least 500 euros within 30 days.")
    assert len(shown) == 1
    assert [(part, english(words, NO_WORDS)) for part, words in shown[0].parts] == [
        ("bearers", "boats over 10 tonnes"),
        ("modality", "must, by 'shall'"),
        ("act", "pay"),
        ("objects", "at least 500 euros"),
        ("figure", "over 10 tonnes: over; selects"),
        ("figure", "at least 500 euros: floor; act"),
        ("time", "deadline: within 30 days"),
        ("condition", "if the river floods"),
    ]


def test_a_sentence_that_is_not_read_says_why() -> None:
    shown = describe_text("The port shall close. The port (as it is) shall open.")
    assert [bool(reading.parts) for reading in shown] == [True, False]
    assert shown[1].unread == Explanation("reason.text.brackets")


@pytest.mark.parametrize(
    ("left", "right", "relation_expected"),
    [
        ("Boats over 10 tonnes shall pay the levy.", "Boats over 20 tonnes shall pay the levy.", Relation.LOOSER),
        (
            "The army shall leave 30 days after the vote.",
            "The army shall leave 60 days after the vote.",
            Relation.LOOSER,
        ),
        ("The port may close 30 days after the vote.", "The port may close 60 days after the vote.", Relation.STRICTER),
        ("The town shall receive at least 5 boats.", "The town shall receive at least 9 boats.", Relation.UNCLEAR),
        ("The wall shall be at least 5 m high.", "The wall shall be at least 5 metres high.", Relation.REWORDED),
        ("The lock shall hold 120.000 litres.", "The lock shall hold 150 litres.", Relation.UNCLEAR),
        ("The port shall pay 5 MW.", "The port shall pay 5 mW.", Relation.UNCLEAR),
        ("The board shall look after the lamp.", "The board shall look.", Relation.UNCLEAR),
        (
            "The port shall ship 30 tons of grain a day.",
            "The port shall ship 40 tons of grain a week.",
            Relation.UNCLEAR,
        ),
    ],
)
def test_known_traps(left: str, right: str, relation_expected: Relation) -> None:
    assert relation(left, right) is relation_expected
