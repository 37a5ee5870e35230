"""The ledger of brackets: what a series of drafts opened, closed, reopened and moved, question by question.

A draft in which nothing is reported on a question is passed over: the next is held against the last that is known.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from comparer.agreement.link_index import LinkIndex
from comparer.model.brackets import BracketEntry, BracketEvent, BracketLedger, BracketRow, QuestionState
from comparer.model.findings import Findings, Link
from comparer.model.plan import Clause, ClauseState, Coverage, Plan
from comparer.model.relation import GapKind, Relation
from comparer.model.single_text import SingleText, SingleTextRow
from comparer.norms.relate import CanonicalClause

_SAME_EFFECT = frozenset({Relation.SAME, Relation.REWORDED})


def build_bracket_ledger(
    plans: Sequence[Plan],
    single_text: SingleText,
    findings: Findings,
    canonical_clauses: Mapping[str, CanonicalClause],
) -> BracketLedger:
    """The ledger over the plans of a single text, in their order there. `findings` are those on the same plans."""
    plan_by_id = {plan.id: plan for plan in plans}
    chosen = [plan_by_id[plan_id] for plan_id in single_text.plans]
    reader = _StateReader(findings, canonical_clauses)
    return BracketLedger(
        plans=single_text.plans, rows=tuple(_build_ledger_row(row, chosen, reader) for row in single_text.rows)
    )


def _build_ledger_row(row: SingleTextRow, plans: Sequence[Plan], reader: _StateReader) -> BracketRow:
    states = [(plan, reader.read_state(row, plan)) for plan in plans]
    entries: list[BracketEntry] = []
    seen_states: set[QuestionState] = set()
    last: tuple[Plan, QuestionState] | None = None
    for plan, state in states:
        if state is QuestionState.NOT_KNOWN:
            continue
        if last is not None or state is not QuestionState.OUT:
            entry = reader.build_entry(row, last, (plan, state), frozenset(seen_states))
            entries += [entry] if entry else []
        seen_states.add(state)
        last = (plan, state)
    return BracketRow(
        question=row.id,
        issue=row.issue,
        label=row.label,
        states=tuple((plan.id, state) for plan, state in states),
        entries=tuple(entries),
    )


class _StateReader:
    def __init__(self, findings: Findings, canonical_clauses: Mapping[str, CanonicalClause]) -> None:
        self.canonical_clauses = canonical_clauses
        self.clauses_by_cell = {
            (row.id, plan_id): [f"{plan_id}#{clause_id}" for clause_id in clause_ids]
            for row in findings.rows
            for plan_id, clause_ids in row.cells
        }
        self.refs_by_row: dict[str, list[str]] = {}
        for (row_id, _), refs in self.clauses_by_cell.items():
            self.refs_by_row.setdefault(row_id, []).extend(refs)
        self.links = LinkIndex(findings.pairs)

    def live_clauses(self, row: SingleTextRow, plan: Plan) -> list[Clause]:
        """The clauses of a plan that answer the question, whether or not it is their main one."""
        return [self.canonical_clauses[ref].clause for ref in self.clauses_by_cell.get((row.id, plan.id), ())]

    def read_state(self, row: SingleTextRow, plan: Plan) -> QuestionState:
        live = self.live_clauses(row, plan)
        if any(self._leaves_open(clause) for clause in live):
            return QuestionState.OPEN
        if live:
            return QuestionState.SETTLED
        removed = [clause for clause in row.removed if clause.plan == plan.id]
        if any(clause.state is ClauseState.MOVED for clause in removed):
            return QuestionState.OPEN
        if removed:
            return QuestionState.OUT
        return QuestionState.NOT_KNOWN if self._may_be_unreported(row, plan) else QuestionState.OUT

    def _leaves_open(self, clause: Clause) -> bool:
        is_versioned = any(variant.holder for variant in clause.variants)
        is_put_off = clause.state is ClauseState.CONTESTED or clause.state.is_put_off
        return is_put_off or is_versioned or self.canonical_clauses[clause.ref].is_deferral

    def _may_be_unreported(self, row: SingleTextRow, plan: Plan) -> bool:
        """Whether a text is known in part, or a clause of another is a gap in it that is not reported."""
        gaps = [self.links.gaps.get((ref, plan.id)) for ref in self.refs_by_row.get(row.id, ())]
        kinds = {gap.kind for gap in gaps if gap}
        if plan.coverage is Coverage.PARTIAL:
            return GapKind.STRUCK not in kinds
        return GapKind.UNREPORTED in kinds

    def build_entry(
        self,
        row: SingleTextRow,
        last: tuple[Plan, QuestionState] | None,
        current: tuple[Plan, QuestionState],
        seen_states: frozenset[QuestionState],
    ) -> BracketEntry | None:
        """What a draft did; None where the question was out and stays out."""
        plan, state = current
        links = self._links_between(row, last[0], plan) if last else []
        has_both = last is not None and bool(self.live_clauses(row, last[0]) and self.live_clauses(row, plan))
        event = _read_event(last[1] if last else None, state, links, seen_states, has_both_texts=has_both)
        if event is None:
            return None
        return BracketEntry(
            question=row.id,
            event=event,
            before=last[0].id if last else "",
            after=plan.id,
            clauses_before=self._telling_clauses(row, last[0]) if last else (),
            clauses_after=self._telling_clauses(row, plan),
            proposers=plan.proposers,
            relation=Relation.combine(link.judgement.relation for link in links).value if links else "",
            favours=tuple(dict.fromkeys(party for link in links for party in link.interest.favours)),
            against=tuple(dict.fromkeys(party for link in links for party in link.interest.against)),
        )

    def _telling_clauses(self, row: SingleTextRow, plan: Plan) -> tuple[str, ...]:
        """The clauses by which a draft stands as it does: those that answer; else those that strike or move it."""
        live = tuple(clause.id for clause in self.live_clauses(row, plan))
        removed = tuple(clause.id for clause in row.removed if clause.plan == plan.id)
        return live or removed or self._striking_clauses(row, plan)

    def _striking_clauses(self, row: SingleTextRow, plan: Plan) -> tuple[str, ...]:
        """The clauses of a draft that strike what another says on the question, under whatever question they stand."""
        gaps = (self.links.gaps.get((ref, plan.id)) for ref in self.refs_by_row.get(row.id, ()))
        struck = (clause_id for gap in gaps if gap and gap.kind is GapKind.STRUCK for clause_id in gap.answered_by)
        return tuple(
            dict.fromkeys(
                clause_id for clause_id in struck if self.canonical_clauses[f"{plan.id}#{clause_id}"].is_struck
            )
        )

    def _links_between(self, row: SingleTextRow, left: Plan, right: Plan) -> list[Link]:
        """The links of the two plans whose clauses both answer the question."""
        before = [clause.id for clause in self.live_clauses(row, left)]
        after = [clause.id for clause in self.live_clauses(row, right)]
        return self.links.find_links(left.id, before, right.id, after)


def _read_event(
    before: QuestionState | None,
    after: QuestionState,
    links: Sequence[Link],
    seen_states: frozenset[QuestionState],
    *,
    has_both_texts: bool,
) -> BracketEvent | None:
    """The event of a step; `seen_states` are those of all drafts before it. None: the question stays out.

    What both drafts have text on and nothing links has moved.
    """
    opening = BracketEvent.REOPENED if QuestionState.OPEN in seen_states else BracketEvent.OPENED
    if after is QuestionState.OUT:
        return BracketEvent.DROPPED if before in (QuestionState.SETTLED, QuestionState.OPEN) else None
    if before in (None, QuestionState.OUT):
        if after is QuestionState.OPEN:
            return opening
        return BracketEvent.RESTORED if QuestionState.SETTLED in seen_states else BracketEvent.RAISED
    if before is not after:
        if after is QuestionState.SETTLED:
            return BracketEvent.CLOSED
        return opening
    is_same = (bool(links) or (after is QuestionState.OPEN and not has_both_texts)) and all(
        link.judgement.relation in _SAME_EFFECT for link in links
    )
    return BracketEvent.KEPT if is_same else BracketEvent.MOVED
