"""A norm for a clause, read from its own words by the parser and said in the words of the workspace.

Nothing is guessed: a part whose words are not those of a label or synonym is left over and named, and a proposal with
anything left over is no norm yet. A sub-point is read with the words that open its list, and not at all without them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from comparer.draft.encoded_examples import NO_EXAMPLES, EncodedExamples, is_in_present_tense, read_single_norm
from comparer.draft.name_quantities import QuantityNames
from comparer.draft.name_words import WordNames, without_figure
from comparer.language.frame import Adjunct, AdjunctKind, Figure, Frame, NounPhrase, PhraseList
from comparer.language.phrase_lists import word_set
from comparer.language.quantities import QuantityKind
from comparer.model.norm import ANYONE, UNNAMED, Modality
from comparer.model.plan import Clause
from comparer.model.vocabulary import VocabularyData

_CONDITION_KINDS = {
    **dict.fromkeys(("if", "when", "whenever", "where", "once", "after", "upon", "in case of"), "when"),
    "until": "until",
    "till": "until",
    "unless": "unless",
}
_PLAIN_DETERMINERS = frozenset({"", "the", "a"})
_EVERYBODY = frozenset({"anybody", "anyone", "everyone", "everybody", "whoever"})


@dataclass(frozen=True, slots=True)
class LeftOver:
    """A part of the text that no word of the workspace names: which part, by the id of its facet, and its words."""

    facet: str
    words: str


@dataclass(frozen=True, slots=True)
class NormProposal:
    """What a clause says, as the fields of a plan file, and what of it no word of the workspace names."""

    norm: Mapping[str, Any]
    terms: Mapping[str, Any]
    conditions: Mapping[str, Any]
    left_over: tuple[LeftOver, ...]

    @property
    def is_complete(self) -> bool:
        """Whether all that was read has a word, so that the proposal may be written."""
        return not self.left_over and bool(self.norm.get("act"))

    @property
    def has_words(self) -> bool:
        """Whether any part at all has a word of the workspace."""
        return any(self.norm.get(key) for key in ("act", "object")) or self.norm.get("bearer") not in (None, UNNAMED)


@dataclass(frozen=True, slots=True)
class NoProposal:
    """Why nothing is proposed for a clause: an id of `suggest.no-proposal`."""

    reason: str


@dataclass(slots=True)
class _Draft:
    norm: dict[str, Any] = field(default_factory=dict)
    terms: dict[str, Any] = field(default_factory=dict)
    conditions: dict[str, list[str]] = field(default_factory=dict)
    left_over: list[LeftOver] = field(default_factory=list)

    def leave(self, facet: str, words: str) -> None:
        """Names a part that has no word."""
        self.left_over.append(LeftOver(facet, words))


class NormProposer:
    """Proposals in the words of one vocabulary."""

    def __init__(self, vocabulary: VocabularyData, examples: EncodedExamples = NO_EXAMPLES) -> None:
        self._examples = examples
        self._names = WordNames(vocabulary)
        self._quantities = QuantityNames(vocabulary, self._names)

    def propose_norm(self, clause: Clause) -> NormProposal | NoProposal:
        """The norm that a clause states, or why none is proposed."""
        frame = read_single_norm(clause)
        return NoProposal(frame) if isinstance(frame, str) else self._name_parts(frame, clause.whole_text)

    def _name_parts(self, frame: Frame, text: str) -> NormProposal:
        draft = _Draft()
        self._name_bearers(draft, frame)
        draft.norm["modality"] = frame.modality.value
        used = self._name_act_and_objects(draft, frame)
        self._name_modality(draft, frame)
        for adjunct in frame.adjuncts:
            if adjunct is not used:
                self._name_adjunct(draft, adjunct)
        for figure in self._all_figures(frame, used):
            self._name_figure(draft, figure, text)
        conditions = {kind: ids[0] if len(ids) == 1 else ids for kind, ids in draft.conditions.items()}
        return NormProposal(draft.norm, draft.terms, conditions, tuple(draft.left_over))

    def _name_modality(self, draft: _Draft, frame: Frame) -> None:
        """How a sentence binds; one in the present tense as all such clauses of its act do in the workspace."""
        meant = ""
        if is_in_present_tense(frame):
            meant = self._examples.modality_of(draft.norm.get("act", ""), frame.modality is Modality.DECLARES_NOT)
        if meant:
            draft.norm["modality"] = meant
        elif frame.force:
            draft.leave("modality", frame.modal_text or frame.act)

    def _name_bearers(self, draft: _Draft, frame: Frame) -> None:
        if not frame.bearers.items:
            draft.norm["bearer"] = UNNAMED
            return
        ids = [self._name_thing(("actor",), item) for item in frame.bearers.items]
        if {item.head for item in frame.bearers.items} <= _EVERYBODY:
            ids = [ANYONE]
        if not all(ids) and (known := self._find_example("bearer", frame.bearers)):
            ids = [known]
        if all(ids) and frame.bearers.link != "or":
            draft.norm["bearer"] = _single_or_list(ids)
        else:
            draft.leave("bearer", frame.bearers.source_text)

    def _name_thing(self, sections: Iterable[str], item: NounPhrase, owner: str = "") -> str:
        """The id of a thing that stands there whole, with nothing that narrows it beyond its name and its owner."""
        if item.determiner not in _PLAIN_DETERMINERS or item.exceptions:
            return ""
        words = _thing_words(item)
        first_word, _, owned = words.partition(" ")
        is_owned = bool(owner and owned) and first_word.lower() in word_set("drafting", "owners")
        return self._names.find_single_id(sections, f"{owned} {owner}" if is_owned else words)

    def _name_act_and_objects(self, draft: _Draft, frame: Frame) -> Adjunct | None:
        """Names the act and what is acted on; the addition that the act takes its object from, if it is one."""
        act = self._names.find_single_id(("act",), frame.act)
        used, objects = None, frame.objects
        if not act and not frame.objects.items:
            for adjunct in frame.adjuncts:
                act = self._names.find_single_id(("act",), f"{frame.act} {adjunct.opener}") if adjunct.opener else ""
                if act:
                    used, objects = adjunct, adjunct.phrases
                    break
        if act:
            draft.norm["act"] = act
        else:
            draft.leave("act", frame.act)
        self._name_objects(draft, objects)
        return used

    def _name_objects(self, draft: _Draft, objects: PhraseList) -> None:
        items = [item for item in objects.items if not item.figures or _thing_words(item)]
        bearer = draft.norm.get("bearer", "")
        owner = bearer if isinstance(bearer, str) and bearer not in (ANYONE, UNNAMED) else ""
        ids = [self._name_thing(("object", "actor"), item, owner.replace("-", " ")) for item in items]
        if items and not all(ids) and (known := self._find_example("object", objects)):
            ids = [known]
        if items and all(ids) and objects.link in ("", "and", "to"):
            draft.norm["object"] = _single_or_list(ids)
        else:
            for item in items:
                draft.leave("object", item.source_text)

    def _find_example(self, slot: str, phrases: PhraseList) -> str:
        """The id that persons have given to a whole phrase without figures, wherever it stands."""
        has_figures = any(item.figures for item in phrases.items)
        return "" if has_figures else self._examples.name_phrase(slot, phrases)

    def _name_adjunct(self, draft: _Draft, adjunct: Adjunct) -> None:
        if adjunct.kind is AdjunctKind.RECEIVER and not adjunct.figures:
            ids = [self._name_thing(("actor",), item) for item in adjunct.phrases.items]
            if ids and all(ids) and adjunct.phrases.link in ("", "and"):
                draft.norm["beneficiary"] = _single_or_list(ids)
                return
        if adjunct.kind is AdjunctKind.CONDITION and adjunct.opener in _CONDITION_KINDS and not adjunct.figures:
            words = adjunct.source_text.removeprefix(adjunct.opener)
            if event := self._names.find_single_id(("event",), words):
                draft.conditions.setdefault(_CONDITION_KINDS[adjunct.opener], []).append(event)
                return
        manner = self._names.find_single_id(("manner",), adjunct.source_text)
        if adjunct.kind is AdjunctKind.MANNER and manner and "manner" not in draft.terms:
            draft.terms["manner"] = manner
            return
        draft.leave("condition" if adjunct.kind is AdjunctKind.CONDITION else "text", adjunct.source_text)

    def _all_figures(self, frame: Frame, used: Adjunct | None) -> list[Figure]:
        objects = used.phrases if used is not None else frame.objects
        items = (*frame.bearers.items, *objects.items)
        return [*(figure for item in items for figure in item.figures), *frame.times]

    def _name_figure(self, draft: _Draft, figure: Figure, text: str) -> None:
        named = self._quantities.name_figure(figure, text)
        if named is None or named[0] in draft.terms:
            facet = "amount" if figure.phrase.kind is QuantityKind.AMOUNT else "deadline"
            draft.leave(facet, figure.source_text)
        else:
            draft.terms[named[0]] = named[1]


def _thing_words(item: NounPhrase) -> str:
    """The words of a thing without its figures; "" for a figure alone."""
    words = item.source_text.removesuffix(" and").removesuffix(" or")
    for figure in item.figures:
        words = without_figure(words, figure.source_text)
    first_word = item.head.split(" ")[0]
    is_figure_alone = "#" in item.head or first_word in ("by", "to", "at", "over")
    return "" if is_figure_alone and item.figures else words


def _single_or_list(ids: list[str]) -> str | list[str]:
    return ids[0] if len(ids) == 1 else ids
