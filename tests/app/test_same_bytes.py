"""The same data give the same bytes on every machine, and the same findings however they are ordered and named."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.app.command import COMMAND, HARBOUR, ROOT, environment, here, process, put

Plain = dict[str, Any]

MACHINES = (
    {"PYTHONHASHSEED": "0", "LC_ALL": "C", "TZ": "UTC"},
    {"PYTHONHASHSEED": "1", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "TZ": "Pacific/Kiritimati"},
    {"PYTHONHASHSEED": "2", "LC_ALL": "de_DE.ISO-8859-1", "TZ": "America/St_Johns", "COLUMNS": ""},
)


@pytest.mark.parametrize("folder", [HARBOUR, ROOT], ids=["harbour", "record"])
def test_all_reports_are_the_same_bytes_on_every_machine(folder: Path, tmp_path: Path) -> None:
    words = ("us-28", "eu-counter", "ukraine-20") if folder == ROOT else ()
    made = []
    for number, machine in enumerate(MACHINES):
        target = tmp_path / str(number) / "reports"
        done = process("compare", *words, "--reports", str(target), cwd=folder, env=machine, with_parser=True)
        assert done.code == 0, done.errors
        screen = done.output.replace(str(target).encode(), b"")
        made.append({"screen": screen, **{path.name: path.read_bytes() for path in target.iterdir()}})
    for name, content in made[0].items():
        assert all(other[name] == content for other in made[1:]), name


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to run that may change no byte: `words` go to tests.app.every_output."""

    env: Mapping[str, str]
    words: tuple[str, ...] = ()
    copied: bool = False
    """Run in a copy whose files were written in another order, with other times and for their owner alone."""


KEPT = "<a folder>"
VARIANTS = {
    "plans named the other way round; other hashes, language, zone, folder, times and order of files": Variant(
        MACHINES[1], ("--reverse",), copied=True
    ),
    "results kept by an earlier run, on a third machine": Variant(MACHINES[2], ("--kept", KEPT)),
    "pairs compared by two processes": Variant(MACHINES[0], ("--with", "--jobs", "2")),
}
"""A way to run that is added to the program takes a line here: its words behind `--with`."""


@pytest.fixture(scope="module")
def plain_digests() -> dict[str, str]:
    return run_every_output(Variant(MACHINES[0]), HARBOUR)


@pytest.mark.parametrize("name", VARIANTS)
def test_every_command_and_format_gives_the_same_bytes(
    name: str, plain_digests: dict[str, str], tmp_path: Path
) -> None:
    folder = copy_backwards(tmp_path / "elsewhere") if VARIANTS[name].copied else HARBOUR
    digests = run_every_output(VARIANTS[name], folder, tmp_path / "kept")
    assert [line for line, digest in digests.items() if plain_digests[line] != digest] == []
    assert len(digests) == 2 if "--with" in VARIANTS[name].words else len(digests) > 70


def run_every_output(variant: Variant, folder: Path, kept: Path = Path()) -> dict[str, str]:
    words = [str(kept) if word == KEPT else word for word in variant.words]
    command = [sys.executable, "-m", "tests.app.every_output", *words]
    done = subprocess.run(
        command, cwd=folder, env=environment(variant.env, with_parser=True), capture_output=True, check=True
    )
    assert KEPT not in variant.words or any(kept.iterdir())
    return dict(json.loads(done.stdout))


def copy_backwards(folder: Path) -> Path:
    old_mask = os.umask(0o077)
    try:
        for number, path in enumerate(sorted(HARBOUR.rglob("*.*"), reverse=True)):
            if path.is_file():
                os.utime(put(folder / path.relative_to(HARBOUR), path.read_bytes()), (number, number))
    finally:
        os.umask(old_mask)
    return folder


