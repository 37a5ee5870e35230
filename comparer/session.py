"""A workspace, its comparison, and its changes over time: the few calls that commands, watch and the Python API share.

Bytes in, report out. What a run makes is kept by name with the values it was made from. A value is the same where it is
the same object, so a file that did not change has to give the same objects; text and bytes are compared. After a change
of files only what the changed file touches is made again, and the report is that of a full run, to the byte.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from comparer.load.checks import FileEntry, check_entries, data_kind, read_entries
from comparer.load.load_workspace import LoadResult, build_load_result, load, no_plan_problem
from comparer.model.content_digest import digest_parts
from comparer.model.dates import date_sort_key, parse_date
from comparer.model.errors import InvalidWorkspaceError, UsageError
from comparer.model.plan import Clause, Plan
from comparer.model.problems import Problem, Severity, did_you_mean
from comparer.model.workspace import SentenceModel, Workspace
from comparer.norms.vocabulary import Vocabulary
from comparer.report.options import ReportOptions, default_pair_choice
from comparer.version import VERSION

if TYPE_CHECKING:  # what compares and reports is imported where it is used: many commands only open a workspace
    from comparer.model.findings import Alignment, Deadlock, Findings, Narrowing
    from comparer.norms.canonical_clause import CanonicalClause
    from comparer.pipeline.assess import Cache
    from comparer.pipeline.compare import PairSelection, PairStore, ProgressCallback
    from comparer.pipeline.jobs import CollectedPairs, PairJob
    from comparer.pipeline.kept_pairs import KeptPairs
    from comparer.report.agreement.travel import StatementMoves
    from comparer.report.sections.change_report import ChangeReport, GateWarning
    from comparer.report.sections.party_stands import PartyStands
    from comparer.report.value.explanation_types import ExplanationValue, FindingExplanation, JudgementValue
    from comparer.report.value.types import ReportValue

__all__ = [
    "ClauseSource",
    "ComparedPlans",
    "MemoryCache",
    "OpenWorkspace",
    "ReportOptions",
    "Session",
    "SessionState",
    "add_pair_results",
    "align_plans",
    "build_plans_report",
    "compare_plans",
    "describe_plans",
    "diff_plans",
    "explain_finding",
    "explain_subject",
    "find_party_moves",
    "find_standing_deadlocks",
    "list_comparison_jobs",
    "open_kept_pairs",
    "open_workspace",
    "prepare_clauses",
    "relate_sources",
    "rename_plan",
    "report_plan_changes",
    "require_date",
    "version_name",
]

T = TypeVar("T")

ClauseSource = str | Mapping[str, Any]
"""`PLAN#CLAUSE`, a sentence, or the fields of a clause or of a norm as a plan file writes them."""

ModelLoader = Callable[[str], SentenceModel | None]

_PADDED_DATE_PATTERN = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
KINDS_BEHIND_EVERY_PAIR = ("vocabulary", "alignments")
"""Kinds of data files that every pair of plans is related by, beside the files of the two plans."""

MAX_NAMESAKES = 3
"""Clauses or lines of one id, in plans or of parties, that are offered where no plan or party was named with it."""

_TRIAL_PLAN_FILE = "plans/drafts/trial.yaml"


class MemoryCache:
    """What was made last, by name, each with the values it was made from."""

    def __init__(self) -> None:
        self._previous_run: dict[tuple[str, ...], tuple[tuple[object, ...], Any]] = {}
        self._current_run: dict[tuple[str, ...], tuple[tuple[object, ...], Any]] = {}

    def __call__(self, key: tuple[str, ...], made_from: tuple[object, ...], make: Callable[[], T]) -> T:
        entry = self._current_run.get(key) or self._previous_run.get(key)
        if entry is None or not _is_same_input(entry[0], made_from):
            entry = (made_from, make())
        self._current_run[key] = entry
        value: T = entry[1]
        return value

    def end_run(self, is_complete: bool) -> None:
        """End a run. After a whole one, what it did not ask for is forgotten."""
        self._previous_run = self._current_run if is_complete else self._previous_run | self._current_run
        self._current_run = {}


def _is_same_input(earlier: tuple[object, ...], current: tuple[object, ...]) -> bool:
    return len(earlier) == len(current) and all(
        x is y or (isinstance(x, (str, bytes)) and x == y) for x, y in zip(earlier, current, strict=True)
    )


def load_no_model(_: str) -> SentenceModel | None:
    """Alignment by words alone, whatever model the settings name."""
    return None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class OpenWorkspace:
    """A valid workspace: the bytes of its files by path, the values they hold, and the warnings about them.

    `folder` says where it lies ("" where it was not read from a disk). `cache` holds what earlier calls made of it.
    """

    files: Mapping[str, bytes]
    records: Workspace
    warnings: tuple[Problem, ...] = ()
    folder: str = ""
    cache: Cache = field(default_factory=MemoryCache, compare=False)
    loaded_records: Workspace | None = field(default=None, compare=False)
    """The records as the files alone make them; None where a sentence model has a part in them."""
    pair_store: PairStore | None = field(default=None, compare=False)
    """Related pairs of earlier runs, or of other machines."""

    def __repr__(self) -> str:
        place = f" in {self.folder}" if self.folder else ""
        return f"<workspace{place}: plans {', '.join(self.plan_ids) or 'none'}; warnings {len(self.warnings)}>"

    @property
    def is_as_loaded(self) -> bool:
        """Whether the records are what the files alone make: no state of git, no other order, no model."""
        return self.records is self.loaded_records

    @property
    def plans(self) -> tuple[Plan, ...]:
        """The plans, the earlier first."""
        return self.records.plans

    @property
    def plan_ids(self) -> tuple[str, ...]:
        return tuple(plan.id for plan in self.records.plans)

    @property
    def vocabulary(self) -> Vocabulary:
        """The look-ups over the words of the workspace, built once."""
        data = self.records.vocabulary
        return self.cache(("words",), (data,), partial(Vocabulary, data))

    def find_plan(self, plan_id: str) -> Plan:
        """The plan of an id. Raises UsageError for an unknown one."""
        plan = next((plan for plan in self.records.plans if plan.id == plan_id), None)
        if plan is None:
            suggestion = did_you_mean(plan_id, self.plan_ids) or f"plans: {', '.join(self.plan_ids) or 'none'}"
            raise UsageError(f"'{plan_id}' is not a plan of the workspace", suggestion)
        return plan

    def find_clause(self, ref: str) -> Clause:
        """The clause `PLAN#CLAUSE`. Raises UsageError for an unknown one."""
        clauses = {clause.ref: clause for plan in self.records.plans for clause in plan.clauses}
        if ref not in clauses:
            raise UsageError(f"'{ref}' is not a clause of the workspace", did_you_mean(ref, clauses))
        return clauses[ref]

    def require_plans(self) -> None:
        """Raises InvalidWorkspaceError where there is nothing to compare."""
        if not self.records.plans:
            raise InvalidWorkspaceError(no_plan_problem())

    def add_plan(self, plan: Plan, warnings: Sequence[Problem] = ()) -> OpenWorkspace:
        """The workspace with one more plan, which no file of it holds, and the warnings about it."""
        plans = sorted(
            (*self.records.plans, plan), key=lambda dated_plan: (date_sort_key(dated_plan.issued), dated_plan.id)
        )
        records = replace(self.records, plans=tuple(plans))
        return replace(self, records=records, warnings=(*self.warnings, *warnings))

    def add_files(self, files: Mapping[str, bytes]) -> OpenWorkspace:
        """The workspace read again with more files, or others in their places. Raises InvalidWorkspaceError."""
        model = self.records.sentence_model
        return open_workspace({**self.files, **files}, folder=self.folder, model_loader=lambda _: model)


def open_workspace(
    files: Mapping[str, bytes], *, folder: str = "", model_loader: ModelLoader = load_no_model
) -> OpenWorkspace:
    """The workspace that data files hold, by path from its top. Raises InvalidWorkspaceError with all errors in them.

    `model_loader` gives the sentence model that the settings name.
    """
    result = load(files)
    if result.workspace is None:
        raise InvalidWorkspaceError(*result.errors)
    records = result.workspace
    if records.settings.model:
        records = replace(records, sentence_model=model_loader(records.settings.model))
    warnings = tuple(problem for problem in result.problems if problem.severity is not Severity.ERROR)
    return OpenWorkspace(
        files=files,
        records=records,
        warnings=warnings,
        folder=folder,
        loaded_records=None if records.sentence_model else records,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedPlans:
    """Plans with all that was found on them; `canonical_clauses` are theirs, by `PLAN#CLAUSE`."""

    plans: tuple[Plan, ...]
    findings: Findings
    canonical_clauses: Mapping[str, CanonicalClause]
    report: ReportValue


def compare_plans(
    workspace: OpenWorkspace,
    plan_ids: Sequence[str] = (),
    options: ReportOptions | None = None,
    progress: ProgressCallback | None = None,
) -> ComparedPlans:
    """The plans of these ids (all, where none is named), by date, with the findings and the report on them.

    Raises UsageError for an unknown plan, issue, language or date, InvalidWorkspaceError where there is no plan.
    """
    from comparer.pipeline.compare import prepare_plan_clauses

    options = options or ReportOptions()
    findings = _find_on_plans(workspace, plan_ids, options, progress)
    plans = tuple(map(workspace.find_plan, findings.plans))
    return ComparedPlans(
        plans=plans,
        findings=findings,
        canonical_clauses=prepare_plan_clauses(plans, workspace.vocabulary, workspace.cache),
        report=_build_findings_report(workspace, findings, options),
    )


def _find_on_plans(
    workspace: OpenWorkspace, plan_ids: Sequence[str], options: ReportOptions, progress: ProgressCallback | None
) -> Findings:
    from comparer.pipeline.compare import RunSupport, compare

    chosen_ids, pairs = _choose_plans_and_pairs(workspace, plan_ids, options)
    support = RunSupport(progress=progress, cache=workspace.cache, pair_store=workspace.pair_store)
    return compare(workspace.records, chosen_ids, options.as_of, _narrowing(options), pairs, support)


def _choose_plans_and_pairs(
    workspace: OpenWorkspace, plan_ids: Sequence[str], options: ReportOptions
) -> tuple[tuple[str, ...], PairSelection]:
    """The ids of the plans to compare, none for all, and which pairs of them."""
    from comparer.pipeline.compare import PairChoice, PairSelection
    from comparer.report.value.build import choose_base_plan

    workspace.require_plans()
    _require_known_options(workspace, plan_ids, options)
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
    report = _build_findings_report(workspace, findings, options, shows_focus=not plan_ids and not options.all_plans)
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
    from comparer.agreement.travel import find_statement_moves
    from comparer.report.agreement.travel import statement_of
    from comparer.report.sections.party_stands import build_party_stands

    stands = build_party_stands(report, parties or None)
    clauses, vocabulary = prepare_clauses(workspace), workspace.vocabulary
    moves = {
        (party.party, entry.question): find_statement_moves(
            [statement_of(stand) for stand in entry.stands], clauses, workspace.records.red_lines, vocabulary
        )
        for party in stands
        for entry in party.questions
        if entry.question
    }
    return stands, moves


def open_kept_pairs(workspace: OpenWorkspace, content: bytes | None) -> KeptPairs:
    """The `pair_store` of a workspace that is as its files make it, with what an earlier one gave as its content."""
    from comparer.pipeline.kept_pairs import KeptPairs

    files = workspace.files
    common = [
        part for name in sorted(files) if data_kind(name) in KINDS_BEHIND_EVERY_PAIR for part in (name, files[name])
    ]
    digests = {
        plan.id: digest_parts(*common, plan.position.file, files[plan.position.file]) for plan in workspace.plans
    }
    return KeptPairs(workspace.records, workspace.vocabulary, digests, content)


def describe_plans(
    workspace: OpenWorkspace, plan_ids: Sequence[str] = (), options: ReportOptions | None = None
) -> ReportValue:
    """The plans with their clauses, the lines, sources and words, and no findings. Raises as `build_plans_report`."""
    from comparer.model.findings import Findings

    options = options or ReportOptions()
    workspace.require_plans()
    _require_known_options(workspace, plan_ids, options)
    chosen_ids = tuple(plan.id for plan in workspace.records.select_plans(plan_ids))
    return _build_findings_report(workspace, Findings(plans=chosen_ids, pairs=(), rows=()), options)


def prepare_clauses(workspace: OpenWorkspace) -> Mapping[str, CanonicalClause]:
    """Every clause of the workspace as the comparison reads it, by `PLAN#CLAUSE`."""
    from comparer.pipeline.compare import prepare_plan_clauses

    return prepare_plan_clauses(workspace.records.plans, workspace.vocabulary, workspace.cache)


def find_standing_deadlocks(workspace: OpenWorkspace, as_of: str) -> tuple[Deadlock, ...]:
    """Pairs of lines in force on a date that no text can keep together."""
    from comparer.findings.conflicts import find_deadlocks

    return find_deadlocks(workspace.records.red_lines, as_of, workspace.vocabulary)


def diff_plans(workspace: OpenWorkspace, left: str, right: str, options: ReportOptions | None = None) -> ReportValue:
    """The report on two plans with their pair as it was asked for, not the earlier first.

    Its `delta` holds the verdicts on red lines and on the law that differ between the two. Raises UsageError as
    `build_plans_report`, and where both sides are the same plan.
    """
    from comparer.pipeline.compare import RunSupport, compare, compare_pair, narrow_findings, to_canonical_clauses
    from comparer.report.sections.changes import build_plan_delta
    from comparer.review.differences import diff_plan_verdicts

    options = replace(options or ReportOptions(), base=left)
    if left == right:
        raise UsageError("LEFT and RIGHT are the same plan")
    plans = workspace.find_plan(left), workspace.find_plan(right)
    _require_known_options(workspace, (left, right), options)
    support = RunSupport(cache=workspace.cache)
    findings = compare(workspace.records, (left, right), options.as_of, _narrowing(options), support=support)
    if findings.plans != (left, right):
        clauses = to_canonical_clauses(plans, workspace.vocabulary)
        pair = compare_pair(workspace.records, *plans, clauses, workspace.vocabulary)
        findings = replace(findings, plans=(left, right), pairs=(pair,))
        findings = narrow_findings(findings, _narrowing(options), workspace.records, clauses, workspace.vocabulary)
    report = _build_findings_report(workspace, findings, options)
    return {**report, "delta": build_plan_delta(diff_plan_verdicts(report, left, right), report, left, right)}


def report_plan_changes(
    workspace: OpenWorkspace, left: str, right: str, options: ReportOptions | None = None
) -> ChangeReport:
    """What changed from one plan to another. Two versions of one plan are compared with all that they do elsewhere.

    Versions are `PLAN@REV` and `PLAN`, or two with `@`, as `workspace_files.add_named_plans` makes them. Raises
    UsageError as `diff_plans`.
    """
    from comparer.report.sections.change_report import build_plan_changes

    options = options or ReportOptions()
    if version_name(left) == version_name(right):
        return _report_version_changes(workspace, left, right, options)
    return build_plan_changes(diff_plans(workspace, left, right, options), left, right, options.issue)


def _report_version_changes(workspace: OpenWorkspace, left: str, right: str, options: ReportOptions) -> ChangeReport:
    from comparer.report.sections.change_report import build_version_changes
    from comparer.review.gate import diff_gate

    pair = diff_plans(workspace, left, right, options)["pairs"][0]
    own_pairs = replace(options, pairs="base", base=version_name(right))
    before, after = (
        build_plans_report(_put_version_in_place(workspace, version), (), own_pairs) for version in (left, right)
    )
    change = build_version_changes(before, after, pair, (left, right), options.issue)
    warnings = _new_warnings(workspace, left, right)
    return change.with_gate(diff_gate(before, after, workspace.records.settings.fail_on, warnings))


def version_name(plan_id: str) -> str:
    """The id of a plan without the revision that it was read at."""
    return plan_id.partition("@")[0]


def rename_plan(plan: Plan, plan_id: str) -> Plan:
    """A plan under another id, its clauses with it: two states of one file can stand side by side."""
    provisions = tuple(
        replace(provision, clauses=tuple(replace(clause, plan=plan_id) for clause in provision.clauses))
        for provision in plan.provisions
    )
    return replace(plan, id=plan_id, provisions=provisions)


def _put_version_in_place(workspace: OpenWorkspace, version: str) -> OpenWorkspace:
    """The workspace with one version of a plan as that plan, and no other version of it."""
    plan_id = version_name(version)
    plan = rename_plan(workspace.find_plan(version), plan_id)
    plans = (plan, *(other for other in workspace.records.plans if version_name(other.id) != plan_id))
    own_refs = {clause.ref for clause in plan.clauses}
    decisions = tuple(
        decision
        for decision in workspace.records.link_decisions
        if all(ref in own_refs or not ref.startswith(f"{plan_id}#") for ref in (*decision.left, *decision.right))
    )
    records = replace(
        workspace.records,
        plans=tuple(sorted(plans, key=lambda dated_plan: (date_sort_key(dated_plan.issued), dated_plan.id))),
        link_decisions=decisions,
    )
    return replace(workspace, records=records)


def _new_warnings(workspace: OpenWorkspace, left: str, right: str) -> tuple[GateWarning, ...]:
    """The warnings about the file of the right version that the left one did not have."""
    from comparer.report.sections.change_report import GateWarning

    known, new = (_file_warnings(workspace, version) for version in (left, right))
    known_messages = {(problem.rule, problem.message) for problem in known}
    return tuple(
        GateWarning(
            rule=problem.rule,
            message=problem.message,
            place=f"{problem.position.file.partition('@')[0]}:{problem.position.line}",
        )
        for problem in new
        if (problem.rule, problem.message) not in known_messages
    )


def _file_warnings(workspace: OpenWorkspace, version: str) -> list[Problem]:
    _, separator, revision = version.partition("@")
    file = f"{workspace.find_plan(version).position.file}{separator}{revision}"
    return [
        problem
        for problem in workspace.warnings
        if problem.position.file == file and problem.severity is Severity.WARNING
    ]


def align_plans(workspace: OpenWorkspace, left: str, right: str) -> Alignment:
    """The links of one pair of plans, with those that are only possible. Raises UsageError for an unknown plan."""
    from comparer.pipeline.compare import align_pair, to_canonical_clauses

    if left == right:
        raise UsageError("LEFT and RIGHT are the same plan")
    plans = workspace.find_plan(left), workspace.find_plan(right)
    clauses = to_canonical_clauses(plans, workspace.vocabulary)
    return align_pair(workspace.records, *plans, clauses, workspace.vocabulary, with_proposals=True)


def explain_subject(report: ReportValue, subject: str, against: str = "") -> ExplanationValue:
    """What a report knows of a clause, a red line or a rule of law; with `against`, what the two have in common.

    Raises UsageError for what the report does not hold.
    """
    from comparer.review import explain

    try:
        return explain.explain(report, subject, against)
    except KeyError as error:
        name, subjects = str(error.args[0]), tuple(explain.explainable_subjects(report))
        namesakes = [subject for subject in subjects if subject.partition("#")[2].casefold() == name.casefold()]
        closest = ", ".join(f"'{subject}'" for subject in namesakes[:MAX_NAMESAKES])
        raise UsageError(
            f"'{name}' is not a clause, red line or rule of the record",
            f"did you mean {closest}?" if closest else did_you_mean(name, subjects),
        ) from error


def explain_finding(report: ReportValue, fingerprint: str) -> FindingExplanation:
    """One finding of a report with its rule, its reason and what it rests on.

    Raises UsageError where the report has none of that fingerprint.
    """
    from comparer.review import explain

    try:
        return explain.explain_finding(report, fingerprint)
    except KeyError as error:
        raise UsageError(f"no finding has the fingerprint '{fingerprint}'") from error


def relate_sources(workspace: OpenWorkspace, left: ClauseSource, right: ClauseSource) -> JudgementValue:
    """How the right clause differs from the left: relation, changes, whom they favour, basis and confidence.

    Raises UsageError where a side cannot be read or uses a word that the vocabulary lacks.
    """
    from comparer.norms.relate import to_canonical_clause
    from comparer.pipeline.compare import relate_clauses
    from comparer.report.value.finding_records import build_judgement_value
    from comparer.report.words.english import build_english_wording

    left_clause, right_clause = (
        to_canonical_clause(_resolve_clause(workspace, side, name), workspace.vocabulary)
        for side, name in ((left, "left"), (right, "right"))
    )
    judgement = relate_clauses(left_clause, right_clause, workspace.vocabulary)
    return build_judgement_value(judgement, build_english_wording(workspace.vocabulary.word_label, {}, {}, {}, {}))


def _resolve_clause(workspace: OpenWorkspace, side: ClauseSource, name: str) -> Clause:
    """The clause that is named or written; one that is written is `NAME#1`."""
    if isinstance(side, str):
        if not re.search(r"\s", side.strip()):
            return workspace.find_clause(side)
        side = {"text": side}
    elif "modality" in side:
        side = {"norm": side}
    fields = {"text": "(a norm without wording)", **side, "id": "1"}
    plan = {"plan": name, "title": name, "provisions": [fields]}
    words = {path: content for path, content in workspace.files.items() if data_kind(path) in ("vocabulary", "source")}
    try:
        content = json.dumps(plan, ensure_ascii=False).encode()
    except (TypeError, ValueError) as error:
        raise UsageError(f"a clause holds what a plan file cannot: {error}") from error
    result = load({**words, _TRIAL_PLAN_FILE: content})
    if result.workspace is None:
        fault = result.errors[0]
        raise UsageError(fault.message, fault.suggestion)
    return result.workspace.plans[0].clauses[0]


def _narrowing(options: ReportOptions) -> Narrowing:
    from comparer.model.findings import Narrowing

    return Narrowing(issue=options.issue, party=options.party)


def _build_findings_report(
    workspace: OpenWorkspace, findings: Findings, options: ReportOptions, *, shows_focus: bool = False
) -> ReportValue:
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
        narrowing=_narrowing(options),
        shows_focus=shows_focus,
    )


def _require_known_options(workspace: OpenWorkspace, plan_ids: Sequence[str], options: ReportOptions) -> None:
    from comparer.resources.message_catalogue import LANGUAGES

    for plan_id in (*plan_ids, *filter(None, (options.base,))):
        workspace.find_plan(plan_id)
    require_date(options.as_of)
    _require_issue(workspace.records, options.issue)
    _require_party(workspace.records, options.party)
    if options.language not in ("", *LANGUAGES):
        raise UsageError(f"'{options.language}' is not a language of reports", f"languages: {', '.join(LANGUAGES)}")


def require_date(text: str) -> None:
    """Raises UsageError for what is not a day, a month or a year of the calendar; an empty text names no date."""
    if text and not (_PADDED_DATE_PATTERN.fullmatch(text) and parse_date(text)):
        raise UsageError(f"'{text}' is not a date; write YYYY-MM-DD, YYYY-MM or YYYY")


def _require_party(records: Workspace, party: str) -> None:
    """Raises UsageError for one that holds no red line and stands in no plan."""
    known_parties = {line.party for line in records.red_lines} | {
        party for plan in records.plans for party in plan.parties
    }
    if party and party not in known_parties:
        raise UsageError(
            f"'{party}' is not a party of the workspace",
            did_you_mean(party, known_parties) or f"parties: {', '.join(sorted(known_parties)) or 'none'}",
        )


def _require_issue(records: Workspace, issue: str) -> None:
    known_issues = {candidate.id for candidate in records.vocabulary.issues}
    known_issues |= {clause.issue for plan in records.plans for clause in plan.clauses if clause.issue}
    if issue and issue not in known_issues and not any(candidate.startswith(issue + ".") for candidate in known_issues):
        raise UsageError(f"'{issue}' is not an issue of the vocabulary", did_you_mean(issue, known_issues))


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionState:
    """The report of the last files that were valid (None before the first), and the faults of the files as they are."""

    report: ReportValue | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class Session:
    """A workspace over its changes. `update` takes all its files each time and does as little as they allow."""

    options: ReportOptions = field(default_factory=ReportOptions)
    state: SessionState = field(default_factory=SessionState)
    model_loader: ModelLoader = load_no_model
    """Gives the sentence model that the settings name."""
    _cache: MemoryCache = field(default_factory=MemoryCache)

    def update(self, files: Mapping[str, bytes]) -> SessionState:
        """The state after a change of files. Where they are at fault the report stays that of the last good ones."""
        load_result = self._load_files(files)
        if load_result.workspace is None:
            self._cache.end_run(is_complete=False)
            self.state = replace(self.state, problems=load_result.errors)
            return self.state
        records = self._reuse_unchanged_objects(load_result.workspace, files)
        if not records.plans:
            return self.record_problems(no_plan_problem())
        workspace = OpenWorkspace(files=files, records=records, cache=self._cache)
        self.state = SessionState(report=build_plans_report(workspace, (), self.options))
        self._cache.end_run(is_complete=True)
        return self.state

    def record_problems(self, *problems: Problem) -> SessionState:
        """The state where the files could not even be read."""
        self.state = replace(self.state, problems=problems)
        return self.state

    def _load_files(self, files: Mapping[str, bytes]) -> LoadResult:
        entries = tuple(
            self._cache(
                ("entry", file_name), (files[file_name],), partial(_read_single_entry, file_name, files[file_name])
            )
            for file_name in sorted(files)
        )
        return build_load_result(check_entries(entries), files)

    def _reuse_unchanged_objects(self, workspace: Workspace, files: Mapping[str, bytes]) -> Workspace:
        """The workspace with the objects of the last run wherever the files they come from are the same."""
        cache = self._cache

        def contents_of_kinds(*kinds: str) -> tuple[str | bytes, ...]:
            return tuple(_names_and_contents(files, kinds))

        def reuse_plan(plan: Plan) -> Plan:
            return cache(("plan", plan.position.file), (vocabulary, files[plan.position.file]), lambda: plan)

        model_name = workspace.settings.model
        vocabulary = cache(("vocabulary",), contents_of_kinds("vocabulary"), lambda: workspace.vocabulary)
        return replace(
            workspace,
            vocabulary=vocabulary,
            plans=tuple(map(reuse_plan, workspace.plans)),
            red_lines=cache(("lines",), (vocabulary, *contents_of_kinds("redlines")), lambda: workspace.red_lines),
            constraints=cache(
                ("constraints",), (vocabulary, *contents_of_kinds("constraints")), lambda: workspace.constraints
            ),
            link_decisions=cache(("pins",), contents_of_kinds("alignments"), lambda: workspace.link_decisions),
            sentence_model=cache(("model",), (model_name,), lambda: self.model_loader(model_name)),
        )


def _read_single_entry(file_name: str, content: bytes) -> FileEntry:
    return read_entries({file_name: content})[0]


def _names_and_contents(files: Mapping[str, bytes], kinds: tuple[str, ...]) -> Iterator[str | bytes]:
    """Names and contents of the files that hold these kinds of data, in the order of their names."""
    for file_name in sorted(files):
        if data_kind(file_name) in kinds:
            yield file_name
            yield files[file_name]
