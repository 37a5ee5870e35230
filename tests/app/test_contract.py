"""What other programs rely on: exit codes, the two outputs, formats, keys, and how plans and dates are chosen."""

from __future__ import annotations

import importlib
import json
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from comparer import __version__
from comparer.app.cli import main
from comparer.model.relation import VerdictKind
from comparer.report.render import REPORT_FORMATS
from tests.app.command import HARBOUR, ROOT, Result, environment, harbour, here, pact, process, put
from tests.factories.pact import LINES

WORKSPACES = [ROOT, HARBOUR]
BOTH = pytest.mark.parametrize("folder", WORKSPACES, ids=["record", "harbour"])
PAIRS = {ROOT: ("us-28", "eu-counter"), HARBOUR: ("council-draft", "union-counter")}
CLAUSES = {ROOT: "us-28#6", HARBOUR: "council-draft#8"}
OFFICE_OR_BYTES = {"xlsx": b"PK", "docx": b"PK", "html": b"<!doctype html>"}


def plans(folder: Path) -> list[str]:
    return [item["id"] for item in here("plans", "--format", "json", cwd=folder).json]


def test_beyond_twenty_plans_the_pairs_with_the_base_are_compared_and_that_is_said(tmp_path: Path) -> None:
    for number in range(21):
        text = f"plan: p{number:02}\ntitle: Draft {number}\nprovisions: [{{id: '1', text: The gate shall open.}}]\n"
        put(tmp_path / f"plans/drafts/p{number:02}.yaml", text)
    done = here("compare", "--format", "json", cwd=tmp_path)
    assert [(pair["left"], pair["right"]) for pair in done.json["pairs"]] == [("p00", f"p{n:02}") for n in range(1, 21)]
    note = "comparer: note: so many plans are compared with the base alone; --pairs all compares them all"
    assert done.lines == [note]
    consecutive = here("compare", "--format", "json", "--pairs", "consecutive", cwd=tmp_path)
    assert len(consecutive.json["pairs"]) == 20
    assert consecutive.lines == []
    assert len(here("compare", "--format", "json", "--pairs", "all", cwd=tmp_path).json["pairs"]) == 210


@BOTH
def test_every_reading_command_ends_well_and_answers_on_standard_output(folder: Path) -> None:
    left, right = PAIRS[folder]
    for words in (
        ["validate"],
        ["validate", "--format", "json"],
        ["validate", "--format", "sarif"],
        ["validate", "--format", "github"],
        ["compare", left, right],
        ["diff", left, right],
        ["align", left, right],
        ["redlines", left, right],
        ["redlines", left, right, "--format", "md"],
        ["explain", CLAUSES[folder]],
        ["plans"],
        ["rules"],
        ["schema"],
        ["schema", "plan"],
    ):
        done = here(*words, cwd=folder)
        assert done.code == 0, (words, done.errors)
        assert done.output, words
        assert b"\x1b" not in done.output, words
        if words != ["validate"]:
            assert not done.lines, (words, done.lines)


@BOTH
@pytest.mark.parametrize("name", REPORT_FORMATS)
def test_compare_in_every_format(folder: Path, name: str) -> None:
    done = here("compare", *PAIRS[folder], "--format", name, cwd=folder)
    assert (done.code, done.errors) == (0, "")
    assert done.output.lower().startswith(OFFICE_OR_BYTES.get(name, b"").lower())


@BOTH
def test_the_report_is_valid_and_holds_every_pair_earlier_first(folder: Path) -> None:
    report = here("compare", "--format", "json", cwd=folder).json
    schema = json.loads((ROOT / "schema" / "report.schema.json").read_text(encoding="utf-8"))
    assert [error.message for error in Draft202012Validator(schema).iter_errors(report)] == []
    names = [plan["id"] for plan in report["plans"]]
    dated = [(plan["issued"], plan["id"]) for plan in report["plans"]]
    assert dated == sorted(dated)
    wanted = [(left, right) for i, left in enumerate(names) for right in names[i + 1 :]]
    assert [(pair["left"], pair["right"]) for pair in report["pairs"]] == wanted


