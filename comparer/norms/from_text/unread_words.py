"""What two sentences that read alike still have apart: words that stand in no part, an order, a word such as `only`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from comparer.language.frame import Frame
from comparer.language.phrase_lists import word_set
from comparer.language.plain_sentence import split_conditions
from comparer.language.tokenizer import tokenise_text

MIN_STEM_CHARS = 4
"""Letters at the start of a word by which it is found again among lemmas."""
MAX_WORDS_OF_ACTS = 1
"""Words of one text alone that may stand in no part that was read: an act is kept by what it is, not by its words."""


def has_unread_difference(*sides: tuple[str, Sequence[Frame]]) -> bool:
    """Whether words that stand on one side alone were passed over, more of them than its acts and their modals have."""
    words_of_sides = [content_words(sentence) for sentence, _ in sides]
    own_words = words_of_sides[0] - words_of_sides[1], words_of_sides[1] - words_of_sides[0]
    return any(_has_unread_words(words, frames) for words, (_, frames) in zip(own_words, sides, strict=True))


def _has_unread_words(own_words: set[str], frames: Sequence[Frame]) -> bool:
    left_over = own_words - word_set("modals", "binding")
    left_over -= set().union(*(content_words(frame.modal_text) for frame in frames))
    for frame in frames:
        for item in (*frame.bearers.items, *frame.objects.items):
            words_of_item = left_over & content_words(item.source_text)
            read_text = " ".join((item.head, item.determiner, *item.modifiers, *item.exceptions, *item.names))
            if not item.figures and any(word[:MIN_STEM_CHARS] not in read_text for word in words_of_item):
                return True
            left_over -= words_of_item
        for text in (*(adjunct.source_text for adjunct in frame.adjuncts), *(time.source_text for time in frame.times)):
            left_over -= content_words(text)
    return len(left_over) > MAX_WORDS_OF_ACTS


def restricts_otherwise(*sides: tuple[str, Sequence[Frame]]) -> bool:
    """Whether one of two sides that bind alike has a word such as `only` more, turns of drafting made plain."""
    counts = [
        sum(word in word_set("drafting", "restricting") for word in tokenise_text(split_conditions(text)[0]))
        for text, _ in sides
    ]
    modalities = [[frame.modality for frame in frames] for _, frames in sides]
    return counts[0] != counts[1] and modalities[0] == modalities[1]


def ranks_otherwise(left: str, right: str) -> bool:
    """Whether the same words stand in another order, and one of them gives the order a meaning: pay first."""
    words = tokenise_text(left), tokenise_text(right)
    is_ranked = bool(set(re.findall(r"\w+", left)) & word_set("drafting", "ranking"))  # no First Minister
    return words[0] != words[1] and sorted(words[0]) == sorted(words[1]) and is_ranked


def content_words(text: str) -> set[str]:
    small_words = word_set("languages", "english") | word_set("drafting", "prepositions")
    return {word for word in tokenise_text(text) if word[0].isalpha() and word not in small_words and len(word) > 3}
