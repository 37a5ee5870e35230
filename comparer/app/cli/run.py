"""The commands, one module each: read at this edge, compute in the middle, write at this edge again."""

from __future__ import annotations

import atexit
import contextlib
import gc
import os
import sys
from argparse import Namespace
from collections.abc import Callable
from importlib import import_module
from keyword import iskeyword

from comparer.model.problems import Place, Problem, harmless, line

INTERRUPTED = 130
DEBUG = "COMPARER_DEBUG"
USAGE = "usage"
COLLECT_AFTER = 1_000_000
"""New values before the collector looks for cycles: nearly all that a run makes lives until its end."""


class Refusal(Exception):  # noqa: N818 - no error of the program, but its answer
    """What a command cannot do, as problems to show; the run ends with exit code 2."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = problems


def refuse(message: str, suggestion: str = "", place: str = "") -> Refusal:
    """A refusal of one line; `place` is a file that the person named, where the fault lies in one."""
    return Refusal(Problem(rule=USAGE, message=message, place=Place(place), suggestion=suggestion))


def run(asked: Callable[[], Namespace]) -> int:
    """Run the command that was asked for, so that every failure ends in one clear line and its exit code."""
    try:
        return _command(asked())
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 0
    except Refusal as refusal:
        tell(*refusal.problems)
    except KeyboardInterrupt:
        return interrupted()
    except RecursionError:
        say("comparer: error: the data is nested or linked too deeply to compare")
    except MemoryError:
        say("comparer: error: out of memory")
    except OSError as error:
        say(f"comparer: error: {harmless(_system(error))}")
    except Exception as error:  # a crash would end with 1, which is the answer of a gate
        if os.environ.get(DEBUG):
            raise
        what = harmless(f"{type(error).__name__}: {error}")
        say(f"comparer: error: a fault of this program: {what} ({DEBUG}=1 shows where)")
    return 2


def _command(arguments: Namespace) -> int:
    from comparer.app.disk import FileError

    gc.set_threshold(COLLECT_AFTER)
    atexit.register(gc.freeze)  # at the end everything goes at once: nothing is left to look for
    name = arguments.command + ("_" if iskeyword(arguments.command) else "")
    try:
        return int(import_module(f"comparer.app.cli.{name}").main(arguments))
    except FileError as error:
        raise Refusal(error.problem) from error


def interrupted() -> int:
    """The answer to an interrupt. What was not yet put in its place is not written."""
    _abandon(1)  # what was only half written is not pressed on a reader at the end
    say("comparer: interrupted")
    return INTERRUPTED


def _system(error: OSError) -> str:
    """What the system says of a file or folder that no command asked for by itself."""
    if isinstance(error, FileNotFoundError) and not error.filename:
        return "the folder in which the command was started is gone"
    reason = (error.strerror or type(error).__name__).lower()
    return f"{error.filename}: {reason}" if error.filename else reason


def tell(*problems: Problem) -> None:
    """Faults on standard error, a line each."""
    for problem in problems:
        said = line(problem)
        if problem.rule == USAGE:
            where = f"{problem.place.file}: " if problem.place.file else ""
            said = f"comparer: error: {where}{said.partition(f'[{USAGE}]: ')[2]}"
        say(said)


def say(text: str, end: str = "\n") -> None:
    """A line on standard error; lost where nobody can read it."""
    try:
        sys.stderr.write(text + end)
        sys.stderr.flush()
    except (AttributeError, OSError, ValueError):  # standard error may be full or closed, or no stream at all
        _abandon(2)


def told(text: str) -> str:
    """Text for a terminal, in which nothing from the data can steer it or reorder what is read."""
    return "".join(harmless(line) + "\n" for line in text.removesuffix("\n").split("\n"))


def emit(content: str | bytes) -> None:
    """Findings and machine output on standard output, whole and in UTF-8. Refusal where it cannot be written."""
    data = content.encode("utf-8", "backslashreplace") if isinstance(content, str) else content
    try:
        stream = sys.stdout.buffer
        sys.stdout.flush()
        stream.write(data)
        stream.flush()
    except (AttributeError, OSError, ValueError) as error:
        _abandon(1)
        reason = getattr(error, "strerror", None) or "it is closed"
        raise refuse(f"standard output could not be written: {reason.lower()}") from error


def _abandon(stream: int) -> None:
    """Keep the interpreter from trying again at exit, with a message and an exit code of its own."""
    with contextlib.suppress(OSError, ValueError):
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, stream)
        os.close(null)
