"""What a plan does to a red line: for each norm of the line the first rule that applies, then one verdict for the line.

The order of the rules is that of the table in docs/algebra.md. Nothing is subtracted: a breach stays a breach whatever
else the plan gives, and qualifications are shown beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from comparer.model.explanation import ClauseActions, ClauseNames, LineNormReference, explain
from comparer.model.findings import ComponentVerdict, Verdict, compute_fingerprint
from comparer.model.norm import Modality
from comparer.model.plan import Clause, ClauseState, Coverage, Plan, PlanKind
from comparer.model.redline import LineDemand, LineNorm, LineVersion, RedLine
from comparer.model.relation import Confidence, VerdictKind
from comparer.norms.canonical import CanonicalNorm, act_relation, to_canonical_norm
from comparer.norms.holding import (
    Effect,
    effect_on,
    falls_under_exception,
    fulfils_completely,
    jointly_fulfil,
    worst_effect,
)
from comparer.norms.questions import answered_questions
from comparer.norms.relate import CanonicalClause
from comparer.norms.tables import evidence_confidence
from comparer.norms.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseEffect:
    """How one clause, with all its readings, bears on one norm of a line."""

    clause: Clause
    effect: Effect
    fulfilling_norms: tuple[CanonicalNorm, ...] = ()
    holder: str = ""
    readings: tuple[ComponentVerdict, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NormVerdict:
    """The verdict on one norm, the rule that gave it, and the clauses that decide."""

    kind: VerdictKind
    rule: str
    effects: tuple[ClauseEffect, ...] = ()
    is_low_confidence: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanClauses:
    """A plan as a line sees it: live clauses, those struck out, and those moved to another track."""

    plan: Plan
    live: tuple[CanonicalClause, ...]
    struck: tuple[CanonicalClause, ...]
    moved: tuple[CanonicalClause, ...]
    deferring_without_act: tuple[CanonicalClause, ...]
    """Live clauses that leave an issue for later and name no act."""

    def relevant_clauses(self, held_norm: CanonicalNorm, vocabulary: Vocabulary) -> list[CanonicalClause]:
        """The live clauses whose acts can bear on a norm at all."""
        related_acts = vocabulary.related_acts(held_norm.act)
        return [
            canonical_clause
            for canonical_clause in self.live
            if not related_acts.isdisjoint(canonical_clause.reachable_acts)
        ]


def group_plan_clauses(plan: Plan, canonical_clauses: Mapping[str, CanonicalClause]) -> PlanClauses:
    live_clauses = tuple(canonical_clauses[clause.ref] for clause in plan.clauses if clause.is_live)
    return PlanClauses(
        plan=plan,
        live=live_clauses,
        struck=tuple(canonical_clauses[clause.ref] for clause in plan.clauses if clause.state is ClauseState.STRUCK),
        moved=tuple(canonical_clauses[clause.ref] for clause in plan.clauses if clause.state is ClauseState.MOVED),
        deferring_without_act=tuple(
            canonical_clause for canonical_clause in live_clauses if _defers_without_act(canonical_clause)
        ),
    )


def _defers_without_act(canonical_clause: CanonicalClause) -> bool:
    deferred_acts = [
        canonical_norm.act
        for _, canonical_norm in canonical_clause.labelled_norms
        if canonical_norm.modality is Modality.DEFERS
    ]
    return any(not act for act in deferred_acts) or (canonical_clause.clause.state.is_put_off and not deferred_acts)


_NO_EFFECTS: dict[Effect, tuple[ClauseEffect, ...]] = dict.fromkeys(Effect, ())


def assess_red_line(plan_clauses: PlanClauses, red_line: RedLine, as_of: str, vocabulary: Vocabulary) -> Verdict | None:
    """The verdict of a plan on a line in the version in force at the plan's date, or at `as_of` where one is given.

    None where the line was over by then, or is recorded as no red line.
    """
    version, stated_later = red_line.version_in_force(as_of or plan_clauses.plan.issued)
    if version is None or red_line.no_line:
        return None
    if red_line.not_judged or not version.norms:
        return _build_unjudged_verdict(plan_clauses, red_line, version, stated_later)
    norm_verdicts = _assess_line_norms(plan_clauses, red_line, version, vocabulary)
    return _build_verdict(plan_clauses, red_line, version, stated_later, norm_verdicts, vocabulary)


def decide_line_version(
    plan_clauses: PlanClauses, red_line: RedLine, version: LineVersion, vocabulary: Vocabulary
) -> VerdictKind:
    """The kind of verdict that `assess_red_line` gives on a version of a line that is in force, without its reasons."""
    if red_line.not_judged or not version.norms:
        return VerdictKind.UNKNOWN
    return _combine_norm_verdicts(
        [norm_verdict for _, norm_verdict in _assess_line_norms(plan_clauses, red_line, version, vocabulary)]
    )


def find_decisive_clauses(
    plan_clauses: PlanClauses, red_line: RedLine, version: LineVersion, vocabulary: Vocabulary
) -> frozenset[str]:
    """The live clauses, by ref, of which one alone could lift the breach of a line; others cannot, however they read.

    What a clause does to a norm depends on no other clause, but where the line excepts what a text gives elsewhere.
    """
    decisive_refs = frozenset(entry.clause.ref for entry in plan_clauses.live)
    if any(exemption.norm for line_norm in version.norms for exemption in line_norm.exceptions):
        return decisive_refs
    for _, norm_verdict in _assess_line_norms(plan_clauses, red_line, version, vocabulary):
        if norm_verdict.kind is VerdictKind.BREACHED:
            breaching_refs = {clause_effect.clause.ref for clause_effect in norm_verdict.effects}
            decisive_refs &= breaching_refs if len(breaching_refs) == 1 else frozenset()
    return decisive_refs


def _assess_line_norms(
    plan_clauses: PlanClauses, red_line: RedLine, version: LineVersion, vocabulary: Vocabulary
) -> list[tuple[LineNorm, NormVerdict]]:
    return [
        (line_norm, _assess_line_norm(plan_clauses, red_line, line_norm, vocabulary)) for line_norm in version.norms
    ]


def _assess_line_norm(
    plan_clauses: PlanClauses, red_line: RedLine, line_norm: LineNorm, vocabulary: Vocabulary
) -> NormVerdict:
    """The first rule of the table that applies to one norm of the line."""
    held_norm = to_canonical_norm(line_norm.norm, vocabulary)
    clause_effects = [
        assess_clause(canonical_clause, held_norm, line_norm, plan_clauses, vocabulary)
        for canonical_clause in _drop_refused_brackets(
            plan_clauses.relevant_clauses(held_norm, vocabulary), red_line, plan_clauses.plan
        )
    ]
    clause_effects += _find_talks_on_line(plan_clauses, held_norm, vocabulary)
    effects_by_kind = _NO_EFFECTS.copy()
    for clause_effect in clause_effects:
        effects_by_kind[clause_effect.effect] += (clause_effect,)
    asks_for_text = line_norm.asks is LineDemand.TEXT
    if effects_by_kind[Effect.CONFLICTS]:
        if line_norm.is_judged:
            return NormVerdict(
                kind=VerdictKind.STRAINED,
                rule="redline-judged",
                effects=effects_by_kind[Effect.CONFLICTS],
                is_low_confidence=True,
            )
        return NormVerdict(
            kind=VerdictKind.BREACHED, rule="redline-breached", effects=effects_by_kind[Effect.CONFLICTS]
        )
    if effects_by_kind[Effect.TENSION]:
        return NormVerdict(kind=VerdictKind.STRAINED, rule="redline-strained", effects=effects_by_kind[Effect.TENSION])
    if effects_by_kind[Effect.UNSURE]:
        return NormVerdict(
            kind=VerdictKind.UNKNOWN,
            rule="redline-unsure",
            effects=effects_by_kind[Effect.UNSURE],
            is_low_confidence=True,
        )
    fulfilling_effects = effects_by_kind[Effect.FULFILS] + effects_by_kind[Effect.FULFILS_PARTLY]
    fulfilling_norms = [
        fulfilling_norm
        for fulfilling_effect in effects_by_kind[Effect.FULFILS]
        for fulfilling_norm in fulfilling_effect.fulfilling_norms
    ]
    if jointly_fulfil(held_norm, fulfilling_norms, vocabulary):
        return NormVerdict(kind=VerdictKind.UPHELD, rule="redline-upheld", effects=effects_by_kind[Effect.FULFILS])
    if fulfilling_effects and asks_for_text:
        return NormVerdict(kind=VerdictKind.PART, rule="redline-part", effects=fulfilling_effects)
    return _assess_unaddressed_norm(plan_clauses, red_line, (line_norm, held_norm), effects_by_kind, vocabulary)


def _drop_refused_brackets(
    canonical_clauses: Iterable[CanonicalClause], red_line: RedLine, plan: Plan
) -> list[CanonicalClause]:
    """The clauses as they stand for a party's line, without what only another party holds in brackets.

    A party that would sign refused the other's version by holding its own; for everybody else every version counts.
    """
    if red_line.party not in plan.parties:
        return list(canonical_clauses)
    return [
        reduced_clause
        for canonical_clause in canonical_clauses
        if (reduced_clause := _without_versions_of_others(canonical_clause, red_line.party)) is not None
    ]


def _find_refused_brackets(
    plan_clauses: PlanClauses, red_line: RedLine, held_norm: CanonicalNorm, vocabulary: Vocabulary
) -> tuple[ClauseEffect, ...]:
    """Clauses in another party's brackets that would go against the line if they were agreed: they decide nothing."""
    relevant_clauses = plan_clauses.relevant_clauses(held_norm, vocabulary)
    kept_refs = {kept.clause.ref for kept in _drop_refused_brackets(relevant_clauses, red_line, plan_clauses.plan)}
    return tuple(
        ClauseEffect(clause=canonical_clause.clause, effect=Effect.NOTHING, holder=canonical_clause.clause.holder)
        for canonical_clause in relevant_clauses
        if canonical_clause.clause.ref not in kept_refs
        and any(
            effect_on(held_norm, clause_norm, vocabulary) in (Effect.CONFLICTS, Effect.TENSION)
            for clause_norm in canonical_clause.all_norms
        )
    )


