"""Mutants of the modules at the edges: reading, bounds, writing, escapes; each run against the tests beside it.

python -m tests.mutation_testing.of_edges [MODULE …]
"""

from __future__ import annotations

import importlib
import os
import resource
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.mutation_testing.__main__ import Arguments
from tests.mutation_testing.of_code import _Swapped
from tests.mutation_testing.operators import Mutant, mutants

ROOT = Path(__file__).resolve().parents[2]
_WRITES = "tests/hostile/test_writes.py"
_WRITES_THAT_FAIL = f"{_WRITES}::test_a_write_that_fails_anywhere_leaves_all_files_as_they_were"
_WRITES_OF_ONE_MODULE = (
    "test_where_an_old_file_cannot_be_put_back_that_is_told",
    "test_on_a_disk_without_hard_links_old_files_come_back_too",
    "test_a_new_file_is_never_put_over_another_not_even_over_a_link_to_nothing",
    "test_a_file_that_was_saved_meanwhile_is_kept",
)
_DIFFS_WITH_GIT = (
    "test_a_file_against_its_older_state",
    "test_what_git_does_not_know_is_one_line",
    "test_without_git_and_outside_a_repository",
)
TESTS: dict[str, tuple[str, ...]] = {
    "app.disk": ("tests/app/test_disk.py", "tests/hostile/test_edges.py", "tests/app/test_wrong_input.py"),
    "app.file_writes": (
        "tests/app/test_file_writes.py",
        "tests/app/test_disk.py",
        *(f"{_WRITES}::{name}" for name in _WRITES_OF_ONE_MODULE),
        *(f"{_WRITES_THAT_FAIL}[{name}]" for name in ("several old files: full", "a new plan: interrupt")),
        f"{_WRITES}::test_a_process_that_is_asked_to_end_leaves_nothing_beside_its_files[several old files]",
        "tests/hostile/test_edges.py",
    ),
    "app.git": (
        *(f"tests/app/test_diff.py::{name}" for name in _DIFFS_WITH_GIT),
        "tests/hostile/test_edges.py",
    ),
    "load.checks.bounds": ("tests/load/test_checks.py",),
    "load.checks.cycles": ("tests/load/test_cycles.py", "tests/hostile/test_circles.py", "tests/load/test_checks.py"),
    "model.token_alignment": ("tests/report/test_redline.py", "tests/hostile/test_circles.py"),
    "report.words.escape": ("tests/report/test_escape.py",),
    "model.problems": ("tests/model/test_problems.py",),
    "review.gate": ("tests/review/test_gate.py", "tests/app/test_check.py"),
    "review.differences": (
        "tests/review/test_differences.py",
        "tests/report/test_changes.py",
        "tests/app/test_diff.py",
    ),
    "report.value.narrow_records": ("tests/report/test_narrow_records.py",),
    "load.checks.unique_ids": ("tests/load/test_unique_ids.py", "tests/load/test_checks.py"),
    "load.checks.field_rules": ("tests/load/test_field_rules.py", "tests/load/test_checks.py"),
    "ingest.plan_draft": (
        "tests/ingest/test_plan_draft.py",
        "tests/ingest/test_text.py",
        "--deselect=tests/ingest/test_text.py::test_five_megabytes",
        "tests/ingest/test_kinds.py",
    ),
}
"""For each module the tests that are meant to hold it, the narrowest first."""
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


def main(words: Sequence[str]) -> int:
    import_libraries()
    arguments = Arguments("edges")
    survived = 0
    for name in words or TESTS:
        path = ROOT / "comparer" / Path(*name.split(".")).with_suffix(".py")
        all_mutants = mutants(name, path.read_text(encoding="utf-8"), str(path), {})
        if is_killed(f"comparer.{name}", path, None, TESTS[name]):
            sys.exit(f"The tests of {name} fail without any mutant")
        argued_count = alive_count = 0
        for mutant in all_mutants:
            if is_killed(f"comparer.{name}", path, mutant, TESTS[name]):
                continue
            if arguments.cover(mutant.name):
                argued_count += 1
                continue
            alive_count += 1
            print(f"    line {mutant.line}: {mutant.name}", flush=True)
        survived += alive_count
        print(f"{name}: {len(all_mutants)} mutants, {argued_count} argued, {alive_count} alive", flush=True)
    return 1 if survived else 0


def import_libraries() -> None:
    """What is not ours is loaded once, before the processes of the mutants part."""
    for name in LIBRARIES:
        importlib.import_module(name)


def is_killed(name: str, path: Path, mutant: Mutant | None, test_files: Sequence[str]) -> bool:
    """Whether the tests of a module fail or never end: with a mutant in its place, or as it is."""
    child = os.fork()
    if not child:
        os._exit(_run_tests(name, path, mutant, test_files))
    _, status = os.waitpid(child, 0)
    return status != 0


def _run_tests(name: str, path: Path, mutant: Mutant | None, test_files: Sequence[str]) -> int:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    signal.alarm(SECONDS * WAITING_FACTOR)
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    for loaded in [module for module in sys.modules if module.startswith("comparer")]:
        del sys.modules[loaded]
    if mutant is not None:
        sys.meta_path.insert(0, _Swapped(name, path, mutant.make()))
    return int(pytest.main(["-x", "-q", "-p", "no:cacheprovider", "-p", "no:randomly", *test_files]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
