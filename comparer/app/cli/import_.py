"""`comparer import`: a plan file from numbered text."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from importlib.util import find_spec
from pathlib import Path

from comparer.app import disk
from comparer.app.cli.run import emit, refuse, say
from comparer.ingest import import_document
from comparer.ingest.blocks import clean
from comparer.load import strict_yaml
from comparer.model.problems import harmless, shown, suggest

TOLD = 20
SCHEMA = Path("plans/.schema/plan.schema.json")


def main(arguments: Namespace) -> int:
    name = arguments.file
    plan = _plan_id(arguments.plan, name)
    output = Path(arguments.output) if arguments.output else None
    if output is not None:
        _free(output, plan)
    content = _standard_input() if name == "-" else _read(name)
    try:
        kind = _kind(name, content)
        draft = import_document.draft_of(content, kind)
    except import_document.Unreadable as reason:
        raise refuse(reason.message, reason.suggestion, "standard input" if name == "-" else name) from reason
    source = "standard input" if name == "-" else clean(Path(name).name)
    text = import_document.plan_file(draft, plan, source, _schema(output))
    _tell(draft, plan)
    if output is None:
        emit(text)
    else:
        disk.write_whole(output, text.encode())
        say(f"wrote {arguments.output}")
    return 0


def _plan_id(given: str, name: str) -> str:
    """The id asked for, or one made of the file's name."""
    made = import_document.slug(given or Path(name).stem, words=12) if name != "-" or given else "new-draft"
    if given and given != made:
        hint = f"did you mean '{made}'?" if made else ""
        raise refuse(f"{shown(given)} is no id of a plan: lower-case letters and digits, joined by '-'", hint)
    return made or "new-draft"


def _standard_input() -> bytes:
    try:
        return sys.stdin.buffer.read()
    except (AttributeError, OSError, ValueError) as error:  # closed, or no stream at all
        raise refuse("it cannot be read", place="standard input") from error


def _read(name: str) -> bytes:
    ending = Path(name).suffix.lower()
    content = disk.read(Path(name))
    if ending not in import_document.FORMATS:
        hint = suggest(ending, import_document.FORMATS) if ending else ""
        raise refuse(
            f"cannot import a file that ends in {shown(ending)}" if ending else "cannot tell what format this file has",
            hint or f"save it as one of {', '.join(import_document.FORMATS)}",
            name,
        )
    return content


def _kind(name: str, content: bytes) -> str:
    """The format, by how the content begins or the name ends. Refusal where the library that it needs is not there."""
    named = name != "-" and not content.startswith(import_document.MARKED)
    kind = import_document.FORMATS[Path(name).suffix.lower()] if named else import_document.kind_of(content)
    needed = import_document.NEEDS.get(kind)
    if needed and find_spec(needed) is None:
        ending = ".docx" if kind == "word" else ".pdf"
        raise refuse(f"reading {ending} needs the extra 'office'", "pip install 'comparer[office]'")
    return kind


def _free(output: Path, plan: str) -> None:
    """Refuse to write over a file, which may hold hours of encoding, and to use the id of another plan."""
    if output.is_dir():
        raise refuse("it is a folder", f"name a file: {output / f'{plan}.yaml'}", str(output))
    if output.is_file():
        raise refuse("there is such a file already, and it is kept", "name another with --output", str(output))
    top = _top(output)
    if top is None or not disk.absolute(output).is_relative_to(top / "plans"):
        return
    for path, content in disk.read_workspace(top).items():
        data = strict_yaml.read(content, path).data
        if isinstance(data, dict) and data.get("plan") == plan:
            raise refuse(f"the id '{plan}' is that of the plan in {path}", "choose another with --plan ID", str(output))


def _top(output: Path) -> Path | None:
    """The workspace in which the file will lie."""
    try:
        return disk.find_workspace(disk.absolute(output).parent)
    except disk.FileError:
        return None


def _schema(output: Path | None) -> str:
    """Where the schema of plans lies, seen from the new file; of a file that goes elsewhere, from plans/drafts/."""
    top = _top(output) if output else None
    if output is None or top is None:
        return "../.schema/plan.schema.json"
    return Path(os.path.relpath(top / SCHEMA, output.parent)).as_posix()


def _tell(draft: import_document.Draft, plan: str) -> None:
    clauses = sum(len(one.clauses) for one in draft.provisions)
    contested = sum(clause.contested for one in draft.provisions for clause in one.clauses)
    brackets = f", {contested} contested (in brackets)" if contested else ""
    say(f"{plan}: {len(draft.provisions)} provisions, {clauses} clauses{brackets}")
    say("assumed: kind draft, coverage complete")
    for remark in draft.remarks:
        say(harmless(remark))
    for where, text in draft.unplaced[:TOLD]:
        say(harmless(f"not placed, {where}: {shown(text, 100)}"))
    if len(draft.unplaced) > TOLD:
        say(f"not placed: {len(draft.unplaced) - TOLD} more; the note of the file holds them all")
