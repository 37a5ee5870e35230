"""A single text as a plan, so that it can be checked, edited and compared like any draft.

Each wording of each draft stays a clause of its own with its norm, and says in `from` whose it is; wordings of the same
effect stand once, with the others named in the note. What the drafts do not share is contested.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from comparer.model.dates import newest_date
from comparer.model.plan import Clause, ClauseState, Coverage, Plan, PlanKind, Provision
from comparer.model.single_text import Alternative, PartStanding, SingleText, SingleTextPart, SingleTextRow

SINGLE_TEXT_ID = "single-text"


def build_single_text_plan(single_text: SingleText, plans: Sequence[Plan]) -> Plan:
    """The plan of a single text: a provision a question. Of one plan alone it is that plan as it stands."""
    plan_by_id = {plan.id: plan for plan in plans}
    chosen = [plan_by_id[plan_id] for plan_id in single_text.plans]
    if len(chosen) == 1:
        return chosen[0]
    new_ids = {ref: clause_id for row in single_text.rows for ref, clause_id in _clause_ids(row)}
    names = [plan.name or plan.id for plan in chosen]
    is_complete = all(plan.coverage is Coverage.COMPLETE for plan in chosen)
    return Plan(
        id=SINGLE_TEXT_ID,
        title=f"Single text of {', '.join(names)}",
        kind=PlanKind.DRAFT,
        coverage=Coverage.COMPLETE if is_complete else Coverage.PARTIAL,
        issued=newest_date(plan.issued for plan in chosen),
        parties=tuple(dict.fromkeys(party for plan in chosen for party in plan.parties)),
        derived_from=single_text.plans,
        provisions=tuple(_build_row_provision(row, new_ids) for row in single_text.own_rows),
    )


def _clause_ids(row: SingleTextRow) -> Iterator[tuple[str, str]]:
    """Every clause of the row with the id under which it stands in the single text."""
    for part in row.parts:
        for alternative in part.alternatives:
            leading = alternative.wordings[0].clauses
            for wording in alternative.wordings:
                for position, clause in enumerate(wording.clauses):
                    yield clause.ref, _single_text_id(leading[min(position, len(leading) - 1)])
    yield from ((clause.ref, _single_text_id(clause)) for clause in row.removed)


def _single_text_id(clause: Clause) -> str:
    return f"{clause.plan}.{clause.id}"


def _build_row_provision(row: SingleTextRow, new_ids: Mapping[str, str]) -> Provision:
    clauses = [
        _build_alternative_clause(clause, part, alternative, new_ids)
        for part in row.parts
        for alternative in part.alternatives
        for clause in alternative.wordings[0].clauses
    ]
    clauses += [_rename_clause(clause, new_ids) for clause in row.removed]
    return Provision(id=row.id.replace(":", "-"), heading=row.label, clauses=tuple(clauses))


def _build_alternative_clause(
    clause: Clause, part: SingleTextPart, alternative: Alternative, new_ids: Mapping[str, str]
) -> Clause:
    is_disputed = part.standing in (PartStanding.ALTERNATIVES, PartStanding.BRACKETED)
    is_free = clause.state is ClauseState.OPEN or clause.state.is_agreed
    own_state = alternative.state if clause.state.is_agreed else clause.state
    renamed = _rename_clause(clause, new_ids)
    voids = dict.fromkeys(
        new_ids.get(f"{wording.plan}#{clause_id}", clause_id)
        for wording in alternative.wordings
        for twin in wording.clauses
        if new_ids[twin.ref] == renamed.id
        for clause_id in twin.voids
    )
    return replace(
        renamed,
        voids=tuple(voids),
        state=ClauseState.CONTESTED if is_disputed and is_free else own_state,
        note=" ".join(filter(None, (clause.note, _same_effect_note(alternative)))),
    )


def _same_effect_note(alternative: Alternative) -> str:
    """The other drafts' clauses of the same effect, with their words where these differ."""
    own_text = alternative.text
    entries = [
        f"{', '.join(clause.ref for clause in wording.clauses)}"
        + (f" ({wording.text})" if wording.text != own_text else "")
        for wording in alternative.wordings[1:]
    ]
    return f"To the same effect: {'; '.join(entries)}" if entries else ""


def _rename_clause(clause: Clause, new_ids: Mapping[str, str]) -> Clause:
    """The clause as one of the single text. A condition goes on naming the clause of the draft: its effect stays."""

    def new_name(clause_id: str) -> str:
        return new_ids.get(f"{clause.plan}#{clause_id}", clause_id)

    return replace(
        clause,
        plan=SINGLE_TEXT_ID,
        id=_single_text_id(clause),
        provision="",
        part="",
        number="",
        voids=tuple(map(new_name, clause.voids)),
        under="",
        closes="",
        text=clause.whole_text,
        opening="",
        closing="",
        made_from=clause.ref,
    )
