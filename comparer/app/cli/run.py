"""The commands, one module each: read at this edge, compute in the middle, write at this edge again."""

from __future__ import annotations

import atexit
import contextlib
import gc
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable

from comparer.model.errors import USAGE_RULE, InvalidWorkspaceError, UsageError
from comparer.model.problems import Problem, escape_controls, format_problem

EXIT_INTERRUPTED = 130
DEBUG_VARIABLE = "COMPARER_DEBUG"
GC_THRESHOLD_OBJECTS = 1_000_000
"""New values before the collector looks for cycles: nearly all that a run makes lives until its end."""


def command_error(message: str, suggestion: str = "", place: str = "") -> UsageError:
    """What a command cannot do, in one line; `place` is a file that the person named, where the fault lies in one."""
    return UsageError(message, suggestion, place)


def run_command(parse_arguments: Callable[[], Namespace]) -> int:
    """Run the command that was asked for, so that every failure ends in one clear line and its exit code."""
    try:
        return _dispatch_command(parse_arguments())
    except SystemExit as exit_request:
        return exit_request.code if isinstance(exit_request.code, int) else 0
    except (InvalidWorkspaceError, UsageError) as failure:
        print_problems(*failure.problems)
    except KeyboardInterrupt:
        return report_interrupt()
    except RecursionError:
        print_note("comparer: error: the data is nested or linked too deeply to compare")
    except MemoryError:
        print_note("comparer: error: out of memory")
    except OSError as error:
        print_note(f"comparer: error: {_system_error_text(error)}")
    except Exception as error:  # a crash would end with 1, which is the answer of a gate
        if os.environ.get(DEBUG_VARIABLE):
            raise
        print_note(f"comparer: internal error: {type(error).__name__}: {error} ({DEBUG_VARIABLE}=1 shows where)")
    return 2


def _dispatch_command(arguments: Namespace) -> int:
    gc.set_threshold(GC_THRESHOLD_OBJECTS)
    atexit.register(gc.freeze)  # at the end everything goes at once: nothing is left to look for
    return int(arguments.main(arguments))


def report_interrupt() -> int:
    """The answer to an interrupt. What was not yet put in its place is not written."""
    _discard_stream(1)  # what was only half written is not pressed on a reader at the end
    print_note("comparer: interrupted")
    return EXIT_INTERRUPTED


def _system_error_text(error: OSError) -> str:
    """What the system says of a file or folder that no command asked for by itself."""
    if isinstance(error, FileNotFoundError) and not error.filename:
        return "the folder in which the command was started is gone"
    reason = (error.strerror or type(error).__name__).lower()
    return f"{error.filename}: {reason}" if error.filename else reason


def print_problems(*problems: Problem) -> None:
    """Faults on standard error, a line each."""
    for problem in problems:
        message = format_problem(problem)
        if problem.rule == USAGE_RULE:
            place_prefix = f"{problem.position.file}: " if problem.position.file else ""
            message = f"comparer: error: {place_prefix}{message.partition(f'[{USAGE_RULE}]: ')[2]}"
        print_note(message)


def print_note(text: str, end: str = "\n") -> None:
    """A line on standard error, in which nothing from the data can steer a terminal; lost where nobody can read it."""
    try:
        sys.stderr.write(escape_controls(text) + end)
        sys.stderr.flush()
    except (AttributeError, OSError, ValueError):  # standard error may be full or closed, or no stream at all
        _discard_stream(2)


def terminal_safe(text: str) -> str:
    """Text for a terminal, in which nothing from the data can steer it or reorder what is read."""
    return "".join(escape_controls(text_line) + "\n" for text_line in text.removesuffix("\n").split("\n"))


def print_line(text: str) -> None:
    """A line on standard output for a person. Raises UsageError where it cannot be written."""
    write_stdout(escape_controls(text) + "\n")


def write_stdout(content: str | bytes | Iterable[bytes]) -> None:
    """Findings and machine output on standard output, in UTF-8. Raises UsageError where that fails."""
    data = content.encode("utf-8", "backslashreplace") if isinstance(content, str) else content
    for piece in (data,) if isinstance(data, bytes) else data:
        _write_to_stdout(piece)
    _write_to_stdout(b"", flushes=True)


def _write_to_stdout(piece: bytes, *, flushes: bool = False) -> None:
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(piece)
        if flushes:
            sys.stdout.buffer.flush()
    except (AttributeError, OSError, ValueError) as error:
        _discard_stream(1)
        reason = getattr(error, "strerror", None) or "it is closed"
        raise command_error(f"standard output could not be written: {reason.lower()}") from error


def _discard_stream(descriptor: int) -> None:
    """Keep the interpreter from trying again at exit, with a message and an exit code of its own."""
    with contextlib.suppress(OSError, ValueError):
        null_descriptor = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null_descriptor, descriptor)
        os.close(null_descriptor)
