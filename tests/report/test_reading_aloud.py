"""No sentence of any format is machine prose or a word of the gate: the patterns that readers stumbled over."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from comparer.report.formats.brief_page import BRIEF_FORMATS, render_brief
from comparer.report.render import RenderOptions, render
from tests.factories.reports import report_of
from tests.report.office_files import body, sheets, words
from tests.report.test_html import Parsed
from tests.report.test_word_table import ROOT

HARBOUR = ROOT / "tests" / "workspaces" / "harbour"
MACHINE_PROSE = (
    r"\bunnamed (must|may|need|declares|defers|expects)\b",
    r"\b(declares|defers) (recognise|amnesty|affirm|admit|settle|withdraw|negotiate)\b",
    r"\banyone (must not|need not|may not) ",
    r"\b(must|must not|need not|declares|defers) \([A-Z]",
    r"(≤|<=|at most|less than or equal) 0 (days|hours)",
    r"\b(must|may|not|is|are) (Territory|Elections|Armed|Hostilities|Frozen|Security)\b",
    r"\b(withdraw|station forces|oversee) (Territory|Donetsk|Crimea|Ukraine, Russia)\b",
    r"\b(\w{5,}) \1\b",
    r"personnel \?",
    r"The rule \(\w+\) holds|The line, as read|The line holds",
    r"\b(how it binds|who is bound|who acts|as what|object|action|manner|condition)( \([^)]*\))?: [^.;]* → ",
    r"would be bound without signing",
    r"let pass",
    r"\b[0-9a-f]{12}\b|\b[0-9a-f]{64}\b",
    r"\{\w+\}",
)
WITHOUT_IDS = ("csv", "xlsx")
"""Formats for machines, which keep the ids of findings in a column of their own."""


@cache
def drawn(folder: str, name: str, is_full: bool) -> str:
    report = report_of(folder=Path(folder))
    return str(render(name, report, RenderOptions(width=200, full=is_full)))


def visible_text(name: str, content: str | bytes) -> str:
    """What a reader sees of a format: no markup, no anchor, no script."""
    if name == "html":
        return "\n".join(piece.strip() for piece in Parsed(str(content)).words)
    if name == "docx":
        assert isinstance(content, bytes)
        return words(body(content))
    if name == "xlsx":
        assert isinstance(content, bytes)
        return "\n".join("\n".join(row) for rows in sheets(content).values() for row in rows)
    return re.sub(r'<a id="[^"]*"></a>|\(#[^)]*\)', "", str(content))


@cache
def read_text(folder: Path, name: str, is_full: bool) -> str:
    report = report_of(folder=folder)
    return visible_text(name, render(name, report, RenderOptions(width=200, full=is_full)))


@pytest.mark.parametrize("name", ["table", "md", "text", "html", "docx", "xlsx", "csv"])
@pytest.mark.parametrize("is_full", [False, True])
@pytest.mark.parametrize("folder", [ROOT, HARBOUR], ids=["record", "harbour"])
def test_no_format_has_machine_prose(folder: Path, name: str, is_full: bool) -> None:
    text = read_text(folder, name, is_full).replace(report_of(folder=folder)["digest"], "")
    patterns = [pattern for pattern in MACHINE_PROSE if name not in WITHOUT_IDS or "[0-9a-f]" not in pattern]
    result = {pattern: match[0] for pattern in patterns if (match := re.search(pattern, text))}
    assert result == {}


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
