"""How far the program agrees with pairs of plans that were read row by row (expert-pairs/README.md).

Usage: python -m tests.record.expert_pairs [TABLES] [--report REPORT.json]. TABLES is a folder of tables, or one table;
REPORT is a JSON report to read instead of comparing the plans anew. Prints a table of counts, then what differs.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tabulate import tabulate

from comparer.app import disk
from comparer.load.load_workspace import load
from comparer.norms.vocabulary import Vocabulary
from comparer.pipeline.compare import compare
from comparer.report.value.finding_records import PairRecordBuilder
from comparer.report.value.records import build_clause_value
from comparer.report.words.english import build_english_wording

ROOT = Path(__file__).resolve().parents[2]
TABLES = Path(__file__).resolve().parent / "expert-pairs"

SURENESS = ("high", "medium", "low")
LINK_WORDS = frozenset(
    {"same", "reworded", "stricter", "looser", "opposed", "replaced", "mixed", "deferred", "settled", "unclear"}
)
GAP_KINDS = frozenset({"struck", "absent", "deferred", "unreported", "silent", "covered"})
GAP_PREFIX = "gap:"
PARTIES = frozenset({"ukraine", "russia", "united-states", "europe", "nato"})
"""Whom the tables name; guarantors, signatories and the like gain nothing of their own."""
READER_WORDS = {"shifted": "replaced"}
"""What the program calls otherwise than the tables do."""
MIRRORS = {"stricter": "looser", "looser": "stricter", "deferred": "settled", "settled": "deferred"}

PlanIds = tuple[str, str]
Clauses = frozenset[str]


@dataclass(frozen=True, slots=True)
class PartyCell:
    """Who gains, or loses: those to be named, those who may be, and whether that is open."""

    named: frozenset[str]
    optional: frozenset[str]
    is_open: bool

    def accepts(self, parties: frozenset[str]) -> bool:
        return self.is_open or self.named <= parties <= self.named | self.optional


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a table. `relations` and `gap_kinds` are the acceptable words, best first; no relation: a gap row."""

    left: Clauses
    right: Clauses
    relations: tuple[str, ...]
    gap_kinds: tuple[str, ...]
    helps: PartyCell
    hurts: PartyCell
    sure: str
    why: str


@dataclass(frozen=True, slots=True)
class ProgramLink:
    """A link as the program has it; `against` is None where it does not say who loses."""

    left: Clauses
    right: Clauses
    relation: str
    favours: frozenset[str]
    against: frozenset[str] | None
    from_gap: bool = False


@dataclass(frozen=True, slots=True)
class ProgramPair:
    """The program's answer on one pair, left and right as in the table; gaps by plan and clause."""

    links: tuple[ProgramLink, ...]
    gaps: Mapping[tuple[str, str], str]


@dataclass(slots=True)
class Tally:
    """Right ones of those judged."""

    right: int = 0
    judged: int = 0

    def count(self, is_right: bool) -> bool:
        self.right += is_right
        self.judged += 1
        return is_right

    def __str__(self) -> str:
        return f"{self.right}/{self.judged}" if self.judged else "-"


@dataclass(slots=True)
class PairScore:
    """Counts on one pair, or on all: a relation or a party is judged on links that were found."""

    links: Tally = field(default_factory=Tally)
    unknown_links: Tally = field(default_factory=Tally)
    relations: Tally = field(default_factory=Tally)
    helps: Tally = field(default_factory=Tally)
    hurts: Tally = field(default_factory=Tally)
    gaps: Tally = field(default_factory=Tally)
    differences: list[str] = field(default_factory=list)

    def tallies(self) -> tuple[Tally, ...]:
        return self.links, self.unknown_links, self.relations, self.helps, self.hurts, self.gaps


COLUMNS = ("pair", "links found", "links no table has", "relation", "helps", "hurts", "gap kind")


