"""Processes of this machine as an executor that ends when a person ends the run."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from concurrent.futures import Executor

__all__ = ["open_process_pool"]


@contextmanager
def open_process_pool(worker_count: int) -> Iterator[Executor]:
    """So many processes for the length of a block. What has not begun when the block ends early is not begun."""
    from concurrent.futures import ProcessPoolExecutor

    executor = ProcessPoolExecutor(worker_count, initializer=_end_without_words)
    try:
        yield executor
    finally:
        executor.shutdown(cancel_futures=True)


def _end_without_words() -> None:
    """An interruption at the keyboard reaches every process: only the first one is to speak of it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
