"""The laws of the algebra, on generated norms, plans and lines and on all of the record."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from comparer.findings.redlines import assess_red_line, group_plan_clauses
from comparer.model.norm import Modality, Norm
from comparer.model.plan import Clause, Coverage, Plan, Provision
from comparer.model.redline import LineDemand, LineNorm, LineVersion, RedLine
from comparer.model.relation import GapKind, Relation, VerdictKind
from comparer.model.workspace import Workspace
from comparer.norms.canonical import to_canonical_norm
from comparer.norms.holding import Effect, effect_on, fulfils_completely
from comparer.norms.relate import relate, relate_clauses, to_canonical_clause
from comparer.norms.vocabulary import Vocabulary
from comparer.pipeline.compare import align_pair, compare, to_canonical_clauses
from tests.factories.small_workspaces import workspace
from tests.factories.strategies import DATA, HELD, WORDS, clauses, lines, norms, plans

NEGATED = {
    Modality.MUST: Modality.MUST_NOT,
    Modality.MAY: Modality.MUST_NOT,
    Modality.MUST_NOT: Modality.MUST,
    Modality.NEED_NOT: Modality.MUST,
    Modality.DECLARES: Modality.DECLARES_NOT,
    Modality.DECLARES_NOT: Modality.DECLARES,
    Modality.EXPECTS: Modality.EXPECTS_NOT,
    Modality.EXPECTS_NOT: Modality.EXPECTS,
    Modality.DEFERS: Modality.MUST,
}


@given(norms())
def test_a_norm_is_the_same_as_itself(norm: Norm) -> None:
    action = to_canonical_norm(norm, WORDS)
    assert relate(action, action, WORDS).relation is Relation.SAME
    assert relate(action, action, WORDS).changes == ()


@given(norms(), norms())
def test_the_other_way_round_is_the_mirror(a: Norm, b: Norm) -> None:
    x, y = to_canonical_norm(a, WORDS), to_canonical_norm(b, WORDS)
    forth, back = relate(x, y, WORDS), relate(y, x, WORDS)
    assert back.relation is forth.relation.mirror()
    assert sorted((one.facet, one.effect.mirror()) for one in forth.changes) == sorted(
        (one.facet, one.effect) for one in back.changes
    )


@given(norms())
def test_a_norm_and_its_negation_are_never_the_same(norm: Norm) -> None:
    x, y = to_canonical_norm(norm, WORDS), to_canonical_norm(replace(norm, modality=NEGATED[norm.modality]), WORDS)
    assert relate(x, y, WORDS).relation is not Relation.SAME


@given(st.lists(st.sampled_from(tuple(Relation)), max_size=5))
def test_combining_is_the_same_in_any_order_and_mirrors(effects: list[Relation]) -> None:
    assert Relation.combine(effects) is Relation.combine(effects[::-1])
    assert Relation.combine([one.mirror() for one in effects]) is Relation.combine(effects).mirror()
    assert Relation.combine([*effects, Relation.SAME]) is Relation.combine(effects)


@given(clauses(plan="p"), clauses(plan="q"))
def test_clauses_with_readings_mirror_too(a: Clause, b: Clause) -> None:
    x, y = to_canonical_clause(a, WORDS), to_canonical_clause(b, WORDS)
    forth, back = relate_clauses(x, y, WORDS), relate_clauses(y, x, WORDS)
    assert (forth is None) == (back is None)
    if forth and back:
        assert back.relation is forth.relation.mirror()


@given(clauses(plan="p"))
def test_a_clause_with_all_its_readings_is_the_same_as_itself(clause: Clause) -> None:
    one = to_canonical_clause(clause, WORDS)
    judged = relate_clauses(one, one, WORDS)
    labels = [label for label, _ in one.labelled_norms]
    if judged and len(set(labels)) == len(labels):
        assert judged.relation is Relation.SAME


def space(*listed: Plan, held: tuple[RedLine, ...] = ()) -> Workspace:
    return Workspace(plans=tuple(sorted(listed, key=lambda one: (one.issued, one.id))), red_lines=held, vocabulary=DATA)


@given(plans("p"), plans("q"))
def test_aligning_back_is_the_transpose(left: Plan, right: Plan) -> None:
    prepared = to_canonical_clauses((left, right), WORDS)
    whole = space(left, right)
    forth = align_pair(whole, left, right, prepared, WORDS)
    back = align_pair(whole, right, left, prepared, WORDS)
    assert {(one.left, one.right) for one in forth.matches} == {(one.right, one.left) for one in back.matches}
    assert set(forth.unmatched_left) == set(back.unmatched_right)
    assert set(forth.struck_counterparts) == set(back.struck_counterparts)


@given(plans("p"), plans("q"), st.randoms(use_true_random=False))
def test_the_order_of_provisions_changes_no_finding(left: Plan, right: Plan, chance: object) -> None:
    shuffled = list(left.provisions)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    before = compare(space(left, right))
    after = compare(space(replace(left, provisions=tuple(shuffled)), right))
    assert _links(before) == _links(after)
    assert {one.fingerprint: one.kind for pair in before.pairs for one in pair.gaps} == {
        one.fingerprint: one.kind for pair in after.pairs for one in pair.gaps
    }


def _links(found: object) -> set[tuple[frozenset[str], frozenset[str], Relation]]:
    return {
        (frozenset(one.match.left), frozenset(one.match.right), one.judgement.relation)
        for pair in found.pairs  # type: ignore[attr-defined]
        for one in pair.links
    }


@given(plans("p"), plans("q"))
def test_every_live_clause_is_linked_or_a_gap(left: Plan, right: Plan) -> None:
    pair = compare(space(left, right)).pairs[0]
    told = {(pair.left, one) for link in pair.links for one in link.match.left}
    told |= {(pair.right, one) for link in pair.links for one in link.match.right}
    told |= {(gap.plan, gap.clause) for gap in pair.gaps}
    assert told == {(clause.plan, clause.id) for plan in (left, right) for clause in plan.clauses if clause.is_live}


@given(plans("p"), plans("q"))
def test_a_partial_plan_is_never_absent(left: Plan, right: Plan) -> None:
    pair = compare(space(replace(left, coverage=Coverage.PARTIAL), right)).pairs[0]
    assert not [gap for gap in pair.gaps if gap.missing_from == left.id and gap.kind is GapKind.ABSENT]


@given(plans("p"), lines())
def test_verdicts_are_total_and_raw_text_is_never_clear(plan: Plan, line: RedLine) -> None:
    verdict = assess_red_line(group_plan_clauses(plan, to_canonical_clauses((plan,), WORDS)), line, "", WORDS)
    assert verdict is not None
    raw = [
        one
        for one in plan.clauses
        if one.is_live
        and one.norm is None
        and not any(v.norm for v in one.variants)
        and WORDS.is_in_branch(one.issue, line.issue)
    ]
    if raw:
        assert verdict.kind not in (VerdictKind.CLEAR, VerdictKind.UNMET, VerdictKind.SILENT)


@given(plans("p"), lines())
def test_a_clause_on_nothing_the_line_speaks_of_changes_no_verdict(plan: Plan, line: RedLine) -> None:
    other = Clause(
        plan="p",
        id="other",
        provision="other",
        text="an unrelated matter",
        issue="elsewhere",
        norm=Norm(bearers=("zed",), modality=Modality.MUST, act="sing", objects=("song",)),
    )
    more = replace(plan, provisions=(*plan.provisions, Provision(id="other", clauses=(other,))))
    before = assess_red_line(group_plan_clauses(plan, to_canonical_clauses((plan,), WORDS)), line, "", WORDS)
    after = assess_red_line(group_plan_clauses(more, to_canonical_clauses((more,), WORDS)), line, "", WORDS)
    assert before == after


TEXT_ORDER = (VerdictKind.BREACHED, VerdictKind.UNMET, VerdictKind.STRAINED, VerdictKind.UPHELD)
ABSENCE_ORDER = (VerdictKind.BREACHED, VerdictKind.CLEAR, VerdictKind.UPHELD)


@given(plans("p"), norms(HELD), st.sampled_from(tuple(LineDemand)))
def test_giving_what_the_line_asks_never_makes_it_worse(plan: Plan, held: Norm, asks: LineDemand) -> None:
    action = to_canonical_norm(held, WORDS)
    if effect_on(action, action, WORDS) is not Effect.FULFILS or not fulfils_completely(action, action):
        return
    line = RedLine(
        file="ada",
        party="ada",
        id="L-1",
        title="line",
        issue="land",
        versions=(LineVersion(norms=(LineNorm(norm=held, asks=asks),)),),
    )
    gift = Clause(plan="p", id="gift", provision="gift", text="as asked", issue="land", norm=held)
    more = replace(plan, provisions=(*plan.provisions, Provision(id="gift", clauses=(gift,))))
    order = TEXT_ORDER if asks is LineDemand.TEXT else ABSENCE_ORDER
    before = assess_red_line(group_plan_clauses(plan, to_canonical_clauses((plan,), WORDS)), line, "", WORDS)
    after = assess_red_line(group_plan_clauses(more, to_canonical_clauses((more,), WORDS)), line, "", WORDS)
    assert before
    assert after
    if before.kind in order and after.kind in order:
        assert order.index(after.kind) >= order.index(before.kind)


def test_every_clause_of_the_record_is_the_same_as_itself() -> None:
    whole = workspace()
    words = Vocabulary(whole.vocabulary)
    for clause in (one for plan in whole.plans for one in plan.clauses):
        one = to_canonical_clause(clause, words)
        judged = relate_clauses(one, one, words)
        assert judged is None or judged.relation is Relation.SAME, clause.ref


def test_every_two_clauses_of_one_issue_in_the_record_mirror() -> None:
    whole = workspace()
    words = Vocabulary(whole.vocabulary)
    by_issue: dict[str, list[Clause]] = {}
    for clause in (one for plan in whole.plans for one in plan.clauses):
        by_issue.setdefault(clause.issue, []).append(clause)
    for listed in by_issue.values():
        ready = [to_canonical_clause(one, words) for one in listed]
        for a, b in combinations(ready, 2):
            forth, back = relate_clauses(a, b, words), relate_clauses(b, a, words)
            if forth and back:
                assert back.relation is forth.relation.mirror(), (a.clause.ref, b.clause.ref)


def test_every_line_of_the_record_upheld_by_its_own_norms() -> None:
    whole = workspace()
    words = Vocabulary(whole.vocabulary)
    for line in whole.red_lines:
        for version in line.versions:
            for held in version.norms:
                action = to_canonical_norm(held.norm, words)
                assert effect_on(action, action, words) in (Effect.FULFILS, Effect.FULFILS_PARTLY), line.ref
