"""The figures of agreement: the measure itself, and that the page gives what the files give."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.record.agreement import alpha, compared, masi, sameness


def words(*members: str) -> frozenset[str]:
    return frozenset(members)


def test_alpha_of_a_worked_example() -> None:
    """Krippendorff's two observers of binary data: ten units, agreement on six, alpha .095."""
    left, right = "0100000000", "1110010010"
    pairs = [(words(a), words(b)) for a, b in zip(left, right, strict=True)]
    result = alpha(pairs, sameness)
    assert result == pytest.approx(0.095, abs=0.001)


def test_alpha_is_one_for_full_agreement_and_none_without_any_choice() -> None:
    assert alpha([(words("a"), words("a")), (words("b"), words("b"))], masi) == 1
    assert alpha([(words("a"), words("a"))] * 3, masi) is None


def test_a_set_that_holds_the_other_is_nearer_than_one_that_overlaps() -> None:
    nested, overlapping = masi(words("a"), words("a", "b")), masi(words("a", "b"), words("b", "c"))
    assert 0 < nested < overlapping < masi(words("a"), words("b")) == 1
    assert masi(words(), words()) == 0


def test_the_page_gives_the_first_figures(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.record.agreement.RESAMPLES", 0)
    page = (root / "docs/measurements/agreement.md").read_text(encoding="utf-8")
    first = page.partition("## First figures, sample 1")[2].partition("\n## ")[0]
    cells_by_field = {
        cells[0]: cells for row in first.splitlines() if len(cells := [c.strip() for c in row.split("|")[1:-1]]) == 8
    }
    for item in compared("1", first=True):
        cells = cells_by_field[item.field.name]
        assert (int(cells[2]), int(cells[3])) == (item.clauses, item.used), item.field.name
        assert float(cells[4]) == pytest.approx(item.raw, abs=0.0051)
        assert cells[6] == "" if item.alpha is None else float(cells[6]) == pytest.approx(item.alpha, abs=0.0051)
