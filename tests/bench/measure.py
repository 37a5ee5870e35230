"""Whole processes, measured: processor time and greatest memory, in turn so that all see the same machine."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PYTHON = sys.executable
COMPARER = (PYTHON, "-m", "comparer")


class RunTooLongError(Exception):
    """A process was ended because it took longer than it may."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of processor, seconds by the clock, and MiB at the greatest."""

    cpu_seconds: float
    wall_seconds: float
    peak_mib: float


def run_process(command: Sequence[str], folder: Path = ROOT, timeout: float = 600.0, cache: str = "off") -> Cost:
    """One whole process with compiled modules; a failing one ends the measurement with what it said.

    RunTooLongError after `timeout` seconds by the clock. `cache` is the folder for results that are kept from run to
    run; without one each run does all of its work.
    """
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"PYTHONPATH": str(ROOT), "COMPARER_CACHE": cache}
    start = time.perf_counter()
    has_run_out = threading.Event()
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as process:
        assert process.stderr is not None
        stopper = threading.Timer(timeout, _end_process, (process, has_run_out))
        stopper.start()
        errors = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        stopper.cancel()
    if has_run_out.is_set():
        raise RunTooLongError(f"over {timeout:.0f} s")
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}:\n{errors.decode(errors='replace')}")
    return Cost(usage.ru_utime + usage.ru_stime, time.perf_counter() - start, usage.ru_maxrss / 1024)


def _end_process(process: subprocess.Popen[bytes], has_run_out: threading.Event) -> None:
    has_run_out.set()
    process.kill()


def measure_in_turn(commands: Mapping[str, Sequence[str]], rounds: int, folder: Path = ROOT) -> dict[str, Cost]:
    """Medians over the rounds; a first round, in which modules are compiled and files read, is left out."""
    costs: dict[str, list[Cost]] = {name: [] for name in commands}
    for turn in range(rounds + 1):
        for name, command in commands.items():
            cost = run_process(command, folder)
            if turn:
                costs[name].append(cost)
    return {name: median_cost(measured) for name, measured in costs.items()}


def median_cost(measured: Sequence[Cost]) -> Cost:
    """Medians of the times, and the greatest of the peaks."""
    return Cost(
        statistics.median(cost.cpu_seconds for cost in measured),
        statistics.median(cost.wall_seconds for cost in measured),
        max(cost.peak_mib for cost in measured),
    )
