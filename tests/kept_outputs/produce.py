"""Make the outputs that are kept: every format and language of two small workspaces, and what other commands print."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from tests.app.command import HARBOUR, ROOT, here
from tests.kept_outputs.readable import to_text

KEPT = Path(__file__).resolve().parent / "outputs"
RECORD = KEPT / "record.json"
LANGUAGES = ("en", "uk", "ru")
COMMANDS: dict[str, tuple[tuple[str, ...], ...]] = {
    "village": (
        ("plans",),
        ("redlines",),
        ("check",),
        ("explain", "first-draft#1a"),
        ("diff", "first-draft", "second-draft"),
        ("suggest", "second-draft"),
        ("validate", "--strict"),
    ),
    "harbour": (
        ("plans",),
        ("redlines",),
        ("redlines", "--format", "md"),
        ("check",),
        ("check", "--format", "sarif"),
        ("check", "--fail-on", "blocked", "--format", "yaml"),
        ("diff", "council-draft", "union-counter"),
        ("diff", "council-draft", "union-counter", "--format", "md"),
        ("diff", "council-draft", "union-counter", "--lang", "uk"),
        ("align", "council-draft", "joint-revision"),
        ("explain", "council-draft#8"),
        ("validate", "--strict"),
        ("rules",),
        ("rules", "redline-breached", "gap-absent"),
    ),
}

MILL = ROOT / "tests" / "workspaces" / "mill"
MILL_DRAFTS = ("upper-draft", "lower-counter", "elders-text")
TABLE_FORMATS = ("text", "md", "csv", "xlsx", "docx")
AGREEMENT_COMMANDS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "draft": (("draft", *MILL_DRAFTS), ("text", "md", "docx", "yaml")),
    "draft-open": (("draft", *MILL_DRAFTS, "--view", "open", "--no-attribution"), ("md",)),
    "brackets": (("brackets", *MILL_DRAFTS), (*TABLE_FORMATS, "svg")),
    "matrix": (("matrix", "elders-text", "--date", "signed=2031-05-01"), (*TABLE_FORMATS, "ics", "svg")),
    "completeness": (("completeness",), TABLE_FORMATS),
    "checklists": (("completeness", "--checklist", "all"), TABLE_FORMATS),
    "bridges": (("bridges",), TABLE_FORMATS),
    "lineage": (("lineage", *MILL_DRAFTS), TABLE_FORMATS),
    "positions": (("positions",), TABLE_FORMATS),
}
"""By the name of their files, what the tools towards agreement are asked and the formats that each has."""


def produce(workspace: str, folder: Path) -> Iterator[tuple[str, str]]:
    """File name and text of every output of one workspace, whose data lie in `folder`."""
    for language in LANGUAGES:
        with tempfile.TemporaryDirectory() as scratch:
            shown = here("compare", "--lang", language, "--reports", scratch, cwd=folder)
            yield f"{workspace}/{language}/screen.txt", shown.text.replace(scratch, "REPORTS")
            for path in sorted(Path(scratch).iterdir()):
                ending = path.suffix if path.suffix in (".json", ".md", ".csv", ".txt") else f"{path.suffix}.txt"
                yield f"{workspace}/{language}/comparison{ending}", to_text(path.name, path.read_bytes())
    printed = []
    for words in COMMANDS[workspace]:
        result = here(*words, cwd=folder)
        printed.append(f"$ comparer {' '.join(words)}\n{result.text}{result.errors}exit {result.code}\n")
    yield f"{workspace}/commands.txt", "\n".join(printed)


def produce_agreement() -> Iterator[tuple[str, str]]:
    """What the tools towards agreement print on one workspace: every format, and Markdown in every language."""
    for name, (words, formats) in AGREEMENT_COMMANDS.items():
        for format_name in formats:
            ending = {"text": "txt", "docx": "docx.txt", "xlsx": "xlsx.txt"}.get(format_name, format_name)
            output = here(*words, "--format", format_name, "--lang", "en", cwd=MILL).output
            yield f"mill/en/{name}.{ending}", to_text(f"{name}.{format_name}", output)
        for language in LANGUAGES[1:]:
            yield f"mill/{language}/{name}.md", here(*words, "--format", "md", "--lang", language, cwd=MILL).text


def produce_all() -> Iterator[tuple[str, str]]:
    """File name and text of every kept output of the small workspaces."""
    yield from produce("harbour", HARBOUR)
    yield from produce_agreement()
    with tempfile.TemporaryDirectory() as scratch:
        village = Path(scratch, "village")
        here("init", str(village), cwd=ROOT)
        here("import", "texts/second-draft.txt", "--output", "plans/drafts/second-draft.yaml", cwd=village)
        yield from produce("village", village)


def record_summary() -> str:
    """The record's report as a digest, with its counts so that a changed digest says something."""
    output = here("compare", "--format", "json", cwd=ROOT).output
    value = json.loads(output)
    counts = {name: len(items) for name, items in value.items() if isinstance(items, (list, dict)) and items}
    summary = {"sha256": sha256(output).hexdigest(), "counts": counts}
    return json.dumps(summary, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def write_all() -> None:
    """Write every kept output anew; a person reads the difference before it is committed."""
    for old in sorted(KEPT.rglob("*.*")):
        old.unlink()
    for name, text in produce_all():
        path = KEPT / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    RECORD.write_text(record_summary(), encoding="utf-8")
