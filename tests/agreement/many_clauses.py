"""Two plans of many clauses on one question, linked one to one: how the tools over them grow is measured on these."""

from __future__ import annotations

from comparer.agreement.brackets import build_bracket_ledger
from comparer.agreement.single_text import build_single_text
from comparer.agreement.travel import build_clause_threads
from comparer.model.brackets import BracketLedger
from comparer.model.findings import AlignmentRow, Findings, Judgement, Link, Match, PlanPair
from comparer.model.plan import Clause, Plan, Provision
from comparer.model.relation import MatchedBy, Relation
from comparer.model.single_text import SingleText
from comparer.model.travel import ClauseThread
from comparer.norms.canonical_clause import to_canonical_clause
from comparer.norms.vocabulary import Vocabulary


def many_clauses(
    count: int, *, is_single_row: bool = True
) -> tuple[SingleText, BracketLedger, tuple[ClauseThread, ...]]:
    """Single text, ledger and threads of two plans of `count` clauses, on one question or each on its own."""
    ids = tuple(str(number) for number in range(1, count + 1))
    plans = [
        Plan(
            id=plan_id,
            title=plan_id,
            provisions=tuple(
                Provision(
                    id=name, clauses=(Clause(plan=plan_id, id=name, provision=name, text=f"The town pays {name}."),)
                )
                for name in ids
            ),
        )
        for plan_id in ("a", "b")
    ]
    links = tuple(
        Link(
            match=Match(left=(name,), right=(name,), matched_by=MatchedBy.TEXT),
            judgement=Judgement(relation=Relation.SAME),
            fingerprint=name,
        )
        for name in ids
    )
    rows = [ids] if is_single_row else [(name,) for name in ids]
    findings = Findings(
        plans=("a", "b"),
        pairs=(PlanPair(left="a", right="b", links=links, gaps=()),),
        rows=tuple(
            AlignmentRow(id=f"row-{number:05}", issue="", label="", cells=(("a", row), ("b", row)))
            for number, row in enumerate(rows)
        ),
    )
    vocabulary = Vocabulary()
    canonical = {clause.ref: to_canonical_clause(clause, vocabulary) for plan in plans for clause in plan.clauses}
    single_text = build_single_text(plans, findings, canonical, vocabulary)
    ledger = build_bracket_ledger(plans, single_text, findings, canonical)
    return single_text, ledger, build_clause_threads(single_text, findings)
