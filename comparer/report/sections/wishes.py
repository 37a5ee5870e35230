"""What parties ask for on a question, in words."""

from __future__ import annotations

from collections.abc import Iterable

from comparer.report.sections.open_points import PartyWant
from comparer.report.value.types import ReportValue
from comparer.report.words.sentences import ReportSentences

__all__ = ["main_wants", "wish_sentences", "wish_texts"]


def wish_texts(wants: Iterable[PartyWant], sentences: ReportSentences) -> list[str]:
    """The parties and what they ask for, those together who ask in the same words.

    The words are those of a clause or line, or the record's; where it has none, whether more or less of it is asked.
    """
    parties_by_words: dict[str, list[str]] = {}
    for want in wants:
        words = want.says or sentences.catalogue_text(f"wish.{want.wish}")
        parties_by_words.setdefault(words.rstrip(" ."), []).append(want.party)
    return [
        sentences.catalogue_text("wish.party", who=sentences.join_labels(parties), says=words)
        for words, parties in parties_by_words.items()
    ]


def wish_sentences(wants: Iterable[PartyWant], sentences: ReportSentences) -> str:
    """The same in one line, a full stop behind each."""
    return " ".join(f"{text}." for text in wish_texts(wants, sentences))


def main_wants(wants: Iterable[PartyWant], report: ReportValue) -> list[PartyWant]:
    """What the parties that hold red lines ask for; all where none does."""
    known_parties = {party["id"] for party in report["parties"]}
    return [want for want in wants if not known_parties or want.party in known_parties]
