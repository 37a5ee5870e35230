"""The value of a plain scalar, and the written forms that reading would change."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

_CORE_SCHEMA_WORDS: Mapping[str, bool | None] = {"": None, "~": None, "null": None, "true": True, "false": False}
_WORDS_IN_CAPITALS = frozenset({"Null", "NULL", "True", "TRUE", "False", "FALSE"})
SPECIAL_STARTS = frozenset([*"0123456789+-.~nNtTfF", ""])
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+")
_LEADING_ZERO = re.compile(r"[-+]?0[0-9]+(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?")
_CORE_NUMBER = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+")
_NOT_A_NUMBER = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_MAX_EXACT_INTEGER = 2**53

SCALAR_FAULTS = {
    "yaml-inexact-decimal": "has more digits than a number can hold",
    "yaml-large-integer": "is beyond 9007199254740992, the largest whole number every program reads exactly",
    "yaml-leading-zero": "begins with a zero that reading would drop",
    "yaml-not-a-number": "would be read as infinity or as no number",
    "yaml-number-form": "would be read as a number and not as it is written",
    "yaml-trailing-zero": "ends in a zero that reading would drop",
    "yaml-word-case": "would be read as a truth value or as nothing",
}


def resolve_plain_scalar(text: str) -> tuple[Any, str]:
    """The value of a plain scalar, and the rule it breaks or "". What breaks a rule stays as it was written."""
    if text in _CORE_SCHEMA_WORDS:
        return _CORE_SCHEMA_WORDS[text], ""
    if text[0] not in SPECIAL_STARTS:
        return text, ""
    if _INTEGER.fullmatch(text) and text != "-0":
        is_exact_integer = len(text) <= len(str(-_MAX_EXACT_INTEGER)) and abs(int(text)) <= _MAX_EXACT_INTEGER
        return (int(text), "") if is_exact_integer else (text, "yaml-large-integer")
    if _DECIMAL.fullmatch(text):
        if text.endswith("0"):
            return text, "yaml-trailing-zero"
        is_exact_decimal = Decimal(repr(float(text))) == Decimal(text)
        return (float(text), "") if is_exact_decimal else (text, "yaml-inexact-decimal")
    return text, _rule_for_look_alike(text)


def _rule_for_look_alike(text: str) -> str:
    if text in _WORDS_IN_CAPITALS:
        return "yaml-word-case"
    if _NOT_A_NUMBER.fullmatch(text):
        return "yaml-not-a-number"
    if _LEADING_ZERO.fullmatch(text):
        return "yaml-leading-zero"
    return "yaml-number-form" if _CORE_NUMBER.fullmatch(text) else ""
