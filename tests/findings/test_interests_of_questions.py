"""Whom a change helps by what parties want on its question, and by who is named to gain."""

from __future__ import annotations

from dataclasses import replace

import pytest

from comparer.findings.interests import InterestIndex, build_interest_index
from comparer.model.findings import Interest
from comparer.model.norm import Norm
from comparer.model.plan import PlanKind
from comparer.model.relation import InterestBasis, Relation
from comparer.model.vocabulary import PartyWish, Question, Wish
from comparer.model.workspace import Workspace
from comparer.norms.relate import to_canonical_clause
from comparer.norms.vocabulary import Vocabulary
from comparer.pipeline.compare import compare
from tests.factories.norms import VILLAGE, clause, norm, plan

WANTS = (PartyWish(party="ada", wish=Wish.MORE, cites=("elders#1",)), PartyWish(party="bo", wish=Wish.LESS))
TOLL = Question(id="toll", more=(norm(act="pay", by="anyone"), norm(act="sell", by="anyone")),
                less=(norm(act="inspect", by="anyone"),), wants=WANTS)  # fmt: skip
VOCABULARY = Vocabulary(replace(VILLAGE, questions=(TOLL,)))
INDEX = InterestIndex(VOCABULARY, ())


def interest(
    left: Norm, right: Norm, relation: Relation, question: str = "toll", index: InterestIndex = INDEX
) -> Interest:
    item, other = (
        to_canonical_clause(clause(given_plan, given, plan=given_plan, questions=(question,)), VOCABULARY)
        for given_plan, given in (("p", left), ("q", right))
    )
    return index.interest_of_change((item,), (other,), relation)


def pay(modality: str = "must") -> Norm:
    return norm(modality, "pay")


@pytest.mark.parametrize(
    ("left", "right", "relation", "favours"),
    [
        (pay("may"), pay(), Relation.STRICTER, ("ada",)),
        (pay(), pay("may"), Relation.LOOSER, ("bo",)),
        (pay("must-not"), pay("need-not"), Relation.LOOSER, ("ada",)),
        (norm(act="inspect"), pay(), Relation.REPLACED, ("ada",)),
        (pay("may"), norm(act="sell"), Relation.REPLACED, ("ada",)),
        (norm(act="claim"), norm(act="inspect"), Relation.REPLACED, ("bo",)),
        (norm(act="inspect"), pay(), Relation.OPPOSED, ("ada",)),
    ],
)
def test_whom_more_of_the_thing_asked_helps(
    left: Norm, right: Norm, relation: Relation, favours: tuple[str, ...]
) -> None:
    assert interest(left, right, relation).favours == favours


def test_who_is_named_to_gain_by_a_ban_gains_where_it_becomes_stricter() -> None:
    ban, leave = (norm(modality, "strike", "mill", "bo", beneficiaries="cy") for modality in ("must-not", "need-not"))
    assert interest(leave, ban, Relation.STRICTER, "other").favours == ("cy",)


def test_who_drafts_for_others_gains_nothing_by_what_does_not_concern_it() -> None:
    asked = clause("1", norm(act="strike", objects="mill", by="ada"), plan="d")
    draft = plan(asked, name="d", proposers=("cy",), kind=PlanKind.DRAFT)
    index = build_interest_index([draft], [], [to_canonical_clause(asked, VOCABULARY)], VOCABULARY)
    strike = norm("may", "strike", "mill", "ada"), norm("must", "strike", "mill", "ada")
    assert interest(*strike, Relation.STRICTER, "other", index).favours == ()


