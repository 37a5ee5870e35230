"""A format and an importer of another package: found by entry point, used only when named, never in place of ours."""

# ruff: noqa: E501 - what the command prints stands here on one line, as it does there

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import comparer
from tests.app.command import HARBOUR, ROOT, here, process, put

PLUGIN = ROOT / "tests" / "plugin"
LOG = b"minutes of June\nitem 1 | The council pays.\nitem 4 | The union works.\n"


@pytest.fixture
def plugin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The sample package as if it were installed."""
    monkeypatch.syspath_prepend(str(PLUGIN))
    yield
    for name in [name for name in sys.modules if name.startswith("comparer_sample")]:
        del sys.modules[name]


@pytest.mark.usefixtures("plugin")
def test_a_format_of_another_package_draws_the_report() -> None:
    done = here("compare", "council-draft", "union-counter", "--format", "outline")
    assert (done.code, done.errors) == (0, "")
    assert done.text.splitlines()[:2] == ["council-draft -> union-counter", "  1 same 7"]
    report = comparer.compare(comparer.load_workspace(HARBOUR), ["council-draft", "union-counter"])
    assert comparer.render(report, "outline") == done.text
    assert max(map(len, str(comparer.render(report, "outline", width=12)).splitlines())) == 12
    assert here("diff", "union-counter", "council-draft", "--format", "outline").text.startswith("union-counter -> ")


@pytest.mark.usefixtures("plugin")
def test_an_importer_of_another_package_reads_a_document(tmp_path: Path) -> None:
    put(tmp_path / "june.log", LOG)
    done = here("import", "june.log", "--importer", "minutes", cwd=tmp_path)
    assert done.code == 0
    assert "plan: june\n" in done.text
    assert '- id: "4"\n    text: The union works.\n' in done.text
    assert comparer.import_document(tmp_path / "june.log", importer="minutes").splitlines()[3] == "plan: june"
    refused = here("import", "june.log", cwd=tmp_path)
    assert refused.code == 2
    assert "cannot import a file that ends in '.log'" in refused.errors
    put(tmp_path / "empty.log", b"nothing\n")
    failed = here("import", "empty.log", "--importer", "minutes", cwd=tmp_path)
    assert failed.lines == ["comparer: error: empty.log: it has no line 'item N | text'"]


@pytest.mark.usefixtures("plugin")
def test_nothing_of_another_package_is_loaded_unless_it_is_named() -> None:
    assert here("compare", "council-draft", "union-counter", "--format", "md").code == 0
    assert "comparer_sample" not in sys.modules
    ours = here("compare", "council-draft", "union-counter", "--format", "json")
    assert ours.json["pairs"]
    assert "comparer_sample" not in sys.modules


@pytest.mark.usefixtures("plugin")
@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["compare", "--format", "outlin"], "argument --format: invalid choice: 'outlin' (did you mean 'outline'?); see 'comparer compare --help'"),
        (["compare", "--format", "broken"], "the format 'broken' cannot be loaded: No module named 'comparer_sample.absent'"),
        (["compare", "--format", "nameless"], "the format 'nameless' has no name and no suffix and no render"),
        (["import", "x.log", "--importer", "minute"], "no installed package has the importer 'minute' (did you mean 'minutes'?)"),
    ],
)  # fmt: skip
def test_a_plugin_that_cannot_be_used_is_one_line(words: list[str], line: str, tmp_path: Path) -> None:
    put(tmp_path / "x.log", LOG)
    done = here(*words, "--workspace", str(HARBOUR), cwd=tmp_path)
    assert (done.code, done.output, done.lines) == (2, b"", [f"comparer: error: {line}"])


def test_two_packages_of_one_name_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for package in ("first", "second"):
        points = f"[comparer.formats]\noutline = {package}_sample.outline\n"
        put(
            tmp_path / f"{package}_sample.dist-info/METADATA",
            f"Metadata-Version: 2.1\nName: {package}-sample\nVersion: 1\n",
        )
        put(tmp_path / f"{package}_sample.dist-info/entry_points.txt", points)
    monkeypatch.syspath_prepend(str(tmp_path))
    done = here("compare", "--format", "outline")
    assert done.code == 2
    assert "several packages have the format 'outline': first_sample.outline, second_sample.outline" in done.errors


def test_without_the_package_its_name_is_unknown() -> None:
    done = process("compare", "--format", "outline")
    assert done.code == 2
    assert "argument --format: invalid choice: 'outline'" in done.errors
