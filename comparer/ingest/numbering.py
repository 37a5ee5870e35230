"""Printed numbers of points: recognised in any script, put in order, and written as ids."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from comparer.resources.tables import load_table

__all__ = [
    "Mark",
    "MarkKind",
    "is_annex_word",
    "is_number",
    "make_slug",
    "part_value",
    "point_id",
    "read_marks",
    "romanise_text",
]

HEAD_CHARACTERS = 72
"""Signs at the beginning of a text among which its number is looked for."""
INSERTED_STEP = 0.001
"""How far an inserted point stands behind the one before it: 5a behind 5."""
UNSURE_STEP = 0.01
"""How far a letter that lists may leave out stands behind the one before it."""

_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_ROMAN = re.compile(r"(?=.)C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_HOMOGLYPHS = str.maketrans("ІХіхΙΧⅠⅤⅩ", "IXixIXIVX")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_WIDE = str.maketrans("．。（）：、", "..():.")
_APOSTROPHES = str.maketrans("’ʼ", "''")


# Vowel signs that follow their letter and are none themselves, in the scripts of India and its neighbours.
_LETTER = r"(?:[^\W\d_]|(?<=\w)[\u0300-\u036f]|[\u0900-\u0963\u0970-\u0e4e\u0eb1-\u0ecd\u102b-\u103e\u17b4-\u17d3])"


class MarkKind(StrEnum):
    """What a number counts."""

    POINT = "point"
    GROUP = "group"
    EITHER = "either"
    OPTION = "option"
    BULLET = "bullet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One reading of a printed number.

    `style` names the series that it belongs to; `value` is its place there (5a stands a little behind 5); `label` is it
    in Latin letters and digits, as ids are written; `printed` is it as printed; `rest` is the text behind it.
    """

    style: str
    value: float
    label: str
    printed: str
    rest: str
    kind: MarkKind = MarkKind.POINT
    worded: bool = False
    loose: bool = False

    @property
    def is_dotted(self) -> bool:
        """Whether the number names the points above it: 1.2."""
        return self.style == "dotted"

    @property
    def is_joined(self) -> bool:
        """Whether a letter is written behind the number of its point: 10a, 10(b)."""
        return self.style == "joined"

    @property
    def is_absolute(self) -> bool:
        return self.is_dotted or self.is_joined

    @property
    def by_letter(self) -> bool:
        return self.style.startswith("letter")

    @property
    def parent(self) -> str:
        """The id of the point above, as far as the number names it; else empty."""
        if self.is_joined:
            return re.match(r"[0-9]*", self.label)[0]  # type: ignore[index]
        return self.label.rpartition(".")[0] if self.is_dotted else ""

    def follows(self, before: float) -> bool:
        """Whether this is the count after another in one series, an inserted one among them."""
        return 0 < self.value - before <= 1.0001


@cache
def _number_words() -> Mapping[str, tuple[MarkKind, str]]:
    """Each word before a number, with what it counts and the series it belongs to."""
    data = load_table("printed_numbers")
    meaning_by_word: dict[str, tuple[MarkKind, str]] = {}
    kinds = (("either_words", MarkKind.EITHER), ("group_words", MarkKind.GROUP), ("point_words", MarkKind.POINT))
    for name, kind in (*kinds, ("option_words", MarkKind.OPTION)):
        for words in data[name].values():
            for word in words:
                meaning_by_word[word] = (kind, "option" if kind is MarkKind.OPTION else word)
    for sign in data["signs"]:
        meaning_by_word[sign] = (MarkKind.POINT, sign)
    return meaning_by_word


def is_annex_word(style: str) -> bool:
    """Whether the series of a number is that of annexes, whose points belong to no article before them."""
    return style.rpartition(":")[2] in _number_data()["annex_words"]


@cache
def _letter_places() -> Mapping[str, tuple[str, float]]:
    """Each letter with its alphabet and its place there; one that lists may leave out stands between two places."""
    place_by_letter: dict[str, tuple[str, float]] = {}
    for name, letters in load_table("printed_numbers")["alphabets"].items():
        place, between, optional = 0.0, 0, False
        for letter in letters:
            if letter in "{}":
                optional = letter == "{"
                continue
            if optional:
                between += 1
            else:
                place, between = place + 1, 0
            place_by_letter.setdefault(letter, (name, place + between * UNSURE_STEP))
    return place_by_letter


