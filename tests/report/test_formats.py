"""Every format carries the same findings, totals, stamp, legend and limits: each is read back and compared."""

import csv
import io
import re
from dataclasses import replace

import docx
import pytest

from comparer.model.problems import SUSPECT_CHARACTERS, unsafe_characters
from comparer.norms.vocabulary import Vocabulary
from comparer.report.formats.csv import AGREEMENT_COLUMNS, CHANGE_COLUMNS, COLUMNS
from comparer.report.render import REPORT_FORMATS, RenderOptions, render
from comparer.report.sections.outline import split_gaps
from comparer.report.sections.word_table import build_word_table
from comparer.report.value import build
from comparer.report.words.escape import display_width
from comparer.report.words.sentences import ReportSentences
from comparer.resources.message_catalogue import load_catalogue

from .read_back import fingerprints, flat
from .sample import DRAFT, FINDINGS, WORDS, WORKSPACE, sample

FULL = RenderOptions(full=True)
WORDED = ("table", "md", "text")


@pytest.fixture(scope="module", params=["en", "uk", "ru"])
def report(request):
    return sample(request.param)


def records(report):
    return list(csv.DictReader(io.StringIO(render("csv", report))))


def readable(name, report):
    """The text of a format with its escapes taken back and its white space levelled."""
    text = render(name, report, RenderOptions(width=100, full=True))
    if name == "md":
        text = re.sub(r"<!-- -->|</?(?:del|ins)>|`", "", text)
        text = re.sub(r"\\(.)", r"\1", text)
    return flat(text)


@pytest.mark.parametrize("name", WORDED)
def test_limits_legend_totals_and_stamp_are_in_every_format(name, report):
    text = readable(name, report)
    for limit in report["limits"]:
        assert flat(limit) in text
    for group in ("relation", "gap", "verdict", "constraint"):
        for entry in report["legend"][group]:
            assert flat(entry["says"]) in text
            assert entry["word"] in text
    for part in (report["title"], report["digest"], report["as_of"], report["tool"]["version"], report["order"]):
        assert flat(part) in text


@pytest.mark.parametrize("name", ["table", "md", "text"])
def test_the_closing_counts_are_those_of_the_report(name, report):
    text = readable(name, report)
    for line in ReportSentences(report).closing_sentences():
        assert flat(line) in text
    for kind in ("links", "gaps", "verdicts"):
        assert f" {report['totals'][kind]['total']} (" in text


def test_markdown_has_one_anchor_a_finding(report):
    anchors = re.findall(r'<a id="([0-9a-f]{12})"></a>', render("md", report, FULL))
    assert sorted(anchors) == sorted(fingerprints(report))


def test_markdown_links_lead_to_anchors(report):
    text = render("md", report, FULL)
    anchors = set(re.findall(r'<a id="([^"]+)"></a>', text))
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= anchors


def test_csv_has_a_row_for_each_question_and_plan(report):
    rows, table = records(report), build_word_table(report)
    assert list(rows[0]) == list(COLUMNS)
    cells = [(row, cell) for row in table.rows for cell in row.cells]
    assert [(row["row"], row["question_id"], row["plan"]) for row in rows] == [
        (row.number, row.id, cell.plan) for row, cell in cells
    ]
    catalogue = load_catalogue(report["language"])
    for text, (_, cell) in zip(rows, cells, strict=True):
        assert (text["words"], text["state"]) == (cell.words, cell.state)
        assert text["state_word"] == catalogue.value_word("cell-state", cell.state)
        assert text["clauses"].split() == list(cell.clauses)
        lines = {chip.line: chip.verdict for chip in cell.chips}
        for column, verdict in (("breached", "breached"), ("strained", "strained"), ("not_given", "unmet")):
            assert text[column].split() == [line for line, kind in lines.items() if kind == verdict]


def test_csv_tells_whom_a_change_helps_from_the_base_to_the_plan_alone():
    """A plan before the base was compared the other way round, and whom that helps says nothing of the way back."""
    value = sample()
    for pair in value["pairs"]:
        for link in pair["links"]:
            link["favours"] = ["cooperative"]
    favours_by_plan = {row["plan"]: row["favours"] for row in records(value) if row["row"] == "T1"}
    assert favours_by_plan == {"port-1": "", "council-0": "", "coop-2": "cooperative", "talks-3": "cooperative"}


