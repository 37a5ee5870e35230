"""Clauses that say one thing of several objects, bearers or others, told together as the one norm that they make up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from comparer.model.norm import UNNAMED, Norm
from comparer.norms.canonical import to_canonical_norm
from comparer.norms.canonical_clause import CanonicalClause
from comparer.norms.vocabulary import Vocabulary

SCOPE_FIELDS = ("objects", "bearers", "agents", "beneficiaries", "partners", "status")
ADDITIVE_QUANTITY_KINDS = frozenset({"amount", "count"})


def merge_split_clauses(clauses: Sequence[CanonicalClause], vocabulary: Vocabulary) -> list[CanonicalClause]:
    """The clauses of one side of a link, those that differ in one scope alone joined into one.

    What is counted or paid adds up from part to part, so such clauses stay apart; so do clauses with several readings.
    """
    merged_clauses = list(clauses)
    for scope in SCOPE_FIELDS:
        groups: dict[object, list[CanonicalClause]] = {}
        for index, clause in enumerate(merged_clauses):
            groups.setdefault(_norm_without_scope(clause, scope, vocabulary) or index, []).append(clause)
        merged_clauses = [_merge_clauses(group, scope, vocabulary) for group in groups.values()]
    return merged_clauses


def _norm_without_scope(clause: CanonicalClause, scope: str, vocabulary: Vocabulary) -> Norm | None:
    """The norm without one of its scopes; None where the clause cannot be joined with another over that scope."""
    if len(clause.labelled_norms) != 1:
        return None
    norm = clause.labelled_norms[0][1].norm
    names = getattr(norm, scope)
    kinds = {vocabulary.quantity_kind(quantity.name).kind for quantity in norm.terms.quantities}
    return None if not names or UNNAMED in names or kinds & ADDITIVE_QUANTITY_KINDS else _replace_scope(norm, scope, ())


def _merge_clauses(group: Sequence[CanonicalClause], scope: str, vocabulary: Vocabulary) -> CanonicalClause:
    if len(group) == 1:
        return group[0]
    norm = group[0].labelled_norms[0][1].norm
    names = tuple(dict.fromkeys(name for clause in group for name in getattr(clause.labelled_norms[0][1].norm, scope)))
    label = group[0].labelled_norms[0][0]
    return replace(
        group[0], labelled_norms=((label, to_canonical_norm(_replace_scope(norm, scope, names), vocabulary)),)
    )


def _replace_scope(norm: Norm, scope: str, names: tuple[str, ...]) -> Norm:
    replaced_fields: dict[str, Any] = {scope: names}
    return replace(norm, **replaced_fields)
