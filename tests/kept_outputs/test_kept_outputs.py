"""Every report of two small workspaces is the one that was read and kept; so is the record's, by its digest."""

from __future__ import annotations

import difflib

import pytest

from tests.kept_outputs.produce import KEPT, RECORD, produce_all, record_summary

HOW = "\nIf the change is meant: make kept-outputs, read the diff, commit it with the change."
MAX_SHOWN_LINES = 60


def read(name: str) -> str:
    path = KEPT / name
    return path.read_bytes().decode() if path.exists() else ""


@pytest.mark.slow
def test_reports_of_the_small_workspaces_are_the_kept_ones() -> None:
    produced = dict(produce_all())
    kept = {str(path.relative_to(KEPT)) for path in KEPT.rglob("*.*") if path != RECORD}
    assert kept == set(produced), "files come or go" + HOW
    changed = []
    for name, text in produced.items():
        if text != read(name):
            lines = difflib.unified_diff(read(name).splitlines(), text.splitlines(), name, name, lineterm="", n=1)
            changed += list(lines)[:MAX_SHOWN_LINES]
    assert not changed, "\n".join(changed) + HOW


@pytest.mark.slow
def test_the_report_of_the_record_has_the_kept_digest() -> None:
    assert record_summary() == RECORD.read_text(encoding="utf-8"), HOW
