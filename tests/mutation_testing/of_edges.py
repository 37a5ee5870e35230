"""Mutants of the modules at the edges: import, reading, bounds, writing, report values, review.

python -m tests.mutation_testing.of_edges [MODULE …] [--share 0.2] [--jobs 2]

All tests are collected once and run once, to see which of them reach which function. Each mutant then runs in a process
forked from there, against the tests that reach what was changed, the quickest first. Changed functions are put in the
place of those that stand. Where that cannot show all that a change does (tables made on import, classes), what survives
runs once more with every module imported anew.
"""

from __future__ import annotations

import argparse
import importlib
import os
import resource
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.mutation_testing.__main__ import HEADING, Arguments, Tally
from tests.mutation_testing.edge_modules import SLOW, TESTS
from tests.mutation_testing.of_code import COMPILING, _Swapped
from tests.mutation_testing.operators import Mutant, mutants
from tests.mutation_testing.reach import Reach, measure_reach
from tests.mutation_testing.swap import NeedsImportError, swap_module

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 60
"""Of the processor, for all tests of a module."""
WAITING_FACTOR = 10
"""By the clock, which runs on where others are at work; a mutant that waits for ever ends then."""
LIBRARIES = (
    "hypothesis",
    "yaml",
    "rapidfuzz.fuzz",
    "jinja2",
    "jsonschema",
    "docx",
    "xlsxwriter",
    "pypdfium2",
    "markdown_it",
)
ALIVE, UNSURE, BROKEN = 0, 3, 99
"""How a process ends in which no test failed, in which the modules have to be imported anew, or which says nothing."""


class EdgeRun:
    """A session of pytest that runs its tests once for every mutant."""

    def __init__(self, names: Sequence[str], share: float, jobs: int, seconds: float, reach: Path | None) -> None:
        self.names, self.share, self.jobs, self.seconds = names, share, jobs, seconds
        self.kept_reach = reach
        self.tallies: list[Tally] = []
        self.broken: list[str] = []
        self.argued = Arguments("edges")
        self.reach = Reach({}, {})
        self.items: list[pytest.Item] = []
        self.screen = os.dup(1)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self.items = list(session.items)
        self.reach = measure_reach(self.items, ROOT / "comparer", self.kept_reach)
        if self.reach.failed:
            self.print(f"These fail without any mutant: {' '.join(self.reach.failed)}")
            session.exitstatus = pytest.ExitCode.INTERNAL_ERROR
            return True
        self.print(HEADING)
        for name in self.names:
            self.tallies.append(self._try_module(name))
            self.print(self.tallies[-1].line())
        return True

    def print(self, text: str) -> None:
        os.write(self.screen, f"{text}\n".encode())

    def _try_module(self, name: str) -> Tally:
        path = module_path(name)
        every = mutants(name, path.read_text(encoding="utf-8"), str(path), {})
        drawn = [mutant for mutant in every if mutant.lot < self.share]
        unchanged = Mutant(name, f"{name} module: unchanged", 1, lambda: compile(path.read_bytes(), str(path), "exec"))
        if drawn and in_child(lambda: self._run_swapped(unchanged, self._find_tests(unchanged))) != ALIVE:
            self.print(f"The tests of {name} fail where it is put in its own place: its mutants say nothing")
            self.broken.append(name)
            return Tally(name, Counter({"not run": len(every)}))
        tally = Tally(name, Counter({"not run": len(every) - len(drawn)}))
        with ThreadPoolExecutor(self.jobs) as side_by_side:
            for mutant, noticed in zip(drawn, side_by_side.map(self._is_noticed, drawn), strict=True):
                self._count(tally, mutant, noticed)
        return tally

    def _count(self, tally: Tally, mutant: Mutant, noticed: bool) -> None:
        if noticed:
            tally.counts["killed"] += 1
        elif self.argued.cover(mutant.name):
            tally.counts["argued"] += 1
        else:
            tally.counts["survived"] += 1
            tally.survivors.append(mutant.name)
            self.print(f"    line {mutant.line}: {mutant.name}")

    def _is_noticed(self, mutant: Mutant) -> bool:
        path, reaching = module_path(mutant.module), self._find_tests(mutant)
        ended = in_child(lambda: self._run_swapped(mutant, reaching))
        if ended == UNSURE:
            files = dict.fromkeys(item.nodeid for item in reaching)
            return is_killed(f"comparer.{mutant.module}", path, mutant, list(files) or TESTS[mutant.module])
        return ended != ALIVE

    def _find_tests(self, mutant: Mutant) -> list[pytest.Item]:
        items = [item for item in self.items if item.nodeid.startswith(TESTS[mutant.module])]
        return self.reach.find_reaching(items, str(module_path(mutant.module)), mutant, self.seconds)

    def _run_swapped(self, mutant: Mutant, items: Sequence[pytest.Item]) -> int:
        _bound_child(min(SECONDS, int(2 * self.seconds) + 4))
        with COMPILING:
            code = mutant.make()
        try:
            differs = swap_module(importlib.import_module(f"comparer.{mutant.module}"), code)
        except NeedsImportError:
            return UNSURE
        if fails_anywhere(items):
            return 1
        return ALIVE if differs or mutant.name.endswith(": unchanged") else UNSURE


