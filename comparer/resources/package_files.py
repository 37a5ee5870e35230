"""The YAML files that travel inside the package, as plain data. They are our own: read fast, and not checked."""

from __future__ import annotations

from typing import Any

import comparer.resources as package

__all__ = ["list_package_yaml", "read_package_yaml"]


def read_package_yaml(folder: str, name: str) -> Any:
    """What one file of a folder of the package holds. FileNotFoundError where there is none."""
    import yaml

    # By the package's loader: importlib.resources brings half a dozen modules with it that nothing else here needs.
    loader: Any = package.__loader__
    content = loader.get_data(f"{package.__path__[0]}/{folder}/{name}.yaml")
    return yaml.load(content.decode(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def list_package_yaml(folder: str) -> tuple[str, ...]:
    """The names of the files of a folder of the package, in their order."""
    from importlib.resources import files

    entries = files("comparer.resources").joinpath(folder).iterdir()
    return tuple(sorted(entry.name.removesuffix(".yaml") for entry in entries if entry.name.endswith(".yaml")))
