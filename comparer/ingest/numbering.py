"""Printed numbers of points: recognised, counted, and written as ids."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Mark", "id_of", "marks", "romanised"]

PART = "part"
BULLET = "bullet"

_POINTS = (
    r"article|art\.|point|clause|paragraph|item|provision|§"
    r"|стаття|пункт|положення|статья|положение"
)
_PARTS = (
    r"part|chapter|section|annex|appendix|title"
    r"|частина|розділ|глава|додаток|часть|раздел|приложение"
)
_COUNT = r"(?-i:[0-9]{1,3}|[IVXLCІХ]+|[A-Z])"
_KEYWORD = re.compile(
    rf"(?P<word>{_POINTS}|{_PARTS})\s*(?P<count>{_COUNT})\b\s*(?:[.:)–—-]\s*|\s+|$)(?P<rest>.*)", re.I
)
_DOTTED = re.compile(r"\(?(?P<count>[0-9]{1,3}(?:\.[0-9]{1,3})+)(?:[.)]+\s*|\s+|$)(?P<rest>.*)")
_JOINED = re.compile(r"(?P<count>[0-9]{1,3}\s?(?:\([^\W\d_]\)|[^\W\d_](?=[.)])))[.)]?(?:\s+|$)(?P<rest>.*)")
_DECIMAL = re.compile(
    r"(?P<open>\(?)(?P<count>[0-9]{1,3})(?P<close>[.)])(?:\s+|(?=[^\W\d])|(?=[«“\"\[])|$)(?P<rest>.*)"
)
_BARE = re.compile(r"(?P<count>[0-9]{1,3}) (?P<rest>[^\W\d_].*)")
_LETTERS = re.compile(r"(?P<open>\(?)(?P<count>[^\W\d_]{1,7})(?P<close>[.)])(?:\s+|$)(?P<rest>.*)")
_BULLET = re.compile(r"[-–—*•·◦▪●○‣\uf0b7\uf0a7](?:\s+|$)(?P<rest>.*)")

_ROMAN = re.compile(r"(?=.)(?:C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_HOMOGLYPHS = str.maketrans("ІХіх", "IXix")  # Roman numerals typed on a Cyrillic keyboard

_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "є": "ie", "ё": "io", "ж": "zh", "з": "z",
    "и": "y", "і": "i", "ї": "yi", "й": "j", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "yy",
    "ь": "", "э": "eh", "ю": "yu", "я": "ya", "ў": "w",
}  # fmt: skip
_LISTED = "абвгґдеєжзиіїйклмнопрстуфхцчшщюя"  # letters in the order of lists; those that are skipped are near enough


@dataclass(frozen=True, slots=True)
class Mark:
    """One reading of a printed number: what it counts (`style`), how far, its id, and the text behind it."""

    style: str
    value: int
    label: str
    rest: str
    printed: str

    @property
    def counts_parts(self) -> bool:
        return self.style.startswith(PART)

    @property
    def counts_letters(self) -> bool:
        return self.style.startswith("letter")

    @property
    def worded(self) -> bool:
        """Whether a word is printed with the number: Article 12."""
        return self.style.startswith(("keyword", PART))

    @property
    def parent(self) -> str:
        """The id of the point above, as far as the number names it."""
        if self.style == "joined":
            return re.match(r"[0-9]*", self.label)[0]  # type: ignore[index]
        return self.label.rpartition(".")[0]

    @property
    def absolute(self) -> bool:
        """Whether the number names its parents too: 1.2, 10a."""
        return self.style in ("dotted", "joined")


def marks(text: str, bare: bool = False) -> tuple[Mark, ...]:
    """The readings of a number at the beginning of a text, the likeliest first. `bare` allows `7 Word` too."""
    return tuple(_read(text, bare))


def _read(text: str, bare: bool) -> Iterator[Mark]:
    if found := _KEYWORD.match(text):
        yield from _keyword(text, found)
        return
    if found := _DOTTED.match(text):
        count = found["count"]
        yield _mark("dotted", int(count.rpartition(".")[2]), count, text, found)
    elif found := _JOINED.match(text):
        count = romanised(re.sub(r"[\s()]", "", found["count"]))
        yield _mark("joined", _letter_value(found["count"].strip("()")[-1]), count, text, found)
    elif found := _DECIMAL.match(text):
        yield _mark(f"decimal{found['open']}{found['close']}", int(found["count"]), found["count"], text, found)
    elif bare and (found := _BARE.match(text)) and found["rest"][0].isupper():
        yield _mark("decimal.", int(found["count"]), found["count"], text, found)
    elif found := _BULLET.match(text):
        yield _mark(BULLET, 0, "", text, found)
    elif found := _LETTERS.match(text):
        yield from _letters(text, found)


def _mark(style: str, value: int, label: str, text: str, found: re.Match[str]) -> Mark:
    return Mark(style, value, label, found["rest"].strip(), text[: found.start("rest")].strip())


def _keyword(text: str, found: re.Match[str]) -> Iterator[Mark]:
    word, count = found["word"].lower(), found["count"]
    if text[:1].islower() or found["rest"][:1].islower():  # a sentence about a point: "Article 3 applies"
        return
    style = f"{PART}:{word}" if re.fullmatch(_PARTS, word) else f"keyword:{word}"
    roman = _roman(count.translate(_HOMOGLYPHS))
    value = int(count) if count.isdigit() else roman or _letter_value(count)
    if value:
        yield _mark(style, value, romanised(count.translate(_HOMOGLYPHS) if roman else count), text, found)


def _letters(text: str, found: re.Match[str]) -> Iterator[Mark]:
    count, shape = found["count"], found["open"] + found["close"]
    case = "upper" if count.isupper() else "lower"
    latin = count.translate(_HOMOGLYPHS)
    roman = _roman(latin.upper()) if latin.isascii() and latin in (latin.upper(), latin.lower()) else 0
    if len(count) == 1 and _letter_value(count):
        script = "latin" if count.isascii() else "cyrillic"
        yield _mark(f"letter-{script}-{case}{shape}", _letter_value(count), romanised(count), text, found)
    if roman:
        yield _mark(f"roman-{case}{shape}", roman, latin, text, found)


def _roman(text: str) -> int:
    """The value of a Roman numeral in capitals; 0 for what is none."""
    if not _ROMAN.fullmatch(text):
        return 0
    values = [_ROMAN_VALUES[letter] for letter in text]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-one if one < following else one for one, following in pairs)


def _letter_value(letter: str) -> int:
    low = letter.lower()
    if "a" <= low <= "z":
        return ord(low) - ord("a") + 1
    return _LISTED.find(low) + 1


def romanised(text: str) -> str:
    """Cyrillic letters in Latin ones, which ids are made of; other letters as they are."""
    if text.isascii():
        return text
    return "".join(
        latin if letter.islower() else latin.capitalize()
        for letter in text
        for latin in (_CYRILLIC.get(letter.lower(), letter),)
    )


def id_of(parent: str, label: str, letter: bool) -> str:
    """The id of a labelled point under another: letter a of 10 is 10a, Roman ii of 10a is 10a.ii, 1 of 5 is 5.1."""
    return f"{parent}{label}" if letter and parent[-1:].isdigit() else f"{parent}.{label}"
