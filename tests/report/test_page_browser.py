"""The page in a real browser: it works by mouse and by keyboard, in light and dark, on a phone, and fetches nothing."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from comparer.report.formats.html import render
from comparer.report.options import RenderOptions
from comparer.report.sections.matrix import Matrix
from comparer.report.words.sentences import ReportSentences
from tests.report.sample import sample
from tests.report.test_html import hostile

pytestmark = pytest.mark.browser

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}

Open = Callable[..., Any]


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
    written = {"plain": sample(), "hostile": hostile(), "uk": sample("uk"), "apart": apart()}
    for name, report in written.items():
        (folder / f"{name}.html").write_text(render(report, RenderOptions()), encoding="utf-8")
    return {name: folder / f"{name}.html" for name in written}


def apart() -> dict[str, Any]:
    """The sample with the clauses of one link on two rows."""
    report = sample()
    row = next(row for row in report["rows"] if row["id"] == "r4")
    report["rows"].append({**row, "id": "r9", "cells": {**row["cells"], "port-1": []}})
    row["cells"] = {name: ids if name == "port-1" else [] for name, ids in row["cells"].items()}
    return report


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


def cells(page: Any) -> dict[str, list[str]]:
    """The classes of every marked cell of the matrix, by row and plan."""
    found: dict[str, list[str]] = page.evaluate("""() => Object.fromEntries(
        [...document.querySelectorAll("#matrix td a")].map((a) =>
            [decodeURIComponent(a.getAttribute("href")), [...a.classList]]))""")
    return found


def visible(page: Any, selector: str) -> list[str]:
    return [one.inner_text() for one in page.locator(selector).all() if one.is_visible()]


# --- the base


@pytest.mark.parametrize("base", ["port-1", "coop-2", "talks-3", "council-0"])
@pytest.mark.parametrize("name", ["plain", "apart"])
def test_another_base_tells_every_cell_anew(show: Open, name: str, base: str) -> None:
    report = apart() if name == "apart" else sample()
    page = show(name)
    page.select_option("#f-base", base)
    matrix = Matrix(report)
    expected = {}
    for row in report["rows"]:
        for plan in report["plans"]:
            mark = matrix.find_cell(base, row, plan["id"])
            if mark.value not in ("", "empty"):
                expected[f"#m-{row['id']}/{plan['id']}"] = [mark.group, mark.value]
    assert cells(page) == expected
    assert page.locator("#columns th").nth(1).inner_text().startswith(base)
    assert base in page.locator("#base-said").inner_text()


@pytest.mark.parametrize("name", ["plain", "apart"])
def test_the_script_draws_the_first_matrix_as_it_stands_in_the_page(show: Open, name: str) -> None:
    page = show(name)
    drawn = page.locator("#grid").inner_text()
    page.select_option("#f-base", "coop-2")
    assert page.locator("#grid").inner_text() != drawn
    page.select_option("#f-base", "port-1")
    assert page.locator("#grid").inner_text() == drawn


# --- filters


def test_filters_hide_what_was_not_asked_for(show: Open) -> None:
    page = show()
    page.select_option("#f-issue", "fleet")
    assert page.locator("#matrix tr[data-row]:visible").count() == 2
    assert page.locator(".party tbody tr:visible").count() == 3
    page.select_option("#f-issue", "")
    page.select_option("#f-relation", "relation opposed")
    assert [row.get_attribute("data-row") for row in page.locator("#matrix tr[data-row]:visible").all()] == ["r2"]
    page.select_option("#f-relation", "")
    page.select_option("#f-party", "port-authority")
    assert [box.get_attribute("data-party") for box in page.locator(".party:visible").all()] == ["port-authority"]
    page.select_option("#f-party", "")
    page.select_option("#f-verdict", "upheld")
    lines = {line.get_attribute("data-line") for line in page.locator("#lines tr[data-line]:visible").all()}
    assert lines == {one["line"] for one in (*sample()["verdicts"], *sample()["later"]) if one["verdict"] == "upheld"}
    page.get_by_role("button", name="Reset").click()
    assert page.locator("#matrix tr[data-row]:visible").count() == len(sample()["rows"])


def test_search_finds_words_of_clauses(show: Open) -> None:
    page = show()
    page.fill("#f-text", "museum council")
    assert [row.get_attribute("data-row") for row in page.locator("#matrix tr[data-row]:visible").all()] == ["r7"]
    assert page.locator("#count").inner_text() == "1 of 8 rows"


def test_a_plan_that_is_not_chosen_leaves_every_table(show: Open) -> None:
    page = show()
    page.locator(".pick summary").click()
    page.locator("input[value='talks-3']").uncheck()
    assert page.locator("#columns th:visible").count() == 4
    assert page.locator("#p-talks-3").is_hidden()
    page.locator("input[value='talks-3']").check()
    assert page.locator("#p-talks-3").is_visible()


def test_filters_and_base_survive_a_reload(show: Open) -> None:
    page = show()
    page.select_option("#f-base", "coop-2")
    page.select_option("#f-issue", "berths")
    page.reload()
    assert page.locator("#f-base").input_value() == "coop-2"
    assert page.locator("#matrix tr[data-row]:visible").count() == 2


def test_rows_fold_and_unfold(show: Open) -> None:
    page = show()
    fold = page.locator("#matrix button.fold").first
    fold.click()
    assert page.locator("#r-r1").is_hidden()
    assert fold.get_attribute("aria-expanded") == "false"
    fold.click()
    assert page.locator("#r-r1").is_visible()


# --- clause against clause


def test_a_pair_turned_around_is_its_mirror(show: Open) -> None:
    page = show()
    assert page.locator("#pair-left").input_value() == "port-1"
    page.select_option("#pair-right", "talks-3")
    box = page.locator("article", has_text="yearly fee").first
    assert "▲ stricter" in box.inner_text()
    assert "100 crowns → 120 crowns" in box.inner_text()
    assert box.locator("ins").inner_text().strip() == "120"
    page.click("#pair-swap")
    box = page.locator("article", has_text="yearly fee").first
    assert "▼ looser" in box.inner_text()
    assert "120 crowns → 100 crowns" in box.inner_text()
    assert box.locator("ins").inner_text().strip() == "100"
    assert box.locator("del").inner_text().strip() == "120"


def test_every_finding_of_every_pair_can_be_drawn(show: Open) -> None:
    page = show()
    for pair in sample()["pairs"]:
        page.select_option("#pair-left", pair["left"])
        page.select_option("#pair-right", pair["right"])
        drawn = page.evaluate("[...document.querySelectorAll('#pair-body [id]')].map((one) => one.id)")
        assert sorted(drawn) == sorted(f"f-{one['fingerprint']}" for one in (*pair["links"], *pair["gaps"]))


def test_a_point_is_followed_through_the_drafts(show: Open) -> None:
    page = show()
    page.select_option("#journey-row", "r4")
    assert "120 crowns" in page.locator("#journey-body").text_content()
    assert "told from port-1" in page.locator("#journey-body").text_content()


# --- deep links


def test_every_finding_clause_line_and_rule_has_an_address(show: Open) -> None:
    report = sample()
    page = show()
    findings = [one for pair in report["pairs"] for one in (*pair["links"], *pair["gaps"])]
    for kind in ("verdicts", "constraints", "deadlocks", "contradictions", "plan_findings"):
        findings += report[kind]
    anchors = [f"f-{one['fingerprint']}" for one in findings]
    anchors += [f"c-{ref.replace('#', '/')}" for ref in report["clauses"]]
    anchors += [f"l-{ref.replace('#', '/')}" for ref in report["lines"]]
    anchors += [f"r-{row['id']}" for row in report["rows"]]
    anchors += [f"k-{name}" for name in report["constraints_in_force"]]
    anchors += [f"p-{plan['id']}" for plan in report["plans"]] + [f"s-{name}" for name in report["sources"]]
    for anchor in anchors:
        page.evaluate("(anchor) => { location.hash = anchor; }", anchor)
        page.wait_for_function("(a) => document.querySelector('#card [data-copy=\"' + a + '\"]')", arg=anchor)
        assert page.locator("#card-title").inner_text().strip()


def test_a_link_opened_afresh_shows_its_finding_and_its_base(show: Open) -> None:
    report = sample()
    link = next(one for pair in report["pairs"] if (pair["left"], pair["right"]) == ("coop-2", "talks-3")
                for one in pair["links"] if one["relation"] == "replaced")  # fmt: skip
    page = show(hash_=f"#f-{link['fingerprint']}?base=talks-3&issue=works")
    assert page.locator("#card").is_visible()
    assert "coop-2#4 → talks-3#dredging" in page.locator("#card-title").inner_text()
    assert page.locator("#f-base").input_value() == "talks-3"
    assert page.locator("#f-issue").input_value() == "works"


def test_a_verdict_shows_what_it_rests_on(show: Open) -> None:
    page = show()
    one = next(one for one in sample()["verdicts"] if one["readings"])
    page.click(f"#f-{one['fingerprint']}")
    text = page.locator("#card").inner_text()
    line = sample()["lines"][one["line"]]
    for wanted in ("strained", one["because"], "The number of boats is bracketed", "55 is over 50.", line["title"],
                   "2030-06-01", "harbour-gazette#7", "Evidence B"):  # fmt: skip
        assert wanted in text


def test_copy_gives_the_text_with_its_citation(show: Open) -> None:
    page = show(permissions=["clipboard-read", "clipboard-write"])
    one = sample()["verdicts"][1]
    page.click(f"#f-{one['fingerprint']}")
    page.locator("#card").get_by_role("button", name="Copy with citation").click()
    page.wait_for_function("() => document.getElementById('said').textContent === 'Copied'")
    copied = page.evaluate("() => navigator.clipboard.readText()")
    assert one["because"] in copied
    assert "No boat leaves the harbour" in copied
    assert ReportSentences(sample()).stamp_sentence() in copied
    assert copied.endswith(f"#f-{one['fingerprint']}")


# --- the keyboard


def test_the_matrix_is_read_by_keyboard(show: Open) -> None:
    page = show()
    page.locator("#grid").focus()
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement.closest('td') === null"):
        page.keyboard.press("Tab")
    first = page.evaluate("document.activeElement.getAttribute('href')")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.getAttribute('href')") != first
    page.keyboard.press("Enter")
    assert page.locator("#card").is_visible()
    assert page.evaluate("document.activeElement.id") == "card"
    href = page.evaluate("location.hash")
    page.keyboard.press("Escape")
    assert page.locator("#card").is_hidden()
    assert page.evaluate("document.activeElement.getAttribute('href')") == href


def test_a_slash_leads_to_the_search(show: Open) -> None:
    page = show()
    page.keyboard.press("/")
    page.keyboard.type("dredg")
    assert page.locator("#matrix tr[data-row]:visible").count() == 1


# --- for everybody


@pytest.mark.node
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_no_barrier_is_found(show: Open, node_modules: Path, scheme: str, viewport: dict[str, int]) -> None:
    page = show(color_scheme=scheme, viewport=viewport)
    one = next(one for one in sample()["verdicts"] if one["readings"])
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    page.evaluate("(anchor) => { location.hash = anchor; }", f"f-{one['fingerprint']}")
    page.wait_for_selector("#card:not([hidden])")
    page.evaluate((node_modules / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate("() => axe.run({ resultTypes: ['violations'] }).then((all) => all.violations)")
    assert not found, json.dumps([[one["id"], one["nodes"][0]["html"][:200]] for one in found], indent=1)


def test_the_theme_can_be_chosen(show: Open) -> None:
    page = show(color_scheme="light")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.click("#theme")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light


@pytest.mark.parametrize("name", ["plain", "hostile", "uk"])
def test_a_phone_need_not_scroll_sideways(show: Open, name: str) -> None:
    page = show(name, viewport=PHONE)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_hostile_text_does_nothing(show: Open) -> None:
    page = show("hostile")
    for anchor in ("c-port-1/1", "c-port-1/6", "l-cooperative/C-1", "p-council-0", "s-quay-letter", "p-port-1"):
        page.evaluate("(anchor) => { location.hash = anchor; }", anchor)
        page.wait_for_function("(a) => document.querySelector('#card [data-copy=\"' + a + '\"]')", arg=anchor)
    page.select_option("#f-base", "coop-2")
    page.select_option("#pair-right", "talks-3")
    assert page.locator("b", has_text="bold").count() == 0
    assert page.locator("a[href^='javascript']").count() == 0
    assert "<script>alert(1)</script>" in page.locator("h1").inner_text()


def test_it_reads_without_a_script(show: Open) -> None:
    page = show(java_script_enabled=False)
    text = page.locator("main").text_content()
    for wanted in ("What matters most", "No ban on leaving at night", "✗ breached", "≠ opposed", "Limits"):
        assert wanted in text
    assert page.locator("#filters").is_hidden()
    assert page.locator("#matrix td a.relation").first.is_visible()


def test_paper_shows_the_tables_and_no_controls(show: Open) -> None:
    page = show()
    page.emulate_media(media="print")
    assert page.locator("#filters").is_hidden()
    assert page.locator("#r-r1").is_visible()
    assert len(page.pdf()) > 10_000


def test_everything_unfolds_for_paper(show: Open) -> None:
    page = show(hash_="#?open=all")
    assert page.evaluate("[...document.querySelectorAll('main details:not(#filters *)')].every((one) => one.open)")
