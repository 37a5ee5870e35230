"""The tables, one YAML file each beside this module: what the algebra decides by, and the words texts are read by."""

from __future__ import annotations

from functools import cache
from typing import Any

from comparer.resources.package_files import read_package_yaml

__all__ = ["load_table"]


_FOLDERS = dict.fromkeys(
    ("confidence", "effects", "opposition", "relations", "text_directions", "weights"), "decision_tables"
)


@cache
def load_table(name: str) -> dict[str, Any]:
    """One table, read when first asked for."""
    data: dict[str, Any] = read_package_yaml(_FOLDERS.get(name, "word_lists"), name)
    return data
