"""Every rule catches what it is for and lets the near miss pass, and its file says what a user needs to know."""

from __future__ import annotations

import ast
import re
import string
from pathlib import Path

import pytest

from comparer.load import strict_yaml
from comparer.load.checks import bounds, validate
from comparer.model.problems import FilePosition, Severity, format_problem
from comparer.resources import rule_catalogue
from tests.factories.pact import CHOICES, LAW, LINES, PINS, SEEDS, TAKEN, VOCABULARY_FILE, A, B, workspace
from tests.load.problem_lists import list_problems

Edit = tuple[str, str, str]

FAMILIES = ("yaml", "schema", "ref", "source", "lint")

# rule: (edit that breaks it, the line that tells it, edit that nearly breaks it)
CASES: dict[str, tuple[Edit, str, Edit]] = {
    "schema-unknown-key": (
        (A, "title: First draft", "title: First draft\ntitel: Draft"),
        f"{A}:3:1: error[schema-unknown-key]: 'titel' is not a field of the file (did you mean 'title'?)",
        (A, "title: First draft", "title: First draft\nsummary: Draft"),
    ),
    "schema-missing-key": (
        (A, "title: First draft\n", ""),
        f"{A}:1:1: error[schema-missing-key]: the file needs 'title'",
        (A, 'issued: "2031-02-01"\n', ""),
    ),
    "schema-type": (
        (A, 'id: "2"', "id: 2"),
        f"""{A}:29:9: error[schema-type]: 'id' must be text, not a number (write it in quotes: "2")""",
        (A, 'id: "2"', "id: two"),
    ),
    "schema-value": (
        (A, "known: stated", "known: state"),
        f"{A}:18:16: error[schema-value]: 'state' is not a value for 'known' (did you mean 'stated'?)",
        (A, "known: stated", "known: denied"),
    ),
    "schema-form": (
        (A, 'issued: "2031-02-01"', 'issued: "1.2.2031"'),
        (f"{A}:3:9: error[schema-form]: '1.2.2031' is not in the form of its field "
        "(a date is YYYY-MM-DD, YYYY-MM or YYYY)"),
        (A, 'issued: "2031-02-01"', 'issued: "2031-02"'),
    ),
    "schema-empty": (
        (A, "title: First draft", 'title: ""'),
        f"{A}:2:8: error[schema-empty]: 'title' is empty (write a value, or delete the key)",
        (A, "title: First draft", 'title: "?"'),
    ),
    "schema-twice": (
        (A, "parties: [north, south]", "parties: [north, south, north]"),
        f"{A}:5:25: error[schema-twice]: 'parties' is named twice: 'north' (delete one of them)",
        (A, "parties: [north, south]", "parties: [north, south, treasury]"),
    ),
    "ref-duplicate-id": (
        (A, "id: 1-2", "id: 1-1"),
        (f"{A}:21:13: error[ref-duplicate-id]: the clause id '1-1' is used twice; first at line 12 "
        "(give one of them another id)"),
        (LINES, "id: S-2", "id: s-1"),
    ),
    "ref-unknown-plan": (
        (B, "derived_from: pact-a", "derived_from: pact-aa"),
        f"{B}:4:15: error[ref-unknown-plan]: no plan has the id 'pact-aa' (did you mean 'pact-a'?)",
        (B, "derived_from: pact-a", "answers: [pact-a]"),
    ),
    "ref-unknown-clause": (
        (A, "voids: 1-1", "voids: 1-3"),
        f"{A}:35:12: error[ref-unknown-clause]: pact-a has no clause '1-3' (did you mean '1-1'?)",
        (A, "voids: 1-1", "voids: [1-1, 1-2]"),
    ),
    "ref-unknown-part": (
        (A, "part: main", "part: mian"),
        f"{A}:10:11: error[ref-unknown-part]: the plan lists no part 'mian' (did you mean 'main'?)",
        (A, "    part: main\n", ""),
    ),
    "ref-list-words": (
        (A, "id: 1-1", "id: 1-1\n        under: 1-2"),
        (f"{A}:13:16: error[ref-list-words]: `under` names '1-2', which is no earlier clause of this provision"),
        (A, "id: 1-2", "id: 1-2\n        under: 1-1"),
    ),
    "ref-unknown-step": (
        (LAW, "after: draft", "after: darft"),
        f"{LAW}:11:62: error[ref-unknown-step]: no step has the id 'darft' (did you mean 'draft'?)",
        (LAW, "after: draft", "after: [draft]"),
    ),
    "ref-unknown-line": (
        (VOCABULARY_FILE, "south#S-1", "south#S-7"),
        (f"{VOCABULARY_FILE}:42:33: error[ref-unknown-line]: south has no red line 'S-7' (did you mean 'S-1'?)"),
        (VOCABULARY_FILE, "south#S-1", "south#S-2"),
    ),
    "ref-unknown-source": (
        (A, "cites: gazette", "cites: gazete"),
        f"{A}:28:16: error[ref-unknown-source]: no source card has the id 'gazete' (did you mean 'gazette'?)",
        (A, "cites: gazette", "cites: [gazette]"),
    ),
    "ref-unknown-paragraph": (
        (A, "treasury-paper#3", "treasury-paper#5"),
        f"{A}:38:13: error[ref-unknown-paragraph]: the source treasury-paper has no paragraph 5 (it has 4)",
        (A, "treasury-paper#3", "treasury-paper#4"),
    ),
    "ref-unknown-word": (
        (A, "norm: {bearer: treasury", "norm: {bearer: tresury"),
        (f"{A}:24:24: error[ref-unknown-word]: 'tresury' is not among the actors of the vocabulary "
        "(did you mean 'treasury'?)"),
        (A, "norm: {bearer: treasury", "norm: {bearer: anyone"),
    ),
    "ref-issue-order": (
        (VOCABULARY_FILE, "  debt: {label: Debt}\n  debt.deficit: {label: Deficit}\n",
         "  debt.deficit: {label: Deficit}\n  debt: {label: Debt}\n"),
        (f"{VOCABULARY_FILE}:8:3: error[ref-issue-order]: the issue 'debt.deficit' needs 'debt' before it "
        "(move it below)"),
        (VOCABULARY_FILE, "  debt: {label: Debt}\n", "  debt: {label: Debts}\n"),
    ),
    "ref-unknown-rule": (
        (CHOICES, "lint-unused-word: warning", "lint-unused-wort: warning"),
        (f"{CHOICES}:3:14: error[ref-unknown-rule]: no rule has the id 'lint-unused-wort' "
        "(did you mean 'lint-unused-word'?)"),
        (CHOICES, "lint-unused-word: warning", "lint-deadline-without-start: warning"),
    ),
    "ref-fixed-rule": (
        (CHOICES, "lint-unused-word: warning", "ref-date: warning"),
        f"{CHOICES}:3:14: error[ref-fixed-rule]: 'ref-date' always counts as an error (delete this line)",
        (CHOICES, "lint-unused-word: warning", "ref-date: error"),
    ),
    "ref-unit": (
        (A, "report-by: {max: 30,", "report-by: {max: 30, unit: crown,"),
        (f"{A}:25:44: error[ref-unit]: 'crown' does not convert into 'day', the unit of 'report-by' "
        "(units of day: day, week)"),
        (A, "report-by: {max: 30,", "report-by: {max: 30, unit: week,"),
    ),
    "ref-interval": (
        (A, "sum: {is: 500}", "sum: {is: 500, min: 500}"),
        f"{A}:33:13: error[ref-interval]: 'sum' has is and min at once",
        (A, "sum: {is: 500}", "sum: {min: 500, max: 500}"),
    ),
    "ref-date": (
        (A, '"2031-02-01"', '"2031-02-29"'),
        f"{A}:3:9: error[ref-date]: '2031-02-29' is not a day of the calendar",
        (A, '"2031-02-01"', '"2032-02-29"'),
    ),
    "ref-date-order": (
        (LAW, 'until: "2041"', 'until: "1999"'),
        f"{LAW}:5:12: error[ref-date-order]: until '1999' comes before '2001'",
        (LAW, 'until: "2041"', 'until: "2001-01"'),
    ),
    "ref-cycle": (
        (VOCABULARY_FILE, "wages: {label: Wages}", "wages: {label: Wages, parts: budget}"),
        f"{VOCABULARY_FILE}:17:27: error[ref-cycle]: a circle of parts: budget > wages > budget",
        (VOCABULARY_FILE, "wages: {label: Wages}", "wages: {label: Wages, parts: levy}"),
    ),
    "ref-clause-fields": (
        (A, "    part: main\n    clauses", "    part: main\n    issue: debt\n    clauses"),
        (f"{A}:11:5: error[ref-clause-fields]: the provision has clauses, and 'issue' besides; "
        "move it into one of them"),
        (A, "    part: main\n    clauses", "    part: main\n    heading: Debt\n    clauses"),
    ),
    "ref-norm-without-act": (
        (A, "norm: {bearer: treasury, modality: must, act: publish, object: budget}",
         "norm: {bearer: treasury, modality: must, object: budget}"),
        f"{A}:24:15: error[ref-norm-without-act]: a norm with modality 'must' needs an act",
        (A, "norm: {bearer: treasury, modality: must, act: publish, object: budget}",
         "norm: {bearer: treasury, modality: defers, object: budget}"),
    ),
    "ref-moved-without-track": (
        (B, "    state: moved\n", ""),
        f"{B}:10:9: error[ref-moved-without-track]: state moved and `to` belong together; state moved is missing",
        (B, "    state: moved\n    to: court-talks\n", "    state: deferred\n"),
    ),
    "ref-line-without-norm": (
        (LINES, "not_judged:", "note:"),
        (f"{LINES}:16:5: error[ref-line-without-norm]: the line has no version with norms, "
        "and neither not_judged nor no_line says why"),
        (LINES, "not_judged:", "no_line:"),
    ),
    "ref-pin": (
        (PINS, "right: [pact-b#1]", 'right: ["pact-a#2"]'),
        f"{PINS}:1:3: error[ref-pin]: both sides name clauses of the same plan",
        (PINS, "left: [pact-a#1-1]", "left: [pact-a#1-1, pact-a#2]"),
    ),
    "source-figure": (
        (A, "sum: {is: 500}", "sum: {is: 600}"),
        f"{A}:33:23: warning[source-figure]: 'sum' is 600, and the cited paragraphs say 500 (treasury-paper#3)",
        (A, "treasury-paper#3", "treasury-paper#4"),
    ),
    "source-paragraph": (
        (SEEDS, 'at: "3"', 'at: "5"'),
        f"{SEEDS}:9:12: warning[source-paragraph]: the source has 4 paragraphs, and a fact is at 5",
        (SEEDS, 'at: "3"', 'at: "4"'),
    ),
    "lint-figure-without-term": (
        (A, "text: The North pays the South 500 crowns.", "text: The North pays the South 500 crowns in four parts."),
        f"{A}:30:11: warning[lint-figure-without-term]: the text says 'four', and no term carries it",
        (A, "text: The North pays the South 500 crowns.",
         ("text: The North pays the South 500 crowns of the four under article 7 by 5 May 2040, "
         "as a 12-point paper of 2030 has it in two thirds of cases.")),
    ),
    "lint-guarantee-without-guarantor": (
        (A, "norm: {bearer: north, modality: must, act: pay", "norm: {bearer: unnamed, modality: must, act: pay"),
        f"{A}:32:20: warning[lint-guarantee-without-guarantor]: nobody is named who must 'pay'",
        (A, "norm: {bearer: north, modality: must, act: pay", "norm: {bearer: unnamed, modality: may, act: pay"),
    ),
    "lint-deadline-without-start": (
        (A, "report-by: {max: 30, from: signature}", "report-by: {max: 30}"),
        (f"{A}:25:17: warning[lint-deadline-without-start]: 'report-by' does not say from which event it runs "
        "(name it with from: EVENT)"),
        (A, "report-by: {max: 30, from: signature}", 'report-by: {max: "2031-09-30"}'),
    ),
    "lint-unknown-event": (
        (A, "unless: recession", "unless: resession"),
        (f"{A}:17:30: warning[lint-unknown-event]: 'resession' is not an event of the vocabulary "
        "(did you mean 'recession'?)"),
        (A, "unless: recession", "until: [recession]"),
    ),
    "lint-unused-word": (
        (VOCABULARY_FILE, "  levy: {label: Levy}\n", "  levy: {label: Levy}\n  toll: {label: Toll}\n"),
        f"{VOCABULARY_FILE}:21:3: warning[lint-unused-word]: 'toll' of objects is used nowhere",
        (VOCABULARY_FILE, "  levy: {label: Levy}\n", "  levy: {label: Levy, parts: toll}\n  toll: {label: Toll}\n"),
    ),
}  # fmt: skip

