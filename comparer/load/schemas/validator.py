"""JSON Schemas as plain functions that say whether a value surely fits, and as validators that tell every fault.

Nearly every file fits. To find that out with the validator costs six times what the compiled check costs, and half of
that is importing it; so it is asked only where the check does not say yes, and the faults are the validator's own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

__all__ = ["build_validator", "compile_check"]

Check = Callable[[Any], bool]
_SizedClass = type[str] | type[list[Any]] | type[dict[str, Any]]

_CLASSES_BY_TYPE: Final[Mapping[str, tuple[type, ...]]] = {
    "string": (str,),
    "array": (list,),
    "object": (dict,),
    "boolean": (bool,),
    "integer": (int,),
    "number": (int, float),
    "null": (type(None),),
}
_WITHOUT_EFFECT = frozenset({"else", "patternErrorMessage", "then"})


def build_validator(schema: Mapping[str, Any]) -> Any:
    """The validator of one schema that is free of references. Raises SchemaError where it is no schema."""
    from jsonschema import Draft202012Validator
    from jsonschema.validators import extend

    return extend(Draft202012Validator, {"pattern": _validate_pattern})(schema)  # type: ignore[no-untyped-call]


def _validate_pattern(_validator: Any, pattern: str, instance: Any, _schema: Any) -> Iterator[Any]:
    from jsonschema import ValidationError

    if isinstance(instance, str) and re.search(_whole_text_pattern(pattern), instance) is None:
        yield ValidationError(f"{instance!r} does not match {pattern!r}")


def _whole_text_pattern(pattern: str) -> str:
    """As JSON Schema means it: the end is the end of the text, and not also what stands before a last line break."""
    return pattern.replace("$", r"\Z")


def compile_check(schema: Mapping[str, Any] | bool) -> Check:
    """Whether a value surely fits a schema that is free of references.

    True only where the validator finds no fault. A keyword that is not known here is one that nothing surely fits.
    """
    if isinstance(schema, bool):
        return lambda _: schema
    checks = [
        _COMPILERS.get(keyword, _compile_unknown)(requirement, schema)
        for keyword, requirement in schema.items()
        if keyword not in _WITHOUT_EFFECT
    ]
    if len(checks) == 1:
        return checks[0]
    return lambda value: all(check(value) for check in checks)


def _compile_unknown(_requirement: Any, _schema: Mapping[str, Any]) -> Check:
    return lambda _: False


def _compile_type(requirement: str | Sequence[str], _schema: Mapping[str, Any]) -> Check:
    names = (requirement,) if isinstance(requirement, str) else tuple(requirement)
    classes = frozenset(accepted for name in names for accepted in _CLASSES_BY_TYPE[name])
    return lambda value: type(value) in classes


def _compile_pattern(requirement: str, _schema: Mapping[str, Any]) -> Check:
    search = re.compile(_whole_text_pattern(requirement)).search
    return lambda value: not isinstance(value, str) or search(value) is not None


def _compile_enum(requirement: Sequence[Any], _schema: Mapping[str, Any]) -> Check:
    texts = frozenset(choice for choice in requirement if isinstance(choice, str))
    return lambda value: isinstance(value, str) and value in texts


def _compile_length(
    lower: bool, kind: type[str] | type[list[Any]] | type[dict[str, Any]]
) -> Callable[[int, Mapping[str, Any]], Check]:
    def compile_bound(requirement: int, _schema: Mapping[str, Any]) -> Check:
        if lower:
            return lambda value: not isinstance(value, kind) or len(value) >= requirement
        return lambda value: not isinstance(value, kind) or len(value) <= requirement

    return compile_bound


def _compile_bound(lower: bool) -> Callable[[float, Mapping[str, Any]], Check]:
    def compile_bound(requirement: float, _schema: Mapping[str, Any]) -> Check:
        if lower:
            return lambda value: not isinstance(value, (int, float)) or value >= requirement
        return lambda value: not isinstance(value, (int, float)) or value <= requirement

    return compile_bound


def _compile_unique_items(_requirement: bool, _schema: Mapping[str, Any]) -> Check:
    return lambda value: (
        not isinstance(value, list) or (all(isinstance(item, str) for item in value) and len(set(value)) == len(value))
    )


def _compile_items(requirement: Mapping[str, Any] | bool, _schema: Mapping[str, Any]) -> Check:
    check = compile_check(requirement)
    return lambda value: not isinstance(value, list) or all(map(check, value))


def _compile_properties(requirement: Mapping[str, Any], _schema: Mapping[str, Any]) -> Check:
    checks = {name: compile_check(item_schema) for name, item_schema in requirement.items()}

    def check_properties(value: Any) -> bool:
        return not isinstance(value, dict) or all(
            check(item) for name, item in value.items() if (check := checks.get(name)) is not None
        )

    return check_properties


def _compile_additional_properties(requirement: Mapping[str, Any] | bool, schema: Mapping[str, Any]) -> Check:
    named = frozenset(schema.get("properties", {}))
    if requirement is False:
        return lambda value: not isinstance(value, dict) or named.issuperset(value)
    check = compile_check(requirement)
    return lambda value: (
        not isinstance(value, dict) or all(check(item) for name, item in value.items() if name not in named)
    )


def _compile_required(requirement: Sequence[str], _schema: Mapping[str, Any]) -> Check:
    return lambda value: not isinstance(value, dict) or all(name in value for name in requirement)


def _compile_property_names(requirement: Mapping[str, Any], _schema: Mapping[str, Any]) -> Check:
    check = compile_check(requirement)
    return lambda value: not isinstance(value, dict) or all(map(check, value))


def _compile_condition(requirement: Mapping[str, Any], schema: Mapping[str, Any]) -> Check:
    """Sure only where a value fits the `if` and its `then`: of what does not surely fit, neither side is sure."""
    check_if, check_then = compile_check(requirement), compile_check(schema.get("then", True))
    check_else = compile_check(schema.get("else", True))
    return lambda value: check_then(value) if check_if(value) else check_then(value) and check_else(value)


_COMPILERS: Final[Mapping[str, Callable[[Any, Mapping[str, Any]], Check]]] = {
    "type": _compile_type,
    "pattern": _compile_pattern,
    "enum": _compile_enum,
    "minLength": _compile_length(lower=True, kind=str),
    "maxLength": _compile_length(lower=False, kind=str),
    "minItems": _compile_length(lower=True, kind=list),
    "maxItems": _compile_length(lower=False, kind=list),
    "minProperties": _compile_length(lower=True, kind=dict),
    "maxProperties": _compile_length(lower=False, kind=dict),
    "minimum": _compile_bound(lower=True),
    "maximum": _compile_bound(lower=False),
    "uniqueItems": _compile_unique_items,
    "items": _compile_items,
    "properties": _compile_properties,
    "additionalProperties": _compile_additional_properties,
    "required": _compile_required,
    "propertyNames": _compile_property_names,
    "if": _compile_condition,
}
