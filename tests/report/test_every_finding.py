"""No kind of finding is lost on its way from the engine to the readers, whoever lists the kinds by hand."""

from dataclasses import fields, replace
from functools import cache
from typing import Any

import pytest

from comparer.model.findings import Findings
from comparer.norms.vocabulary import Vocabulary
from comparer.report.render import REPORT_FORMATS, RenderOptions, render
from comparer.report.value import acceptances, build
from comparer.report.value.types import ASSESSED_LISTS
from comparer.review import gate
from comparer.review.differences import diff_report_findings
from tests.report.sample import FINDINGS, WORDS, WORKSPACE, sample

KINDS = sorted({each.name for each in fields(Findings)} - {"plans", "half_encoded_plans"})
KEYS = {"common_rows": "shared", "step_orders": "steps", "obligations": "ledger", "text_options": "wordings"}
"""The report's key of a kind, where it is another word."""
# The gate asks what a plan does by itself, to lines and to law: a link or a gap between plans fails nothing.
NOT_AT_THE_GATE = {"links", "gaps"}


def report_of(findings: Findings) -> dict[str, Any]:
    stamp = {"as_of": "2031-04-10", "base": "", "language": "en", "version": "0"}
    return build.build_report(WORKSPACE, findings, vocabulary=Vocabulary(WORDS), **stamp)


def without(kind: str) -> dict[str, Any]:
    return report_of(replace(FINDINGS, **{kind: ()}))


OPTIONS = RenderOptions(width=100, full=True)
TABLES_IN_WORDS = {"csv", "xlsx"}
"""Formats that hold the table in words and what stands beside it, on request too."""


@cache
def rendered(name: str) -> str | bytes:
    return render(name, report_of(FINDINGS), OPTIONS)


@pytest.mark.parametrize("kind", KINDS)
def test_the_report_holds_every_kind_of_finding(kind: str) -> None:
    assert getattr(FINDINGS, kind), "the sample has a finding of every kind"
    assert without(kind) != report_of(FINDINGS)


@pytest.mark.parametrize("name", sorted(REPORT_FORMATS.keys() - TABLES_IN_WORDS))
@pytest.mark.parametrize("kind", KINDS)
def test_every_format_shows_every_kind_of_finding(kind: str, name: str) -> None:
    key = KEYS.get(kind, kind)  # this list alone, so that totals and labels stay as they are
    value = {**report_of(FINDINGS), key: without(kind)[key]}
    assert render(name, value, OPTIONS) != rendered(name)


def fingerprinted_lists() -> set[str]:
    return {
        key
        for key, entries in sample().items()
        if isinstance(entries, list) and entries and isinstance(entries[0], dict) and "rule" in entries[0]
        and "fingerprint" in entries[0]
    }  # fmt: skip


def test_every_list_of_findings_is_accepted_compared_and_asked_at_the_gate() -> None:
    lists = fingerprinted_lists() - {"later"}  # lines stated after a plan are shown, counted and asked nowhere
    assert set(ASSESSED_LISTS) == lists
    report: Any = sample()
    report["contradictions"] = [{**entry, "possible": False} for entry in report["contradictions"]]
    empty: dict[str, list[Any]] = {name: [] for name in lists}
    asked = {
        name
        for name in lists
        if any(list(select({**report, **empty, name: report[name]})) for select in gate.FINDING_CLASSES.values())
    }
    assert asked == lists
    assert {kind for kind, _ in acceptances.iterate_findings(report)} == lists | NOT_AT_THE_GATE


@pytest.mark.parametrize("name", [*ASSESSED_LISTS, "pairs"])
def test_a_report_that_lost_findings_says_so(name: str) -> None:
    less: Any = {**sample(), name: []}
    lost = {finding["fingerprint"] for _, finding in acceptances.iterate_findings(sample())}
    lost -= {finding["fingerprint"] for _, finding in acceptances.iterate_findings(less)}
    assert {finding["fingerprint"] for finding in diff_report_findings(sample(), less)["gone"]} == lost
    assert lost
