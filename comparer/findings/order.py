"""The published order of findings. It weighs nothing: it counts parties and plans, then follows the tree.

Deadlocks of two stated absolute lines come first; then issues by the number of parties with an absolute line breached;
then by the number of plans that breach; then the order of the issue tree.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from comparer.model.findings import Deadlock, Verdict
from comparer.model.redline import RedLine, Strength
from comparer.model.relation import VerdictKind
from comparer.norms.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class IssueOrder:
    """Sort keys for issues; smaller comes first."""

    rank_by_issue: Mapping[str, tuple[int, int, int]]
    vocabulary: Vocabulary

    def sort_key(self, issue: str) -> tuple[int, int, int, tuple[int, str]]:
        """The key of an issue: its own rank or the best of those above it, then its place in the tree."""
        best_rank = min(
            (
                self.rank_by_issue[ancestor_issue]
                for ancestor_issue in self.vocabulary.issue_path(issue)
                if ancestor_issue in self.rank_by_issue
            ),
            default=(1, 0, 0),
        )
        return (*best_rank, self.vocabulary.issue_sort_key(issue))


def build_issue_order(
    deadlocks: Sequence[Deadlock], verdicts: Sequence[Verdict], red_lines: Iterable[RedLine], vocabulary: Vocabulary
) -> IssueOrder:
    issue_by_line = {red_line.ref: red_line.issue for red_line in red_lines}
    deadlocked_issues = {
        deadlock.issue
        for deadlock in deadlocks
        if not deadlock.possible and deadlock.strength == Strength.ABSOLUTE.value
    }
    parties_by_issue: dict[str, set[str]] = {}
    plans_by_issue: dict[str, set[str]] = {}
    for verdict in verdicts:
        issue = issue_by_line[verdict.line]
        if verdict.kind is VerdictKind.BREACHED and not verdict.inferred:
            plans_by_issue.setdefault(issue, set()).add(verdict.plan)
            if verdict.strength == Strength.ABSOLUTE.value:
                parties_by_issue.setdefault(issue, set()).add(verdict.party)
    rank_by_issue = {
        issue: (
            0 if issue in deadlocked_issues else 1,
            -len(parties_by_issue.get(issue, ())),
            -len(plans_by_issue.get(issue, ())),
        )
        for issue in {*deadlocked_issues, *parties_by_issue, *plans_by_issue}
    }
    return IssueOrder(rank_by_issue, vocabulary)