def test_what_a_go_between_asks_of_others_is_no_wish_of_its_own() -> None:
    asked = Question(
        id="truce",
        more=(norm(act="pay", by="anyone"),),
        wants=(PartyWish(party="cy", wish=Wish.MORE, cites=("d#1",)), PartyWish(party="bo", wish=Wish.LESS)),
    )
    words = Vocabulary(replace(VILLAGE, questions=(asked,)))
    call = clause("1", pay(), plan="d")
    left, right = (
        to_canonical_clause(clause("1", given, plan=name, questions=("truce",)), words)
        for name, given in (("p", pay("may")), ("q", pay()))
    )

    def favoured(parties: tuple[str, ...]) -> tuple[str, ...]:
        proposed = replace(plan(call, name="d", proposers=("cy",), kind=PlanKind.DRAFT), parties=parties)
        index = build_interest_index([proposed], [], [to_canonical_clause(call, words)], words)
        return index.interest_of_change((left,), (right,), Relation.STRICTER).favours

    assert favoured(("ada", "bo")) == ()
    assert favoured(("ada", "bo", "cy")) == ("cy",)
    # What it says elsewhere for itself counts.
    wish = replace(asked.wants[0], cites=("d#1", "elders#4"))
    words = Vocabulary(replace(VILLAGE, questions=(replace(asked, wants=(wish, asked.wants[1])),)))
    assert favoured(("ada", "bo")) == ("cy",)


@pytest.mark.parametrize("relation", [Relation.OPPOSED, Relation.REPLACED])
def test_nobody_gains_by_the_loss_of_its_own_ask_or_loses_by_getting_it(relation: Relation) -> None:
    """Where the record has a party ask for both, nobody knows which answer serves it."""

    def helped(left: Norm, right: Norm, proposer_of_left: str, proposer_of_right: str = "dee") -> Interest:
        plans = [
            plan(clause("p", left, plan="p"), name="p", proposers=(proposer_of_left,), kind=PlanKind.POSITION),
            plan(clause("q", right, plan="q"), name="q", proposers=(proposer_of_right,), kind=PlanKind.POSITION),
        ]
        clauses = [to_canonical_clause(item, VOCABULARY) for each in plans for item in each.clauses]
        return interest(left, right, relation, index=build_interest_index(plans, [], clauses, VOCABULARY))

    look, give = norm(act="inspect"), pay()
    assert helped(look, give, "dee", "cy").favours == ("ada",)
    assert helped(look, give, "ada").basis is InterestBasis.DIVIDED
    assert not helped(look, give, "ada").favours
    assert not helped(look, give, "dee", "bo").against
    assert helped(look, give, "ada").cites == ("elders#1",)
    # Who gives up one ask of its own for another has changed its mind.
    assert helped(look, give, "ada", "ada").favours == ("ada",)


@pytest.mark.parametrize("names", [("a", "b"), ("b", "a")])
def test_the_same_words_count_as_an_ask_in_the_plan_of_the_party_that_asks_alone(names: tuple[str, str]) -> None:
    """Two plans say one thing in the same words, and one of them is the ask of Ada, whom the other answer serves."""
    alone, together = names
    look = clause("1", norm(act="inspect"), plan=alone, questions=("toll",))
    give = clause("1", pay(), plan="q", questions=("toll",))
    plans = (
        plan(look, name=alone, proposers=("ada",), kind=PlanKind.POSITION),
        plan(
            replace(look, plan=together),
            name=together,
            proposers=("ada", "bo"),
            kind=PlanKind.DRAFT,
        ),
        plan(give, name="q", proposers=("dee", "cy"), kind=PlanKind.DRAFT),
    )
    findings = compare(Workspace(plans=plans, vocabulary=VOCABULARY.data), [item.id for item in plans])
    favours = {
        pair.left: [link.interest.favours for link in pair.links] for pair in findings.pairs if pair.right == "q"
    }
    assert favours == {alone: [()], together: [("ada",)]}


def test_who_gets_more_of_its_own_ask_gains_and_gives_nothing_up() -> None:
    asked = clause("p", pay("may"), plan="p")
    own = plan(asked, name="p", proposers=("ada",), kind=PlanKind.POSITION)
    index = build_interest_index([own], [], [to_canonical_clause(asked, VOCABULARY)], VOCABULARY)
    assert interest(pay("may"), pay(), Relation.STRICTER, index=index).favours == ("ada",)
