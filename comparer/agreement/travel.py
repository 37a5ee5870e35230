"""Clauses through drafts, and statements of a party through time: what each step changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from comparer.agreement.link_index import LinkIndex
from comparer.findings.links import relate_clause_pair
from comparer.model.findings import Findings
from comparer.model.norm import Modality, Norm
from comparer.model.plan import Clause
from comparer.model.redline import LineVersion, RedLine
from comparer.model.relation import Relation
from comparer.model.single_text import SingleText, SingleTextPart, SingleTextRow
from comparer.model.travel import ClauseThread, DemandMove, StatementMove, StatementRef, ThreadStep
from comparer.norms.relate import CanonicalClause, to_canonical_clause
from comparer.norms.vocabulary import Vocabulary


def build_clause_threads(single_text: SingleText, findings: Findings) -> tuple[ClauseThread, ...]:
    """A thread for each part of a single text, in its order; `findings` are those on the same plans."""
    links = LinkIndex(findings.pairs)
    return tuple(_build_thread(row, part, single_text.plans, links) for row in single_text.rows for part in row.parts)


def _build_thread(
    row: SingleTextRow,
    part: SingleTextPart,
    plan_ids: Sequence[str],
    links: LinkIndex,
) -> ClauseThread:
    clauses_by_plan: dict[str, tuple[Clause, ...]] = {
        wording.plan: wording.clauses for alternative in part.alternatives for wording in alternative.wordings
    }
    stations = [(plan_id, clauses_by_plan[plan_id]) for plan_id in plan_ids if plan_id in clauses_by_plan]
    first, first_clauses = stations[0]
    return ClauseThread(
        question=row.id,
        issue=row.issue,
        label=row.label,
        first=first,
        clauses=tuple(clause.id for clause in first_clauses),
        steps=tuple(_build_step(before, after, links) for before, after in pairwise(stations)),
        gaps=part.missing,
    )


def _build_step(
    before: tuple[str, tuple[Clause, ...]], after: tuple[str, tuple[Clause, ...]], links: LinkIndex
) -> ThreadStep:
    left = [clause.id for clause in before[1]]
    right = [clause.id for clause in after[1]]
    own_links = links.find_links(before[0], left, after[0], right)
    origins = {clause.made_from for clause in after[1]}
    return ThreadStep(
        before=before[0],
        after=after[0],
        clauses_before=tuple(clause.id for clause in before[1]),
        clauses_after=tuple(clause.id for clause in after[1]),
        relation=Relation.combine(link.judgement.relation for link in own_links) if own_links else None,
        links=tuple(link.fingerprint for link in own_links),
        favours=tuple(dict.fromkeys(party for link in own_links for party in link.interest.favours)),
        against=tuple(dict.fromkeys(party for link in own_links for party in link.interest.against)),
        is_declared=any(clause.ref in origins for clause in before[1]),
    )


def find_statement_moves(
    statements: Sequence[StatementRef],
    canonical_clauses: Mapping[str, CanonicalClause],
    red_lines: Sequence[RedLine],
    vocabulary: Vocabulary,
) -> tuple[StatementMove, ...]:
    """What became of each statement in the next of its kind, in the order given.

    A clause is held against the only clause of the next text, a version of a line against its next version.
    """
    reader = _StatementReader(canonical_clauses, {red_line.ref: red_line for red_line in red_lines}, vocabulary)
    return tuple(move for before, after in reader.pair_statements(statements) if (move := reader.relate(before, after)))


class _StatementReader:
    def __init__(
        self,
        canonical_clauses: Mapping[str, CanonicalClause],
        red_lines: Mapping[str, RedLine],
        vocabulary: Vocabulary,
    ) -> None:
        self.canonical_clauses, self.red_lines, self.vocabulary = canonical_clauses, red_lines, vocabulary

    def pair_statements(self, statements: Sequence[StatementRef]) -> Iterator[tuple[StatementRef, StatementRef]]:
        """Each statement with the next to which it can be held: one clause with the only clause of the next text."""
        by_source: dict[str, list[list[StatementRef]]] = {}
        for statement in statements:
            chain = by_source.setdefault(statement.ref if statement.ref in self.red_lines else "", [])
            is_same_text = bool(chain) and _source_of(chain[-1][0]) == _source_of(statement)
            chain[-1].append(statement) if is_same_text else chain.append([statement])
        for groups in by_source.values():
            for before, after in pairwise(groups):
                if len(before) == len(after) == 1:
                    yield before[0], after[0]

    def relate(self, before: StatementRef, after: StatementRef) -> StatementMove | None:
        """None where a statement is held by nothing that is known."""
        if before.ref in self.red_lines:
            return self._relate_versions(before, after)
        sides = [self._clause_of(statement) for statement in (before, after)]
        if sides[0] is None or sides[1] is None:
            return None
        relation = relate_clause_pair(sides[0], sides[1], self.vocabulary).relation
        return StatementMove(before=before, after=after, relation=relation)

    def _clause_of(self, statement: StatementRef) -> CanonicalClause | None:
        """The clause of a statement, on the reading whose words it has."""
        canonical_clause = self.canonical_clauses.get(statement.ref)
        if canonical_clause is None:
            return None
        clause = canonical_clause.clause
        variant = next((item for item in clause.variants if item.text == statement.text and item.holder), None)
        if variant is None:
            return canonical_clause
        reading = Clause(
            plan=clause.plan,
            id=clause.id,
            provision=clause.provision,
            text=variant.text,
            issue=clause.issue,
            questions=clause.questions,
            norm=variant.norm,
        )
        return to_canonical_clause(reading, self.vocabulary)

    def _relate_versions(self, before: StatementRef, after: StatementRef) -> StatementMove | None:
        versions = [self._version_of(statement) for statement in (before, after)]
        if versions[0] is None or versions[1] is None:
            return None
        strengths = [version.strength.value for version in versions if version]
        is_same_strength = strengths[0] == strengths[1]
        return StatementMove(
            before=before,
            after=after,
            demand=self._compare_demands(before.ref, versions[0], versions[1]),
            strength_before="" if is_same_strength else strengths[0],
            strength_after="" if is_same_strength else strengths[1],
        )

    def _version_of(self, statement: StatementRef) -> LineVersion | None:
        versions = self.red_lines[statement.ref].versions
        return next((version for version in versions if version.start == statement.version), None)

    def _compare_demands(self, ref: str, before: LineVersion, after: LineVersion) -> DemandMove | None:
        """What the later version asks, norm by norm; None where the two hold a different number of things."""
        if len(before.norms) != len(after.norms) or not before.norms:
            return None
        moves = {self._compare_norms(ref, x.norm, y.norm) for x, y in zip(before.norms, after.norms, strict=True)} - {
            DemandMove.SAME
        }
        return moves.pop() if len(moves) == 1 else DemandMove.OTHER if moves else DemandMove.SAME

    def _compare_norms(self, ref: str, before: Norm, after: Norm) -> DemandMove:
        sides = self._norm_clause(ref, "before", before), self._norm_clause(ref, "after", after)
        relation = relate_clause_pair(*sides, self.vocabulary).relation
        if relation in (Relation.SAME, Relation.REWORDED):
            return DemandMove.SAME
        if relation not in (Relation.STRICTER, Relation.LOOSER):
            return DemandMove.OTHER
        are_freedoms = {before.modality, after.modality} <= {Modality.MAY, Modality.NEED_NOT}
        return DemandMove.MORE if (relation is Relation.LOOSER) is are_freedoms else DemandMove.LESS

    def _norm_clause(self, ref: str, name: str, norm: Norm) -> CanonicalClause:
        clause = Clause(plan=ref.replace("#", "."), id=name, provision=name, text=name, norm=norm)
        return to_canonical_clause(clause, self.vocabulary)


def _source_of(statement: StatementRef) -> str:
    """The text that a statement stands in; each version of a line is one of its own."""
    return f"{statement.ref} {statement.version}" if statement.version else statement.ref.partition("#")[0]
