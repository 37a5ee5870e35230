"""A sentence of several norms parted into sentences of one norm each, so that each is compared with its like."""

from __future__ import annotations

import re
from functools import cache

from comparer.language.phrase_lists import word_set
from comparer.language.tokenizer import fold_typography
from comparer.norms.from_text.shared_ends import add_subject, says_an_act
from comparer.resources.tables import load_table

_OPEN_SUBJECT = re.compile(
    r"^[^,;]*\b(which|who|that|where|if|when) (shall|may|must|will|should|is|are)\b", re.IGNORECASE
)
MAX_NORMS = 4
"""Norms of one sentence beyond which none is parted from the others."""


def pair_norms(left: str, right: str) -> list[tuple[str, str]]:
    """The norms of two sentences in their order, each beside its like; none where they are not as many, or one each."""
    sides = [part_norms(side) for side in (left, right)]
    if len(sides[0]) != len(sides[1]) or not 1 < len(sides[0]) <= MAX_NORMS:
        return []
    return list(zip(*sides, strict=True))


def find_added_norm(left: str, right: str) -> str | None:
    """The one norm that one of two sentences has more, all its others being the same; None where that is not so."""
    shorter, longer = sorted((part_norms(left), part_norms(right)), key=len)
    if len(longer) != len(shorter) + 1 or len(longer) > MAX_NORMS:
        return None
    folded = [[fold_typography(norm) for norm in side] for side in (shorter, longer)]
    added = next((place for place, norm in enumerate(folded[1]) if norm not in folded[0]), None)
    if added is None or folded[0] != folded[1][:added] + folded[1][added + 1 :]:
        return None
    return longer[added]


def part_norms(text: str) -> list[str]:
    """The norms of a sentence, each with its subject and a stop."""
    body = _part_shares(text.rstrip(" .;"))
    for match in _joints().finditer(body):
        head, norm = body[: match.start()], add_subject(body[match.end() :], body[: match.start()])
        if says_an_act(head) and norm is not None and not _OPEN_SUBJECT.search(norm):
            return [f"{head}.", *part_norms(norm)]
    return [f"{body}."]


@cache
def _joints() -> re.Pattern[str]:
    modals = "|".join(sorted(word_set("modals", "words")))
    return re.compile(rf"(?:,|;) (?:and|but) |; | (?:and|but) (?=(?:{modals})\b)", re.IGNORECASE)


def _part_shares(text: str) -> str:
    """`ten men, half of whom shall be sailors` as a norm on the men and one on half of the items."""
    for pattern, norms in load_table("turns")["shares_of_things"].items():
        parted, count = re.subn(pattern, norms, text, flags=re.IGNORECASE)
        if count:
            return re.sub(r"\s+", " ", parted)
    return text