def _without_versions_of_others(canonical_clause: CanonicalClause, party: str) -> CanonicalClause | None:
    clause = canonical_clause.clause
    if clause.state is not ClauseState.CONTESTED:
        return canonical_clause
    if clause.holder and not clause.variants:
        return canonical_clause if clause.holder == party else None
    holders = clause.variant_holders - {""}
    if party not in holders or len(holders) < len(clause.variants):
        return canonical_clause
    own = [n for n, (label, _) in enumerate(canonical_clause.labelled_norms) if label == party]
    if not own:
        return None
    return replace(
        canonical_clause,
        labelled_norms=tuple(canonical_clause.labelled_norms[n] for n in own),
        implied_norms=tuple(canonical_clause.implied_norms[n] for n in own),
    )


def _find_talks_on_line(
    plan_clauses: PlanClauses, held_norm: CanonicalNorm, vocabulary: Vocabulary
) -> list[ClauseEffect]:
    """Clauses that leave to talks what a line keeps from them: to defer it to the parties is to talk about it."""
    is_ban_on_talks = (
        held_norm.modality in (Modality.MUST_NOT, Modality.NEED_NOT) and vocabulary.act_role(held_norm.act) == "talks"
    )
    if not is_ban_on_talks:
        return []
    clause_effects = [
        _assess_talks(canonical_clause, held_norm)
        for canonical_clause in plan_clauses.live
        if canonical_clause.labelled_norms
    ]
    return [clause_effect for clause_effect in clause_effects if clause_effect.effect is not Effect.NOTHING]


