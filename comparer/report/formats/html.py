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
from typing import TYPE_CHECKING

from comparer.report.formats.page import charts
from comparer.report.formats.page.data import page_data
from comparer.report.formats.page.texts import make_displayable
from comparer.report.options import RenderOptions
from comparer.report.sections.page_parts import FIRST_SCREEN_FINDINGS, PageModel
from comparer.report.sections.row_history import row_history, row_with_longest_history
from comparer.report.sections.tables import LEDGER_GROUPS, build_delta_table
from comparer.report.value.types import ReportValue

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment
    from markupsafe import Markup


SCRIPT_FILES = ("base.js", "store.js", "matrix.js", "pair.js", "card.js", "filters.js", "start.js")
PAGE_SECTIONS = ("matrix", "pair", "lines", "law", "ranges", "ledger", "tree", "texts", "sources", "limits")
SECTION_HEADING_KEYS = {"pair": "changes", "lines": "redlines", "tree": "lineage", "texts": "clauses"}
_WEB_ADDRESS = re.compile(r"https?://[^\s]+", re.IGNORECASE)
_SCRIPT_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def render(report: ReportValue, options: RenderOptions) -> str:  # noqa: ARG001 - every format is asked alike
    """The page of a report. It needs no options: it fits itself to window, theme and paper."""
    return render_page(report)


def render_page(report: ReportValue, live_script: str = "") -> str:
    """The page; `live` is a script that a local server adds to load the page again, and it may then ask that server."""
    page_model = PageModel(report)
    script, style = _page_script() + live_script, read_resource("style.css")
    catalogue_text = page_model.format_message
    script_messages = {
        key: catalogue_text(key)
        for key in sorted(page_model.sentences.catalogue.message_keys())
        if key.startswith(_SCRIPT_MESSAGE_PREFIXES)
    }
    journey_row = row_with_longest_history(page_model) if report["lineage"] else None
    template = _template_environment().get_template("page.html.j2")
    return template.render(
        report=report,
        parts=page_model,
        phrases=page_model.sentences,
        t=catalogue_text,
        word=page_model.sentences.catalogue.value_word,
        figure=page_model.sentences.format_figure,
        first=FIRST_SCREEN_FINDINGS,
        kinds=LEDGER_GROUPS,
        contents=[
            (section, catalogue_text(f"heading.{SECTION_HEADING_KEYS.get(section, section)}"))
            for section in PAGE_SECTIONS
        ],
        ranges=[
            (value_range, charts.number_line(value_range), charts.holder_count(value_range) > 1)
            for value_range in sorted(report["ranges"], key=charts.range_sort_key)
        ],
        note=lambda modality: page_model.sentences.catalogue.value_word("modality", modality),
        tree=charts.lineage_tree(report["plans"], report["lineage"]),
        delta=build_delta_table(report, page_model.sentences),
        travel=journey_row,
        steps=row_history(page_model, journey_row) if journey_row else [],
        web=_WEB_ADDRESS.fullmatch,
        policy=content_security_policy(script, style, bool(live_script)),
        style=_trusted_markup(style),
        script=_trusted_markup(script),
        data=_trusted_markup(embed_json(page_data(report, page_model.sentences, script_messages))),
    )


_SCRIPT_MESSAGE_PREFIXES = (
    "page.",
    "column.",
    "word.",
    "sentence.pair",
    "sentence.base",
    "sentence.verdict_by",
    "sentence.words_redline",
    "heading.gaps",
    "heading.changes",
    "sentence.no_findings",
    "sentence.nothing",
)


def embed_json(value: object) -> str:
    """JSON that can end no script element and starts no comment, whatever the texts in it say."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return re.sub("[<>&\u2028\u2029]", lambda match: _SCRIPT_ESCAPES[match[0]], text)


def content_security_policy(script: str, style: str, is_live: bool = False) -> str:
    """A Content-Security-Policy under which this script and this style run, and nothing is fetched."""
    directives = [
        "default-src 'none'",
        f"script-src '{csp_source_hash(script)}'",
        f"style-src '{csp_source_hash(style)}'",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    return "; ".join([*directives, "connect-src 'self'"] if is_live else directives)


def csp_source_hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


@cache
def _page_script() -> str:
    body = "\n".join(read_resource(f"script/{file_name}") for file_name in SCRIPT_FILES)
    return '(() => {\n"use strict";\n' + body + "})();\n"


def read_resource(file_name: str) -> str:
    """A file of the page, as it is embedded: a carriage return would change under the browser's own reading."""
    return (files("comparer.report.formats.page") / file_name).read_text(encoding="utf-8").replace("\r\n", "\n")


def _trusted_markup(text: str) -> Markup:
    """Our own files, and JSON that was escaped for where it stands."""
    from markupsafe import Markup

    return Markup(text)


@cache
def _template_environment() -> SandboxedEnvironment:
    from jinja2 import PackageLoader, StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    environment = SandboxedEnvironment(
        loader=PackageLoader("comparer.report.formats", "page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_escape_output_controls,
        auto_reload=False,
    )
    environment.filters["zip"] = lambda left, right: list(zip(left, right, strict=False))
    return environment


def _escape_output_controls(value: object) -> object:
    """Text of others with its control characters and reordering marks made visible."""
    return make_displayable(value) if isinstance(value, str) and not hasattr(value, "__html__") else value
