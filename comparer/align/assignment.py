"""Maximum-weight assignment of one side to the other (Kuhn 1955, with the potentials of Jonker and Volgenant).

Sides of a pair of plans are small; a library would cost more to import than the whole comparison takes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

Edge = tuple[int, int]
Ends = tuple[set[int], set[int]]


def assign(weights: Mapping[Edge, float]) -> list[Edge]:
    """The pairs (row, column) of greatest total weight among those named, in order; rows and columns at most once each.

    Weights are positive; pairs that are not named are never chosen. Solved one connected component at a time.
    """
    return sorted(edge for rows, columns in components(weights) for edge in _solve(rows, columns, weights))


def ends(edges: Iterable[Edge]) -> Ends:
    """The rows and the columns that edges touch."""
    touched = list(edges)
    return {row for row, _ in touched}, {column for _, column in touched}


def components(edges: Iterable[Edge]) -> list[tuple[list[int], list[int]]]:
    """Rows and columns that hang together, each list in order, the components by their first row."""
    rows_of: dict[int, list[int]] = {}
    columns_of: dict[int, list[int]] = {}
    for row, column in edges:
        rows_of.setdefault(column, []).append(row)
        columns_of.setdefault(row, []).append(column)
    found = []
    while columns_of:
        rows, columns, todo = set[int](), set[int](), [min(columns_of)]
        while todo:
            row = todo.pop()
            rows.add(row)
            for column in columns_of.pop(row, ()):
                columns.add(column)
                todo += rows_of.pop(column, ())
        found.append((sorted(rows), sorted(columns)))
    return found


def _solve(left: list[int], right: list[int], weights: Mapping[Edge, float]) -> list[Edge]:
    """The Hungarian method on a dense matrix of costs; the shorter side goes first, unwanted pairs cost nothing."""
    turned = len(left) > len(right)
    first, second = (right, left) if turned else (left, right)
    cost = [[-weights.get((b, a) if turned else (a, b), 0.0) for b in second] for a in first]
    columns = _hungarian(cost)
    found = [(first[row], second[column]) for row, column in enumerate(columns)]
    edges = [(b, a) if turned else (a, b) for a, b in found]
    return [edge for edge in edges if edge in weights]


def _hungarian(cost: list[list[float]]) -> list[int]:
    """For each row the column of a minimum-cost assignment; there are at least as many columns as rows."""
    height, width = len(cost), len(cost[0])
    row_price, column_price = [0.0] * (height + 1), [0.0] * (width + 1)
    owner, infinite = [0] * (width + 1), float("inf")
    for row in range(1, height + 1):
        owner[0], column = row, 0
        least, way, done = [infinite] * (width + 1), [0] * (width + 1), [False] * (width + 1)
        while owner[column]:
            done[column] = True
            at, step, following = owner[column], infinite, 0
            for other in range(1, width + 1):
                if done[other]:
                    continue
                reduced = cost[at - 1][other - 1] - row_price[at] - column_price[other]
                if reduced < least[other]:
                    least[other], way[other] = reduced, column
                if least[other] < step:
                    step, following = least[other], other
            for other in range(width + 1):
                if done[other]:
                    row_price[owner[other]] += step
                    column_price[other] -= step
                else:
                    least[other] -= step
            column = following
        while column:
            owner[column] = owner[way[column]]
            column = way[column]
    return [owner.index(row, 1) - 1 for row in range(1, height + 1)]
