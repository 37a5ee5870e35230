"""What a plan does to a red line: for each norm of the line the first rule that applies, then one verdict for the line.

The order of the rules is that of the table in docs/algebra.md. Nothing is subtracted: a breach stays a breach whatever
else the plan gives, and qualifications are shown beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from comparer.findings.explanations import because
from comparer.model.findings import Confidence, Reading, Verdict, VerdictKind, fingerprint
from comparer.model.records import Asks, Clause, Coverage, Kind, LineNorm, LineVersion, Modality, Plan, RedLine, State
from comparer.norms.canonical import Action, canonical
from comparer.norms.holding import Bearing, bears, covered, excused, in_full, worst
from comparer.norms.relate import Prepared
from comparer.norms.tables import confidence, least_sure
from comparer.norms.vocabulary import Vocabulary

# A line is as bad as the worst of its norms; one upheld beside one unmet is a line half kept.
WORST_FIRST = (
    VerdictKind.BREACHED,
    VerdictKind.STRAINED,
    VerdictKind.DEFERRED,
    VerdictKind.UNMET,
    VerdictKind.UPHELD,
    VerdictKind.UNKNOWN,
    VerdictKind.CLEAR,
    VerdictKind.SILENT,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Touch:
    """How one clause, with all its readings, bears on one norm of a line."""

    clause: Clause
    bearing: Bearing
    full: tuple[Action, ...] = ()
    holder: str = ""
    readings: tuple[Reading, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The verdict on one norm, the rule that gave it, and the clauses that decide."""

    kind: VerdictKind
    rule: str
    touches: tuple[Touch, ...] = ()
    low: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A plan as a line sees it: live clauses, those struck out, and those moved to another track."""

    plan: Plan
    live: tuple[Prepared, ...]
    struck: tuple[Prepared, ...]
    moved: tuple[Prepared, ...]
    later: tuple[Prepared, ...]
    """Live clauses that leave an issue for later and name no act."""

    def near(self, held: Action, vocabulary: Vocabulary) -> list[Prepared]:
        """The live clauses whose acts can bear on a norm at all."""
        related = vocabulary.related(held.act)
        return [one for one in self.live if not related.isdisjoint(one.reach)]


def subject(plan: Plan, prepared: Mapping[str, Prepared]) -> Subject:
    live = tuple(prepared[clause.ref] for clause in plan.clauses if clause.live)
    return Subject(
        plan=plan,
        live=live,
        struck=tuple(prepared[clause.ref] for clause in plan.clauses if clause.state is State.STRUCK),
        moved=tuple(prepared[clause.ref] for clause in plan.clauses if clause.state is State.MOVED),
        later=tuple(canonical_clause for canonical_clause in live if _actless(canonical_clause)),
    )


def _actless(one: Prepared) -> bool:
    acts = [action.act for _, action in one.readings if action.modality is Modality.DEFERS]
    return any(not act for act in acts) or (one.clause.state is State.DEFERRED and not acts)


def judge(subject_: Subject, line: RedLine, as_of: str, vocabulary: Vocabulary) -> Verdict | None:
    """The verdict of a plan on a line in the version in force at the plan's date, or at `as_of` where one is given.

    None where the line was over by then, or is recorded as no red line.
    """
    version, later = in_force(line, as_of or subject_.plan.issued)
    if version is None or line.no_line:
        return None
    if line.not_judged or not version.norms:
        return _not_judged(subject_, line, version, later)
    answers = [(one, _answer(subject_, line, one, vocabulary)) for one in version.norms]
    return _verdict(subject_, line, version, later, answers, vocabulary)


def in_force(line: RedLine, date: str) -> tuple[LineVersion | None, bool]:
    """The version in force on a date, and whether it was stated later than that. None after the last one's end."""
    if not line.versions:
        return None, False
    started = [one for one in line.versions if one.start[: len(date)] <= date]
    if not date:
        return line.versions[-1], False
    if not started:
        return line.versions[0], True
    current = started[-1]
    return (None, False) if current.end and current.end[: len(date)] < date else (current, False)


