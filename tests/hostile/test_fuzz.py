"""A short run of the fuzzer, and everything that it ever found. `make fuzz N=100000` runs longer."""

from __future__ import annotations

import os
import random
import signal
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.hostile import fuzz, long_run
from tests.hostile.targets import TARGETS, require, require_clear_end

SHORT_RUN = {"yaml": 300, **dict.fromkeys(("import-plain", "import-markdown", "import-html", "arguments"), 40)}
"""Inputs of a target in a run of the tests; 12 of the others."""
TEXTS = ("import-plain", "import-markdown", "import-html", "import-xml")


@pytest.mark.parametrize("name", TARGETS)
def test_no_input_breaks_a_promise(name: str) -> None:
    outcome = fuzz.run_target(TARGETS[name], SHORT_RUN.get(name, 12))
    assert outcome.failures == {}


@pytest.mark.parametrize(("name", "path"), fuzz.kept_inputs(), ids=lambda value: getattr(value, "name", value))
def test_what_was_found_stays_mended(name: str, path: Path) -> None:
    assert fuzz.failure_kind(TARGETS[name], path.read_bytes()) == ""


@given(st.text(max_size=200) | st.binary(max_size=200).map(lambda content: content.decode("latin-1")))
@settings(max_examples=60, deadline=None)
def test_no_text_breaks_the_reader_of_any_format(text: str) -> None:
    for name in TEXTS:
        TARGETS[name].check(text.encode("utf-8", "surrogatepass"))


@given(st.binary(max_size=120))
@settings(max_examples=100, deadline=None)
def test_no_bytes_part_the_two_readers_of_yaml(content: bytes) -> None:
    TARGETS["yaml"].check(content)


def test_a_broken_promise_is_found_and_cut_down_to_what_breaks_it() -> None:
    """The fuzzer itself: a target that refuses one sign is given inputs until it fails, and little is left of them."""

    class Refusing(type(TARGETS["yaml"])):  # type: ignore[misc]
        def check(self, content: bytes) -> None:
            require(b"&" not in content, "a sign that is refused")

    outcome = fuzz.run_target(Refusing(), 200)
    assert [*outcome.failures.values()] == [b"&"]
    assert outcome.count == 200


def test_an_answer_that_would_steer_a_terminal_is_a_broken_promise() -> None:
    class Done:
        code, errors, output = 2, "comparer: error: \x1b[31m", b""

    with pytest.raises(AssertionError, match="steers"):
        require_clear_end(Done())  # type: ignore[arg-type]


def test_an_input_that_is_drawn_again_is_neither_run_nor_counted() -> None:
    class Few(type(TARGETS["yaml"])):  # type: ignore[misc]
        def make(self, rng: random.Random) -> bytes:
            return b"abc"[(at := rng.randrange(3)) : at + 1]

    outcome = fuzz.run_target(Few(), 10)
    assert (outcome.count, outcome.repeated) == (3, 10 * fuzz.MAX_DRAWS - 3)


def test_a_long_run_goes_on_where_it_stopped(tmp_path: Path) -> None:
    for share in (30, 50):
        for _ in long_run.run_pieces(tmp_path, {"yaml": share}, time.time() + 60):
            pass
    state = long_run.read_progress(tmp_path)["yaml"]
    assert (state.count, state.failures) == (50, {})
    assert state.next_seed == 50 + state.repeated
    assert len((tmp_path / "yaml.digests").read_bytes()) == 50 * fuzz.DIGEST_BYTES


def test_a_process_that_dies_of_an_input_is_a_failure_with_its_seed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Dying(type(TARGETS["yaml"])):  # type: ignore[misc]
        def check(self, content: bytes) -> None:
            os.kill(os.getpid(), signal.SIGKILL)

    monkeypatch.setitem(TARGETS, "yaml", Dying())  # type: ignore[arg-type]
    state = long_run.Progress(next_seed=7)
    long_run.run_piece(tmp_path, "yaml", state, 5)
    assert list(state.failures) == ["the process ended with status 9 at seed 7"]
    assert (state.count, state.next_seed) == (0, 8)
