"""What each command may be asked."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NoReturn

from comparer.model.problems import harmless, suggest

FORMATS = ("table", "md", "html", "json", "csv", "xlsx", "docx", "text")
FAULT_FORMATS = ("text", "json", "sarif", "github")
LANGUAGES = ("en", "uk", "ru")
DATE = "YYYY, YYYY-MM or YYYY-MM-DD"

Add = Callable[..., argparse.Action]


class Parser(argparse.ArgumentParser):
    """The standard parser, with a near miss named where a word is misspelt, and no abbreviated flags."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **{"allow_abbrev": False, **options})

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"comparer: error: {harmless(self._told(message))}; see '{self.prog} --help'\n")

    def _print_message(self, message: str, file: object = None) -> None:
        from comparer.app.cli.run import emit, say

        if file is sys.stderr:
            say(message.rstrip("\n"))
        else:
            emit(message)

    def _told(self, message: str) -> str:
        """The message with the nearest word, or else all words, where one is misspelt."""
        what, _, flags = message.partition("unrecognized arguments: ")
        if flags and not what:
            known = [flag for action in self._actions for flag in action.option_strings]
            hint = suggest(flags.split()[0].partition("=")[0], known)
            return message + (f" ({hint})" if hint else "")
        what, _, rest = message.partition("invalid choice: '")
        word = rest.partition("' (choose from")[0]
        if not rest:
            return message
        choices = next(
            ([str(one) for one in each.choices] for each in self._actions if each.choices and _names(each, what)), []
        )
        return f"{what}invalid choice: '{word}' ({suggest(word, choices) or 'one of: ' + ', '.join(choices)})"


def _names(action: argparse.Action, said: str) -> bool:
    """Whether a message begins with the name of an argument."""
    name = "/".join(action.option_strings) or str(action.metavar or action.dest)
    return said == f"argument {name}: "


def parse(words: Sequence[str], about: str, commands: Mapping[str, str], version: str) -> argparse.Namespace:
    """The arguments of one run. SystemExit after a message where they cannot be understood, or help was asked for."""
    parser = Parser(prog="comparer", description=about)
    parser.add_argument("--version", action="version", version=version)
    _workspace(parser.add_argument, None)
    named = parser.add_subparsers(dest="command", metavar="COMMAND", required=True, parser_class=Parser)

    def command(name: str) -> Add:
        added = named.add_parser(name, help=commands[name], description=commands[name])
        _workspace(added.add_argument, argparse.SUPPRESS)
        return added.add_argument

    _reading(command)
    _reporting(command)
    _judging(command)
    _writing(command)
    arguments, extra = parser.parse_known_args(words)
    extra = _placed(arguments, extra)
    if extra:
        named.choices[arguments.command].error(f"unrecognized arguments: {' '.join(extra)}")
    return arguments


def _placed(arguments: argparse.Namespace, extra: list[str]) -> list[str]:
    """Names that stood after a flag, put where they belong: argparse takes such lists in one piece only."""
    if any(one.startswith("-") for one in extra):
        return extra
    for name in ("plans", "paths", "files"):
        if isinstance(getattr(arguments, name, None), list):
            getattr(arguments, name).extend(extra)
            return []
    for name in ("right", "against"):
        if extra and getattr(arguments, name, None) == "":
            setattr(arguments, name, extra.pop(0))
    return extra


def _workspace(add: Add, default: object) -> None:
    add("--workspace", metavar="DIR", default=default, help="the folder that holds plans/ (the nearest upwards)")


def _reading(command: Callable[[str], Add]) -> None:
    add = command("validate")
    add("paths", metavar="PATH", nargs="*", help="show the faults of these files or folders alone")
    add("--strict", action="store_true", help="warnings are errors, and every clause must be whole")
    _format(add, FAULT_FORMATS)

    _format(command("plans"), ("table", "json"))
    _format(command("rules"), ("table", "json"))
    add = command("schema")
    add("name", metavar="NAME", nargs="?", default="", help="its name; without one, the names are listed")
    add("--write", action="store_true", help="write the schemas that editors use for this workspace, with its words")


def _reporting(command: Callable[[str], Add]) -> None:
    add = command("compare")
    _plans(add)
    _format(add, FORMATS)
    _output(add)
    add("--reports", metavar="DIR", default="", help="write every format into a folder and print a summary")
    add("--issue", metavar="ISSUE", default="", help="only what lies under this issue")
    add("--base", metavar="PLAN", default="", help="the plan that others are shown against")
    _dated(add)

    add = command("diff")
    add("left", metavar="LEFT", nargs="?", default="", help="a plan id, a file, a document, or FILE@REV of git")
    add("right", metavar="RIGHT", nargs="?", default="", help="likewise")
    add("--reports", metavar=("A.json", "B.json"), nargs=2, default=(), help="compare two reports instead")
    _format(add, FORMATS)
    _output(add)
    _dated(add)

    add = command("align")
    add("left", metavar="LEFT", help="a plan id or a file")
    add("right", metavar="RIGHT", help="likewise")
    _format(add, ("table", "json"))


def _judging(command: Callable[[str], Add]) -> None:
    add = command("check")
    _plans(add)
    add("--fail-on", metavar="CLASS,…", default="", help="classes of findings that fail (default: breached)")
    _format(add, FAULT_FORMATS)
    _dated(add)

    add = command("redlines")
    _plans(add)
    add("--party", metavar="PARTY", default="", help="the lines of one party")
    _format(add, ("table", "json", "md"))
    _dated(add)

    add = command("explain")
    add("subject", metavar="PLAN#CLAUSE", help="or PARTY#LINE, or a CONSTRAINT")
    add("against", metavar="PLAN#CLAUSE|PARTY#LINE|CONSTRAINT", nargs="?", default="", help="only what the two share")
    _format(add, ("text", "json"))
    _dated(add)


def _writing(command: Callable[[str], Add]) -> None:
    add = command("import")
    add("files", metavar="FILE", nargs="+", help="a .txt, .md, .docx, .pdf, .html or .xml file; - is standard input")
    add("--plan", metavar="ID", default="", help="the id of the new plan (from the file's name)")
    add("--title", metavar="TEXT", default="", help="its title (from the document)")
    add("--issued", metavar="DATE", default="", help=f"when it was issued, {DATE}")
    add("--output", metavar="PATH", default="", help="a file, or a folder with / at its end (standard output, as is -)")
    add("--update", action="store_true", help="write over --output, with the encodings of clauses that did not change")
    add = command("suggest")
    add("plan", metavar="PLAN", help="a plan id or a file")
    add("--write", action="store_true", help="splice the suggestions into the file")
    _format(add, ("table", "json"))
    add = command("watch")
    add("--port", type=int, default=8733, help="the port to serve on (8733; 0 takes a free one)")
    _dated(add)
    add = command("init")
    add("folder", metavar="DIR")
    add("--empty", action="store_true", help="without the example: an empty vocabulary, and room for drafts")


def _plans(add: Add) -> None:
    add("plans", metavar="PLAN", nargs="*", help="plan ids or files (all plans)")


def _format(add: Add, choices: tuple[str, ...]) -> None:
    add("--format", choices=choices, default=choices[0], help="the form of the output (%(default)s)")


def _output(add: Add) -> None:
    add("--output", metavar="PATH", default="", help="write to a file instead of standard output")


def _dated(add: Add) -> None:
    add("--as-of", metavar="DATE", default="", help=f"judge lines and law as of a date, {DATE}")
    add("--lang", choices=LANGUAGES, default="", help="the language of headings and fixed sentences")
