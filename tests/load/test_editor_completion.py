"""What an analyst sees in an editor: the real YAML language server, driven over its protocol, on a broken plan."""

from __future__ import annotations

import json
import queue
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from comparer.load import editor_schemas, strict_yaml
from tests.factories.pact import FILES, VOCABULARY, A

pytestmark = [pytest.mark.node, pytest.mark.xdist_group("node")]

MODELINE = "# yaml-language-server: $schema=../.schema/plan.schema.json\n# $schema: ../.schema/plan.schema.json\n\n"
PATIENCE = 60
"""Seconds without any message after which the server counts as dead."""


class Server:
    """One running language server. `wait` returns the first message that fits and keeps the others out of the way."""

    def __init__(self, command: list[str], workspace: Path) -> None:
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self.messages: queue.Queue[dict[str, Any] | None] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()
        self.count = 0
        capabilities = {"textDocument": {"completion": {"completionItem": {"documentationFormat": ["markdown"]}}}}
        self.request("initialize", processId=None, rootUri=workspace.as_uri(), capabilities=capabilities,
                     workspaceFolders=[{"uri": workspace.as_uri(), "name": "workspace"}])  # fmt: skip
        self.notify("initialized")
        settings = {"validate": True, "completion": True, "hover": True, "schemaStore": {"enable": False}}
        self.notify("workspace/didChangeConfiguration", settings={"yaml": settings})

    def _read(self) -> None:
        stream = self.process.stdout
        assert stream is not None
        while header := stream.readline():
            if header.lower().startswith(b"content-length:"):
                length = int(header.split(b":")[1])
                while stream.readline().strip():
                    pass
                self.messages.put(json.loads(stream.read(length)))
        self.messages.put(None)

    def send(self, **message: Any) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def notify(self, method: str, **params: Any) -> None:
        self.send(method=method, params=params)

    def request(self, method: str, **params: Any) -> Any:
        self.count += 1
        number = self.count
        self.send(id=number, method=method, params=params)
        return self.wait(lambda message: message.get("id") == number and "method" not in message)["result"]

    def wait(self, fits: Any) -> dict[str, Any]:
        while True:
            message = self.messages.get(timeout=PATIENCE)
            assert message is not None, "the language server has ended"
            if "id" in message and "method" in message:  # the server asks for its settings
                asked = message.get("params", {}).get("items", [])
                self.send(id=message["id"], result=[None] * len(asked))
            elif fits(message):
                return message

    def open(self, path: Path, text: str) -> None:
        path.write_text(text, encoding="utf-8")
        document = {"uri": path.as_uri(), "languageId": "yaml", "version": 1, "text": text}
        self.notify("textDocument/didOpen", textDocument=document)

    def diagnostics(self, path: Path) -> list[dict[str, Any]]:
        def fits(message: dict[str, Any]) -> bool:
            text = message.get("method") == "textDocument/publishDiagnostics"
            return text and message["params"]["uri"] == path.as_uri()

        result: list[dict[str, Any]] = self.wait(fits)["params"]["diagnostics"]
        return result

    def at(self, method: str, path: Path, line: int, column: int) -> Any:
        """Ask something about a point, counted from 1 as in our own messages."""
        position = {"line": line - 1, "character": column - 1}
        return self.request(f"textDocument/{method}", textDocument={"uri": path.as_uri()}, position=position)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as a newcomer opens it: the drafts, the vocabulary and the schemas made from it."""
    folder = tmp_path_factory.mktemp("pact")
    vocabulary = strict_yaml.read_yaml(VOCABULARY.encode(), "plans/vocabulary.yaml").data
    for name, text in [*FILES.items(), *editor_schemas.generate_schemas(vocabulary)]:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def server(workspace: Path, root: Path) -> Iterator[Server]:
    script = root / "tests/node/node_modules/.bin/yaml-language-server"
    command = str(script) if script.exists() else shutil.which("yaml-language-server")
    if command is None or shutil.which("node") is None:
        pytest.skip("no yaml-language-server: make test-tools")
    running = Server([command, "--stdio"], workspace)
    yield running
    running.process.kill()
    running.process.wait()


def list_messages(diagnostics: list[dict[str, Any]]) -> list[tuple[int, str]]:
    return sorted((diagnostic["range"]["start"]["line"] + 1, diagnostic["message"]) for diagnostic in diagnostics)


def test_a_sound_plan_has_no_marks(server: Server, workspace: Path) -> None:
    path = workspace / "plans/drafts/sound.yaml"
    server.open(path, MODELINE + FILES[A])
    assert list_messages(server.diagnostics(path)) == []


def test_each_mistake_is_marked_on_its_line(server: Server, workspace: Path) -> None:
    broken = {
        "title: First draft": "titel: First draft",
        "modality: must, act: limit": "modality: shall, act: limit",
        "bearer: treasury": "bearer: tresury",
        "deficit: {below: 3}": "defizit: {below: 3}",
        'issued: "2031-02-01"': 'issued: "1.2.2031"',
        "unless: recession": "unless: [resession]",
    }
    text = MODELINE + FILES[A]
    lines = {}
    for old, new in broken.items():
        text = text.replace(old, new, 1)
        lines[new] = text[: text.index(new)].count("\n") + 1
    path = workspace / "plans/drafts/broken.yaml"
    server.open(path, text)
    result = list_messages(server.diagnostics(path))
    assert {line for line, _ in result} >= set(lines.values()), result
    by_line: dict[int, str] = {}
    for line, message in result:
        by_line[line] = by_line.get(line, "") + message
    assert "titel is not allowed" in by_line[lines["titel: First draft"]]
    assert "must-not" in by_line[lines["modality: shall, act: limit"]]
    assert "treasury" in by_line[lines["bearer: tresury"]]
    assert "a date is YYYY-MM-DD" in by_line[lines['issued: "1.2.2031"']]
    assert "signature" in by_line[lines["unless: [resession]"]]


def test_words_of_the_vocabulary_are_offered_with_their_meaning(server: Server, workspace: Path) -> None:
    text = MODELINE + FILES[A].replace("issue: debt.deficit", "issue: ", 1)
    line = text[: text.index("issue: \n")].count("\n") + 1
    path = workspace / "plans/drafts/completed.yaml"
    server.open(path, text)
    server.diagnostics(path)
    answer = server.at("completion", path, line, 16)
    items = {item["label"]: item for item in answer["items"]}
    assert {"debt", "debt.deficit", "transfers"} <= items.keys()
    assert "Deficit" in json.dumps(items["debt.deficit"])


def test_actors_are_offered_inside_a_list_and_alone(server: Server, workspace: Path) -> None:
    for name, written, column in (("alone", "bearer: \n", 19), ("listed", "bearer: []\n", 20)):
        text = MODELINE + FILES[A].replace(
            "norm: {bearer: north, modality: must, act: limit, object: budget}", f"norm:\n          {written}", 1
        )
        line = text[: text.index(written)].count("\n") + 1
        path = workspace / f"plans/drafts/{name}.yaml"
        server.open(path, text)
        server.diagnostics(path)
        labels = {item["label"] for item in server.at("completion", path, line, column)["items"]}
        assert {"north", "treasury", "anyone", "unnamed"} <= labels, name


def test_a_field_is_explained_where_the_pointer_rests(server: Server, workspace: Path) -> None:
    path = workspace / "plans/drafts/hovered.yaml"
    server.open(path, MODELINE + FILES[A])
    server.diagnostics(path)
    line = (MODELINE + FILES[A]).split("\n").index("parties: [north, south]") + 1
    assert "Who would sign" in json.dumps(server.at("hover", path, line, 3))
