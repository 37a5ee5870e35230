"""python -m tests.hostile fuzz [N] [FIRST SEED] [TARGET …], night FOLDER N [MINUTES [TARGET …]], growth …, trust [N]"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from tests.hostile import fuzz, long_run
from tests.hostile.growth import measure_growth
from tests.hostile.targets import TARGETS

ROOT = Path(__file__).resolve().parents[2]
DEFAULT_INPUTS = 20_000
SHARES = {"yaml": 310, "import-xml": 160, "import-plain": 120, "import-html": 100, "import-markdown": 90}
SHARES |= {"import-pdf": 90, "arguments": 35, "import-word": 25, "sentences": 20, "revisions": 10, "reports": 8}
SHARES |= {"forms-html": 10, "forms-markdown": 10, "accepted": 4, "workspace": 4, "commands": 4, "merge": 4}
"""Inputs of each target in a thousand: the fewer, the longer one takes."""

_OUTPUT_TESTS = " ".join(
    f"tests/{name}.py"
    for name in ("hostile/test_outputs", "hostile/test_agreement_outputs", "report/test_hostile", "report/test_escape")
)
# A promise, and the tests that hold it. The first column of docs/reliability.md says the same.
PROMISES = (
    ("damaged documents are read or refused", "tests/ingest/test_damaged.py"),
    ("no word of a document is lost", "tests/ingest/test_nothing_is_lost.py"),
    ("what was found once stays mended", "tests/hostile/test_fuzz.py"),
    ("pipes, devices, links, names: one clear line", "tests/hostile/test_edges.py"),
    ("a write is whole or not at all", "tests/hostile/test_writes.py tests/app/test_writing.py tests/app/test_disk.py"),
    ("nothing of the data runs or breaks out", _OUTPUT_TESTS),
    ("the same bytes everywhere", "tests/app/test_same_bytes.py"),
    ("no network, no program but git, a bill of materials", "tests/hostile/test_supply.py"),
    ("one clear line for each misuse", "tests/app/test_wrong_input.py tests/app/test_precedents.py"),
    ("a command leaves what a person asked as it was", "tests/app/test_arguments.py"),
)


def main(words: Sequence[str]) -> int:
    os.environ["COMPARER_CACHE"] = "off"  # else an input would be answered from what another came to
    command, rest = (words[0], words[1:]) if words else ("", ())
    if command == "fuzz":
        count = int(rest[0]) if rest else DEFAULT_INPUTS
        first_seed = int(rest[1]) if len(rest) > 1 else 0
        return print_fuzz(count, first_seed, rest[2:] or list(TARGETS))
    if command == "night":
        return print_night(Path(rest[0]), int(rest[1]), float(rest[2]) if len(rest) > 2 else 24 * 60, rest[3:])
    if command == "growth":
        return print_growth(rest)
    if command == "promises":
        return print_promises()
    if command == "trust":
        failed = print_fuzz(int(rest[0]) if rest else DEFAULT_INPUTS, 0, list(TARGETS))
        return max(failed, print_growth(), print_promises())
    print(__doc__)
    return 2


def print_fuzz(count: int, first_seed: int, names: Sequence[str]) -> int:
    """Give each target its part of the inputs; a line for each, and the failures cut down, kept and named."""
    shares = {name: SHARES[name] for name in names}
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


def print_night(folder: Path, count: int, minutes: float, names: Sequence[str] = ()) -> int:
    """Go on with a run that is kept in a folder, for some minutes; the table of all that was done there.

    `names` are the targets whose part of the count is run; all without.
    """
    shares = {name: round(count * SHARES[name] / sum(SHARES.values())) for name in names or SHARES}
    for progress in long_run.run_pieces(folder, shares, time.time() + minutes * 60):
        print(f"{sum(state.count for state in progress.values()):,} inputs", flush=True)
    progress = long_run.read_progress(folder)
    print(f"{'target':<17}{'inputs':>9}{'failures':>10}{'slowest':>10}{'CPU':>9}{'peak':>9}")
    for name, state in progress.items():
        failed = sum(state.failures.values())
        figures = f"{state.slowest:>8.2f} s{state.seconds:>7.0f} s{state.peak_mb:>6} MB"
        print(f"{name:<17}{state.count:>9,}{failed:>10}{figures}")
        for kind, number in state.failures.items():
            print(f"    {number} times {kind}: {state.kept.get(kind, 'not kept')}")
    failed = sum(sum(state.failures.values()) for state in progress.values())
    print(f"{sum(state.count for state in progress.values()):,} different inputs, {failed} failures")
    return 1 if failed else 0


def print_growth(names: Sequence[str] = ()) -> int:
    """What grows too fast as it is found, then how many were measured; of some readers alone where they are named."""
    measured, too_fast_count = [], 0
    for growth in measure_growth(names):
        measured.append(growth)
        if growth.is_too_fast:
            too_fast_count += 1
            seconds = ", ".join(f"{value:.2f}" for value in growth.seconds)
            print(f"    {growth.reader}, {growth.shape!r}: {seconds} s", flush=True)
    slowest = max(measured, key=lambda growth: growth.seconds[-1])
    print(f"growth: {len(measured)} readers and shapes at 1,000, 10,000 and 100,000 signs, {too_fast_count} too fast")
    print(f"    slowest: {slowest.reader}, {slowest.shape!r}: {slowest.seconds[-1]:.1f} s", flush=True)
    return 1 if too_fast_count else 0


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
