"""The terms of a clause whose text differs from that of an encoded clause in its figures alone."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from comparer.language.word_overlap import words

__all__ = ["masked", "terms_for"]

_BOUNDS = ("min", "max", "above", "below", "is", "about")
_FIGURE = re.compile(r"[0-9]{1,40}(?:\.[0-9]{1,40})?")
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+")


def terms_for(ours: str, theirs: str, raw: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The terms of their clause with the figures of ours; None where the texts do not show what they are.

    `raw` holds the fields of their clause as written. Without figures, terms and conditions there is nothing to show.
    """
    terms: Mapping[str, Any] = raw.get("terms") or {}
    a, b = words(ours), words(theirs)
    if masked(ours) != masked(theirs):
        bare = not terms and not raw.get("conditions") and not any(map(_is_figure, a))
        return {} if bare else None
    if "'clause'" in repr(raw.get("conditions")):  # it depends on another clause of its own plan
        return None
    pairs = [(one, other) for one, other in zip(a, b, strict=True) if _is_figure(one)]
    if all(one == other for one, other in pairs):
        return terms
    return _replaced(terms, pairs)


def _replaced(terms: Mapping[str, Any], pairs: Sequence[tuple[str, str]]) -> Mapping[str, Any] | None:
    """The terms with each figure that differs in its place; None where a figure has no place, or more than one."""
    open_ = [(one, other) for one, other in pairs if one != other]
    result: dict[str, Any] = {}
    for name, value in terms.items():
        result[name] = dict(value) if isinstance(value, dict) else value
        for bound in _BOUNDS if isinstance(value, dict) else ():
            if bound not in value:
                continue
            held = _plain(value[bound])
            same = [one for one, other in pairs if held is not None and _number(other) == held]
            figure = _number(same[0]) if len(same) == 1 else None
            if figure is None:
                return None
            quoted = isinstance(value[bound], str) or figure.denominator != 1
            result[name][bound] = same[0].replace(",", "") if quoted else int(figure)
            open_ = [(one, other) for one, other in open_ if one != same[0]]
    return None if open_ else result


def _is_figure(word: str) -> bool:
    return word[:1].isdigit()


def masked(text: str) -> tuple[str, ...]:
    """The words of a text with a mark for each figure."""
    return tuple("#" if _is_figure(word) else word for word in words(text))


def _number(word: str) -> Fraction | None:
    """The value of a figure in digits; None for what may be a date, a ratio, or a decimal in another language."""
    text = word.replace(",", "") if _THOUSANDS.fullmatch(word) else word
    return Fraction(text) if _FIGURE.fullmatch(text) else None


def _plain(value: Any) -> Fraction | None:
    if isinstance(value, bool):
        return None
    return _number(str(value)) if isinstance(value, int | float | str) else None
