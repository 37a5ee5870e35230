"""`if it rains` beside `if it rains and the mayor agrees`: a case at the end that grew, and one `only` more."""

from __future__ import annotations

import re
from functools import cache

from comparer.language.frame import Frame
from comparer.language.phrase_lists import word_set
from comparer.language.read_frame import try_read_frames
from comparer.language.tokenizer import tokenise_text
from comparer.model.findings import Change
from comparer.model.relation import Relation
from comparer.norms.from_text.frame_comparison import FrameComparison, build_one_sided_change, direction_column
from comparer.resources.tables import load_table


def compare_grown_cases(left: str, right: str) -> Change | None:
    """What one more case does to the norm before it, where both sentences are the same up to what opens the case.

    None where they are not, or where it is not plain what the words that join the two cases do.
    """
    bodies = left.rstrip(" .;"), right.rstrip(" .;")
    is_gone = len(bodies[0]) > len(bodies[1])
    longer, shorter = bodies if is_gone else bodies[::-1]
    matches = (match for name in _OPENERS for match in _openers(name).finditer(shorter))
    for match in matches:
        start, before = shorter[: match.end()], shorter[: match.start()]
        if _picks_place(before, match[1]) or not longer.casefold().startswith(start.casefold()):
            continue
        growth = _read_growth(shorter[match.end() :], longer[match.end() :])
        effect = _effect_of_case(f"{before.rstrip(' ,')}.", match[1].split()[0].casefold(), growth) if growth else None
        if growth and effect:
            return build_one_sided_change("condition", growth[1], effect, is_gone=is_gone)
    return None


_OPENERS = ("openers_of_grown_cases", "long_openers_of_cases")


@cache
def _openers(name: str) -> re.Pattern[str]:
    return re.compile(rf",? ({'|'.join(load_table('governors')[name])}) ", re.IGNORECASE)


def _picks_place(before: str, opener: str) -> bool:
    """`in the district where`: whether a clause picks a place or a time and is no case."""
    last = before.split()[-1:]
    is_picking = opener.casefold() in ("where", "when", "whenever")
    return is_picking and bool({word.casefold() for word in last} & word_set("governors", "picked_by_where"))


def _read_growth(shorter: str, longer: str) -> tuple[str, str] | None:
    """The word that joins one case more, before or behind, and that case with it."""
    escaped = re.escape(shorter)
    behind = re.fullmatch(rf"{escaped}(,? (and|or) [^;]+)", longer, re.IGNORECASE)
    ahead = re.fullmatch(rf"([^;]+ (and|or) (?:to )?){escaped}", longer, re.IGNORECASE)
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
    frames = try_read_frames(norm)
    link, case = growth
    if opener == "until":  # the later of two events, or the earlier
        return _shared_direction(frames, ("more", "until"), link == "or")
    is_exception = opener in ("except", "save")
    is_clause = not is_exception or bool({"when", "where", "if"} & set(tokenise_text(case)))
    if is_exception and is_clause and link == "and":
        return None
    is_purpose = opener == "in"  # in order to spray or to survey
    if is_purpose and link == "and":
        return None
    row = "exception" if is_exception or opener == "unless" else "purpose" if is_purpose else "condition"
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
    rest = _only().sub("", text, count=1)
    change = build_one_sided_change("manner", "only", Relation.STRICTER, is_gone=is_gone)
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
    columns = {direction_column(frame) for frame in try_read_frames(f"{text}.")}
    return columns.pop() if len(columns) == 1 else ""
