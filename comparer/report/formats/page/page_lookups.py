"""Names, texts and places of one report for the page: text of others is made safe to show, and templates escape it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Final

from comparer.model.plan import ClauseState
from comparer.model.source import Attestation
from comparer.report.formats.page.texts import make_displayable
from comparer.report.sections.cited_sources import rank_sources
from comparer.report.value.types import ClauseRecord, PlanRecord, ReportValue, VerdictRecord
from comparer.report.words.dates import format_date
from comparer.report.words.english_norms import capitalise
from comparer.report.words.escape import truncate_text
from comparer.report.words.sentences import ReportSentences

MAX_PAGE_CLAUSE_CHARS: Final = 4_000
"""Characters of a clause in the page; the other formats have all of it."""


class PageLookups:
    """Look-ups over one report value."""

    def __init__(self, report: ReportValue) -> None:
        self.report = report
        self.sentences = ReportSentences(report)
        self.catalogue = self.sentences.catalogue
        self.plans_by_id: dict[str, PlanRecord] = {plan["id"]: plan for plan in report["plans"]}
        self.plan_numbers = {plan_id: number for number, plan_id in enumerate(self.plans_by_id)}
        self.source_numbers = {source_id: number for number, source_id in enumerate(report["sources"], 1)}

    @cached_property
    def pair_numbers(self) -> dict[frozenset[str], int]:
        """The place of a pair in the report by its two plans."""
        return {frozenset((pair["left"], pair["right"])): n for n, pair in enumerate(self.report["pairs"])}

    @cached_property
    def row_labels(self) -> dict[str, str]:
        return {row["id"]: self.sentences.row_label(row) for row in self.report["rows"]}

    def format_message(self, key: str, **fields: object) -> str:
        return self.catalogue.format_message(key, **fields)

    def stamp_text(self) -> str:
        """What made the page, from which state of the record."""
        tool = self.report["tool"]
        fields = {"tool": tool["name"], "version": tool["version"], "digest": self.report["digest"][:8]}
        key = "page.stamp" if self.report["as_of"] else "page.stamp_undated"
        return self.format_message(key, date=self.date_text(self.report["as_of"]), **fields)

    @cached_property
    def focus(self) -> tuple[str, ...]:
        """The plans that stand in the tables at first: those in the focus of the workspace, else all."""
        return tuple(self.report["focus"])

    def plan_name(self, plan: str) -> str:
        """What people call a plan."""
        return self.sentences.plan_name(plan)

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

    def heading_note(self, plan: str) -> str:
        """What stands under the name of a plan over its column: how many points, and its date."""
        return " · ".join(filter(None, (self.point_count(plan), self.date_text(self.plans_by_id[plan]["issued"]))))

    def point_count(self, plan: str) -> str:
        """How many points a plan has; of one known in part, how many are known."""
        record = self.plans_by_id[plan]
        key = "page.known_point_count" if record["coverage"] == "partial" else "page.point_count"
        return self.format_message(key, n=record["provisions"]) if record["provisions"] else ""

    def state_text(self, state: str) -> str:
        """The word of a state as it stands alone in a cell."""
        return capitalise(self.catalogue.value_word("cell-state", state))

    def party_mark(self, line: str) -> str:
        """The letters of a party in a cell: those that the ids of its lines begin with, else the head of its label."""
        record = self.report["lines"][line]
        prefix = record["id"].rpartition("-")[0]
        return prefix if prefix.isalpha() else self.sentences.word_label(record["party"])[:2].upper()

    def clauses_by_plan(self) -> list[tuple[PlanRecord, list[ClauseRecord]]]:
        clauses = self.report["clauses"]
        return [
            (plan, [clauses[f"{plan['id']}#{clause_id}"] for clause_id in plan["clause_ids"]])
            for plan in self.plans_by_id.values()
        ]

    def clause_text(self, plan: str, clause_ids: Iterable[str]) -> str:
        return truncate_text(make_displayable(self.sentences.clause_text(plan, clause_ids)), MAX_PAGE_CLAUSE_CHARS)

    def standing_text(self, clause: ClauseRecord) -> str:
        """How a clause is known where that is not from its text, and what its parties made of it."""
        word = self.catalogue.value_word
        parts = [
            word("known", clause["known"]) if clause["known"] != Attestation.STATED else "",
            word("state", clause["state"]) if clause["state"] != ClauseState.OPEN else "",
        ]
        return " · ".join(filter(None, parts))

    def clause_name(self, ref: str) -> str:
        """A clause for people: the name of its plan and its id there."""
        plan, _, clause_id = ref.partition("#")
        return f"{self.plan_name(plan)} {clause_id}"

    def ranked_source_numbers(self, cites: Iterable[str]) -> list[int]:
        """The numbers of sources in the list of the page, the best first."""
        return [self.source_numbers[source_id] for source_id in rank_sources(self.report, cites)]

    @cached_property
    def finding_places(self) -> dict[str, tuple[str, str]]:
        """By fingerprint, the name of what a finding is about and the anchor where the page shows it."""
        places: dict[str, tuple[str, str]] = {}
        for pair in self.report["pairs"]:
            for link in pair["links"]:
                places[link["fingerprint"]] = self._clause_place(f"{pair['right']}#{link['right'][0]}")
            for gap in pair["gaps"]:
                places[gap["fingerprint"]] = self._clause_place(f"{gap['plan']}#{gap['clause']}")
        for verdict in self.all_verdicts:
            name = f"{self.plan_name(verdict['plan'])}: {self.sentences.line_title(verdict['line'])}"
            places[verdict["fingerprint"]] = (name, f"v{self.verdict_numbers[verdict['fingerprint']]}")
        for finding in self.report["constraints"]:
            name = f"{self.plan_name(finding['plan'])}: {self.sentences.constraint_title(finding['constraint'])}"
            places[finding["fingerprint"]] = (name, "law")
        for deadlock in self.report["deadlocks"]:
            name = " ↔ ".join(self.sentences.line_title(deadlock[side]) for side in ("a", "b"))
            places[deadlock["fingerprint"]] = (name, f"l-{deadlock['a'].replace('#', '/')}")
        return places

    def _clause_place(self, ref: str) -> tuple[str, str]:
        return self.clause_name(ref), f"c-{ref.replace('#', '/')}"

    def question_label(self, question: str, issue: str) -> str:
        record = self.report["questions"].get(question)
        return record["label"] if record else self.sentences.issue_label(issue)

    def clause_words(self, plan: str, clause_id: str) -> str:
        """A clause in the short words that somebody gave it, else its text, without the full stop."""
        clause = self.report["clauses"][f"{plan}#{clause_id}"]
        return (clause["short"] or self.clause_text(plan, [clause_id])).removesuffix(".")

    @cached_property
    def verdict_numbers(self) -> dict[str, int]:
        """By fingerprint, the place of a verdict among all of the report."""
        return {verdict["fingerprint"]: number for number, verdict in enumerate(self.all_verdicts)}

    @cached_property
    def all_verdicts(self) -> list[VerdictRecord]:
        return [*self.report["verdicts"], *self.report["later"]]
