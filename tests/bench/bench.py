"""How long the commands take and how much memory, as multiples of floors measured in the same run; growth; peers.

Usage: bench.py [PART …] [--rounds N], parts: commands start growth texts peers. Processor time of whole processes,
run in turn; medians. Ratios are what to read: seconds are those of the machine.
"""

from __future__ import annotations

import argparse
import importlib.util
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from tests.bench.measure import COMPARER, PYTHON, ROOT, Cost, measure_in_turn, run_process
from tests.bench.peers import NEEDED_MODULES, PAIRERS
from tests.bench.synthetic import write_text_pair, write_workspace

FLOOR = "library reader, jsonschema"
TRUE_FLOOR = "our reader, compiled check"
COMMANDS: Mapping[str, tuple[tuple[str, ...], float | None]] = {
    "validate": (("validate",), None),
    "plans": (("plans",), None),
    "align us-28 ukraine-20": (("align", "us-28", "ukraine-20"), None),
    "diff us-28 ukraine-20": (("diff", "us-28", "ukraine-20"), None),
    "redlines": (("redlines",), 1.3),
    "explain us-28#6": (("explain", "us-28#6"), 1.3),
    "check": (("check",), 1.3),
    "compare": (("compare",), None),
    "compare --format json": (("compare", "--format", "json"), 2.0),
    "compare --reports": (("compare", "--reports", "{folder}/reports"), 6.5),
}
GROWTH = ((2, 20), (2, 200), (2, 2000), (8, 200), (32, 200), (64, 200), (1, 15_000))
TEXT_SIZES = (60, 300, 1000, 3000)
PEER_SIZE = 300


def measure_commands(rounds: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        bench = ROOT / "tests" / "bench"
        commands = {
            FLOOR: (PYTHON, str(bench / "floor.py"), str(ROOT)),
            TRUE_FLOOR: (PYTHON, str(bench / "true_floor.py"), str(ROOT)),
        } | {
            name: (*COMPARER, *(word.format(folder=folder) for word in words)) for name, (words, _) in COMMANDS.items()
        }
        costs = measure_in_turn(commands, rounds)
    aims = {name: aim for name, (_, aim) in COMMANDS.items() if aim}
    print_table("Commands on the record", costs, (FLOOR, TRUE_FLOOR), aims)


def measure_start(rounds: int) -> None:
    commands = {
        "python -c pass": (PYTHON, "-c", "pass"),
        "comparer --help": (*COMPARER, "--help"),
        "comparer --version": (*COMPARER, "--version"),
        "comparer compare --help": (*COMPARER, "compare", "--help"),
    }
    aims = {"comparer --help": 1.2, "comparer --version": 2.0}
    print_table("Start", measure_in_turn(commands, rounds * 3), ("python -c pass",), aims)


def measure_growth(_: int) -> None:
    print("Growth: compare --format json, all pairs; encoded clauses, 20 red lines")
    print(f"  {'plans x clauses':<20}{'processor s':>12}{'clock s':>10}{'peak MiB':>10}{'validate s':>12}")
    for plan_count, clause_count in GROWTH:
        with tempfile.TemporaryDirectory() as folder:
            write_workspace(Path(folder), plan_count, clause_count)
            whole = run_process((*COMPARER, "compare", "--format", "json", "--pairs", "all"), Path(folder))
            check = run_process((*COMPARER, "validate"), Path(folder))
        print(
            f"  {f'{plan_count} x {clause_count}':<20}{whole.cpu_seconds:>12.2f}{whole.wall_seconds:>10.2f}"
            f"{whole.peak_mib:>10.0f}{check.cpu_seconds:>12.2f}"
        )


def measure_texts(_: int) -> None:
    print("Alignment of bare text: align of two documents")
    print(f"  {'sentences':<20}{'processor s':>12}{'peak MiB':>10}")
    for size in TEXT_SIZES:
        with tempfile.TemporaryDirectory() as folder:
            left, right = write_text_pair(Path(folder), size)
            cost = run_process((*COMPARER, "align", str(left), str(right)), Path(folder))
        print(f"  {size:<20}{cost.cpu_seconds:>12.2f}{cost.peak_mib:>10.0f}")


def measure_peers(rounds: int) -> None:
    """Peers on moved and edited sentences, those that are installed: time beside ours, memory, and the share found."""
    with tempfile.TemporaryDirectory() as folder:
        left, right = write_text_pair(Path(folder), PEER_SIZE)
        script = (PYTHON, str(ROOT / "tests" / "bench" / "peers.py"))
        names = [name for name in PAIRERS if all(map(importlib.util.find_spec, NEEDED_MODULES.get(name, ())))]
        costs = measure_in_turn({name: (*script, name, str(left), str(right)) for name in names}, min(rounds, 3))
        shares = {name: _share_found((*script, f"count {name}", str(left), str(right))) for name in names}
    print(f"Peers on {PEER_SIZE} sentences, three words of each replaced, in another order")
    print(f"  {'program':<22}{'x comparer':>11}{'peak MiB':>10}{'found':>8}")
    for name, cost in costs.items():
        ratio = cost.cpu_seconds / costs["comparer"].cpu_seconds
        print(f"  {name:<22}{ratio:>11.2f}{cost.peak_mib:>10.0f}{shares[name]:>8.3f}")
    if missing := [name for name in PAIRERS if name not in names]:
        how = "pip install collatex python-Levenshtein deepdiff redlines scikit-learn"
        print(f"  not installed ({how}): {', '.join(missing)}")


def _share_found(command: tuple[str, ...]) -> float:
    return float(subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout)


def print_table(title: str, costs: Mapping[str, Cost], floors: tuple[str, ...], aims: Mapping[str, float]) -> None:
    print(f"{title}, processor time")
    print(f"  {'':<30}{'seconds':>9}{'peak MiB':>10}" + "".join(f"  x {floor}" for floor in floors))
    for name, cost in costs.items():
        ratios = "".join(f"{cost.cpu_seconds / costs[floor].cpu_seconds:>{len(floor) + 4}.2f}" for floor in floors)
        aim = f"   aim {aims[name]:g}" if name in aims else ""
        print(f"  {name:<30}{cost.cpu_seconds:>9.2f}{cost.peak_mib:>10.0f}{ratios}{aim}")


PARTS: Mapping[str, Callable[[int], None]] = {
    "commands": measure_commands,
    "start": measure_start,
    "growth": measure_growth,
    "texts": measure_texts,
    "peers": measure_peers,
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)} (all)")
    parser.add_argument("--rounds", type=int, default=7)
    arguments = parser.parse_args()
    if unknown := [name for name in arguments.parts if name not in PARTS]:
        parser.error(f"no part is called {', '.join(unknown)}")
    for name in arguments.parts or PARTS:
        PARTS[name](arguments.rounds)
        print(flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
