"""Findings of the record that once could not be read out, and what a reader now hears.

Each row has the finding and the parts of its sentence in their order: what the text says in its own words, what the
party holds in one sentence, what the rule says. Nothing else may stand between a norm and a listener.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from comparer.report.value.types import ReportValue
from comparer.report.words.sentences import ReportSentences
from tests.factories.reports import report_of

ROOT = Path(__file__).resolve().parents[2]
Finder = Callable[[], str]


def record_report() -> ReportValue:
    return report_of()


@cache
def sentences() -> ReportSentences:
    return ReportSentences(record_report())


def on_line(plan: str, line: str) -> str:
    report = record_report()
    return next(
        sentences().reason_sentence(verdict)
        for verdict in (*report["verdicts"], *report["later"])
        if (verdict["plan"], verdict["line"]) == (plan, line)
    )


def on_rule(plan: str, rule: str) -> str:
    finding = next(
        constraint
        for constraint in record_report()["constraints"]
        if (constraint["plan"], constraint["constraint"]) == (plan, rule)
    )
    return " ".join([sentences().reason_sentence(finding), *sentences().step_sentences(finding)])


def between_lines(a: str, b: str) -> str:
    deadlock = next(deadlock for deadlock in record_report()["deadlocks"] if {deadlock["a"], deadlock["b"]} == {a, b})
    return f"{sentences().deadlock_sentence(deadlock)}. {sentences().reason_sentence(deadlock)}"


def of_outsider(plan: str, actor: str) -> str:
    return next(
        sentences().reason_sentence(finding)
        for finding in record_report()["plan_findings"]
        if finding["plan"] == plan and actor in finding["actors"]
    )


def of_figure(quantity: str) -> str:
    return next(
        sentences().reason_sentence(result) for result in record_report()["ranges"] if result["quantity"] == quantity
    )


def of_clauses(plan: str) -> str:
    contradiction = next(
        contradiction for contradiction in record_report()["contradictions"] if contradiction["plan"] == plan
    )
    return sentences().reason_sentence(contradiction)


def of_norm(ref: str) -> str:
    return sentences().norm_text(record_report()["clauses"][ref])


READ_ALOUD: list[tuple[Finder, list[str]]] = [
    (lambda: between_lines("russia#RU-3", "ukraine#UA-7"),
     ["No Western guarantees without Russia (Russia, RU-3)", "No text can keep both.",
      "Russia accepts no Western guarantees for Ukraine without Russia", "no guarantee that Russia can veto."]),
    (lambda: between_lines("russia#RU-4", "ukraine#UA-4"),
     ["may exclude each other", "Russia asks that Ukrainian troops leave Donbas", "cedes no land", "referendum"]),
    (lambda: on_line("us-28", "russia#RU-1"),
     ["The text gives what the line asks.", "Ukraine commits in its constitution not to join NATO.",
      "Russia asks that Ukraine stay out of NATO"]),
    (lambda: on_line("geneva-19", "ukraine#UA-4"),
     ["The text leaves the matter for later.", "The presidents of the United States and Ukraine are left to decide"]),
    (lambda: on_line("ukraine-20", "ukraine#UA-4"),
     ["Clause 14-2: A working group is left to decide who withdraws from where.", "Ukraine cedes no land"]),
    (lambda: on_line("us-28", "ukraine#UA-1"),
     ["Crimea, Luhansk and Donetsk are recognised as de facto Russian, by the United States too.",
      "The line: Ukraine accepts no recognition of its occupied land as Russian"]),
    (lambda: on_line("us-28", "ukraine#UA-8"),
     ["Clause 26-1: All parties are fully amnestied for acts during the war.",
      "Ukraine accepts no blanket amnesty for war crimes"]),
    (lambda: on_line("us-28", "russia#RU-11"),
     ["part of what the line asks", "Ukraine holds elections within 100 days.", "elections first would meet this."]),
    (lambda: on_rule("us-28", "LC-08"),
     ["A rule in force (law) asks for steps first:", "Under martial law no presidential",
      "elections and no referendums", "end martial law (Verkhovna Rada", "call the elections"]),
    (lambda: on_rule("ukraine-20", "LC-26"),
     ["by a set date, which is not filled in.", "Accession needs the agreement of all members of the Union."]),
    (lambda: on_rule("us-28", "LC-01"),
     ["Ukraine commits in its constitution not to join NATO.", "Under martial law or a state of emergency"]),
    (lambda: on_line("us-28", "ukraine#UA-6"),
     ["The text holds nothing against the line. The line: Ukraine accepts no attack on its national identity"]),
    (lambda: on_line("eu-24", "russia#RU-6"),
     ["Russia and Ukraine cease fire in full and without conditions",
      "refuses a freeze or a truce that only pauses the war."]),
    (lambda: on_line("us-28", "russia#RU-2"),
     ["NATO does not station troops in Ukraine.", "Russia accepts no Western troops or bases in Ukraine"]),
    (lambda: on_line("us-28", "russia#RU-8"),
     ["A council chaired by Donald Trump oversees", "An analyst expects Russia to refuse a council"]),
    (lambda: on_line("putin-2024", "russia#RU-16"),
     ["Ukraine is demilitarised.", "how far it does not say."]),
    (lambda: of_clauses("kellogg-2024"),
     ["Where both apply, both cannot be kept.", "when Russia refuses talks.", "unless Ukraine takes part in talks."]),
    (lambda: of_outsider("us-28", "world-bank"),
     ["Clause 12f: The World Bank designs a special financing package",
      "This asks something of those who are no party to the text: World Bank."]),
    (lambda: of_figure("personnel"),
     ["The texts run from 50,000 to 800,000 persons.", "Russia: a bound, its figure not known",
      "Ukraine: at most 800,000 persons",
      "Russia (analyst's reading): less than 600,000", "No stated figure of another party stands against these."]),
    (lambda: on_rule("us-28", "LC-14"),
     ["number no more than 600,000.", "One opinion, which is no rule of law, bears on it:", "outside money to last."]),
    (lambda: of_norm("us-28#21d-3"),
     ["The part of the Donetsk region under Ukrainian control is recognised as Russia's internationally"]),
    (lambda: on_line("kellogg-2024", "ukraine#UA-11"),
     ["binds nobody to it.", "Ukraine is expected to negotiate a settlement with Russia.",
      "Until September 2024 Ukraine ruled out talks"]),
    (lambda: on_line("us-28", "russia#RU-9"),
     ["USD 100 billion of frozen Russian assets are invested", "An analyst expects Russia to object"]),
    (lambda: on_line("istanbul-2022", "ukraine#UA-7"),
     ["Only another party's brackets go against the line, and they bind nobody yet.",
      "only by a decision of all guarantors, Russia among them.",
      "Ukraine accepts no guarantee that Russia can veto."]),
    (lambda: on_line("ukraine-20", "russia#RU-3"),
     ["The United States, NATO and Europe guarantee the security of Ukraine", "no Western guarantees for Ukraine"]),
    (lambda: on_line("us-28", "russia#RU-12"),
     ["The line is not judged. It turns down one document as a whole", "Russia rejects the European counter-proposal"]),
    (lambda: on_line("zelensky-formula", "united-states#US-3"),
     ["Russia withdraws from 100 % of the territory of Ukraine", "unrealistic as an aim."]),
    (lambda: on_line("russia-2022", "russia#RU-6"),
     ["Clause ceasefire-1: Fire ceases at once.", "Russia ceases fire once a settlement is accepted"]),
]  # fmt: skip


@pytest.mark.parametrize(("find", "parts"), READ_ALOUD, ids=[parts[0][:60] for _, parts in READ_ALOUD])
def test_a_finding_is_read_out_in_the_words_of_texts_and_lines(find: Finder, parts: list[str]) -> None:
    sentence = find()
    places = [sentence.find(part) for part in parts]
    assert -1 not in places, f"{parts[places.index(-1)]!r} is not in {sentence!r}"
    assert places == sorted(places), sentence


def test_a_body_that_the_text_sets_up_is_no_outsider_to_it() -> None:
    """The council that oversees the deal exists by the deal alone; the Bank and the Agency do not."""
    outsiders = {actor for finding in record_report()["plan_findings"] for actor in finding["actors"]}
    assert {"world-bank", "iaea"} <= outsiders
    assert outsiders.isdisjoint({"peace-council", "security-working-group", "humanitarian-committee"})


def test_a_vote_of_one_member_is_no_payment_of_a_demand() -> None:
    """Germany's refusal in 2024 binds nobody else: no verdict on the American line of 2025 rests on it."""
    report = record_report()
    resting = [
        verdict["line"]
        for verdict in (*report["verdicts"], *report["later"])
        if verdict["plan"] == "europe-2024" and "germany-1" in verdict["clauses"]
    ]
    assert resting == []


def test_nobody_is_given_words_that_nobody_wrote() -> None:
    """What a party is said to hold is its line's sentence; a norm of ours never stands as one."""
    report = record_report()
    for verdict in report["verdicts"]:
        if "line_norm" not in verdict["explanation"]["arguments"].get("holds", {}):
            continue
        line = report["lines"][verdict["line"]]
        version = next(entry for entry in line["versions"] if entry["from"] == verdict["version"])
        assert sentences().reason_sentence(verdict).endswith(version["sentence"] or line["sentence"])
