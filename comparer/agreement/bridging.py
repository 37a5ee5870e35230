"""Which wording on the table crosses whose lines, question by question; nothing is worded anew.

Each wording is judged by its own clauses alone against every line in force at one date. The wordings that no other
beats are the Pareto set: no other is at least as good on every stated line and better on one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from comparer.agreement.smallest_change import find_smallest_changes
from comparer.findings.redlines import PlanClauses, decide_line_version, find_decisive_clauses, group_plan_clauses
from comparer.model.bridging import BridgeStanding, BridgeTable, LineEffect, WordingKey, WordingOnTable
from comparer.model.findings import Deadlock
from comparer.model.norm import Modality
from comparer.model.plan import Clause, Coverage, Plan, PlanKind
from comparer.model.redline import RedLine
from comparer.model.relation import VerdictKind
from comparer.norms.canonical import to_canonical_norm
from comparer.norms.questions import answered_questions
from comparer.norms.relate import CanonicalClause, to_canonical_clause
from comparer.norms.vocabulary import Vocabulary

GRADES = {VerdictKind.BREACHED: 0, VerdictKind.STRAINED: 1, VerdictKind.PART: 3, VerdictKind.UPHELD: 4}
"""How good a verdict is for the holder of a line. All others neither cross it nor give it."""

NEUTRAL_GRADE = 2
_NO_EFFECT = frozenset({VerdictKind.UNMET, VerdictKind.CLEAR, VerdictKind.SILENT, VerdictKind.UNKNOWN})


@dataclass(frozen=True, slots=True, kw_only=True)
class BridgeContext:
    """The lines against which wordings are judged, each in its version of one date; `deadlocks` are those of that date.

    `lines_by_ref` and `acts_by_line` are of these lines: each by its name, and the acts that hang together with those
    of its norms. `changed_plans` are the plans for whose wordings smallest changes are sought; all, where it is None.
    """

    red_lines: tuple[RedLine, ...]
    as_of: str
    vocabulary: Vocabulary
    deadlocks: tuple[Deadlock, ...] = ()
    changed_plans: frozenset[str] | None = None
    lines_by_ref: Mapping[str, RedLine] = field(default_factory=dict)
    acts_by_line: Mapping[str, frozenset[str]] = field(default_factory=dict)


def build_bridge_context(
    red_lines: Iterable[RedLine], as_of: str, deadlocks: tuple[Deadlock, ...], vocabulary: Vocabulary
) -> BridgeContext:
    """The lines in force on a date, each in its version of that date alone."""
    standing = []
    for red_line in red_lines:
        version, stated_later = red_line.version_in_force(as_of)
        if version and not stated_later and not red_line.no_line:
            standing.append(replace(red_line, versions=(version,)))
    acts_by_line = {
        red_line.ref: frozenset(
            act
            for version in red_line.versions
            for line_norm in version.norms
            for act in vocabulary.related_acts(to_canonical_norm(line_norm.norm, vocabulary).act)
        )
        for red_line in standing
    }
    return BridgeContext(
        red_lines=tuple(standing),
        as_of=as_of,
        vocabulary=vocabulary,
        deadlocks=deadlocks,
        lines_by_ref={red_line.ref: red_line for red_line in standing},
        acts_by_line=acts_by_line,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wording:
    """The clauses of one plan on a question, on one reading."""

    key: WordingKey
    plan: Plan
    clauses: tuple[CanonicalClause, ...]


def build_bridge_tables(
    plans: Sequence[Plan], context: BridgeContext, questions: Iterable[str] | None = None
) -> tuple[BridgeTable, ...]:
    """A table for each question on which a wording breaches a stated line or stated lines are deadlocked.

    In the order of the questions; of `questions` alone, where any are named.
    """
    clauses_by_question = _clauses_by_question(plans, context.vocabulary)
    wanted = set(clauses_by_question if questions is None else questions)
    tables = (
        _build_table(question, clauses_by_question[question], plans, context)
        for question in sorted(wanted & clauses_by_question.keys(), key=context.vocabulary.question_sort_key)
    )
    return tuple(table for table in tables if table)


def _clauses_by_question(plans: Iterable[Plan], vocabulary: Vocabulary) -> dict[str, dict[str, list[CanonicalClause]]]:
    """For each question the live clauses of each plan that answer it."""
    clauses: dict[str, dict[str, list[CanonicalClause]]] = {}
    for plan in plans:
        for clause in plan.clauses:
            if clause.is_live:
                canonical_clause = to_canonical_clause(clause, vocabulary)
                for question in answered_questions(canonical_clause, vocabulary):
                    clauses.setdefault(question, {}).setdefault(plan.id, []).append(canonical_clause)
    return clauses


def _build_table(
    question: str, clauses: Mapping[str, list[CanonicalClause]], plans: Sequence[Plan], context: BridgeContext
) -> BridgeTable | None:
    wordings = [
        wording
        for plan in plans
        if plan.id in clauses
        for wording in _split_readings(plan, clauses[plan.id], context.vocabulary)
    ]
    judged = {
        wording.key: judge_wording(
            wording.plan, wording.clauses, context, list_relevant_lines(wording.clauses, context)
        )
        for wording in wordings
    }
    lines = [
        red_line.ref
        for red_line in context.red_lines
        if any(
            effects[red_line.ref].verdict not in _NO_EFFECT for effects in judged.values() if red_line.ref in effects
        )
    ]
    deadlocks = tuple(
        (deadlock.left, deadlock.right)
        for deadlock in context.deadlocks
        if not deadlock.possible and deadlock.left in lines and deadlock.right in lines
    )
    for wording in wordings:
        unjudged = [line for line in lines if line not in judged[wording.key]]
        judged[wording.key] |= judge_wording(wording.plan, wording.clauses, context, unjudged)
    on_table = [
        WordingOnTable(
            key=wording.key,
            clauses=tuple(entry.clause.ref for entry in wording.clauses),
            text=" ".join(dict.fromkeys(entry.clause.whole_text for entry in wording.clauses)),
            effects=tuple(judged[wording.key][line] for line in lines),
            is_deferral=all(entry.is_deferral for entry in wording.clauses),
        )
        for wording in wordings
    ]
    if not deadlocks and not any(VerdictKind.BREACHED in wording.stated_verdicts for wording in on_table):
        return None
    return BridgeTable(
        question=question,
        issue=context.vocabulary.question_issue(question),
        label=context.vocabulary.question_label(question),
        asks=context.vocabulary.questions[question].asks if question in context.vocabulary.questions else "",
        lines=tuple(lines),
        wordings=tuple(replace(wording, dominated_by=_find_better(wording, on_table)) for wording in on_table),
        standing=_table_standing(on_table),
        deadlocks=deadlocks,
        changes=tuple(
            change
            for wording in wordings
            if context.changed_plans is None or wording.plan.id in context.changed_plans
            for change in find_smallest_changes(
                wording.key, wording.clauses, _breached_lines(judged[wording.key]), _Judge(wording.plan, context)
            )
        ),
    )


def _breached_lines(effects: Mapping[str, LineEffect]) -> tuple[str, ...]:
    return tuple(
        line for line, effect in effects.items() if effect.verdict is VerdictKind.BREACHED and not effect.inferred
    )


def _split_readings(plan: Plan, clauses: Sequence[CanonicalClause], vocabulary: Vocabulary) -> Iterator[_Wording]:
    """The wording as the plan has it; where parties hold versions of their own, one for each of them.

    Such a version is proposed by its holder alone: the others at the table have not consented to it.
    """
    holders = sorted(
        {variant.holder for entry in clauses for variant in entry.clause.variants if variant.holder and variant.norm}
    )
    if not holders:
        yield _Wording(key=WordingKey(plan=plan.id), plan=plan, clauses=tuple(clauses))
        return
    for holder in holders:
        versions = tuple(to_canonical_clause(_version_of_holder(entry.clause, holder), vocabulary) for entry in clauses)
        own_plan = replace(plan, proposers=(holder,))
        yield _Wording(key=WordingKey(plan=plan.id, reading=holder), plan=own_plan, clauses=versions)


def _version_of_holder(clause: Clause, holder: str) -> Clause:
    """The clause as its holder would have it; as it stands where that party holds no version."""
    variant = next((variant for variant in clause.variants if variant.holder == holder), None)
    if variant is None:
        return replace(clause, variants=tuple(item for item in clause.variants if not item.holder))
    return replace(clause, text=variant.text, norm=variant.norm, variants=(), opening="", closing="")


class _Judge:
    """Judges changed wordings of one plan against the lines of a context."""

    def __init__(self, plan: Plan, context: BridgeContext) -> None:
        self.plan, self.context = plan, context
        self.vocabulary = context.vocabulary
        self.red_lines = context.lines_by_ref

    def __call__(self, clauses: Sequence[CanonicalClause], lines: Iterable[str]) -> dict[str, VerdictKind]:
        effects = judge_wording(self.plan, clauses, self.context, lines)
        return {line: effect.verdict for line, effect in effects.items()}

    def list_relevant_lines(self, clauses: Sequence[CanonicalClause]) -> tuple[str, ...]:
        return list_relevant_lines(clauses, self.context)

    def find_decisive_clauses(self, clauses: Sequence[CanonicalClause], line: str) -> frozenset[str]:
        red_line = self.red_lines[line]
        plan_clauses = _isolate_clauses(self.plan, clauses, self.context)
        return find_decisive_clauses(plan_clauses, red_line, red_line.versions[0], self.vocabulary)


def list_relevant_lines(clauses: Sequence[CanonicalClause], context: BridgeContext) -> tuple[str, ...]:
    """The lines on which the clauses can bear: all others they neither cross nor give, put off nor leave unclear.

    What has no norm, or puts a matter off, may bear on any line.
    """
    if any(
        not entry.labelled_norms or any(norm.modality is Modality.DEFERS for _, norm in entry.labelled_norms)
        for entry in clauses
    ):
        return tuple(red_line.ref for red_line in context.red_lines)
    reachable_acts = frozenset(act for entry in clauses for act in entry.reachable_acts)
    return tuple(
        red_line.ref
        for red_line in context.red_lines
        if not reachable_acts.isdisjoint(context.acts_by_line[red_line.ref])
    )


def judge_wording(
    plan: Plan, clauses: Sequence[CanonicalClause], context: BridgeContext, lines: Iterable[str]
) -> dict[str, LineEffect]:
    """What clauses by themselves do to these lines, as if they were all of a known text; in the order of the lines."""
    plan_clauses = _isolate_clauses(plan, clauses, context)
    effects = {}
    for line in lines:
        red_line = context.lines_by_ref[line]
        version = red_line.versions[0]
        effects[line] = LineEffect(
            line=line,
            party=red_line.party,
            verdict=decide_line_version(plan_clauses, red_line, version, context.vocabulary),
            strength=version.strength.value,
            inferred=red_line.inferred,
        )
    return effects


def _isolate_clauses(plan: Plan, clauses: Sequence[CanonicalClause], context: BridgeContext) -> PlanClauses:
    """The clauses as a text of their own that is known in full: every version in it counts for everybody."""
    provision = replace(plan.provisions[0], clauses=tuple(entry.clause for entry in clauses), coverage=None)
    alone = replace(
        plan, kind=PlanKind.DRAFT, coverage=Coverage.COMPLETE, parties=(), issued=context.as_of, provisions=(provision,)
    )
    return group_plan_clauses(alone, {entry.clause.ref: entry for entry in clauses})


def _find_better(wording: WordingOnTable, others: Iterable[WordingOnTable]) -> tuple[WordingKey, ...]:
    """Wordings that beat this one. What puts the question off beats nothing that settles it."""
    return tuple(
        other.key
        for other in others
        if other.key != wording.key and other.is_deferral <= wording.is_deferral and is_better_wording(other, wording)
    )


def is_better_wording(wording: WordingOnTable, other: WordingOnTable) -> bool:
    """Whether a wording is at least as good as another on every stated line, and better on one.

    A verdict that is not known is as good as itself alone.
    """
    is_better_somewhere = False
    for own, theirs in zip(wording.effects, other.effects, strict=True):
        if own.inferred:
            continue
        if own.verdict is not theirs.verdict and VerdictKind.UNKNOWN in (own.verdict, theirs.verdict):
            return False
        own_grade, their_grade = verdict_grade(own.verdict), verdict_grade(theirs.verdict)
        if own_grade < their_grade:
            return False
        is_better_somewhere = is_better_somewhere or own_grade > their_grade
    return is_better_somewhere


def verdict_grade(verdict: VerdictKind) -> int:
    """Greater for a verdict that is better for the holder of the line."""
    return GRADES.get(verdict, NEUTRAL_GRADE)


def _table_standing(wordings: Iterable[WordingOnTable]) -> BridgeStanding:
    """A wording whose effect on a line is not known is not counted as one that keeps it."""
    harmless = [wording for wording in wordings if wording.crosses_none]
    settling = [wording for wording in harmless if not wording.is_deferral]
    short_of_all = {VerdictKind.STRAINED, VerdictKind.UNMET, VerdictKind.DEFERRED}
    if any(wording.stated_verdicts.isdisjoint(short_of_all) for wording in settling):
        return BridgeStanding.KEEPS_ALL
    if settling:
        return BridgeStanding.CROSSES_NONE
    return BridgeStanding.ONLY_DEFERS if harmless else BridgeStanding.NONE
