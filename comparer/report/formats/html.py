"""The page: one HTML file that needs no network, reads without a script, and answers more questions with one.

What matters stands in the HTML itself. What a reader may ask for besides (another base, two other drafts) is worked out
beforehand and embedded once as JSON, for the script to look up.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from comparer.model.relation import VerdictKind
from comparer.report.formats.page.figure_charts import figure_charts
from comparer.report.formats.page.lineage_chart import lineage_tree
from comparer.report.formats.page.linked_parts import PartLinker
from comparer.report.formats.page.movement_columns import movement_columns
from comparer.report.formats.page.page_values import PageValues
from comparer.report.formats.page.script_data import script_data
from comparer.report.formats.page.shared_columns import split_shared_columns
from comparer.report.formats.page.templates import load_page_template
from comparer.report.formats.page.texts import make_displayable
from comparer.report.options import RenderOptions
from comparer.report.sections.agreement_parts import list_page_sections
from comparer.report.sections.brief import build_brief
from comparer.report.sections.figure_series import build_figure_series
from comparer.report.sections.law_first import LawFirst, build_law_first
from comparer.report.sections.line_overview import build_line_overview
from comparer.report.sections.movement import Movement, build_movement
from comparer.report.sections.open_points import OpenPoints, build_open_points
from comparer.report.sections.row_choice import MAX_LEADING_ROWS
from comparer.report.sections.table_values import CHIP_VERDICTS, CellState, WordTable
from comparer.report.sections.tables import build_delta_table, build_edit_tables
from comparer.report.sections.word_table import build_tables_of_all_bases, build_word_table
from comparer.report.value.types import ReportValue
from comparer.report.words.chips import is_weak_line

if TYPE_CHECKING:
    from markupsafe import Markup


SCRIPT_FILES: Final = ("base.js", "table.js", "row.js", "copy.js", "pair.js", "start.js")
FOLDED_BRIEF_HEADINGS: Final = frozenset(f"brief.heading.{name}" for name in ("deadlock", "open", "law", "unknown"))
"""Parts of the brief that the sections below show in full: they stand behind a click."""
MAX_OPEN_STEPS: Final = 3
"""Steps of law that a reader sees at once; more stand behind a click."""
NAVIGATION: Final = (
    ("table", "table", "report"),
    ("moved", "movement", "movement"),
    ("lines", "lines", "has_lines"),
    ("figures", "figures", "charts"),
    ("open", "open", "open_points"),
    ("law", "law", "law"),
    ("agreement", "agreement", "agreement"),
    ("details", "clauses", "report"),
)
"""Where the top of the page leads to: the anchor, the part that a reader may choose, and the value that it shows."""
_MESSAGE_KEY = re.compile(r'"((?:page|column|sentence)\.[a-z_]+)"')
_WEB_ADDRESS = re.compile(r"https?://[^\s]+", re.IGNORECASE)
_SCRIPT_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def render(report: ReportValue, options: RenderOptions) -> str:
    """The page of a report, or the chosen parts of it. It fits itself to window, theme and paper."""
    return render_page(report, options)


def render_page(report: ReportValue, options: RenderOptions | None = None, live_script: str = "") -> str:
    """The page; `live_script` is one that a local server adds to load the page again, and it may then ask that server.

    With `full`, or where they are few, the table begins with all its rows.
    """
    options = options or RenderOptions()
    values = PageValues(report)
    tables = build_tables_of_all_bases(report)
    focus_table = build_word_table(report)
    script, style = _page_script() + live_script, read_resource("style.css") + _plan_name_rules(values)
    table = tables.get(focus_table.base, focus_table)
    context = {
        **_view_values(report, values, focus_table),
        "report": report,
        "shows": options.shows,
        "few_rows": len(table.rows) <= MAX_LEADING_ROWS,
        "shows_all_rows": options.full or len(table.rows) <= MAX_LEADING_ROWS,
        "v": values,
        "t": values.format_message,
        "word": values.catalogue.value_word,
        "mark": values.catalogue.value_mark,
        "table": table,
        "row_numbers": {row.id: number for number, row in enumerate(table.rows)},
        "leading": frozenset(focus_table.leading),
        "states": _legend_states(focus_table),
        "chip_verdicts": CHIP_VERDICTS,
        "verdict_kinds": _shown_verdicts(values),
        "sign": next((values.party_mark(line) for line in report["lines"]), ""),
        "web": _WEB_ADDRESS.fullmatch,
        "is_weak": is_weak_line,
        "agreement": list_page_sections(report, options),
        "linked_parts": PartLinker(report).split_linked_parts,
        "split_shared_columns": split_shared_columns,
        "policy": content_security_policy(script, style, bool(live_script)),
        "style": _trusted_markup(style),
        "script": _trusted_markup(script),
    }
    context["contents"] = [
        (anchor, values.format_message(f"page.nav.{anchor}"))
        for anchor, section, key in NAVIGATION
        if options.shows(section) and context[key]
    ]
    context["data"] = _trusted_markup(embed_json(script_data(values, tables, _script_messages(values))))
    return load_page_template("page.html.j2").render(context)


def _view_values(report: ReportValue, values: PageValues, focus_table: WordTable) -> dict[str, object]:
    """What the sections below the table show."""
    movement = _first_movement(report, values)
    overview = build_line_overview(report, values.focus)
    law = [plan_law for plan_law in build_law_first(report, values.focus) if _has_law(plan_law)]
    return {
        "brief": build_brief(report, focus_table),
        "folded_brief": FOLDED_BRIEF_HEADINGS,
        "max_open_steps": MAX_OPEN_STEPS,
        "delta": build_delta_table(report, values.sentences),
        "edit_tables": tuple(build_edit_tables(report, values.sentences)),
        "movement": movement,
        "moved_columns": movement_columns(movement, values.sentences) if movement else (),
        "overview": overview,
        "later_count": sum(len(party.stated_later) for party in overview.parties),
        "has_lines": bool(report["lines"]),
        "charts": figure_charts(values, build_figure_series(report)),
        "open_points": _open_points(report, values),
        "law": law,
        "stands": values.stands,
        "tree": lineage_tree(report["plans"], report["lineage"]),
    }


def _first_movement(report: ReportValue, values: PageValues) -> Movement | None:
    """From the base to the latest plan of the focus; None where there are no two, or no lines."""
    latest = values.focus[-1] if values.focus else ""
    if not report["lines"] or latest in ("", report["base"]):
        return None
    return build_movement(report, report["base"], latest)


def _has_law(plan_law: LawFirst) -> bool:
    return bool(plan_law.blocked or plan_law.needed or plan_law.steps)


def _open_points(report: ReportValue, values: PageValues) -> list[OpenPoints]:
    """The plans of the focus from the latest back: the first in the page itself, the others behind a click."""
    return [build_open_points(report, plan) for plan in reversed(values.focus)]


def _legend_states(table: WordTable) -> list[CellState]:
    """The states of cells; that no counterpart was found only where the table has such a cell."""
    has_unmatched = any(cell.state is CellState.UNMATCHED for row in table.rows for cell in row.cells)
    return [state for state in CellState if has_unmatched or state is not CellState.UNMATCHED]


def _shown_verdicts(values: PageValues) -> list[VerdictKind]:
    """The verdicts on red lines that the plans of the focus have, in the order of the legend."""
    shown = {verdict["verdict"] for verdict in values.all_verdicts if verdict["plan"] in values.focus}
    return [kind for kind in VerdictKind if kind in shown]


def _script_messages(values: PageValues) -> dict[str, str]:
    """The messages that the script names, their fields not yet filled in."""
    return {key: values.catalogue.template(key) for key in sorted(set(_MESSAGE_KEY.findall(_page_script())))}


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


def _plan_name_rules(values: PageValues) -> str:
    """The name of the plan of a cell, for small screens on which columns have no heads. No text of others is markup."""
    return "".join(
        f'.p{number}{{--plan:"{_escape_css(values.plan_name(plan))}"}}' for plan, number in values.plan_numbers.items()
    )


def _escape_css(text: str) -> str:
    """Text inside a string of CSS, each character that is not an English letter, a digit or a space by its number."""
    return re.sub(r"[^A-Za-z0-9 ]", lambda match: f"\\{ord(match[0]):x} ", make_displayable(text))


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
