"""What was derived, as plain data. Clause ids are those of the file; a clause elsewhere is `PLAN#CLAUSE`.

No finding is marked as accepted here: that is known once all of them stand in the report.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from comparer.model.findings import (
    ActorObligations,
    AlignmentRow,
    Change,
    ComponentVerdict,
    ConstraintFinding,
    Contradiction,
    Deadlock,
    Gap,
    Interest,
    Judgement,
    Link,
    Match,
    PlanFinding,
    PlanPair,
    QuantityPosition,
    Range,
    StepOrder,
    TextOption,
    Verdict,
)
from comparer.model.relation import MatchedBy
from comparer.report.value.arguments import build_argument_value, build_explanation_value
from comparer.report.value.explanation_types import JudgementValue
from comparer.report.value.text_edits import DocumentTexts, find_document_edits, find_text_edits
from comparer.report.value.types import (
    ChangeRecord,
    ClauseRecord,
    ConstraintFindingRecord,
    ContradictionRecord,
    DeadlockRecord,
    EvidencedMatch,
    ExplanationRecord,
    GapRecord,
    InterestRecord,
    LedgerRecord,
    LinkRecord,
    MatchRecord,
    PairRecord,
    PlanFindingRecord,
    PositionRecord,
    RangeRecord,
    ReadingRecord,
    RowRecord,
    SignalRecord,
    StepOrderRecord,
    VerdictRecord,
    WordingRecord,
)
from comparer.report.words.arguments import Wording, argument_text, explanation_text
from comparer.resources.message_catalogue import load_catalogue

DECLARED_MATCH_KINDS = (MatchedBy.PINNED, MatchedBy.NORM)
"""Links that rest on encoding or on a person's word carry no score: an estimate must not look like one."""


def local_clause_ids(plan_id: str, clause_refs: Iterable[str]) -> list[str]:
    """Clause ids as in the file of `plan`."""
    return [clause_ref.removeprefix(plan_id + "#") for clause_ref in clause_refs]


def published_score(match: Match) -> float | None:
    return None if match.score is None or match.matched_by in DECLARED_MATCH_KINDS else round(match.score, 4)


def build_match_value(match: Match) -> MatchRecord:
    return {
        "left": list(match.left),
        "right": list(match.right),
        "score": published_score(match),
        "matched_by": match.matched_by.value,
    }


def build_evidenced_match_value(match: Match) -> EvidencedMatch:
    signals: list[SignalRecord] = [
        {
            "label": load_catalogue("en").format_message(f"signal.{signal.label}"),
            "weight": round(signal.weight, 4),
            "left": signal.left,
            "right": signal.right,
        }
        for signal in match.evidence
    ]
    is_reason_of_ours = match.reason and match.matched_by is MatchedBy.TEXT
    reason = load_catalogue("en").format_message(f"reason.{match.reason}") if is_reason_of_ours else match.reason
    return {**build_match_value(match), "evidence": signals, "reason": reason}


def build_change_value(change: Change, english: Wording) -> ChangeRecord:
    before, after = build_argument_value(change.before), build_argument_value(change.after)
    return {
        "facet": change.facet,
        "before": argument_text(before, english),
        "after": argument_text(after, english),
        "effect": change.effect.value,
        "weight": change.weight,
        "unreported": change.is_unreported,
        "rule": change.rule,
        "before_value": before,
        "after_value": after,
    }


def build_judgement_value(judgement: Judgement, english: Wording) -> JudgementValue:
    """How two clauses differ, whether or not a link joins them."""
    explanation = build_explanation_value(judgement.reason) if judgement.reason else None
    return {
        "relation": judgement.relation.value,
        "basis": judgement.basis.value,
        "confidence": judgement.confidence.value,
        "reason": explanation_text(explanation, english) if explanation else "",
        "explanation": explanation,
        "changes": [build_change_value(change, english) for change in judgement.changes],
        "favours": list(judgement.favours),
    }


