"""Two sentences as two actions of the algebra. What the words leave open is a `DoubtError`, never a guess."""

from __future__ import annotations

from dataclasses import dataclass, replace

from comparer.language.inflection import singular_form
from comparer.language.modality import contrary_modality
from comparer.language.phrase_lists import word_set
from comparer.language.sentence_parser import ParsedSentence
from comparer.model.norm import UNNAMED, Condition, ConditionKind, Modality, Norm, NormTerms
from comparer.norms.canonical import CanonicalNorm, to_canonical_norm
from comparer.norms.from_text.amounts import QuantitiesByKey, amount_intervals, time_intervals
from comparer.norms.from_text.phrases import (
    AmbiguousWordingError,
    ListPair,
    are_contrasted,
    parse_list_pair,
    settled_choices,
    strip_shared_ends,
)
from comparer.norms.from_text.text_vocabulary import DUTY_MODALITIES, PERIOD, TEXT_VOCABULARY
from comparer.norms.intervals import Comparison, compare_scopes
from comparer.norms.vocabulary import Scope
from comparer.resources.tables import load_table

FORBIDDING_MODALITIES = frozenset({Modality.MUST_NOT, Modality.EXPECTS_NOT})
CONDITION_KINDS = {
    "without": ConditionKind.UNLESS,
    "when": ConditionKind.WHEN,
    "after": ConditionKind.WHEN,
    "until": ConditionKind.UNTIL,
    "unless": ConditionKind.UNLESS,
}

__all__ = ["AmbiguousWordingError", "to_canonical_norms"]

SetPair = tuple[frozenset[str], frozenset[str]]
WordsPair = tuple[tuple[str, ...], tuple[str, ...]]
"""The words to show for either side."""


@dataclass(frozen=True, slots=True)
class SentenceScopes:
    """Bearers and objects of both sides, with the words to show for each; `act` is what both are said to do."""

    bearers: SetPair
    objects: SetPair
    bearer_words: WordsPair
    object_words: WordsPair


def to_canonical_norms(
    left: ParsedSentence, right: ParsedSentence
) -> tuple[CanonicalNorm, CanonicalNorm, tuple[str, ...]]:
    """The two sentences ready to be related, and what to bear in mind. Raises DoubtError where words leave it open."""
    if Modality.DEFERS in (left.modality, right.modality):
        return _deferral_norms(left, right)
    left, right = _resolve_negative_prefix(left, right)
    _require_same_nuance(left, right)
    scopes = _build_scopes(left, right)
    amounts = amount_intervals(left, right)
    conditions = _convert_conditions(left, right)
    left_norm = _build_sentence_norm(left, scopes, 0, {**amounts[0], **time_intervals(left, right)}, conditions[0])
    right_norm = _build_sentence_norm(right, scopes, 1, {**amounts[1], **time_intervals(right, left)}, conditions[1])
    return left_norm, right_norm, ()


def _deferral_norms(
    left: ParsedSentence, right: ParsedSentence
) -> tuple[CanonicalNorm, CanonicalNorm, tuple[str, ...]]:
    if left.modality is right.modality:
        raise AmbiguousWordingError("both-defer")
    if len(left.content_stems & right.content_stems) < min(2, len(left.content_stems), len(right.content_stems)):
        raise AmbiguousWordingError("few-shared-words")
    bare_norm = Norm(bearers=(UNNAMED,), modality=Modality.DEFERS)
    left_norm, right_norm = (
        to_canonical_norm(replace(bare_norm, modality=sentence.modality), TEXT_VOCABULARY) for sentence in (left, right)
    )
    return left_norm, right_norm, ("shared-words-may-mislead",)


def _resolve_negative_prefix(left: ParsedSentence, right: ParsedSentence) -> tuple[ParsedSentence, ParsedSentence]:
    """`be unarmed` against `be armed` is not being armed."""
    for prefix in load_table("drafting")["negative_prefixes"]:
        if left.verb == prefix + right.verb:
            return _negate_sentence(left, right.verb), right
        if right.verb == prefix + left.verb:
            return left, _negate_sentence(right, left.verb)
    return left, right


