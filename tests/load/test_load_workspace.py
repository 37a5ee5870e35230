"""From files to values: what is normalised, inherited, assumed, and that no file can break the reading of another."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comparer.load import load_workspace, strict_yaml
from comparer.load.checks import validate
from comparer.load.checks.field_rules import parse_amount
from comparer.model.content_digest import content_digest
from comparer.model.norm import Condition, ConditionKind, Quantity
from comparer.model.plan import Clause, Coverage, PlanKind
from comparer.model.problems import FilePosition, Severity, format_problem
from comparer.model.redline import LineDemand
from comparer.model.source import Attestation, Citation
from comparer.model.workspace import Workspace
from tests.factories.pact import FILES, LAW, LINES, SEEDS, VOCABULARY_FILE, A, B, workspace

MINIMAL = "plan: bare\ntitle: Bare\nprovisions:\n  - {id: '1', text: The council meets.}\n"


def load(*edits: tuple[str, str, str]) -> Workspace:
    result = load_workspace.load(workspace(*edits))
    assert result.workspace is not None, [format_problem(problem) for problem in result.problems]
    return result.workspace


def clause(ref: str, *edits: tuple[str, str, str]) -> Clause:
    return next(c for plan in load(*edits).plans for c in plan.clauses if c.ref == ref)


def quantity(written: str) -> Quantity:
    return clause("pact-a#2", (A, "sum: {is: 500}", f"sum: {written}")).norm.terms.quantities[0]  # type: ignore[union-attr]


# --- clauses ---------------------------------------------------------------------------------------------------------


def test_one_word_and_a_list_are_the_same() -> None:
    loaded_files = load()
    listed = load((A, "proposers: north", "proposers: [north]"), (A, "voids: 1-1", "voids: [1-1]"))
    assert loaded_files.plans == listed.plans
    assert loaded_files.plans[0].proposers == ("north",)


def test_a_provision_of_one_clause_lends_it_its_id_and_a_listed_clause_takes_heading_and_part() -> None:
    first, _, last = load((A, 'id: "1"\n', 'id: "1"\n    heading: Debt\n')).plans[0].clauses
    assert (last.id, last.provision, last.ref) == ("2", "2", "pact-a#2")
    assert (first.id, first.provision, first.heading, first.part) == ("1-1", "1", "Debt", "main")


def test_a_clause_stands_where_it_is_written() -> None:
    assert clause("pact-a#2").position == FilePosition(A, 29, 5)
    assert clause("pact-a#1-1").position == FilePosition(A, 12, 9)


def test_cites_are_split_into_source_and_paragraph() -> None:
    assert clause("pact-a#1-1").cites == (Citation(source="treasury-paper", paragraph="2"),)
    assert clause("pact-a#1-2").cites == (Citation(source="gazette"),)


def test_a_condition_on_a_clause_names_its_plan() -> None:
    when = Condition(kind=ConditionKind.WHEN, clause="pact-a#1-2")
    assert clause("pact-a#2").norm.conditions == (when,)  # type: ignore[union-attr]
    unless = Condition(kind=ConditionKind.UNLESS, event="recession")
    assert clause("pact-a#1-1").norm.conditions == (unless,)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("written", "low", "high", "low_open", "high_open"),
    [
        ("{is: 500}", 500, 500, False, False),
        ("{min: 500}", 500, None, False, False),
        ("{max: 500}", None, 500, False, False),
        ("{above: 500}", 500, None, True, False),
        ("{below: 500}", None, 500, False, True),
        ("{min: 500, below: 501}", 500, 501, False, True),
        ('{is: "500.5"}', 500.5, 500.5, False, False),
        ('{max: "2031"}', None, "2031", False, False),
        ('{min: "2031-01-31"}', "2031-01-31", None, False, False),
    ],
)
def test_a_quantity_is_an_interval(written: str, low: object, high: object, low_open: bool, high_open: bool) -> None:
    result = quantity(written)
    assert (result.low, result.high, result.low_open, result.high_open) == (low, high, low_open, high_open)
    assert type(result.low) is type(low)


def test_a_quantity_takes_its_unit_from_the_vocabulary_unless_it_is_a_date() -> None:
    assert quantity("{is: 500}").unit == "crown"
    assert quantity('{is: "2031-01"}').unit == ""
    assert clause("pact-a#1-2", (A, "{max: 30, from", "{max: 3, unit: week, from")).norm.terms == (  # type: ignore[union-attr]
        clause("pact-a#1-2").norm.terms.__class__(  # type: ignore[union-attr]
            quantities=(Quantity(name="report-by", high=3, unit="week", start="signature"),)
        )
    )


def test_about_and_unknown_are_flagged() -> None:
    about = quantity("{about: 500}")
    assert (about.low, about.high, about.about) == (500, 500, True)
    unknown = quantity("{unknown: true}")
    assert (unknown.low, unknown.high, unknown.unknown) == (None, None, True)


VARIANTS = """\
    cites: [treasury-paper#3]
    variants:
      - {holder: north, text: The North pays less., terms: {sum: {max: 400}}, known: reported, cites: gazette}
      - {holder: south, text: The South is paid., norm: {bearer: south, modality: may, act: pay}, conditions: {}}
"""


def test_a_variant_is_as_the_clause_but_for_what_it_names() -> None:
    two = clause("pact-a#2", (A, "    cites: [treasury-paper#3]\n", VARIANTS))
    assert two.norm is not None
    north, south = two.variants
    assert north.norm is not None
    assert (north.norm.bearers, north.norm.conditions) == (two.norm.bearers, two.norm.conditions)
    assert [(q.name, q.high, q.unit) for q in north.norm.terms.quantities] == [("sum", 400, "crown")]
    assert (north.known, north.evidence, north.cites) == (Attestation.REPORTED, "A", (Citation(source="gazette"),))
    assert south.norm is not None
    assert (south.norm.bearers, south.norm.conditions, south.norm.terms) == (("south",), (), two.norm.terms)
    assert south.known is Attestation.STATED


# --- plans, lines, constraints ---------------------------------------------------------------------------------------


def test_a_plan_that_says_little_has_the_usual_values_and_says_so() -> None:
    result = load_workspace.load({"plans/bare.yaml": MINIMAL.encode()})
    assert result.problems == ()
    assert result.workspace is not None
    plan = result.workspace.plans[0]
    assert (plan.kind, plan.coverage, plan.assumed_fields) == (PlanKind.DRAFT, Coverage.COMPLETE, ("kind", "coverage"))
    assert plan.clauses[0].norm is None


def test_plans_are_sorted_by_date_and_then_by_id() -> None:
    assert [plan.id for plan in load().plans] == ["pact-a", "pact-b"]
    assert [plan.id for plan in load((A, "2031-02-01", "2031-04-01")).plans] == ["pact-b", "pact-a"]


@pytest.mark.parametrize(
    ("modality", "asks"),
    [
        ("must", LineDemand.TEXT),
        ("declares", LineDemand.TEXT),
        ("must-not", LineDemand.ABSENCE),
        ("may", LineDemand.ABSENCE),
        ("need-not", LineDemand.ABSENCE),
    ],
)
def test_a_line_asks_what_its_modality_usually_asks(modality: str, asks: LineDemand) -> None:
    norm = load((LINES, "modality: may", f"modality: {modality}")).red_lines[0].versions[0].norms[0]
    assert norm.asks is asks


def test_a_line_that_says_what_it_asks_is_heard() -> None:
    loaded_files = load((LINES, "object: budget}, exceptions", "object: budget}, asks: text, exceptions"))
    assert loaded_files.red_lines[0].versions[0].norms[0].asks is LineDemand.TEXT


def test_lines_and_constraints_keep_their_order_and_names() -> None:
    loaded_files = load()
    assert [item.ref for item in loaded_files.red_lines] == ["south#S-1", "south#S-2"]
    assert [(v.start, v.end) for v in loaded_files.red_lines[0].versions] == [("2031-01", "2031-02"), ("2031-03", "")]
    assert [step.after for step in loaded_files.constraints[0].steps] == [(), ("draft",)]
    assert loaded_files.constraints[0].exceptions[0].event == "recession"
    assert loaded_files.red_lines[0].position == FilePosition(LINES, 3, 5)


def test_everything_else_is_read() -> None:
    loaded_files = load()
    assert [source.id for source in loaded_files.sources] == ["treasury-paper", "gazette"]
    assert loaded_files.sources[0].facts[0].figures[0].value == 3
    assert (loaded_files.link_decisions[0].left, loaded_files.link_decisions[0].right) == (
        ("pact-a#1-1",),
        ("pact-b#1",),
    )
    assert loaded_files.acceptances[0].expires == "2032-04-01"
    assert (loaded_files.settings.title, loaded_files.settings.base, loaded_files.settings.fail_on) == (
        "Pact",
        "pact-a",
        ("breached",),
    )
    assert [unit.numerator for unit in loaded_files.vocabulary.units if unit.id == "week"] == [7]


# --- whole workspaces ------------------------------------------------------------------------------------------------


def test_the_order_of_files_changes_nothing_and_any_byte_changes_the_digest() -> None:
    files = workspace()
    turned = dict(reversed(files.items()))
    assert load_workspace.load(files).workspace == load_workspace.load(turned).workspace
    assert content_digest({**files, A: files[A] + b"\n"}) != content_digest(files)
    assert content_digest({"a": b"bc"}) != content_digest({"ab": b"c"})


@pytest.mark.parametrize("missing", [name for name in FILES if name not in (A, B)])
def test_any_file_but_the_plans_may_be_missing(missing: str) -> None:
    files = {name: content for name, content in workspace().items() if name != missing}
    assert [format_problem(problem) for problem in validate(files).problems if problem.rule != "lint-unused-word"] == []


def test_without_a_vocabulary_words_are_not_checked() -> None:
    files = workspace((A, "bearer: treasury", "bearer: tresury"))
    del files[VOCABULARY_FILE]
    assert validate(files).problems == ()


def test_a_broken_file_hides_no_fault_of_another_and_invents_none() -> None:
    files = workspace((B, "known: stated", "known: state"), (LAW, "by: treasury", "by: tresury"))
    files[A] = b"plan: [pact-a\n"
    files[SEEDS] = b"- source: \xff\n"
    message = [format_problem(problem) for problem in validate(files).problems]
    assert [text.split(": ")[1] for text in message] == [
        "error[ref-unknown-word]",
        "error[yaml-syntax]",
        "error[schema-value]",
        "error[yaml-encoding]",
    ]
    assert load_workspace.load(files).workspace is None


def test_a_fault_of_form_hides_no_fault_of_reference_in_the_same_file() -> None:
    edits = (A, "title: First draft", "titel: First draft"), (A, "bearer: treasury", "bearer: tresury")
    rules = [problem.rule for problem in validate(workspace(*edits)).problems]
    assert rules == ["schema-missing-key", "schema-unknown-key", "ref-unknown-word"]


def test_settings_soften_and_silence_lints_and_strict_hardens_warnings_alone() -> None:
    breach = (A, "unless: recession", "unless: resession")

    def level(setting: str, strict: bool) -> list[str]:
        choice = ("plans/settings.yaml", "lint-unused-word: warning", f"lint-unknown-event: {setting}")
        problems = validate(workspace(breach, choice), strict).problems
        return [problem.severity.value for problem in problems if problem.rule == "lint-unknown-event"]

    assert [level(setting, strict=False) for setting in ("error", "warning", "note", "off")] == [
        ["error"], ["warning"], ["note"], []
    ]  # fmt: skip
    assert [level(setting, strict=True) for setting in ("error", "warning", "note", "off")] == [
        ["error"], ["error"], ["note"], []
    ]  # fmt: skip


# --- any data at all -------------------------------------------------------------------------------------------------

JUNK: list[Any] = [
    None,
    True,
    7,
    "",
    "x",
    "a#b#c",
    "2031-02-31",
    [],
    {},
    [[]],
    [{}],
    [None, "x"],
    {"clause": {}},
    {"id": 3},
]


def paths(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    if isinstance(node, dict | list):
        for key, value in node.items() if isinstance(node, dict) else enumerate(node):
            yield from paths(value, (*path, key))


def replaced(node: Any, path: tuple[Any, ...], value: Any) -> Any:
    if not path:
        return value
    copy = dict(node) if isinstance(node, dict) else list(node)
    copy[path[0]] = replaced(node[path[0]], path[1:], value)
    return copy


DATA = {name: strict_yaml.read_yaml(text.encode(), name).data for name, text in FILES.items()}
PLACES = [(name, path) for name, data in DATA.items() for path in paths(data)]


@settings(max_examples=250)
@given(st.sampled_from(PLACES), st.sampled_from(JUNK))
def test_no_value_anywhere_breaks_the_checks_and_what_passes_can_be_built(
    place: tuple[str, tuple[Any, ...]], junk: Any
) -> None:
    name, path = place
    files = {**workspace(), name: json.dumps(replaced(DATA[name], path, junk)).encode()}
    result = load_workspace.load(files)
    assert (result.workspace is None) == bool(result.errors)
    assert [p.position for p in result.problems] == sorted(p.position for p in result.problems)


ENDLESS = "9" * 5000


@pytest.mark.parametrize(
    ("edit", "rules"),
    [
        ((A, "sum: {is: 500}", f'sum: {{is: "{ENDLESS}"}}'), ["schema-form"]),
        ((A, "sum: {is: 500}", f'sum: {{is: "{ENDLESS}.5"}}'), ["schema-form"]),
        ((VOCABULARY_FILE, "factor: 7", f'factor: "1/{ENDLESS}"'), ["schema-form"]),
        ((SEEDS, 'at: "3"', f'at: "{ENDLESS}"'), ["schema-form"]),
        ((A, "treasury-paper#3", f"treasury-paper#{ENDLESS}"), ["ref-unknown-paragraph"]),
        ((A, "modality: must, act: pay", f"modality: must, act: p{ENDLESS}"),
         ["ref-unknown-word"]),
    ],
)  # fmt: skip
def test_a_number_without_end_is_told_and_never_reckoned_with(edit: tuple[str, str, str], rules: list[str]) -> None:
    text = [problem for problem in load_workspace.load(workspace(edit)).problems if problem.severity is Severity.ERROR]
    assert [problem.rule for problem in text] == rules


def test_a_power_of_ten_in_quotes_is_no_figure() -> None:
    assert parse_amount("1e9") == "1e9"  # 1e999999999 would take all memory
    assert parse_amount("1000000000") == 10**9


@pytest.mark.parametrize("blanks", ["\u00a0\u00a0", "\u3000"])
def test_odd_blanks_before_a_field_are_named_whatever_field_it_is(blanks: str) -> None:
    report = validate(
        {"plans/drafts/a.yaml": f'plan: a\ntitle: A\nprovisions:\n  - id: "1"\n{blanks}text: T\n'.encode()}
    )
    hints = [problem.suggestion for problem in report.problems if problem.rule == "schema-unknown-key"]
    assert hints == ["no-break spaces or other odd blanks stand before 'text'; indent it with plain spaces"]
