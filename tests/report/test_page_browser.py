"""The page in a real browser: it works by mouse and by keyboard, in light and dark, on a phone, and fetches nothing."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from comparer.report.formats.html import render
from comparer.report.formats.page.movement_columns import movement_columns
from comparer.report.options import RenderOptions
from comparer.report.sections.movement import build_movement
from comparer.report.sections.word_table import build_tables_of_all_bases, build_word_table
from comparer.report.words.sentences import ReportSentences
from comparer.resources.message_catalogue import load_catalogue
from tests.report.sample import sample
from tests.report.test_html import hostile

pytestmark = pytest.mark.browser

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
MAX_TAB_STOPS_BEFORE_TABLE = 15

Open = Callable[..., Any]

PLANS = [plan["id"] for plan in sample()["plans"]]
NAMES = {plan["id"]: plan["name"] or plan["title"] for plan in sample()["plans"]}


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("page")
    written = {
        "plain": sample(),
        "hostile": hostile(),
        "uk": sample("uk"),
        "focus": focused(),
        "many": with_many_rows(),
    }
    for name, report in written.items():
        (folder / f"{name}.html").write_text(render(report, RenderOptions()), encoding="utf-8")
    return {name: folder / f"{name}.html" for name in written}


def focused() -> dict[str, Any]:
    """The sample with two plans in the focus."""
    return sample() | {"focus": ["port-1", "coop-2"]}


def with_many_rows() -> dict[str, Any]:
    """The sample with every row three times, under ids of their own."""
    report = sample()
    return report | {"rows": [{**row, "id": f"{row['id']}{end}"} for end in ("", "b", "c") for row in report["rows"]]}


@pytest.fixture
def show(browser: Any, files: dict[str, Path]) -> Iterator[Open]:
    """Opens a page; when the test is over nothing may have gone wrong in it, and nothing may have been asked for."""
    contexts, troubles, asked = [], [], []

    def opened(name: str = "plain", hash_: str = "", **options: Any) -> Any:
        options = {"viewport": DESK, "reduced_motion": "reduce"} | options
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("console", lambda message: troubles.append(message.text))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("dialog", lambda dialog: (troubles.append("dialog"), dialog.dismiss()))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(files[name].as_uri() + hash_)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not troubles
    assert {url.split("#")[0] for url in asked} <= {path.as_uri() for path in files.values()}


def choose_plan(page: Any, control: str, plan: str) -> None:
    page.select_option(control, value=str(PLANS.index(plan)))


def columns(page: Any) -> list[str]:
    """The plans that stand in the table, by id."""
    return [PLANS[int(head.get_attribute("data-p"))] for head in page.locator("#say thead th[data-p]:visible").all()]


def shown_rows(page: Any) -> list[str]:
    return [row.get_attribute("id").removeprefix("q-") for row in page.locator("#say tr.row:visible").all()]


def open_row(page: Any, row: str) -> Any:
    """Opens a row with the mouse; returns what opened."""
    page.click(f"#q-{row} .q")
    return page.locator(f"#q-{row} + tr.more")


# --- the table


@pytest.mark.parametrize("base", ["port-1", "coop-2", "talks-3", "council-0"])
@pytest.mark.parametrize("name", ["plain", "focus"])
def test_another_base_tells_every_cell_anew(show: Open, base: str, name: str) -> None:
    """Also of texts that the page does not show at first."""
    report = sample()
    page = show(name)
    if name == "focus":
        page.check("#all-plans")
    choose_plan(page, "#base", base)
    words = load_catalogue("en")
    for row in build_tables_of_all_bases(report)[base].rows:
        cells = page.locator(f"#q-{row.id} td").all()
        assert [cell.get_attribute("class").split()[0] for cell in cells] == [cell.state for cell in row.cells]
        for shown, cell in zip(cells, row.cells, strict=True):
            text = shown.inner_text()
            state = words.value_word("cell-state", cell.state)
            assert (cell.words or state).lower() in text.lower()
            assert (f"· {state}" in text) is bool(cell.words and cell.state != "base")
            chips = sum(not chip.stated_later for chip in cell.chips)
            assert shown.locator(".rl").count() == chips
    assert columns(page)[0] == base


def test_back_at_the_first_base_the_table_reads_as_it_did(show: Open) -> None:
    page = show()
    before = page.locator("#say").inner_text()
    choose_plan(page, "#base", "coop-2")
    assert page.locator("#say").inner_text() != before
    choose_plan(page, "#base", "port-1")
    assert page.locator("#say").inner_text() == before


def test_all_plans_are_one_click_away(show: Open) -> None:
    page = show("focus")
    assert columns(page) == ["port-1", "coop-2"]
    page.check("#all-plans")
    assert columns(page) == ["port-1", "council-0", "coop-2", "talks-3"]
    table = page.locator("#say").inner_text()
    assert table == show().locator("#say").inner_text(), "as in a page that shows all of them at once"
    page.uncheck("#all-plans")
    assert columns(page) == ["port-1", "coop-2"]


def test_leading_rows_stand_first_and_all_are_one_click_away(show: Open) -> None:
    page = show("many")
    table = build_word_table(with_many_rows())
    assert set(shown_rows(page)) == set(table.leading)
    page.click("#every")
    assert sorted(shown_rows(page)) == sorted(row.id for row in table.rows)
    assert page.locator("#shown").inner_text() == f"{len(table.rows)} of {len(table.rows)} questions shown."
    page.click("#every")
    assert set(shown_rows(page)) == set(table.leading)


def test_an_issue_the_open_rows_and_a_search_narrow_the_table(show: Open) -> None:
    page = show()
    rows = {row["id"]: row for row in sample()["rows"]}
    page.select_option("#issue", "fleet")
    assert shown_rows(page) == [row for row in rows if rows[row]["issue"].startswith("fleet")]
    page.select_option("#issue", "")
    page.check("#only-open")
    table = build_word_table(sample())
    assert shown_rows(page) == [row.id for row in table.rows if any(cell.state == "left-open" for cell in row.cells)]
    page.uncheck("#only-open")
    page.fill("#search", "museum council")
    assert shown_rows(page) == ["r7"]
    page.fill("#search", "")
    assert shown_rows(page) == [row.id for row in table.rows]


# --- a row opened in place


def test_a_row_opens_in_place_with_all_that_is_known(show: Open) -> None:
    report = sample()
    page = show()
    row = next(row for row in report["rows"] if row["id"] == "r1")
    text = open_row(page, "r1").inner_text()
    for plan, clause_ids in row["cells"].items():
        for clause_id in clause_ids:
            clause = report["clauses"][f"{plan}#{clause_id}"]
            assert NAMES[plan] in text
            assert f"Evidence {clause['evidence']}" in text
            for variant in clause["variants"]:
                assert variant["text"] in text
    for wanted in (
        "Harbour Gazette",
        "It asks less.",
        "Red lines on this question",
        "Never more than 50 boats",
        "breached",
    ):
        assert wanted in text
    page.click("#q-r1 .q")
    assert page.locator("tr.more").count() == 0


def test_the_keyboard_opens_a_row_and_says_so(show: Open) -> None:
    page = show()
    button = page.get_by_role("button", name="Size of the fleet")
    button.focus()
    for key, is_open in (("Enter", True), ("Space", False), ("Space", True)):
        page.keyboard.press(key)
        assert button.get_attribute("aria-expanded") == str(is_open).lower()
        assert page.locator("tr.more").count() == int(is_open)


def test_a_redline_turns_with_the_base(show: Open) -> None:
    page = show()
    opened = open_row(page, "r4")
    marked = [" ".join(mark.split()) for mark in opened.locator("ins, del").all_text_contents()]
    assert marked == ["taken out: 100", "inserted: 80", "taken out: 100", "inserted: 120"]
    assert "It asks less. " in opened.inner_text()
    choose_plan(page, "#base", "coop-2")
    opened = page.locator("tr.more")
    assert "It asks more. " in opened.inner_text()
    assert "it said 80 crowns and now says 100 crowns." in opened.inner_text()


def test_who_said_what_when_stands_under_the_row(show: Open) -> None:
    page = show()
    opened = open_row(page, "r1")
    opened.get_by_role("button", name="Who said what, when").click()
    lines = [" ".join(line.split()) for line in opened.locator(".who li").all_inner_texts()]
    dates = ("12 Nov 2030", "1 Mar 2031", "20 Mar 2031", "5 Apr 2031")
    starts = [f"{date} {NAMES[plan]}" for date, plan in zip(dates, PLANS, strict=True)]
    assert [line.startswith(start) for line, start in zip(lines, starts, strict=True)] == [True] * 4
    opened.get_by_role("button", name="Who said what, when").click()
    assert opened.locator(".who").count() == 0


def test_a_reading_can_be_disputed_by_file_line_and_rule(show: Open) -> None:
    report = sample()
    page = show()
    opened = open_row(page, "r1")
    opened.get_by_role("button", name="Dispute this reading").click()
    text = opened.locator("pre").inner_text()
    for plan, clause_ids in next(row for row in report["rows"] if row["id"] == "r1")["cells"].items():
        for clause_id in clause_ids:
            clause = report["clauses"][f"{plan}#{clause_id}"]
            assert f"{plan}#{clause_id} ({clause['place']}): {clause['text']}" in text
    assert next(verdict["rule"] for verdict in report["verdicts"] if verdict["verdict"] == "breached") in text


# --- the clipboard


def copied(page: Any) -> dict[str, str]:
    result: dict[str, str] = page.evaluate("""async () => {
        const [item] = await navigator.clipboard.read();
        const read = async (type) => [type, await (await item.getType(type)).text()];
        return Object.fromEntries(await Promise.all(item.types.map(read)));
    }""")
    return result


def test_a_row_is_copied_as_a_table_with_its_sources(show: Open) -> None:
    report = sample()
    page = show(permissions=["clipboard-read", "clipboard-write"])
    opened = open_row(page, "r1")
    opened.get_by_role("button", name="Copy row with sources").click()
    page.wait_for_function("() => document.getElementById('said').textContent === 'Copied'")
    clipboard = copied(page)
    assert set(clipboard) == {"text/plain", "text/html"}
    assert "<table" in clipboard["text/html"]
    for text in clipboard.values():
        for plan, clause_ids in next(row for row in report["rows"] if row["id"] == "r1")["cells"].items():
            assert NAMES[plan] in text
            assert all(report["clauses"][f"{plan}#{clause_id}"]["text"] in text for clause_id in clause_ids)
        assert "Size of the fleet, as worded by comparer" in text
        assert "Harbour Gazette, 21 Mar 2031" in text
        assert report["digest"][:8] in text
        assert report["digest"] not in text
        assert "file:" not in text
        assert "“" not in text


def test_a_link_to_a_row_names_no_file_of_the_reader(show: Open) -> None:
    page = show(permissions=["clipboard-read", "clipboard-write"])
    opened = open_row(page, "r1")
    opened.get_by_role("button", name="Link", exact=True).click()
    assert page.evaluate("() => location.hash") == "#q-r1"
    assert page.locator("#said").inner_text() == "The address of this page now leads to the row."


# --- any two drafts


def test_who_moved_is_told_between_any_two(show: Open) -> None:
    report = sample()
    page = show()
    for left, right in (("port-1", "coop-2"), ("coop-2", "port-1"), ("council-0", "talks-3")):
        choose_plan(page, "#moved-left", left)
        choose_plan(page, "#moved-right", right)
        message = movement_columns(build_movement(report, left, right), ReportSentences(report))
        assert page.locator("#moved-body h3").all_inner_texts() == [column.heading for column in message]
        text = page.locator("#moved-body").inner_text()
        for column in message:
            for party, lines in column.parties:
                assert party in text
                assert all(line.title in text and line.note in text for line in lines)
        assert page.locator("#moved-title").inner_text() == (f"Who moved, from {NAMES[left]} to {NAMES[right]}")


def test_clause_against_clause_is_its_mirror_the_other_way_round(show: Open) -> None:
    page = show(hash_="#pair")
    choose_plan(page, "#pair-left", "port-1")
    choose_plan(page, "#pair-right", "talks-3")
    row = page.locator("#pair-body tr", has_text="yearly fee").first
    assert "stricter" in row.inner_text()
    assert "it said 100 crowns and now says 120 crowns." in row.inner_text()
    choose_plan(page, "#pair-left", "talks-3")
    choose_plan(page, "#pair-right", "port-1")
    row = page.locator("#pair-body tr", has_text="yearly fee").first
    assert "looser" in row.inner_text()
    assert "it said 120 crowns and now says 100 crowns." in row.inner_text()


@pytest.mark.parametrize("name", ["plain", "uk"])
def test_the_script_tells_every_change_as_all_formats_do(show: Open, name: str) -> None:
    """Both ways round, in the sentences of the report's language."""
    report = sample("uk") if name == "uk" else sample()
    sentences = ReportSentences(report)
    page = show(name, hash_="#pair")
    for pair in report["pairs"]:
        for is_turned in (False, True):
            ends = (pair["right"], pair["left"]) if is_turned else (pair["left"], pair["right"])
            choose_plan(page, "#pair-left", ends[0])
            choose_plan(page, "#pair-right", ends[1])
            text = page.locator("#pair-body").text_content()
            changes = [change for link in pair["links"] if link["relation"] != "same" for change in link["changes"]]
            message = [
                sentences.facets.sentence(change, is_turned=is_turned)
                for change in changes
                if change["facet"] != "reading"
            ]
            assert [sentence for sentence in message if sentence not in text] == []