def _negate_sentence(sentence: ParsedSentence, plain_verb: str) -> ParsedSentence:
    modality = contrary_modality(sentence.modality)
    if modality is None:
        raise AmbiguousWordingError("negation-not-weighed", sentence.verb, plain_verb)
    return replace(sentence, modality=modality, verb=plain_verb)


def _require_same_nuance(left: ParsedSentence, right: ParsedSentence) -> None:
    if "tangled" in (left.nuance, right.nuance):
        raise AmbiguousWordingError("two-binding-words")
    if left.modality is right.modality and left.nuance != right.nuance:
        raise AmbiguousWordingError("binding-words-differ", word=left.nuance or right.nuance)
    if left.manners != right.manners:
        raise AmbiguousWordingError("manner-differs", " ".join(sorted(left.manners)), " ".join(sorted(right.manners)))


def _build_scopes(left: ParsedSentence, right: ParsedSentence) -> SentenceScopes:
    bearers = _bearer_sets(left, right)
    if _has_swapped_roles(left, right):
        objects = frozenset({" ".join(left.predicate)}), frozenset({" ".join(right.predicate)})
        return SentenceScopes(
            bearers,
            objects,
            (_bearer_words(left), _bearer_words(right)),
            (_predicate_words(left), _predicate_words(right)),
        )
    comparison = compare_scopes(Scope(bearers[0]), Scope(bearers[1]))
    if bool(left.bearers) != bool(right.bearers):
        raise AmbiguousWordingError("bearer-left-out", _join_bearers(left), _join_bearers(right), "bearer")
    if comparison in (Comparison.DISJOINT, Comparison.OVERLAPPING) and not _has_contrasting_bearers(left, right):
        raise AmbiguousWordingError("bearer-in-other-words", _join_bearers(left), _join_bearers(right), "bearer")
    if left.verb != right.verb and not TEXT_VOCABULARY.are_exclusive(left.verb, right.verb):
        raise AmbiguousWordingError("acts-in-other-words", left.verb, right.verb, "act")
    objects, object_words = _object_sets(left, right)
    return SentenceScopes(bearers, objects, (_bearer_words(left), _bearer_words(right)), object_words)


def _predicate_words(sentence: ParsedSentence) -> tuple[str, ...]:
    return (" ".join(sentence.predicate),)


def _bearer_words(sentence: ParsedSentence) -> tuple[str, ...]:
    """Those bound as shown; a list with `or`, or with exceptions, is one phrase."""
    if sentence.bearer_link or sentence.exceptions:
        phrase = f" {sentence.bearer_link or 'and'} ".join(sentence.bearers)
        return (" except ".join((phrase, *(" and ".join(sentence.exceptions),) * bool(sentence.exceptions))),)
    return sentence.bearers


def _join_bearers(sentence: ParsedSentence) -> str:
    return ", ".join(sentence.bearers) or UNNAMED


def _bearer_sets(left: ParsedSentence, right: ParsedSentence) -> SetPair:
    """Those bound on each side; who is excepted on one side alone is counted in on the other."""
    if left.bearer_link != right.bearer_link and len(left.bearers) > 1 and len(right.bearers) > 1:
        raise AmbiguousWordingError("bearers-joined-otherwise", _join_bearers(left), _join_bearers(right), "bearer")
    if (left.bearer_link or right.bearer_link) and left.bearers != right.bearers:
        raise AmbiguousWordingError("any-of-several-bound", _join_bearers(left), _join_bearers(right), "bearer")
    all_exceptions = {*left.exceptions, *right.exceptions}
    left_bearers, right_bearers = (
        frozenset({*sentence.bearers, *(f"{name}*" for name in all_exceptions - {*sentence.exceptions})})
        for sentence in (left, right)
    )
    for a, b in ((left, right), (right, left)):
        if len(a.bearers) == len(b.bearers) == 1 and _is_partial_phrase(a.bearers[0].split(), b.bearers[0].split()):
            both_bearers = frozenset({*a.bearers, *b.bearers})
            return (
                (left_bearers, right_bearers | both_bearers)
                if a is left
                else (left_bearers | both_bearers, right_bearers)
            )
    return left_bearers, right_bearers


