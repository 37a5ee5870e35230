"""The vocabulary under which sentences are related: what words alone may be taken to mean, and no more."""

from __future__ import annotations

from collections.abc import Iterable

from comparer.language.inflection import verb_stem
from comparer.model.norm import Modality
from comparer.model.vocabulary import Act, QuantityKind, VocabularyData
from comparer.norms.vocabulary import Vocabulary
from comparer.resources.tables import load_table

DUTY_MODALITIES = frozenset({Modality.MUST, Modality.EXPECTS, Modality.DECLARES})
AMOUNT, FIGURE, DEADLINE, PERIOD = "amount", "figure", "deadline", "period"


def _opposite_acts() -> Iterable[Act]:
    for verb_form, opposite_form in load_table("drafting")["opposites"]:
        yield Act(id=verb_stem(verb_form), excludes=(verb_stem(opposite_form),))


TEXT_VOCABULARY = Vocabulary(
    VocabularyData(
        acts=tuple(_opposite_acts()),
        quantities=(
            QuantityKind(id=AMOUNT, more="heavier"),
            QuantityKind(id=FIGURE),
            QuantityKind(id=DEADLINE, kind="deadline"),
            QuantityKind(id=PERIOD, kind="period"),
        ),
    )
)
