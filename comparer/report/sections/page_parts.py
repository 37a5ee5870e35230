"""The parts of the page that stand in it as words and tables, whether or not a script runs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from comparer.report.formats.page.texts import change, link_ops, safe
from comparer.report.sections import outline
from comparer.report.sections.matrix import Mark, Matrix
from comparer.report.words.escape import cut
from comparer.report.words.sentences import Phrases

Plain = dict[str, Any]

FIRST = 8
"""Findings on the first screen; the others are one click away."""
EXCERPT = 130
"""Characters of a clause beside the name of its row."""
TEXT_LIMIT = 1_500
"""Characters of a clause in the page itself; the card of a clause has all of it."""
FIGURE_RULES = ("change-amount", "change-deadline", "change-period")
"""Rules of the changes whose figures stand in the matrix; the script has the same."""
_FIGURE = re.compile(r"[0-9]")
TOLD = ("breached", "strained")
"""Verdicts that are told in words under their table."""


@dataclass(frozen=True, slots=True)
class Chip:
    """A word of the contract with its mark; `group` and `value` choose its shape and colour."""

    group: str
    value: str
    mark: str
    word: str


class Parts:
    """Look-ups and lists for the templates. Text of others is made safe for display, and escaped by the templates."""

    def __init__(self, report: Plain) -> None:
        self.report = report
        self.phrases = Phrases(report)
        self.matrix = Matrix(report)
        self.plans = {plan["id"]: plan for plan in report["plans"]}
        self.number = {name: n for n, name in enumerate(self.plans)}

    def text(self, key: str, **fields: object) -> str:
        return self.phrases.text(key, **fields)

    def chip(self, group: str, value: str) -> Chip:
        words = self.phrases.words
        return Chip(group, value, words.mark(group, value), words.word(group, value))

    @cached_property
    def order(self) -> list[str]:
        """The base, then what is on the table by date, then positions by date."""
        base = self.report["base"]
        return sorted(self.plans, key=lambda name: (name != base, self.plans[name]["kind"] == "position"))

    # --- the first screen

    def compared(self) -> str:
        return outline.compared(self.report, self.phrases)

    def shared(self) -> str:
        return outline.shared(self.report, self.phrases)

    @cached_property
    def matters(self) -> list[outline.Item]:
        return outline.matters(self.report, self.phrases)

    # --- the matrix

    def groups(self) -> list[Plain]:
        """The rows under the top issues of the tree, in the order of the report."""
        found: dict[str, list[Plain]] = {}
        for row in self.report["rows"]:
            found.setdefault(row["issue"].partition(".")[0], []).append(self._row(row))
        return [
            {"id": top, "label": self.phrases.issue(top), "rows": rows, "tallies": self._tallies(rows)}
            for top, rows in found.items()
        ]

    def _tallies(self, rows: list[Plain]) -> list[list[tuple[Chip, int]]]:
        """For each column how often each mark stands in it, in the order of the legend."""
        found = []
        for n in range(len(self.order)):
            chips = [row["cells"][n]["chip"] for row in rows if row["cells"][n]["chip"]]
            counts = Counter(self._postponed if (one.group, one.value) == ("gap", "deferred") else one for one in chips)
            found.append([(chip, counts[chip]) for chip in self._marks if counts[chip]])
        return found

    @cached_property
    def _postponed(self) -> Chip:
        """One mark for what is left for later, whether or not the clause that leaves it was paired."""
        return self.chip("relation", "deferred")

    @cached_property
    def _marks(self) -> list[Chip]:
        words = self.phrases.words
        groups = [("relation", words.values("relation")), ("gap", words.values("gap")), ("cell", ("added", "base"))]
        return [self.chip(group, value) for group, values in groups for value in values]

    def _row(self, row: Plain) -> Plain:
        base = self.report["base"]
        holder = base if row["cells"].get(base) else next((p for p in self.order if row["cells"].get(p)), "")
        words = self.phrases.clause_text(holder, row["cells"][holder]) if holder else ""
        return {
            "id": row["id"],
            "issue": row["issue"],
            "label": self.phrases.row(row),
            "text": cut(safe(words), EXCERPT) if len(words) <= EXCERPT else safe(words[:EXCERPT]).rstrip() + "…",
            "of": holder,
            "cells": [self._cell(base, row, plan) for plan in self.order],
        }

    def _cell(self, base: str, row: Plain, plan: str) -> Plain:
        mark = self.matrix.cell(base, row, plan)
        detail = self._figures(base, row, plan) if mark.group == "relation" else ""
        if mark.value == "base":
            detail = ", ".join(mark.clauses)
        return {
            "plan": plan,
            "n": self.number[plan],
            "detail": detail,
            "chip": self.cell(mark),
        }

    def cell(self, mark: Mark) -> Chip | None:
        return None if mark.value in ("empty", "") else self.chip(mark.group, mark.value)

    def _figures(self, base: str, row: Plain, plan: str) -> str:
        """The first figure that changed from the base, before and after."""
        for link, turned in self._links(base, row, plan):
            for one in link["changes"]:
                before, after = change(one, self.phrases)[1:3]
                if one["rule"] in FIGURE_RULES and _FIGURE.search(before + after):
                    return f"{after} → {before}" if turned else f"{before} → {after}"
        return ""

    def _links(self, base: str, row: Plain, plan: str) -> list[tuple[Plain, bool]]:
        """The links that a cell rests on, and whether each is told the other way: on the row, or else beyond it."""
        found = []
        for pair in self._between.get(frozenset((base, plan)), ()):
            ours, theirs = ({*row["cells"].get(name, [])} for name in (pair["left"], pair["right"]))
            for link in pair["links"]:
                met = (not ours.isdisjoint(link["left"]), not theirs.isdisjoint(link["right"]))
                found += [(all(met), link, pair["left"] == plan)] if any(met) else []
        both = any(here for here, _, _ in found)
        return [(link, turned) for here, link, turned in found if here or not both]

    @cached_property
    def _between(self) -> dict[frozenset[str], list[Plain]]:
        found: dict[frozenset[str], list[Plain]] = {}
        for pair in self.report["pairs"]:
            found.setdefault(frozenset((pair["left"], pair["right"])), []).append(pair)
        return found

    # --- clause against clause

    @cached_property
    def first_pair(self) -> Plain | None:
        """The pair to begin with: the base and a plan that came of it, or else the pair with the most links."""
        base = self.report["base"]
        pairs = self.report["pairs"]
        children = [one["plan"] for one in self.report["lineage"] if one["of"] == base and one["kind"] != "supersedes"]
        for child in children:
            if found := self._between.get(frozenset((base, child))):
                return found[0]
        return max(pairs, key=lambda pair: len(pair["links"]), default=None)

    def redline(self, pair: Plain, link: Plain) -> list[Plain]:
        """Stretches of text with their element and whether they moved."""
        tags = {"keep": "", "insert": "ins", "delete": "del"}
        found = [{"tag": tags[op.kind], "text": op.text, "move": op.move} for op in link_ops(pair, link, self.phrases)]
        return found or [{"tag": "", "text": self.texts(pair["right"], link["right"]), "move": 0}]

    def texts(self, plan: str, ids: Iterable[str]) -> str:
        return cut(safe(self.phrases.clause_text(plan, ids)), TEXT_LIMIT)

    def changes(self, link: Plain) -> list[Plain]:
        keys = ("facet", "before", "after", "effect", "rule")
        return [dict(zip(keys, change(one, self.phrases), strict=True)) for one in link["changes"]]

    def gaps(self, pair: Plain) -> list[tuple[str, str, list[Plain]]]:
        """By kind and by the plan that has the clause."""
        found: dict[tuple[str, str], list[Plain]] = {}
        for gap in pair["gaps"]:
            found.setdefault((gap["kind"], gap["plan"]), []).append(gap)
        order = self.phrases.words.values("gap")
        return [(kind, plan, found[kind, plan]) for kind, plan in sorted(found, key=lambda key: order.index(key[0]))]

    # --- red lines

    def parties(self) -> list[Plain]:
        """Each party with its lines; each line with its verdicts in the order of the columns."""
        verdicts: dict[str, dict[str, Plain]] = {}
        for one in self.report["verdicts"]:
            verdicts.setdefault(one["line"], {})[one["plan"]] = one
        found: dict[str, list[Plain]] = {}
        for ref, line in self.report["lines"].items():
            if not line["no_line"]:
                found.setdefault(line["party"], []).append({"ref": ref, **line, "by": verdicts.get(ref, {})})
        return [{"id": name, "label": self.phrases.label(name), "lines": lines} for name, lines in found.items()]

    def not_lines(self) -> list[Plain]:
        return [{"ref": ref, **line} for ref, line in self.report["lines"].items() if line["no_line"]]

    def told(self, line: Plain) -> list[Plain]:
        return [one for one in line["by"].values() if one["verdict"] in TOLD]

    def evidence(self, verdict: Plain) -> str:
        """How well the deciding clauses are known."""
        clauses = [self.report["clauses"].get(f"{verdict['plan']}#{clause_id}") for clause_id in verdict["clauses"]]
        words = self.phrases.words
        found = [f"{clause['evidence']} {words.word('known', clause['known'])}".strip() for clause in clauses if clause]
        return ", ".join(dict.fromkeys(found))

    def norms(self, version: Plain) -> str:
        return "; ".join(filter(None, map(self.phrases.norm, version["norms"])))

    # --- the law

    def laws(self) -> list[Plain]:
        by: dict[str, dict[str, Plain]] = {}
        for one in self.report["constraints"]:
            by.setdefault(one["constraint"], {})[one["plan"]] = one
        return [{**law, "by": by[name]} for name, law in self.report["constraints_in_force"].items() if name in by]

    def steps(self) -> list[Plain]:
        """For each plan that needs any, its steps in one order: none before what it must follow."""
        found = []
        for plan in self.order:
            steps: dict[tuple[str, str], Plain] = {}
            for one in self.report["constraints"]:
                if one["plan"] == plan and one["verdict"] == "needs":
                    named = (self.phrases.find_step(one["constraint"], name) for name in one["steps"])
                    steps |= {(step["constraint"], step["id"]): step for step in named}
            if steps:
                found.append({"plan": plan, "steps": _ordered(steps, self.phrases)})
        return found

    # --- who is bound

    def ledger(self) -> list[Plain]:
        """Each actor with what every plan lays on it and gives it."""
        found = outline.grouped(self.report["ledger"], "actor")
        return [{"id": actor, "label": self.phrases.label(actor), "entries": rows} for actor, rows in found.items()]

    def clauses(self) -> list[tuple[Plain, list[Plain]]]:
        known = self.report["clauses"]
        return [(plan, [known[f"{plan['id']}#{one}"] for one in plan["clause_ids"]]) for plan in self.plans.values()]

    def legend(self, groups: Sequence[str]) -> list[tuple[str, list[dict[str, str]]]]:
        return [(group, self.report["legend"][group]) for group in groups if group in self.report["legend"]]


def _ordered(steps: dict[tuple[str, str], Plain], phrases: Phrases) -> list[Plain]:
    """Each step once it has nothing left to follow, the earliest found first; a circle is left in the order found."""
    waiting, out = dict(steps), []
    while waiting:
        ready = (key for key, step in waiting.items() if not _follows(step, waiting, phrases))
        out.append(waiting.pop(next(ready, next(iter(waiting)))))
    return out


def _follows(step: Plain, waiting: dict[tuple[str, str], Plain], phrases: Phrases) -> bool:
    before = (phrases.find_step(step["constraint"], name) for name in step["after"])
    return any((one["constraint"], one["id"]) in waiting for one in before)
