"""python -m tests.hostile fuzz [N] [FIRST SEED] [TARGET …]; python -m tests.hostile growth; … trust [N]"""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.hostile import fuzz
from tests.hostile.growth import measure_growth
from tests.hostile.targets import TARGETS

ROOT = Path(__file__).resolve().parents[2]
DEFAULT_INPUTS = 20_000
COSTS = {"yaml": 1, "import-xml": 1, "import-plain": 3, "import-markdown": 3, "import-html": 3, "import-pdf": 6}
COSTS |= {"arguments": 10, "import-word": 15, "sentences": 15, "revisions": 30, "reports": 60, "accepted": 80}
COSTS |= {"workspace": 150}
"""Milliseconds that an input takes, roughly: each target gets the same time, not the same number."""

# A promise, and the tests that hold it. The first column of docs/reliability.md says the same.
PROMISES = (
    ("damaged documents are read or refused", "tests/ingest/test_damaged.py"),
    ("no word of a document is lost", "tests/ingest/test_nothing_is_lost.py"),
    ("what was found once stays mended", "tests/hostile/test_fuzz.py"),
    ("pipes, devices, links, names: one clear line", "tests/hostile/test_edges.py"),
    ("a write is whole or not at all", "tests/hostile/test_writes.py tests/app/test_writing.py tests/app/test_disk.py"),
    ("nothing of the data runs or breaks out", "tests/hostile/test_outputs.py tests/report/test_hostile.py"),
    ("the same bytes everywhere", "tests/app/test_same_bytes.py"),
    ("no network, no program but git, a bill of materials", "tests/hostile/test_supply.py"),
    ("one clear line for each misuse", "tests/app/test_wrong_input.py"),
)


def main(words: Sequence[str]) -> int:
    command, rest = (words[0], words[1:]) if words else ("", ())
    if command == "fuzz":
        count = int(rest[0]) if rest else DEFAULT_INPUTS
        first_seed = int(rest[1]) if len(rest) > 1 else 0
        return print_fuzz(count, first_seed, rest[2:] or list(TARGETS))
    if command == "growth":
        return print_growth()
    if command == "trust":
        failed = print_fuzz(int(rest[0]) if rest else DEFAULT_INPUTS, 0, list(TARGETS))
        return max(failed, print_growth(), print_promises())
    print(__doc__)
    return 2


def print_fuzz(count: int, first_seed: int, names: Sequence[str]) -> int:
    """Give each target its part of the inputs; a line for each, and the failures cut down, kept and named."""
    shares = {name: 1 / COSTS[name] for name in names}
    failed, total = 0, 0
    print(f"{'target':<17}{'inputs':>9}{'failures':>10}{'slowest':>10}", flush=True)
    for name in names:
        part = max(1, round(count * shares[name] / sum(shares.values())))
        outcome = fuzz.run_target(TARGETS[name], part, first_seed)
        total += outcome.count
        failed += sum(outcome.failure_counts.values())
        failures = sum(outcome.failure_counts.values())
        print(f"{name:<17}{outcome.count:>9,}{failures:>10}{outcome.slowest:>8.2f} s", flush=True)
        for kind, content in outcome.failures.items():
            print(f"    {kind}: {fuzz.keep_failure(name, content).relative_to(ROOT)}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{total:,} inputs, {failed} failures, peak {peak} MB; seeds from {first_seed}", flush=True)
    return 1 if failed else 0


def print_growth() -> int:
    measured = [*measure_growth()]
    too_fast = [growth for growth in measured if growth.is_too_fast]
    slowest = max(measured, key=lambda growth: growth.seconds[-1])
    print(f"growth: {len(measured)} readers and shapes at 1,000, 10,000 and 100,000 signs, {len(too_fast)} too fast")
    print(f"    slowest: {slowest.reader}, {slowest.shape!r}: {slowest.seconds[-1]:.1f} s")
    for growth in too_fast:
        print(f"    {growth.reader}, {growth.shape!r}: {', '.join(f'{value:.2f}' for value in growth.seconds)} s")
    return 1 if too_fast else 0


def print_promises() -> int:
    failed = 0
    for promise, files in PROMISES:
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *files.split()]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        failed |= done.returncode
        lines = done.stdout.strip().splitlines()
        dots = sum(line.split(" ")[0].count(".") for line in lines if set(line.split(" ")[0]) <= set(".sFEx"))
        verdict = "held" if done.returncode == 0 else "BROKEN"
        print(f"{promise:<55}{dots:>5} tests  {verdict}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
