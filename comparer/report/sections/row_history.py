"""How one point travelled through the drafts."""

from __future__ import annotations

from typing import TypedDict

from comparer.report.sections.page_parts import Badge, PageModel
from comparer.report.value.types import RowRecord


class HistoryStop(TypedDict):
    """One plan on the way of a row: its clauses, and how they stand to those of the plan it came of."""

    plan: str
    parent: str
    chip: Badge | None
    clauses: list[str]
    text: str


PARENT_KINDS = ("derived_from", "answers", "supersedes")


def row_history(page_model: PageModel, row: RowRecord) -> list[HistoryStop]:
    """How the clauses of one row went from plan to plan, oldest first: each told from the plan that it came of."""
    stops: list[HistoryStop] = []
    for plan in page_model.plans_by_id.values():
        plan_id, clause_ids = plan["id"], row["cells"].get(plan["id"], [])
        parent_id = _parent_with_row(page_model, row, plan_id)
        if not clause_ids and not parent_id:
            continue
        badge = page_model.badge_of_mark(page_model.matrix.find_cell(parent_id, row, plan_id)) if parent_id else None
        stops.append(
            {
                "plan": plan_id,
                "parent": parent_id,
                "chip": badge,
                "clauses": clause_ids,
                "text": page_model.clause_excerpt(plan_id, clause_ids),
            }
        )
    return stops


def _parent_with_row(page_model: PageModel, row: RowRecord, plan: str) -> str:
    """The plan that this one came of and that has the row, or nothing."""
    for kind in PARENT_KINDS:
        for edge in page_model.report["lineage"]:
            if edge["plan"] == plan and edge["kind"] == kind and row["cells"].get(edge["of"]):
                return str(edge["of"])
    return ""


def row_with_longest_history(page_model: PageModel) -> RowRecord | None:
    """The row that was told in most plans with a family, the first of equals."""
    family_ids = {edge["plan"] for edge in page_model.report["lineage"]} | {
        edge["of"] for edge in page_model.report["lineage"]
    }
    return max(
        page_model.report["rows"],
        key=lambda row: sum(bool(row["cells"].get(plan_id)) for plan_id in family_ids),
        default=None,
    )
