"""The parts of the page that stand in it as words and tables, whether or not a script runs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypedDict

from comparer.report.formats.page.texts import ChangeInWords, change_in_words, make_displayable, redline_of_link
from comparer.report.sections import outline
from comparer.report.sections.matrix import Matrix, MatrixCell
from comparer.report.value.types import (
    ClauseRecord,
    ConstraintFindingRecord,
    ConstraintRecord,
    GapRecord,
    LedgerRecord,
    LineRecord,
    LineVersionRecord,
    LinkRecord,
    OrderedStep,
    PairRecord,
    PlanRecord,
    ReportValue,
    RowRecord,
    VerdictRecord,
)
from comparer.report.words.escape import truncate_text
from comparer.report.words.sentences import ReportSentences
from comparer.resources.message_catalogue import LegendEntry

FIRST_SCREEN_FINDINGS = 8
"""Findings on the first screen; the others are one click away."""
MAX_EXCERPT_CHARS = 130
"""Characters of a clause beside the name of its row."""
MAX_PAGE_CLAUSE_CHARS = 1_500
"""Characters of a clause in the page itself; the card of a clause has all of it."""
FIGURE_RULES = ("change-amount", "change-deadline", "change-period")
"""Rules of the changes whose figures stand in the matrix; the script has the same."""
_DIGIT_PATTERN = re.compile(r"[0-9]")
NOTABLE_VERDICT_KINDS = ("breached", "strained")
"""Verdicts that are told in words under their table."""


@dataclass(frozen=True, slots=True)
class Badge:
    """A word of the contract with its mark; `group` and `value` choose its shape and colour."""

    group: str
    value: str
    mark: str
    word: str


class MatrixRowCell(TypedDict):
    """One cell of the matrix: the place of its plan, a figure that changed or the clauses of the base, and its mark."""

    plan: str
    n: int
    detail: str
    chip: Badge | None


class MatrixRow(TypedDict):
    """A row of the matrix; `text` is the start of its clause in the plan `of`."""

    id: str
    issue: str
    label: str
    text: str
    of: str
    cells: list[MatrixRowCell]


class MatrixGroup(TypedDict):
    """The rows under one top issue; `tallies` counts the marks of each column."""

    id: str
    label: str
    rows: list[MatrixRow]
    tallies: list[list[tuple[Badge, int]]]


class RedlineStretch(TypedDict):
    """A stretch of text with its element, and the number of its move or 0."""

    tag: str
    text: str
    move: int


class ReferencedLine(LineRecord):
    """A red line with its key among the lines of the report."""

    ref: str


class JudgedLine(ReferencedLine):
    """A red line with its verdicts by plan."""

    by: dict[str, VerdictRecord]


class PartyLines(TypedDict):
    id: str
    label: str
    lines: list[JudgedLine]


class LawWithFindings(ConstraintRecord):
    """A rule in force with its findings by plan."""

    by: dict[str, ConstraintFindingRecord]


class PlanSteps(TypedDict):
    plan: str
    steps: list[OrderedStep]


class ActorLedger(TypedDict):
    id: str
    label: str
    entries: list[LedgerRecord]


class PageModel:
    """Look-ups and lists for the templates. Text of others is made safe for display, and escaped by the templates."""

    def __init__(self, report: ReportValue) -> None:
        self.report = report
        self.sentences = ReportSentences(report)
        self.matrix = Matrix(report)
        self.plans_by_id = {plan["id"]: plan for plan in report["plans"]}
        self.plan_numbers = {plan_id: plan_number for plan_number, plan_id in enumerate(self.plans_by_id)}

    def format_message(self, key: str, **fields: object) -> str:
        return self.sentences.catalogue_text(key, **fields)

    def make_badge(self, group: str, value: str) -> Badge:
        catalogue = self.sentences.catalogue
        return Badge(group, value, catalogue.value_mark(group, value), catalogue.value_word(group, value))

    @cached_property
    def column_order(self) -> list[str]:
        """The base, then what is on the table by date, then positions by date."""
        base = self.report["base"]
        return sorted(
            self.plans_by_id, key=lambda plan_id: (plan_id != base, self.plans_by_id[plan_id]["kind"] == "position")
        )

    # --- the first screen

    def comparison_sentence(self) -> str:
        return outline.comparison_sentence(self.report, self.sentences)

    def shared_sentence(self) -> str:
        return outline.shared_sentence(self.report, self.sentences)

    @cached_property
    def headlines(self) -> list[outline.Headline]:
        return outline.list_headlines(self.report, self.sentences)

    # --- the matrix

    def matrix_groups(self) -> list[MatrixGroup]:
        """The rows under the top issues of the tree, in the order of the report."""
        rows_by_issue: dict[str, list[MatrixRow]] = {}
        for row in self.report["rows"]:
            rows_by_issue.setdefault(row["issue"].partition(".")[0], []).append(self._matrix_row(row))
        return [
            {
                "id": top_issue,
                "label": self.sentences.issue_label(top_issue),
                "rows": rows,
                "tallies": self._column_tallies(rows),
            }
            for top_issue, rows in rows_by_issue.items()
        ]

    def _column_tallies(self, rows: list[MatrixRow]) -> list[list[tuple[Badge, int]]]:
        """For each column how often each mark stands in it, in the order of the legend."""
        tallies = []
        for column in range(len(self.column_order)):
            badges = [badge for row in rows if (badge := row["cells"][column]["chip"])]
            counts = Counter(
                self._deferred_badge if (badge.group, badge.value) == ("gap", "deferred") else badge for badge in badges
            )
            tallies.append(
                [
                    (legend_badge, counts[legend_badge])
                    for legend_badge in self._badges_in_legend_order
                    if counts[legend_badge]
                ]
            )
        return tallies

    @cached_property
    def _deferred_badge(self) -> Badge:
        """One mark for what is left for later, whether or not the clause that leaves it was paired."""
        return self.make_badge("relation", "deferred")

    @cached_property
    def _badges_in_legend_order(self) -> list[Badge]:
        catalogue = self.sentences.catalogue
        values_by_group = [
            ("relation", catalogue.group_values("relation")),
            ("gap", catalogue.group_values("gap")),
            ("cell", ("added", "base")),
        ]
        return [self.make_badge(group, value) for group, values in values_by_group for value in values]

    def _matrix_row(self, row: RowRecord) -> MatrixRow:
        base = self.report["base"]
        text_plan = (
            base
            if row["cells"].get(base)
            else next((candidate_plan for candidate_plan in self.column_order if row["cells"].get(candidate_plan)), "")
        )
        clause_text = self.sentences.clause_text(text_plan, row["cells"][text_plan]) if text_plan else ""
        return {
            "id": row["id"],
            "issue": row["issue"],
            "label": self.sentences.row_label(row),
            "text": truncate_text(make_displayable(clause_text), MAX_EXCERPT_CHARS)
            if len(clause_text) <= MAX_EXCERPT_CHARS
            else make_displayable(clause_text[:MAX_EXCERPT_CHARS]).rstrip() + "…",
            "of": text_plan,
            "cells": [self._matrix_cell(base, row, plan) for plan in self.column_order],
        }

    def _matrix_cell(self, base: str, row: RowRecord, plan: str) -> MatrixRowCell:
        mark = self.matrix.find_cell(base, row, plan)
        detail = self._first_changed_figure(base, row, plan) if mark.group == "relation" else ""
        if mark.value == "base":
            detail = ", ".join(mark.clauses)
        return {
            "plan": plan,
            "n": self.plan_numbers[plan],
            "detail": detail,
            "chip": self.badge_of_mark(mark),
        }

    def badge_of_mark(self, mark: MatrixCell) -> Badge | None:
        return None if mark.value in ("empty", "") else self.make_badge(mark.group, mark.value)

    def _first_changed_figure(self, base: str, row: RowRecord, plan: str) -> str:
        """The first figure that changed from the base, before and after."""
        for entry in self.matrix.cell_links(base, row, plan):
            for link_change in entry.link["changes"]:
                change = change_in_words(link_change, self.sentences)
                before, after = change["before"], change["after"]
                if link_change["rule"] in FIGURE_RULES and _DIGIT_PATTERN.search(before + after):
                    return f"{after} → {before}" if entry.is_mirrored else f"{before} → {after}"
        return ""

    @cached_property
    def _pairs_by_plans(self) -> dict[frozenset[str], list[PairRecord]]:
        pairs_by_plans: dict[frozenset[str], list[PairRecord]] = {}
        for pair in self.report["pairs"]:
            pairs_by_plans.setdefault(frozenset((pair["left"], pair["right"])), []).append(pair)
        return pairs_by_plans

    # --- clause against clause

    @cached_property
    def first_pair(self) -> PairRecord | None:
        """The pair to begin with: the base and a plan that came of it, or else the pair with the most links."""
        base = self.report["base"]
        pairs = self.report["pairs"]
        child_plans = [
            edge["plan"] for edge in self.report["lineage"] if edge["of"] == base and edge["kind"] != "supersedes"
        ]
        for child_plan in child_plans:
            if matching_pairs := self._pairs_by_plans.get(frozenset((base, child_plan))):
                return matching_pairs[0]
        return max(pairs, key=lambda pair: len(pair["links"]), default=None)

    def redline_stretches(self, pair: PairRecord, link: LinkRecord) -> list[RedlineStretch]:
        """Stretches of text with their element and whether they moved."""
        tags = {"keep": "", "insert": "ins", "delete": "del"}
        stretches: list[RedlineStretch] = [
            {"tag": tags[op.kind], "text": op.text, "move": op.move}
            for op in redline_of_link(pair, link, self.sentences)
        ]
        return stretches or [{"tag": "", "text": self.clause_excerpt(pair["right"], link["right"]), "move": 0}]

    def clause_excerpt(self, plan: str, clause_ids: Iterable[str]) -> str:
        return truncate_text(make_displayable(self.sentences.clause_text(plan, clause_ids)), MAX_PAGE_CLAUSE_CHARS)

    def change_rows(self, link: LinkRecord) -> list[ChangeInWords]:
        """The changes of a link in words."""
        return [change_in_words(link_change, self.sentences) for link_change in link["changes"]]

    def gaps_by_kind_and_plan(self, pair: PairRecord) -> list[tuple[str, str, list[GapRecord]]]:
        """By kind and by the plan that has the clause."""
        grouped_gaps: dict[tuple[str, str], list[GapRecord]] = {}
        for gap in pair["gaps"]:
            grouped_gaps.setdefault((gap["kind"], gap["plan"]), []).append(gap)
        kind_order = self.sentences.catalogue.group_values("gap")
        return [
            (kind, plan, grouped_gaps[kind, plan])
            for kind, plan in sorted(grouped_gaps, key=lambda group_key: kind_order.index(group_key[0]))
        ]

    # --- red lines

    def parties_with_lines(self) -> list[PartyLines]:
        """Each party with its lines; each line with its verdicts in the order of the columns."""
        verdicts_by_line: dict[str, dict[str, VerdictRecord]] = {}
        for verdict in outline.list_verdicts(self.report):
            verdicts_by_line.setdefault(verdict["line"], {})[verdict["plan"]] = verdict
        lines_by_party: dict[str, list[JudgedLine]] = {}
        for ref, line in self.report["lines"].items():
            if not line["no_line"]:
                lines_by_party.setdefault(line["party"], []).append(
                    {"ref": ref, **line, "by": verdicts_by_line.get(ref, {})}
                )
        return [
            {"id": party, "label": self.sentences.word_label(party), "lines": lines}
            for party, lines in lines_by_party.items()
        ]

    def disclaimed_lines(self) -> list[ReferencedLine]:
        return [{"ref": ref, **line} for ref, line in self.report["lines"].items() if line["no_line"]]

    def notable_verdicts(self, line: JudgedLine) -> list[VerdictRecord]:
        return [verdict for verdict in line["by"].values() if verdict["verdict"] in NOTABLE_VERDICT_KINDS]

    def evidence_of_verdict(self, verdict: VerdictRecord) -> str:
        """How well the deciding clauses are known."""
        clauses = [self.report["clauses"].get(f"{verdict['plan']}#{clause_id}") for clause_id in verdict["clauses"]]
        catalogue = self.sentences.catalogue
        evidence_texts = [
            f"{clause['evidence']} {catalogue.value_word('known', clause['known'])}".strip()
            for clause in clauses
            if clause
        ]
        return ", ".join(dict.fromkeys(evidence_texts))

    def norm_sentences(self, version: LineVersionRecord) -> str:
        return "; ".join(filter(None, map(self.sentences.norm_text, version["norms"])))

    # --- the law

    def laws_with_findings(self) -> list[LawWithFindings]:
        findings_by_law: dict[str, dict[str, ConstraintFindingRecord]] = {}
        for finding in self.report["constraints"]:
            findings_by_law.setdefault(finding["constraint"], {})[finding["plan"]] = finding
        return [
            {**law, "by": findings_by_law[law_id]}
            for law_id, law in self.report["constraints_in_force"].items()
            if law_id in findings_by_law
        ]

    def steps_by_plan(self) -> list[PlanSteps]:
        """For each plan that needs any, its steps in their order, in the order of the columns."""
        order_by_plan = {step_order["plan"]: step_order for step_order in self.report["steps"]}
        return [
            {"plan": plan, "steps": self.sentences.ordered_steps(order_by_plan[plan])}
            for plan in self.column_order
            if plan in order_by_plan
        ]

    # --- who is bound

    def ledger_by_actor(self) -> list[ActorLedger]:
        """Each actor with what every plan lays on it and gives it."""
        entries_by_actor = outline.group_by_key(self.report["ledger"], lambda entry: entry["actor"])
        return [
            {"id": actor, "label": self.sentences.word_label(actor), "entries": entries}
            for actor, entries in entries_by_actor.items()
        ]

    def clauses_by_plan(self) -> list[tuple[PlanRecord, list[ClauseRecord]]]:
        clauses_by_ref = self.report["clauses"]
        return [
            (plan, [clauses_by_ref[f"{plan['id']}#{clause_id}"] for clause_id in plan["clause_ids"]])
            for plan in self.plans_by_id.values()
        ]

    def legend_groups(self, groups: Sequence[str]) -> list[tuple[str, list[LegendEntry]]]:
        return [(group, self.report["legend"][group]) for group in groups if group in self.report["legend"]]
