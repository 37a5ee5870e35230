"""What two long sentences say alike behind a comma at their ends, cut off so that the rest can be read."""

from __future__ import annotations

import re
from functools import cache

from comparer.language.phrase_lists import word_set
from comparer.language.tokenizer import tokenise_text
from comparer.resources.tables import load_table

MIN_END_WORDS = 3
"""Words that an end must have to be cut off; what is shorter may be a thing of a list."""
MIN_ACT_WORDS = 2
"""Words that must stand behind the binding word of what is left."""


def cut_shared_end(left: str, right: str) -> tuple[str, str] | None:
    """Both sentences without the longest end that they share, or None.

    An end begins behind a comma with a preposition, a participle or a thing that is to be or being something, and binds
    nobody by itself: `, the interest to be paid in June`.
    """
    bodies = [text.rstrip(" .;") for text in (left, right)]
    for match in re.finditer(r",\s+", bodies[0]):
        end = bodies[0][match.start() :]
        if not bodies[1].casefold().endswith(end.casefold()) or not _opens_end().match(
            end[match.end() - match.start() :]
        ):
            continue
        heads = bodies[0][: match.start()], bodies[1][: -len(end)]
        if _is_apart(end) and all(map(_says_an_act, heads)):
            return f"{heads[0]}.", f"{heads[1]}."
    return None


@cache
def _opens_end() -> re.Pattern[str]:
    openers = "|".join(sorted(word_set("drafting", "prepositions") - {"except"}))
    return re.compile(rf"(?:(?:{openers})|\w+ing|{load_table('turns')['shared_ends']})\b", re.IGNORECASE)


def _is_apart(end: str) -> bool:
    words = tokenise_text(end)
    return len(words) >= MIN_END_WORDS and not set(words) & (word_set("modals", "words") | {"if", "unless"})


def _says_an_act(text: str) -> bool:
    """Whether a binding word stands in the text, and behind it what is to be done."""
    words = tokenise_text(text)
    places = [place for place, word in enumerate(words) if word in word_set("modals", "words")]
    return bool(places) and len(words) - places[0] > MIN_ACT_WORDS
