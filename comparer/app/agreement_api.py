"""The calls of the Python API towards agreement: what the commands of these names find, as frozen values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from comparer.agreement.brackets import build_bracket_ledger
from comparer.agreement.bridging import build_bridge_context, build_bridge_tables
from comparer.agreement.completeness import (
    assess_duties,
    build_checklist_table,
    find_measured_questions,
    keep_assessed,
    keep_matters,
)
from comparer.agreement.implementation import MatrixOptions, build_matrix, keep_duties, read_plan_steps
from comparer.agreement.single_text import build_single_text, keep_rows
from comparer.agreement.travel import build_clause_threads
from comparer.app import workspace_files
from comparer.model.brackets import BracketLedger
from comparer.model.bridging import BridgeTable
from comparer.model.completeness import ChecklistTable, PlanCompleteness
from comparer.model.dates import parse_date
from comparer.model.errors import UsageError
from comparer.model.implementation import ImplementationMatrix
from comparer.model.problems import did_you_mean
from comparer.model.single_text import SingleText
from comparer.model.travel import ClauseThread, StatementMove
from comparer.norms.vocabulary import Vocabulary
from comparer.report.sections.party_stands import QuestionStands
from comparer.resources.checklists_catalogue import checklist_names, load_checklist
from comparer.session import (
    ComparedPlans,
    OpenWorkspace,
    ReportOptions,
    compare_plans,
    describe_plans,
    find_party_moves,
    find_standing_deadlocks,
    prepare_clauses,
    require_known_options,
)

__all__ = [
    "PartyPosition",
    "assess_completeness",
    "check_matters",
    "draft_single_text",
    "find_bridges",
    "list_positions",
    "plan_implementation",
    "trace_brackets",
    "trace_lineage",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyPosition:
    """A party's statements on each question, oldest first, and by question what it moved from one to the next."""

    party: str
    questions: tuple[QuestionStands, ...]
    moves: Mapping[str, tuple[StatementMove, ...]]


def draft_single_text(
    workspace: OpenWorkspace, plans: Sequence[str] | None = None, *, issue: str = "", party: str = ""
) -> SingleText:
    """The single text of these plans (all, where none are named): a row a question, with its parts and alternatives.

    `plans` are plan ids, or paths of plan files or documents; `issue` keeps the questions with a clause under one
    issue, `party` those with one that binds or benefits a party or decides on a line of it. Raises UsageError for an
    unknown name.
    """
    opened, compared = _compare_named(workspace, plans, issue, party)
    return draft_compared_plans(opened, compared)


def trace_brackets(
    workspace: OpenWorkspace, plans: Sequence[str] | None = None, *, issue: str = "", party: str = ""
) -> BracketLedger:
    """How each question stood in each of these plans, by their dates, and what each plan did to it.

    Arguments and errors as of `draft_single_text`.
    """
    opened, compared = _compare_named(workspace, plans, issue, party)
    single_text = draft_compared_plans(opened, compared)
    return build_bracket_ledger(compared.plans, single_text, compared.findings, compared.canonical_clauses)


def trace_lineage(
    workspace: OpenWorkspace, plans: Sequence[str] | None = None, *, issue: str = "", party: str = ""
) -> tuple[ClauseThread, ...]:
    """Each matter through these plans: where it begins, each step, and the plans without it.

    Arguments and errors as of `draft_single_text`.
    """
    opened, compared = _compare_named(workspace, plans, issue, party)
    return build_clause_threads(draft_compared_plans(opened, compared), compared.findings)


def plan_implementation(
    workspace: OpenWorkspace,
    plan: str,
    *,
    event_days: Mapping[str, str] | None = None,
    issue: str = "",
    party: str = "",
) -> ImplementationMatrix:
    """The duties of a plan by due date, with their watchers and consequences, and the order of its events.

    `event_days` gives events of the vocabulary their day (YYYY-MM-DD), from which times that run from them are dated.
    With `issue` or `party` some duties alone, and no order of events. Raises UsageError for an unknown plan, event,
    day, issue or party.
    """
    days = read_event_days(event_days or {}, workspace.vocabulary)
    opened, compared = _compare_named(workspace, [plan], issue, party)
    return list_duties(opened, compared, days)


