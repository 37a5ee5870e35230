"""A server for one page on this machine alone, and for the news of when it changes."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

LOCAL_HOST = "127.0.0.1"
LOCAL_HOST_NAMES = (LOCAL_HOST, "localhost")
HEARTBEAT_SECONDS = 15.0
"""Seconds after which a browser is written to, so that one that is gone is noticed."""

REQUEST_SECONDS = 20.0
"""Seconds in which a browser has to end its request, and to take what it is sent."""

SECURITY_HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class LivePage:
    """What is served now. Readers wait on it for the next news."""

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._page = b""
        self._news = ""
        self._news_number = 0
        self._is_closed = False

    def publish_news(self, news_line: str, page: str | None = None) -> None:
        """From now on this line of news, and this page where it is another one."""
        with self._condition:
            self._news = news_line
            self._page = self._page if page is None else page.encode("utf-8", "backslashreplace")
            self._news_number += 1
            self._condition.notify_all()

    def close(self) -> None:
        with self._condition:
            self._is_closed = True
            self._condition.notify_all()

    @property
    def current_page(self) -> bytes:
        with self._condition:
            return self._page

    def follow_news(self) -> Iterator[str]:
        """The latest line of news, then each that follows; an empty line after a while without any; ends at the close.

        Who is slow misses what was overtaken, never the latest.
        """
        last_number = 0
        while True:
            with self._condition:
                if self._news_number == last_number and not self._is_closed:
                    self._condition.wait(HEARTBEAT_SECONDS)
                if self._is_closed:
                    return
                news_line = self._news if self._news_number > last_number else ""
                last_number = self._news_number
            yield news_line


class PageServer(ThreadingHTTPServer):
    """Serves the board on 127.0.0.1. OSError where the port is taken."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, served_page: LivePage, port: int) -> None:
        self.served_page = served_page
        super().__init__((LOCAL_HOST, port), _PageHandler)

    @property
    def port(self) -> int:
        return self.server_port

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that goes away in the middle is no fault."""


class _PageHandler(BaseHTTPRequestHandler):
    server: PageServer
    timeout = REQUEST_SECONDS
    server_version = "comparer"
    sys_version = ""

    def do_GET(self) -> None:
        if not self._is_local_request():
            self._send_content(403, b"this address is not served here\n", "text/plain; charset=utf-8")
        elif self.path == "/":
            self._send_content(200, self.server.served_page.current_page, "text/html; charset=utf-8")
        elif self.path == "/events":
            self._send_events()
        else:
            self._send_content(404, b"there is one page here, at /\n", "text/plain; charset=utf-8")

    do_HEAD = do_GET  # noqa: N815 - the name is the library's

    def _is_local_request(self) -> bool:
        """Whether the browser asked for this machine by name: a foreign name that leads here is a trick."""
        port = self.server.port
        return self.headers.get("Host", "") in {f"{name}:{port}" for name in LOCAL_HOST_NAMES} | (
            {LOCAL_HOST} if port == 80 else set()
        )

    def _send_content(self, status: int, content: bytes, content_type: str) -> None:
        self._send_headers(status, content_type, len(content))
        if self.command != "HEAD":
            self.wfile.write(content)

    def _send_headers(self, status: int, content_type: str, length: int | None = None) -> None:
        self.send_response(status)
        for name, value in SECURITY_HEADERS.items():
            self.send_header(name, value)
        self.send_header("Content-Type", content_type)
        if length is not None:
            self.send_header("Content-Length", str(length))
        self.end_headers()

    def _send_events(self) -> None:
        self._send_headers(200, "text/event-stream; charset=utf-8")
        if self.command == "HEAD":
            return
        with contextlib.suppress(OSError):
            for news_line in self.server.served_page.follow_news():
                self.wfile.write(f"data: {news_line}\n\n".encode() if news_line else b":\n\n")
                self.wfile.flush()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the library's
        """Nothing: the terminal belongs to the faults."""
