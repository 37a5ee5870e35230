"""Geometry of the family tree: plans as rows, what came of what as arcs. Only places."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict

from comparer.report.value.types import LineageEdge, PlanRecord

ROW_HEIGHT_PIXELS = 56
"""Height of one plan in the family tree, in pixels."""
ARC_OFFSET_PIXELS = 18
"""Width that an arc takes for each plan it passes, in pixels."""
MAX_ARC_OFFSET_PIXELS = 110


class LineageArc(LineageEdge):
    """What came of what, as an arc between two heights, `lane` pixels wide."""

    y1: int
    y2: int
    lane: int


class LineageNode(TypedDict):
    plan: str
    y: int


class LineageTree(TypedDict):
    """Sizes in pixels."""

    width: int
    height: int
    x: int
    arcs: list[LineageArc]
    nodes: list[LineageNode]


def lineage_tree(plans: Iterable[PlanRecord], lineage: Iterable[LineageEdge]) -> LineageTree:
    """Plans as rows from the oldest down; what came of what as arcs to their left, wider the more rows they pass."""
    row_numbers = {plan["id"]: row_number for row_number, plan in enumerate(plans)}
    arcs: list[LineageArc] = []
    for edge in lineage:
        if edge["of"] not in row_numbers or edge["plan"] not in row_numbers:
            continue
        parent_row, child_row = row_numbers[edge["of"]], row_numbers[edge["plan"]]
        arc_offset = min(
            ARC_OFFSET_PIXELS * (1 + abs(child_row - parent_row)) + _KIND_OFFSET_PIXELS.get(edge["kind"], 0),
            MAX_ARC_OFFSET_PIXELS,
        )
        arcs.append(
            {
                **edge,
                "y1": parent_row * ROW_HEIGHT_PIXELS + ROW_HEIGHT_PIXELS // 2,
                "y2": child_row * ROW_HEIGHT_PIXELS + ROW_HEIGHT_PIXELS // 2,
                "lane": arc_offset,
            }
        )
    width = max((arc["lane"] for arc in arcs), default=0) + 26
    nodes: list[LineageNode] = [
        {"plan": plan_id, "y": row_number * ROW_HEIGHT_PIXELS + ROW_HEIGHT_PIXELS // 2}
        for plan_id, row_number in row_numbers.items()
    ]
    return {
        "width": width,
        "height": ROW_HEIGHT_PIXELS * len(row_numbers),
        "x": width - 14,
        "arcs": arcs,
        "nodes": nodes,
    }


_KIND_OFFSET_PIXELS = {"derived_from": 0, "answers": 9, "supersedes": 18}
