"""The laws of the closed answers: order, mirror, combination."""

import ast
from itertools import combinations_with_replacement, permutations
from pathlib import Path

import pytest

import comparer
from comparer.model.relation import Confidence, GapKind, Relation, VerdictKind

GROUPS = [
    (*chosen,) for size in range(4) for chosen in combinations_with_replacement(Relation, size)
]  # every group of up to three relations


def test_no_other_module_has_a_table_of_mirrors() -> None:
    mirrors = {(item.value, item.mirror().value) for item in Relation if item.mirror() is not item}
    copies = []
    for path in (Path(comparer.__file__).parent).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Dict):
                words = {tuple(map(last_word, pair)) for pair in zip(node.keys, node.values, strict=True)}
                copies += [path.name] if words & mirrors else []
    assert copies == ["relation.py"]


def last_word(node: ast.AST | None) -> str:
    """The word of a text, or the name of a member such as `Relation.LOOSER`, in small letters."""
    return str(node.value) if isinstance(node, ast.Constant) else getattr(node, "attr", "").lower()


def test_the_mirror_of_a_mirror_is_the_relation_itself() -> None:
    assert all(relation.mirror().mirror() is relation for relation in Relation)
    assert {relation for relation in Relation if relation.mirror() is not relation} == {
        *(Relation.STRICTER, Relation.LOOSER, Relation.DEFERRED, Relation.SETTLED)
    }


@pytest.mark.parametrize("relations", GROUPS, ids=lambda group: "-".join(group) or "none")
def test_a_combination_mirrors_and_knows_no_order(relations: tuple[Relation, ...]) -> None:
    combined = Relation.combine(relations)
    assert Relation.combine(relation.mirror() for relation in relations) is combined.mirror()
    assert {Relation.combine(order) for order in permutations(relations)} == {combined}
    assert Relation.combine([*relations, Relation.SAME]) is combined


@pytest.mark.parametrize(
    ("relations", "combined"),
    [
        ("same looser", "looser"),
        ("reworded same", "reworded"),
        ("stricter looser", "mixed"),
        ("stricter looser replaced", "mixed"),
        ("replaced looser", "replaced"),
        ("opposed mixed", "opposed"),
        ("opposed looser replaced", "opposed"),
        ("deferred opposed", "deferred"),
        ("settled mixed", "settled"),
        ("deferred settled", "mixed"),
        ("", "same"),
    ],
)
def test_one_relation_for_several(relations: str, combined: str) -> None:
    assert Relation.combine(map(Relation, relations.split())) is Relation(combined)


def test_the_lowest_confidence_of_several() -> None:
    assert Confidence.lowest([Confidence.MEDIUM, Confidence.LOW, Confidence.HIGH]) is Confidence.LOW
    assert Confidence.lowest([]) is Confidence.HIGH


def test_of_several_gaps_the_kind_that_is_judged_first_counts() -> None:
    judged_first = [GapKind.STRUCK, GapKind.DEFERRED, GapKind.SILENT, GapKind.UNREPORTED, GapKind.ABSENT]
    for n, kind in enumerate(judged_first):
        assert GapKind.combine([*judged_first[:n:-1], kind]) is kind
    assert GapKind.combine([]) is None


@pytest.mark.parametrize(
    ("kinds", "line_verdict"),
    [
        ("upheld breached strained", "breached"),
        ("deferred strained", "strained"),
        ("deferred unmet", "deferred"),
        ("upheld unmet", "part"),
        ("upheld unmet breached", "breached"),
        ("clear unknown upheld", "upheld"),
        ("clear silent unknown", "unknown"),
    ],
)
def test_the_verdict_on_a_line_from_those_on_its_norms(kinds: str, line_verdict: str) -> None:
    assert VerdictKind.combine(map(VerdictKind, kinds.split())) is VerdictKind(line_verdict)
