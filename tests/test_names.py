"""Names of the code: a verb and its object or the field's noun, one meaning a name; each exception with its reason."""

from __future__ import annotations

import ast
import builtins
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "comparer"

EMPTY_WORDS = frozenset(
    {"one", "ones", "found", "told", "said", "held", "lone", "brought", "across", "apart", "afresh", "aloud"}
)
EMPTIEST_WORDS = frozenset({"one", "found", "told", "said", "held"})
"""Those that name nothing in a test either."""
PREPOSITIONS = frozenset({"at", "of", "as", "by", "in", "on", "near", "again", "with", "into", "from", "under", "over"})
MAX_ONE_WORD_SHARE = 0.4
MIN_MEAN_NAME_CHARS = 11
MAX_SHARED_LINES = 3

# Function names that end like a participle and are none, or are what the field says.
PARTICIPLE_LIKE: dict[str, str] = {
    "feed": "a verb",
    "embed": "a verb",
    "need": "a verb",
}
# Private names that stand in two modules with more than three lines each, because they mean the same in both.
SHARED_PRIVATE_NAMES: dict[str, str] = {}


@cache
def trees() -> dict[Path, ast.Module]:
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(PACKAGE.rglob("*.py"))}


def functions() -> Iterator[tuple[Path, ast.FunctionDef | ast.AsyncFunctionDef]]:
    for path, tree in trees().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("__"):
                yield path, node


def bindings(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and name of everything that a module binds: functions, classes, parameters, variables, fields."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.lineno, node.name
        elif isinstance(node, ast.arg):
            yield node.lineno, node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.lineno, node.id
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.lineno, node.attr


def test_no_name_is_a_word_without_meaning() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{line}: {name}"
        for path, tree in trees().items()
        for line, name in bindings(tree)
        if name.strip("_") in EMPTY_WORDS
    ]
    assert not wrong, "\n".join(wrong)


def test_no_name_in_the_tests_is_one_of_the_emptiest_words() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{line}: {name}"
        for path in sorted((ROOT / "tests").rglob("*.py"))
        if "node_modules" not in path.parts
        for line, name in bindings(ast.parse(path.read_text(encoding="utf-8")))
        if name in EMPTIEST_WORDS
    ]
    assert not wrong, "\n".join(wrong)


def test_no_function_is_named_by_a_participle_or_a_preposition() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{node.lineno}: {node.name}"
        for path, node in functions()
        if (words := node.name.strip("_").split("_"))
        and len(words) == 1
        and words[0] not in PARTICIPLE_LIKE
        and (words[0] in PREPOSITIONS or (words[0].endswith("ed") and len(words[0]) > 3))
    ]
    assert not wrong, "\n".join(wrong)


def test_names_of_functions_say_enough() -> None:
    names = [node.name.strip("_") for _, node in functions()]
    assert sum("_" not in name for name in names) / len(names) <= MAX_ONE_WORD_SHARE
    assert sum(map(len, names)) / len(names) >= MIN_MEAN_NAME_CHARS


def test_a_private_name_has_one_meaning() -> None:
    places: dict[str, list[str]] = defaultdict(list)
    for path, node in functions():
        is_long = (node.end_lineno or node.lineno) - node.lineno >= MAX_SHARED_LINES
        if node.name.startswith("_") and is_long and isinstance(node, ast.FunctionDef):
            places[node.name].append(f"{path.relative_to(ROOT)}:{node.lineno}")
    shared = {name: where for name, where in places.items() if len({place.split(":")[0] for place in where}) > 1}
    assert {name: where for name, where in shared.items() if name not in SHARED_PRIVATE_NAMES} == {}


def test_no_function_hides_a_builtin() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{node.lineno}: {node.name}"
        for path, tree in trees().items()
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and node.name in dir(builtins)
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("allowed", [PARTICIPLE_LIKE, SHARED_PRIVATE_NAMES], ids=["participles", "shared"])
def test_every_exception_has_a_reason(allowed: dict[str, str]) -> None:
    assert all(reason.strip() for reason in allowed.values())
