"""Who is bound and what is acted on: lists of names, passives turned round, negations that stand in either place."""

from __future__ import annotations

from dataclasses import replace

from comparer.language.inflection import canonical_word, singular_form
from comparer.language.phrase_lists import longest_phrase_at, word_set
from comparer.language.sentence_norm import (
    ParsedSentence,
    Tokens,
    UnparsableSentenceError,
    drop_placeholders,
    split_list,
)
from comparer.model.norm import Modality
from comparer.resources.tables import load_table


def apply_object_negation(modality: Modality, tokens: Tokens) -> tuple[Modality, Tokens]:
    """`pay no interest` forbids paying interest."""
    if len(tokens) > 2 and tokens[1] == "no" and tokens[2] != "longer":
        return _negate_modality(modality), (tokens[0], *tokens[2:])
    return modality, tokens


def apply_subject_negation(subject: Tokens, modality: Modality) -> tuple[Tokens, Modality]:
    """`No vessel shall`, `neither side may`: nobody must, so everybody must not."""
    if not subject or subject[0] not in word_set("drafting", "negating"):
        return subject, modality
    negated_modality = _negate_modality(modality)
    quantifier = "both" if subject[0] == "neither" else "all"
    return (quantifier, *("and" if token == "nor" else token for token in subject[1:])), negated_modality


def _negate_modality(modality: Modality) -> Modality:
    """The modality of a sentence in which a word such as `no` denies the whole."""
    negated_value = load_table("modals")["negated"].get(modality.value)
    if negated_value is None or modality in (Modality.MUST_NOT, Modality.NEED_NOT):
        raise UnparsableSentenceError("two-negations")
    return Modality(negated_value)


def to_active_voice(norm: ParsedSentence, subject: Tokens, verb_form: str) -> ParsedSentence:
    """The sentence in the active voice: of a passive, the subject is what is acted on and `by` names who is bound."""
    if not norm.has_auxiliary_be or not _is_participle(verb_form):
        return _assign_bearers(norm, subject)
    agent, remaining_tokens = _split_agent(norm.predicate_template)
    template = _normalise_predicate((*_subject_as_object(subject), *remaining_tokens))
    active_norm = replace(
        norm,
        has_auxiliary_be=False,
        predicate_template=template,
        predicate=_normalise_predicate(drop_placeholders(template)),
    )
    return _assign_bearers(active_norm, agent) if agent else active_norm


def _is_participle(verb_form: str) -> bool:
    return verb_form.endswith("ed") or verb_form in word_set("drafting", "irregular")


def _subject_as_object(subject: Tokens) -> Tokens:
    if subject[:1] and subject[0] in word_set("drafting", "universal"):
        return ("all", *subject[1:-1], singular_form(subject[-1])) if len(subject) > 1 else subject
    return subject


def _split_agent(tokens: Tokens) -> tuple[Tokens, Tokens]:
    """Who acts in a passive sentence, and the rest of it."""
    if "by" not in tokens:
        return (), tokens
    start = tokens.index("by")
    end = start + 1
    while end < len(tokens) and tokens[end] not in word_set("drafting", "prepositions") and tokens[end] != ",":
        end += 1
    return tokens[start + 1 : end], (*tokens[:start], *tokens[end:])


def _assign_bearers(norm: ParsedSentence, subject: Tokens) -> ParsedSentence:
    if any(token in word_set("drafting", "pronouns") for token in subject[:1]):
        raise UnparsableSentenceError("pronoun-bearer")
    if any(token in word_set("drafting", "negations") for token in subject):
        raise UnparsableSentenceError("negated-bearer")
    exceptions: tuple[str, ...] = ()
    for index in range(1, len(subject)):
        if phrase := longest_phrase_at(subject, index, "drafting", "except"):
            if index + len(phrase) == len(subject):
                raise UnparsableSentenceError("exception-unnamed")
            exceptions = split_bearers(subject[index + len(phrase) :])[0]
            subject = subject[:index]
            break
    bearers, link = split_bearers(subject)
    return replace(
        norm,
        bearers=bearers,
        bearer_link=link,
        exceptions=exceptions,
        predicate_template=_normalise_predicate(norm.predicate_template),
        predicate=_normalise_predicate(drop_placeholders(norm.predicate_template)),
    )


def _normalise_predicate(tokens: Tokens) -> Tokens:
    """The same words for the same: synonyms, and `all` for each and every before what is acted on."""
    tokens = tuple(canonical_word(token) for token in tokens)
    is_universal = tokens[:1] and tokens[0] in ("every", "each", "all")
    if len(tokens) > 1 and (is_universal or tokens[0] in word_set("drafting", "partial")):
        end = next(
            (index for index in range(1, len(tokens)) if tokens[index] in word_set("drafting", "prepositions")),
            len(tokens),
        )
        return (
            "all" if is_universal else tokens[0],
            *tokens[1 : end - 1],
            singular_form(tokens[end - 1]),
            *tokens[end:],
        )
    return tokens


def split_bearers(subject: Tokens) -> tuple[tuple[str, ...], str]:
    """The parts of a list of those who are bound, each in one form, sorted; and the word that joins them."""
    items, link = split_list(subject)
    return tuple(sorted({_normalise_bearer(item) for item in items if item})), "or" if link == "or" else ""


def _normalise_bearer(tokens: Tokens) -> str:
    """`every vessel`, `a vessel`, `vessels` in one form; `the vessels` is another, for it points at known ones."""
    if tokens[0] in ("both", "neither"):
        tokens = ("both", *tokens[1:])
    elif tokens[0] in word_set("drafting", "universal") and tokens[1:2] not in ((), ("the",), ("a",), ("an",)):
        tokens = tokens[1:]
    elif tokens[0] == "the":
        return " ".join(tokens)
    return " ".join((*tokens[:-1], singular_form(tokens[-1])))
