"""What the program reaches for: no network, no program but git; and what it is made of."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.app.command import here, pact
from tests.bill_of_materials import BILL, PINS, bill_text

WITHOUT_SOCKETS = """
import socket, sys
def refuse(*_, **__):
    raise SystemExit("a socket was opened")
socket.socket = socket.create_connection = socket.getaddrinfo = refuse
from comparer.app.cli.main import main
for words in {commands!r}:
    code = main(words)
    if code not in (0, 1):
        raise SystemExit(f"{{words}}: {{code}}")
"""
_STARTING = re.compile(r"^\s*(?:import|from) subprocess|os\.(?:system|popen|exec|spawn)", re.M)
_SERVING = re.compile(r"^\s*(?:import|from) (?:socket|http\.|urllib\.request|requests)", re.M)
COMMANDS = (
    ["validate"], ["compare", "--full"], ["compare", "--reports", "r"], ["check"], ["plans"], ["redlines"], ["rules"],
    ["explain", "pact-a#1-1"], ["align", "pact-a", "pact-b"], ["diff", "pact-a", "pact-b"], ["suggest", "pact-b"],
    ["schema", "--write"], ["init", "fresh"], ["import", "draft.txt"],
)  # fmt: skip


def test_no_command_opens_a_socket(tmp_path: Path, root: Path) -> None:
    folder = pact(tmp_path)
    (folder / "draft.txt").write_text("1. The towns shall keep the weir.\n")
    code = WITHOUT_SOCKETS.format(commands=COMMANDS)
    env = {**os.environ, "PYTHONPATH": str(root)}
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, env=env, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()[-600:]


def test_only_one_module_starts_a_program_and_only_one_opens_a_port(root: Path) -> None:
    starting, serving = [], []
    for path in sorted((root / "comparer").rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        name = path.relative_to(root).as_posix()
        starting += [name] if _STARTING.search(text) else []
        serving += [name] if _SERVING.search(text) else []
    assert starting == ["comparer/app/git.py"]
    assert serving == ["comparer/app/web/server.py"]


def test_a_command_that_tries_the_network_would_be_noticed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The test above proves nothing unless a socket is what it forbids."""
    opened: list[object] = []
    monkeypatch.setattr(socket, "socket", lambda *words, **_: opened.append(words))
    assert here("validate", cwd=pact(tmp_path)).code == 0
    assert opened == []
    socket.socket()
    assert len(opened) == 1


def test_the_bill_of_materials_is_that_of_the_pins() -> None:
    """`python -m tests.bill_of_materials` writes it anew; `make pins` does too."""
    assert BILL.read_text(encoding="utf-8") == bill_text(PINS.read_text(encoding="utf-8"))
    bill = json.loads(BILL.read_text(encoding="utf-8"))
    names = {component["name"] for component in bill["components"]}
    assert {"pyyaml", "jsonschema", "jinja2", "rapidfuzz"} <= {name.lower() for name in names}
    assert all(component["properties"] for component in bill["components"])


@pytest.mark.slow
def test_a_wheel_built_twice_is_the_same_bytes_and_holds_the_bill(tmp_path: Path, root: Path) -> None:
    built = []
    for name in ("first", "second"):
        env = {**os.environ, "SOURCE_DATE_EPOCH": "1700000000", "TZ": {"first": "UTC", "second": "Asia/Tokyo"}[name]}
        target = str(tmp_path / name)
        command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", target, str(root)]
        subprocess.run(command, env=env, capture_output=True, check=True)
        built += [*(tmp_path / name).glob("*.whl")]
    assert built[0].read_bytes() == built[1].read_bytes()
    assert "comparer/bill-of-materials.cdx.json" in zipfile.ZipFile(built[0]).namelist()
