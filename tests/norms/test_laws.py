"""The laws of the algebra, on generated norms, plans and lines and on all of the record."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from comparer.align.encoded_score import speak_of_same_doing
from comparer.findings.redlines import assess_red_line, group_plan_clauses
from comparer.model.norm import Modality, Norm
from comparer.model.plan import Clause, ClauseState, Coverage, Plan, Provision
from comparer.model.redline import LineDemand, LineNorm, LineVersion, RedLine
from comparer.model.relation import GapKind, Relation, VerdictKind
from comparer.model.workspace import Workspace
from comparer.norms.canonical import to_canonical_norm
from comparer.norms.holding import Effect, effect_on, fulfils_completely
from comparer.norms.questions import answered_questions, share_question
from comparer.norms.relate import relate, relate_clauses, to_canonical_clause
from comparer.norms.vocabulary import Vocabulary
from comparer.pipeline.compare import align_pair, compare, compare_pair, to_canonical_clauses
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


@given(norms(), st.booleans(), st.booleans())
def test_a_norm_is_the_same_as_itself(norm: Norm, is_left_partial: bool, is_right_partial: bool) -> None:
    action = to_canonical_norm(norm, WORDS)
    judged = relate(action, action, WORDS, is_left_partial, is_right_partial)
    assert judged.relation is Relation.SAME
    assert judged.changes == ()


@given(norms(), norms(), st.booleans(), st.booleans())
def test_the_other_way_round_is_the_mirror(a: Norm, b: Norm, is_a_partial: bool, is_b_partial: bool) -> None:
    x, y = to_canonical_norm(a, WORDS), to_canonical_norm(b, WORDS)
    forth, back = relate(x, y, WORDS, is_a_partial, is_b_partial), relate(y, x, WORDS, is_b_partial, is_a_partial)
    assert back.relation is forth.relation.mirror()
    assert sorted(
        (change.facet, change.effect.mirror(), change.weight, change.is_unreported) for change in forth.changes
    ) == sorted((change.facet, change.effect, change.weight, change.is_unreported) for change in back.changes)


@given(norms(), st.booleans(), st.booleans())
def test_a_norm_and_its_negation_are_never_the_same(norm: Norm, is_left_partial: bool, is_right_partial: bool) -> None:
    x, y = to_canonical_norm(norm, WORDS), to_canonical_norm(replace(norm, modality=NEGATED[norm.modality]), WORDS)
    for partial in ((False, False), (is_left_partial, is_right_partial)):
        assert relate(x, y, WORDS, *partial).relation not in (Relation.SAME, Relation.REWORDED)


@given(norms(), norms())
def test_what_is_merely_not_reported_makes_no_direction_of_its_own(a: Norm, b: Norm) -> None:
    """A partial side hides facets, it adds none: what is left is what both texts say."""
    x, y = to_canonical_norm(a, WORDS), to_canonical_norm(b, WORDS)
    known, partial = relate(x, y, WORDS), relate(x, y, WORDS, is_right_partial=True)
    reported = {(change.facet, change.before, change.after) for change in partial.changes if not change.is_unreported}
    assert reported <= {(change.facet, change.before, change.after) for change in known.changes}
    hidden = [change for change in partial.changes if change.is_unreported]
    assert all(item.facet not in ("bearer", "agent", "modality", "act") for item in hidden)


@given(st.lists(st.sampled_from(tuple(Relation)), max_size=5))
def test_combining_is_the_same_in_any_order_and_mirrors(effects: list[Relation]) -> None:
    assert Relation.combine(effects) is Relation.combine(effects[::-1])
    assert Relation.combine([effect.mirror() for effect in effects]) is Relation.combine(effects).mirror()
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
    item = to_canonical_clause(clause, WORDS)
    judged = relate_clauses(item, item, WORDS)
    labels = [label for label, _ in item.labelled_norms]
    if judged and len(set(labels)) == len(labels):
        assert judged.relation is Relation.SAME


def space(*listed: Plan, standard: tuple[RedLine, ...] = ()) -> Workspace:
    return Workspace(
        plans=tuple(sorted(listed, key=lambda item: (item.issued, item.id))), red_lines=standard, vocabulary=DATA
    )


@given(plans("p"), plans("q"))
def test_aligning_back_is_the_transpose(left: Plan, right: Plan) -> None:
    prepared = to_canonical_clauses((left, right), WORDS)
    whole = space(left, right)
    forth = align_pair(whole, left, right, prepared, WORDS)
    back = align_pair(whole, right, left, prepared, WORDS)
    assert {(match.left, match.right) for match in forth.matches} == {
        (match.right, match.left) for match in back.matches
    }
    assert set(forth.unmatched_left) == set(back.unmatched_right)
    assert set(forth.struck_counterparts) == set(back.struck_counterparts)


@given(plans("p"), plans("q"), st.randoms(use_true_random=False))
def test_the_order_of_provisions_changes_no_finding(left: Plan, right: Plan, chance: object) -> None:
    shuffled = list(left.provisions)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    before = compare(space(left, right))
    after = compare(space(replace(left, provisions=tuple(shuffled)), right))
    assert _links(before) == _links(after)
    assert {gap.fingerprint: gap.kind for pair in before.pairs for gap in pair.gaps} == {
        gap.fingerprint: gap.kind for pair in after.pairs for gap in pair.gaps
    }


def _links(result: object) -> set[tuple[frozenset[str], frozenset[str], Relation]]:
    return {
        (frozenset(link.match.left), frozenset(link.match.right), link.judgement.relation)
        for pair in result.pairs  # type: ignore[attr-defined]
        for link in pair.links
    }


@given(plans("p"), plans("q"))
def test_every_live_clause_is_linked_or_a_gap_and_none_is_both(left: Plan, right: Plan) -> None:
    """What was moved to another track may be linked as a deferral; what is struck is in neither."""
    pair = compare(space(left, right)).pairs[0]
    linked = {(pair.left, clause) for link in pair.links for clause in link.match.left}
    linked |= {(pair.right, clause) for link in pair.links for clause in link.match.right}
    gaps = [(gap.plan, gap.clause) for gap in pair.gaps]
    clauses_by_state = {
        is_standing: {
            (clause.plan, clause.id)
            for plan in (left, right)
            for clause in plan.clauses
            if (clause.is_live if is_standing else clause.state is not ClauseState.STRUCK)
        }
        for is_standing in (True, False)
    }
    assert len(set(gaps)) == len(gaps)
    assert linked.isdisjoint(gaps)
    assert clauses_by_state[True] <= linked | set(gaps) <= clauses_by_state[False]
    assert set(gaps) <= clauses_by_state[True]


@given(plans("p"), plans("q"), st.lists(lines(), max_size=2))
def test_comparing_back_swaps_links_gaps_and_whom_it_helps(left: Plan, right: Plan, standard: list[RedLine]) -> None:
    prepared = to_canonical_clauses((left, right), WORDS)
    whole = space(left, right, standard=tuple(standard))
    forth, back = compare_pair(whole, left, right, prepared, WORDS), compare_pair(whole, right, left, prepared, WORDS)
    assert {
        (link.match.left, link.match.right, link.judgement.relation, link.interest.favours, link.interest.against)
        for link in forth.links
    } == {
        (
            *(link.match.right, link.match.left, link.judgement.relation.mirror()),
            *(link.interest.against, link.interest.favours),
        )
        for link in back.links
    }
    assert {gap.fingerprint: gap for gap in forth.gaps} == {gap.fingerprint: gap for gap in back.gaps}


@given(plans("p"), plans("q"), plans("r"))
def test_a_row_of_a_question_holds_exactly_its_clauses_whatever_plans_are_chosen(p: Plan, q: Plan, r: Plan) -> None:
    whole = space(p, q, r)
    rows = {row.id: dict(row.cells) for row in compare(whole).rows}
    asked = {question.id for question in DATA.questions}
    for question in asked:
        answering = {
            (clause.plan, clause.id) for plan in (p, q, r) for clause in plan.clauses
            if clause.is_live and question in answered_questions(to_canonical_clause(clause, WORDS), WORDS)
        }  # fmt: skip
        cells = rows.get(question, {})
        assert answering == {(plan, clause) for plan, ids in cells.items() for clause in ids}
    chosen = {row.id: dict(row.cells) for row in compare(whole, ("p", "r")).rows}
    for question in asked:
        kept = {plan: ids for plan, ids in rows.get(question, {}).items() if plan != "q"}
        assert chosen.get(question, dict.fromkeys(kept, ())) == kept


@given(plans("p"), plans("q"))
def test_clauses_that_answer_one_question_and_share_a_doing_are_never_both_absent(left: Plan, right: Plan) -> None:
    """What answers a question that the other text answers by the same doing is a link, not two gaps."""
    prepared = to_canonical_clauses((left, right), WORDS)
    pair = compare_pair(space(left, right), left, right, prepared, WORDS)
    absent = [prepared[f"{gap.plan}#{gap.clause}"] for gap in pair.gaps if gap.kind is GapKind.ABSENT]
    for a in (clause for clause in absent if clause.clause.plan == "p"):
        for b in (clause for clause in absent if clause.clause.plan == "q"):
            assert not (
                share_question(a, b, WORDS)
                and any(speak_of_same_doing(x, y, WORDS) for _, x in a.labelled_norms for _, y in b.labelled_norms)
            )


@given(plans("p"), plans("q"))
def test_a_partial_plan_is_never_absent(left: Plan, right: Plan) -> None:
    pair = compare(space(replace(left, coverage=Coverage.PARTIAL), right)).pairs[0]
    assert not [gap for gap in pair.gaps if gap.missing_from == left.id and gap.kind is GapKind.ABSENT]


@given(plans("p"), lines())
def test_verdicts_are_total_and_raw_text_is_never_clear(plan: Plan, line: RedLine) -> None:
    verdict = assess_red_line(group_plan_clauses(plan, to_canonical_clauses((plan,), WORDS)), line, "", WORDS)
    assert verdict is not None
    raw = [
        clause
        for clause in plan.clauses
        if clause.is_live
        and clause.norm is None
        and not any(v.norm for v in clause.variants)
        and WORDS.is_in_branch(clause.issue, line.issue)
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


TEXT_ORDER = (VerdictKind.BREACHED, VerdictKind.UNMET, VerdictKind.PART, VerdictKind.UPHELD)
ABSENCE_ORDER = (VerdictKind.BREACHED, VerdictKind.CLEAR, VerdictKind.UPHELD)


@given(plans("p"), norms(HELD), st.sampled_from(tuple(LineDemand)), st.sampled_from(tuple(Coverage)), st.data())
def test_giving_what_the_line_asks_never_makes_it_worse(
    plan: Plan, norm: Norm, asks: LineDemand, coverage: Coverage, data: st.DataObject
) -> None:
    """Whole, or a part of its objects: breached < unmet < part < upheld, or breached < clear < upheld."""
    action = to_canonical_norm(norm, WORDS)
    if effect_on(action, action, WORDS) is not Effect.FULFILS or not fulfils_completely(action, action):
        return
    line = RedLine(
        file="ada",
        party="ada",
        id="L-1",
        title="line",
        issue="land",
        versions=(LineVersion(norms=(LineNorm(norm=norm, asks=asks),)),),
    )
    given_objects = data.draw(st.sampled_from((norm.objects, norm.objects[:1])))
    gift = Clause(
        plan="p", id="gift", provision="gift", text="as asked", issue="land", norm=replace(norm, objects=given_objects)
    )
    plan = replace(plan, coverage=coverage)
    more = replace(plan, provisions=(*plan.provisions, Provision(id="gift", clauses=(gift,))))
    order = TEXT_ORDER if asks is LineDemand.TEXT else ABSENCE_ORDER
    before = assess_red_line(group_plan_clauses(plan, to_canonical_clauses((plan,), WORDS)), line, "", WORDS)
    after = assess_red_line(group_plan_clauses(more, to_canonical_clauses((more,), WORDS)), line, "", WORDS)
    assert before
    assert after
    if before.kind in order:
        assert after.kind in order
        assert order.index(after.kind) >= order.index(before.kind)
    if asks is LineDemand.TEXT:
        assert after.kind not in (VerdictKind.UNMET, VerdictKind.SILENT, VerdictKind.CLEAR)


def test_every_clause_of_the_record_is_the_same_as_itself() -> None:
    whole = workspace()
    words = Vocabulary(whole.vocabulary)
    for clause in (clause for plan in whole.plans for clause in plan.clauses):
        item = to_canonical_clause(clause, words)
        judged = relate_clauses(item, item, words)
        assert judged is None or judged.relation is Relation.SAME, clause.ref


def test_every_two_clauses_of_one_issue_in_the_record_mirror() -> None:
    whole = workspace()
    words = Vocabulary(whole.vocabulary)
    by_issue: dict[str, list[Clause]] = {}
    for clause in (clause for plan in whole.plans for clause in plan.clauses):
        by_issue.setdefault(clause.issue, []).append(clause)
    for listed in by_issue.values():
        ready = [to_canonical_clause(item, words) for item in listed]
        for a, b in combinations(ready, 2):
            forth, back = relate_clauses(a, b, words), relate_clauses(b, a, words)
            if forth and back:
                assert back.relation is forth.relation.mirror(), (a.clause.ref, b.clause.ref)


def test_every_line_of_the_record_upheld_by_its_own_norms() -> None:
    whole = workspace()
    words = Vocabulary(whole.vocabulary)
    for line in whole.red_lines:
        for version in line.versions:
            for norm in version.norms:
                action = to_canonical_norm(norm.norm, words)
                assert effect_on(action, action, words) in (Effect.FULFILS, Effect.FULFILS_PARTLY), line.ref
