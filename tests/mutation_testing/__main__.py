"""Mutation testing: `python -m tests.mutation_testing code [MODULE …]`, or `data [SET …]`.

Ends with 1 where a mutant survives that tests/mutation_testing/argued.yaml does not argue away, where a whole run finds
an argument there that no survivor needs, or where the tests fail though nothing was mutated.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path

import yaml

ARGUED = Path(__file__).with_name("argued.yaml")


@dataclass(slots=True)
class Tally:
    """What became of the mutants of one group."""

    group: str
    counts: Counter[str] = field(default_factory=Counter)
    survivors: list[str] = field(default_factory=list)

    def line(self) -> str:
        text = self.counts
        return (
            f"{self.group:<34}{text.total():>8}{text['killed']:>8}{text['noticed']:>9}{text['argued']:>8}"
            f"{text['survived']:>10}{text['not run']:>9}"
        )


HEADING = f"{'':<34}{'mutants':>8}{'killed':>8}{'noticed':>9}{'argued':>8}{'survived':>10}{'not run':>9}"


class Arguments:
    """The survivors that somebody has argued away, by name; for data also by patterns with `*`."""

    def __init__(self, section: str) -> None:
        listed = yaml.safe_load(ARGUED.read_text(encoding="utf-8"))[section] or []
        self.patterns = section == "data"
        self.idle = {name: None for item in listed for name in item["mutants"]}
        """Those that no survivor has called for yet, in the order of the file."""
        self._names = list(self.idle)

    def cover(self, name: str) -> bool:
        meant = [item for item in self._names if item == name or (self.patterns and _fits(name, item))]
        for item in meant:
            self.idle.pop(item, None)
        return bool(meant)


def _fits(name: str, pattern: str) -> bool:
    return fnmatchcase(name, pattern.replace("[", "[[]"))


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tests.mutation_testing", description="Mutation testing of code and data."
    )
    parser.add_argument("what", choices=("code", "data"))
    parser.add_argument("names", nargs="*", help="modules (algebra.facets, verdicts, …) or sets of data; all without")
    parser.add_argument("--share", type=float, default=1.0, help="how much of each module is tried, from 0 to 1")
    parser.add_argument("--narrow", action="store_true", help="ask only the tests of each module itself")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="how many mutants run side by side")
    given = parser.parse_intermixed_args()
    started = time.monotonic()
    argued = Arguments(given.what)
    if given.what == "code":
        tallies = code(given.names, given.share, argued, given.narrow, given.jobs)
    else:
        tallies = data(given.names, argued, given.jobs)
    survivors = [name for tally in tallies for name in tally.survivors]
    idle = () if given.names or given.share < 1 else tuple(argued.idle)
    print("".join(f"argued for nothing: {name}\n" for name in idle), end="")
    print(f"\n{len(survivors)} unargued survivors; {time.monotonic() - started:.0f} seconds")
    return 1 if survivors or idle else 0


def code(names: list[str], share: float, argued: Arguments, is_narrow: bool, jobs: int) -> list[Tally]:
    from tests.mutation_testing import of_code

    of_code.warm()
    if failing := of_code.run(None, is_narrow):
        sys.exit(f"The tests fail without any mutant: {failing}")
    tallies = []
    print(HEADING)
    with ThreadPoolExecutor(jobs) as side_by_side:
        for module in of_code.MODULES:
            if names and module not in names:
                continue
            tally = Tally(module)
            every = list(of_code.every((module,)))
            drawn = [item for item in every if item.lot < share]
            tally.counts["not run"] = len(every) - len(drawn)
            for item, by in zip(drawn, side_by_side.map(lambda each: of_code.run(each, is_narrow), drawn), strict=True):
                _count(tally, item.name, by, argued, item.line)
            tallies.append(tally)
            print(tally.line(), flush=True)
    return tallies


def data(names: list[str], argued: Arguments, jobs: int) -> list[Tally]:
    from tests.mutation_testing import of_data
    from tests.mutation_testing.of_code import apart

    if failing := of_data.warm():
        sys.exit(f"The tests fail without any mutant: {failing}")
    tallies = []
    print(HEADING)
    with ThreadPoolExecutor(jobs) as side_by_side:
        for name, mutants in of_data.SETS.items():
            if names and name not in names:
                continue
            tally, every = Tally(name), list(mutants())
            for item, by in zip(every, side_by_side.map(lambda each: apart(each.run), every), strict=True):
                _count(tally, f"{item.group}: {item.name}", "noticed" if by == of_data.DIGEST else by, argued, 0)
            tallies.append(tally)
            print(tally.line(), flush=True)
    return tallies


def _count(tally: Tally, name: str, by: str, argued: Arguments, line: int) -> None:
    if by:
        tally.counts["noticed" if by == "noticed" else "killed"] += 1
    elif argued.cover(name):
        tally.counts["argued"] += 1
    else:
        tally.counts["survived"] += 1
        tally.survivors.append(name)
        print(f"survived: {name}" + (f" (line {line})" if line else ""), flush=True)


if __name__ == "__main__":
    sys.exit(main())
