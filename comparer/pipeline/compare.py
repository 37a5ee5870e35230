"""The whole comparison: plans are aligned and related pair by pair, then held against lines and law."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from itertools import combinations, permutations

from comparer.align.align import TextAligner, align, alignable
from comparer.align.rows import rows
from comparer.findings.filter import narrowed
from comparer.findings.gaps import gaps
from comparer.findings.order import Priority, priority
from comparer.findings.redlines import clause_confidence
from comparer.model.findings import (
    Alignment,
    Findings,
    Judgement,
    Link,
    Match,
    Pair,
    Relation,
    Row,
    Verdict,
    VerdictKind,
    Wording,
    fingerprint,
)
from comparer.model.records import Clause, Plan, SentenceModel, State, Workspace
from comparer.norms.relate import Prepared, prepare, relate_groups
from comparer.norms.tables import RANK
from comparer.norms.vocabulary import Vocabulary
from comparer.pipeline.assess import Judged, Keep, afresh, newest_date

__all__ = ["Keep", "Progress", "align_pair", "compare", "compare_pair", "newest_date", "prepare_all"]

Progress = Callable[[int, int], None]


def compare(
    workspace: Workspace,
    plans: Sequence[str] = (),
    as_of: str = "",
    issue: str = "",
    progress: Progress | None = None,
    keep: Keep = afresh,
) -> Findings:
    """All findings on the chosen plans (all, where none is named), in the published order.

    `as_of` moves the red lines and the law to a date; without it lines are read at each plan's date and the law at the
    newest date in the record. `issue` keeps what lies under one issue. `keep` may spare what an earlier run has made.
    """
    vocabulary = keep(("words",), (workspace.vocabulary,), partial(Vocabulary, workspace.vocabulary))
    chosen = [plan for plan in workspace.plans if not plans or plan.id in plans]
    prepared = _prepared(chosen, vocabulary, keep)
    pairs = _pairs(workspace, chosen, prepared, vocabulary, (progress, keep))
    judged = Judged(workspace, chosen, prepared, as_of, (vocabulary, keep))
    places = rows([plan.id for plan in chosen], pairs, _live(chosen, prepared), vocabulary)
    order = priority(judged.deadlocks, judged.verdicts, workspace.lines, vocabulary)
    found = Findings(
        plans=tuple(plan.id for plan in chosen),
        pairs=pairs,
        rows=places,
        shared=_shared(places, pairs, [plan.id for plan in chosen]),
        verdicts=judged.verdicts,
        constraints=judged.constraints,
        deadlocks=judged.deadlocks,
        contradictions=judged.contradictions,
        ranges=judged.ranges,
        ledger=judged.ledger,
        plan_findings=judged.plan_findings,
        steps=judged.steps,
        wordings=_wordings(judged.verdicts, prepared),
    )
    return narrowed(_ordered(found, order, workspace, prepared), issue, workspace, prepared, vocabulary)


def prepare_all(plans: Iterable[Plan], vocabulary: Vocabulary) -> dict[str, Prepared]:
    """Every clause of the plans in canonical form, by `PLAN#CLAUSE`, in file order."""
    return {clause.ref: prepare(clause, vocabulary) for plan in plans for clause in plan.clauses}


def _prepared(plans: Iterable[Plan], vocabulary: Vocabulary, keep: Keep) -> dict[str, Prepared]:
    parts = (keep(("prepared", one.id), (one, vocabulary), partial(prepare_all, (one,), vocabulary)) for one in plans)
    return {ref: one for part in parts for ref, one in part.items()}


def align_pair(
    workspace: Workspace,
    left: Plan,
    right: Plan,
    prepared: Mapping[str, Prepared],
    vocabulary: Vocabulary,
    proposals: bool = False,
) -> Alignment:
    """The links of one pair of plans, left and right as given; `proposals` as in `align`."""
    sides = alignable(left, prepared), alignable(right, prepared)
    found = align(*sides, vocabulary, workspace.pins, _text_aligner(vocabulary, workspace.sentence_model), proposals)
    return replace(found, left=left.id, right=right.id)


def compare_pair(
    workspace: Workspace, left: Plan, right: Plan, prepared: Mapping[str, Prepared], vocabulary: Vocabulary
) -> Pair:
    """One pair of plans: its links, each judged, and its gaps."""
    alignment = align_pair(workspace, left, right, prepared, vocabulary)
    return Pair(
        left=left.id,
        right=right.id,
        links=tuple(_link(left.id, right.id, match, prepared, vocabulary) for match in alignment.matches),
        gaps=gaps(left, right, alignment, prepared, vocabulary),
        possible=alignment.possible,
        ambiguous=alignment.ambiguous,
    )


def _pairs(
    workspace: Workspace,
    plans: Sequence[Plan],
    prepared: Mapping[str, Prepared],
    vocabulary: Vocabulary,
    watched: tuple[Progress | None, Keep],
) -> tuple[Pair, ...]:
    progress, keep = watched
    every = list(combinations(plans, 2))
    found = []
    for done, (left, right) in enumerate(every):
        made_from = (left, right, workspace.pins, vocabulary, workspace.sentence_model)
        make = partial(compare_pair, workspace, left, right, prepared, vocabulary)
        found.append(keep(("pair", left.id, right.id), made_from, make))
        if progress:
            progress(done + 1, len(every))
    return tuple(found)


@lru_cache(maxsize=4)
def _text_aligner(vocabulary: Vocabulary, model: SentenceModel | None) -> TextAligner:
    """The aligner by text, kept for a vocabulary: it reads each clause once for all pairs."""
    from comparer.align.text_similarity import text_aligner

    return text_aligner(vocabulary, model)


def _link(left: str, right: str, match: Match, prepared: Mapping[str, Prepared], vocabulary: Vocabulary) -> Link:
    ours = [prepared[f"{left}#{one}"] for one in match.left]
    theirs = [prepared[f"{right}#{one}"] for one in match.right]
    judgement = relate_groups(ours, theirs, vocabulary)
    if judgement is None:
        judgement = _by_text([one.clause for one in ours], [one.clause for one in theirs])
    if untold := next((one.clause for one in (*ours, *theirs) if one.clause.not_encoded), None):
        judgement = replace(judgement, relation=Relation.MIXED, reason=f"{untold.ref}: {untold.not_encoded}")
    judgement = _as_sure_as(judgement, [one.clause for one in (*ours, *theirs)])
    name = fingerprint("link", left, right, *sorted(match.left), "|", *sorted(match.right))
    return Link(match=match, judgement=judgement, fingerprint=name)


def _as_sure_as(judgement: Judgement, clauses: Iterable[Clause]) -> Judgement:
    """No surer than the clauses it rests on are known."""
    weakest = max(((clause_confidence(one), one) for one in clauses), key=lambda one: RANK[one[0]])
    if RANK[weakest[0]] <= RANK[judgement.confidence]:
        return judgement
    clause = weakest[1]
    known = f"{clause.ref} is {clause.state.value if clause.state is State.CONTESTED else clause.known.value}"
    reason = judgement.reason or f"{known}, evidence {weakest[1].evidence or 'not graded'}"
    return replace(judgement, confidence=weakest[0], reason=reason)


def _by_text(left: Sequence[Clause], right: Sequence[Clause]) -> Judgement:
    from comparer.norms.from_text.relate_texts import estimate

    return estimate(" ".join(one.whole_text for one in left), " ".join(one.whole_text for one in right))


def _live(plans: Iterable[Plan], prepared: Mapping[str, Prepared]) -> dict[str, Prepared]:
    return {clause.ref: prepared[clause.ref] for plan in plans for clause in plan.clauses if clause.live}


def _shared(places: Iterable[Row], pairs: Iterable[Pair], plans: Sequence[str]) -> tuple[str, ...]:
    """Rows at which every chosen plan has a clause and no two of them differ in effect."""
    alike: set[frozenset[str]] = set()
    for pair in pairs:
        for link in pair.links:
            if link.judgement.relation in (Relation.SAME, Relation.REWORDED):
                alike |= {
                    frozenset((f"{pair.left}#{a}", f"{pair.right}#{b}"))
                    for a in link.match.left
                    for b in link.match.right
                }
    return tuple(row.id for row in places if len(plans) > 1 and _all_alike(row, alike))


def _all_alike(row: Row, alike: set[frozenset[str]]) -> bool:
    cells = [[f"{plan}#{one}" for one in ids] for plan, ids in row.cells]
    return all(any(frozenset((x, y)) in alike for y in b) for a, b in permutations(cells, 2) for x in a)


def _wordings(found: Iterable[Verdict], prepared: Mapping[str, Prepared]) -> tuple[Wording, ...]:
    """Each clause that decides a breach or strain of a stated line, with those lines: lists, never a sum."""
    table: dict[str, tuple[list[str], list[str]]] = {}
    for one in found:
        if one.inferred or one.verdict not in (VerdictKind.BREACHED, VerdictKind.STRAINED):
            continue
        column = 0 if one.verdict is VerdictKind.BREACHED else 1
        for clause in one.clauses:
            table.setdefault(f"{one.plan}#{clause}", ([], []))[column].append(one.line)
    return tuple(
        Wording(issue=prepared[ref].clause.issue, clause=ref, breaches=tuple(breaches), strains=tuple(strains))
        for ref, (breaches, strains) in table.items()
    )


def _ordered(found: Findings, order: Priority, workspace: Workspace, prepared: Mapping[str, Prepared]) -> Findings:
    """The same findings in the published order; inside an issue in the order of plans and files."""
    issue_of = {line.ref: line.issue for line in workspace.lines}
    issues = {one.clause.issue for one in prepared.values()} | set(issue_of.values())
    listed = {plan: n for n, plan in enumerate(found.plans)}
    return replace(
        found,
        verdicts=tuple(sorted(found.verdicts, key=lambda one: (order.key(issue_of[one.line]), listed[one.plan]))),
        deadlocks=tuple(
            sorted(found.deadlocks, key=lambda one: (one.possible, one.strength != "absolute", order.key(one.issue)))
        ),
        wordings=tuple(sorted(found.wordings, key=lambda one: order.key(one.issue))),
        issue_order=order.order(issues - {""}),
    )
