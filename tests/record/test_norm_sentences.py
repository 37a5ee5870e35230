"""Every norm of the record as an English sentence, and the sentences of all findings: what nobody could read out."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from comparer.report.value.types import NormFields, ReportValue
from comparer.report.words.sentences import ReportSentences
from tests.factories.reports import report_of

ROOT = Path(__file__).resolve().parents[2]
UNREADABLE = {
    "nobody named as somebody": r"\b[Uu]nnamed (must|may|declares|defers)|\bnobody named (must|may|declares)",
    "declares before a bare verb": r"\bdeclares? (?!the\b)\w+e\b|\bdefers? \w+",
    "a ban on anyone": r"\b[Aa]nyone must not\b|\b[Aa]nyone need not\b",
    "the doer in brackets": r"\b(must|may|must not|need not) \(",
    "no time at all as a bound": r"[≤<] ?0 |\bat most 0\b|\bwithin 0\b",
    "the act and its own noun": r"\belections [Ee]lections\b|\breferendum a? ?[Rr]eferendum\b|\bclaims claims\b",
    "a verb without its preposition": r"\bwithdraw (the|Crimea|Donetsk)|\bforces (the territory|Territory)",
    "words of the gate": r"\blet pass\b",
    "an id of the record": r"\b[a-z]+(-[a-z0-9]+)*\.[a-z][a-z-]+\b(?!\.)",
    "a field that nobody filled": r"[{}]",
    "two spaces, or a space before a comma": r"  | ,",
    "a word twice": r"\b(?!that\b)(\w{2,}) \1\b",
    "a capital inside": r"\b(must|may|not|is|are) (Territory|Elections|Armed|Hostilities|Frozen|Security)\b",
}


def record_report() -> ReportValue:
    return report_of()


def norm_fields() -> Iterator[tuple[str, NormFields]]:
    report = record_report()
    for ref, clause in report["clauses"].items():
        yield from ((ref, fields) for fields in (clause, *clause["variants"]))
    for ref, line in report["lines"].items():
        yield from ((ref, norm) for version in line["versions"] for norm in version["norms"])
    yield from report["constraints_in_force"].items()


@pytest.mark.parametrize("fault", UNREADABLE)
def test_no_norm_of_the_record_reads_badly(fault: str) -> None:
    sentences = ReportSentences(record_report())
    texts = [(ref, sentences.norm_text(fields)) for ref, fields in norm_fields() if fields["norm"]]
    assert len(texts) > 700
    assert [(ref, text) for ref, text in texts if re.search(UNREADABLE[fault], text)] == []


def test_who_is_not_named_is_told_in_words_where_the_act_has_no_passive() -> None:
    sentences = ReportSentences(record_report())
    fields = copy.deepcopy(record_report()["clauses"]["us-28#7-1"])
    assert fields["norm"] is not None
    fields["norm"]["bearer"] = ["unnamed"]
    assert sentences.norm_text(fields).startswith("Somebody not named must not join NATO")


def test_a_norm_is_one_sentence_with_a_subject_and_a_capital() -> None:
    sentences = ReportSentences(record_report())
    texts = [sentences.norm_text(fields) for _, fields in norm_fields() if fields["norm"]]
    assert [text for text in texts if not text[:1].isupper() and not text.startswith("“")] == []
    verb = r"\b(must|may|need|intends?|is|are|leaves?|it|\w+s)\b"
    assert [text for text in texts if not re.search(verb, text)] == []


@pytest.mark.parametrize(
    ("ref", "sentence"),
    [
        ("us-28#7-1", "Ukraine must not join NATO in its constitution or founding treaty"),
        ("us-28#25", "Ukraine must hold elections in Ukraine within 100 days"),
        ("us-28#21d-1", "Ukraine must withdraw from the part of the Donetsk region under Ukrainian control"),
        ("us-28#5", ("The security of Ukraine must be guaranteed, void if agreed territorial arrangements are changed"
         " by force")),
        ("us-28#3-1", "Russia is expected not to attack states neighbouring Russia"),
        ("us-28#21b-1", "The line of contact in the Kherson and Zaporizhzhia regions must be frozen"),
        ("istanbul-2022#c4-3", ("Ukraine must not let states other than Ukraine station forces in the territory of"
         " Ukraine")),
        ("istanbul-2022#a12-2", "Ukraine does not recognise Crimea as Russia's"),
        ("ukraine-20#14-2", ("A working group on territory is left to decide whether Ukraine and Russia withdraw from"
         " the Donetsk, Luhansk, Kherson and Zaporizhzhia regions")),
        ("geneva-19#army-size", "It is left open whether Ukraine limits the armed forces of Ukraine"),
        ("china-brazil-2024#4-1", "Nobody may use weapons of mass destruction"),
        ("putin-2024#demilitarisation-2", "Ukraine must denazify itself"),
        ("eu-counter#8", ("NATO must not station forces in the territory of Ukraine permanently or under NATO command,"
         " when it is peacetime")),
        ("russia-2025#territory-3", ("Ukraine must withdraw from the Donetsk, Luhansk, Kherson and Zaporizhzhia regions"
         " within 30 days from the time when Ukrainian withdrawal has begun (share of territory: 100 percent)")),
    ],
)  # fmt: skip
def test_a_norm_in_words(ref: str, sentence: str) -> None:
    report = record_report()
    assert ReportSentences(report).norm_text(report["clauses"][ref]) == sentence


def test_elections_before_signature() -> None:
    """A deadline of no days is a date before which a thing is done, and no figure."""
    report = record_report()
    norms = report["lines"]["russia#RU-11"]["versions"][0]["norms"]
    assert ReportSentences(report).norm_text(norms[0]) == (
        "Ukraine must hold elections in Ukraine before the agreement is signed"
    )


def finding_sentences() -> Iterator[str]:
    report = record_report()
    sentences = ReportSentences(report)
    for verdict in (*report["verdicts"], *report["later"]):
        yield from (sentences.verdict_sentence(verdict), sentences.reason_sentence(verdict))
        yield from sentences.reading_sentences(verdict)
    for finding in report["constraints"]:
        yield from (sentences.constraint_sentence(finding), sentences.reason_sentence(finding))
        yield from sentences.step_sentences(finding)
    for deadlock in report["deadlocks"]:
        yield from (sentences.deadlock_sentence(deadlock), sentences.reason_sentence(deadlock))
    for contradiction in report["contradictions"]:
        yield from (sentences.contradiction_sentence(contradiction), sentences.reason_sentence(contradiction))
    for plan_finding in report["plan_findings"]:
        yield from (sentences.plan_finding_sentence(plan_finding), sentences.reason_sentence(plan_finding))
    for value_range in report["ranges"]:
        yield sentences.reason_sentence(value_range)
    for pair in report["pairs"]:
        for link in pair["links"]:
            yield sentences.link_sentence(pair, link)
            yield from sentences.change_sentences(link)
            yield from (sentences.facets.sentence(change, is_turned=True) for change in link["changes"])
        yield from map(sentences.gap_sentence, pair["gaps"])


@pytest.mark.parametrize(
    "fault",
    [name for name in UNREADABLE if name not in ("words of the gate", "an id of the record", "a capital inside")],
)
def test_no_sentence_of_a_finding_reads_badly(fault: str) -> None:
    result = {sentence for sentence in finding_sentences() if re.search(UNREADABLE[fault], sentence)}
    assert sorted(result) == []
