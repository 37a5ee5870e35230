"""A sentence as the parser gets it: one typography, figures and times replaced by plain words that parse alike.

A figure becomes `12`, a time of its own `tomorrow`, so that two sentences that differ in figures alone parse alike;
what stood there is kept beside, by the place of the stand-in.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import cache

from comparer.language.phrase_lists import word_set
from comparer.language.quantities import AT_ONCE, Bound, QuantityKind, QuantityPhrase, read_quantities
from comparer.language.tokenizer import normalise_characters
from comparer.resources.tables import load_table

FIGURE_STAND_IN, TIME_STAND_IN = "12", "tomorrow"
_TOKEN = re.compile(
    r"\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?:\.\d+)?(?![\d,])|\d+(?:[.,'’]\d+)*|(?:us|c|a)\$"
    r"|[^\W\d_]+(?:['’](?!\d)[^\W\d_]+)*|\S",
    re.IGNORECASE,
)
_RUNNING_KINDS = frozenset({QuantityKind.DEADLINE, QuantityKind.DELAY})
_REPEATED_WORDS = re.compile(r"\b(\d[\d,.]*) \(([a-z -]+)\)", re.IGNORECASE)
_LABEL = re.compile(r"^\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})[.)]\s+(?=[A-Z])")
_REPEATED_FIGURE = re.compile(r"\b([^\W\d_]+(?:[- ][^\W\d_]+)*) \((\d[\d,.]*)\)")


@dataclass(frozen=True, slots=True)
class PlainSentence:
    """The text to parse, and the phrase that each stand-in replaces, by its first character."""

    text: str
    quantities: dict[int, QuantityPhrase]
    quantity_texts: dict[int, str]


@dataclass(frozen=True, slots=True)
class ConditionText:
    """A condition cut from a sentence, or an exception at its end: `if`, `unless`, `except`, and what follows it."""

    opener: str
    text: str


def split_conditions(text: str) -> tuple[str, bool, tuple[ConditionText, ...]]:
    """The sentence without its clauses of condition, whether a turned front denies it, and those clauses.

    Typography is plain and turns of drafting stand in their plain form; a front up to its comma is moved to the end.
    """
    denied_text, denials = _negative_front().subn("", _plain_typography(text), count=1)
    conditions: list[ConditionText] = []
    text = _cut_exception(_move_exception(_rewrite_turns(denied_text)), conditions)
    text = _cut_say_of_others(_cut_front_condition(text, conditions), conditions)
    main = _join_lists(_move_enclosed(_move_front(text)))
    without_whether = _EITHER_WAY.sub("", main)
    main = without_whether if _binds(without_whether) else main
    for pattern in (_ENCLOSED_CONDITION, _FINAL_CONDITION, _LISTED_CONDITION):
        match = pattern.search(main)
        if match is not None and _binds(main[: match.start()]):
            conditions.append(ConditionText(match[1].lower(), match[2].strip(" ,.;")))
            main = f"{main[: match.start()]} {main[match.end() :]}".strip()
    return re.sub(r"\s+", " ", main), bool(denials), tuple(conditions)


def _move_exception(text: str) -> str:
    """`All drivers, except medics, must stop` as `All drivers must stop, except medics`."""
    return _ENCLOSED_EXCEPTION.sub(r"\1 \3, \2", text)


def _cut_exception(text: str, conditions: list[ConditionText]) -> str:
    """The text without an exception or a reserve at its end, which is added to the conditions."""
    for pattern in (_FINAL_EXCEPTION, _FINAL_RESERVE):
        match = pattern.search(text)
        if match is not None and _binds(text[: match.start()]):
            conditions.append(ConditionText(match[1].lower(), match[2].strip(" ,.;")))
            return f"{text[: match.start()]} {text[match.end() :]}".strip()
    return text


def _cut_front_condition(text: str, conditions: list[ConditionText]) -> str:
    """The text without a clause with when, where or once at its front, which is added to the conditions."""
    match = _front().match(text)
    opener = match[1].split(" ", 1)[0].lower() if match else ""
    if match is None or opener not in word_set("turns", "cut_fronts"):
        return text
    conditions.append(ConditionText(opener, match[1].split(" ", 1)[1].strip(" ,.;")))
    return match[2]


@cache
def _say_of_others() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A say of others at the front or between commas, where a thing with words of its own follows it."""
    say = load_table("turns")["say_of_others"]
    return (
        re.compile(rf"^({say}[^,;]{{2,80}}), ([^;]+,[^;]+)$", re.IGNORECASE),
        re.compile(
            rf"(?<=\b)({_MODALS}), ({say}[^,;]{{2,80}}), ([^;]+(?:,|\bwho\b|\bwhich\b|\bthat\b)[^;]+)$", re.IGNORECASE
        ),
    )