def test_the_columns_of_the_csv_are_documented(root):
    page = (root / "docs" / "csv.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `(\w+)` \| (.+) \|$", page, re.M) == [
        *COLUMNS.items(),
        *AGREEMENT_COLUMNS.items(),
        *CHANGE_COLUMNS.items(),
    ]


@pytest.mark.parametrize("name", ["table", "md", "text"])
def test_no_fingerprint_stands_in_visible_text(name, report):
    text = re.sub(r"<[^>]*>|\(#[^)]*\)", "", render(name, report, RenderOptions(width=160, full=True)))
    assert re.findall(r"\b[0-9a-f]{12}\b", text) == []


def test_the_table_shows_every_gap_in_words(report):
    """Where a text is silent or only partly known, by the ids of its clauses."""
    text = flat(render("table", report, RenderOptions(width=160, full=True)))
    phrases = ReportSentences(report)
    for group in (group for pair in report["pairs"] for group in split_gaps(pair["gaps"])[1]):
        assert phrases.gap_group_sentence(group) in text
        assert all(gap["clause"] in phrases.gap_group_sentence(group) for gap in group)


def test_the_digest_in_words_tells_every_finding(report):
    text = readable("text", report)
    phrases = ReportSentences(report)
    for pair in report["pairs"]:
        assert all(flat(phrases.link_sentence(pair, link)) in text for link in pair["links"])
        alone, groups = split_gaps(pair["gaps"])
        assert all(flat(phrases.gap_sentence(gap)) in text for gap in alone)
        assert all(flat(phrases.gap_group_sentence(group)) in text for group in groups)
    for name, phrase in (
        ("verdicts", phrases.verdict_sentence),
        ("constraints", phrases.constraint_sentence),
        ("deadlocks", phrases.deadlock_sentence),
        ("contradictions", phrases.contradiction_sentence),
        ("plan_findings", phrases.plan_finding_sentence),
    ):
        assert all(flat(phrase(item)) in text for item in report[name])


@pytest.mark.parametrize("width", [60, 80, 100, 160, 400])
def test_no_line_of_the_terminal_is_too_long(width, report):
    for options in (RenderOptions(width=width, full=True), RenderOptions(width=width)):
        assert max(map(display_width, render("table", report, options).splitlines())) <= width


def test_colour_only_when_asked_for():
    assert "\x1b" not in render("table", sample(), RenderOptions(width=80))
    coloured = render("table", sample(), RenderOptions(width=80, colour=True))
    assert "\x1b[31m" in coloured
    assert re.sub(r"\x1b\[\d+m", "", coloured) == render("table", sample(), RenderOptions(width=80))


def test_no_mark_stands_without_its_word():
    """A reader who cannot tell marks or colours apart still has the word."""
    report = sample()
    for group in ("relation", "gap", "verdict", "constraint"):
        assert all(entry["word"] for entry in report["legend"][group])
    text = render("table", report, RenderOptions(width=120, full=True))
    for entry in report["legend"]["relation"]:
        assert f"{entry['mark']} {entry['word']}" in text


def test_a_report_without_findings_says_so():
    value = sample()
    empty = {
        **value,
        **{key: [] for key in ("rows", "verdicts", "constraints", "deadlocks", "contradictions", "plan_findings")},
        **{key: [] for key in ("ranges", "ledger", "wordings", "accepted", "shared", "timeline", "lineage")},
        "pairs": [{"left": "port-1", "right": "coop-2", "links": [], "gaps": [], "possible": [], "ambiguous": []}],
    }
    for name in ("table", "md", "text"):
        assert "No differences found." in render(name, empty, FULL)


def test_two_reports_that_differ_in_one_verdict_differ_in_few_lines_of_markdown():
    before, after = sample(), sample()
    after["verdicts"][4]["verdict"] = "unknown"
    details = RenderOptions(sections=("changes", "lines", "law", "figures", "clauses", "sources", "reading"))
    old, new = render("md", before, details).splitlines(), render("md", after, details).splitlines()
    assert len(old) == len(new)
    assert sum(a != b for a, b in zip(old, new, strict=True)) <= 3