def _answer(subject_: Subject, line: RedLine, held: LineNorm, vocabulary: Vocabulary) -> Answer:
    """The first rule of the table that applies to one norm of the line."""
    action = canonical(held.norm, vocabulary)
    touches = [
        touch(canonical_clause, action, held, subject_, vocabulary)
        for canonical_clause in subject_.near(action, vocabulary)
    ]
    by = {kind: tuple(clause_effect for clause_effect in touches if clause_effect.bearing is kind) for kind in Bearing}
    text = held.asks is Asks.TEXT
    if by[Bearing.OPPOSES]:
        if line.judged_reading:
            return Answer(kind=VerdictKind.STRAINED, rule="redline-judged", touches=by[Bearing.OPPOSES])
        return Answer(kind=VerdictKind.BREACHED, rule="redline-breached", touches=by[Bearing.OPPOSES])
    if by[Bearing.STRAINS]:
        return Answer(kind=VerdictKind.STRAINED, rule="redline-strained", touches=by[Bearing.STRAINS])
    if by[Bearing.UNSURE]:
        return Answer(kind=VerdictKind.UNKNOWN, rule="redline-unsure", touches=by[Bearing.UNSURE], low=True)
    givers = by[Bearing.GIVES] + by[Bearing.PART]
    full = [fulfilling_norm for giver in by[Bearing.GIVES] for fulfilling_norm in giver.full]
    if covered(action, full, vocabulary):
        return Answer(kind=VerdictKind.UPHELD, rule="redline-upheld", touches=by[Bearing.GIVES])
    if givers and text:
        return Answer(kind=VerdictKind.STRAINED, rule="redline-part", touches=givers)
    return _without_text(subject_, line, (held, action), by, vocabulary)


def _without_text(
    subject_: Subject,
    line: RedLine,
    held: tuple[LineNorm, Action],
    by: Mapping[Bearing, tuple[Touch, ...]],
    vocabulary: Vocabulary,
) -> Answer:
    """The rules for a plan that neither opposes nor gives the norm: deferred, struck, unknown, silent, clear, unmet."""
    text, action = held[0].asks is Asks.TEXT, held[1]
    givers, deferring = by[Bearing.GIVES] + by[Bearing.PART], by[Bearing.DEFERS]
    lacking = VerdictKind.UNMET if text else VerdictKind.CLEAR
    deferring += _deferring(subject_, line, deferring, vocabulary)
    if deferring:
        return Answer(kind=VerdictKind.DEFERRED, rule="redline-deferred", touches=deferring)
    partial = subject_.plan.coverage is Coverage.PARTIAL
    struck = _struck(subject_, action, text, vocabulary)
    if struck:
        return Answer(kind=lacking, rule="redline-struck", touches=struck, low=partial)
    raw = tuple(one for one in subject_.live if not one.readings and _on_issue(one.clause, line, vocabulary))
    if raw:
        touches = tuple(Touch(clause=one.clause, bearing=Bearing.UNSURE) for one in raw)
        return Answer(kind=VerdictKind.UNKNOWN, rule="redline-text-only", touches=touches, low=True)
    if subject_.plan.kind is Kind.POSITION:
        return Answer(kind=VerdictKind.SILENT, rule="redline-silent", touches=givers)
    if partial:
        return Answer(kind=VerdictKind.UNKNOWN, rule="redline-unreported", touches=givers, low=True)
    rule = "redline-unmet" if text else "redline-clear-part" if givers else "redline-clear"
    return Answer(kind=lacking, rule=rule, touches=givers)


