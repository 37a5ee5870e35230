"""The files of the record as plain data, and what a name in the tables of this folder stands for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
COMPARATORS = ("min", "max", "above", "below", "is", "about", "unknown")

Data = dict[str, Any]


@cache
def table(name: str) -> Any:
    """A table of this folder."""
    return _yaml(Path(__file__).resolve().parent / name)


@cache
def plans() -> dict[str, Data]:
    result = [_yaml(path) for folder in ("drafts", "positions") for path in (ROOT / "plans" / folder).glob("*.yaml")]
    return {plan["plan"]: plan for plan in sorted(result, key=lambda plan: str(plan["plan"]))}


@cache
def lines() -> dict[str, Data]:
    files = [_yaml(path) for path in sorted((ROOT / "plans" / "redlines").glob("*.yaml"))]
    return {f"{file['party']}#{line['id']}": line for file in files for line in file["lines"]}


@cache
def constraints() -> dict[str, Data]:
    return {each["id"]: each for each in _yaml(ROOT / "plans" / "constraints" / "law.yaml")["constraints"]}


@cache
def cards() -> dict[str, Data]:
    return {card["source"]: card for path in sorted((ROOT / "seeds").glob("*.yaml")) for card in _yaml(path)}


@cache
def words(section: str) -> Any:
    return _yaml(ROOT / "plans" / "vocabulary.yaml")[section]


@cache
def clauses(plan: str) -> dict[str, Data]:
    return {clause["id"]: clause for provision in plans()[plan]["provisions"] for clause in of_provision(provision)}


def of_provision(provision: Data) -> list[Data]:
    """The clauses of a provision, which may be one itself."""
    return list(provision.get("clauses", [provision]))


def every_clause() -> Iterator[tuple[str, Data]]:
    """Each clause of each plan as PLAN#CLAUSE."""
    for plan in plans():
        for identity, clause in clauses(plan).items():
            yield f"{plan}#{identity}", clause


def readings(clause: Data, name: str) -> list[Data]:
    """The variants of a family or holder, each with what it takes over from the clause."""
    inherited = {key: value for key, value in clause.items() if key != "variants"}
    return [
        {**inherited, **variant, "terms": {**inherited.get("terms", {}), **variant.get("terms", {})}}
        for variant in clause.get("variants", [])
        if name in (variant.get("family"), variant.get("holder"))
    ]


def place(name: str) -> list[Data]:
    """The data that PLAN, PLAN#CLAUSE, PLAN#CLAUSE/READING, PLAN#~TITLE, PARTY#LINE or a rule of law stands for."""
    if name in constraints():
        return [constraints()[name]]
    if name in lines():
        return [norm for version in lines()[name]["versions"] for norm in version.get("norms", [])]
    plan, _, rest = name.partition("#")
    if not rest:
        return [plans()[plan]] if plan in plans() else []
    if rest.startswith("~"):
        return [each for each in plans()[plan].get("disputed", []) if each["about"] == rest[1:]]
    identity, _, reading = rest.partition("/")
    clause = clauses(plan).get(identity)
    if clause is None:
        return []
    return readings(clause, reading) if reading else [clause]


def listed(value: Any) -> list[Any]:
    """A field that takes one or several."""
    return [] if value is None else value if isinstance(value, list) else [value]


def figures(data: Mapping[str, Any]) -> dict[str, Data]:
    """Comparators, values and unit of each quantity in the terms of a clause, norm or rule."""
    units = {name: word["unit"] for name, word in words("quantities").items()}
    return {
        name: {
            **{key: term[key] for key in COMPARATORS if key in term},
            "unit": term.get("unit", units.get(name)),
        }
        for name, term in data.get("terms", {}).items()
        if isinstance(term, dict)
    }


def _yaml(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))
