"""How the pairs of a comparison are worked out: here, on several processes, on a cluster, in parts on many machines."""

from __future__ import annotations

import argparse
import re
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from comparer.app.cli import inputs
from comparer.app.cli.arguments import natural_number
from comparer.app.cli.outputs import ProgressReporter
from comparer.app.cli.run import command_error

if TYPE_CHECKING:
    from comparer.pipeline.jobs import PairJob, PairResult, Shard
    from comparer.session import OpenWorkspace

_SHARD_PATTERN = re.compile(r"([1-9][0-9]{0,5})/([1-9][0-9]{0,5})")


def add_job_options(parser: ArgumentParser) -> None:
    parser.add_argument("--jobs", metavar="N", type=natural_number, default=1, help="processes that compare the pairs")
    parser.add_argument("--dask", metavar="ADDRESS", default="", help="compare the pairs on the Dask cluster there")
    parser.add_argument(
        "--shard",
        metavar="I/N",
        type=_shard_numbers,
        help="compare only the I-th of N parts of the pairs and write the results, for --merge",
    )
    parser.add_argument(
        "--merge", metavar="DIR", default="", help="take the pairs from the results (*.jsonl) of all parts in a folder"
    )


def _shard_numbers(word: str) -> tuple[int, int]:
    match = _SHARD_PATTERN.fullmatch(word)
    if not match or int(match[1]) > int(match[2]):
        raise argparse.ArgumentTypeError(f"'{word}' is not a part: write 1/4 for the first of four")
    return int(match[1]), int(match[2])


def require_consistent_options(arguments: Namespace) -> None:
    """Raises UsageError for options that exclude each other."""
    if arguments.jobs > 1 and arguments.dask:
        raise command_error("--jobs and --dask are two ways of one thing; leave one out")
    if arguments.merge and (arguments.shard or arguments.dask or arguments.jobs > 1):
        raise command_error("--merge takes results that are there; leave out --shard, --jobs and --dask")
    if arguments.shard and arguments.reports:
        raise command_error("--shard writes results and no report; name their file with --output")


def add_requested_results(arguments: Namespace, workspace: OpenWorkspace, plan_ids: Sequence[str]) -> OpenWorkspace:
    """The workspace with the pairs that were compared elsewhere, where a person asked for that; else as it is.

    Raises UsageError where results to be merged lack a pair or were made from other data.
    """
    if not (arguments.merge or arguments.dask or arguments.jobs > 1):
        return workspace
    from comparer.app import job_runs
    from comparer.pipeline.jobs import collect_pairs
    from comparer.session import add_pair_results, list_comparison_jobs

    jobs = list_comparison_jobs(workspace, plan_ids, inputs.report_options(arguments))
    if arguments.merge:
        results = job_runs.read_results_folder(Path(arguments.merge))
    else:
        results = _run_jobs(arguments, workspace, jobs)
    collected = collect_pairs(jobs, results)
    if collected.missing:
        first = collected.missing[0]
        cause = "its results were made from other data" if collected.is_other_data else "no results hold it"
        raise command_error(
            f"{len(collected.missing)} of {len(jobs)} pairs are missing, first {first.left} and {first.right}: {cause}",
            "run every --shard with the same plans, options and data",
            arguments.merge,
        )
    return add_pair_results(workspace, collected)


def run_shard(arguments: Namespace, workspace: OpenWorkspace, plan_ids: Sequence[str]) -> bytes:
    """The results of the part that was asked for, as the content of a file."""
    from comparer.app import job_runs
    from comparer.pipeline.jobs import Shard
    from comparer.session import list_comparison_jobs

    shard: Shard = Shard(number=arguments.shard[0], count=arguments.shard[1])
    jobs = shard.select(list_comparison_jobs(workspace, plan_ids, inputs.report_options(arguments)))
    return job_runs.render_results(_run_jobs(arguments, workspace, jobs))


def _run_jobs(arguments: Namespace, workspace: OpenWorkspace, jobs: Sequence[PairJob]) -> tuple[PairResult, ...]:
    from comparer.app import job_runs
    from comparer.app.process_pool import open_process_pool

    note = ProgressReporter()
    if arguments.dask:
        with job_runs.connect_dask(arguments.dask) as (executor, worker_count):
            return job_runs.run_on_executor(executor, worker_count, workspace, jobs, note)
    if arguments.jobs > 1 and len(jobs) > 1:
        with open_process_pool(arguments.jobs) as executor:
            return job_runs.run_on_executor(executor, arguments.jobs, workspace, jobs, note)
    return job_runs.run_one_by_one(workspace, jobs, note)
