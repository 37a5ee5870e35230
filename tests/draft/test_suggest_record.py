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
            replace(
                provision,
                clauses=tuple(replace(clause, issue="", norm=None, variants=()) for clause in provision.clauses),
            )
            for provision in plan.provisions
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
    result: Counter[str] = Counter()
    for plan in loaded.workspace.plans:
        others = [item for item in loaded.workspace.plans if item.id != plan.id]
        for field in suggest_missing_fields(stripped(plan), others, vocabulary, aligner, raw):
            true = raw[f"{plan.id}#{field.clause}"]
            result["clauses"] += 1
            if field.issue_from:
                result["issues"] += 1
                result["right issues"] += field.issue_from.issue == true.get("issue")
            if field.norm_from:
                result["norms"] += 1
                result["right norms"] += field.norm_from.norm == true.get("norm")
                result["right terms"] += (field.norm_from.terms or {}) == (true.get("terms") or {})
    return result


def test_a_norm_that_is_written_is_right() -> None:
    result = counted()
    assert result["norms"] > 100
    assert result["right norms"] >= 0.97 * result["norms"]
    assert result["right terms"] >= 0.95 * result["norms"]


def test_an_issue_is_right_four_times_in_five() -> None:
    result = counted()
    assert result["issues"] > 0.5 * result["clauses"]
    assert result["right issues"] >= 0.8 * result["issues"]
