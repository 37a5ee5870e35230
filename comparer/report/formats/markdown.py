"""The report as Markdown fit for a pull request: one row a finding, stable anchors, long parts folded away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Any

from comparer.report.options import Options
from comparer.report.sections import outline
from comparer.report.sections.matrix import Mark, Matrix
from comparer.report.sections.tables import Table, delta, legend, tables
from comparer.report.words.escape import anchor, code, markdown, one_line
from comparer.report.words.redline import Op, redline
from comparer.report.words.sentences import Phrases

Plain = dict[str, Any]

CELL = 4_000
"""Characters of a clause in a cell; what is longer is cut, and the cut is marked."""


def render(report: Plain, options: Options) -> str:  # noqa: ARG001 - every format is asked in the same way
    """The whole report: text of others escaped, ids as code spans, each finding with its fingerprint as an anchor."""
    page = _Page(report)
    blocks = [
        *_top(page),
        *changes(report),
        *_matrix(page),
        *(block for pair in report["pairs"] for block in _pair(page, pair)),
        *_redlines(page),
        *_tables(page),
        *_clauses(page),
        *_foot(page),
    ]
    return "\n\n".join(blocks) + "\n"


def changes(report: Plain) -> Iterator[str]:
    """What became of findings, where the report tells it: a heading, the counts, a row for each."""
    page = _Page(report)
    table = delta(report, page.phrases)
    if table is None:
        return
    yield page.heading(table.part)
    yield markdown(table.note)
    if table.rows:
        yield _drawn(table)


class _Page:
    def __init__(self, report: Plain) -> None:
        self.report = report
        self.phrases = Phrases(report)

    def text(self, key: str, **fields: object) -> str:
        return self.phrases.text(key, **fields)

    def heading(self, name: str, level: int = 2) -> str:
        return f"{'#' * level} {markdown(self.text(f'heading.{name}'))}"

    def mark(self, group: str, value: str) -> str:
        return markdown(self.phrases.marked(group, value))

    def clauses(self, ids: Iterable[str]) -> str:
        return ", ".join(map(code, ids))

    def clause(self, plan: str, ids: list[str]) -> str:
        """Each clause as its id and text, then its readings; cut where it is very long."""
        said = self.phrases.clause_parts(plan, ids)
        own = set(ids)
        return "<br>".join(
            f"{code(name) if name in own else f'{markdown(name)}:'} {markdown(text, CELL)}" for name, text in said
        )


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A pipe table; the cells are escaped already."""
    lines: list[Sequence[str]] = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _folded(title: str, body: Iterable[str]) -> str:
    inside = "\n\n".join(body)
    return f"<details>\n<summary>{escape(one_line(title))}</summary>\n\n{inside}\n\n</details>"


def _finding(fingerprint: str) -> str:
    return f'<a id="{anchor(fingerprint)}"></a>{code(fingerprint)}'


def _top(page: _Page) -> Iterator[str]:
    report, phrases = page.report, page.phrases
    yield f"# {markdown(report['title'])}"
    yield markdown(outline.compared(report, phrases))
    rows = [[code(name), *map(markdown, rest)] for name, *rest in outline.known(report, phrases)]
    yield _table(page.phrases.columns("plan", "kind", "clauses", "title"), rows)
    if said := outline.shared(report, phrases):
        yield markdown(said)
    if lines := outline.against_base(report, phrases):
        yield "\n".join(f"- {markdown(line)}" for line in lines)
    yield page.heading("matter")
    items = [_item(page, item) for item in outline.matters(report, phrases)]
    yield "\n".join(items) or page.text("sentence.nothing")


def _item(page: _Page, item: outline.Item) -> str:
    mark = markdown(page.phrases.words.mark(item.group, item.value))
    because = f" {markdown(item.because)}" if item.because else ""
    return f"- {mark} {markdown(item.text)}.{because} [#](#{anchor(item.fingerprint)})"


def _matrix(page: _Page) -> Iterator[str]:
    report, base = page.report, page.report["base"]
    if not report["rows"]:
        return
    matrix = Matrix(report)
    plans = [plan["id"] for plan in report["plans"]]
    rows = [
        [
            f'<a id="{anchor("row", row["id"])}"></a>{markdown(page.phrases.row(row))}',
            *(_cell(page, matrix.cell(base, row, plan)) for plan in plans),
        ]
        for row in report["rows"]
    ]
    yield page.heading("matrix")
    yield markdown(page.text("sentence.base", base=base))
    yield _table([page.text("column.issue"), *map(code, plans)], rows)


