"""The norm that one English sentence states, in words: who is bound, how, to what, how much, by when, on what terms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from comparer.model import Modality
from comparer.reading.binding import Binding, binding, bindings
from comparer.reading.forms import singular, verb, word
from comparer.reading.lists import phrase_at, table, words
from comparer.reading.quantities import Element, Measure, measured

Row = tuple[str, ...]


class UnreadableError(Exception):
    """A sentence that no simple pattern reads; the message completes `cannot tell: …`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """`bearers` are phrases joined by `bearer_link`; none where the sentence names nobody.

    `predicate` is what follows the verb, figures taken out, and `marked` the same with # for each amount; `direct` says
    of each amount whether it is what the verb acts on.
    """

    modality: Modality
    shade: str = ""
    bearers: tuple[str, ...] = ()
    bearer_link: str = ""
    exceptions: tuple[str, ...] = ()
    verb: str = ""
    being: bool = False
    predicate: Row = ()
    marked: Row = ()
    amounts: tuple[Measure, ...] = ()
    direct: tuple[bool, ...] = ()
    times: tuple[Measure, ...] = ()
    conditions: tuple[tuple[str, str], ...] = ()
    manners: frozenset[str] = frozenset()
    content: frozenset[str] = frozenset()


def read(row: Row) -> Sentence:
    """The norm of a sentence given as tokens. Raises UnreadableError where it is beyond the patterns."""
    _refuse_tangled(row)
    rest, conditions = _conditions(_started(measured(row)))
    if put_off := _deferral(row, rest):
        return put_off
    found = binding(rest)
    if found is None:
        raise UnreadableError("no word says that somebody must, may or must not")
    if len(bindings(rest)) > 1 or any(bindings(list(one)) for _, one in conditions):
        raise UnreadableError("more than one norm in a sentence")
    return _norm(row, rest, found, tuple((kind, " ".join(map(str, one))) for kind, one in conditions))


def _refuse_tangled(row: Row) -> None:
    if any(sign in row for sign in "()[]{}/<>=+*"):
        raise UnreadableError("brackets or signs stand in the sentence")
    if any(phrase_at(list(row), n, "drafting", "tangled") for n in range(len(row))):
        raise UnreadableError("the sentence has a turn that no simple pattern reads")
    if any(sign in row for sign in ";:") or "." in row:
        raise UnreadableError("more than one sentence")


def _conditions(row: list[Element]) -> tuple[list[Element], list[tuple[str, tuple[Element, ...]]]]:
    """What stands outside of conditions, and each condition with its kind."""
    places = [(n, phrase) for n in range(len(row)) if (phrase := phrase_at(row, n, "drafting", "conditions"))]
    places = [(n, p) for n, p in places if not any(m < n < m + len(q) for m, q in places)]
    if not places:
        return row, []
    if len(places) > 2:
        raise UnreadableError("conditions stand inside conditions")
    out, found, end = list(row[: places[0][0]]), [], 0
    for place, phrase in places:
        if place < end:
            raise UnreadableError("conditions stand inside conditions")
        out += row[end:place] if end else []
        end = _end_of_condition(row, place, [n for n, _ in places if n > place])
        held = tuple(word(one) if isinstance(one, str) else one for one in row[place + len(phrase) : end])
        found.append((table("drafting")["conditions"][" ".join(phrase)], held))
        end += end < len(row) and row[end] == ","
    return [*out, *row[end:]], sorted(found, key=str)


def _started(row: list[Element]) -> list[Element]:
    """From when a time runs (within 30 days of the signing), taken into the time that it belongs to."""
    for n, one in enumerate(row):
        if not isinstance(one, Measure) or one.kind != "deadline" or row[n + 1 : n + 2] == []:
            continue
        if row[n + 1] not in words("measures", "starts"):
            continue
        end = next((m for m in range(n + 1, len(row)) if row[m] == ","), len(row))
        tail = row[n + 2 : end]
        if (
            tail
            and not bindings(tail)
            and not any(phrase_at(tail, m, "drafting", "conditions") for m in range(len(tail)))
        ):
            return _started([*row[:n], replace(one, start=" ".join(map(str, tail))), *row[end:]])
        raise UnreadableError("from when the time runs cannot be seen")
    return row


def _end_of_condition(row: list[Element], place: int, following: Sequence[int]) -> int:
    commas = [n for n in range(place, len(row)) if row[n] == ","]
    inside = place > 0 and row[place - 1] == ","
    if place == 0 or inside:
        if place == 0 and not commas:
            raise UnreadableError("where the condition ends cannot be seen")
        end = commas[0] if commas else len(row)
        if inside and end < len(row) and {"and", "or"} & {one for one in row if isinstance(one, str)}:
            raise UnreadableError("how far the condition reaches cannot be seen")
        return end
    return following[0] if following else len(row)


