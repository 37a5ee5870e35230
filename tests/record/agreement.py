"""How far two separate encodings of the same clauses agree, field by field.

Usage: python -m tests.record.agreement SAMPLE [--first]. SAMPLE is the number of a sample in second-encoding/. The
second encoding is set beside the record as it stands now, or with --first beside the record as it stood when the two
were first compared (record-SAMPLE.yaml), so that the first figures can be had again after the record was mended.
"""

from __future__ import annotations

import argparse
import math
import random
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import krippendorff
import numpy
import yaml
from tabulate import tabulate

from comparer.app import disk
from comparer.load.construct.norms import DefaultUnits, build_default_units, build_entry_norm
from comparer.load.load_workspace import load
from comparer.model.norm import Modality, Norm, Quantity
from comparer.model.plan import Clause
from comparer.model.workspace import Workspace

ROOT = Path(__file__).resolve().parent.parent.parent
SECOND = Path(__file__).resolve().parent / "second-encoding"
RESAMPLES = 1000
SEED = 20251122

Value = frozenset[Any]
"""What one encoding says in one field: one member where the field holds one word, empty where it says nothing."""
NOTHING = ((frozenset(), frozenset()), (frozenset([False]), frozenset([False])))
"""Pairs in which neither encoding says anything."""


@dataclass(frozen=True, slots=True)
class Encoding:
    issue: str
    norm: Norm | None
    known: str
    state: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Field:
    """A field to compare. `is_set` fields are compared by MASI distance, the others by sameness."""

    name: str
    is_set: bool
    value: Callable[[Encoding], Value]


@dataclass(frozen=True, slots=True)
class Figures:
    """Agreement on one field. `used` counts the clauses in which either encoding says anything there.

    `alpha` and its interval are None where all the values are the same, which leaves nothing to measure by.
    """

    field: Field
    clauses: int
    used: int
    raw: float
    raw_used: float | None
    alpha: float | None
    interval: tuple[float, float] | None


def _of_norm(read: Callable[[Norm], Iterable[Any]]) -> Callable[[Encoding], Value]:
    return lambda encoding: frozenset(read(encoding.norm)) if encoding.norm else frozenset()


def _comparator(quantity: Quantity) -> tuple[Any, ...]:
    bounds = (quantity.low, quantity.low_open, quantity.high, quantity.high_open)
    return (quantity.name, *bounds, quantity.about, quantity.unknown, quantity.unit, quantity.of, quantity.start)


def _presence(words: Iterable[Any]) -> tuple[bool]:
    return (bool(tuple(words)),)


FIELDS = (
    Field("issue", False, lambda encoding: frozenset([encoding.issue])),
    Field("bearer", True, _of_norm(lambda norm: norm.bearers)),
    Field("modality", False, _of_norm(lambda norm: [norm.modality.value])),
    Field("act", False, _of_norm(lambda norm: [norm.act] if norm.act else [])),
    Field("object", True, _of_norm(lambda norm: norm.objects)),
    Field("agent given", False, _of_norm(lambda norm: _presence(norm.agents))),
    Field("agent", True, _of_norm(lambda norm: norm.agents)),
    Field("beneficiary given", False, _of_norm(lambda norm: _presence(norm.beneficiaries))),
    Field("beneficiary", True, _of_norm(lambda norm: norm.beneficiaries)),
    Field("with", True, _of_norm(lambda norm: norm.partners)),
    Field("as", True, _of_norm(lambda norm: norm.status)),
    Field("force", False, _of_norm(lambda norm: ["intent"] if norm.intent else [])),
    Field("quantities", True, _of_norm(lambda norm: map(_comparator, norm.terms.quantities))),
    Field("manner", True, _of_norm(lambda norm: norm.terms.manners)),
    Field("instrument", True, _of_norm(lambda norm: norm.terms.instruments)),
    Field("consent", True, _of_norm(lambda norm: norm.terms.consent)),
    Field("conditions", True, _of_norm(lambda norm: norm.conditions)),
    Field("known", False, lambda encoding: frozenset([encoding.known])),
    Field("state", False, lambda encoding: frozenset([encoding.state])),
    Field("evidence", False, lambda encoding: frozenset([encoding.evidence])),
)


GRADED = ("force", "known", "evidence")
"""The fields of a sample that is only graded, not encoded."""


def masi(left: Value, right: Value) -> float:
    """Distance of two sets, 0 to 1: overlap weighed by whether one holds the other. Empty and empty are the same."""
    if left == right:
        return 0.0
    shared = left & right
    holding = 2 / 3 if left <= right or right <= left else 1 / 3
    return 1 - holding * len(shared) / len(left | right)


def sameness(left: Value, right: Value) -> float:
    return float(left != right)


def alpha(pairs: Sequence[tuple[Value, Value]], distance: Callable[[Value, Value], float]) -> float | None:
    """Krippendorff's alpha of two encodings, None where they use one value throughout."""
    domain = sorted({value for pair in pairs for value in pair}, key=_key)
    if len(domain) < 2:
        return None
    code = {value: number for number, value in enumerate(domain)}
    distances = numpy.array([[distance(left, right) for right in domain] for left in domain])
    ratings = [[code[pair[rater]] for pair in pairs] for rater in (0, 1)]

    def metric(_left: Any, _right: Any, i1: Any, i2: Any, **_: Any) -> Any:
        return distances[i1, i2]

    return float(
        krippendorff.alpha(reliability_data=ratings, value_domain=range(len(domain)), level_of_measurement=metric)
    )


