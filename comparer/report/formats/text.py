"""The report as plain sentences, to read aloud or to paste into a mail: no table, no mark, nothing but words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from comparer.report.formats.text_grid import paragraph
from comparer.report.options import Options
from comparer.report.sections import outline
from comparer.report.sections.matrix import Matrix
from comparer.report.sections.tables import LEDGER, delta
from comparer.report.words.escape import cut, one_line
from comparer.report.words.sentences import Phrases

Plain = dict[str, Any]

LINE = 76
LONGEST = 2_000
_BOUNDS = {"≤": "max", "≥": "min", "<": "below", ">": "above", "≈": "about"}
_BOUND = re.compile(r"([≤≥<>≈]) ((?:[\d,.:/–-]+)(?: [^\s;,)→]+)?)")


def render(report: Plain, options: Options) -> str:
    """Paragraphs of at most 76 columns, or fewer where the reader has less room."""
    phrases = Phrases(report)
    width = min(options.width, LINE)
    sections = (_top, _changes, _matrix, _pairs, _redlines, _law, _rest, _foot)
    blocks = [
        "\n".join(paragraph(cut(one_line(line), 10 * LONGEST), width) for line in part(report, phrases))
        for part in sections
    ]
    return "\n\n".join(filter(None, blocks)) + "\n"


def aloud(text: str, phrases: Phrases) -> str:
    """Signs of amount and arrows as words."""

    def bound(match: re.Match[str]) -> str:
        return phrases.text(f"bound.{_BOUNDS[match[1]]}", value=match[2])

    said = _BOUND.sub(bound, text)
    while " → " in said:
        before, _, after = said.partition(" → ")
        said = phrases.text("sentence.to", before=before, after=after)
    return said


def _top(report: Plain, phrases: Phrases) -> Iterator[str]:
    yield report["title"]
    yield outline.compared(report, phrases)
    for name, kind, share, title in outline.known(report, phrases):
        yield f"{name}: {title} ({kind}; {share})."
    if said := outline.shared(report, phrases):
        yield said
    yield from (f"{aloud(line, phrases)}." for line in outline.against_base(report, phrases))
    yield ""
    yield phrases.text("heading.matter") + ":"
    items = outline.matters(report, phrases)
    yield from (f"{item.text}. {item.because}".strip() for item in items)
    if not items:
        yield phrases.text("sentence.nothing")


def _changes(report: Plain, phrases: Phrases) -> Iterator[str]:
    """What became of findings, where the report tells it."""
    table = delta(report, phrases)
    if table is None:
        return
    yield f"{phrases.text(f'heading.{table.part}')}. {aloud(table.note, phrases)}."
    for one in report["delta"]["rows"]:
        before, after = one["before"] or phrases.text("word.none"), one["after"] or phrases.text("word.none")
        said = phrases.text("sentence.to", before=before, after=after)
        yield f"{one['subject']}: {said}. {one['because']}".strip()


def _matrix(report: Plain, phrases: Phrases) -> Iterator[str]:
    matrix, base = Matrix(report), report["base"]
    plans = [plan["id"] for plan in report["plans"] if plan["id"] != base]
    if report["rows"] and plans:
        yield f"{phrases.text('heading.matrix')}. {phrases.text('sentence.base', base=base)}"
    for row in report["rows"] if plans else ():
        marks = [(plan, matrix.cell(base, row, plan)) for plan in plans]
        said = [f"{plan} {phrases.words.word(one.group, one.value)}" for plan, one in marks if one.value != "empty"]
        yield f"{phrases.row(row)}: {', '.join(said) or phrases.text('word.none')}."


def _pairs(report: Plain, phrases: Phrases) -> Iterator[str]:
    for n, pair in enumerate(report["pairs"]):
        if n:
            yield ""
        yield phrases.text("sentence.to", before=pair["left"], after=pair["right"]) + ":"
        for link in pair["links"]:
            more = [*(aloud(one, phrases) for one in phrases.changes(link)), phrases.favours(link)]
            more += [phrases.doubt(link), phrases.accepted(link)]
            yield ". ".join([phrases.link(pair, link), *(one.rstrip(".") for one in more if one)]) + "."
        alone, groups = outline.split(pair["gaps"])
        for gap in alone:
            text = cut(phrases.clause_text(gap["plan"], [gap["clause"]]), LONGEST)
            yield " ".join(filter(None, [f"{phrases.gap(gap)}.", text, phrases.accepted(gap)]))
        yield from (f"{phrases.gaps(gaps)}." for gaps in groups)
        if not pair["links"] and not pair["gaps"]:
            yield phrases.text("sentence.no_findings")


def _redlines(report: Plain, phrases: Phrases) -> Iterator[str]:
    if report["verdicts"] or report["deadlocks"]:
        yield f"{phrases.text('heading.redlines')}: {report['judged']}. {phrases.text('sentence.confident')}"
    for one in report["deadlocks"]:
        yield f"{phrases.deadlock(one)}. {phrases.because(one)}"
    for one in report["verdicts"]:
        yield " ".join([f"{phrases.verdict(one)}.", phrases.because(one), *phrases.readings(one)])


def _law(report: Plain, phrases: Phrases) -> Iterator[str]:
    if report["constraints"]:
        yield phrases.text("heading.law") + ":"
    for one in report["constraints"]:
        steps = [f"{n}. {step}" for n, step in enumerate(phrases.steps(one), 1)]
        yield " ".join([f"{phrases.constraint(one)}.", phrases.because(one), *steps])


def _rest(report: Plain, phrases: Phrases) -> Iterator[str]:
    for one in report["contradictions"]:
        yield f"{phrases.contradiction(one)}. {phrases.because(one)}"
    for one in report["plan_findings"]:
        yield f"{phrases.plan_finding(one)}. {phrases.because(one)}"
    for one in report["ranges"]:
        said = [f"{phrases.label(by['holder'])} {phrases.position(by, one['unit'])}" for by in one["by"]]
        ends = " ".join(filter(None, [phrases.agreement(one), phrases.because(one)]))
        yield f"{phrases.subject(one)}: {'; '.join(said)}. {ends}"
    for one in report["ledger"]:
        groups = ((group, one[group]) for group in LEDGER)
        said = [f"{phrases.words.word('class', group)} {phrases.clauses(ids)}" for group, ids in groups if ids]
        yield f"{one['plan']}, {phrases.label(one['actor'])}: {'; '.join(said)}."
    for one in report["wordings"]:
        yield phrases.wording(one) + "."
    for one in report["accepted"]:
        state = phrases.text(f"sentence.accepted_{one['state']}")
        yield f"{one['fingerprint']}, {state}: {one['reason']}"
    for name, one in report["sources"].items():
        yield f"{name}: {', '.join(filter(None, [one['publisher'], one['title'], one['date'], one['address']]))}."


def _foot(report: Plain, phrases: Phrases) -> Iterator[str]:
    yield phrases.text("heading.limits") + ":"
    yield from report["limits"]
    yield ""
    yield phrases.text("heading.legend") + ":"
    for entries in report["legend"].values():
        yield from (f"{entry['word']}: {entry['says']}" for entry in entries)
    yield ""
    yield report["order"]
    yield from (f"{line}." for line in phrases.closing())
    yield phrases.stamp()
