"""What became of one facet of a clause, in a sentence: who is bound, how, to what, how much, on what condition."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from comparer.model.relation import Relation
from comparer.report.value.types import ArgumentRecord, ChangeRecord, ConditionsRecord
from comparer.report.words.arguments import argument_text
from comparer.report.words.english_norms import capitalise, join_words
from comparer.report.words.labels import ReportLabels
from comparer.resources.message_catalogue import fill_template

FIGURE_FAMILIES: Final = frozenset({"amount", "period", "figure"})
"""Families of facets that are told by the name of what is measured."""
PRINCIPAL_FACETS: Final = frozenset({"bearer", "agent"})
"""Facets that name who is meant, where nobody and everybody have words of their own."""
MOVED_EFFECTS: Final = frozenset({Relation.DEFERRED, Relation.SETTLED})
"""Effects of what became of the clause as a whole, where the facet itself says what it said."""

DECIDER_MESSAGES: Final = {"bearer.decider": "both", "bearer.one-defers": "one_side"}
"""By facet the message where both sides leave the matter to somebody, or the one does and the other binds somebody."""


@dataclass(frozen=True, slots=True)
class ChangeFrame:
    """A sentence in parts: `template` has the fields `before` and `after`, which the two sides fill."""

    template: str
    before: str
    after: str


class FacetSentences:
    """The sentences on changes of one report, in its language. Text of others is in them as it came."""

    def __init__(self, labels: ReportLabels) -> None:
        self.labels = labels

    def sentence(self, change: ChangeRecord, *, is_turned: bool = False, says_effect: bool = False) -> str:
        """One change as a sentence; `is_turned` tells it from right to left, `says_effect` adds what it does."""
        effect = Relation(change["effect"])
        effect = effect.mirror() if is_turned else effect
        frame = self.frame(change, is_turned=is_turned)
        text = fill_template(frame.template, {"before": frame.before, "after": frame.after})
        has_effect = says_effect and change["facet"] != "reading" and not change["unreported"]
        fields = {"change": capitalise(text), "effect": self._message(f"effect.{effect}")}
        return self._message("with_effect" if has_effect else "plain", **fields)

    def frame(self, change: ChangeRecord, *, is_turned: bool = False) -> ChangeFrame:
        """The parts of the sentence, for a format that puts them together itself."""
        family = change["facet"].partition(".")[0]
        sides = [self._read_side(change[side], family) for side in ("before_value", "after_value")]
        before, after = reversed(sides) if is_turned else sides
        effect = Relation(change["effect"])
        effect = effect.mirror() if is_turned else effect
        fields = {
            "facet": self.labels.facet_label(family if family == "deadline" else change["facet"]),
            "side": "{before}" if before else "{after}",
            "before": "{before}",
            "after": "{after}",
        }
        if family == "reading":
            fields |= self._reading_fields(before, after, effect)
        key = _message_key(change, family, before, after, effect)
        if not self.labels.catalogue.has_message(f"facet_change.{key}"):
            key = f"other.{key.rpartition('.')[2]}"
        return ChangeFrame(self._message(key, **fields), before, after)

    def effect_sentence(self, relation: Relation) -> str:
        """What a text as a whole does to the one that it is compared with."""
        effect = self._message("whole", effect=self._message(f"reading_effect.{relation}"))
        return self._message("plain", change=capitalise(effect))

    def _message(self, key: str, **fields: object) -> str:
        return self.labels.catalogue_text(f"facet_change.{key}", **fields)

    def _reading_fields(self, before: str, after: str, effect: Relation) -> dict[str, str]:
        """How one reading of the one side stands to one of the other; a side without a name is the text itself."""
        left, right = (
            self._message("reading_of", who=side) if side else self._message("as_it_stands") for side in (before, after)
        )
        return {"before": left, "after": right, "effect": self._message(f"reading_effect.{effect}")}

    def _read_side(self, value: ArgumentRecord, family: str) -> str:
        """One side in words; empty where it says nothing of the facet."""
        writers: dict[str, Callable[[], str]] = {
            "words": lambda: self._join_words(value["words"], family),
            "term": lambda: self._term_text(value["term"]["group"], value["term"]["value"]),
            "conditions": lambda: self._phrase_conditions(value["conditions"]),
            "text": lambda: _without_capital_article(argument_text(value, self.labels.spoken_wording)),
            "amount": lambda: (
                self._message("figure_unknown")
                if value["amount"]["unknown"]
                else argument_text(value, self.labels.spoken_wording)
            ),
        }
        kind = next(iter(value), "")
        return writers.get(kind, lambda: argument_text(value, self.labels.spoken_wording))()

    def _join_words(self, words: Sequence[str], family: str) -> str:
        if family in PRINCIPAL_FACETS and list(words) in (["unnamed"], ["anyone"]):
            return self._message(f"{family}.{words[0]}")
        if family == "status" and words:
            return self.labels.status_text(words)
        if family == "act":
            return self.labels.join_labels(words)
        return self.labels.join_phrases(words)

    def _term_text(self, group: str, value: str) -> str:
        return self._message(f"binding.{value}") if group == "modality" else self.labels.term_text(group, value)

    def _phrase_conditions(self, conditions: ConditionsRecord) -> str:
        texts = [
            f"{self.labels.term_text('condition', kind)} {self._message('event', event=self._event_text(event))}"
            for kind, events in sorted(conditions.items())
            for event in events
        ]
        return join_words(texts, self.labels.catalogue_text("word.and"))

    def _event_text(self, event: str) -> str:
        if "#" not in event:
            return self.labels.join_phrases([event])
        plan, _, clause_id = event.partition("#")
        return self._message("clause_event", clause=self.labels.clause_reference(plan, [clause_id]))


def _message_key(change: ChangeRecord, family: str, before: str, after: str, effect: Relation) -> str:
    """Which message tells the change, behind `facet_change.`"""
    if family == "reading":
        return "readings" if before or after else "texts"
    is_unknown = _is_unknown(change["before_value"]) or _is_unknown(change["after_value"])
    if change["unreported"]:
        return _unreported_key(family, is_unknown, is_two_sided=bool(before and after))
    if not before and not after:
        return "differs"
    if change["facet"] in DECIDER_MESSAGES and before and after:
        return f"decider.{DECIDER_MESSAGES[change['facet']]}"
    if before == after:
        return f"unchanged.{effect if effect in MOVED_EFFECTS else 'other'}"
    kind = "both" if before and after else "now" if after else "no_longer"
    if family == "beneficiary" and "text" in (change["before_value"] | change["after_value"]) and kind != "both":
        has_words = any("words" in change[side] for side in ("before_value", "after_value"))
        return f"{family if has_words else 'other'}.{kind}"
    if is_unknown and kind != "both" and family in (*FIGURE_FAMILIES, "deadline"):
        kind = f"{kind}_unknown"
    return f"{'figure' if family in FIGURE_FAMILIES else family}.{kind}"


def _unreported_key(family: str, is_unknown: bool, *, is_two_sided: bool) -> str:
    """Where a text that is known in part merely does not mention what the other says."""
    if is_two_sided:
        return "unreported_both"
    if is_unknown:
        return "unknown_unreported"
    return "condition_unreported" if family == "condition" else "unreported"


def _is_unknown(value: ArgumentRecord) -> bool:
    return "amount" in value and value["amount"]["unknown"]


def _without_capital_article(text: str) -> str:
    """Words out of a clause as they stand inside a sentence."""
    article, space, rest = text.partition(" ")
    return f"{article.lower()}{space}{rest}" if article in ("The", "A", "An") else text
