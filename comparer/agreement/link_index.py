"""The links of pairs of plans by their clauses, so that those of a few clauses are found without reading all."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from comparer.model.findings import Link, PlanPair

__all__ = ["LinkIndex"]


class LinkIndex:
    """The links of pairs, each pair from left to right as it was compared."""

    def __init__(self, pairs: Iterable[PlanPair]) -> None:
        self._links = {(pair.left, pair.right): pair.links for pair in pairs}
        self._places: Mapping[tuple[str, str], Mapping[str, tuple[int, ...]]] = {
            plans: _places_by_clause(links) for plans, links in self._links.items()
        }

    def find_links(self, left: str, left_ids: Iterable[str], right: str, right_ids: Collection[str]) -> list[Link]:
        """The links that join a clause of the left plan to one of the right, in the order of the pair."""
        places = self._places.get((left, right), {})
        link_places = sorted({place for clause_id in left_ids for place in places.get(clause_id, ())})
        links = [self._links[left, right][place] for place in link_places]
        wanted = frozenset(right_ids)
        return [link for link in links if not wanted.isdisjoint(link.match.right)]


def _places_by_clause(links: Iterable[Link]) -> dict[str, tuple[int, ...]]:
    places: dict[str, list[int]] = {}
    for place, link in enumerate(links):
        for clause_id in dict.fromkeys(link.match.left):
            places.setdefault(clause_id, []).append(place)
    return {clause_id: tuple(listed) for clause_id, listed in places.items()}
