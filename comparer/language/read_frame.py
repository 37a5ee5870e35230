"""One English sentence -> the frames of the norms that it states. What no rule reads is left over by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from comparer.language.dependency_parse import Word, parse_words
from comparer.language.frame import (
    Adjunct,
    AdjunctKind,
    Figure,
    FigureRole,
    Frame,
    PhraseList,
    UnreadableSentenceError,
)
from comparer.language.inflection import canonical_word
from comparer.language.modality_reading import ModalReading, contrary_modality, governors, is_negated, read_modality
from comparer.language.noun_phrases import read_phrase_list
from comparer.language.parse_alignment import align_parses
from comparer.language.parse_tree import ParseTree
from comparer.language.phrase_lists import word_set
from comparer.language.plain_sentence import simplify_sentence, split_conditions
from comparer.model.norm import Modality

MAX_SENTENCE_CHARS = 1200
"""Characters beyond which no sentence is read."""

_SUBJECT_LINKS = ("nsubj", "nsubjpass", "csubj")
_FUNCTION_LINKS = frozenset({"aux", "auxpass", "punct", "cc", "neg", "preconj", "expl", "intj"})
_NEGATIVE_MODALITIES = frozenset({Modality.MUST_NOT, Modality.NEED_NOT, Modality.EXPECTS_NOT, Modality.DECLARES_NOT})
_SIGNS = frozenset("()[]{}<>=+*^|")


@dataclass(slots=True)
class _Parts:
    """What hangs on the verb, as it is collected."""

    bearers: PhraseList = field(default_factory=PhraseList)
    objects: PhraseList = field(default_factory=PhraseList)
    adjuncts: list[Adjunct] = field(default_factory=list)
    times: list[Figure] = field(default_factory=list)
    particles: list[str] = field(default_factory=list)
    selectors: list[Word] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence ready to be read: its main clause, whether a turned front denies it, its conditions."""

    main: ParseTree
    is_denied: bool
    conditions: tuple[tuple[str, ParseTree], ...]


def read_frames(text: str) -> tuple[Frame, ...]:
    """The norms of one sentence, those of joined verbs each for itself. Raises UnreadableSentenceError."""
    return _read_sentence(_prepare_sentence(text))


def read_frame_pair(left: str, right: str) -> tuple[tuple[Frame, ...], tuple[Frame, ...]]:
    """The norms of two sentences, on one structure where they differ in places only."""
    left_sentence, right_sentence = _prepare_sentence(left), _prepare_sentence(right)
    left_tree, right_tree = left_sentence.main, right_sentence.main
    left_words, right_words = align_parses(left_tree.words, right_tree.words)
    return (
        _read_sentence(replace(left_sentence, main=ParseTree(left_words, left_tree.sentence))),
        _read_sentence(replace(right_sentence, main=ParseTree(right_words, right_tree.sentence))),
    )


@lru_cache(maxsize=4096)
def _prepare_sentence(text: str) -> _Sentence:
    if len(text) > MAX_SENTENCE_CHARS:
        raise UnreadableSentenceError("too-long")
    main, is_denied, conditions = split_conditions(text)
    if "~~" in text:
        raise UnreadableSentenceError("struck-mark")
    return _Sentence(
        _parse_tree(main), is_denied, tuple((condition.opener, _parse_tree(condition.text)) for condition in conditions)
    )


def _parse_tree(text: str) -> ParseTree:
    sentence = simplify_sentence(text)
    words = parse_words(sentence.text)
    if words is None:
        raise UnreadableSentenceError("no-parser")
    return ParseTree(words, sentence)


