"""Which words of the vocabulary each file uses, and whether the vocabulary has them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from comparer.load.checks.documents import Entry, clauses, items, mapping, texts, variants
from comparer.load.strict_yaml import Path
from comparer.model.problems import Problem, shown, suggest
from comparer.resources import rule_catalogue

__all__ = ["NO_WORDS", "RESERVED", "SECTIONS", "Lexicon", "Use", "check", "lexicon", "uses"]

Lexicon = Mapping[str, Mapping[str, Any]]
"""The entries of each section of the vocabulary, by word."""

SECTIONS = (
    "actors", "issues", "acts", "objects", "events", "quantities", "units", "manners", "instruments", "statuses",
    "tracks", "families",
)  # fmt: skip
NO_WORDS: Lexicon = {section: {} for section in SECTIONS}
"""Stands for a vocabulary where none can be read."""
RESERVED = frozenset({"anyone", "unnamed"})

_ACTORS = ("actors",)
_THINGS = ("objects", "actors")
_NORM = {
    "bearer": _ACTORS,
    "agent": _ACTORS,
    "beneficiary": _ACTORS,
    "with": _ACTORS,
    "act": ("acts",),
    "object": _THINGS,
    "as": ("statuses", "actors", "objects"),
}
_TERM_WORDS = {"manner": ("manners",), "instrument": ("instruments",), "consent": _ACTORS}
_OF_QUANTITY = {"unit": ("units",), "of": ("objects", "quantities", "actors"), "from": ("events",)}
_TOUCHES = {"acts": ("acts",), "objects": _THINGS, "instruments": ("instruments",), "issues": ("issues",)}
_VOCABULARY: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "actors": {"members": _ACTORS, "kind_of": _THINGS},
    "acts": dict.fromkeys(("converse", "entails", "excludes", "enables", "bounds"), ("acts",)),
    "objects": {"parts": ("objects",), "kind_of": _THINGS},
    "events": {"entails": ("events",)},
    "quantities": {"unit": ("units",)},
    "units": {"base": ("units",)},
    "manners": {"excludes": ("manners",)},
}


class Use(NamedTuple):
    """A word, the sections in which it may stand, and where it is used."""

    word: str
    sections: tuple[str, ...]
    entry: Entry
    path: Path
    condition: bool = False


def lexicon(entries: Iterable[Entry]) -> Lexicon | None:
    """The vocabulary, or None where there is none that can be read: words are then not checked."""
    for entry in entries:
        if entry.kind == "vocabulary" and isinstance(entry.document.data, dict):
            return {section: mapping(entry.document.data.get(section)) for section in SECTIONS}
    return None


def check(used: Iterable[Use], words: Lexicon) -> Iterator[Problem]:
    """Every use of a word that the vocabulary does not have in the sections where it may stand."""
    for use in used:
        if any(use.word in words[section] for section in use.sections):
            continue
        choices = [word for section in use.sections for word in words[section]]
        rule = "lint-unknown-event" if use.condition else "ref-unknown-word"
        names = " or ".join(use.sections)
        hint = suggest(use.word, choices) or _elsewhere(use.word, words)
        yield rule_catalogue.problem(rule, use.entry.at(use.path), hint, id=shown(use.word), section=names)


def _elsewhere(word: str, words: Lexicon) -> str:
    homes = [section for section in SECTIONS if word in words[section]]
    return f"it stands in {' and '.join(homes)}" if homes else ""


def uses(entry: Entry) -> Iterator[Use]:
    """Every word that a file takes from the vocabulary; reserved words are not words of the vocabulary."""
    walk = {"plan": _plan, "redlines": _redlines, "constraints": _constraints, "vocabulary": _vocabulary}.get(
        entry.kind
    )
    return (use for use in walk(entry) if use.word not in RESERVED) if walk else iter(())


def _fields(entry: Entry, data: Mapping[str, Any], path: Path, table: Mapping[str, tuple[str, ...]]) -> Iterator[Use]:
    for name, sections in table.items():
        if name in data:
            for word, where in texts(data[name], (*path, name)):
                yield Use(word, sections, entry, where)


def _plan(entry: Entry) -> Iterator[Use]:
    data = mapping(entry.document.data)
    yield from _fields(entry, data, (), {"proposers": _ACTORS, "parties": _ACTORS})
    for index, reaction in items(data.get("reactions")):
        yield from _fields(entry, reaction, ("reactions", index), {"party": _ACTORS})
    for node in clauses(entry):
        yield from _entry(entry, node.data, node.path)
        for variant in variants(node):
            yield from _entry(entry, variant.data, variant.path)


def _entry(entry: Entry, data: Mapping[str, Any], path: Path) -> Iterator[Use]:
    """A clause, a variant or a constraint: what all of them can have."""
    yield from _fields(entry, data, path, {"issue": ("issues",), "holder": _ACTORS, "to": ("tracks",)})
    yield from _norm(entry, data, path)


def _norm(entry: Entry, data: Mapping[str, Any], path: Path) -> Iterator[Use]:
    yield from _fields(entry, mapping(data.get("norm")), (*path, "norm"), _NORM)
    terms = mapping(data.get("terms"))
    yield from _fields(entry, terms, (*path, "terms"), _TERM_WORDS)
    for name, value in terms.items():
        if name not in _TERM_WORDS:
            where = (*path, "terms", name)
            yield Use(name, ("quantities",), entry, where)
            yield from _fields(entry, mapping(value), where, _OF_QUANTITY)
    for kind, value in mapping(data.get("conditions")).items():
        for word, where in texts(value, (*path, "conditions", kind)):
            yield Use(word, ("events",), entry, where, condition=True)
    for index, exception in enumerate(_list(data.get("exceptions"))):
        where = (*path, "exceptions", index)
        if isinstance(exception, str):
            yield Use(exception, ("events",), entry, where, condition=True)
        yield from _norm(entry, mapping(exception), where)


def _redlines(entry: Entry) -> Iterator[Use]:
    data = mapping(entry.document.data)
    yield from _fields(entry, data, (), {"party": _ACTORS})
    for index, line in items(data.get("lines")):
        yield from _fields(entry, line, ("lines", index), {"issue": ("issues",)})
        for number, version in items(line.get("versions")):
            for nth, norm in items(version.get("norms")):
                yield from _norm(entry, norm, ("lines", index, "versions", number, "norms", nth))


def _constraints(entry: Entry) -> Iterator[Use]:
    for index, constraint in items(mapping(entry.document.data).get("constraints")):
        path: Path = ("constraints", index)
        yield from _entry(entry, constraint, path)
        yield from _fields(entry, constraint, path, {"binds": _ACTORS})
        yield from _fields(entry, mapping(constraint.get("touches")), (*path, "touches"), _TOUCHES)
        for word, where in texts(constraint.get("when"), (*path, "when")):
            yield Use(word, ("events",), entry, where, condition=True)
        for number, step in items(constraint.get("steps")):
            yield from _fields(entry, step, (*path, "steps", number), {"by": _ACTORS})


def _vocabulary(entry: Entry) -> Iterator[Use]:
    data = mapping(entry.document.data)
    for section, table in _VOCABULARY.items():
        for word, value in mapping(data.get(section)).items():
            yield from _fields(entry, mapping(value), (section, word), table)
    for word, value in mapping(data.get("instruments")).items():
        path: Path = ("instruments", word, "implies")
        implied = mapping(mapping(value).get("implies"))
        yield from _fields(entry, implied, path, {"act": ("acts",)})
        for actor, target in mapping(implied.get("object")).items():
            yield Use(actor, _ACTORS, entry, (*path, "object", actor))
            yield from (Use(thing, _THINGS, entry, where) for thing, where in texts(target, (*path, "object", actor)))


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
