"""The guard against figures that no source carries, on the record: cards and plans count in one unit."""

from __future__ import annotations

from comparer.app import disk
from comparer.load.checks import validate
from tests.record.reading import ROOT, cards, words

PLAN = "plans/drafts/us-28.yaml"
CEILING = b"terms: {personnel: {max: 600000, unit: person}}"


def uncarried_figures(changed: dict[str, bytes]) -> list[tuple[str, str]]:
    """File and message of each figure that no cited paragraph carries, with some files changed."""
    files = {**disk.read_workspace(ROOT), **changed}
    return [(p.position.file, p.message) for p in validate(files).problems if p.rule == "source-figure"]


def with_ceiling(figure: int) -> dict[str, bytes]:
    text = disk.read_workspace(ROOT)[PLAN]
    assert text.count(CEILING) == 1
    return {PLAN: text.replace(CEILING, CEILING.replace(b"600000", str(figure).encode()))}


def test_the_figures_of_the_record_stand_on_the_cards_that_they_cite() -> None:
    assert uncarried_figures({}) == []


def test_a_ceiling_that_no_cited_paragraph_carries_is_caught() -> None:
    (problem,) = uncarried_figures(with_ceiling(100_000))
    assert problem[0] == PLAN
    assert problem[1].startswith("'personnel' is 100000, and the cited paragraphs say 600000 (")
    assert problem[1].count("#") > 1, "paragraphs that give one answer stand together"


def test_cards_may_call_a_unit_by_another_word_of_the_vocabulary() -> None:
    files = disk.read_workspace(ROOT)
    renamed = {
        path: text.replace(b"unit: person,", b"unit: personnel,")
        for path, text in files.items()
        if path.startswith("seeds/")
    }
    assert sum(b"unit: personnel," in text for text in renamed.values()) > 3
    assert uncarried_figures(renamed) == []
    assert uncarried_figures({**renamed, **with_ceiling(100_000)}) != []


def test_cards_and_plans_count_people_money_and_time_in_the_units_of_the_vocabulary() -> None:
    units = words("units")
    synonyms = {synonym for unit in units.values() for synonym in unit.get("synonyms", [])}
    used = {figure["unit"] for card in cards().values() for fact in card.get("facts", [])
            for figure in fact.get("figures", [])}  # fmt: skip
    assert used & synonyms - set(units) == set()