def _is_partial_phrase(part: list[str], whole: list[str]) -> bool:
    """`some members` against `members`."""
    return part[:1] != whole[:1] and part[0] in word_set("drafting", "partial") and part[1:] == whole


def _has_contrasting_bearers(left: ParsedSentence, right: ParsedSentence) -> bool:
    return len(left.bearers) == len(right.bearers) == 1 and are_contrasted(
        left.bearers[0].split(), right.bearers[0].split()
    )


def _has_swapped_roles(left: ParsedSentence, right: ParsedSentence) -> bool:
    """Whether the same words stand on both sides, and those who are bound have changed places with others."""
    if left.verb != right.verb or not left.bearers or not right.bearers or set(left.bearers) & set(right.bearers):
        return False
    left_words, right_words = _sorted_content_words(left), _sorted_content_words(right)
    return left_words == right_words and left.predicate != right.predicate and left.amounts == right.amounts


def _sorted_content_words(sentence: ParsedSentence) -> list[str]:
    bearer_words = [word for bearer in sentence.bearers for word in bearer.split()]
    return sorted(
        singular_form(word)
        for word in (*bearer_words, *sentence.predicate)
        if word not in word_set("drafting", "universal")
    )


def _object_sets(left: ParsedSentence, right: ParsedSentence) -> tuple[SetPair, WordsPair]:
    """What is acted on: sets of phrases, and the words to show."""
    left_row, right_row = (
        (left.predicate_template, right.predicate_template)
        if left.amounts and right.amounts
        else (left.predicate, right.predicate)
    )
    if left_row == right_row:
        shared_object = frozenset({" ".join(left_row)})
        return (shared_object, shared_object), (_predicate_words(left), _predicate_words(right))
    list_pair = parse_list_pair(left_row, right_row)
    if list_pair is not None:
        return _list_item_sets(left, right, list_pair)
    left_rest, right_rest = strip_shared_ends(left_row, right_row)
    shown_words = ((" ".join(left_rest),), (" ".join(right_rest),))
    if {*left_rest, *right_rest} & word_set("drafting", "negations"):
        raise AmbiguousWordingError("negation-moved", *(phrase_words[0] for phrase_words in shown_words))
    for part, whole in ((left_rest, right_rest), (right_rest, left_rest)):
        if len(part) == len(whole) == 1 and part[0] in word_set("drafting", "partial") and whole[0] == "all":
            narrow, wide = frozenset({"some"}), frozenset({"some", "all"})
            return ((narrow, wide) if part is left_rest else (wide, narrow)), shown_words
    if are_contrasted(left_rest, right_rest):
        return (frozenset(left_rest), frozenset(right_rest)), shown_words
    raise AmbiguousWordingError("words-differ", shown_words[0][0], shown_words[1][0])


