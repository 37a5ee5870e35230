"""What was read in a text, part by part, to show to a person: the norms of each sentence, or why one was not read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from comparer.language.dependency_parse import has_parser
from comparer.language.frame import Figure, Frame, PhraseList, UnreadableSentenceError
from comparer.language.read_frame import read_frames
from comparer.model.explanation import Argument, Explanation, Term, explain
from comparer.norms.from_text.relate_texts import NO_PARSER_REASON, split_sentences, unreadable_reason


@dataclass(frozen=True, slots=True)
class TextReading:
    """One norm of a sentence, its parts in order, each by its id; or a sentence with the reason why it was not read."""

    sentence: str
    parts: tuple[tuple[str, Argument], ...] = ()
    unread: Explanation | None = None


def describe_text(text: str) -> tuple[TextReading, ...]:
    """The norms of a text in their order. Without a parser nothing of it is read."""
    if not has_parser():
        return (TextReading(text, unread=NO_PARSER_REASON),)
    return tuple(reading for sentence in split_sentences(text) for reading in _describe_sentence(sentence))


def _describe_sentence(sentence: str) -> list[TextReading]:
    try:
        return [TextReading(sentence, tuple(_frame_parts(frame))) for frame in read_frames(sentence)]
    except UnreadableSentenceError as error:
        return [TextReading(sentence, unread=unreadable_reason(error))]


def _frame_parts(frame: Frame) -> Iterator[tuple[str, Argument]]:
    yield "bearers", frame.bearers.source_text or Explanation("reason.read.nobody")
    modality = Term("modality", frame.modality.value)
    yield (
        "modality",
        explain("reason.read.modality", modality=modality, word=frame.modal_text) if frame.modal_text else modality,
    )
    if frame.force:
        yield "force", frame.force
    yield "act", frame.act
    if frame.objects.items:
        yield "objects", frame.objects.source_text
    for figure in (*_phrase_figures(frame.bearers), *_phrase_figures(frame.objects)):
        yield "figure", _describe_figure(figure)
    for figure in frame.times:
        kind = Term("figure_kind", figure.phrase.kind.value)
        yield "time", explain("reason.read.time", kind=kind, text=figure.source_text)
    for adjunct in frame.adjuncts:
        yield adjunct.kind.value, adjunct.source_text


def _phrase_figures(phrases: PhraseList) -> list[Figure]:
    return [figure for item in phrases.items for figure in item.figures]


def _describe_figure(figure: Figure) -> Explanation:
    role = Term("figure_role", figure.role.value)
    if figure.phrase.low is None:
        return explain("reason.read.figure-unknown", text=figure.source_text, role=role)
    bound = Term("figure_bound", figure.phrase.bound.value)
    return explain("reason.read.figure", text=figure.source_text, bound=bound, role=role)
