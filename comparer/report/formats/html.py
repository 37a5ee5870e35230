"""The page: one HTML file that needs no network, reads without a script, and answers more questions with one.

What matters stands in the HTML itself. The findings on every pair are embedded once as JSON; the script draws from them
what a reader asks for: another base, another pair, one finding with all that it rests on.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from comparer.report.formats.page import charts
from comparer.report.formats.page.data import packed
from comparer.report.formats.page.texts import safe
from comparer.report.options import Options
from comparer.report.sections.page_parts import FIRST, Parts
from comparer.report.sections.row_history import journey, longest_journey
from comparer.report.sections.tables import LEDGER, delta
from comparer.report.words.labels import figure

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment
    from markupsafe import Markup

Plain = dict[str, Any]

SCRIPTS = ("base.js", "store.js", "matrix.js", "pair.js", "card.js", "filters.js", "start.js")
SECTIONS = ("matrix", "pair", "lines", "law", "ranges", "ledger", "tree", "texts", "sources", "limits")
HEADINGS = {"pair": "changes", "lines": "redlines", "tree": "lineage", "texts": "clauses"}
_WEB = re.compile(r"https?://[^\s]+", re.IGNORECASE)
_UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def render(report: Plain, options: Options) -> str:  # noqa: ARG001 - every format is asked alike
    """The page of a report. It needs no options: it fits itself to window, theme and paper."""
    return page(report)


def page(report: Plain, live: str = "") -> str:
    """The page; `live` is a script that a local server adds to load the page again, and it may then ask that server."""
    parts = Parts(report)
    script, style = _script() + live, resource("style.css")
    said = parts.text
    sent = {key: said(key) for key in sorted(parts.phrases.words.keys()) if key.startswith(_SENT)}
    travel = longest_journey(parts) if report["lineage"] else None
    shown = _templates().get_template("page.html.j2")
    return shown.render(
        report=report,
        parts=parts,
        phrases=parts.phrases,
        t=said,
        word=parts.phrases.words.word,
        first=FIRST,
        kinds=LEDGER,
        contents=[(name, said(f"heading.{HEADINGS.get(name, name)}")) for name in SECTIONS],
        ranges=[(one, charts.strip(one), charts.holders(one) > 1) for one in sorted(report["ranges"], key=charts.rank)],
        note=lambda note: parts.phrases.words.word("modality", note),
        tree=charts.tree(report["plans"], report["lineage"]),
        delta=delta(report, parts.phrases),
        travel=travel,
        steps=journey(parts, travel) if travel else [],
        web=_WEB.fullmatch,
        policy=policy(script, style, bool(live)),
        style=_trusted(style),
        script=_trusted(script),
        data=_trusted(embedded(packed(report, parts.phrases, sent))),
    )


_SENT = ("page.", "column.", "word.", "sentence.pair", "sentence.base", "sentence.verdict_by", "sentence.words_redline",
         "heading.gaps", "heading.changes", "sentence.no_findings", "sentence.nothing")  # fmt: skip


def embedded(value: Plain) -> str:
    """JSON that can end no script element and starts no comment, whatever the texts in it say."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return re.sub("[<>&\u2028\u2029]", lambda found: _UNSAFE[found[0]], text)


def policy(script: str, style: str, live: bool = False) -> str:
    """A Content-Security-Policy under which this script and this style run, and nothing is fetched."""
    rules = [
        "default-src 'none'",
        f"script-src '{digest(script)}'",
        f"style-src '{digest(style)}'",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    return "; ".join([*rules, "connect-src 'self'"] if live else rules)


def digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


@cache
def _script() -> str:
    body = "\n".join(resource(f"script/{name}") for name in SCRIPTS)
    return '(() => {\n"use strict";\n' + body + "})();\n"


def resource(name: str) -> str:
    """A file of the page, as it is embedded: a carriage return would change under the browser's own reading."""
    return (files("comparer.report.formats.page") / name).read_text(encoding="utf-8").replace("\r\n", "\n")


def _trusted(text: str) -> Markup:
    """Our own files, and JSON that was escaped for where it stands."""
    from markupsafe import Markup

    return Markup(text)


@cache
def _templates() -> SandboxedEnvironment:
    from jinja2 import PackageLoader, StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    made = SandboxedEnvironment(
        loader=PackageLoader("comparer.report.formats", "page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
        auto_reload=False,
    )
    made.filters["zip"] = lambda left, right: list(zip(left, right, strict=False))
    made.globals["figure"] = figure
    return made


def _shown(value: object) -> object:
    """Text of others with its control characters and reordering marks made visible."""
    return safe(value) if isinstance(value, str) and not hasattr(value, "__html__") else value
