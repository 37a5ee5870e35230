"""The lines of output in the README are what the command prints."""

from __future__ import annotations

import re

from comparer.report.render import RenderOptions, render
from tests.report.test_word_table import ROOT, record_report


def test_the_ten_lines_of_the_readme_are_those_of_the_screen() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    block = re.findall(r"```text\n(.*?)\n```", readme, re.DOTALL)[0]
    assert len(block.splitlines()) == 10
    assert block in str(render("table", record_report("us-28", "ukraine-20"), RenderOptions()))
