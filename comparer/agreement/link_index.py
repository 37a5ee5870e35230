"""The links and gaps of pairs of plans by their clauses: those of a few clauses are found without reading all."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from comparer.model.findings import Gap, Link, PlanPair

__all__ = ["LinkIndex"]


@dataclass(frozen=True)
class LinkIndex:
    """Look-ups over pairs, each pair from left to right as it was compared."""

    pairs: tuple[PlanPair, ...]

    @cached_property
    def partners(self) -> Mapping[str, tuple[tuple[str, Link], ...]]:
        """For each clause the clauses of other plans that it is linked to, each with the link."""
        partners: dict[str, list[tuple[str, Link]]] = {}
        for pair in self.pairs:
            for link in pair.links:
                left_refs = [f"{pair.left}#{clause_id}" for clause_id in link.match.left]
                right_refs = [f"{pair.right}#{clause_id}" for clause_id in link.match.right]
                for left in left_refs:
                    for right in right_refs:
                        partners.setdefault(left, []).append((right, link))
                        partners.setdefault(right, []).append((left, link))
        return {ref: tuple(linked) for ref, linked in partners.items()}

    @cached_property
    def gaps(self) -> Mapping[tuple[str, str], Gap]:
        """The gap of a clause, as `PLAN#CLAUSE`, in another plan."""
        return {(f"{gap.plan}#{gap.clause}", gap.missing_from): gap for pair in self.pairs for gap in pair.gaps}

    def find_links(self, left: str, left_ids: Iterable[str], right: str, right_ids: Collection[str]) -> list[Link]:
        """The links that join a clause of the left plan to one of the right, in the order of the pair."""
        links, places_by_clause = self._links_by_plans.get((left, right), ((), {}))
        places = sorted({place for clause_id in left_ids for place in places_by_clause.get(clause_id, ())})
        wanted = frozenset(right_ids)
        return [links[place] for place in places if not wanted.isdisjoint(links[place].match.right)]

    @cached_property
    def _links_by_plans(self) -> Mapping[tuple[str, str], tuple[tuple[Link, ...], Mapping[str, tuple[int, ...]]]]:
        """The links of each pair, with the places in them at which a clause of the left plan stands."""
        return {(pair.left, pair.right): (pair.links, _places_by_clause(pair.links)) for pair in self.pairs}


def _places_by_clause(links: Iterable[Link]) -> dict[str, tuple[int, ...]]:
    places: dict[str, list[int]] = {}
    for place, link in enumerate(links):
        for clause_id in dict.fromkeys(link.match.left):
            places.setdefault(clause_id, []).append(place)
    return {clause_id: tuple(listed) for clause_id, listed in places.items()}
