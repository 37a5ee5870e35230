"""The Python API as somebody meets it in a notebook: each cell goes on from those above it.

The documents that show it (docs/python-api.md and the README) are run line by line too.
"""

# ruff: noqa: E501 - what a person reads stands here on one line, as it does there

from __future__ import annotations

import ast
import doctest
import re
import subprocess
import sys
from pathlib import Path

import pytest

import comparer
from tests.app.command import HARBOUR, ROOT, environment, here, put, tree

# --- one workspace, opened once -----------------------------------------------------------------------------------------

workspace = comparer.load_workspace(HARBOUR)
report = comparer.compare(workspace, ["council-draft", "union-counter"])


def test_a_workspace_knows_its_plans_and_what_is_doubtful_in_its_files() -> None:
    assert workspace.plan_ids == ("line-position", "council-draft", "union-counter", "joint-revision")
    assert [problem.rule for problem in workspace.warnings] == ["lint-guarantee-without-guarantor"] * 2
    assert repr(workspace) == f"<workspace in {HARBOUR}: plans {', '.join(workspace.plan_ids)}; warnings 2>"
    assert comparer.load_workspace(HARBOUR / "plans" / "drafts").plan_ids == workspace.plan_ids


# --- the report, and what it looks like in each format ------------------------------------------------------------------


def test_the_report_is_that_of_the_command() -> None:
    (pair,) = report["pairs"]
    assert (pair["left"], pair["right"]) == ("council-draft", "union-counter")
    assert [link["relation"] for link in pair["links"] if link["left"] == ["9"]] == ["opposed"]
    assert comparer.render(report, "json") == here("compare", "council-draft", "union-counter", "--format", "json").text


@pytest.mark.parametrize("name", ["table", "md", "html", "json", "csv", "xlsx", "docx", "text"])
def test_a_report_is_drawn_in_every_format(name: str) -> None:
    content = comparer.render(report, name)
    assert isinstance(content, bytes if name in ("xlsx", "docx") else str)
    assert content


def test_a_report_may_be_narrower_on_one_line_or_in_colour() -> None:
    assert max(map(len, str(comparer.render(report, "table", width=60)).splitlines()[:40])) <= 60
    assert str(comparer.render(report, "json", compact=True)).count("\n") == 1
    assert "\x1b[" in str(comparer.render(report, "table", colour=True))
    assert "\x1b[" not in str(comparer.render(report, "table"))


def test_a_report_takes_a_date_an_issue_a_base_and_a_language() -> None:
    assert comparer.compare(workspace, as_of="2024-04")["as_of"] == "2024-04"
    assert {row["issue"].split(".")[0] for row in comparer.compare(workspace, issue="staffing")["rows"]} == {"staffing"}
    with_base = comparer.compare(workspace, ["council-draft"], base="union-counter")
    assert [plan["id"] for plan in with_base["plans"]] == ["council-draft", "union-counter"]
    assert comparer.compare(workspace, language="uk")["language"] == "uk"


def test_asking_twice_gives_the_same_bytes_whatever_was_asked_between() -> None:
    whole = comparer.render(comparer.compare(workspace), "json")
    comparer.compare(workspace, as_of="2024-01-20")
    comparer.compare(workspace, ["joint-revision", "council-draft"])
    assert comparer.render(comparer.compare(workspace), "json") == whole
    assert comparer.render(comparer.compare(comparer.load_workspace(HARBOUR)), "json") == whole


# --- one pair ---------------------------------------------------------------------------------------------------------


def test_a_diff_keeps_its_sides_and_says_which_verdicts_differ() -> None:
    back = comparer.diff("union-counter", "council-draft", workspace)
    assert (back["pairs"][0]["left"], back["pairs"][0]["right"]) == ("union-counter", "council-draft")
    assert back["base"] == "union-counter"
    settings = {**workspace.files, "plans/settings.yaml": b"base: council-draft\n"}
    assert comparer.diff("union-counter", "council-draft", workspace.add_files(settings))["base"] == "union-counter"
    rows = {row["subject"].split()[0]: (row["before"], row["after"]) for row in back["delta"]["rows"]}
    assert rows["shipping-line#SL-2"] == ("✗ breached (4)", "✓ upheld (9)")
    assert "shipping-line#SL-2" in str(comparer.render(back, "md"))


