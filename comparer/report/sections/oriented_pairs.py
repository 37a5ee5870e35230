"""Pairs as told from the base: whichever plan is the earlier, the base stands on the left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from comparer.report.sections.matrix import MIRROR, Mark, Matrix

Plain = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a plan has on one row: its clauses, the mark, the links and the gaps that touch the row."""

    mark: Mark
    clauses: tuple[str, ...]
    links: tuple[Plain, ...]
    gaps: tuple[Plain, ...]


def mirrored(link: Plain) -> Plain:
    """The link read from right to left. Whom it favours was judged the other way round, and is left out."""
    changes = [
        {**one, "before": one["after"], "after": one["before"], "effect": MIRROR.get(one["effect"], one["effect"])}
        for one in link["changes"]
    ]
    relation = MIRROR.get(link["relation"], link["relation"])
    return {
        **link,
        "left": link["right"],
        "right": link["left"],
        "relation": relation,
        "changes": changes,
        "favours": [],
    }


def near(report: Plain) -> list[str]:
    """The plans other than the base: first those that descend from it or from which it descends, then by date."""
    base, kin = report["base"], set()
    edges = [(edge["plan"], edge["of"]) for edge in report["lineage"]]
    found = {base}
    while found:
        kin |= found
        found = {b for a, b in edges if a in kin} | {a for a, b in edges if b in kin}
        found -= kin
    plans = [plan["id"] for plan in report["plans"] if plan["id"] != base]
    return [plan_id for plan_id in plans if plan_id in kin] + [plan_id for plan_id in plans if plan_id not in kin]


class Oriented:
    """Look-ups of links and gaps between the base and each other plan."""

    def __init__(self, report: Plain) -> None:
        self.base: str = report["base"]
        self._matrix = Matrix(report)
        self._links: dict[str, list[Plain]] = {}
        self._gaps: dict[str, list[Plain]] = {}
        for pair in report["pairs"]:
            if self.base not in (pair["left"], pair["right"]):
                continue
            forward = pair["left"] == self.base
            other = pair["right"] if forward else pair["left"]
            self._links[other] = [link if forward else mirrored(link) for link in pair["links"]]
            self._gaps[other] = list(pair["gaps"])

    def answer(self, row: Plain, plan: str) -> Answer:
        """What stands in the cell of `plan` on `row`. A link to a clause of another row counts for both rows."""
        ours, theirs = row["cells"].get(self.base, []), row["cells"].get(plan, [])
        links = [
            link for link in self._links.get(plan, []) if _meet(link["left"], ours) or _meet(link["right"], theirs)
        ]
        gaps = [
            gap for gap in self._gaps.get(plan, []) if gap["clause"] in (ours if gap["plan"] == self.base else theirs)
        ]
        return Answer(self._matrix.cell(self.base, row, plan), tuple(theirs), tuple(links), tuple(gaps))


def _meet(some: Iterable[str], others: Iterable[str]) -> bool:
    return not set(some).isdisjoint(others)
