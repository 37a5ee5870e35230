"""The findings packed for the page's script: tables with their columns named once, plans by number, sentences ready.

The script draws from this what a reader asks for. Nothing of the report's findings is left out; what is drawn in the
page already (ranges, ledger, steps, dates) is not repeated.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, TypedDict

from comparer.report.formats.page.matrix_data import mirrored_relations, pack_matrix
from comparer.report.formats.page.texts import change_in_words, compact_redline, make_displayable, redline_of_link
from comparer.report.sections import outline
from comparer.report.value.types import (
    AcceptanceRecord,
    ConstraintRecord,
    ContradictionRecord,
    DeadlockRecord,
    LineRecord,
    PlanFindingRecord,
    PlanRecord,
    ReportValue,
    RowRecord,
    SourceRecord,
)
from comparer.report.words.sentences import ReportSentences

LINE_KEYS: Final = ("id", "title", "issue", "strength", "inferred", "not_judged", "no_line", "note")
LAW_KEYS: Final = ("title", "says", "force", "from", "until", "certainty", "issue", "cites", "note")
SOURCE_KEYS: Final = ("type", "publisher", "title", "date", "address", "leaning", "fault", "read")
"""What the script has of a red line, of a rule in force and of a source as it stands in the report."""


class PackedTable(TypedDict):
    """Rows under names that are written once."""

    fields: list[str]
    rows: list[list[object]]


def page_data(report: ReportValue, sentences: ReportSentences, texts: Mapping[str, str]) -> object:
    """The value that the page embeds; `texts` are the sentences that the script needs, by key."""
    plan_numbers = {plan["id"]: plan_number for plan_number, plan in enumerate(report["plans"])}
    page_value: dict[str, object] = {
        "version": report["version"],
        "language": report["language"],
        "title": report["title"],
        "stamp": sentences.stamp_sentence(),
        "base": plan_numbers.get(report["base"], 0),
        "totals": report["totals"],
        "texts": dict(texts),
        "legend": report["legend"],
        "words": {
            group: _words_of_group(sentences, group) for group in ("strength", "force", "kind", "coverage", "lineage")
        },
        "plans": [_pack_plan_entry(plan, sentences) for plan in report["plans"]],
        "issues": [[issue["id"], issue["label"], issue["definition"]] for issue in report["issues"]],
        "clauses": _pack_clause_table(report, sentences, plan_numbers),
        "rows": [[row["id"], row["issue"], row["label"], _pack_row_cells(row, plan_numbers)] for row in report["rows"]],
        "matrix": pack_matrix(report),
        "mirrors": mirrored_relations(),
        "pairs": _pack_pair_rows(report, plan_numbers),
        "links": _pack_link_table(report, sentences),
        "gaps": _pack_gap_table(report, plan_numbers),
        "lines": {ref: _pack_line_entry(line, sentences) for ref, line in report["lines"].items()},
        "verdicts": _pack_verdict_table(report, sentences, plan_numbers),
        "laws": {name: _pack_law_entry(name, law, sentences) for name, law in report["constraints_in_force"].items()},
        "constraints": _pack_constraint_table(report, sentences, plan_numbers),
        "single": _pack_single_finding_table(report, sentences),
        "wordings": [
            [wording["issue"], wording["clause"], wording["breaches"], wording["strains"]]
            for wording in report["wordings"]
        ],
        "accepted": {
            acceptance["fingerprint"]: _acceptance_sentence(acceptance, sentences) for acceptance in report["accepted"]
        },
        "rules": {name: [rule["title"], rule["says"], rule["why"]] for name, rule in report["rules"].items()},
        "sources": {name: _pack_source_entry(source) for name, source in report["sources"].items()},
        "lineage": [[plan_numbers[edge["plan"]], edge["kind"], edge["of"]] for edge in report["lineage"]],
    }
    return _make_values_displayable(page_value)


def pack_table(field_names: str, rows: Iterable[Sequence[object]]) -> PackedTable:
    return {"fields": field_names.split(), "rows": [list(row) for row in rows]}


def _make_values_displayable(value: object) -> object:
    if isinstance(value, str):
        return make_displayable(value)
    if isinstance(value, dict):
        return {make_displayable(key): _make_values_displayable(inner) for key, inner in value.items()}
    return [_make_values_displayable(inner) for inner in value] if isinstance(value, (list, tuple)) else value


def _words_of_group(sentences: ReportSentences, group: str) -> dict[str, str]:
    return {value: sentences.catalogue.value_word(group, value) for value in sentences.catalogue.group_values(group)}


def _pack_plan_entry(plan: PlanRecord, sentences: ReportSentences) -> dict[str, object]:
    full_text = plan["full_text"]
    return {
        "id": plan["id"],
        "title": plan["title"],
        "kind": plan["kind"],
        "coverage": plan["coverage"],
        "issued": plan["issued"],
        "by": sentences.join_labels(plan["proposers"]),
        "parties": sentences.join_labels(plan["parties"]),
        "summary": plan["summary"],
        "note": plan["note"],
        "known": sentences.counts_text("known", plan["known"]),
        "address": full_text["address"] if full_text else "",
        "opened": bool(full_text and full_text["opened"]),
        "disputed": [[dispute["about"], dispute["note"], dispute["cites"]] for dispute in plan["disputed"]],
        "reactions": [
            [
                sentences.word_label(reaction["party"]),
                sentences.catalogue.value_word("reaction", reaction["says"]),
                reaction["date"],
                reaction["cites"],
            ]
            for reaction in plan["reactions"]
        ],
        "clauses": plan["clause_ids"],
    }


def _pack_clause_table(report: ReportValue, sentences: ReportSentences, plan_numbers: Mapping[str, int]) -> PackedTable:
    return pack_table(
        "plan id text issue norm known state evidence cites heading holder note variants place",
        (
            (
                plan_numbers[clause["plan"]],
                *(
                    clause["id"],
                    clause["text"],
                    clause["issue"],
                    sentences.norm_text(clause),
                    clause["known"],
                    clause["state"],
                    clause["evidence"],
                ),
                *(clause["cites"], clause["heading"], sentences.word_label(clause["holder"]), clause["note"]),
                [
                    [
                        sentences.word_label(variant["holder"]) or variant["family"],
                        variant["text"],
                        sentences.norm_text(variant),
                        variant["known"],
                        variant["cites"],
                    ]
                    for variant in clause["variants"]
                ],
                clause["place"],
            )
            for clause in report["clauses"].values()
        ),
    )


def _pack_row_cells(row: RowRecord, plan_numbers: Mapping[str, int]) -> dict[str, list[str]]:
    return {
        str(plan_numbers[plan]): clause_ids
        for plan, clause_ids in row["cells"].items()
        if clause_ids and plan in plan_numbers
    }


def _pack_pair_rows(report: ReportValue, plan_numbers: Mapping[str, int]) -> list[list[object]]:
    """Left, right, and the matches that were seen and not made: possible ones, then ambiguous ones."""
    return [
        [
            plan_numbers[pair["left"]],
            plan_numbers[pair["right"]],
            *(
                [[match["left"], match["right"]] for match in pair[match_kind]]
                for match_kind in ("possible", "ambiguous")
            ),
        ]
        for pair in report["pairs"]
    ]


def _pack_link_table(report: ReportValue, sentences: ReportSentences) -> PackedTable:
    return pack_table(
        "pair left right relation basis confidence reason score matched_by pin_reason changes favours fingerprint"
        " accepted redline",
        (
            (
                pair_number,
                *(link[link_key] for link_key in ("left", "right", "relation", "basis", "confidence")),
                *(sentences.link_reason(link), link["score"], link["matched_by"], link["pin_reason"]),
                [list(change_in_words(link_change, sentences).values()) for link_change in link["changes"]],
                sentences.join_labels(link["favours"]),
                link["fingerprint"],
                int(link["accepted"]),
                compact_redline(redline_of_link(pair, link, sentences)),
            )
            for pair_number, pair in enumerate(report["pairs"])
            for link in pair["links"]
        ),
    )


def _pack_gap_table(report: ReportValue, plan_numbers: Mapping[str, int]) -> PackedTable:
    return pack_table(
        "pair plan clause missing kind by fingerprint accepted",
        (
            (
                pair_number,
                plan_numbers[gap["plan"]],
                gap["clause"],
                plan_numbers[gap["missing_from"]],
                gap["kind"],
                gap["by"],
                gap["fingerprint"],
                int(gap["accepted"]),
            )
            for pair_number, pair in enumerate(report["pairs"])
            for gap in pair["gaps"]
        ),
    )


def _pack_line_entry(line: LineRecord, sentences: ReportSentences) -> dict[str, object]:
    return {
        **{key: line[key] for key in LINE_KEYS},
        "party": sentences.word_label(line["party"]),
        "judged_reading": line["reading"] == "judged",
        "versions": [
            {
                "from": version["from"],
                "until": version["until"],
                "strength": version["strength"],
                "norms": [sentences.norm_text(norm) for norm in version["norms"]],
                "said_by": version["said_by"],
                "known": version["known"],
                "evidence": version["evidence"],
                "cites": version["cites"],
                "note": version["note"],
            }
            for version in line["versions"]
        ],
    }


def _pack_verdict_table(
    report: ReportValue, sentences: ReportSentences, plan_numbers: Mapping[str, int]
) -> PackedTable:
    return pack_table(
        "plan line verdict strength inferred stated_later confidence clauses notes rule because holder version readings"
        " fingerprint accepted",
        (
            (
                plan_numbers[verdict["plan"]],
                *(
                    verdict["line"],
                    verdict["verdict"],
                    verdict["strength"],
                    int(verdict["inferred"]),
                    int(verdict["stated_later"]),
                ),
                *(
                    verdict["confidence"],
                    verdict["clauses"],
                    verdict["notes"],
                    verdict["rule"],
                    sentences.reason_sentence(verdict),
                ),
                sentences.word_label(verdict["holder"]),
                verdict["version"],
                [
                    [
                        reading["of"],
                        reading["verdict"],
                        sentences.word_label(reading["holder"]) or reading["family"],
                        reading["because"],
                    ]
                    for reading in verdict["readings"]
                ],
                verdict["fingerprint"],
                int(verdict["accepted"]),
            )
            for verdict in outline.list_verdicts(report)
        ),
    )


def _pack_law_entry(constraint_id: str, law: ConstraintRecord, sentences: ReportSentences) -> dict[str, object]:
    return {
        **{key: law[key] for key in LAW_KEYS},
        "binds": sentences.join_labels(law["binds"]),
        "steps": [
            [sentences.step_sentence(sentences.find_step(constraint_id, step["id"])), step["note"]]
            for step in law["steps"]
        ],
    }


def _pack_constraint_table(
    report: ReportValue, sentences: ReportSentences, plan_numbers: Mapping[str, int]
) -> PackedTable:
    return pack_table(
        "plan constraint verdict clauses steps rule because force in_force_later note_only confidence fingerprint"
        " accepted told",
        (
            (
                plan_numbers[finding["plan"]],
                *(finding[finding_key] for finding_key in ("constraint", "verdict", "clauses", "steps", "rule")),
                *(sentences.reason_sentence(finding), finding["force"]),
                *(
                    int(finding["in_force_later"]),
                    int(finding["note_only"]),
                    finding["confidence"],
                    finding["fingerprint"],
                ),
                int(finding["accepted"]),
                sentences.step_sentences(finding),
            )
            for finding in report["constraints"]
        ),
    )


def _pack_single_finding_table(report: ReportValue, sentences: ReportSentences) -> PackedTable:
    """Deadlocks, contradictions and findings on one plan: a sentence, why, and the clauses and lines it names."""

    def pack_finding_row(
        kind: str,
        sentence: str,
        single_finding: DeadlockRecord | ContradictionRecord | PlanFindingRecord,
        clause_refs: list[str],
        line_refs: list[str],
    ) -> list[object]:
        return [
            kind,
            sentence,
            sentences.reason_sentence(single_finding),
            clause_refs,
            line_refs,
            single_finding["fingerprint"],
            int(single_finding["accepted"]),
        ]

    rows = [
        pack_finding_row(
            "deadlocks", sentences.deadlock_sentence(deadlock), deadlock, [], [deadlock["a"], deadlock["b"]]
        )
        for deadlock in report["deadlocks"]
    ]
    rows += [
        pack_finding_row(
            "contradictions",
            sentences.contradiction_sentence(contradiction),
            contradiction,
            _clause_references(contradiction["plan"], (contradiction["a"], contradiction["b"])),
            [],
        )
        for contradiction in report["contradictions"]
    ]
    rows += [
        pack_finding_row(
            "plan_findings",
            sentences.plan_finding_sentence(finding),
            finding,
            _clause_references(finding["plan"], finding["clauses"]),
            [],
        )
        for finding in report["plan_findings"]
    ]
    return pack_table("kind text because clauses lines fingerprint accepted", rows)


def _clause_references(plan_id: str, clause_ids: Iterable[str]) -> list[str]:
    return [f"{plan_id}#{clause_id}" for clause_id in clause_ids]


def _acceptance_sentence(acceptance: AcceptanceRecord, sentences: ReportSentences) -> str:
    acceptance_text = sentences.catalogue_text(
        "sentence.accepted", by=acceptance["by"], date=acceptance["date"], reason=acceptance["reason"]
    )
    state_text = sentences.catalogue_text(f"sentence.accepted_{acceptance['state']}")
    return f"{acceptance_text} ({state_text})"


def _pack_source_entry(source: SourceRecord) -> dict[str, object]:
    facts = {fact["at"]: fact["says"] for fact in source["facts"]}
    return {**{key: source[key] for key in SOURCE_KEYS}, "facts": facts}
