"""Hostile texts through the commands beside `compare`, in each of their forms, read back by readers not ours."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml
from markdown_it import MarkdownIt

from comparer.load.checks import validate
from comparer.model.problems import Severity, unsafe_characters
from tests.app.command import HARBOUR, Result, here, put
from tests.hostile.test_outputs import HOSTILE, MARK, elements, spoil

PLAIN = f"Plain {MARK} words"
CALENDAR = f"{MARK}\nEND:VEVENT\nBEGIN:VALARM\nATTACH:file:///{MARK}\n"
TEXTS = (
    HOSTILE["markup"] + HOSTILE["xml"] + "ж" * 3000,
    HOSTILE["formula"] + HOSTILE["formula behind a semicolon"],
    HOSTILE["cell command"] + HOSTILE["annotation"] + CALENDAR,
    HOSTILE["order"] + HOSTILE["unseen"] + HOSTILE["markdown"] + HOSTILE["templates"],
)
STANCES = ("accepts", "rejects", "welcomes", "criticises", "denies", "open")
PLANS = "council-draft union-counter joint-revision"
LINES = (
    *(f"draft {PLANS} --format {form}" for form in ("text", "md", "docx", "yaml")),
    *(f"draft {PLANS} --view open --format {form}" for form in ("text", "md")),
    *(f"brackets {PLANS} --format {form}" for form in ("text", "md", "csv", "xlsx", "docx", "svg")),
    *(f"matrix council-draft --format {form}" for form in ("text", "md", "csv", "xlsx", "docx", "ics", "svg")),
    *(f"bridges --format {form}" for form in ("text", "md", "csv", "xlsx", "docx")),
    *(f"completeness {PLANS} --format {form}" for form in ("text", "md", "csv", "xlsx", "docx")),
    *(f"completeness {PLANS} --checklist all --format {form}" for form in ("text", "md", "csv", "xlsx", "docx")),
    *(f"lineage {PLANS} --format {form}" for form in ("text", "md", "csv", "xlsx", "docx")),
    *(f"positions --format {form}" for form in ("text", "md", "csv", "xlsx", "docx")),
    *(f"precedents council-draft --corpus plans --index ../index.sqlite --format {form}" for form in ("text", "md")),
    *(f"brief --format {form}" for form in ("text", "md", "html")),
    *(f"diff council-draft union-counter --format {form}" for form in ("text", "md", "html", "csv", "xlsx", "docx")),
    *(f"compare --sections agreement --format {form}" for form in ("text", "md", "html", "csv", "xlsx", "docx")),
    *(f"compare --full --format {form}" for form in ("text", "md", "html", "csv", "xlsx", "docx")),
    *(f"diff council-draft union-counter --full --format {form}" for form in ("text", "md", "html", "docx")),
    *(f"explain council-draft#8 --format {form}" for form in ("text",)),
    "redlines --format md",
)


@pytest.fixture(scope="module")
def folder_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The second workspace with one text in the place of every free text."""

    @cache
    def make(text: str) -> Path:
        folder = tmp_path_factory.mktemp("spoiled") / "space"
        for path in HARBOUR.rglob("*.yaml"):
            data = yaml.safe_load(path.read_text(encoding="utf-8"))
            own_text = f"{text} {path.stem}"  # so that titles and clauses of two texts differ
            content = json.dumps(keep_stances(data, spoil(data, own_text)), ensure_ascii=False, default=str)
            put(folder / path.relative_to(HARBOUR), content)
        return folder

    return make


def keep_stances(data: Any, spoiled: Any) -> Any:
    """`says` is a free text at some places, and at others a word out of a closed set."""
    if isinstance(data, dict):
        return {key: keep_stances(data[key], spoiled[key]) for key in data}
    if isinstance(data, list):
        return [keep_stances(item, other) for item, other in zip(data, spoiled, strict=True)]
    return data if data in STANCES else spoiled


