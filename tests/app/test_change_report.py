"""The report of change on the record: one edited figure in a copy under git, read as a reviewer would."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from comparer.app import disk
from tests.app.command import ROOT, here
from tests.app.test_diff import edit, git

PLAN = "plans/drafts/us-28.yaml"
SIDES = (f"{PLAN}@HEAD", PLAN)
FINGERPRINT = re.compile(r"\b(?=[0-9a-f]*[a-f])(?=[0-9a-f]*[0-9])([0-9a-f]{12}|[0-9a-f]{64})\b")
MACHINE_PROSE = ("unnamed must", "let pass", "≤ 0 days", "hold elections Elections")
needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")

pytestmark = needs_git


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the record under git, in which the ceiling of one draft is 700,000 instead of 600,000."""
    folder = tmp_path_factory.mktemp("record")
    for name, content in disk.read_workspace(ROOT).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "First")
    edit(folder / PLAN, "number no more than 600,000", "number no more than 700,000")
    edit(folder / PLAN, "short: At most 600,000", "short: At most 700,000")
    edit(folder / PLAN, "personnel: {max: 600000", "personnel: {max: 700000")
    return folder


@pytest.fixture
def unedited_record(record: Path, tmp_path: Path) -> Path:
    """A copy of the copy in which the draft is as it was committed."""
    folder = tmp_path / "record"
    shutil.copytree(record, folder)
    git(folder, "checkout", "-q", "--", PLAN)
    return folder


@pytest.fixture(scope="module")
def text(record: Path) -> str:
    done = here("diff", *SIDES, cwd=record)
    assert (done.code, done.errors) == (0, "")
    return done.text


@pytest.fixture(scope="module")
def comment(record: Path) -> str:
    return here("diff", *SIDES, "--format", "markdown", cwd=record).text


@pytest.fixture(scope="module")
def page(record: Path) -> str:
    return here("diff", *SIDES, "--format", "html", cwd=record).text


def test_one_edited_figure_fits_on_a_screen_and_comes_first(text: str) -> None:
    lines = text.splitlines()
    assert len(lines) <= 25
    assert all(len(line) <= 80 for line in lines)
    head = "\n".join(lines[:5])
    assert "us-28#6" in head
    assert "[-600,000-] {+700,000+}" in head
    assert f"{PLAN}:" in head


def test_no_word_of_an_unchanged_clause_is_in_it(text: str) -> None:
    plan_refs = set(re.findall(r"us-28#[\w-]+", text))
    assert plan_refs == {"us-28#6"}
    for other in ("amnesty acts", "Zaporizhzhia", "elections"):
        assert other not in text


def test_it_says_what_the_edit_does_elsewhere(text: str) -> None:
    assert "eu-counter: looser, +200,000 → +100,000" in text
    assert "no verdict changed" in text
    assert re.search(r"✗ breached · Ukraine: No ceiling on its forces", text)


def test_the_two_guards_speak(text: str) -> None:
    gate = text[text.index("Check before merging") :]
    assert "'personnel' is 700000, and the cited paragraphs" in " ".join(gate.split())
    assert re.search(rf"{PLAN}:\d+", gate)
    assert re.search(r"us-28 on ukraine#UA-2", " ".join(gate.split()))
    assert re.search(r"plans/accepted\.yaml:\d+, \d+", gate)


def test_check_fails_on_the_same_and_names_file_and_line(record: Path) -> None:
    done = here("check", cwd=record)
    assert done.code == 1
    stale = [line for line in done.text.splitlines() if "[ref-accepted-stale]" in line]
    assert len(stale) == 2
    for line in stale:
        assert re.match(r"plans/accepted\.yaml:\d+:\d+: error", line)
        assert re.search(rf"us-28#6 personnel was max 600000, is max 700000 at {PLAN}:\d+", line)
    validated = here("validate", cwd=record).text
    assert re.search(rf"{PLAN}:\d+:\d+: warning\[source-figure\]", validated)


def test_a_pull_request_comment_is_short_and_has_the_table_first(comment: str) -> None:
    assert comment.count("\n") <= 60
    assert len(comment.encode()) <= 6_000
    assert comment.startswith("### comparer · 1 clause changed, 0 verdicts changed\n\n| Clause | Before |")
    row = next(line for line in comment.splitlines() if line.startswith("| `us-28#6`"))
    assert "**600,000**" in row
    assert "**700,000**" in row
    assert "looser for Ukraine" in row
    assert comment.count("⚠️") == 2
    assert "<details>" in comment
    assert f"comparer diff {PLAN}@HEAD {PLAN}" in comment