@BOTH
def test_align_has_the_keys_of_the_contract(folder: Path) -> None:
    left, right = PAIRS[folder]
    value = here("align", left, right, "--format", "json", cwd=folder).json
    assert list(value) == ["left", "right", "links", "possible", "ambiguous", "unmatched"]
    assert (value["left"], value["right"]) == (left, right)
    assert list(value["unmatched"]) == ["left", "right"]
    assert value["links"]
    for link in value["links"]:
        assert {"left", "right", "score", "matched_by"} <= set(link)
        if link["matched_by"] in ("norm", "pinned"):
            assert link["score"] is None
    linked = {clause for link in value["links"] for clause in link["left"]}
    every = {clause["id"] for clause in here("compare", left, "--format", "json", cwd=folder).json["clauses"].values()}
    assert linked | set(value["unmatched"]["left"]) == every
    assert not linked & set(value["unmatched"]["left"])


@BOTH
def test_diff_is_one_element_of_the_pairs_and_what_became_of_verdicts(folder: Path) -> None:
    left, right = PAIRS[folder]
    value = here("diff", left, right, "--format", "json", cwd=folder).json
    pair = here("compare", left, right, "--format", "json", cwd=folder).json["pairs"][0]
    assert {key: value[key] for key in ("left", "right", "gaps")} == {
        key: pair[key] for key in ("left", "right", "gaps")
    }
    assert [link["fingerprint"] for link in value["links"]] == [link["fingerprint"] for link in pair["links"]]
    assert list(value["verdicts"]) == ["new", "gone", "changed"]
    for item in value["verdicts"]["changed"]:
        assert item["before"]["verdict"] != item["after"]["verdict"]


def test_diff_keeps_the_sides_as_asked() -> None:
    value = here("diff", "union-counter", "council-draft", "--format", "json").json
    assert (value["left"], value["right"]) == ("union-counter", "council-draft")
    forward = here("diff", "council-draft", "union-counter", "--format", "json").json
    lines = {item["before"]["line"] for item in forward["verdicts"]["changed"]}
    assert lines
    assert {item["before"]["line"] for item in value["verdicts"]["changed"]} == lines


# --- where and what ---------------------------------------------------------------------------------------------------


def test_the_workspace_may_be_named_before_and_after_the_command(tmp_path: Path) -> None:
    inside = here("plans", "--format", "json", cwd=HARBOUR / "plans" / "drafts")
    before = here("--workspace", str(HARBOUR), "plans", "--format", "json", cwd=tmp_path)
    after = here("plans", "--format", "json", "--workspace", str(HARBOUR), cwd=tmp_path)
    assert inside == before == after


def test_plans_are_chosen_by_id_and_by_file(tmp_path: Path) -> None:
    by_id = here("compare", "union-counter", "council-draft", "--format", "json")
    by_file = here("compare", "plans/drafts/council-draft.yaml", "plans/drafts/union-counter.yaml", "--format", "json")
    elsewhere = here(
        "compare", "--workspace", str(HARBOUR), "council-draft", "--format", "json",
        str(HARBOUR / "plans/drafts/union-counter.yaml"), cwd=tmp_path,
    )  # fmt: skip
    assert by_id.output == by_file.output == elsewhere.output
    assert [plan["id"] for plan in by_id.json["plans"]] == ["council-draft", "union-counter"]


def test_a_plan_outside_the_workspace_is_read_with_its_words(tmp_path: Path) -> None:
    text = (HARBOUR / "plans/drafts/council-draft.yaml").read_text(encoding="utf-8")
    outside = put(tmp_path / "accepted.yaml", text.replace("plan: council-draft", "plan: trial").replace("900", "950"))
    value = here("diff", "council-draft", str(outside), "--format", "json").json
    changed = [link for link in value["links"] if link["changes"]]
    assert [(link["left"], link["relation"]) for link in changed] == [(["8"], "looser")]
    assert len(value["links"]) == 23
    assert not value["gaps"]


def test_faults_of_a_plan_outside_are_told_where_it_lies(tmp_path: Path) -> None:
    outside = put(
        tmp_path / "trial.yaml", "plan: trial\ntitle: Trial\nprovisions:\n  - id: '1'\n    text: A.\n    isue: x\n"
    )
    done = here("compare", "council-draft", str(outside))
    assert done.code == 2
    message = "'isue' is not a field of item 1 of 'provisions' (did you mean 'issue'?)"
    assert done.lines == [f"{outside}:6:5: error[schema-unknown-key]: {message}"]