def test_every_finding_of_every_pair_can_be_drawn(show: Open) -> None:
    page = show(hash_="#pair")
    for pair in sample()["pairs"]:
        choose_plan(page, "#pair-left", pair["left"])
        choose_plan(page, "#pair-right", pair["right"])
        assert page.locator("#pair-body tbody tr").count() == sum(link["relation"] != "same" for link in pair["links"])
        assert page.locator("#pair-body li").count() == len(pair["gaps"])


# --- addresses


def test_an_address_opens_what_it_names(show: Open) -> None:
    report = sample()
    page = show(hash_="#q-r7")
    assert page.locator("#q-r7 + tr.more").is_visible()
    anchors = [f"c-{ref.replace('#', '/')}" for ref in report["clauses"]]
    anchors += [f"l-{ref.replace('#', '/')}" for ref in report["lines"]]
    anchors += [f"p-{plan['id']}" for plan in report["plans"]] + ["s1"]
    for anchor in anchors:
        page.evaluate("(anchor) => { location.hash = anchor; }", anchor)
        page.wait_for_function("(anchor) => document.getElementById(anchor).classList.contains('here')", arg=anchor)
        assert page.locator(f"[id='{anchor}']").is_visible()


# --- for everybody


def test_few_stops_stand_between_the_top_and_the_table(show: Open) -> None:
    page = show("focus")
    for stops in range(MAX_TAB_STOPS_BEFORE_TABLE + 1):  # noqa: B007 - read after the loop
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('#say') !== null"):
            break
    assert stops <= MAX_TAB_STOPS_BEFORE_TABLE
    assert page.evaluate("document.activeElement.closest('#say') !== null")


