"""Report formats and importers of other packages: found by entry point, loaded only when one is asked for by its name.

A package names an object in the group `comparer.formats` or `comparer.importers`. It may be a module or anything else
that has the attributes below; nothing of this package need be imported for it. A data file cannot name a plug-in: what
runs is chosen by the person who types the command. Names of our own formats always mean our own.
"""

from __future__ import annotations

from typing import Any, Protocol

from comparer.model.errors import UsageError
from comparer.model.problems import did_you_mean
from comparer.report.options import RenderOptions
from comparer.report.value.types import ReportValue

__all__ = ["FORMAT_GROUP", "IMPORTER_GROUP", "DocumentImporter", "FormatPlugin", "list_plugins", "load_plugin"]

FORMAT_GROUP = "comparer.formats"
IMPORTER_GROUP = "comparer.importers"
_REQUIRED_ATTRIBUTES = {FORMAT_GROUP: ("name", "suffix", "render"), IMPORTER_GROUP: ("name", "suffix", "parse")}


class FormatPlugin(Protocol):
    """Draws a report. `suffix` is the ending of its files without a dot, `extra` what to install ("" for nothing)."""

    name: str
    suffix: str
    extra: str

    def render(self, report: ReportValue, options: RenderOptions) -> str | bytes: ...


class DocumentImporter(Protocol):
    """Reads documents: bytes to their text as Markdown, printed numbers and all. Raises ValueError with the reason."""

    name: str
    suffix: str
    extra: str

    def parse(self, content: bytes) -> str: ...


def list_plugins(group: str) -> tuple[str, ...]:
    """The names that installed packages give in a group, sorted. None of them is loaded."""
    from importlib.metadata import entry_points

    return tuple(sorted({entry_point.name for entry_point in entry_points(group=group)}))


def load_plugin(group: str, name: str) -> Any:
    """The object behind a name. Raises UsageError where no package names it, or it cannot be loaded."""
    from importlib.metadata import entry_points

    candidates = sorted(entry_points(group=group, name=name), key=lambda entry_point: entry_point.value)
    kind = group.rpartition(".")[2].removesuffix("s")
    if not candidates:
        known_names = list_plugins(group)
        raise UsageError(
            f"no installed package has the {kind} '{name}'",
            did_you_mean(name, known_names) or f"{kind}s: {', '.join(known_names) or 'none'}",
        )
    if len(candidates) > 1:
        modules = ", ".join(entry_point.value for entry_point in candidates)
        raise UsageError(f"several packages have the {kind} '{name}': {modules}", "uninstall all but one of them")
    try:
        plugin = candidates[0].load()
    except ImportError as error:
        raise UsageError(f"the {kind} '{name}' cannot be loaded: {error}") from error
    missing = [attribute for attribute in _REQUIRED_ATTRIBUTES[group] if not hasattr(plugin, attribute)]
    if missing:
        raise UsageError(f"the {kind} '{name}' has no {' and no '.join(missing)}")
    return plugin
