"""What two long sentences say alike, an end behind a comma or a whole norm, cut off so that the rest can be read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from comparer.language.phrase_lists import word_set
from comparer.language.tokenizer import tokenise_text
from comparer.resources.tables import load_table

MIN_END_WORDS = 3
"""Words that an end must have to be cut off; what is shorter may be a thing of a list."""
MIN_ACT_WORDS = 2
"""Words that must stand behind the binding word of what is left."""
MAX_SUBJECT_WORDS = 12
"""Words that may stand before the binding word of a norm that follows another."""
MAX_CUTS = 3
"""How often a pair is shortened."""
_JOINT = re.compile(r"(?:,|;) (?:and|but) |; ")


def shorten_pair(left: str, right: str) -> Iterator[tuple[str, str]]:
    """Both sentences without what they share, one cut after the other."""
    pair = left, right
    for _ in range(MAX_CUTS):
        shorter = (
            _cut_shared_phrase(*pair) or _cut_shared_norm(*pair) or _cut_shared_end(*pair) or _cut_shared_item(*pair)
        )
        if shorter is None:
            return
        yield shorter
        pair = shorter


def _cut_shared_phrase(left: str, right: str) -> tuple[str, str] | None:
    """Both sentences without a phrase such as `at any time` that both have once and that touches nothing else."""
    pattern = _shared_phrase()
    phrases = [[match.group().strip(" ,").casefold() for match in pattern.finditer(side)] for side in (left, right)]
    if len(phrases[0]) != 1 or phrases[0] != phrases[1]:
        return None
    return pattern.sub("", left), pattern.sub("", right)


@cache
def _shared_phrase() -> re.Pattern[str]:
    return re.compile(rf",? {load_table('turns')['shared_phrases']},?(?=[ .;]|$)", re.IGNORECASE)


def _cut_shared_norm(left: str, right: str) -> tuple[str, str] | None:
    """Both sentences without a norm that they share at their end or beginning, or None.

    A norm without a subject of its own is cut only where both sentences are about the same subject, and none behind a
    subject that is denied (`no lodger may smoke, and ...`).
    """
    bodies = left.rstrip(" .;"), right.rstrip(" .;")
    for match in _JOINT.finditer(bodies[0]):
        heads = _heads_before_shared(bodies, match.start())
        tail = bodies[0][match.end() :]
        if heads and (_is_norm_of(tail, *heads) or _is_norm_of_case(match.group(), tail, heads[0])):
            return f"{heads[0]}.", f"{heads[1]}."
    for match in re.finditer(load_table("turns")["denied_joint"], bodies[0]):
        if heads := _heads_before_shared(bodies, match.start()):
            return f"{heads[0]}.", f"{heads[1]}."
    for match in reversed(list(_JOINT.finditer(bodies[0]))):
        start = bodies[0][: match.end()]
        rests = bodies[0][match.end() :], bodies[1][match.end() :]
        is_shared = bodies[1].casefold().startswith(start.casefold()) and says_an_act(start[: match.start()])
        norms = [add_subject(rest, start) for rest in rests]
        if is_shared and norms[0] and norms[1]:
            return f"{norms[0]}.", f"{norms[1]}."
    return None


def _heads_before_shared(bodies: tuple[str, str], start: int) -> tuple[str, str] | None:
    """What stands before the end of the first text from a place on, where both end so and say an act before it."""
    end = bodies[0][start:]
    heads = bodies[0][:start], bodies[1][: -len(end)]
    is_shared = bodies[1].casefold().endswith(end.casefold()) and all(map(says_an_act, heads))
    return heads if is_shared else None


def read_subject(text: str) -> str | None:
    """The words before the first binding word, or None where there is none near the beginning."""
    words = text.split()
    place = next((place for place, word in enumerate(words) if word.casefold() in binding_words()), None)
    if place is None or place > MAX_SUBJECT_WORDS:
        return None
    while place and words[place - 1].casefold() in word_set("modals", "before_binding"):
        place -= 1
    return " ".join(words[:place])


def binding_words() -> frozenset[str]:
    """The words by which a text binds or frees somebody."""
    return word_set("modals", "words") | word_set("modals", "binding")


def _is_norm_of(text: str, *heads: str) -> bool:
    subject = read_subject(text)
    if subject is None:
        return False
    subjects = {(read_subject(head) or "").casefold() for head in heads}
    return bool(subject) or (len(subjects) == 1 and "" not in subjects and not is_denied_subject(subjects.pop()))


def _is_norm_of_case(joint: str, text: str, head: str) -> bool:
    """`; if this period cannot be kept, he shall ...`: a norm with a case of its own at its front."""
    opener = text.split(" ", 1)[0].rstrip(",").casefold()
    openers = word_set("turns", "fronted") if joint.startswith(";") else word_set("turns", "cut_fronts")
    return opener in openers and says_an_act(text) and not is_denied_subject(read_subject(head) or "")


def is_denied_subject(subject: str) -> bool:
    """Whether what is bound is denied, so that its act is forbidden: no lodger."""
    return bool(set(subject.casefold().split()) & word_set("modals", "sentence_negations"))


def add_subject(rest: str, start: str) -> str | None:
    """A norm with its subject, which is that of the norm before it where it has none."""
    subject, before = read_subject(rest), read_subject(start)
    if subject is None or (not subject and (not before or is_denied_subject(before))):
        return None
    return f"{rest[0].upper()}{rest[1:]}" if subject else f"{before} {rest}"


def _cut_shared_end(left: str, right: str) -> tuple[str, str] | None:
    """Both sentences without the longest end that they share, or None.

    An end begins behind a comma with a preposition, a participle or a thing that is to be or being something, and binds
    nobody by itself: `, the interest to be paid in June`.
    """
    bodies = left.rstrip(" .;"), right.rstrip(" .;")
    for match in re.finditer(r",\s+", bodies[0]):
        heads = _heads_before_shared(bodies, match.start())
        if heads and _opens_end().match(bodies[0][match.end() :]) and _is_apart(bodies[0][match.start() :]):
            return f"{heads[0]}.", f"{heads[1]}."
    return None


def _cut_shared_item(left: str, right: str) -> tuple[str, str] | None:
    """Both sentences without the last thing of a list that both name last, where one names more things before it.

    `the roll, the seal and the key` beside `the roll and the key` is left as the roll and the seal beside the roll.
    """
    bodies = left.rstrip(" .;"), right.rstrip(" .;")
    for match in _LAST_ITEM.finditer(bodies[0]):
        end = bodies[0][match.start(2) :]
        other = re.search(rf",? {match[1]} {re.escape(end)}$", bodies[1], re.IGNORECASE)
        kept = word_set("modals", "words") | word_set("governors", "excepting")
        if other is None or set(tokenise_text(end)) & kept:
            continue
        heads = bodies[0][: match.start()], bodies[1][: other.start()]
        longer = max(heads, key=len)
        if all(map(says_an_act, heads)) and "," in longer and heads[0].casefold() != heads[1].casefold():
            return _join_last(heads[0], match[1]), _join_last(heads[1], match[1])
    return None


_LAST_ITEM = re.compile(r",? (and|or) ((?:[\w'-]+ ){0,11}[\w'-]+)$", re.IGNORECASE)


def _join_last(text: str, link: str) -> str:
    """A text whose list ends at its last comma with the word that joins in its place."""
    start, comma, last = text.rpartition(", ")
    is_item = bool(comma) and len(last.split()) <= MAX_SUBJECT_WORDS and says_an_act(start)
    return f"{start} {link} {last}." if is_item else f"{text}."


@cache
def _opens_end() -> re.Pattern[str]:
    openers = "|".join(sorted(word_set("drafting", "prepositions") - {"except"}))
    return re.compile(rf"(?:(?:{openers})|\w+ing|{load_table('turns')['shared_ends']})\b", re.IGNORECASE)


def _is_apart(end: str) -> bool:
    words = tokenise_text(end)
    return len(words) >= MIN_END_WORDS and not set(words) & (binding_words() | {"if", "unless"})


def says_an_act(text: str) -> bool:
    """Whether a binding word stands in the text, and behind it what is to be done."""
    words = tokenise_text(text)
    places = [place for place, word in enumerate(words) if word in binding_words()]
    return bool(places) and len(words) - places[0] > MIN_ACT_WORDS
