"""Jobs at the edge: run by any executor of `concurrent.futures`, written to a file as one part of a run, read again.

A worker gets the records as frozen values and the names of its jobs, and gives back frozen values; what it keeps it
keeps for itself. Files of results are JSON, read by the declared types: they may come from somebody else.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, as_completed
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from hashlib import sha256
from pathlib import Path

from comparer.app import disk
from comparer.app.workspace_files import load_configured_model
from comparer.model.errors import UsageError
from comparer.model.plain_values import from_plain, to_plain
from comparer.model.workspace import Workspace
from comparer.pipeline.jobs import PairJob, PairResult, run_pair_jobs, split_jobs
from comparer.session import OpenWorkspace
from comparer.version import VERSION

__all__ = [
    "connect_dask",
    "read_results_folder",
    "render_results",
    "run_on_executor",
    "run_one_by_one",
]

BLOCKS_PER_WORKER = 3
"""Blocks of jobs for each worker: more even out their lengths, fewer send the records less often."""
MAX_RESULTS_BYTES = 4 * 2**30
RESULTS_FORMAT = "comparer-pairs 3"

JobNote = Callable[[int, int], None]
"""Told how many jobs are done, of how many."""


def run_one_by_one(workspace: OpenWorkspace, jobs: Sequence[PairJob], note: JobNote) -> tuple[PairResult, ...]:
    """The results of jobs, run here."""
    return run_pair_jobs(workspace.records, jobs, lambda done: note(done, len(jobs)))


def run_on_executor(
    executor: Executor, worker_count: int, workspace: OpenWorkspace, jobs: Sequence[PairJob], note: JobNote
) -> tuple[PairResult, ...]:
    """The results of jobs, in their order, run in blocks by an executor whose workers have this package installed."""
    records = replace(workspace.records, sentence_model=None)  # it is loaded by each worker: a model cannot be sent
    blocks = split_jobs(jobs, worker_count * BLOCKS_PER_WORKER)
    futures = [executor.submit(_run_block, records, workspace.folder, block) for block in blocks]
    size_by_future = dict(zip(futures, map(len, blocks), strict=True))
    done = 0
    for future in as_completed(futures):
        future.result()
        done += size_by_future[future]
        note(done, len(jobs))
    return tuple(result for future in futures for result in future.result())


def _run_block(records: Workspace, folder: str, jobs: Sequence[PairJob]) -> tuple[PairResult, ...]:
    """One block of jobs, in a worker."""
    if records.settings.model:
        model = load_configured_model(records.settings.model, Path(folder))
        records = replace(records, sentence_model=model)
    return run_pair_jobs(records, jobs)


@contextmanager
def connect_dask(scheduler: str) -> Iterator[tuple[Executor, int]]:
    """The workers of a Dask cluster as an executor, and how many they are. `scheduler` is its address.

    Raises UsageError where the extra is missing or no scheduler answers there.
    """
    try:
        from distributed import Client
    except ModuleNotFoundError as error:
        raise UsageError("--dask needs the extra 'dask'", "pip install 'comparer[dask]'") from error
    try:
        client = Client(scheduler, timeout="10s")
    except (OSError, ValueError) as error:
        raise UsageError(f"no Dask scheduler answers: {error}", place=scheduler) from error
    with client:
        worker_count = len(client.scheduler_info(n_workers=-1)["workers"])
        if not worker_count:
            raise UsageError("the Dask scheduler has no workers", place=scheduler)
        yield client.get_executor(), worker_count


def render_results(results: Iterable[PairResult]) -> bytes:
    """The results as lines of JSON: a head, then a line for each job with the digest of its result."""
    head = {"format": RESULTS_FORMAT, "version": VERSION}
    values = map(to_plain, results)
    lines = map(_line_text, (head, *({"digest": _value_digest(value), "result": value} for value in values)))
    return "".join(f"{line}\n" for line in lines).encode()


def _line_text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _value_digest(value: object) -> str:
    return sha256(_line_text(value).encode("utf-8", "surrogatepass")).hexdigest()


def read_results_folder(folder: Path) -> tuple[PairResult, ...]:
    """All results in the files `*.jsonl` of a folder. Raises UsageError where there are none or one is at fault."""
    if not folder.is_dir():
        raise UsageError("there is no such folder", place=str(folder))
    paths = sorted(path for path in folder.iterdir() if path.name.endswith(".jsonl"))
    if not paths:
        raise UsageError("it holds no results (files of --shard that end in .jsonl)", place=str(folder))
    return tuple(result for path in paths for result in _read_results(path))


def _read_results(path: Path) -> Iterator[PairResult]:
    if not path.is_file():
        raise UsageError("it is not an ordinary file", place=str(path))
    head, *lines = disk.read_file(path, max_bytes=MAX_RESULTS_BYTES).splitlines() or [b""]
    fault = partial(UsageError, suggestion="run its --shard again", place=str(path))
    try:
        about = json.loads(head)
        if about.get("format") != RESULTS_FORMAT:
            raise fault("it is not a file of results")
        if about.get("version") != VERSION:
            raise fault(f"its results were made by version {about.get('version')}, and this is {VERSION}")
        for line in lines:
            value = json.loads(line)
            if _value_digest(value["result"]) != value["digest"]:
                raise fault("its results were changed or damaged since they were written")
            yield from_plain(PairResult, value["result"])
    except (ValueError, AttributeError, KeyError, TypeError, RecursionError) as error:
        raise fault(f"its results cannot be read: {error}") from error
