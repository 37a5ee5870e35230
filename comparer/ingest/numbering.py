"""Printed numbers of points: recognised, counted, and written as ids."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["PrintedNumber", "parse_printed_numbers", "romanise_letters", "sub_point_id"]

PART_STYLE = "part"
BULLET_STYLE = "bullet"

_POINT_WORDS = (
    r"article|art\.|point|clause|paragraph|item|provision|§"
    r"|стаття|пункт|положення|статья|положение"
)
_PART_WORDS = (
    r"part|chapter|section|annex|appendix|title"
    r"|частина|розділ|глава|додаток|часть|раздел|приложение"
)
_COUNT_PATTERN = r"(?-i:[0-9]{1,3}|[IVXLCІХ]+|[A-Z])"
_KEYWORD_NUMBER = re.compile(
    rf"(?P<word>{_POINT_WORDS}|{_PART_WORDS})\s*(?P<count>{_COUNT_PATTERN})\b\s*(?:[.:)–—-]\s*|\s+|$)(?P<rest>.*)", re.I
)
_DOTTED_NUMBER = re.compile(r"\(?(?P<count>[0-9]{1,3}(?:\.[0-9]{1,3})+)(?:[.)]+\s*|\s+|$)(?P<rest>.*)")
_NUMBER_WITH_LETTER = re.compile(r"(?P<count>[0-9]{1,3}\s?(?:\([^\W\d_]\)|[^\W\d_](?=[.)])))[.)]?(?:\s+|$)(?P<rest>.*)")
_DECIMAL_NUMBER = re.compile(
    r"(?P<open>\(?)(?P<count>[0-9]{1,3})(?P<close>[.)])(?:\s+|(?=[^\W\d])|(?=[«“\"\[])|$)(?P<rest>.*)"
)
_BARE_NUMBER = re.compile(r"(?P<count>[0-9]{1,3}) (?P<rest>[^\W\d_].*)")
_LETTER_NUMBER = re.compile(r"(?P<open>\(?)(?P<count>[^\W\d_]{1,7})(?P<close>[.)])(?:\s+|$)(?P<rest>.*)")
_BULLET_SIGN = re.compile(r"[-–—*•·◦▪●○‣\uf0b7\uf0a7](?:\s+|$)(?P<rest>.*)")

_ROMAN_NUMERAL = re.compile(r"(?=.)(?:C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_HOMOGLYPHS = str.maketrans("ІХіх", "IXix")  # Roman numerals typed on a Cyrillic keyboard

_LATIN_BY_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "є": "ie", "ё": "io", "ж": "zh", "з": "z",
    "и": "y", "і": "i", "ї": "yi", "й": "j", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "yy",
    "ь": "", "э": "eh", "ю": "yu", "я": "ya", "ў": "w",
}  # fmt: skip
_CYRILLIC_LIST_ORDER = (
    "абвгґдеєжзиіїйклмнопрстуфхцчшщюя"  # letters in the order of lists; those that are skipped are near enough
)


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """One reading of a printed number: what it counts (`style`), how far, its id, and the text behind it."""

    style: str
    value: int
    label: str
    rest: str
    printed_text: str

    @property
    def counts_parts(self) -> bool:
        return self.style.startswith(PART_STYLE)

    @property
    def counts_letters(self) -> bool:
        return self.style.startswith("letter")

    @property
    def has_keyword(self) -> bool:
        """Whether a word is printed with the number: Article 12."""
        return self.style.startswith(("keyword", PART_STYLE))

    @property
    def parent_id(self) -> str:
        """The id of the point above, as far as the number names it."""
        if self.style == "joined":
            return re.match(r"[0-9]*", self.label)[0]  # type: ignore[index]
        return self.label.rpartition(".")[0]

    @property
    def is_absolute(self) -> bool:
        """Whether the number names its parents too: 1.2, 10a."""
        return self.style in ("dotted", "joined")


def parse_printed_numbers(text: str, allow_bare: bool = False) -> tuple[PrintedNumber, ...]:
    """The readings of a number at the beginning of a text, the likeliest first. `bare` allows `7 Word` too."""
    return tuple(_match_number_styles(text, allow_bare))


def _match_number_styles(text: str, allow_bare: bool) -> Iterator[PrintedNumber]:
    if match := _KEYWORD_NUMBER.match(text):
        yield from _parse_keyword_number(text, match)
        return
    if match := _DOTTED_NUMBER.match(text):
        count = match["count"]
        yield _make_printed_number("dotted", int(count.rpartition(".")[2]), count, text, match)
    elif match := _NUMBER_WITH_LETTER.match(text):
        count = romanise_letters(re.sub(r"[\s()]", "", match["count"]))
        yield _make_printed_number("joined", _letter_value(match["count"].strip("()")[-1]), count, text, match)
    elif match := _DECIMAL_NUMBER.match(text):
        yield _make_printed_number(
            f"decimal{match['open']}{match['close']}", int(match["count"]), match["count"], text, match
        )
    elif allow_bare and (match := _BARE_NUMBER.match(text)) and match["rest"][0].isupper():
        yield _make_printed_number("decimal.", int(match["count"]), match["count"], text, match)
    elif match := _BULLET_SIGN.match(text):
        yield _make_printed_number(BULLET_STYLE, 0, "", text, match)
    elif match := _LETTER_NUMBER.match(text):
        yield from _parse_letter_number(text, match)


def _make_printed_number(style: str, value: int, label: str, text: str, match: re.Match[str]) -> PrintedNumber:
    return PrintedNumber(style, value, label, match["rest"].strip(), text[: match.start("rest")].strip())


def _parse_keyword_number(text: str, match: re.Match[str]) -> Iterator[PrintedNumber]:
    word, count = match["word"].lower(), match["count"]
    if text[:1].islower() or match["rest"][:1].islower():  # a sentence about a point: "Article 3 applies"
        return
    style = f"{PART_STYLE}:{word}" if re.fullmatch(_PART_WORDS, word) else f"keyword:{word}"
    roman = _roman_value(count.translate(_HOMOGLYPHS))
    value = int(count) if count.isdigit() else roman or _letter_value(count)
    if value:
        yield _make_printed_number(
            style, value, romanise_letters(count.translate(_HOMOGLYPHS) if roman else count), text, match
        )


def _parse_letter_number(text: str, match: re.Match[str]) -> Iterator[PrintedNumber]:
    count, shape = match["count"], match["open"] + match["close"]
    case = "upper" if count.isupper() else "lower"
    latin = count.translate(_HOMOGLYPHS)
    roman = _roman_value(latin.upper()) if latin.isascii() and latin in (latin.upper(), latin.lower()) else 0
    if len(count) == 1 and _letter_value(count):
        script = "latin" if count.isascii() else "cyrillic"
        yield _make_printed_number(
            f"letter-{script}-{case}{shape}", _letter_value(count), romanise_letters(count), text, match
        )
    if roman:
        yield _make_printed_number(f"roman-{case}{shape}", roman, latin, text, match)


def _roman_value(text: str) -> int:
    """The value of a Roman numeral in capitals; 0 for what is none."""
    if not _ROMAN_NUMERAL.fullmatch(text):
        return 0
    values = [_ROMAN_VALUES[letter] for letter in text]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)


def _letter_value(letter: str) -> int:
    lower_letter = letter.lower()
    if "a" <= lower_letter <= "z":
        return ord(lower_letter) - ord("a") + 1
    return _CYRILLIC_LIST_ORDER.find(lower_letter) + 1


def romanise_letters(text: str) -> str:
    """Cyrillic letters in Latin ones, which ids are made of; other letters as they are."""
    if text.isascii():
        return text
    return "".join(
        latin if letter.islower() else latin.capitalize()
        for letter in text
        for latin in (_LATIN_BY_CYRILLIC.get(letter.lower(), letter),)
    )


def sub_point_id(parent: str, label: str, is_letter: bool) -> str:
    """The id of a labelled point under another: letter a of 10 is 10a, Roman ii of 10a is 10a.ii, 1 of 5 is 5.1."""
    return f"{parent}{label}" if is_letter and parent[-1:].isdigit() else f"{parent}.{label}"
