"""The questions of the record: each clause answers one that there is, each wish is found where it is said to stand."""

from __future__ import annotations

import pytest

from tests.record.reading import Data, cards, every_clause, lines, listed, place, plans, words

QUESTIONS = words("questions")
ANSWERS = {name: listed(clause.get("questions")) for name, clause in every_clause()}


def test_every_clause_answers_a_question_that_there_is() -> None:
    assert [name for name, asked in ANSWERS.items() if not asked] == []
    assert {(name, item) for name, asked in ANSWERS.items() for item in asked if item not in QUESTIONS} == set()


def test_every_question_is_answered_by_a_clause() -> None:
    assert set(QUESTIONS) - {item for asked in ANSWERS.values() for item in asked} == set()


def test_questions_stand_in_the_order_of_their_issues() -> None:
    order = list(words("issues"))
    stands = [order.index(question["issue"]) for question in QUESTIONS.values()]
    assert stands == sorted(stands)


def test_every_question_is_asked_in_its_own_words() -> None:
    for field in ("label", "asks"):
        wordings = [question[field] for question in QUESTIONS.values()]
        assert len(wordings) == len(set(wordings))
    assert [name for name, question in QUESTIONS.items() if not 2 <= len(question["label"].split()) <= 5] == []


@pytest.mark.parametrize("name", QUESTIONS)
def test_what_is_more_is_said_in_words_of_the_vocabulary(name: str) -> None:
    question = QUESTIONS[name]
    if "more" not in question:
        assert not {"less", "wants"} & question.keys()
    for doing in (doing for key in ("more", "less") for doing in doings(question, key)):
        assert doing["act"] in words("acts")
        assert set(listed(doing.get("object"))) <= {*words("objects"), *words("actors")}
        assert {item for key in ("bearer", "agent") for item in listed(doing.get(key))} <= {*words("actors")}
        assert set(listed(doing.get("as"))) <= {*words("actors"), *words("statuses"), *words("objects")}


def doings(question: Data, key: str) -> list[Data]:
    """What a question says is more or less of it: nothing, one doing or several."""
    result = question.get(key, [])
    return result if isinstance(result, list) else [result]


@pytest.mark.parametrize("name", QUESTIONS)
def test_wishes_are_found_where_they_are_said_to_stand(name: str) -> None:
    for party, wish in QUESTIONS[name].get("wants", {}).items():
        assert party in words("actors")
        for cite in wish["cites"]:
            if cite in lines():
                assert not lines()[cite].get("inferred")
            elif cite.partition("#")[0] in plans():
                assert place(cite), cite
                assert name in ANSWERS[cite], cite
            else:
                assert cite.partition("#")[0] in cards(), cite
