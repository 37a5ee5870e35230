"""What negotiators write into a text: brackets, alternatives side by side, holders, and the state of a point."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import product

from comparer.ingest.blocks import collapse_spaces
from comparer.ingest.numbering import make_slug
from comparer.resources.tables import load_table

__all__ = ["RollingText", "Variant", "between_brackets", "has_dispute", "read_rolling_text"]

MAX_VARIANTS = 8
"""Readings of one clause that are written out; a text with more stays as it is printed, and contested."""
MAX_BRACKET_DEPTH = 12
MAX_BRACKETED_CHARACTERS = 6000
"""Length of a clause up to which the readings of its brackets are written out."""

_HOLDERS = re.compile(r"\s*(?P<holders>[A-Z][A-Za-z&.-]{1,11}(?:\s?[,/+]\s?[A-Z][A-Za-z&.-]{1,11}){0,11})\s?:\s*")
_REMARK = re.compile(r"\s*(?P<remark>\((?P<round>[^()]{2,60})\)|\[(?P<square>[^\[\]]{2,60})\])\s*(?P<end>[.;,]?)\s*$")
_FIRST_REMARK = re.compile(
    r"^\s*(?P<remark>\((?P<round>[^()]{2,60})\)|\[(?P<square>[^\[\]]{2,60})\])\s*[:.–—-]?\s*(?=\S)"
)


@dataclass(frozen=True, slots=True)
class Variant:
    """One reading of a clause, and who holds it, as printed."""

    text: str
    holders: str = ""

    @property
    def family(self) -> str:
        """The holders as an id; empty where none is printed."""
        return make_slug(self.holders, max_words=6)


@dataclass(frozen=True, slots=True)
class RollingText:
    """A clause's text without remarks on it; its state ("" for none); its readings; and the remarks, as printed."""

    text: str
    state: str = ""
    variants: tuple[Variant, ...] = ()
    remarks: tuple[str, ...] = ()


@cache
def _state_words() -> dict[str, str]:
    listed = load_table("document_words")["states"]
    return {word: state for state, words in listed.items() for word in words}


@cache
def _reserve_words() -> frozenset[str]:
    return frozenset(load_table("document_words")["reserves"])


@cache
def _placeholder_texts() -> tuple[str, ...]:
    return tuple(load_table("document_words")["placeholders"])


def read_rolling_text(text: str) -> RollingText:
    """What brackets and remarks make of one clause."""
    whole = _state_words().get(text.strip(" []().;*").lower())
    if whole:
        return RollingText(text, whole)
    state, remarks = "", []
    for pattern in (_REMARK, _FIRST_REMARK):
        for _ in range(3):
            match = pattern.search(text[-80:]) if pattern is _REMARK else pattern.match(text)
            if not match:
                break
            kind = _remark_kind(match["round"] or match["square"] or "")
            if not kind:
                break
            remarks.append(match["remark"])
            state = state or kind
            if pattern is _REMARK:
                text = text[: len(text) - len(text[-80:]) + match.start()].rstrip() + match["end"]
            else:
                text = text[match.end() :]
    variants = _bracket_variants(text) if "[" in text and len(text) <= MAX_BRACKETED_CHARACTERS else ()
    if variants:
        state = state if state == "struck" else "contested"
    return RollingText(text, state, variants, tuple(remarks))


def _remark_kind(inner: str) -> str:
    """The state that a remark gives; a reserve leaves the point contested."""
    lower = inner.strip(" .;*").lower()
    if lower in _state_words():
        return _state_words()[lower]
    words = lower.split()
    if len(words) <= 8 and inner[:1].isupper() and any(word.strip(",.") in _reserve_words() for word in words):
        return "contested"
    return ""


def has_dispute(text: str) -> bool:
    """Whether a text holds a square bracket other than those of notes, omissions and places to fill in."""
    return "[" in without_harmless(text) or "]" in without_harmless(text)


def without_harmless(text: str) -> str:
    """The text without brackets that hold no disputed words."""
    if "[" not in text:
        return text
    parts, position = [], 0
    for match in re.finditer(r"\[([^\[\]]{0,80})\]", text):
        if _is_harmless(match[1]) and not _beside_another(text, match):
            parts.append(text[position : match.start()])
            position = match.end()
    return "".join((*parts, text[position:]))


