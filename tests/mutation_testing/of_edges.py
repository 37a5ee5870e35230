"""Mutants of the modules at the edges: reading, bounds, writing, escapes; each run against the tests beside it.

python -m tests.mutation_testing.of_edges [MODULE …]
"""

from __future__ import annotations

import importlib
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.mutation_testing.of_code import _Swapped
from tests.mutation_testing.operators import Mutant, mutants

ROOT = Path(__file__).resolve().parents[2]
TESTS: dict[str, tuple[str, ...]] = {
    "app.disk": ("tests/app/test_disk.py", "tests/hostile/test_edges.py", "tests/app/test_wrong_input.py"),
    "app.file_writes": ("tests/app/test_disk.py", "tests/hostile/test_edges.py", "tests/hostile/test_writes.py"),
    "app.git": ("tests/hostile/test_edges.py", "tests/app/test_diff.py"),
    "load.checks.bounds": ("tests/load/test_checks.py",),
    "load.checks.cycles": ("tests/load/test_checks.py", "tests/hostile/test_circles.py"),
    "model.token_alignment": ("tests/report/test_redline.py", "tests/hostile/test_circles.py"),
    "report.words.escape": ("tests/hostile/test_outputs.py",),
    "model.problems": ("tests/model/test_problems.py", "tests/hostile/test_outputs.py"),
    "review.gate": ("tests/app/test_check.py",),
    "review.differences": ("tests/report/test_changes.py", "tests/app/test_diff.py"),
    "report.value.narrowed": ("tests/report/test_view.py", "tests/report/test_every_finding.py"),
    "load.checks.unique_ids": ("tests/load/test_checks.py",),
    "load.checks.field_rules": ("tests/load/test_checks.py",),
    "ingest.plan_draft": ("tests/ingest/test_text.py", "tests/ingest/test_nothing_is_lost.py"),
}
"""For each module the tests that are meant to hold it, the narrowest first."""
SECONDS = 60
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
    survived = 0
    for name in words or TESTS:
        path = ROOT / "comparer" / Path(*name.split(".")).with_suffix(".py")
        all_mutants = mutants(name, path.read_text(encoding="utf-8"), str(path), {})
        alive = [mutant for mutant in all_mutants if not _is_killed(f"comparer.{name}", path, mutant)]
        survived += len(alive)
        print(f"{name}: {len(all_mutants)} mutants, {len(alive)} alive", flush=True)
        for mutant in alive:
            print(f"    line {mutant.line}: {mutant.name}", flush=True)
    return 1 if survived else 0


def import_libraries() -> None:
    """What is not ours is loaded once, before the processes of the mutants part."""
    for name in LIBRARIES:
        importlib.import_module(name)


def _is_killed(name: str, path: Path, mutant: Mutant) -> bool:
    """Whether the tests of a module fail with a mutant in its place, or never end."""
    child = os.fork()
    if not child:
        os._exit(_run_tests(name, path, mutant))
    _, status = os.waitpid(child, 0)
    return status != 0


def _run_tests(name: str, path: Path, mutant: Mutant) -> int:
    signal.alarm(SECONDS)
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    for loaded in [module for module in sys.modules if module.startswith("comparer")]:
        del sys.modules[loaded]
    sys.meta_path.insert(0, _Swapped(name, path, mutant.make()))
    files = TESTS[name.removeprefix("comparer.")]
    return int(pytest.main(["-x", "-q", "-p", "no:cacheprovider", "-p", "no:randomly", *files]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