def _list_item_sets(left: ParsedSentence, right: ParsedSentence, list_pair: ListPair) -> tuple[SetPair, WordsPair]:
    head, left_items, right_items, left_link, right_link = list_pair
    if "between" in head and left_items != right_items:
        raise AmbiguousWordingError("middle-changed")
    shown_words = _list_words(left_items, left_link), _list_words(right_items, right_link)
    if {word for item in left_items ^ right_items for word in item} & (
        word_set("drafting", "negations") | {"#", "@", "between"}
    ):
        raise AmbiguousWordingError("list-with-negation", ", ".join(shown_words[0]), ", ".join(shown_words[1]))
    if left.modality in DUTY_MODALITIES and right.modality in DUTY_MODALITIES:
        item_sets = (
            settled_choices(left_items, left_items | right_items, left_link if len(left_items) > 1 else "and"),
            settled_choices(right_items, left_items | right_items, right_link if len(right_items) > 1 else "and"),
        )
    elif left_link and right_link and left_link != right_link:
        raise AmbiguousWordingError("and-became-or", left_link, right_link)
    elif (
        left_items != right_items
        and "and" in (left_link, right_link)
        and {left.modality, right.modality} != {Modality.MAY}
    ):
        raise AmbiguousWordingError(
            "each-or-together",
            ", ".join(shown_words[0]),
            ", ".join(shown_words[1]),
        )
    else:
        item_sets = frozenset(map(" ".join, left_items)), frozenset(map(" ".join, right_items))
    if compare_scopes(Scope(item_sets[0]), Scope(item_sets[1])) not in (
        Comparison.SAME,
        Comparison.WIDER,
        Comparison.NARROWER,
    ):
        raise AmbiguousWordingError("lists-differ-twice", ", ".join(shown_words[0]), ", ".join(shown_words[1]))
    return item_sets, shown_words


def _list_words(parts: frozenset[tuple[str, ...]], link: str) -> tuple[str, ...]:
    names = tuple(sorted(map(" ".join, parts)))
    return (" or ".join(names),) if link == "or" else names


def _convert_conditions(
    left: ParsedSentence, right: ParsedSentence
) -> tuple[tuple[Condition, ...], tuple[Condition, ...]]:
    left_phrases, right_phrases = set(left.conditions), set(right.conditions)
    changed_phrases = left_phrases ^ right_phrases
    if left_phrases and right_phrases and changed_phrases:
        raise AmbiguousWordingError("conditions-differ", _join_conditions(left), _join_conditions(right), "condition")
    if any(kind not in CONDITION_KINDS for kind, _ in changed_phrases):
        raise AmbiguousWordingError(
            "condition-not-plain",
            _join_conditions(left),
            _join_conditions(right),
            "condition",
        )
    if (
        any(kind == "without" for kind, _ in changed_phrases)
        and not {left.modality, right.modality} <= FORBIDDING_MODALITIES
    ):
        raise AmbiguousWordingError("consent-not-plain", _join_conditions(left), _join_conditions(right), "condition")
    left_conditions, right_conditions = (
        tuple(
            Condition(kind=CONDITION_KINDS.get(kind, ConditionKind.WHEN), event=event)
            for kind, event in sorted(phrases)
        )
        for phrases in (left_phrases, right_phrases)
    )
    return left_conditions, right_conditions


def _join_conditions(sentence: ParsedSentence) -> str:
    return "; ".join(f"{kind} {event}" for kind, event in sentence.conditions)


def _build_sentence_norm(
    sentence: ParsedSentence,
    scopes: SentenceScopes,
    side_index: int,
    quantities: QuantitiesByKey,
    conditions: tuple[Condition, ...],
) -> CanonicalNorm:
    norm = Norm(
        bearers=scopes.bearer_words[side_index] or (UNNAMED,),
        modality=sentence.modality,
        act=sentence.verb,
        objects=scopes.object_words[side_index],
        terms=NormTerms(quantities=tuple(quantity for _, quantity in quantities.values())),
        conditions=conditions,
    )
    bearers = Scope(scopes.bearers[side_index] or frozenset({UNNAMED}))
    return replace(
        to_canonical_norm(norm, TEXT_VOCABULARY),
        bearers=bearers,
        agents=Scope(frozenset()),
        objects=Scope(scopes.objects[side_index]),
        amounts={key: interval for key, (interval, _) in quantities.items() if key[0] != PERIOD},
        periods={key: interval for key, (interval, _) in quantities.items() if key[0] == PERIOD},
    )
