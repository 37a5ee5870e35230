"""`comparer import`: a plan file from numbered text."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from comparer.app import disk, documents
from comparer.app.cli.run import command_error, print_note, write_stdout
from comparer.ingest import import_document
from comparer.ingest.blocks import collapse_spaces
from comparer.load import strict_yaml
from comparer.model.problems import escape_controls, quote_word

MAX_UNPLACED_LINES = 20
PLAN_SCHEMA_PATH = Path("plans/.schema/plan.schema.json")


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="a .txt, .md, .docx or .pdf file; - is standard input")
    parser.add_argument("--plan", metavar="ID", default="", help="the id of the new plan (from the file's name)")
    parser.add_argument("--output", metavar="PATH", default="", help="where to write it (standard output)")
    parser.add_argument(
        "--importer", metavar="NAME", default="", help="read it with an importer of an installed package"
    )


def main(arguments: Namespace) -> int:
    name = arguments.file
    plan = documents.choose_plan_id(arguments.plan, "" if name == "-" else name)
    output = Path(arguments.output) if arguments.output else None
    if output is not None:
        _require_new_plan(output, plan)
    content = _read_stdin() if name == "-" else disk.read_file(Path(name))
    document_name = "" if name == "-" else name
    try:
        if arguments.importer:
            content, kind = documents.parse_with_plugin(content, document_name, arguments.importer), "markdown"
        else:
            kind = documents.detect_document_format(content, document_name)
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


def _read_stdin() -> bytes:
    try:
        return sys.stdin.buffer.read()
    except (AttributeError, OSError, ValueError) as error:  # closed, or no stream at all
        raise command_error("it cannot be read", place="standard input") from error


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