def test_no_colour_where_nobody_looks_or_nobody_wants_it() -> None:
    for env in ({}, {"NO_COLOR": "1"}, {"TERM": "xterm-256color", "FORCE_COLOR": "1"}):
        assert b"\x1b" not in process("compare", env=env).output


def seen_on_a_terminal(more: dict[str, str]) -> bytes:
    """What the command prints where standard output is a terminal."""
    import os
    import pty

    reader, terminal = pty.openpty()
    run = subprocess.Popen([*COMMAND, "compare"], cwd=HARBOUR, env=environment(more), stdout=terminal)
    os.close(terminal)
    chunks = []
    try:
        while chunk := os.read(reader, 65536):
            chunks.append(chunk)
    except OSError:  # how Linux says that the other end is closed
        pass
    finally:
        os.close(reader)
    assert run.wait() == 0
    return b"".join(chunks)


def test_colour_on_a_terminal_unless_it_is_not_wanted() -> None:
    assert b"\x1b[" in seen_on_a_terminal({"TERM": "xterm"})
    assert b"\x1b[" not in seen_on_a_terminal({"TERM": "xterm", "NO_COLOR": "1"})
    assert b"\x1b[" in seen_on_a_terminal({"TERM": "xterm", "NO_COLOR": ""})


def test_the_folder_in_which_a_run_starts_changes_nothing(tmp_path: Path) -> None:
    words = ("compare", "--format", "json", "--workspace", str(HARBOUR))
    assert here(*words, cwd=tmp_path).output == here("compare", "--format", "json", cwd=HARBOUR / "seeds").output


# --- order and names --------------------------------------------------------------------------------------------------


@cache
def data() -> dict[str, str]:
    """The second workspace's files as JSON, which YAML contains."""
    return {
        path.relative_to(HARBOUR).as_posix(): json.dumps(yaml.safe_load(path.read_text(encoding="utf-8")))
        for path in sorted(HARBOUR.rglob("*.yaml"))
    }


def plans_in(files: dict[str, Any]) -> Iterator[Plain]:
    yield from (value for value in files.values() if isinstance(value, dict) and "plan" in value)


def findings(files: dict[str, Any], folder: Path) -> list[Plain]:
    for name, value in files.items():
        put(folder / name, yaml.safe_dump(value, sort_keys=False, allow_unicode=True))
    done = here("compare", "--format", "json", cwd=folder)
    assert done.code == 0, done.errors
    return list(listed(done.json))


def listed(report: Plain) -> Iterator[Plain]:
    for pair in report["pairs"]:
        sides = {"pair": [pair["left"], pair["right"]]}
        for kind in ("links", "gaps", "possible", "ambiguous"):
            yield from ({"list": kind, **sides, **item} for item in pair.get(kind, ()))
    for kind in (
        "verdicts",
        "constraints",
        "deadlocks",
        "contradictions",
        "plan_findings",
        "ranges",
        "ledger",
        "wordings",
    ):
        yield from ({"list": kind, **item} for item in report[kind])
    yield {"list": "totals", **report["totals"]}
    yield from ({"list": "rows", "issue": row["issue"], "cells": row["cells"]} for row in report["rows"])
    yield {"list": "shared", "count": len(report["shared"])}


def settled(item: Any, rename: Callable[[str], str] = str) -> Any:
    """A finding without its prose, and without the order of its lists; under other names without its fingerprint."""
    if isinstance(item, dict):
        if item.get("list") == "contradictions":  # of two clauses of one plan, neither comes first by its nature
            kept = {key: value for key, value in item.items() if key not in ("a", "b")}
            item = {**kept, "clauses": [item["a"], item["b"]]}
        left_out = ("because", "reason", "explanation", "accepted", *(() if rename is str else ("fingerprint",)))
        return {rename(key): settled(value, rename) for key, value in item.items() if key not in left_out}
    if isinstance(item, list):
        return sorted((settled(value, rename) for value in item), key=lambda value: json.dumps(value, sort_keys=True))
    return rename(item) if isinstance(item, str) else item


