"""`watch`: a server for one page on this machine, and what a save does to the page and to the terminal."""

from __future__ import annotations

import json
import signal
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any

import pytest

from comparer.app import workspace_files
from comparer.app.cli.watch import Watcher
from comparer.app.web.server import LivePage, PageServer
from comparer.session import ReportOptions, Session
from tests.app.command import begun, harbour, process, put

DRAFT = "plans/drafts/council-draft.yaml"
PATIENCE = 30


class Station:
    """A workspace on disk, its desk, and a server for it on a port that was free."""

    def __init__(self, folder: Path, server: PageServer, desk: Watcher) -> None:
        self.folder, self.server, self.desk = folder, server, desk

    def save(self, old: str, new: str, name: str = DRAFT) -> bool:
        path = self.folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return self.desk.poll(self.folder)

    def ask(self, path: str = "/", method: str = "GET", host: str | None = None) -> tuple[HTTPResponse, bytes]:
        connection = HTTPConnection("127.0.0.1", self.server.port, timeout=PATIENCE)
        connection.putrequest(method, path, skip_host=host is not None)
        if host is not None:
            connection.putheader("Host", host)
        connection.endheaders()
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer, body

    @contextmanager
    def listening(self) -> Iterator[HTTPResponse]:
        connection = HTTPConnection("127.0.0.1", self.server.port, timeout=PATIENCE)
        connection.request("GET", "/events")
        yield connection.getresponse()
        connection.close()


def next_news(stream: HTTPResponse) -> Any:
    while not (line := stream.readline()).startswith(b"data: "):
        assert line, "the stream has ended"
    return json.loads(line.removeprefix(b"data: "))


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    with serve(tmp_path) as opened:
        yield opened


@pytest.fixture(scope="module")
def resting_station(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Station]:
    """One for all requests that change nothing."""
    with serve(tmp_path_factory.mktemp("resting")) as opened:
        yield opened


@contextmanager
def serve(parent: Path) -> Iterator[Station]:
    folder, board = harbour(parent), LivePage()
    desk = Watcher(Session(ReportOptions()), board)
    with PageServer(board, 0) as server:
        desk.poll(folder)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield Station(folder, server, desk)
        board.close()
        server.shutdown()
        thread.join()


def test_a_save_brings_a_new_page_and_the_news_of_it(station: Station, capsys: pytest.CaptureFixture[str]) -> None:
    first = station.ask()[1].decode()
    assert "limit its dock force to 900 workers" in first
    with station.listening() as stream:
        before = next_news(stream)
        assert f'"page":"{before["page"]}"' in first
        capsys.readouterr()
        assert station.save("900 workers", "950 workers")
        after = next_news(stream)
    assert (after["faults"], after["page"] != before["page"]) == ([], True)
    page = station.ask()[1].decode()
    assert "limit its dock force to 950 workers" in page
    assert f'"page":"{after["page"]}"' in page
    assert capsys.readouterr().err.startswith(f"{DRAFT}: 0 new, 0 gone, ")


def test_nothing_is_done_where_nothing_was_saved(station: Station, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Session, "update", lambda *_: pytest.fail("nothing has changed"))
    (station.folder / DRAFT).touch()
    put(station.folder / "plans/drafts/.council-draft.yaml.swp", b"an editor's own file")
    put(station.folder / "plans/notes.txt", b"no data")
    assert not station.desk.poll(station.folder)


def test_faults_stand_above_the_last_good_page(station: Station, capsys: pytest.CaptureFixture[str]) -> None:
    good = station.ask()[1]
    with station.listening() as stream:
        before = next_news(stream)
        station.save("known: stated", "known: sated")
        news = next_news(stream)
        assert news["page"] == before["page"]
        assert news["faults"] == [
            [f"{DRAFT}:21:12", "error[schema-value]: 'sated' is not a value for 'known' (did you mean 'stated'?)"]
        ]
        lines = capsys.readouterr().err.splitlines()
        assert lines[-2:] == [
            f"{DRAFT}:21:12: error[schema-value]: 'sated' is not a value for 'known' (did you mean 'stated'?)",
            "1 fault: the page shows the last good state",
        ]
        assert station.ask()[1] == good
        station.save("known: sated", "known: stated")
        assert next_news(stream) == {"page": before["page"], "faults": []}


