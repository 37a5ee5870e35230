"""The rules, one YAML file each in `rules/`: what a rule says, why it matters, how loud it is by default.

Code names a rule by its id and fills the fields of its message; all words stand in the rule's file.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from comparer.model.problems import Place, Problem, Severity
from comparer.resources.package_files import plain

__all__ = ["FIXED_FAMILIES", "Rule", "all_rules", "fixed", "ids", "problem", "rule"]

FIXED_FAMILIES = ("yaml", "schema", "ref")
"""Families that always count as errors: without them what was read cannot be trusted."""

_ENDING = ".yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule. `message` is a template with named fields; the examples are data as a user would write it."""

    id: str
    title: str
    says: str
    why: str
    severity: Severity
    message: str
    example_bad: str
    example_good: str

    @property
    def family(self) -> str:
        return self.id.partition("-")[0]


@cache
def ids() -> tuple[str, ...]:
    """The ids of all rules, sorted."""
    folder = resources.files("comparer.resources").joinpath("rules")
    return tuple(sorted(entry.name.removesuffix(_ENDING) for entry in folder.iterdir() if entry.name.endswith(_ENDING)))


@cache
def rule(rule_id: str) -> Rule:
    """One rule, read when first asked for. KeyError for an id without a file."""
    try:
        data: dict[str, Any] = plain("rules", rule_id)
    except FileNotFoundError:
        raise KeyError(rule_id) from None
    return Rule(**{**data, "severity": Severity(data["severity"])})


def all_rules() -> tuple[Rule, ...]:
    """Every rule, sorted by id."""
    return tuple(rule(rule_id) for rule_id in ids())


def fixed(rule_id: str) -> bool:
    """Whether settings must leave the rule an error."""
    return rule_id.partition("-")[0] in FIXED_FAMILIES


def problem(rule_id: str, place: Place, suggestion: str = "", /, **fields: object) -> Problem:
    """A problem with the rule's message and default severity. KeyError for an unknown rule or a field left out."""
    broken = rule(rule_id)
    return Problem(rule_id, broken.message.format_map(fields), place, broken.severity, suggestion)
