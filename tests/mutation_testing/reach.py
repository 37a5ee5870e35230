"""Which tests call which functions of the program, and how long each test takes."""

from __future__ import annotations

import functools
import os
import pickle
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from tempfile import TemporaryFile
from types import FrameType
from typing import Any

import pytest

from tests.mutation_testing.operators import Mutant

Place = tuple[str, int]
"""The file of a function and the line on which it begins."""


@dataclass(frozen=True, slots=True)
class Reach:
    """What each test called, and its seconds, by the test's id."""

    called: dict[str, frozenset[Place]]
    seconds: dict[str, float]
    failed: tuple[str, ...] = ()

    def find_reaching(
        self, items: Sequence[pytest.Item], path: str, mutant: Mutant, seconds: float
    ) -> list[pytest.Item]:
        """Of the tests those that call the function that was changed, the quickest first, as many as the time allows.

        Of a change outside of functions, or in one that runs on import alone, those that call any of the module.
        """
        places = {place for called in self.called.values() for place in called if place[0] == path}
        above = [start for _, start in places if start <= mutant.line]
        where = mutant.name.removeprefix(f"{mutant.module} ").partition(":")[0].rpartition(".")[2]
        is_inside_function = where != "module" and not where.lstrip("_")[:1].isupper()
        if above and is_inside_function:
            places = {(path, max(above))}
        reaching = [item for item in items if not places.isdisjoint(self.called[item.nodeid])]
        reaching.sort(key=lambda item: self.seconds[item.nodeid])
        sums = accumulate(self.seconds[item.nodeid] for item in reaching)
        return [item for item, total in zip(reaching, sums, strict=True) if total < seconds]


def measure_reach(items: Sequence[pytest.Item], folder: Path, kept: Path | None) -> Reach:
    """Runs every test once, in a process of its own, and sees what each calls below the folder.

    What a file keeps of an earlier run stands, where it knows all of the tests.
    """
    if kept and kept.exists():
        earlier: Reach = pickle.loads(kept.read_bytes())
        if all(item.nodeid in earlier.called for item in items):
            return earlier
    with TemporaryFile() as file:
        child = os.fork()
        if not child:
            try:
                pickle.dump(_trace_all(items, str(folder)), file)
                file.flush()
            finally:
                os._exit(0)
        os.waitpid(child, 0)
        file.seek(0)
        if kept:
            kept.write_bytes(file.read())
            file.seek(0)
        result: Reach = pickle.load(file)
        return result


def _trace_all(items: Sequence[pytest.Item], folder: str) -> Reach:
    from _pytest.runner import runtestprotocol

    called, seconds, failed = {}, {}, []
    for item, following in zip(items, [*items[1:], None], strict=True):
        for cached in _remembered_answers():
            cached.cache_clear()
        seen: set[Any] = set()
        sys.setprofile(_note_calls(seen))
        began = time.process_time()
        reports = runtestprotocol(item, log=False, nextitem=following)
        seconds[item.nodeid] = time.process_time() - began
        sys.setprofile(None)
        called[item.nodeid] = frozenset(
            (code.co_filename, code.co_firstlineno)
            for code in seen
            if code.co_filename.startswith(folder) and code.co_name[0] != "<"
        )  # comprehensions are part of the function that they stand in
        failed += [item.nodeid] * any(report.failed for report in reports)
    return Reach(called, seconds, tuple(failed))


def _note_calls(seen: set[Any]) -> Any:
    def note(frame: FrameType, event: str, _: Any) -> None:
        if event == "call":
            seen.add(frame.f_code)

    return note


def _remembered_answers() -> Iterator[Any]:
    """Functions of the program that remember: what an earlier test asked is forgotten, to be seen again."""
    for name, module in list(sys.modules.items()):
        if name.startswith("comparer"):
            yield from (item for item in vars(module).values() if isinstance(item, functools._lru_cache_wrapper))