def test_files_that_are_gone_are_a_fault_and_no_end(station: Station) -> None:
    (station.folder / "plans").rename(station.folder / "away")
    with station.listening() as stream:
        next_news(stream)
        assert station.desk.poll(station.folder)
        assert "ref-no-workspace" in next_news(stream)["faults"][0][1]
        (station.folder / "away").rename(station.folder / "plans")
        assert station.desk.poll(station.folder)
        assert next_news(stream)["faults"] == []


def test_a_sentence_model_that_cannot_be_had_is_a_fault_and_no_end(tmp_path: Path) -> None:
    folder, board = harbour(tmp_path), LivePage()
    desk = Watcher(
        Session(ReportOptions(), model_loader=lambda name: workspace_files.load_configured_model(name, folder)), board
    )
    desk.poll(folder)
    good, settings = board.current_page, folder / "plans/settings.yaml"
    text = settings.read_text(encoding="utf-8")
    put(settings, f"{text}\nmodel: nowhere\n")
    assert desk.poll(folder)
    ((place, phrase),) = json.loads(next(board.follow_news()))["faults"]
    assert (place, phrase[:20]) == ("plans/settings.yaml:1:1", "error[usage]: model:")
    assert board.current_page == good
    put(settings, text)
    assert desk.poll(folder)
    assert json.loads(next(board.follow_news()))["faults"] == []


def test_faults_from_the_start_have_a_page_that_waits(tmp_path: Path) -> None:
    folder, board = harbour(tmp_path), LivePage()
    put(folder / DRAFT, "plan: [")
    Watcher(Session(ReportOptions(language="uk")), board).poll(folder)
    page = board.current_page.decode()
    assert "Очікуємо на перший звіт" in page
    assert 'lang="uk"' in page
    news = json.loads(next(board.follow_news()))
    assert news["page"] == ""
    assert news["faults"]


# --- who may ask, and what for


@pytest.mark.parametrize("path", ["/plans/vocabulary.yaml", "/../plans/settings.yaml", "/index.html", "/?x", "*"])
def test_nothing_else_is_served(resting_station: Station, path: str) -> None:
    answer, body = resting_station.ask(path)
    assert answer.status == 404
    assert b"harbour" not in body


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1.evil.example:{port}", "", "127.0.0.1:1"]
)
@pytest.mark.parametrize("path", ["/", "/events"])
def test_a_foreign_name_that_leads_here_is_refused(resting_station: Station, host: str, path: str) -> None:
    answer, body = resting_station.ask(path, host=host.format(port=resting_station.server.port))
    assert answer.status == 403
    assert b"harbour" not in body


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_nothing_can_be_sent(resting_station: Station, method: str) -> None:
    assert resting_station.ask(method=method)[0].status == 501


def test_the_page_may_do_no_more_than_ask_for_news(resting_station: Station) -> None:
    answer, body = resting_station.ask(host=f"localhost:{resting_station.server.port}")
    assert answer.status == 200
    page = body.decode()
    policy = page.partition('http-equiv="Content-Security-Policy" content="')[2].partition('"')[0]
    assert policy.startswith("default-src &#39;none&#39;")
    assert "unsafe" not in policy
    assert policy.endswith("connect-src &#39;self&#39;")
    for name, value in (("X-Frame-Options", "DENY"), ("Cross-Origin-Resource-Policy", "same-origin")):
        assert answer.getheader(name) == value
    assert answer.getheader("Access-Control-Allow-Origin") is None
    head, none = resting_station.ask(method="HEAD")
    assert (head.getheader("Content-Length"), none) == (str(len(body)), b"")


def test_other_machines_are_not_heard(resting_station: Station) -> None:
    assert resting_station.server.socket.getsockname()[0] == "127.0.0.1"


# --- the command


def test_the_command_serves_and_ends_with_an_interrupt(tmp_path: Path) -> None:
    folder = harbour(tmp_path)
    with begun("watch", "--port", "0", "--lang", "ru", cwd=folder, text=True) as running:
        assert running.stderr is not None
        lines = [next(running.stderr), next(running.stderr)]
        port = int(lines[1].partition("127.0.0.1:")[2].partition("/")[0])
        assert lines[1] == f"serving http://127.0.0.1:{port}/ until Ctrl-C\n"
        connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        connection.request("GET", "/events")
        stream = connection.getresponse()
        next_news(stream)
        put(folder / DRAFT, (folder / DRAFT).read_bytes().replace(b"900 workers", b"950 workers"))
        assert next_news(stream)["faults"] == []
        change = next(running.stderr)
        running.send_signal(signal.SIGINT)
        rest = running.stderr.read().splitlines()
        assert running.wait(PATIENCE) == 130
        connection.close()
    assert change.startswith(f"{DRAFT}: ")
    assert rest == ["comparer: interrupted"]