@cache
def _counted_words() -> Mapping[str, int]:
    data = load_table("printed_numbers")
    listed = (*data["ordinals"].values(), *data["cardinals"].values())
    return {word: value for words in listed for value, word in enumerate(words, 1)}


@cache
def _number_data() -> Mapping[str, Any]:
    return load_table("printed_numbers")


@cache
def _number_patterns() -> Mapping[str, re.Pattern[str]]:
    data = load_table("printed_numbers")
    inserted = "|".join((*data["inserted"], *data["alternatives"]))
    # What may stand behind a figure and belongs to the number.
    word = rf"\s?(?:{inserted})(?![^\W_])(?!\s+[0-9])"
    suffix = rf"(?P<suffix>{word}|[-‑–][0-9]{{1,3}}(?![0-9])|[⁰¹²³⁴⁵⁶⁷⁸⁹]{{1,3}}|[^\W\d_ºª](?![^\W_]))?"
    figure = rf"(?P<count>[0-9]{{1,4}})[ºª°]?{suffix}"
    east = data["east_asian"]
    digits = "".join(data["east_asian_digits"]) + "0-9"
    kinds = "|".join((*east["points"], *east["groups"]))
    behind = "|".join(re.escape(word) for word in data["words_behind"])
    number_words = "|".join(re.escape(word) for word in data["number_words"])
    bullets = re.escape(data["bullets"])
    series = "|".join(data["series"])
    return {
        "word": re.compile(rf"(?P<word>{_LETTER}{{1,16}}(?:['’-][^\W\d_]{{1,8}})?|§§?|№|¶)(?P<stop>\.?)\s{{0,3}}"),
        "figure": re.compile(figure + r"(?P<stop>\s?[.):]{1,2}(?![^\W_]*\.[0-9])|\s*[–—-](?=\s)|(?=\s|$|[\]»”\"]))"),
        "dotted": re.compile(
            r"(?P<open>\(?)(?P<count>[0-9]{1,4}(?:\.[0-9]{1,4}){1,6})(?P<suffix>[A-Za-z](?![^\W_])|[-‑][0-9]{1,2}(?![0-9]))?"
            r"(?P<stop>[.)]{0,2})(?=\s|$)"
        ),
        "lettered": re.compile(r"(?P<letters>[A-Z]{1,8})(?P<count>(?:\.[0-9]{1,4}){1,5})(?P<stop>[.)]{0,2})(?=\s|$)"),
        "joined": re.compile(
            r"(?P<count>[0-9]{1,4})\s?(?:\((?P<bracket>[^\W\d_]{1,2})\)|(?P<letter>[^\W\d_])(?=[.)]))[.)]?(?=\s|$)"
        ),
        "decimal": re.compile(
            r"(?P<open>\(?)"
            + figure
            + r"(?P<stop>\s?\.?\)|\.|(?=\s[–—-]\s)|:(?=\s|$))(?P<gap>\s+|(?=[^\W\d_])|(?=[«“„\"\[(])|$)"
        ),
        "dash": re.compile(r"[–—-]\s+"),
        "number word": re.compile(rf"(?:{number_words})\s?(?=[0-9])", re.I),
        "behind": re.compile(
            rf"(?P<count>[0-9]{{1,4}}(?:[-/][0-9a-z](?![^\W_]))?)(?P<stop>\.?)[-‑–]?\s?(?P<word>{behind})(?![^\W_])",
            re.I,
        ),
        "letters": re.compile(r"(?P<open>\(?)(?P<count>[^\W\d_]{1,8})(?P<suffix>[0-9]{1,2})?(?P<close>[.)])(?=\s|$)"),
        "bullet": re.compile(rf"[{bullets}](?=\s|$)"),
        "series": re.compile(
            rf"(?P<word>{series})\s?(?P<count>[0-9]{{1,4}})(?P<suffix>\s?(?:{inserted})(?![^\W_]))?(?P<stop>[.):]*)(?=\s|$)",
            re.I,
        ),
        "east": re.compile(
            rf"[{''.join(east['before'])}]\s?(?P<count>[{digits}]{{1,6}})\s?(?P<word>{kinds})"
            rf"(?:[{''.join(east['inserted'])}]\s?(?P<suffix>[{digits}]{{1,3}}))?[:.]?"
        ),
        "east list": re.compile(
            rf"(?P<open>\(?)(?P<count>[{''.join(data['east_asian_digits'])}]{{1,4}})(?P<close>\)|[:.](?!\d)|(?=\u3000))"
        ),
        "in words": re.compile(r"(?P<word>[^\W\d_]{2,16}(?:['’ʼ][^\W\d_]{1,8})?)(?P<stop>\s?[.:)–—])(?=\s|$)"),
        "suffix": re.compile(rf"\s?(?:{inserted})\.?(?=\s|$)"),
        "bare": re.compile(r"(?P<count>[0-9]{1,4})\s(?=[^\W\d_])"),
    }


