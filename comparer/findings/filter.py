"""The findings that lie under one issue, or concern one party."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from comparer.findings.law import order_all_steps
from comparer.model.findings import ActorObligations, Deadlock, Findings, Match, Narrowing, PlanPair
from comparer.model.workspace import Workspace
from comparer.norms.relate import CanonicalClause
from comparer.norms.vocabulary import Vocabulary


def narrow_findings(
    findings: Findings,
    narrowing: Narrowing,
    workspace: Workspace,
    canonical_clauses: Mapping[str, CanonicalClause],
    vocabulary: Vocabulary,
) -> Findings:
    """The findings under the issue that concern the party; all of them where neither is named.

    A party is concerned by its own red lines, by the clauses that cross or give them, and by those that bind or
    benefit it. Of an actor's obligations the clauses kept are left; of the steps, those that the kept findings of law
    ask for.
    """
    if not narrowing:
        return findings
    scope = _Scope(findings, narrowing, workspace, canonical_clauses, vocabulary)
    kept_rows = tuple(
        row for row in findings.rows if any(scope.holds_any(plan_id, clause_ids) for plan_id, clause_ids in row.cells)
    )
    kept_row_ids = {row.id for row in kept_rows}
    constraint_findings = tuple(
        finding for finding in findings.constraints if scope.holds_any(finding.plan, finding.clauses)
    )
    return replace(
        findings,
        pairs=tuple(map(scope.narrow_pair, findings.pairs)),
        rows=kept_rows,
        common_rows=tuple(row_id for row_id in findings.common_rows if row_id in kept_row_ids),
        verdicts=tuple(verdict for verdict in findings.verdicts if verdict.line in scope.lines),
        later=tuple(verdict for verdict in findings.later if verdict.line in scope.lines),
        constraints=constraint_findings,
        step_orders=order_all_steps(findings.plans, constraint_findings, workspace.constraints)[0],
        obligations=tuple(filter(None, map(scope.narrow_obligations, findings.obligations))),
        deadlocks=tuple(filter(scope.holds_deadlock, findings.deadlocks)),
        contradictions=tuple(
            contradiction
            for contradiction in findings.contradictions
            if scope.holds_any(contradiction.plan, (contradiction.left, contradiction.right))
        ),
        plan_findings=tuple(
            finding for finding in findings.plan_findings if scope.holds_any(finding.plan, finding.clauses)
        ),
        ranges=tuple(
            value_range
            for value_range in findings.ranges
            if any(scope.holds_source(position.source) for position in value_range.positions)
        ),
        text_options=tuple(option for option in findings.text_options if scope.holds_ref(option.clause)),
    )


def list_kept_clauses(
    findings: Findings,
    narrowing: Narrowing,
    workspace: Workspace,
    canonical_clauses: Mapping[str, CanonicalClause],
    vocabulary: Vocabulary,
) -> frozenset[str]:
    """The clauses, as `PLAN#CLAUSE`, under the issue that concern the party; `findings` are not narrowed."""
    scope = _Scope(findings, narrowing, workspace, canonical_clauses, vocabulary)
    return frozenset(filter(scope.holds_ref, canonical_clauses))


class _Scope:
    """The red lines and clauses that a narrowing keeps."""

    def __init__(
        self,
        findings: Findings,
        narrowing: Narrowing,
        workspace: Workspace,
        canonical_clauses: Mapping[str, CanonicalClause],
        vocabulary: Vocabulary,
    ) -> None:
        self.narrowing, self.vocabulary = narrowing, vocabulary
        self.clauses = canonical_clauses
        self.party_of_line = {line.ref: line.party for line in workspace.red_lines}
        self.lines = {
            line.ref
            for line in workspace.red_lines
            if self.is_under_issue(line.issue) and narrowing.party in ("", line.party)
        }
        self.party_refs = _party_clause_refs(findings, narrowing.party) if narrowing.party else None

    def is_under_issue(self, issue: str) -> bool:
        return not self.narrowing.issue or self.vocabulary.is_in_branch(issue, self.narrowing.issue)

    def holds_ref(self, ref: str) -> bool:
        """Whether a clause, as `PLAN#CLAUSE`, is kept."""
        is_known = ref in self.clauses and self.is_under_issue(self.clauses[ref].clause.issue)
        return is_known and (self.party_refs is None or ref in self.party_refs)

    def holds_any(self, plan_id: str, clause_ids: Iterable[str]) -> bool:
        return any(self.holds_ref(f"{plan_id}#{clause_id}") for clause_id in clause_ids)

    def holds_source(self, source: str) -> bool:
        return source in self.lines or self.holds_ref(source)

    def holds_deadlock(self, deadlock: Deadlock) -> bool:
        parties = {self.party_of_line.get(line) for line in (deadlock.left, deadlock.right)}
        return self.is_under_issue(deadlock.issue) and (not self.narrowing.party or self.narrowing.party in parties)

    def narrow_pair(self, pair: PlanPair) -> PlanPair:
        def is_kept(match: Match) -> bool:
            return self.holds_any(pair.left, match.left) or self.holds_any(pair.right, match.right)

        return replace(
            pair,
            links=tuple(link for link in pair.links if is_kept(link.match)),
            possible=tuple(match for match in pair.possible if is_kept(match)),
            ambiguous=tuple(match for match in pair.ambiguous if is_kept(match)),
            gaps=tuple(gap for gap in pair.gaps if self.holds_any(gap.plan, (gap.clause,))),
        )

    def narrow_obligations(self, entry: ActorObligations) -> ActorObligations | None:
        """The clauses of an actor's entry that are kept; None where there is none, or it is not the party's."""
        if self.narrowing.party not in ("", entry.actor):
            return None

        def kept(clause_ids: tuple[str, ...]) -> tuple[str, ...]:
            return tuple(clause_id for clause_id in clause_ids if self.holds_ref(f"{entry.plan}#{clause_id}"))

        groups = tuple(map(kept, (entry.duties, entry.prohibitions, entry.permissions, entry.benefits)))
        duties, prohibitions, permissions, benefits = groups
        if not any(groups):
            return None
        return replace(entry, duties=duties, prohibitions=prohibitions, permissions=permissions, benefits=benefits)


def _party_clause_refs(findings: Findings, party: str) -> frozenset[str]:
    """The clauses that bind or benefit a party, and those that verdicts on its red lines rest on."""
    refs = {
        f"{verdict.plan}#{clause_id}"
        for verdict in (*findings.verdicts, *findings.later)
        if verdict.party == party
        for clause_id in verdict.clauses
    }
    for entry in findings.obligations:
        if entry.actor == party:
            groups = (entry.duties, entry.prohibitions, entry.permissions, entry.benefits)
            refs |= {f"{entry.plan}#{clause_id}" for group in groups for clause_id in group}
    return frozenset(refs)