def _read_sentence(sentence: _Sentence) -> tuple[Frame, ...]:
    tree = sentence.main
    if any(sign in _SIGNS for word in tree.words for sign in word.text):
        raise UnreadableSentenceError("brackets")
    if ":" in tree.sentence.text.rstrip(".:"):
        raise UnreadableSentenceError("colon")
    roots = [word for word in tree.words if word.head == word.place and word.link == "ROOT"]
    if len(roots) != 1:
        raise UnreadableSentenceError("several-sentences")
    reading = read_modality(tree, roots[0])
    if sentence.is_denied:
        reading = replace(reading, modality=_contrary_of_denial(reading.modality))
    frames = [_build_frame(tree, reading, roots[0], None)]
    for joined in _joined_verbs(tree, reading.verb):
        frames.append(_build_frame(tree, _joined_reading(tree, reading, joined), roots[0], frames[0]))
    _require_all_figures(tree, frames)
    _require_read_negations(tree, reading, frames)
    conditions = tuple(_condition_adjunct(opener, clause) for opener, clause in sentence.conditions)
    choice = _choice_word(tree, reading.verb) if len(frames) > 1 else ""
    return tuple(replace(frame, adjuncts=(*frame.adjuncts, *conditions), choice=choice) for frame in frames)


def _require_read_negations(tree: ParseTree, reading: ModalReading, frames: Sequence[Frame]) -> None:
    """Raises where a negation of the main clause turned no norm round."""
    if any(frame.modality in _NEGATIVE_MODALITIES for frame in frames):
        return
    read = {word.place for word in reading.modal_words}
    for word in tree.words:
        if (
            word.text.lower() in word_set("modals", "sentence_negations")
            and word.place not in read
            and not _is_subordinate(tree, word)
        ):
            raise UnreadableSentenceError("negation-unread", word.text)


def _is_subordinate(tree: ParseTree, word: Word) -> bool:
    by_index = {entry.place: entry for entry in tree.words}
    while word.head != word.place:
        if word.link in ("relcl", "acl", "advcl", "ccomp", "pcomp"):
            return True
        word = by_index[word.head]
    return False


def _choice_word(tree: ParseTree, verb: Word) -> str:
    """`or` where one of several joined acts is left to choose, else ""."""
    verbs = [verb, *_joined_verbs(tree, verb)]
    words = {word.text.lower() for entry in verbs for word in tree.children(entry, "cc")}
    return "or" if words & {"or", "nor"} else ""


def _condition_adjunct(opener: str, tree: ParseTree) -> Adjunct:
    return Adjunct(
        kind=AdjunctKind.CONDITION,
        opener=opener,
        words=tree.comparable_words(tree.words),
        source_text=f"{opener} {tree.source_text(tree.words)}",
        figures=tree.figures(tree.words, FigureRole.SELECTS),
    )


def _contrary_of_denial(modality: Modality) -> Modality:
    return Modality.MUST_NOT if modality is Modality.MAY else contrary_modality(modality)


def _require_all_figures(tree: ParseTree, frames: Sequence[Frame]) -> None:
    """Raises where a figure of the sentence found no place in a frame: nothing may be lost unseen."""
    places = sum(1 for word in tree.words if tree.quantity(word) is not None)
    placed = sum(len(frame_figures(frame)) for frame in frames)
    if placed < places:
        raise UnreadableSentenceError("figure-unplaced")


def frame_figures(frame: Frame) -> tuple[Figure, ...]:
    """All figures of a frame."""
    phrases = (*frame.bearers.items, *frame.objects.items)
    return (
        *(figure for phrase in phrases for figure in phrase.figures),
        *(figure for adjunct in frame.adjuncts for figure in adjunct.figures),
        *frame.times,
    )


def _joined_verbs(tree: ParseTree, verb: Word) -> list[Word]:
    joined: list[Word] = []
    for child in tree.children(verb, "conj"):
        if child.tag[:2] in ("VB", "JJ", "MD"):
            joined += [child, *_joined_verbs(tree, child)]
    return joined


def _joined_reading(tree: ParseTree, first: ModalReading, verb: Word) -> ModalReading:
    """A joined verb binds as the first does, unless it has a modal or a subject of its own."""
    if tree.children(verb, *_SUBJECT_LINKS) or any(part.tag == "MD" for part in tree.children(verb, "aux")):
        own = read_modality(tree, verb)
        return replace(own, subject=own.subject or tree.child(verb, *_SUBJECT_LINKS) or first.subject)
    negated = is_negated(tree, verb)
    modality = contrary_modality(first.modality) if negated and not is_negated(tree, first.verb) else first.modality
    return replace(first, verb=verb, modality=modality, subject=first.subject)


