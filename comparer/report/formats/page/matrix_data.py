"""The matrix packed for the page's script: every cell from every base, and the links that each rests on.

The script draws these marks and holds no rule of its own by which relations mirror or combine.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypedDict

from comparer.model.relation import Relation
from comparer.report.sections.matrix import Matrix, MatrixCell
from comparer.report.value.types import LinkRecord, ReportValue, RowRecord

FIRST_MARK_CODE = ord("a")
"""The letter of the first mark; marks are letters from here on, in the order in which they first occur."""


class PackedMatrix(TypedDict):
    """What the script has of the matrix."""

    marks: list[list[str]]
    cells: list[str]
    links: list[dict[str, list[int]]]


def mirrored_relations() -> dict[str, str]:
    """Each relation that reads otherwise from right to left, with what it is then."""
    return {relation.value: relation.mirror().value for relation in Relation if relation.mirror() is not relation}


def pack_matrix(report: ReportValue) -> PackedMatrix:
    """`marks` are pairs of group and value; `cells` gives each row as a text of n x n letters, one for each cell.

    The letter at n * base + plan is the mark of `plan` told from `base`, both as numbers. `links` gives of each row,
    by the number of a pair, the numbers of the links on which the cells of these two plans rest.
    """
    matrix, plan_ids = Matrix(report), [plan["id"] for plan in report["plans"]]
    link_numbers = {id(link): number for number, link in enumerate(_all_links(report))}
    mark_numbers: dict[tuple[str, str], int] = {}
    cells = []
    for row in report["rows"]:
        row_cells = (matrix.find_cell(base, row, plan) for base in plan_ids for plan in plan_ids)
        numbers = (mark_numbers.setdefault(_mark_of(cell), len(mark_numbers)) for cell in row_cells)
        cells.append("".join(chr(FIRST_MARK_CODE + number) for number in numbers))
    return {
        "marks": [list(mark) for mark in mark_numbers],
        "cells": cells,
        "links": [_pack_cell_links(row, report, matrix, link_numbers) for row in report["rows"]],
    }


def _mark_of(cell: MatrixCell) -> tuple[str, str]:
    return cell.group, "" if cell.value == "empty" else cell.value


def _pack_cell_links(
    row: RowRecord, report: ReportValue, matrix: Matrix, link_numbers: Mapping[int, int]
) -> dict[str, list[int]]:
    numbers_by_pair = {
        str(pair_number): [
            link_numbers[id(entry.link)] for entry in matrix.cell_links(pair["left"], row, pair["right"])
        ]
        for pair_number, pair in enumerate(report["pairs"])
    }
    return {pair_number: numbers for pair_number, numbers in numbers_by_pair.items() if numbers}


def _all_links(report: ReportValue) -> Iterable[LinkRecord]:
    return (link for pair in report["pairs"] for link in pair["links"])
