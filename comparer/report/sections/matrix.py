"""The matrix of the comparison: each row of issues against each plan, told from a base that a reader may choose."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from comparer.model.relation import GapKind, Relation
from comparer.report.value.types import LinkRecord, ReportValue, RowRecord


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


@dataclass(frozen=True, slots=True)
class OrientedLink:
    """A link as read from the base: `left` are clauses of the base. `is_mirrored` where the report has it turned."""

    link: LinkRecord
    left: frozenset[str]
    right: frozenset[str]
    relation: Relation
    is_mirrored: bool


class Matrix:
    """Look-ups over one report value. What stands in a cell is worked out here and nowhere else."""

    def __init__(self, report: ReportValue) -> None:
        self._links: dict[tuple[str, str], list[OrientedLink]] = {}
        self._gaps: dict[tuple[str, str, str], GapKind] = {}
        for pair in report["pairs"]:
            for link in pair["links"]:
                self._add_link(pair["left"], pair["right"], link)
            for gap in pair["gaps"]:
                self._gaps[gap["plan"], gap["clause"], gap["missing_from"]] = GapKind(gap["kind"])

    def find_cell(self, base: str, row: RowRecord, plan: str) -> MatrixCell:
        """How `plan` stands to `base` on one row. The cell of `base` seen from `plan` is its mirror."""
        base_clauses, clauses = row["cells"].get(base, []), tuple(row["cells"].get(plan, []))
        if plan == base:
            return MatrixCell("cell", "base" if base_clauses else "empty", clauses)
        if cell_links := self.cell_links(base, row, plan):
            linked_clauses = tuple(sorted({clause_id for entry in cell_links for clause_id in entry.right}))
            relation = Relation.combine(entry.relation for entry in cell_links)
            return MatrixCell("relation", relation.value, clauses or linked_clauses)
        if gap_kind := self._gap_kind(base, base_clauses, plan):
            return MatrixCell("gap", gap_kind, clauses)
        if clauses:
            return MatrixCell("cell", "added", clauses, self._gap_kind(plan, clauses, base))
        return MatrixCell("cell", "empty")

    def cell_links(self, base: str, row: RowRecord, plan: str) -> tuple[OrientedLink, ...]:
        """The links that a cell rests on: those with a clause of each plan on the row, or else with one of either.

        A clause that is answered on another row is not missing here.
        """
        base_clauses, plan_clauses = row["cells"].get(base, []), row["cells"].get(plan, [])
        touching_links = [
            (not entry.left.isdisjoint(base_clauses), not entry.right.isdisjoint(plan_clauses), entry)
            for entry in self._links.get((base, plan), ())
        ]
        return tuple(entry for is_left, is_right, entry in touching_links if is_left and is_right) or tuple(
            entry for is_left, is_right, entry in touching_links if is_left or is_right
        )

    def _add_link(self, left: str, right: str, link: LinkRecord) -> None:
        a, b, relation = frozenset(link["left"]), frozenset(link["right"]), Relation(link["relation"])
        self._links.setdefault((left, right), []).append(OrientedLink(link, a, b, relation, False))
        self._links.setdefault((right, left), []).append(OrientedLink(link, b, a, relation.mirror(), True))

    def _gap_kind(self, plan: str, clauses: Iterable[str], missing_from: str) -> str:
        """The kind of the gap, or nothing where none was found: what a plan only strikes is missing from no other."""
        gaps = (self._gaps.get((plan, clause_id, missing_from)) for clause_id in clauses)
        return GapKind.combine(kind for kind in gaps if kind) or ""
