"""One English sentence -> the frames of the norms that it states. What no rule reads is left over by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from comparer.language.dependency_parse import Word, parse_texts, parse_words
from comparer.language.frame import Adjunct, AdjunctKind, Figure, FigureRole, Frame, UnreadableSentenceError
from comparer.language.modality_reading import ModalReading, contrary_modality, is_negated, read_modality
from comparer.language.parse_alignment import align_parses
from comparer.language.parse_repair import repair_parse
from comparer.language.parse_tree import ParseTree
from comparer.language.phrase_lists import word_set
from comparer.language.plain_sentence import PlainSentence, simplify_sentence, split_conditions
from comparer.language.read_parts import SUBJECT_LINKS, build_frame, list_joined_verbs
from comparer.model.norm import Modality

MAX_SENTENCE_CHARS = 1200
"""Characters beyond which no sentence is read."""


_NEGATIVE_MODALITIES = frozenset({Modality.MUST_NOT, Modality.NEED_NOT, Modality.EXPECTS_NOT, Modality.DECLARES_NOT})


_SIGNS = frozenset("()[]{}<>=+*^|")


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence ready to be read: its main clause, whether a turned front denies it, its conditions."""

    main: ParseTree
    is_denied: bool
    conditions: tuple[tuple[str, ParseTree], ...]


def read_frames(text: str) -> tuple[Frame, ...]:
    """The norms of one sentence, those of joined verbs each for itself. Raises UnreadableSentenceError."""
    return _read_sentence(_prepare_sentence(text))


def try_read_frames(text: str) -> tuple[Frame, ...]:
    """The norms of a sentence; none where it is not understood."""
    try:
        return read_frames(text)
    except UnreadableSentenceError:
        return ()


def read_frame_pair(left: str, right: str) -> tuple[tuple[Frame, ...], tuple[Frame, ...]]:
    """The norms of two sentences, on one structure where they differ in places only."""
    parse_texts([*_part_sentence(left).texts, *_part_sentence(right).texts])
    left_sentence, right_sentence = _prepare_sentence(left), _prepare_sentence(right)
    left_tree, right_tree = left_sentence.main, right_sentence.main
    left_words, right_words = align_parses(left_tree.words, right_tree.words)
    return (
        _read_sentence(replace(left_sentence, main=ParseTree(left_words, left_tree.sentence))),
        _read_sentence(replace(right_sentence, main=ParseTree(right_words, right_tree.sentence))),
    )


@dataclass(frozen=True, slots=True)
class _PlainParts:
    """A sentence before it is parsed: its main clause, whether a turned front denies it, its conditions."""

    main: PlainSentence
    is_denied: bool
    conditions: tuple[tuple[str, PlainSentence], ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """All that is to be parsed."""
        return (self.main.text, *(condition.text for _, condition in self.conditions))


@lru_cache(maxsize=4096)
def _part_sentence(text: str) -> _PlainParts:
    if len(text) > MAX_SENTENCE_CHARS:
        raise UnreadableSentenceError("too-long")
    main, is_denied, conditions = split_conditions(text)
    if "~~" in text:
        raise UnreadableSentenceError("struck-mark")
    plain = tuple((condition.opener, simplify_sentence(condition.text)) for condition in conditions)
    return _PlainParts(simplify_sentence(main), is_denied, plain)


@lru_cache(maxsize=4096)
def _prepare_sentence(text: str) -> _Sentence:
    parts = _part_sentence(text)
    conditions = tuple((opener, _parse_tree(condition)) for opener, condition in parts.conditions)
    return _Sentence(_parse_tree(parts.main), parts.is_denied, conditions)


def _parse_tree(sentence: PlainSentence) -> ParseTree:
    words = parse_words(sentence.text)
    if words is None:
        raise UnreadableSentenceError("no-parser")
    return ParseTree(repair_parse(words), sentence)


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
    frames = [build_frame(tree, reading, roots[0], None)]
    for joined in list_joined_verbs(tree, reading.verb):
        frames.append(build_frame(tree, _joined_reading(tree, reading, joined), roots[0], frames[0]))
    frames = _share_last_object(frames)
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


def _share_last_object(frames: list[Frame]) -> list[Frame]:
    """Of `sell, lease or pledge the film` the film with each act: what follows the last bare verb belongs to all."""
    shared = list(frames)
    for place in range(len(frames) - 2, -1, -1):
        frame, following = shared[place], shared[place + 1]
        is_bare = not (frame.objects.items or frame.adjuncts or frame.times or frame.is_passive)
        if is_bare and not following.is_passive and following.bearers == frame.bearers and frame.act != "be":
            shared[place] = replace(
                frame, objects=following.objects, adjuncts=following.adjuncts, times=following.times
            )
    return shared


def _choice_word(tree: ParseTree, verb: Word) -> str:
    """`or` where one of several joined acts is left to choose, else ""."""
    verbs = [verb, *list_joined_verbs(tree, verb)]
    words = {word.text.lower() for entry in verbs for word in tree.children(entry, "cc")}
    return "or" if words & {"or", "nor"} else ""


def _condition_adjunct(opener: str, tree: ParseTree) -> Adjunct:
    return Adjunct(
        kind=AdjunctKind.EXCEPTION if opener == "except" else AdjunctKind.CONDITION,
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


def _joined_reading(tree: ParseTree, first: ModalReading, verb: Word) -> ModalReading:
    """A joined verb binds as the first does, unless it has a modal or a subject of its own."""
    if tree.children(verb, *SUBJECT_LINKS) or any(part.tag == "MD" for part in tree.children(verb, "aux")):
        own = read_modality(tree, verb)
        return replace(own, subject=own.subject or tree.child(verb, *SUBJECT_LINKS) or first.subject)
    negated = is_negated(tree, verb)
    modality = contrary_modality(first.modality) if negated and not is_negated(tree, first.verb) else first.modality
    return replace(first, verb=verb, modality=modality, subject=first.subject)
