"""The YAML files that travel inside the package, as plain data. They are our own: read fast, and not checked."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

__all__ = ["list_package_yaml", "read_package_yaml"]


def read_package_yaml(folder: str, name: str) -> Any:
    """What one file of a folder of the package holds. FileNotFoundError where there is none."""
    import yaml

    text = files("comparer.resources").joinpath(folder, f"{name}.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def list_package_yaml(folder: str) -> tuple[str, ...]:
    """The names of the files of a folder of the package, in their order."""
    entries = files("comparer.resources").joinpath(folder).iterdir()
    return tuple(sorted(entry.name.removesuffix(".yaml") for entry in entries if entry.name.endswith(".yaml")))