def canon(result: list[Plain], rename: Callable[[str], str] = str) -> list[str]:
    return sorted(json.dumps(settled(item, rename), sort_keys=True, ensure_ascii=False) for item in result)


@cache
def untouched() -> tuple[Plain, ...]:
    return tuple(listed(here("compare", "--format", "json").json))


def differences(result: list[Plain], rename: Callable[[str], str] = str) -> list[str]:
    same = str if rename is str else lambda text: text
    before, after = set(canon(list(untouched()), same)), set(canon(result, rename))
    return [f"- {item}" for item in sorted(before - after)] + [f"+ {item}" for item in sorted(after - before)]


@given(seed=st.integers(0, 2**32))
@example(seed=0)
@settings(max_examples=6)
def test_the_order_of_files_provisions_and_clauses_decides_nothing(
    seed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    dice = random.Random(seed)
    files = {name: json.loads(text) for name, text in data().items()}
    for plan in plans_in(files):
        dice.shuffle(plan["provisions"])
        for provision in plan["provisions"]:
            dice.shuffle(provision.get("clauses", []))
    for value in files.values():
        for key in ("lines", "constraints"):
            if isinstance(value, dict) and key in value:
                dice.shuffle(value[key])
        if isinstance(value, list):
            dice.shuffle(value)
    folders = ("plans/drafts/", "plans/positions/")
    moved = {}
    for name, value in files.items():
        isplan = name.startswith(folders)
        moved[f"{dice.choice(folders)}{dice.randrange(10**6):06}-{Path(name).name}" if isplan else name] = value
    assert differences(findings(moved, tmp_path_factory.mktemp("order"))) == []


@given(seed=st.integers(0, 2**32))
@example(seed=0)
@settings(max_examples=6)
def test_the_names_of_plans_and_clauses_decide_nothing(seed: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    dice = random.Random(seed)
    files = {name: json.loads(text) for name, text in data().items()}
    names, old = renaming(files, dice)
    renamed = {name: with_names(value, names) for name, value in files.items()}
    records = findings(renamed, tmp_path_factory.mktemp("names"))

    def rename_text(text: str) -> str:
        return old.get(text, text)

    assert differences(records, rename_text) == []


def renaming(files: dict[str, Any], dice: random.Random) -> tuple[dict[str, dict[str, str]], dict[str, str]]:
    """New words for the ids: by plan ("" for the plans' own), and the way back for all that a report may hold."""
    fresh = iter(dice.sample([f"{letter}{number}" for letter in "acegikmoqsuwy" for number in range(100, 200)], 400))
    names: dict[str, dict[str, str]] = {"": {}}
    old: dict[str, str] = {}
    for plan in plans_in(files):
        name = plan["plan"]
        names[""][name] = new = next(fresh)
        old[new] = name
        own = names[name] = {}
        for provision in plan["provisions"]:
            for item in (provision, *provision.get("clauses", ())):
                if item["id"] not in own:
                    own[item["id"]] = word = next(fresh)
                    old[word] = item["id"]
                    old[f"{new}#{word}"] = f"{name}#{item['id']}"
    return names, old


def with_names(value: Any, names: dict[str, dict[str, str]], plan: str = "", key: str = "") -> Any:
    if isinstance(value, dict):
        plan = value.get("plan", plan)
        return {name: with_names(item, names, plan, name) for name, item in value.items()}
    if isinstance(value, list):
        return [with_names(item, names, plan, key) for item in value]
    if not isinstance(value, str):
        return value
    if key in ("plan", "derived_from", "answers", "supersedes", "base"):
        return names[""].get(value, value)
    whose, mark, clause = value.partition("#")
    if mark and whose in names:
        return f"{names[''][whose]}#{names[whose][clause]}"
    return names[plan].get(value, value) if plan and key in ("id", "voids", "clause", "from") else value