def test_a_diff_takes_files_and_documents_and_needs_no_workspace(tmp_path: Path) -> None:
    march = put(tmp_path / "march.txt", "1. The council must pay 5 days of work.\n\n2. The union works on Sunday.\n")
    june = put(tmp_path / "june.md", "1. The council must pay 7 days of work.\n\n2. The union works on Sunday.\n")
    (pair,) = comparer.diff(march, june)["pairs"]
    assert (pair["left"], pair["right"]) == ("march", "june")
    relations = {tuple(link["left"]): link["relation"] for link in pair["links"]}
    assert relations[("2",)] == "same"
    assert relations[("1",)] != "same"
    text = (HARBOUR / "plans/drafts/council-draft.yaml").read_text(encoding="utf-8")
    trial = put(tmp_path / "trial.yaml", text.replace("plan: council-draft", "plan: trial").replace("900", "950"))
    (pair,) = comparer.diff("council-draft", str(trial), workspace)["pairs"]
    assert [link["relation"] for link in pair["links"] if link["changes"]] == ["looser"]
    assert workspace.plan_ids == ("line-position", "council-draft", "union-counter", "joint-revision")


def test_a_document_with_the_name_of_a_plan_stands_beside_it(tmp_path: Path) -> None:
    document = put(tmp_path / "council-draft.txt", "1. The council works on Sunday.\n")
    (pair,) = comparer.diff("council-draft", document, workspace)["pairs"]
    assert (pair["left"], pair["right"]) == ("council-draft", "council-draft-2")


# --- two clauses ------------------------------------------------------------------------------------------------------


def test_clauses_norms_and_sentences_are_related_without_a_plan() -> None:
    assert comparer.relate("council-draft#9", "union-counter#4", workspace)["relation"] == "opposed"
    pays = {"bearer": "council", "modality": "must", "act": "pay", "object": "harbour-levy"}
    weaker = comparer.relate(pays, {**pays, "modality": "may"}, workspace)
    assert [(change["facet"], change["before"], change["after"]) for change in weaker["changes"]] == [
        ("modality", "must", "may")
    ]
    limit = {"norm": {"bearer": "shipping-line", "modality": "must", "act": "limit", "object": "dock-force"}}
    stricter = comparer.relate(
        {**limit, "terms": {"headcount": {"max": 900}}}, {**limit, "terms": {"headcount": {"max": 800}}}, workspace
    )
    assert (stricter["relation"], stricter["basis"]) == ("stricter", "norm")
    sentence = "The council must pay 5 million euros a year."
    assert comparer.relate(sentence, sentence)["relation"] == "same"
    assert comparer.relate(sentence, sentence)["basis"] == "text"


# --- why --------------------------------------------------------------------------------------------------------------


def test_a_finding_is_explained_from_its_sources() -> None:
    chain = comparer.explain(report, "council-draft#9", "union#UN-1")
    assert [(verdict["plan"], verdict["verdict"]) for verdict in chain["verdicts"]] == [("council-draft", "breached")]
    clause = comparer.explain(report, "council-draft#8")["subject"]
    assert clause["sources"][0]["address"] == "https://harbour.example.org/gazette/first-draft"


# --- from a document --------------------------------------------------------------------------------------------------


def test_a_document_becomes_the_text_of_a_plan_file_and_nothing_is_written(tmp_path: Path) -> None:
    path = put(tmp_path / "march draft.txt", "1. The council pays.\n\n2. The union works.\n")
    before = tree(tmp_path)
    text = comparer.import_document(path)
    assert "plan: march-draft\n" in text
    assert tree(tmp_path) == before
    from_bytes = comparer.import_document(path.read_bytes(), plan="march-draft", name="march draft.txt")
    assert from_bytes == text
    folder = put(tmp_path / "plans/drafts/march-draft.yaml", text).parent
    assert comparer.load_workspace(folder).plan_ids == ("march-draft",)


# --- what can go wrong ------------------------------------------------------------------------------------------------


def test_faults_of_the_files_are_one_exception_with_all_of_them(tmp_path: Path) -> None:
    put(tmp_path / "plans/a.yaml", "plan: a\ntitle: A\nprovisions:\n  - {id: '1', text: A., known: sated}\n")
    put(tmp_path / "plans/b.yaml", "")
    with pytest.raises(comparer.InvalidWorkspaceError, match="did you mean 'stated'") as caught:
        comparer.load_workspace(tmp_path)
    assert [(problem.position.file, problem.rule) for problem in caught.value.problems] == [
        ("plans/a.yaml", "schema-value"),
        ("plans/b.yaml", "yaml-empty"),
    ]


def test_a_folder_without_plans_and_a_file_that_is_not_there_are_faults_of_files(tmp_path: Path) -> None:
    with pytest.raises(comparer.InvalidWorkspaceError, match="has no folder plans/"):
        comparer.load_workspace(tmp_path)
    with pytest.raises(comparer.InvalidWorkspaceError, match="there is no such file"):
        comparer.import_document(tmp_path / "nowhere.txt")
    put(tmp_path / "plans/settings.yaml", "title: Talks\n")
    with pytest.raises(comparer.InvalidWorkspaceError, match="the workspace holds no plan"):
        comparer.compare(comparer.load_workspace(tmp_path))


