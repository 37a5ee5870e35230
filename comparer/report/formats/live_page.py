"""The page as a local server shows it: it loads itself again after a change, and tells the faults of the files."""

from __future__ import annotations

import json
from collections.abc import Iterable

from comparer.model.problems import Problem, escape_controls, format_problem
from comparer.report.formats import html
from comparer.report.value.types import ReportValue
from comparer.resources.message_catalogue import Catalogue, load_catalogue

WATCH_TEXT_KEYS = ("faults", "faults_first", "gone")


def render_live_page(report: ReportValue | None, language: str = "") -> str:
    """The page of a report with the script that watches; without a report, a page that waits for the first one."""
    if report is None:
        return _waiting_page(load_catalogue(language))
    return html.render_page(report, live_script=_live_script(load_catalogue(report["language"]), page_digest(report)))


def page_digest(report: ReportValue | None) -> str:
    """What tells one page from the next: the digest of the data that it was made from."""
    return str(report["digest"]) if report else ""


def page_status_json(report: ReportValue | None, problems: Iterable[Problem]) -> str:
    """One line of JSON: the page that is current, and the faults of the files as pairs of place and words."""
    return json.dumps({"page": page_digest(report), "faults": [_split_off_place(problem) for problem in problems]})


def _split_off_place(problem: Problem) -> tuple[str, str]:
    """The line as on a terminal, parted after its place."""
    text = escape_controls(format_problem(problem))
    place = f"{problem.position.file}:{problem.position.line}:{problem.position.column}"
    return (place, text.removeprefix(f"{place}: ")) if text.startswith(place) else ("", text)


def _live_script(catalogue: Catalogue, digest: str) -> str:
    settings = {"page": digest, "texts": {key: catalogue.format_message(f"watch.{key}") for key in WATCH_TEXT_KEYS}}
    return html.read_resource("live.js").replace("{settings}", html.embed_json(settings), 1)


def _waiting_page(catalogue: Catalogue) -> str:
    from markupsafe import escape

    script, style = _live_script(catalogue, ""), html.read_resource("style.css")
    title = escape(catalogue.format_message("watch.waiting"))
    return (
        f'<!DOCTYPE html>\n<html lang="{catalogue.language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" content="'
        f'{escape(html.content_security_policy(script, style, True))}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{title}</title>\n<style>{style}</style>\n</head>\n"
        f"<body>\n<main><h1>{title}</h1></main>\n<script>{script}</script>\n</body>\n</html>\n"
    )
