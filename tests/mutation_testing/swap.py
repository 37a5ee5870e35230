"""Puts the functions of a changed module in the place of those that stand, wherever they were imported to."""

from __future__ import annotations

import functools
import re
import sys
from collections.abc import Iterator
from types import CodeType, FunctionType, ModuleType
from typing import Any

LARGE = (str, tuple, frozenset, set, dict, list, re.Pattern)
TABLES = (*LARGE, int, float)
"""What a module may hold as data; of small numbers one object may stand for many."""


class NeedsImportError(Exception):
    """The change cannot be put in place: the module has to be imported anew."""


def swap_module(module: ModuleType, code: CodeType) -> bool:
    """Gives the functions and tables of the module their changed state, wherever they were imported to.

    Whether anything differs. NeedsImportError where the changed module cannot be imported beside itself.
    """
    changed = ModuleType(module.__name__)
    changed.__dict__.update({name: module.__dict__.get(name) for name in ("__file__", "__package__", "__path__")})
    try:
        exec(code, changed.__dict__)
    except Exception as error:
        raise NeedsImportError from error
    differs = _swap_tables(module, changed)
    for old, new in _pair_functions(vars(module), vars(changed), module.__name__):
        differs |= old.__code__ != new.__code__ or old.__defaults__ != new.__defaults__
        try:
            old.__code__ = new.__code__
        except ValueError as error:
            raise NeedsImportError from error
        old.__defaults__, old.__kwdefaults__ = new.__defaults__, new.__kwdefaults__
    return differs


def _swap_tables(module: ModuleType, changed: ModuleType) -> bool:
    """Puts changed values in the place of those that stand, in every module that imported them."""
    differs = False
    for name, new in vars(changed).items():
        old = module.__dict__.get(name)
        if not isinstance(new, TABLES) or name.startswith("__") or (type(old) is type(new) and old == new):
            continue
        differs = True
        for other in [item for key, item in sys.modules.items() if key.startswith("comparer")]:
            for alias in [key for key, value in vars(other).items() if value is old]:
                if other is module or isinstance(old, LARGE):
                    setattr(other, alias, new)
    return differs


def _pair_functions(old_names: Any, new_names: Any, module: str) -> Iterator[tuple[FunctionType, FunctionType]]:
    for name, old in list(old_names.items()):
        new = new_names.get(name)
        if isinstance(old, type) and isinstance(new, type) and old.__module__ == module and old is not new:
            yield from _pair_functions(vars(old), vars(new), module)
            continue
        bare, changed = _bare(old), _bare(new)
        if bare and changed and bare.__code__.co_filename == changed.__code__.co_filename != "<string>":
            yield bare, changed


def _bare(item: Any) -> FunctionType | None:
    """The function itself of what wraps it."""
    if isinstance(item, staticmethod | classmethod):
        item = item.__func__
    elif isinstance(item, property):
        item = item.fget
    elif isinstance(item, functools.cached_property):
        item = item.func
    while isinstance(item, functools._lru_cache_wrapper) or hasattr(item, "__wrapped__"):
        item = item.__wrapped__
    return item if isinstance(item, FunctionType) else None
