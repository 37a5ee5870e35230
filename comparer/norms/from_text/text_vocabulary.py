"""The vocabulary under which sentences are related: what words alone may be taken to mean, and no more."""

from __future__ import annotations

from collections.abc import Iterable

from comparer.language.inflection import verb
from comparer.model.records import Act, Modality, QuantityKind, VocabularyData
from comparer.norms.vocabulary import Vocabulary
from comparer.resources.tables import table

DUTIES = frozenset({Modality.MUST, Modality.EXPECTS, Modality.DECLARES})
AMOUNT, FIGURE, DEADLINE, PERIOD = "amount", "figure", "deadline", "period"


def _opposites() -> Iterable[Act]:
    for one, other in table("drafting")["opposites"]:
        yield Act(id=verb(one), excludes=(verb(other),))


VOCABULARY = Vocabulary(
    VocabularyData(
        acts=tuple(_opposites()),
        quantities=(
            QuantityKind(id=AMOUNT, more="heavier"),
            QuantityKind(id=FIGURE),
            QuantityKind(id=DEADLINE, kind="deadline"),
            QuantityKind(id=PERIOD, kind="period"),
        ),
    )
)
