"""The wording of the strings that a report value holds in English, whatever its language."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from comparer.report.value.types import ClauseRecord, ConstraintRecord, LineRecord
from comparer.report.words.arguments import Wording, compact_norm_text
from comparer.report.words.figures import amount_signs
from comparer.resources.message_catalogue import load_catalogue


def build_english_wording(
    word_label: Callable[[str], str],
    plan_names: Mapping[str, str],
    clauses: Mapping[str, ClauseRecord],
    lines: Mapping[str, LineRecord],
    constraints: Mapping[str, ConstraintRecord],
) -> Wording:
    """Norms in few words, amounts in signs, values of closed sets and readings as the data name them."""
    catalogue = load_catalogue("en")
    wording = Wording(
        catalogue=catalogue,
        word_label=word_label,
        term_text=lambda _, value: value.replace("_", " "),
        reading_label=str,
        norm_text=lambda fields: compact_norm_text(fields, wording),
        amount_text=lambda amount: amount_signs(amount, catalogue, word_label),
        plan_name=lambda plan: plan_names.get(plan) or plan,
        clauses=clauses,
        lines=lines,
        constraints=constraints,
    )
    return wording
