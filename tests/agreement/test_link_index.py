"""The links of a few clauses are those that a search through all links finds; a question of many clauses is whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparer.agreement.link_index import LinkIndex
from comparer.model.findings import Judgement, Link, Match, PlanPair
from comparer.model.relation import MatchedBy, Relation
from tests.agreement.many_clauses import many_clauses

SIDES = st.lists(st.sampled_from("abcd"), min_size=1, max_size=3, unique=True).map(tuple)


@given(st.lists(st.tuples(SIDES, SIDES), max_size=8), SIDES, SIDES)
def test_the_links_of_clauses_are_found_in_the_order_of_the_pair(
    sides: list[tuple[tuple[str, ...], tuple[str, ...]]], left: tuple[str, ...], right: tuple[str, ...]
) -> None:
    links = tuple(
        Link(
            match=Match(left=left_ids, right=right_ids, matched_by=MatchedBy.TEXT),
            judgement=Judgement(relation=Relation.SAME),
            fingerprint=str(number),
        )
        for number, (left_ids, right_ids) in enumerate(sides)
    )
    index = LinkIndex((PlanPair(left="p", right="q", links=links, gaps=()),))
    result = index.find_links("p", left, "q", right)
    assert result == [link for link in links if {*left} & {*link.match.left} and {*right} & {*link.match.right}]
    assert index.find_links("q", left, "p", right) == []


@pytest.mark.parametrize("is_single_row", [True, False])
def test_each_clause_of_a_question_of_many_meets_its_own_counterpart(is_single_row: bool) -> None:
    text, ledger, threads = many_clauses(40, is_single_row=is_single_row)
    parts = [part for row in text.rows for part in row.parts]
    assert len(text.rows) == len(ledger.rows) == (1 if is_single_row else 40)
    clause_ids = [[wording.clauses[0].id for wording in part.options[0].alternatives[0].wordings] for part in parts]
    assert clause_ids == [[str(number)] * 2 for number in range(1, 41)]
    assert [thread.steps[0].links for thread in threads] == [(str(number),) for number in range(1, 41)]
