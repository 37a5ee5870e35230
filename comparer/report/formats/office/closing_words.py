"""What stands at the end of an office file: legend, texts compared, sources, and the stamp."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from comparer.report.sections.brief_values import Brief
from comparer.report.sections.outline import list_verdicts
from comparer.report.sections.table_words import TableWords
from comparer.report.sections.word_table import WordTable
from comparer.report.value.types import ReportValue
from comparer.report.words.dates import format_date
from comparer.report.words.labels import join_nonempty
from comparer.report.words.sentences import ReportSentences

DIGEST_CHARS = 8
"""Characters of the digest of the data: enough to tell two states of a record apart."""


def short_stamp(sentences: ReportSentences) -> str:
    """The program, the date of the record and the head of its digest."""
    report = sentences.report
    return sentences.catalogue_text(
        "sentence.stamp",
        tool=report["tool"]["name"],
        version=report["tool"]["version"],
        as_of=format_date(report["as_of"], sentences.catalogue),
        digest=report["digest"][:DIGEST_CHARS],
    )


def footer_stamp(sentences: ReportSentences) -> str:
    """The date of the record and the head of its digest, for the foot of a page."""
    report = sentences.report
    date = format_date(report["as_of"], sentences.catalogue)
    return join_nonempty([date, report["digest"][:DIGEST_CHARS]], " · ")


def brief_notes(brief: Brief, sentences: ReportSentences) -> list[str]:
    """What a reader must know of a brief: that a person wrote it, and what it speaks of that no longer holds."""
    notes = [sentences.catalogue_text("brief.by_hand")] if brief.written_by_hand else []
    return [*notes, sentences.catalogue_text("office.stale_brief")] if brief.stale else notes


def legend_rows(table: WordTable, sentences: ReportSentences) -> Iterator[tuple[str, str, str, str]]:
    """Group, value, mark with word, and meaning of the states and verdicts that occur."""
    catalogue = sentences.catalogue
    cells = [cell for row in table.rows for cell in row.cells]
    states = {cell.state.value for cell in cells}
    verdicts = {chip.verdict for cell in cells for chip in cell.chips}
    for group, occurring in (("cell-state", states), ("verdict", verdicts)):
        for value in catalogue.group_values(group):
            if value in occurring:
                yield group, value, sentences.mark_and_word(group, value), catalogue.value_meaning(group, value)


def plan_lines(table: WordTable, sentences: ReportSentences) -> Iterator[str]:
    """Each text compared: name, title, date, how much of it is known; then how many texts of the report stand apart."""
    words, catalogue = TableWords(sentences), sentences.catalogue
    for plan_id in table.plans:
        plan = words.plan_record(plan_id)
        title = plan["title"] if plan["title"] != sentences.plan_name(plan_id) else ""
        coverage = catalogue.value_word("coverage", plan["coverage"])
        counts = sentences.unstated_counts_text(plan)
        known = f"{coverage} ({counts})" if counts else coverage
        parts = [title, format_date(plan["issued"], catalogue), known, plan_id]
        yield f"{sentences.plan_name(plan_id)}: {join_nonempty(parts)}"
    yield from left_out_notes(table, sentences)


def left_out_notes(table: WordTable, sentences: ReportSentences) -> Iterator[str]:
    """How many texts of the report stand apart, where any do."""
    left_out = len(sentences.report["plans"]) - len(table.plans)
    if left_out:
        yield sentences.catalogue_text("office.plans_left_out", n=left_out)


def list_cited_sources(report: ReportValue, plans: Sequence[str]) -> list[str]:
    """Ids of the sources of these plans' clauses and of the lines and rules held against them, by publisher."""
    verdict_lines = {verdict["line"] for verdict in list_verdicts(report) if verdict["plan"] in plans}
    rules = {finding["constraint"] for finding in report["constraints"] if finding["plan"] in plans}
    cites = [cite for clause in report["clauses"].values() if clause["plan"] in plans for cite in clause["cites"]]
    cites += [cite for line in sorted(verdict_lines & report["lines"].keys()) for cite in _line_cites(report, line)]
    cites += [cite for rule in sorted(rules & report["constraints_in_force"].keys())
              for cite in report["constraints_in_force"][rule]["cites"]]  # fmt: skip
    source_ids = {cite.partition("#")[0] for cite in cites} & report["sources"].keys()

    def sort_key(source_id: str) -> tuple[str, str, str]:
        source = report["sources"][source_id]
        return source["publisher"].lower(), source["date"], source_id

    return sorted(source_ids, key=sort_key)


def publishers_text(
    report: ReportValue, source_ids: Sequence[str], sentences: ReportSentences, limit: int | None = None
) -> str:
    """The publishers of the sources, each with how many of its pages are cited; beyond a limit the most cited.

    What stands behind a comma in the name of a publisher, such as the agency whose report it printed, is left out.
    """
    counts = Counter(report["sources"][source_id]["publisher"].partition(",")[0].strip() for source_id in source_ids)
    ranked = sorted(filter(None, counts), key=lambda publisher: (-counts[publisher], publisher.lower()))
    publishers = sorted(ranked[:limit], key=str.lower)
    names = [f"{publisher} ({counts[publisher]})" if counts[publisher] > 1 else publisher for publisher in publishers]
    if left_out := len(ranked) - len(publishers):
        names.append(sentences.catalogue_text("word.more", n=left_out))
    return "; ".join(names)


def _line_cites(report: ReportValue, line: str) -> list[str]:
    return [cite for version in report["lines"][line]["versions"] for cite in version["cites"]]
