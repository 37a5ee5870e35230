"""`comparer schema`: the schemas, to read or to point an editor at; and those of a workspace, with its own words."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from comparer.app import disk, file_writes
from comparer.app.cli import inputs
from comparer.app.cli.run import command_error, print_line, write_stdout
from comparer.load import editor_schemas, schemas, strict_yaml
from comparer.model.errors import InvalidWorkspaceError
from comparer.model.problems import did_you_mean

VOCABULARY_PATH = "plans/vocabulary.yaml"
GENERAL_SCHEMA_FOLDER = "schema"
"""The folder of a workspace that holds the general schemas, where it has one; its files point there."""


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "name", metavar="NAME", nargs="?", default="", help="its name; without one, the names are listed"
    )
    parser.add_argument(
        "--write", action="store_true", help="write the schemas that editors use for this workspace, with its words"
    )


def main(arguments: Namespace) -> int:
    if arguments.write:
        return _write_schemas(arguments)
    names = schemas.schema_names()
    if not arguments.name:
        write_stdout("\n".join(names) + "\n")
        return 0
    if arguments.name not in names:
        hint = did_you_mean(arguments.name, names) or f"there are: {', '.join(names)}"
        raise command_error(f"'{arguments.name}' is not the name of a schema", hint)
    write_stdout(json.dumps(schemas.load_schema(arguments.name), indent=2, ensure_ascii=False) + "\n")
    return 0


def _write_schemas(arguments: Namespace) -> int:
    if arguments.name:
        raise command_error("--write writes all schemas of the workspace; leave out NAME")
    workspace_folder = inputs.find_workspace_folder(arguments)
    generate_files = (
        editor_schemas.generate_schemas
        if (workspace_folder / GENERAL_SCHEMA_FOLDER).is_dir()
        else editor_schemas.generate_all_schemas
    )
    schema_files = [*generate_files(_read_vocabulary(workspace_folder))]
    contents = {workspace_folder / path: text.encode() for path, text in schema_files}
    file_writes.write_files_together(contents, workspace_folder)
    print_line(f"wrote {len(schema_files)} schemas into {editor_schemas.SCHEMA_FOLDER}/")
    return 0


def _read_vocabulary(workspace_folder: Path) -> Any:
    """The vocabulary, or nothing where there is none. Raises InvalidWorkspaceError with its faults."""
    path = next(
        (
            workspace_folder / name
            for name in (VOCABULARY_PATH, "plans/vocabulary.yml")
            if (workspace_folder / name).is_file()
        ),
        None,
    )
    if path is None:
        return {}
    document = strict_yaml.read_yaml(
        disk.read_file(path, str(workspace_folder)), path.relative_to(workspace_folder).as_posix()
    )
    problems = (
        *document.problems,
        *(schemas.check_document(document, "vocabulary") if document.data is not None else ()),
    )
    if problems:
        raise InvalidWorkspaceError(*problems)
    return document.data