def test_issue_keeps_what_lies_under_it() -> None:
    value = here("compare", "--issue", "staffing", "--format", "json").json
    assert value["rows"]
    assert {row["issue"].split(".")[0] for row in value["rows"]} == {"staffing"}
    whole = here("compare", "--format", "json").json
    kept = {verdict["fingerprint"] for verdict in value["verdicts"]}
    assert 0 < len(kept) < len(whole["verdicts"])
    assert kept < {verdict["fingerprint"] for verdict in whole["verdicts"]}


def test_base_is_shown_and_added_to_the_chosen() -> None:
    value = here("compare", "council-draft", "--base", "union-counter", "--format", "json").json
    assert value["base"] == "union-counter"
    assert [plan["id"] for plan in value["plans"]] == ["council-draft", "union-counter"]


def test_as_of_moves_the_lines() -> None:
    def verdicts(*more: str) -> dict[str, str]:
        result = here("redlines", "joint-revision", "--format", "json", *more).json["verdicts"]
        return {item["line"]: item["strength"] for item in result}

    assert verdicts()["union#UN-4"] == "conditional"
    assert verdicts("--as-of", "2024-04-01")["union#UN-4"] == "absolute"
    assert here("compare", "--as-of", "2024-04", "--format", "json").json["as_of"] == "2024-04"


@pytest.mark.parametrize(
    ("as_of", "strength"),
    [
        ("2030-12-31", "preference"),
        ("2031-01-09", "preference"),
        ("2031-01-10", "absolute"),
        ("2031-01", "absolute"),
        ("2031", "absolute"),
        ("2029", "preference"),  # not yet stated
    ],
)
def test_a_line_is_headed_by_the_strength_that_its_verdicts_have(tmp_path: Path, as_of: str, strength: str) -> None:
    versions = [("2030-01-01", "preference"), ("2031-01-10", "absolute")]
    norm = "norms: [{norm: {bearer: south, modality: may, act: run, object: budget}}]"
    lines = "".join(f'      - {{from: "{start}", strength: {name}, {norm}}}\n' for start, name in versions)
    pact(tmp_path)
    put(tmp_path / LINES, f"party: south\nlines:\n  - id: S-1\n    title: No ceiling\n    versions:\n{lines}")
    value = here("compare", "--as-of", as_of, "--format", "json", cwd=tmp_path).json
    assert value["lines"]["south#S-1"]["strength"] == strength
    verdicts = (*value["verdicts"], *value["later"])
    assert {verdict["strength"] for verdict in verdicts if verdict["line"] == "south#S-1"} == {strength}


def test_redlines_of_one_party() -> None:
    value = here("redlines", "--party", "union", "--format", "json").json
    assert {verdict["party"] for verdict in value["verdicts"]} == {"union"}
    assert all(ref.startswith("union#") for ref in value["lines"])
    table = here("redlines", "council-draft", "--party", "union").text
    assert "union#UN-1" in table
    assert "shipping-line#" not in table


def test_a_title_of_a_line_does_not_break_the_table_of_red_lines(tmp_path: Path) -> None:
    folder = harbour(tmp_path)
    lines = folder / "plans/redlines/union.yaml"
    text = lines.read_text(encoding="utf-8")
    assert "title: No automatic cranes" in text
    title = 'title: "No <b>cranes</b>\\nat | all, *never*"'
    lines.write_text(text.replace("title: No automatic cranes", title), encoding="utf-8")
    wanted = {
        "md": "| No &lt;b&gt;cranes&lt;/b&gt; at \\| all, \\*never\\* (absolute) · `union#UN-1` |",
        "table": "No <b>cranes</b> at | all, *never* (absolute) · union#UN-1",
    }
    for form, row in wanted.items():
        shown = here("redlines", "council-draft", "--format", form, cwd=folder).text
        assert sum(line.startswith(row) for line in shown.splitlines()) == 1, shown


def test_red_lines_name_every_plan_and_say_why_at_any_width() -> None:
    text = here("redlines").text
    assert all(len(line) <= 80 for line in text.splitlines())
    words = " ".join(text.split())
    value = here("compare", "--format", "json").json
    for plan in value["plans"]:
        assert (plan["name"] or plan["title"]) in words
    title = "No automatic cranes (absolute) · union#UN-1"
    cranes = words[words.index(title) :]
    assert re.search(rf"^{re.escape(title)} ✗ breached · [A-Z][a-z ]+ \(cranes\)\. ", cranes)
    assert "The shipping line may install automatic cranes." in cranes[:200]


