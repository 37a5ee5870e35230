"""Names by which plans are told apart: two drafts of one title, as a text and its next version, would share one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping


def part_equal_names(names: Mapping[str, str]) -> dict[str, str]:
    """The names by id, those that several plans have with the id of each behind them; empty ones stay empty."""
    counts = Counter(names.values())
    return {
        plan_id: f"{name} ({plan_id})" if name and name != plan_id and counts[name] > 1 else name
        for plan_id, name in names.items()
    }