class PairRecordBuilder:
    """Records of pairs. Links that share a judgement or an interest share its record, which nobody changes."""

    def __init__(
        self,
        english: Wording,
        clauses: Mapping[str, ClauseRecord],
        part_titles: Mapping[str, str],
        documents: Mapping[str, DocumentTexts] = MappingProxyType({}),
    ) -> None:
        self._english, self._clauses, self._part_titles = english, clauses, part_titles
        self._documents = documents
        self._judged: dict[int, tuple[Judgement, ExplanationRecord | None, str, list[ChangeRecord]]] = {}
        self._interests: dict[int, tuple[Interest, list[str], list[str], InterestRecord]] = {}
        self._id_lists: dict[tuple[str, ...], list[str]] = {}

    def build_pair_value(self, pair: PlanPair) -> PairRecord:
        links = [self._build_link_value(pair_link) for pair_link in pair.links]
        return {
            "left": pair.left,
            "right": pair.right,
            "links": links,
            "edits": [
                *find_document_edits(self._documents.get(pair.left), self._documents.get(pair.right)),
                *find_text_edits(pair.left, pair.right, links, self._clauses, self._part_titles),
            ],
            "gaps": [build_gap_value(pair_gap) for pair_gap in pair.gaps],
            "possible": [build_match_value(near_match) for near_match in pair.possible],
            "ambiguous": [build_match_value(near_match) for near_match in pair.ambiguous],
        }

    def _build_link_value(self, link: Link) -> LinkRecord:
        judgement, explanation, reason, changes = self._judged_parts(link.judgement)
        _, favours, against, interest = self._interest_parts(link.interest)
        return {
            "left": self._id_lists.setdefault(link.match.left, list(link.match.left)),
            "right": self._id_lists.setdefault(link.match.right, list(link.match.right)),
            "relation": judgement.relation.value,
            "basis": judgement.basis.value,
            "confidence": judgement.confidence.value,
            "reason": reason,
            "explanation": explanation,
            "score": published_score(link.match),
            "matched_by": link.match.matched_by.value,
            "pin_reason": link.match.reason,
            "changes": changes,
            "favours": favours,
            "against": against,
            "interest": interest,
            "pinned_reading": link.is_pinned_reading,
            "fingerprint": link.fingerprint,
            "accepted": False,
        }

    def _judged_parts(
        self, judgement: Judgement
    ) -> tuple[Judgement, ExplanationRecord | None, str, list[ChangeRecord]]:
        """By identity: a judgement is kept beside its parts, so that its identity cannot pass to another."""
        parts = self._judged.get(id(judgement))
        if parts is None:
            explanation = build_explanation_value(judgement.reason) if judgement.reason else None
            reason = explanation_text(explanation, self._english) if explanation else ""
            changes = [build_change_value(change, self._english) for change in judgement.changes]
            parts = self._judged[id(judgement)] = (judgement, explanation, reason, changes)
        return parts

    def _interest_parts(self, interest: Interest) -> tuple[Interest, list[str], list[str], InterestRecord]:
        parts = self._interests.get(id(interest))
        if parts is None:
            record: InterestRecord = {"basis": interest.basis.value, "cites": list(interest.cites)}
            parts = interest, list(interest.favours), list(interest.against), record
            self._interests[id(interest)] = parts
        return parts


def build_gap_value(gap: Gap) -> GapRecord:
    return {
        "plan": gap.plan,
        "clause": gap.clause,
        "missing_from": gap.missing_from,
        "kind": gap.kind.value,
        "by": local_clause_ids(gap.missing_from, gap.answered_by),
        "rule": f"gap-{gap.kind.value}",
        "favours": list(gap.interest.favours) if gap.interest else [],
        "against": list(gap.interest.against) if gap.interest else [],
        "confidence": gap.confidence.value,
        "fingerprint": gap.fingerprint,
        "accepted": False,
    }


def build_verdict_value(verdict: Verdict, english: Wording) -> VerdictRecord:
    explanation = build_explanation_value(verdict.explanation)
    return {
        "plan": verdict.plan,
        "party": verdict.party,
        "line": verdict.line,
        "verdict": verdict.kind.value,
        "strength": verdict.strength,
        "inferred": verdict.inferred,
        "stated_later": verdict.stated_later,
        "confidence": verdict.confidence.value,
        "clauses": local_clause_ids(verdict.plan, verdict.clauses),
        "notes": local_clause_ids(verdict.plan, verdict.notes),
        "rule": verdict.rule,
        "because": explanation_text(explanation, english),
        "explanation": explanation,
        "holder": verdict.holder,
        "version": verdict.version,
        "norm": verdict.norm_index,
        "readings": [_build_reading_value(reading, english) for reading in verdict.component_verdicts],
        "fingerprint": verdict.fingerprint,
        "accepted": False,
    }


def _build_reading_value(reading: ComponentVerdict, english: Wording) -> ReadingRecord:
    explanation = build_explanation_value(reading.explanation) if reading.explanation else None
    return {
        "of": reading.subject,
        "verdict": reading.verdict,
        "holder": reading.holder,
        "family": reading.family,
        "because": explanation_text(explanation, english) if explanation else "",
        "explanation": explanation,
    }


