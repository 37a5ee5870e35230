"""The command line: what may be asked, and which command answers. Commands are imported when they are called."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import NoReturn

from comparer import __version__

FORMATS = ("table", "md", "html", "json", "csv", "xlsx", "docx", "text")
FAULT_FORMATS = ("text", "json", "sarif", "github")
LANGUAGES = ("en", "uk", "ru")
DATE = "YYYY, YYYY-MM or YYYY-MM-DD"

Add = Callable[..., argparse.Action]


class Parser(argparse.ArgumentParser):
    """The standard parser, with a near miss named where a word is misspelt."""

    def error(self, message: str) -> NoReturn:
        hint = self._near_miss(message)
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: error: {message}{hint}\n")

    def _near_miss(self, message: str) -> str:
        from comparer.problems import suggest

        _, _, rest = message.partition("unrecognized arguments: ")
        if rest:
            known = sorted(
                {flag for parser in self._all() for action in parser._actions for flag in action.option_strings}
            )
            hint = suggest(rest.split()[0], known)
            return f" ({hint})" if hint else ""
        _, _, rest = message.partition("invalid choice: '")
        choices = [str(one) for action in self._actions for one in (action.choices or ())]
        hint = suggest(rest.partition("'")[0], choices) if rest else ""
        return f" ({hint})" if hint else ""

    def _all(self) -> list[argparse.ArgumentParser]:
        below = [
            one
            for action in self._actions
            for one in (getattr(action, "choices", None) or {}).values()
            if isinstance(getattr(action, "choices", None), dict)
        ]
        return [self, *below]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0, 1 (a gate that fails) or 2 (it could not run)."""
    arguments = _parser().parse_args(argv)
    from comparer.commands import run

    return run(arguments, import_module(f"comparer.commands.{arguments.command.replace('-', '_')}").main)


def _parser() -> Parser:
    parser = Parser(prog="comparer", description="Compare drafts of an agreement, provision by provision.")
    parser.add_argument("--version", action="version", version=f"comparer {__version__}")
    _workspace(parser.add_argument, None)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True, parser_class=Parser)

    def command(name: str, text: str) -> Add:
        added = commands.add_parser(name, help=text, description=text)
        _workspace(added.add_argument, argparse.SUPPRESS)
        return added.add_argument

    _reading(command)
    _reporting(command)
    _writing(command)
    return parser


def _workspace(add: Add, default: object) -> None:
    add("--workspace", metavar="DIR", default=default, help="the folder that holds plans/ (the nearest upwards)")


def _reading(command: Callable[[str, str], Add]) -> None:
    add = command("validate", "Check the data files and list every fault.")
    add("paths", metavar="PATH", nargs="*", help="show the faults of these files or folders alone")
    add("--strict", action="store_true", help="warnings are errors, and every clause must be whole")
    _format(add, FAULT_FORMATS, "text")

    _format(command("plans", "What each plan is, how much of it is known, and who accepted it."), ("table", "json"))
    _format(command("rules", "Every rule: what it means and why it matters."), ("table", "json"))
    add = command("schema", "Print the schema of a data file or of the report.")
    add("name", metavar="NAME", nargs="?", default="", help="its name; without one, the names are listed")


def _reporting(command: Callable[[str, str], Add]) -> None:
    add = command("compare", "Compare plans: what changed, what is missing, what it runs into.")
    _plans(add)
    _format(add, FORMATS, "table")
    add("--output", metavar="PATH", default="", help="write to a file instead of standard output")
    add("--reports", metavar="DIR", default="", help="write every format into a folder and print a summary")
    add("--issue", metavar="ISSUE", default="", help="only what lies under this issue")
    add("--base", metavar="PLAN", default="", help="the plan that others are shown against")
    _dated(add)

    add = command("check", "Fail where a plan does what the record does not accept.")
    _plans(add)
    add("--fail-on", metavar="CLASS,…", default="", help="classes of findings that fail (default: breached)")
    _format(add, FAULT_FORMATS, "text")
    _dated(add)

    add = command("diff", "One pair of plans, or two reports.")
    add("left", metavar="LEFT", nargs="?", default="", help="a plan id, a file, or FILE@REV of git")
    add("right", metavar="RIGHT", nargs="?", default="", help="likewise")
    add("--reports", metavar=("A.json", "B.json"), nargs=2, default=(), help="compare two reports instead")
    _format(add, FORMATS, "table")
    add("--output", metavar="PATH", default="", help="write to a file instead of standard output")
    _dated(add)

    add = command("align", "The links of one pair of plans, and nothing else.")
    add("left", metavar="LEFT")
    add("right", metavar="RIGHT")
    _format(add, ("table", "json"), "table")

    add = command("redlines", "Red lines by plan: verdict, strength, and why.")
    _plans(add)
    add("--party", metavar="PARTY", default="", help="the lines of one party")
    _format(add, ("table", "json", "md"), "table")
    _dated(add)

    add = command("explain", "The whole chain from source to verdict for a clause, a line or a rule of law.")
    add("subject", metavar="PLAN#CLAUSE")
    add("against", metavar="PLAN#CLAUSE|PARTY#LINE|CONSTRAINT", nargs="?", default="")
    _format(add, ("text", "json"), "text")
    _dated(add)


def _writing(command: Callable[[str, str], Add]) -> None:
    add = command("import", "Make a plan file from numbered text.")
    add("file", metavar="FILE", help="a .txt, .md, .docx or .pdf file; - is standard input")
    add("--plan", metavar="ID", default="", help="the id of the new plan (from the file's name)")
    add("--output", metavar="PATH", default="", help="where to write it (standard output)")
    add = command("suggest", "For clauses without issue or norm, what other plans would give them.")
    add("plan", metavar="PLAN")
    add("--write", action="store_true", help="splice the suggestions into the file")
    _format(add, ("table", "json"))
    add = command("watch", "Check and compare on every save, and serve the page on this machine.")
    add("--port", type=int, default=8733, help="the port to serve on (8733; 0 takes a free one)")
    add("--once", action="store_true", help=argparse.SUPPRESS)
    add = command("init", "Make a workspace for another negotiation.")
    add("folder", metavar="DIR")


def _plans(add: Add) -> None:
    add("plans", metavar="PLAN", nargs="*", help="plan ids or files (all plans)")


def _format(add: Add, choices: tuple[str, ...], default: str = "") -> None:
    add("--format", choices=choices, default=default or choices[0], help="the form of the output (%(default)s)")


def _dated(add: Add) -> None:
    add("--as-of", metavar="DATE", default="", help=f"judge lines and law as of a date, {DATE}")
    add("--lang", choices=LANGUAGES, default="", help="the language of headings and fixed sentences")
