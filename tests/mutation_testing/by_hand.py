"""Faults put in by hand, one at a time: python -m tests.mutation_testing.by_hand [NUMBER …]. Each must fail a test."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import yaml

from tests.mutation_testing.of_edges import ROOT, import_libraries, is_killed
from tests.mutation_testing.operators import Mutant

FAULTS = Path(__file__).with_name("faults.yaml")


def main(words: Sequence[str]) -> int:
    import_libraries()
    faults = yaml.safe_load(FAULTS.read_text(encoding="utf-8"))
    numbers = [int(word) for word in words] or range(1, len(faults) + 1)
    passed = 0
    for number in numbers:
        fault = faults[number - 1]
        name, path, changed = change_module(fault)
        tests = fault["tests"].split()
        if is_killed(name, path, None, tests):
            sys.exit(f"The tests of fault {number} fail without it")
        is_caught = is_killed(name, path, changed, tests)
        passed += not is_caught
        print(f"{number:>3}  {'caught' if is_caught else 'NOT CAUGHT':<11}{fault['fault']}", flush=True)
    print(f"{len(numbers) - passed} of {len(numbers)} caught")
    return 1 if passed else 0


def change_module(fault: dict[str, str]) -> tuple[str, Path, Mutant]:
    """The full name, the file and the changed code of the module of a fault. ValueError where its text is not there."""
    name = fault["module"]
    path = ROOT / "comparer" / Path(*name.split(".")).with_suffix(".py")
    source = path.read_text(encoding="utf-8")
    if source.count(fault["old"]) != 1:
        raise ValueError(f"{name} holds {source.count(fault['old'])} times: {fault['old']}")
    changed = source.replace(fault["old"], fault["new"])
    return f"comparer.{name}", path, Mutant(name, fault["fault"], 0, lambda: compile(changed, str(path), "exec"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