def _cell(page: _Page, mark: Mark) -> str:
    if mark.value == "empty":
        return ""
    said = "" if mark.value == "base" else page.mark(mark.group, mark.value)
    return " ".join(filter(None, [said, page.clauses(mark.clauses)]))


def _pair(page: _Page, pair: Plain) -> Iterator[str]:
    left, right = pair["left"], pair["right"]
    yield f'<a id="{anchor("pair", left, right)}"></a>'
    title = page.text("sentence.pair", left=left, right=right)
    counts = f"{page.text('heading.align')} {len(pair['links'])}, {page.text('heading.gaps')} {len(pair['gaps'])}"
    yield _folded(f"{title}: {counts}", _inside(page, pair))


def _inside(page: _Page, pair: Plain) -> Iterator[str]:
    phrases, left, right = page.phrases, pair["left"], pair["right"]
    if pair["links"]:
        yield markdown(page.text("sentence.words_redline"))
        rows = [
            [
                page.clause(left, link["left"]),
                _right(page, pair, link),
                _link(page, link),
                _finding(link["fingerprint"]),
            ]
            for link in pair["links"]
        ]
        yield _table([code(left), code(right), *page.phrases.columns("relation", "fingerprint")], rows)
    alone, groups = outline.split(pair["gaps"])
    rows = []
    for gap in alone:
        said = ". ".join(filter(None, [phrases.gap(gap), phrases.accepted(gap)]))
        text = page.clause(gap["plan"], [gap["clause"]])
        rows.append([page.mark("gap", gap["kind"]), markdown(said), text, _finding(gap["fingerprint"])])
    if rows:
        yield _table(
            [page.text("column.kind"), page.text("heading.gaps"), *page.phrases.columns("text", "fingerprint")], rows
        )
    if groups:
        yield "\n".join(_group(page, gaps) for gaps in groups)
    if not pair["links"] and not pair["gaps"]:
        yield page.text("sentence.no_findings")


def _group(page: _Page, gaps: list[Plain]) -> str:
    """Gaps of one kind and direction in one line: the clauses stand in the list of clauses."""
    sentence = page.phrases.gap({**gaps[0], "clause": "\0", "by": []})
    before, _, after = sentence.partition(f"{gaps[0]['plan']}#\0")
    ids = ", ".join(f'<a id="{anchor(gap["fingerprint"])}"></a>{code(gap["clause"])}' for gap in gaps)
    said = f"{markdown(before)} {code(gaps[0]['plan'])} {ids}{markdown(after)}"
    return f"- {page.mark('gap', gaps[0]['kind'])}: {said}"


def _right(page: _Page, pair: Plain, link: Plain) -> str:
    """The right clause as a redline against the left one, where one answers one."""
    clauses = page.report["clauses"]
    sides = ((pair["left"], link["left"]), (pair["right"], link["right"]))
    read = any(clauses[f"{plan}#{one}"]["variants"] for plan, ids in sides for one in ids)
    if link["relation"] == "same" or read or len(link["left"]) != 1 or len(link["right"]) != 1:
        return page.clause(pair["right"], link["right"])
    before = page.phrases.clause_text(pair["left"], link["left"])
    after = page.phrases.clause_text(pair["right"], link["right"])
    if max(len(before), len(after)) > CELL:
        return page.clause(pair["right"], link["right"])
    return f"{code(link['right'][0])} {''.join(map(_op, redline(before, after))).strip()}"


def _op(op: Op) -> str:
    tag = {"delete": "del", "insert": "ins"}.get(op.kind)
    space = " " if op.text[:1].isspace() else ""
    body = markdown(op.text)
    return f"{space}<{tag}>{body}</{tag}>" if tag else f"{space}{body}"


def _link(page: _Page, link: Plain) -> str:
    phrases = page.phrases
    lines = [*phrases.changes(link), phrases.favours(link), phrases.doubt(link)]
    lines += [phrases.words.word("matched_by", link["matched_by"]), phrases.accepted(link)]
    return "<br>".join([f"**{page.mark('relation', link['relation'])}**", *map(markdown, filter(None, lines))])


