"""Runs targets on inputs made from numbered seeds; what fails is cut down to its smallest and kept in found/."""

from __future__ import annotations

import random
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from tests.hostile.targets import TARGETS, Target

FOUND = Path(__file__).parent / "found"
MAX_SECONDS = 10
"""Seconds of the processor after which an input counts as a hang."""
MAX_SHRINK_TRIES = 400
MAX_DRAWS = 20
"""How often chance draws for one input that was not there before."""
DIGEST_BYTES = 8


class Hang(BaseException):
    """Not an Exception: what catches those must not take it for a fault of the input."""


@dataclass(slots=True)
class Outcome:
    """How many different inputs a target was given, the seconds of the slowest, and what failed, one for each kind."""

    count: int = 0
    repeated: int = 0
    """Inputs that chance drew a second time: neither run nor counted."""
    next_seed: int = 0
    slowest: float = 0.0
    failures: dict[str, bytes] = field(default_factory=dict)
    failure_counts: Counter[str] = field(default_factory=Counter)


def run_target(
    target: Target,
    count: int,
    first_seed: int = 0,
    digests: set[bytes] | None = None,
    before_each: Callable[[int], None] = lambda _seed: None,
) -> Outcome:
    """Give a target `count` inputs that differ from each other and from those of `digests`, which grows by them.

    The seeds begin at a number. Where chance draws little else than what was there, fewer inputs are given.
    """
    outcome = Outcome()
    digests = set() if digests is None else digests
    for seed in range(first_seed, first_seed + count * MAX_DRAWS):
        if outcome.count == count:
            break
        outcome.next_seed = seed + 1
        before_each(seed)
        content = target.make(random.Random(f"{target.name}/{seed}"))
        digest = sha256(content).digest()[:DIGEST_BYTES]
        if digest in digests:
            outcome.repeated += 1
            continue
        digests.add(digest)
        started = time.process_time()
        kind = failure_kind(target, content)
        outcome.slowest = max(outcome.slowest, time.process_time() - started)
        outcome.count += 1
        if kind:
            outcome.failure_counts[kind] += 1
            if kind not in outcome.failures:
                outcome.failures[kind] = shrink_input(target, content, kind)
    return outcome


def failure_kind(target: Target, content: bytes) -> str:
    """What is wrong with the answer to an input, in one word and place; empty where nothing is."""
    try:
        with _bounded_time():
            target.check(content)
    except Hang:
        return "hang"
    except Exception as error:  # noqa: BLE001 - whatever is raised is what is looked for
        trace = error.__traceback__
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        place = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace is not None else ""
        message = str(error)[:60] if isinstance(error, AssertionError) else ""
        return f"{type(error).__name__} {place} {message}".strip()
    return ""


@contextmanager
def _bounded_time() -> Iterator[None]:
    def stop(*_: object) -> None:
        raise Hang

    old = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, MAX_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, old)


def shrink_input(target: Target, content: bytes, kind: str) -> bytes:
    """A shorter input that fails in the same way: pieces are left out, each half as long as those before."""
    tries, length = 0, len(content) // 2
    while length and tries < MAX_SHRINK_TRIES:
        at = 0
        while at < len(content) and tries < MAX_SHRINK_TRIES:
            shorter = content[:at] + content[at + length :]
            tries += 1
            if _fails_alike(target, shorter, kind):
                content = shorter
            else:
                at += length
        length //= 2
    return content


def _fails_alike(target: Target, content: bytes, kind: str) -> bool:
    try:
        return failure_kind(target, content) == kind
    except Exception:  # noqa: BLE001 - a shorter input may be none at all
        return False


def keep_failure(name: str, content: bytes) -> Path:
    FOUND.mkdir(exist_ok=True)
    path = FOUND / f"{name}-{sha256(content).hexdigest()[:10]}"
    path.write_bytes(content)
    return path


def kept_inputs() -> list[tuple[str, Path]]:
    """Every kept input with the name of its target."""
    return [(path.name.rpartition("-")[0], path) for path in sorted(FOUND.iterdir()) if not path.name.startswith(".")]


def target_names() -> list[str]:
    return list(TARGETS)
