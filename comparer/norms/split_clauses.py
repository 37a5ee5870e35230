"""Clauses that say one thing of several objects, bearers or others, told together as the one norm that they make up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from comparer.model.norm import UNNAMED, Norm
from comparer.norms.canonical import CanonicalNorm, to_canonical_norm
from comparer.norms.canonical_clause import CanonicalClause
from comparer.norms.intervals import Interval
from comparer.norms.vocabulary import Scope, Vocabulary

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


def restrict_to_share(
    pair: tuple[CanonicalClause, CanonicalClause],
    left: Sequence[CanonicalClause],
    right: Sequence[CanonicalClause],
    vocabulary: Vocabulary,
) -> tuple[CanonicalClause, CanonicalClause]:
    """Two clauses of a group, each without what other clauses across answer in place of the one it stands beside.

    What no clause across answers stays, for it is lost or new. How much of a sum or a count falls to a share of the
    objects nobody said: there the figure is open.
    """
    a, b = pair
    return _cut_to(a, b, right, vocabulary), _cut_to(b, a, left, vocabulary)


def _cut_to(
    clause: CanonicalClause, other: CanonicalClause, other_side: Sequence[CanonicalClause], vocabulary: Vocabulary
) -> CanonicalClause:
    """The clause without those objects, doers and bearers that only the others across speak of."""
    rest = [norm for sibling in other_side if sibling is not other for _, norm in sibling.labelled_norms]
    if len(other.labelled_norms) != 1 or not rest:
        return clause
    other_norm = other.labelled_norms[0][1]
    return replace(
        clause,
        labelled_norms=tuple(
            (label, _cut_norm(norm, other_norm, rest, vocabulary)) for label, norm in clause.labelled_norms
        ),
    )


def _cut_norm(
    norm: CanonicalNorm, other: CanonicalNorm, rest: Sequence[CanonicalNorm], vocabulary: Vocabulary
) -> CanonicalNorm:
    cut_fields: dict[str, Any] = {}
    for scope in ("objects", "agents", "bearers"):
        own, theirs = getattr(norm, scope), getattr(other, scope)
        if not own.everyone and not theirs.everyone and own.leaves & theirs.leaves:
            answered_elsewhere = frozenset(leaf for sibling in rest for leaf in getattr(sibling, scope).leaves)
            cut_fields[scope] = Scope(own.leaves - (answered_elsewhere - theirs.leaves))
    if cut_fields.get("objects", norm.objects) != norm.objects:
        cut_fields["amounts"] = {
            key: Interval(unknown=True) if _adds_up(key[0], vocabulary) else amount
            for key, amount in norm.amounts.items()
        }
    return replace(norm, **cut_fields)


def _adds_up(quantity: str, vocabulary: Vocabulary) -> bool:
    return vocabulary.quantity_kind(quantity).kind in ADDITIVE_QUANTITY_KINDS


def _norm_without_scope(clause: CanonicalClause, scope: str, vocabulary: Vocabulary) -> Norm | None:
    """The norm without one of its scopes; None where the clause cannot be joined with another over that scope."""
    if len(clause.labelled_norms) != 1:
        return None
    norm = clause.labelled_norms[0][1].norm
    names = getattr(norm, scope)
    has_sum = any(_adds_up(quantity.name, vocabulary) for quantity in norm.terms.quantities)
    return None if not names or UNNAMED in names or has_sum else _replace_scope(norm, scope, ())


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
