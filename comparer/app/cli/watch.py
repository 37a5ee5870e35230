"""`comparer watch`: check and compare on every save, and serve the page on this machine."""

from __future__ import annotations

import gc
import threading
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from pathlib import Path

from comparer.app import disk, workspace_files
from comparer.app.cli import inputs
from comparer.app.cli.arguments import add_report_options
from comparer.app.cli.run import command_error, print_note, print_problems
from comparer.app.web.server import LOCAL_HOST, LivePage, PageServer
from comparer.model.errors import UsageError
from comparer.report.formats import live_page
from comparer.report.value.types import ReportValue
from comparer.review.differences import diff_report_findings
from comparer.session import Session, SessionState, require_date

POLL_SECONDS = 0.25
"""Seconds between two looks at the files. A look reads them all, a millisecond for a megabyte: that works on every disk
and misses no editor's way of saving, so no library that listens to the system is needed."""

SETTLE_SECONDS = 0.03
"""Seconds for which the files must stay as they are: an editor may write one in several steps."""

FileContents = Mapping[str, bytes]


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=8733, help="the port to serve on (8733; 0 takes a free one)")
    add_report_options(parser)


def main(arguments: Namespace) -> int:
    """Serve until interrupted. Raises UsageError where the port cannot be had."""
    workspace_folder = inputs.find_workspace_folder(arguments)
    require_date(arguments.as_of)
    options = inputs.report_options(arguments, with_agreement=True)
    gc.enable()  # this run does not end by itself
    served_page = LivePage()
    with _open_server(served_page, arguments.port) as server:
        watcher = Watcher(
            Session(options, model_loader=lambda name: workspace_files.load_configured_model(name, workspace_folder)),
            served_page,
        )
        watcher.poll(workspace_folder)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        print_note(f"serving http://{LOCAL_HOST}:{server.port}/ until Ctrl-C")
        try:
            poll_until_stopped(lambda: watcher.poll(workspace_folder), threading.Event())
        finally:
            served_page.close()
            server.shutdown()
    return 0


def poll_until_stopped(poll: Callable[[], bool], stop_event: threading.Event) -> None:
    """Look again and again until the event is set."""
    while not stop_event.wait(POLL_SECONDS):
        poll()


class Watcher:
    """Brings what the files hold to the board, and what became of it to the terminal."""

    def __init__(self, session: Session, served_page: LivePage) -> None:
        self.session, self.served_page = session, served_page
        self._last_contents: FileContents | disk.FileError | None = None

    def poll(self, workspace_folder: Path) -> bool:
        """Whether anything was different from the last look; if so the board has it."""
        contents = _read_contents(workspace_folder)
        if _is_same_contents(contents, self._last_contents):
            return False
        while self._last_contents is not None and not _is_same_contents(
            contents, later_contents := _read_settled_contents(workspace_folder)
        ):
            contents = later_contents
        is_first, changed_files = self._last_contents is None, _changed_files(self._last_contents, contents)
        self._last_contents = contents
        started_at = time.perf_counter()
        old_state = self.session.state
        new_state = self._update_session(contents)
        if new_state.report is not old_state.report or is_first:
            page = live_page.render_live_page(new_state.report, self.session.options.language)
            self.served_page.publish_news(live_page.page_status_json(new_state.report, new_state.problems), page)
        else:
            self.served_page.publish_news(live_page.page_status_json(new_state.report, new_state.problems))
        _print_outcome(old_state, new_state, changed_files, time.perf_counter() - started_at)
        gc.collect()
        return True

    def _update_session(self, contents: FileContents | disk.FileError) -> SessionState:
        """The state after these files, also where they cannot be read, or name a model that cannot be had."""
        if isinstance(contents, disk.FileError):
            return self.session.record_problems(contents.problem)
        try:
            return self.session.update(contents)
        except UsageError as error:
            return self.session.record_problems(*error.problems)


def _open_server(served_page: LivePage, port: int) -> PageServer:
    if not 0 <= port <= 65535:
        raise command_error(f"--port {port} is not a port; name one up to 65535, or 0 for one that is free")
    try:
        return PageServer(served_page, port)
    except OSError as error:
        reason = (error.strerror or "it cannot be used").lower()
        raise command_error(
            f"port {port} cannot be served: {reason}", "name another with --port, or 0 for any"
        ) from error


def _read_contents(workspace_folder: Path) -> FileContents | disk.FileError:
    """All data files, or why they cannot be read. They are read each time: a date or a size may stay the same."""
    try:
        return disk.read_workspace(workspace_folder)
    except disk.FileError as error:
        return error


def _read_settled_contents(workspace_folder: Path) -> FileContents | disk.FileError:
    time.sleep(SETTLE_SECONDS)
    return _read_contents(workspace_folder)


def _is_same_contents(left: FileContents | disk.FileError | None, right: FileContents | disk.FileError | None) -> bool:
    if isinstance(left, disk.FileError) and isinstance(right, disk.FileError):
        return left.problem == right.problem
    return left == right


def _changed_files(
    before: FileContents | disk.FileError | None, after: FileContents | disk.FileError
) -> tuple[str, ...]:
    if before is None or isinstance(before, disk.FileError) or isinstance(after, disk.FileError):
        return ()
    return tuple(sorted(name for name in {*before, *after} if before.get(name) != after.get(name)))


def _print_outcome(
    old_state: SessionState, new_state: SessionState, changed_files: tuple[str, ...], seconds: float
) -> None:
    """What became of a save: the faults, or how many findings are new, gone and changed."""
    print_problems(*new_state.problems)
    if new_state.problems:
        count = len(new_state.problems)
        page_note = "the page shows the last good state" if new_state.report else "there is no report yet"
        print_note(f"{count} fault{'' if count == 1 else 's'}: {page_note}")
    elif new_state.report is not None:
        print_note(
            f"{', '.join(changed_files) or 'all files'}: "
            f"{_change_counts(old_state.report, new_state.report)} ({seconds:.2f} s)"
        )


def _change_counts(before: ReportValue | None, after: ReportValue) -> str:
    if before is None:
        totals = after["totals"]
        return f"{totals['plans']} plans, {totals['links']['total']} links, {totals['verdicts']['total']} verdicts"
    differences = diff_report_findings(before, after)
    return ", ".join(f"{len(differences[key])} {key}" for key in ("new", "gone", "changed"))