def assess_completeness(
    workspace: OpenWorkspace, plans: Sequence[str] | None = None, *, issue: str = "", party: str = ""
) -> tuple[PlanCompleteness, ...]:
    """Of each duty of these plans who, what, how much, by when, verified by and on breach, as the text says it or not.

    `issue` and `party` keep duties as in `plan_implementation`. Raises UsageError for an unknown name.
    """
    opened, plan_ids = workspace_files.add_named_plans(workspace, plans or ())
    return assess_plans(opened, plan_ids, ReportOptions(issue=issue, party=party))


def check_matters(
    workspace: OpenWorkspace,
    checklist: str,
    plans: Sequence[str] | None = None,
    *,
    issue: str = "",
    party: str = "",
) -> ChecklistTable:
    """Which customary matters these plans have, put off, strike or lack. `checklist`: one of `checklist_names`.

    `issue` keeps the matters of an issue, `party` those that a clause of concern to it has. Raises UsageError for an
    unknown plan, checklist, issue or party.
    """
    if checklist not in checklist_names():
        raise UsageError(f"'{checklist}' is not a checklist", f"checklists: {', '.join(checklist_names())}")
    opened, plan_ids = workspace_files.add_named_plans(workspace, plans or ())
    (table,) = build_checklist_tables(opened, [checklist], plan_ids, ReportOptions(issue=issue, party=party))
    return table


def build_checklist_tables(
    workspace: OpenWorkspace, checklists: Iterable[str], plan_ids: Sequence[str], options: ReportOptions
) -> tuple[ChecklistTable, ...]:
    """A table for each checklist, with the matters of the issue and the party as of `check_matters`."""
    clauses, vocabulary = prepare_clauses(workspace), workspace.vocabulary
    plans = workspace.records.select_plans(plan_ids)
    tables = tuple(build_checklist_table(load_checklist(name), plans, clauses, vocabulary) for name in checklists)
    kept = _select_kept_clauses(workspace, plan_ids, options)
    if kept is None:
        return tables
    questions = () if options.party else _questions_under(options.issue, vocabulary)
    return tuple(keep_matters(table, kept, questions) for table in tables)


def find_bridges(
    workspace: OpenWorkspace,
    subjects: Sequence[str] | None = None,
    *,
    as_of: str = "",
    issue: str = "",
    party: str = "",
) -> tuple[BridgeTable, ...]:
    """For each disputed question every wording known, and the lines in force on a date that it breaches or gives.

    `subjects` are ids of questions, or of issues for all questions under them (all, where none are named); `as_of` is a
    date (YYYY-MM-DD), else the newest of the record; `issue` keeps questions under it, `party` those with a line of it.
    Raises UsageError for an unknown subject, date, issue or party.
    """
    require_known_options(workspace, (), ReportOptions(issue=issue, party=party))
    date = describe_plans(workspace, (), ReportOptions(as_of=as_of))["as_of"]
    return find_bridges_at(workspace, BridgeSubjects(tuple(subjects or ()), issue, party), date)


@dataclass(frozen=True, slots=True)
class BridgeSubjects:
    """Questions or issues by id, none for all; of these what lies under an issue, and where a party has a line."""

    names: tuple[str, ...] = ()
    issue: str = ""
    party: str = ""


def find_bridges_at(workspace: OpenWorkspace, subjects: BridgeSubjects, date: str) -> tuple[BridgeTable, ...]:
    """The tables of `find_bridges` by the lines in force on a date that was read. Raises UsageError for a subject."""
    vocabulary = workspace.vocabulary
    questions = _list_questions(subjects.names, vocabulary) if subjects.names else None
    deadlocks = find_standing_deadlocks(workspace, date)
    context = build_bridge_context(workspace.records.red_lines, date, deadlocks, vocabulary)
    return tuple(
        table
        for table in build_bridge_tables(workspace.plans, context, questions)
        if (not subjects.issue or vocabulary.is_in_branch(table.issue, subjects.issue))
        and (not subjects.party or table.has_line_of(subjects.party))
    )


def _list_questions(subjects: Sequence[str], vocabulary: Vocabulary) -> list[str]:
    """The questions that are named, or that stand under the issues that are. Raises UsageError for another name."""
    questions: list[str] = []
    for subject in subjects:
        if subject in vocabulary.questions:
            questions.append(subject)
        elif subject in vocabulary.issues:
            questions += _questions_under(subject, vocabulary)
        else:
            hint = did_you_mean(subject, (*vocabulary.questions, *vocabulary.issues))
            raise UsageError(f"'{subject}' is no question and no issue", hint)
    return list(dict.fromkeys(questions))


