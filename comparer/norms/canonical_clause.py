"""Clauses made ready, once for all that is asked of them: readings in canonical form, and what follows from these."""

from __future__ import annotations

from dataclasses import dataclass, replace

from comparer.model.norm import Modality
from comparer.model.plan import Clause, ClauseState
from comparer.norms.canonical import CanonicalNorm, to_canonical_norm
from comparer.norms.holding import collect_reachable_acts, derive_implied_norms
from comparer.norms.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class CanonicalClause:
    """A clause with its readings in canonical form: (label, action). Clauses without a norm have none.

    `implied` holds, reading by reading, the actions that its terms bring with them; `said` all actions of both. `acts`
    are those of the readings; `reach` those of `said` and what these enable, so that what cannot bear on a norm is
    passed over at once. `issues` are the clause's own and those above it, nearest first. `defers` tells whether the
    clause leaves its subject to a later forum, on every reading of it; `is_partial` whether its text is known in part.
    `voiding_events` are the events for which other clauses of its plan say that it lapses: these are told there.
    """

    clause: Clause
    labelled_norms: tuple[tuple[str, CanonicalNorm], ...]
    implied_norms: tuple[tuple[CanonicalNorm, ...], ...] = ()
    all_norms: tuple[CanonicalNorm, ...] = ()
    acts: frozenset[str] = frozenset()
    reachable_acts: frozenset[str] = frozenset()
    issue_path: tuple[str, ...] = ()
    is_deferral: bool = False
    is_partial: bool = False
    voiding_events: frozenset[str] = frozenset()

    @property
    def is_struck(self) -> bool:
        return self.clause.state is ClauseState.STRUCK


def to_canonical_clause(
    clause: Clause, vocabulary: Vocabulary, is_partial: bool = False, voiding_events: frozenset[str] = frozenset()
) -> CanonicalClause:
    """A clause made ready. Holders' variants stand in place of its own norm, a lone report beside it."""
    labelled_norms = tuple(_distinct_labelled_norms(clause, vocabulary))
    if clause.state is ClauseState.MOVED:
        # What was moved to another track is left for that track to settle.
        labelled_norms = tuple((label, replace(norm, modality=Modality.DEFERS)) for label, norm in labelled_norms)
    own_norms = tuple(canonical_norm for _, canonical_norm in labelled_norms)
    implied_norms = tuple(
        tuple(
            to_canonical_norm(implied_norm, vocabulary)
            for implied_norm in derive_implied_norms(canonical_norm.norm, vocabulary)
        )
        for canonical_norm in own_norms
    )
    all_norms = (*own_norms, *(canonical_norm for implied_group in implied_norms for canonical_norm in implied_group))
    return CanonicalClause(
        clause=clause,
        labelled_norms=labelled_norms,
        implied_norms=implied_norms,
        all_norms=all_norms,
        acts=frozenset(canonical_norm.act for canonical_norm in own_norms),
        reachable_acts=frozenset(
            act for canonical_norm in all_norms for act in collect_reachable_acts(canonical_norm, vocabulary)
        ),
        issue_path=vocabulary.issue_path(clause.issue),
        is_partial=is_partial,
        voiding_events=voiding_events,
        is_deferral=clause.state is ClauseState.MOVED
        or (
            all(canonical_norm.modality is Modality.DEFERS for canonical_norm in own_norms)
            if own_norms
            else clause.state.is_put_off
        ),
    )


def _distinct_labelled_norms(clause: Clause, vocabulary: Vocabulary) -> list[tuple[str, CanonicalNorm]]:
    variant_norms = [
        (variant.holder or variant.family, variant.norm) for variant in clause.variants if variant.norm is not None
    ]
    is_split_by_holder = len(clause.variants) > 1 and all(variant.holder for variant in clause.variants)
    own_norms = [] if clause.norm is None or (is_split_by_holder and variant_norms) else [("", clause.norm)]
    labelled_norms: list[tuple[str, CanonicalNorm]] = []
    distinct_norms = []
    for label, norm in (*own_norms, *variant_norms):
        if norm not in distinct_norms:
            distinct_norms.append(norm)
            labelled_norms.append((label, to_canonical_norm(norm, vocabulary)))
    return labelled_norms