YAML_CASES: dict[str, tuple[Edit, Edit]] = {
    "yaml-alias": ((A, "known: stated", "known: *k"), (A, "known: stated", 'known: "stated"')),
    "yaml-anchor": ((A, "known: stated", "known: &k stated"), (A, "First draft", "First & last draft")),
    "yaml-control-character": ((A, "First", "Fi\u2028rst"), (A, "First", "F\u00ed\u0159st")),
    "yaml-cut-text": ((A, "title: First draft", "title: The first draft #of two"),
                      (A, "title: First draft", "title: The first draft. # of two")),
    "yaml-depth": ((TAKEN, "was: {verdict: breached}", f"was: {{x: {'[' * 70}{']' * 70}}}"),
                   (TAKEN, "was: {verdict: breached}", f"was: {{x: {'[' * 9}{']' * 9}}}")),
    "yaml-directive": ((A, "plan: pact-a", "%YAML 1.1\n---\nplan: pact-a"), (A, "plan: pact-a", "---\nplan: pact-a")),
    "yaml-duplicate-key": ((A, "title: First draft", "title: First draft\ntitle: First"),
                           (A, "title: First draft", "title: First draft\nsummary: First")),
    "yaml-empty": ((PINS, "- {left: [pact-a#1-1], right: [pact-b#1], link: pinned, reason: The same matter.}", "#"),
                   (PINS, "- {left: [pact-a#1-1], right: [pact-b#1], link: pinned, reason: The same matter.}", "[]")),
    "yaml-inexact-decimal": ((A, "is: 500", "is: 500.12345678901234567891"), (A, "is: 500", 'is: "500.0"')),
    "yaml-key-type": ((A, "title: First draft", "title: First draft\n7: x"),
                      (A, "{id: main, title: Main text}", '{"id": main, title: Main text}')),
    "yaml-large-integer": ((SEEDS, "paragraphs: 4", "paragraphs: 90071992547409930"),
                           (SEEDS, "paragraphs: 4", "paragraphs: 9007199254740991")),
    "yaml-leading-zero": ((A, 'id: "2"', "id: 02"), (A, 'id: "2"', 'id: "02"')),
    "yaml-merge-key": ((A, "{id: main,", "{<<: {}, id: main,"), (A, "Main text", "'<<'")),
    "yaml-not-a-number": ((A, "is: 500", "is: .inf"), (A, "First draft", "inf")),
    "yaml-nul-byte": ((A, "First", "Fi\0rst"), (A, "First draft", "Nul")),
    "yaml-number-form": ((A, "is: 500", "is: 5e2"), (A, "First draft", "5e2 words")),
    "yaml-second-document": ((A, "plan: pact-a", "plan: pact-a\n---\nplan: pact-c"), (A, "First draft", "a --- b")),
    "yaml-syntax": ((A, "title: First draft", "title: First: draft"), (A, "First draft", '"First: draft"')),
    "yaml-tab": ((A, "title: First draft", "title:\tFirst draft"), (A, "title: First draft", 'title: "First\tdraft"')),
    "yaml-tag": ((A, 'id: "2"', "id: !!str 2"), (A, "First draft", "First! draft")),
    "yaml-trailing-zero": ((A, "is: 500", "is: 500.0"), (A, "is: 500", 'is: "500.0"')),
    "yaml-word-case": ((A, "title: First draft", "title: True"), (A, "title: First draft", "title: Truth")),
}  # fmt: skip


