"""The page as a file: it holds every finding, fetches nothing, trusts no text, and reads without a script."""

import base64
import hashlib
import json
import re
from copy import deepcopy
from html.parser import HTMLParser
from typing import Any

import pytest

from comparer.model.relation import Relation
from comparer.report.formats.html import render, render_page
from comparer.report.formats.page import charts
from comparer.report.formats.page.texts import compact_redline, make_displayable
from comparer.report.options import RenderOptions
from comparer.report.sections.matrix import Matrix
from comparer.report.sections.page_parts import PageModel
from comparer.report.sections.row_history import row_history, row_with_longest_history
from comparer.report.words.redline import compute_redline
from comparer.report.words.sentences import ReportSentences
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


def drawn(report: Report) -> Parsed:
    return Parsed(render(report, RenderOptions()))


def rows(table: dict[str, list[Any]]) -> list[dict[str, Any]]:
    return [dict(zip(table["fields"], row, strict=True)) for row in table["rows"]]


@pytest.fixture(scope="module")
def report() -> Report:
    return sample()


@pytest.fixture(scope="module")
def parsed(report: Report) -> Parsed:
    return drawn(report)


# --- the same findings as every other format


def test_every_finding_is_embedded_under_its_fingerprint(report: Report, parsed: Parsed) -> None:
    data = parsed.data
    expected = {
        "links": [link["fingerprint"] for pair in report["pairs"] for link in pair["links"]],
        "gaps": [gap["fingerprint"] for pair in report["pairs"] for gap in pair["gaps"]],
        "verdicts": [one["fingerprint"] for one in (*report["verdicts"], *report["later"])],
        "constraints": [one["fingerprint"] for one in report["constraints"]],
        "single": [
            one["fingerprint"] for kind in ("deadlocks", "contradictions", "plan_findings") for one in report[kind]
        ],
    }
    assert {kind: [one["fingerprint"] for one in rows(data[kind])] for kind in expected} == expected


def test_embedded_findings_say_what_the_report_says(report: Report, parsed: Parsed) -> None:
    data = parsed.data
    plans = [plan["id"] for plan in data["plans"]]
    links = [
        (plans[data["pairs"][one["pair"]][0]], one["left"], one["right"], one["relation"], len(one["changes"]))
        for one in rows(data["links"])
    ]
    assert links == [
        (pair["left"], link["left"], link["right"], link["relation"], len(link["changes"]))
        for pair in report["pairs"]
        for link in pair["links"]
    ]
    gaps = [(plans[one["plan"]], one["clause"], plans[one["missing"]], one["kind"]) for one in rows(data["gaps"])]
    assert gaps == [
        (gap["plan"], gap["clause"], gap["missing_from"], gap["kind"])
        for pair in report["pairs"]
        for gap in pair["gaps"]
    ]
    verdicts = [(plans[one["plan"]], one["line"], one["verdict"], one["clauses"]) for one in rows(data["verdicts"])]
    assert verdicts == [
        (one["plan"], one["line"], one["verdict"], one["clauses"]) for one in (*report["verdicts"], *report["later"])
    ]


def test_totals_and_stamp_are_those_of_the_report(report: Report, parsed: Parsed) -> None:
    assert parsed.data["totals"] == report["totals"]
    phrases = ReportSentences(report)
    for line in (phrases.stamp_sentence(), *phrases.closing_sentences()):
        assert " ".join(line.split()) in parsed.text


def test_the_page_itself_holds_what_matters(report: Report, parsed: Parsed) -> None:
    fingerprints = [one["fingerprint"] for kind in ("verdicts", "constraints", "deadlocks", "contradictions",
                                                    "plan_findings") for one in report[kind]]  # fmt: skip
    wanted = [f"f-{one}" for one in fingerprints] + [f"r-{row['id']}" for row in report["rows"]]
    wanted += [f"p-{plan['id']}" for plan in report["plans"]] + [f"s-{name}" for name in report["sources"]]
    wanted += [f"l-{ref.replace('#', '/')}" for ref, line in report["lines"].items() if not line["no_line"]]
    wanted += [f"c-{ref.replace('#', '/')}" for ref in report["clauses"]]
    assert set(wanted) <= set(parsed.ids)
    for limit in report["limits"]:
        assert limit in parsed.text
    for clause in report["clauses"].values():
        assert clause["text"] in parsed.text


