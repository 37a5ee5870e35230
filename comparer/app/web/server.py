"""A server for one page on this machine alone, and for the news of when it changes."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HOST = "127.0.0.1"
NAMES = (HOST, "localhost")
BREATH = 15.0
"""Seconds after which a browser is written to, so that one that is gone is noticed."""

ALONE = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class Board:
    """What is served now. Readers wait on it for the next news."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._page = b""
        self._news = ""
        self._number = 0
        self._closed = False

    def put(self, news: str, page: str | None = None) -> None:
        """From now on this line of news, and this page where it is another one."""
        with self._changed:
            self._news = news
            self._page = self._page if page is None else page.encode("utf-8", "backslashreplace")
            self._number += 1
            self._changed.notify_all()

    def close(self) -> None:
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    @property
    def page(self) -> bytes:
        with self._changed:
            return self._page

    def news(self) -> Iterator[str]:
        """The latest line of news, then each that follows; an empty line after a while without any; ends at the close.

        Who is slow misses what was overtaken, never the latest.
        """
        seen = 0
        while True:
            with self._changed:
                if self._number == seen and not self._closed:
                    self._changed.wait(BREATH)
                if self._closed:
                    return
                said = self._news if self._number > seen else ""
                seen = self._number
            yield said


class Server(ThreadingHTTPServer):
    """Serves the board on 127.0.0.1. OSError where the port is taken."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, board: Board, port: int) -> None:
        self.board = board
        super().__init__((HOST, port), _Handler)

    @property
    def port(self) -> int:
        return self.server_port

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that goes away in the middle is no fault."""


class _Handler(BaseHTTPRequestHandler):
    server: Server
    server_version = "comparer"
    sys_version = ""

    def do_GET(self) -> None:
        if not self._ours():
            self._answer(403, b"this address is not served here\n", "text/plain; charset=utf-8")
        elif self.path == "/":
            self._answer(200, self.server.board.page, "text/html; charset=utf-8")
        elif self.path == "/events":
            self._events()
        else:
            self._answer(404, b"there is one page here, at /\n", "text/plain; charset=utf-8")

    do_HEAD = do_GET  # noqa: N815 - the name is the library's

    def _ours(self) -> bool:
        """Whether the browser asked for this machine by name: a foreign name that leads here is a trick."""
        port = self.server.port
        return self.headers.get("Host", "") in {f"{name}:{port}" for name in NAMES} | ({HOST} if port == 80 else set())

    def _answer(self, status: int, content: bytes, kind: str) -> None:
        self._begin(status, kind, len(content))
        if self.command != "HEAD":
            self.wfile.write(content)

    def _begin(self, status: int, kind: str, length: int | None = None) -> None:
        self.send_response(status)
        for name, value in ALONE.items():
            self.send_header(name, value)
        self.send_header("Content-Type", kind)
        if length is not None:
            self.send_header("Content-Length", str(length))
        self.end_headers()

    def _events(self) -> None:
        self._begin(200, "text/event-stream; charset=utf-8")
        if self.command == "HEAD":
            return
        with contextlib.suppress(OSError):
            for said in self.server.board.news():
                self.wfile.write(f"data: {said}\n\n".encode() if said else b":\n\n")
                self.wfile.flush()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the library's
        """Nothing: the terminal belongs to the faults."""
