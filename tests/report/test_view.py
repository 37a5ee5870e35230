"""The report value: its shape is the published one, and it holds what the chosen plans need and nothing else."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from comparer.norms.vocabulary import Vocabulary
from comparer.report.render import render
from comparer.report.value.build import build_report

from .read_back import fingerprints
from .sample import COUNTER, DRAFT, FINDINGS, SAMPLE, WORDS, WORKSPACE, sample


def strict(schema: Any) -> Any:
    """The schema with every object closed: it names all keys that we print."""
    if isinstance(schema, list):
        return [strict(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {key: strict(value) for key, value in schema.items()}
    return (
        {**closed, "additionalProperties": False}
        if schema.get("type") == "object" and "properties" in schema
        else closed
    )


@pytest.fixture(scope="module")
def schema(root):
    return json.loads((root / "schema" / "report.schema.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", ["en", "uk", "ru"])
def test_the_report_is_valid_and_has_no_key_that_the_schema_does_not_name(schema, language):
    Draft202012Validator.check_schema(schema)
    faults = [
        f"{error.json_path}: {error.message}"
        for error in Draft202012Validator(strict(schema)).iter_errors(sample(language))
    ]
    assert faults == []


def test_keys_added_later_leave_a_report_valid(schema):
    Draft202012Validator(schema).validate({**sample(), "added_later": 1})


def test_the_kept_sample_is_the_one_that_the_code_makes():
    kept = json.loads(SAMPLE.read_text(encoding="utf-8"))
    assert kept == sample(), "run: python -m tests.report.sample"


def test_every_kind_of_finding_occurs_in_the_sample():
    totals = sample()["totals"]
    for name in ("links", "gaps", "verdicts", "constraints"):
        assert all(totals[name].values()), f"a kind of {name} does not occur"


def test_links_that_rest_on_encoding_or_on_a_person_have_no_score():
    for pair in sample()["pairs"]:
        for link in pair["links"]:
            assert (link["score"] is None) == (link["matched_by"] in ("norm", "pinned"))


def test_only_cited_sources_and_facts_travel():
    value = sample()
    assert set(value["sources"]) == {"harbour-act", "harbour-gazette", "quay-letter"}
    assert [fact["at"] for fact in value["sources"]["harbour-gazette"]["facts"]] == ["2"]


def test_a_choice_of_plans_takes_along_only_their_clauses():
    chosen = replace(FINDINGS, plans=(DRAFT, COUNTER))
    value = build_report(WORKSPACE, chosen, vocabulary=Vocabulary(WORDS), as_of="", base="", language="en", version="1")
    assert {ref.partition("#")[0] for ref in value["clauses"]} == {DRAFT, COUNTER}
    assert value["base"] == DRAFT


def test_the_language_is_the_one_asked_for_or_else_that_of_the_settings():
    workspace = replace(WORKSPACE, settings=replace(WORKSPACE.settings, language="uk"))
    spoken = {
        language: build_report(
            workspace, FINDINGS, vocabulary=Vocabulary(WORDS), as_of="", base="", language=language, version="1"
        )["language"]
        for language in ("", "ru")
    }
    assert spoken == {"": "uk", "ru": "ru"}


def test_an_acceptance_is_marked_as_held_changed_expired_or_unmatched():
    value = sample()
    assert [item["state"] for item in value["accepted"]] == ["holds", "changed", "expired", "unmatched"]
    accepted = [verdict["fingerprint"] for verdict in value["verdicts"] if verdict["accepted"]]
    assert accepted == [value["accepted"][0]["fingerprint"]]
    assert value["totals"]["accepted"] == 1


def test_a_plan_is_never_said_to_be_more_known_than_its_clauses_are():
    for plan in sample()["plans"]:
        assert sum(plan["known"].values()) == plan["clauses"] == len(plan["clause_ids"])


def test_every_fingerprint_is_there_once():
    marks = fingerprints(sample())
    assert len(marks) == len(set(marks))


def test_same_bytes_whatever_the_hash_seed(root):
    code = """
import sys
from comparer.report.render import render
from tests.report.sample import sample
for name in ("json", "md", "csv", "text", "table"):
    sys.stdout.write(render(name, sample()))
"""
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=root,
            env={
                **os.environ,
                "PYTHONHASHSEED": seed,
                "PYTHONIOENCODING": "utf-8",
                "TZ": zone,
                "PYTHONPATH": str(root),
            },
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone in (("0", "UTC"), ("4711", "Asia/Tokyo"))
    }
    assert len(outputs) == 1


def test_json_reads_back_as_the_report():
    text = render("json", sample())
    assert json.loads(text) == sample()
    assert text.endswith("}\n")
