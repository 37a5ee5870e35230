"""`if it rains` beside `if it rains and the mayor agrees`: a case at the end that grew, and one `only` more."""

from __future__ import annotations

import re
from functools import cache

from comparer.language.frame import Frame, UnreadableSentenceError
from comparer.language.phrase_lists import word_set
from comparer.language.read_frame import read_frames
from comparer.language.tokenizer import tokenise_text
from comparer.model.findings import Change
from comparer.model.relation import Relation
from comparer.norms.from_text.frame_comparison import FrameComparison, direction_column
from comparer.norms.from_text.text_vocabulary import reverse_direction
from comparer.resources.tables import load_table


def compare_grown_cases(left: str, right: str) -> Change | None:
    """What one more case does to the norm before it, where both sentences are the same up to what opens the case.

    None where they are not, or where it is not plain what the words that join the two cases do.
    """
    bodies = left.rstrip(" .;"), right.rstrip(" .;")
    is_gone = len(bodies[0]) > len(bodies[1])
    longer, shorter = bodies if is_gone else bodies[::-1]
    for match in _openers().finditer(shorter):
        start, before = shorter[: match.end()], shorter[: match.start()]
        if _picks_place(before, match[1]) or not longer.casefold().startswith(start.casefold()):
            continue
        growth = _read_growth(shorter[match.end() :], longer[match.end() :])
        effect = _effect_of_case(f"{before.rstrip(' ,')}.", match[1].split()[0].casefold(), growth) if growth else None
        if growth and effect:
            effect = reverse_direction(effect) if is_gone else effect
            texts = (growth[1], "") if is_gone else ("", growth[1])
            return Change(facet="condition", before=texts[0], after=texts[1], effect=effect, rule="change-condition")
    return None


@cache
def _openers() -> re.Pattern[str]:
    return re.compile(rf",? ({'|'.join(load_table('governors')['openers_of_grown_cases'])}) ", re.IGNORECASE)


def _picks_place(before: str, opener: str) -> bool:
    """`in the district where`: whether a clause picks a place or a time and is no case."""
    last = before.split()[-1:]
    is_picking = opener.casefold() in ("where", "when", "whenever")
    return is_picking and bool({word.casefold() for word in last} & word_set("governors", "picked_by_where"))


def _read_growth(shorter: str, longer: str) -> tuple[str, str] | None:
    """The word that joins one case more, before or behind, and that case with it."""
    escaped = re.escape(shorter)
    behind = re.fullmatch(rf"{escaped}(,? (and|or) [^;]+)", longer, re.IGNORECASE)
    ahead = re.fullmatch(rf"([^;]+ (and|or) ){escaped}", longer, re.IGNORECASE)
    match = behind or ahead
    if match is None:
        return None
    words = set(tokenise_text(match[1])) - {match[2].casefold()}
    is_mixed = {"and", "or"} & (words | set(tokenise_text(shorter)))
    bound = words | set(tokenise_text(shorter))
    if is_mixed - {match[2].casefold()} or bound & word_set("modals", "words"):
        return None
    return match[2].casefold(), match[1].strip(" ,")


def _effect_of_case(norm: str, opener: str, growth: tuple[str, str]) -> Relation | None:
    try:
        frames = read_frames(norm)
    except UnreadableSentenceError:
        return None
    link, case = growth
    if opener == "until":  # the later of two events, or the earlier
        return _shared_direction(frames, ("more", "until"), link == "or")
    is_exception = opener in ("except", "save")
    is_clause = not is_exception or bool({"when", "where", "if"} & set(tokenise_text(case)))
    if is_exception and is_clause and link == "and":
        return None
    row = "exception" if is_exception or opener == "unless" else "condition"
    is_narrowing = is_exception or link == ("or" if opener == "unless" else "and")
    return _shared_direction(frames, ("added", row), not is_narrowing)


def _shared_direction(frames: tuple[Frame, ...], place: tuple[str, str], is_reversed: bool) -> Relation | None:
    """What a row of the table of directions does to all of these norms, where it does the same to each."""
    if any(frame.choice for frame in frames) or len({direction_column(frame) for frame in frames}) != 1:
        return None
    effect = FrameComparison(frames[0], frames[0]).direction(place[0], place[1], is_reversed)
    return None if effect is Relation.UNCLEAR else effect


def find_restriction(left: str, right: str) -> tuple[tuple[str, str], Change] | None:
    """Both sentences without the one `only` behind its act that one of them has more, and what that word does; or None.

    It takes from a leave; to a duty it adds, but not before a case, outside of which a duty asks nothing as it is.
    """
    places = [[match.start() for match in _only().finditer(side)] for side in (left, right)]
    if sorted(map(len, places)) != [0, 1]:
        return None
    is_gone = bool(places[0])
    text, place = (left, places[0][0]) if is_gone else (right, places[1][0])
    column = _single_column(text[:place])
    is_of_case = _only_in_case().match(text[place:]) is not None
    if column != "may" and (column != "must" or is_of_case):
        return None
    effect = Relation.LOOSER if is_gone else Relation.STRICTER
    rest = _only().sub("", text, count=1)
    texts = ("only", "") if is_gone else ("", "only")
    change = Change(facet="manner", before=texts[0], after=texts[1], effect=effect, rule="change-manner")
    return ((rest, right) if is_gone else (left, rest)), change


@cache
def _only() -> re.Pattern[str]:
    openers = "|".join(load_table("drafting")["openers_behind_only"])
    return re.compile(rf" only(?= (?:{openers})\b|[.;,]|$)", re.IGNORECASE)


@cache
def _only_in_case() -> re.Pattern[str]:
    openers = "|".join(load_table("drafting")["cases_behind_only"])
    return re.compile(rf" only (?:{openers})\b", re.IGNORECASE)


def _single_column(text: str) -> str:
    """The column of the table of directions in which all norms of a text stand, or ""."""
    try:
        columns = {direction_column(frame) for frame in read_frames(f"{text}.")}
    except UnreadableSentenceError:
        return ""
    return columns.pop() if len(columns) == 1 else ""