def fails_anywhere(items: Sequence[pytest.Item]) -> bool:
    """Whether a test fails; those behind it are not run."""
    from _pytest.runner import runtestprotocol

    for item, following in zip(items, [*items[1:], None], strict=True):
        try:
            reports = runtestprotocol(item, log=False, nextitem=following)
        except BaseException:  # noqa: BLE001 - what ends the run of a test is noticed as well
            return True
        if any(report.failed for report in reports):
            return True
    return False


def module_path(name: str) -> Path:
    path = ROOT / "comparer" / Path(*name.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


def main(words: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.mutation_testing.of_edges")
    parser.add_argument("names", nargs="*", help="modules (app.disk, …); all without")
    parser.add_argument("--share", type=float, default=1.0, help="how much of each module is tried, from 0 to 1")
    parser.add_argument("--jobs", type=int, default=1, help="how many mutants run side by side")
    parser.add_argument(
        "--seconds", type=float, default=SECONDS / 2, help="of tests for one mutant, the quickest first"
    )
    parser.add_argument("--reach", type=Path, help="where to keep which test reaches what, for a next run")
    given = parser.parse_intermixed_args(words)
    import_libraries()
    run = EdgeRun(given.names or list(TESTS), given.share, given.jobs, given.seconds, given.reach)
    wanted = dict.fromkeys(test for name in run.names for test in TESTS[name])
    _silence()
    ended = pytest.main(["-s", *OPTIONS, *wanted], plugins=[run])
    for tally in run.tallies:
        run.print(tally.line())
    return 1 if ended or run.broken or any(tally.survivors for tally in run.tallies) else 0


OPTIONS = ("-q", "-p", "no:cacheprovider", "-p", "no:randomly", *(f"--deselect={test}" for test in SLOW))


def import_libraries() -> None:
    """What is not ours is loaded once, before the processes of the mutants part."""
    for name in LIBRARIES:
        importlib.import_module(name)


def is_killed(name: str, path: Path, mutant: Mutant | None, test_files: Sequence[str]) -> bool:
    """Whether the tests of a module fail or never end, all imported anew: with a mutant in its place, or as it is."""
    return in_child(lambda: _run_tests(name, path, mutant, test_files)) != 0


def in_child(work: Callable[[], int]) -> int:
    """What work returns in a forked process that may neither speak nor stay; another number where it never ended."""
    child = os.fork()
    if not child:
        ended = BROKEN
        try:
            ended = work()
        finally:
            os._exit(ended)
    _, status = os.waitpid(child, 0)
    if (ended := os.waitstatus_to_exitcode(status)) == BROKEN:
        raise RuntimeError("what runs the tests is broken")
    return ended


def _run_tests(name: str, path: Path, mutant: Mutant | None, test_files: Sequence[str]) -> int:
    _bound_child()
    for loaded in [module for module in sys.modules if module.startswith(("comparer", "tests."))]:
        if not loaded.startswith("tests.mutation_testing"):
            del sys.modules[loaded]
    if mutant is not None:
        with COMPILING:
            sys.meta_path.insert(0, _Swapped(name, path, mutant.make()))
    return int(pytest.main(["-x", *OPTIONS, *test_files]))


def _bound_child(seconds: int = SECONDS) -> None:
    spent = int(time.process_time())
    resource.setrlimit(resource.RLIMIT_CPU, (spent + seconds, spent + seconds))
    signal.alarm(seconds * WAITING_FACTOR)
    _silence()


def _silence() -> None:
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