def read_tables(path: Path) -> dict[PlanIds, list[TableRow]]:
    """The rows of each pair of plans in a folder of tables, or in one table.

    Raises ValueError where two tables hold the same pair.
    """
    rows: dict[PlanIds, list[TableRow]] = defaultdict(list)
    for file in sorted(path.glob("*.tsv")) if path.is_dir() else [path]:
        with file.open(encoding="utf-8", newline="") as lines:
            records = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
        pairs = {(record["left_plan"], record["right_plan"]) for record in records}
        if twice := sorted(pairs & rows.keys()):
            raise ValueError(f"{file.name}: another table holds {_pair_label(twice[0])} too; name one table")
        for record in records:
            rows[record["left_plan"], record["right_plan"]].append(_build_row(record))
    return dict(rows)


def _build_row(record: Mapping[str, str]) -> TableRow:
    words = record["relation"].split()
    return TableRow(
        left=_split_clauses(record["left_clauses"]),
        right=_split_clauses(record["right_clauses"]),
        relations=tuple(word for word in words if not word.startswith(GAP_PREFIX)),
        gap_kinds=tuple(word.removeprefix(GAP_PREFIX) for word in words if word.startswith(GAP_PREFIX)),
        helps=_build_party_cell(record["helps"]),
        hurts=_build_party_cell(record["hurts"]),
        sure=record["sure"],
        why=record["why"],
    )


def _split_clauses(cell: str) -> Clauses:
    return frozenset(clause.strip() for clause in cell.split(",")) - {"-", ""}


def _build_party_cell(cell: str) -> PartyCell:
    words = cell.replace(",", " ").split()
    optional = {word[1:-1] for word in words if word.startswith("(")}
    return PartyCell(frozenset(words) & PARTIES, frozenset(optional) & PARTIES, is_open="?" in words)


def compare_plans(pairs: Iterable[PlanIds]) -> list[Any]:
    """The pairs of the record as a JSON report has them."""
    loaded = load(disk.read_workspace(ROOT))
    if loaded.workspace is None:
        raise SystemExit("the record has faults: run comparer validate")
    chosen = sorted({plan for pair in pairs for plan in pair})
    words = build_english_wording(Vocabulary(loaded.workspace.vocabulary).word_label, {}, {}, {}, {})
    clauses = {clause.ref: build_clause_value(clause) for plan in loaded.workspace.plans for clause in plan.clauses}
    builder = PairRecordBuilder(words, clauses, {})
    return [builder.build_pair_value(pair) for pair in compare(loaded.workspace, chosen).pairs]


def build_program_pair(values: Iterable[Any], pair: PlanIds) -> ProgramPair:
    """What the values of a report say of one pair, turned where it stands there the other way round.

    Raises ValueError where the report lacks the pair.
    """
    for value in values:
        if {value["left"], value["right"]} == set(pair):
            is_turned = value["left"] != pair[0]
            links = [_build_link(link, is_turned) for link in value["links"]]
            gap_links = [link for gap in value["gaps"] for link in _build_gap_links(gap, pair)]
            links += [link for link in gap_links if not any(_meets(link, text) for text in links)]
            gaps = {(gap["plan"], str(gap["clause"])): str(gap["kind"]) for gap in value["gaps"]}
            return ProgramPair(tuple(links), gaps)
    raise ValueError(f"the report has no pair {_pair_label(pair)}")


def _build_link(value: Any, is_turned: bool) -> ProgramLink:
    left, right = frozenset(map(str, value["left"])), frozenset(map(str, value["right"]))
    relation = READER_WORDS.get(value["relation"], value["relation"])
    if is_turned:
        left, right, relation = right, left, MIRRORS.get(relation, relation)
    favours, against = _build_parties(value)
    if is_turned and against is not None:
        favours, against = against, favours
    return ProgramLink(left, right, relation, favours, against)


