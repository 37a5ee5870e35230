"""What each tool towards agreement adds to the comparison it rests on: python -m tests.bench.agreement_tools

Processor seconds in one process, the median of RUNS, each after a fresh comparison of the four drafts. Tools that are
made of no comparison (matrix, completeness, checklist) are held against the same; bridges and positions, which read
every plan of the record, against the comparison of all.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from typing import Any

from comparer.agreement.brackets import build_bracket_ledger
from comparer.agreement.travel import build_clause_threads
from comparer.app import agreement_api as tools
from comparer.app.api import load_workspace
from comparer.report.agreement.single_text import SingleTextOptions, build_single_text_document
from comparer.report.words.sentences import ReportSentences
from comparer.session import ComparedPlans, compare_plans, describe_plans

DRAFTS = ("us-28", "eu-counter", "geneva-19", "ukraine-20")
RUNS = 3


def main() -> None:
    workspace = load_workspace(".")
    compared: ComparedPlans = compare_plans(workspace, DRAFTS)
    opening = seconds(lambda: load_workspace("."))
    of_drafts = seconds(lambda: compare_plans(load_workspace("."), DRAFTS)) - opening
    of_all = seconds(lambda: compare_plans(load_workspace("."))) - opening
    single_text = tools.draft_compared_plans(workspace, compared)
    each_alone = [compare_plans(workspace, (plan,)) for plan in DRAFTS]
    sentences = ReportSentences(describe_plans(workspace, DRAFTS))
    measured: dict[str, Callable[[], Any]] = {
        "draft": lambda: tools.draft_compared_plans(workspace, compared),
        "draft, drawn": lambda: build_single_text_document(single_text, sentences, SingleTextOptions()),
        "brackets": lambda: build_bracket_ledger(
            compared.plans, single_text, compared.findings, compared.canonical_clauses
        ),
        "lineage": lambda: build_clause_threads(single_text, compared.findings),
        "matrix": lambda: [tools.list_duties(workspace, alone, {}) for alone in each_alone],
        "completeness": lambda: tools.assess_completeness(workspace, DRAFTS),
        "checklist": lambda: tools.check_matters(workspace, "ceasefire", DRAFTS),
        "bridges": lambda: tools.find_bridges(workspace),
        "positions": lambda: tools.list_positions(workspace),
    }
    print(f"comparison of the four drafts {of_drafts:.2f} s, of all plans {of_all:.2f} s of processor time")
    for name, run in measured.items():
        cost = seconds(run)
        base = of_all if name in ("bridges", "positions") else of_drafts
        print(f"{name}: {cost:.3f} s, {cost / base:.2f} of it")


def seconds(run: Callable[[], Any]) -> float:
    costs = []
    for _ in range(RUNS):
        start = time.process_time()
        run()
        costs.append(time.process_time() - start)
    return statistics.median(costs)


if __name__ == "__main__":
    main()
