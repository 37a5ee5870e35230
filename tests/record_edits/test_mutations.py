"""Changes to single clauses of the record: what moves is written out in cases/, and nothing else may move."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from tests.record_edits import judged
from tests.record_edits.mutate import Mutant, mutate
from tests.record_edits.record import CASES, read

KINDS = {
    "negate", "swap", "raise", "lower", "drop-condition", "add-condition", "time-limit", "defer", "strike", "widen",
    "narrow", "split", "merge", "reorder",
}  # fmt: skip
PLANS = sorted(path.stem for path in CASES.glob("*.yaml"))
ALL = [pytest.param(plan, case, id=f"{plan}/{case['id']}") for plan in PLANS for case in read(plan)]


@pytest.fixture(scope="module", autouse=True)
def quick() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        judged.judge_once(patch)
        yield


def mutant(plan: str, case: dict[str, Any]) -> Mutant:
    return mutate(judged.plans()[plan], case.get("clause", ""), case["how"])


@pytest.mark.parametrize(("plan", "case"), ALL)
def test_relation_verdicts_and_law_move_as_written_and_no_others(plan: str, case: dict[str, Any]) -> None:
    changed = mutant(plan, case)
    result = {
        "relation": judged.relation(changed),
        "verdicts": judged.moved_verdicts(changed),
        "constraints": judged.moved_law(changed),
    }
    wanted = {key: case.get(key, {}) for key in result}
    assert result == wanted


@pytest.mark.parametrize(("plan", "case"), ALL)
def test_links_with_every_plan_and_with_the_original_move_as_recorded_and_no_others(
    plan: str, case: dict[str, Any]
) -> None:
    assert judged.moved_links(mutant(plan, case)) == case.get("links", {})


def test_a_split_a_merge_and_another_order_move_no_verdict() -> None:
    for plan in PLANS:
        for case in read(plan):
            if case["kind"] in ("split", "merge", "reorder"):
                assert not case.get("verdicts"), (plan, case["id"])
                assert not case.get("constraints"), (plan, case["id"])


def test_every_kind_is_there_over_ten_plans_and_two_hundred_cases() -> None:
    kinds = Counter(case["kind"] for plan in PLANS for case in read(plan))
    assert set(kinds) >= KINDS
    assert len(PLANS) >= 10
    assert sum(kinds.values()) >= 200


def test_no_case_is_there_twice() -> None:
    for plan in PLANS:
        names = [case["id"] for case in read(plan)]
        assert len(set(names)) == len(names), plan
