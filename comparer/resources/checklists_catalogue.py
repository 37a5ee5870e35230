"""Checklists of matters that texts of one kind customarily settle: data of the package, cited to guidance."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from comparer.resources.package_files import list_package_yaml, read_package_yaml

if TYPE_CHECKING:
    from comparer.model.completeness import Checklist

__all__ = ["checklist_names", "has_matter", "list_matters", "load_checklist"]


@cache
def checklist_names() -> tuple[str, ...]:
    """The names of all checklists, sorted."""
    return list_package_yaml("checklists")


@cache
def load_checklist(name: str) -> Checklist:
    """A checklist by its name. FileNotFoundError where there is none."""
    from comparer.model.completeness import Checklist, ChecklistMatter, GuidanceExtent, GuidanceSource

    data = read_package_yaml("checklists", name)
    return Checklist(
        id=name,
        title=data["title"],
        guidance=tuple(
            GuidanceSource(id=source, **{**fields, "extent": GuidanceExtent(fields["extent"])})
            for source, fields in data["guidance"].items()
        ),
        matters=tuple(
            ChecklistMatter(id=matter["id"], asks=matter["asks"], cites=tuple(matter["cites"]))
            for matter in data["matters"]
        ),
    )


def has_matter(name: str) -> bool:
    """Whether there is a matter of this name, `CHECKLIST.MATTER`."""
    checklist, _, matter = name.partition(".")
    return matter in _matter_ids(checklist)


@cache
def _matter_ids(checklist: str) -> frozenset[str]:
    try:
        data = read_package_yaml("checklists", checklist)
    except (OSError, ValueError):
        return frozenset()
    return frozenset(matter["id"] for matter in data["matters"])


@cache
def list_matters() -> dict[str, str]:
    """Every matter as `CHECKLIST.MATTER`, with what it asks."""
    return {f"{name}.{matter.id}": matter.asks for name in checklist_names() for matter in load_checklist(name).matters}
