"""Pairs compared elsewhere: on processes, on a cluster, in parts on other machines. Always the same bytes."""

from __future__ import annotations

import json
import shutil
import signal
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import combinations
from pathlib import Path

import pytest

from comparer.app.job_runs import run_on_executor
from comparer.app.process_pool import open_process_pool
from comparer.app.workspace_files import open_folder
from comparer.model.findings import Findings, PlanPair
from comparer.model.plain_values import from_plain, to_plain
from comparer.model.workspace import Workspace
from comparer.pipeline.jobs import PairJob, Shard, collect_pairs, list_pair_jobs, run_pair_jobs, split_jobs
from comparer.session import add_pair_results, build_plans_report, compare_plans
from tests.app.command import HARBOUR, ROOT, here, process


@pytest.fixture(scope="module")
def report() -> bytes:
    return here("compare", "--format", "json").output


def test_processes_make_the_same_report(report: bytes) -> None:
    assert process("compare", "--format", "json", "--jobs", "2", with_parser=True).output == report


@pytest.mark.dask
def test_a_dask_cluster_makes_the_same_report(report: bytes) -> None:
    import distributed

    settings = {"n_workers": 1, "threads_per_worker": 1, "dashboard_address": None}
    with distributed.LocalCluster(**settings) as cluster:
        assert here("compare", "--format", "json", "--dask", cluster.scheduler_address).output == report


def test_any_executor_makes_the_same_report(report: bytes) -> None:
    workspace, _ = open_folder(HARBOUR)
    jobs = list_pair_jobs(workspace.records, combinations(workspace.plans, 2))
    heard: list[tuple[int, int]] = []
    with ThreadPoolExecutor(2) as executor:
        results = run_on_executor(executor, 2, workspace, jobs, lambda *done: heard.append(done))
    assert [result.job for result in results] == list(jobs)
    assert heard[-1] == (len(jobs), len(jobs))
    ready = add_pair_results(workspace, collect_pairs(jobs, results))
    assert build_plans_report(ready) == build_plans_report(workspace)


@pytest.mark.parametrize("count", [1, 3, 40])
def test_parts_put_together_make_the_same_report(count: int, report: bytes, tmp_path: Path) -> None:
    for number in range(1, count + 1):
        done = here("compare", "--shard", f"{number}/{count}", "--output", str(tmp_path / f"{number}.jsonl"))
        assert done.code == 0, done.errors
    assert here("compare", "--format", "json", "--merge", str(tmp_path)).output == report


def test_parts_are_the_same_on_every_machine() -> None:
    made = {process("compare", "--shard", "1/2", env={"PYTHONHASHSEED": seed}).output for seed in "12"}
    assert len(made) == 1


def test_every_job_is_in_one_part_and_a_plan_more_moves_none() -> None:
    records = open_folder(ROOT)[0].records
    jobs = list_pair_jobs(records, combinations(records.plans, 2))
    parts = [Shard(number=number, count=4).select(jobs) for number in range(1, 5)]
    assert sorted(job.name for part in parts for job in part) == sorted(job.name for job in jobs)
    assert min(map(len, parts)) > len(jobs) / 8
    fewer = list_pair_jobs(records, combinations(records.plans[:-1], 2))
    for number, part in enumerate(parts, 1):
        assert set(Shard(number=number, count=4).select(fewer)) <= set(part)


def test_blocks_hold_every_job_once_in_order() -> None:
    records = open_folder(HARBOUR)[0].records
    jobs = list_pair_jobs(records, combinations(records.plans, 2))
    for count in range(1, len(jobs) + 3):
        blocks = split_jobs(jobs, count)
        assert [job for block in blocks for job in block] == list(jobs)
        assert len(blocks) == min(count, len(jobs))
        assert max(map(len, blocks)) - min(map(len, blocks)) <= 1
    assert split_jobs((), 4) == ()


def test_a_result_comes_back_from_a_file_equal_to_what_it_was() -> None:
    for folder in (HARBOUR, ROOT):
        findings = compare_plans(open_folder(folder)[0]).findings
        for kind, value in ((Findings, findings), (PlanPair, findings.pairs[0])):
            assert from_plain(kind, json.loads(json.dumps(to_plain(value)))) == value