def test_red_lines_stand_by_party_and_the_worst_first() -> None:
    value = here("redlines", "council-draft", "--format", "json").json["verdicts"]
    parties = [item["party"] for item in value]
    assert parties == sorted(parties, key=list(dict.fromkeys(parties)).index), "a party's lines stand together"
    order = [kind.value for kind in VerdictKind]
    for party in set(parties):
        for later in (False, True):
            own = [item for item in value if item["party"] == party and item["stated_later"] is later]
            ranks = [order.index(item["verdict"]) for item in own]
            assert ranks == sorted(ranks)


def test_one_party_has_its_own_count() -> None:
    whole, own = here("redlines").text, here("redlines", "--party", "union").text
    lines = here("redlines", "--party", "union", "--format", "json").json["lines"]
    countable = [line for line in lines.values() if not line["no_line"]]
    judged = sum(not line["not_judged"] for line in countable)
    assert f"{judged} of {len(countable)} red lines judged" in own
    assert f"{judged} of {len(countable)} red lines judged" not in whole


@pytest.mark.parametrize("width", ["wide", "-1", "0", "²", "9" * 5_000])
def test_a_width_that_is_none_is_passed_over(width: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    usual = here("redlines")
    monkeypatch.setenv("COLUMNS", width)
    assert here("redlines") == usual


# --- explain ----------------------------------------------------------------------------------------------------------


def explained(*words: str) -> Result:
    done = here("explain", *words)
    assert (done.code, done.errors) == (0, "")
    return done


def test_explain_a_clause_from_source_to_verdict() -> None:
    text = explained("council-draft#8").text
    headings = [line for line in text.splitlines() if line and not line.startswith(" ")]
    assert headings[1:] == ["Red lines", "In other plans", "Sources", "In the record", "More:"]
    for wanted in (
        "plans/drafts/council-draft.yaml:88",
        "[council-gazette]",
        "https://harbour.example.org/gazette/first-draft",
        "redline-breached",
        "SL-1)",
    ):
        assert wanted in text
    ids = re.compile(r"\b[a-z]+(?:-[a-z]+)*#|\[?(?:redline|change|gap)-[a-z]+")
    message = text[: text.index("In the record")]
    assert not ids.search(re.sub(r"\[[^ ]+\]$", "", message, flags=re.MULTILINE)), "ids stand at the end"


def next_commands(text: str) -> list[list[str]]:
    """The commands that an explanation ends with, without the name of the program."""
    lines = re.split(r"\n(?:More|Далі):\n", text)[1].splitlines()
    assert all(line.startswith("  comparer ") for line in lines)
    return [shlex.split(line)[1:] for line in lines]


def test_an_explanation_ends_with_what_to_ask_next(tmp_path: Path) -> None:
    options = ["--workspace", str(HARBOUR), "--as-of", "2024-04", "--lang", "uk"]
    commands = next_commands(here("explain", "council-draft#8", *options, cwd=tmp_path).text)
    assert [words[0] for words in commands] == ["explain", "explain", "rules"]
    for words in commands:
        assert "council-draft#8" not in words or words[3:] == options
        done = here(*words, cwd=tmp_path)
        assert (done.code, done.errors) == (0, "")
    asked = ["union#UN-4", *options]
    value = here("explain", *asked, "--format", "json", cwd=tmp_path).json
    assert shlex.split(value["command"]) == ["comparer", "explain", *asked]


def all_findings(report: dict[str, Any]) -> list[dict[str, Any]]:
    on_pairs = [finding for pair in report["pairs"] for finding in (*pair["links"], *pair["gaps"])]
    lists = ("verdicts", "later", "constraints", "deadlocks", "contradictions", "plan_findings")
    return [*on_pairs, *(finding for name in lists for finding in report[name])]


def test_every_finding_can_be_explained_by_its_fingerprint() -> None:
    report = here("compare", "--format", "json").json
    seen: dict[str, dict[str, Any]] = {}
    for finding in all_findings(report):
        seen.setdefault("".join(sorted(finding)), finding)
    assert len(seen) >= 7, "a link, a gap, and five kinds beside"
    for finding in seen.values():
        value = explained(finding["fingerprint"], "--format", "json").json
        assert value["fingerprint"] == finding["fingerprint"]
        assert value["sentence"]
        assert value["rests_on"], value
        assert value["because"] == finding.get("because", value["because"])
        if "rule" in finding:
            assert value["rule"]["id"] == finding["rule"]
        text = explained(finding["fingerprint"]).text
        places = [subject["place"] for subject in value["rests_on"] if subject["place"]]
        assert places
        assert all(place in text for place in places)
        assert next_commands(text)


def test_a_fingerprint_of_nothing_is_one_line() -> None:
    done = here("explain", "0123456789ab")
    assert (done.code, done.lines) == (2, ["comparer: error: no finding has the fingerprint '0123456789ab'"])
    assert here("explain", "0123456789ab", "K-2").lines == ["comparer: error: a fingerprint is explained by itself"]


SENTENCE = "Boats over 10 tonnes shall pay at least 500 euros within 30 days."


def test_explain_a_sentence_shows_what_is_read_without_a_workspace(tmp_path: Path) -> None:
    done = here("explain", "--text", f"{SENTENCE} The port (as it is) shall open.", cwd=tmp_path)
    assert (done.code, done.errors) == (0, "")
    for wanted in (
        "who is bound  Boats over 10 tonnes",
        "figure        over 10 tonnes: more than so much; picks who or what is meant",
        "time          deadline: within 30 days",
        "not read      brackets or signs stand in the sentence",
    ):
        assert wanted in done.text.splitlines()


def test_explain_a_sentence_as_data_has_the_same_parts_in_every_language() -> None:
    parts = {
        language: [
            part["part"]
            for part in explained("--text", SENTENCE, "--lang", language, "--format", "json").json["norms"][0]["parts"]
        ]
        for language in ("en", "uk", "ru")
    }
    assert parts["en"] == ["bearers", "modality", "act", "objects", "figure", "figure", "time"]
    assert parts["uk"] == parts["ru"] == parts["en"]


@pytest.mark.parametrize("words", [[], ["council-draft#8", "--text", SENTENCE]])
def test_explain_takes_a_subject_or_a_sentence(words: list[str]) -> None:
    done = here("explain", *words)
    assert (done.code, done.output) == (2, b"")
    assert "--text" in done.errors
    assert len(done.errors.splitlines()) == 1


def test_explain_two_clauses_is_their_link_alone() -> None:
    value = explained("council-draft#9", "union-counter#4", "--format", "json").json
    assert [link["relation"] for link in value["links"]] == ["opposed"]
    assert not value["verdicts"]


def test_explain_a_clause_against_a_line_or_a_rule() -> None:
    line = explained("council-draft#9", "union#UN-1", "--format", "json").json
    assert [(verdict["plan"], verdict["verdict"]) for verdict in line["verdicts"]] == [("council-draft", "breached")]
    rule = explained("council-draft#5", "K-2", "--format", "json").json
    assert [(constraint["plan"], constraint["verdict"]) for constraint in rule["constraints"]] == [
        ("council-draft", "needs")
    ]
    assert rule["constraints"][0]["steps"] == ["K-2.emergency"]


def test_explain_a_line_says_what_it_holds_and_why_it_is_not_judged() -> None:
    text = " ".join(explained("union#UN-4").text.split())
    assert "In the form that is compared: Shipping line must maintain Dock force" in text
    assert "Not judged: No clause can be measured" in explained("union#UN-14").text
    assert "not held to be a red line" in explained("shipping-line#SL-11").text


def test_explain_a_rule_that_no_plan_runs_into(tmp_path: Path) -> None:
    folder = harbour(tmp_path)
    law = folder / "plans/constraints/law.yaml"
    norm = "{bearer: council, modality: must-not, act: house, object: old-bridge}"
    rule = f"  - {{id: K-99, title: Fireworks, says: No fireworks., norm: {norm}}}\n"
    law.write_text(law.read_text(encoding="utf-8") + rule, encoding="utf-8")
    done = here("explain", "K-99", cwd=folder)
    assert done.code == 0
    assert "Nothing in the findings rests on this." in done.text


def test_the_sources_of_a_rule_that_no_plan_runs_into_have_their_cards(tmp_path: Path) -> None:
    folder = harbour(tmp_path)
    law, seeds = folder / "plans/constraints/law.yaml", folder / "seeds/pages.yaml"
    rule = "  - {id: K-99, title: Fireworks, says: No fireworks., cites: [fire-code]}\n"
    law.write_text(law.read_text(encoding="utf-8") + rule, encoding="utf-8")
    card = "\n- {source: fire-code, type: text, publisher: Fire office, title: Fire code, date: '2001', read: whole}\n"
    seeds.write_text(seeds.read_text(encoding="utf-8") + card, encoding="utf-8")
    assert "  Fire office, Fire code, 2001 [fire-code]\n" in here("explain", "K-99", cwd=folder).text


# --- the rest ---------------------------------------------------------------------------------------------------------


def test_schema_and_rules() -> None:
    names = here("schema").text.split()
    assert {"plan", "redlines", "constraints", "vocabulary", "source", "report"} <= set(names)
    assert here("schema", "plan").json["title"] == "Plan"
    listed = here("rules", "--format", "json").json
    ids = {item["id"] for item in listed}
    assert {"redline-breached", "yaml-anchor", "gap-unreported"} <= ids
    assert all(item["says"] and item["why"] for item in listed)


def test_rules_are_listed_in_a_line_each_and_one_is_printed_whole() -> None:
    ids = [item["id"] for item in here("rules", "--format", "json").json]
    lines = here("rules").text.splitlines()
    assert [line.partition(" ")[0] for line in lines if line and not line.startswith(" ")][: len(ids)] == ids
    assert len(lines) < 1.2 * len(ids)
    whole = here("rules", "redline-breached").text
    assert whole.startswith("redline-breached (")
    assert "but so:" in whole
    assert "gap-absent" not in whole
    assert whole in here("rules", "--full").text
    assert [item["id"] for item in here("rules", "gap-absent", "--format", "json").json] == ["gap-absent"]
    missing = here("rules", "redline-braeched")
    assert missing.lines == ["comparer: error: 'redline-braeched' is not a rule (did you mean 'redline-breached'?)"]


def test_help_and_version_name_every_command() -> None:
    done = process("--help")
    assert (done.code, done.errors) == (0, "")
    for name in main.COMMAND_SUMMARIES:
        assert f"\n  {name}" in done.text
        helped = here(name, "--help")
        assert (helped.code, helped.errors) == (0, "")
        assert "--workspace" in helped.text
    assert here("--version").text == f"comparer {__version__}\n"
    assert here("-h").text == done.text


def test_every_format_of_reports_can_be_drawn_from_its_entry_in_the_one_list() -> None:
    for name, entry in REPORT_FORMATS.items():
        module = importlib.import_module(entry.module)
        assert (entry.name, callable(module.render)) == (name, True)
    assert [entry.name for entry in REPORT_FORMATS.values() if not entry.suffix] == ["table"]


def test_the_parser_looks_into_the_module_of_one_command_only() -> None:
    code = "import sys; from comparer.app.cli.main import main; main(['rules', '--help']); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment({}), check=True)
    modules = done.stdout.splitlines()[-1].split()
    loaded = {name.rpartition(".")[2] for name in modules if name.startswith("comparer.app.cli.")}
    assert "rules" in loaded
    assert loaded & (main.COMMAND_SUMMARIES.keys() - {"rules"}) == set()


def test_names_may_stand_on_both_sides_of_a_flag() -> None:
    assert here("compare", "council-draft", "--format", "json", "union-counter").output == here(
        "compare", "--format", "json", "council-draft", "union-counter"
    ).output  # fmt: skip
    assert here("diff", "council-draft", "--format", "json", "union-counter").code == 0


def test_all_reports_together_and_one_screen(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "reports"
    done = here("compare", "--reports", str(target))
    assert (done.code, done.errors) == (0, "")
    endings = ["csv", "docx", "html", "json", "md", "txt", "xlsx"]
    assert sorted(path.name for path in target.iterdir()) == [f"comparison.{ending}" for ending in endings]
    last = done.text.splitlines()[-1]
    assert last == f"Reports in {target}/: comparison.{{{', '.join(endings)}}}"
    assert (target / "comparison.json").read_bytes() == here("compare", "--format", "json").output


@BOTH
def test_the_screen_is_read_without_scrolling_and_closes_with_the_reports(folder: Path, tmp_path: Path) -> None:
    lines = here("compare", "--reports", str(tmp_path / "r"), cwd=folder).text.splitlines()
    assert 20 <= len(lines) <= 40
    assert all(len(line) <= 80 for line in lines[:-1])
    assert lines[-1].startswith("Reports in ")
    assert here("compare", cwd=folder).text.splitlines()[:5] == lines[:5]


def test_a_party_keeps_its_lines_and_what_concerns_it_in_every_list() -> None:
    whole, value = (
        here("compare", "--format", "json").json,
        here("compare", "--party", "union", "--format", "json").json,
    )
    assert {verdict["party"] for verdict in (*value["verdicts"], *value["later"])} == {"union"}
    assert {line["party"] for line in value["lines"].values()} >= {"union"}
    assert {item["actor"] for item in value["ledger"]} <= {"union"}
    assert 0 < len(value["clauses"]) < len(whole["clauses"])
    assert 0 < len(value["rows"]) < len(whole["rows"])
    assert value["title"].endswith("Dock workers' union")
    wrong = here("compare", "--party", "unoin")
    assert wrong.code == 2
    assert "'unoin' is not a party of the workspace (did you mean 'union'?)" in wrong.errors


def test_an_issue_narrows_clauses_lines_sources_and_what_was_accepted_too() -> None:
    whole, value = (
        here("compare", "--format", "json").json,
        here("compare", "--issue", "staffing", "--format", "json").json,
    )
    assert value["clauses"].keys() < whole["clauses"].keys()
    assert value["lines"].keys() < whole["lines"].keys()
    assert value["sources"].keys() <= whole["sources"].keys()
    assert "unmatched" not in {item["state"] for item in value["accepted"]}
    assert "Staffing" in value["title"]
    assert {ref for plan in value["plans"] for ref in (f"{plan['id']}#{item}" for item in plan["clause_ids"])} == set(
        value["clauses"]
    )


@pytest.mark.parametrize("name", ["table", "md", "text"])
def test_parts_are_asked_for_by_name_and_a_misspelt_one_is_told(name: str) -> None:
    law = here("compare", "--sections", "law", "--format", name).text
    assert "Order of steps" in law
    assert "What each text says" not in law
    assert len(law) < len(here("compare", "--full", "--format", name).text)
    wrong = here("compare", "--sections", "laws")
    assert (wrong.code, "invalid choice: 'laws' (did you mean 'law'?)" in wrong.errors) == (2, True)


def test_the_brief_is_one_page_in_each_of_its_formats(tmp_path: Path) -> None:
    text = here("brief").text
    assert text.startswith("The harbour dispute, an invented example: ")
    assert "Whose red lines are crossed" in text
    assert here("brief", "--format", "json").json["sections"]
    assert here("brief", "--format", "md").text.startswith("# The harbour dispute")
    target = tmp_path / "brief.html"
    assert here("brief", "--format", "html", "--output", str(target)).code == 0
    assert target.read_text().startswith("<!doctype html>")
    title = here("brief", "--issue", "staffing", "--format", "md").text.splitlines()[0]
    assert title.endswith("Staffing")


def test_a_format_that_is_not_installed_is_one_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in [
        module
        for module in sys.modules
        if module.startswith(("comparer.report.formats.docx", "comparer.report.formats.office"))
    ]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "comparer.report.formats.docx", None)
    done = here("compare", "--format", "docx")
    assert (done.code, done.output) == (2, b"")
    assert done.lines == ["comparer: error: the format docx needs the extra 'office' (pip install 'comparer[office]')"]
    whole = here("compare", "--reports", str(tmp_path / "r"))
    assert whole.code == 0
    assert whole.lines == ["left out, since the extra 'office' is missing: docx (pip install 'comparer[office]')"]
    assert not (tmp_path / "r" / "comparison.docx").exists()


def test_help_starts_without_what_only_a_run_needs() -> None:
    code = "import sys; from comparer.app.cli.main import main; main(['--help']); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment({}), check=True)
    loaded = set(done.stdout.splitlines()[-1].split())
    assert loaded & {"argparse", "yaml", "jsonschema", "rapidfuzz", "json", "comparer.app.cli.run"} == set()
