"""What was read in a text, in the words of a language."""

from __future__ import annotations

from comparer.report.value.types import ArgumentRecord
from comparer.report.words.arguments import Wording, argument_text
from comparer.report.words.figures import UnitWords, amount_signs
from comparer.resources.message_catalogue import load_catalogue


def reading_part_text(part: str, language: str) -> str:
    """The words for a part of a reading, such as `bearers`."""
    return load_catalogue(language).value_word("reading", part)


def reading_argument_text(argument: ArgumentRecord, language: str) -> str:
    """What was read of a part. It may refer to no clause, line or rule: MissingReferenceError if it does."""
    catalogue = load_catalogue(language)
    wording = Wording(
        catalogue=catalogue,
        word_label=str,
        term_text=catalogue.value_word,
        reading_label=str,
        norm_text=lambda _: "",
        amount_text=lambda amount: amount_signs(amount, catalogue, UnitWords(str, {})),
        plan_name=str,
        clauses={},
        lines={},
        constraints={},
    )
    return argument_text(argument, wording)
