"""`5 percent or 200 euros, whichever is higher` beside `whichever is lower`: the other of two amounts or times."""

from __future__ import annotations

import re
from functools import cache

from comparer.language.frame import Frame
from comparer.language.phrase_lists import word_set
from comparer.language.quantities import Bound
from comparer.language.read_frame import frame_figures, try_read_frames
from comparer.model.findings import Change
from comparer.model.relation import Relation
from comparer.norms.from_text.frame_comparison import FrameComparison, direction_column
from comparer.norms.from_text.text_vocabulary import reverse_direction
from comparer.resources.tables import load_table

_GREATER = "greater"


def compare_choices(left: str, right: str) -> Change | None:
    """What another word behind `whichever` asks; None where both choose alike or not both choose.

    The greater amount asks more of whoever owes it and leaves more to whoever may take it. Unclear where anything else
    differs, where the choice is between times, and where an amount only bounds.
    """
    if (change := _compare_events(left, right)) is not None:
        return change
    left_choice, right_choice = _split_choice(left), _split_choice(right)
    if left_choice is None or right_choice is None or left_choice[1] == right_choice[1]:
        return None
    (left_rest, _, left_text), (right_rest, chosen, right_text) = left_choice, right_choice
    effect = Relation.UNCLEAR
    if left_rest.casefold() == right_rest.casefold():
        effect = _greater_direction(left_rest)
    if chosen != _GREATER:
        effect = reverse_direction(effect)
    return Change(facet="amount", before=left_text, after=right_text, effect=effect, rule="change-amount")


def _compare_events(left: str, right: str) -> Change | None:
    """`until the earlier of both days` beside `until the later`, at the end of two sentences that are else the same."""
    matches = [_event_pattern().search(side.rstrip(" .;")) for side in (left, right)]
    if matches[0] is None or matches[1] is None or left[: matches[0].start(2)] != right[: matches[1].start(2)]:
        return None
    words = [match[2].lower() for match in matches if match]
    if words[0] == words[1] or matches[0][3] != matches[1][3]:
        return None
    frames = try_read_frames(f"{left[: matches[0].start()]}.")
    if not frames:
        return None
    row = load_table("governors")["times_of_events"][matches[0][1].lower()]
    effect = FrameComparison(frames[-1], frames[-1]).direction("more", row, words[1].startswith("earl"))
    texts = [f"{match[1]} the {match[2]} of {match[3]}" for match in matches if match]
    return Change(facet="deadline", before=texts[0], after=texts[1], effect=effect, rule="change-deadline")


@cache
def _event_pattern() -> re.Pattern[str]:
    openers = "|".join(load_table("governors")["times_of_events"])
    return re.compile(rf",? \b({openers}) the (earlier|earliest|later|latest) of ([^;]+)$", re.IGNORECASE)


@cache
def _choice_pattern() -> re.Pattern[str]:
    opener, words = load_table("governors")["choosing"], "|".join(load_table("governors")["chosen_of_two"])
    return re.compile(rf",?\s+({opener} ({words})\b(?: \w+(?=[.,;]|$))?)", re.IGNORECASE)


def _split_choice(text: str) -> tuple[str, str, str] | None:
    """The text without its choice, which of the two is chosen, and the words that say so."""
    match = _choice_pattern().search(text)
    if match is None:
        return None
    chosen: str = load_table("governors")["chosen_of_two"][match[2].lower()]
    return f"{text[: match.start()]}{text[match.end() :]}", chosen, match[1]


def _greater_direction(text: str) -> Relation:
    """What the greater of the two amounts of this sentence asks, in place of the smaller."""
    frames = try_read_frames(text)
    if len(frames) != 1 or not _names_plain_amounts(frames[0]):
        return Relation.UNCLEAR
    by_column = {"must": Relation.STRICTER, "may": Relation.LOOSER}
    effect = by_column.get(direction_column(frames[0]), Relation.UNCLEAR)
    return reverse_direction(effect) if frames[0].verb in word_set("governors", "capping") else effect


def _names_plain_amounts(frame: Frame) -> bool:
    """Whether the figures are money and shares of it as they are, and the act holds nothing down to them."""
    phrases = [figure.phrase for figure in frame_figures(frame)]
    holding = word_set("governors", "exceeding")
    is_plain = bool(phrases) and all(phrase.bound is Bound.EXACT and not phrase.opener for phrase in phrases)
    units = {phrase.unit for phrase in phrases}
    has_money = bool(units & word_set("governors", "currencies"))
    return is_plain and has_money and frame.verb not in holding | word_set("governors", "reducing_to")
