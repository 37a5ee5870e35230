"""Norms read from a clause's own words: right where they are whole, named where a word is missing, taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

import comparer
from comparer.draft.propose_norm import NoProposal, NormProposal, NormProposer
from comparer.load.construct.norms import build_conditions, build_default_units, build_norm, build_terms
from comparer.model.plan import Clause
from tests.app.command import HARBOUR, harbour, here, put

NEW = """\
plan: fourth
title: Fourth draft
provisions:
  - id: "1"
    text: The dockers shall train at least 20 apprentices.
  - id: "2"
    text: Once the replacement bridge is open, the city council must pave the harbour road.
  - id: "3"
    text: Cheese from the mountains keeps well in a cool cellar.
"""


def proposer() -> NormProposer:
    return NormProposer(comparer.load_workspace(HARBOUR).vocabulary.data)


def proposed(text: str, **fields: str) -> NormProposal | NoProposal:
    return proposer().propose_norm(Clause(plan="p", id="1", provision="1", text=text, **fields))


def test_no_whole_proposal_differs_from_what_a_person_encoded() -> None:
    workspace = comparer.load_workspace(HARBOUR)
    reader, units = proposer(), build_default_units(workspace.vocabulary.data)
    whole, wrong = 0, []
    for plan in workspace.plans:
        for clause in plan.clauses:
            proposal = reader.propose_norm(clause)
            if clause.norm and isinstance(proposal, NormProposal) and proposal.is_complete:
                terms, conditions = build_terms(proposal.terms, units), build_conditions(proposal.conditions, plan.id)
                whole += 1
                wrong += [clause.ref] if build_norm(proposal.norm, terms, conditions) != clause.norm else []
    assert wrong == []
    assert whole >= 25


def test_bearer_act_object_receiver_terms_and_conditions_have_their_words() -> None:
    proposal = proposed("Once the region grants the training fund, the dockers shall train at least 20 apprentices.")
    assert isinstance(proposal, NormProposal)
    assert proposal.norm == {"bearer": "union", "modality": "must", "act": "train", "object": "apprentices"}
    assert proposal.terms == {"trainees": {"min": 20}}
    assert proposal.conditions == {"when": "fund-granted"}
    assert proposal.is_complete


@pytest.mark.parametrize(
    ("text", "left_over"),
    [
        ("The city council must pave the harbour road.", [("act", "pave")]),
        ("Some dockers must train apprentices.", [("bearer", "Some dockers")]),
        ("The city council must repair the long harbour road.", [("object", "the long harbour road")]),
        ("The city council must repair the harbour road with gravel.", [("text", "with gravel")]),
        ("The city council must repair the harbour road if it snows.", [("condition", "if it snows")]),
        ("The city council must repair the harbour road within 3 days.", [("deadline", "within 3 days")]),
    ],
)
def test_what_has_no_word_is_left_over_by_name(text: str, left_over: list[tuple[str, str]]) -> None:
    proposal = proposed(text)
    assert isinstance(proposal, NormProposal)
    assert [(part.facet, part.words) for part in proposal.left_over] == left_over
    assert not proposal.is_complete


def test_a_sub_point_is_read_with_the_words_that_open_its_list_or_not_at_all() -> None:
    text = "repair the harbour road;"
    assert proposed(text, under="1") == NoProposal("no-opening")
    proposal = proposed(text, under="1", opening="The city council must not")
    assert isinstance(proposal, NormProposal)
    assert proposal.norm["modality"] == "must-not"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    top = harbour(tmp_path)
    put(top / "plans/drafts/fourth.yaml", NEW)
    return top


def test_a_whole_proposal_is_written_read_back_and_undone(folder: Path) -> None:
    path = folder / "plans/drafts/fourth.yaml"
    shown = here("suggest", "fourth", "--write", cwd=folder)
    assert shown.code == 0, shown.errors
    output = shown.output.decode()
    assert "reads: Dock workers' union must train Apprentices" in output
    assert "no norm yet; left over: action 'pave'" in output
    assert "Cheese" not in output
    assert "1 of them got nothing" in output
    written = path.read_text(encoding="utf-8")
    assert "norm: {bearer: union, modality: must, act: train, object: apprentices}" in written
    assert written.count("norm: {") == 1
    assert here("suggest", "fourth", "--undo", cwd=folder).code == 0
    assert path.read_text(encoding="utf-8") == NEW
    assert here("suggest", "fourth", "--undo", cwd=folder).code == 2


def test_a_file_that_was_changed_since_is_not_put_back(folder: Path) -> None:
    path = folder / "plans/drafts/fourth.yaml"
    assert here("suggest", "fourth", "--write", cwd=folder).code == 0
    changed = path.read_text(encoding="utf-8") + "# looked at\n"
    path.write_text(changed, encoding="utf-8")
    outcome = here("suggest", "fourth", "--undo", cwd=folder)
    assert outcome.code == 2
    assert "it was changed since" in outcome.errors
    assert path.read_text(encoding="utf-8") == changed
