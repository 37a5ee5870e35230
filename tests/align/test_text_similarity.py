"""What alignment by text may be relied on for: no order counts, both directions agree, ties are never used."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparer.align.text_similarity import build_text_aligner
from comparer.align.text_similarity.linking import choose_links
from comparer.align.text_similarity.terms import extract_terms
from comparer.model.findings import Alignment, Match
from comparer.model.plan import Clause
from comparer.model.vocabulary import Act, Actor, NormObject, VocabularyData
from comparer.norms.relate import CanonicalClause
from comparer.norms.vocabulary import Vocabulary

WORDS = ("harbour", "fleet", "must", "not", "leave", "withdraw", "within", "thirty", "30", "days", "Norland", "tolls",
         "pays", "the", "a", "of", "ships", "vessels", "quay", "opens", "ceasefire", "truce", "half", "50")  # fmt: skip
TEXTS = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=7).map(" ".join), max_size=7)

bare = build_text_aligner(Vocabulary())


def clauses(plan: str, texts: Sequence[str]) -> list[CanonicalClause]:
    return [
        CanonicalClause(clause=Clause(plan=plan, id=f"{plan}{n}", provision="p", text=text), labelled_norms=())
        for n, text in enumerate(texts)
    ]


def describe_alignment(alignment: Alignment, names: dict[str, str], turned: bool = False) -> object:
    """All that an alignment says, in words of the texts and without order; `turned` swaps the sides."""

    def match_names(match: Match) -> object:
        sides = [tuple(sorted(names[id_] for id_ in side)) for side in (match.left, match.right)]
        weights = tuple(round(part.weight, 9) for part in match.evidence)
        return tuple(reversed(sides)) if turned else tuple(sides), round(match.score or 0, 9), weights

    alone = [sorted(names[id_] for id_ in side) for side in (alignment.unmatched_left, alignment.unmatched_right)]
    groups = (alignment.matches, alignment.possible, alignment.ambiguous)
    return [sorted(map(match_names, group), key=repr) for group in groups], alone[::-1] if turned else alone


def names(*sides: Sequence[CanonicalClause]) -> dict[str, str]:
    return {clause.clause.id: clause.clause.text for side in sides for clause in side}


@given(TEXTS, TEXTS, st.randoms(use_true_random=False))
def test_order_of_clauses_changes_nothing(left: list[str], right: list[str], dice: object) -> None:
    a, b = clauses("a", left), clauses("b", right)
    c, d = list(a), list(b)
    dice.shuffle(c)  # type: ignore[attr-defined]
    dice.shuffle(d)  # type: ignore[attr-defined]
    assert describe_alignment(bare(a, b), names(a, b)) == describe_alignment(bare(c, d), names(a, b))


@given(TEXTS, TEXTS)
def test_there_and_back_agree(left: list[str], right: list[str]) -> None:
    a, b = clauses("a", left), clauses("b", right)
    assert describe_alignment(bare(a, b), names(a, b)) == describe_alignment(bare(b, a), names(a, b), turned=True)


@given(TEXTS, TEXTS)
def test_evidence_adds_up_to_the_score(left: list[str], right: list[str]) -> None:
    judgement = bare(clauses("a", left), clauses("b", right))
    for match in (*judgement.matches, *judgement.possible, *judgement.ambiguous):
        assert match.score == pytest.approx(sum(part.weight for part in match.evidence))
        assert 0 <= (match.score or 0) <= 1
        assert all(part.label for part in match.evidence)


@given(TEXTS, TEXTS)
def test_every_clause_is_linked_once_or_alone(left: list[str], right: list[str]) -> None:
    judgement = bare(clauses("a", left), clauses("b", right))
    linked = [id_ for match in judgement.matches for id_ in (*match.left, *match.right)]
    every = [*linked, *judgement.unmatched_left, *judgement.unmatched_right]
    assert sorted(every) == sorted([f"a{n}" for n in range(len(left))] + [f"b{n}" for n in range(len(right))])


@given(TEXTS)
def test_a_plan_answers_itself(texts: list[str]) -> None:
    judgement = bare(clauses("a", texts), clauses("b", texts))
    assert all(match.score == 1.0 for match in judgement.matches)
    assert not judgement.unmatched_left
    assert not judgement.unmatched_right


FILLER = ("The council meets in spring.", "Schools teach both tongues.", "Taxes on grain are halved.",
          "A bridge is built over the strait.", "Judges serve for life.")  # fmt: skip
OTHERS = ("Salt is sold freely.", "Letters go by the northern road.", "The mint strikes silver coin.",
          "Wolves may be hunted in winter.", "Bells are rung at noon.")  # fmt: skip


def pairs(alignment: Alignment) -> set[tuple[tuple[str, ...], tuple[str, ...]]]:
    return {(match.left, match.right) for match in alignment.matches}


def test_typography_does_not_hide_the_same_words() -> None:
    left = clauses("a", ["The fleet’s crews — 300 in all — leave.", *FILLER])
    right = clauses("b", [*OTHERS, "the fleet's crews, 300 in all, leave"])
    judgement = bare(left, right)
    assert pairs(judgement) == {(("a0",), ("b5",))}
    assert judgement.matches[0].evidence[0].label == "same-words"


def test_figures_written_out_meet_figures_in_digits() -> None:
    assert "=45000" in extract_terms("Forty-five thousand names").all_terms
    assert {"=3.67", "=0.5"} <= set(extract_terms("Three point six seven per cent, or half").all_terms)
    assert "=120" in extract_terms("A hundred and twenty ships and two boats").all_terms
    assert {"=2000000"} <= set(extract_terms("2 million").all_terms) & set(
        extract_terms("two million").all_terms
    ) & set(extract_terms("2,000,000").all_terms)
    left = clauses("a", ["Not more than six thousand soldiers remain.", *FILLER])
    right = clauses("b", ["Contingents: up to 6,000 all ranks.", *OTHERS])
    assert pairs(bare(left, right)) == {(("a0",), ("b0",))}


def test_other_words_for_the_same_thing_meet() -> None:
    left = clauses("a", ["Troops retreat behind the frontier.", *FILLER])
    right = clauses("b", [*OTHERS, "Soldiers withdraw from the border."])
    assert pairs(bare(left, right)) == {(("a0",), ("b5",))}


def test_a_vocabulary_finds_what_general_words_do_not() -> None:
    data = VocabularyData(
        actors=(Actor(id="norland", label="Norland", synonyms=("the northern state",)),),
        acts=(Act(id="dredge", label="dredge", synonyms=("deepen",)),),
        objects=(NormObject(id="lagoon", label="the lagoon", synonyms=("the inner basin", "lagoon")),),
    )
    left = clauses("a", ["Norland will dredge the lagoon.", *FILLER])
    right = clauses("b", ["The northern state is to deepen the inner basin.", *OTHERS])
    result = build_text_aligner(Vocabulary(data))(left, right)
    without = bare(left, right)
    assert pairs(result) == {(("a0",), ("b0",))}
    assert {"acts", "objects"} <= {part.label for part in result.matches[0].evidence}
    assert pairs(without) != pairs(result)


def test_two_that_fit_alike_are_shown_and_not_used() -> None:
    left = clauses("a", ["The fleet leaves the harbour in May.", *FILLER])
    right = clauses("b", ["The fleet leaves the harbour in June.", "The fleet leaves the harbour in July.", *OTHERS])
    judgement = bare(left, right)
    assert pairs(judgement) == set()
    assert [(match.left, match.right) for match in judgement.ambiguous] == [(("a0",), ("b0", "b1"))]
    assert "a0" in judgement.unmatched_left


def numbered(plan: str, texts: dict[str, str]) -> list[CanonicalClause]:
    """Clauses by their printed numbers."""
    return [
        CanonicalClause(
            clause=Clause(plan=plan, id=f"{plan}{number}", provision=number, number=number, text=text),
            labelled_norms=(),
        )
        for number, text in texts.items()
    ]


KEPT = {
    "3": "Guards may not carry arms.",
    "4": "Every boat shows two lamps.",
    "5": "The council meets in public.",
    "6": "Salt is free of duty.",
}


def test_one_printed_number_decides_between_two_that_fit_alike() -> None:
    left = numbered("a", {"1": "The fleet leaves the harbour in May.", **KEPT})
    right = numbered(
        "b", {"1": "The fleet leaves the harbour in June.", "2": "The fleet leaves the harbour in July.", **KEPT}
    )
    judgement = bare(left, right)
    assert (("a1",), ("b1",)) in pairs(judgement)
    link = next(match for match in judgement.matches if match.left == ("a1",))
    assert "printed-number" in {part.label for part in link.evidence}
    assert judgement.ambiguous == ()


def test_printed_numbers_say_nothing_between_plans_that_were_renumbered() -> None:
    left = numbered("a", {"1": "The fleet leaves the harbour in May.", **KEPT})
    moved = {f"1{number}": text for number, text in KEPT.items()}
    right = numbered(
        "b", {"1": "The fleet leaves the harbour in June.", "2": "The fleet leaves the harbour in July.", **moved}
    )
    judgement = bare(left, right)
    assert [(match.left, match.right) for match in judgement.ambiguous] == [(("a1",), ("b1", "b2"))]


def test_figures_in_words_pair_nothing_that_names_pair() -> None:
    left = clauses("a", ["Ford keeps two guards.", "Glen keeps three guards.", "Hill keeps four guards."])
    right = clauses("b", ["Ford keeps three guards.", "Glen keeps four guards.", "Hill keeps two guards."])
    assert pairs(bare(left, right)) == {((f"a{n}",), (f"b{n}",)) for n in range(3)}


def test_a_contrary_copy_is_no_part_of_the_clause_that_stands_there_word_for_word() -> None:
    left = clauses("a", ["The port shall pay the levy to the town each year.", *FILLER])
    right = clauses("b", ["The port shall pay the levy to the town each year.",
                          "The port shall not pay the levy to the town each year.", *FILLER])  # fmt: skip
    judgement = bare(left, right)
    assert (("a0",), ("b0",)) in pairs(judgement)
    assert "b1" in judgement.unmatched_right


def test_links_that_could_be_crossed_are_not_used() -> None:
    left = clauses("a", ["The fleet leaves in May.", "The fleet leaves in June.", *FILLER])
    right = clauses("b", ["The fleet leaves in July.", "The fleet leaves in August.", *OTHERS])
    judgement = bare(left, right)
    assert pairs(judgement) == set()
    assert [(match.left, match.right) for match in judgement.ambiguous] == [(("a0", "a1"), ("b0", "b1"))]


def test_copies_of_one_wording_are_linked_together() -> None:
    left = clauses("a", ["Tolls end.", *FILLER, "Tolls end."])
    right = clauses("b", [*OTHERS, "Tolls end."])
    assert pairs(bare(left, right)) == {(("a0", "a6"), ("b5",))}


def test_plans_on_different_things_are_not_linked() -> None:
    assert pairs(bare(clauses("a", FILLER), clauses("b", OTHERS))) == set()


@pytest.mark.parametrize(("left", "right"), [([], []), (["Tolls end."], []), ([], ["Tolls end."]), ([""], ["…"])])
def test_little_to_align_is_no_fault(left: list[str], right: list[str]) -> None:
    judgement = bare(clauses("a", left), clauses("b", right))
    assert not judgement.ambiguous


def test_other_scripts_are_aligned_too() -> None:
    left = clauses("a", ["Флот залишає гавань протягом 30 днів.", "Мито скасовується.", "Школи вчать двох мов."])
    right = clauses("b", ["Мита скасовано.", "Кораблі флоту виходять із гавані за 30 днів.", "Дзвони мовчать."])
    assert (("a0",), ("b1",)) in pairs(bare(left, right))
    assert (("a1",), ("b0",)) in pairs(bare(left, right))


def test_a_number_beyond_all_numbers_is_a_term_like_another() -> None:
    assert len(extract_terms("hundred " * 500).all_terms) == 2  # the word and its value
    assert len(extract_terms("hundred " * 500 + "point five").all_terms) == 4


def test_exchanged_figures_pair_no_other_clauses() -> None:
    left = clauses("a", ["The port shall pay 5 euros to the town.", "The port shall pay 6 euros to the mill.", *OTHERS])
    right = clauses(
        "b", ["The port shall pay 6 euros to the town.", "The port shall pay 5 euros to the mill.", *OTHERS]
    )
    judgement = bare(left, right)
    assert {(("a0",), ("b0",)), (("a1",), ("b1",))} <= pairs(judgement)
    assert judgement.matches[0].evidence[0].label == "same-words-but-figures"


def test_what_is_left_over_of_two_versions_of_one_text_links_from_a_lower_probability_up() -> None:
    texts = [str(number) for number in range(5)]
    scores = {(number, number): 0.9 for number in range(4)} | {(4, 4): 0.17}
    assert ((4,), (4,)) in choose_links(scores, texts, texts, set()).links
    few = {edge: score for edge, score in scores.items() if edge in ((0, 0), (4, 4))}
    assert choose_links(few, texts, texts, set()).links == (((0,), (0,)),)
    assert choose_links(scores | {(4, 4): 0.14}, texts, texts, set()).possible == ((4, 4),)
