"""Memory of whole processes: bounds for small cases, far below what a needless copy of the work would take."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.app.command import COMMAND, environment
from tests.bench.synthetic import write_text_pair, write_workspace

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="peaks are told in other units elsewhere")


# A process is told to have had the memory of the one that started it, which for that reason is none of the tests.
STARTER = """
import os, subprocess, sys
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
_, status, usage = os.wait4(process.pid, 0)
print(os.waitstatus_to_exitcode(status), usage.ru_maxrss)
os._exit(0)
"""


def peak_mib(*words: str, folder: Path, cache: str = "off") -> float:
    """The greatest memory of one run of the command, in MiB."""
    done = subprocess.run(
        [sys.executable, "-S", "-c", STARTER, *COMMAND, *words],
        cwd=folder,
        env=environment({"COMPARER_CACHE": cache, "PYTHONUNBUFFERED": "1"}),
        stdout=subprocess.PIPE,
        check=True,
    )
    code, kibibytes = map(int, done.stdout.split())
    assert code == 0
    return kibibytes / 1024


@pytest.fixture(scope="module")
def base_mib(tmp_path_factory: pytest.TempPathFactory) -> float:
    """What the command needs for next to nothing, on this machine and with this Python."""
    folder = tmp_path_factory.mktemp("small")
    write_workspace(folder, 2, 5)
    return peak_mib("compare", "--format", "json", folder=folder)


def test_two_long_texts_are_aligned_in_a_few_bytes_a_couple(tmp_path: Path, base_mib: float) -> None:
    """3,000 texts against 3,000 are to take less than 300 MiB: some 30 bytes for each couple of them."""
    sizes = 300, 900
    small, large = (
        peak_mib("align", *map(str, write_text_pair(tmp_path / str(size), size)), folder=tmp_path) for size in sizes
    )
    couples = sizes[1] ** 2 - sizes[0] ** 2
    assert (large - small) * 2**20 / couples < 90  # NumPy, where it is installed, takes some 30 of them by itself
    assert large < base_mib + 60


def test_all_pairs_of_many_plans_take_little_more_than_their_findings(tmp_path: Path, base_mib: float) -> None:
    """64 plans of 200 clauses have 2,016 pairs, and are to take less than 500 MiB."""
    write_workspace(tmp_path, 12, 60)
    assert peak_mib("compare", "--format", "json", "--pairs", "all", folder=tmp_path) < base_mib + 70


def test_what_is_kept_for_the_next_run_doubles_nothing(tmp_path: Path) -> None:
    write_workspace(tmp_path, 8, 60)
    words = ("compare", "--format", "json", "--pairs", "all")
    plain = peak_mib(*words, folder=tmp_path)
    kept = str(tmp_path / "kept")
    assert peak_mib(*words, folder=tmp_path, cache=kept) < 1.5 * plain
    assert peak_mib(*words, folder=tmp_path, cache=kept) < plain