@pytest.mark.parametrize("rule_id", CASES)
def test_a_rule_catches_what_it_is_for(rule_id: str) -> None:
    edit, expected, _ = CASES[rule_id]
    assert list_problems(rule_id, workspace(edit)) == [expected]


@pytest.mark.parametrize("rule_id", CASES)
def test_a_near_miss_passes_every_rule(rule_id: str) -> None:
    text = validate(workspace(CASES[rule_id][2])).problems
    # Taking a word out of a plan can leave it used nowhere.
    assert [format_problem(p) for p in text if p.rule == rule_id or p.rule != "lint-unused-word"] == []


@pytest.mark.parametrize("rule_id", YAML_CASES)
def test_a_rule_of_the_reader_catches_and_lets_pass(rule_id: str) -> None:
    bad, good = YAML_CASES[rule_id]
    caught = [problem for problem in validate(workspace(bad)).problems if problem.rule == rule_id]
    assert [problem.position.file for problem in caught] == [bad[0]]
    assert [format_problem(problem) for problem in validate(workspace(good)).problems] == []


def test_another_encoding_is_caught_and_a_byte_order_mark_passes() -> None:
    files = workspace()
    assert [p.rule for p in validate({**files, A: files[A].decode().encode("utf-16")}).problems] == ["yaml-encoding"]
    assert validate({**files, A: b"\xef\xbb\xbf" + files[A]}).problems == ()


