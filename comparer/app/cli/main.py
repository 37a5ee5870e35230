"""The command line. It begins with little: the parser, the commands and the libraries are imported when used."""

from __future__ import annotations

import sys

from comparer.version import VERSION

TYPE_CHECKING = False  # known to type checkers by its name; the module typing is slow to import
if TYPE_CHECKING:
    from collections.abc import Sequence

PROGRAM_DESCRIPTION = "Compare drafts of an agreement, provision by provision."
# Every command, in the order of the help; the module of its name declares its arguments and runs it.
COMMAND_SUMMARIES = {
    "compare": "Compare plans: what changed, what is missing, what it runs into.",
    "brief": "One page: what moved, whose lines, what is open, what the law asks.",
    "diff": "One pair of plans, or two reports.",
    "redlines": "Red lines by plan: verdict, strength, and why.",
    "explain": "The whole chain from source to verdict for a clause, a line or a rule of law.",
    "check": "Fail where a plan does what the record does not accept.",
    "align": "The links of one pair of plans, and nothing else.",
    "plans": "What each plan is, how much of it is known, and who accepted it.",
    "draft": "The single text of several plans: what they share, and alternatives in brackets.",
    "brackets": "What a series of drafts opened, closed, reopened and moved, question by question.",
    "matrix": "Who has to do what by when, after what, watched by whom; and in which order.",
    "bridges": "For each disputed question every known wording, whose lines it crosses, and the least to change.",
    "completeness": "What each duty leaves open, and which customary matters each text has.",
    "lineage": "How each clause travelled from draft to draft, what each step changed, and for whom.",
    "positions": "Each party's stand on each question over time, and what it moved.",
    "precedents": "The provisions of a folder of documents that come nearest to a clause or a plan.",
    "import": "Make a plan file from a document.",
    "suggest": "For clauses without issue or norm, what other plans would give them.",
    "validate": "Check the data files and list every fault.",
    "watch": "Check and compare on every save, and serve the page on this machine.",
    "init": "Make a workspace for another negotiation.",
    "rules": "Every rule: what it means and why it matters.",
    "schema": "Print the schema of a data file or of the report.",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0, 1 (a gate that fails), 2 (it could not run), 130 (interrupted)."""
    argument_words = list(sys.argv[1:] if argv is None else argv)
    try:
        answer = {"--help": usage_text, "-h": usage_text, "--version": version_text}.get(" ".join(argument_words))
        if answer is not None and _try_write_stdout(answer()):
            return 0
        from comparer.app.cli.arguments import parse_arguments
        from comparer.app.cli.run import run_command

        return run_command(
            lambda: parse_arguments(argument_words, PROGRAM_DESCRIPTION, COMMAND_SUMMARIES, version_text())
        )
    except KeyboardInterrupt:
        from comparer.app.cli.run import report_interrupt

        return report_interrupt()


def usage_text() -> str:
    """What `comparer --help` prints."""
    command_lines = "".join(f"  {name:<14}{text}\n" for name, text in COMMAND_SUMMARIES.items())
    return (
        "usage: comparer [--workspace DIR] [--cache DIR] COMMAND …\n\n"
        f"{PROGRAM_DESCRIPTION}\n\n"
        f"commands:\n{command_lines}\n"
        "options:\n"
        "  --workspace DIR  the folder that holds plans/ (the nearest upwards)\n"
        "  --cache DIR      where results are kept from run to run, or 'off' for nowhere\n"
        "  --version        the version of the program\n"
        "  -h, --help       this text; after a command, its options\n\n"
        "Exit codes: 0 it ran; 1 validate or check found what must not pass; 2 it could not run.\n"
    )


def version_text() -> str:
    return f"comparer {VERSION}\n"


def _try_write_stdout(text: str) -> bool:
    """Whether the text reached standard output; where not, the commands' own writer says why."""
    try:
        sys.stdout.buffer.write(text.encode())
        sys.stdout.buffer.flush()
    except (AttributeError, OSError, ValueError):
        return False
    return True
