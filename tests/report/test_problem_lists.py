"""Faults of data files as text, JSON, SARIF and GitHub's workflow commands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from comparer.load.checks import validate
from comparer.model.problems import FilePosition, Problem, Severity
from comparer.report.formats import problem_lists
from comparer.resources import rule_catalogue
from tests.factories.pact import A, B, workspace

PROBLEMS = validate(
    workspace(
        (A, "known: stated", "known: state"),
        (A, "title: First draft", "title: First draft\ntitel: Draft"),
        (B, "derived_from: pact-a", "derived_from: pact-aa"),
        (A, "unless: recession", "unless: resession"),
    )
).problems

HOSTILE = Problem("ref-pin", "a%b\nc::error::d", FilePosition("plans/a b,c:d%\n.yaml", 2, 3), Severity.WARNING, "x\r")


def render(name: str, *problems: Problem) -> str:
    return problem_lists.render_problems(name, problems or PROBLEMS, rule_catalogue.read_rule, "1.2.3")


def test_text_is_one_line_for_each_fault() -> None:
    assert render("text").splitlines() == [
        f"{A}:3:1: error[schema-unknown-key]: 'titel' is not a field of the file (did you mean 'title'?)",
        (
            f"{A}:18:30: warning[lint-unknown-event]: 'resession' is not an event of the vocabulary "
            "(did you mean 'recession'?)"
        ),
        f"{A}:19:16: error[schema-value]: 'state' is not a value for 'known' (did you mean 'stated'?)",
        f"{B}:4:15: error[ref-unknown-plan]: no plan has the id 'pact-aa' (did you mean 'pact-a'?)",
    ]
    assert len(render("text", HOSTILE).splitlines()) == 1


def test_json_holds_every_part_of_every_fault() -> None:
    value = json.loads(render("json"))
    assert value["totals"] == {"error": 3, "warning": 1, "note": 0}
    assert value["problems"][0] == {
        "rule": "schema-unknown-key",
        "severity": "error",
        "message": "'titel' is not a field of the file",
        "suggestion": "did you mean 'title'?",
        "file": A,
        "line": 3,
        "column": 1,
    }
    assert json.loads(render("json", HOSTILE))["problems"][0]["message"] == HOSTILE.message


def test_github_commands_cannot_be_broken_out_of() -> None:
    first = render("github").splitlines()[0]
    assert first == (
        f"::error file={A},line=3,col=1,title=schema-unknown-key::"
        "'titel' is not a field of the file (did you mean 'title'?)"
    )
    assert render("github", HOSTILE).splitlines() == [
        "::warning file=plans/a b%2Cc%3Ad%25%0A.yaml,line=2,col=3,title=ref-pin::a%25b\\nc::error::d (x\\r)"
    ]


def test_sarif_is_read_by_another_program(tmp_path: Path) -> None:
    loader = pytest.importorskip("sarif.loader")
    path = tmp_path / "faults.sarif"
    path.write_text(render("sarif"), encoding="utf-8")
    read = loader.load_sarif_file(str(path))
    records = read.get_records()
    assert read.get_distinct_tool_names() == ["comparer"]
    assert sorted((r["Severity"], r["Location"], r["Line"]) for r in records) == [
        ("error", A, 3),
        ("error", A, 19),
        ("error", B, 4),
        ("warning", A, 18),
    ]
    assert all(record["Code"] in rule_catalogue.all_rule_ids() for record in records)


def test_sarif_names_a_file_of_any_name_by_an_address() -> None:
    run = json.loads(render("sarif", HOSTILE))["runs"][0]
    uri = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "plans/a%20b%2Cc%3Ad%25%0A.yaml"


def test_sarif_explains_its_rules_and_says_when_there_is_nothing() -> None:
    run = json.loads(render("sarif"))["runs"][0]
    listed = run["tool"]["driver"]["rules"]
    assert [listed[result["ruleIndex"]]["id"] for result in run["results"]] == [p.rule for p in PROBLEMS]
    assert all(rule["fullDescription"]["text"] and rule["help"]["text"] for rule in listed)
    empty = json.loads(problem_lists.render_problems("sarif", (), rule_catalogue.read_rule))["runs"][0]
    assert empty["results"] == []


@pytest.mark.parametrize(
    ("problems", "files", "expected"),
    [
        (PROBLEMS, 9, "9 files: 3 errors, 1 warning"),
        ((), 1, "1 file: no faults"),
        ((), 0, "0 files: no faults"),
        ((HOSTILE, HOSTILE), 2, "2 files: 2 warnings"),
    ],
)
def test_the_closing_line_counts(problems: tuple[Problem, ...], files: int, expected: str) -> None:
    assert problem_lists.problem_summary(problems, files) == expected
