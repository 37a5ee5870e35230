"""How long the commands take and how much memory, as multiples of floors measured in the same run; growth; peers.

Usage: bench.py [PART …] [--rounds N], parts: commands kept start growth texts peers. Processor time of whole processes,
run in turn; medians. Ratios are what to read: seconds are those of the machine.
"""

from __future__ import annotations

import argparse
import importlib.util
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from tests.bench.measure import COMPARER, PYTHON, ROOT, Cost, RunTooLongError, measure_in_turn, median_cost, run_process
from tests.bench.peers import NEEDED_MODULES, PAIRERS, PAIRS_NOTHING
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
INSTALLED_SCRIPT = """import sys
from comparer.app.cli.main import main
if __name__ == '__main__':
    sys.exit(main())
"""
"""The installed command. A pip that has it import `re` to shorten one name, as pip long did, makes it start later."""
WITHOUT_PARSER = """import sys
sys.modules['spacy'] = None
from comparer.app.cli.main import main
sys.exit(main())
"""
"""The command as it is without the extra `language`, whose parser takes most of a second to load."""
EDITED_PLAN = "plans/drafts/us-28.yaml"
_JSON, _REPORTS = ("compare", "--format", "json"), ("compare", "--reports", "reports")
KEPT_RUNS = (
    ("json, first run", _JSON),
    ("json, nothing changed", _JSON),
    ("redlines, nothing kept", ("redlines",)),
    ("redlines, nothing changed", ("redlines",)),
    ("reports, json kept", _REPORTS),
    ("reports, nothing changed", _REPORTS),
)
KEPT_RUNS_AFTER_EDIT = (("json, one plan changed", _JSON),)
KEPT_AIMS = {"json, nothing changed": 0.5, "reports, nothing changed": 0.3, "json, one plan changed": 1.2}
GROWTH = ((2, 20), (2, 200), (2, 2000), (8, 200), (32, 200), (64, 200), (1, 15_000))
TEXT_SIZES = (60, 300, 1000, 3000)
PEER_SIZE = 300
GROWTH_LIMIT_SECONDS = 180.0
PEER_LIMIT_SECONDS = 60.0


