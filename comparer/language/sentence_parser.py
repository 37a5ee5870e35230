"""The norm that one English sentence states, in words: who is bound, how, to what, how much, by when, on what terms."""

from __future__ import annotations

from dataclasses import replace

from comparer.language.conditions import conditions_of, started
from comparer.language.inflection import singular, verb
from comparer.language.modality import Binding, binding, bindings
from comparer.language.phrase_lists import phrase_at, words
from comparer.language.quantities import Element, Measure, measured
from comparer.language.roles import object_negated, subject_negated, voiced
from comparer.language.sentence_norm import Row, Sentence, UnreadableError, unmarked
from comparer.model.records import Modality
from comparer.resources.tables import table

__all__ = ["Sentence", "UnreadableError", "read"]


def read(row: Row) -> Sentence:
    """The norm of a sentence given as tokens. Raises UnreadableError where it is beyond the patterns."""
    _refuse_tangled(row)
    rest, conditions = conditions_of(started(measured(row)))
    if put_off := _deferral(row, rest):
        return put_off
    found = binding(rest)
    if found is None:
        raise UnreadableError("no word says that somebody must, may or must not")
    if len(bindings(rest)) > 1 or any(bindings(one) for _, one in conditions):
        raise UnreadableError("more than one norm in a sentence")
    return _norm(row, rest, found, tuple((kind, " ".join(map(str, one))) for kind, one in conditions))


def _refuse_tangled(row: Row) -> None:
    if any(sign in row for sign in "()[]{}/<>=+*"):
        raise UnreadableError("brackets or signs stand in the sentence")
    if any(phrase_at(row, n, "drafting", "tangled") for n in range(len(row))):
        raise UnreadableError("the sentence has a turn that no simple pattern reads")
    if any(sign in row for sign in ";:") or "." in row:
        raise UnreadableError("more than one sentence")


def _deferral(row: Row, rest: list[Element]) -> Sentence | None:
    """A sentence that leaves its matter to later: a verb of deciding in the passive, and a word that puts it off."""
    lists = table("drafting")["deferral"]
    decided = [
        n for n, one in enumerate(row) if one in lists["verbs"] and row[n - 1 : n] in (("be",), ("is",), ("are",))
    ]
    later = bool(decided) and any(one in lists["later"] for one in row[decided[0] :])
    left = any(" ".join(row[n : n + 2]) in lists["phrases"] for n in range(len(row)))
    open_still = any(one in lists["later"] or one in lists["open"] for one in row)
    verdict = next((n for n, one in enumerate(rest) if one in lists["verbs"]), len(rest))
    fixed = any(isinstance(one, Measure) and one.kind == "amount" for one in rest[verdict:])
    if fixed or not (later or (left and open_still)):
        return None
    inner = len(bindings(rest)) - (row[:1] == ("whether",) or "whether" in row[:4])
    if inner > 1 or any(one in ("not", "never") for one in row):
        raise UnreadableError("more than one norm in a sentence")
    return Sentence(modality=Modality.DEFERS, predicate=row, content=_content(row))


def _content(row: Row) -> frozenset[str]:
    """Stems of the words that carry the matter."""
    small = words("languages", "english") | words("drafting", "prepositions") | words("drafting", "particles")
    later = {*table("drafting")["deferral"]["verbs"], *table("drafting")["deferral"]["later"]}
    parts = [part for one in row if one[0].isalpha() and one not in later for part in one.split("-")]
    return frozenset(verb(singular(part))[:6] for part in parts if part not in small and len(part) > 2)


def _norm(row: Row, rest: list[Element], found: Binding, conditions: tuple[tuple[str, str], ...]) -> Sentence:
    front, subject = _fronted(rest[: found.start])
    after = [*rest[found.end :], *([","] if front else []), *front]
    marked, amounts, direct, times = _sorted(after, found.passive)
    theirs, own, _, own_times = _sorted(subject, False)
    joined = bool({"and", "or", ","} & set(_trim(marked)))
    texts, manners = (marked, ()) if joined else _without(marked, words("drafting", "adverbs"))
    modality, texts = object_negated(found.modality, _trim(texts))
    if found.passive and (not unmarked(texts) or texts[0] == "#"):
        texts = ("be", *texts)
    if not unmarked(texts) or texts[0] == "#" or found.verb_missing:
        raise UnreadableError("no verb follows")
    names, modality = subject_negated(_trim(theirs), modality)
    several = texts[1:2] in ((",",), ("and",), ("or",))  # a list of acts has no one verb
    plain = Sentence(
        modality=modality,
        shade=found.shade,
        verb="" if several else verb(texts[0]),
        being=found.passive,
        marked=texts if several else _trim(texts[1:]),
        amounts=(*own, *amounts),
        direct=(*(found.passive for _ in own), *direct),
        times=tuple(sorted((*own_times, *times), key=str)),
        conditions=conditions,
        manners=frozenset(manners),
        content=_content(row),
    )
    return _capped(voiced(plain, names, texts[0]))


def _capped(norm: Sentence) -> Sentence:
    """`shall not exceed 3 percent` is `shall be at most 3 percent`."""
    exact = len(norm.amounts) == 1 and norm.amounts[0].sense == "exact"
    duty = {Modality.MUST_NOT: Modality.MUST, Modality.EXPECTS_NOT: Modality.EXPECTS}.get(norm.modality)
    if duty is None or norm.verb != verb("exceed") or not exact:
        return norm
    cap = replace(norm.amounts[0], sense="ceiling")
    return replace(norm, modality=duty, verb="be", being=True, amounts=(cap,))


def _fronted(before: list[Element]) -> tuple[list[Element], list[Element]]:
    """A phrase with a preposition before the subject, up to its comma; and the subject."""
    if before and before[0] in words("drafting", "prepositions") and "," in before:
        cut = before.index(",")
        return before[:cut], before[cut + 1 :]
    return [], before


def _sorted(
    row: list[Element], passive: bool
) -> tuple[Row, tuple[Measure, ...], tuple[bool, ...], tuple[Measure, ...]]:
    """Words with # for each amount, the amounts, whether each is what the verb acts on, and times.

    `of` after an amount goes with it. A time inside a list stays where it stands, for it may go with one part alone.
    """
    texts: list[str] = []
    amounts: list[Measure] = []
    direct: list[bool] = []
    times: list[Measure] = []
    listed_here = {"and", "or", ","} & {one for one in row if isinstance(one, str)}
    for n, one in enumerate(row):
        if isinstance(one, str):
            if one != "of" or texts[-1:] != ["#"]:
                texts.append(one)
        elif one.kind == "amount":
            direct.append(_is_direct(texts, passive))
            amounts.append(one)
            texts.append("#")
        else:
            times.append(one)
            if listed_here and 0 < n < len(row) - 1 and row[n + 1] != ",":
                texts.append("@")
    return tuple(texts), tuple(amounts), tuple(direct), tuple(times)


def _is_direct(before: list[str], passive: bool) -> bool:
    if before and before[-1] == "by":
        return True
    return not passive and len(before) > 0 and all(one in words("drafting", "particles") for one in before[1:])


def _without(row: Row, manners: frozenset[str]) -> tuple[Row, Row]:
    return tuple(one for one in row if one not in manners), tuple(one for one in row if one in manners)


def _trim(row: Row) -> Row:
    while row and row[0] == ",":
        row = row[1:]
    while row and row[-1] == ",":
        row = row[:-1]
    return row