def test_no_id_stands_twice(parsed: Parsed) -> None:
    assert sorted(parsed.ids) == sorted(set(parsed.ids))


def test_links_within_the_page_lead_somewhere(report: Report, parsed: Parsed) -> None:
    prints = {one["fingerprint"] for kind in ("links", "gaps") for one in rows(parsed.data[kind])}
    known = set(parsed.ids) | {f"f-{one}" for one in prints}
    anchors = {str(a["href"])[1:] for tag, a in parsed.tags if tag == "a" and str(a.get("href")).startswith("#")}
    lost = {one for one in anchors if not one.startswith("m-") and one.replace("%23", "#") not in known}
    assert not lost


@pytest.mark.parametrize("base", ["council-0", "port-1", "coop-2", "talks-3"])
def test_the_matrix_is_told_from_the_base(base: str) -> None:
    report = sample() | {"base": base}
    parts, matrix = PageModel(report), Matrix(report)
    for row, shown in zip(
        report["rows"], (row for group in parts.matrix_groups() for row in group["rows"]), strict=True
    ):
        for cell in shown["cells"]:
            mark = matrix.find_cell(base, row, cell["plan"])
            chip = cell["chip"]
            assert (chip.group, chip.value) == (mark.group, mark.value) if chip else mark.value == "empty"
    assert parts.column_order[0] == base


def test_the_script_is_given_every_cell_and_combines_and_mirrors_nothing(report: Report, parsed: Parsed) -> None:
    matrix, packed = Matrix(report), parsed.data["matrix"]
    plans = [plan["id"] for plan in report["plans"]]
    for row, letters, links in zip(report["rows"], packed["cells"], packed["links"], strict=True):
        marks = [packed["marks"][ord(letter) - ord("a")] for letter in letters]
        cells = [matrix.find_cell(base, row, plan) for base in plans for plan in plans]
        assert marks == [[cell.group, cell.value.replace("empty", "")] for cell in cells]
        for n, pair in enumerate(report["pairs"]):
            rests_on = [entry.link["fingerprint"] for entry in matrix.cell_links(pair["left"], row, pair["right"])]
            assert [rows(parsed.data["links"])[number]["fingerprint"] for number in links.get(str(n), [])] == rests_on
    assert parsed.data["mirrors"] == {one: one.mirror() for one in Relation if one.mirror() is not one}
    script = "".join(text for tag, attributes, text in parsed.raw if tag == "script" and "id" not in attributes)
    assert not re.search(r"stricter|looser|settled|mixed|reworded|unreported", script)


def test_a_figure_read_from_the_text_alone_stands_in_its_cell_too() -> None:
    """The engine names no quantity where it read none from an encoding: the script goes by the rule as well."""
    report = deepcopy(sample())
    pair = next(one for one in report["pairs"] if (one["left"], one["right"]) == ("port-1", "coop-2"))
    link = next(one for one in pair["links"] if one["left"] == ["2"])
    link["changes"] = [{**link["changes"][0], "facet": "amount"}]
    rows = {row["id"]: row for group in PageModel(report).matrix_groups() for row in group["rows"]}
    details = {cell["plan"]: cell["detail"] for cell in rows["r4"]["cells"]}
    assert details["coop-2"] == "100 crowns → 80 crowns"


def test_the_counts_of_a_group_are_those_of_its_cells(report: Report) -> None:
    for group in PageModel(report).matrix_groups():
        for n, tallies in enumerate(group["tallies"]):
            marked = [row["cells"][n]["chip"] for row in group["rows"] if row["cells"][n]["chip"]]
            assert sum(count for _, count in tallies) == len(marked)


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
    assert "49" not in Parsed(render(report | {"rows": []}, RenderOptions())).data["title"]
    links = [str(a["href"]) for tag, a in parsed.tags if tag == "a"]
    assert all(href.startswith(("#", "https://")) for href in links)
    assert not [a for _, a in parsed.tags if any(name.startswith("on") for name in a)]
    texts = [one["text"] for one in rows(parsed.data["clauses"])]
    assert make_displayable(HOSTILE) in texts
    assert max(map(len, texts)) > 100_000
    assert "Їжак" in parsed.text
    assert "🕊️" in parsed.text


