"""After any edits of a workspace's files the report is that of a full run, and only what was touched is made again."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from comparer.app import disk
from comparer.load.checks import documents
from comparer.load.load_workspace import load
from comparer.norms.vocabulary import Vocabulary
from comparer.pipeline import compare as engine
from comparer.pipeline.compare import compare, newest_record_date
from comparer.report.formats import live_page
from comparer.report.value.build import build_report
from comparer.session import ReportOptions, Session
from comparer.version import VERSION
from tests.app.command import HARBOUR

Files = dict[str, bytes]
Edit = Callable[[Files], Files]

DRAFT = "plans/drafts/council-draft.yaml"
COUNTER = "plans/drafts/union-counter.yaml"
POSITION = "plans/positions/line-position.yaml"
LINES = "plans/redlines/union.yaml"
LAW = "plans/constraints/law.yaml"
WORDS = "plans/vocabulary.yaml"
PINS = "plans/alignments.yaml"


@cache
def harbour() -> Files:
    return disk.read_workspace(HARBOUR)


def put(name: str, old: str, new: str) -> Edit:
    """Replace a pattern once, where it is still there."""

    def edit(now: Files) -> Files:
        text = now.get(name, b"").decode()
        return {**now, name: re.sub(old, new, text, count=1).encode()} if name in now else now

    return edit


def without(name: str) -> Edit:
    return lambda now: {path: content for path, content in now.items() if path != name}


def again(name: str) -> Edit:
    return lambda now: {**now, name: harbour()[name]}


EDITS: dict[str, Edit] = {
    "another figure": put(DRAFT, r"headcount: \{max: 900\}", "headcount: {max: 1000}"),
    "another modality": put(DRAFT, "modality: may, act: install", "modality: must-not, act: install"),
    "another text": put(COUNTER, "text: The ", "text: And the "),
    "a comment that moves lines": put(DRAFT, "provisions:", "# moved\n\nprovisions:"),
    "a clause struck": put(DRAFT, "state: deferred", "state: struck"),
    "a later date": put(DRAFT, 'issued: "2024-03-11"', 'issued: "2025-03-11"'),
    "a part of the text": put(DRAFT, "coverage: complete", "coverage: partial"),
    "another strength": put(LINES, "strength: absolute", "strength: preference"),
    "a later line": put(LINES, 'from: "2024-01-15"', 'from: "2024-12-15"'),
    "a rule that is only an opinion": put(LAW, "force: law", "force: opinion"),
    "a rule of a later date": put(LAW, 'from: "2010-01-01"', 'from: "2031-01-01"'),
    "another label": put(WORDS, "label: Harbour road", "label: Road to the harbour"),
    "an act that excludes no other": put(WORDS, r", excludes: \[deepen\]", ""),
    "a fault": put(DRAFT, "known: stated", "known: sated"),
    "no fault any more": put(DRAFT, "known: sated", "known: stated"),
    "broken form": put(LINES, "lines:", "lines: ["),
    "an unknown word": put(COUNTER, "act: pay", "act: pya"),
    "no pins": put(PINS, r"(?s)\n- left.*", "\n[]\n"),
    "another title": put("plans/settings.yaml", "title: The", "title: A"),
    "another base": put("plans/settings.yaml", "base: council-draft", "base: union-counter"),
    "a plan gone": without(POSITION),
    "a plan back": again(POSITION),
    "lines gone": without(LINES),
    **{f"{path} as it was": again(path) for path in (DRAFT, COUNTER, LINES, LAW, WORDS, PINS)},
}


def full(now: Files) -> dict[str, Any] | None:
    """The report of a run that knows nothing of an earlier one; None where the files are at fault."""
    workspace = load(now).workspace
    if workspace is None:
        return None
    findings = compare(workspace)
    words = Vocabulary(workspace.vocabulary)
    return build_report(
        workspace,
        findings,
        vocabulary=words,
        as_of=newest_record_date(workspace),
        base="",
        language="en",
        version=VERSION,
    )


@settings(max_examples=8)
@example(["another figure", "another modality"])
@example(["a fault", "another strength", "no fault any more"])
@example(["a plan gone", "another label", "a plan back"])
@example(["a later date", "a comment that moves lines", "no pins"])
@given(st.lists(st.sampled_from(sorted(EDITS)), min_size=1, max_size=4))
def test_after_every_edit_the_report_is_that_of_a_full_run(names: list[str]) -> None:
    watched, now = Session(ReportOptions(language="en")), harbour()
    good = json.dumps(watched.update(now).report)
    for name in names:
        now = EDITS[name](now)
        state, wanted = watched.update(now), full(now)
        good = good if wanted is None else json.dumps(wanted)
        assert json.dumps(state.report) == good, name
        assert state.problems == load(now).errors, name


def test_the_page_is_that_of_a_full_run_too() -> None:
    watched = Session(ReportOptions(language="en"))
    watched.update(harbour())
    for name in ("another figure", "a clause struck", "another strength"):
        state = watched.update(EDITS[name](harbour()))
        assert live_page.render_live_page(state.report) == live_page.render_live_page(full(EDITS[name](harbour()))), (
            name
        )


@pytest.mark.parametrize(
    ("name", "pairs", "read"),
    [
        # Whom the changes of a pair help, which every plan and red line may say, is worked out beside its links.
        ("another figure", {"council-draft"}, "plan"),
        ("another strength", set(), "redlines"),
        ("a rule that is only an opinion", set(), "constraints"),
        ("another title", set(), "settings"),
    ],
)
def test_only_what_a_file_touches_is_made_again(
    name: str, pairs: set[str], read: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    watched = Session()
    every = watched.update(harbour()).report
    assert every is not None
    compared, opened = [], []
    pair, schema = engine.relate_pair, documents.schemas.check_document
    monkeypatch.setattr(
        engine, "relate_pair", lambda *all_: (compared.append({all_[1].id, all_[2].id}), pair(*all_))[1]
    )
    monkeypatch.setattr(
        documents.schemas, "check_document", lambda document, kind: (opened.append(kind), schema(document, kind))[1]
    )
    watched.update(EDITS[name](harbour()))
    wanted = [{pair["left"], pair["right"]} for pair in every["pairs"] if pairs & {pair["left"], pair["right"]}]
    assert sorted(map(sorted, compared)) == sorted(map(sorted, wanted))
    assert opened == [read]
    compared.clear()
    watched.update(EDITS[name](harbour()))
    assert compared == []


def test_other_words_touch_every_pair(monkeypatch: pytest.MonkeyPatch) -> None:
    watched, compared, pair = Session(), [], engine.relate_pair
    every = watched.update(harbour()).report
    monkeypatch.setattr(engine, "relate_pair", lambda *all_: (compared.append(1), pair(*all_))[1])
    watched.update(EDITS["another label"](harbour()))
    assert every is not None
    assert len(compared) == len(every["pairs"])


def test_before_the_first_good_state_there_is_no_report() -> None:
    watched = Session()
    state = watched.update(EDITS["a fault"](harbour()))
    assert state.report is None
    assert [(problem.rule, problem.position.file) for problem in state.problems] == [("schema-value", DRAFT)]
    none = watched.update({WORDS: harbour()[WORDS]})
    assert [problem.rule for problem in none.problems] == ["ref-no-plan"]
    assert watched.update(harbour()).report is not None
    assert watched.state.problems == ()