def test_strict_asks_what_every_clause_needs_and_not_of_a_struck_one_the_norm() -> None:
    bare = (B, "    norm: {bearer: [north, south], modality: defers}\n", "")
    evidence = (A, "evidence: B\n", "note: No evidence.\n")
    text = [format_problem(p) for p in validate(workspace(bare, evidence), strict=True).problems]
    assert text == [f"{A}:21:9: error[lint-incomplete-clause]: the clause '1-2' has no evidence"]
    assert validate(workspace(bare, evidence)).problems == ()


# --- the files of the rules ------------------------------------------------------------------------------------------

FIELDS = ("id", "title", "says", "why", "severity", "message", "example_bad", "example_good")
ELSEWHERE = {
    "ref-bound",
    "ref-two-files",
    "yaml-encoding",
    "lint-incomplete-clause",
    "ref-accepted-stale",
    "ref-no-plan",
    "ref-no-workspace",
    "ref-unreadable-file",
    "ref-unwritable-file",
}


def of_the_data() -> list[str]:
    return [rule_id for rule_id in rule_catalogue.all_rule_ids() if rule_id.partition("-")[0] in FAMILIES]


def test_every_rule_of_the_data_has_its_case() -> None:
    assert sorted(CASES.keys() | YAML_CASES.keys() | ELSEWHERE) == of_the_data()