def touch(one: Prepared, held: Action, norm: LineNorm, subject_: Subject, vocabulary: Vocabulary) -> Touch:
    """How a clause with readings bears on a norm, one by one. Where only reports differ the clause leaves it open."""
    judged: list[tuple[str, Bearing, Action | None]] = []
    for (label, action), brought in zip(one.readings, one.implied, strict=True):
        kind, giver = _reading((action, *brought), held, norm, subject_, vocabulary)
        judged.append((label, kind, giver))
    kinds = {kind for _, kind, _ in judged}
    readings = _listed(one, judged) if len(kinds) > 1 else ()
    kind, holder = _settle(one, judged)
    if kind is Bearing.GIVES and one.clause.state is State.CONTESTED:
        kind = Bearing.PART
    return Touch(
        clause=one.clause,
        bearing=kind,
        full=tuple(giver for _, _, giver in judged if giver) if kind is Bearing.GIVES else (),
        holder=holder,
        readings=readings,
    )


def _reading(
    actions: tuple[Action, ...], held: Action, norm: LineNorm, subject_: Subject, vocabulary: Vocabulary
) -> tuple[Bearing, Action | None]:
    """The worst that one reading does, implied norms included, and the action by which it gives the norm in full."""
    kinds, giver = [], None
    for each in actions:
        kind = bears(held, each, vocabulary)
        if kind in (Bearing.OPPOSES, Bearing.STRAINS) and _lifted(held, each, norm, subject_, vocabulary):
            kind = Bearing.NOTHING
        if kind is Bearing.GIVES:
            giver = each if in_full(held, each) else None
            kind = Bearing.GIVES if giver else Bearing.PART
        kinds.append(kind)
    found = worst(kinds)
    return found, giver if found is Bearing.GIVES else None


def _lifted(held: Action, action: Action, norm: LineNorm, subject_: Subject, vocabulary: Vocabulary) -> bool:
    """Whether the clause stands under the line's own exception: an event it waits for, or a norm the plan gives."""
    events = [one.event for one in norm.exceptions if one.event]
    if excused(held, action, events, vocabulary):
        return True
    return any(
        _given(canonical(one.norm, vocabulary), subject_, vocabulary) for one in norm.exceptions if one.norm is not None
    )


def _given(wanted: Action, subject_: Subject, vocabulary: Vocabulary) -> bool:
    givers = [
        action
        for one in subject_.near(wanted, vocabulary)
        for _, action in one.readings
        if bears(wanted, action, vocabulary) is Bearing.GIVES and in_full(wanted, action)
    ]
    return covered(wanted, givers, vocabulary)


def _settle(one: Prepared, judged: Sequence[tuple[str, Bearing, Action | None]]) -> tuple[Bearing, str]:
    """One bearing for all readings: the worst where a holder stands for it, unsure where only reports differ."""
    found = worst(kind for _, kind, _ in judged)
    if all(kind is found for _, kind, _ in judged):
        return found, one.clause.holder
    holder = next((label for label, kind, _ in judged if kind is found and label in one.clause.holders), "")
    if holder or found not in (Bearing.OPPOSES, Bearing.STRAINS):
        return (Bearing.PART if found is Bearing.GIVES else found), holder
    return Bearing.UNSURE, ""


def _listed(one: Prepared, judged: Sequence[tuple[str, Bearing, Action | None]]) -> tuple[Reading, ...]:
    holders = one.clause.holders
    return tuple(
        Reading(
            of=one.clause.ref,
            verdict=kind.value,
            holder=label if label in holders else "",
            family="" if label in holders else label,
        )
        for label, kind, _ in judged
    )


def _deferring(subject_: Subject, line: RedLine, found: tuple[Touch, ...], vocabulary: Vocabulary) -> tuple[Touch, ...]:
    """Clauses without an act that leave the line's issue, or one above it, for later or to another track."""
    seen = {clause_effect.clause.ref for clause_effect in found}
    return tuple(
        Touch(clause=canonical_clause.clause, bearing=Bearing.DEFERS)
        for canonical_clause in (*subject_.moved, *subject_.later)
        if canonical_clause.clause.ref not in seen and vocabulary.under(line.issue, canonical_clause.clause.issue)
    )


