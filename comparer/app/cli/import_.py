"""`comparer import`: a plan file from numbered text."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from importlib.util import find_spec
from pathlib import Path

from comparer.app import disk
from comparer.app.cli.run import command_error, print_note, write_stdout
from comparer.ingest import import_document
from comparer.ingest.blocks import collapse_spaces
from comparer.load import strict_yaml
from comparer.model.problems import did_you_mean, escape_controls, quote_word

MAX_UNPLACED_LINES = 20
PLAN_SCHEMA_PATH = Path("plans/.schema/plan.schema.json")


def main(arguments: Namespace) -> int:
    name = arguments.file
    plan = _choose_plan_id(arguments.plan, name)
    output = Path(arguments.output) if arguments.output else None
    if output is not None:
        _require_new_plan(output, plan)
    content = _read_stdin() if name == "-" else _read_source_file(name)
    try:
        kind = _source_format(name, content)
        draft = import_document.import_draft(content, kind)
    except import_document.ImportFailure as reason:
        raise command_error(reason.message, reason.suggestion, "standard input" if name == "-" else name) from reason
    source = "standard input" if name == "-" else collapse_spaces(Path(name).name)
    text = import_document.plan_file_text(draft, plan, source, _schema_reference(output))
    _print_draft_summary(draft, plan)
    if output is None:
        write_stdout(text)
    else:
        disk.write_file_atomically(output, text.encode())
        print_note(f"wrote {arguments.output}")
    return 0


def _choose_plan_id(requested_id: str, name: str) -> str:
    """The id asked for, or one made of the file's name."""
    plan_slug = (
        import_document.make_slug(requested_id or Path(name).stem, max_words=12)
        if name != "-" or requested_id
        else "new-draft"
    )
    if requested_id and requested_id != plan_slug:
        hint = f"did you mean '{plan_slug}'?" if plan_slug else ""
        raise command_error(
            f"{quote_word(requested_id)} is no id of a plan: lower-case letters and digits, joined by '-'", hint
        )
    return plan_slug or "new-draft"


def _read_stdin() -> bytes:
    try:
        return sys.stdin.buffer.read()
    except (AttributeError, OSError, ValueError) as error:  # closed, or no stream at all
        raise command_error("it cannot be read", place="standard input") from error


def _read_source_file(name: str) -> bytes:
    ending = Path(name).suffix.lower()
    content = disk.read_file(Path(name))
    if ending not in import_document.FORMAT_BY_SUFFIX:
        hint = did_you_mean(ending, import_document.FORMAT_BY_SUFFIX) if ending else ""
        raise command_error(
            f"cannot import a file that ends in {quote_word(ending)}"
            if ending
            else "cannot tell what format this file has",
            hint or f"save it as one of {', '.join(import_document.FORMAT_BY_SUFFIX)}",
            name,
        )
    return content


def _source_format(name: str, content: bytes) -> str:
    """The format, by how the content begins or the name ends. Refusal where the library that it needs is not there."""
    has_known_ending = name != "-" and not content.startswith(import_document.BINARY_SIGNATURES)
    kind = (
        import_document.FORMAT_BY_SUFFIX[Path(name).suffix.lower()]
        if has_known_ending
        else import_document.detect_format(content)
    )
    required_library = import_document.LIBRARY_BY_FORMAT.get(kind)
    if required_library and find_spec(required_library) is None:
        ending = ".docx" if kind == "word" else ".pdf"
        raise command_error(f"reading {ending} needs the extra 'office'", "pip install 'comparer[office]'")
    return kind


def _require_new_plan(output: Path, plan: str) -> None:
    """Refuse to write over a file, which may hold hours of encoding, and to use the id of another plan."""
    if output.is_dir():
        raise command_error("it is a folder", f"name a file: {output / f'{plan}.yaml'}", str(output))
    if output.is_file():
        raise command_error("there is such a file already, and it is kept", "name another with --output", str(output))
    workspace_folder = _enclosing_workspace(output)
    if workspace_folder is None or not disk.absolute_path(output).is_relative_to(workspace_folder / "plans"):
        return
    for path, content in disk.read_workspace(workspace_folder).items():
        data = strict_yaml.read_yaml(content, path).data
        if isinstance(data, dict) and data.get("plan") == plan:
            raise command_error(
                f"the id '{plan}' is that of the plan in {path}", "choose another with --plan ID", str(output)
            )


def _enclosing_workspace(output: Path) -> Path | None:
    """The workspace in which the file will lie."""
    try:
        return disk.find_workspace(disk.absolute_path(output).parent)
    except disk.FileError:
        return None


def _schema_reference(output: Path | None) -> str:
    """Where the schema of plans lies, seen from the new file; of a file that goes elsewhere, from plans/drafts/."""
    workspace_folder = _enclosing_workspace(output) if output else None
    if output is None or workspace_folder is None:
        return "../.schema/plan.schema.json"
    return Path(os.path.relpath(workspace_folder / PLAN_SCHEMA_PATH, output.parent)).as_posix()


def _print_draft_summary(draft: import_document.Draft, plan: str) -> None:
    clause_count = sum(len(provision.clauses) for provision in draft.provisions)
    contested_count = sum(clause.is_contested for provision in draft.provisions for clause in provision.clauses)
    brackets = f", {contested_count} contested (in brackets)" if contested_count else ""
    print_note(f"{plan}: {len(draft.provisions)} provisions, {clause_count} clauses{brackets}")
    print_note("assumed: kind draft, coverage complete")
    for remark in draft.remarks:
        print_note(escape_controls(remark))
    for location, text in draft.unplaced_texts[:MAX_UNPLACED_LINES]:
        print_note(escape_controls(f"not placed, {location}: {quote_word(text, 100)}"))
    if len(draft.unplaced_texts) > MAX_UNPLACED_LINES:
        print_note(
            f"not placed: {len(draft.unplaced_texts) - MAX_UNPLACED_LINES} more; the note of the file holds them all"
        )
