"""Candidates are tried from the smallest; the first that lifts the breach counts, with how many failed before it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from comparer.agreement.smallest_change import find_smallest_changes
from comparer.model.bridging import ChangeFacet, SmallestChange, WordingKey
from comparer.model.explanation import Term, WordList
from comparer.model.norm import Modality, Norm, NormTerms, Quantity
from comparer.model.plan import Clause
from comparer.model.redline import LineDemand, LineNorm, LineVersion, RedLine
from comparer.model.relation import VerdictKind
from comparer.norms.canonical_clause import CanonicalClause, to_canonical_clause
from comparer.norms.vocabulary import Vocabulary

LINE = "party#L"


def quantity(**ends: float) -> Quantity:
    return Quantity(name="guards", unit="person", **ends)  # type: ignore[arg-type]


def clause(modality: Modality = Modality.MUST, high: float = 40, objects: tuple[str, ...] = ("a", "b", "c")) -> Clause:
    terms = NormTerms(quantities=(quantity(high=high),))
    norm = Norm(bearers=("x",), modality=modality, act="keep", objects=objects, terms=terms)
    return Clause(plan="p", id="1", provision="1", text="Text.", norm=norm)


class StubJudge:
    """Breached unless the clause satisfies a rule; knows one line with one end."""

    def __init__(self, is_lifted: object, line_low: float = 36) -> None:
        self.vocabulary = Vocabulary()
        terms = NormTerms(quantities=(quantity(low=line_low),))
        ban = Norm(bearers=("y",), modality=Modality.MUST_NOT, act="keep", terms=terms)
        version = LineVersion(norms=(LineNorm(norm=ban, asks=LineDemand.ABSENCE),))
        self.red_lines = {LINE: RedLine(file="party", party="y", id="L", title="L", versions=(version,))}
        self.is_lifted = is_lifted

    def __call__(self, clauses: Sequence[CanonicalClause], lines: Iterable[str]) -> dict[str, VerdictKind]:
        norm = clauses[0].clause.norm
        assert norm is not None
        kind = VerdictKind.CLEAR if self.is_lifted(norm) else VerdictKind.BREACHED  # type: ignore[operator]
        return dict.fromkeys(lines, kind)

    def find_decisive_clauses(self, clauses: Sequence[CanonicalClause], line: str) -> frozenset[str]:
        return frozenset(entry.clause.ref for entry in clauses)

    def list_relevant_lines(self, clauses: Sequence[CanonicalClause]) -> tuple[str, ...]:
        return (LINE,)


def changes(judge: StubJudge, written: Clause) -> dict[ChangeFacet, SmallestChange]:
    ready = to_canonical_clause(written, judge.vocabulary)
    changes = find_smallest_changes(WordingKey(plan="p"), (ready,), (LINE,), judge)
    return {change.facet: change for change in changes}


def high_of(norm: Norm) -> float:
    high = norm.terms.quantities[0].high
    assert isinstance(high, int | float)
    return high


def test_an_end_that_the_line_still_forbids_is_passed_by_one_step() -> None:
    change = changes(StubJudge(lambda norm: high_of(norm) < 36), clause())[ChangeFacet.AMOUNT]
    assert isinstance(change.after, Quantity)
    assert change.after.high == 35
    assert change.smaller_tried == 2


def test_a_modality_is_weakened_no_further_than_it_has_to_be() -> None:
    first = changes(StubJudge(lambda norm: norm.modality is not Modality.MUST), clause())[ChangeFacet.MODALITY]
    assert (first.after, first.smaller_tried) == (Term("modality", "expects"), 0)
    last = changes(StubJudge(lambda norm: norm.modality is Modality.DEFERS), clause())[ChangeFacet.MODALITY]
    assert (last.after, last.smaller_tried) == (Term("modality", "defers"), 2)


def test_objects_are_taken_out_in_the_smallest_group_that_will_do() -> None:
    change = changes(StubJudge(lambda norm: norm.objects == ("b",)), clause())[ChangeFacet.OBJECT]
    assert change.after == WordList(("b",))
    assert change.smaller_tried == 4


def test_where_nothing_lifts_the_breach_there_is_no_change() -> None:
    assert changes(StubJudge(lambda norm: False), clause()) == {}


class StrainingJudge(StubJudge):
    """An expectation strains the line; only what leaves it alone clears it."""

    def __call__(self, clauses: Sequence[CanonicalClause], lines: Iterable[str]) -> dict[str, VerdictKind]:
        norm = clauses[0].clause.norm
        assert norm is not None
        kinds = {Modality.EXPECTS: VerdictKind.STRAINED, Modality.MAY: VerdictKind.CLEAR}
        return dict.fromkeys(lines, kinds.get(norm.modality, VerdictKind.BREACHED))


def test_a_change_that_leaves_the_line_strained_is_followed_by_the_least_that_does_not() -> None:
    judge = StrainingJudge(lambda norm: False)
    changes = find_smallest_changes(
        WordingKey(plan="p"), (to_canonical_clause(clause(), judge.vocabulary),), (LINE,), judge
    )
    steps = [(change.after, change.moves[0].after, change.smaller_tried) for change in changes]
    assert steps == [
        (Term("modality", "expects"), VerdictKind.STRAINED, 0),
        (Term("modality", "may"), VerdictKind.CLEAR, 1),
    ]
