"""What the record holds to by its own guide: nothing out of memory, lines in their parties' words, events that fit."""

from __future__ import annotations

import yaml

from tests.record.reading import ROOT, every_clause, lines, listed, plans, words

# First statements that critics found missing: no later day may stand there.
FIRST_STATED = {
    "ukraine#UA-1": "2024-11",
    "ukraine#UA-3": "2024-10-16",
    "ukraine#UA-4": "2024-10-16",
    "russia#RU-1": "2021-12-17",
    "russia#RU-2": "2021-12-17",
    "russia#RU-3": "2022-04-15",
    "russia#RU-16": "2022-03-07",
}


def test_no_clause_rests_on_memory() -> None:
    assert [name for name, clause in every_clause() if clause["evidence"] == "C"] == []


def test_a_text_is_no_remark_on_the_text() -> None:
    assert [name for name, clause in every_clause() if clause["text"].endswith((" is open.", " are open."))] == []


def test_an_alliance_that_keeps_its_own_rule_defers_nothing() -> None:
    assert [
        name
        for name, clause in every_clause()
        if clause.get("norm", {}).get("modality") == "defers"
        and set(listed(clause.get("terms", {}).get("consent"))) & set(listed(clause["norm"].get("bearer")))
    ] == []


def test_lines_are_dated_by_the_first_statement_of_the_record() -> None:
    assert {name: lines()[name]["versions"][0]["from"] for name in FIRST_STATED} == FIRST_STATED


def test_recognition_is_refused_for_all_of_the_land() -> None:
    for name in ("ukraine#UA-1", "europe#EU-1", "europe#EU-10"):
        for version in lines()[name]["versions"]:
            objects = [norm["norm"]["object"] for norm in version["norms"] if norm["norm"]["act"] == "recognise"]
            assert objects == ["territory.ukraine"], (name, version["from"])


def test_nobody_is_made_to_refuse_the_rights_of_speakers() -> None:
    norms = [norm["norm"] for version in lines()["ukraine#UA-6"]["versions"] for norm in version["norms"]]
    assert not any("rights.russian-speakers" in listed(norm.get("object")) for norm in norms)
    official = [norm for version in lines()["ukraine#UA-6"]["versions"] for norm in version["norms"]
                if norm["norm"]["act"] == "make-official"]  # fmt: skip
    assert [norm["reading"] for norm in official] == ["plain", "plain"]


def test_what_no_party_adopted_is_no_line_of_a_party() -> None:
    inferred = {name for name, line in lines().items() if line["inferred"]}
    assert inferred == {*(f"russia#RU-{number}" for number in range(7, 11)), "europe#EU-10", "europe#EU-11"}


def test_events_exclude_events_that_there_are_and_not_what_they_entail() -> None:
    events = words("events")
    for name, event in events.items():
        excluded = set(listed(event.get("excludes")))
        assert excluded <= set(events) - {name}
        assert not excluded & set(listed(event.get("entails"))), name
    assert "ukraine-refuses-talks" in listed(events["ukraine-negotiates"]["excludes"])


def test_the_live_texts_are_plans_of_the_record() -> None:
    focus = yaml.safe_load((ROOT / "plans" / "settings.yaml").read_text(encoding="utf-8"))["focus"]
    assert focus == ["us-28", "eu-counter", "geneva-19", "ukraine-20"]
    assert set(focus) <= set(plans())