def _cut_say_of_others(text: str, conditions: list[ConditionText]) -> str:
    """`The board may, with the consent of the donors, sell the coins which it holds` without the consent of others."""
    front, enclosed = _say_of_others()
    if match := front.match(text):
        say, rest = match[1], match[2]
    elif match := enclosed.search(text):
        say, rest = match[2], f"{text[: match.start()]}{match[1]} {match[3]}"
    else:
        return text
    opener, whose = say.split(" ", 1)
    conditions.append(ConditionText(opener.lower(), whose))
    return rest


_MODALS = "shall|may|must|will|should"
"""The modals of plain sentences, as alternatives of a pattern."""
_ENCLOSED_EXCEPTION = re.compile(
    rf"^([^,;]{{2,80}}), (except [^,;]{{3,80}}), ([^,;]{{0,40}}\b(?:{_MODALS}|is|are)\b[^,;]*?)(?=[.;]?$)",
    re.IGNORECASE,
)
_ENCLOSED_CONDITION = re.compile(r",\s+((?:only |even )?(?:if|unless))\s+([^,]{3,120}),", re.IGNORECASE)
_FINAL_CONDITION = re.compile(r",?\s+((?:only |even )?(?:if|unless))\s+([^,;]{3,240}?)[.;!]?$", re.IGNORECASE)
_LISTED_CONDITION = re.compile(
    rf",?\s+((?:only |even )?(?:if|unless))\s+((?:(?!\b(?:{_MODALS})\b)[^;]){{3,300}}?)[.;!]?$",
    re.IGNORECASE,
)
_FINAL_RESERVE = re.compile(
    r",?\s+(?<!\bbe )(?<!\bis )(?<!\bare )(subject to)\s+"
    r"(?!(?:this|the|these|any)?\s*(?:articles?|sections?|paragraphs?|clauses?|rules?)\b)"
    r"([^,;]{3,160}?)[.;!]?$",
    re.IGNORECASE,
)
_FINAL_EXCEPTION = re.compile(r",\s+(except)\s+(?:for\s+)?([^,;]{3,120}?)[.;!]?$", re.IGNORECASE)
_EITHER_WAY = re.compile(r",?\s+(?:whether or not|regardless of whether)\s+[^,;]{3,160}?(?=[.;!]?$)", re.IGNORECASE)
_ASKING_END = re.compile(
    r"\b(decide|determine|ask|know|see|examine|consider|assess|establish|as|what|and|or|but)s?$", re.I
)


def _binds(text: str) -> bool:
    """Whether a main clause stands here to which a condition can belong."""
    words = text.casefold().split()
    has_verb = len(words) > 2 or any(word in word_set("modals", "words") for word in words)
    return has_verb and _ASKING_END.search(text.strip(" ,")) is None


