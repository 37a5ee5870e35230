"""The annex of the Word report, on request: every clause in full, the lines and rules in words, and all sources."""

from __future__ import annotations

from collections.abc import Iterator

from comparer.report.formats.office.markup import paragraph_markup, run_markup, table_markup, text_paragraph
from comparer.report.formats.office.text import clause_flags, cut_safe_text, variant_texts
from comparer.report.formats.office.word_agreement import draw_agreement_annex
from comparer.report.formats.office.word_page import TEXT_WIDTH_TWIPS
from comparer.report.sections.table_words import TableWords
from comparer.report.sections.tables import LEDGER_GROUPS
from comparer.report.value.types import ClauseRecord, LineVersionRecord, VerdictRecord
from comparer.report.words.labels import join_nonempty
from comparer.report.words.sentences import ReportSentences


class WordAnnex:
    """Draws the annex of one report: everything that the parts before it leave out."""

    def __init__(self, sentences: ReportSentences) -> None:
        self.report, self.sentences, self.message = sentences.report, sentences, sentences.catalogue_text
        self.words = TableWords(sentences)

    def draw_annex(self) -> Iterator[str]:
        yield paragraph_markup(run_markup(self.message("office.annex")), "Heading1", new_page=True)
        yield from self._clause_sections()
        yield from self._line_sections()
        yield from self._law_section()
        yield from self._finding_sections()
        yield from self._ledger_section()
        yield from draw_agreement_annex(self.sentences)
        yield from self._source_section()

    def _clause_sections(self) -> Iterator[str]:
        headings = [
            *self.sentences.column_headings("clause", "text"),
            self.message("office.norm"),
            *self.sentences.column_headings("known", "sources"),
        ]
        for plan in self.report["plans"]:
            if plan["clause_ids"]:
                yield text_paragraph(
                    f"{self.message('heading.clauses')}: {self.sentences.plan_name(plan['id'])}", "Heading2"
                )
                clauses = (self.report["clauses"][f"{plan['id']}#{clause_id}"] for clause_id in plan["clause_ids"])
                yield table_markup(
                    column_widths_twips(2, 7, 6, 2, 3), headings, [self._clause_row(clause) for clause in clauses]
                )

    def _clause_row(self, clause: ClauseRecord) -> list[str]:
        words = text_paragraph(clause["text"])
        words += "".join(text_paragraph(f"[{text}]", "CellNote") for text in variant_texts(clause, self.sentences))
        words += text_paragraph(clause["note"], "CellNote") if clause["note"] else ""
        known_word = self.sentences.catalogue.value_word("known", clause["known"])
        evidence = join_nonempty([known_word, clause_flags(clause, self.sentences)])
        return [
            paragraph_markup(run_markup(cut_safe_text(clause["id"]), "Ref")),
            words,
            text_paragraph(self.sentences.norm_text(clause)),
            text_paragraph(evidence),
            text_paragraph(", ".join(clause["cites"]), "CellNote"),
        ]

    def _line_sections(self) -> Iterator[str]:
        """Each line with its versions, then what each plan does to it and why."""
        verdicts: dict[str, list[VerdictRecord]] = {}
        for verdict in (*self.report["verdicts"], *self.report["later"]):
            verdicts.setdefault(verdict["line"], []).append(verdict)
        for ref, line in self.report["lines"].items():
            if not verdicts.get(ref) and not line["not_judged"]:
                continue
            party, name = self.sentences.word_label(line["party"]), ref.rpartition("#")[2]
            yield text_paragraph(f"{party}, {name}: {line['sentence'] or line['title']}", "Heading3")
            yield from (text_paragraph(self._version_sentence(version), "Fine") for version in line["versions"])
            if line["not_judged"]:
                yield text_paragraph(f"{self.message('word.not_judged')}: {line['not_judged']}", "Fine")
            yield from (self._verdict_paragraph(verdict) for verdict in verdicts.get(ref, ()))

    def _verdict_paragraph(self, verdict: VerdictRecord) -> str:
        plan, word = (
            self.sentences.plan_name(verdict["plan"]),
            self.sentences.mark_and_word("verdict", verdict["verdict"]),
        )
        texts = [self.sentences.reason_sentence(verdict), *self.sentences.verdict_notes(verdict)]
        head = run_markup(f"{cut_safe_text(plan)}: {word}. ", "Mark")
        return paragraph_markup(head + run_markup(cut_safe_text(join_nonempty(texts, " "))))

    def _version_sentence(self, version: LineVersionRecord) -> str:
        """One dated version of a line: since when, how strongly, what, who said it, and where that stands."""
        catalogue = self.sentences.catalogue
        dates = f"{version['from']} – {version['until']}".strip(" –") if version["until"] else version["from"]
        norms = join_nonempty(self.sentences.norm_text(norm) for norm in version["norms"] if norm["norm"])
        parts = [
            catalogue.value_word("strength", version["strength"]),
            version["sentence"] or norms,
            version["said_by"],
            join_nonempty([catalogue.value_word("known", version["known"]), version["evidence"]], ", "),
            ", ".join(version["cites"]),
            version["note"],
        ]
        return f"{dates}: {join_nonempty(parts)}"

    def _law_section(self) -> Iterator[str]:
        rows = []
        for finding in self.report["constraints"]:
            title = f"{finding['constraint']} {self.sentences.constraint_title(finding['constraint'])}"
            word = self.sentences.mark_and_word("constraint", finding["verdict"])
            rows.append([
                text_paragraph(self.sentences.plan_name(finding["plan"])),
                text_paragraph(title),
                text_paragraph(word),
                text_paragraph(", ".join(finding["clauses"])),
                text_paragraph(self.sentences.constraint_reason(finding)),
                text_paragraph("; ".join(self.sentences.step_sentences(finding))),
            ])  # fmt: skip
        if rows:
            yield text_paragraph(self.message("heading.law"), "Heading2")
            headings = self.sentences.column_headings("plan", "constraint", "verdict", "clauses", "because", "steps")
            yield table_markup(column_widths_twips(3, 5, 3, 3, 8, 8), headings, rows)

    def _finding_sections(self) -> Iterator[str]:
        """What is told in one sentence: what all share, what excludes or contradicts, what stays open, the wordings."""
        report, sentences = self.report, self.sentences
        deadlocks = [
            (sentences.deadlock_sentence(finding), sentences.reason_sentence(finding))
            for finding in report["deadlocks"]
        ]
        contradictions = [
            (sentences.contradiction_sentence(finding), sentences.reason_sentence(finding))
            for finding in report["contradictions"]
        ]
        plan_findings = [
            (sentences.plan_finding_sentence(finding), sentences.reason_sentence(finding))
            for finding in report["plan_findings"]
        ]
        for heading_key, entries in (
            ("shared", [(text, "") for text in sentences.shared_issue_texts()]),
            ("deadlocks", deadlocks),
            ("contradictions", contradictions),
            ("plan_findings", plan_findings),
            ("wordings", [(sentences.wording_sentence(wording), "") for wording in report["wordings"]]),
        ):
            if entries:
                yield text_paragraph(self.message(f"heading.{heading_key}"), "Heading2")
            for sentence, reason in entries:
                yield text_paragraph(f"{sentence}. {reason}".strip())

    def _ledger_section(self) -> Iterator[str]:
        """Who is bound by which clauses, and who benefits."""
        rows = [
            [
                text_paragraph(self.sentences.plan_name(entry["plan"])),
                text_paragraph(self.sentences.word_label(entry["actor"])),
                *(text_paragraph(", ".join(entry[group])) for group in LEDGER_GROUPS),
            ]
            for entry in self.report["ledger"]
        ]
        if rows:
            yield text_paragraph(self.message("heading.ledger"), "Heading2")
            headings = [*self.sentences.column_headings("plan", "actor")]
            headings += [self.sentences.catalogue.value_word("class", group) for group in LEDGER_GROUPS]
            yield table_markup(column_widths_twips(3, 4, 5, 5, 5, 5), headings, rows)

    def _source_section(self) -> Iterator[str]:
        yield text_paragraph(self.message("heading.sources"), "Heading2")
        rows = [
            [
                paragraph_markup(run_markup(cut_safe_text(source_id), "Ref")),
                *(text_paragraph(source[key]) for key in ("publisher", "title", "date", "address")),
            ]
            for source_id, source in self.report["sources"].items()
        ]
        headings = [
            *self.sentences.column_headings("source"),
            self.message("office.publisher"),
            *self.sentences.column_headings("title", "date", "address"),
        ]
        yield table_markup(column_widths_twips(4, 4, 8, 2, 8), headings, rows)


def column_widths_twips(*proportions: int) -> list[int]:
    """Widths in twips that fill the page in the given proportions."""
    return [TEXT_WIDTH_TWIPS * proportion // sum(proportions) for proportion in proportions]