def _build_gap_links(value: Any, pair: PlanIds) -> Iterator[ProgramLink]:
    """The link that a gap stands for where its kind is a relation (deferred) and it names the clauses across."""
    if value["kind"] not in LINK_WORDS or not value.get("by"):
        return
    sides = frozenset({str(value["clause"])}), frozenset(str(clause).rpartition("#")[2] for clause in value["by"])
    is_left = value["plan"] == pair[0]
    left, right = sides if is_left else sides[::-1]
    relation = value["kind"] if is_left else MIRRORS.get(value["kind"], value["kind"])
    yield ProgramLink(left, right, relation, *_build_parties(value), from_gap=True)


def _build_parties(value: Any) -> tuple[frozenset[str], frozenset[str] | None]:
    against = value.get("against")
    return frozenset(value.get("favours") or ()) & PARTIES, None if against is None else frozenset(against) & PARTIES


def score_pair(pair: PlanIds, rows: Sequence[TableRow], program: ProgramPair) -> PairScore:
    """Counts and differences of one pair.

    Rows that are not sure are not asked for; a link row that allows a gap is not asked for where the program has one.
    A link of the program answers a row with which it shares a clause on either side.
    """
    score = PairScore()
    link_rows = [row for row in rows if row.relations]
    for row in link_rows:
        if row.sure != "low" and not _is_allowed_gap(row, pair, program):
            _score_row(row, program, score)
    for link in program.links:
        is_known = any(_meets(link, row) for row in rows)
        if not link.from_gap and score.unknown_links.count(not is_known):
            score.differences.append(f"no table: {_link_words(link)}")
    _score_gaps(pair, rows, program, score)
    return score


def _score_row(row: TableRow, program: ProgramPair, score: PairScore) -> None:
    answers = [link for link in program.links if _meets(link, row)]
    if not score.links.count(bool(answers)):
        score.differences.append(f"missed: {_row_words(row)}")
        return
    fitting = [link for link in answers if link.relation in row.relations]
    judged = fitting or answers
    text = "; ".join(_link_words(link) for link in judged)
    if not score.relations.count(bool(fitting)):
        score.differences.append(f"relation: {_row_words(row)}; program {text}")
    if not score.helps.count(any(row.helps.accepts(link.favours) for link in judged)):
        score.differences.append(f"helps: {_row_words(row)}; program {text}")
    losers = [link.against for link in judged if link.against is not None]
    if losers and not score.hurts.count(any(row.hurts.accepts(parties) for parties in losers)):
        score.differences.append(f"hurts: {_row_words(row)}; program {text}")


def _score_gaps(pair: PlanIds, rows: Sequence[TableRow], program: ProgramPair, score: PairScore) -> None:
    """Clauses that stay alone by a table: the kind of gap, or that the program links them where no table does."""
    accepted: dict[tuple[str, str], set[str]] = defaultdict(set)
    alone = set()
    for row in rows:
        if row.sure != "low" and row.gap_kinds:
            for clause in _row_clauses(row, pair):
                accepted[clause].update(row.gap_kinds)
                alone.update([] if row.relations else [clause])
    for clause, kinds in accepted.items():
        kind, label = program.gaps.get(clause), f"{clause[0]}#{clause[1]}"
        if kind is not None:
            if not score.gaps.count(kind in kinds):
                score.differences.append(f"gap: {label} {'/'.join(sorted(kinds))}; program {kind}")
        elif clause in alone and (link := _find_wrong_link(clause, pair, rows, program)):
            score.gaps.count(False)
            score.differences.append(f"no gap: {label} stays alone; program {_link_words(link)}")


def _find_wrong_link(
    clause: tuple[str, str], pair: PlanIds, rows: Sequence[TableRow], program: ProgramPair
) -> ProgramLink | None:
    """A link of the program that holds the clause where no link row of the table, sure or not, does."""
    side = "left" if clause[0] == pair[0] else "right"
    known = [row for row in rows if row.relations and clause[1] in getattr(row, side)]
    holding = (link for link in program.links if clause[1] in getattr(link, side))
    return next((link for link in holding if not any(_meets(link, row) for row in known)), None)


