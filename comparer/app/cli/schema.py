"""`comparer schema`: the schemas, to read or to point an editor at; and those of a workspace, with its own words."""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path
from typing import Any

from comparer.app import disk
from comparer.app.cli import inputs
from comparer.app.cli.run import Refusal, emit, refuse
from comparer.load import editor_schemas, schemas, strict_yaml
from comparer.model.problems import suggest

VOCABULARY = "plans/vocabulary.yaml"
GENERAL = "schema"
"""The folder of a workspace that holds the general schemas, where it has one; its files point there."""


def main(arguments: Namespace) -> int:
    if arguments.write:
        return _write(arguments)
    names = schemas.names()
    if not arguments.name:
        emit("\n".join(names) + "\n")
        return 0
    if arguments.name not in names:
        hint = suggest(arguments.name, names) or f"there are: {', '.join(names)}"
        raise refuse(f"'{arguments.name}' is no schema", hint)
    emit(json.dumps(schemas.schema(arguments.name), indent=2, ensure_ascii=False) + "\n")
    return 0


def _write(arguments: Namespace) -> int:
    if arguments.name:
        raise refuse("--write writes all schemas of the workspace; leave out NAME")
    top = inputs.folder(arguments)
    own = editor_schemas.generated if (top / GENERAL).is_dir() else editor_schemas.whole
    written = [*own(_vocabulary(top))]
    for path, text in written:
        disk.write_whole(top / path, text.encode())
    emit(f"wrote {len(written)} schemas into {editor_schemas.FOLDER}/\n")
    return 0


def _vocabulary(top: Path) -> Any:
    """The vocabulary, or nothing where there is none. Refusal with its faults where it has any."""
    path = next((top / name for name in (VOCABULARY, "plans/vocabulary.yml") if (top / name).is_file()), None)
    if path is None:
        return {}
    document = strict_yaml.read(disk.read(path, str(top)), path.relative_to(top).as_posix())
    faults = (*document.problems, *(schemas.check(document, "vocabulary") if document.data is not None else ()))
    if faults:
        raise Refusal(*faults)
    return document.data