def test_a_very_long_clause_is_cut_in_the_page_and_whole_in_its_data() -> None:
    written = render(hostile(), RenderOptions())
    assert len(written.encode()) < 1_000_000
    assert "characters left out" in written


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
    report["clauses"] = {ref: one for ref, one in report["clauses"].items() if one["plan"] == "port-1"}
    assert "first-title" in drawn(report).ids


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
        size = op if isinstance(op, int) else op[1] if op[0] else 0
        piece = units[2 * at : 2 * (at + size)].decode("utf-16-le")
        at += size
        right += piece
        left += piece if isinstance(op, int) else "" if op[0] else op[1]
    assert " ".join(right.split()) == after
    assert " ".join(left.split()) == before


def position(**bounds: Any) -> dict[str, Any]:
    empty = {"min": None, "max": None, "above": None, "below": None, "unknown": False, "holder": "x"}
    return {**empty, **bounds}


def test_a_number_line_tells_open_closed_and_missing_bounds_apart() -> None:
    line = charts.number_line({"by": [position(max=40), position(above=90), position(min=60, max=60), position(),
                                position(unknown=True)], "agreement": {"min": None, "max": 40}})  # fmt: skip
    assert line is not None
    cap, over, exact, free, unknown = line["marks"]
    assert (cap["start"], cap["end"]) == ("arrow", "dot")
    assert (over["start"], over["end"]) == ("ring", "arrow")
    assert cap["x2"] < exact["x1"] < over["x1"]
    assert exact["point"]
    assert (free["start"], free["end"], free["unknown"]) == ("arrow", "arrow", False)
    assert unknown["unknown"]
    assert line["agreement"]["x2"] == cap["x2"]


def test_dates_of_any_length_stand_in_order() -> None:
    line = charts.number_line(
        {"by": [position(max=one) for one in ("2032", "2031-06", "2033-05-01")], "agreement": None}
    )
    assert line is not None
    late, early, latest = (mark["x2"] for mark in line["marks"])
    assert [early, latest] == line["ticks"]
    assert early < late < latest


def test_words_without_figures_have_no_number_line() -> None:
    assert charts.number_line({"by": [position(), position(max="never")], "agreement": None}) is None


def test_arcs_join_only_the_plans_that_were_chosen(report: Report) -> None:
    drawn_tree = charts.lineage_tree(
        report["plans"], [*report["lineage"], {"plan": "port-1", "kind": "answers", "of": "lost"}]
    )
    assert len(drawn_tree["arcs"]) == len(report["lineage"])
    assert all(arc["y1"] < arc["y2"] for arc in drawn_tree["arcs"])


def test_steps_of_a_plan_stand_in_the_order_of_the_engine(report: Report) -> None:
    steps = {found["plan"]: [step["id"] for step in found["steps"]] for found in PageModel(report).steps_by_plan()}
    assert steps == {plan: ["dive", "survey", "vote", "permit"] for plan in ("port-1", "coop-2")}
    turned = deepcopy(report)
    turned["steps"][0]["steps"].reverse()
    assert [step["id"] for step in PageModel(turned).steps_by_plan()[0]["steps"]] == [
        "permit",
        "vote",
        "survey",
        "dive",
    ]


def test_a_journey_is_told_from_the_plan_each_came_of(report: Report) -> None:
    parts = PageModel(report)
    row = row_with_longest_history(parts)
    assert row is not None
    stops = {stop["plan"]: stop for stop in row_history(parts, row)}
    assert stops["port-1"]["chip"] is None
    assert stops["coop-2"]["parent"] == "port-1"
    assert stops["coop-2"]["chip"].value == parts.matrix.find_cell("port-1", row, "coop-2").value
