"""How often a suggestion is right: each plan of the record, stripped of its encoding, against the others."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from comparer.align.text_similarity import build_text_aligner
from comparer.app import disk
from comparer.draft.suggest_encodings import suggest_missing_fields
from comparer.load.load_workspace import load
from comparer.model.plan import Plan
from comparer.norms.vocabulary import Vocabulary
from tests.factories.small_workspaces import ROOT

pytestmark = pytest.mark.slow


def stripped(plan: Plan) -> Plan:
    return replace(
        plan,
        provisions=tuple(
            replace(one, clauses=tuple(replace(clause, issue="", norm=None, variants=()) for clause in one.clauses))
            for one in plan.provisions
        ),
    )


@cache
def counted() -> Counter[str]:
    loaded = load(disk.read_workspace(ROOT))
    assert loaded.workspace is not None
    raw: dict[str, Any] = {}
    for plan in loaded.workspace.plans:
        for provision in loaded.documents[plan.position.file].data["provisions"]:
            for clause in provision.get("clauses", [provision]):
                raw[f"{plan.id}#{clause['id']}"] = clause
    vocabulary = Vocabulary(loaded.workspace.vocabulary)
    aligner = build_text_aligner(vocabulary)
    found: Counter[str] = Counter()
    for plan in loaded.workspace.plans:
        others = [one for one in loaded.workspace.plans if one.id != plan.id]
        for one in suggest_missing_fields(stripped(plan), others, vocabulary, aligner, raw):
            true = raw[f"{plan.id}#{one.clause}"]
            found["clauses"] += 1
            if one.issue_from:
                found["issues"] += 1
                found["right issues"] += one.issue_from.issue == true.get("issue")
            if one.norm_from:
                found["norms"] += 1
                found["right norms"] += one.norm_from.norm == true.get("norm")
                found["right terms"] += (one.norm_from.terms or {}) == (true.get("terms") or {})
    return found


def test_a_norm_that_is_written_is_right() -> None:
    found = counted()
    assert found["norms"] > 100
    assert found["right norms"] >= 0.97 * found["norms"]
    assert found["right terms"] >= 0.95 * found["norms"]


def test_an_issue_is_right_four_times_in_five() -> None:
    found = counted()
    assert found["issues"] > 0.5 * found["clauses"]
    assert found["right issues"] >= 0.8 * found["issues"]