def _assess_talks(canonical_clause: CanonicalClause, held_norm: CanonicalNorm) -> ClauseEffect:
    reading_effects = [
        (label, Effect.CONFLICTS if _leaves_to_talks(norm, held_norm) else Effect.NOTHING, None)
        for label, norm in canonical_clause.labelled_norms
    ]
    effect, holder = _combine_reading_effects(canonical_clause, reading_effects)
    return ClauseEffect(clause=canonical_clause.clause, effect=effect, holder=holder)


def _leaves_to_talks(norm: CanonicalNorm, held_norm: CanonicalNorm) -> bool:
    is_of_line = norm.modality is Modality.DEFERS and norm.objects.overlaps(held_norm.objects)
    return is_of_line and len(set(norm.norm.bearers)) > 1


def _assess_unaddressed_norm(
    plan_clauses: PlanClauses,
    red_line: RedLine,
    line_and_held_norm: tuple[LineNorm, CanonicalNorm],
    effects_by_kind: Mapping[Effect, tuple[ClauseEffect, ...]],
    vocabulary: Vocabulary,
) -> NormVerdict:
    """The rules for a plan that neither opposes nor gives the norm: deferred, struck, unknown, silent, clear, unmet."""
    asks_for_text, held_norm = line_and_held_norm[0].asks is LineDemand.TEXT, line_and_held_norm[1]
    fulfilling_effects, deferring_effects = (
        effects_by_kind[Effect.FULFILS] + effects_by_kind[Effect.FULFILS_PARTLY],
        effects_by_kind[Effect.DEFERS],
    )
    lacking_verdict = VerdictKind.UNMET if asks_for_text else VerdictKind.CLEAR
    deferring_effects += _find_question_deferrals(plan_clauses, red_line, held_norm, deferring_effects, vocabulary)
    if deferring_effects:
        return NormVerdict(kind=VerdictKind.DEFERRED, rule="redline-deferred", effects=deferring_effects)
    is_partial = plan_clauses.plan.coverage is Coverage.PARTIAL
    struck_effects = _find_struck_effects(plan_clauses, held_norm, asks_for_text, vocabulary)
    if struck_effects:
        return NormVerdict(
            kind=lacking_verdict, rule="redline-struck", effects=struck_effects, is_low_confidence=is_partial
        )
    unencoded_clauses = tuple(
        canonical_clause
        for canonical_clause in plan_clauses.live
        if not canonical_clause.labelled_norms and _is_on_issue_branch(canonical_clause.clause, red_line, vocabulary)
    )
    if unencoded_clauses:
        unsure_effects = tuple(
            ClauseEffect(clause=canonical_clause.clause, effect=Effect.UNSURE) for canonical_clause in unencoded_clauses
        )
        return NormVerdict(
            kind=VerdictKind.UNKNOWN, rule="redline-text-only", effects=unsure_effects, is_low_confidence=True
        )
    if plan_clauses.plan.kind is PlanKind.POSITION:
        return NormVerdict(kind=VerdictKind.SILENT, rule="redline-silent", effects=fulfilling_effects)
    refused_effects = () if asks_for_text else _find_refused_brackets(plan_clauses, red_line, held_norm, vocabulary)
    if refused_effects:
        return NormVerdict(
            kind=VerdictKind.UNKNOWN if is_partial else lacking_verdict,
            rule="redline-refused-bracket",
            effects=refused_effects,
            is_low_confidence=True,
        )
    if is_partial:
        return NormVerdict(
            kind=VerdictKind.UNKNOWN, rule="redline-unreported", effects=fulfilling_effects, is_low_confidence=True
        )
    rule_id = "redline-unmet" if asks_for_text else "redline-clear-part" if fulfilling_effects else "redline-clear"
    return NormVerdict(kind=lacking_verdict, rule=rule_id, effects=fulfilling_effects)


