"""docs/first-steps.md is run as it stands: its files are written, its commands typed, one after the other."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from tests.app.command import Result, here

BLOCK = re.compile(r"^```(\w*)(?: (\S+))?\n(.*?)^```$", re.M | re.S)


def steps(root: Path) -> Iterator[tuple[str, str, str]]:
    yield from BLOCK.findall((root / "docs/first-steps.md").read_text(encoding="utf-8"))


def test_every_step_works_and_shows_what_it_says(root: Path, tmp_path: Path) -> None:
    folder, done = tmp_path, {}
    for kind, name, content in steps(root):
        if not name and kind != "console":  # what a command shows
            continue
        if kind != "console":
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(content, encoding="utf-8")
            continue
        for line in content.splitlines():
            program, *words = line.split()
            if program == "cd":
                folder = folder / words[0]
            elif program == "rm":
                for word in words:
                    (folder / word).unlink()
            else:
                done[line] = here(*words, cwd=folder)
                assert done[line].code == 0, (line, done[line].errors)
    shows(done)
    shown = next(content for kind, name, content in steps(root) if not kind)
    assert done["comparer diff papers/old.md papers/new.html"].text.startswith(shown)
    assert {path.suffix for path in (folder / "reports").iterdir()} >= {".html", ".md", ".json", ".csv"}
    shutil.rmtree(folder)


def shows(done: dict[str, Result]) -> None:
    assert "at least 7 days" in done["comparer compare march june"].text  # by the words alone
    suggested = done["comparer suggest june"].text
    assert "terms: {days: {min: 7}}" in suggested
    assert "terms: {share: {is: 10}}" in suggested
    lines = done["comparer redlines"].text
    assert "breached · Paper of the harbour master (2)" in lines
    assert lines.count("breached") == 1
    assert "unknown · Answer of South Village (2, 4)" in lines
