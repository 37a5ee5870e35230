"""`the maps, the coins and the seals` beside `the maps and the seals`: one thing more of a list in the same words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from comparer.language.phrase_lists import word_set
from comparer.language.read_frame import try_read_frames
from comparer.model.findings import Change
from comparer.model.relation import Relation
from comparer.norms.from_text.frame_comparison import FrameComparison, build_one_sided_change, direction_column
from comparer.norms.from_text.shared_ends import binding_words

_TOKEN = re.compile(r",? (?:and|or)(?= )|[;,:]|[^\s;,:]+", re.IGNORECASE)
MIN_WORDS_BEFORE_LIST = 3
"""Words from the binding word to a thing that was added: the binding word, the verb and a thing at least."""
_JOINTS = frozenset({",", "and", "or"})


@dataclass(frozen=True, slots=True)
class _Growth:
    """The words before the thing that one side has more, that thing, and the word that joins its list."""

    before: tuple[str, ...]
    thing: tuple[str, ...]
    link: str
    behind: tuple[str, ...]
    is_first: bool


def compare_grown_lists(left: str, right: str) -> Change | None:
    """What one thing more of a list behind the act does; None where the two sentences differ in anything else.

    None too where a word before the list may turn the sense of it (`between`, `with`, `who`), or none binds.
    """
    sides = [[match.group().strip(", ").casefold() or "," for match in _TOKEN.finditer(text.rstrip(" .;"))]
             for text in (left, right)]  # fmt: skip
    is_gone = len(sides[0]) > len(sides[1])
    longer, shorter = sides if is_gone else sides[::-1]
    growth = _find_added_thing(longer, shorter)
    if growth is None or not _is_plain(growth):
        return None
    effect = _direction(right if is_gone else left, growth)
    if effect is Relation.UNCLEAR:
        return None
    return build_one_sided_change("object", " ".join(growth.thing), effect, is_gone=is_gone)


def _find_added_thing(longer: Sequence[str], shorter: Sequence[str]) -> _Growth | None:
    """The one run of words with one joint at its beginning or end by which the longer row has more."""
    extra = len(longer) - len(shorter)
    for place in range(len(shorter), 0, -1):
        run = longer[place : place + extra]
        joints = [index for index, word in enumerate(run) if word in _JOINTS]
        if joints not in ([0], [extra - 1]) or extra < 2 or not _are_alike(longer[:place], shorter[:place]):
            continue
        if not _are_alike(longer[place + extra :], shorter[place:]):
            continue
        link = run[joints[0]] if run[joints[0]] != "," else _next_link(longer[place + extra :])
        thing = tuple(word for word in run if word not in _JOINTS)
        is_of_list = _keeps_link(longer[:place], shorter[:place], longer[place + extra :], shorter[place:], link)
        behind = tuple(longer[place + extra :])
        return _Growth(tuple(longer[:place]), thing, link, behind, joints != [0]) if link and is_of_list else None
    return None


def _are_alike(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether two rows are the same but for a comma where the other has the word that joins."""
    return len(left) == len(right) and all(
        a == b or (a in _JOINTS and b in _JOINTS and "," in (a, b)) for a, b in zip(left, right, strict=True)
    )


def _next_link(words: Sequence[str]) -> str:
    return next((word for word in words if word in ("and", "or")), "")


def _keeps_link(
    longer_start: Sequence[str],
    shorter_start: Sequence[str],
    longer_end: Sequence[str],
    shorter_end: Sequence[str],
    link: str,
) -> bool:
    """Whether where the one has a comma the other has the word that joins the list, and no other."""
    pairs = [*zip(longer_start, shorter_start, strict=True), *zip(longer_end, shorter_end, strict=True)]
    return all(link in pair for pair in pairs if pair[0] != pair[1])


def _is_plain(growth: _Growth) -> bool:
    """Whether the list stands behind the act, and no word before it or in the new thing turns its sense."""
    modals = binding_words()
    place = next((index for index, word in enumerate(growth.before) if word in modals), None)
    if place is None or len(growth.before) - place < MIN_WORDS_BEFORE_LIST:
        return False
    behind = growth.before[place + 1 :]
    behind = behind[1:] if behind[:1] == ("not",) else behind
    turning = word_set("drafting", "turning_before_lists")
    is_numbered = any(word[0].isdigit() for word in (*behind, *growth.thing))
    is_turned = bool((turning | modals) & {*behind, *growth.thing})
    is_turned = is_turned or bool(word_set("governors", "excepting") & set(growth.behind))
    return not is_numbered and not is_turned and _is_thing(growth) and _binds_once((*growth.before, *growth.behind))


def _is_thing(growth: _Growth) -> bool:
    """Whether what was added is a thing or an act and no word beside a thing: clean and quiet rooms, lent or given."""
    if growth.thing[0] in word_set("drafting", "determiners_of_items"):
        return True
    ends_phrase = not growth.behind or growth.behind[0] in _JOINTS | word_set("drafting", "prepositions")
    is_participle = any(word.endswith("ed") for word in (growth.before[-1], growth.thing[0]))
    return ends_phrase and not growth.is_first and not is_participle


def _binds_once(words: Sequence[str]) -> bool:
    """Whether all binding words of a sentence are one, denied everywhere or nowhere."""
    bound = {
        (word, words[index + 1 : index + 2] == ("not",)) for index, word in enumerate(words) if word in binding_words()
    }
    return len(bound) == 1


def _direction(shorter: str, growth: _Growth) -> Relation:
    frames = try_read_frames(shorter)
    columns = {direction_column(frame) for frame in frames}
    is_stated = any(frame.force == "present" or frame.choice for frame in frames)
    is_made_up = any(frame.verb in word_set("governors", "composing") for frame in frames)
    if len(columns) != 1 or is_stated or is_made_up:
        return Relation.UNCLEAR
    column = columns.pop()
    is_named = growth.thing[0] in word_set("drafting", "determiners_of_items")
    if column == "must-not" and growth.link == "and" and not is_named:
        return Relation.UNCLEAR  # shall not buy and sell
    row = "object-existential" if column == "must" and growth.link == "or" else "object"
    return FrameComparison(frames[0], frames[0]).direction("more", row)
