"""The page as a file: it holds every finding, fetches nothing, trusts no text, and reads without a script."""

import base64
import hashlib
import json
import re
from copy import deepcopy
from html.parser import HTMLParser
from itertools import permutations
from typing import Any

import pytest

from comparer.model.relation import Relation
from comparer.report.formats.html import render, render_page
from comparer.report.formats.page.figure_charts import axis_scale, axis_ticks, figure_charts
from comparer.report.formats.page.lineage_chart import lineage_tree
from comparer.report.formats.page.linked_parts import PartLinker
from comparer.report.formats.page.movement_columns import iterate_moved_lines
from comparer.report.formats.page.page_values import PageValues
from comparer.report.formats.page.question_stands import iterate_stands, stands_by_issue
from comparer.report.formats.page.texts import compact_redline, make_displayable
from comparer.report.options import REPORT_SECTIONS, RenderOptions
from comparer.report.sections.cited_sources import rank_sources
from comparer.report.sections.figure_series import build_figure_series
from comparer.report.sections.movement import build_movement
from comparer.report.sections.word_table import build_tables_of_all_bases, build_word_table
from comparer.report.words.dates import format_date
from comparer.report.words.redline import compute_redline
from comparer.report.words.sentences import ReportSentences
from comparer.resources.message_catalogue import load_catalogue
from tests.report.agreement_sample import AGREEMENT
from tests.report.sample import sample

Report = dict[str, Any]