def _build_frame(tree: ParseTree, reading: ModalReading, root: Word, first: Frame | None) -> Frame:
    verb = reading.verb
    if verb.lemma == "mean":
        raise UnreadableSentenceError("definition")
    parts = _Parts()
    is_passive = tree.child(verb, "auxpass") is not None and not reading.is_right_to_thing
    hosts = [verb] if first is not None or verb.place == root.place else [verb, *_verbs_between(tree, verb, root)]
    modal_places = {word.place for word in reading.modal_words} | {host.place for host in hosts}
    subject = (
        reading.subject or None
        if reading.is_passive_frame
        else reading.subject or next((word for host in hosts for word in tree.children(host, *_SUBJECT_LINKS)), None)
    )
    for host in hosts:
        for child in tree.children(host):
            is_read = child.place in modal_places or (subject is not None and child.place == subject.place)
            if child.link in _FUNCTION_LINKS and child.place not in modal_places:
                _require_function_word(tree, child)
            if is_read or child.link in _FUNCTION_LINKS or child in _joined_verbs(tree, host):
                continue
            if child.link == "mark" or (child.link in ("prep",) and _holds(tree, child, modal_places)):
                continue
            _read_part(tree, parts, child, subject, host is verb, reading.is_right_to_thing)
    _attach_selectors(tree, parts)
    subject_list = read_phrase_list(tree, subject) if subject is not None else PhraseList()
    if first is not None and subject is None:
        subject_list = first.objects if is_passive else first.bearers
    modality = reading.modality
    if is_passive:
        modality, subject_list = _without_negative_determiner(modality, subject_list)
        parts.objects = _merge(subject_list, parts.objects)
    else:
        parts.bearers = subject_list
        modality, parts.bearers = _without_negative_determiner(modality, parts.bearers)
        modality, parts.objects = _without_negative_determiner(modality, parts.objects)
    act = " ".join(filter(None, (reading.aspect, _act_word(verb, parts))))
    return Frame(
        modality=modality,
        force=reading.force,
        act=act,
        bearers=parts.bearers,
        objects=parts.objects,
        adjuncts=tuple(parts.adjuncts),
        times=tuple(parts.times),
        modal_text=tree.source_text(sorted(set(reading.modal_words))),
        is_passive=is_passive,
    )


def _require_function_word(tree: ParseTree, word: Word) -> None:
    """Raises where a word that is passed over carries more than its function."""
    is_odd_joint = word.link in ("cc", "preconj") and word.text.lower() not in (
        "and",
        "or",
        "but",
        "nor",
        "both",
        "either",
    )
    if is_odd_joint or (word.link != "punct" and len(tree.subtree(word)) > 1 and word.link not in ("aux", "cc")):
        raise UnreadableSentenceError("word-unplaced", word.text)


def _verbs_between(tree: ParseTree, verb: Word, root: Word) -> list[Word]:
    """The governing verbs from the verb of the act up to the root, whose adjuncts are those of the act."""
    between: list[Word] = []
    current = verb
    while current.place != root.place and len(between) < 6:
        current = next(word for word in tree.words if word.place == current.head)
        between.append(current)
    return between


def _holds(tree: ParseTree, child: Word, places: set[int]) -> bool:
    return any(word.place in places for word in tree.subtree(child))


def _merge(first: PhraseList, second: PhraseList) -> PhraseList:
    return PhraseList(
        (*first.items, *second.items), first.link or second.link or ("to" if first.items and second.items else "")
    )


def _act_word(verb: Word, parts: _Parts) -> str:
    word = canonical_word(verb.lemma if verb.tag[:2] == "VB" else verb.text.lower())
    return " ".join((word, *parts.particles))


