"""`comparer import`: plan files from documents."""

from __future__ import annotations

import os
from argparse import Namespace
from dataclasses import replace
from pathlib import Path

from comparer.app import disk
from comparer.app.cli import documents, inputs
from comparer.app.cli.run import emit, refuse, say
from comparer.ingest import import_document
from comparer.ingest.blocks import clean
from comparer.ingest.carry_over import carry_over
from comparer.load import strict_yaml
from comparer.model.problems import harmless, shown

SCHEMA = Path("plans/.schema/plan.schema.json")
DRAFTS = Path("plans/drafts")
PRINTED = "-"


def main(arguments: Namespace) -> int:
    names = arguments.files
    if len(names) > 1 and (arguments.plan or arguments.title):
        raise refuse("--plan and --title name one document; import the others by themselves")
    if arguments.issued and not inputs.is_date(arguments.issued):
        raise refuse(f"--issued {shown(arguments.issued)} is not a date; write YYYY-MM-DD, YYYY-MM or YYYY")
    for name, plan, output in _targets(arguments, names):
        _import(arguments, name, plan, output)
    return 0


def _targets(arguments: Namespace, names: list[str]) -> list[tuple[str, str, Path | None]]:
    """Each document with the id of its plan and the file that it goes to; None is standard output."""
    given = arguments.output
    ids = [_plan_id(arguments.plan, name) for name in names]
    if len(set(ids)) < len(ids):
        twice = next(id_ for id_ in ids if ids.count(id_) > 1)
        raise refuse(f"two of the documents would have the id '{twice}'", "import them one by one with --plan ID")
    folder = Path(given) if given.endswith(("/", os.sep)) or (len(names) > 1 and given not in ("", PRINTED)) else None
    if len(names) > 1 and given == PRINTED:
        raise refuse("several plans cannot go to standard output", "name a folder with --output DIR/")
    if len(names) > 1 and not given:
        folder = _drafts()
    if folder is not None:
        return [(name, id_, folder / f"{id_}.yaml") for name, id_ in zip(names, ids, strict=True)]
    output = None if given in ("", PRINTED) else Path(given)
    return [(names[0], ids[0], output)]


def _drafts() -> Path:
    top = _top(Path.cwd() / "x")
    if top is None:
        raise refuse("several documents need a folder for their plans", "name one with --output DIR/")
    return top / DRAFTS


def _import(arguments: Namespace, name: str, plan: str, output: Path | None) -> None:
    if output is not None:
        _check_output(output, plan, update=arguments.update)
    draft = documents.draft_file(name)
    draft = replace(draft, title=arguments.title or draft.title, issued=arguments.issued or draft.issued)
    source = "standard input" if name == "-" else clean(Path(name).name)
    text = import_document.plan_file(draft, plan, source, _schema(output))
    documents.tell_draft(draft, plan)
    if output is None:
        emit(text)
        return
    content = text.encode()
    if arguments.update and output.is_file():
        content, told = carry_over(disk.read(output), content)
        for line in told:
            say(harmless(line))
    elif output.exists():
        raise refuse("a file of this name has appeared meanwhile, and it is kept", "import again", str(output))
    made = not output.parent.exists()
    disk.write_whole(output, content)
    say(harmless(f"wrote {output}{' (and made its folder)' if made else ''}"))
    if not arguments.update:
        say(harmless(f"next: comparer validate; comparer compare; comparer suggest {plan}"))


def _plan_id(given: str, name: str) -> str:
    """The id asked for, or one made of the file's name."""
    if not given:
        return documents.plan_id(name)
    made = import_document.slug(given, words=12)
    if given != made:
        hint = f"did you mean '{made}'?" if made else ""
        raise refuse(f"{shown(given)} is not an id of a plan: lower-case letters and digits, joined by '-'", hint)
    return made


def _check_output(output: Path, plan: str, *, update: bool) -> None:
    """Refuse to write over a file, which may hold hours of encoding, and to use the id of another plan."""
    if output.is_dir():
        raise refuse("it is a folder", f"name a file: {output / f'{plan}.yaml'}", str(output))
    if output.is_file() and not update:
        hint = "name another with --output, or carry its encodings over with --update"
        raise refuse("there is such a file already, and it is kept", hint, str(output))
    top = _top(output)
    if top is None or not disk.absolute(output).is_relative_to(top / "plans"):
        return
    try:
        content = disk.read_workspace(top)
    except disk.FileError:  # a workspace in which this plan will be the first
        return
    for path, old in content.items():
        if disk.absolute(top / path) == disk.absolute(output):
            continue
        data = strict_yaml.read(old, path).data
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
