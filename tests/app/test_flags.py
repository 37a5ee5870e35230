"""--issue, --party, --sections and --full mean the same in every command and format, and narrow everything."""

from __future__ import annotations

import csv
import io
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.app.command import HARBOUR, ROOT, here
from tests.report.office_files import file_text

ISSUE, PARTY = "staffing", "union"
FLAGS = {
    "plain": (),
    "issue": ("--issue", ISSUE),
    "party": ("--party", PARTY),
    "law": ("--sections", "law"),
    "lines": ("--sections", "lines"),
    "full": ("--full",),
}
FORMATS = ("table", "md", "text", "html", "json", "csv", "xlsx", "docx")
SIDES = ("council-draft", "union-counter")
COMMANDS = {
    "compare": ((), FORMATS, tuple(FLAGS)),
    "diff": (SIDES, FORMATS, tuple(FLAGS)),
    "redlines": ((), ("table", "md", "json"), ("plain", "issue", "party", "lines", "full")),
    "brief": ((), ("text", "md", "html", "json"), tuple(FLAGS)),
}
CASES = [(command, form) for command, (_, forms, _) in COMMANDS.items() for form in forms]
MIN_TELLING_CHARS = 25
"""Letters from which a text of the record is surely meant where it is found."""


@cache
def report() -> dict[str, Any]:
    value: dict[str, Any] = here("compare", "--format", "json", cwd=HARBOUR).json
    return value


@cache
def output(command: str, form: str, flag: str) -> bytes:
    subjects, _, _ = COMMANDS[command]
    done = here(command, *subjects, "--format", form, *FLAGS[flag], cwd=HARBOUR)
    assert (done.code, done.errors) == (0, ""), done.errors
    return done.output


def shown(command: str, form: str, flag: str) -> str:
    """The words that a reader of the output sees, on one line."""
    content = output(command, form, flag)
    text = file_text(content, form)
    if form == "html":
        text = re.sub(r"<(style|script).*?</\1>|<[^>]+>", " ", text, flags=re.DOTALL)
    return " ".join(re.sub(r"\\u[0-9a-f]{4}|[\[\]{}+\\*`-]", "", text).split())


def plain(text: str) -> str:
    return " ".join(re.sub(r"[\[\]{}+\\*`-]", "", text).split())


def clause_texts(*, under_issue: bool) -> set[str]:
    """The texts of clauses under the issue; or those of the others, as far as they tell them apart."""
    clauses = report()["clauses"].values()
    inside = {plain(clause["text"]) for clause in clauses if clause["issue"].partition(".")[0] == ISSUE}
    if under_issue:
        return inside
    outside = {plain(clause["text"]) for clause in clauses} - inside
    return {text for text in outside if len(text) >= MIN_TELLING_CHARS and not any(text in item for item in inside)}


def line_titles(party: str | None = None, other_than: str = "") -> set[str]:
    """Titles of lines of a party, or of all others that exclude no line of it."""
    lines = report()["lines"]
    tied = {ref for deadlock in report()["deadlocks"] for ref in (deadlock["a"], deadlock["b"])}
    return {
        plain(line["title"])
        for ref, line in lines.items()
        if (line["party"] == party if party else line["party"] != other_than and ref not in tied)
        if len(line["title"]) >= MIN_TELLING_CHARS // 2
    }


def rule_titles() -> set[str]:
    return {plain(rule["title"]) for rule in report()["constraints_in_force"].values()}


def find_texts(texts: set[str], where: str) -> list[str]:
    return sorted(text for text in texts if text in where)


@pytest.mark.parametrize(("command", "form"), CASES)
def test_an_issue_leaves_out_the_clauses_of_every_other(command: str, form: str) -> None:
    text = shown(command, form, "issue")
    if command != "compare" or form not in ("html", "json"):  # they hold each clause that a finding names beside
        assert find_texts(clause_texts(under_issue=False), text) == []
    if form not in ("csv", "json"):
        assert "Staffing" in text, "it says to what it was narrowed"