def _without_negative_determiner(modality: Modality, phrases: PhraseList) -> tuple[Modality, PhraseList]:
    """`no boat may land` forbids what `any boat may land` allows."""
    negative = [
        item
        for item in phrases.items
        if item.determiner in ("no", "neither") or item.head in ("nobody", "none", "nothing")
    ]
    if not negative:
        return modality, phrases
    if len(negative) != len(phrases.items):
        raise UnreadableSentenceError("negation-of-one")
    items = tuple(replace(item, determiner="any", head=_positive_head(item.head)) for item in phrases.items)
    if modality is Modality.MAY:
        return Modality.MUST_NOT, PhraseList(items, phrases.link)
    return contrary_modality(modality), PhraseList(items, phrases.link)


def _positive_head(head: str) -> str:
    return {"nobody": "anybody", "none": "any", "nothing": "anything"}.get(head, head)


def _read_part(
    tree: ParseTree,
    parts: _Parts,
    child: Word,
    subject: Word | None,
    is_of_verb: bool,
    is_right_to_thing: bool = False,
) -> None:
    """Puts one branch of the verb where it belongs."""
    quantity = tree.quantity(child)
    if quantity is not None and quantity.is_time:
        parts.times += tree.figures([child], FigureRole.ACT)
        rest = [word for word in tree.subtree(child) if word.place != child.place]
        for word in tree.children(child):
            if word.link not in _FUNCTION_LINKS and rest:
                _read_part(tree, parts, word, subject, is_of_verb)
    elif child.link == "prep" and is_right_to_thing and child.text.lower() in ("to", "from"):
        named = tree.child(child, "pobj")
        parts.objects = _merge(parts.objects, read_phrase_list(tree, named) if named is not None else PhraseList())
    elif child.link == "prt":
        parts.particles.append(child.text.lower())
    elif child.link == "agent":
        bound = tree.child(child, "pobj")
        parts.bearers = read_phrase_list(tree, bound) if bound is not None else parts.bearers
    elif child.link in ("dobj", "attr", "oprd", "acomp", "npadvmod") and is_of_verb:
        parts.objects = _merge(parts.objects, _read_object(tree, parts, child))
    elif child.link in ("dobj", "attr", "oprd", "acomp"):
        if subject is None or child.place != subject.place:
            parts.adjuncts.append(_adjunct(tree, AdjunctKind.OTHER, "", child))
    elif child.link == "dative":
        inner = tree.child(child, "pobj") if child.tag in ("IN", "TO") else child
        parts.adjuncts.append(_adjunct(tree, AdjunctKind.RECEIVER, "to", inner or child))
    elif child.link in ("prep", "advcl", "advmod", "ccomp", "xcomp", "npadvmod"):
        _read_adjunct(tree, parts, child)
    else:
        parts.adjuncts.append(_adjunct(tree, AdjunctKind.OTHER, child.link, child))


def _read_object(tree: ParseTree, parts: _Parts, head: Word) -> PhraseList:
    """The object, without the conditions and times that the parser hung on it."""
    moved: list[Word] = []
    for child in tree.children(head):
        opener = child.text.lower()
        quantity = tree.quantity(child)
        if (
            (quantity is not None and quantity.is_time)
            or (child.link == "prep" and (opener in _moving_openers() and not _is_exception(child)))
            or (child.link in ("advcl", "advmod") and (tree.child(child, "mark", "advmod") is not None))
        ):
            moved.append(child)
    if head.head != head.place and any(
        word.place == head.head and word.lemma in word_set("governors", "causing") for word in tree.words
    ):
        hidden = [
            word
            for word in tree.subtree(head)
            if (figure := tree.quantity(word)) and figure.is_time and word not in moved
        ]
        parts.times += tree.figures(hidden, FigureRole.ACT)
        moved += hidden
        return read_phrase_list(tree, head, moved)
    for child in moved:
        _read_part(tree, parts, child, None, True)
    return read_phrase_list(tree, head, moved)