def simplify_sentence(plain_text: str) -> PlainSentence:
    """A text of `split_conditions` with figures and times as stand-ins."""
    matches = list(_TOKEN.finditer(plain_text))
    raw_words = [match.group() for match in matches]
    words = [_mark_month(raw_words, index) for index in range(len(raw_words))]
    binding_words = word_set("modals", "words") | word_set("modals", "copulas")
    modal_place = next((index for index, word in enumerate(words) if word in binding_words), 0)
    pieces: list[str] = []
    quantities: dict[int, QuantityPhrase] = {}
    texts: dict[int, str] = {}
    position = length = 0
    for phrase in (_mark_comparison(_mark_age(entry, modal_place), words) for entry in read_quantities(words)):
        start, end = matches[phrase.start].start(), matches[phrase.end - 1].end()
        kept = plain_text[position:start]
        is_in_subject = phrase.start < modal_place
        stand_in = _stand_in(phrase, is_in_subject)
        pieces += [kept, stand_in]
        place = length + len(kept) + len(_stand_in_opener(phrase, is_in_subject))
        quantities[place], texts[place] = phrase, plain_text[start:end]
        length += len(kept) + len(stand_in)
        position = end
        event_word = words[phrase.end] if phrase.end < len(words) else ""
        if phrase.unit == "share" and event_word in ("the", "its", "their", "his", "her", "all"):
            pieces.append(" of")
            length += len(" of")
        running_words = ("on", "upon", "after") if phrase.opener == AT_ONCE else ("of", "from", "following")
        if phrase.kind in _RUNNING_KINDS and event_word in running_words:
            pieces.append(" after")
            length, position = length + len(" after"), matches[phrase.end].end()
    return PlainSentence("".join((*pieces, plain_text[position:])), quantities, texts)


def _mark_age(phrase: QuantityPhrase, modal_place: int) -> QuantityPhrase:
    """`Drivers over 70 years shall pass a test`: before the act an age that picks, and no length of what is done."""
    is_age = phrase.kind is QuantityKind.DELAY and phrase.opener == "over" and phrase.start < modal_place
    return replace(phrase, kind=QuantityKind.AMOUNT, bound=Bound.OVER) if is_age else phrase


def _mark_comparison(phrase: QuantityPhrase, words: list[str]) -> QuantityPhrase:
    """`dogs heavier than 20 kilograms` as dogs above it: a comparison right behind a thing picks among such things."""
    before = words[phrase.start - 1] if phrase.start else ""
    is_comparison = phrase.opener.endswith("er than") and phrase.opener.count(" ") == 1
    if not is_comparison or not before.isalpha() or before in word_set("measures", "before_comparison"):
        return phrase
    return replace(phrase, opener="below" if phrase.bound is Bound.BELOW else "above")


def _stand_in(phrase: QuantityPhrase, is_in_subject: bool) -> str:
    if phrase.is_time:
        return TIME_STAND_IN
    unit_word = load_table("measures")["unit_stand_ins"].get(phrase.unit, f"{phrase.unit}s" if phrase.unit else "")
    return f"{_stand_in_opener(phrase, is_in_subject)}{FIGURE_STAND_IN} {unit_word}".strip()


def _stand_in_opener(phrase: QuantityPhrase, is_in_subject: bool) -> str:
    """What stays before a figure: `within` of a radius, and one preposition for all that may follow a noun."""
    if phrase.kind is QuantityKind.RADIUS:
        return "within "
    if phrase.is_time or phrase.opener not in word_set("measures", "prepositional_bounds"):
        return ""
    return "of " if is_in_subject else "over "


def _plain_typography(text: str) -> str:
    for sign, decimals in (("½", ".5"), ("¼", ".25"), ("¾", ".75")):
        text = re.sub(rf"(\d)\s?{sign}", rf"\g<1>{decimals}", text).replace(sign, f"0{decimals}")
    text = re.sub(r"\b(km|m)[²2]", r"sq \1", text)
    text = "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in text)
    plain_text = normalise_characters(text).replace("⁄", "/")
    for char in '*_`“”„«»"':
        plain_text = plain_text.replace(char, "")
    plain_text = re.sub(r"(?<=\d)[kK]\b", " thousand", plain_text)
    plain_text = re.sub(r"\s+", " ", plain_text.replace("’", "'").replace("‘", "'")).strip()
    plain_text = re.sub(r"\bnon-(?=\w)", "non", plain_text)
    plain_text = re.sub(r"\s?\((?:hereinafter|hereafter)[^)]*\)", "", plain_text)
    plain_text = _LABEL.sub("", plain_text)
    plain_text = _REPEATED_WORDS.sub(_drop_repeated_words, plain_text)
    return _REPEATED_FIGURE.sub(_drop_repeated_figure, plain_text)


def _drop_repeated_words(match: re.Match[str]) -> str:
    """`60 (sixty) days` with one figure of the two, where they agree."""
    figures = [read_quantities(part.lower().replace("-", " - ").split()) for part in match.groups()]
    agree = all(len(entry) == 1 for entry in figures) and figures[0][0].low == figures[1][0].low
    return match.group(1) if agree else match.group()