def read_marks(text: str, bare: bool = False) -> tuple[Mark, ...]:
    """The readings of a number at the beginning of a text, the likeliest first.

    `bare` allows `7 Word` too. An opening square bracket before the number stays with the text behind it.
    """
    if not text or (not bare and text[0].isalpha() and _plain_word(text)):
        return ()
    head = _text_head(text)
    opened = len(head) - len(head.lstrip("[").lstrip()) if head[:1] == "[" else 0
    marks = []
    for mark, end in _past_bullet(head, [*_scan_marks(head, text, opened, bare)]):
        rest = text[end:].strip()
        if opened:
            rest = f"{text[:opened].strip()}{rest}"
        marks.append(_finish_mark(mark, text[opened:end].strip(), rest))
    return tuple(marks)


def _past_bullet(head: str, readings: list[tuple[Mark, int]]) -> list[tuple[Mark, int]]:
    """The readings, or where a bullet stands before a number with its word those of the number: `• § 1 – Boats`."""
    if len(readings) != 1 or readings[0][0].kind is not MarkKind.BULLET:
        return readings
    return [*_worded_marks(head, _past_blanks(head, readings[0][1]))] or readings


def _plain_word(text: str) -> bool:
    """Whether a text begins with an ordinary word: the quick way out for most lines."""
    word = re.match(rf"{_LETTER}{{1,24}}(?:-[^\W\d_]{{1,8}})?", text)
    if word is None or len(word[0]) == len(text):
        return False
    if len(word[0]) <= 8 and text[len(word[0])] in ".)0123456789（．":
        return False
    lower = word[0].lower()
    return (
        lower not in _number_words()
        and lower not in _counted_words()
        and lower not in _number_data()["series"]
        and text[0] not in "第제"
        and _number_patterns()["east list"].match(_text_head(text[:8])) is None
    )


def _text_head(text: str) -> str:
    """The first signs, digits of every script as those of ASCII, sign for sign."""
    head = text[:HEAD_CHARACTERS]
    if head.isascii():
        return head
    head = head.translate(_WIDE)
    return "".join(str(int(sign)) if sign.isdecimal() and not sign.isascii() else sign for sign in head)


def _finish_mark(mark: Mark, printed: str, rest: str) -> Mark:
    return Mark(
        style=mark.style, value=mark.value, label=mark.label, printed=printed, rest=rest, kind=mark.kind,
        worded=mark.worded, loose=mark.loose,
    )  # fmt: skip


def _make_mark(style: str, value: float, label: str, kind: MarkKind = MarkKind.POINT, *, worded: bool = False) -> Mark:
    return Mark(style=style, value=value, label=label, printed="", rest="", kind=kind, worded=worded)


