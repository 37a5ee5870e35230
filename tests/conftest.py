"""What all tests share: tools that may be missing, and repeatable generated cases.

A test marked `browser`, `office`, `node` or `dask` is left out where its tools are missing, and the closing summary
says which were and how to get them. With COMPARER_REQUIRE_ALL=1 such a test fails instead.
"""

import gc
import importlib.util
import os
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

from tests.factories.loads import remember_loads

ROOT = Path(__file__).resolve().parent.parent
NODE_MODULES = ROOT / "tests" / "node" / "node_modules"
REQUIRE_ALL = os.environ.get("COMPARER_REQUIRE_ALL", "") not in ("", "0")
MISSING = "needs "

# The same generated cases on every machine and in every run; `explore` looks for new ones.
settings.register_profile("deterministic", derandomize=True, deadline=None, print_blob=True)
settings.register_profile("explore", deadline=None, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "deterministic"))


def find_chromium() -> str | None:
    """Path of an installed Chromium or Chrome, or None."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return next(filter(None, map(shutil.which, names)), None)


def find_soffice() -> str | None:
    """Path of LibreOffice's command, or None."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def have_browser() -> bool:
    return find_chromium() is not None and importlib.util.find_spec("playwright") is not None


def have_office() -> bool:
    return find_soffice() is not None and shutil.which("pdftotext") is not None


def have_node() -> bool:
    packages = ("yaml-language-server", "axe-core")
    return shutil.which("node") is not None and all((NODE_MODULES / name).is_dir() for name in packages)


def have_package(name: str) -> bool:
    return importlib.util.find_spec(name) is not None


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool that may be missing: its name for people, whether it is here, and how to get it."""

    name: str
    present: bool
    get: str


TOOLS = {
    "browser": Tool("Chromium", have_browser(), "apt-get install chromium"),
    "office": Tool(
        "LibreOffice",
        have_office(),
        "apt-get install libreoffice-writer-nogui libreoffice-calc-nogui poppler-utils",
    ),
    "node": Tool("Node.js packages", have_node(), "install Node.js 20 or newer, then: make test-tools"),
    "dask": Tool("Dask", have_package("distributed"), "pip install 'comparer[dask]'"),
}


def pytest_configure(config: pytest.Config) -> None:
    # What the caller's terminal is like must not reach the command under test.
    for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "LINES"):
        os.environ.pop(name, None)


def pytest_collection_finish() -> None:
    # Modules, tests and tables stay to the end: to search them for garbage again and again takes a tenth of the time.
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def pytest_runtest_setup(item: pytest.Item) -> None:
    lacking = [tool for mark, tool in TOOLS.items() if item.get_closest_marker(mark) and not tool.present]
    if not lacking:
        return
    reason = MISSING + " and ".join(tool.name for tool in lacking)
    if REQUIRE_ALL:
        pytest.fail(
            f"{reason} (COMPARER_REQUIRE_ALL is set). " + "; ".join(tool.get for tool in lacking), pytrace=False
        )
    pytest.skip(reason)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = terminalreporter.stats.get("skipped", [])
    reasons = [r.longrepr[2].removeprefix("Skipped: ") for r in skipped if isinstance(r.longrepr, tuple)]
    counts = Counter(
        tool for reason in reasons if reason.startswith(MISSING) for tool in TOOLS.values() if tool.name in reason
    )
    if not counts:
        return
    terminalreporter.section("left out for want of a tool")
    for tool, count in counts.items():
        tests = "1 test" if count == 1 else f"{count} tests"
        terminalreporter.write_line(f"{tool.name}: {tests} left out. To run: {tool.get}")


@pytest.fixture(autouse=True, scope="module")
def load_files_once() -> Iterator[None]:
    """A workspace that commands open again and again from the same bytes is loaded once: loading has its own tests."""
    with pytest.MonkeyPatch.context() as patch:
        remember_loads(patch)
        yield


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of the browser; for tests marked `browser`."""
    path = find_chromium()
    assert path is not None
    return path


@pytest.fixture(scope="session")
def soffice() -> str:
    """Path of LibreOffice; for tests marked `office`."""
    path = find_soffice()
    assert path is not None
    return path


@pytest.fixture(scope="session")
def node_modules() -> Path:
    """Folder of the Node.js packages; for tests marked `node`."""
    return NODE_MODULES