def measure_commands(rounds: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        bench = ROOT / "tests" / "bench"
        commands = {
            FLOOR: (PYTHON, str(bench / "floor.py"), str(ROOT)),
            TRUE_FLOOR: (PYTHON, str(bench / "true_floor.py"), str(ROOT)),
        } | {
            name: (*COMPARER, *(word.format(folder=folder) for word in words)) for name, (words, _) in COMMANDS.items()
        }
        commands["json, no extra language"] = (PYTHON, "-c", WITHOUT_PARSER, *COMMANDS["compare --format json"][0])
        costs = measure_in_turn(commands, rounds)
    aims = {name: aim for name, (_, aim) in COMMANDS.items() if aim}
    print_table("Commands on the record", costs, (FLOOR, TRUE_FLOOR), aims)


def measure_kept(rounds: int) -> None:
    """What is kept from run to run: a first run that keeps, one with nothing changed, one after an edit of a plan."""
    costs: dict[str, list[Cost]] = {}
    with tempfile.TemporaryDirectory() as name:
        folder, cache = Path(name) / "record", Path(name) / "kept"
        for part in ("plans", "seeds"):
            shutil.copytree(ROOT / part, folder / part)
        plan = folder / EDITED_PLAN
        for turn in range(rounds + 1):
            shutil.rmtree(cache, ignore_errors=True)
            with plan.open("a", encoding="utf-8") as stream:
                stream.write(f"# edit {2 * turn}\n")
            turn_costs = {FLOOR: run_process((PYTHON, str(ROOT / "tests/bench/floor.py"), str(ROOT)))}
            for label, words in (*KEPT_RUNS, ("", ()), *KEPT_RUNS_AFTER_EDIT):
                if not label:
                    with plan.open("a", encoding="utf-8") as stream:
                        stream.write(f"# edit {2 * turn + 1}\n")
                    continue
                turn_costs[label] = run_process((*COMPARER, *words), folder, cache=str(cache))
            for label, cost in turn_costs.items() if turn else ():
                costs.setdefault(label, []).append(cost)
    medians = {label: median_cost(measured) for label, measured in costs.items()}
    print_table("Results kept from run to run", medians, (FLOOR,), KEPT_AIMS)


def measure_start(rounds: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "comparer"
        script.write_text(INSTALLED_SCRIPT, encoding="utf-8")
        longer_script = Path(folder) / "comparer-of-an-old-pip"
        longer_script.write_text(f"import re\n{INSTALLED_SCRIPT}", encoding="utf-8")
        commands = {
            "python -c pass": (PYTHON, "-c", "pass"),
            "python -m, nothing done": (PYTHON, "-m", "__hello__"),
            "comparer --help": (PYTHON, str(script), "--help"),
            "comparer --version": (PYTHON, str(script), "--version"),
            "comparer --help, by an old pip": (PYTHON, str(longer_script), "--help"),
            "python -m comparer --help": (*COMPARER, "--help"),
            "comparer compare --help": (PYTHON, str(script), "compare", "--help"),
        }
        costs = measure_in_turn(commands, rounds * 3)
    aims = {"comparer --help": 1.2, "comparer --version": 2.0}
    print_table("Start", costs, ("python -c pass",), aims)


def measure_growth(_: int) -> None:
    """Every pair of plans, all of the work; what takes longer than it may is told as such."""
    print("Growth: compare --format json, all pairs; encoded clauses, 20 red lines")
    print(f"  {'plans x clauses':<20}{'processor s':>12}{'clock s':>10}{'peak MiB':>10}{'validate s':>12}", flush=True)
    for plan_count, clause_count in GROWTH:
        with tempfile.TemporaryDirectory() as folder:
            write_workspace(Path(folder), plan_count, clause_count)
            words = ("compare", "--format", "json", "--pairs", "all")
            try:
                whole = run_process((*COMPARER, *words), Path(folder), GROWTH_LIMIT_SECONDS)
                text = f"{whole.cpu_seconds:>12.2f}{whole.wall_seconds:>10.2f}{whole.peak_mib:>10.0f}"
            except RunTooLongError as error:
                text = f"{error!s:>32}"
            check = run_process((*COMPARER, "validate"), Path(folder))
        print(f"  {f'{plan_count} x {clause_count}':<20}{text}{check.cpu_seconds:>12.2f}", flush=True)


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
    names = [name for name in PAIRERS if all(map(importlib.util.find_spec, NEEDED_MODULES.get(name, ())))]
    print(f"Peers on {PEER_SIZE} sentences, three words of each replaced, in another order")
    print(f"  {'program':<22}{'x comparer':>11}{'peak MiB':>10}{'found':>8}", flush=True)
    own_seconds = 0.0
    with tempfile.TemporaryDirectory() as folder:
        sides = tuple(map(str, write_text_pair(Path(folder), PEER_SIZE)))
        for name in names:
            command = (PYTHON, str(ROOT / "tests" / "bench" / "peers.py"))
            try:
                cost = _measure_peer((*command, name, *sides), min(rounds, 3))
            except RunTooLongError as error:
                print(f"  {name:<22}{error!s:>21}", flush=True)
                continue
            own_seconds = own_seconds or cost.cpu_seconds
            result = "-" if name in PAIRS_NOTHING else f"{_share_found((*command, f'count {name}', *sides)):.3f}"
            print(f"  {name:<22}{cost.cpu_seconds / own_seconds:>11.2f}{cost.peak_mib:>10.0f}{result:>8}", flush=True)
    if missing := [name for name in PAIRERS if name not in names]:
        how = "pip install collatex python-Levenshtein deepdiff redlines scikit-learn"
        print(f"  not installed ({how}): {', '.join(missing)}")


def _measure_peer(command: tuple[str, ...], rounds: int) -> Cost:
    """The least of a few runs; of what is slow, of one. The first, which compiles modules, does not count."""
    first = run_process(command, timeout=PEER_LIMIT_SECONDS)
    if first.wall_seconds > PEER_LIMIT_SECONDS / 6:
        return first
    return min((run_process(command) for _ in range(rounds)), key=lambda cost: cost.cpu_seconds)


def _share_found(command: tuple[str, ...]) -> float:
    return float(subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout)


def print_table(title: str, costs: Mapping[str, Cost], floors: tuple[str, ...], aims: Mapping[str, float]) -> None:
    print(f"{title}, processor time")
    print(f"  {'':<32}{'seconds':>9}{'peak MiB':>10}" + "".join(f"  x {floor}" for floor in floors))
    for name, cost in costs.items():
        ratios = "".join(f"{cost.cpu_seconds / costs[floor].cpu_seconds:>{len(floor) + 4}.2f}" for floor in floors)
        aim = f"   aim {aims[name]:g}" if name in aims else ""
        print(f"  {name:<32}{cost.cpu_seconds:>9.2f}{cost.peak_mib:>10.0f}{ratios}{aim}")


PARTS: Mapping[str, Callable[[int], None]] = {
    "commands": measure_commands,
    "kept": measure_kept,
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
