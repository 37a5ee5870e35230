"""What a line is, by its words and signs: a heading or a sentence that binds, a page number, a line of contents."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from comparer.resources.tables import load_table

__all__ = [
    "begins_closing",
    "begins_with_month",
    "breaks_word",
    "ends_at_hyphen",
    "ends_inside_sentence",
    "ends_with_initial",
    "first_letter",
    "has_ended",
    "has_figure",
    "is_binding_text",
    "is_contents_heading",
    "is_contents_line",
    "is_date_line",
    "is_dated_label",
    "is_heading_like",
    "is_page_number",
    "is_title_text",
    "join_broken_words",
    "names_agenda",
    "names_day",
    "names_document",
    "names_letterhead",
    "split_lead",
    "without_page_number",
]  # fmt: skip

MAX_HEADING_CHARACTERS = 90
MAX_HEADING_WORDS = 12
MAX_LEAD_WORDS = 8

_ENDS = (".", ";", ":", ",", "!", "?", "…", "。", "؟", "।", "]", "؛", "،", "；")
_SENTENCE_ENDS = (".", ";", ":", "!", "?", "…", "。", "؟", "।", "؛", "；", "：")
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ‌][^\W\d_]+)*")
_FIGURE = re.compile(r"[0-9]")
# `Non-members` and `no-fly zones` name things; their first word denies nothing.
_JOINED = re.compile(r"[-‑][^\W\d_]{2}")
_BROKEN_LINE = re.compile(r"(\w-)([ \t]*\r?\n\s*)([^\W_]{1,12})")
_LEADER = re.compile(r"(?:[.…·_]\s?){5,400}[0-9ivxl]{1,5}")
_DAY = re.compile(r"[0-9]{1,2}\.?\s")
MAX_DATE_WORDS = 4


@cache
def _word_set(name: str) -> frozenset[str]:
    listed = load_table("document_words")[name]
    words = listed if isinstance(listed, list) else [word for row in listed.values() for word in row]
    return frozenset(words)


@cache
def _page_number() -> re.Pattern[str]:
    data: Mapping[str, list[str]] = load_table("document_words")
    words = "|".join(map(re.escape, data["page_words"]))
    joints = "|".join(map(re.escape, data["page_of"]))
    return re.compile(
        rf"[^\w]{{0,4}}(?:(?:{words})\.?\s?)?[0-9ivxl]{{1,4}}(?:\s?(?:{joints}|/)\s?[0-9]{{1,4}})?[^\w]{{0,4}}", re.I
    )


def is_binding_text(text: str) -> bool:
    """Whether a text holds a modal or a negation in one of the languages of the tables."""
    return _holds_word(text, "modals", "negations")


def _holds_word(text: str, *lists: str) -> bool:
    """Whether a word of one of the lists stands in a text."""
    words = [match[0].lower() for match in _WORD.finditer(text) if not _JOINED.match(text, match.end())]
    return any(not _word_set(name).isdisjoint(words) for name in lists)


def has_figure(text: str) -> bool:
    return any(sign.isdecimal() for sign in text)


def is_heading_like(text: str, figures: bool = False) -> bool:
    """Whether a line reads as a heading: short, begun with a capital, not ended as a sentence, and binding nobody.

    A figure binds too, unless `figures` are allowed.
    """
    if not 0 < len(text) <= MAX_HEADING_CHARACTERS or text.endswith(_ENDS) or len(text.split()) > MAX_HEADING_WORDS:
        return False
    first = first_letter(text)
    return bool(first) and not first.islower() and not is_binding_text(text) and (figures or not has_figure(text))


def first_letter(text: str) -> str:
    return next((sign for sign in text if sign.isalpha()), "")


def split_lead(bold_lead: str, text: str) -> tuple[str, str]:
    """A run in bold that opens a point is its heading, where it binds nobody and ends before the sentence begins."""
    stripped = bold_lead.strip()
    rest = text[len(stripped) :]
    if (
        not stripped
        or not text.startswith(stripped)
        or len(stripped.split()) > MAX_LEAD_WORDS
        or is_binding_text(stripped)
        or has_figure(stripped)
        or not rest.strip(" .:–—-")
    ):
        return "", text
    parted = stripped.endswith((".", ":", "–", "—")) or rest.lstrip()[:1] in "–—:" or rest[:1] == "."
    begun = rest.strip(" .:–—-")[:1]
    if not parted and (begun.islower() or not begun.isalpha()):
        return "", text
    if not parted and not stripped[-1:].isalpha():
        return "", text
    return re.sub(r"[\s.:–—-]{1,9}$", "", stripped), rest.lstrip(" .:–—-") if parted else rest.lstrip()


def has_ended(text: str) -> bool:
    """Whether a text ends as a sentence, a list item or an announcement of a list does."""
    text = text.rstrip()
    if text.endswith(")") and "(" in text[-60:]:  # a remark behind the sentence
        before = text[: text.rindex("(")].rstrip()
        return before.endswith(_SENTENCE_ENDS) or text.rstrip(" \"'»”’)]").endswith(_SENTENCE_ENDS)
    return text.rstrip(" \"'»”’)]").endswith(_SENTENCE_ENDS) or text.endswith(_SENTENCE_ENDS)


def ends_at_hyphen(before: str, after: str) -> bool:
    """Whether a line ends with a hyphen behind a letter or figure, and the next begins with one."""
    return before.endswith("-") and before[-2:-1].isalnum() and after[:1].isalnum()


def breaks_word(before: str, after: str) -> bool:
    """Whether a line ends with a hyphen inside a word that goes on with the next: no word such as `and` follows."""
    if not ends_at_hyphen(before, after):
        return False
    word = _WORD.match(after)
    return word is None or word[0] not in _word_set("suspending")


def join_broken_words(text: str) -> str:
    """A text of a marked-up file in which words that its source breaks at their hyphen are whole again."""
    if "-\n" not in text and "-\r" not in text:
        return text
    return _BROKEN_LINE.sub(
        lambda match: f"{match[1]}{match[3]}" if breaks_word(match[1], match[3]) else f"{match[1]} {match[3]}", text
    )


def ends_inside_sentence(text: str) -> bool:
    """Whether the last word of a line asks for more: `under article`, `a levy of`."""
    word = re.search(r"(?<![\w.])([^\W\d_]+(?:['’][^\W\d_]+)*)\s*$", text[-60:])
    return bool(word) and word[1].lower() in _word_set("line_ends") if word else False


def ends_with_initial(text: str) -> bool:
    """Whether a line ends with a letter and a stop, as `i. V. m.` does, after which a sentence goes on."""
    return re.search(r"(?<![\w])[^\W\d_]\.$", text) is not None


def begins_closing(text: str) -> bool:
    """Whether a line begins as words do that close a list: `unless the warden agrees`."""
    word = _WORD.match(text)
    return word is not None and word[0].islower() and word[0] in _word_set("closings")


def begins_with_month(text: str) -> bool:
    """Whether a text begins with the name of a month, as what stands behind the day of a date does."""
    word = _WORD.match(text)
    return word is not None and word[0].lower() in _word_set("months")


def is_date_line(text: str) -> bool:
    """Whether a line holds a date alone, its day before its month."""
    day = _DAY.match(text)
    return day is not None and begins_with_month(text[day.end() :]) and len(text.split()) <= MAX_DATE_WORDS


def is_dated_label(text: str) -> bool:
    """Whether a line says of what day the document is: `Last revised: June 25, 2031`."""
    label, colon, day = text.partition(":")
    dated = begins_with_month(day.strip()) or is_date_line(day.strip())
    return bool(colon) and dated and not names_document(label) and len(day.split()) <= MAX_DATE_WORDS


def names_day(text: str) -> bool:
    """Whether a line says little more than of what day a paper is: `Draft of 3 March`."""
    return has_figure(text) and len(_WORD.findall(text)) <= MAX_DATE_WORDS and _holds_word(text, "months")


def names_document(text: str) -> bool:
    """Whether a text names a kind of document: draft resolution, agreement."""
    return _holds_word(text, "kinds_of_document")


def names_letterhead(text: str) -> bool:
    """Whether a text holds a word that only the letterhead of an official paper has: Distr., session."""
    return names_agenda(text) or (len(text) <= MAX_HEADING_CHARACTERS and _holds_word(text, "letterhead"))


def names_agenda(text: str) -> bool:
    """Whether a line names an item of an agenda."""
    return len(text) <= MAX_HEADING_CHARACTERS and _holds_word(text, "agenda")


def is_title_text(text: str) -> bool:
    """Whether a text is no sentence, binds nobody and begins with a capital."""
    return first_letter(text).isupper() and not (has_ended(text) or text.endswith(",") or is_binding_text(text))


def is_page_number(text: str) -> bool:
    return len(text) <= 24 and has_figure(text) and _page_number().fullmatch(text) is not None


def is_contents_heading(text: str) -> bool:
    return len(text) <= 40 and text.strip(" .:").lower() in _word_set("contents")


def is_contents_line(text: str) -> bool:
    """Whether a line ends with dots, a tab or wide space and a page number, as lines of contents do."""
    stripped = text.rstrip()
    before = stripped.rstrip("0123456789ivxl")
    if len(before) == len(stripped) or len(stripped) - len(before) > 5:
        return False
    if not any(map(str.isalpha, before)):
        return _LEADER.fullmatch(stripped.strip()) is not None
    leader = before.rstrip()
    return leader.endswith(("....", ". . .", "……", "…", "____", "·····")) and not leader.endswith("[...")


def without_page_number(text: str) -> str:
    """A line without the number at its end and the dots before it, to look for it in the text."""
    return re.sub(r"[\W_]{0,200}$", "", text.rstrip("0123456789 ")[:400]).casefold()
