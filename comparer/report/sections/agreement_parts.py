"""What a report says of the tools towards agreement: the sections it holds, and the line that names their commands."""

from __future__ import annotations

from comparer.report.value.types import AgreementSection, ReportValue
from comparer.report.words.sentences import ReportSentences

PROGRAM = "comparer "


def list_agreement_sections(report: ReportValue) -> list[AgreementSection]:
    """The sections of the report; none where it was made without them."""
    return report.get("agreement", [])


def commands_sentence(sentences: ReportSentences) -> str:
    """One line that names the commands, each without its plans; empty where the report has no section."""
    sections = list_agreement_sections(sentences.report)
    names = [section["command"].removeprefix(PROGRAM).partition(" ")[0] for section in sections]
    commands = PROGRAM + ", ".join(names)
    return sentences.catalogue_text("agreement.chapter.more", commands=commands) if names else ""