def _moving_openers() -> frozenset[str]:
    return frozenset({"without", "after", "before", "until", "unless", "during", "pending", "upon", "following", "by"})


def _is_exception(child: Word) -> bool:
    return child.text.lower() == "except"


def _read_adjunct(tree: ParseTree, parts: _Parts, child: Word) -> None:
    """A preposition, an adverb or a clause beside the act."""
    opener, body = _opener(tree, child)
    if child.link == "advmod" and child.text.lower() in word_set("governors", "stress"):
        return
    if child.link == "prep" and child.text.lower() in ("by", "to", "at") and _is_bare_figure(tree, child):
        parts.objects = _merge(parts.objects, _measured_by(tree, child))
        return
    if _picks_object(tree, child, opener, body):
        parts.selectors.append(child)
        return
    kind = _adjunct_kind(tree, child, opener, body)
    if child.link in ("ccomp", "xcomp") and any(
        word.place == child.head and word.lemma in word_set("governors", "causing") for word in tree.words
    ):
        hidden = [word for word in body if (figure := tree.quantity(word)) and figure.is_time]
        parts.times += tree.figures(hidden, FigureRole.ACT)
        adjunct = _adjunct(tree, kind, opener, child)
        parts.adjuncts.append(
            replace(
                adjunct,
                words=tuple(word for word in adjunct.words if word != "@"),
                figures=tuple(figure for figure in adjunct.figures if not figure.phrase.is_time),
            )
        )
        return
    times = [word for word in body if (figure := tree.quantity(word)) and figure.is_time]
    adjunct = _adjunct(tree, kind, opener, child)
    if times and len(adjunct.words) <= 1:
        parts.times += tree.figures(times, FigureRole.ACT)
        return
    parts.adjuncts.append(adjunct)


def _picks_object(tree: ParseTree, child: Word, opener: str, body: Sequence[Word]) -> bool:
    """Whether a phrase after the object picks some of it by a figure: boats over 12 tonnes, firms with 12 workers."""
    if child.link != "prep":
        return False
    phrases = [phrase for word in body if (phrase := tree.quantity(word)) is not None and not phrase.is_time]
    if opener == "over" and _is_bare_figure(tree, child):
        return True
    is_property = bool({word.lemma for word in body} & word_set("governors", "properties"))
    return opener == "with" and bool(phrases) and (is_property or phrases[0].unit == "")


def _attach_selectors(tree: ParseTree, parts: _Parts) -> None:
    """Puts the phrases that pick by a figure beside the last thing of the object."""
    for child in parts.selectors:
        is_several = bool(parts.objects.items) and (
            parts.objects.items[-1].is_plural or not parts.objects.items[-1].determiner
        )
        if not is_several or any(key.startswith("poss:") for key in parts.objects.items[-1].modifiers):
            parts.adjuncts.append(_adjunct(tree, AdjunctKind.OTHER, child.text.lower(), child))
            continue
        *items, last = parts.objects.items
        branch = tree.subtree(child)
        last = replace(
            last,
            modifiers=last.modifiers | {" ".join(tree.comparable_words(branch))},
            figures=(*last.figures, *tree.figures(branch, FigureRole.SELECTS)),
            source_text=f"{last.source_text} {tree.source_text(branch)}",
        )
        parts.objects = PhraseList((*items, last), parts.objects.link)


def _is_bare_figure(tree: ParseTree, preposition: Word) -> bool:
    measured = tree.child(preposition, "pobj")
    if measured is None:
        return False
    number = tree.child(measured, "nummod")
    return tree.quantity(measured) is not None or (number is not None and tree.quantity(number) is not None)


def _measured_by(tree: ParseTree, preposition: Word) -> PhraseList:
    measured = tree.child(preposition, "pobj")
    phrases = read_phrase_list(tree, measured) if measured is not None else PhraseList()
    word = preposition.text.lower()
    items = tuple(
        replace(
            item,
            head=f"{word} {item.head}",
            figures=tuple(replace(entry, relation=entry.relation or word) for entry in item.figures),
        )
        for item in phrases.items
    )
    return PhraseList(items, phrases.link)