def _scan_marks(head: str, text: str, start: int, bare: bool) -> Iterator[tuple[Mark, int]]:
    """Each reading with where the text behind it begins."""
    patterns = _number_patterns()
    if east := patterns["east"].match(head, start):
        yield _east_asian(east), east.end()
        return
    if listed := patterns["east list"].match(head, start):
        if bool(listed["open"]) == (listed["close"] == ")"):
            value = _east_asian_value(listed["count"])
            yield _make_mark(f"decimal{listed['open']}{listed['close'] or ' '}", value, str(value)), listed.end()
        return
    if series := patterns["series"].match(head, start):
        if series["word"].isupper():
            word = _number_data()["series"][series["word"].lower()]
            rank, label = _suffix_rank(series["suffix"] or "")
            yield (
                _make_mark(f"series {word}", int(series["count"]) + rank, f"{word}{series['count']}{label}"),
                series.end(),
            )
        return
    if behind := patterns["behind"].match(head, start):
        number, _, inserted = behind["count"].replace("/", "-").partition("-")
        rank, label = _suffix_rank(f"-{inserted}") if inserted else (0.0, "")
        yield (
            _make_mark("word behind", int(number) + rank, number + label, worded=True),
            _mark_after(head, behind.end()),
        )
        return
    if worded := tuple(_worded_marks(head, start)):
        yield from worded
        return
    yield from _figure_marks(head, text, start, bare)
    if bullet := patterns["bullet"].match(head, start):
        yield _make_mark("bullet", 0, "", MarkKind.BULLET), bullet.end()
        return
    in_words = patterns["in words"].match(head, start)
    value = _counted_words().get(in_words["word"].lower().translate(_APOSTROPHES), 0) if in_words else 0
    if in_words and value:
        yield _make_mark("in words", value, str(value)), in_words.end()
    elif letters := patterns["letters"].match(head, start):
        yield from ((mark, letters.end()) for mark in _letter_marks(letters))


def _figure_marks(head: str, text: str, start: int, bare: bool) -> Iterator[tuple[Mark, int]]:
    patterns = _number_patterns()
    if number_word := patterns["number word"].match(head, start):
        start = number_word.end()
    if is_dotted := patterns["dotted"].match(head, start):
        rank, label = _suffix_rank(is_dotted["suffix"] or "")
        value = int(is_dotted["count"].rpartition(".")[2]) + rank
        yield _make_mark("dotted", value, is_dotted["count"] + label), _after_dash(head, is_dotted.end())
        return
    lettered = patterns["lettered"].match(head, start)
    if lettered and (len(lettered["letters"]) == 1 or _roman_value(lettered["letters"])):
        value = int(lettered["count"].rpartition(".")[2])
        label = lettered["letters"] + lettered["count"]
        yield _make_mark("dotted", value, label), _after_dash(head, lettered.end())
        return
    if joined_match := patterns["joined"].match(head, start):
        letter = joined_match["bracket"] or joined_match["letter"]
        alphabet, place = _letter_places().get(letter[0].lower(), ("", 0.0))
        if alphabet:
            yield _make_mark("joined", place, romanise_text(f"{joined_match['count']}{letter}")), joined_match.end()
            if joined_match["letter"]:
                rank, label = _suffix_rank(letter)
                yield (
                    _make_mark("decimal.", int(joined_match["count"]) + rank, joined_match["count"] + label),
                    joined_match.end(),
                )
        return
    decimal = patterns["decimal"].match(head, start)
    if decimal and not (decimal["open"] and ")" not in decimal["stop"]):
        rank, label = _suffix_rank(decimal["suffix"] or "")
        end = decimal.end()
        if dash := patterns["dash"].match(head, end):
            end = dash.end()
        # `3. bis Invites`: the word for an inserted point behind the stop.
        if (
            not label
            and (late := patterns["suffix"].match(head, end))
            and not head[late.end() :].lstrip()[:1].islower()
        ):
            rank, label = _suffix_rank(late[0].strip().rstrip("."))
            end = late.end()
        style = f"decimal{decimal['open']}{decimal['stop'].strip().replace('.)', ')') or '–'}"
        yield _make_mark(style, int(decimal["count"]) + rank, decimal["count"] + label), end
    elif bare and (match := patterns["bare"].match(head, start)) and text[match.end()].isupper():
        yield _make_mark("decimal.", int(match["count"]), match["count"]), match.end()


def _past_blanks(head: str, place: int) -> int:
    return len(head) - len(head[place:].lstrip())


def _after_dash(head: str, end: int) -> int:
    """Past a dash that stands between blanks behind a number: `2.1 - Rights`; a range of figures keeps it."""
    gap = _past_blanks(head, end)
    dash = _number_patterns()["dash"].match(head, gap)
    return dash.end() if dash and gap > end and not head[dash.end() : dash.end() + 1].isdigit() else end


def _mark_after(head: str, end: int) -> int:
    """Past the stop, colon or dash behind a number."""
    while end < len(head) and head[end] in ".:)":
        end += 1
    dash = _number_patterns()["dash"].match(head, _past_blanks(head, end))
    return dash.end() if dash else end