@pytest.mark.parametrize(("command", "form"), CASES)
def test_a_party_leaves_out_the_lines_of_every_other(command: str, form: str) -> None:
    text = shown(command, form, "party")
    assert find_texts(line_titles(other_than=PARTY), text) == []
    if form != "csv":
        assert find_texts(line_titles(PARTY), shown(command, form, "plain")) == [] or find_texts(
            line_titles(PARTY), text
        )


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("command", ["compare", "diff"])
def test_a_part_of_a_report_is_shown_alone(command: str, form: str) -> None:
    law, lines = shown(command, form, "law"), shown(command, form, "lines")
    if form != "json":  # which holds the record that its findings speak of
        assert find_texts(line_titles(PARTY), law) == []
        assert find_texts(rule_titles(), lines) == []
        if (command, form) != ("compare", "csv"):  # it holds the table alone
            assert find_texts(rule_titles(), law)
            assert find_texts(line_titles(PARTY), lines)
    assert len(law) < len(shown(command, form, "full"))


@pytest.mark.parametrize("form", COMMANDS["brief"][1])
def test_a_part_of_the_brief_is_shown_alone(form: str) -> None:
    law, lines, full = (shown("brief", form, flag) for flag in ("law", "lines", "full"))
    assert "What the law asks first" in law
    assert "Whose red lines are crossed" in lines
    assert "What the law asks first" not in lines
    assert "Whose red lines are crossed" not in law
    assert max(len(law), len(lines)) < len(full)


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("brief", "--sections", "figures"), "'figures' (one of: brief, changes, lines, open, law, reading)"),
        (("redlines", "--sections", "law"), "'law' (one of: lines)"),
        (("diff", *SIDES, "--sections", "figures"), "no part named figures (its parts: changes, table, lines, law"),
        (("matrix", SIDES[0], "--sections", "law"), "unrecognized arguments: --sections"),
    ],
)
def test_a_part_that_an_output_does_not_have_is_refused_and_never_shown_as_empty(
    words: tuple[str, ...], named: str
) -> None:
    done = here(*words, cwd=HARBOUR)
    assert (done.code, done.text) == (2, "")
    assert named in done.errors


@pytest.mark.parametrize(("command", "form"), CASES)
def test_full_shows_no_less(command: str, form: str) -> None:
    assert len(shown(command, form, "full")) >= len(shown(command, form, "plain"))


@pytest.mark.parametrize(("command", "form"), [case for case in CASES if case[1] not in ("csv", "json")])
def test_a_title_names_the_plans_that_are_compared(command: str, form: str) -> None:
    names = {plan["id"]: plan["name"] or plan["title"] for plan in report()["plans"]}
    expected = SIDES if command == "diff" else report()["focus"]
    head = shown(command, form, "plain")[:2_000]
    if (command, form) == ("compare", "table"):  # the screen has them above its columns, a line a word
        expected = []
    for plan_id in expected:
        assert plain(names[plan_id]) in head or plain(plan_id) in head, plan_id


def test_the_json_of_a_part_keeps_its_shape_and_empties_the_other_lists(tmp_path: Path) -> None:
    whole, law = report(), here("compare", "--format", "json", "--sections", "law", cwd=HARBOUR).json
    assert law.keys() == whole.keys()
    assert law["constraints"] == whole["constraints"]
    assert law["verdicts"] == law["pairs"] == law["rows"] == []
    change = here("diff", *SIDES, "--format", "json", "--sections", "law", cwd=HARBOUR).json["change"]
    assert change["law"]
    assert change["clauses"] == change["verdicts"] == []


# --- the tools towards agreement

TOOLS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "matrix": (("council-draft",), ("text", "md", "csv", "xlsx", "docx", "svg")),
    "completeness": (SIDES, ("text", "md", "csv", "xlsx", "docx")),
    "draft": (SIDES, ("text", "md", "docx", "yaml")),
    "brackets": (SIDES, ("text", "md", "csv", "xlsx", "docx", "svg")),
    "lineage": (SIDES, ("text", "md", "csv", "xlsx", "docx")),
    "bridges": ((), ("text", "md", "csv", "xlsx", "docx")),
    "positions": ((), ("text", "md", "csv", "xlsx", "docx")),
}
TOOL_CASES = [(command, form) for command, (_, forms) in TOOLS.items() for form in forms]
UNTITLED = ("csv", "yaml", "xlsx")
"""Formats that have no title: data for other programs, and a sheet whose name is too short for one."""


@cache
def tool_output(command: str, form: str, *flags: str) -> bytes:
    done = here(command, *TOOLS[command][0], "--format", form, *flags, cwd=HARBOUR)
    assert (done.code, done.errors) == (0, ""), done.errors
    return done.output


def tool_text(command: str, form: str, *flags: str) -> str:
    content = tool_output(command, form, *flags)
    text = file_text(content, form)
    return plain(re.sub(r"<[^>]+>|\\", " ", text) if form in ("svg", "md") else text)


