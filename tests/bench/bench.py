"""How long the command takes, as multiples of a floor measured in the same minutes on the same machine.

Whole processes, run in turn (floor, command, floor, command, …), medians. Usage: bench.py [ROUNDS], 7 unless told.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PYTHON = sys.executable
COMPARER = (PYTHON, "-m", "comparer")


def seconds(command: tuple[str, ...]) -> float:
    """Time of one whole process; a failing one ends the measurement, with what it said."""
    start = time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    took = time.perf_counter() - start
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stderr or done.stdout}")
    return took


def medians(commands: dict[str, tuple[str, ...]], rounds: int) -> dict[str, float]:
    """The commands in turn, a first round for the disk's sake left out."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    for turn in range(rounds + 1):
        for name, command in commands.items():
            took = seconds(command)
            if turn:
                times[name].append(took)
    return {name: statistics.median(values) for name, values in times.items()}


def show(title: str, measured: dict[str, float], aims: dict[str, float]) -> None:
    floor_name, floor = next(iter(measured.items()))
    print(f"{title}\n  {floor_name:<34} {floor * 1000:7.0f} ms  (floor)")
    for name, took in list(measured.items())[1:]:
        aim = f"  aim: {aims[name]:g} or less" if name in aims else ""
        print(f"  {name:<34} {took * 1000:7.0f} ms  {took / floor:5.2f} x{aim}")


def main(rounds: int) -> int:
    with tempfile.TemporaryDirectory() as folder:
        whole = {
            "read and validate, nothing else": (PYTHON, str(ROOT / "tests" / "bench" / "floor.py"), str(ROOT)),
            "comparer compare": (*COMPARER, "compare"),
            "comparer compare --reports": (*COMPARER, "compare", "--reports", str(Path(folder, "reports"))),
        }
        show("A whole comparison", medians(whole, rounds), {"comparer compare": 3})
    start = {"python -c pass": (PYTHON, "-c", "pass"), "comparer --help": (*COMPARER, "--help")}
    show("Start of the command", medians(start, rounds * 3), {"comparer --help": 2})
    return 0


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 7))
