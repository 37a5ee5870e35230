"""Maximum-weight assignment of one side to the other (Kuhn 1955, with the potentials of Jonker and Volgenant).

Sides of a pair of plans are small; a library would cost more to import than the whole comparison takes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

Edge = tuple[int, int]
Endpoints = tuple[set[int], set[int]]


def maximum_weight_assignment(weights: Mapping[Edge, float]) -> list[Edge]:
    """The pairs (row, column) of greatest total weight among those named, in order; rows and columns at most once each.

    Weights are positive; pairs that are not named are never chosen. Solved one connected component at a time.
    """
    return sorted(
        edge for rows, columns in connected_components(weights) for edge in _solve_component(rows, columns, weights)
    )


def edge_endpoints(edges: Iterable[Edge]) -> Endpoints:
    """The rows and the columns that edges touch."""
    edge_list = list(edges)
    return {row for row, _ in edge_list}, {column for _, column in edge_list}


def connected_components(edges: Iterable[Edge]) -> list[tuple[list[int], list[int]]]:
    """Rows and columns that hang together, each list in order, the components by their first row."""
    rows_of: dict[int, list[int]] = {}
    columns_of: dict[int, list[int]] = {}
    for row, column in edges:
        rows_of.setdefault(column, []).append(row)
        columns_of.setdefault(row, []).append(column)
    component_list = []
    while columns_of:
        rows, columns, pending_rows = set[int](), set[int](), [min(columns_of)]
        while pending_rows:
            row = pending_rows.pop()
            rows.add(row)
            for column in columns_of.pop(row, ()):
                columns.add(column)
                pending_rows += rows_of.pop(column, ())
        component_list.append((sorted(rows), sorted(columns)))
    return component_list


def _solve_component(left: list[int], right: list[int], weights: Mapping[Edge, float]) -> list[Edge]:
    """The Hungarian method on a dense matrix of costs; the shorter side goes first, unwanted pairs cost nothing."""
    is_transposed = len(left) > len(right)
    short_side, long_side = (right, left) if is_transposed else (left, right)
    costs = [[-weights.get((b, a) if is_transposed else (a, b), 0.0) for b in long_side] for a in short_side]
    columns = _hungarian_columns(costs)
    chosen_pairs = [(short_side[row], long_side[column]) for row, column in enumerate(columns)]
    edges = [(b, a) if is_transposed else (a, b) for a, b in chosen_pairs]
    return [edge for edge in edges if edge in weights]


def _hungarian_columns(costs: list[list[float]]) -> list[int]:
    """For each row the column of a minimum-cost assignment; there are at least as many columns as rows."""
    height, width = len(costs), len(costs[0])
    row_price, column_price = [0.0] * (height + 1), [0.0] * (width + 1)
    row_of_column, infinity = [0] * (width + 1), float("inf")
    for row in range(1, height + 1):
        row_of_column[0], column = row, 0
        slacks, previous_column, is_visited = [infinity] * (width + 1), [0] * (width + 1), [False] * (width + 1)
        while row_of_column[column]:
            is_visited[column] = True
            owner_row, min_slack, next_column = row_of_column[column], infinity, 0
            for other_column in range(1, width + 1):
                if is_visited[other_column]:
                    continue
                reduced = costs[owner_row - 1][other_column - 1] - row_price[owner_row] - column_price[other_column]
                if reduced < slacks[other_column]:
                    slacks[other_column], previous_column[other_column] = reduced, column
                if slacks[other_column] < min_slack:
                    min_slack, next_column = slacks[other_column], other_column
            for other_column in range(width + 1):
                if is_visited[other_column]:
                    row_price[row_of_column[other_column]] += min_slack
                    column_price[other_column] -= min_slack
                else:
                    slacks[other_column] -= min_slack
            column = next_column
        while column:
            row_of_column[column] = row_of_column[previous_column[column]]
            column = previous_column[column]
    return [row_of_column.index(row, 1) - 1 for row in range(1, height + 1)]
