"""`comparer import`: plan files from documents."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from comparer.app import disk, documents, file_writes
from comparer.app.cli.arguments import DATE_FORMAT
from comparer.app.cli.document_notes import DocumentNotes, print_draft_notes
from comparer.app.cli.run import command_error, print_note, write_stdout
from comparer.ingest.import_document import Draft, plan_file_text
from comparer.load import strict_yaml
from comparer.model.errors import UsageError
from comparer.model.problems import quote_word
from comparer.session import require_date

PLAN_SCHEMA_PATH = Path("plans/.schema/plan.schema.json")
DRAFTS_FOLDER = Path("plans/drafts")
STANDARD_OUTPUT = "-"


def add_arguments(parser: ArgumentParser) -> None:
    help_text = "a .txt, .md, .docx, .pdf, .html or .xml file; - is standard input"
    parser.add_argument("files", metavar="FILE", nargs="+", help=help_text)
    parser.add_argument("--plan", metavar="ID", default="", help="the id of the new plan (from the file's name)")
    parser.add_argument("--title", metavar="TEXT", default="", help="its title (from the document)")
    parser.add_argument("--issued", metavar="DATE", default="", help=f"when it was issued, {DATE_FORMAT}")
    help_text = "a file, or a folder with / at its end (standard output, as is -)"
    parser.add_argument("--output", metavar="PATH", default="", help=help_text)
    help_text = "write over --output, with the encodings of clauses that did not change"
    parser.add_argument("--update", action="store_true", help=help_text)
    help_text = "read it with an importer of an installed package"
    parser.add_argument("--importer", metavar="NAME", default="", help=help_text)


def main(arguments: Namespace) -> int:
    names = arguments.files
    if len(names) > 1 and (arguments.plan or arguments.title):
        raise command_error("--plan and --title name one document; import the others by themselves")
    try:
        require_date(arguments.issued)
    except UsageError as error:
        message = f"--issued {quote_word(arguments.issued)} is not a date; write YYYY-MM-DD, YYYY-MM or YYYY"
        raise command_error(message) from error
    for name, plan_id, output in _import_targets(arguments, names):
        _import_file(arguments, name, plan_id, output)
    return 0


def _import_targets(arguments: Namespace, names: Sequence[str]) -> list[tuple[str, str, Path | None]]:
    """Each document with the id of its plan and the file that it goes to; None is standard output."""
    output_name = arguments.output
    plan_ids = [documents.choose_plan_id(arguments.plan, name) for name in names]
    if len(set(plan_ids)) < len(plan_ids):
        shared_id = next(plan_id for plan_id in plan_ids if plan_ids.count(plan_id) > 1)
        message = f"two of the documents would have the id '{shared_id}'"
        raise command_error(message, "import them one by one with --plan ID")
    if len(names) > 1 and output_name == STANDARD_OUTPUT:
        raise command_error("several plans cannot go to standard output", "name a folder with --output DIR/")
    if output_name.endswith(("/", os.sep)) or (len(names) > 1 and output_name):
        folder: Path | None = Path(output_name)
    else:
        folder = _drafts_folder() if len(names) > 1 else None
    if folder is not None:
        return [(name, plan_id, folder / f"{plan_id}.yaml") for name, plan_id in zip(names, plan_ids, strict=True)]
    output = None if output_name in ("", STANDARD_OUTPUT) else Path(output_name)
    return [(names[0], plan_ids[0], output)]


def _drafts_folder() -> Path:
    """Where the drafts of the workspace lie that surrounds the folder in which the command runs."""
    workspace_folder = _enclosing_workspace(Path.cwd() / "plan.yaml")
    if workspace_folder is None:
        raise command_error("several documents need a folder for their plans", "name one with --output DIR/")
    return workspace_folder / DRAFTS_FOLDER


def _import_file(arguments: Namespace, name: str, plan_id: str, output: Path | None) -> None:
    if output is not None:
        _require_free_output(output, plan_id, is_update=arguments.update)
    draft = _read_draft(name, arguments.importer)
    draft = replace(draft, title=arguments.title or draft.title, issued=arguments.issued or draft.issued)
    text = plan_file_text(draft, plan_id, documents.source_name(name), _schema_reference(output))
    print_draft_notes(draft, plan_id)
    if output is None:
        write_stdout(text)
    else:
        _write_plan_file(output, text.encode(), plan_id, is_update=arguments.update)


def _read_draft(name: str, importer: str) -> Draft:
    content = documents.read_document(name)
    place = documents.source_name(name) if name == documents.STANDARD_INPUT else name
    DocumentNotes().start_document(place, len(content))
    return documents.read_draft(content, name, importer)


def _write_plan_file(output: Path, content: bytes, plan_id: str, *, is_update: bool) -> None:
    is_new_folder = not output.parent.exists()
    if is_update and output.is_file():
        old_content = disk.read_file(output)
        content, messages = documents.update_plan_file(old_content, content)
        for message in messages:
            print_note(message)
        if not file_writes.replace_unchanged_file(output, old_content, content):
            raise command_error("it has been changed meanwhile, and it is kept", "import again", str(output))
    elif output.exists() and not output.is_file():  # a device or a pipe
        file_writes.write_file(output, content)
    else:
        try:
            file_writes.write_new_file(output, content)
        except FileExistsError as error:
            message = "a file of this name has appeared meanwhile, and it is kept"
            raise command_error(message, "import again", str(output)) from error
    print_note(f"wrote {output}{' (and made its folder)' if is_new_folder else ''}")
    if not is_update:
        print_note(f"next: comparer validate; comparer compare; comparer suggest {plan_id}")


def _require_free_output(output: Path, plan_id: str, *, is_update: bool) -> None:
    """Refuse to write over a file, which may hold hours of encoding, and to use the id of another plan."""
    if not disk.is_utf8(str(output)):
        raise command_error("it is not UTF-8, so that no command would read the plan", "name another", str(output))
    if output.is_dir():
        raise command_error("it is a folder", f"name a file: {output / f'{plan_id}.yaml'}", str(output))
    if output.is_file() and not is_update:
        hint = "name another with --output, or carry its encodings over with --update"
        raise command_error("there is such a file already, and it is kept", hint, str(output))
    workspace_folder = _enclosing_workspace(output)
    if workspace_folder is None or not disk.absolute_path(output).is_relative_to(workspace_folder / "plans"):
        return
    try:
        files = disk.read_workspace(workspace_folder)
    except disk.FileError:  # a workspace in which this plan will be the first
        return
    for path, content in files.items():
        if disk.absolute_path(workspace_folder / path) == disk.absolute_path(output):
            continue
        data = strict_yaml.read_yaml(content, path).data
        if isinstance(data, dict) and data.get("plan") == plan_id:
            message = f"the id '{plan_id}' is that of the plan in {path}"
            raise command_error(message, "choose another with --plan ID", str(output))


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
