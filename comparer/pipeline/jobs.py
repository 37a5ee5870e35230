"""The pairs of a comparison as jobs: data that can be shared out, run anywhere, and put together again.

    workspace -> list_pair_jobs -> jobs -> Shard.select -> run_pair_jobs -> results -> collect_pairs -> ReadyPairs
                                   (name, function, digests)    (any machine)                        (a PairStore)

A job is named by its plans and pinned by digests of all that it reads, so that a result is used only for the very data
it was made from. What a comparison makes with results from elsewhere is to the byte what it makes alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from comparer.model.content_digest import digest_parts
from comparer.model.findings import PlanPair
from comparer.model.plan import Plan
from comparer.model.workspace import Workspace
from comparer.norms.vocabulary import Vocabulary
from comparer.pipeline.compare import relate_pair, to_canonical_clauses


class JobFunction(StrEnum):
    """What a job does with what it names."""

    RELATE_PAIR = "relate-pair"


@dataclass(frozen=True, slots=True, kw_only=True)
class PairJob:
    """One pair of plans to relate, by their ids. `digests` are of the words and pinned links, and of the two plans.

    Whom changes help is no part of a job: the whole record decides that, and it takes no time.
    """

    left: str
    right: str
    digests: tuple[str, str, str]
    function: JobFunction = JobFunction.RELATE_PAIR

    @property
    def name(self) -> str:
        return f"{self.function.value} {self.left} {self.right}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PairResult:
    """A job with what it came to."""

    job: PairJob
    pair: PlanPair


@dataclass(frozen=True, slots=True, kw_only=True)
class Shard:
    """One of `count` parts of the jobs, by number from 1. Each job falls into exactly one part.

    The part is told by the name of a job alone: the same on every machine, and one more plan moves no job.
    """

    number: int
    count: int

    def select(self, jobs: Iterable[PairJob]) -> tuple[PairJob, ...]:
        return tuple(job for job in jobs if _hash_number(job.name) % self.count == self.number - 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectedPairs:
    """The results that answer the jobs asked for, by plan ids, and the jobs that no result answers.

    `is_other_data` tells whether results for the missing jobs are there, but of other data.
    """

    pairs: Mapping[tuple[str, str], PlanPair]
    missing: tuple[PairJob, ...]
    is_other_data: bool


def list_pair_jobs(workspace: Workspace, plan_pairs: Iterable[tuple[Plan, Plan]]) -> tuple[PairJob, ...]:
    """A job for each pair of plans, in the order given."""
    digest_by_plan = {plan.id: digest_parts(repr(plan)) for plan in workspace.plans}
    words_digest = digest_parts(repr((workspace.vocabulary, workspace.link_decisions, workspace.settings.model)))
    return tuple(
        PairJob(
            left=left.id,
            right=right.id,
            digests=(words_digest, digest_by_plan[left.id], digest_by_plan[right.id]),
        )
        for left, right in plan_pairs
    )


def run_pair_jobs(
    workspace: Workspace, jobs: Iterable[PairJob], note: Callable[[int], None] | None = None
) -> tuple[PairResult, ...]:
    """The results of jobs, in their order. `note` hears how many are done. KeyError for a plan that is not there."""
    vocabulary = Vocabulary(workspace.vocabulary)
    plan_by_id = {plan.id: plan for plan in workspace.plans}
    canonical_clauses = to_canonical_clauses(workspace.plans, vocabulary)
    results = []
    for job in jobs:
        plans = plan_by_id[job.left], plan_by_id[job.right]
        pair = relate_pair(workspace, *plans, canonical_clauses, vocabulary)
        results.append(PairResult(job=job, pair=pair))
        if note:
            note(len(results))
    return tuple(results)


def split_jobs(jobs: Sequence[PairJob], block_count: int) -> tuple[tuple[PairJob, ...], ...]:
    """The jobs in at most so many blocks of nearly one size; neighbours, which share a plan, stay together."""
    count = max(1, min(block_count, len(jobs)))
    bounds = [len(jobs) * number // count for number in range(count + 1)]
    return tuple(tuple(jobs[start:end]) for start, end in pairwise(bounds) if start < end)


def collect_pairs(jobs: Iterable[PairJob], results: Iterable[PairResult]) -> CollectedPairs:
    """The results that were made from the very data of the jobs; all others are left aside."""
    pair_by_job: dict[PairJob, PlanPair] = {result.job: result.pair for result in results}
    known_names = {job.name for job in pair_by_job}
    wanted = tuple(jobs)
    missing = tuple(job for job in wanted if job not in pair_by_job)
    return CollectedPairs(
        pairs={(job.left, job.right): pair_by_job[job] for job in wanted if job in pair_by_job},
        missing=missing,
        is_other_data=any(job.name in known_names for job in missing),
    )


class ReadyPairs:
    """A `PairStore` of pairs that were made elsewhere, by the ids of their plans, of the records given."""

    def __init__(self, records: Workspace, pairs: Mapping[tuple[str, str], PlanPair]) -> None:
        self._records, self._pairs = records, pairs

    def find_pair(self, workspace: Workspace, left: Plan, right: Plan) -> PlanPair | None:
        return self._pairs.get((left.id, right.id)) if workspace is self._records else None

    def keep_pair(self, workspace: Workspace, left: Plan, right: Plan, pair: PlanPair) -> None:
        """Nothing: what is made here was not made elsewhere."""


def _hash_number(text: str) -> int:
    return int(digest_parts(text)[:8], 16)
