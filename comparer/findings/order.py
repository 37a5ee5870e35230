"""The published order of findings. It weighs nothing: it counts parties and plans, then follows the tree.

Deadlocks of two stated absolute lines come first; then issues by the number of parties with an absolute line breached;
then by the number of plans that breach; then the order of the issue tree.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from comparer.model.findings import Deadlock, Verdict, VerdictKind
from comparer.model.records import RedLine, Strength
from comparer.norms.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Priority:
    """Sort keys for issues; smaller comes first."""

    ranks: Mapping[str, tuple[int, int, int]]
    vocabulary: Vocabulary

    def key(self, issue: str) -> tuple[int, int, int, tuple[int, str]]:
        """The key of an issue: its own rank or the best of those above it, then its place in the tree."""
        best = min(
            (self.ranks[one] for one in self.vocabulary.issue_path(issue) if one in self.ranks), default=(1, 0, 0)
        )
        return (*best, self.vocabulary.issue_rank(issue))

    def order(self, issues: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(set(issues), key=self.key))


def priority(
    deadlocks: Sequence[Deadlock], verdicts: Sequence[Verdict], lines: Iterable[RedLine], vocabulary: Vocabulary
) -> Priority:
    issue_of = {line.ref: line.issue for line in lines}
    stuck = {
        deadlock.issue
        for deadlock in deadlocks
        if not deadlock.possible and deadlock.strength == Strength.ABSOLUTE.value
    }
    parties: dict[str, set[str]] = {}
    plans: dict[str, set[str]] = {}
    for one in verdicts:
        issue = issue_of[one.line]
        if one.verdict is VerdictKind.BREACHED and not one.inferred:
            plans.setdefault(issue, set()).add(one.plan)
            if one.strength == Strength.ABSOLUTE.value:
                parties.setdefault(issue, set()).add(one.party)
    ranks = {
        issue: (0 if issue in stuck else 1, -len(parties.get(issue, ())), -len(plans.get(issue, ())))
        for issue in {*stuck, *parties, *plans}
    }
    return Priority(ranks, vocabulary)