def _is_allowed_gap(row: TableRow, pair: PlanIds, program: ProgramPair) -> bool:
    """Whether the program leaves every clause of one side alone, in a way that the row allows."""
    left = {program.gaps.get((pair[0], clause), "") for clause in row.left}
    right = {program.gaps.get((pair[1], clause), "") for clause in row.right}
    return bool(row.gap_kinds) and (left <= set(row.gap_kinds) or right <= set(row.gap_kinds))


def _row_clauses(row: TableRow, pair: PlanIds) -> Iterator[tuple[str, str]]:
    for plan, clauses in zip(pair, (row.left, row.right), strict=True):
        yield from ((plan, clause) for clause in sorted(clauses))


def _meets(link: ProgramLink, other: TableRow | ProgramLink) -> bool:
    return bool(link.left & other.left and link.right & other.right)


def _side_words(left: Clauses, right: Clauses) -> str:
    return " | ".join(",".join(sorted(side)) or "-" for side in (left, right))


def _link_words(link: ProgramLink) -> str:
    parties = f", for {' '.join(sorted(link.favours))}" if link.favours else ""
    losers = f", against {' '.join(sorted(link.against))}" if link.against else ""
    return f"{_side_words(link.left, link.right)} {link.relation}{parties}{losers}"


def _row_words(row: TableRow) -> str:
    cells = []
    for label, cell in (("for", row.helps), ("against", row.hurts)):
        names = [
            *sorted(cell.named),
            *(f"({party})" for party in sorted(cell.optional)),
            *("?" if cell.is_open else ""),
        ]
        cells += [f", {label} {' '.join(names)}"] if names else []
    return f"{_side_words(row.left, row.right)} {'/'.join(row.relations)}{''.join(cells)} ({row.why})"


def _pair_label(pair: PlanIds) -> str:
    return " -> ".join(pair)


def add_scores(scores: Iterable[PairScore]) -> PairScore:
    """The counts of several pairs together, without their differences."""
    total = PairScore()
    for score in scores:
        for into, tally in zip(total.tallies(), score.tallies(), strict=True):
            into.right += tally.right
            into.judged += tally.judged
    return total


def format_scores(scores: Mapping[PlanIds, PairScore]) -> str:
    """A table of the counts, a row a pair and one for all."""
    labelled = [*((_pair_label(pair), score) for pair, score in scores.items()), ("all", add_scores(scores.values()))]
    cells = [(label, *map(str, score.tallies())) for label, score in labelled]
    return tabulate(cells, headers=COLUMNS, tablefmt="github", disable_numparse=True)


def format_differences(scores: Mapping[PlanIds, PairScore]) -> str:
    """What differs, pair by pair."""
    parts = [
        "\n".join([f"{_pair_label(pair)}:", *(f"  {difference}" for difference in score.differences)])
        for pair, score in scores.items()
        if score.differences
    ]
    return "\n\n".join(parts)


def main() -> None:
    parser = argparse.ArgumentParser(description="Agreement of the program with pairs of plans read row by row.")
    parser.add_argument("tables", nargs="?", type=Path, default=TABLES, metavar="TABLES", help="a folder, or one table")
    parser.add_argument("--report", type=Path, metavar="REPORT.json", help="a JSON report instead of a new comparison")
    arguments = parser.parse_args()
    try:
        tables = read_tables(arguments.tables)
        values = json.loads(arguments.report.read_bytes())["pairs"] if arguments.report else compare_plans(tables)
        scores = {pair: score_pair(pair, rows, build_program_pair(values, pair)) for pair, rows in tables.items()}
    except (OSError, ValueError, KeyError) as error:
        raise SystemExit(f"expert_pairs: {error}") from None
    sys.stdout.write(f"{format_scores(scores)}\n\n{format_differences(scores)}\n")


if __name__ == "__main__":
    main()