def _opener(tree: ParseTree, child: Word) -> tuple[str, list[Word]]:
    """The word that opens an adjunct, and the words after it."""
    body = tree.subtree(child)
    if child.link in ("advcl", "ccomp", "xcomp"):
        mark = next((word for word in tree.children(child) if _opens_condition(word, child)), None)
        opener = mark.text.lower() if mark is not None else ("to" if body[0].tag == "TO" else "")
        restriction = next((word.text.lower() for word in body[:2] if word.text.lower() in ("only", "even")), "")
        rest = [word for word in body if mark is None or word.place != mark.place]
        return f"{restriction} {opener}".strip(), rest
    if child.link == "prep":
        text = " ".join(word.text.lower() for word in body)
        for phrase in ("in case of", "subject to", "regardless of"):
            if text.startswith(phrase):
                return phrase, body[len(phrase.split()) :]
        return child.text.lower(), [word for word in body if word.place != child.place]
    return "", body


def _opens_condition(word: Word, clause: Word) -> bool:
    is_before = word.link in ("mark", "advmod") and word.place <= clause.place
    return is_before and word.text.lower() in governors()["conditions"]


def _names_event(body: Sequence[Word]) -> bool:
    """Whether a word after `before` or `after` names something that happens, by its ending or by the list."""
    return any(
        word.lemma.endswith(("tion", "sion", "ment", "ure", "val", "ing"))
        or word.lemma in word_set("governors", "event_nouns")
        for word in body
    )


def _adjunct_kind(tree: ParseTree, child: Word, opener: str, body: Sequence[Word]) -> AdjunctKind:
    conditions = governors()["conditions"]
    words = {word.lemma for word in body} | {word.text.lower() for word in body}
    if opener == "except":
        return AdjunctKind.EXCEPTION
    is_asked = any(word.lemma in word_set("governors", "asking") for word in tree.words if word.place == child.head)
    if child.link in ("advcl", "ccomp", "xcomp") and opener.rsplit(" ", maxsplit=1)[-1] in conditions and not is_asked:
        return AdjunctKind.CONDITION
    if child.link == "prep" and opener in ("without", "with"):
        return AdjunctKind.CONDITION if words & word_set("governors", "consent") else AdjunctKind.MANNER
    if opener in ("in case of", "subject to", "regardless of", "during", "until", "till", "pending", "notwithstanding"):
        return AdjunctKind.CONDITION
    if opener in ("before", "after", "upon", "following") and child.link == "prep":
        return AdjunctKind.CONDITION if _names_event(body) else AdjunctKind.OTHER
    if opener in ("in", "at", "on") and child.link == "prep" and words & word_set("governors", "event_nouns"):
        return AdjunctKind.CONDITION
    if opener == "to" and child.link == "prep":
        return AdjunctKind.RECEIVER
    if child.link in ("advcl", "xcomp") and opener == "to":
        return AdjunctKind.PURPOSE
    if child.link in ("ccomp", "xcomp"):
        return AdjunctKind.CONTENT
    if child.link == "advmod":
        return AdjunctKind.MANNER
    return AdjunctKind.PLACE if child.link == "prep" else AdjunctKind.OTHER


def _adjunct(tree: ParseTree, kind: AdjunctKind, opener: str, child: Word) -> Adjunct:
    body = tree.subtree(child)
    opener_words = opener.split()
    rest = (
        body[len(opener_words) :] if [word.text.lower() for word in body[: len(opener_words)]] == opener_words else body
    )
    named = tree.child(child, "pobj") if child.link in ("prep", "dative") else None
    role = FigureRole.SELECTS if kind is AdjunctKind.CONDITION else FigureRole.OTHER
    return Adjunct(
        kind=kind,
        opener=opener,
        words=tree.comparable_words(rest),
        source_text=tree.source_text(body),
        figures=tree.figures(body, role),
        phrases=read_phrase_list(tree, named) if named is not None else PhraseList(),
    )
