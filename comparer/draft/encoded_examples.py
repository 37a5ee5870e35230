"""What persons made of sentences in the plans of a workspace: how the present tense binds there, what phrases name.

Nothing is guessed: a meaning is taken over where all examples of it agree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from comparer.draft.name_words import Stems, phrase_stems
from comparer.language.frame import Frame, PhraseList
from comparer.model.norm import Modality, Norm
from comparer.model.plan import Clause, Plan
from comparer.norms.from_text.relate_texts import read_clause_frames

MIN_PRESENT_EXAMPLES = 2
"""How many clauses of one act, all encoded alike, show how the present tense is meant."""
_PRESENT_MODALITIES = frozenset({Modality.DECLARES, Modality.DECLARES_NOT})


def read_single_norm(clause: Clause) -> Frame | str:
    """The norm of a clause that says one; else why none is read, as an id of `suggest.no-proposal`."""
    if clause.under and not clause.opening:
        return "no-opening"
    frames = read_clause_frames(clause.whole_text)
    if isinstance(frames, str):
        return frames
    return frames[0] if len(frames) == 1 else "several-norms"


def is_in_present_tense(frame: Frame) -> bool:
    """Whether a sentence says what somebody does, with no word that binds."""
    return frame.modality in _PRESENT_MODALITIES and frame.force in ("", "present") and bool(frame.bearers.items)


@dataclass(frozen=True)
class EncodedExamples:
    """The clauses of a workspace that have a norm; their texts are read when first asked about."""

    clauses: tuple[Clause, ...]

    @cached_property
    def _readings(self) -> list[tuple[Frame, Norm]]:
        return list(_read_clauses(self.clauses))

    @cached_property
    def _modalities(self) -> dict[tuple[str, bool], list[str]]:
        modalities: dict[tuple[str, bool], list[str]] = {}
        for frame, norm in self._readings:
            if is_in_present_tense(frame):
                key = norm.act, frame.modality is Modality.DECLARES_NOT
                modalities.setdefault(key, []).append(norm.modality.value)
        return modalities

    @cached_property
    def _ids_by_phrase(self) -> dict[tuple[str, Stems], set[str]]:
        ids: dict[tuple[str, Stems], set[str]] = {}
        for frame, norm in self._readings:
            slots = ("bearer", frame.bearers, norm.bearers), ("object", frame.objects, norm.objects)
            for slot, phrases, named in slots:
                is_whole = len(named) == 1 and (slot == "bearer" or not _says_more(norm))
                if phrases.items:
                    key = slot, phrase_stems(phrases.source_text)
                    ids.setdefault(key, set()).add(named[0] if is_whole else "")
        return ids

    def modality_of(self, act: str, is_negated: bool) -> str:
        """The modality that all examples of an act in the present tense carry; "" for too few or for several."""
        modalities = self._modalities.get((act, is_negated), [])
        is_plain = len(modalities) >= MIN_PRESENT_EXAMPLES and len(set(modalities)) == 1
        return modalities[0] if is_plain else ""

    def name_phrase(self, slot: str, phrases: PhraseList) -> str:
        """The id that a phrase stands for wherever it is who is bound (`bearer`) or acted on (`object`), or ""."""
        if any(key.startswith("poss:") for item in phrases.items for key in item.modifiers):
            return ""  # whose it is hangs on the sentence
        ids = self._ids_by_phrase.get((slot, phrase_stems(phrases.source_text)), set())
        return next(iter(ids)) if len(ids) == 1 else ""


NO_EXAMPLES = EncodedExamples(())


def _says_more(norm: Norm) -> bool:
    """Whether a norm has parts that the words of its object may have given: for whom, with whom, as what, how."""
    parts = (norm.beneficiaries, norm.partners, norm.status, norm.terms.manners, norm.terms.instruments)
    return any(parts) or bool(norm.terms.quantities or norm.terms.consent or norm.conditions)


def _read_clauses(clauses: Iterable[Clause]) -> Iterator[tuple[Frame, Norm]]:
    """The clauses that say one norm each, as read and as encoded."""
    for clause in clauses:
        frame = read_single_norm(clause)
        if clause.norm is not None and not isinstance(frame, str):
            yield frame, clause.norm


def collect_examples(plans: Iterable[Plan]) -> EncodedExamples:
    """The live, encoded clauses of these plans, as examples."""
    return EncodedExamples(
        tuple(clause for plan in plans for clause in plan.clauses if clause.is_live and clause.norm is not None)
    )
