"""What the templates of the page ask of a report: names, texts made safe to show, and lists in their order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Final, TypedDict

from comparer.model.relation import ConstraintVerdict
from comparer.report.formats.page.question_stands import SharedStand
from comparer.report.formats.page.texts import ChangeInWords, change_in_words, make_displayable, redline_of_link
from comparer.report.sections.brief_values import Brief, BriefSentence
from comparer.report.sections.cited_sources import rank_sources
from comparer.report.sections.law_first import LawFirst, LawStep
from comparer.report.sections.open_points import PartyWant
from comparer.report.sections.outline import group_by_key
from comparer.report.sections.table_values import TableRow, WordTable
from comparer.report.value.types import (
    ClauseRecord,
    ConstraintFindingRecord,
    GapRecord,
    LinkRecord,
    PairRecord,
    PlanRecord,
    ReportValue,
    VerdictRecord,
)
from comparer.report.words.dates import format_date
from comparer.report.words.escape import truncate_text
from comparer.report.words.sentences import ReportSentences

UNTOLD_VERDICTS: Final = ("clear", "silent", "unknown")
"""Verdicts whose reason says no more than their meaning does."""
MAX_PAGE_CLAUSE_CHARS: Final = 4_000
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

    @cached_property
    def pair_numbers(self) -> dict[frozenset[str], int]:
        """The place of a pair in the report by its two plans."""
        return {frozenset((pair["left"], pair["right"])): n for n, pair in enumerate(self.report["pairs"])}

    def format_message(self, key: str, **fields: object) -> str:
        return self.catalogue.format_message(key, **fields)

    def stamp_text(self) -> str:
        """What made the page, from which state of the record."""
        tool = self.report["tool"]
        fields = {"tool": tool["name"], "version": tool["version"], "digest": self.report["digest"][:8]}
        return self.format_message("page.stamp", date=self.date_text(self.report["as_of"]), **fields)

    def untranslated_text(self) -> str:
        """What the reader of another language has to know first: the texts of the record are in English."""
        has_message = self.catalogue.has_message("page.untranslated")
        return self.format_message("page.untranslated") if has_message and self.catalogue.language != "en" else ""

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

    def heading_note(self, plan: str) -> str:
        """What stands under the name of a plan over its column: how many points, and its date."""
        record = self.plans_by_id[plan]
        points = self.format_message("page.point_count", n=record["provisions"]) if record["provisions"] else ""
        return " · ".join(filter(None, (points, self.date_text(record["issued"]))))

    # --- the first screen

    def split_sentence(self, sentence: BriefSentence) -> tuple[str, str]:
        """The name that a sentence begins with, of its question or party, and the rest of it."""
        labels = [f"{self.question_label(row_id, '')}." for row_id in sentence.rows]
        labels += [f"{self.sentences.word_label(party['id'])}:" for party in self.report["parties"]]
        lead = next((label for label in labels if sentence.text.startswith(label)), "")
        return lead, sentence.text.removeprefix(lead).strip()

    def brief_rests(self, brief: Brief) -> list[tuple[str, list[tuple[str, str]]]]:
        """Each sentence of the brief with what it rests on: names, and where the page shows them."""
        return [
            (sentence.text, links)
            for section in brief.sections
            for sentence in section.sentences
            if (links := list(dict.fromkeys(self._sentence_places(sentence))))
        ]

    def _sentence_places(self, sentence: BriefSentence) -> Iterator[tuple[str, str]]:
        labels = {row["id"]: self.sentences.row_label(row) for row in self.report["rows"]}
        yield from ((labels[row_id], f"q-{row_id}") for row_id in sentence.rows if row_id in labels)
        yield from map(self._clause_place, sentence.clauses)
        for fingerprint in sentence.findings:
            if fingerprint in self.finding_places:
                yield self.finding_places[fingerprint]

    # --- the table

    def row_groups(self, table: WordTable) -> list[tuple[str, list[TableRow]]]:
        """The rows under their top issues."""
        return list(group_by_key(table.rows, lambda row: row.group).items())

    def state_text(self, state: str) -> str:
        """The word of a state as it stands alone in a cell."""
        word = self.catalogue.value_word("cell-state", state)
        return word[:1].upper() + word[1:]

    def party_mark(self, line: str) -> str:
        """The letters of a party in a cell: those that the ids of its lines begin with, else the head of its label."""
        record = self.report["lines"][line]
        prefix = record["id"].rpartition("-")[0]
        return prefix if prefix.isalpha() else self.sentences.word_label(record["party"])[:2].upper()

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

    # --- where a finding stands in the page

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

    # --- red lines, questions and law

    def party_lines(self, party: str) -> list[str]:
        return [ref for ref, line in self.report["lines"].items() if line["party"] == party]

    def line_flags(self, ref: str) -> str:
        """What must stand beside a line, lest it be taken for more than it is."""
        line = self.report["lines"][ref]
        return " · ".join(filter(None, (self.sentences.line_flags(ref), line["not_judged"], line["no_line"])))

    def verdict_reason(self, verdict: VerdictRecord) -> str:
        """Why the verdict is what it is, and what each reading comes to where readings differ."""
        return " ".join((self.sentences.reason_sentence(verdict), *self.sentences.reading_sentences(verdict)))

    def verdict_flags(self, verdict: VerdictRecord) -> str:
        flags = [
            self.sentences.confidence_note(verdict),
            self.format_message("word.stated_later") if verdict["stated_later"] else "",
            self.format_message("word.inferred") if verdict["inferred"] else "",
        ]
        flag_text = "; ".join(filter(None, flags))
        return f"({flag_text})" if flag_text else ""

    def question_label(self, question: str, issue: str) -> str:
        record = self.report["questions"].get(question)
        return record["label"] if record else self.sentences.issue_label(issue)

    def clause_words(self, plan: str, clause_id: str) -> str:
        """A clause in the short words that somebody gave it, else its text, without the full stop."""
        clause = self.report["clauses"][f"{plan}#{clause_id}"]
        return (clause["short"] or self.clause_text(plan, [clause_id])).removesuffix(".")

    def wants_text(self, wants: Iterable[PartyWant]) -> str:
        """Who asks for more of a thing, for less, or that it stay as it stands."""
        parties: dict[str, list[str]] = {}
        for want in wants:
            parties.setdefault(want.wish, []).append(want.party)
        texts = [
            self.format_message(f"page.wish.{wish}", who=self.sentences.join_labels(parties[wish])) for wish in parties
        ]
        return " ".join(texts)

    def law_sentence(self, law: LawFirst) -> str:
        """How many rules ask for how many steps before the plan can be carried out."""
        rules = self.format_message("page.rule_count", n=len(law.needed))
        return self.format_message("page.law_sentence", rules=rules, n=len(law.steps))

    def law_findings(self, plan: str) -> list[ConstraintFindingRecord]:
        """What a plan runs into, the rules that ask nothing of it left out."""
        return [
            finding
            for finding in self.report["constraints"]
            if finding["plan"] == plan and finding["verdict"] != ConstraintVerdict.COMPATIBLE
        ]

    def step_rules(self, step: OrderedStep) -> str:
        """The titles of the rules that ask for a step."""
        names = [step["constraint"], *(name.partition(".")[0] for name in step["same_as"])]
        return "; ".join(dict.fromkeys(self.sentences.constraint_title(name) or name for name in names))

    def stand_source(self, stand: SharedStand) -> str:
        """Where a statement stands: the plan and the point, or that it is a red line."""
        is_line = stand.ref in self.report["lines"]
        return self.format_message("page.red_line") if is_line else self.clause_name(stand.ref)

    @cached_property
    def verdict_numbers(self) -> dict[str, int]:
        """By fingerprint, the place of a verdict among all of the report."""
        return {verdict["fingerprint"]: number for number, verdict in enumerate(self.all_verdicts)}

    @cached_property
    def all_verdicts(self) -> list[VerdictRecord]:
        return [*self.report["verdicts"], *self.report["later"]]

    def told_verdicts(self, line: str) -> list[VerdictRecord]:
        """The verdicts on a line that have a reason to read."""
        return [
            verdict
            for verdict in self.all_verdicts
            if verdict["line"] == line and verdict["verdict"] not in UNTOLD_VERDICTS
        ]

    def untold_verdicts(self, line: str) -> list[tuple[str, list[str]]]:
        """The other verdicts on a line, each with its plans by name."""
        plans_by_verdict: dict[str, list[str]] = {verdict: [] for verdict in UNTOLD_VERDICTS}
        for verdict in self.all_verdicts:
            if verdict["line"] == line and verdict["verdict"] in UNTOLD_VERDICTS:
                plans_by_verdict[verdict["verdict"]].append(self.plan_name(verdict["plan"]))
        return [(verdict, plans) for verdict, plans in plans_by_verdict.items() if plans]

    def step_text(self, step: LawStep) -> str:
        """What is to be done, by whom, and with which majority."""
        act = self.sentences.word_label(step.act)
        details = ", ".join(filter(None, (self.sentences.join_labels(step.by), step.majority)))
        circle = "" if step.number else self.format_message("word.in_circle")
        return "; ".join(filter(None, (f"{act[:1].upper()}{act[1:]}" + (f" ({details})" if details else ""), circle)))

    def stand_source(self, stand: SharedStand) -> str:
        """Where a statement stands: the plan and the point, or that it is a red line."""
        is_line = stand.ref in self.report["lines"]
        return self.format_message("page.red_line") if is_line else self.clause_name(stand.ref)

    @cached_property
    def verdict_numbers(self) -> dict[str, int]:
        """By fingerprint, the place of a verdict among all of the report."""
        return {verdict["fingerprint"]: number for number, verdict in enumerate(self.all_verdicts)}

    @cached_property
    def all_verdicts(self) -> list[VerdictRecord]:
        return [*self.report["verdicts"], *self.report["later"]]

    def told_verdicts(self, line: str) -> list[VerdictRecord]:
        """The verdicts on a line that have a reason to read."""
        return [
            verdict
            for verdict in self.all_verdicts
            if verdict["line"] == line and verdict["verdict"] not in UNTOLD_VERDICTS
        ]

    def untold_verdicts(self, line: str) -> list[tuple[str, list[str]]]:
        """The other verdicts on a line, each with its plans by name."""
        plans_by_verdict: dict[str, list[str]] = {verdict: [] for verdict in UNTOLD_VERDICTS}
        for verdict in self.all_verdicts:
            if verdict["line"] == line and verdict["verdict"] in UNTOLD_VERDICTS:
                plans_by_verdict[verdict["verdict"]].append(self.plan_name(verdict["plan"]))
        return [(verdict, plans) for verdict, plans in plans_by_verdict.items() if plans]

    def ordered_steps(self, plan: str) -> list[OrderedStep]:
        """The steps that the law asks of a plan, in their one order."""
        return [
            step
            for order in self.report["steps"]
            if order["plan"] == plan
            for step in self.sentences.ordered_steps(order)
        ]
