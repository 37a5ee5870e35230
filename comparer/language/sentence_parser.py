"""The norm that one English sentence states, in words: who is bound, how, to what, how much, by when, on what terms."""

from __future__ import annotations

from dataclasses import replace

from comparer.language.conditions import attach_start_events, split_conditions
from comparer.language.inflection import singular_form, verb_stem
from comparer.language.modality import ModalPhrase, first_modal_phrase, modal_phrases
from comparer.language.phrase_lists import longest_phrase_at, word_set
from comparer.language.quantities import QuantityPhrase, SentenceElement, parse_quantities
from comparer.language.roles import apply_object_negation, apply_subject_negation, to_active_voice
from comparer.language.sentence_norm import ParsedSentence, Tokens, UnparsableSentenceError, drop_placeholders
from comparer.model.norm import Modality
from comparer.resources.tables import load_table

__all__ = ["ParsedSentence", "UnparsableSentenceError", "parse_sentence"]


def parse_sentence(tokens: Tokens) -> ParsedSentence:
    """The norm of a sentence given as tokens. Raises UnreadableError where it is beyond the patterns."""
    _reject_unparsable(tokens)
    elements, conditions = split_conditions(attach_start_events(parse_quantities(tokens)))
    if deferral := _parse_deferral(tokens, elements):
        return deferral
    modal_phrase = first_modal_phrase(elements)
    if modal_phrase is None:
        raise UnparsableSentenceError("no-binding-word")
    if len(modal_phrases(elements)) > 1 or any(modal_phrases(condition) for _, condition in conditions):
        raise UnparsableSentenceError("several-norms")
    return _parse_norm(
        tokens, elements, modal_phrase, tuple((kind, " ".join(map(str, condition))) for kind, condition in conditions)
    )


def _reject_unparsable(tokens: Tokens) -> None:
    if any(sign in tokens for sign in "()[]{}/<>=+*"):
        raise UnparsableSentenceError("brackets")
    if any(longest_phrase_at(tokens, index, "drafting", "tangled") for index in range(len(tokens))):
        raise UnparsableSentenceError("unread-turn")
    if any(sign in tokens for sign in ";:") or "." in tokens:
        raise UnparsableSentenceError("several-sentences")


def _parse_deferral(tokens: Tokens, elements: list[SentenceElement]) -> ParsedSentence | None:
    """A sentence that leaves its matter to later: a verb of deciding in the passive, and a word that puts it off."""
    lists = load_table("drafting")["deferral"]
    deciding_indexes = [
        index
        for index, element in enumerate(tokens)
        if element in lists["verbs"] and tokens[index - 1 : index] in (("be",), ("is",), ("are",))
    ]
    is_put_off = bool(deciding_indexes) and any(element in lists["later"] for element in tokens[deciding_indexes[0] :])
    leaves_open = any(" ".join(tokens[index : index + 2]) in lists["phrases"] for index in range(len(tokens)))
    is_still_open = any(element in lists["later"] or element in lists["open"] for element in tokens)
    verb_index = next((index for index, element in enumerate(elements) if element in lists["verbs"]), len(elements))
    has_fixed_amount = any(
        isinstance(element, QuantityPhrase) and element.kind == "amount" for element in elements[verb_index:]
    )
    if has_fixed_amount or not (is_put_off or (leaves_open and is_still_open)):
        return None
    inner_norm_count = len(modal_phrases(elements)) - (tokens[:1] == ("whether",) or "whether" in tokens[:4])
    if inner_norm_count > 1 or any(element in ("not", "never") for element in tokens):
        raise UnparsableSentenceError("several-norms")
    return ParsedSentence(modality=Modality.DEFERS, predicate=tokens, content_stems=_collect_content_stems(tokens))


def _collect_content_stems(tokens: Tokens) -> frozenset[str]:
    """Stems of the words that carry the matter."""
    function_words = (
        word_set("languages", "english") | word_set("drafting", "prepositions") | word_set("drafting", "particles")
    )
    deferral_words = {*load_table("drafting")["deferral"]["verbs"], *load_table("drafting")["deferral"]["later"]}
    content_words = [
        word for token in tokens if token[0].isalpha() and token not in deferral_words for word in token.split("-")
    ]
    return frozenset(
        verb_stem(singular_form(word))[:6] for word in content_words if word not in function_words and len(word) > 2
    )


