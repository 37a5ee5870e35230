"""Explanations and their arguments as plain data."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from comparer.model.explanation import (
    Argument,
    ClauseActions,
    ClauseNames,
    ConditionList,
    ConstraintReference,
    Explanation,
    LineNormReference,
    ReadingLabel,
    Term,
    WordList,
)
from comparer.model.norm import Norm, Quantity
from comparer.report.value.records import build_conditions_record, build_norm_fields
from comparer.report.value.types import ArgumentRecord, ExplanationRecord


def build_explanation_value(explanation: Explanation) -> ExplanationRecord:
    return {
        "rule": explanation.rule,
        "arguments": {name: build_argument_value(argument) for name, argument in explanation.arguments},
    }


def build_argument_value(argument: Argument) -> ArgumentRecord:
    """An argument under the one key that says what it is."""
    return _BUILDERS[type(argument)](argument)


def _line_norm_value(reference: LineNormReference) -> ArgumentRecord:
    return {"line_norm": {"line": reference.line, "version": reference.version, "norm": reference.index}}


def _amount_value(quantity: Quantity) -> ArgumentRecord:
    return {
        "amount": {
            "low": quantity.low,
            "high": quantity.high,
            "low_open": quantity.low_open,
            "high_open": quantity.high_open,
            "about": quantity.about,
            "unknown": quantity.unknown,
            "unit": quantity.unit,
        }
    }


_BUILDERS: dict[type, Callable[[Any], ArgumentRecord]] = {
    str: lambda text: {"text": text},
    Term: lambda term: {"term": {"group": term.group, "value": term.value}},
    WordList: lambda words: {"words": list(words.ids)},
    ClauseNames: lambda names: {"clauses": list(names.ids)},
    ClauseActions: lambda actions: {"actions": list(actions.refs)},
    LineNormReference: _line_norm_value,
    ConstraintReference: lambda reference: {"constraint": reference.constraint},
    ConditionList: lambda conditions: {"conditions": build_conditions_record(sorted(conditions.conditions))},
    ReadingLabel: lambda reading: {"reading": reading.label},
    Norm: lambda norm: {"norm": build_norm_fields(norm)},
    Quantity: _amount_value,
    Explanation: lambda explanation: {"explanation": build_explanation_value(explanation)},
}
