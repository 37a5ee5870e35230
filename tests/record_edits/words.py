"""The fields of a norm as one line of words, read and written: `max 600000`, `russia + ukraine`."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, TypeVar

from comparer.model.norm import Condition, ConditionKind, Modality, Norm, NormTerms, Quantity

T = TypeVar("T", Norm, NormTerms)

NONE = "none"
ACTORS = {
    "bearer": "bearers",
    "agent": "agents",
    "object": "objects",
    "beneficiary": "beneficiaries",
    "with": "partners",
    "as": "status",
}
TERMS = {"manner": "manners", "instrument": "instruments", "consent": "consent"}
CONDITIONS = {kind.value: kind for kind in ConditionKind}


def told(norm: Norm, field: str) -> str:
    """What a norm says in one field."""
    if field == "modality":
        return norm.modality.value
    if field == "intent":
        return "yes" if norm.intent else "no"
    if field in ACTORS:
        return _listed(getattr(norm, ACTORS[field]))
    if field in TERMS:
        return _listed(getattr(norm.terms, TERMS[field]))
    if field in CONDITIONS:
        return _listed(_condition(one) for one in norm.conditions if one.kind is CONDITIONS[field])
    found = [one for one in norm.terms.quantities if one.name == field]
    return _amount(found[0]) if found else NONE


def changed(norm: Norm, field: str, words: str) -> Norm:
    """The norm with one field said anew."""
    if field == "modality":
        return replace(norm, modality=Modality(words))
    if field == "intent":
        return replace(norm, intent=words == "yes")
    if field in ACTORS:
        return _with_words(norm, ACTORS[field], words)
    if field in TERMS:
        return replace(norm, terms=_with_words(norm.terms, TERMS[field], words))
    if field in CONDITIONS:
        others = [one for one in norm.conditions if one.kind is not CONDITIONS[field]]
        anew = [_condition_from(one, CONDITIONS[field], norm) for one in _names(words)]
        return replace(norm, conditions=tuple(sorted([*others, *anew])))
    return replace(norm, terms=replace(norm.terms, quantities=_quantities(norm, field, words)))


def _with_words(value: T, field: str, words: str) -> T:
    """A norm or its terms with the words of one field; which fields hold words, the tables above say."""
    fields: dict[str, Any] = {field: _names(words)}
    return replace(value, **fields)


def _quantities(norm: Norm, name: str, words: str) -> tuple[Quantity, ...]:
    """A figure keeps its unit, what it is counted from and what it is a share of, unless the words say otherwise."""
    others = tuple(one for one in norm.terms.quantities if one.name != name)
    if words == NONE:
        return others
    before = next((one for one in norm.terms.quantities if one.name == name), Quantity(name=name))
    found = Quantity(name=name, unit=before.unit, start=before.start, of=before.of)
    parts = words.split()
    while parts:
        sign = parts.pop(0)
        if sign == "unknown":
            found = replace(found, unknown=True)
        elif sign in ("from", "of"):
            word = parts.pop(0)
            found = replace(found, start=word) if sign == "from" else replace(found, of=word)
        elif sign in ("min", "above", "max", "below", "is", "about"):
            found = _bound(found, sign, parts.pop(0))
        else:
            found = replace(found, unit=sign)
    return tuple(sorted((*others, found), key=lambda one: one.name))


def _bound(one: Quantity, sign: str, word: str) -> Quantity:
    value = word if "-" in word else float(word) if "." in word else int(word)
    if sign in ("min", "above"):
        return replace(one, low=value, low_open=sign == "above")
    if sign in ("max", "below"):
        return replace(one, high=value, high_open=sign == "below")
    return replace(one, low=value, high=value, about=sign == "about")


def _amount(one: Quantity) -> str:
    if one.unknown:
        words = "unknown"
    elif one.low is not None and one.low == one.high:
        words = f"{'about' if one.about else 'is'} {one.low}"
    else:
        low = f"{'above' if one.low_open else 'min'} {one.low}" if one.low is not None else ""
        high = f"{'below' if one.high_open else 'max'} {one.high}" if one.high is not None else ""
        words = f"{low} {high}".strip()
    start = f"from {one.start}" if one.start else ""
    of = f"of {one.of}" if one.of else ""
    return " ".join(part for part in (words, one.unit, start, of) if part)


def _condition(one: Condition) -> str:
    return one.event or f"clause {one.clause.rpartition('#')[2]}"


def _condition_from(word: str, kind: ConditionKind, norm: Norm) -> Condition:
    if not word.startswith("clause "):
        return Condition(kind=kind, event=word)
    name = word.removeprefix("clause ")
    return next(one for one in norm.conditions if one.clause.endswith(f"#{name}"))


def _listed(words: object) -> str:
    return " + ".join(str(one) for one in words) or NONE  # type: ignore[attr-defined]


def _names(words: str) -> tuple[str, ...]:
    return () if words == NONE else tuple(one.strip() for one in words.split("+"))