def test_each_file_has_the_fields_in_order_and_the_id_of_its_name(root: Path) -> None:
    for path in sorted((root / "comparer" / "resources" / "rules").glob("*.yaml")):
        document = strict_yaml.read_yaml(path.read_bytes(), path.name)
        assert document.problems == ()
        assert tuple(document.data) == FIELDS, path.name
        assert document.data["id"] == path.stem
        assert all(isinstance(value, str) and value for value in document.data.values()), path.name


def test_every_message_renders_and_leaves_no_field_open() -> None:
    for rule in rule_catalogue.all_rules():
        names = [name for _, name, _, _ in string.Formatter().parse(rule.message) if name is not None]
        assert all(re.fullmatch("[a-z_]+", name) for name in names), rule.id
        text = (
            rule_catalogue.make_problem(rule.id, FilePosition("f.yaml"), **dict.fromkeys(names, "WORD")).message
            if names
            else rule.message
        )
        assert "{" not in text, rule.id
        assert text.count("WORD") == len(names), rule.id


def test_code_and_folder_name_the_same_rules(root: Path) -> None:
    """An id in the code that has no file would fail when it is needed; a file that no code names is dead."""
    pattern = re.compile(rf"(?:{'|'.join(FAMILIES)})-[a-z]+(?:-[a-z]+)*")
    named = set()
    for path in (root / "comparer").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and pattern.fullmatch(node.value):
                named.add(node.value)
    assert sorted(named) == of_the_data()