def test_a_file_of_results_brings_in_no_other_type() -> None:
    pair = to_plain(run_pair_jobs(*_harbour_jobs())[0].pair)
    for wrong in (
        {**pair, "type": "Plan"},
        {**pair, "left": 7},
        {**pair, "extra": "1"},
        {**pair, "links": "none"},
        [pair],
        "pair",
    ):
        with pytest.raises(ValueError, match="holds no PlanPair"):
            from_plain(PlanPair, wrong)


def _harbour_jobs() -> tuple[Workspace, tuple[PairJob, ...]]:
    records = open_folder(HARBOUR)[0].records
    return records, list_pair_jobs(records, [(records.plans[0], records.plans[1])])


def test_a_process_that_is_interrupted_says_nothing_of_its_own(capfd: pytest.CaptureFixture[str]) -> None:
    with open_process_pool(1) as executor, pytest.raises(BrokenProcessPool):
        executor.submit(signal.raise_signal, signal.SIGINT).result()
    assert capfd.readouterr().err == ""


@pytest.fixture
def parts(tmp_path: Path) -> Path:
    folder = tmp_path / "parts"
    folder.mkdir()
    for number in "12":
        here("compare", "--shard", f"{number}/2", "--output", str(folder / f"{number}.jsonl"))
    return folder


def test_a_part_that_is_not_there_is_missed(parts: Path) -> None:
    (parts / "2.jsonl").unlink()
    done = here("compare", "--merge", str(parts), "--output", str(parts / "report.json"))
    assert done.code == 2
    assert "pairs are missing, first" in done.errors
    assert "no results hold it" in done.errors
    assert not (parts / "report.json").exists()


def test_parts_of_other_data_are_not_used(parts: Path, tmp_path: Path) -> None:
    copy = tmp_path / "harbour"
    shutil.copytree(HARBOUR, copy)
    path = copy / "plans" / "drafts" / "council-draft.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text + "# a remark changes no pair\n", encoding="utf-8")
    assert here("compare", "--merge", str(parts), cwd=copy).code == 0
    path.write_text(text.replace("the old basin", "the new basin"), encoding="utf-8")
    done = here("compare", "--merge", str(parts), cwd=copy)
    assert done.code == 2
    assert "its results were made from other data" in done.errors


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("", "its results cannot be read"),
        ("{}\n", "it is not a file of results"),
        ('{"format":"comparer-pairs 3","version":"0"}\n', "its results were made by version 0"),
        ("[" * 100_000, "its results cannot be read"),
    ],
)
def test_a_file_that_holds_no_results_is_named(parts: Path, content: str, fault: str) -> None:
    (parts / "1.jsonl").write_text(content, encoding="utf-8")
    done = here("compare", "--merge", str(parts))
    assert done.code == 2
    assert fault in done.errors
    assert "1.jsonl" in done.errors


def test_a_line_that_was_changed_is_named(parts: Path) -> None:
    path = parts / "1.jsonl"
    path.write_text(path.read_text(encoding="utf-8").replace('"links":[', '"links":[7,', 1), encoding="utf-8")
    done = here("compare", "--merge", str(parts))
    assert (done.code, "its results were changed" in done.errors) == (2, True)


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        (["--shard", "3/2"], "'3/2' is not a part"),
        (["--shard", "0/2"], "'0/2' is not a part"),
        (["--shard", "1/2", "--reports", "r"], "--shard writes results and no report"),
        (["--merge", "nowhere"], "there is no such folder"),
        (["--merge", "."], "it holds no results"),
        (["--merge", ".", "--jobs", "2"], "--merge takes results that are there"),
        (["--jobs", "2", "--dask", "tcp://127.0.0.1:1"], "two ways of one thing"),
        (["--jobs", "0"], "'0' is not a whole number above 0"),
    ],
)
def test_a_question_that_cannot_be_meant_is_a_fault(words: list[str], fault: str) -> None:
    done = here("compare", *words)
    assert done.code == 2
    assert fault in done.errors
