"""Norms read from the texts of the record, each plan with the others as examples, beside what persons encoded."""

from __future__ import annotations

import comparer
from comparer.draft.encoded_examples import collect_examples
from comparer.draft.propose_norm import NormProposal, NormProposer
from comparer.load.construct.norms import build_conditions, build_default_units, build_norm, build_terms
from tests.factories.small_workspaces import ROOT

FEWEST_WHOLE = 40
# Whole proposals that say less or other than the record: a beneficiary that no word names, an affirmation that is owed.
KNOWN_TO_DIFFER = {"istanbul-2022#a5-2", "zelensky-formula#5-2", "ukraine-20#8-6"}


def test_whole_proposals_are_what_persons_encoded() -> None:
    workspace = comparer.load_workspace(ROOT)
    vocabulary = workspace.vocabulary.data
    units = build_default_units(vocabulary)
    whole, other = 0, set()
    for plan in workspace.plans:
        examples = collect_examples(entry for entry in workspace.plans if entry.id != plan.id)
        proposer = NormProposer(vocabulary, examples)
        for clause in plan.clauses:
            proposal = proposer.propose_norm(clause) if clause.is_live and clause.norm else None
            if isinstance(proposal, NormProposal) and proposal.is_complete:
                terms, conditions = build_terms(proposal.terms, units), build_conditions(proposal.conditions, plan.id)
                whole += 1
                other |= {clause.ref} if build_norm(proposal.norm, terms, conditions) != clause.norm else set()
    assert other <= KNOWN_TO_DIFFER
    assert whole >= FEWEST_WHOLE
