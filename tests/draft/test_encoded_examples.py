"""What persons encoded elsewhere says how the present tense is meant and what a phrase names, where all agree."""

from __future__ import annotations

import comparer
from comparer.draft.encoded_examples import EncodedExamples, collect_examples
from comparer.draft.propose_norm import NormProposal, NormProposer
from comparer.model.norm import Modality, Norm
from comparer.model.plan import Clause
from tests.app.command import HARBOUR


def example(text: str, modality: Modality = Modality.MUST, **fields: object) -> Clause:
    norm = Norm(bearers=("union",), modality=modality, act="train", objects=("apprentices",), **fields)  # type: ignore[arg-type]
    return Clause(plan="old", id=text, provision="1", text=text, norm=norm)


def proposed(text: str, *examples: Clause) -> NormProposal:
    vocabulary = comparer.load_workspace(HARBOUR).vocabulary.data
    proposal = NormProposer(vocabulary, EncodedExamples(examples)).propose_norm(
        Clause(plan="new", id="1", provision="1", text=text)
    )
    assert isinstance(proposal, NormProposal)
    return proposal


TWO_DUTIES = (example("The dockers train the apprentices."), example("The dockers train two apprentices."))


def test_the_present_tense_binds_as_it_does_in_all_examples_of_the_act() -> None:
    assert not proposed("The dockers train apprentices.").is_complete
    proposal = proposed("The dockers train apprentices.", *TWO_DUTIES)
    assert proposal.norm["modality"] == "must"
    assert proposal.is_complete


def test_examples_that_disagree_or_stand_alone_say_nothing() -> None:
    hope = example("The dockers train their apprentices.", Modality.EXPECTS)
    for examples in ((*TWO_DUTIES, hope), TWO_DUTIES[:1]):
        assert [part.facet for part in proposed("The dockers train apprentices.", *examples).left_over] == ["modality"]


def test_a_denial_is_no_example_of_a_duty() -> None:
    proposal = proposed("The dockers do not train apprentices.", *TWO_DUTIES)
    assert [part.facet for part in proposal.left_over] == ["modality"]


def test_a_whole_phrase_names_what_it_was_encoded_as() -> None:
    text = "The dockers must train all the lads of the quay."
    assert not proposed(text).is_complete
    assert proposed(text, example("The dockers train all the lads of the quay.")).norm["object"] == "apprentices"


def test_a_phrase_that_gave_more_than_its_thing_is_left_over() -> None:
    for_somebody = example("The dockers train all the lads of the quay.", beneficiaries=("city",))
    assert not proposed("The dockers must train all the lads of the quay.", for_somebody).is_complete


def test_whose_a_thing_is_hangs_on_the_sentence() -> None:
    assert not proposed("The dockers must train their lads.", example("The dockers train their lads.")).is_complete


def test_only_encoded_clauses_are_examples() -> None:
    plan = comparer.load_workspace(HARBOUR).plans[0]
    assert {clause.ref for clause in collect_examples([plan]).clauses} == {
        clause.ref for clause in plan.clauses if clause.norm and clause.is_live
    }
