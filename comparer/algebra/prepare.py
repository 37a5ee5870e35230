"""Clauses made ready: every reading in canonical form, with the norms it implies and the acts it can bear on."""

from __future__ import annotations

from dataclasses import dataclass

from comparer.algebra.action import Action, canonical
from comparer.algebra.bearing import implied, reached
from comparer.model import Clause, State
from comparer.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A clause with its readings in canonical form: (label, action). Clauses without a norm have none.

    `implied` holds, reading by reading, the actions that its terms bring with them; `reach` all acts of both and what
    these enable, so that what cannot bear on a norm is passed over at once.
    """

    clause: Clause
    readings: tuple[tuple[str, Action], ...]
    implied: tuple[tuple[Action, ...], ...] = ()
    reach: frozenset[str] = frozenset()

    @property
    def struck(self) -> bool:
        return self.clause.state is State.STRUCK


def prepare(clause: Clause, vocabulary: Vocabulary) -> Prepared:
    """The readings of a clause. Holders' variants stand in place of the clause's own norm, a lone report beside it."""
    variants = [(one.holder or one.family, one.norm) for one in clause.variants if one.norm is not None]
    held = len(clause.variants) > 1 and all(one.holder for one in clause.variants)
    own = [] if clause.norm is None or (held and variants) else [("", clause.norm)]
    readings: list[tuple[str, Action]] = []
    seen = []
    for label, norm in (*own, *variants):
        if norm not in seen:
            seen.append(norm)
            readings.append((label, canonical(norm, vocabulary)))
    brought = tuple(tuple(canonical(one, vocabulary) for one in implied(norm, vocabulary)) for norm in seen)
    reach = {act for _, action in readings for act in reached(action, vocabulary)}
    reach |= {act for actions in brought for action in actions for act in reached(action, vocabulary)}
    return Prepared(clause=clause, readings=tuple(readings), implied=brought, reach=frozenset(reach))
