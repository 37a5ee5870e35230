"""The Word report: the same findings as the report value, tracked changes that can be undone, nothing of the user."""

import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from comparer.report.render import render
from tests.report.office_files import (
    DELETED,
    FINGERPRINT,
    HOSTILE,
    INSERTED,
    LONG,
    W,
    as_pdf,
    body,
    hostile,
    members,
    on_another_machine,
    words,
)
from tests.report.read_back import fingerprints
from tests.report.sample import SAMPLE, sample

AS_OF = "2031-04-10T00:00:00Z"


@pytest.fixture(scope="module")
def report() -> dict[str, Any]:
    value: dict[str, Any] = json.loads(SAMPLE.read_text(encoding="utf-8"))
    return value


@pytest.fixture(scope="module")
def document(report: dict[str, Any]) -> bytes:
    content = render("docx", report)
    assert isinstance(content, bytes)
    return content


def tables(content: bytes) -> list[list[list[str]]]:
    return [
        [[words(cell).strip() for cell in row.iter(W + "tc")] for row in table.iter(W + "tr")]
        for table in body(content).iter(W + "tbl")
    ]


def headings(content: bytes) -> list[tuple[str, str]]:
    found = []
    for paragraph in body(content).iter(W + "p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if style is not None and style.attrib[W + "val"].startswith("Heading"):
            found.append((style.attrib[W + "val"], words(paragraph).strip()))
    return found


def test_holds_every_finding_and_no_other(report: dict[str, Any], document: bytes) -> None:
    told = words(body(document)).replace(report["digest"], "")
    accepted = {one["fingerprint"] for one in report["accepted"]}
    assert set(FINGERPRINT.findall(told)) - accepted == set(fingerprints(report)) - accepted
    assert set(fingerprints(report)) <= set(FINGERPRINT.findall(told))


def test_says_what_was_compared_the_limits_and_the_legend(report: dict[str, Any], document: bytes) -> None:
    told = words(body(document))
    for wanted in (report["title"], report["as_of"], report["order"], report["judged"], *report["limits"]):
        assert wanted in told
    for entries in report["legend"].values():
        assert all(entry["says"] in told for entry in entries)
    for ref, clause in report["clauses"].items():
        assert clause["text"] in told, ref
    assert f"links {report['totals']['links']['total']} " in told
    assert f"gaps {report['totals']['gaps']['total']} " in told


def test_footer_holds_the_stamp_and_the_page(report: dict[str, Any], document: bytes) -> None:
    footers = [content.decode() for name, content in members(document).items() if name.startswith("word/footer")]
    (footer,) = [one for one in footers if report["digest"] in one]
    assert f"as of {report['as_of']}" in footer
    assert " PAGE " in footer
    assert " NUMPAGES " in footer


def test_table_of_issues_leaves_two_columns_to_write_in(document: bytes) -> None:
    wide = [rows for rows in tables(document) if "Compromise" in rows[0]]
    assert wide
    for rows in wide:
        assert [cell.partition(" ")[0] for cell in rows[0]] == [
            "Issue", "port-1", "coop-2", "talks-3", "council-0", "Compromise", "Notes",
        ]  # fmt: skip
        assert all(row[-2:] == ["", ""] for row in rows[1:])
    ids = {row[0].splitlines()[-1] for rows in wide for row in rows[1:]}
    assert ids == {f"r{n}" for n in range(1, 9)}


def test_heading_row_comes_again_on_each_page_of_a_landscape_document(document: bytes) -> None:
    for table in body(document).iter(W + "tbl"):
        assert table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None
    size = next(body(document).iter(W + "pgSz")).attrib
    assert size[W + "orient"] == "landscape"
    assert int(size[W + "w"]) > int(size[W + "h"])


def test_more_than_three_plans_make_more_tables(report: dict[str, Any]) -> None:
    base = next(one for one in report["plans"] if one["id"] == report["base"])
    more = [{**base, "id": f"later-{n}", "clause_ids": []} for n in range(3)]
    rows = [{**row, "cells": {**row["cells"], **{one["id"]: [] for one in more}}} for row in report["rows"]]
    content = render("docx", {**report, "plans": [*report["plans"], *more], "rows": rows})
    assert isinstance(content, bytes)
    heads = [rows[0] for rows in tables(content) if "Compromise" in rows[0]]
    assert len({tuple(head) for head in heads}) == 2
    assert all(len(head) == 7 for head in heads)
    assert all(head[1].startswith("port-1") for head in heads)


def test_rejecting_the_changes_leaves_the_base_and_accepting_them_the_other(
    report: dict[str, Any], document: bytes
) -> None:
    changed = [
        p for p in body(document).iter(W + "p") if p.find(W + "ins") is not None or p.find(W + "del") is not None
    ]
    texts = {clause["text"] for clause in report["clauses"].values()}
    assert len(changed) >= 8
    for paragraph in changed:
        for without in (INSERTED, DELETED):
            told = re.sub(r"\s*\[[^]]*(\[ \][^]]*)?\]$", "", words(paragraph, without=without).strip())
            assert told.partition(" ")[2].strip() in texts


def test_tracked_changes_bear_the_program_and_the_date_of_the_report(document: bytes) -> None:
    marked = [one for one in body(document).iter() if W + "author" in one.attrib]
    assert {one.attrib[W + "author"] for one in marked} == {"comparer"}
    assert {one.attrib[W + "date"] for one in marked} == {AS_OF}
    ids = [one.attrib[W + "id"] for one in marked]
    assert len(ids) == len(set(ids))


def test_a_run_that_moved_is_tracked_as_a_move(report: dict[str, Any]) -> None:
    before = "By 1 June the Port Authority dredges the channel of the harbour, and it lights the quay at night."
    after = "It lights the quay at night, and by 1 June the Port Authority dredges the channel of the harbour."
    clauses = {**report["clauses"]}
    for ref, text in (("port-1#1", before), ("coop-2#1", after)):
        clauses[ref] = {**clauses[ref], "text": text}
    content = render("docx", {**report, "clauses": clauses})
    assert isinstance(content, bytes)
    starts = {tag: [one.attrib[W + "name"] for one in body(content).iter(W + tag)]
              for tag in ("moveFromRangeStart", "moveToRangeStart")}  # fmt: skip
    assert starts["moveFromRangeStart"]
    assert sorted(starts["moveFromRangeStart"]) == sorted(starts["moveToRangeStart"])


def test_effect_is_told_apart_from_the_words(document: bytes) -> None:
    effects = [
        paragraph
        for paragraph in body(document).iter(W + "p")
        if (style := paragraph.find(f"{W}pPr/{W}pStyle")) is not None and style.attrib[W + "val"] == "Effect"
    ]
    told = "".join(map(words, effects))
    assert "boats kept: ≤ 40 boats → ≤ 60 boats (asks less)" in told
    assert not any(one.find(W + "ins") is not None for one in effects)


def test_headings_make_an_outline(document: bytes) -> None:
    levels = [int(style[-1]) for style, _ in headings(document)]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    names = [name for style, name in headings(document) if style == "Heading1"]
    assert names[:4] == ["What matters most", "What was compared", "Issues by plans", "Red lines"]
    assert {"Rules in force", "Order of steps", "Figures", "Sources", "Clauses", "Limits", "Legend"} <= set(names)


def test_one_plan_alone_makes_a_document(report: dict[str, Any]) -> None:
    alone = {
        **report, "plans": report["plans"][1:2], "pairs": [], "rows": [], "verdicts": [], "deadlocks": [], "shared": [],
        "totals": {**report["totals"], "plans": 1, "pairs": 0},
    }  # fmt: skip
    content = render("docx", alone)
    assert isinstance(content, bytes)
    assert "One plan read." in words(body(content))


@pytest.mark.parametrize(("language", "heading"), [("uk", "Компроміс"), ("ru", "Компромисс")])
def test_speaks_the_language_of_the_report(language: str, heading: str) -> None:
    content = render("docx", sample(language))
    assert isinstance(content, bytes)
    assert any(heading in rows[0] for rows in tables(content))
    assert f'w:val="{language}-' in members(content)["word/styles.xml"].decode()


def test_same_bytes_whatever_the_clock_the_zone_and_the_hash_seed(document: bytes) -> None:
    assert on_another_machine("docx") == document


def test_names_nobody_but_the_program(document: bytes) -> None:
    core = members(document)["docProps/core.xml"].decode()
    assert set(re.findall(r"<(?:dc:creator|cp:lastModifiedBy)>([^<]*)<", core)) == {"comparer"}
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", core)) == {AS_OF}
    assert not any("thumbnail" in name for name in members(document))


def test_hostile_text_stays_text(report: dict[str, Any]) -> None:
    content = render("docx", hostile(report))
    assert isinstance(content, bytes)
    for name, part in members(content).items():
        if name.endswith((".xml", ".rels")):
            ElementTree.fromstring(part)
    told = words(body(content))
    assert "<script>alert(1)</script> | a b =HYPERLINK" in told
    assert "\\u202egnp.exe \\x1b[31mred" in told
    assert LONG.strip() in told
    assert not re.search("[\u202a-\u202e\x00-\x08\x1b]", told)
    external = re.findall(r'TargetMode="External"', members(content)["word/_rels/document.xml.rels"].decode())
    assert not external
    assert set(fingerprints(report)) <= set(FINGERPRINT.findall(told))


@pytest.mark.office
def test_opens_in_a_word_processor(report: dict[str, Any], document: bytes, soffice: str, tmp_path: Path) -> None:
    told = as_pdf(soffice, document, tmp_path, "report.docx")
    assert " ".join(report["title"].split()) in " ".join(told.split())
    assert re.search(r"Page 1 of \d\d?", told)
    harmed = as_pdf(soffice, render("docx", hostile(report)), tmp_path, "hostile.docx")  # type: ignore[arg-type]
    assert HOSTILE.partition(" ")[0] in harmed
