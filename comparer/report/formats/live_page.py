"""The page as a local server shows it: it loads itself again after a change, and tells the faults of the files."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from comparer.model.problems import Problem, harmless, line
from comparer.report.formats import html
from comparer.resources.message_catalogue import Catalogue, catalogue

TEXTS = ("faults", "faults_first", "gone")


def page(report: dict[str, Any] | None, language: str = "") -> str:
    """The page of a report with the script that watches; without a report, a page that waits for the first one."""
    if report is None:
        return _waiting(catalogue(language))
    return html.page(report, _script(catalogue(report["language"]), name(report)))


def name(report: dict[str, Any] | None) -> str:
    """What tells one page from the next: the digest of the data that it was made from."""
    return str(report["digest"]) if report else ""


def news(report: dict[str, Any] | None, problems: Iterable[Problem]) -> str:
    """One line of JSON: the page that is current, and the faults of the files as pairs of place and words."""
    return json.dumps({"page": name(report), "faults": [_told(one) for one in problems]})


def _told(problem: Problem) -> tuple[str, str]:
    """The line as on a terminal, parted after its place."""
    said = harmless(line(problem))
    place = f"{problem.place.file}:{problem.place.line}:{problem.place.column}"
    return (place, said.removeprefix(f"{place}: ")) if said.startswith(place) else ("", said)


def _script(words: Catalogue, page_name: str) -> str:
    settings = {"page": page_name, "texts": {key: words.text(f"watch.{key}") for key in TEXTS}}
    return html.resource("live.js").replace("{settings}", html.embedded(settings), 1)


def _waiting(words: Catalogue) -> str:
    from markupsafe import escape

    script, style = _script(words, ""), html.resource("style.css")
    title = escape(words.text("watch.waiting"))
    return (
        f'<!DOCTYPE html>\n<html lang="{words.language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(html.policy(script, style, True))}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{title}</title>\n<style>{style}</style>\n</head>\n"
        f"<body>\n<main><h1>{title}</h1></main>\n<script>{script}</script>\n</body>\n</html>\n"
    )
