"""Which text of a series is most like which earlier one: a family tree by wording alone. Likeness is no descent.

Two texts are as like as the word sequences that they share: resemblance of their sets of shingles (Broder 1997), taken
within clauses, so that clauses may move. Each text hangs on the most alike of those dated before it: of all trees that
go with time the one of greatest likeness (the optimum branching that SeqTrack builds, Jombart and others 2011, where
dates leave no circles). A text that is like none before it begins a family of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from comparer.language.tokenizer import split_words
from comparer.model.dates import date_sort_key
from comparer.model.plan import Plan
from comparer.model.travel import FamilyTie, LikeText

SHINGLE_WORDS = 3
MIN_LIKENESS = 0.1
"""Below this resemblance two texts share no more than turns of phrase that any two texts of the trade share."""
RIVAL_FACTOR = 0.8
"""Texts at least so near as this share of the nearest are named beside it: likeness does not choose between them."""

Shingles = frozenset[tuple[str, ...]]


def build_family_tree(plans: Sequence[Plan]) -> tuple[FamilyTie, ...]:
    """For each plan, given by date, the earlier plan that it is most like. Plans of one date count as earlier in order.

    A tie then says that its direction is not known.
    """
    shingles = [collect_shingles(plan) for plan in plans]
    return tuple(
        _build_tie(plan, plans[:position], _rank_likenesses(shingles[position], shingles[:position]))
        for position, plan in enumerate(plans)
    )


def _rank_likenesses(text: Shingles, earlier_texts: Sequence[Shingles]) -> list[tuple[float, int]]:
    """The likeness of each earlier text that is like this one, with its place: the most alike first, then the last."""
    likenesses = ((round(measure_resemblance(text, other), 4), place) for place, other in enumerate(earlier_texts))
    return sorted([like for like in likenesses if like[0] >= MIN_LIKENESS], reverse=True)


def _build_tie(plan: Plan, earlier_plans: Sequence[Plan], likenesses: Sequence[tuple[float, int]]) -> FamilyTie:
    near = [LikeText(plan=earlier_plans[place].id, likeness=likeness) for likeness, place in likenesses]
    parent = near[0] if near else None
    return FamilyTie(
        plan=plan.id,
        parent=parent,
        rivals=tuple(like for like in near[1:] if parent and like.likeness >= RIVAL_FACTOR * parent.likeness),
        is_order_known=not near or _is_before(earlier_plans[likenesses[0][1]], plan),
        declared=tuple(dict.fromkeys((*plan.derived_from, *plan.answers, *plan.supersedes))),
    )


def collect_shingles(plan: Plan) -> Shingles:
    """The sequences of SHINGLE_WORDS words in the live clauses of a plan; a shorter clause is one as it is."""
    shingles: set[tuple[str, ...]] = set()
    for clause in plan.clauses:
        if clause.is_live:
            words = split_words(clause.text)
            last_start = max(len(words) - SHINGLE_WORDS, 0)
            shingles.update(words[start : start + SHINGLE_WORDS] for start in range(last_start + 1))
    return frozenset(shingles)


def measure_resemblance(left: Shingles, right: Shingles) -> float:
    """The share of word sequences of either text that both have, from 0 to 1; symmetric."""
    shared = len(left & right)
    return shared / (len(left) + len(right) - shared) if shared else 0.0


def _is_before(earlier: Plan, later: Plan) -> bool:
    return date_sort_key(earlier.issued) < date_sort_key(later.issued)