def _is_harmless(inner: str) -> bool:
    inner = inner.strip().lower()
    if not inner or inner in ("...", "…", "x") or re.fullmatch(r"[0-9]{1,3}|\^.*|[_. …]+", inner):
        return True
    return any(inner == word or inner.startswith((f"{word} ", f"{word}:")) for word in _placeholder_texts())


def _beside_another(text: str, match: re.Match[str]) -> bool:
    """Whether another bracket stands right beside this one: two figures side by side are alternatives."""
    if not match[1].strip():
        return False
    return text[match.end() : match.end() + 1] == "[" or text[max(0, match.start() - 1) : match.start()] == "]"


def _bracket_variants(text: str) -> tuple[Variant, ...]:
    """The readings of brackets side by side; none where there are none, too many, or brackets that do not close."""
    pieces = _bracket_pieces(text)
    if pieces is None or not any(len(piece) > 1 for piece in pieces):
        return ()
    count = 1
    for piece in pieces:
        count *= len(piece)
        if count > MAX_VARIANTS:
            return ()
    variants = []
    for chosen in product(*pieces):
        holders = ", ".join(dict.fromkeys(filter(None, (holder for _, holder in chosen))))
        written = collapse_spaces(re.sub(r"\s+([,.;:])", r"\1", "".join(words for words, _ in chosen)))
        if written:
            variants.append(Variant(written, holders))
    return tuple(variants)


def _bracket_pieces(text: str) -> list[list[tuple[str, str]]] | None:
    """The text in turn: words that all readings share, and the alternatives between them, each with its holders.

    None where brackets do not close, or are nested too deeply.
    """
    spans = _outer_brackets(text)
    if spans is None:
        return None
    pieces: list[list[tuple[str, str]]] = []
    group: list[tuple[str, str]] = []
    end = 0
    for first, last in spans:
        between = text[end:first]
        if not group or between.strip(" /"):
            pieces += [_closing_place(group)] if group else []
            pieces.append([(between, "")])
            group = []
        group.append(_with_holders(text[first + 1 : last]))
        end = last + 1
    pieces += [_closing_place(group)] if group else []
    pieces.append([(text[end:], "")])
    return pieces


def _outer_brackets(text: str) -> list[tuple[int, int]] | None:
    """Where the outermost brackets open and close."""
    spans, depth, start = [], 0, 0
    for index, sign in enumerate(text):
        if sign == "[":
            start = start if depth else index
            depth += 1
        elif sign == "]":
            depth -= 1
            spans += [(start, index)] if depth == 0 and not _is_tick_box(text, start, index) else []
        if not 0 <= depth <= MAX_BRACKET_DEPTH:
            return None
    return None if depth else spans


def _is_tick_box(text: str, start: int, end: int) -> bool:
    """Whether a bracket is a box of a form, ticked or not, and no choice of words: `[ ]`, `[x]`."""
    is_beside = text[end + 1 : end + 2] == "[" or text[max(0, start - 1) : start] == "]"
    return not is_beside and text[start + 1 : end].strip().lower() in ("", "x", "✓", "✔", "☒")


def _closing_place(group: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Alternatives side by side; a bracket that stands alone is no choice between readings, and stays."""
    return group if len(group) > 1 else [(f"[{_named_holders(group[0])}]", "")]


def _named_holders(bracket: tuple[str, str]) -> str:
    return f"{bracket[1]}: {bracket[0]}" if bracket[1] else bracket[0]


def _with_holders(inner: str) -> tuple[str, str]:
    match = _HOLDERS.match(inner)
    if match and all(name.strip().isupper() or len(name.strip()) <= 4 for name in re.split(r"[,/+]", match["holders"])):
        return inner[match.end() :], match["holders"]
    return inner, ""


def between_brackets(texts: list[str]) -> list[bool]:
    """For each text whether it holds a disputed bracket, or stands between one and its partner."""
    plain = [without_harmless(text) for text in texts]
    marked = [("[" in text or "]" in text) for text in plain]
    change = [0] * (len(texts) + 1)
    opened: list[int] = []
    for number, text in enumerate(plain):
        if not marked[number]:
            continue
        for sign in text:
            if sign == "[":
                opened.append(number)
            elif sign == "]" and opened:
                change[opened.pop()] += 1
                change[number] -= 1
    inside, result = 0, []
    for number, own in enumerate(marked):
        inside += change[number]
        result.append(own or inside > 0)
    return result