def _key(value: Value) -> list[str]:
    return sorted(map(repr, value))


def figures(field: Field, pairs: Sequence[tuple[Value, Value]]) -> Figures:
    distance = masi if field.is_set else sameness
    used = [pair for pair in pairs if pair not in NOTHING]
    return Figures(
        field=field,
        clauses=len(pairs),
        used=len(used),
        raw=_exact(pairs),
        raw_used=_exact(used) if used else None,
        alpha=alpha(pairs, distance),
        interval=_interval(pairs, distance),
    )


def _exact(pairs: Sequence[tuple[Value, Value]]) -> float:
    return sum(left == right for left, right in pairs) / len(pairs)


def _interval(
    pairs: Sequence[tuple[Value, Value]], distance: Callable[[Value, Value], float]
) -> tuple[float, float] | None:
    """The middle 95 % of alpha over clauses drawn again with replacement, draws of one value throughout left out."""
    draw = random.Random(SEED)
    result = [alpha(draw.choices(pairs, k=len(pairs)), distance) for _ in range(RESAMPLES)]
    measured = sorted(item for item in result if item is not None)
    if not measured:
        return None
    low, high = (measured[round(share * (len(measured) - 1))] for share in (0.025, 0.975))
    return low, high


def record(workspace: Workspace) -> dict[str, Encoding]:
    """Every clause of the record by its reference, as its own text has it: readings beside the text do not count."""
    return {clause.ref: _of_clause(clause) for plan in workspace.plans for clause in plan.clauses}


def _of_clause(clause: Clause) -> Encoding:
    return Encoding(clause.issue, clause.norm, clause.known.value, clause.state.value, clause.evidence)


def written(data: Iterable[Mapping[str, Any]], units: DefaultUnits) -> dict[str, Encoding]:
    """Encodings of a file of second-encoding/ by reference."""
    return {
        entry["clause"]: Encoding(
            issue=entry.get("issue", ""),
            norm=_norm(entry, units),
            known=entry.get("known", "stated"),
            state=entry.get("state", "open"),
            evidence=entry.get("evidence", ""),
        )
        for entry in data
    }


def _norm(entry: Mapping[str, Any], units: DefaultUnits) -> Norm | None:
    """The norm of an entry; of one that only grades its clause, a norm of nothing but its force."""
    if "norm" in entry:
        return build_entry_norm(entry, units, entry["clause"].partition("#")[0])
    return Norm(bearers=(), modality=Modality.MUST, intent=entry.get("force") == "intent")


def compared(sample: str, first: bool) -> list[Figures]:
    """Figures of every field for a sample. Raises SystemExit where a file is missing or the record has faults."""
    loaded = load(disk.read_workspace(ROOT))
    if loaded.workspace is None:
        raise SystemExit("the record has faults: run comparer validate")
    units = build_default_units(loaded.workspace.vocabulary)
    left = written(_read(f"record-{sample}.yaml"), units) if first else record(loaded.workspace)
    right = written(_read(f"encoding-{sample}.yaml"), units)
    missing = sorted(set(right) - set(left))
    if missing:
        raise SystemExit("not in the record: " + ", ".join(missing))
    shared = sorted(right)
    whole = any(clause.issue for clause in right.values())
    asked = [field for field in FIELDS if whole or field.name in GRADED]
    return [figures(field, [(field.value(left[ref]), field.value(right[ref])) for ref in shared]) for field in asked]


def _read(name: str) -> Any:
    path = SECOND / name
    if not path.is_file():
        raise SystemExit(f"there is no {path.relative_to(ROOT)}")
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def table(result: Iterable[Figures]) -> str:
    """A Markdown table of the figures, two digits each."""
    rows = [
        (
            item.field.name,
            "set" if item.field.is_set else "word",
            item.clauses,
            item.used,
            _digits(item.raw),
            _digits(item.raw_used),
            _digits(item.alpha),
            " to ".join(map(_digits, item.interval)) if item.interval else "",
        )
        for item in result
    ]
    headers = ("field", "kind", "n", "used", "exact", "exact where used", "alpha", "95 % interval")
    return tabulate(rows, headers=headers, tablefmt="github", disable_numparse=True)


def _digits(value: float | None) -> str:
    return "" if value is None else f"{math.floor(value * 100 + 0.5) / 100:.2f}"


def main() -> None:
    parser = argparse.ArgumentParser(description="Agreement of the record with a second encoding, field by field.")
    parser.add_argument("sample", help="number of a sample in tests/record/second-encoding/")
    parser.add_argument("--first", action="store_true", help="the record as it stood when the two were first compared")
    arguments = parser.parse_args()
    sys.stdout.write(table(compared(arguments.sample, arguments.first)) + "\n")


if __name__ == "__main__":
    main()
