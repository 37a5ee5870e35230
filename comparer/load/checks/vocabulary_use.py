"""Which words of the vocabulary each file uses, and whether the vocabulary has them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from comparer.load.checks.documents import (
    FileEntry,
    as_mapping,
    clause_nodes,
    indexed_mappings,
    variant_nodes,
    words_with_paths,
)
from comparer.load.strict_yaml import DataPath
from comparer.model.problems import Problem, did_you_mean, quote_word
from comparer.resources import rule_catalogue
from comparer.resources.checklists_catalogue import has_matter, list_matters

__all__ = [
    "NO_VOCABULARY",
    "RESERVED_WORDS",
    "SECTION_NAMES",
    "VocabularySections",
    "WordUse",
    "check_words",
    "find_translated_words",
    "find_word_uses",
    "read_vocabulary_sections",
]

VocabularySections = Mapping[str, Mapping[str, Any]]
"""The entries of each section of the vocabulary, by word."""

SECTION_NAMES = (
    "actors", "issues", "acts", "objects", "events", "quantities", "units", "manners", "instruments", "statuses",
    "tracks", "families", "questions",
)  # fmt: skip
_MATTER_SECTION = "matters of checklists"
NO_VOCABULARY: VocabularySections = {section: {} for section in SECTION_NAMES}
"""Stands for a vocabulary where none can be read."""
RESERVED_WORDS = frozenset({"anyone", "unnamed"})

_ACTOR_SECTIONS = ("actors",)
_THING_SECTIONS = ("objects", "actors")
_NORM_FIELD_SECTIONS = {
    "bearer": _ACTOR_SECTIONS,
    "agent": _ACTOR_SECTIONS,
    "beneficiary": _ACTOR_SECTIONS,
    "with": _ACTOR_SECTIONS,
    "act": ("acts",),
    "object": _THING_SECTIONS,
    "as": ("statuses", "actors", "objects"),
}
_TERM_FIELD_SECTIONS = {"manner": ("manners",), "instrument": ("instruments",), "consent": _ACTOR_SECTIONS}
_QUANTITY_FIELD_SECTIONS = {"unit": ("units",), "of": ("objects", "quantities", "actors"), "from": ("events",)}
_DELAY_FIELD_SECTIONS = {"unit": ("units",), "from": ("events",)}
_SCOPE_FIELD_SECTIONS = {
    "acts": ("acts",),
    "objects": _THING_SECTIONS,
    "instruments": ("instruments",),
    "issues": ("issues",),
}
_VOCABULARY_FIELD_SECTIONS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "actors": {"members": _ACTOR_SECTIONS, "kind_of": _THING_SECTIONS},
    "acts": dict.fromkeys(("converse", "entails", "excludes", "enables", "bounds"), ("acts",)),
    "objects": {"parts": ("objects",), "kind_of": _THING_SECTIONS, "owner": _ACTOR_SECTIONS},
    "events": {"entails": ("events",), "excludes": ("events",), "consent_of": _ACTOR_SECTIONS},
    "quantities": {"unit": ("units",)},
    "units": {"base": ("units",)},
    "manners": {"excludes": ("manners",)},
    "questions": {"issue": ("issues",)},
}


class WordUse(NamedTuple):
    """A word, the sections in which it may stand, and where it is used."""

    word: str
    sections: tuple[str, ...]
    entry: FileEntry
    path: DataPath
    is_condition: bool = False


def read_vocabulary_sections(entries: Iterable[FileEntry]) -> VocabularySections | None:
    """The vocabulary, or None where there is none that can be read: words are then not checked."""
    for entry in entries:
        if entry.kind == "vocabulary" and isinstance(entry.document.data, dict):
            return {section: as_mapping(entry.document.data.get(section)) for section in SECTION_NAMES}
    return None


def check_words(word_uses: Iterable[WordUse], vocabulary: VocabularySections) -> Iterator[Problem]:
    """Every use of a word that the vocabulary does not have in the sections where it may stand."""
    for word_use in word_uses:
        if any(_has_word(section, word_use.word, vocabulary) for section in word_use.sections):
            continue
        choices = [word for section in word_use.sections for word in _section_words(section, vocabulary)]
        rule = "lint-unknown-event" if word_use.is_condition else "ref-unknown-word"
        section_text = " or ".join(word_use.sections)
        hint = did_you_mean(word_use.word, choices) or _home_section_hint(word_use.word, vocabulary)
        yield rule_catalogue.make_problem(
            rule, word_use.entry.place_at(word_use.path), hint, id=quote_word(word_use.word), section=section_text
        )


def _has_word(section: str, word: str, vocabulary: VocabularySections) -> bool:
    return has_matter(word) if section == _MATTER_SECTION else word in vocabulary[section]


def _section_words(section: str, vocabulary: VocabularySections) -> Iterable[str]:
    """The words of a section of the vocabulary, or the matters of the checklists, which no vocabulary declares."""
    return list_matters() if section == _MATTER_SECTION else vocabulary[section]


def _home_section_hint(word: str, vocabulary: VocabularySections) -> str:
    home_sections = [section for section in SECTION_NAMES if word in vocabulary[section]]
    return f"it stands in {' and '.join(home_sections)}" if home_sections else ""


def find_word_uses(entry: FileEntry) -> Iterator[WordUse]:
    """Every word that a file takes from the vocabulary; reserved words are not words of the vocabulary."""
    find_uses = {
        "plan": _plan_word_uses,
        "redlines": _red_line_word_uses,
        "constraints": _constraint_word_uses,
        "vocabulary": _vocabulary_word_uses,
    }.get(entry.kind)
    return (word_use for word_use in find_uses(entry) if word_use.word not in RESERVED_WORDS) if find_uses else iter(())


def find_translated_words(entry: FileEntry) -> Iterator[WordUse]:
    """Every word for which a language file has an entry. That it is translated does not make it a word in use."""
    if entry.kind != "language":
        return
    label_sections = tuple(section for section in SECTION_NAMES if section != "questions")
    sections_by_key = {
        "words": label_sections, "phrases": label_sections, "passives": ("acts",), "forms": ("units",),
        "questions": ("questions",),
    }  # fmt: skip
    for key, sections in sections_by_key.items():
        for word in as_mapping(as_mapping(entry.document.data).get(key)):
            if word not in RESERVED_WORDS:
                yield WordUse(word, sections, entry, (key, word))


def _field_word_uses(
    entry: FileEntry, data: Mapping[str, Any], path: DataPath, sections_by_field: Mapping[str, tuple[str, ...]]
) -> Iterator[WordUse]:
    for name, sections in sections_by_field.items():
        if name in data:
            for word, word_path in words_with_paths(data[name], (*path, name)):
                yield WordUse(word, sections, entry, word_path)


def _plan_word_uses(entry: FileEntry) -> Iterator[WordUse]:
    data = as_mapping(entry.document.data)
    yield from _field_word_uses(entry, data, (), {"proposers": _ACTOR_SECTIONS, "parties": _ACTOR_SECTIONS})
    for index, reaction in indexed_mappings(data.get("reactions")):
        yield from _field_word_uses(entry, reaction, ("reactions", index), {"party": _ACTOR_SECTIONS})
    for node in clause_nodes(entry):
        yield from _entry_word_uses(entry, node.data, node.path)
        for variant in variant_nodes(node):
            yield from _entry_word_uses(entry, variant.data, variant.path)


def _entry_word_uses(entry: FileEntry, data: Mapping[str, Any], path: DataPath) -> Iterator[WordUse]:
    """A clause, a variant or a constraint: what all of them can have."""
    yield from _field_word_uses(
        entry,
        data,
        path,
        {"issue": ("issues",), "questions": ("questions",), "holder": _ACTOR_SECTIONS, "to": ("tracks",)},
    )
    yield from _norm_word_uses(entry, data, path)


def _norm_word_uses(entry: FileEntry, data: Mapping[str, Any], path: DataPath) -> Iterator[WordUse]:
    yield from _field_word_uses(entry, as_mapping(data.get("norm")), (*path, "norm"), _NORM_FIELD_SECTIONS)
    terms = as_mapping(data.get("terms"))
    yield from _field_word_uses(entry, terms, (*path, "terms"), _TERM_FIELD_SECTIONS)
    for name, value in terms.items():
        if name not in _TERM_FIELD_SECTIONS:
            inner_path = (*path, "terms", name)
            yield WordUse(name, ("quantities",), entry, inner_path)
            yield from _field_word_uses(entry, as_mapping(value), inner_path, _QUANTITY_FIELD_SECTIONS)
    for kind, value in as_mapping(data.get("conditions")).items():
        for word, inner_path in words_with_paths(value, (*path, "conditions", kind)):
            yield WordUse(word, ("events",), entry, inner_path, is_condition=True)
    for index, exception in enumerate(_as_list(data.get("exceptions"))):
        inner_path = (*path, "exceptions", index)
        if isinstance(exception, str):
            yield WordUse(exception, ("events",), entry, inner_path, is_condition=True)
        yield from _norm_word_uses(entry, as_mapping(exception), inner_path)


def _red_line_word_uses(entry: FileEntry) -> Iterator[WordUse]:
    data = as_mapping(entry.document.data)
    yield from _field_word_uses(entry, data, (), {"party": _ACTOR_SECTIONS})
    for index, line in indexed_mappings(data.get("lines")):
        yield from _field_word_uses(entry, line, ("lines", index), {"issue": ("issues",)})
        for version_index, version in indexed_mappings(line.get("versions")):
            for norm_index, norm in indexed_mappings(version.get("norms")):
                yield from _norm_word_uses(
                    entry, norm, ("lines", index, "versions", version_index, "norms", norm_index)
                )


def _constraint_word_uses(entry: FileEntry) -> Iterator[WordUse]:
    for index, constraint in indexed_mappings(as_mapping(entry.document.data).get("constraints")):
        path: DataPath = ("constraints", index)
        yield from _entry_word_uses(entry, constraint, path)
        yield from _field_word_uses(entry, constraint, path, {"binds": _ACTOR_SECTIONS})
        yield from _field_word_uses(
            entry, as_mapping(constraint.get("touches")), (*path, "touches"), _SCOPE_FIELD_SECTIONS
        )
        for word, word_path in words_with_paths(constraint.get("when"), (*path, "when")):
            yield WordUse(word, ("events",), entry, word_path, is_condition=True)
        for number, step in indexed_mappings(constraint.get("steps")):
            yield from _field_word_uses(entry, step, (*path, "steps", number), {"by": _ACTOR_SECTIONS})


def _vocabulary_word_uses(entry: FileEntry) -> Iterator[WordUse]:
    data = as_mapping(entry.document.data)
    for section, sections_by_field in _VOCABULARY_FIELD_SECTIONS.items():
        for word, value in as_mapping(data.get(section)).items():
            yield from _field_word_uses(entry, as_mapping(value), (section, word), sections_by_field)
    for word, value in as_mapping(data.get("questions")).items():
        yield from _question_word_uses(entry, as_mapping(value), ("questions", word))
    for word, value in as_mapping(data.get("events")).items():
        event = as_mapping(value)
        yield from _doing_word_uses(entry, event.get("brought_by"), ("events", word, "brought_by"))
        delay = as_mapping(event.get("delay"))
        yield from _field_word_uses(entry, delay, ("events", word, "delay"), _DELAY_FIELD_SECTIONS)
    for word, value in as_mapping(data.get("instruments")).items():
        path: DataPath = ("instruments", word, "implies")
        implied = as_mapping(as_mapping(value).get("implies"))
        yield from _field_word_uses(entry, implied, path, {"act": ("acts",)})
        for actor, target in as_mapping(implied.get("object")).items():
            yield WordUse(actor, _ACTOR_SECTIONS, entry, (*path, "object", actor))
            yield from (
                WordUse(thing, _THING_SECTIONS, entry, word_path)
                for thing, word_path in words_with_paths(target, (*path, "object", actor))
            )


def _question_word_uses(entry: FileEntry, question: Mapping[str, Any], path: DataPath) -> Iterator[WordUse]:
    for direction in ("more", "less"):
        yield from _doing_word_uses(entry, question.get(direction), (*path, direction))
    for matter, matter_path in words_with_paths(question.get("matters"), (*path, "matters")):
        yield WordUse(matter, (_MATTER_SECTION,), entry, matter_path)
    for party in as_mapping(question.get("wants")):
        yield WordUse(party, _ACTOR_SECTIONS, entry, (*path, "wants", party))


def _doing_word_uses(entry: FileEntry, doings: Any, path: DataPath) -> Iterator[WordUse]:
    """The words of one doing or of several."""
    yield from _field_word_uses(entry, as_mapping(doings), path, _NORM_FIELD_SECTIONS)
    if isinstance(doings, list):
        for index, doing in indexed_mappings(doings):
            yield from _field_word_uses(entry, doing, (*path, index), _NORM_FIELD_SECTIONS)


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
