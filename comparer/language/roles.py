"""Who is bound and what is acted on: lists of names, passives turned round, negations that stand in either place."""

from __future__ import annotations

from dataclasses import replace

from comparer.language.inflection import singular, word
from comparer.language.phrase_lists import phrase_at, words
from comparer.language.sentence_norm import Row, Sentence, UnreadableError, parts, unmarked
from comparer.model.records import Modality
from comparer.resources.tables import table


def object_negated(modality: Modality, row: Row) -> tuple[Modality, Row]:
    """`pay no interest` forbids paying interest."""
    if len(row) > 2 and row[1] == "no" and row[2] != "longer":
        return _negated(modality), (row[0], *row[2:])
    return modality, row


def subject_negated(row: Row, modality: Modality) -> tuple[Row, Modality]:
    """`No vessel shall`, `neither side may`: nobody must, so everybody must not."""
    if not row or row[0] not in words("drafting", "negating"):
        return row, modality
    negated = _negated(modality)
    every = "both" if row[0] == "neither" else "all"
    return (every, *("and" if one == "nor" else one for one in row[1:])), negated


def _negated(modality: Modality) -> Modality:
    """The modality of a sentence in which a word such as `no` denies the whole."""
    found = table("modals")["negated"].get(modality.value)
    if found is None or modality in (Modality.MUST_NOT, Modality.NEED_NOT):
        raise UnreadableError("two negations meet")
    return Modality(found)


def voiced(norm: Sentence, names: Row, said: str) -> Sentence:
    """The sentence in the active voice: of a passive, the subject is what is acted on and `by` names who is bound."""
    if not norm.being or not _participle(said):
        return _borne(norm, names)
    agent, rest = _agent(norm.marked)
    marked = _object((*_plain_object(names), *rest))
    acted = replace(norm, being=False, marked=marked, predicate=_object(unmarked(marked)))
    return _borne(acted, agent) if agent else acted


def _participle(one: str) -> bool:
    return one.endswith("ed") or one in words("drafting", "irregular")


def _plain_object(names: Row) -> Row:
    if names[:1] and names[0] in words("drafting", "universal"):
        return ("all", *names[1:-1], singular(names[-1])) if len(names) > 1 else names
    return names


def _agent(row: Row) -> tuple[Row, Row]:
    """Who acts in a passive sentence, and the rest of it."""
    if "by" not in row:
        return (), row
    at = row.index("by")
    end = at + 1
    while end < len(row) and row[end] not in words("drafting", "prepositions") and row[end] != ",":
        end += 1
    return row[at + 1 : end], (*row[:at], *row[end:])


def _borne(norm: Sentence, names: Row) -> Sentence:
    if any(one in words("drafting", "pronouns") for one in names[:1]):
        raise UnreadableError("a pronoun hides who is bound")
    if any(one in words("drafting", "negations") for one in names):
        raise UnreadableError("a negation stands among those who are bound")
    exceptions: tuple[str, ...] = ()
    for n in range(1, len(names)):
        if phrase := phrase_at(names, n, "drafting", "except"):
            if n + len(phrase) == len(names):
                raise UnreadableError("who is excepted is not said")
            exceptions = listed(names[n + len(phrase) :])[0]
            names = names[:n]
            break
    bearers, link = listed(names)
    return replace(
        norm,
        bearers=bearers,
        bearer_link=link,
        exceptions=exceptions,
        marked=_object(norm.marked),
        predicate=_object(unmarked(norm.marked)),
    )


def _object(row: Row) -> Row:
    """The same words for the same: synonyms, and `all` for each and every before what is acted on."""
    row = tuple(word(one) for one in row)
    every = row[:1] and row[0] in ("every", "each", "all")
    if len(row) > 1 and (every or row[0] in words("drafting", "partial")):
        end = next((n for n in range(1, len(row)) if row[n] in words("drafting", "prepositions")), len(row))
        return ("all" if every else row[0], *row[1 : end - 1], singular(row[end - 1]), *row[end:])
    return row


def listed(names: Row) -> tuple[tuple[str, ...], str]:
    """The parts of a list of those who are bound, each in one form, sorted; and the word that joins them."""
    found, link = parts(names)
    return tuple(sorted({_name(part) for part in found if part})), "or" if link == "or" else ""


def _name(part: Row) -> str:
    """`every vessel`, `a vessel`, `vessels` in one form; `the vessels` is another, for it points at known ones."""
    if part[0] in ("both", "neither"):
        part = ("both", *part[1:])
    elif part[0] in words("drafting", "universal") and part[1:2] not in ((), ("the",), ("a",), ("an",)):
        part = part[1:]
    elif part[0] == "the":
        return " ".join(part)
    return " ".join((*part[:-1], singular(part[-1])))
