"""The single negotiating text of several drafts: one row a question, what all share plain, differences as alternatives.

The form is that of rolling texts in conference practice. Wordings are one alternative where the comparison finds the
same effect; nothing is worded anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from comparer.agreement.link_index import LinkIndex
from comparer.agreement.merge_wordings import merge_wordings
from comparer.model.findings import AlignmentRow, Findings
from comparer.model.plan import Clause, ClauseState, Plan
from comparer.model.relation import GapKind, Relation
from comparer.model.single_text import (
    ANSWERED_ELSEWHERE,
    Alternative,
    MissingPlan,
    PartStanding,
    PlanWording,
    SingleText,
    SingleTextOption,
    SingleTextPart,
    SingleTextRow,
)
from comparer.norms.questions import answered_questions
from comparer.norms.relate import CanonicalClause
from comparer.norms.vocabulary import Vocabulary

_SAME_EFFECT = frozenset({Relation.SAME, Relation.REWORDED})


def build_single_text(
    plans: Sequence[Plan],
    findings: Findings,
    canonical_clauses: Mapping[str, CanonicalClause],
    vocabulary: Vocabulary,
    issue: str = "",
) -> SingleText:
    """The single text of the plans that `findings` compare, in their order there.

    A clause stands once: under the first question that it answers, or in the row that its links make. A question whose
    clauses all stand under others has a row that names them. `issue` is that under which the findings were kept, where
    they were.
    """
    index = LinkIndex(findings.pairs)
    plan_by_id = {plan.id: plan for plan in plans}
    chosen = [plan_by_id[plan_id] for plan_id in findings.plans]
    clause_by_ref = {clause.ref: clause for plan in chosen for clause in plan.clauses}
    removed = _removed_by_question(chosen, canonical_clauses, vocabulary, issue)
    rows = [
        _build_single_text_row(row, clause_by_ref, index, removed.pop(row.id, ()), canonical_clauses, vocabulary)
        for row in findings.rows
    ]
    rows += [_build_removed_row(question, clauses, vocabulary) for question, clauses in removed.items()]
    rows.sort(key=lambda row: vocabulary.question_sort_key(row.id) if row.question else (10**9, 0, row.id))
    return SingleText(plans=findings.plans, rows=tuple(rows))


def keep_rows(single_text: SingleText, kept_clauses: frozenset[str]) -> SingleText:
    """The rows with one of these clauses, as `PLAN#CLAUSE`, each row whole."""
    return SingleText(
        plans=single_text.plans,
        rows=tuple(row for row in single_text.rows if not kept_clauses.isdisjoint(_row_clauses(row))),
    )


def _row_clauses(row: SingleTextRow) -> Iterator[str]:
    yield from row.elsewhere
    yield from (clause.ref for clause in row.removed)
    for part in row.parts:
        for alternative in part.alternatives:
            yield from (clause.ref for wording in alternative.wordings for clause in wording.clauses)


def _removed_by_question(
    plans: Iterable[Plan], canonical_clauses: Mapping[str, CanonicalClause], vocabulary: Vocabulary, issue: str
) -> dict[str, tuple[Clause, ...]]:
    removed: dict[str, list[Clause]] = {}
    for plan in plans:
        for clause in plan.clauses:
            if not clause.is_live and (not issue or vocabulary.is_in_branch(clause.issue, issue)):
                questions = answered_questions(canonical_clauses[clause.ref], vocabulary)
                removed.setdefault(questions[0] if questions else clause.issue, []).append(clause)
    return {question: tuple(clauses) for question, clauses in removed.items()}


def _build_removed_row(question: str, clauses: tuple[Clause, ...], vocabulary: Vocabulary) -> SingleTextRow:
    declared = vocabulary.questions.get(question)
    return SingleTextRow(
        id=question,
        issue=vocabulary.question_issue(question),
        label=vocabulary.question_label(question),
        question=declared.asks if declared else "",
        parts=(),
        removed=clauses,
    )


def _build_single_text_row(
    row: AlignmentRow,
    clause_by_ref: Mapping[str, Clause],
    index: LinkIndex,
    removed: tuple[Clause, ...],
    canonical_clauses: Mapping[str, CanonicalClause],
    vocabulary: Vocabulary,
) -> SingleTextRow:
    plan_ids = [plan_id for plan_id, _ in row.cells]
    refs = [f"{plan_id}#{clause_id}" for plan_id, clause_ids in row.cells for clause_id in clause_ids]
    own_refs = [
        ref for ref in refs if (answered_questions(canonical_clauses[ref], vocabulary) or (row.id,))[0] == row.id
    ]
    own = frozenset(own_refs)
    groups = _group_linked_refs(own_refs, index)
    parts = tuple(_build_part(group, plan_ids, clause_by_ref, index, canonical_clauses) for group in groups)
    return SingleTextRow(
        id=row.id,
        issue=row.issue,
        label=row.label,
        question=row.question,
        parts=parts,
        elsewhere=tuple(ref for ref in refs if ref not in own),
        removed=removed,
    )


def _group_linked_refs(refs: Sequence[str], index: LinkIndex) -> list[list[str]]:
    """The clauses of a row in groups of those that links join, each in the order given, by their first clause."""
    leaders = {ref: ref for ref in refs}

    def find_leader(ref: str) -> str:
        while leaders[ref] != ref:
            leaders[ref] = leaders[leaders[ref]]  # halves the way for the next
            ref = leaders[ref]
        return ref

    for ref in refs:
        for partner, _ in index.partners.get(ref, ()):
            if partner in leaders:
                leaders[find_leader(partner)] = find_leader(ref)
    groups: dict[str, list[str]] = {}
    for ref in refs:
        groups.setdefault(find_leader(ref), []).append(ref)
    return list(groups.values())


def _build_part(
    refs: Sequence[str],
    plan_ids: Sequence[str],
    clause_by_ref: Mapping[str, Clause],
    index: LinkIndex,
    canonical_clauses: Mapping[str, CanonicalClause],
) -> SingleTextPart:
    clauses = [clause_by_ref[ref] for ref in refs]
    wordings = [
        PlanWording(plan=plan_id, clauses=tuple(clause for clause in clauses if clause.plan == plan_id))
        for plan_id in plan_ids
        if any(clause.plan == plan_id for clause in clauses)
    ]
    groups: list[list[PlanWording]] = []
    for wording in wordings:
        group = next(
            (
                group
                for group in groups
                if all(
                    _have_same_effect(wording, other, index) and _leave_to_same(wording, other, canonical_clauses)
                    for other in group
                )
            ),
            None,
        )
        groups.append([wording]) if group is None else group.append(wording)
    missing = tuple(
        _explain_missing_plan(plan_id, refs, index)
        for plan_id in plan_ids
        if plan_id not in {wording.plan for wording in wordings}
    )
    is_contested = any(clause.state is ClauseState.CONTESTED for clause in clauses)
    return SingleTextPart(
        standing=PartStanding.ALTERNATIVES if len(groups) > 1 else _single_standing(missing, is_contested),
        options=_group_options(
            [
                Alternative(wordings=tuple(group), is_deferral=_defers_matter(group[0], canonical_clauses))
                for group in groups
            ]
        ),
        missing=missing,
    )


def _single_standing(missing: tuple[MissingPlan, ...], is_contested: bool) -> PartStanding:
    if is_contested or any(plan.kind != GapKind.UNREPORTED for plan in missing):
        return PartStanding.BRACKETED
    return PartStanding.SHARED_AS_KNOWN if missing else PartStanding.SHARED


def _group_options(alternatives: Sequence[Alternative]) -> tuple[SingleTextOption, ...]:
    """The alternatives, those together that read as one sentence but for a few places."""
    groups: list[list[Alternative]] = []
    for alternative in alternatives:
        group = next((group for group in groups if _read_as_single_sentence([*group, alternative])), None)
        groups.append([alternative]) if group is None else group.append(alternative)
    return tuple(
        SingleTextOption(
            alternatives=tuple(group), segments=merge_wordings([alternative.text for alternative in group])
        )
        for group in groups
    )


def _read_as_single_sentence(alternatives: Sequence[Alternative]) -> bool:
    """What is known only as words is not laid over what is understood: they may share words and no sense."""
    wordings = [alternative.wordings[0] for alternative in alternatives]
    are_understood = {all(clause.norm for clause in wording.clauses) for wording in wordings}
    clause_counts = {len(wording.clauses) for wording in wordings}
    if len(clause_counts) > 1 or len(are_understood) > 1:
        return False
    return bool(merge_wordings([alternative.text for alternative in alternatives]))


def _defers_matter(wording: PlanWording, canonical_clauses: Mapping[str, CanonicalClause]) -> bool:
    return all(clause.state.is_put_off or canonical_clauses[clause.ref].is_deferral for clause in wording.clauses)


def _have_same_effect(a: PlanWording, b: PlanWording, index: LinkIndex) -> bool:
    """Whether every clause of either has one of the same effect in the other, and none of another effect."""
    if [(clause.text, clause.norm) for clause in a.clauses] == [(clause.text, clause.norm) for clause in b.clauses]:
        return True
    refs = {clause.ref for wording in (a, b) for clause in wording.clauses}
    for wording, other in ((a, b), (b, a)):
        other_refs = {clause.ref for clause in other.clauses}
        for clause in wording.clauses:
            relations = {
                link.judgement.relation
                for partner, link in index.partners.get(clause.ref, ())
                if partner in other_refs and partner in refs
            }
            if not relations or not relations <= _SAME_EFFECT:
                return False
    return True


def _leave_to_same(a: PlanWording, b: PlanWording, canonical_clauses: Mapping[str, CanonicalClause]) -> bool:
    """Whether two wordings that put one matter off leave it to the same; true of any that do not."""
    if not (_defers_matter(a, canonical_clauses) and _defers_matter(b, canonical_clauses)):
        return True
    deciders = [
        {bearer for clause in wording.clauses if clause.norm for bearer in clause.norm.bearers} for wording in (a, b)
    ]
    return deciders[0] == deciders[1]


def _explain_missing_plan(plan_id: str, refs: Sequence[str], index: LinkIndex) -> MissingPlan:
    """Why a plan lacks a part: where its clauses elsewhere answer it, these; else the gap that is judged first."""
    partners = [
        partner
        for ref in refs
        for partner, _ in index.partners.get(ref, ())
        if partner.startswith(f"{plan_id}#") and partner not in refs
    ]
    if partners:
        return MissingPlan(plan=plan_id, kind=ANSWERED_ELSEWHERE, clauses=tuple(dict.fromkeys(partners)))
    gaps = [gap for ref in refs if (gap := index.gaps.get((ref, plan_id)))]
    kind = GapKind.combine(gap.kind for gap in gaps)
    answering = (f"{plan_id}#{clause_id}" for gap in gaps for clause_id in gap.answered_by)
    return MissingPlan(
        plan=plan_id,
        kind=kind.value if kind else GapKind.UNMATCHED.value,
        clauses=tuple(dict.fromkeys(answering)),
    )
