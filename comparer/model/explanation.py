"""Why a finding is what it is: a rule or a reason with typed arguments. The report makes the sentence.

An argument that is plain text is text of others and shown as it came.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from comparer.model.norm import Condition, Norm, Quantity


@dataclass(frozen=True, slots=True)
class Term:
    """A value of a closed set, such as a modality, named by its group and itself."""

    group: str
    value: str


@dataclass(frozen=True, slots=True)
class WordList:
    """Words of the vocabulary, in the order given."""

    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClauseNames:
    """Clauses of one plan by their ids, named as a sentence begins with them."""

    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClauseActions:
    """What clauses, given as `PLAN#CLAUSE`, do in all their readings; their text where they have no norm."""

    refs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LineNormReference:
    """A norm of a red line: `FILE#LINE`, the start of the version, and the place in it from 0."""

    line: str
    version: str
    index: int


@dataclass(frozen=True, slots=True)
class ConstraintReference:
    """The norm of a rule in force, or its title where it has none."""

    constraint: str


@dataclass(frozen=True, slots=True)
class ConditionList:
    """Conditions of a norm."""

    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class ReadingLabel:
    """A reading of a clause by its holder or family; empty where the clause has one reading."""

    label: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """`rule` is the id of a rule, or `reason.ID` for a reason that the catalogue of messages has."""

    rule: str
    arguments: tuple[tuple[str, Argument], ...] = ()


Argument: TypeAlias = (
    str
    | Term
    | WordList
    | ClauseNames
    | ClauseActions
    | LineNormReference
    | ConstraintReference
    | ConditionList
    | ReadingLabel
    | Norm
    | Quantity
    | Explanation
)


def explain(rule: str, **arguments: Argument) -> Explanation:
    """An explanation with its arguments by the names that the message of the rule has for them."""
    return Explanation(rule, tuple(arguments.items()))