def assess_clause(
    canonical_clause: CanonicalClause,
    held_norm: CanonicalNorm,
    line_norm: LineNorm,
    plan_clauses: PlanClauses,
    vocabulary: Vocabulary,
) -> ClauseEffect:
    """How a clause with readings bears on a norm, one by one. Where only reports differ the clause leaves it open."""
    reading_effects: list[tuple[str, Effect, CanonicalNorm | None]] = []
    for (label, clause_norm), implied_norms in zip(
        canonical_clause.labelled_norms, canonical_clause.implied_norms, strict=True
    ):
        effect, fulfilling_norm = _assess_reading(
            (clause_norm, *implied_norms), held_norm, line_norm, plan_clauses, vocabulary
        )
        reading_effects.append((label, effect, fulfilling_norm))
    effects = {effect for _, effect, _ in reading_effects}
    readings = _build_reading_results(canonical_clause, reading_effects) if len(effects) > 1 else ()
    effect, holder = _combine_reading_effects(canonical_clause, reading_effects)
    if effect is Effect.FULFILS and canonical_clause.clause.state is ClauseState.CONTESTED:
        effect = Effect.FULFILS_PARTLY
    return ClauseEffect(
        clause=canonical_clause.clause,
        effect=effect,
        fulfilling_norms=tuple(fulfilling_norm for _, _, fulfilling_norm in reading_effects if fulfilling_norm)
        if effect is Effect.FULFILS
        else (),
        holder=holder,
        readings=readings,
    )


