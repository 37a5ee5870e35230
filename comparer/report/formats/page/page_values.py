"""What the templates of the page ask of a report: names, texts made safe to show, and lists in their order."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TypedDict

from comparer.report.formats.page.texts import ChangeInWords, change_in_words, make_displayable, redline_of_link
from comparer.report.sections.cited_sources import rank_sources
from comparer.report.value.types import (
    ClauseRecord,
    GapRecord,
    LinkRecord,
    OrderedStep,
    PairRecord,
    PlanRecord,
    ReportValue,
    VerdictRecord,
)
from comparer.report.words.dates import format_date
from comparer.report.words.escape import truncate_text
from comparer.report.words.sentences import ReportSentences

MAX_PAGE_CLAUSE_CHARS = 4_000
"""Characters of a clause in the page; the other formats have all of it."""


class RedlineStretch(TypedDict):
    """A stretch of text with its element."""

    tag: str
    text: str


class PageValues:
    """Look-ups and lists for the templates, which escape what they show."""

    def __init__(self, report: ReportValue) -> None:
        self.report = report
        self.sentences = ReportSentences(report)
        self.catalogue = self.sentences.catalogue
        self.plans_by_id: dict[str, PlanRecord] = {plan["id"]: plan for plan in report["plans"]}
        self.plan_numbers = {plan_id: number for number, plan_id in enumerate(self.plans_by_id)}
        self.source_numbers = {source_id: number for number, source_id in enumerate(report["sources"], 1)}

    def format_message(self, key: str, **fields: object) -> str:
        return self.catalogue.format_message(key, **fields)

    # --- plans

    @cached_property
    def focus(self) -> tuple[str, ...]:
        """The plans that stand in the tables at first: those in the focus of the workspace, else all."""
        return tuple(self.report["focus"])

    def plan_name(self, plan: str) -> str:
        """The name of a plan for people; its id where nobody gave it one."""
        record = self.plans_by_id.get(plan)
        return record["name"] or record["id"] if record else plan

    def date_text(self, date: str) -> str:
        return format_date(date, self.catalogue)

    def coverage_text(self, plan: PlanRecord) -> str:
        """How far the text of a plan is known, and of its clauses how many only from reports."""
        reported = plan["known"]["reported"] + plan["known"]["denied"]
        texts = [
            self.format_message(f"page.coverage_{plan['coverage']}"),
            self.format_message("page.clause_count", n=plan["clauses"]),
            self.format_message("page.reported_count", n=reported) if reported else "",
        ]
        return " · ".join(filter(None, texts))

    # --- clauses and their sources

    def clauses_by_plan(self) -> list[tuple[PlanRecord, list[ClauseRecord]]]:
        clauses = self.report["clauses"]
        return [
            (plan, [clauses[f"{plan['id']}#{clause_id}"] for clause_id in plan["clause_ids"]])
            for plan in self.plans_by_id.values()
        ]

    def clause_text(self, plan: str, clause_ids: Iterable[str]) -> str:
        return truncate_text(make_displayable(self.sentences.clause_text(plan, clause_ids)), MAX_PAGE_CLAUSE_CHARS)

    def clause_name(self, ref: str) -> str:
        """A clause for people: the name of its plan and its id there."""
        plan, _, clause_id = ref.partition("#")
        return f"{self.plan_name(plan)} {clause_id}"

    def ranked_source_numbers(self, cites: Iterable[str]) -> list[int]:
        """The numbers of sources in the list of the page, the best first."""
        return [self.source_numbers[source_id] for source_id in rank_sources(self.report, cites)]

    # --- clause against clause

    @cached_property
    def first_pair(self) -> PairRecord | None:
        """The pair to begin with: the base and the latest plan of the focus, else the first pair there is."""
        latest = self.focus[-1] if self.focus else ""
        for pair in self.report["pairs"]:
            if {pair["left"], pair["right"]} == {self.report["base"], latest}:
                return pair
        return next(iter(self.report["pairs"]), None)

    def redline_stretches(self, pair: PairRecord, link: LinkRecord) -> list[RedlineStretch]:
        """The right text with what was put in and taken out; by itself where most of it differs."""
        tags = {"keep": "", "insert": "ins", "delete": "del"}
        stretches: list[RedlineStretch] = [
            {"tag": tags[op.kind], "text": op.text} for op in redline_of_link(pair, link, self.sentences)
        ]
        return stretches or [{"tag": "", "text": self.clause_text(pair["right"], link["right"])}]

    def change_rows(self, link: LinkRecord) -> list[ChangeInWords]:
        return [change_in_words(link_change, self.sentences) for link_change in link["changes"]]

    def gaps_of_plan(self, pair: PairRecord, plan: str) -> list[GapRecord]:
        """The clauses that a plan alone has of the two."""
        return [gap for gap in pair["gaps"] if gap["plan"] == plan]

    # --- red lines and law

    @cached_property
    def verdict_numbers(self) -> dict[str, int]:
        """By fingerprint, the place of a verdict among all of the report."""
        return {verdict["fingerprint"]: number for number, verdict in enumerate(self.all_verdicts)}

    @cached_property
    def all_verdicts(self) -> list[VerdictRecord]:
        return [*self.report["verdicts"], *self.report["later"]]

    def line_verdicts(self, line: str) -> list[VerdictRecord]:
        """The verdicts on a line that say something: not those of positions that do not speak of it."""
        return [verdict for verdict in self.all_verdicts if verdict["line"] == line and verdict["verdict"] != "silent"]

    def steps_by_plan(self) -> dict[str, list[OrderedStep]]:
        """The steps that the law asks of each plan, in their one order."""
        return {order["plan"]: self.sentences.ordered_steps(order) for order in self.report["steps"]}
