"""What is written into a plan file leaves every other byte as it was."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparer.load.edit_yaml import AddedField, SpliceError, splice_fields
from comparer.load.strict_yaml import read_yaml

FIELDS = (
    AddedField("issue", "water.release"),
    AddedField("norm", "{bearer: town, modality: must, act: pay}", "look at this"),
)
GIVEN = {"issue": "water.release", "norm": {"bearer": "town", "modality": "must", "act": "pay"}}

HEAD = "plan: a\ntitle: A\nprovisions:\n"
END = "  known: stated\n"
MESSY = {
    "plain": f'{HEAD}  - id: "1"\n    text: The town pays.\n    known: stated\n',
    "comments": (
        'plan: a\n#\ta tab\ntitle: A # \there too\nprovisions:\n# above\n  - id: "1"   # one\n'
        "    # between\n    text: The town pays. #\tbehind\n\n    # after\n    known: stated\n"
    ),
    "no end of line": f'{HEAD}  - id: "1"\n    text: The town pays.',
    "order": 'title: A\nprovisions:\n- text: The town pays.\n  known: stated\n  id: "1"\nplan: a\n',
    "literal": f'{HEAD}- id: "1"\n  text: |\n    The town\n    pays.\n\n\n  # after\n{END}',
    "folded at the end": f'{HEAD}- id: "1"\n  text: >-\n    The town\n\n    pays.\n\n# the end\n',
    "block with a hash": f'{HEAD}- id: "1"\n  text: |\n    The town\n    # pays.\n{END}',
    "quoted over lines": f'{HEAD}- id: "1"\n  text: "The town\n    pays."\n{END}',
    "plain over lines": f'{HEAD}- id: "1"\n  text: The town\n    pays all\n    of it.\n{END}',
    "below its key": f'{HEAD}- id: "1"\n  text:\n      The town pays.\n{END}',
    "braces": 'plan: a\ntitle: A\nprovisions: [{id: "1", text: "The town, it pays.", known: stated}]\n',
    "braces over lines": f'{HEAD}  - {{id: "1", # one\n     text: The town pays.,\n     known: stated}}\n',
    "deep": f'{HEAD}    -   id: "0"\n        clauses:\n        -   id: "1"\n            text: "Має: «так»."\n',
    "cyrillic and wide": 'plan: a\ntitle: "Ⅷ 🏔 план"\nprovisions:\n  - {id: "1", text: "🏔 платить 100 €"} # 🏔\n',
}


def clauses(data: Any) -> dict[str, dict[str, Any]]:
    return {
        clause["id"]: clause for provision in data["provisions"] for clause in provision.get("clauses", [provision])
    }


def assert_only_added(old: bytes, new: bytes) -> None:
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    assert {step[0] for step in steps} <= {"equal", "insert"}


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("name", MESSY)
def test_layout_comments_and_order_stay(name: str, mark: str, ending: str) -> None:
    old = (mark + MESSY[name].replace("\n", ending)).encode()
    new = splice_fields(old, {"1": FIELDS})
    assert_only_added(old, new)
    before, after = read_yaml(old, "a.yaml"), read_yaml(new, "a.yaml")
    assert not before.problems
    assert not after.problems
    clauses(before.data)["1"].update(GIVEN)
    assert after.data == before.data
    if ending == "\r\n":
        assert new.count(b"\n") == new.count(b"\r\n")


@given(st.lists(st.tuples(st.sampled_from(sorted(MESSY)), st.booleans()), min_size=1, max_size=6))
def test_many_clauses_of_one_file(parts: list[tuple[str, bool]]) -> None:
    text = "plan: a\ntitle: A\nprovisions:\n"
    wanted = {}
    for number, (name, chosen) in enumerate(parts):
        body = MESSY[name].partition("provisions:\n")[2].replace("\nplan: a", "").replace('"1"', f'"{number}"')
        if not body or name == "deep":
            continue
        lines = (body if body.endswith("\n") else body + "\n").splitlines(keepends=True)
        shift = 2 if not lines[0].startswith(("  -", "#")) else 0
        text += "".join(" " * shift + line if line.strip() else line for line in lines)
        if chosen:
            wanted[str(number)] = FIELDS
    old = text.encode()
    before = read_yaml(old, "a.yaml")
    if before.problems or not before.data["provisions"]:
        return
    after = read_yaml(splice_fields(old, wanted), "a.yaml")
    assert not after.problems
    for id_ in wanted:
        clauses(before.data)[id_].update(GIVEN)
    assert after.data == before.data


def test_a_field_that_is_there_is_left_alone() -> None:
    text = MESSY["plain"] + "    issue: other\n"
    new = splice_fields(text.encode(), {"1": FIELDS})
    assert read_yaml(new, "a.yaml").data["provisions"][0]["issue"] == "other"


def test_a_clause_that_is_not_there_is_refused() -> None:
    with pytest.raises(SpliceError, match="no clause '9'"):
        splice_fields(MESSY["plain"].encode(), {"9": FIELDS})
