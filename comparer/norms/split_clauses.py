"""Clauses that say one thing of several objects, bearers or others, told together as the one norm that they make up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from comparer.model.records import UNNAMED, Norm
from comparer.norms.canonical import canonical
from comparer.norms.canonical_clause import Prepared
from comparer.norms.vocabulary import Vocabulary

SCOPES = ("objects", "bearers", "agents", "beneficiaries", "partners", "status")
ADDING = frozenset({"amount", "count"})


def together(parts: Sequence[Prepared], vocabulary: Vocabulary) -> list[Prepared]:
    """The clauses of one side of a link, those that differ in one scope alone joined into one.

    What is counted or paid adds up from part to part, so such clauses stay apart; so do clauses with several readings.
    """
    joined = list(parts)
    for scope in SCOPES:
        groups: dict[object, list[Prepared]] = {}
        for n, one in enumerate(joined):
            groups.setdefault(_else_alike(one, scope, vocabulary) or n, []).append(one)
        joined = [_joined(group, scope, vocabulary) for group in groups.values()]
    return joined


def _else_alike(one: Prepared, scope: str, vocabulary: Vocabulary) -> Norm | None:
    """The norm without one of its scopes; None where the clause cannot be joined with another over that scope."""
    if len(one.readings) != 1:
        return None
    norm = one.readings[0][1].norm
    names = getattr(norm, scope)
    kinds = {vocabulary.quantity(q.name).kind for q in norm.terms.quantities}
    return None if not names or UNNAMED in names or kinds & ADDING else _with(norm, scope, ())


def _joined(group: Sequence[Prepared], scope: str, vocabulary: Vocabulary) -> Prepared:
    if len(group) == 1:
        return group[0]
    norm = group[0].readings[0][1].norm
    names = tuple(dict.fromkeys(name for one in group for name in getattr(one.readings[0][1].norm, scope)))
    label = group[0].readings[0][0]
    return replace(group[0], readings=((label, canonical(_with(norm, scope, names), vocabulary)),))


def _with(norm: Norm, scope: str, names: tuple[str, ...]) -> Norm:
    change: dict[str, Any] = {scope: names}
    return replace(norm, **change)