def _assess_reading(
    reading_norms: tuple[CanonicalNorm, ...],
    held_norm: CanonicalNorm,
    line_norm: LineNorm,
    plan_clauses: PlanClauses,
    vocabulary: Vocabulary,
) -> tuple[Effect, CanonicalNorm | None]:
    """The worst that one reading does, implied norms included, and the action by which it gives the norm in full."""
    effects, fulfilling_norm = [], None
    for reading_norm in reading_norms:
        effect = effect_on(held_norm, reading_norm, vocabulary)
        if effect in (Effect.CONFLICTS, Effect.TENSION) and _falls_under_line_exception(
            held_norm, reading_norm, line_norm, plan_clauses, vocabulary
        ):
            effect = Effect.NOTHING
        if effect is Effect.FULFILS:
            fulfilling_norm = reading_norm if fulfils_completely(held_norm, reading_norm) else None
            effect = Effect.FULFILS if fulfilling_norm else Effect.FULFILS_PARTLY
        effects.append(effect)
    decisive_effect = worst_effect(effects)
    return decisive_effect, fulfilling_norm if decisive_effect is Effect.FULFILS else None


def _falls_under_line_exception(
    held_norm: CanonicalNorm,
    clause_norm: CanonicalNorm,
    line_norm: LineNorm,
    plan_clauses: PlanClauses,
    vocabulary: Vocabulary,
) -> bool:
    """Whether the clause stands under the line's own exception: an event it waits for, or a norm the plan gives."""
    excepted_events = [exemption.event for exemption in line_norm.exceptions if exemption.event]
    if falls_under_exception(held_norm, clause_norm, excepted_events, vocabulary):
        return True
    # Who proposes a text consents to it.
    if any(vocabulary.consent_giver(event) in plan_clauses.plan.proposers for event in excepted_events):
        return True
    return any(
        _plan_fulfils_norm(to_canonical_norm(exemption.norm, vocabulary), plan_clauses, vocabulary)
        for exemption in line_norm.exceptions
        if exemption.norm is not None
    )


def _plan_fulfils_norm(wanted_norm: CanonicalNorm, plan_clauses: PlanClauses, vocabulary: Vocabulary) -> bool:
    fulfilling_norms = [
        clause_norm
        for canonical_clause in plan_clauses.relevant_clauses(wanted_norm, vocabulary)
        for _, clause_norm in canonical_clause.labelled_norms
        if effect_on(wanted_norm, clause_norm, vocabulary) is Effect.FULFILS
        and fulfils_completely(wanted_norm, clause_norm)
    ]
    return jointly_fulfil(wanted_norm, fulfilling_norms, vocabulary)


def _combine_reading_effects(
    canonical_clause: CanonicalClause, reading_effects: Sequence[tuple[str, Effect, CanonicalNorm | None]]
) -> tuple[Effect, str]:
    """One bearing for all readings: the worst where a holder stands for it, unsure where only reports differ."""
    decisive_effect = worst_effect(effect for _, effect, _ in reading_effects)
    if all(effect is decisive_effect for _, effect, _ in reading_effects):
        return decisive_effect, canonical_clause.clause.holder
    holder = next(
        (
            label
            for label, effect, _ in reading_effects
            if effect is decisive_effect and label in canonical_clause.clause.variant_holders
        ),
        "",
    )
    if holder or decisive_effect not in (Effect.CONFLICTS, Effect.TENSION):
        return (Effect.FULFILS_PARTLY if decisive_effect is Effect.FULFILS else decisive_effect), holder
    return Effect.UNSURE, ""