NORM = {"bearer": "council", "modality": "must", "act": "pay"}


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: comparer.load_workspace(HARBOUR / "nowhere"), f"{HARBOUR}/nowhere: there is no such folder"),
        (lambda: comparer.compare(workspace, ["council-drfat"]), "'council-drfat' is not a plan of the workspace (did you mean 'council-draft'?)"),
        (lambda: comparer.compare(workspace, "council-draft"), "plans is a list of plan ids (write ['council-draft'])"),
        (lambda: comparer.compare(workspace, as_of="soon"), "'soon' is not a date; write YYYY-MM-DD, YYYY-MM or YYYY"),
        (lambda: comparer.compare(workspace, issue="stafing"), "'stafing' is not an issue of the vocabulary (did you mean 'staffing'?)"),
        (lambda: comparer.compare(workspace, base="x-9"), "'x-9' is not a plan of the workspace (plans: line-position, council-draft, union-counter, joint-revision)"),
        (lambda: comparer.compare(workspace, language="fr"), "'fr' is not a language of reports (languages: en, uk, ru)"),
        (lambda: comparer.diff("council-draft", "council-draft", workspace), "LEFT and RIGHT are the same plan"),
        (lambda: comparer.diff("a", "b"), "'a' is not a plan of the workspace (plans: none)"),
        (lambda: comparer.render(report, "jsno"), "'jsno' is not a format of reports (did you mean 'json'?)"),
        (lambda: comparer.explain(report, "council-draft#99"), "'council-draft#99' is not a clause, red line or rule of the record (did you mean 'council-draft#19'?)"),
        (lambda: comparer.relate("council-draft#99", NORM, workspace), "'council-draft#99' is not a clause of the workspace (did you mean 'council-draft#19'?)"),
        (lambda: comparer.relate({**NORM, "bearer": "concil"}, NORM, workspace), "'concil' is not among the actors of the vocabulary (did you mean 'council'?)"),
        (lambda: comparer.relate({**NORM, "modality": "shal"}, NORM), "'shal' is not a value for 'modality'"),
        (lambda: comparer.import_document(b"1. A.", plan="A Plan"), "'A Plan' is not an id of a plan"),
        (lambda: comparer.import_document(b""), "it is empty"),
    ],
)  # fmt: skip
def test_a_question_that_cannot_be_answered_is_a_usage_error(call, message: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(comparer.UsageError) as caught:
        call()
    assert str(caught.value).startswith(message)


# --- towards agreement ---------------------------------------------------------------------------------------------------

DRAFTS = ["council-draft", "union-counter", "joint-revision"]


def test_each_call_finds_what_its_command_prints() -> None:
    text = comparer.draft_single_text(workspace, DRAFTS)
    printed = here("draft", *DRAFTS, "--format", "md").text
    assert f"Questions: {len(text.rows)}, of which {sum(row.is_open for row in text.rows)} open." in printed
    assert all(alternative.text for row in text.rows for part in row.parts for alternative in part.alternatives)

    threads = comparer.trace_lineage(workspace, DRAFTS)
    steps = sum(len(thread.steps) for thread in threads)
    assert here("lineage", *DRAFTS, "--format", "csv").text.count(" → ") >= steps > 10

    ledger = comparer.trace_brackets(workspace, DRAFTS)
    closed = [entry for row in ledger.rows for entry in row.entries if entry.event.value == "closed"]
    assert here("brackets", *DRAFTS, "--format", "md").text.count("| closed |") - 1 == len(closed) > 0


def test_the_days_of_events_date_what_runs_from_them() -> None:
    mill = comparer.load_workspace(ROOT / "tests" / "workspaces" / "mill")
    plain = comparer.plan_implementation(mill, "elders-text")
    dated = comparer.plan_implementation(mill, "elders-text", event_days={"signed": "2031-05-01"})
    assert sum(bool(duty.due.date) for duty in dated.duties) > sum(bool(duty.due.date) for duty in plain.duties)
    assert {duty.clause.id for duty in dated.duties} == {duty.clause.id for duty in plain.duties}


def test_bridges_and_positions_name_known_clauses_and_lines_only() -> None:
    lines = {line.ref for line in workspace.records.red_lines}
    for table in comparer.find_bridges(workspace):
        assert set(table.lines) <= lines
        for wording in table.wordings:
            assert [workspace.find_clause(ref).ref for ref in wording.clauses] == list(wording.clauses)
    for position in comparer.list_positions(workspace):
        for entry in position.questions:
            for stand in entry.stands:
                assert stand.ref in lines or workspace.find_clause(stand.ref)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: comparer.draft_single_text(workspace, ["council-drfat"]), "'council-drfat' is not a plan of the workspace"),
        (lambda: comparer.trace_brackets(workspace, "council-draft"), "plans is a list of plan ids"),
        (lambda: comparer.plan_implementation(workspace, "joint-revision", event_days={"dawn": "2031-01-01"}), "'dawn' is not an event"),
        (lambda: comparer.check_matters(workspace, "treaty"), "'treaty' is not a checklist (checklists: ceasefire, peace-agreement)"),
        (lambda: comparer.find_bridges(workspace, ["stafing"]), "'stafing' is no question and no issue (did you mean 'staffing'?)"),
        (lambda: comparer.find_bridges(workspace, as_of="spring"), "'spring' is not a date"),
        (lambda: comparer.list_positions(workspace, ["mayor"]), "'mayor' holds no line and proposed no text"),
    ],
)  # fmt: skip
def test_a_wrong_name_is_a_usage_error_in_the_calls_towards_agreement(call, message: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(comparer.UsageError) as caught:
        call()
    assert str(caught.value).startswith(message)


# --- what is public ---------------------------------------------------------------------------------------------------


def test_nothing_else_is_public_and_all_of_it_is_in_the_guide() -> None:
    assert dir(comparer) == sorted(comparer.__all__)
    guide = (ROOT / "docs/python-api.md").read_text(encoding="utf-8")
    for name in comparer.__all__:
        assert getattr(comparer, name) is not None
        assert f"`{name}" in guide or f"comparer.{name}" in guide, name
    with pytest.raises(AttributeError, match="has no attribute 'load_plan'"):
        _ = comparer.load_plan  # type: ignore[attr-defined]


def test_importing_the_package_loads_nothing_until_a_name_is_used() -> None:
    code = "import sys; before = set(sys.modules); import comparer; print(*sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment({}), check=True)
    assert done.stdout.split() == ["comparer", "comparer.version"]


def test_every_line_of_the_guide_gives_what_it_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT / "tests" / "workspaces")
    results = doctest.testfile(str(ROOT / "docs/python-api.md"), module_relative=False, optionflags=doctest.ELLIPSIS)
    assert results.failed == 0
    assert results.attempted > 20