def concerned_clauses(party: str) -> set[str]:
    """What --party keeps, by its words in the manual: clauses that bind or benefit it, or decide on a line of it."""
    value = report()
    verdicts = [entry for entry in (*value["verdicts"], *value["later"]) if entry["party"] == party]
    refs = {f"{entry['plan']}#{clause}" for entry in verdicts for clause in entry["clauses"]}
    for entry in value["ledger"]:
        if entry["actor"] == party:
            groups = ("duties", "prohibitions", "permissions", "benefits")
            refs |= {f"{entry['plan']}#{clause}" for group in groups for clause in entry[group]}
    return refs


def csv_column(command: str, column: int, *flags: str) -> list[str]:
    rows = list(csv.reader(io.StringIO(tool_output(command, "csv", *flags).decode())))
    return [row[column] for row in rows[1:]]


@pytest.mark.parametrize(("command", "form"), TOOL_CASES)
def test_a_tool_under_an_issue_has_no_clause_of_another_and_says_so(command: str, form: str) -> None:
    text = tool_text(command, form, "--issue", ISSUE)
    assert find_texts(clause_texts(under_issue=False), text) == []
    if (command, form) != ("brackets", "svg"):  # which counts, and has the same words for fewer
        assert len(text) < len(tool_text(command, form))
    if form not in UNTITLED:
        assert "Staffing" in text


@pytest.mark.parametrize(("command", "form"), TOOL_CASES)
def test_a_tool_for_a_party_says_so_and_shows_less(command: str, form: str) -> None:
    text = tool_text(command, form, "--party", PARTY)
    if (command, form) != ("brackets", "svg"):
        assert len(text) < len(tool_text(command, form))
    if form not in UNTITLED:
        assert report()["words"][PARTY].replace("'", "&#x27;" if form == "svg" else "'") in text


@pytest.mark.parametrize("command", ["matrix", "completeness"])
def test_duties_for_a_party_are_those_that_concern_it(command: str) -> None:
    column = -1 if command == "matrix" else 1
    prefix = "council-draft#" if command == "matrix" else ""
    every, kept = (
        [prefix + name for name in csv_column(command, column, *flags)] for flags in ((), ("--party", PARTY))
    )
    assert 0 < len(kept) < len(every)
    assert kept == [ref for ref in every if ref in concerned_clauses(PARTY)]


@pytest.mark.parametrize("command", ["brackets", "lineage"])
def test_questions_for_a_party_are_those_with_a_clause_that_concerns_it(command: str) -> None:
    refs = concerned_clauses(PARTY)
    labels = {
        row["label"]
        for row in report()["rows"]
        if any(f"{plan}#{clause}" in refs for plan, ids in row["cells"].items() if plan in SIDES for clause in ids)
    }
    kept = set(csv_column(command, 0, "--party", PARTY)) - {""}
    assert kept <= labels
    assert kept == (set(csv_column(command, 0)) - {""}) & labels


@pytest.mark.parametrize("command", TOOLS)
def test_an_issue_or_a_party_that_is_not_known_is_refused_by_every_tool(command: str) -> None:
    for flags, named in (("--issue", "stafing"), "staffing"), (("--party", "unoin"), "union"):
        done = here(command, *TOOLS[command][0], *flags, cwd=HARBOUR)
        assert (done.code, done.text) == (2, "")
        assert f"did you mean '{named}'" in done.errors or named in done.errors


def test_the_family_of_texts_is_not_narrowed() -> None:
    done = here("lineage", *SIDES, "--tree", "--issue", ISSUE, cwd=HARBOUR)
    assert (done.code, done.text) == (2, "")
    assert "leave out --issue and --party" in done.errors


def test_a_checklist_keeps_the_matters_of_an_issue_also_where_nobody_has_them() -> None:
    flags = ("completeness", "us-28", "--checklist", "ceasefire", "--format", "csv")
    every, kept = (here(*flags, *more, cwd=ROOT).text for more in ((), ("--issue", "ceasefire")))
    assert "Who watches?" in kept
    assert "absent" in kept
    assert 1 < kept.count("\n") < every.count("\n")


def test_a_figure_of_a_red_line_that_is_left_out_is_not_taken_for_a_text() -> None:
    bonus = "bonus on the wage (pay Night bonus): "
    for other in ((), ("--party", "shipping-line")):
        text = " ".join(here("compare", "--full", "--format", "text", *other, cwd=HARBOUR).text.split())
        assert "The texts say 20 per cent." in text.partition(bonus)[2][:300], other
