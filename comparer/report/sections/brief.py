"""The brief: one page of sentences that each rest on findings, for a reader who has the time for one page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from enum import IntEnum
from typing import Final

from comparer.model.relation import VerdictKind
from comparer.report.options import RenderOptions
from comparer.report.sections.brief_values import Brief, BriefSection, BriefSentence
from comparer.report.sections.common_ground import CommonGround, find_common_ground
from comparer.report.sections.law_first import LawFirst, build_law_first
from comparer.report.sections.line_overview import LineOverview, LineRow, build_line_overview
from comparer.report.sections.open_points import OpenPoint, build_open_points
from comparer.report.sections.oriented_pairs import list_text_edits
from comparer.report.sections.outline import list_plans_by_date
from comparer.report.sections.row_choice import DIFFERING_STATES
from comparer.report.sections.wishes import main_wants, wish_sentences
from comparer.report.sections.word_table import CellState, TableCell, TableRow, WordTable
from comparer.report.value.acceptances import iterate_findings
from comparer.report.value.types import DeadlockRecord, PlanRecord, ReportValue, WrittenBriefRecord
from comparer.report.words.dates import format_date
from comparer.report.words.edit_words import edit_sentence
from comparer.report.words.english_norms import capitalise, join_words
from comparer.report.words.sentences import ReportSentences

__all__ = ["Brief", "BriefSection", "BriefSentence", "build_brief"]

MAX_BRIEF_LINES: Final = 64
"""Lines of sentences and headings that one A4 page holds below the title."""
MAX_MOVED_ROWS: Final = 7
MAX_DEADLOCKS: Final = 3
MAX_NAMED_ROWS: Final = 4
MAX_NAMED_EDITS: Final = 4
"""Headings and notes that differ; more are counted."""
MAX_NAMED_STEPS: Final = 3
"""Of the steps of law, those that most clauses wait for."""
MAX_NAMED_LINES: Final = 4
"""Red lines that a sentence on many plans names."""
MAX_PARTLY_KNOWN: Final = 3
"""Texts known in part that have a sentence each; more share one."""
MAX_NAMED_PLANS: Final = 6
"""Plans that a sentence names one by one; of more the newest, and the others by their number."""


REPORT_SECTION_OF_BRIEF: Final = {
    "compared": "reading",
    "moved": "changes",
    "edits": "changes",
    "crossed": "lines",
    "deadlock": "lines",
    "common": "changes",
    "open": "open",
    "law": "law",
    "unknown": "reading",
}
"""The part of a report that says in full what a section of the brief says in short."""


class _Rank(IntEnum):
    """How early sentences give way where the page is full, the first to go last in this list."""

    KEPT = 0
    LATER = 1
    INFERRED = 2
    MOVED = 3
    EDIT = 4
    LAW = 5
    OPEN = 6
    DEADLOCK = 7
    UNJUDGED = 8
    ORIGIN = 9
    OWED = 10


KEPT_BY_RANK: Final = {_Rank.MOVED: 6, _Rank.DEADLOCK: 2, _Rank.OPEN: 3, _Rank.LAW: 2}
"""How many sentences of a kind stand before the others may give way."""


def _place_rank(rank: _Rank, place: int) -> _Rank:
    return rank if place >= KEPT_BY_RANK[rank] else _Rank.KEPT


def build_brief(report: ReportValue, table: WordTable, options: RenderOptions | None = None) -> Brief:
    """The brief on the plans of the table, in the language of the report; at most one page of words.

    With `options.full` it is as long as it needs to be; with `options.sections` it has the parts of these names alone.
    Where a person wrote one, it is theirs, and it names the findings of theirs that the report does not hold.
    """
    is_whole = options is not None and options.full
    writer = _BriefWriter(report, table, is_whole=is_whole)
    if "written_brief" in report:
        return _written_brief(report, report["written_brief"], writer.subtitle())
    sections = [
        section
        for section in writer.write_sections()
        if section.sentences and (options is None or _is_chosen(section, options.sections))
    ]
    return Brief(
        title=report["title"],
        subtitle=writer.subtitle(),
        sections=tuple(sections if is_whole else _fit_page(sections)),
    )


def _is_chosen(section: BriefSection, names: Sequence[str]) -> bool:
    """Whether a section belongs to one of these parts of a report; without a choice every one does."""
    return not names or "brief" in names or REPORT_SECTION_OF_BRIEF[section.heading_key.rpartition(".")[2]] in names


def _written_brief(report: ReportValue, written: WrittenBriefRecord, subtitle: str) -> Brief:
    """What a person wrote, with the fingerprints that no finding of the report has."""
    known_fingerprints = {finding["fingerprint"] for _, finding in iterate_findings(report)}
    known_fingerprints |= {verdict["fingerprint"] for verdict in report["later"]}
    sections = tuple(
        BriefSection(
            heading_key="",
            heading=section["heading"],
            sentences=tuple(
                BriefSentence(sentence["text"], tuple(sentence["findings"])) for sentence in section["sentences"]
            ),
        )
        for section in written["sections"]
    )
    named = dict.fromkeys(
        finding for section in sections for sentence in section.sentences for finding in sentence.findings
    )
    return Brief(
        title=written["title"] or report["title"],
        subtitle=subtitle,
        sections=sections,
        written_by_hand=True,
        stale=tuple(finding for finding in named if finding not in known_fingerprints),
    )


def _fit_page(sections: Sequence[BriefSection]) -> list[BriefSection]:
    """The sections with as many sentences as one page has room for.

    Those of the greatest rank give way first; where none is left, the last of the longest section, never its first.
    """
    fitted = list(sections)
    while sum(section.line_count for section in fitted) > MAX_BRIEF_LINES:
        ranks = [
            (sentence.rank, section.line_count * (number > 0), place, number)
            for place, section in enumerate(fitted)
            for number, sentence in enumerate(section.sentences)
            if sentence.rank or number
        ]
        if not ranks:
            break
        *_, place, number = max(ranks)
        section = fitted[place]
        kept = section.sentences[:number] + section.sentences[number + 1 :]
        fitted[place] = replace(section, sentences=kept, omitted=section.omitted + 1)
    return [section for section in fitted if section.sentences]


class _BriefWriter:
    """The sentences of one brief."""

    def __init__(self, report: ReportValue, table: WordTable, *, is_whole: bool = False) -> None:
        self.report, self.table = report, table
        self.max_moved_rows = None if is_whole else MAX_MOVED_ROWS
        self.max_deadlocks = None if is_whole else MAX_DEADLOCKS
        self.sentences = ReportSentences(report)
        self.lines: LineOverview = build_line_overview(report, table.plans)

    def say(self, key: str, **fields: object) -> str:
        return self.sentences.catalogue_text(f"brief.{key}", **fields)

    def subtitle(self) -> str:
        as_of = format_date(self.report["as_of"], self.sentences.catalogue)
        return self.sentences.wording_text("brief.subtitle", as_of=as_of)

    def say_capitalised(self, key: str, **fields: object) -> str:
        """A sentence that begins with a name, which may begin with an article."""
        return capitalise(self.say(key, **fields))

    def name_plans(self, plan_ids: Iterable[str]) -> str:
        """Plans as a sentence names them; of many the first few, and how many more."""
        names = list(map(self.sentences.plan_phrase, plan_ids))
        if len(names) > MAX_NAMED_PLANS:
            left_out = len(names) - MAX_NAMED_PLANS + 1
            names = [*names[: MAX_NAMED_PLANS - 1], self.say("more_plans", n=left_out)]
        return join_words(names, self.sentences.catalogue_text("word.and"))

    def write_sections(self) -> Iterator[BriefSection]:
        yield self._section("compared", self._compared_sentences())
        yield self._section("moved", self._moved_sentences())
        yield self._section("edits", self._edit_sentences())
        yield self._section("crossed", self._crossed_sentences())
        yield self._section("deadlock", self._deadlock_sentences())
        yield self._section("common", self._common_sentences())
        yield self._section("open", self._open_sentences())
        yield self._section("law", self._law_sentences())
        yield self._section("unknown", self._unknown_sentences())

    def _section(self, name: str, sentences: Iterable[BriefSentence]) -> BriefSection:
        return BriefSection(f"brief.heading.{name}", tuple(sentences))

    def _plan_records(self) -> list[PlanRecord]:
        """The plans of the table, the earlier first."""
        return list_plans_by_date(self.report, self.table.plans)

    def _compared_sentences(self) -> Iterator[BriefSentence]:
        """The plans with their dates and how far each is known; of many how many they are, and the newest."""
        plans = self._plan_records()
        if len(plans) > MAX_NAMED_PLANS:
            dates = [format_date(plan["issued"], self.sentences.catalogue) for plan in plans if plan["issued"]]
            text = self.say(
                "plans_many",
                n=len(plans),
                partial=sum(plan["coverage"] == "partial" for plan in plans),
                first=dates[0] if dates else self.say("undated"),
                last=dates[-1] if dates else self.say("undated"),
                name=self.sentences.plan_phrase(plans[-1]["id"]),
            )
        else:
            text = self.say(
                "compared" if len(plans) > 1 else "compared_one", texts="; ".join(map(self._plan_text, plans))
            )
        yield BriefSentence(text)

    def _plan_text(self, plan: PlanRecord) -> str:
        """A plan with its date and how far it is known."""
        unstated_count = sum(plan["known"].values()) - plan["known"]["stated"]
        key = "partial" if plan["coverage"] == "partial" else "mixed" if unstated_count else ""
        return self.say(
            "plan" if plan["issued"] else "plan_undated",
            name=self.sentences.plan_phrase(plan["id"]),
            date=format_date(plan["issued"], self.sentences.catalogue),
            known=self.say(key, n=unstated_count, total=plan["clauses"]) if key else "",
        )

    def _moved_sentences(self) -> Iterator[BriefSentence]:
        """The weightiest rows on which a plan departs from the base, one of each subject before the second of any."""
        rows = {row.id: row for row in self.table.rows}
        moved = [rows[row_id] for row_id in self.table.leading if _is_moved(rows[row_id])]
        first_of_group = {row.group: row.id for row in reversed(moved)}
        moved.sort(key=lambda row: first_of_group[row.group] != row.id)
        for place, row in enumerate(moved[: self.max_moved_rows]):
            yield BriefSentence(
                text=self.say("row", label=row.label, cells=self.row_words(row)),
                findings=tuple(dict.fromkeys(link["fingerprint"] for cell in row.cells for link in cell.links)),
                rows=(row.id,),
                clauses=tuple(f"{cell.plan}#{clause_id}" for cell in row.cells for clause_id in cell.clauses),
                rank=_place_rank(_Rank.MOVED, place),
            )

    def _edit_sentences(self) -> Iterator[BriefSentence]:
        """Headings and notes that differ from those of the base: the first few, and how many more."""
        edits = [
            (plan, edit)
            for plan in self.table.plans
            if plan != self.table.base
            for edit in list_text_edits(self.report, self.table.base, plan)
        ]
        for plan, edit in edits[:MAX_NAMED_EDITS]:
            text = edit_sentence(edit, self.sentences)
            if len(self.table.plans) > 2:
                left, right = map(self.sentences.plan_phrase, (self.table.base, plan))
                text = self.sentences.catalogue_text("sentence.edits_between", left=left, right=right, edits=text)
            sides = ((self.table.base, edit["left"]), (plan, edit["right"]))
            clauses = tuple(f"{side}#{clause_id}" for side, clause_ids in sides for clause_id in clause_ids)
            yield BriefSentence(text if text.endswith(".") else f"{text}.", clauses=clauses, rank=_Rank.EDIT)
        if len(edits) > MAX_NAMED_EDITS:
            yield BriefSentence(self.say("edits_more", n=len(edits) - MAX_NAMED_EDITS))

    def row_words(self, row: TableRow) -> str:
        """What the plans say on a row, those that say the same together; of many the newest that say something."""
        shown_plans = self._plans_with_words(row)
        plans_by_words: dict[str, list[str]] = {}
        for cell in row.cells:
            if cell.plan in shown_plans:
                plans_by_words.setdefault(self.cell_words(cell), []).append(cell.plan)
        texts = [
            self.say("cell", plans=self.sentences.join_plan_names(plans), words=words.rstrip(" .:;"))
            for words, plans in plans_by_words.items()
        ]
        left_out = len(row.cells) - len(shown_plans)
        return " ".join([*texts, *([self.say("cells_left", n=left_out)] if left_out else [])])

    def _plans_with_words(self, row: TableRow) -> frozenset[str]:
        """All plans of a row; of many the newest of those that say something on it."""
        plans = [plan["id"] for plan in self._plan_records()]
        if len(plans) <= MAX_NAMED_PLANS:
            return frozenset(plans)
        return frozenset([plan for plan in plans if row.find_cell(plan).words][-MAX_NAMED_PLANS + 1 :])

    def cell_words(self, cell: TableCell) -> str:
        """The words of a cell; what the plan does where there are none, or it is put off or taken out."""
        clauses = [self.report["clauses"][f"{cell.plan}#{clause_id}"] for clause_id in cell.clauses]
        is_deferred = cell.state is CellState.LEFT_OPEN and all(clause["state"] == "deferred" for clause in clauses)
        if is_deferred or cell.state is CellState.STRUCK or not cell.words:
            return self.sentences.catalogue.value_word("brief", f"state.{cell.state}")
        return cell.words

    def _crossed_sentences(self) -> Iterator[BriefSentence]:
        """By party the lines that it had stated and that a text crosses; then stated later, and not given."""
        any_lines = False
        for party in self.lines.parties:
            any_lines = any_lines or bool(party.rows)
            crossed = [row for row in party.rows if not row.inferred and _plans_with(row, VerdictKind.BREACHED)]
            if crossed:
                lines = self._line_list(crossed, VerdictKind.BREACHED)
                text = self.say("party_lines", party=self.sentences.word_label(party.party), lines=lines)
                yield BriefSentence(text, _findings_of(crossed, VerdictKind.BREACHED))
        rows = [row for party in self.lines.parties for row in party.rows]
        if any_lines and not any(_plans_with(row, VerdictKind.BREACHED) for row in rows if not row.inferred):
            yield BriefSentence(self.say("none_crossed"), tuple(cell.fingerprint for row in rows for cell in row.cells))
        yield from self._other_line_sentences(rows)

    def _other_line_sentences(self, rows: Sequence[LineRow]) -> Iterator[BriefSentence]:
        later = [
            row
            for party in self.lines.parties
            for row in party.stated_later
            if not row.inferred and _plans_with(row, VerdictKind.BREACHED)
        ]
        if later:
            text = self.say("later", lines=self._line_list(later, VerdictKind.BREACHED, with_party=True))
            yield BriefSentence(text, _findings_of(later, VerdictKind.BREACHED), rank=_Rank.LATER)
        owed = [row for row in rows if not row.inferred and _plans_with(row, VerdictKind.UNMET)]
        if owed:
            text = self.say("owed", lines=self._line_list(owed, VerdictKind.UNMET, with_party=True))
            yield BriefSentence(text, _findings_of(owed, VerdictKind.UNMET), rank=_Rank.OWED)
        inferred = [row for row in rows if row.inferred and _plans_with(row, VerdictKind.BREACHED)]
        if inferred:
            yield BriefSentence(
                self.say("inferred", n=len(inferred)), _findings_of(inferred, VerdictKind.BREACHED), rank=_Rank.INFERRED
            )

    def _line_list(self, rows: Iterable[LineRow], verdict: VerdictKind, *, with_party: bool = False) -> str:
        """Lines by title with the plans of this verdict, and with their party where those of several stand together."""
        rows = list(rows)
        shown_rows = rows[:MAX_NAMED_LINES] if len(self.table.plans) > MAX_NAMED_PLANS else rows
        titles_by_group: dict[tuple[str, tuple[str, ...]], list[str]] = {}
        for row in shown_rows:
            party = self.report["lines"][row.line]["party"] if with_party else ""
            titles_by_group.setdefault((party, tuple(_plans_with(row, verdict))), []).append(row.title)
        texts = []
        for (party, plans), titles in titles_by_group.items():
            lines = "; ".join(titles)
            lines = f"{self.sentences.word_label(party)}: {lines}" if party else lines
            key = "line" if len(titles) == 1 else "line_group"
            texts.append(self.say(key, lines=lines, plans=self.name_plans(plans)))
        left_out = len(rows) - len(shown_rows)
        return "; ".join([*texts, *([self.say("more_lines", n=left_out)] if left_out else [])])

    def _deadlock_sentences(self) -> Iterator[BriefSentence]:
        """Stated lines that exclude each other, in the sentences of the lines; of several with one line the first."""
        deadlocks_by_line: dict[str, list[DeadlockRecord]] = {}
        for deadlock in self.report["deadlocks"]:
            if not deadlock["possible"] and {deadlock["a"], deadlock["b"]} <= self.report["lines"].keys():
                deadlocks_by_line.setdefault(deadlock["a"], []).append(deadlock)
        for place, (line_ref, deadlocks) in enumerate([*deadlocks_by_line.items()][: self.max_deadlocks]):
            text = f"{self._line_sentence(line_ref)} {self._line_sentence(deadlocks[0]['b'])}"
            rank = _place_rank(_Rank.DEADLOCK, place)
            yield BriefSentence(text, tuple(deadlock["fingerprint"] for deadlock in deadlocks), rank=rank)

    def _line_sentence(self, line_ref: str) -> str:
        line = self.report["lines"][line_ref]
        return line["sentence"] or f"{self.sentences.word_label(line['party'])}: {line['title']}."

    def _common_sentences(self) -> Iterator[BriefSentence]:
        common = find_common_ground(self.report, self.table.plans, self.table.base)
        if common is None:
            return
        base, plans = self._base_name(common), self.name_plans(common.whole_plans)
        shared = frozenset(common.clauses)
        rows = [row for row in self.table.rows if shared.intersection(row.find_cell(common.base).clauses)]
        labels = [row.label for row in rows[:MAX_NAMED_ROWS]]
        labels += [self.say("and_more")] if len(rows) > MAX_NAMED_ROWS else []
        key = "common" if shared else "common_none"
        text = self.say(key, n=len(shared), total=common.total, base=base, plans=plans, labels=", ".join(labels))
        clauses = tuple(f"{common.base}#{clause_id}" for clause_id in common.clauses)
        yield BriefSentence(text, common.fingerprints, tuple(row.id for row in rows), clauses)

    def _base_name(self, common: CommonGround) -> str:
        """The name of the base, which says so where only some of its clauses are in the report."""
        name = self.name_plans([common.base])
        return self.say("part_of", name=name) if common.is_part else name

    def _open_sentences(self) -> Iterator[BriefSentence]:
        """What the newest of the plans leaves open, and who wants what of it; those with most lines on them first."""
        plan = next(reversed(self._plan_records()), None)
        points = build_open_points(self.report, plan["id"]).points if plan else ()
        points = tuple(sorted(points, key=lambda point: (-len(point.lines), not point.wants)))
        if plan and points:
            yield BriefSentence(self.say_capitalised("open_plan", plan=self.name_plans([plan["id"]]), n=len(points)))
        for place, point in enumerate(points):
            yield BriefSentence(
                text=self._open_text(point),
                findings=tuple(line.fingerprint for line in point.lines),
                rows=(point.question,) if point.question else (),
                clauses=tuple(f"{point.plan}#{clause.clause}" for clause in point.clauses),
                rank=_place_rank(_Rank.OPEN, place),
            )
        if plan and not points and plan["coverage"] == "complete":
            yield BriefSentence(self.say("open_none", plan=self.name_plans([plan["id"]])))

    def _open_text(self, point: OpenPoint) -> str:
        """The question, what the plan says of it, and who wants what."""
        words = "; ".join(self._clause_words(f"{point.plan}#{clause.clause}") for clause in point.clauses)
        question = self.report["questions"].get(point.question)
        texts = [f"{question['label']}." if question else "", f"{words.rstrip(' .')}.", self._wants_text(point)]
        return " ".join(filter(None, texts))

    def _clause_words(self, ref: str) -> str:
        clause = self.report["clauses"][ref]
        return clause["short"] or clause["text"]

    def _wants_text(self, point: OpenPoint) -> str:
        """What the parties that hold red lines ask for; all where none does."""
        return wish_sentences(main_wants(point.wants, self.report), self.sentences)

    def _law_sentences(self) -> Iterator[BriefSentence]:
        laws = build_law_first(self.report, [plan["id"] for plan in self._plan_records()])
        blocked = [(law, finding) for law in laws for finding in law.blocked]
        for law, finding in blocked:
            says = self.report["constraints_in_force"][finding.constraint]["says"]
            yield BriefSentence(
                self.say("blocked", plan=self.name_plans([law.plan]), says=says), (finding.fingerprint,)
            )
        if not blocked and any(law.needed for law in laws):
            yield BriefSentence(self.say("not_blocked"), _needed_findings(laws))
        for place, law in enumerate(sorted(laws, key=lambda law: -len(law.steps))):
            if law.steps:
                steps = sorted(law.steps, key=lambda step: -len(step.clauses))
                acts = list(dict.fromkeys(self.sentences.word_label(step.act) for step in steps))
                key = "steps_some" if len(acts) > MAX_NAMED_STEPS else "steps"
                named_acts = "; ".join(acts[:MAX_NAMED_STEPS])
                text = self.say(key, plan=self.name_plans([law.plan]), n=len(law.steps), acts=named_acts)
                yield BriefSentence(text, _needed_findings([law]), rank=_place_rank(_Rank.LAW, place))

    def _unknown_sentences(self) -> Iterator[BriefSentence]:
        common = find_common_ground(self.report, self.table.plans, self.table.base)
        unreported = [(plan, count) for plan, count in common.unreported if count] if common else []
        if len(unreported) > MAX_PARTLY_KNOWN:
            plans = [plan for plan, _ in unreported]
            yield BriefSentence(self.say("parts_known", n=len(plans), plans=self.name_plans(plans)))
            unreported = []
        for plan, count in unreported:
            if common:
                base, name = self._base_name(common), self.name_plans([plan])
                yield BriefSentence(self.say("part_known", plan=name, n=count, total=common.total, base=base))
        unjudged = [
            row
            for party in self.lines.parties
            for row in party.rows
            if any(cell.verdict is VerdictKind.UNKNOWN and self._is_known_whole(cell.plan) for cell in row.cells)
        ]
        if unjudged:
            lines = self._line_list(unjudged, VerdictKind.UNKNOWN, with_party=True)
            yield BriefSentence(
                self.say("unjudged", lines=lines), _findings_of(unjudged, VerdictKind.UNKNOWN), rank=_Rank.UNJUDGED
            )
        if not self.sentences.quotes_files:
            yield BriefSentence(self.say("origin"), rank=_Rank.ORIGIN)

    def _is_known_whole(self, plan_id: str) -> bool:
        return any(plan["id"] == plan_id and plan["coverage"] == "complete" for plan in self.report["plans"])


def _is_moved(row: TableRow) -> bool:
    """Whether a plan says something else than another, or has nothing where another has something."""
    states = {cell.state for cell in row.cells}
    has_words = any(cell.words for cell in row.cells)
    return bool(states & DIFFERING_STATES) or (has_words and CellState.NOTHING in states)


def _plans_with(row: LineRow, verdict: VerdictKind) -> list[str]:
    return [cell.plan for cell in row.cells if cell.verdict is verdict]


def _findings_of(rows: Iterable[LineRow], verdict: VerdictKind) -> tuple[str, ...]:
    return tuple(cell.fingerprint for row in rows for cell in row.cells if cell.verdict is verdict)


def _needed_findings(laws: Iterable[LawFirst]) -> tuple[str, ...]:
    return tuple(finding.fingerprint for law in laws for finding in law.needed)
