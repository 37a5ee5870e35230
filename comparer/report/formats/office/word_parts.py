"""The first page of the Word report, and everything after its four-column tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, zip_longest
from typing import Any

from comparer.report.formats.office.markup import paragraph, run, said, table
from comparer.report.formats.office.shades import VERDICTS
from comparer.report.formats.office.text import effect, flags, joined, short, variants
from comparer.report.formats.office.word_page import WIDTH
from comparer.report.sections import outline
from comparer.report.sections.tables import Table, delta, legend, tables
from comparer.report.words.sentences import Phrases

Plain = dict[str, Any]

FIRST, FEWER = 9, 6
"""Findings on the first page, and where many plans have to stand there too; all of them stand further on."""

SINGLE = 6
"""The most plans that are listed one below the other."""


class Parts:
    """Draws the parts of one report as headings, paragraphs and tables."""

    def __init__(self, report: Plain, phrases: Phrases) -> None:
        self.report, self.phrases, self.text = report, phrases, phrases.text

    def opening(self) -> Iterator[str]:
        """What was compared, how much of each text is known, what all share, and what matters most."""
        report, phrases = self.report, self.phrases
        yield said(report["title"], "Title")
        yield said(outline.compared(report, phrases), "Point")
        if shared := outline.shared(report, phrases):
            yield said(shared, "Point")
        items = outline.matters(report, phrases)
        yield self._heading("matter")
        first = FIRST if len(report["plans"]) <= SINGLE else FEWER
        yield from (self._item(item) for item in items[:first])
        if len(items) > first:
            yield said(self.text("sentence.rows_left", n=len(items) - first, where=self.text("office.below")), "Fine")
        if not items:
            yield said(self.text("sentence.nothing"), "Point")
        yield said(joined([*report["limits"][:2], self.text("sentence.words_redline")], " "), "Fine")
        yield self._heading("compared")
        yield self._known()
        yield from (said(line, "Fine") for line in outline.against_base(report, phrases))

    def changes(self) -> Iterator[str]:
        """What became of findings, where the report tells it."""
        found = delta(self.report, self.phrases)
        if found:
            yield self._heading(found.part)
            yield said(found.note, "Point")
            if found.rows:
                yield self._table(found)

    def _known(self) -> str:
        """Each plan with what it is and how much of its text is known; many plans stand in two columns."""
        cells = [
            [paragraph(run(f"{name} ", "Ref") + run(short(title))), said(f"{kind}: {share}")]
            for name, kind, share, title in outline.known(self.report, self.phrases)
        ]
        head = [self.text("column.plan"), self.text("column.coverage")]
        if len(cells) <= SINGLE:
            return table(shares(3, 2), head, cells)
        half = (len(cells) + 1) // 2
        rows = [left + right for left, right in zip_longest(cells[:half], cells[half:], fillvalue=["", ""])]
        return table(shares(4, 3, 4, 3), head * 2, rows)

    def pairs(self, shown: set[str]) -> Iterator[str]:
        """Every link and gap that the four-column tables have not shown, by ids: the clauses' words come at the end."""
        started = False
        for pair in self.report["pairs"]:
            links = [link for link in pair["links"] if link["fingerprint"] not in shown]
            gaps = [gap for gap in pair["gaps"] if gap["fingerprint"] not in shown]
            if links or gaps:
                if not started:
                    yield self._heading("changes")
                    yield said(self.text("office.by_ids"), "Fine")
                started = True
                yield said(self.text("sentence.pair", left=pair["left"], right=pair["right"]), "Heading2")
                yield from self._pair(pair, links, gaps)

    def redlines(self) -> Iterator[str]:
        """Deadlocks, then each party's lines with their history and what each plan does to them."""
        report, phrases = self.report, self.phrases
        if not report["verdicts"] and not report["deadlocks"]:
            return
        yield self._heading("redlines")
        yield said(f"{report['judged']}. {self.text('sentence.confident')}", "Point")
        if report["deadlocks"]:
            yield said(self.text("heading.deadlocks"), "Heading2")
        for one in report["deadlocks"]:
            told = joined([f"{phrases.deadlock(one)}.", phrases.because(one), phrases.accepted(one)], " ")
            yield self._finding("matter", "deadlock", told, one["fingerprint"])
        order = {party["id"]: n for n, party in enumerate(report["parties"])}
        verdicts = sorted(report["verdicts"], key=lambda verdict: order.get(verdict["party"], len(order)))
        for party, found in groupby(verdicts, key=lambda verdict: verdict["party"]):
            yield said(phrases.label(party), "Heading2")
            for ref, ones in outline.grouped(found, "line").items():
                yield from self._line(ref, ones)

    def others(self) -> Iterator[str]:
        """The simpler tables, each part under its own heading."""
        part = ""
        for one in tables(self.report, self.phrases):
            if one.part != part:
                yield self._heading(one.part)
                if one.part == "law":
                    yield from self._rules_in_force()
            part = one.part
            if one.note:
                yield said(one.note, "Point")
            yield self._table(one)

    def clauses(self) -> Iterator[str]:
        """Every clause once in full: words, encoding, how it is known, and on what it rests."""
        head = [
            *self.phrases.columns("clause", "text"),
            self.text("office.norm"),
            *self.phrases.columns("known", "sources"),
        ]
        yield self._heading("clauses")
        for plan in self.report["plans"]:
            if plan["clause_ids"]:
                yield said(f"{plan['id']} · {plan['title']}", "Heading2")
                rows = [self._clause(self.report["clauses"][f"{plan['id']}#{one}"]) for one in plan["clause_ids"]]
                yield table(shares(2, 7, 6, 2, 3), head, rows)

    def foot(self) -> Iterator[str]:
        yield self._heading("limits")
        yield from (said(f"– {limit}", "Point") for limit in self.report["limits"])
        yield self._heading("legend")
        yield self._table(legend(self.report, self.phrases), (1, 4))
        yield self._heading("totals")
        yield from (said(line, "Point") for line in self.phrases.closing())
        yield said(self.report["order"], "Point")
        yield said(self.phrases.stamp(), "Fine")

    def _heading(self, name: str) -> str:
        return said(self.text(f"heading.{name}"), "Heading1")

    def _item(self, item: outline.Item) -> str:
        return self._finding(item.group, item.value, joined([f"{item.text}.", item.because], " "), item.fingerprint)

    def _finding(self, group: str, value: str, told: str, fingerprint: str) -> str:
        mark = run(f" {self.phrases.marked(group, value)} ", "Mark", VERDICTS.get(value, ""))
        return paragraph(f"{mark}{run(' ' + short(told))}{run(' ' + fingerprint, 'Finding')}", "Point")

    def _cells(self, kinds: Sequence[str], row: Sequence[str]) -> list[str]:
        styles = {"ids": "Ref", "finding": "Finding"}
        return [paragraph(run(short(cell), styles.get(kind, ""))) for kind, cell in zip(kinds, row, strict=True)]

    def _table(self, one: Table, parts: Sequence[int] = ()) -> str:
        rows = [self._cells(one.kinds, row) for row in one.rows]
        return table(shares(*(parts or fitted(one))), one.head, rows)

    def _pair(self, pair: Plain, links: list[Plain], gaps: list[Plain]) -> Iterator[str]:
        head = [pair["left"], pair["right"], *self.phrases.columns("relation", "effect", "fingerprint")]
        rows = []
        for link in links:
            word = self.phrases.marked("relation", link["relation"])
            told = joined(effect(link, self.phrases))
            cells = (", ".join(link["left"]), ", ".join(link["right"]), word, told, link["fingerprint"])
            rows.append(self._cells(("ids", "ids", "text", "text", "finding"), cells))
        if rows:
            yield table(shares(3, 3, 2, 12, 2), head, rows)
        for (plan, kind, missing), found in groupby(
            gaps, key=lambda one: (one["plan"], one["kind"], one["missing_from"])
        ):
            inside = "".join(
                run(f" {short(self._gap(gap))}", "Ref") + run(f" {gap['fingerprint']} ", "Finding") for gap in found
            )
            lead = f"{self.phrases.marked('gap', kind)}: {self.text('office.only_in', plan=plan, missing=missing)}:"
            yield paragraph(run(lead, "Mark") + inside, "Fine")

    def _gap(self, gap: Plain) -> str:
        told = self.text("sentence.gap_by", gap=gap["clause"], by=", ".join(gap["by"])) if gap["by"] else gap["clause"]
        return joined([told, self.phrases.accepted(gap)], ", ")

    def _line(self, ref: str, verdicts: list[Plain]) -> Iterator[str]:
        line = self.report["lines"].get(ref, {})
        yield said(f"{ref} {self.phrases.line_title(ref)} ({self.phrases.line_flags(line)})", "Heading3")
        yield from (said(self._version(version), "Fine") for version in line.get("versions", []))
        if reason := line.get("not_judged"):
            yield said(f"{self.text('word.not_judged')}: {reason}", "Fine")
        rows = []
        for one in verdicts:
            mark = paragraph(
                run(self.phrases.marked("verdict", one["verdict"]), "Mark", VERDICTS.get(one["verdict"], ""))
            )
            because = joined([self.phrases.because(one), *self.phrases.verdict_notes(one)], " ")
            cells = (one["plan"], ", ".join([*one["clauses"], *one["notes"]]), because, one["fingerprint"])
            plan, ids, why, finding = self._cells(("ids", "ids", "text", "finding"), cells)
            rows.append([plan, mark, ids, why, finding])
        yield table(
            shares(3, 3, 4, 10, 2), self.phrases.columns("plan", "verdict", "clauses", "because", "fingerprint"), rows
        )

    def _version(self, version: Plain) -> str:
        """One dated version of a line: since when, how strongly, what, who said it, and where that stands."""
        words = self.phrases.words
        dates = f"{version['from']} – {version['until']}".strip(" –") if version["until"] else version["from"]
        norms = joined(self.phrases.norm(one) for one in version["norms"] if one["norm"])
        known = joined([words.word("known", version["known"]), version["evidence"]], ", ")
        told = [
            words.word("strength", version["strength"]),
            norms,
            version["said_by"],
            known,
            ", ".join(version["cites"]),
        ]
        return f"{dates}: {joined([*told, version['note']])}"

    def _rules_in_force(self) -> Iterator[str]:
        rows = []
        for name, rule in self.report["constraints_in_force"].items():
            dates = joined([rule["from"], rule["until"]], " – ")
            force = self.phrases.words.word("force", rule["force"])
            cells = (
                name,
                rule["title"],
                joined([rule["says"], rule["note"]], " "),
                force,
                dates,
                ", ".join(rule["cites"]),
            )
            rows.append(self._cells(("ids", "text", "text", "text", "text", "ids"), cells))
        if rows:
            head = self.phrases.columns("constraint", "title", "says", "force", "date", "sources")
            yield table(shares(2, 4, 9, 2, 2, 4), head, rows)

    def _clause(self, clause: Plain) -> list[str]:
        words = run(short(clause["text"], limit=1_000_000))
        readings = "".join(paragraph(run(f"[{short(one)}]"), "Reading") for one in variants(clause, self.phrases))
        known = joined([self.phrases.words.word("known", clause["known"]), flags(clause, self.phrases)])
        ref, norm, how, cites = self._cells(
            ("ids", "text", "text", "finding"),
            (clause["id"], self.phrases.norm(clause), known, ", ".join(clause["cites"])),
        )
        return [ref, paragraph(words) + readings, norm, how, cites]


def shares(*parts: int) -> list[int]:
    """Widths in twips that fill the page in the given proportions."""
    return [WIDTH * part // sum(parts) for part in parts]


def fitted(one: Table) -> list[int]:
    """Proportions of columns by what stands in them: never so narrow that words break, never so wide as to crowd."""
    columns = zip(one.head, *one.rows, strict=True)
    return [
        13 if kind == "finding" else min(60, max(6, *(max(_longest(cell), len(cell) // 3) for cell in column)))
        for kind, column in zip(one.kinds, columns, strict=True)
    ]


def _longest(cell: str) -> int:
    """Characters of the longest word, and a little room; words of a code or an address may break."""
    return min(18, 2 + max(map(len, cell.split()), default=0))
