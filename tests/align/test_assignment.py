"""The assignment against all assignments there are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hypothesis import given
from hypothesis import strategies as st

from comparer.align.assignment import Edge, connected_components, maximum_weight_assignment

edges = st.tuples(st.integers(0, 4), st.integers(0, 4))
weights = st.dictionaries(edges, st.integers(1, 60).map(float), max_size=14)


def every(left: tuple[Edge, ...]) -> Iterator[tuple[Edge, ...]]:
    """All ways to choose edges that share no row and no column."""
    yield ()
    for n, edge in enumerate(left):
        free = tuple(other for other in left[n + 1 :] if other[0] != edge[0] and other[1] != edge[1])
        for rest in every(free):
            yield (edge, *rest)


def worth(chosen: object, given_: Mapping[Edge, float]) -> float:
    return sum(given_[edge] for edge in chosen)  # type: ignore[attr-defined]


@given(weights)
def test_no_other_assignment_weighs_more(given_: dict[Edge, float]) -> None:
    chosen = maximum_weight_assignment(given_)
    assert set(chosen) <= set(given_)
    assert chosen == sorted(chosen)
    assert len({row for row, _ in chosen}) == len({column for _, column in chosen}) == len(chosen)
    assert worth(chosen, given_) == max(worth(item, given_) for item in every(tuple(given_)))


@given(weights)
def test_the_sides_may_be_turned(given_: dict[Edge, float]) -> None:
    turned = {(column, row): weight for (row, column), weight in given_.items()}
    assert worth(maximum_weight_assignment(turned), turned) == worth(maximum_weight_assignment(given_), given_)


def test_one_good_pair_gives_way_to_two_that_are_better_together() -> None:
    assert maximum_weight_assignment({(0, 0): 9.0, (0, 1): 8.0, (1, 0): 7.0}) == [(0, 1), (1, 0)]
    assert maximum_weight_assignment({(0, 0): 1.0, (0, 1): 3.0, (0, 2): 2.0}) == [(0, 1)]
    assert maximum_weight_assignment({(0, 0): 1.0, (1, 0): 3.0, (2, 0): 2.0}) == [(1, 0)]
    assert maximum_weight_assignment({}) == []


def test_apart_things_are_assigned_apart() -> None:
    assert maximum_weight_assignment({(3, 3): 1.0, (0, 0): 2.0, (0, 1): 5.0, (1, 1): 4.0}) == [(0, 0), (1, 1), (3, 3)]


def test_what_hangs_together() -> None:
    edges = [(17, 3), (8, 16), (1, 16), (8, 9), (2, 40)]
    assert connected_components(edges) == [([1, 8], [9, 16]), ([2], [40]), ([17], [3])]
    assert connected_components([]) == []
