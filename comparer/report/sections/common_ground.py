"""What the texts known whole have in common, counted over the base's clauses; a text known in part is set apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from comparer.model.relation import Relation
from comparer.report.value.types import LinkRecord, ReportValue

UNCHANGED: Final = frozenset({Relation.SAME, Relation.REWORDED})


@dataclass(frozen=True, slots=True, kw_only=True)
class CommonGround:
    """`clauses` of the base, of `total`, come to the same in all of `whole_plans`, the other texts known whole.

    `is_part`: the report was narrowed, and `total` counts the clauses that it still holds. `unreported` gives for each
    text known in part how many of the base's clauses nobody reports there.
    """

    base: str
    total: int
    clauses: tuple[str, ...]
    whole_plans: tuple[str, ...]
    unreported: tuple[tuple[str, int], ...]
    fingerprints: tuple[str, ...]
    is_part: bool = False


def find_common_ground(report: ReportValue, plans: Sequence[str], base: str) -> CommonGround | None:
    """What `base` shares with the others of `plans` that are known whole. None where there is no other such text."""
    records = {plan["id"]: plan for plan in report["plans"]}
    others = [plan for plan in plans if plan != base and plan in records]
    whole_plans = tuple(plan for plan in others if records[plan]["coverage"] == "complete")
    if not whole_plans or records[base]["coverage"] != "complete":
        return None
    links = [_unchanged_links(report, base, plan) for plan in whole_plans]
    shared = [
        clause_id for clause_id in records[base]["clause_ids"] if all(clause_id in by_clause for by_clause in links)
    ]
    return CommonGround(
        base=base,
        total=len(records[base]["clause_ids"]),
        clauses=tuple(shared),
        whole_plans=whole_plans,
        is_part=len(records[base]["clause_ids"]) < records[base]["clauses"],
        unreported=tuple(_unreported_counts(report, base, [plan for plan in others if plan not in whole_plans])),
        fingerprints=tuple(
            dict.fromkeys(by_clause[clause_id]["fingerprint"] for by_clause in links for clause_id in shared)
        ),
    )


def _unchanged_links(report: ReportValue, base: str, plan: str) -> dict[str, LinkRecord]:
    """The links that join a clause of the base to its equal, by that clause; none where another link says otherwise."""
    unchanged: dict[str, LinkRecord] = {}
    changed: set[str] = set()
    for pair in report["pairs"]:
        if {pair["left"], pair["right"]} == {base, plan}:
            side = "left" if pair["left"] == base else "right"
            for link in pair["links"]:
                clause_ids = link["left"] if side == "left" else link["right"]
                if link["relation"] in UNCHANGED:
                    unchanged.update(dict.fromkeys(clause_ids, link))
                else:
                    changed.update(clause_ids)
    return {clause_id: link for clause_id, link in unchanged.items() if clause_id not in changed}


def _unreported_counts(report: ReportValue, base: str, plans: Sequence[str]) -> Iterator[tuple[str, int]]:
    for plan in plans:
        gaps = [
            gap
            for pair in report["pairs"]
            if {pair["left"], pair["right"]} == {base, plan}
            for gap in pair["gaps"]
            if gap["plan"] == base and gap["kind"] == "unreported"
        ]
        yield plan, len({gap["clause"] for gap in gaps})