def _drop_repeated_figure(match: re.Match[str]) -> str:
    """`sixty (60) days` with one figure of the two, where they agree."""
    words = match.group(1).lower().replace("-", " - ").split()
    for start in range(len(words)):
        read = [phrase for phrase in read_quantities(words[start:]) if phrase.start == 0]
        if read and read[0].low is not None and read[0].end == len(words) - start:
            figure = read_quantities([match.group(2)])
            return match.group(1) if figure and figure[0].low == read[0].low else match.group()
    return match.group()


@cache
def _negative_front() -> re.Pattern[str]:
    return re.compile(rf"^{load_table('turns')['negative_fronts']}\s+(?=(?:{_MODALS}|can|is|are)\b)", re.I)


def _openers_of_fronts() -> str:
    return "|".join(load_table("turns")["fronted"])


@cache
def _front() -> re.Pattern[str]:
    modal = rf"(?:{_MODALS}|can|is|are|need|undertakes?|agrees?)"
    return re.compile(
        rf"^((?:{_openers_of_fronts()})\b[^,;:]{{2,200}}),\s+([^,;:]{{2,160}}?\b{modal}\b.+)$", re.IGNORECASE
    )


_ENCLOSED = re.compile(rf"\b((?:{_MODALS})(?: not)?), ([^,;:]{{3,90}}), ([^;:]+?)([.;!]?)$")
_LISTED = re.compile(
    rf"\b((?:[\w'-]+ ){{0,2}}[\w'-]+), (?!(?:{_MODALS}|which|who|that|if|unless|and|or|but|to|in|on|at|by"
    r"|of|for|with|from|under|after|before|until|when|where|including|excluding|except|having|rising|whatever)\b)"
    r"((?:[\w'-]+ ){0,2}[\w'-]+)(?=(?:, (?:[\w'-]+ ){0,2}[\w'-]+)*,? (and|or) )"
)


@cache
def _enclosed_behind_verb() -> re.Pattern[str]:
    """`shall repair, within a month, every leak`: an addition between the verb and its object."""
    return re.compile(
        rf"\b((?:{_MODALS})(?: not)?(?: \w+){{1,4}})(?<! and)(?<! or)(?<! but), "
        rf"((?:{_openers_of_fronts()})\b[^,;:]{{3,90}}), "
        r"((?!to )[^;:]+?)([.;!]?)$",
        re.IGNORECASE,
    )


def _move_enclosed(text: str) -> str:
    """`shall, by 1 May, pay the levy` as `shall pay the levy by 1 May`."""
    match = _ENCLOSED.search(text)
    if match and match[2].split()[0] in ("if", "unless", "and", "or", "but"):
        return text
    match = match or _enclosed_behind_verb().search(text)
    if match is None:
        return text
    act, enclosed, rest, stop = match.groups()
    return f"{text[: match.start()]}{act} {rest} {enclosed}{stop}"


def _join_lists(text: str) -> str:
    """A list of short things with its commas as the word that joins the last two, so that all items hang together."""
    for _ in range(8):
        match = _LISTED.search(text)
        if match is None:
            break
        text = f"{text[: match.end(1)]} {match[3]} {text[match.start(2) :]}"
    return re.sub(r", (and|or) (?=[\w'-]+[.;]?$)", r" \1 ", text)


@cache
def _long_front() -> re.Pattern[str]:
    """A front with commas inside, before a main clause that begins with an article and binds within twelve words."""
    return re.compile(
        rf"^((?:{_openers_of_fronts()})\b[^;:]{{2,300}}?),\s+((?:the|a|an|no|each|every|any|all|either|neither|both)\s"
        rf"(?:[^\s,;:]+\s){{1,12}}?(?:{_MODALS}|need)\b.+)$",
        re.IGNORECASE,
    )


def _move_front(text: str) -> str:
    """A condition or time at the beginning of a sentence, up to its comma, moved to the end."""
    match = _front().match(text) or _long_front().match(text)
    if match is None:
        return text
    front, rest = match.groups()
    stop = rest[-1] if rest[-1] in ".!;" else ""
    return f"{rest.removesuffix(stop)} {front[0].lower()}{front[1:]}{stop}"


