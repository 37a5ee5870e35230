"""Pairs as told from the base: whichever plan is the earlier, the base stands on the left."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from comparer.model.relation import Relation
from comparer.report.sections.matrix import Matrix, MatrixCell
from comparer.report.value.types import ChangeRecord, GapRecord, LinkRecord, ReportValue, RowRecord


@dataclass(frozen=True, slots=True)
class CellFindings:
    """What a plan has on one row: its clauses, the mark, the links and the gaps that touch the row."""

    mark: MatrixCell
    clauses: tuple[str, ...]
    links: tuple[LinkRecord, ...]
    gaps: tuple[GapRecord, ...]


def mirror_link(link: LinkRecord) -> LinkRecord:
    """The link read from right to left. Whom it favours was judged the other way round, and is left out."""
    changes: list[ChangeRecord] = [
        {
            **link_change,
            "before": link_change["after"],
            "after": link_change["before"],
            "before_value": link_change["after_value"],
            "after_value": link_change["before_value"],
            "effect": Relation(link_change["effect"]).mirror().value,
        }
        for link_change in link["changes"]
    ]
    relation = Relation(link["relation"]).mirror().value
    return {
        **link,
        "left": link["right"],
        "right": link["left"],
        "relation": relation,
        "changes": changes,
        "favours": [],
    }


def other_plans_by_lineage(report: ReportValue) -> list[str]:
    """The plans other than the base: first those that descend from it or from which it descends, then by date."""
    base, related_plans = report["base"], set()
    edges = [(edge["plan"], edge["of"]) for edge in report["lineage"]]
    frontier = {base}
    while frontier:
        related_plans |= frontier
        frontier = {parent_plan for child_plan, parent_plan in edges if child_plan in related_plans} | {
            child_plan for child_plan, parent_plan in edges if parent_plan in related_plans
        }
        frontier -= related_plans
    other_plans = [plan["id"] for plan in report["plans"] if plan["id"] != base]
    return [plan_id for plan_id in other_plans if plan_id in related_plans] + [
        plan_id for plan_id in other_plans if plan_id not in related_plans
    ]


class BaseOrientedPairs:
    """Look-ups of links and gaps between the base and each other plan."""

    def __init__(self, report: ReportValue) -> None:
        self.base: str = report["base"]
        self._matrix = Matrix(report)
        self._links_by_plan: dict[str, list[LinkRecord]] = {}
        self._gaps_by_plan: dict[str, list[GapRecord]] = {}
        for pair in report["pairs"]:
            if self.base not in (pair["left"], pair["right"]):
                continue
            is_forward = pair["left"] == self.base
            other_plan = pair["right"] if is_forward else pair["left"]
            self._links_by_plan[other_plan] = [link if is_forward else mirror_link(link) for link in pair["links"]]
            self._gaps_by_plan[other_plan] = list(pair["gaps"])

    def findings_in_cell(self, row: RowRecord, plan: str) -> CellFindings:
        """What stands in the cell of `plan` on `row`. A link to a clause of another row counts for both rows."""
        left_ids, right_ids = row["cells"].get(self.base, []), row["cells"].get(plan, [])
        links = [
            link
            for link in self._links_by_plan.get(plan, [])
            if _has_common_clause(link["left"], left_ids) or _has_common_clause(link["right"], right_ids)
        ]
        gaps = [
            gap
            for gap in self._gaps_by_plan.get(plan, [])
            if gap["clause"] in (left_ids if gap["plan"] == self.base else right_ids)
        ]
        return CellFindings(self._matrix.find_cell(self.base, row, plan), tuple(right_ids), tuple(links), tuple(gaps))


def _has_common_clause(left_ids: Iterable[str], right_ids: Iterable[str]) -> bool:
    return not set(left_ids).isdisjoint(right_ids)