def _worded_marks(head: str, start: int) -> Iterator[tuple[Mark, int]]:
    """Numbers with their word: Article 12, § 3, Стаття 131-1, Option 2, Part Two."""
    word = _number_patterns()["word"].match(head, start)
    if word is None or word["word"].lower() not in _number_words():
        return
    kind, series = _number_words()[word["word"].lower()]
    first = word["word"][0]
    # A sentence about a point; letters without a capital that is written, as those of Georgian, tell nothing.
    if first.islower() and first.title() != first and kind is not MarkKind.OPTION:
        return
    style = f"{'word' if kind is MarkKind.POINT else kind.value}:{series}"
    for value, label, end in _count_behind(head, word.end()):
        behind = head[end:].lstrip()
        stopped = _mark_after(head, end)
        is_named = stopped > end and head[end:stopped].strip() != ""
        if behind[:1].islower() and not is_named:  # `Article 3 applies`
            return
        if kind is MarkKind.OPTION and not is_named and behind and not behind[0].isupper():
            return
        yield _make_mark(style, value, label, kind, worded=True), stopped


def _count_behind(head: str, start: int) -> Iterator[tuple[float, str, int]]:
    """Value, label and end of a number behind its word."""
    is_dotted = _number_patterns()["dotted"].match(head, start)
    if is_dotted and not is_dotted["open"]:
        rank, label = _suffix_rank(is_dotted["suffix"] or "")
        yield (
            int(is_dotted["count"].rpartition(".")[2]) + rank,
            is_dotted["count"] + label,
            is_dotted.end("suffix" if is_dotted["suffix"] else "count"),
        )
        return
    figure = _number_patterns()["figure"].match(head, start)
    if figure:
        rank, label = _suffix_rank(figure["suffix"] or "")
        yield int(figure["count"]) + rank, figure["count"] + label, figure.start("stop")
        return
    word = re.compile(r"[^\W\d_]{1,16}(?:['’ʼ][^\W\d_]{1,8})?").match(head, start)
    if word is None:
        return
    counted = _counted_words().get(word[0].lower().translate(_APOSTROPHES), 0)
    if counted:
        yield counted, str(counted), word.end()
        return
    latin = word[0].translate(_HOMOGLYPHS)
    roman = _roman_value(latin) if latin.isupper() else 0
    inserted = re.compile(r"-[0-9]{1,2}(?![0-9])").match(head, word.end())
    end = inserted.end() if inserted else word.end()
    rank, label = _suffix_rank(inserted[0]) if inserted else (0.0, "")
    if roman:
        yield roman + rank, latin + label, end
    elif len(word[0]) == 1 and word[0].isupper() and word[0].lower() in _letter_places():
        yield _letter_places()[word[0].lower()][1] + rank, romanise_text(word[0]) + label, end


def _suffix_rank(written: str) -> tuple[float, str]:
    """How far an inserted point stands behind the one before it, and how its id ends."""
    written = written.strip().translate(_RAISED)
    data = _number_data()
    if not written:
        return 0.0, ""
    if written[0] in "-‑–":
        return int(written[1:]) * INSERTED_STEP, f"-{int(written[1:])}"
    if written.isdigit():
        return int(written) * INSERTED_STEP, f"-{int(written)}"
    if written.lower() in data["inserted"]:
        return (data["inserted"].index(written.lower()) + 2) * INSERTED_STEP, written.lower()
    if written.lower() in data["alternatives"]:
        return 0.5 * INSERTED_STEP, written.lower()
    alphabet = _letter_places().get(written.lower())
    return (alphabet[1] if alphabet else 1) * INSERTED_STEP, romanise_text(written)


def _letter_marks(match: re.Match[str]) -> Iterator[Mark]:
    count, shape = match["count"], f"{match['open']}{match['close']}"
    rank, label = _suffix_rank(match["suffix"] or "") if match["suffix"] else (0.0, "")
    case = "upper" if count.isupper() else "lower"
    latin = count.translate(_HOMOGLYPHS)
    roman = _roman_value(latin.upper()) if count.isupper() or count.islower() else 0
    if len(count) == 1:
        alphabet, place = _letter_places().get(count.lower(), ("", 0.0))
        if alphabet:
            written = romanise_text(count)
            written = written if written.isascii() and written.isalpha() else str(round(place))
            yield _make_mark(f"letter-{alphabet}-{case}{shape}", place + rank, written + label)
    elif len(count) == 2 and (count.islower() or count.isupper()):
        yield from (
            _make_mark(f"letter{style}-{case}{shape}", value + rank, romanise_text(count) + label)
            for style, value in _letter_pairs(count.lower())
        )
    if roman and not rank:
        yield _make_mark(f"roman-{case}{shape}", roman, latin)


