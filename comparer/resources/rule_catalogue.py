"""The rules, one YAML file each in `rules/`: what a rule says, why it matters, how loud it is by default.

Code names a rule by its id and fills the fields of its message; all words stand in the rule's file.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from comparer.model.problems import FilePosition, Problem, Severity
from comparer.resources.package_files import list_package_yaml, read_package_yaml

__all__ = [
    "FIXED_FAMILIES",
    "Rule",
    "all_rule_ids",
    "all_rules",
    "has_rule",
    "is_always_error",
    "make_problem",
    "read_rule",
]

FIXED_FAMILIES = ("yaml", "schema", "ref")
"""Families that always count as errors: without them what was read cannot be trusted."""


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
def all_rule_ids() -> tuple[str, ...]:
    """The ids of all rules, sorted."""
    return list_package_yaml("rules")


@cache
def read_rule(rule_id: str) -> Rule:
    """One rule, read when first asked for. KeyError for an id without a file."""
    try:
        data: dict[str, Any] = read_package_yaml("rules", rule_id)
    except FileNotFoundError:
        raise KeyError(rule_id) from None
    return Rule(**{**data, "severity": Severity(data["severity"])})


def all_rules() -> tuple[Rule, ...]:
    """Every rule, sorted by id."""
    return tuple(read_rule(rule_id) for rule_id in all_rule_ids())


def has_rule(rule_id: str) -> bool:
    """Whether there is a rule of this id."""
    if not (rule_id.isascii() and rule_id.replace("-", "").isalnum()):  # what a person wrote must not lead elsewhere
        return False
    try:
        return read_rule(rule_id).id == rule_id
    except KeyError:
        return False


def is_always_error(rule_id: str) -> bool:
    """Whether settings must leave the rule an error."""
    return rule_id.partition("-")[0] in FIXED_FAMILIES


def make_problem(rule_id: str, place: FilePosition, suggestion: str = "", /, **fields: object) -> Problem:
    """A problem with the rule's message and default severity. KeyError for an unknown rule or a field left out."""
    broken_rule = read_rule(rule_id)
    return Problem(rule_id, broken_rule.message.format_map(fields), place, broken_rule.severity, suggestion)
