"""Several wordings of one sentence laid over one another: the words that all share, and between them each one's own.

Reading the segments of one wording in their order gives that wording again, to the letter but for white space.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from comparer.model.single_text import TextSegment

_TOKEN = re.compile(r"\w+(?:[.,:/'’-]\w+)*|[^\w\s]")
_SPACED_TOKEN = re.compile(r"\s*(?:\w+(?:[.,:/'’-]\w+)*|[^\w\s])")

_READABLE = re.compile(r"[(“\"']?\w", re.DOTALL)
"""What may stand in a bracket of its own: it begins with a word and is more than a sign."""

MIN_SHARED_SHARE = 0.5
"""The least share of the longest wording that all must have in common: below it, whole alternatives read better."""

MAX_OPEN_SEGMENTS = 3
"""The most places at which wordings may differ and still be read as one sentence."""

MAX_JOINT_CHARS = 3
"""The most letters of a single shared word that does not part two places: an "and" between two that differ."""

MAX_MERGED_TOKENS = 400
"""Words and signs of the longest wording that is laid over others. The work grows with the square of it."""

MAX_MERGED_WORDINGS = 12
"""The most wordings that a person can still read as one sentence with brackets."""


def merge_wordings(texts: Sequence[str]) -> tuple[TextSegment, ...]:
    """The segments of wordings that are one sentence but for a few places.

    None where they are too unlike, too long or too many: then each stands whole.
    """
    if not 2 <= len(texts) <= MAX_MERGED_WORDINGS:
        return ()
    token_lists = [_TOKEN.findall(text) for text in texts]
    longest, shortest = max(map(len, token_lists)), min(map(len, token_lists))
    if not 0 < longest <= MAX_MERGED_TOKENS or shortest < MIN_SHARED_SHARE * longest:
        return ()
    shared_tokens = token_lists[0]
    for tokens in token_lists[1:]:
        shared_tokens = _common_tokens(shared_tokens, tokens)
    if len(shared_tokens) < MIN_SHARED_SHARE * longest:
        return ()
    cut = _build_segments([_SPACED_TOKEN.findall(text) for text in texts], token_lists, shared_tokens)
    segments = _join_near_places(cut, len(texts))
    open_segments = [segment for segment in segments if len(segment.readings) > 1]
    has_bare_signs = any(
        reading and not _READABLE.match(reading) for segment in open_segments for reading in segment.readings
    )
    return () if len(open_segments) > MAX_OPEN_SEGMENTS or has_bare_signs else segments


def _common_tokens(a: Sequence[str], b: Sequence[str]) -> list[str]:
    blocks = SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
    return [token for block in blocks for token in a[block.a : block.a + block.size]]


def _build_segments(
    spaced_lists: Sequence[list[str]], token_lists: Sequence[list[str]], shared_tokens: Sequence[str]
) -> tuple[TextSegment, ...]:
    """Cuts every wording at the shared tokens, each taken where it first comes.

    The tokens of each wording are given with the white space before them, and without.
    """
    segments: list[TextSegment] = []
    positions, shared_run = [0] * len(token_lists), ""
    for shared in shared_tokens:
        stops = [tokens.index(shared, start) for tokens, start in zip(token_lists, positions, strict=True)]
        own_words = _slice_words(spaced_lists, positions, stops)
        if any(own_words):
            segments += [TextSegment(readings=(shared_run,))] if shared_run.strip() else []
            segments.append(TextSegment(readings=own_words))
            shared_run = ""
        shared_run += spaced_lists[0][stops[0]]
        positions = [stop + 1 for stop in stops]
    segments += [TextSegment(readings=(shared_run,))] if shared_run.strip() else []
    rest = _slice_words(spaced_lists, positions, [len(tokens) for tokens in token_lists])
    return (*segments, TextSegment(readings=rest)) if any(rest) else tuple(segments)


def _join_near_places(segments: Sequence[TextSegment], text_count: int) -> tuple[TextSegment, ...]:
    """Two places where wordings differ as one, where no more than a short word stands between them."""
    joined: list[TextSegment] = []
    for segment in segments:
        is_near = len(joined) > 1 and len(segment.readings) > 1 and _is_short_word(joined[-1])
        if not (is_near and all(joined[-2].readings) and all(segment.readings)):
            joined.append(segment)
            continue
        between, before = joined.pop().readings * text_count, joined.pop().readings
        parts = zip(before, between, segment.readings, strict=True)
        joined.append(TextSegment(readings=tuple(f"{first}{word} {last}" for first, word, last in parts)))
    return tuple(joined)


def _is_short_word(segment: TextSegment) -> bool:
    word = segment.readings[0].strip()
    return len(segment.readings) == 1 and word.isalpha() and len(word) <= MAX_JOINT_CHARS


def _slice_words(spaced_lists: Sequence[list[str]], starts: Sequence[int], stops: Sequence[int]) -> tuple[str, ...]:
    return tuple(
        "".join(tokens[start:stop]).strip() for tokens, start, stop in zip(spaced_lists, starts, stops, strict=True)
    )