def _build_reading_results(
    canonical_clause: CanonicalClause, reading_effects: Sequence[tuple[str, Effect, CanonicalNorm | None]]
) -> tuple[ComponentVerdict, ...]:
    holders = canonical_clause.clause.variant_holders
    return tuple(
        ComponentVerdict(
            subject=canonical_clause.clause.ref,
            verdict=effect.value,
            holder=label if label in holders else "",
            family="" if label in holders else label,
        )
        for label, effect, _ in reading_effects
    )


def _find_question_deferrals(
    plan_clauses: PlanClauses,
    red_line: RedLine,
    held_norm: CanonicalNorm,
    deferring_effects: tuple[ClauseEffect, ...],
    vocabulary: Vocabulary,
) -> tuple[ClauseEffect, ...]:
    """Clauses without an act that leave the line's question for later or to another track."""
    deferring_refs = {clause_effect.clause.ref for clause_effect in deferring_effects}
    return tuple(
        ClauseEffect(clause=canonical_clause.clause, effect=Effect.DEFERS)
        for canonical_clause in (*plan_clauses.moved, *plan_clauses.deferring_without_act)
        if canonical_clause.clause.ref not in deferring_refs
        and _is_about_question_of(canonical_clause, red_line, held_norm, vocabulary)
    )


def _is_about_question_of(
    canonical_clause: CanonicalClause, red_line: RedLine, held_norm: CanonicalNorm, vocabulary: Vocabulary
) -> bool:
    """Whether a clause answers the question of a line: one whose thing asked is the line's, else that of its issue."""
    for name in answered_questions(canonical_clause, vocabulary):
        question = vocabulary.questions.get(name)
        if question is None:
            return vocabulary.is_in_branch(red_line.issue, canonical_clause.clause.issue)
        if not question.more:
            if question.issue == red_line.issue:
                return True
        elif any(
            _is_same_matter(to_canonical_norm(doing, vocabulary), held_norm, vocabulary) for doing in question.more
        ):
            return True
    return False


def _is_same_matter(x: CanonicalNorm, y: CanonicalNorm, vocabulary: Vocabulary) -> bool:
    return bool(act_relation(x, y, vocabulary)) and x.objects.may_overlap(y.objects)


def _find_struck_effects(
    plan_clauses: PlanClauses, held_norm: CanonicalNorm, asks_for_text: bool, vocabulary: Vocabulary
) -> tuple[ClauseEffect, ...]:
    """Struck clauses that would have breached the line (it is clear of them) or given what it asks (it is unmet)."""
    relevant_effects = (Effect.FULFILS, Effect.FULFILS_PARTLY) if asks_for_text else (Effect.CONFLICTS, Effect.TENSION)
    return tuple(
        ClauseEffect(clause=canonical_clause.clause, effect=Effect.NOTHING)
        for canonical_clause in plan_clauses.struck
        if any(
            effect_on(held_norm, clause_norm, vocabulary) in relevant_effects
            for clause_norm in canonical_clause.all_norms
        )
    )


def _is_on_issue_branch(clause: Clause, red_line: RedLine, vocabulary: Vocabulary) -> bool:
    return not clause.issue or not red_line.issue or vocabulary.are_on_one_branch(clause.issue, red_line.issue)


