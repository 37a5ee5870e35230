"""Runs test functions as they stand, without pytest's session: fast enough to run thousands of times.

It knows what the tests of the engine use: plain functions, `parametrize`, `hypothesis.given`.
"""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from types import ModuleType
from typing import Any

import pytest


def first_failure(modules: Iterable[str], skipped: frozenset[str] = frozenset()) -> str:
    """The id of the first test that fails, or an empty string. A module that cannot be imported fails as a whole."""
    for name in modules:
        try:
            module = importlib.import_module(name)
        except Exception:  # noqa: BLE001 - a mutant may raise anything
            return name
        for test, run in tests_of(module):
            if test in skipped:
                continue
            try:
                run()
            except pytest.skip.Exception:
                continue
            except BaseException as error:
                if isinstance(error, KeyboardInterrupt):
                    raise
                return f"{name}.{test}"
    return ""


def tests_of(module: ModuleType) -> Iterator[tuple[str, Any]]:
    """Each test of a module with each set of its arguments, in the order of the file."""
    for name, function in list(vars(module).items()):
        if name.startswith("test_") and inspect.isfunction(function) and function.__module__ == module.__name__:
            for case in cases(function):
                yield name, _call(function, case)


def _call(function: Any, case: Mapping[str, Any]) -> Any:
    return lambda: function(**case)


def cases(function: Any) -> Iterator[dict[str, Any]]:
    """The arguments of each run of a test, as its marks list them."""
    tables = [mark.args for mark in getattr(function, "pytestmark", ()) if mark.name == "parametrize"]
    for row in product(*(rows for _, rows in tables)):
        case: dict[str, Any] = {}
        for (names, _), values in zip(tables, row, strict=True):
            listed = [word.strip() for word in names.split(",")] if isinstance(names, str) else list(names)
            plain = values.values if isinstance(values, type(pytest.param())) else values
            text = isinstance(values, type(pytest.param())) or len(listed) > 1
            case.update(zip(listed, plain if text else (plain,), strict=True))
        yield case
