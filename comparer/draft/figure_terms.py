"""The terms of a clause whose text differs from that of an encoded clause in its figures alone."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from comparer.language.tokenizer import split_words

__all__ = ["mask_figures", "transfer_terms"]

_BOUND_KEYS = ("min", "max", "above", "below", "is", "about")
_FIGURE_PATTERN = re.compile(r"[0-9]{1,40}(?:\.[0-9]{1,40})?")
_GROUPED_FIGURE = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+")


def transfer_terms(left: str, right: str, raw_fields: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The terms of their clause with the figures of ours; None where the texts do not show what they are.

    `raw` holds the fields of their clause as written. Without figures, terms and conditions there is nothing to show.
    """
    terms: Mapping[str, Any] = raw_fields.get("terms") or {}
    left_words, right_words = split_words(left), split_words(right)
    if mask_figures(left) != mask_figures(right):
        has_nothing_to_show = not terms and not raw_fields.get("conditions") and not any(map(_is_figure, left_words))
        return {} if has_nothing_to_show else None
    if "'clause'" in repr(raw_fields.get("conditions")):  # it depends on another clause of its own plan
        return None
    pairs = [
        (left_word, right_word)
        for left_word, right_word in zip(left_words, right_words, strict=True)
        if _is_figure(left_word)
    ]
    if all(left_word == right_word for left_word, right_word in pairs):
        return terms
    return _replace_figures(terms, pairs)


def _replace_figures(terms: Mapping[str, Any], pairs: Sequence[tuple[str, str]]) -> Mapping[str, Any] | None:
    """The terms with each figure that differs in its place; None where a figure has no place, or more than one."""
    open_pairs = [(left_figure, right_figure) for left_figure, right_figure in pairs if left_figure != right_figure]
    result: dict[str, Any] = {}
    for name, value in terms.items():
        result[name] = dict(value) if isinstance(value, dict) else value
        for bound in _BOUND_KEYS if isinstance(value, dict) else ():
            if bound not in value:
                continue
            bound_value = _parse_bound(value[bound])
            left_matches = [
                left_figure
                for left_figure, right_figure in pairs
                if bound_value is not None and _parse_figure(right_figure) == bound_value
            ]
            figure = _parse_figure(left_matches[0]) if len(left_matches) == 1 else None
            if figure is None:
                return None
            is_quoted = isinstance(value[bound], str) or figure.denominator != 1
            result[name][bound] = left_matches[0].replace(",", "") if is_quoted else int(figure)
            open_pairs = [
                (left_figure, right_figure)
                for left_figure, right_figure in open_pairs
                if left_figure != left_matches[0]
            ]
    return None if open_pairs else result


def _is_figure(word: str) -> bool:
    return word[:1].isdigit()


def mask_figures(text: str) -> tuple[str, ...]:
    """The words of a text with a mark for each figure."""
    return tuple("#" if _is_figure(word) else word for word in split_words(text))


def _parse_figure(word: str) -> Fraction | None:
    """The value of a figure in digits; None for what may be a date, a ratio, or a decimal in another language."""
    text = word.replace(",", "") if _GROUPED_FIGURE.fullmatch(word) else word
    return Fraction(text) if _FIGURE_PATTERN.fullmatch(text) else None


def _parse_bound(value: Any) -> Fraction | None:
    if isinstance(value, bool):
        return None
    return _parse_figure(str(value)) if isinstance(value, int | float | str) else None
