"""`comparer schema`: the schemas, to read or to point an editor at."""

from __future__ import annotations

import json
from argparse import Namespace

from comparer import schemas
from comparer.commands import emit, refuse
from comparer.problems import suggest


def main(arguments: Namespace) -> int:
    names = schemas.names()
    if not arguments.name:
        emit("\n".join(names) + "\n")
        return 0
    if arguments.name not in names:
        hint = suggest(arguments.name, names) or f"there are: {', '.join(names)}"
        raise refuse(f"'{arguments.name}' is no schema", hint)
    emit(json.dumps(schemas.schema(arguments.name), indent=2, ensure_ascii=False) + "\n")
    return 0
