"""Pictures of each report for docs/pictures: `python -m tests.pictures`. Needs Chromium, LibreOffice and poppler."""

from __future__ import annotations

import html
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "docs" / "pictures"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SCREENS = {
    "page": ({"width": 1280, "height": 860}, "light", ""),
    "page-matrix": ({"width": 1280, "height": 860}, "light", "table-title"),
    "page-red-lines": ({"width": 1280, "height": 860}, "light", "lines-title"),
    "page-figures": ({"width": 1280, "height": 860}, "light", "figures-title"),
    "page-dark": ({"width": 1280, "height": 860}, "dark", ""),
    "page-phone": ({"width": 390, "height": 844}, "light", ""),
}


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        there = Path(folder)
        run = [sys.executable, "-m", "comparer"]
        summary = subprocess.run(
            [*run, "compare", "--reports", folder], cwd=ROOT, check=True, capture_output=True, text=True
        ).stdout.replace(folder, "reports")
        narrow = ["compare", "us-28", "eu-counter", "--issue", "forces"]
        table = subprocess.run([*run, *narrow], cwd=ROOT, check=True, capture_output=True, text=True).stdout
        (there / "screen.html").write_text(_terminal(summary), encoding="utf-8")
        (there / "table.html").write_text(_terminal(table), encoding="utf-8")
        _screens(there)
        _office(there, "docx", "word", (1, 2))
        _office(there, "xlsx", "excel", (1, 3))
    return 0


def _terminal(text: str) -> str:
    shown = html.escape("\n".join(text.splitlines()[:60]))
    style = "background:#1c1f24;color:#e6e6e6;font:14px/1.35 monospace;padding:18px;margin:0;display:inline-block"
    return f'<meta charset="utf-8"><body style="margin:0"><pre style="{style}">{shown}</pre>'


def _screens(there: Path) -> None:
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        for name, (size, scheme, anchor) in SCREENS.items():
            page = browser.new_page(viewport=_any(size), color_scheme=_any(scheme))
            page.goto((there / "comparison.html").as_uri())
            if anchor:
                for _ in range(2):  # what was never seen has only a guessed height until it is near
                    page.evaluate("name => document.getElementById(name).scrollIntoView({behavior: 'instant'})", anchor)
                    page.wait_for_timeout(1500)
            page.screenshot(path=PICTURES / f"{name}.png")
        for name in ("screen", "table"):
            page = browser.new_page(viewport={"width": 900, "height": 600})
            page.goto((there / f"{name}.html").as_uri())
            page.locator("pre").screenshot(path=PICTURES / f"terminal-{name}.png")
        browser.close()


def _office(there: Path, ending: str, name: str, pages: tuple[int, ...]) -> None:
    convert = ["soffice", "--headless", f"-env:UserInstallation={(there / 'office').as_uri()}", "--convert-to", "pdf"]
    report = there / f"comparison.{ending}"
    subprocess.run([*convert, "--outdir", str(there), str(report)], check=True, capture_output=True)
    for number, page in enumerate(pages, start=1):
        picture = PICTURES / f"{name}-{number}"
        options = ["-png", "-r", "70", "-singlefile", "-f", str(page), "-l", str(page)]
        subprocess.run(["pdftoppm", *options, str(there / "comparison.pdf"), str(picture)], check=True)


def _any(value: Any) -> Any:
    return value


if __name__ == "__main__":
    sys.exit(main())
