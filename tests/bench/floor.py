"""The least that any comparison must do: import the two libraries, load every data file, validate each.

Usage: floor.py ROOT. Prints how many files it read.
"""

import json
import sys
from pathlib import Path

import yaml
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

FOLDERS = {"drafts": "plan", "positions": "plan", "redlines": "redlines", "constraints": "constraints"}


def schema_name(root: Path, path: Path) -> str:
    """The schema that a data file is written for, by where it lies."""
    top, *rest = path.relative_to(root).parts
    if top == "seeds":
        return "source"
    return FOLDERS.get(rest[0], "plan") if len(rest) > 1 else path.stem


def main(root: Path) -> int:
    schemas = {
        path.name.removesuffix(".schema.json"): json.loads(path.read_text(encoding="utf-8"))
        for path in sorted((root / "schema").glob("*.schema.json"))
    }
    resources = [(f"{name}.schema.json", Resource.from_contents(schema)) for name, schema in schemas.items()]
    resources += [(schema["$id"], Resource.from_contents(schema)) for schema in schemas.values() if "$id" in schema]
    registry = Registry().with_resources(resources)
    validators = {name: Draft202012Validator(schema, registry=registry) for name, schema in schemas.items()}
    paths = sorted(path for folder in ("plans", "seeds") for path in (root / folder).rglob("*.yaml"))
    for path in paths:
        data = yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
        for error in validators[schema_name(root, path)].iter_errors(data):
            print(f"{path}: {error.message}", file=sys.stderr)
    print(len(paths), "files")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1])))