def _letter_pairs(pair: str) -> Iterator[tuple[str, float]]:
    """What two letters count: aa behind z and bb behind it, za behind z, ab behind aa, or aa as a first of its own."""
    (first, first_value), (second, second_value) = (_letter_places().get(letter, ("", 0.0)) for letter in pair)
    if not first or first != second:
        return
    size = float(sum(1 for name, place in _letter_places().values() if name == first and place == int(place)))
    if pair[0] == pair[1]:
        yield f"-{first}", size + first_value
        yield f"s-{first}", first_value
    if pair[0] == "z":
        yield f"-{first}", size + second_value
    if pair[0] != pair[1] or pair == "aa":
        yield f"-{first}", size * first_value + second_value


def _roman_value(text: str) -> int:
    """The value of a Roman numeral in capitals; 0 for what is none."""
    if len(text) > 10 or not _ROMAN.fullmatch(text):
        return 0
    values = [_ROMAN_VALUES[letter] for letter in text]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)


def _east_asian(match: re.Match[str]) -> Mark:
    data = _number_data()["east_asian"]
    value = _east_asian_value(match["count"])
    inserted = _east_asian_value(match["suffix"]) if match["suffix"] else 0
    group = match["word"] in data["groups"]
    label = f"{value}-{inserted}" if inserted else str(value)
    kind = MarkKind.GROUP if group else MarkKind.POINT
    return _make_mark(
        f"{'group' if group else 'word'}:{match['word']}", value + inserted * INSERTED_STEP, label, kind, worded=True
    )


def _east_asian_value(text: str) -> int:
    if text.isdigit() and text.isascii():
        return int(text)
    digits = _number_data()["east_asian_digits"]
    total, current = 0, 0
    for sign in text:
        value = digits.get(sign, int(sign) if sign.isdigit() else 0)
        if value in (10, 100, 1000):
            total, current = total + max(current, 1) * value, 0
        else:
            current = current * 10 + value
    return total + current


def is_number(text: str) -> bool:
    """Whether a text is a printed number and nothing else, with its brackets or without."""
    text = text.strip()
    if not text or len(text) > 24:
        return False
    return any(
        not mark.rest and mark.kind is not MarkKind.OPTION for form in (text, f"{text}.") for mark in read_marks(form)
    )


def romanise_text(text: str) -> str:
    """Letters of other alphabets in Latin ones, which ids are made of, and those with an accent without it."""
    if text.isascii():
        return text
    return "".join(_latin_letter(letter) for letter in text)


def _latin_letter(letter: str) -> str:
    import unicodedata

    if letter.isascii():
        return letter
    known = _number_data()["latin"]
    lower = letter.lower()
    if lower not in known:
        lower = next((sign for sign in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(sign)), lower)
    latin: str = known.get(lower, lower)
    return latin if letter.islower() or not latin else latin.capitalize()


def part_value(part: str) -> float:
    """The place in its series of one part of a dotted number: 2 of 2.1, 2 of B.1 and of II.1; 0 for none."""
    if part.isdigit():
        return int(part)
    return _roman_value(part) or _letter_places().get(part.lower(), ("", 0.0))[1]


def point_id(parent: str, label: str, by_letter: bool) -> str:
    """The id of a labelled point under another: letter a of 10 is 10a, Roman ii of 10a is 10a.ii, 1 of 5 is 5.1."""
    return f"{parent}{label}" if by_letter and parent[-1:].isdigit() and label[:1].isalpha() else f"{parent}.{label}"


def make_slug(text: str, max_words: int = 4) -> str:
    """An id made of the first words of a text; empty where no letter of it can stand in an id."""
    slug_words = re.findall(r"[a-z0-9]+", romanise_text(text[:400].casefold()))
    while slug_words and slug_words[0].isdigit():
        slug_words = slug_words[1:]
    return "-".join(slug_words[:max_words])[:40].rstrip("-")
