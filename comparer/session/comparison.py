"""Plans of a workspace compared, and the reports on them."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from comparer.load.checks import data_kind
from comparer.model.content_digest import content_digest, digest_parts
from comparer.model.plan import Plan
from comparer.model.source import Attestation
from comparer.report.options import ReportOptions, default_pair_choice
from comparer.session.options import build_narrowing, require_known_options
from comparer.session.workspace import OpenWorkspace
from comparer.version import VERSION

if TYPE_CHECKING:  # what compares and reports is imported where it is used: many commands only open a workspace
    from comparer.model.findings import Deadlock, Findings
    from comparer.model.travel import StatementMove
    from comparer.norms.canonical_clause import CanonicalClause
    from comparer.pipeline.compare import PairSelection, ProgressCallback
    from comparer.pipeline.jobs import CollectedPairs, PairJob
    from comparer.pipeline.kept_pairs import KeptPairs
    from comparer.report.agreement.travel import StatementMoves
    from comparer.report.sections.party_stands import PartyStands, QuestionStands
    from comparer.report.value.types import ReportValue

KINDS_BEHIND_EVERY_PAIR = ("vocabulary", "alignments")
"""Kinds of data files that every pair of plans is related by, beside the files of the two plans."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedPlans:
    """Plans with all that was found on them; `canonical_clauses` are theirs, by `PLAN#CLAUSE`.

    `kept_clauses` are those that were asked for, under an issue or of concern to a party; None for all.
    """

    plans: tuple[Plan, ...]
    findings: Findings
    canonical_clauses: Mapping[str, CanonicalClause]
    report: ReportValue
    kept_clauses: frozenset[str] | None = None


def compare_plans(
    workspace: OpenWorkspace,
    plan_ids: Sequence[str] = (),
    options: ReportOptions | None = None,
    progress: ProgressCallback | None = None,
) -> ComparedPlans:
    """The plans of these ids (all, where none is named), by date, with the findings and the report on them.

    An issue and a party narrow neither of these: what they ask for is `kept_clauses`. Raises UsageError for an unknown
    plan, issue, party, language or date, InvalidWorkspaceError where there is no plan.
    """
    from comparer.pipeline.compare import list_kept_clauses, prepare_plan_clauses

    options = options or ReportOptions()
    require_known_options(workspace, plan_ids, options)
    whole_options, narrowing = replace(options, issue="", party=""), build_narrowing(options)
    findings = _find_on_plans(workspace, plan_ids, whole_options, progress)
    plans = tuple(map(workspace.find_plan, findings.plans))
    clauses = prepare_plan_clauses(plans, workspace.vocabulary, workspace.cache)
    return ComparedPlans(
        plans=plans,
        findings=findings,
        canonical_clauses=clauses,
        report=build_findings_report(workspace, findings, whole_options),
        kept_clauses=list_kept_clauses(findings, narrowing, workspace.records, clauses, workspace.vocabulary)
        if narrowing
        else None,
    )


def _find_on_plans(
    workspace: OpenWorkspace, plan_ids: Sequence[str], options: ReportOptions, progress: ProgressCallback | None
) -> Findings:
    from comparer.pipeline.compare import RunSupport, compare

    chosen_ids, pairs = _choose_plans_and_pairs(workspace, plan_ids, options)
    support = RunSupport(progress=progress, cache=workspace.cache, pair_store=workspace.pair_store)
    return compare(workspace.records, chosen_ids, options.as_of, build_narrowing(options), pairs, support)


def _choose_plans_and_pairs(
    workspace: OpenWorkspace, plan_ids: Sequence[str], options: ReportOptions
) -> tuple[tuple[str, ...], PairSelection]:
    """The ids of the plans to compare, none for all, and which pairs of them."""
    from comparer.pipeline.compare import PairChoice, PairSelection
    from comparer.report.value.build import choose_base_plan

    workspace.require_plans()
    require_known_options(workspace, plan_ids, options)
    chosen_ids = (*plan_ids, options.base) if plan_ids and options.base else tuple(plan_ids)
    pairs = PairSelection(
        choice=PairChoice(options.pairs or default_pair_choice(len(plan_ids or workspace.plan_ids))),
        base=choose_base_plan(
            options.base or workspace.records.settings.base,
            [plan.id for plan in workspace.records.select_plans(chosen_ids)],
        ),
        clauses=options.clauses,
    )
    return chosen_ids, pairs


def list_comparison_jobs(
    workspace: OpenWorkspace, plan_ids: Sequence[str] = (), options: ReportOptions | None = None
) -> tuple[PairJob, ...]:
    """The pairs that a report on these plans compares, as jobs. Raises as `build_plans_report`."""
    from comparer.pipeline.jobs import list_pair_jobs

    chosen_ids, pairs = _choose_plans_and_pairs(workspace, plan_ids, options or ReportOptions())
    return list_pair_jobs(workspace.records, pairs.select(workspace.records.select_plans(chosen_ids)))


def add_pair_results(workspace: OpenWorkspace, collected: CollectedPairs) -> OpenWorkspace:
    """The workspace with pairs that were compared elsewhere: reports on it compare only what is missing."""
    from comparer.pipeline.jobs import ReadyPairs

    return replace(workspace, pair_store=ReadyPairs(workspace.records, collected.pairs))