def test_the_comment_on_a_clause_that_much_hangs_on_keeps_to_its_limits(unedited_record: Path) -> None:
    """Several lines and every other draft answer to this clause, and its new text is long."""
    edit(
        unedited_record / PLAN,
        "Crimea, Luhansk and Donetsk are recognised as de facto Russian, by the United States too.",
        "Crimea, Luhansk and Donetsk are recognised as Russian by all who sign"
        + ", whatever was said before" * 250
        + ".",
    )
    land = "object: [territory.crimea, territory.luhansk, territory.donetsk], as: russia}\n        terms: {manner: de-"
    edit(unedited_record / PLAN, f"{land}facto}}", f"{land}jure}}")
    comment = here("diff", *SIDES, "--format", "markdown", cwd=unedited_record).text
    assert "us-28#21a" in comment
    assert comment.count("\n") <= 60
    assert len(comment.encode()) <= 6_000


@pytest.mark.parametrize("form", ["text", "comment", "page"])
def test_no_fingerprint_and_no_machine_prose_is_in_sight(form: str, request: pytest.FixtureRequest) -> None:
    shown = re.sub(r"<style>.*?</style>|<[^>]+>", " ", request.getfixturevalue(form), flags=re.S)
    assert not FINGERPRINT.search(shown)
    assert not [phrase for phrase in MACHINE_PROSE if phrase in shown]


def test_the_page_of_a_change_is_one_screen(page: str) -> None:
    assert len(page.encode()) < 20_000
    assert page.index("700,000") < page.index("Red line")
    assert "<script" not in page


def test_two_reports_say_the_same_as_two_versions(record: Path, tmp_path: Path, text: str) -> None:
    after = tmp_path / "after.json"
    after.write_bytes(here("compare", "--format", "json", cwd=record).output)
    before = tmp_path / "before.json"
    before.write_bytes(here("compare", "--format", "json", cwd=ROOT).output)
    value = here("diff", "--reports", str(before), str(after), "--format", "json").json["change"]
    versions = here("diff", *SIDES, "--format", "json", cwd=record).json["change"]
    assert [change["after"] for change in value["clauses"]] == [["us-28#6"]]
    for key in ("relations", "verdicts", "law"):
        assert value[key] == versions[key]
    assert [entry["fingerprint"] for entry in value["gate"]["stale"]] == [
        entry["fingerprint"] for entry in versions["gate"]["stale"]
    ]
    lines = here("diff", "--reports", str(before), str(after)).text.splitlines()
    assert len(lines) <= 25
    assert "[-600,000-] {+700,000+}" in "\n".join(lines[:5])


def test_an_edit_that_turns_a_clause_around_tells_the_verdicts_that_change(unedited_record: Path) -> None:
    edit(
        unedited_record / PLAN,
        "norm: {bearer: ukraine, modality: must, act: limit, object: armed-forces.ukraine}\n"
        "    terms: {personnel: {max: 600000, unit: person}}",
        "norm: {bearer: ukraine, modality: may, act: maintain, object: armed-forces.ukraine}",
    )
    text = here("diff", *SIDES, cwd=unedited_record).text
    part = " ".join(text[text.index("Verdicts on red lines that changed") :].split())
    assert re.search(r"Ukraine: No ceiling on its forces \(absolute\): ✗ breached → (✓ upheld|– clear)", part)
    assert "us-28 on ukraine#UA-2" in part, "what was accepted is no longer there"
    assert here("check", cwd=unedited_record).code == 1


def test_a_clause_under_a_new_number_is_one_change(unedited_record: Path) -> None:
    edit(unedited_record / PLAN, "- id: 4-2\n", "- id: 4-9\n")
    for path in unedited_record.rglob("*.yaml"):
        content = path.read_bytes()
        if b"us-28#4-2" in content:
            path.write_bytes(content.replace(b"us-28#4-2", b"us-28#4-9"))
    value = here("diff", *SIDES, "--format", "json", cwd=unedited_record).json["change"]
    assert {(change["kind"], *change["before"], *change["after"]) for change in value["clauses"]} == {
        ("renumbered", "us-28#4-2", "us-28#4-9")
    }