def test_formats_are_named_once():
    assert list(REPORT_FORMATS) == ["table", "md", "html", "json", "csv", "xlsx", "docx", "text"]
    with pytest.raises(KeyError):
        render("pdf", sample())


def test_steps_are_told_in_words_with_who_takes_them_and_what_comes_first():
    """Also where the engine names a step with its rule, as another rule may be the one that asks for it."""
    value = sample()
    result = next(constraint for constraint in value["constraints"] if constraint["steps"])
    expected = ["survey the sea bed (Port Authority, after send divers (HL-5 Divers first))"]
    expected += ["vote on the permit (Town Council, two thirds, after survey the sea bed)"]
    assert ReportSentences(value).step_sentences(result)[:2] == expected
    named = {**result, "steps": [f"HL-2.{step}" for step in result["steps"]]}
    assert ReportSentences(value).step_sentences(named)[:2] == expected
    assert ReportSentences(value).step_sentences({**result, "steps": ["gone"]}) == ["gone"]


@pytest.mark.parametrize("name", ["table", "md", "text", "html", "docx"])
def test_every_format_gives_the_steps_of_a_plan_in_the_order_of_the_engine(name):
    """Steps of rules that the plan does not run into stand among them, and no step is named by its id."""
    value = sample()
    value["steps"] = [{"plan": DRAFT, "steps": value["steps"][0]["steps"]}]
    for finding in value["constraints"]:
        finding["steps"] = []
    words = shown_words(name, render(name, value, RenderOptions(width=400, full=True)))
    acts = ("send divers", "survey the sea bed", "vote on the permit", "give the permit")
    start = words.index("Order of steps") if name in ("table", "md", "text") else 0
    if name == "html":  # the brief names the first steps too
        start = words.rindex("What the law asks first")
    places = [words.lower().index(act, start) for act in acts]
    assert places == sorted(places)
    assert "Divers first" in words or name == "docx"  # which names the rules that a plan runs into
    assert not re.search(r"HL-\d\.[a-z]", words)


def shown_words(name, content):
    """The words that a reader of a format sees."""
    if name == "html":
        return re.sub(r"<[^>]+>", " ", re.sub(r"<script.*?</script>|<style.*?</style>", "", content, flags=re.S))
    if name == "docx":
        document = docx.Document(io.BytesIO(content))
        return " ".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return content


def test_one_plan_alone_can_be_reported_in_every_format_of_words():
    chosen = replace(
        FINDINGS, plans=(DRAFT,), pairs=(), rows=(), common_rows=(), text_options=(), obligations=(), ranges=()
    )
    kept = [verdict for verdict in FINDINGS.verdicts if verdict.plan == DRAFT]
    chosen = replace(chosen, verdicts=tuple(kept), constraints=(), contradictions=(), plan_findings=(), step_orders=())
    value = build.build_report(
        WORKSPACE, chosen, vocabulary=Vocabulary(WORDS), as_of="2031", base="", language="en", version="1"
    )
    for name in ("table", "md", "text"):
        shown = flat(render(name, value))
        assert "First harbour draft" in shown
        assert "come to the same" not in shown, "one text alone shares nothing"
    assert render("csv", value)


def test_every_reading_of_a_clause_stands_beside_it():
    for name in ("table", "md"):
        shown = flat(render(name, sample(), RenderOptions(width=400, full=True)))
        assert "Port Authority: The cooperative keeps no more than 40 boats." in shown
        assert "Fishing Cooperative: The cooperative keeps no more than 55 boats." in shown


def test_what_json_leaves_unread_is_never_unsafe() -> None:
    common = [chr(code) for code in range(0x2800) if chr(code) != "\n" and not SUSPECT_CHARACTERS.match(chr(code))]
    assert len(common) > 1000
    assert [
        char for char in common for text in (char, f"a{char}", f"{char}a") if unsafe_characters().search(text)
    ] == []
