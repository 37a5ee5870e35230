"""The command as a person runs it: in this process where that tells as much, else as a process of its own."""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from comparer.app.cli.main import main
from tests.factories.pact import workspace

ROOT = Path(__file__).resolve().parents[2]
HARBOUR = ROOT / "tests" / "workspaces" / "harbour"
COMMAND = (sys.executable, "-m", "comparer")
WITHOUT_PARSER = Path(__file__).parent / "without_parser"


@dataclass(frozen=True, slots=True)
class Result:
    code: int
    output: bytes
    errors: str

    @property
    def text(self) -> str:
        return self.output.decode()

    @property
    def json(self) -> Any:
        return json.loads(self.output)

    @property
    def lines(self) -> list[str]:
        return self.errors.splitlines()


def here(*words: str, cwd: Path = HARBOUR) -> Result:
    """Run in this process, in a folder."""
    streams = [io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2)]
    with contextlib.chdir(cwd), contextlib.redirect_stdout(streams[0]), contextlib.redirect_stderr(streams[1]):
        code = main(words)
    output, errors = (stream.buffer.getvalue() for stream in streams)
    return Result(code, output, errors.decode())


def process(
    *words: str | bytes,
    cwd: Path = HARBOUR,
    env: Mapping[str, str] | None = None,
    shell: str = "",
    with_parser: bool = False,
) -> Result:
    """Run as a process. With `shell`, that line of the shell, in which "$@" stands for the command."""
    command: Sequence[str | bytes] = (*COMMAND, *words)
    if shell:
        command = ("sh", "-c", shell, "sh", *command)
    done = subprocess.run(command, cwd=cwd, env=environment(env or {}, with_parser), capture_output=True, check=False)
    return Result(done.returncode, done.stdout, done.stderr.decode("utf-8", "backslashreplace"))


def begun(*words: str, cwd: Path = HARBOUR, **options: Any) -> subprocess.Popen[Any]:
    """The command as a process to interrupt: by itself it would not hear of it where tests run in the background."""

    def hear() -> None:
        signal.signal(signal.SIGINT, signal.SIG_DFL)

    command, env = [*COMMAND, *words], environment({})
    return subprocess.Popen(command, cwd=cwd, env=env, stderr=subprocess.PIPE, preexec_fn=hear, **options)  # noqa: PLW1509 - it does one thing


def environment(more: Mapping[str, str], with_parser: bool = False) -> dict[str, str]:
    """That of a process. Loading the parser takes longer than all else: only those that are about it load it."""
    folders = [ROOT] if with_parser else [ROOT, WITHOUT_PARSER]
    path = os.pathsep.join(map(str, folders))
    return {**os.environ, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1", **more}


def harbour(folder: Path) -> Path:
    """A copy of the second workspace, to change."""
    target = folder / "harbour"
    shutil.copytree(HARBOUR, target)
    return target


def pact(folder: Path, *edits: tuple[str, str, str], leave_out: Sequence[str] = ()) -> Path:
    """The small workspace on disk, with edits (file, old, new)."""
    for name, content in workspace(*edits).items():
        if name not in leave_out:
            put(folder / name, content)
    return folder


def put(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, hidden ones too."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
