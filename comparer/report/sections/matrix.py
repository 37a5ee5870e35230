"""The matrix of the comparison: each row of issues against each plan, told from a base that a reader may choose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

MIRROR = {"stricter": "looser", "looser": "stricter", "deferred": "settled", "settled": "deferred"}
GAP_ORDER = ("struck", "deferred", "silent", "unreported", "absent")


@dataclass(frozen=True, slots=True)
class Mark:
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
                self._add(pair["left"], pair["right"], link)
            for gap in pair["gaps"]:
                self._gaps[gap["plan"], gap["clause"], gap["missing_from"]] = gap["kind"]

    def cell(self, base: str, row: Mapping[str, Any], plan: str) -> Mark:
        """How `plan` stands to `base` on one row."""
        ours, theirs = row["cells"].get(base, []), row["cells"].get(plan, [])
        clauses = tuple(theirs)
        if plan == base:
            return Mark("cell", "base" if ours else "empty", clauses)
        links = self._links.get((base, plan), [])
        here = [link for link in links if not link[0].isdisjoint(ours) and not link[1].isdisjoint(theirs)]
        # A clause that is answered on another row is not missing here.
        found = here or [link for link in links if not link[0].isdisjoint(ours) or not link[1].isdisjoint(theirs)]
        if found:
            elsewhere = tuple(sorted({clause_id for _, right, _ in found for clause_id in right}))
            return Mark("relation", together(relation for _, _, relation in found), clauses or elsewhere)
        if kind := self._kind(base, ours, plan):
            return Mark("gap", kind, clauses)
        return Mark("cell", "added", clauses, self._kind(plan, theirs, base)) if theirs else Mark("cell", "empty")

    def _add(self, left: str, right: str, link: Mapping[str, Any]) -> None:
        a, b, relation = frozenset(link["left"]), frozenset(link["right"]), link["relation"]
        self._links.setdefault((left, right), []).append((a, b, relation))
        self._links.setdefault((right, left), []).append((b, a, MIRROR.get(relation, relation)))

    def _kind(self, plan: str, clauses: Iterable[str], missing_from: str) -> str:
        """The kind of the gap, or nothing where none was found: what a plan only strikes is missing from no other."""
        kinds = {self._gaps.get((plan, one, missing_from)) for one in clauses}
        return next((kind for kind in GAP_ORDER if kind in kinds), "")


def together(relations: Iterable[str]) -> str:
    """One word for several relations, by the order in which the algebra combines them."""
    kinds = set(relations)
    for kind in ("deferred", "settled", "opposed", "mixed"):
        if kind in kinds:
            return kind
    if kinds >= {"stricter", "looser"}:
        return "mixed"
    return next((kind for kind in ("shifted", "stricter", "looser", "reworded") if kind in kinds), "same")
