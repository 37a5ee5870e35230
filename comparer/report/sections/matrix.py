"""The matrix of the comparison: each row of issues against each plan, told from a base that a reader may choose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

MIRRORED_RELATIONS = {"stricter": "looser", "looser": "stricter", "deferred": "settled", "settled": "deferred"}
GAP_KIND_ORDER = ("struck", "deferred", "silent", "unreported", "absent")


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """One cell: `group` and `value` name a word of the catalogue.

    Groups: `relation` to the base; `gap` where the base's clauses find no answer; `cell` for `base`, for `added` (the
    plan alone has it, `detail` is the gap in the base) and for `empty`.
    """

    group: str
    value: str
    clauses: tuple[str, ...] = ()
    detail: str = ""


class Matrix:
    """Look-ups over one report value."""

    def __init__(self, report: Mapping[str, Any]) -> None:
        self._links: dict[tuple[str, str], list[tuple[frozenset[str], frozenset[str], str]]] = {}
        self._gaps: dict[tuple[str, str, str], str] = {}
        for pair in report["pairs"]:
            for link in pair["links"]:
                self._add_link(pair["left"], pair["right"], link)
            for gap in pair["gaps"]:
                self._gaps[gap["plan"], gap["clause"], gap["missing_from"]] = gap["kind"]

    def find_cell(self, base: str, row: Mapping[str, Any], plan: str) -> MatrixCell:
        """How `plan` stands to `base` on one row."""
        base_clauses, plan_clauses = row["cells"].get(base, []), row["cells"].get(plan, [])
        clauses = tuple(plan_clauses)
        if plan == base:
            return MatrixCell("cell", "base" if base_clauses else "empty", clauses)
        links = self._links.get((base, plan), [])
        row_links = [
            link for link in links if not link[0].isdisjoint(base_clauses) and not link[1].isdisjoint(plan_clauses)
        ]
        # A clause that is answered on another row is not missing here.
        chosen_links = row_links or [
            link for link in links if not link[0].isdisjoint(base_clauses) or not link[1].isdisjoint(plan_clauses)
        ]
        if chosen_links:
            linked_clauses = tuple(
                sorted({clause_id for _, right_clauses, _ in chosen_links for clause_id in right_clauses})
            )
            return MatrixCell(
                "relation", combine_relations(relation for _, _, relation in chosen_links), clauses or linked_clauses
            )
        if gap_kind := self._gap_kind(base, base_clauses, plan):
            return MatrixCell("gap", gap_kind, clauses)
        return (
            MatrixCell("cell", "added", clauses, self._gap_kind(plan, plan_clauses, base))
            if plan_clauses
            else MatrixCell("cell", "empty")
        )

    def _add_link(self, left: str, right: str, link: Mapping[str, Any]) -> None:
        a, b, relation = frozenset(link["left"]), frozenset(link["right"]), link["relation"]
        self._links.setdefault((left, right), []).append((a, b, relation))
        self._links.setdefault((right, left), []).append((b, a, MIRRORED_RELATIONS.get(relation, relation)))

    def _gap_kind(self, plan: str, clauses: Iterable[str], missing_from: str) -> str:
        """The kind of the gap, or nothing where none was found: what a plan only strikes is missing from no other."""
        kinds = {self._gaps.get((plan, clause_id, missing_from)) for clause_id in clauses}
        return next((kind for kind in GAP_KIND_ORDER if kind in kinds), "")


def combine_relations(relations: Iterable[str]) -> str:
    """One word for several relations, by the order in which the algebra combines them."""
    distinct_relations = set(relations)
    for relation in ("deferred", "settled", "opposed", "mixed", "unclear"):
        if relation in distinct_relations:
            return relation
    if distinct_relations >= {"stricter", "looser"}:
        return "mixed"
    return next(
        (
            relation
            for relation in ("replaced", "shifted", "stricter", "looser", "reworded")
            if relation in distinct_relations
        ),
        "same",
    )
