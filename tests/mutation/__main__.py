"""Mutation testing: `python -m tests.mutation code [MODULE …]`, `python -m tests.mutation data [SET …]`.

Ends with 1 where a mutant survives that tests/mutation/argued.yaml does not argue away, or where nothing was mutated
and the tests fail all the same.
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
        told = self.counts
        return (
            f"{self.group:<34}{told.total():>8}{told['killed']:>8}{told['noticed']:>9}{told['argued']:>8}"
            f"{told['survived']:>10}{told['not run']:>9}"
        )


HEADING = f"{'':<34}{'mutants':>8}{'killed':>8}{'noticed':>9}{'argued':>8}{'survived':>10}{'not run':>9}"


class Arguments:
    """The survivors that somebody has argued away. Names may end in `*`; in data they may carry one in the middle."""

    def __init__(self, section: str) -> None:
        listed = yaml.safe_load(ARGUED.read_text(encoding="utf-8"))[section] or []
        self.names = [name for one in listed for name in one["mutants"]]
        self.patterns = section == "data"

    def cover(self, name: str) -> bool:
        if self.patterns:
            return any(fnmatchcase(name, one.replace("[", "[[]")) for one in self.names)
        return name in self.names


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description="Mutation testing of code and data.")
    parser.add_argument("what", choices=("code", "data"))
    parser.add_argument("names", nargs="*", help="modules (algebra.facets, verdicts, …) or sets of data; all without")
    parser.add_argument("--share", type=float, default=1.0, help="how much of each module is tried, from 0 to 1")
    given = parser.parse_intermixed_args()
    started = time.monotonic()
    tallies = code(given.names, given.share) if given.what == "code" else data(given.names)
    survivors = [name for tally in tallies for name in tally.survivors]
    print(f"\n{len(survivors)} unargued survivors; {time.monotonic() - started:.0f} seconds")
    return 1 if survivors else 0


def code(names: list[str], share: float) -> list[Tally]:
    from tests.mutation import of_code

    of_code.warm()
    if failing := of_code.run(None):
        sys.exit(f"The tests fail without any mutant: {failing}")
    argued, tallies = Arguments("code"), []
    print(HEADING)
    with ThreadPoolExecutor(os.cpu_count()) as side_by_side:
        for module in of_code.MODULES:
            if names and module not in names:
                continue
            tally = Tally(module)
            every = list(of_code.every((module,)))
            drawn = [one for one in every if one.lot < share]
            tally.counts["not run"] = len(every) - len(drawn)
            for one, by in zip(drawn, side_by_side.map(of_code.run, drawn), strict=True):
                _count(tally, one.name, by, argued, one.line)
            tallies.append(tally)
            print(tally.line(), flush=True)
    return tallies


def data(names: list[str]) -> list[Tally]:
    from tests.mutation import of_data

    argued, tallies = Arguments("data"), []
    print(HEADING)
    for name, mutants in of_data.SETS.items():
        if names and name not in names:
            continue
        tally = Tally(name)
        for one in mutants():
            by = one.run()
            _count(tally, f"{one.group}: {one.name}", "noticed" if by == of_data.DIGEST else by, argued, 0)
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
