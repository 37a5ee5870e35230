"""What was read in a text, part by part, to show to a person: the norms of each sentence, or why one was not read."""

from __future__ import annotations

from collections.abc import Iterator

from comparer.language.dependency_parse import has_parser
from comparer.language.frame import Adjunct, Figure, Frame, PhraseList, UnreadableSentenceError
from comparer.language.read_frame import read_frames
from comparer.norms.from_text.relate_texts import NO_PARSER_REASON, split_sentences

Description = dict[str, str]


def describe_text(text: str) -> list[Description]:
    """One mapping from part to words for each norm of the text, in its order; a sentence not read has `not read`."""
    if not has_parser():
        return [{"not read": NO_PARSER_REASON}]
    descriptions: list[Description] = []
    for sentence in split_sentences(text):
        try:
            descriptions += [dict(_frame_parts(sentence, frame)) for frame in read_frames(sentence)]
        except UnreadableSentenceError as error:
            descriptions.append({"sentence": sentence, "not read": str(error)})
    return descriptions


def _frame_parts(sentence: str, frame: Frame) -> Iterator[tuple[str, str]]:
    yield "sentence", sentence
    yield "who is bound", frame.bearers.source_text or "nobody named"
    force = f" ({frame.force})" if frame.force else ""
    yield "how", f"{frame.modality.value}{force}" + (f", by '{frame.modal_text}'" if frame.modal_text else "")
    yield "to do", frame.act
    if frame.objects.items:
        yield "to what", frame.objects.source_text
    for number, figure in enumerate((*_phrase_figures(frame.bearers), *_phrase_figures(frame.objects)), 1):
        yield f"figure {number}", _figure_text(figure)
    for number, figure in enumerate(frame.times, 1):
        yield f"time {number}", f"{figure.phrase.kind.value}: {figure.source_text}"
    for number, adjunct in enumerate(frame.adjuncts, 1):
        yield f"{adjunct.kind.value} {number}", _adjunct_text(adjunct)


def _phrase_figures(phrases: PhraseList) -> list[Figure]:
    return [figure for item in phrases.items for figure in item.figures]


def _figure_text(figure: Figure) -> str:
    role = {"act": "measures the act", "selects": "picks who or what is meant"}.get(figure.role.value, "beside the act")
    unit = f", unit {figure.phrase.unit}" if figure.phrase.unit else ""
    value = "" if figure.phrase.low is not None else ", value not understood"
    return f"{figure.source_text}: {figure.phrase.bound.value}{unit}{value}; {role}"


def _adjunct_text(adjunct: Adjunct) -> str:
    return adjunct.source_text
