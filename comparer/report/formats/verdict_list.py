"""Red lines with the answers of plans, for a terminal and for Markdown: no plan is left out for want of width."""

from __future__ import annotations

from collections.abc import Iterator

from comparer.report.formats.text_grid import apply_style, wrap_paragraph
from comparer.report.options import RenderOptions
from comparer.report.sections.line_verdicts import AnswerGroup, LineVerdicts, PartyVerdicts, group_verdicts
from comparer.report.value.types import LineRecord, ReportValue, VerdictRecord
from comparer.report.words.escape import code_span, escape_markdown, safe_line
from comparer.report.words.sentences import ReportSentences

__all__ = ["render_markdown", "render_text"]

MAX_CLAUSES = 6
"""Clauses named beside a plan in a short list."""


def render_text(report: ReportValue, options: RenderOptions, party: str = "") -> str:
    """Each party with its lines, the line that fares worst first; under each the plans by verdict, with the reason."""
    page = _VerdictText(report, options, party)
    return "\n".join(page.lines()) + "\n"


def render_markdown(report: ReportValue, options: RenderOptions, party: str = "") -> str:
    """A table for each party: a row for each line and verdict."""
    page = _VerdictMarkdown(report, options, party)
    return "\n\n".join(page.blocks()) + "\n"


class _VerdictWords:
    """What both forms say alike."""

    def __init__(self, report: ReportValue, options: RenderOptions, party: str) -> None:
        self.report, self.options = report, options
        self.sentences = ReportSentences(report)
        self.parties = group_verdicts(report, party)

    def line_title(self, line: LineVerdicts) -> str:
        return f"{line.line['title']} ({self.sentences.line_flags(line.ref)}) · {line.ref}"

    def answer_title(self, answer: AnswerGroup) -> str:
        mark = self.sentences.mark_and_word("verdict", answer.verdict)
        later = self.sentences.catalogue_text("word.stated_later")
        return f"{mark} ({later})" if answer.stated_later else mark

    def has_reason(self, answer: AnswerGroup) -> bool:
        return self.options.full or not answer.is_quiet

    def reason(self, verdict: VerdictRecord, line: LineRecord) -> str:
        """Why, with a strength that is not that of today and a confidence that is not high; not the line once more."""
        strength = verdict["strength"] if verdict["strength"] != line["strength"] else ""
        notes = [
            self.sentences.catalogue.value_word("strength", strength) if strength else "",
            self.sentences.confidence_note(verdict),
        ]
        note = ", ".join(filter(None, notes))
        reasons = [
            self.sentences.reason_sentence(verdict, is_in_place=True),
            *self.sentences.reading_sentences(verdict),
        ]
        return " ".join(filter(None, [f"({note})" if note else "", *reasons]))

    def clauses(self, verdict: VerdictRecord) -> list[str]:
        clauses = verdict["clauses"]
        if self.options.full or len(clauses) <= MAX_CLAUSES:
            return clauses
        return [*clauses[:MAX_CLAUSES], "…"]

    def unjudged_lines(self, party: PartyVerdicts) -> list[tuple[str, str]]:
        """Lines that no norm can hold, or that are none, each with the reason; only when all is asked for."""
        if not self.options.full:
            return []
        return [
            (f"{ref} {line['title']}", line["not_judged"] or line["no_line"])
            for ref, line in self.report["lines"].items()
            if line["party"] == party.party and (line["not_judged"] or line["no_line"])
        ]

    def closing(self) -> list[str]:
        """How many lines were judged, and which plans were not shown."""
        judged = sum(party.judged for party in self.parties)
        total = sum(party.total for party in self.parties)
        lines = [self.sentences.catalogue_text("sentence.judged", judged=judged, lines=total)]
        if missing := [plan["id"] for plan in self.report["plans"] if plan["id"] not in self.report["focus"]]:
            lines.append(
                self.sentences.catalogue_text("sentence.other_plans", n=len(missing), plans=", ".join(missing))
            )
        return lines


class _VerdictText(_VerdictWords):
    def lines(self) -> Iterator[str]:
        yield apply_style(self._wrap(self.report["title"], "", ""), "strong", self.options.colour)
        yield ""
        for party in self.parties:
            if party.lines:
                name = self.sentences.word_label(party.party)
                yield apply_style(safe_line(name), "strong", self.options.colour)
                yield "━" * min(len(name), self.options.width)
                for line in party.lines:
                    yield from self._line_block(line)
                for title, reason in self.unjudged_lines(party):
                    not_judged = self.sentences.catalogue_text("word.not_judged")
                    yield self._wrap(f"{title}: {not_judged}. {reason}", "    ", "")
                yield ""
        yield from (self._wrap(text, "  ", "") for text in self.closing())

    def _line_block(self, line: LineVerdicts) -> Iterator[str]:
        yield self._wrap(self.line_title(line), "    ", "")
        if line.line["sentence"]:
            yield self._wrap(line.line["sentence"], "  ", "  ")
        for answer in line.answers:
            title = self.answer_title(answer)
            if self.has_reason(answer):
                for verdict in answer.verdicts:
                    plan = self._plan_text(verdict)
                    yield self._wrap(f"{title} · {plan}. {self.reason(verdict, line.line)}", "      ", "  ")
            else:
                plans = ", ".join(map(self._plan_text, answer.verdicts))
                yield self._wrap(f"{title} · {plans}", "      ", "  ")

    def _plan_text(self, verdict: VerdictRecord) -> str:
        name, clauses = self.sentences.plan_name(verdict["plan"]), self.clauses(verdict)
        return f"{name} ({', '.join(clauses)})" if clauses else name

    def _wrap(self, text: str, indent: str, first_indent: str) -> str:
        return wrap_paragraph(safe_line(text), self.options.width, indent, first_indent)


class _VerdictMarkdown(_VerdictWords):
    def blocks(self) -> Iterator[str]:
        yield f"## {escape_markdown(self.report['title'])}"
        headings = self.sentences.column_headings("line", "verdict", "plan", "because")
        for party in self.parties:
            rows = [row for line in party.lines for row in self._verdict_rows_of_line(line)]
            if rows:
                yield f"### {escape_markdown(self.sentences.word_label(party.party))}"
                table = [list(headings), ["---"] * len(headings), *rows]
                yield "\n".join(f"| {' | '.join(row)} |" for row in table)
            if unjudged := self.unjudged_lines(party):
                yield "\n".join(f"- {escape_markdown(f'{title}: {reason}')}" for title, reason in unjudged)
        yield "\n\n".join(map(escape_markdown, self.closing()))

    def _verdict_rows_of_line(self, line: LineVerdicts) -> Iterator[list[str]]:
        """A row for each answer; the line is named in the first of them."""
        title = "<br>".join(map(escape_markdown, filter(None, (self.line_title(line), line.line["sentence"]))))
        for answer in line.answers:
            plans = [_plan_spans(verdict["plan"], self.clauses(verdict)) for verdict in answer.verdicts]
            reasons = [
                f"{code_span(verdict['plan'])} {escape_markdown(self.reason(verdict, line.line))}"
                for verdict in (answer.verdicts if self.has_reason(answer) else ())
            ]
            yield [title, escape_markdown(self.answer_title(answer)), "<br>".join(plans), "<br>".join(reasons)]
            title = ""


def _plan_spans(plan: str, clauses: list[str]) -> str:
    spans = ", ".join(map(code_span, clauses))
    return f"{code_span(plan)} ({spans})" if spans else code_span(plan)