def _parse_norm(
    tokens: Tokens, elements: list[SentenceElement], modal_phrase: ModalPhrase, conditions: tuple[tuple[str, str], ...]
) -> ParsedSentence:
    fronted_phrase, subject = _split_fronted_phrase(elements[: modal_phrase.start])
    predicate_elements = [*elements[modal_phrase.end :], *([","] if fronted_phrase else []), *fronted_phrase]
    predicate, amounts, amounts_are_objects, times = _separate_quantities(predicate_elements, modal_phrase.is_passive)
    subject_tokens, subject_amounts, _, subject_times = _separate_quantities(subject, False)
    is_joined = bool({"and", "or", ","} & set(_trim_commas(predicate)))
    texts, manners = (predicate, ()) if is_joined else _split_manners(predicate, word_set("drafting", "adverbs"))
    modality, texts = apply_object_negation(modal_phrase.modality, _trim_commas(texts))
    if modal_phrase.is_passive and (not drop_placeholders(texts) or texts[0] == "#"):
        texts = ("be", *texts)
    if not drop_placeholders(texts) or texts[0] == "#" or modal_phrase.lacks_verb:
        raise UnparsableSentenceError("no-verb")
    bearer_tokens, modality = apply_subject_negation(_trim_commas(subject_tokens), modality)
    is_act_list = texts[1:2] in ((",",), ("and",), ("or",))  # a list of acts has no one verb
    parsed = ParsedSentence(
        modality=modality,
        nuance=modal_phrase.nuance,
        verb="" if is_act_list else verb_stem(texts[0]),
        has_auxiliary_be=modal_phrase.is_passive,
        predicate_template=texts if is_act_list else _trim_commas(texts[1:]),
        amounts=(*subject_amounts, *amounts),
        amounts_are_objects=(*(modal_phrase.is_passive for _ in subject_amounts), *amounts_are_objects),
        times=tuple(sorted((*subject_times, *times), key=str)),
        conditions=conditions,
        manners=frozenset(manners),
        content_stems=_collect_content_stems(tokens),
    )
    return _rewrite_exceed_as_cap(to_active_voice(parsed, bearer_tokens, texts[0]))


def _rewrite_exceed_as_cap(norm: ParsedSentence) -> ParsedSentence:
    """`shall not exceed 3 percent` is `shall be at most 3 percent`."""
    has_one_exact_amount = len(norm.amounts) == 1 and norm.amounts[0].bound == "exact"
    duty = {Modality.MUST_NOT: Modality.MUST, Modality.EXPECTS_NOT: Modality.EXPECTS}.get(norm.modality)
    if duty is None or norm.verb != verb_stem("exceed") or not has_one_exact_amount:
        return norm
    cap = replace(norm.amounts[0], bound="ceiling")
    return replace(norm, modality=duty, verb="be", has_auxiliary_be=True, amounts=(cap,))


def _split_fronted_phrase(elements: list[SentenceElement]) -> tuple[list[SentenceElement], list[SentenceElement]]:
    """A phrase with a preposition before the subject, up to its comma; and the subject."""
    if elements and elements[0] in word_set("drafting", "prepositions") and "," in elements:
        comma_index = elements.index(",")
        return elements[:comma_index], elements[comma_index + 1 :]
    return [], elements


def _separate_quantities(
    elements: list[SentenceElement], is_passive: bool
) -> tuple[Tokens, tuple[QuantityPhrase, ...], tuple[bool, ...], tuple[QuantityPhrase, ...]]:
    """Words with # for each amount, the amounts, whether each is what the verb acts on, and times.

    `of` after an amount goes with it. A time inside a list stays where it stands, for it may go with one part alone.
    """
    texts: list[str] = []
    amounts: list[QuantityPhrase] = []
    amounts_are_objects: list[bool] = []
    times: list[QuantityPhrase] = []
    list_markers = {"and", "or", ","} & {element for element in elements if isinstance(element, str)}
    for index, element in enumerate(elements):
        if isinstance(element, str):
            if element != "of" or texts[-1:] != ["#"]:
                texts.append(element)
        elif element.kind == "amount":
            amounts_are_objects.append(_is_verb_object(texts, is_passive))
            amounts.append(element)
            texts.append("#")
        else:
            times.append(element)
            if list_markers and 0 < index < len(elements) - 1 and elements[index + 1] != ",":
                texts.append("@")
    return tuple(texts), tuple(amounts), tuple(amounts_are_objects), tuple(times)


def _is_verb_object(previous_tokens: list[str], is_passive: bool) -> bool:
    if previous_tokens and previous_tokens[-1] == "by":
        return True
    return (
        not is_passive
        and len(previous_tokens) > 0
        and all(token in word_set("drafting", "particles") for token in previous_tokens[1:])
    )


def _split_manners(tokens: Tokens, manner_words: frozenset[str]) -> tuple[Tokens, Tokens]:
    return tuple(token for token in tokens if token not in manner_words), tuple(
        token for token in tokens if token in manner_words
    )


def _trim_commas(tokens: Tokens) -> Tokens:
    while tokens and tokens[0] == ",":
        tokens = tokens[1:]
    while tokens and tokens[-1] == ",":
        tokens = tokens[:-1]
    return tokens
