"""How one point travelled through the drafts."""

from __future__ import annotations

from typing import Any

from comparer.report.sections.page_parts import Parts

Plain = dict[str, Any]

PARENTS = ("derived_from", "answers", "supersedes")


def journey(parts: Parts, row: Plain) -> list[Plain]:
    """How the clauses of one row went from plan to plan, oldest first: each told from the plan that it came of."""
    found = []
    for plan in parts.plans.values():
        name, ids = plan["id"], row["cells"].get(plan["id"], [])
        parent = _parent(parts, row, name)
        if not ids and not parent:
            continue
        chip = parts.cell(parts.matrix.cell(parent, row, name)) if parent else None
        found.append({"plan": name, "parent": parent, "chip": chip, "clauses": ids, "text": parts.texts(name, ids)})
    return found


def _parent(parts: Parts, row: Plain, plan: str) -> str:
    """The plan that this one came of and that has the row, or nothing."""
    for kind in PARENTS:
        for one in parts.report["lineage"]:
            if one["plan"] == plan and one["kind"] == kind and row["cells"].get(one["of"]):
                return str(one["of"])
    return ""


def longest_journey(parts: Parts) -> Plain | None:
    """The row that was told in most plans with a family, the first of equals."""
    kin = {one["plan"] for one in parts.report["lineage"]} | {one["of"] for one in parts.report["lineage"]}
    rows: list[Plain] = parts.report["rows"]
    return max(rows, key=lambda row: sum(bool(row["cells"].get(name)) for name in kin), default=None)
