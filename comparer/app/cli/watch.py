"""`comparer watch`: check and compare on every save, and serve the page on this machine."""

from __future__ import annotations

import gc
import threading
import time
from argparse import Namespace
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from comparer import __version__
from comparer.app import disk
from comparer.app.cli import inputs
from comparer.app.cli.run import Refusal, refuse, say, tell
from comparer.app.web.server import HOST, Board, Server
from comparer.report.formats import live_page
from comparer.review.differences import between_reports
from comparer.session import Asked, State, Watched

PAUSE = 0.25
"""Seconds between two looks at the files. A look reads them all, a millisecond for a megabyte: that works on every disk
and misses no editor's way of saving, so no library that listens to the system is needed."""

SETTLING = 0.03
"""Seconds for which the files must stay as they are: an editor may write one in several steps."""

Contents = Mapping[str, bytes]
Report = dict[str, Any]


def main(arguments: Namespace) -> int:
    """Serve until interrupted. Refusal where the port cannot be had, or there is no workspace."""
    top = inputs.folder(arguments)
    asked = Asked(as_of=inputs.dated(arguments), language=arguments.lang, version=__version__)
    gc.enable()  # this run does not end by itself
    board = Board()
    with _server(board, arguments.port) as server:
        desk = Desk(Watched(asked, model=lambda name: inputs.sentence_model(name, top)), board)
        desk.look(top)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        say(f"serving http://{HOST}:{server.port}/ until Ctrl-C")
        try:
            follow(lambda: desk.look(top), threading.Event())
        finally:
            board.close()
            server.shutdown()
    return 0


def follow(look: Callable[[], bool], ended: threading.Event) -> None:
    """Look again and again until the event is set."""
    while not ended.wait(PAUSE):
        look()


class Desk:
    """Brings what the files hold to the board, and what became of it to the terminal."""

    def __init__(self, watched: Watched, board: Board) -> None:
        self.watched, self.board = watched, board
        self._read: Contents | disk.FileError | None = None

    def look(self, top: Path) -> bool:
        """Whether anything was different from the last look; if so the board has it."""
        found = _contents(top)
        if _alike(found, self._read):
            return False
        while self._read is not None and not _alike(found, again := _settled(top)):
            found = again
        first, changed = self._read is None, _changed(self._read, found)
        self._read = found
        began = time.perf_counter()
        was = self.watched.state
        now = self._state(found)
        if now.report is not was.report or first:
            page = live_page.page(now.report, self.watched.asked.language)
            self.board.put(live_page.news(now.report, now.problems), page)
        else:
            self.board.put(live_page.news(now.report, now.problems))
        _say(was, now, changed, time.perf_counter() - began)
        gc.collect()
        return True

    def _state(self, found: Contents | disk.FileError) -> State:
        """The state after these files, also where they cannot be read, or name a model that cannot be had."""
        if isinstance(found, disk.FileError):
            return self.watched.refused(found.problem)
        try:
            return self.watched.update(found)
        except Refusal as refusal:
            return self.watched.refused(*refusal.problems)


def _server(board: Board, port: int) -> Server:
    if not 0 <= port <= 65535:
        raise refuse(f"--port {port} is no port; name one up to 65535, or 0 for one that is free")
    try:
        return Server(board, port)
    except OSError as error:
        reason = (error.strerror or "it cannot be used").lower()
        raise refuse(f"port {port} cannot be served: {reason}", "name another with --port, or 0 for any") from error


def _contents(top: Path) -> Contents | disk.FileError:
    """All data files, or why they cannot be read. They are read each time: a date or a size may stay the same."""
    try:
        return disk.read_workspace(top)
    except disk.FileError as error:
        return error


def _settled(top: Path) -> Contents | disk.FileError:
    time.sleep(SETTLING)
    return _contents(top)


def _alike(one: Contents | disk.FileError | None, other: Contents | disk.FileError | None) -> bool:
    if isinstance(one, disk.FileError) and isinstance(other, disk.FileError):
        return one.problem == other.problem
    return one == other


def _changed(before: Contents | disk.FileError | None, after: Contents | disk.FileError) -> tuple[str, ...]:
    if before is None or isinstance(before, disk.FileError) or isinstance(after, disk.FileError):
        return ()
    return tuple(sorted(name for name in {*before, *after} if before.get(name) != after.get(name)))


def _say(was: State, now: State, changed: tuple[str, ...], seconds: float) -> None:
    """What became of a save: the faults, or how many findings are new, gone and changed."""
    tell(*now.problems)
    if now.problems:
        count = len(now.problems)
        shown = "the page shows the last good state" if now.report else "there is no report yet"
        say(f"{count} fault{'' if count == 1 else 's'}: {shown}")
    elif now.report is not None:
        say(f"{', '.join(changed) or 'all files'}: {_counts(was.report, now.report)} ({seconds:.2f} s)")


def _counts(before: Report | None, after: Report) -> str:
    if before is None:
        totals = after["totals"]
        return f"{totals['plans']} plans, {totals['links']['total']} links, {totals['verdicts']['total']} verdicts"
    delta = between_reports(before, after)
    return ", ".join(f"{len(delta[key])} {key}" for key in ("new", "gone", "changed"))