@pytest.mark.parametrize("line", LINES)
def test_nothing_of_the_data_runs_or_breaks_out(line: str, folder_of: Callable[[str], Path]) -> None:
    plain = here(*line.split(), cwd=folder_of(PLAIN))
    assert plain.code == 0, plain.errors
    for text in TEXTS:
        done = here(*line.split(), cwd=folder_of(text))
        assert done.code == 0, done.errors
        CHECKS[line.rpartition(" ")[2]](done, plain)


def check_text(done: Result, _plain: Result) -> None:
    assert not [line for line in done.text.split("\n") if unsafe_characters().search(line)]


def check_markdown(done: Result, plain: Result) -> None:
    check_text(done, plain)
    known = re.compile(r"<!-- -->|</?(?:a|br|del|ins|details|summary|sub|sup)\b[^<>]*>")
    pending = MarkdownIt("commonmark", {"linkify": False}).enable(["table"]).parse(done.text)
    while pending:
        token = pending.pop()
        pending += token.children or []
        assert token.type != "image"
        if token.type == "link_open":
            assert str(token.attrs["href"]).startswith("#"), token.attrs
        if token.type in ("html_inline", "html_block"):
            assert not re.search(r"[<>]", known.sub("", token.content)), token.content


def check_csv(done: Result, _plain: Result) -> None:
    text = done.output.decode("utf-8-sig")
    for separator in ",;\t":
        for row in csv.reader(io.StringIO(text), delimiter=separator):
            for cell in row:
                assert not cell.strip().startswith(("=", "+", "-", "@", "\t", "\r", "＝")), cell


def check_office(done: Result, plain: Result) -> None:
    assert outside_targets(done) <= outside_targets(plain)  # the addresses of source cards, which are no free text


def outside_targets(result: Result) -> set[str]:
    """Where an office file leads; nothing in it may run."""
    targets = set()
    with zipfile.ZipFile(io.BytesIO(result.output)) as archive:
        for part in archive.namelist():
            if not part.endswith((".xml", ".rels")) or "/charts/" in part:  # `f` names cells there
                continue
            root = ElementTree.fromstring(archive.read(part))
            tags = {element.tag.rpartition("}")[2] for element in root.iter()}
            assert not tags & {"f", "ddeLink", "altChunk", "object", "OLEObject"}, part
            targets |= {element.get("Target", "") for element in root.iter() if element.get("TargetMode")}
    return targets


def check_svg(done: Result, plain: Result) -> None:
    drawn, expected = (ElementTree.fromstring(result.output) for result in (done, plain))
    assert {element.tag for element in drawn.iter()} <= {element.tag for element in expected.iter()}
    attributes = {name for element in drawn.iter() for name in element.attrib}
    assert attributes <= {name for element in expected.iter() for name in element.attrib}
    assert not [name for name in attributes if name.startswith("on") or name.endswith("href")]


def check_calendar(done: Result, plain: Result) -> None:
    def property_names(result: Result) -> list[str]:
        text = result.output.decode()
        assert text.replace("\r\n", "").count("\n") == text.replace("\r\n", "").count("\r") == 0
        assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
        return [re.split("[:;]", line)[0] for line in text.replace("\r\n ", "").split("\r\n")]

    assert property_names(done) == property_names(plain)


def check_plan(done: Result, _plain: Result) -> None:
    problems = validate({"plans/drafts/x.yaml": done.output}).problems
    syntax = [problem for problem in problems if problem.rule.startswith(("yaml-", "schema-"))]
    assert [problem for problem in syntax if problem.severity is Severity.ERROR] == []


def check_page(done: Result, plain: Result) -> None:
    page, expected = elements(done.text), elements(plain.text)
    assert set(page.tags) <= set(expected.tags)
    assert page.tags["script"] == expected.tags["script"]
    assert page.attributes <= expected.attributes
    outside = {address for address in page.addresses if not address.startswith("#")}
    assert outside <= expected.addresses  # the addresses of source cards, which are no free text


CHECKS: dict[str, Callable[[Result, Result], None]] = {
    "text": check_text,
    "md": check_markdown,
    "csv": check_csv,
    "xlsx": check_office,
    "docx": check_office,
    "svg": check_svg,
    "ics": check_calendar,
    "yaml": check_plan,
    "html": check_page,
}