def _deferral(row: Row, rest: list[Element]) -> Sentence | None:
    """A sentence that leaves its matter to later: a verb of deciding in the passive, and a word that puts it off."""
    lists = table("drafting")["deferral"]
    passive = any(
        one in lists["verbs"] and row[n - 1 : n] and row[n - 1] in ("be", "is", "are") for n, one in enumerate(row)
    )
    left = any(" ".join(row[n : n + 2]) in lists["phrases"] for n in range(len(row)))
    later = any(one in lists["later"] for one in row)
    if not (passive and later) and not left:
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
    modality, texts = _object_negated(found.modality, _trim(texts))
    if found.passive and (not _unmarked(texts) or texts[0] == "#"):
        texts = ("be", *texts)
    if not _unmarked(texts) or texts[0] == "#" or found.verb_missing:
        raise UnreadableError("no verb follows")
    names, modality = _subject_negated(_trim(theirs), modality)
    plain = Sentence(
        modality=modality,
        shade=found.shade,
        verb=verb(texts[0]),
        being=found.passive,
        marked=_trim(texts[1:]),
        amounts=(*own, *amounts),
        direct=(*(found.passive for _ in own), *direct),
        times=tuple(sorted((*own_times, *times), key=str)),
        conditions=conditions,
        manners=frozenset(manners),
        content=_content(row),
    )
    return _capped(_voiced(plain, names, texts[0]))


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


def _unmarked(row: Row) -> Row:
    return tuple(one for one in row if one != "#")


def _is_direct(before: list[str], passive: bool) -> bool:
    if before and before[-1] == "by":
        return True
    return not passive and len(before) > 0 and all(one in words("drafting", "particles") for one in before[1:])


def _without(row: Row, manners: frozenset[str]) -> tuple[Row, Row]:
    return tuple(one for one in row if one not in manners), tuple(one for one in row if one in manners)


def _trim(row: Row) -> Row:
    while row and row[0] in (",", "and", "then"):
        row = row[1:]
    while row and row[-1] == ",":
        row = row[:-1]
    return row


def _object_negated(modality: Modality, row: Row) -> tuple[Modality, Row]:
    """`pay no interest` forbids paying interest."""
    if len(row) > 2 and row[1] == "no" and row[2] != "longer":
        contrary = table("modals")["negated"].get(modality.value)
        if contrary is None or modality in (Modality.MUST_NOT, Modality.NEED_NOT):
            raise UnreadableError("two negations meet")
        return Modality(contrary), (row[0], *row[2:])
    return modality, row


def _subject_negated(row: Row, modality: Modality) -> tuple[Row, Modality]:
    """`No vessel shall`, `neither side may`: nobody must, so everybody must not."""
    if not row or row[0] not in words("drafting", "negating"):
        return row, modality
    contrary = table("modals")["negated"].get(modality.value)
    if contrary is None or modality in (Modality.MUST_NOT, Modality.NEED_NOT):
        raise UnreadableError("two negations meet")
    return ("all", *("and" if one == "nor" else one for one in row[1:])), Modality(contrary)


def _voiced(norm: Sentence, names: Row, said: str) -> Sentence:
    """The sentence in the active voice: of a passive, the subject is what is acted on and `by` names who is bound."""
    if not norm.being or not _participle(said):
        return _borne(norm, names)
    agent, rest = _agent(norm.marked)
    marked = _object((*_plain_object(names), *rest))
    acted = replace(norm, being=False, marked=marked, predicate=_object(_unmarked(marked)))
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
        if phrase := phrase_at(list(names), n, "drafting", "except"):
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
        predicate=_object(_unmarked(norm.marked)),
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
    links = {one for one in names if one in ("and", "or")}
    if len(links) > 1:
        raise UnreadableError("a list is joined by and as well as or")
    parts: list[Row] = [()]
    for one in names:
        if one in (",", "and", "or"):
            parts.append(())
        else:
            parts[-1] = (*parts[-1], one)
    return tuple(sorted({_name(part) for part in parts if part})), "or" if "or" in links else ""


def _name(part: Row) -> str:
    """`every vessel`, `a vessel`, `vessels` in one form; `the vessels` is another, for it points at known ones."""
    if part[0] in words("drafting", "universal") and len(part) > 1:
        part = part[1:]
    elif part[0] == "the":
        return " ".join(part)
    return " ".join((*part[:-1], singular(part[-1])))
