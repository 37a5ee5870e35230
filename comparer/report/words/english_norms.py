"""A norm as an English sentence: who is bound, how, to what, on what terms.

How each word stands in a sentence comes from the language file of the workspace: its article, the preposition of an
act, the participle for the passive. Without it the label stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from comparer.report.value.types import AmountRecord, GrammarRecord, NormFields, NormRecord, QuantityRecord
from comparer.report.words.figures import amount_of_quantity, is_zero_amount

NO_GRAMMAR: Final[GrammarRecord] = {"phrases": {}, "passives": {}, "forms": {}}
MODAL_PHRASES: Final[Mapping[str, str]] = {
    "must": "must {do}",
    "must-not": "must not {do}",
    "may": "may {do}",
    "need-not": "need not {do}",
    "declares": "{does}",
    "declares-not": "{do_not} {do}",
    "expects": "{be} expected to {do}",
    "expects-not": "{be} expected not to {do}",
    "defers": "{be} left to decide whether to {do}",
}
PASSIVE_PHRASES: Final[Mapping[str, str]] = {
    "must": "must be {done}",
    "must-not": "must not be {done}",
    "may": "may be {done}",
    "need-not": "need not be {done}",
    "declares": "{be} {done}",
    "declares-not": "{be} not {done}",
    "expects": "{be} expected to be {done}",
    "expects-not": "{be} expected not to be {done}",
}
NOBODY_PHRASES: Final[Mapping[str, str]] = {
    "must-not": "nobody may {do}",
    "need-not": "nobody need {do}",
    "declares-not": "nobody {does}",
    "expects-not": "nobody is expected to {do}",
}
NEGATIVE_MODALITIES: Final = frozenset({"must-not", "need-not", "declares-not", "expects-not"})
CONDITION_WORDS: Final[Mapping[str, str]] = {"when": "when", "until": "until", "unless": "unless", "void_if": "void if"}
HEAD_ENDING = re.compile(
    " (?:of|on|for|in|from|at|with|to|that|under|frozen|against|between|outside|after|during|towards|other) "
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EnglishNorms:
    """Look-ups of one report, and the sentences made with them."""

    grammar: GrammarRecord
    word_label: Callable[[str], str]
    amount_text: Callable[[AmountRecord], str]
    clause_name: Callable[[str], str]

    def norm_sentence(self, fields: NormFields) -> str:
        """The norm as one sentence without a full stop; empty where there is no norm."""
        norm = fields["norm"]
        if norm is None:
            return ""
        details, brackets = self._describe_terms(fields, norm)
        sentence = " ".join([self._core(norm), *details]).strip()
        sentence += f" ({'; '.join(brackets)})" if brackets else ""
        sentence += self._conditions_text(fields)
        return capitalise(sentence)

    def act_phrase(self, act: str, objects: Sequence[str]) -> str:
        """An act in the base form of its verb with what it is done to."""
        pattern = self.grammar["phrases"].get(act) or f"{self.word_label(act)} {{object}}"
        for field in (" to {beneficiary}", " as {as}", "{as}"):
            pattern = pattern.replace(field, "")
        return " ".join(pattern.replace("{object}", self.join_phrases(objects)).split())

    # --- who does what

    def _core(self, norm: NormRecord) -> str:
        # A thing that is bound together with others does not do anything to itself.
        bearers = [bearer for bearer in norm["bearer"] if len(norm["bearer"]) == 1 or [bearer] != norm["object"]]
        agents = [agent for agent in norm["agent"] if agent not in norm["bearer"]]
        is_nobody_named = not set(bearers) - {"anyone", "unnamed"}
        if not norm["act"]:
            return self._open_question(bearers)
        if norm["modality"] == "defers" and (agents or is_nobody_named):
            return self._left_open(norm, agents)
        if agents and is_nobody_named:
            return self._active(agents, norm, self._verb_phrase(norm, agents))
        if agents:
            let_phrase = f"let {self.join_phrases(agents)} {self._verb_phrase(norm, agents)}"
            return self._active(bearers, norm, let_phrase)
        if bearers == ["anyone"] and norm["modality"] in NOBODY_PHRASES:
            verb_phrase = self._verb_phrase(norm, bearers)
            return NOBODY_PHRASES[norm["modality"]].format(do=verb_phrase, does=third_person(verb_phrase))
        if bearers == ["unnamed"] and norm["object"] and norm["act"] in self.grammar["passives"]:
            return self._passive(norm)
        return self._active(bearers, norm, self._verb_phrase(norm, bearers))

    def _active(self, subjects: Sequence[str], norm: NormRecord, verb_phrase: str) -> str:
        subject = self.join_phrases(subjects)
        is_plural = self._are_plural(subjects)
        phrase = MODAL_PHRASES[norm["modality"]]
        if norm["force"] and norm["modality"] in ("must", "may", "must-not", "need-not"):
            negation = "not " if norm["modality"] in ("must-not", "need-not") else ""
            phrase = f"{'intend' if is_plural else 'intends'} {negation}to {{do}}"
        return (
            subject
            + " "
            + phrase.format(
                do=verb_phrase,
                does=verb_phrase if is_plural else third_person(verb_phrase),
                do_not="do not" if is_plural else "does not",
                be="are" if is_plural else "is",
            )
        )

    def _passive(self, norm: NormRecord) -> str:
        be = "are" if self._are_plural(norm["object"]) else "is"
        participle = self.grammar["passives"][norm["act"]]
        status = f" as {self.status_text(norm['as'])}" if norm["as"] else ""
        phrase = PASSIVE_PHRASES[norm["modality"]].format(be=be, done=participle + status)
        return f"{self.join_phrases(norm['object'])} {phrase}"

    def _left_open(self, norm: NormRecord, agents: Sequence[str]) -> str:
        """What somebody leaves open about the doing of another, or what nobody named leaves open."""
        deciders = [bearer for bearer in norm["bearer"] if bearer not in ("anyone", "unnamed")]
        be = "are" if self._are_plural(deciders) else "is"
        opening = (
            f"{self.join_phrases(deciders)} {be} left to decide whether" if deciders else "it is left open whether"
        )
        if not agents and norm["object"] and norm["act"] in self.grammar["passives"]:
            return f"{opening} {self._passive({**norm, 'modality': 'declares'})}"
        verb_phrase = self._verb_phrase(norm, agents)
        if not agents:
            return f"{opening} to {verb_phrase}"
        does = verb_phrase if self._are_plural(agents) else third_person(verb_phrase)
        return f"{opening} {self.join_phrases(agents)} {does}"

    def _open_question(self, bearers: Sequence[str]) -> str:
        named = [bearer for bearer in bearers if bearer not in ("anyone", "unnamed")]
        if not named:
            return "it is left for later"
        return f"{self.join_phrases(named)} {'leave' if self._are_plural(named) else 'leaves'} it for later"

    def _verb_phrase(self, norm: NormRecord, doers: Sequence[str]) -> str:
        """The act with its objects and its status, in the base form of the verb."""
        pattern = self.grammar["phrases"].get(norm["act"], "")
        if not pattern or (not norm["object"] and "{object}" in pattern):
            pattern = self.word_label(norm["act"]) + (" {object}" if norm["object"] else "")
        if norm["as"] and "{as}" not in pattern:
            pattern += " as {as}"
        if not norm["beneficiary"]:
            pattern = pattern.replace(" to {beneficiary}", "")
        pattern = pattern if norm["as"] else pattern.replace(" as {as}", "").replace("{as}", "")
        is_reflexive = len(doers) == 1 and norm["object"] == list(doers)
        conjunction = "or" if norm["modality"] in NEGATIVE_MODALITIES else "and"
        reflexive = "themselves" if self._are_plural(doers) else "itself"
        objects = reflexive if is_reflexive else self.join_phrases(norm["object"], conjunction)
        fields = {
            "{object}": objects,
            "{as}": self.status_text(norm["as"]),
            "{beneficiary}": self.join_phrases(norm["beneficiary"]),
        }
        for field, text in fields.items():
            pattern = pattern.replace(field, text)
        if len(doers) == 1:
            pattern = pattern.replace(f"{self.phrase(doers[0])}'s ", "their " if self._are_plural(doers) else "its ")
        return " ".join(pattern.split())

    def status_text(self, statuses: Sequence[str]) -> str:
        """As what: a party stands for what is its own."""
        texts = []
        for status in statuses:
            phrase = self.phrase(status)
            is_party = phrase.removeprefix("the ")[:1].isupper()
            texts.append(f"{phrase}'{'' if phrase.endswith('s') else 's'}" if is_party else phrase)
        return join_words(texts, "or")

    # --- on what terms

    def _describe_terms(self, fields: NormFields, norm: NormRecord) -> tuple[list[str], list[str]]:
        """What follows the core of the sentence, and what stands in brackets at its end."""
        terms = fields["terms"]
        details = self._beneficiary_texts(norm)
        partners = [partner for partner in norm["with"] if partner not in norm["bearer"]]
        details += [f"together with {self.join_phrases(partners)}"] if partners else []
        conjunction = "or" if norm["modality"] in NEGATIVE_MODALITIES else "and"
        details += [self.join_phrases(terms["manner"], conjunction)] if terms["manner"] else []
        details += [self.join_phrases(terms["instrument"])] if terms["instrument"] else []
        brackets = []
        for name, quantity in terms["quantity"].items():
            phrase = self._quantity_phrase(name, quantity)
            if phrase:
                details.append(phrase)
            else:
                brackets.append(f"{self.word_label(name)}: {self._quantity_text(quantity)}")
        details += [f"with the consent of {self.join_phrases(terms['consent'])}"] if terms["consent"] else []
        return details, brackets

    def _beneficiary_texts(self, norm: NormRecord) -> list[str]:
        """For whom, where that is not plain from the act and its objects."""
        if "{beneficiary}" in self.grammar["phrases"].get(norm["act"], ""):
            return []
        objects = self.join_phrases(norm["object"])
        others = [word for word in norm["beneficiary"] if self.phrase(word) not in objects]
        return [f"for {self.join_phrases(others)}"] if others else []

    def _quantity_phrase(self, name: str, quantity: QuantityRecord) -> str:
        """A quantity that has a phrase of its own, such as `within 30 days`; empty for one without or of no figure."""
        phrase = self.grammar["phrases"].get(name, "")
        amount = amount_of_quantity(quantity)
        if not phrase or amount["unknown"] or quantity.get("of"):
            return ""
        start = self.phrase(quantity["from"]) if quantity.get("from") else ""
        if is_zero_amount(amount):
            is_exact = amount["low"] == amount["high"]
            return f"{'as soon as' if is_exact else 'before'} {start}" if start else self.amount_text(amount)
        figure = {**amount, "low": amount["high"]} if amount["high"] is not None else amount
        text = phrase.replace("{amount}", self.amount_text(amount)).replace("{figure}", self.amount_text(figure))
        return f"{text} from the time when {start}" if start else text

    def _quantity_text(self, quantity: QuantityRecord) -> str:
        text = self.amount_text(amount_of_quantity(quantity))
        share = f" of {self.phrase(quantity['of'])}" if quantity.get("of") else ""
        start = f", from the time when {self.phrase(quantity['from'])}" if quantity.get("from") else ""
        return text + share + start

    def _conditions_text(self, fields: NormFields) -> str:
        texts = []
        for kind, events in fields["conditions"].items():
            parts = [self._event_text(event) for event in events]
            conjunction = "or" if kind in ("unless", "void_if") else "and"
            texts.append(f"{CONDITION_WORDS.get(kind, kind)} {join_words(parts, conjunction)}")
        return "".join(f", {text}" for text in texts)

    def _event_text(self, event: str) -> str:
        return f"{self.clause_name(event)} applies" if "#" in event else self.phrase(event)

    # --- words

    def phrase(self, word: str) -> str:
        """A word as it stands inside a sentence."""
        default = {"anyone": "anyone", "unnamed": "somebody not named"}.get(word)
        return self.grammar["phrases"].get(word) or default or self.word_label(word)

    def join_phrases(self, words: Sequence[str], conjunction: str = "and") -> str:
        """Words joined by commas and `and`; who is not named beside others comes last."""
        if len(words) > 1 and "unnamed" in words:
            return join_words(
                [*(self.phrase(word) for word in words if word != "unnamed"), "others not named"], conjunction
            )
        return join_words([self.phrase(word) for word in words], conjunction)

    def _are_plural(self, words: Sequence[str]) -> bool:
        return len(words) > 1 or any(is_plural_phrase(self.phrase(word)) for word in words)


def join_words(texts: Sequence[str], conjunction: str) -> str:
    """Commas between the texts, and the conjunction before the last."""
    return f" {conjunction} ".join(filter(None, [", ".join(texts[:-1]), *texts[-1:]]))


def capitalise(text: str) -> str:
    """The text with a capital at its head; the rest stays as it is."""
    return text[:1].upper() + text[1:]


def is_plural_phrase(phrase: str) -> bool:
    """Whether the head of a phrase is plural: what stands before the first preposition ends in s."""
    head = HEAD_ENDING.split(phrase)[0].removeprefix("the ")
    is_name = all(word[:1].isupper() for word in head.split())
    is_singular = is_name or head.startswith(("a ", "an ")) or head.endswith(("ss", "us", "is"))
    return not is_singular and (head.endswith("s") or " and " in head)


def third_person(verb_phrase: str) -> str:
    """The phrase with its first word, a verb in the base form, in the third person singular."""
    verb, space, rest = verb_phrase.partition(" ")
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        conjugated = f"{verb[:-1]}ies"
    elif verb.endswith(("s", "x", "z", "ch", "sh", "o")):
        conjugated = f"{verb}es"
    else:
        conjugated = f"{verb}s"
    return conjugated + space + rest
