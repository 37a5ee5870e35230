"""Clauses made ready, once for all that is asked of them: readings in canonical form, and what follows from these."""

from __future__ import annotations

from dataclasses import dataclass

from comparer.model.records import Clause, Modality, State
from comparer.norms.canonical import Action, canonical
from comparer.norms.holding import implied, reached
from comparer.norms.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A clause with its readings in canonical form: (label, action). Clauses without a norm have none.

    `implied` holds, reading by reading, the actions that its terms bring with them; `said` all actions of both. `acts`
    are those of the readings; `reach` those of `said` and what these enable, so that what cannot bear on a norm is
    passed over at once. `issues` are the clause's own and those above it, nearest first. `defers` tells whether the
    clause leaves its subject to a later forum, on every reading of it.
    """

    clause: Clause
    readings: tuple[tuple[str, Action], ...]
    implied: tuple[tuple[Action, ...], ...] = ()
    said: tuple[Action, ...] = ()
    acts: frozenset[str] = frozenset()
    reach: frozenset[str] = frozenset()
    issues: tuple[str, ...] = ()
    defers: bool = False

    @property
    def struck(self) -> bool:
        return self.clause.state is State.STRUCK


def prepare(clause: Clause, vocabulary: Vocabulary) -> Prepared:
    """A clause made ready. Holders' variants stand in place of its own norm, a lone report beside it."""
    readings = tuple(_readings(clause, vocabulary))
    actions = tuple(action for _, action in readings)
    brought = tuple(tuple(canonical(one, vocabulary) for one in implied(action.norm, vocabulary)) for action in actions)
    said = (*actions, *(action for each in brought for action in each))
    return Prepared(
        clause=clause,
        readings=readings,
        implied=brought,
        said=said,
        acts=frozenset(action.act for action in actions),
        reach=frozenset(act for action in said for act in reached(action, vocabulary)),
        issues=vocabulary.issue_path(clause.issue),
        defers=all(action.modality is Modality.DEFERS for action in actions)
        if actions
        else clause.state is State.DEFERRED,
    )


def _readings(clause: Clause, vocabulary: Vocabulary) -> list[tuple[str, Action]]:
    variants = [(one.holder or one.family, one.norm) for one in clause.variants if one.norm is not None]
    held = len(clause.variants) > 1 and all(one.holder for one in clause.variants)
    own = [] if clause.norm is None or (held and variants) else [("", clause.norm)]
    readings: list[tuple[str, Action]] = []
    seen = []
    for label, norm in (*own, *variants):
        if norm not in seen:
            seen.append(norm)
            readings.append((label, canonical(norm, vocabulary)))
    return readings
