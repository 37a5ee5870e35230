"""Inputs that are led by which lines they reach: python -m tests.hostile.coverage_guided TARGET [RUNS].

It needs atheris (https://github.com/google/atheris), which has packages for Linux and is on no list of requirements.
What fails is kept in tests/hostile/found like all other failures.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

SEED_COUNT = 200
DEFAULT_RUNS = 20_000


def main(words: Sequence[str]) -> int:
    try:
        import atheris
    except ImportError:
        print("atheris is not installed; see its page for the systems that it runs on")
        return 2
    with atheris.instrument_imports(include=["comparer"]):
        from tests.hostile import fuzz
        from tests.hostile.targets import TARGETS

        target = TARGETS[words[0]]
        target.check(target.make(random.Random(0)))  # what is imported when it is used is counted too
    runs = int(words[1]) if len(words) > 1 else DEFAULT_RUNS

    def test_one_input(content: bytes) -> None:
        kind = fuzz.failure_kind(target, content)
        if kind:
            smallest = fuzz.shrink_input(target, content, kind)
            print(f"{kind}: {fuzz.keep_failure(target.name, smallest)}", flush=True)
            raise AssertionError(kind)

    folder = Path(tempfile.mkdtemp(prefix="comparer-corpus-"))
    for number in range(SEED_COUNT):
        (folder / str(number)).write_bytes(target.make(random.Random(f"{target.name}/{number}")))
    atheris.Setup([sys.argv[0], str(folder), f"-runs={runs}", "-max_len=4096"], test_one_input)
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
