"""No sentence of the terminal, of Markdown, of the text or of the brief is machine prose or a word of the gate."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from comparer.report.formats.brief_page import BRIEF_FORMATS, render_brief
from comparer.report.render import RenderOptions, render
from tests.factories.reports import report_of
from tests.report.test_word_table import ROOT

HARBOUR = ROOT / "tests" / "workspaces" / "harbour"
MACHINE_PROSE = (
    r"\bunnamed (must|may|need|declares|expects)",
    r"\bdeclares (recognise|amnesty|affirm|admit|settle)\b",
    r"anyone must not \(",
    r"≤ 0 days|less than or equal 0",
    r"\b(\w{5,}) \1\b",
    r"personnel \?",
    r"let pass",
    r"\b[0-9a-f]{12}\b",
    r"\{\w+\}",
)


@cache
def drawn(folder: str, name: str, is_full: bool) -> str:
    report = report_of(folder=Path(folder))
    return str(render(name, report, RenderOptions(width=200, full=is_full)))


@pytest.mark.parametrize("name", ["table", "md", "text"])
@pytest.mark.parametrize("is_full", [False, True])
@pytest.mark.parametrize("folder", [ROOT, HARBOUR], ids=["record", "harbour"])
def test_no_format_of_words_has_machine_prose(folder: object, name: str, is_full: bool) -> None:
    text = re.sub(r'<a id="[^"]*"></a>|\(#[^)]*\)', "", drawn(str(folder), name, is_full))
    found = {pattern: match[0] for pattern in MACHINE_PROSE if (match := re.search(pattern, text, re.IGNORECASE))}
    assert found == {}


@pytest.mark.parametrize("name", BRIEF_FORMATS[:-1])
@pytest.mark.parametrize("language", ["en", "uk", "ru"])
def test_no_brief_has_machine_prose(name: str, language: str) -> None:
    report = report_of(language=language)
    text = render_brief(name, report, RenderOptions())
    assert [pattern for pattern in MACHINE_PROSE[:-1] if re.search(pattern, text, re.IGNORECASE)] == []


def test_a_short_report_is_short() -> None:
    """A pull request and a mail hold it; the rest is asked for."""
    assert len(drawn(str(ROOT), "table", False).splitlines()) <= 40
    assert len(drawn(str(ROOT), "md", False).encode()) <= 12_000
    assert len(drawn(str(ROOT), "text", False).splitlines()) <= 220