def test_families_that_guard_the_data_are_errors_and_the_others_warnings() -> None:
    for rule in rule_catalogue.all_rules():
        if rule.family in FAMILIES:
            expected = Severity.ERROR if rule_catalogue.is_always_error(rule.id) else Severity.WARNING
            assert rule.severity is expected, rule.id


@pytest.mark.parametrize(
    ("first", "then", "faults"),
    [
        ("2031-01", "2031-03", 0),
        ("2031", "2031-03", 0),
        ("2031-01", "2031-01", 1),
        ("2031-01-05", "2031-01-05", 1),
        ("2031-03", "2031-01", 1),
    ],
)
def test_versions_of_a_line_follow_one_another(first: str, then: str, faults: int) -> None:
    files = workspace(
        (LINES, 'from: "2031-03"', f'from: "{then}"'), (LINES, '"2031-01"\n        until: "2031-02"', f'"{first}"')
    )
    assert [problem.rule for problem in validate(files).problems].count("ref-date-order") == faults


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        ((A, "questions: transfer-size", "questions: transfer-sise"),
         (f"{A}:39:16: error[ref-unknown-word]: 'transfer-sise' is not among the questions of the vocabulary "
         "(did you mean 'transfer-size'?)")),
        ((A, "questions: transfer-size", "questions: [transfer-size, transfers]"),
         (f"{A}:39:32: error[ref-unknown-word]: 'transfers' is not among the questions of the vocabulary "
         "(did you mean 'transfer-size'?)")),
        ((VOCABULARY_FILE, "    issue: transfers\n    label", "    issue: transferz\n    label"),
         (f"{VOCABULARY_FILE}:37:12: error[ref-unknown-word]: 'transferz' is not among the issues of the vocabulary "
         "(did you mean 'transfers'?)")),
        ((VOCABULARY_FILE, "more: {bearer: north, act: pay", "more: {bearer: nort, act: pay"),
         (f"{VOCABULARY_FILE}:40:20: error[ref-unknown-word]: 'nort' is not among the actors of the vocabulary "
         "(did you mean 'north'?)")),
        ((VOCABULARY_FILE, "act: pay, object: levy}", "act: pay, object: levi}"),
         (f"{VOCABULARY_FILE}:40:45: error[ref-unknown-word]: 'levi' is not among the objects or actors of the "
         "vocabulary (did you mean 'levy'?)")),
        ((VOCABULARY_FILE, "    wants:\n", "    less: [{act: pay, object: wages}, {act: publisch}]\n    wants:\n"),
         (f"{VOCABULARY_FILE}:41:45: error[ref-unknown-word]: 'publisch' is not among the acts of the vocabulary "
          "(did you mean 'publish'?)")),
        ((VOCABULARY_FILE, "      south: {is: more", "      soth: {is: more"),
         (f"{VOCABULARY_FILE}:42:13: error[ref-unknown-word]: 'soth' is not among the actors of the vocabulary "
         "(did you mean 'south'?)")),
        ((VOCABULARY_FILE, "cites: [south#S-1, pact-a#1-1, gazette]", "cites: [pact-a#1-9]"),
         f"{VOCABULARY_FILE}:42:33: error[ref-unknown-clause]: pact-a has no clause '1-9' (did you mean '1-1'?)"),
        ((VOCABULARY_FILE, "gazette]", "pact-c#1]"),
         (f"{VOCABULARY_FILE}:42:56: error[ref-unknown-source]: no source card has the id 'pact-c' "
         "(did you mean 'pact-a'?)")),
        ((VOCABULARY_FILE, "gazette]", "treasury-paper#9]"),
         (f"{VOCABULARY_FILE}:42:56: error[ref-unknown-paragraph]: the source treasury-paper has no paragraph 9 "
         "(it has 4)")),
        ((VOCABULARY_FILE, "levy: {label: Levy}", "levy: {label: Levy, owner: sout}"),
         (f"{VOCABULARY_FILE}:20:30: error[ref-unknown-word]: 'sout' is not among the actors of the vocabulary "
         "(did you mean 'south'?)")),
        ((VOCABULARY_FILE, "recession: {label: Recession}", "recession: {label: Recession, consent_of: sout}"),
         (f"{VOCABULARY_FILE}:23:45: error[ref-unknown-word]: 'sout' is not among the actors of the vocabulary "
         "(did you mean 'south'?)")),
        ((VOCABULARY_FILE, "recession: {label: Recession}", "recession: {label: Recession, excludes: signatur}"),
         (f"{VOCABULARY_FILE}:23:43: error[ref-unknown-word]: 'signatur' is not among the events of the vocabulary "
         "(did you mean 'signature'?)")),
    ],
)  # fmt: skip
def test_whatever_a_question_an_owner_an_event_or_a_clause_names_must_be_there(edit: Edit, expected: str) -> None:
    result = [
        format_problem(problem) for problem in validate(workspace(edit)).problems if problem.rule != "lint-unused-word"
    ]
    assert result == [expected]