def _redlines(page: _Page) -> Iterator[str]:
    report, phrases = page.report, page.phrases
    if not report["verdicts"] and not report["deadlocks"]:
        return
    yield page.heading("redlines")
    yield markdown(f"{report['judged']}. {page.text('sentence.confident')}")
    deadlocks = [
        f"- {markdown(phrases.deadlock(deadlock))}. {markdown(phrases.because(deadlock))} "
        f"{_finding(deadlock['fingerprint'])}"
        for deadlock in report["deadlocks"]
    ]
    if deadlocks:
        yield "\n".join(deadlocks)
    for ref, verdicts in outline.grouped(report["verdicts"], "line").items():
        words = ", ".join(
            f"{verdict['plan']} {phrases.words.word('verdict', verdict['verdict'])}" for verdict in verdicts
        )
        line = report["lines"].get(ref, {})
        flags = phrases.line_flags(line)
        title = f"{phrases.label(verdicts[0]['party'])} · {ref} {phrases.line_title(ref)} ({flags}): {words}"
        rows = [_verdict(page, verdict) for verdict in verdicts]
        names = page.phrases.columns("plan", "verdict", "clauses", "because", "fingerprint")
        yield _folded(title, [_table(names, rows)])


def _verdict(page: _Page, one: Plain) -> list[str]:
    because = [page.phrases.because(one), *page.phrases.verdict_notes(one)]
    clauses = page.clauses([*one["clauses"], *one["notes"]])
    mark = page.mark("verdict", one["verdict"])
    return [code(one["plan"]), mark, clauses, "<br>".join(map(markdown, because)), _finding(one["fingerprint"])]


def _tables(page: _Page) -> Iterator[str]:
    """Every simpler part; a heading stands once above the tables of its part."""
    part = ""
    for table in tables(page.report, page.phrases):
        if table.part != part:
            yield page.heading(table.part)
        part = table.part
        if table.note:
            yield markdown(table.note)
        yield _drawn(table)


def _clauses(page: _Page) -> Iterator[str]:
    """Every clause once, folded by plan: its text, what it was encoded to do, how it is known, and from where."""
    report, phrases = page.report, page.phrases
    yield page.heading("clauses")
    names = page.phrases.columns("clause", "issue", "text", "says", "known", "sources")
    for plan in report["plans"]:
        rows = []
        for name in plan["clause_ids"]:
            clause = report["clauses"][f"{plan['id']}#{name}"]
            texts = [
                clause["text"],
                *(f"[{one['holder'] or one['family']}] {one['text']}" for one in clause["variants"]),
            ]
            known = [phrases.words.word("known", clause["known"]), clause["evidence"]]
            known += [phrases.words.word("state", clause["state"])] if clause["state"] != "open" else []
            rows.append(
                [
                    code(name),
                    markdown(phrases.issue(clause["issue"])),
                    "<br>".join(markdown(text, CELL) for text in texts),
                    markdown(phrases.norm(clause)),
                    markdown(", ".join(filter(None, known))),
                    page.clauses(clause["cites"]),
                ]
            )
        yield _folded(f"{plan['id']}: {plan['title']} ({len(rows)})", [_table(names, rows)])


def _drawn(table: Table) -> str:
    rows = [[_as(kind, cell) for kind, cell in zip(table.kinds, row, strict=True)] for row in table.rows]
    return _table(list(map(markdown, table.head)), rows)


def _as(kind: str, cell: str) -> str:
    if kind == "finding":
        return _finding(cell)
    return ", ".join(code(one) for one in cell.split(", ") if one) if kind == "ids" else markdown(cell)


def _foot(page: _Page) -> Iterator[str]:
    report = page.report
    yield page.heading("limits")
    yield "\n".join(f"- {markdown(limit)}" for limit in report["limits"])
    meaning = legend(report, page.phrases)
    yield _folded(
        page.text("heading.legend"), [_table(list(meaning.head), [list(map(markdown, row)) for row in meaning.rows])]
    )
    yield page.heading("totals")
    yield "\n".join(f"- {markdown(line)}" for line in page.phrases.closing())
    yield markdown(report["order"])
    yield markdown(page.phrases.stamp())
