"""The whole comparison: plans are aligned and related pair by pair, then held against lines and law."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache, partial
from itertools import combinations, pairwise, permutations
from typing import Protocol

from comparer.align.align import TextAligner, align, alignable_clauses
from comparer.align.rows import build_alignment_rows
from comparer.findings.filter import list_kept_clauses, narrow_findings
from comparer.findings.gaps import find_gaps, judge_gap
from comparer.findings.interests import InterestIndex, build_interest_index
from comparer.findings.links import LinkContext, judge_link, relate_clause_pair, relate_match
from comparer.findings.order import IssueOrder, build_issue_order
from comparer.model.findings import (
    EVERYTHING,
    Alignment,
    AlignmentRow,
    Findings,
    Judgement,
    Match,
    Narrowing,
    PlanPair,
    TextOption,
    Verdict,
)
from comparer.model.norm import ConditionKind
from comparer.model.plan import Coverage, Plan, PlanKind, Provision
from comparer.model.relation import Relation, VerdictKind
from comparer.model.workspace import SentenceModel, Workspace
from comparer.norms.questions import is_encoded
from comparer.norms.relate import CanonicalClause, to_canonical_clause
from comparer.norms.vocabulary import Vocabulary
from comparer.pipeline.assess import AssessmentContext, Cache, assess_plans, newest_record_date, no_cache

__all__ = [
    "Cache",
    "PairChoice",
    "PairSelection",
    "PairStore",
    "ProgressCallback",
    "RunSupport",
    "align_pair",
    "compare",
    "compare_pair",
    "list_kept_clauses",
    "narrow_findings",
    "newest_record_date",
    "relate_clauses",
    "to_canonical_clauses",
]

ProgressCallback = Callable[[int, int], None]


class PairChoice(StrEnum):
    """Which pairs of the chosen plans are compared; `consecutive` are each with the next by date."""

    ALL = "all"
    BASE = "base"
    CONSECUTIVE = "consecutive"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class PairSelection:
    """The pairs to compare; with `base`, those of which `base` is the id of one side.

    `clauses` are refs of clauses: where any is named, pairs hold the links and gaps of these alone.
    """

    choice: PairChoice = PairChoice.ALL
    base: str = ""
    clauses: tuple[str, ...] = ()

    def select(self, plans: Sequence[Plan]) -> list[tuple[Plan, Plan]]:
        """The pairs, the earlier plan first, in the order of the plans."""
        if self.choice is PairChoice.CONSECUTIVE:
            return list(pairwise(plans))
        if self.choice is PairChoice.NONE:
            return []
        pairs = combinations(plans, 2)
        return [
            (left, right) for left, right in pairs if self.choice is PairChoice.ALL or self.base in (left.id, right.id)
        ]


class PairStore(Protocol):
    """Related pairs, as `relate_pair` makes them, from one run to the next."""

    def find_pair(self, workspace: Workspace, left: Plan, right: Plan) -> PlanPair | None:
        """The pair that an earlier run made of the very same plans, words and pinned links."""

    def keep_pair(self, workspace: Workspace, left: Plan, right: Plan, pair: PlanPair) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSupport:
    """What helps a run and changes nothing of its answer: who hears of progress, and what earlier runs made."""

    progress: ProgressCallback | None = None
    cache: Cache = no_cache
    pair_store: PairStore | None = None


def compare(
    workspace: Workspace,
    plan_ids: Sequence[str] = (),
    as_of: str = "",
    narrowing: Narrowing = EVERYTHING,
    pairs: PairSelection | None = None,
    support: RunSupport | None = None,
) -> Findings:
    """All findings on the chosen plans (all, where none is named), in the published order.

    `as_of` moves the red lines and the law to a date; without it lines are read at each plan's date and the law at the
    newest date in the record. `narrowing` keeps what lies under an issue or concerns a party. `pairs` are all pairs of
    plans unless told.
    """
    support = support or RunSupport()
    cache = support.cache
    vocabulary = cache(("words",), (workspace.vocabulary,), partial(Vocabulary, workspace.vocabulary))
    chosen_plans = workspace.select_plans(plan_ids)
    canonical_clauses = prepare_plan_clauses(chosen_plans, vocabulary, cache)
    selection = pairs or PairSelection()
    compared_pairs = _compare_pairs(
        workspace, selection.select(chosen_plans), canonical_clauses, vocabulary, support, selection.clauses
    )
    assessment = assess_plans(
        chosen_plans,
        AssessmentContext(
            workspace=workspace,
            canonical_clauses=canonical_clauses,
            vocabulary=vocabulary,
            reading_date=as_of or newest_record_date(workspace),
            as_of=as_of,
            cache=cache,
        ),
    )
    alignment_rows = build_alignment_rows(
        [plan.id for plan in chosen_plans], compared_pairs, _live_clauses(chosen_plans, canonical_clauses), vocabulary
    )
    issue_order = build_issue_order(assessment.deadlocks, assessment.verdicts, workspace.red_lines, vocabulary)
    findings = Findings(
        plans=tuple(plan.id for plan in chosen_plans),
        pairs=compared_pairs,
        rows=alignment_rows,
        common_rows=_find_shared_rows(alignment_rows, compared_pairs, [plan.id for plan in chosen_plans]),
        verdicts=assessment.verdicts,
        later=assessment.later,
        constraints=assessment.constraints,
        deadlocks=assessment.deadlocks,
        contradictions=assessment.contradictions,
        ranges=assessment.ranges,
        obligations=assessment.obligations,
        plan_findings=assessment.plan_findings,
        step_orders=assessment.steps,
        text_options=_collect_text_options(assessment.verdicts, canonical_clauses),
        half_encoded_plans=tuple(
            plan.id
            for plan in chosen_plans
            if not all(is_encoded(canonical_clauses[clause.ref], vocabulary) for clause in plan.clauses)
        ),
    )
    return narrow_findings(
        _order_findings(findings, issue_order, workspace),
        narrowing,
        workspace,
        canonical_clauses,
        vocabulary,
    )


def to_canonical_clauses(plans: Iterable[Plan], vocabulary: Vocabulary) -> dict[str, CanonicalClause]:
    """Every clause of the plans in canonical form, by `PLAN#CLAUSE`, in file order."""
    plans_with_voidings = [(plan, _voiding_events(plan)) for plan in plans]
    return {
        clause.ref: to_canonical_clause(
            clause, vocabulary, _is_known_in_part(plan, provision), voidings.get(clause.id, frozenset())
        )
        for plan, voidings in plans_with_voidings
        for provision in plan.provisions
        for clause in provision.clauses
    }


def _voiding_events(plan: Plan) -> dict[str, frozenset[str]]:
    """For each clause that another clause of the plan makes lapse, the events on which that clause says it does."""
    events: dict[str, frozenset[str]] = {}
    for clause in plan.clauses:
        if clause.voids and clause.norm and clause.is_live:
            conditions = [item for item in clause.norm.conditions if item.kind is ConditionKind.WHEN]
            own_events = {item.event for item in conditions if item.event}
            for clause_id in clause.voids:
                events[clause_id] = events.get(clause_id, frozenset()) | own_events
    return events


def _is_known_in_part(plan: Plan, provision: Provision) -> bool:
    """Whether only a part of a text is known. A statement is whole as it stands, however much else was said."""
    return plan.kind is not PlanKind.POSITION and (provision.coverage or plan.coverage) is Coverage.PARTIAL


def prepare_plan_clauses(plans: Iterable[Plan], vocabulary: Vocabulary, cache: Cache) -> dict[str, CanonicalClause]:
    """The clauses of plans as `to_canonical_clauses` gives them, those of each plan kept in the cache."""
    clauses_per_plan = (
        cache(("prepared", plan.id), (plan, vocabulary), partial(to_canonical_clauses, (plan,), vocabulary))
        for plan in plans
    )
    return {
        ref: canonical_clause for plan_clauses in clauses_per_plan for ref, canonical_clause in plan_clauses.items()
    }


def align_pair(
    workspace: Workspace,
    left: Plan,
    right: Plan,
    canonical_clauses: Mapping[str, CanonicalClause],
    vocabulary: Vocabulary,
    with_proposals: bool = False,
) -> Alignment:
    """The links of one pair of plans, left and right as given; `proposals` as in `align`."""
    sides = alignable_clauses(left, canonical_clauses), alignable_clauses(right, canonical_clauses)
    alignment = align(
        *sides,
        vocabulary,
        workspace.link_decisions,
        _cached_text_aligner(vocabulary, workspace.sentence_model),
        with_proposals,
    )
    return replace(alignment, left=left.id, right=right.id)


def compare_pair(
    workspace: Workspace,
    left: Plan,
    right: Plan,
    canonical_clauses: Mapping[str, CanonicalClause],
    vocabulary: Vocabulary,
    interests: InterestIndex | None = None,
) -> PlanPair:
    """One pair of plans: its links, each judged, and its gaps. Without `interests` they are read from the workspace."""
    related = relate_pair(workspace, left, right, canonical_clauses, vocabulary)
    interests = interests or index_interests(workspace, vocabulary)
    return judge_pair(related, workspace, canonical_clauses, interests)


def relate_pair(
    workspace: Workspace,
    left: Plan,
    right: Plan,
    canonical_clauses: Mapping[str, CanonicalClause],
    vocabulary: Vocabulary,
    clauses: Collection[str] = (),
) -> PlanPair:
    """The links and gaps of one pair of plans by the two plans, the words and the pinned links alone.

    Whom they help, which the whole record decides, `judge_pair` adds. Where `clauses` names any by their refs, only
    links of matches and gaps in which one of them stands are worked out.
    """
    alignment = align_pair(workspace, left, right, canonical_clauses, vocabulary)
    matches = [match for match in alignment.matches if not clauses or _has_clause(match, left.id, right.id, clauses)]
    gaps = find_gaps(left, right, alignment, canonical_clauses, vocabulary)
    return PlanPair(
        left=left.id,
        right=right.id,
        links=tuple(
            link for match in matches for link in relate_match(left.id, right.id, match, canonical_clauses, vocabulary)
        ),
        gaps=tuple(gap for gap in gaps if not clauses or f"{gap.plan}#{gap.clause}" in clauses),
        possible=alignment.possible,
        ambiguous=alignment.ambiguous,
    )


def _has_clause(match: Match, left_plan: str, right_plan: str, clauses: Collection[str]) -> bool:
    refs = (*(f"{left_plan}#{name}" for name in match.left), *(f"{right_plan}#{name}" for name in match.right))
    return any(ref in clauses for ref in refs)


def judge_pair(
    pair: PlanPair,
    workspace: Workspace,
    canonical_clauses: Mapping[str, CanonicalClause],
    interests: InterestIndex,
) -> PlanPair:
    """A related pair with whom its changes and losses help, and with what persons decided on its links."""
    context = LinkContext(canonical_clauses=canonical_clauses, interests=interests, decisions=workspace.link_decisions)
    return replace(
        pair,
        links=tuple(judge_link(link, pair.left, pair.right, context) for link in pair.links),
        gaps=tuple(judge_gap(gap, canonical_clauses, interests) for gap in pair.gaps),
    )


def index_interests(workspace: Workspace, vocabulary: Vocabulary, cache: Cache = no_cache) -> InterestIndex:
    """What the parties of the whole record ask for, whatever plans are chosen."""
    clauses = prepare_plan_clauses(workspace.plans, vocabulary, cache)
    return build_interest_index(workspace.plans, workspace.red_lines, clauses.values(), vocabulary)


def _compare_pairs(
    workspace: Workspace,
    plan_pairs: Sequence[tuple[Plan, Plan]],
    canonical_clauses: Mapping[str, CanonicalClause],
    vocabulary: Vocabulary,
    support: RunSupport,
    clauses: tuple[str, ...] = (),
) -> tuple[PlanPair, ...]:
    if not plan_pairs:
        return ()
    progress, cache = support.progress, support.cache
    interests = cache(
        ("interests",),
        (*workspace.plans, *workspace.red_lines, vocabulary),
        partial(index_interests, workspace, vocabulary, cache),
    )
    pairs = []
    for pair_number, (left, right) in enumerate(plan_pairs):
        made_from = (left, right, vocabulary, workspace.link_decisions, workspace.sentence_model, *clauses)
        relate = partial(relate_pair, workspace, left, right, canonical_clauses, vocabulary, clauses)
        make_pair = partial(_find_or_make_pair, workspace, left, right, support.pair_store, relate, not clauses)
        related = cache(("pair", left.id, right.id), made_from, make_pair)
        pairs.append(judge_pair(related, workspace, canonical_clauses, interests))
        if progress:
            progress(pair_number + 1, len(plan_pairs))
    return tuple(pairs)


def _find_or_make_pair(
    workspace: Workspace,
    left: Plan,
    right: Plan,
    store: PairStore | None,
    make: Callable[[], PlanPair],
    is_whole: bool,
) -> PlanPair:
    pair = store.find_pair(workspace, left, right) if store else None
    if pair is None:
        pair = make()
        if store and is_whole:
            store.keep_pair(workspace, left, right, pair)
    return pair


@lru_cache(maxsize=4)
def _cached_text_aligner(vocabulary: Vocabulary, model: SentenceModel | None) -> TextAligner:
    """The aligner by text, kept for a vocabulary: it reads each clause once for all pairs."""
    from comparer.align.text_similarity import build_text_aligner

    return build_text_aligner(vocabulary, model)


def relate_clauses(left: CanonicalClause, right: CanonicalClause, vocabulary: Vocabulary) -> Judgement:
    """What became of one clause in another: by their norms, or else by their text with low confidence."""
    return relate_clause_pair(left, right, vocabulary)


def _live_clauses(
    plans: Iterable[Plan], canonical_clauses: Mapping[str, CanonicalClause]
) -> dict[str, CanonicalClause]:
    return {clause.ref: canonical_clauses[clause.ref] for plan in plans for clause in plan.clauses if clause.is_live}


def _find_shared_rows(
    alignment_rows: Iterable[AlignmentRow], pairs: Iterable[PlanPair], plan_ids: Sequence[str]
) -> tuple[str, ...]:
    """Rows at which every chosen plan has a clause and no two of them differ in effect."""
    equivalent_pairs: set[frozenset[str]] = set()
    for pair in pairs:
        for link in pair.links:
            if link.judgement.relation in (Relation.SAME, Relation.REWORDED):
                equivalent_pairs |= {
                    frozenset((f"{pair.left}#{a}", f"{pair.right}#{b}"))
                    for a in link.match.left
                    for b in link.match.right
                }
    return tuple(
        row.id for row in alignment_rows if len(plan_ids) > 1 and _is_equivalent_in_all_plans(row, equivalent_pairs)
    )


def _is_equivalent_in_all_plans(row: AlignmentRow, equivalent_pairs: set[frozenset[str]]) -> bool:
    cells = [[f"{plan_id}#{clause_id}" for clause_id in clause_ids] for plan_id, clause_ids in row.cells]
    return all(any(frozenset((x, y)) in equivalent_pairs for y in b) for a, b in permutations(cells, 2) for x in a)


def _collect_text_options(
    verdicts: Iterable[Verdict], canonical_clauses: Mapping[str, CanonicalClause]
) -> tuple[TextOption, ...]:
    """Each clause that decides a breach or strain of a stated line, with those lines: lists, never a sum."""
    lines_by_clause_ref: dict[str, tuple[list[str], list[str]]] = {}
    for verdict in verdicts:
        if verdict.inferred or verdict.kind not in (VerdictKind.BREACHED, VerdictKind.STRAINED):
            continue
        column = 0 if verdict.kind is VerdictKind.BREACHED else 1
        for clause_id in verdict.clauses:
            lines_by_clause_ref.setdefault(f"{verdict.plan}#{clause_id}", ([], []))[column].append(verdict.line)
    return tuple(
        TextOption(
            issue=canonical_clauses[clause_ref].clause.issue,
            clause=clause_ref,
            breaches=tuple(breaches),
            strains=tuple(strains),
        )
        for clause_ref, (breaches, strains) in lines_by_clause_ref.items()
    )


def _order_findings(findings: Findings, issue_order: IssueOrder, workspace: Workspace) -> Findings:
    """The same findings in the published order; inside an issue in the order of plans and files."""
    issue_by_line = {red_line.ref: red_line.issue for red_line in workspace.red_lines}
    plan_position = {plan_id: position for position, plan_id in enumerate(findings.plans)}
    return replace(
        findings,
        later=tuple(
            sorted(
                findings.later,
                key=lambda verdict: (issue_order.sort_key(issue_by_line[verdict.line]), plan_position[verdict.plan]),
            )
        ),
        verdicts=tuple(
            sorted(
                findings.verdicts,
                key=lambda verdict: (issue_order.sort_key(issue_by_line[verdict.line]), plan_position[verdict.plan]),
            )
        ),
        deadlocks=tuple(
            sorted(
                findings.deadlocks,
                key=lambda deadlock: (
                    deadlock.possible,
                    deadlock.strength != "absolute",
                    issue_order.sort_key(deadlock.issue),
                ),
            )
        ),
        text_options=tuple(sorted(findings.text_options, key=lambda wording: issue_order.sort_key(wording.issue))),
    )
