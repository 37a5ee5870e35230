"""The sheets of the Excel report: what was found, a row each, with its fingerprint."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from comparer.report.formats.office.overview import Overview
from comparer.report.formats.office.sheet import Cell, Lines, Pens, Redline, Sheet, Word
from comparer.report.formats.office.text import flags, joined, safe, variants
from comparer.report.sections.oriented_pairs import Answer, Oriented, near
from comparer.report.sections.tables import Table, delta, tables
from comparer.report.words.sentences import Phrases

Plain = dict[str, Any]
Columns = Sequence[tuple[str, int]]

FOOTER = 220
"""Characters of the stamp in the footer of a printed page; the sheet of the overview has it whole."""

OWN_SHEET = frozenset({"law", "contradictions", "plan_findings", "ranges", "sources"})
"""Parts of the simple tables that have a fuller sheet here."""

_NO_VERSION: Plain = {
    "from": "", "until": "", "strength": "", "norms": [], "said_by": "", "cites": [], "note": "",
}  # fmt: skip


class Book:
    """Draws the sheets of one report."""

    def __init__(self, report: Plain, phrases: Phrases, pens: Pens) -> None:
        self.report, self.phrases, self.pens = report, phrases, pens
        self.text = phrases.text

    def draw(self) -> None:
        Overview(self.report, self.phrases, self._sheet("overview")).draw()
        if found := delta(self.report, self.phrases):
            self._sheet("delta").table(_widths(found), found.rows)
        self._matrix(self._sheet("matrix"))
        self._changes(self._sheet("changes"))
        self._gaps(self._sheet("gaps"))
        self._verdicts(self._sheet("verdicts"))
        self._lines(self._sheet("lines"))
        self._constraints(self._sheet("constraints"))
        self._conflicts(self._sheet("conflicts"))
        self._ranges(self._sheet("ranges"))
        self._simple()
        self._clauses(self._sheet("clauses"))
        self._sources(self._sheet("sources"))

    def _sheet(self, name: str) -> Sheet:
        made = self.pens.book.add_worksheet(self.text(f"office.sheet.{name}")[:31])
        made.set_landscape()
        made.set_paper(9)
        made.fit_to_pages(1, 0)
        made.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.7)
        stamp = safe(self.phrases.stamp())[:FOOTER].replace("&", "&&")
        made.set_footer(f"&L&7{stamp}&R&7&P / &N")
        return Sheet(self.pens, made)

    def _head(self, *columns: tuple[str, int]) -> Columns:
        """Headings by their keys: those without a dot are columns of every format."""
        return [(self.text(key if "." in key else f"column.{key}"), width) for key, width in columns]

    def _matrix(self, sheet: Sheet) -> None:
        oriented, base = Oriented(self.report), self.report["base"]
        plans = [base, *near(self.report)] if base else []
        head = [*self._head(("row", 22), ("issue", 24))]
        head += [(f"{one} ({self.text('word.base')})" if one == base else one, 38) for one in plans]
        rows = [
            [row["id"], self.phrases.row(row), *(self._answer(plan, oriented.answer(row, plan)) for plan in plans)]
            for row in self.report["rows"]
        ]
        sheet.table(head, rows, keep=2)
        sheet.sheet.set_print_scale(60)
        sheet.sheet.repeat_columns(0, 1)

    def _answer(self, plan: str, answer: Answer) -> Cell:
        """The mark, the clauses, and the ids of clauses of other rows that a link leads to."""
        mark = answer.mark
        said = "" if mark.value in ("base", "empty") else self.phrases.marked(mark.group, mark.value)
        elsewhere = [one for link in answer.links for one in link["right"] if one not in answer.clauses]
        lines = [joined([said, ", ".join(dict.fromkeys(elsewhere))], ": ")]
        lines += [f"{one} {self.phrases.clause_text(plan, [one])}" for one in answer.clauses]
        return Lines(tuple(filter(None, lines)), mark.value if mark.group == "relation" else "")

    def _changes(self, sheet: Sheet) -> None:
        head = self._head(
            ("left", 14), ("office.left_clauses", 12), ("right", 14), ("office.right_clauses", 12), ("issue", 20),
            ("office.left_text", 45), ("office.right_text", 45), ("relation", 13), ("effect", 50), ("favours", 18),
            ("confidence", 11), ("office.basis", 14), ("reason", 26), ("office.matched_by", 14), ("state", 11),
            ("fingerprint", 14),
        )  # fmt: skip
        sheet.table(head, self._links(), keep=4)

    def _links(self) -> Iterator[list[Cell]]:
        phrases = self.phrases
        for pair in self.report["pairs"]:
            left, right = pair["left"], pair["right"]
            for link in pair["links"]:
                before, after = phrases.clause_text(left, link["left"]), phrases.clause_text(right, link["right"])
                issue = self.report["clauses"][f"{left}#{link['left'][0]}"]["issue"]
                one_to_one = len(link["left"]) == len(link["right"]) == 1 and link["relation"] != "same"
                yield [
                    left, ", ".join(link["left"]), right, ", ".join(link["right"]), phrases.issue(issue), before,
                    Redline(before, after) if one_to_one else after,
                    Word(phrases.marked("relation", link["relation"]), link["relation"]),
                    Lines(tuple(phrases.changes(link))), phrases.labels(link["favours"]),
                    phrases.words.word("confidence", link["confidence"]), phrases.words.word("basis", link["basis"]),
                    link["reason"],
                    joined([phrases.words.word("matched_by", link["matched_by"]), link["pin_reason"]]),
                    phrases.accepted(link), link["fingerprint"],
                ]  # fmt: skip

    def _gaps(self, sheet: Sheet) -> None:
        phrases, rows = self.phrases, []
        for pair in self.report["pairs"]:
            for gap in pair["gaps"]:
                clause = self.report["clauses"][f"{gap['plan']}#{gap['clause']}"]
                rows.append([
                    gap["plan"], gap["clause"], gap["missing_from"], phrases.issue(clause["issue"]), clause["text"],
                    Word(phrases.marked("gap", gap["kind"]), gap["kind"]), ", ".join(gap["by"]), phrases.gap(gap),
                    phrases.accepted(gap), gap["fingerprint"],
                ])  # fmt: skip
        columns = (
            ("plan", 16), ("clause", 14), ("missing_from", 16), ("issue", 24), ("text", 60), ("kind", 14), ("by", 14),
            ("says", 44), ("state", 11), ("fingerprint", 14),
        )  # fmt: skip
        sheet.table(self._head(*columns), rows, keep=3)

    def _verdicts(self, sheet: Sheet) -> None:
        phrases, rows = self.phrases, []
        for one in self.report["verdicts"]:
            more = [self.text(f"word.{flag}") for flag in ("inferred", "stated_later") if one[flag]]
            rows.append([
                phrases.label(one["party"]), one["line"], phrases.line_title(one["line"]), one["plan"],
                Word(phrases.marked("verdict", one["verdict"]), one["verdict"]),
                phrases.words.word("strength", one["strength"]), phrases.words.word("confidence", one["confidence"]),
                ", ".join(more), ", ".join(one["clauses"]), ", ".join(one["notes"]), phrases.because(one),
                Lines(tuple(phrases.readings(one))), phrases.label(one["holder"]), one["version"], one["rule"],
                phrases.accepted(one), one["fingerprint"],
            ])  # fmt: skip
        columns = (
            ("party", 16), ("line", 18), ("title", 34), ("plan", 16), ("verdict", 13), ("strength", 12),
            ("confidence", 11), ("notes", 18), ("clauses", 16), ("office.also", 12), ("because", 50),
            ("office.readings", 40), ("holder", 14), ("date", 12), ("rule", 20), ("state", 11), ("fingerprint", 14),
        )  # fmt: skip
        sheet.table(self._head(*columns), rows, keep=4)

    def _lines(self, sheet: Sheet) -> None:
        phrases, rows = self.phrases, []
        for ref, line in self.report["lines"].items():
            for one in line["versions"] or [_NO_VERSION]:
                norms = tuple(phrases.norm(norm) for norm in one["norms"] if norm["norm"])
                rows.append([
                    phrases.label(line["party"]), ref, line["title"], phrases.issue(line["issue"]),
                    one["from"], one["until"], phrases.words.word("strength", one["strength"]),
                    phrases.line_flags(line), Lines(norms), one["said_by"], ", ".join(one["cites"]),
                    joined([line["not_judged"], line["no_line"], line["note"], one["note"]]),
                ])  # fmt: skip
        columns = (
            ("party", 16), ("line", 18), ("title", 36), ("issue", 24), ("office.since", 12), ("office.until", 12),
            ("strength", 12), ("state", 24), ("office.norm", 50), ("by", 26), ("sources", 34), ("notes", 40),
        )  # fmt: skip
        sheet.table(self._head(*columns), rows, keep=2)

    def _constraints(self, sheet: Sheet) -> None:
        phrases, rows = self.phrases, []
        for one in self.report["constraints"]:
            rule = self.report["constraints_in_force"].get(one["constraint"], {})
            rows.append([
                one["constraint"], rule.get("title", ""), rule.get("says", ""),
                phrases.words.word("force", one["force"]), one["plan"], ", ".join(one["clauses"]),
                Word(phrases.marked("constraint", one["verdict"]), one["verdict"]), phrases.because(one),
                Lines(tuple(f"{n}. {step}" for n, step in enumerate(phrases.steps(one), 1))),
                phrases.words.word("confidence", one["confidence"]), "; ".join(phrases.constraint_flags(one)),
                ", ".join(rule.get("cites", [])), one["fingerprint"],
            ])  # fmt: skip
        columns = (
            ("constraint", 10), ("title", 30), ("says", 44), ("force", 12), ("plan", 16), ("clauses", 14),
            ("verdict", 13), ("because", 44), ("steps", 44), ("confidence", 11), ("state", 16), ("sources", 24),
            ("fingerprint", 14),
        )  # fmt: skip
        sheet.table(self._head(*columns), rows, keep=2)

    def _conflicts(self, sheet: Sheet) -> None:
        """Deadlocks of lines, contradictions inside a plan, and what a plan leaves open by itself."""
        phrases, report, rows = self.phrases, self.report, []
        for part, value, say in (
            ("deadlocks", "deadlock", phrases.deadlock),
            ("contradictions", "contradiction", phrases.contradiction),
            ("plan_findings", "", phrases.plan_finding),
        ):
            for one in report[part]:
                possible = self.text("word.possible") if one.get("possible") else ""
                state = joined([possible, phrases.accepted(one)])
                word = Word(phrases.marked("matter", value) if value else self.text(f"heading.{part}"), value)
                refs = joined([one.get("a", ""), one.get("b", ""), ", ".join(one.get("clauses", []))])
                cells = [word, one.get("plan", ""), refs, say(one), phrases.because(one), state, one["fingerprint"]]
                rows.append(cells)
        columns = (("kind", 26), ("plan", 18), ("clauses", 30), ("says", 60), ("because", 60), ("state", 14))
        sheet.table(self._head(*columns, ("fingerprint", 14)), rows, keep=2)

    def _ranges(self, sheet: Sheet) -> None:
        phrases, rows = self.phrases, []
        for one in self.report["ranges"]:
            for by in one["by"]:
                bounds = [by[key] for key in ("min", "max", "above", "below")]
                rows.append([
                    phrases.label(one["quantity"]), phrases.label(one["subject"]), phrases.label(by["holder"]),
                    phrases.position(by, one["unit"]), *bounds, phrases.label(one["unit"]), by["source"],
                    phrases.words.word("strength", by["strength"]), by["note"], phrases.agreement(one),
                    phrases.because(one),
                ])  # fmt: skip
        columns = (
            ("quantity", 24), ("office.subject", 24), ("holder", 18), ("position", 26), ("office.min", 12),
            ("office.max", 12), ("office.above", 12), ("office.below_value", 12), ("office.unit", 12), ("source", 24),
            ("strength", 12), ("notes", 20), ("agreement", 26), ("because", 50),
        )  # fmt: skip
        sheet.table(self._head(*columns), rows, keep=3)

    def _simple(self) -> None:
        for one in tables(self.report, self.phrases):
            if one.part not in OWN_SHEET:
                self._sheet(one.part).table(_widths(one), one.rows)

    def _clauses(self, sheet: Sheet) -> None:
        phrases, rows = self.phrases, []
        for ref, one in self.report["clauses"].items():
            rows.append([
                ref, one["plan"], one["provision"], one["heading"], phrases.issue(one["issue"]), one["text"],
                phrases.norm(one), phrases.words.word("known", one["known"]), one["evidence"],
                phrases.words.word("state", one["state"]), flags(one, phrases), Lines(tuple(variants(one, phrases))),
                ", ".join(one["cites"]), one["note"], one["place"],
            ])  # fmt: skip
        columns = (
            ("clause", 22), ("plan", 16), ("provisions", 12), ("title", 24), ("issue", 24), ("text", 60),
            ("office.norm", 50), ("known", 11), ("evidence", 9), ("state", 11), ("notes", 18), ("office.readings", 40),
            ("sources", 34), ("office.remark", 34), ("office.place", 26),
        )  # fmt: skip
        sheet.table(self._head(*columns), rows)

    def _sources(self, sheet: Sheet) -> None:
        rows = [
            [name, one["type"], one["publisher"], one["title"], one["date"], one["address"], one["read"], one["fault"]]
            for name, one in self.report["sources"].items()
        ]
        columns = (
            ("source", 28), ("kind", 12), ("office.publisher", 24), ("title", 50), ("date", 12), ("address", 60),
            ("office.read", 12), ("notes", 40),
        )  # fmt: skip
        sheet.table(self._head(*columns), rows)


def _widths(one: Table) -> list[tuple[str, int]]:
    columns = zip(one.head, *one.rows, strict=True)
    return [(name, min(60, max(10, len(name) + 4, *map(len, cells)))) for name, *cells in columns]
