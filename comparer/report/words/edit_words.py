"""A heading or a note that differs between two plans, in words: where it stands, and what both sides have."""

from __future__ import annotations

from comparer.report.value.types import TextEdit
from comparer.report.words.redline import quote_sides
from comparer.report.words.sentences import ReportSentences

NOTHING = "–"


def edit_names(edit: TextEdit, sentences: ReportSentences) -> tuple[str, str]:
    """The clauses of both sides, told once where their ids are the same; and the word for the field."""
    clauses = " → ".join(dict.fromkeys((", ".join(edit["left"]), ", ".join(edit["right"]))))
    clauses = clauses or sentences.catalogue_text("word.whole_document")
    return clauses, sentences.catalogue.value_word("change.field", edit["field"])


def edit_sides(edit: TextEdit) -> tuple[str, str]:
    """Both texts around the words in which they differ; a dash for a side that has none."""
    before, after = quote_sides(edit["before"], edit["after"])
    return before or NOTHING, after or NOTHING


def edit_sentence(edit: TextEdit, sentences: ReportSentences) -> str:
    """Where the edit stands, and both sides."""
    clauses, field = edit_names(edit, sentences)
    before, after = edit_sides(edit)
    return sentences.catalogue_text("sentence.edit", clauses=clauses, field=field, before=before, after=after)