def _questions_under(issue: str, vocabulary: Vocabulary) -> list[str]:
    """The questions of an issue and of all below it; an issue stands for what no question of it asks."""
    declared = [item.id for item in vocabulary.data.questions if vocabulary.is_in_branch(item.issue, issue)]
    return [issue, *declared, *(inner for inner in vocabulary.issues if vocabulary.is_in_branch(inner, issue))]


def list_positions(workspace: OpenWorkspace, parties: Sequence[str] | None = None) -> tuple[PartyPosition, ...]:
    """The stand of each party on each question over time (all that hold lines or proposed a text), and what it moved.

    Raises UsageError for a party that did neither.
    """
    report = describe_plans(workspace)
    stands, moves = find_party_moves(workspace, report, tuple(parties or ()))
    if missing := set(parties or ()) - {entry.party for entry in stands}:
        raise UsageError(f"'{min(missing)}' holds no line and proposed no text")
    return tuple(
        PartyPosition(
            party=entry.party,
            questions=entry.questions,
            moves={question: party_moves for (party, question), party_moves in moves.items() if party == entry.party},
        )
        for entry in stands
    )


def _compare_named(
    workspace: OpenWorkspace, plans: Sequence[str] | None, issue: str = "", party: str = ""
) -> tuple[OpenWorkspace, ComparedPlans]:
    opened, plan_ids = workspace_files.add_named_plans(workspace, plans or ())
    return opened, compare_plans(opened, plan_ids, ReportOptions(issue=issue, party=party))


def draft_compared_plans(workspace: OpenWorkspace, compared: ComparedPlans) -> SingleText:
    """The single text of plans that were compared: the rows with a clause that was asked for."""
    text = build_single_text(compared.plans, compared.findings, compared.canonical_clauses, workspace.vocabulary)
    return text if compared.kept_clauses is None else keep_rows(text, compared.kept_clauses)


def _select_kept_clauses(
    workspace: OpenWorkspace, plan_ids: Sequence[str], options: ReportOptions
) -> frozenset[str] | None:
    """The clauses of plans, as `PLAN#CLAUSE`, under the issue that concern the party; None where neither is named."""
    if not (options.issue or options.party):
        return None
    return compare_plans(workspace, plan_ids, replace(options, pairs="none")).kept_clauses


def list_duties(
    workspace: OpenWorkspace, compared: ComparedPlans, event_days: Mapping[str, str]
) -> ImplementationMatrix:
    """The matrix of `plan_implementation` for the first of plans that were compared. Days are as `read_event_days`."""
    plan = compared.plans[0]
    matrix = build_matrix(
        plan,
        compared.canonical_clauses,
        workspace.vocabulary,
        read_plan_steps(plan.id, compared.findings),
        MatrixOptions(event_days=event_days),
    )
    return matrix if compared.kept_clauses is None else keep_duties(matrix, compared.kept_clauses)


def assess_plans(
    workspace: OpenWorkspace, plan_ids: Sequence[str], options: ReportOptions
) -> tuple[PlanCompleteness, ...]:
    """What each duty of these plans says and leaves open, of the issue and the party as of `assess_completeness`."""
    clauses, vocabulary = prepare_clauses(workspace), workspace.vocabulary
    measured = find_measured_questions(clauses.values(), vocabulary)
    plans = workspace.records.select_plans(plan_ids)
    assessed = [
        assess_duties(build_matrix(plan, clauses, vocabulary), plan, clauses, vocabulary, measured) for plan in plans
    ]
    kept = _select_kept_clauses(workspace, plan_ids, options)
    return tuple(entry if kept is None else keep_assessed(entry, kept) for entry in assessed)


def read_event_days(event_days: Mapping[str, str], vocabulary: Vocabulary) -> dict[str, str]:
    """The days of events as ISO dates. Raises UsageError for an event that the vocabulary lacks, or for no day."""
    days = {}
    for event, day in event_days.items():
        parsed = parse_date(day)
        if event not in vocabulary.events:
            raise UsageError(f"'{event}' is not an event of the vocabulary", did_you_mean(event, vocabulary.events))
        if parsed is None or not parsed.day:
            raise UsageError(f"'{day}' is not a day; write YYYY-MM-DD")
        days[event] = parsed.first_day.isoformat()
    return days