class Parsed(HTMLParser):
    """What a browser would make of the page: ids, attributes, the content of scripts and styles, the words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.raw: list[tuple[str, dict[str, str | None], str]] = []
        self.words: list[str] = []
        self._open: tuple[str, dict[str, str | None]] | None = None
        self.feed(text)
        self.text = " ".join(" ".join(self.words).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.tags.append((tag, attributes))
        if attributes.get("id"):
            self.ids.append(str(attributes["id"]))
        self._open = (tag, attributes) if tag in ("script", "style") else None

    def handle_endtag(self, tag: str) -> None:
        self._open = None

    def handle_data(self, data: str) -> None:
        if self._open:
            self.raw.append((*self._open, data))
        else:
            self.words.append(data)

    @property
    def data(self) -> Any:
        return json.loads(next(text for tag, attributes, text in self.raw if attributes.get("id") == "data"))

    def inline(self, tag: str) -> str:
        return next(text for name, attributes, text in self.raw if name == tag and "type" not in attributes)


def drawn(report: Report, **options: Any) -> Parsed:
    return Parsed(render(report, RenderOptions(**options)))


@pytest.fixture(scope="module")
def report() -> Report:
    return sample()


@pytest.fixture(scope="module")
def parsed(report: Report) -> Parsed:
    return drawn(report)


def letters(text: str) -> list[int | None]:
    """Numbers packed as letters; None for a dot."""
    return [None if letter == "." else ord(letter) - ord("0") for letter in text]


def listed(part: Any) -> list[Any]:
    """A list, of which the page embeds one of a single number as that number."""
    return part if isinstance(part, list) else [part]


def clause_refs(data: Any) -> list[str]:
    by_plan = zip(data["plans"], data["clauses"], strict=True)
    return [f"{plan[0]}#{clause}" for plan, clauses in by_plan for clause in clauses]


# --- what the script looks up is what the report found


def test_every_link_is_embedded_as_the_report_has_it(report: Report, parsed: Parsed) -> None:
    data = parsed.data
    refs = dict(enumerate(clause_refs(data)))
    pairs = [tuple(data["plans"][number][0] for number in pair) for pair in data["pairs"]]
    sentences, relations = ReportSentences(report), list(Relation)
    packed = [
        (
            pairs[pair],
            [refs[n] for n in listed(left)],
            [refs[n] for n in listed(right)],
            relations[relation],
            data["pool"][favours],
        )
        for left, right, relation, favours, _, _, pair, _ in data["links"]
    ]
    assert packed == [
        (
            (pair["left"], pair["right"]),
            [f"{pair['left']}#{clause}" for clause in link["left"]],
            [f"{pair['right']}#{clause}" for clause in link["right"]],
            link["relation"],
            sentences.join_labels(link["favours"]),
        )
        for pair in report["pairs"]
        for link in pair["links"]
    ]
    assert [relations[number] for number in data["mirrors"]] == [relation.mirror() for relation in Relation]


def test_every_gap_is_embedded_with_its_kind(report: Report, parsed: Parsed) -> None:
    data, kinds = parsed.data, load_catalogue("en").group_values("gap")
    packed = {
        (ref, data["plans"][plan][0], kinds[kind])
        for ref, row in zip(clause_refs(data), data["gaps"], strict=True)
        for plan, kind in enumerate(letters(data["gapRows"][row]))
        if kind is not None
    }
    gaps = [gap for pair in report["pairs"] for gap in pair["gaps"]]
    assert packed == {(f"{gap['plan']}#{gap['clause']}", gap["missing_from"], gap["kind"]) for gap in gaps}


@pytest.mark.parametrize("focus", [None, ["port-1", "coop-2"]])
def test_every_cell_is_embedded_as_the_table_from_every_base_has_it(focus: list[str] | None) -> None:
    """Of the base those that the page does not show; of other bases those that differ."""
    report = sample() | ({"focus": focus} if focus else {})
    data, plans = drawn(report).data, [plan["id"] for plan in report["plans"]]
    states, fingerprints = [state for state, _, _ in data["states"]], [
        verdict["fingerprint"] for verdict in (*report["verdicts"], *report["later"])
    ]  # fmt: skip
    statements = [stand.text for _, stand in iterate_stands(stands_by_issue(report))]
    refs, links = clause_refs(data), [link["fingerprint"] for pair in report["pairs"] for link in pair["links"]]
    tables = {base: {row.id: row for row in table.rows} for base, table in build_tables_of_all_bases(report).items()}
    for row_number, (row_id, state_rows, clauses, others, _) in enumerate(data["rows"]):
        own = {cell.plan: cell for cell in tables[report["base"]][row_id].cells}
        for base_number, base in enumerate(plans):
            shown_states = letters(data["stateRows"][state_rows[base_number]])
            for cell in tables[base][row_id].cells:
                number = plans.index(cell.plan)
                assert states[shown_states[number]] == cell.state
                entries = [
                    entry for entry in others if entry[1] == number and (not entry[0] or base_number in entry[0])
                ]
                if entries:
                    _, _, words, clause_numbers, _, chips = entries[0]
                    text = data["pool"][words] if isinstance(words, int) else "; ".join(statements[n] for n in words)
                    clause_numbers = clauses[number] if clause_numbers == 0 else clause_numbers
                    chips = [fingerprints[n] for n in chips]
                elif focus and cell.plan not in focus:
                    text, clause_numbers, chips = "", clauses[number], []
                else:
                    text, clause_numbers = own[cell.plan].words, clauses[number]
                    chips = [chip.fingerprint for chip in own[cell.plan].chips]
                assert text == cell.words
                assert [refs[n] for n in clause_numbers] == [f"{cell.plan}#{clause}" for clause in cell.clauses]
                assert set(chips) >= {chip.fingerprint for chip in cell.chips if not chip.stated_later}
                sides = {base, cell.plan}
                if cell.links:
                    assert [
                        links[n]
                        for n, link in enumerate(data["links"])
                        if row_number in listed(link[7]) and {plans[side] for side in data["pairs"][link[6]]} == sides
                    ] == [link["fingerprint"] for link in cell.links]


def test_every_movement_is_embedded_in_both_directions(report: Report, parsed: Parsed) -> None:
    data, plans, lines = parsed.data, [plan["id"] for plan in report["plans"]], list(report["lines"])
    for (left, left_id), (right, right_id) in permutations(enumerate(plans), 2):
        packed = letters(data["moves"][f"{left} {right}"])
        moves_by_line = {
            lines[line]: (column, data["moveNotes"][note])
            for line, column, note in zip(packed[::3], packed[1::3], packed[2::3], strict=True)
        }
        movement = build_movement(report, left_id, right_id)
        expected = iterate_moved_lines(movement, ReportSentences(report))
        assert moves_by_line == {line.line: (column, line.note) for column, _, line in expected}


def test_the_script_knows_no_word_of_the_engine(parsed: Parsed) -> None:
    script = "".join(text for tag, attributes, text in parsed.raw if tag == "script" and "id" not in attributes)
    assert not re.search(r"stricter|looser|settled|mixed|reworded|opposed|breached|no-longer|unmet", script)


# --- the page itself holds what matters


def test_the_page_itself_holds_what_matters(report: Report, parsed: Parsed) -> None:
    wanted = [f"q-{row['id']}" for row in report["rows"]] + [f"p-{plan['id']}" for plan in report["plans"]]
    wanted += [f"l-{ref.replace('#', '/')}" for ref in report["lines"]]
    wanted += [f"c-{ref.replace('#', '/')}" for ref in report["clauses"]]
    wanted += [f"s{number}" for number in range(1, len(report["sources"]) + 1)]
    assert set(wanted) <= set(parsed.ids)
    for limit in report["limits"]:
        assert limit in parsed.text
    for clause in report["clauses"].values():
        assert clause["text"] in parsed.text
    for source in report["sources"].values():
        assert source["publisher"] in parsed.text
    for deadlock in report["deadlocks"]:
        assert report["lines"][deadlock["a"]]["title"] in parsed.text


def test_a_verdict_with_a_reason_stands_in_words(report: Report, parsed: Parsed) -> None:
    verdicts = [*report["verdicts"], *report["later"]]
    verdict_anchors = {
        f"v{n}" for n, verdict in enumerate(verdicts) if verdict["verdict"] not in ("clear", "silent", "unknown")
    }
    assert {each for each in parsed.ids if re.fullmatch(r"v\d+", each)} == verdict_anchors
    for verdict in verdicts:
        if verdict["verdict"] == "breached":
            assert verdict["because"] in parsed.text


def test_the_table_in_the_page_is_the_table_of_every_format(report: Report) -> None:
    written = render(report, RenderOptions())
    for row in build_word_table(report).rows:
        text = written[written.index(f'id="q-{row.id}"') :].partition("</tr>")[0]
        cells = re.findall(r'<td class="([\w-]+)[^>]*>(.*?)(?=<td|$)', text, re.DOTALL)
        assert [state for state, _ in cells] == [cell.state for cell in row.cells]
        for (_, content), cell in zip(cells, row.cells, strict=True):
            assert (cell.words or load_catalogue("en").value_word("cell-state", cell.state)).lower() in content.lower()
            for chip in cell.chips:
                assert (report["lines"][chip.line]["title"] in content) is not chip.stated_later


def test_plans_outside_the_focus_are_in_the_page_and_out_of_sight() -> None:
    report = sample() | {"focus": ["port-1", "coop-2"]}
    written = render(report, RenderOptions())
    heads = re.findall(r'<th scope="col"( class="o")? data-p="(\d)"', written)
    names = [report["plans"][int(number)]["id"] for hidden, number in heads if not hidden]
    assert names == ["port-1", "coop-2"]
    assert len(heads) == len(report["plans"])
    rows = re.findall(r'<tr class="row.*?</tr>', written, re.DOTALL)
    assert [row.count("<td") for row in rows] == [2] * len(rows), "the script adds what nobody sees without it"
    assert "The table begins with the 2 texts that the settings of this record call live" in Parsed(written).text
    assert "all 4 texts" in Parsed(written).text


def test_no_fingerprint_and_no_word_of_the_gate_is_read(report: Report, parsed: Parsed) -> None:
    assert not re.search(r"\b[0-9a-f]{12}\b|[0-9a-f]{64}", parsed.text)
    assert "let pass" not in parsed.text
    assert report["digest"][:8] in parsed.text


def test_names_in_a_text_lead_to_their_places_and_are_no_longer_than_they_must_be(report: Report) -> None:
    line, other_line = list(report["lines"])[:2]
    clause = next(ref for ref in report["clauses"] if ref.startswith("port-1#"))
    name = next(plan["name"] or plan["id"] for plan in report["plans"] if plan["id"] == "port-1")
    text = f"{name}, {clause}: {line} before {clause}, nobody#1"
    links = [part for part in PartLinker(report).split_linked_parts(text) if part[1]]
    assert links == [
        (clause.partition("#")[2], f"c-{clause.replace('#', '/')}"),
        (line.partition("#")[2], f"l-{line.replace('#', '/')}"),
        (clause, f"c-{clause.replace('#', '/')}"),
    ]
    twins = {**report["lines"], other_line: {**report["lines"][other_line], "id": report["lines"][line]["id"]}}
    assert (line, f"l-{line.replace('#', '/')}") in PartLinker(report | {"lines": twins}).split_linked_parts(text)


def test_no_id_stands_twice(parsed: Parsed) -> None:
    assert sorted(parsed.ids) == sorted(set(parsed.ids))


def test_links_within_the_page_lead_somewhere(parsed: Parsed) -> None:
    anchors = {str(a["href"])[1:] for tag, a in parsed.tags if tag == "a" and str(a.get("href")).startswith("#")}
    assert {anchor.replace("%23", "#") for anchor in anchors} <= set(parsed.ids)


@pytest.mark.parametrize("section", REPORT_SECTIONS)
def test_a_reader_may_choose_parts(section: str) -> None:
    anchors = {
        "brief": "first", "table": "table", "changes": "pair", "movement": "moved", "lines": "lines",
        "figures": "figures", "open": "open", "law": "law", "clauses": "clauses", "sources": "sources",
        "agreement": "agreement", "reading": "legend",
    }  # fmt: skip
    ids = set(drawn(sample() | {"agreement": AGREEMENT}, sections=(section,)).ids)
    assert anchors[section] in ids
    others = {"first", "table", "pair", "moved", "lines", "figures", "open", "law", "legend"} - {anchors[section]}
    assert not others & ids


def test_in_full_or_where_they_are_few_the_table_begins_with_all_its_rows(report: Report) -> None:
    many = report | {"rows": [{**row, "id": f"{row['id']}{end}"} for end in "abc" for row in report["rows"]]}
    assert 'class="say every"' in render(many, RenderOptions(full=True))
    assert 'class="say every"' not in render(many, RenderOptions())
    assert 'class="say every"' in render(report, RenderOptions())


def test_what_is_not_translated_is_said_once_at_the_top() -> None:
    text = drawn(sample("uk")).text
    assert text.count("назви джерел не перекладено") == 1
    assert text.index("назви джерел не перекладено") < text.index("Що каже кожен текст")
    assert "не перекладено" not in drawn(sample()).text


# --- harmless


def test_one_style_and_one_script_run_and_the_policy_names_them(parsed: Parsed) -> None:
    policy = next(str(a["content"]) for tag, a in parsed.tags if a.get("http-equiv") == "Content-Security-Policy")
    for tag in ("script", "style"):
        digest = base64.b64encode(hashlib.sha256(parsed.inline(tag).encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert [tag for tag, _, _ in parsed.raw] == ["style", "script", "script"]


def test_nothing_is_fetched(parsed: Parsed) -> None:
    fetching = {"link", "img", "iframe", "object", "embed", "video", "audio", "source", "base", "form"}
    forms = [attributes for tag, attributes in parsed.tags if tag == "form"]
    assert {tag for tag, _ in parsed.tags} & fetching == {"form"}
    assert not any("action" in attributes for attributes in forms)
    assert not any({"src", "srcset", "background"} & attributes.keys() for _, attributes in parsed.tags)
    assert "url(" not in parsed.inline("style")
    assert "@import" not in parsed.inline("style")
    assert not re.search(
        r"\b(fetch|XMLHttpRequest|WebSocket|EventSource|sendBeacon|import)\s*\(", parsed.inline("script")
    )


def test_no_attribute_carries_script_or_style(parsed: Parsed) -> None:
    for _, attributes in parsed.tags:
        assert "style" not in attributes
        assert not [name for name in attributes if name.startswith("on")]


HOSTILE = "</script><script>alert(1)</script><!-- <b>bold</b> & \u202eright\u202c \u2028 {{ 7*7 }} 🕊️ Їжак ]]>"


def hostile() -> Report:
    report = deepcopy(sample())
    for clause in report["clauses"].values():
        clause["text"] = HOSTILE
        clause["note"] = HOSTILE
    report["clauses"]["port-1#6"]["text"] = "a clause of words " * 5_600
    report["plans"][0]["title"] = report["title"] = HOSTILE
    report["verdicts"][1]["because"] = report["deadlocks"][0]["because"] = HOSTILE
    report["lines"]["cooperative#C-1"]["title"] = HOSTILE
    report["rows"][0]["label"] = HOSTILE
    report["sources"]["quay-letter"]["address"] = "javascript:alert(1)"
    report["sources"]["harbour-act"]["address"] = 'https://example.org/" onclick="alert(1)'
    report["plans"][1]["full_text"]["address"] = "javascript:alert(1)"
    return report


def test_hostile_text_stays_text() -> None:
    report = hostile()
    written = render(report, RenderOptions())
    parsed = Parsed(written)
    assert [tag for tag, _, _ in parsed.raw] == ["style", "script", "script"]
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u2028\u2029]", written)
    assert "{{ 7*7 }}" in parsed.text
    links = [str(a["href"]) for tag, a in parsed.tags if tag == "a"]
    assert all(href.startswith(("#", "https://")) for href in links)
    assert not [a for _, a in parsed.tags if any(name.startswith("on") for name in a)]
    assert " ".join(make_displayable(HOSTILE).split()) in parsed.text
    assert "Їжак" in parsed.text
    assert "🕊️" in parsed.text


def test_a_very_long_clause_is_cut_in_the_page() -> None:
    written = render(hostile(), RenderOptions())
    assert len(written.encode()) < 300_000
    assert re.search(r"… \[\+\d+\]", written)


def test_the_same_report_makes_the_same_bytes(report: Report) -> None:
    assert render(report, RenderOptions()) == render(deepcopy(report), RenderOptions())


def test_a_page_for_a_local_server_may_ask_that_server_alone(report: Report) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', render_page(report, live_script="/* again */"))
    assert policy
    assert "connect-src &#39;self&#39;" in policy[1]


def test_a_report_of_one_plan_without_lines_is_drawn() -> None:
    report = deepcopy(sample())
    for kind in ("pairs", "verdicts", "constraints", "deadlocks", "contradictions", "ranges", "ledger", "lineage",
                 "wordings", "rows", "accepted", "timeline", "shared", "parties", "plan_findings",
                 "later"):  # fmt: skip
        report[kind] = []
    report["lines"] = report["constraints_in_force"] = {}
    report["plans"] = report["plans"][1:2]
    report["focus"] = ["port-1"]
    report["clauses"] = {ref: clause for ref, clause in report["clauses"].items() if clause["plan"] == "port-1"}
    assert {"first", "table", "clauses"} <= set(drawn(report).ids)


# --- the pieces


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("No boat leaves the harbour at night.", "Boats leave the harbour at night."),
        ("🕊️ one two three four five six", "six 🕊️ one two three four seven"),
        ("", "all new"),
        ("alpha beta gamma delta epsilon zeta", "epsilon zeta alpha beta gamma delta"),
    ],
)
def test_a_packed_redline_gives_both_texts_back(before: str, after: str) -> None:
    units = after.encode("utf-16-le")
    left = right = ""
    at = 0
    for op in compact_redline(compute_redline(before, after)):
        size = 0 if isinstance(op, str) else op if isinstance(op, int) else op[0]
        piece = units[2 * at : 2 * (at + size)].decode("utf-16-le")
        at += size
        right += piece
        left += op if isinstance(op, str) else piece if isinstance(op, int) else ""
    assert " ".join(right.split()) == after
    assert " ".join(left.split()) == before


def test_a_redline_is_left_out_where_less_than_half_stays() -> None:
    report = sample()
    pair = next(pair for pair in report["pairs"] if (pair["left"], pair["right"]) == ("port-1", "coop-2"))
    values = PageValues(report)
    tags = {
        link["left"][0]: [stretch["tag"] for stretch in values.redline_stretches(pair, link)] for link in pair["links"]
    }
    assert tags["2"] == ["", "del", "ins", ""]
    assert tags["6"] == [""]


@pytest.mark.parametrize(
    ("lowest", "highest", "ticks"),
    [
        (0, 800_000, [0, 200_000, 400_000, 600_000, 800_000]),
        (0, 100, [0, 20, 40, 60, 80, 100]),
        (0, 55, [0, 10, 20, 30, 40, 50]),
        (0, 3, [0, 1, 2, 3]),
        (7, 7, [7]),
    ],
)
def test_ticks_are_round_figures(lowest: float, highest: float, ticks: list[float]) -> None:
    assert axis_ticks(lowest, highest) == ticks


def test_an_axis_keeps_the_order_of_its_figures() -> None:
    to_percent = axis_scale(0, 800)
    assert to_percent(0) < to_percent(600) < to_percent(800) < 100


def test_every_plan_is_named_by_a_chart(report: Report) -> None:
    values = PageValues(report)
    series = build_figure_series(report)
    charts = figure_charts(values, series)
    assert charts
    for chart in charts:
        named = chart.silent + " ".join(row.who for row in chart.rows)
        assert all(values.plan_name(plan["id"]) in named for plan in report["plans"])


def test_a_limit_is_a_bar_and_a_figure_a_dot(report: Report) -> None:
    values = PageValues(report)
    charts = figure_charts(values, build_figure_series(report))
    boats = next(row for row in charts[0].rows if row.who == values.plan_name("port-1"))
    assert (boats.says, boats.dot, len(boats.tips), boats.arrow) == ("At most 40 boats", None, 1, False)
    fees = next(chart for chart in charts if "fee" in chart.title)
    fee = next(row for row in fees.rows if row.who == values.plan_name("talks-3"))
    assert fee.x1 is None
    assert fee.dot is not None


def test_the_family_tree_leaves_out_what_was_not_chosen(report: Report) -> None:
    tree = lineage_tree(report["plans"], [*report["lineage"], {"plan": "port-1", "kind": "answers", "of": "lost"}])
    assert len(tree["arcs"]) == len(report["lineage"])
    assert all(arc["y1"] < arc["y2"] for arc in tree["arcs"])


def test_the_best_source_of_a_clause_stands_first(report: Report) -> None:
    sources = {
        "copy": {"type": "text", "fault": "A copy.", "date": "2031-01-01", "leaning": ""},
        "news": {"type": "report", "fault": "", "date": "2031-01-01", "leaning": ""},
        "undated": {"type": "report", "fault": "", "date": "", "leaning": ""},
        "act": {"type": "text", "fault": "", "date": "", "leaning": ""},
        "organ": {"type": "report", "fault": "", "date": "2031-01-01", "leaning": "Of one side"},
    }
    cites = ["copy#1", "undated", "organ", "news#2", "news#5", "act", "unknown"]
    assert rank_sources(report | {"sources": sources}, cites) == ("act", "news", "organ", "undated", "copy")


@pytest.mark.parametrize(
    ("language", "date", "written"),
    [
        ("en", "2025-11-20", "20 Nov 2025"),
        ("en", "2024-04", "Apr 2024"),
        ("en", "2014", "2014"),
        ("en", "spring", "spring"),
        ("uk", "2025-11-20", "20 лист. 2025"),
        ("ru", "2025-05-01", "1 мая 2025"),
    ],
)
def test_dates_are_written_as_people_do(language: str, date: str, written: str) -> None:
    assert format_date(date, load_catalogue(language)) == written