def test_the_examples_of_the_readme_run_and_print_what_they_show(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"^```python\n(.*?)^```$", readme, re.M | re.S)
    exec(compile(ast.parse(block), "README.md", "exec"), {})
    output = here("explain", "council-draft#9", "union#UN-1").text
    answer = re.findall(r"^```text\n(.*?)^```$", readme, re.M | re.S)[-1]
    assert [line for line in answer.splitlines() if line not in output.splitlines()] == []
    shown = [line.removeprefix("# ") for line in block.splitlines() if line.startswith("# ")]
    assert shown
    assert capsys.readouterr().out.splitlines() == shown


def test_the_calls_towards_agreement_are_narrowed_like_the_commands() -> None:
    drafts = ["council-draft", "union-counter"]
    for call in (comparer.draft_single_text, comparer.trace_brackets):
        whole, kept = (call(workspace, drafts, **asked).rows for asked in ({}, {"issue": "staffing"}))
        assert 0 < len(kept) < len(whole)
        assert {row.issue.partition(".")[0] for row in kept} == {"staffing"}
        assert 0 < len(call(workspace, drafts, party="union").rows) < len(whole)
    threads = comparer.trace_lineage(workspace, drafts, issue="staffing")
    assert {thread.issue.partition(".")[0] for thread in threads} == {"staffing"}
    matrix = comparer.plan_implementation(workspace, "council-draft", issue="staffing")
    assert {duty.clause.issue.partition(".")[0] for duty in matrix.duties} == {"staffing"}
    assert matrix.sequence.events == ()
    (assessed,) = comparer.assess_completeness(workspace, ["council-draft"], issue="staffing")
    assert {duty.clause for duty in assessed.duties} == {duty.clause.ref for duty in matrix.duties}
    bridges = comparer.find_bridges(workspace, party="union")
    assert 0 < len(bridges) < len(comparer.find_bridges(workspace))
    assert all(any(effect.party == "union" for effect in table.wordings[0].effects) for table in bridges)
    with pytest.raises(comparer.UsageError, match="staffing"):
        comparer.find_bridges(workspace, issue="stafing")
