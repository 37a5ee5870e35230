"""Whatever one file says of another is looked up where it stands, and not where the other cannot be read."""

from __future__ import annotations

import pytest

from comparer.load.checks import validate
from tests.factories.pact import CHOICES, LINES, SEEDS, VOCABULARY_FILE, A, B, workspace

UNREADABLE = b"a: [\n"
Edit = tuple[str, str, str]
CARDS_NAME, PLANS_NAME, LINES_NAME = "seeds/more.yaml", "plans/drafts/more.yaml", "plans/redlines/more.yaml"


def reference_problems(*edits: Edit, unreadable: str = "") -> list[tuple[str, str, int, int]]:
    files = workspace(*edits) | ({unreadable: UNREADABLE} if unreadable else {})
    return [
        (problem.rule, problem.position.file, problem.position.line, problem.position.column)
        for problem in validate(files).problems
        if problem.rule.startswith("ref-")
    ]


@pytest.mark.parametrize(
    ("edit", "rule", "name"),
    [
        ((CHOICES, "base: pact-a", "base: pact-c"), "ref-unknown-plan", "pact-c"),
        ((CHOICES, "base: pact-a", "base: pact-a\nfocus: [pact-b, pact-c]"), "ref-unknown-plan", "pact-c"),
        ((CHOICES, "lint-unused-word", "lint-unused-wort"), "ref-unknown-rule", "lint-unused-wort"),
        ((B, "derived_from: pact-a", "derived_from: pact-c"), "ref-unknown-plan", "pact-c"),
        ((B, "derived_from: pact-a", "derived_from: [pact-a, pact-c]"), "ref-unknown-plan", "pact-c"),
        ((B, "from: pact-a#1-1", "from: pact-a#1-9"), "ref-unknown-clause", "pact-a#1-9"),
        ((B, "cites: gazette", "cites: gazete"), "ref-unknown-source", "gazete"),
        ((A, "part: main", "part: mein"), "ref-unknown-part", "mein"),
        ((A, "voids: 1-1", "voids: 1-9"), "ref-unknown-clause", "1-9"),
        ((A, "voids: 1-1", "voids: [1-1, 1-9]"), "ref-unknown-clause", "1-9"),
        ((A, "{clause: 1-2}", "{clause: 1-9}"), "ref-unknown-clause", "1-9"),
        ((A, "{clause: 1-2}", "{clause: pact-b#9}"), "ref-unknown-clause", "pact-b#9"),
        ((A, "treasury-paper#3", "treasury-paper#5"), "ref-unknown-paragraph", "treasury-paper#5"),
        ((A, "      - id: 1-2\n", "      - id: 1-2\n        part: mein\n"), "ref-unknown-part", "mein"),
    ],
)
def test_what_is_not_there_is_told_at_its_place(edit: Edit, rule: str, name: str) -> None:
    before = workspace(edit)[edit[0]].decode().partition(edit[2])[0] + edit[2].rpartition(name)[0]
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    assert reference_problems(edit) == [(rule, edit[0], line, column)]


@pytest.mark.parametrize(
    ("edit", "unreadable"),
    [
        ((CHOICES, "base: pact-a", "base: pact-c"), PLANS_NAME),
        ((CHOICES, "base: pact-a", "base: pact-a\nfocus: [pact-c]"), PLANS_NAME),
        ((B, "derived_from: pact-a", "derived_from: pact-c"), PLANS_NAME),
        ((B, "from: pact-a#1-1", "from: pact-c#1"), PLANS_NAME),
        ((A, "{clause: 1-2}", "{clause: pact-c#9}"), PLANS_NAME),
        ((VOCABULARY_FILE, "pact-a#1-1, gazette]", "pact-c#1]"), PLANS_NAME),
        ((B, "cites: gazette", "cites: gazete"), CARDS_NAME),
        ((VOCABULARY_FILE, "gazette]", "gazete]"), CARDS_NAME),
        ((VOCABULARY_FILE, "south#S-1", "east#E-1"), LINES_NAME),
    ],
)
def test_where_a_file_of_the_kind_cannot_be_read_its_names_are_not_looked_up(edit: Edit, unreadable: str) -> None:
    assert reference_problems(edit)
    assert reference_problems(edit, unreadable=unreadable) == []


@pytest.mark.parametrize("edit", [(A, "voids: 1-1", "voids: 1-9"), (A, "{clause: 1-2}", "{clause: 1-9}")])
def test_a_clause_of_the_own_plan_is_looked_up_whatever_else_cannot_be_read(edit: Edit) -> None:
    expected = reference_problems(edit)
    assert [problem[0] for problem in reference_problems(edit, unreadable=CARDS_NAME)] == [expected[0][0]]
    if "voids" in edit[1]:
        assert reference_problems(edit, unreadable=PLANS_NAME) == expected


@pytest.mark.parametrize(
    ("old", "new", "count"),
    [
        ("      - id: 1-2\n", "      - id: 1-2\n        under: 1-1\n", 0),
        ("      - id: 1-2\n", "      - id: 1-2\n        closes: 1-1\n", 0),
        ("      - id: 1-1\n", "      - id: 1-1\n        closes: 1-2\n", 0),
        ("      - id: 1-1\n", "      - id: 1-1\n        under: 1-2\n", 1),
        ("      - id: 1-2\n", "      - id: 1-2\n        under: 1-2\n", 1),
        ("      - id: 1-2\n", "      - id: 1-2\n        closes: 1-2\n", 1),
        ("      - id: 1-2\n", '      - id: 1-2\n        closes: "2"\n', 1),
    ],
)
def test_what_opens_a_list_stands_before_its_points_and_what_closes_it_in_their_provision(
    old: str, new: str, count: int
) -> None:
    assert [problem[0] for problem in reference_problems((A, old, new))] == ["ref-list-words"] * count


def test_a_rule_that_guards_the_data_stays_an_error() -> None:
    fixed = ("lint-unused-word: warning", "ref-unknown-clause: warning")
    assert [problem[0] for problem in reference_problems((CHOICES, *fixed))] == ["ref-fixed-rule"]
    same = ("lint-unused-word: warning", "ref-unknown-clause: error")
    assert reference_problems((CHOICES, *same)) == []


@pytest.mark.parametrize("name", [LINES, SEEDS, A, B, CHOICES])
def test_a_file_that_cannot_be_read_is_told_as_such(name: str) -> None:
    problems = validate(workspace() | {name: UNREADABLE}).problems
    assert [(problem.rule.partition("-")[0], problem.position.file) for problem in problems][:1] == [("yaml", name)]
