"""A proposed norm read back as a sentence, so that a person can hold it against the words of the clause."""

from __future__ import annotations

from comparer.draft.propose_norm import NormProposal
from comparer.load.construct.norms import build_conditions, build_default_units, build_norm, build_terms
from comparer.norms.vocabulary import Vocabulary
from comparer.report.value.records import build_norm_fields
from comparer.report.words.english import build_english_wording


def read_back_proposal(proposal: NormProposal, vocabulary: Vocabulary, plan_id: str) -> str:
    """The norm in words; "" where its act is not known, since nothing can be said without a verb."""
    if not proposal.norm.get("act"):
        return ""
    terms = build_terms(proposal.terms, build_default_units(vocabulary.data))
    fields = {"bearer": "unnamed", **proposal.norm}
    norm = build_norm(fields, terms, build_conditions(proposal.conditions, plan_id))
    wording = build_english_wording(vocabulary.word_label, {}, {}, {}, {})
    return wording.norm_text(build_norm_fields(norm))
