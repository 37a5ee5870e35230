"""The four-column tables: issue, base, up to three plans, and two empty columns to write in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from comparer.report.formats.office.markup import Ink, paragraph, run, said, table
from comparer.report.formats.office.shades import GREY, RELATIONS
from comparer.report.formats.office.text import LONGEST, effect, flags, joined, short, variants
from comparer.report.formats.office.word_page import WIDTH
from comparer.report.sections.matrix import Mark
from comparer.report.sections.oriented_pairs import Answer, Oriented, near
from comparer.report.words.sentences import Phrases

Plain = Mapping[str, Any]

BESIDE = 3
"""Plans beside the base in one table: more would leave no room to read."""

ISSUE, OWN = 1750, 1650
SHADES = {"same": GREY, "reworded": GREY, **RELATIONS}


class Columns:
    """Draws the tables of one report, and keeps the fingerprints of the findings that it has shown."""

    def __init__(self, report: Plain, phrases: Phrases, ink: Ink) -> None:
        self.report, self.phrases, self.ink = report, phrases, ink
        self.base: str = report["base"]
        self.oriented = Oriented(report)
        self.shown: set[str] = set()

    def draw(self) -> Iterator[str]:
        """A heading for each group of plans, one below it for each main issue, and a table under that."""
        others, text = near(self.report), self.phrases.text
        if not self.report["rows"] or not others:
            return
        yield paragraph(run(text("heading.matrix")), "Heading1", new_page=True)
        yield said(
            joined(
                (text(key, base=self.base) for key in ("sentence.base", "office.tracked", "office.blank_columns")), " "
            )
        )
        for start in range(0, len(others), BESIDE):
            plans = others[start : start + BESIDE]
            yield said(f"{self.base} · {', '.join(plans)}", "Heading2")
            if start:
                yield said(text("office.base_ids", base=self.base), "Fine")
            yield from self._group(plans, brief=start > 0)

    def _group(self, plans: list[str], brief: bool) -> Iterator[str]:
        room = (WIDTH - ISSUE - 2 * OWN) // (len(plans) + 1)
        widths = [WIDTH - 2 * OWN - room * (len(plans) + 1), *[room] * (len(plans) + 1), OWN, OWN]
        first, *own = self.phrases.columns("issue", "compromise", "notes")
        head = [first, *map(self._title, [self.base, *plans]), *own]
        for issue, rows in groupby(self.report["rows"], key=lambda row: row["issue"].partition(".")[0]):
            spoken = [row for row in rows if any(row["cells"].get(plan) for plan in (self.base, *plans))]
            if spoken:
                yield said(self.phrases.issue(issue), "Heading3")
                yield table(widths, head, [self._row(row, plans, brief) for row in spoken], whole=False)

    def _title(self, plan: str) -> str:
        found = next(one for one in self.report["plans"] if one["id"] == plan)
        more = joined([found["issued"], self.phrases.text("word.base") if plan == self.base else ""], ", ")
        return f"{plan} ({more})" if more else plan

    def _row(self, row: Plain, plans: list[str], brief: bool) -> list[str]:
        answers = [self.oriented.answer(row, plan) for plan in plans]
        issue = paragraph(run(short(self.phrases.row(row)), "Mark")) + paragraph(run(row["id"], "Finding"))
        ours = row["cells"].get(self.base, [])
        alone = brief and not any(one.clauses or one.links for one in answers)
        base = paragraph(run(", ".join(ours), "Ref")) if alone and ours else self.clauses(self.base, ours)
        return [issue, base, *(self._cell(row, plan, one) for plan, one in zip(plans, answers, strict=True)), "", ""]

    def clauses(self, plan: str, ids: Iterable[str]) -> str:
        return "".join(self._clause(self.report["clauses"][f"{plan}#{one}"]) for one in ids)

    def _clause(self, clause: Plain, content: str = "") -> str:
        """One clause: id, words or their redline, how it is known, and each reading on a line of its own."""
        told = flags(clause, self.phrases)
        body = run(f"{clause['id']} ", "Ref") + (content or run(short(clause["text"])))
        body += run(f" [{told}]", "Finding") if told else ""
        readings = "".join(paragraph(run(f"[{short(one)}]"), "Reading") for one in variants(clause, self.phrases))
        return paragraph(body) + readings

    def _cell(self, row: Plain, plan: str, answer: Answer) -> str:
        linked = {one for link in answer.links for one in link["right"]}
        parts = [self._mark(answer.mark)] if answer.links or answer.mark.value == "added" else []
        here = set(row["cells"].get(self.base, []))
        parts += [
            self._link(plan, link, alone=len(answer.links) == 1)
            if here.intersection(link["left"])
            else self._elsewhere(plan, link)
            for link in answer.links
        ]
        parts += [self.clauses(plan, (one for one in answer.clauses if one not in linked))]
        parts += self._gaps(answer)
        return "".join(parts)

    def _mark(self, mark: Mark) -> str:
        said_mark = self.phrases.marked(mark.group, mark.value)
        return paragraph(run(f" {said_mark} ", "Mark", SHADES.get(mark.value, "") if mark.group == "relation" else ""))

    def _link(self, plan: str, link: Plain, alone: bool) -> str:
        self.shown.add(link["fingerprint"])
        word = self.phrases.words.word("relation", link["relation"])
        changed = effect(link, self.phrases)
        told = joined(changed if alone and changed else [word, *changed])
        head = run(f"{self.phrases.text('column.effect')}: ", "Mark") + run(short(told))
        return self._words(plan, link) + paragraph(head + run(f" {link['fingerprint']}", "Finding"), "Effect")

    def _elsewhere(self, plan: str, link: Plain) -> str:
        """A link to clauses of the base that stand in another row, where it is drawn in full."""
        self.shown.add(link["fingerprint"])
        told = self.phrases.link({"left": self.base, "right": plan}, link)
        finding = run(f" {link['fingerprint']}", "Finding")
        return self.clauses(plan, link["right"]) + paragraph(run(short(told)) + finding, "Effect")

    def _words(self, plan: str, link: Plain) -> str:
        """The words of the right side; against the base's where one clause answers one."""
        if len(link["left"]) != 1 or len(link["right"]) != 1:
            return self.clauses(plan, link["right"])
        before = self.report["clauses"][f"{self.base}#{link['left'][0]}"]
        after = self.report["clauses"][f"{plan}#{link['right'][0]}"]
        if before["text"] == after["text"]:
            same = self.phrases.text("office.same_words", ref=f"{self.base}#{before['id']}")
            return self._clause(after, run(same))
        if max(len(before["text"]), len(after["text"])) > LONGEST:
            return self._clause(after)
        return self._clause(after, self.ink.tracked(before["text"], after["text"]))

    def _gaps(self, answer: Answer) -> Iterator[str]:
        """What neither side answers on this row, by who lacks it and how we know."""
        shown = {one["fingerprint"]: one for one in answer.gaps}.values()
        keyed = sorted(shown, key=lambda one: (one["plan"] != self.base, _alike(one)))
        for _, found in groupby(keyed, key=_alike):
            gaps = list(found)
            self.shown.update(one["fingerprint"] for one in gaps)
            told = self.phrases.gaps(gaps)
            if gaps[0]["by"]:
                told = self.phrases.text("sentence.gap_by", gap=told, by=self.phrases.clauses(gaps[0]["by"]))
            mark = run(f"{self.phrases.marked('gap', gaps[0]['kind'])}: ", "Mark")
            accepted = self.phrases.accepted(gaps[0])
            ids = run(" " + " ".join(one["fingerprint"] for one in gaps), "Finding")
            yield paragraph(mark + run(short(joined([told, accepted], ". "))) + ids, "Effect")


def _alike(gap: Plain) -> tuple[str, str, tuple[str, ...], bool]:
    return gap["plan"], gap["kind"], tuple(gap["by"]), gap["accepted"]