def test_a_question_that_no_clause_answers_is_a_word_that_nothing_uses() -> None:
    result = validate(workspace((A, "    questions: transfer-size\n", ""))).problems
    assert [item.message for item in result] == ["'transfer-size' of questions is used nowhere"]


# --- how much there may be, and of what there is one -----------------------------------------------------------------


def test_a_text_of_more_than_is_read_is_told_at_its_place_and_no_fault_beside_it_is_hidden() -> None:
    long = "The council pays. " * 6_000
    problems = validate(
        workspace((A, "The North pays the South 500 crowns.", long), (B, "known: stated", "known: sated"))
    )
    assert [format_problem(problem) for problem in problems.problems] == [
        f"{A}:30:11: error[ref-bound]: the 107,999 characters of a text are more than 100,000",
        f"{B}:12:12: error[schema-value]: 'sated' is not a value for 'known' (did you mean 'stated'?)",
    ]
    assert not validate(workspace((A, "The North pays the South 500 crowns.", long[:100_000]))).problems


@pytest.mark.parametrize(
    ("constant", "bound", "place", "text"),
    [
        ("MAX_FILE_CLAUSES", 3, f"{A}:1:1", "its 3 clauses are more than 2"),
        ("MAX_SECTION_WORDS", 5, f"{VOCABULARY_FILE}:2:3", "the 5 actors are more than 4"),
        ("MAX_LIST_ITEMS", 11, f"{A}:29:5", "the 11 entries are more than 10"),
    ],
)
def test_a_bound_is_the_most_that_is_read(
    constant: str, bound: int, place: str, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = workspace()
    monkeypatch.setattr(bounds, constant, bound)
    assert not list_problems("ref-bound", files)
    monkeypatch.setattr(bounds, constant, bound - 1)
    faults = list_problems("ref-bound", files)
    assert f"{place}: error[ref-bound]: {text}" in faults


@pytest.mark.parametrize(
    ("edit", "subject"),
    [
        ((A, "issue: debt.deficit", "issue: debt"), "debt"),
        ((A, "        issue: debt\n", "        issue: debt\n        questions: [transfer-size]\n"), "transfer-size"),
    ],
)
def test_more_clauses_on_a_question_than_are_held_against_each_other_are_told(
    edit: Edit, subject: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = workspace(edit)
    monkeypatch.setattr(bounds, "MAX_QUESTION_CLAUSES", 2)
    assert not list_problems("ref-bound", files)
    monkeypatch.setattr(bounds, "MAX_QUESTION_CLAUSES", 1)
    faults = list_problems("ref-bound", files)
    assert faults == [f"{A}:1:1: error[ref-bound]: its 2 clauses on '{subject}' are more than 1"]


def test_a_note_of_more_than_is_read_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    files = workspace((A, "title: First draft", f"title: First draft\nnote: {'x' * 2_000}"))
    monkeypatch.setattr(bounds, "MAX_NOTE_CHARACTERS", 2_000)
    assert not validate(files).problems
    monkeypatch.setattr(bounds, "MAX_NOTE_CHARACTERS", 1_999)
    (problem,) = validate(files).problems
    assert format_problem(problem) == f"{A}:3:7: error[ref-bound]: the 2,000 characters of a text are more than 1,999"


def test_the_bounds_of_the_data_are_those_of_the_page_on_reliability() -> None:
    page = (Path(__file__).parents[2] / "docs/reliability.md").read_text(encoding="utf-8")
    assert (bounds.MAX_TEXT_CHARACTERS, bounds.MAX_NOTE_CHARACTERS) == (100_000, 6_000_000)
    assert (bounds.MAX_FILE_CLAUSES, bounds.MAX_LIST_ITEMS, bounds.MAX_SECTION_WORDS) == (80_000, 80_000, 20_000)
    assert "any other text of a data file | 100,000 characters; 6 million |" in page
    assert "| clauses of a plan; items of a list | 80,000 |" in page
    assert "| words of one section of the vocabulary | 20,000 |" in page


def test_a_section_of_the_vocabulary_that_is_no_mapping_is_told_and_bounds_go_on() -> None:
    faults = validate(workspace((VOCABULARY_FILE, "tracks:\n  court-talks: {label: Talks on the court}", "tracks: 5")))
    assert {problem.rule for problem in faults.problems if problem.severity is Severity.ERROR} >= {"schema-type"}


def test_a_note_may_be_longer_than_a_clause() -> None:
    assert not validate(workspace((A, "title: First draft", f"title: First draft\nnote: {'x ' * 60_000}"))).problems


SINGLE_FILES = ("plans/vocabulary", "plans/settings", "plans/accepted", "plans/alignments", "plans/brief")


@pytest.mark.parametrize("name", SINGLE_FILES)
def test_of_two_files_for_one_thing_the_second_is_told(name: str) -> None:
    files = {"plans/brief.yaml": b"{}\n", **workspace()}
    text = validate({**files, f"{name}.yml": files[f"{name}.yaml"]}).problems
    assert f"{name}.yml:1:1: error[ref-two-files]: {name}.yaml holds the same kind of thing, of which a workspace" in (
        "\n".join(map(format_problem, text))
    )
    assert [problem.suggestion for problem in text if problem.rule == "ref-two-files"] == ["put both into one file"]


def test_a_chain_and_a_lattice_of_words_take_no_longer_than_their_number() -> None:
    """Counted, not timed: a way through 40 layers of two words each has 2**40 forms."""
    layers = "".join(f"  w{n}{side}: {{label: W, parts: [w{n + 1}a, w{n + 1}b]}}\n" for n in range(40) for side in "ab")
    words = f"objects:\n{layers}  w40a: {{label: W}}\n  w40b: {{label: W}}\n"
    problems = validate(workspace((VOCABULARY_FILE, "objects:\n", words)))
    assert not problems.error_count


def test_a_field_behind_no_break_spaces_is_told_as_such() -> None:
    text = validate(workspace((A, "    part: main", "    \u00a0part: main"))).problems
    assert any("no-break spaces" in problem.suggestion for problem in text), text