def build_plans_report(
    workspace: OpenWorkspace,
    plan_ids: Sequence[str] = (),
    options: ReportOptions | None = None,
    progress: ProgressCallback | None = None,
) -> ReportValue:
    """The report on the plans of these ids (all, where none is named), in the order of their dates.

    Raises UsageError for an unknown plan, issue, language or date, InvalidWorkspaceError where there is no plan.
    """
    options = options or ReportOptions()
    findings = _find_on_plans(workspace, plan_ids, options, progress)
    report = build_findings_report(workspace, findings, options, shows_focus=not plan_ids and not options.all_plans)
    return _add_agreement(report, workspace, findings, options) if options.with_agreement else report


def _add_agreement(
    report: ReportValue, workspace: OpenWorkspace, findings: Findings, options: ReportOptions
) -> ReportValue:
    """The report with its sections towards agreement."""
    from comparer.agreement.assemble import AgreementRequest, find_agreement
    from comparer.agreement.bridging import build_bridge_context
    from comparer.report.agreement.chapter import build_agreement_sections
    from comparer.report.words.sentences import ReportSentences
    from comparer.resources.checklists_catalogue import checklist_names, load_checklist

    vocabulary, red_lines = workspace.vocabulary, workspace.records.red_lines
    deadlocks = find_standing_deadlocks(workspace, report["as_of"])
    request = AgreementRequest(
        plans=tuple(map(workspace.find_plan, findings.plans)),
        focus=report["focus"],
        findings=findings,
        canonical_clauses=prepare_clauses(workspace),
        bridging=build_bridge_context(red_lines, report["as_of"], deadlocks, vocabulary),
        checklists=tuple(map(load_checklist, checklist_names())),
        issue=options.issue,
        party=options.party,
    )
    stands, moves = find_party_moves(workspace, report, (options.party,) if options.party else ())
    sections = build_agreement_sections(find_agreement(request, vocabulary), stands, moves, ReportSentences(report))
    return {**report, "agreement": sections}


def find_party_moves(
    workspace: OpenWorkspace, report: ReportValue, parties: Sequence[str] = ()
) -> tuple[tuple[PartyStands, ...], StatementMoves]:
    """The stands of parties (all, where none is named) on the plans of a report, and what each moved by question."""
    from comparer.report.sections.party_stands import build_party_stands

    stands = build_party_stands(report, parties or None)
    denied = {ref for ref, clause in report["clauses"].items() if clause["known"] == Attestation.DENIED}
    moves = {
        (party.party, entry.question): _find_dated_moves(workspace, entry, denied)
        for party in stands
        for entry in party.questions
        if entry.question
    }
    return stands, moves


def _find_dated_moves(
    workspace: OpenWorkspace, entry: QuestionStands, denied: Container[str]
) -> tuple[StatementMove, ...]:
    """What a party moved on a question, between statements of which one surely came before the other.

    A clause that its supposed author denies is none that it moved to or from.
    """
    from comparer.agreement.travel import find_statement_moves
    from comparer.model.dates import precedes
    from comparer.report.agreement.travel import statement_of

    dates = {statement_of(stand): stand.date for stand in entry.stands if stand.date and stand.ref not in denied}
    moves = find_statement_moves(
        list(dates), prepare_clauses(workspace), workspace.records.red_lines, workspace.vocabulary
    )
    return tuple(move for move in moves if precedes(dates[move.before], dates[move.after]))


def open_kept_pairs(workspace: OpenWorkspace, content: bytes | None) -> KeptPairs:
    """The `pair_store` of a workspace that is as its files make it, with what an earlier one gave as its content."""
    from comparer.pipeline.kept_pairs import KeptPairs

    files = workspace.files
    common_digest = content_digest(
        {name: content for name, content in files.items() if data_kind(name) in KINDS_BEHIND_EVERY_PAIR}
    )
    digests = {
        plan.id: digest_parts(common_digest, plan.position.file, files[plan.position.file]) for plan in workspace.plans
    }
    return KeptPairs(workspace.records, workspace.vocabulary, digests, content)


def describe_plans(
    workspace: OpenWorkspace, plan_ids: Sequence[str] = (), options: ReportOptions | None = None
) -> ReportValue:
    """The plans with their clauses, the lines, sources and words, and no findings. Raises as `build_plans_report`."""
    from comparer.model.findings import Findings

    options = options or ReportOptions()
    workspace.require_plans()
    require_known_options(workspace, plan_ids, options)
    chosen_ids = tuple(plan.id for plan in workspace.records.select_plans(plan_ids))
    return build_findings_report(workspace, Findings(plans=chosen_ids, pairs=(), rows=()), options)


def prepare_clauses(workspace: OpenWorkspace) -> Mapping[str, CanonicalClause]:
    """Every clause of the workspace as the comparison reads it, by `PLAN#CLAUSE`."""
    from comparer.pipeline.compare import prepare_plan_clauses

    return prepare_plan_clauses(workspace.records.plans, workspace.vocabulary, workspace.cache)


def find_standing_deadlocks(workspace: OpenWorkspace, as_of: str) -> tuple[Deadlock, ...]:
    """Pairs of lines in force on a date that no text can keep together."""
    from comparer.findings.conflicts import find_deadlocks

    return find_deadlocks(workspace.records.red_lines, as_of, workspace.vocabulary)


def build_findings_report(
    workspace: OpenWorkspace, findings: Findings, options: ReportOptions, *, shows_focus: bool = False
) -> ReportValue:
    """The report on findings, in the language, base and date that the options name, or the record."""
    from comparer.pipeline.compare import newest_record_date
    from comparer.report.value.build import build_report

    return build_report(
        workspace.records,
        findings,
        vocabulary=workspace.vocabulary,
        as_of=options.as_of or newest_record_date(workspace.records),
        base=options.base,
        language=options.language,
        version=VERSION,
        narrowing=build_narrowing(options),
        shows_focus=shows_focus,
    )