def test_a_port_that_is_taken_or_none_is_one_line(tmp_path: Path) -> None:
    folder = harbour(tmp_path)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = process("watch", "--port", str(port), cwd=folder)
    assert (done.code, done.output) == (2, b"")
    reason = "address already in use (name another with --port, or 0 for any)"
    assert done.lines == [f"comparer: error: port {port} cannot be served: {reason}"]
    assert process("watch", "--port", "70000", cwd=folder).code == 2
    assert (
        process("watch", "--port", "0", cwd=tmp_path)
        .lines[0]
        .endswith("(make one with 'comparer init DIR', or name one with --workspace DIR)")
    )


# --- in a browser


@pytest.fixture
def page(station: Station, chromium: str) -> Iterator[Any]:
    """The served page in a browser. When the test is over, nothing may have gone wrong in it or left this machine."""
    from playwright.sync_api import sync_playwright

    arguments = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
    troubles, asked = [], []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=arguments)
        opened = browser.new_page(viewport={"width": 1280, "height": 800})
        opened.on("console", lambda message: troubles.append(message.text))
        opened.on("pageerror", lambda error: troubles.append(str(error)))
        opened.on("request", lambda request: asked.append(request.url.partition("#")[0]))
        opened.goto(f"http://127.0.0.1:{station.server.port}/")
        yield opened
        browser.close()
    assert not troubles
    own = f"http://127.0.0.1:{station.server.port}/"
    assert set(asked) <= {own, f"{own}events"}


@pytest.mark.browser
def test_an_edit_loads_the_page_again_and_keeps_filters_and_place(station: Station, page: Any) -> None:
    page.select_option("#base", index=1)
    page.select_option("#issue", "staffing")
    shown = page.locator("#say tr.row:visible").count()
    page.locator("#say .q:visible").first.click()
    page.evaluate("for (const id of ['pair', 'ledger']) document.getElementById(id).open = true")
    page.select_option("#pair-left", index=1)
    page.locator("#search").focus(timeout=PATIENCE * 1000)
    page.evaluate("scrollTo(0, document.getElementById('ledger').getBoundingClientRect().top + scrollY - 100)")
    before = page.evaluate("document.getElementById('ledger').getBoundingClientRect().top")
    with page.expect_event("load"):
        station.save("900 workers", "950 workers")
    page.wait_for_selector("html[data-again]", state="attached")
    now = page.evaluate("document.getElementById('ledger').getBoundingClientRect().top")
    assert now == pytest.approx(before, abs=3)
    assert page.locator("#base").input_value() == "1"
    assert page.locator("#issue").input_value() == "staffing"
    assert page.locator("#say tr.row:visible").count() == shown
    assert page.locator("#say tr.more").count() == 1
    assert page.locator("#pair-left").input_value() == "1"
    assert page.locator("#ledger").get_attribute("open") is not None
    assert page.evaluate("document.activeElement.id") == "search"
    assert page.locator("#faults").is_hidden()


@pytest.mark.browser
def test_faults_are_shown_above_the_last_good_page_until_they_are_mended(station: Station, page: Any) -> None:
    page.wait_for_selector("#faults", state="hidden")
    station.save("known: stated", 'known: "<b>sated</b>"')
    box = page.locator("#faults")
    box.wait_for(state="visible")
    assert "The files have faults: 1. Below is the report of their last good state" in box.inner_text()
    assert f"{DRAFT}:21:12 error[schema-value]: '<b>sated</b>' is not a value" in box.inner_text()
    assert page.locator("#faults b").count() == 0
    assert "limit its dock force to 900 workers" in page.content()
    page.reload()
    box.wait_for(state="visible")
    station.save('known: "<b>sated</b>"', "known: stated")
    box.wait_for(state="hidden")


@pytest.mark.browser
def test_the_page_says_when_nobody_renews_it_any_more(station: Station, page: Any) -> None:
    page.wait_for_selector("#faults", state="hidden")
    station.server.served_page.close()
    page.locator("#faults").wait_for(state="visible")
    assert "has stopped" in page.locator("#faults").inner_text()