def _build_verdict(
    plan_clauses: PlanClauses,
    red_line: RedLine,
    version: LineVersion,
    stated_later: bool,
    norm_verdicts: Sequence[tuple[LineNorm, NormVerdict]],
    vocabulary: Vocabulary,
) -> Verdict:
    verdict_kind = _combine_norm_verdicts([norm_verdict for _, norm_verdict in norm_verdicts])
    deciding_verdicts = [
        (line_norm, norm_verdict) for line_norm, norm_verdict in norm_verdicts if norm_verdict.kind is verdict_kind
    ] or list(norm_verdicts)
    clause_effects = list(
        {
            clause_effect.clause.ref: clause_effect
            for _, norm_verdict in deciding_verdicts
            for clause_effect in norm_verdict.effects
        }.values()
    )
    rule_id = deciding_verdicts[0][1].rule if deciding_verdicts[0][1].kind is verdict_kind else "redline-half"
    holder = next((clause_effect.holder for clause_effect in clause_effects if clause_effect.holder), "")
    norm_index = version.norms.index(deciding_verdicts[0][0])
    return Verdict(
        plan=plan_clauses.plan.id,
        party=red_line.party,
        line=red_line.ref,
        kind=verdict_kind,
        strength=version.strength.value,
        confidence=_verdict_confidence(
            red_line, clause_effects, any(norm_verdict.is_low_confidence for _, norm_verdict in deciding_verdicts)
        ),
        rule=rule_id,
        explanation=explain(
            rule_id,
            clauses=ClauseNames(tuple(clause_effect.clause.id for clause_effect in clause_effects)),
            does=ClauseActions(tuple(clause_effect.clause.ref for clause_effect in clause_effects)),
            holds=LineNormReference(red_line.ref, version.start, norm_index),
        ),
        norm_index=norm_index,
        clauses=tuple(clause_effect.clause.id for clause_effect in clause_effects),
        notes=_find_unattributed_clauses(plan_clauses, version, vocabulary),
        inferred=red_line.inferred,
        stated_later=stated_later,
        holder=holder,
        version=version.start,
        component_verdicts=tuple(reading for clause_effect in clause_effects for reading in clause_effect.readings),
        fingerprint=compute_fingerprint("redline", plan_clauses.plan.id, red_line.ref),
    )


def _combine_norm_verdicts(norm_verdicts: Sequence[NormVerdict]) -> VerdictKind:
    """The verdict on a line; one norm given in full upholds no line of which another is only no longer crossed."""
    kinds = {norm_verdict.kind for norm_verdict in norm_verdicts}
    if any(norm_verdict.rule == "redline-struck" for norm_verdict in norm_verdicts) and VerdictKind.CLEAR in kinds:
        kinds.discard(VerdictKind.UPHELD)
    return VerdictKind.combine(kinds)


def _verdict_confidence(red_line: RedLine, clause_effects: Iterable[ClauseEffect], is_low: bool) -> Confidence:
    if is_low or red_line.inferred:
        return Confidence.LOW
    return Confidence.lowest(clause_confidence(clause_effect.clause) for clause_effect in clause_effects)


def clause_confidence(clause: Clause) -> Confidence:
    """How surely a clause is known: from its evidence and how it came to be known; contested is low."""
    if clause.state is ClauseState.CONTESTED:
        return Confidence.LOW
    return evidence_confidence(clause.evidence, clause.known.value)


def _find_unattributed_clauses(
    plan_clauses: PlanClauses, version: LineVersion, vocabulary: Vocabulary
) -> tuple[str, ...]:
    """Clauses that speak of the line's doing and name no bearer: listed, deciding nothing."""
    unattributed_ids = {
        canonical_clause.clause.id
        for held_norm in (to_canonical_norm(line_norm.norm, vocabulary) for line_norm in version.norms)
        for canonical_clause in plan_clauses.relevant_clauses(held_norm, vocabulary)
        if any(
            effect_on(held_norm, clause_norm, vocabulary) is Effect.UNATTRIBUTED
            for _, clause_norm in canonical_clause.labelled_norms
        )
    }
    return tuple(
        canonical_clause.clause.id
        for canonical_clause in plan_clauses.live
        if canonical_clause.clause.id in unattributed_ids
    )


def _build_unjudged_verdict(
    plan_clauses: PlanClauses, red_line: RedLine, version: LineVersion, stated_later: bool
) -> Verdict:
    return Verdict(
        plan=plan_clauses.plan.id,
        party=red_line.party,
        line=red_line.ref,
        kind=VerdictKind.UNKNOWN,
        strength=version.strength.value,
        confidence=Confidence.LOW,
        rule="redline-not-judged",
        explanation=explain(
            "redline-not-judged",
            reason=red_line.not_judged,
            holds=LineNormReference(red_line.ref, version.start, 0),
        ),
        inferred=red_line.inferred,
        stated_later=stated_later,
        version=version.start,
        fingerprint=compute_fingerprint("redline", plan_clauses.plan.id, red_line.ref),
    )
