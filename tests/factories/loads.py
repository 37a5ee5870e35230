"""A workspace that is loaded again and again from the same bytes is loaded once: for tests of what comes after."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from comparer.load.load_workspace import LoadResult, load
from comparer.session import workspace as opening_module


def remember_loads(patch: pytest.MonkeyPatch) -> None:
    """Until the patch is undone, the same files give the same workspace."""
    results: dict[frozenset[tuple[str, bytes]], LoadResult] = {}

    def load_once(files: Mapping[str, bytes]) -> LoadResult:
        key = frozenset(files.items())
        if key not in results:
            results[key] = load(files)
        return results[key]

    patch.setattr(opening_module, "load", load_once)
