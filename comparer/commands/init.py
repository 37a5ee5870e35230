"""`comparer init`: a workspace for another negotiation, with an invented example in which every command works."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from comparer import files, strict_yaml, templates, workspace_schema
from comparer.commands import emit, refuse

VOCABULARY = "plans/vocabulary.yaml"


def main(arguments: Namespace) -> int:
    if not arguments.folder:
        raise refuse("DIR is empty; name a new folder")
    folder = Path(arguments.folder)
    _free(folder, arguments.folder)
    content = dict(templates.workspace())
    vocabulary = strict_yaml.read(content[VOCABULARY], VOCABULARY).data
    content |= {path: text.encode() for path, text in workspace_schema.whole(vocabulary)}
    for path in sorted(content):
        files.write_whole(folder / path, content[path])
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
