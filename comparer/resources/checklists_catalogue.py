"""Checklists of matters that texts of one kind customarily settle: data of the package, cited to guidance."""

from __future__ import annotations

from functools import cache

from comparer.model.completeness import Checklist, ChecklistMatter, GuidanceSource
from comparer.resources.package_files import list_package_yaml, read_package_yaml

__all__ = ["CHECKLIST_NAMES", "list_matters", "load_checklist"]

CHECKLIST_NAMES = list_package_yaml("checklists")


@cache
def load_checklist(name: str) -> Checklist:
    """A checklist by its name. FileNotFoundError where there is none."""
    data = read_package_yaml("checklists", name)
    return Checklist(
        id=name,
        title=data["title"],
        guidance=tuple(GuidanceSource(id=source, **fields) for source, fields in data["guidance"].items()),
        matters=tuple(
            ChecklistMatter(id=matter["id"], asks=matter["asks"], cites=tuple(matter["cites"]))
            for matter in data["matters"]
        ),
    )


@cache
def list_matters() -> dict[str, str]:
    """Every matter as `CHECKLIST.MATTER`, with what it asks."""
    return {f"{name}.{matter.id}": matter.asks for name in CHECKLIST_NAMES for matter in load_checklist(name).matters}
