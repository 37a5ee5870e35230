"""The links that a row of questions rests on, read from a base that a reader may choose."""

from __future__ import annotations

from dataclasses import dataclass

from comparer.model.relation import Relation
from comparer.report.value.types import LinkRecord, ReportValue, RowRecord


@dataclass(frozen=True, slots=True)
class OrientedLink:
    """A link as read from the base: `left` are clauses of the base. `is_mirrored` where the report has it turned."""

    link: LinkRecord
    left: frozenset[str]
    right: frozenset[str]
    relation: Relation
    is_mirrored: bool


class RowLinks:
    """Look-ups over one report value."""

    def __init__(self, report: ReportValue) -> None:
        self._links: dict[tuple[str, str], list[OrientedLink]] = {}
        for pair in report["pairs"]:
            for link in pair["links"]:
                self._add_link(pair["left"], pair["right"], link)

    def cell_links(self, base: str, row: RowRecord, plan: str) -> tuple[OrientedLink, ...]:
        """The links that a cell rests on: those with a clause of each plan on the row, or else with one of either.

        A clause that is answered on another row is not missing here.
        """
        base_clauses, plan_clauses = row["cells"].get(base, []), row["cells"].get(plan, [])
        if not base_clauses and not plan_clauses:
            return ()
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
