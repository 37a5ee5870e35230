"""`comparer init`: a workspace for another negotiation, with an invented example in which every command works."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from comparer.app import file_writes
from comparer.app.cli.run import command_error, print_line
from comparer.load import editor_schemas, strict_yaml
from comparer.resources import new_workspace

VOCABULARY_PATH = "plans/vocabulary.yaml"
COMMON_FILES = frozenset({"README.md", ".gitignore", ".vscode/settings.json", ".vscode/extensions.json"})
"""Files of the example that a workspace without one has too."""
EMPTY_FILES = {
    VOCABULARY_PATH: b"# yaml-language-server: $schema=.schema/vocabulary.schema.json\nactors: {}\n",
    "plans/settings.yaml": b"# yaml-language-server: $schema=.schema/settings.schema.json\nlanguage: en\n",
}


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("folder", metavar="DIR")
    parser.add_argument(
        "--empty", action="store_true", help="without the example: an empty vocabulary, and room for drafts"
    )


def main(arguments: Namespace) -> int:
    if not arguments.folder:
        raise command_error("DIR is empty; name a new folder")
    folder = Path(arguments.folder)
    _require_empty_folder(folder, arguments.folder)
    content = dict(new_workspace.workspace_files())
    if arguments.empty:
        content = {path: text for path, text in content.items() if path in COMMON_FILES} | EMPTY_FILES
    vocabulary = strict_yaml.read_yaml(content[VOCABULARY_PATH], VOCABULARY_PATH).data
    content |= {path: text.encode() for path, text in editor_schemas.generate_all_schemas(vocabulary)}
    file_writes.write_files_together({folder / path: content[path] for path in sorted(content)}, folder)
    print_line(f"A workspace in {folder}: {len(content)} files. Begin with {folder / 'README.md'}")
    return 0


def _require_empty_folder(folder: Path, name: str) -> None:
    """Only a new or an empty folder is filled: nothing is ever overwritten."""
    try:
        if folder.is_dir():
            if any(folder.iterdir()):
                raise command_error("it is not empty, and nothing in it is overwritten; name a new folder", place=name)
        elif folder.exists() or folder.is_symlink():
            raise command_error("there is a file of this name; name a new folder", place=name)
    except OSError as error:
        raise command_error((error.strerror or "it cannot be read").lower(), place=name) from error
