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


def facet_words(norm: Norm, field: str) -> str:
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
        return _listed(_condition(condition) for condition in norm.conditions if condition.kind is CONDITIONS[field])
    result = [quantity for quantity in norm.terms.quantities if quantity.name == field]
    return _amount(result[0]) if result else NONE


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
        others = [condition for condition in norm.conditions if condition.kind is not CONDITIONS[field]]
        anew = [_condition_from(name, CONDITIONS[field], norm) for name in _names(words)]
        return replace(norm, conditions=tuple(sorted([*others, *anew])))
    return replace(norm, terms=replace(norm.terms, quantities=_quantities(norm, field, words)))


def _with_words(value: T, field: str, words: str) -> T:
    """A norm or its terms with the words of one field; which fields hold words, the tables above say."""
    fields: dict[str, Any] = {field: _names(words)}
    return replace(value, **fields)


def _quantities(norm: Norm, name: str, words: str) -> tuple[Quantity, ...]:
    """A figure keeps its unit, what it is counted from and what it is a share of, unless the words say otherwise."""
    others = tuple(quantity for quantity in norm.terms.quantities if quantity.name != name)
    if words == NONE:
        return others
    before = next((quantity for quantity in norm.terms.quantities if quantity.name == name), Quantity(name=name))
    changed = Quantity(name=name, unit=before.unit, start=before.start, of=before.of)
    parts = words.split()
    while parts:
        sign = parts.pop(0)
        if sign == "unknown":
            changed = replace(changed, unknown=True)
        elif sign in ("from", "of"):
            word = parts.pop(0)
            changed = replace(changed, start=word) if sign == "from" else replace(changed, of=word)
        elif sign in ("min", "above", "max", "below", "is", "about"):
            changed = _bound(changed, sign, parts.pop(0))
        else:
            changed = replace(changed, unit=sign)
    return tuple(sorted((*others, changed), key=lambda item: item.name))


def _bound(quantity: Quantity, sign: str, word: str) -> Quantity:
    value = word if "-" in word else float(word) if "." in word else int(word)
    if sign in ("min", "above"):
        return replace(quantity, low=value, low_open=sign == "above")
    if sign in ("max", "below"):
        return replace(quantity, high=value, high_open=sign == "below")
    return replace(quantity, low=value, high=value, about=sign == "about")


def _amount(quantity: Quantity) -> str:
    if quantity.unknown:
        words = "unknown"
    elif quantity.low is not None and quantity.low == quantity.high:
        words = f"{'about' if quantity.about else 'is'} {quantity.low}"
    else:
        low = f"{'above' if quantity.low_open else 'min'} {quantity.low}" if quantity.low is not None else ""
        high = f"{'below' if quantity.high_open else 'max'} {quantity.high}" if quantity.high is not None else ""
        words = f"{low} {high}".strip()
    start = f"from {quantity.start}" if quantity.start else ""
    of = f"of {quantity.of}" if quantity.of else ""
    return " ".join(part for part in (words, quantity.unit, start, of) if part)


def _condition(condition: Condition) -> str:
    return condition.event or f"clause {condition.clause.rpartition('#')[2]}"


def _condition_from(word: str, kind: ConditionKind, norm: Norm) -> Condition:
    if not word.startswith("clause "):
        return Condition(kind=kind, event=word)
    name = word.removeprefix("clause ")
    return next(condition for condition in norm.conditions if condition.clause.endswith(f"#{name}"))


def _listed(words: object) -> str:
    return " + ".join(str(word) for word in words) or NONE  # type: ignore[attr-defined]


def _names(words: str) -> tuple[str, ...]:
    return () if words == NONE else tuple(word.strip() for word in words.split("+"))
