"""A run of many inputs in pieces, each in a process of its own; what was done is kept in a folder, to go on from."""

from __future__ import annotations

import gc
import json
import mmap
import os
import resource
import signal
import struct
import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from tests.hostile import fuzz
from tests.hostile.targets import TARGETS

MAX_PIECE_MB = 1_000
"""Memory that a process of one piece may rise to, what it had loaded before included."""
PIECE_SECONDS = 20
"""Seconds of the processor that a piece takes, roughly; after ten times as many it is ended from outside."""
MAX_PIECE_INPUTS = 40_000
INPUTS_PER_COLLECTION = 50


@dataclass(slots=True)
class Progress:
    """What a target was given over all pieces. `failures` counts by kind; `kept` names the input that shows a kind."""

    count: int = 0
    repeated: int = 0
    next_seed: int = 0
    seconds: float = 0.0
    slowest: float = 0.0
    peak_mb: int = 0
    failures: dict[str, int] = field(default_factory=dict)
    kept: dict[str, str] = field(default_factory=dict)


def read_progress(folder: Path) -> dict[str, Progress]:
    path = folder / "progress.json"
    data = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return {name: Progress(**data.get(name, {})) for name in TARGETS}


def run_pieces(folder: Path, shares: Mapping[str, int], until: float) -> Iterator[dict[str, Progress]]:
    """Bring each target towards its share, a piece at a time, until a moment of time.time(). Yields once a round."""
    folder.mkdir(parents=True, exist_ok=True)
    progress = read_progress(folder)
    while open_names := [name for name in shares if progress[name].count < shares[name]]:
        for name in open_names:
            if time.time() > until:
                return
            run_piece(folder, name, progress[name], shares[name])
            text = json.dumps({target: asdict(state) for target, state in progress.items()}, indent=1)
            (folder / "progress.new").write_text(text, encoding="utf-8")
            (folder / "progress.new").replace(folder / "progress.json")
        yield progress


def run_piece(folder: Path, name: str, state: Progress, share: int) -> None:
    """One piece of a target in a forked process: what it remembers goes with it, and its death is told as a failure."""
    pace = state.seconds / state.count if state.count else 0.05
    count = min(share - state.count, MAX_PIECE_INPUTS, max(20, round(PIECE_SECONDS / pace)))
    digests_path = folder / f"{name}.digests"
    seed_now = mmap.mmap(-1, 8)
    reader, writer = os.pipe()
    megabytes_before = read_resident_megabytes()
    child = os.fork()
    if not child:
        os.close(reader)
        _run_in_child(name, count, state.next_seed, digests_path, seed_now, writer)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        answer = pipe.read()
    _, status, usage = os.wait4(child, 0)
    grown_mb = usage.ru_maxrss // 1024 - megabytes_before
    state.peak_mb = max(state.peak_mb, grown_mb)
    state.seconds += usage.ru_utime + usage.ru_stime
    if status or not answer:
        (seed,) = struct.unpack("q", seed_now[:8])
        kind = f"the process ended with status {status} at seed {seed}"
        state.failures[kind] = 1
        state.next_seed = seed + 1
        return
    outcome = json.loads(answer)
    state.count += outcome["count"]
    state.repeated += outcome["repeated"]
    state.next_seed = outcome["next_seed"]
    state.slowest = max(state.slowest, outcome["slowest"])
    for kind, number in outcome["failures"].items():
        state.failures[kind] = state.failures.get(kind, 0) + number
    state.kept |= outcome["kept"]
    if grown_mb > MAX_PIECE_MB:
        state.failures[f"a piece of {count} rose by {grown_mb} MB before seed {state.next_seed}"] = 1


def read_resident_megabytes() -> int:
    """What this process holds now: a forked one begins with as much. 0 where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return 0
    return pages * resource.getpagesize() // 1_048_576


def _run_in_child(name: str, count: int, seed: int, digests_path: Path, seed_now: mmap.mmap, writer: int) -> None:
    code = 1
    try:
        resource.setrlimit(resource.RLIMIT_CPU, (PIECE_SECONDS * 10, PIECE_SECONDS * 10 + 5))
        signal.signal(signal.SIGXCPU, signal.SIG_DFL)
        known = digests_path.read_bytes() if digests_path.exists() else b""
        size = fuzz.DIGEST_BYTES
        digests = {known[at : at + size] for at in range(0, len(known), size)}
        before = set(digests)

        def note_seed(number: int) -> None:
            seed_now[:8] = struct.pack("q", number)
            if number % INPUTS_PER_COLLECTION == 0:  # a run of the command puts it off to its end
                gc.collect()

        outcome = fuzz.run_target(TARGETS[name], count, seed, digests, note_seed)
        kept = {kind: fuzz.keep_failure(name, content).name for kind, content in outcome.failures.items()}
        answer: dict[str, Any] = {
            "count": outcome.count,
            "repeated": outcome.repeated,
            "next_seed": outcome.next_seed,
            "slowest": outcome.slowest,
            "failures": dict(outcome.failure_counts),
            "kept": kept,
        }
        with digests_path.open("ab") as stream:
            stream.write(b"".join(sorted(digests - before)))
        os.write(writer, json.dumps(answer).encode())
        code = 0
    finally:
        os._exit(code)