@cache
def _turns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (re.compile(rf"\b{pattern}(?![\w'])", re.IGNORECASE), plain)
        for pattern, plain in load_table("turns")["turns"].items()
    )


def _rewrite_turns(text: str) -> str:
    for pattern, plain in _turns():
        text = pattern.sub(plain, text)
    return re.sub(r"\s+", " ", _act_out_nouns(text)).strip()


@cache
def _noun_patterns() -> tuple[re.Pattern[str], ...]:
    """The forms in which a noun of doing says what is to be done: performed, ruled on, absent, shunned."""
    turns = load_table("turns")
    noun = rf"(?:the )?({'|'.join(turns['nouns_of_doing'])}) of"
    thing = rf"((?:(?!\b(?:{_MODALS}|is|are|by|which|that)\b)(?:[^,;:]|:(?=\d))){{2,80}}?)"
    modal = f"({_MODALS})"
    done = f"(?:{'|'.join(turns['doing_verbs'])})"
    ruled = f"({'|'.join((*turns['ban_verbs'], *turns['leave_verbs']))})"
    refrained = f"(?:{'|'.join(turns['refraining_verbs'])})"
    beside = r"((?: (?:after|before|during|at|on|in|unless|without|until|except)\b[^;]*?)?)"
    return (
        re.compile(rf"^{noun} {thing} {modal}( not)? be {done}\b", re.IGNORECASE),
        re.compile(rf"^{noun} {thing} (?:is|are|shall be|must be) (not )?{ruled}\b", re.IGNORECASE),
        re.compile(rf"^there {modal} be no {noun} {thing}{beside}(?=[.;]|$)", re.IGNORECASE),
        re.compile(rf"\b{modal} {refrained} from {noun}(?= )", re.IGNORECASE),
        re.compile(rf"^{noun} {thing} {modal} be avoided\b", re.IGNORECASE),
    )


def _act_out_nouns(text: str) -> str:
    """`The use of drones is prohibited` as `drones shall not be used`: a doing named by a noun as the act itself."""
    nouns = load_table("turns")["nouns_of_doing"]
    performed, ruled, absent, refrained, avoided = _noun_patterns()
    text = _join_lists(text) if ruled.match(text.replace(",", " ")) else text

    def perform(match: re.Match[str]) -> str:
        noun, thing, modal, negation = match.groups()
        return f"{thing} {modal}{negation or ''} be {nouns[noun.lower()][1]}"

    def rule(match: re.Match[str]) -> str:
        noun, thing, negation, word = match.groups()
        is_leave = word.lower() in word_set("turns", "leave_verbs")
        if negation and not is_leave:
            return match.group()
        modal = "may" if is_leave and not negation else "shall not"
        return f"{thing} {modal} be {nouns[noun.lower()][1]}"

    text = avoided.sub(lambda match: f"{match[2]} {match[3]} not be {nouns[match[1].lower()][1]}", text)
    text = refrained.sub(lambda match: f"{match[1]} not {nouns[match[2].lower()][0]}", text)
    text = absent.sub(lambda match: f"{match[3]} {match[1]} not be {nouns[match[2].lower()][1]}{match[4]}", text)
    return ruled.sub(rule, performed.sub(perform, text))


def _mark_month(raw_words: list[str], index: int) -> str:
    """The token in lower case; a month as `@05` where its capital and its neighbours show that it is one."""
    word = raw_words[index]
    lower = word.casefold()
    months: list[str] = load_table("measures")["months"]
    number = months.index(lower) + 1 if lower in months else load_table("measures")["month_abbreviations"].get(lower)
    if number is None or not word[0].isupper():
        return lower
    before = raw_words[index - 1].casefold() if index else ""
    after = raw_words[index + 1] if index + 1 < len(raw_words) else ""
    near_digit = before[:1].isdigit() or after[:1].isdigit() or before in ("of", "st", "nd", "rd", "th")
    if lower in months and lower not in ("may", "march"):
        return f"@{number:02d}"
    if near_digit or (lower in months and before in load_table("measures")["before_month"]):
        return f"@{number:02d}"
    return lower
