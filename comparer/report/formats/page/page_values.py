"""The lists that the sections of the page show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Final, TypedDict

from comparer.model.relation import ConstraintVerdict, VerdictKind
from comparer.report.formats.page.page_lookups import PageLookups
from comparer.report.formats.page.question_stands import IssueStands, stands_by_issue
from comparer.report.formats.page.texts import redline_of_link
from comparer.report.sections.brief_values import Brief, BriefSentence
from comparer.report.sections.law_first import LawFirst, LawStep
from comparer.report.sections.line_overview import LineRow, PartyLines
from comparer.report.sections.open_points import PartyWant
from comparer.report.sections.outline import group_by_key
from comparer.report.sections.table_values import TableRow, WordTable
from comparer.report.sections.wishes import wish_sentences
from comparer.report.sections.word_table import truncate_head
from comparer.report.value.types import (
    ChangeRecord,
    ConstraintFindingRecord,
    GapRecord,
    LedgerRecord,
    LinkRecord,
    PairRecord,
    VerdictRecord,
)
from comparer.report.words.english_norms import capitalise

UNTOLD_VERDICTS: Final = ("clear", "silent", "unknown")
"""Verdicts whose reason says no more than their meaning does."""


UNTOUCHED_VERDICTS: Final = frozenset({VerdictKind.CLEAR, VerdictKind.SILENT, VerdictKind.UNKNOWN, None})
"""What a text that does nothing to a line comes to; None before the line was stated."""
MAX_NAMED_ACTS: Final = 3
"""Steps of law that a sentence names, the first in their order."""


MAX_LISTED_PLANS: Final = 4
"""Plans that are listed by name where "all others" would say the same."""


class RedlineStretch(TypedDict):
    """A stretch of text with its element."""

    tag: str
    text: str


class PageValues(PageLookups):
    """Lists for the templates, beside the look-ups."""

    @cached_property
    def stands(self) -> list[tuple[str, list[IssueStands]]]:
        """Who said what under each issue, as the page shows it; the script names statements by their place in it."""
        return stands_by_issue(self.report)

    def split_sentence(self, sentence: BriefSentence) -> tuple[str, str]:
        """The name that a sentence begins with, of its question or party, and the rest of it."""
        labels = [f"{self.row_labels[row_id]}." for row_id in sentence.rows if row_id in self.row_labels]
        labels += [f"{self.sentences.word_label(party['id'])}:" for party in self.report["parties"]]
        lead = next((label for label in labels if sentence.text.startswith(label)), "")
        return lead, sentence.text.removeprefix(lead).strip()

    def brief_rests(self, brief: Brief) -> list[tuple[str, list[tuple[str, str]]]]:
        """Each sentence of the brief with what it rests on: names, and where the page shows them."""
        return [
            (truncate_head(sentence.text), links)
            for section in brief.sections
            for sentence in section.sentences
            if (links := list(dict.fromkeys(self._sentence_places(sentence))))
        ]

    def _sentence_places(self, sentence: BriefSentence) -> Iterator[tuple[str, str]]:
        yield from ((self.row_labels[row], f"q-{row}") for row in sentence.rows if row in self.row_labels)
        yield from map(self._clause_place, sentence.clauses)
        for fingerprint in sentence.findings:
            if fingerprint in self.finding_places:
                yield self.finding_places[fingerprint]

    def row_groups(self, table: WordTable) -> list[tuple[str, list[TableRow]]]:
        """The rows under their top issues."""
        return list(group_by_key(table.rows, lambda row: row.group).items())

    def row_title(self, row: TableRow) -> str:
        """The label of a row; where neither question nor issue names it, the number of its point."""
        points = next((cell.points for cell in row.cells if cell.points), ())
        return f"{self.format_message('page.point')} {', '.join(points)}" if points and not row.issue else row.label

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

    def told_changes(self, link: LinkRecord) -> list[ChangeRecord]:
        """The changes without those that only say whose reading differs: the readings stand by the clause."""
        return [change for change in link["changes"] if change["facet"] != "reading"]

    def change_texts(self, link: LinkRecord) -> list[str]:
        """The changes of a link, a sentence each, each once."""
        return list(dict.fromkeys(map(self.sentences.facets.sentence, self.told_changes(link))))

    def gaps_of_plan(self, pair: PairRecord, plan: str) -> list[GapRecord]:
        """The clauses that a plan alone has of the two."""
        return [gap for gap in pair["gaps"] if gap["plan"] == plan]

    def party_lines(self, party: str) -> list[str]:
        return [ref for ref, line in self.report["lines"].items() if line["party"] == party]

    def line_flags(self, ref: str) -> str:
        """What must stand beside a line, lest it be taken for more than it is."""
        line = self.report["lines"][ref]
        return " · ".join(filter(None, (self.sentences.line_flags(ref), line["not_judged"], line["no_line"])))

    def verdict_reason(self, verdict: VerdictRecord) -> str:
        """Why the verdict is what it is, and what each reading comes to where readings differ."""
        reason = self.sentences.reason_sentence(verdict, is_in_place=True)
        return " ".join((reason, *self.sentences.reading_sentences(verdict)))

    def verdict_flags(self, verdict: VerdictRecord) -> str:
        flags = [
            self.sentences.confidence_note(verdict),
            self.format_message("word.stated_later") if verdict["stated_later"] else "",
            self.format_message("word.inferred") if verdict["inferred"] else "",
        ]
        flag_text = "; ".join(filter(None, flags))
        return f"({flag_text})" if flag_text else ""

    def wants_text(self, wants: Iterable[PartyWant]) -> str:
        """What each party asks for."""
        return wish_sentences(wants, self.sentences)

    def ledger_by_actor(self) -> list[tuple[str, list[LedgerRecord]]]:
        """What every plan lays on an actor and gives it."""
        return list(group_by_key(self.report["ledger"], lambda entry: entry["actor"]).items())

    def touched_rows(self, party: PartyLines) -> list[LineRow]:
        """The lines of a party that a text does something to, or leaves open."""
        return [row for row in party.rows if {cell.verdict for cell in row.cells} - UNTOUCHED_VERDICTS]

    def untouched_rows(self, party: PartyLines) -> list[LineRow]:
        """The other lines: no text does anything to them, as far as is known."""
        return [row for row in party.rows if not {cell.verdict for cell in row.cells} - UNTOUCHED_VERDICTS]

    def law_sentence(self, law: LawFirst) -> str:
        """How many rules ask for how many steps before the plan can be carried out."""
        rules = self.format_message("page.rule_count", n=len(law.needed))
        sentence = self.format_message("page.law_sentence", rules=rules, n=len(law.steps))
        acts = list(dict.fromkeys(self.sentences.word_label(step.act) for step in law.steps))
        if len(acts) <= MAX_NAMED_ACTS:
            return sentence
        return f"{sentence} {self.format_message('page.law_acts', acts='; '.join(acts[:MAX_NAMED_ACTS]))}"

    def law_findings(self, plan: str) -> list[ConstraintFindingRecord]:
        """What a plan runs into, the rules that ask nothing of it left out."""
        return [
            finding
            for finding in self.report["constraints"]
            if finding["plan"] == plan and finding["verdict"] != ConstraintVerdict.COMPATIBLE
        ]

    def step_text(self, step: LawStep) -> str:
        """What is to be done, by whom, and with which majority."""
        act = self.sentences.word_label(step.act)
        details = ", ".join(filter(None, (self.sentences.join_labels(step.by), step.majority)))
        circle = "" if step.number else self.format_message("word.in_circle")
        return "; ".join(filter(None, (capitalise(act) + (f" ({details})" if details else ""), circle)))

    def told_verdicts(self, line: str) -> list[VerdictRecord]:
        """The verdicts on a line that have a reason to read."""
        return [
            verdict
            for verdict in self.all_verdicts
            if verdict["line"] == line and verdict["verdict"] not in UNTOLD_VERDICTS
        ]

    def untold_verdicts(self, line: str) -> list[tuple[str, str]]:
        """The other verdicts on a line, each with its plans by name: of many, that it is all that are not named."""
        plans_by_verdict: dict[str, list[str]] = {verdict: [] for verdict in UNTOLD_VERDICTS}
        for verdict in self.all_verdicts:
            if verdict["line"] == line and verdict["verdict"] in UNTOLD_VERDICTS:
                plans_by_verdict[verdict["verdict"]].append(verdict["plan"])
        longest = max(plans_by_verdict.values(), key=len)
        judged = {verdict["plan"] for verdict in self.all_verdicts if verdict["line"] == line}
        return [
            (verdict, self._plan_names(plans, may_shorten=plans is longest and judged == self.plans_by_id.keys()))
            for verdict, plans in plans_by_verdict.items()
            if plans
        ]

    def _plan_names(self, plans: list[str], *, may_shorten: bool) -> str:
        if may_shorten and len(plans) > MAX_LISTED_PLANS:
            key = "page.every_text" if len(plans) == len(self.plans_by_id) else "page.every_other_text"
            return self.format_message(key, n=len(plans))
        return ", ".join(map(self.plan_name, plans))
