"""Frozen values as plain data and back, by the types that their fields declare: what can be written to a file as JSON.

A value comes back equal to what it was. Text from elsewhere cannot bring in anything but the declared types.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")

PlainValue = Any
"""What JSON can hold: text, numbers, truth values, None, lists, and objects with text as keys."""

TYPE_KEY = "type"
"""The key under which an object says which of several types it is."""

_Reader = Callable[[PlainValue], Any]
_SIMPLE_TYPES = (str, int, float, bool)


def to_plain(value: object) -> PlainValue:
    """Dataclasses, tuples, enums, text, numbers and None as plain data; fields at their defaults are left out."""
    if value is None or type(value) in _SIMPLE_TYPES:
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [to_plain(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {TYPE_KEY: type(value).__name__} | {
            name: to_plain(item)
            for name, default in _defaults_by_name(type(value))
            if not _is_default(item := getattr(value, name), default)
        }
    raise TypeError(f"{type(value).__name__} is not a plain value")


def from_plain(kind: type[T], plain: PlainValue) -> T:
    """The value that `to_plain` made plain. Raises ValueError where the data is not of that type."""
    declared: Any = kind
    try:
        value: T = _reader(declared)(plain)
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError(f"it holds no {kind.__name__}: {error}") from error
    return value


def _is_default(value: object, default: object) -> bool:
    return value == default and type(value) is type(default)


@cache
def _defaults_by_name(kind: type[Any]) -> tuple[tuple[str, object], ...]:
    """The fields that a value is made of, each with its default; MISSING where it has none."""
    return tuple(
        (field.name, field.default_factory() if field.default_factory is not MISSING else field.default)
        for field in fields(kind)
        if field.init
    )


@cache
def _reader(kind: Any) -> _Reader:
    """What turns plain data into a value of one declared type."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return _union_reader(arguments)
    if origin is tuple:
        return _tuple_reader(arguments)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    if is_dataclass(kind) and isinstance(kind, type):
        return _dataclass_reader(kind)
    if kind in (*_SIMPLE_TYPES, NoneType):
        return _simple_reader(kind)
    raise TypeError(f"{kind} is not a type of plain values")


def _simple_reader(kind: type) -> _Reader:
    def read_simple(plain: PlainValue) -> Any:
        if type(plain) is not kind and not (kind is float and type(plain) is int):
            raise TypeError(f"{plain!r} is not {kind.__name__}")
        return plain

    return read_simple


def _union_reader(kinds: tuple[Any, ...]) -> _Reader:
    """Objects are told apart by their type's name, all else by what it is."""
    classes = {kind.__name__: kind for kind in kinds if is_dataclass(kind) and isinstance(kind, type)}
    others = {
        list if get_origin(kind) is tuple else kind: _reader(kind) for kind in kinds if kind not in classes.values()
    }
    if float in others:
        others.setdefault(int, others[float])  # a whole number is written as such

    def read_union(plain: PlainValue) -> Any:
        if isinstance(plain, dict):
            return _reader(classes[plain[TYPE_KEY]])(plain)
        if type(plain) in others:
            return others[type(plain)](plain)
        raise TypeError(f"{plain!r} is of none of the types allowed")

    return read_union


def _tuple_reader(arguments: tuple[Any, ...]) -> _Reader:
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        read_item = _reader(arguments[0])
        return lambda plain: tuple([read_item(item) for item in plain])
    readers = tuple(map(_reader, arguments))
    return lambda plain: tuple(read(item) for read, item in zip(readers, plain, strict=True))


def _dataclass_reader(kind: type) -> _Reader:
    hints = get_type_hints(kind)
    names = frozenset(name for name, _ in _defaults_by_name(kind))
    readers: dict[str, _Reader] = {}  # filled when first asked for: a type may hold values of itself

    def read_object(plain: PlainValue) -> Any:
        if plain.get(TYPE_KEY) != kind.__name__:
            raise TypeError(f"an object is not {kind.__name__}")
        values = {}
        for name, value in plain.items():
            if name == TYPE_KEY:
                continue
            if name not in readers:
                if name not in names:
                    raise TypeError(f"{kind.__name__} has no {name}")
                readers[name] = _reader(hints[name])
            values[name] = readers[name](value)
        return kind(**values)

    return read_object
