"""The wording of the strings that a report value holds in English, whatever its language."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from comparer.report.value.types import ClauseRecord, ConstraintRecord, GrammarRecord, LineRecord
from comparer.report.words.arguments import Wording, clause_reference
from comparer.report.words.english_norms import NO_GRAMMAR, EnglishNorms
from comparer.report.words.figures import UnitWords, amount_signs, amount_words
from comparer.resources.message_catalogue import load_catalogue


def build_english_wording(
    word_label: Callable[[str], str],
    plan_names: Mapping[str, str],
    clauses: Mapping[str, ClauseRecord],
    lines: Mapping[str, LineRecord],
    constraints: Mapping[str, ConstraintRecord],
    grammar: GrammarRecord = NO_GRAMMAR,
) -> Wording:
    """Norms as sentences, amounts in signs, values of closed sets and readings as the data name them."""
    catalogue = load_catalogue("en")
    units = UnitWords(word_label, grammar["forms"])

    def plan_name(plan_id: str) -> str:
        return plan_names.get(plan_id) or plan_id

    def clause_name(ref: str) -> str:
        plan_id, _, clause_id = ref.partition("#")
        return clause_reference(plan_id, [clause_id], plan_name, catalogue)

    norms = EnglishNorms(
        grammar=grammar,
        word_label=word_label,
        amount_text=lambda amount: amount_words(amount, catalogue, units),
        clause_name=clause_name,
    )
    return Wording(
        catalogue=catalogue,
        word_label=word_label,
        term_text=lambda _, value: value.replace("_", " "),
        reading_label=str,
        norm_text=norms.norm_sentence,
        amount_text=lambda amount: amount_signs(amount, catalogue, units),
        plan_name=plan_name,
        clauses=clauses,
        lines=lines,
        constraints=constraints,
    )