def build_constraint_finding_value(finding: ConstraintFinding, english: Wording) -> ConstraintFindingRecord:
    explanation = build_explanation_value(finding.explanation)
    return {
        "plan": finding.plan,
        "constraint": finding.constraint,
        "verdict": finding.verdict.value,
        "clauses": local_clause_ids(finding.plan, finding.clauses),
        "steps": list(finding.steps),
        "rule": finding.rule,
        "because": explanation_text(explanation, english),
        "explanation": explanation,
        "force": finding.force,
        "in_force_later": finding.in_force_later,
        "note_only": finding.note_only,
        "confidence": finding.confidence.value,
        "fingerprint": finding.fingerprint,
        "accepted": False,
    }


def build_step_order_value(step_order: StepOrder) -> StepOrderRecord:
    """The steps of a plan in their one order; `step` and the names in lists are keys of `law_steps`."""
    return {
        "plan": step_order.plan,
        "steps": [
            {
                "step": step.name,
                "after": list(step.after),
                "same_as": list(step.same_as),
                "in_circle": step.in_circle,
            }
            for step in step_order.steps
        ],
    }


def build_deadlock_value(deadlock: Deadlock, english: Wording) -> DeadlockRecord:
    explanation = build_explanation_value(deadlock.explanation)
    return {
        "a": deadlock.left,
        "b": deadlock.right,
        "issue": deadlock.issue,
        "possible": deadlock.possible,
        "norms": [{"version": version_start, "norm": norm_index} for version_start, norm_index in deadlock.norms],
        "rule": "deadlock-possible" if deadlock.possible else "deadlock-stated",
        "because": explanation_text(explanation, english),
        "explanation": explanation,
        "strength": deadlock.strength,
        "fingerprint": deadlock.fingerprint,
        "accepted": False,
    }


def build_contradiction_value(contradiction: Contradiction, english: Wording) -> ContradictionRecord:
    a, b = local_clause_ids(contradiction.plan, (contradiction.left, contradiction.right))
    explanation = build_explanation_value(contradiction.explanation)
    return {
        "plan": contradiction.plan,
        "a": a,
        "b": b,
        "rule": "plan-contradiction-possible" if contradiction.possible else "plan-contradiction",
        "because": explanation_text(explanation, english),
        "explanation": explanation,
        "possible": contradiction.possible,
        "fingerprint": contradiction.fingerprint,
        "accepted": False,
    }


def build_position_value(position: QuantityPosition) -> PositionRecord:
    return {
        "holder": position.holder,
        "source": position.source,
        "min": position.low,
        "max": position.high,
        "above": position.above,
        "below": position.below,
        "strength": position.strength,
        "about": position.about,
        "unknown": position.unknown,
        "note": position.note,
    }


def build_range_value(value_range: Range, english: Wording) -> RangeRecord:
    common_range = value_range.common_range
    explanation = build_explanation_value(value_range.explanation)
    return {
        "quantity": value_range.quantity,
        "unit": value_range.unit,
        "subject": value_range.subject,
        "by": [build_position_value(position) for position in value_range.positions],
        "agreement": None if common_range is None else {"min": common_range[0], "max": common_range[1]},
        "rule": value_range.rule,
        "because": explanation_text(explanation, english),
        "explanation": explanation,
    }


def build_ledger_entry_value(entry: ActorObligations) -> LedgerRecord:
    return {
        "plan": entry.plan,
        "actor": entry.actor,
        "party": entry.party,
        "duties": local_clause_ids(entry.plan, entry.duties),
        "prohibitions": local_clause_ids(entry.plan, entry.prohibitions),
        "permissions": local_clause_ids(entry.plan, entry.permissions),
        "benefits": local_clause_ids(entry.plan, entry.benefits),
    }


def build_plan_finding_value(finding: PlanFinding, english: Wording) -> PlanFindingRecord:
    explanation = build_explanation_value(finding.explanation)
    return {
        "plan": finding.plan,
        "rule": finding.rule,
        "clauses": local_clause_ids(finding.plan, finding.clauses),
        "actors": list(finding.actors),
        "steps": list(finding.steps),
        "because": explanation_text(explanation, english),
        "explanation": explanation,
        "fingerprint": finding.fingerprint,
        "accepted": False,
    }


def build_wording_value(wording: TextOption) -> WordingRecord:
    return {
        "issue": wording.issue,
        "clause": wording.clause,
        "breaches": list(wording.breaches),
        "strains": list(wording.strains),
    }


def build_row_value(row: AlignmentRow) -> RowRecord:
    cells = {plan_id: local_clause_ids(plan_id, clause_refs) for plan_id, clause_refs in row.cells}
    return {"id": row.id, "issue": row.issue, "label": row.label, "question": row.question, "cells": cells}
