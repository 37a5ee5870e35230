"""A related pair comes back from plain data as it was, and only to the very plans that it was made of."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import combinations

import pytest

from comparer.app import disk
from comparer.load.load_workspace import load
from comparer.model.findings import PlanPair
from comparer.model.plain_values import from_plain, to_plain
from comparer.model.workspace import Workspace
from comparer.norms.from_text import relate_texts as relate_texts_module
from comparer.norms.vocabulary import Vocabulary
from comparer.pipeline import kept_pairs
from comparer.pipeline.compare import relate_pair, to_canonical_clauses
from comparer.pipeline.kept_pairs import KeptPairs
from comparer.report.options import ReportOptions
from comparer.session import MemoryCache, build_plans_report, explain_subject, open_workspace
from tests.app.command import HARBOUR, ROOT


def open_records(folder: object) -> Workspace:
    records = load(disk.read_workspace(folder)).workspace  # type: ignore[arg-type]
    assert records is not None
    return records


@pytest.mark.parametrize("folder", [HARBOUR, ROOT], ids=["harbour", "record"])
def test_every_pair_comes_back_from_json_as_it_was(folder: object) -> None:
    records = open_records(folder)
    words = Vocabulary(records.vocabulary)
    clauses = to_canonical_clauses(records.plans, words)
    for left, right in combinations(records.plans, 2):
        pair = relate_pair(records, left, right, clauses, words)
        back = from_plain(PlanPair, json.loads(json.dumps(to_plain(pair))))
        # The text of a value shows the type of every field: an enum that came back as text would be equal to it.
        assert (back, repr(back)) == (pair, repr(pair))


def test_a_pair_is_found_for_the_same_plans_of_the_same_workspace_alone() -> None:
    records = open_records(HARBOUR)
    words = Vocabulary(records.vocabulary)
    left, right, *_ = records.plans
    pair = relate_pair(records, left, right, to_canonical_clauses(records.plans, words), words)
    digests = {plan.id: plan.id for plan in records.plans}
    first = KeptPairs(records, words, digests, None)
    assert first.find_pair(records, left, right) is None
    first.keep_pair(records, left, right, pair)
    content = first.new_content()
    assert content is not None
    kept = KeptPairs(records, words, digests, content)
    assert kept.find_pair(records, left, right) == pair
    assert kept.find_pair(records, right, left) is None
    assert kept.find_pair(replace(records, link_decisions=()), left, right) is None
    assert kept.new_content() is None
    for changed in (left, right):
        other = KeptPairs(records, words, {**digests, changed.id: "another state"}, content)
        assert other.find_pair(records, left, right) is None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"1",
        b"\xff",
        b'{"pairs": {}}',
        b'{"pairs": {"a b": 1}, "texts": []}',
        b'{"pairs": {"a b": ["c", []]}, "texts": []}',
        b'{"pairs": {}, "texts": [["a", "b"], 1]}',
    ],
)
def test_what_is_no_kept_content_is_passed_over(content: bytes) -> None:
    records = open_records(HARBOUR)
    left, right, *_ = records.plans
    digests = {plan.id: plan.id for plan in records.plans}
    named = content.replace(b"a b", f"{left.id} {right.id}".encode())
    words = Vocabulary(records.vocabulary)
    assert KeptPairs(records, words, digests, named).find_pair(records, left, right) is None


def test_too_many_findings_are_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    records = open_records(HARBOUR)
    words = Vocabulary(records.vocabulary)
    left, right, *_ = records.plans
    store = KeptPairs(records, words, {plan.id: plan.id for plan in records.plans}, None)
    pair = relate_pair(records, left, right, to_canonical_clauses(records.plans, words), words)
    store.keep_pair(records, left, right, pair)
    monkeypatch.setattr(kept_pairs, "MAX_KEPT_FINDINGS", len(pair.links) + len(pair.gaps) - 1)
    assert store.new_content() is None


def test_what_concerns_one_clause_is_told_as_in_the_whole_report_and_nothing_of_it_is_kept() -> None:
    workspace = open_workspace(disk.read_workspace(HARBOUR))
    for plan in workspace.plans:
        whole = build_plans_report(workspace, (), ReportOptions(pairs="base", base=plan.id))
        for ref in [clause.ref for clause in plan.clauses][::3]:
            store = KeptPairs(
                workspace.records, workspace.vocabulary, {other.id: other.id for other in workspace.plans}, None
            )
            part = build_plans_report(
                replace(workspace, pair_store=store, cache=MemoryCache()),
                (),
                ReportOptions(pairs="base", base=plan.id, clauses=(ref,)),
            )
            assert explain_subject(part, ref) == explain_subject(whole, ref)
            assert store.new_content() is None


def test_texts_that_were_related_before_are_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    records = open_records(ROOT)
    words, later_words = Vocabulary(records.vocabulary), Vocabulary(records.vocabulary)
    clauses, later_clauses = (to_canonical_clauses(records.plans, entry) for entry in (words, later_words))
    digests = {plan.id: plan.id for plan in records.plans}
    revision = next(plan for plan in records.plans if any(clause.not_encoded for clause in plan.clauses))
    others = [plan for plan in records.plans if plan is not revision]
    store = KeptPairs(records, words, digests, None)
    pairs = [relate_pair(records, revision, other, clauses, words) for other in others]
    for other, pair in zip(others, pairs, strict=True):
        store.keep_pair(records, revision, other, pair)
    later = KeptPairs(records, later_words, {**digests, revision.id: "another state"}, store.new_content())
    assert later.find_pair(records, revision, others[0]) is None

    def read_again(*texts: str) -> None:
        raise AssertionError(texts)

    monkeypatch.setattr(relate_texts_module, "relate_texts", read_again)
    assert [relate_pair(records, revision, other, later_clauses, later_words) for other in others] == pairs
