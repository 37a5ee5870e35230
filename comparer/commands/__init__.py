"""The commands, one module each: read at this edge, compute in the middle, write at this edge again."""

from __future__ import annotations

import contextlib
import os
import sys
from argparse import Namespace
from collections.abc import Callable

from comparer.problems import Place, Problem, line

INTERRUPTED = 130
USAGE = "usage"


class Refusal(Exception):  # noqa: N818 - no error of the program, but its answer
    """What a command cannot do, as problems to show; the run ends with exit code 2."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = problems


def refuse(message: str, suggestion: str = "", place: str = "") -> Refusal:
    """A refusal of one line; `place` is a file that the person named, where the fault lies in one."""
    return Refusal(Problem(rule=USAGE, message=message, place=Place(place), suggestion=suggestion))


def run(arguments: Namespace, command: Callable[[Namespace], int]) -> int:
    """Run a command so that every failure ends in one clear line and its exit code."""
    from comparer.files import FileError

    try:
        return command(arguments)
    except Refusal as refusal:
        tell(*refusal.problems)
        return 2
    except FileError as error:
        tell(error.problem)
        return 2
    except KeyboardInterrupt:
        say("comparer: interrupted; nothing was written")
        return INTERRUPTED
    except RecursionError:
        say("comparer: error: the data is nested or linked too deeply to compare")
        return 2
    except MemoryError:
        say("comparer: error: out of memory")
        return 2


def tell(*problems: Problem) -> None:
    """Faults on standard error, a line each."""
    for problem in problems:
        said = line(problem)
        if problem.rule == USAGE:
            where = f"{problem.place.file}: " if problem.place.file else ""
            said = f"comparer: error: {where}{said.partition(f'[{USAGE}]: ')[2]}"
        say(said)


def say(text: str) -> None:
    """A line on standard error; lost where nobody can read it."""
    with contextlib.suppress(OSError, ValueError):
        sys.stderr.write(text + "\n")
        sys.stderr.flush()


def emit(content: str | bytes) -> None:
    """Findings and machine output on standard output, whole. Refusal where it cannot be written."""
    data = content.encode("utf-8", "replace") if isinstance(content, str) else content
    try:
        stream = sys.stdout.buffer if hasattr(sys.stdout, "buffer") else None
        if stream is None:
            sys.stdout.write(data.decode("utf-8"))
            sys.stdout.flush()
        else:
            sys.stdout.flush()
            stream.write(data)
            stream.flush()
    except (OSError, ValueError) as error:
        _close_stdout()
        reason = getattr(error, "strerror", None) or "it is closed"
        raise refuse(f"standard output could not be written: {reason.lower()}") from error


def _close_stdout() -> None:
    """Keep the interpreter from trying again at exit, with a message of its own."""
    with contextlib.suppress(OSError, ValueError):
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.close(null)