def test_a_cell_is_named_by_its_draft_and_question(show: Open) -> None:
    page = show()
    for row in build_word_table(sample()).leading_rows():
        for cell in row.cells:
            if cell.clauses:
                name = f"{NAMES[cell.plan]} {row.label} {', '.join(cell.points) or 'wording'}"
                assert page.get_by_role("link", name=name, exact=True).first.is_visible()


@pytest.mark.node
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_no_barrier_is_found(show: Open, node_modules: Path, scheme: str, viewport: dict[str, int]) -> None:
    page = show(color_scheme=scheme, viewport=viewport)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    open_row(page, "r1").get_by_role("button", name="Dispute this reading").click()
    page.evaluate((node_modules / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
    result = page.evaluate("() => axe.run({ resultTypes: ['violations'] }).then((all) => all.violations)")
    assert not result, json.dumps([[item["id"], item["nodes"][0]["html"][:200]] for item in result], indent=1)


def test_the_theme_can_be_chosen_and_stays(show: Open) -> None:
    page = show(color_scheme="light")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.click("#theme")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light
    page.reload()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light


@pytest.mark.parametrize("name", ["plain", "hostile", "uk"])
def test_a_phone_shows_all_drafts_without_scrolling_sideways(show: Open, name: str) -> None:
    page = show(name, viewport=PHONE)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    page.locator(".q").first.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    first = page.locator("#say tr.row:visible").first
    names = first.locator("td:visible").evaluate_all(
        "(cells) => cells.map((cell) => getComputedStyle(cell, '::before').content.slice(1, -1))"
    )
    assert len(names) == len(PLANS)
    if name == "plain":
        assert names == [NAMES[plan] for plan in ("port-1", "council-0", "coop-2", "talks-3")]


def test_hostile_text_does_nothing(show: Open) -> None:
    page = show("hostile")
    for anchor in ("c-port-1/1", "c-port-1/6", "l-cooperative/C-1", "p-council-0", "p-port-1"):
        page.evaluate("(anchor) => { location.hash = anchor; }", anchor)
    choose_plan(page, "#base", "coop-2")
    open_row(page, "r1")
    page.evaluate("location.hash = 'pair'")
    choose_plan(page, "#pair-right", "talks-3")
    assert page.locator("b", has_text=re.compile("^bold$")).count() == 0
    assert page.locator("a[href^='javascript']").count() == 0
    assert "<script>alert(1)</script>" in page.locator("h1").inner_text()


def test_it_reads_without_a_script(show: Open) -> None:
    page = show(java_script_enabled=False)
    for wanted in (
        "In short",
        "No boat leaves the harbour",
        "Red lines at one look",
        f"Still open in {NAMES['talks-3']}",
    ):
        assert page.get_by_text(wanted).first.is_visible()
    assert page.locator("#controls").is_hidden()
    assert len(shown_rows(page)) == len(sample()["rows"])


def test_everything_unfolds_for_paper(show: Open) -> None:
    page = show("many", hash_="#open-all")
    assert page.evaluate("[...document.querySelectorAll('main details')].every((one) => one.open)")
    assert len(shown_rows(page)) == len(with_many_rows()["rows"])


def test_paper_shows_the_sections_and_no_controls(show: Open) -> None:
    page = show()
    page.emulate_media(media="print")
    assert page.locator("#controls").is_hidden()
    assert page.locator("#say").is_visible()
    assert page.locator("#details-title").is_hidden()
    assert len(page.pdf()) > 10_000
