"""`comparer init`: a workspace for another negotiation, with an invented example in which every command works."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from comparer.app import disk
from comparer.app.cli.run import emit, refuse
from comparer.load import editor_schemas, strict_yaml
from comparer.resources import new_workspace

VOCABULARY = "plans/vocabulary.yaml"
KEPT = frozenset({"README.md", ".gitignore", ".vscode/settings.json", ".vscode/extensions.json"})
"""Files of the example that a workspace without one has too."""
EMPTY = {
    VOCABULARY: b"# yaml-language-server: $schema=.schema/vocabulary.schema.json\nactors: {}\n",
    "plans/settings.yaml": b"# yaml-language-server: $schema=.schema/settings.schema.json\nlanguage: en\n",
}


def main(arguments: Namespace) -> int:
    if not arguments.folder:
        raise refuse("DIR is empty; name a new folder")
    folder = Path(arguments.folder)
    _free(folder, arguments.folder)
    content = dict(new_workspace.workspace())
    if arguments.empty:
        content = {path: text for path, text in content.items() if path in KEPT} | EMPTY
    vocabulary = strict_yaml.read(content[VOCABULARY], VOCABULARY).data
    content |= {path: text.encode() for path, text in editor_schemas.whole(vocabulary)}
    for path in sorted(content):
        disk.write_whole(folder / path, content[path])
    emit(f"A workspace in {folder}: {len(content)} files. Begin with {folder / 'README.md'}\n")
    return 0


def _free(folder: Path, name: str) -> None:
    """Only a new or an empty folder is filled: nothing is ever overwritten."""
    try:
        if folder.is_dir():
            if any(folder.iterdir()):
                raise refuse("it is not empty, and nothing in it is overwritten; name a new folder", place=name)
        elif folder.exists() or folder.is_symlink():
            raise refuse("there is a file of this name; name a new folder", place=name)
    except OSError as error:
        raise refuse((error.strerror or "it cannot be read").lower(), place=name) from error
