"""Every kind of id is used once where it is looked up, and told once, with the place of its first use."""

from __future__ import annotations

import pytest

from tests.factories.pact import CARDS, LAW, LINES, SEEDS, TAKEN, A, B, workspace
from tests.load.problem_lists import list_problems

Edit = tuple[str, str, str]

LINE_ENDING = "    not_judged: What is fair is a judgement.\n"
CLAUSE = "text: Again., issue: debt, known: stated, evidence: A, cites: gazette"
TAKEN_AGAIN = '- {fingerprint: 0a1b2c3d4e5f, was: {verdict: clear}, reason: Known., date: "2031-04-01"}\n'
FIRST = "(give one of them another id)"

REPEATED: dict[str, tuple[Edit, str]] = {
    "a plan": (
        (B, "plan: pact-b\n", "plan: pact-a\n"),
        f"{B}:1:7: error[ref-duplicate-id]: the plan id 'pact-a' is used twice; first at {A}:1 {FIRST}",
    ),
    "a part": (
        (A, "  - {id: main, title: Main text}\n", "  - {id: main, title: Main text}\n  - {id: main, title: Annex}\n"),
        f"{A}:8:10: error[ref-duplicate-id]: the part id 'main' is used twice; first at line 7 {FIRST}",
    ),
    "a provision": (
        (A, '  - id: "2"\n', '  - id: "1"\n'),
        f"{A}:29:9: error[ref-duplicate-id]: the provision id '1' is used twice; first at line 9 {FIRST}",
    ),
    "a clause of another provision": (
        (A, '  - id: "2"\n', "  - id: 1-2\n"),
        f"{A}:29:9: error[ref-duplicate-id]: the clause id '1-2' is used twice; first at line 21 {FIRST}",
    ),
    "a line": (
        (LINES, "id: S-2", "id: S-1"),
        f"{LINES}:16:9: error[ref-duplicate-id]: the line id 'S-1' is used twice; first at line 3 {FIRST}",
    ),
    "a law": (
        (LAW, "constraints:\n", "constraints:\n  - {id: C-1, title: Another, not_judged: Unclear.}\n"),
        f"{LAW}:3:9: error[ref-duplicate-id]: the constraint id 'C-1' is used twice; first at line 2 {FIRST}",
    ),
    "a step": (
        (LAW, "{id: vote,", "{id: draft,"),
        f"{LAW}:11:14: error[ref-duplicate-id]: the step id 'draft' is used twice; first at line 10 {FIRST}",
    ),
    "a source": (
        (SEEDS, "- source: gazette", "- source: treasury-paper"),
        (
            f"{SEEDS}:10:11: error[ref-duplicate-id]: the source id 'treasury-paper' is used twice; first at line 1 "
            f"{FIRST}"
        ),
    ),
    "an acceptance": (
        (TAKEN, "- {fingerprint", TAKEN_AGAIN + "- {fingerprint"),
        (
            f"{TAKEN}:2:17: error[ref-duplicate-id]: the fingerprint id '0a1b2c3d4e5f' is used twice; first at line 1 "
            f"{FIRST}"
        ),
    ),
}


@pytest.mark.parametrize("name", REPEATED)
def test_an_id_that_is_used_again_is_told_once_with_its_first_place(name: str) -> None:
    edit, expected = REPEATED[name]
    assert list_problems("ref-duplicate-id", workspace(edit)) == [expected]


def test_every_use_after_the_first_is_told() -> None:
    third = f'  - {{id: "2", {CLAUSE}}}\n'
    edit = (A, "    questions: transfer-size\n", f"    questions: transfer-size\n{third}{third}")
    assert [line.split(":")[1] for line in list_problems("ref-duplicate-id", workspace(edit))] == ["40", "41"]


@pytest.mark.parametrize(
    "edit",
    [
        (LAW, "{id: draft, act: The budget is drafted., by: treasury}", "{act: The budget is drafted., by: treasury}"),
        (LAW, "{id: draft,", "{id: 7,"),
        (A, "{id: main,", "{id: [main],"),
    ],
    ids=["none", "a number", "a list"],
)
def test_what_has_no_id_to_compare_is_no_repetition_and_hides_no_other(edit: Edit) -> None:
    assert list_problems("ref-duplicate-id", workspace(edit)) == []
    assert len(list_problems("ref-duplicate-id", workspace(edit, (A, '  - id: "2"\n', "  - id: 1-2\n")))) == 1


def test_ids_of_other_files_and_laws_are_their_own() -> None:
    files = workspace()
    files[LAW] += b"""\
  - id: C-2
    title: The levy needs a vote
    binds: federation
    norm: {bearer: federation, modality: must-not, act: run, object: levy}
    steps:
      - {id: draft, act: It is drafted., by: treasury}
"""
    files["plans/constraints/other.yaml"] = files[LAW].replace(b"id: C-1", b"id: D-1").replace(b"id: C-2", b"id: D-2")
    files["plans/redlines/north.yaml"] = files[LINES].replace(b"party: south", b"party: north")
    assert list_problems("ref-duplicate-id", files) == []
    files["plans/constraints/other.yaml"] = files[LAW].replace(b"id: C-2", b"id: D-2")
    assert len(list_problems("ref-duplicate-id", files)) == 1


def test_a_source_that_two_files_hold_is_told_in_the_second() -> None:
    files = workspace() | {"seeds/more.yaml": CARDS.partition("- source: gazette")[0].encode()}
    (line,) = list_problems("ref-duplicate-id", files)
    assert line.startswith("seeds/more.yaml:1:11: error[ref-duplicate-id]: the source id 'treasury-paper'")
    assert f"first at {SEEDS}:1" in line