def _struck(subject_: Subject, held: Action, text: bool, vocabulary: Vocabulary) -> tuple[Touch, ...]:
    """Struck clauses that would have breached the line (it is clear of them) or given what it asks (it is unmet)."""
    wanted = (Bearing.GIVES, Bearing.PART) if text else (Bearing.OPPOSES, Bearing.STRAINS)
    return tuple(
        Touch(clause=one.clause, bearing=Bearing.NOTHING)
        for one in subject_.struck
        if any(bears(held, action, vocabulary) in wanted for action in one.said)
    )


def _on_issue(clause: Clause, line: RedLine, vocabulary: Vocabulary) -> bool:
    return not clause.issue or not line.issue or vocabulary.on_one_branch(clause.issue, line.issue)


def _verdict(
    subject_: Subject,
    line: RedLine,
    version: LineVersion,
    later: bool,
    answers: Sequence[tuple[LineNorm, Answer]],
    vocabulary: Vocabulary,
) -> Verdict:
    kinds = {answer.kind for _, answer in answers}
    kind = next(candidate_kind for candidate_kind in WORST_FIRST if candidate_kind in kinds)
    if {VerdictKind.UPHELD, VerdictKind.UNMET} <= kinds and kind not in WORST_FIRST[:2]:
        kind = VerdictKind.STRAINED
    deciding = [(norm, answer) for norm, answer in answers if answer.kind is kind] or list(answers)
    touches = list(
        {clause_effect.clause.ref: clause_effect for _, answer in deciding for clause_effect in answer.touches}.values()
    )
    rule = deciding[0][1].rule if deciding[0][1].kind is kind else "redline-half"
    holder = next((clause_effect.holder for clause_effect in touches if clause_effect.holder), "")
    return Verdict(
        plan=subject_.plan.id,
        party=line.party,
        line=line.ref,
        verdict=kind,
        strength=version.strength.value,
        confidence=_confidence(line, touches, any(answer.low for _, answer in deciding)),
        rule=rule,
        because=because(
            rule, [clause_effect.clause for clause_effect in touches], deciding[0][0].norm, holder, vocabulary
        ),
        norm=version.norms.index(deciding[0][0]),
        clauses=tuple(clause_effect.clause.id for clause_effect in touches),
        notes=_notes(subject_, version, vocabulary),
        inferred=line.inferred,
        stated_later=later,
        holder=holder,
        version=version.start,
        readings=tuple(reading for clause_effect in touches for reading in clause_effect.readings),
        fingerprint=fingerprint("redline", subject_.plan.id, line.ref),
    )


def _confidence(line: RedLine, touches: Iterable[Touch], low: bool) -> Confidence:
    if low or line.inferred or line.judged_reading:
        return Confidence.LOW
    return least_sure(clause_confidence(one.clause) for one in touches)


def clause_confidence(clause: Clause) -> Confidence:
    """How surely a clause is known: from its evidence and how it came to be known; contested is low."""
    if clause.state is State.CONTESTED:
        return Confidence.LOW
    return confidence(clause.evidence, clause.known.value)


def _notes(subject_: Subject, version: LineVersion, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Clauses that speak of the line's doing and name no bearer: listed, deciding nothing."""
    noted = {
        canonical_clause.clause.id
        for held in (canonical(line_norm.norm, vocabulary) for line_norm in version.norms)
        for canonical_clause in subject_.near(held, vocabulary)
        if any(bears(held, action, vocabulary) is Bearing.NOTE for _, action in canonical_clause.readings)
    }
    return tuple(
        canonical_clause.clause.id for canonical_clause in subject_.live if canonical_clause.clause.id in noted
    )


def _not_judged(subject_: Subject, line: RedLine, version: LineVersion, later: bool) -> Verdict:
    return Verdict(
        plan=subject_.plan.id,
        party=line.party,
        line=line.ref,
        verdict=VerdictKind.UNKNOWN,
        strength=version.strength.value,
        confidence=Confidence.LOW,
        rule="redline-not-judged",
        because=line.not_judged,
        inferred=line.inferred,
        stated_later=later,
        version=version.start,
        fingerprint=fingerprint("redline", subject_.plan.id, line.ref),
    )
