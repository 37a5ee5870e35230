"""What a change of wording alone comes to, where a clause has no norm yet. Read, never certain: basis text.

A relation is given only where everything that differs was read and a rule says what it does; otherwise it is `unclear`,
with the differences that were found as facts. Texts that differ in more than typography are never `same`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from comparer.language.dependency_parse import has_parser
from comparer.language.frame import Frame, UnreadableSentenceError
from comparer.language.phrase_lists import word_set
from comparer.language.read_frame import MAX_SENTENCE_CHARS, read_frame_pair, read_frames, try_read_frames
from comparer.language.tokenizer import fold_typography, is_english, tokenise_text
from comparer.model.explanation import Argument, Explanation, Term, explain
from comparer.model.findings import Change, Judgement
from comparer.model.norm import Modality
from comparer.model.relation import Basis, Confidence, Relation
from comparer.norms.from_text.compare_cases import compare_grown_cases, find_restriction
from comparer.norms.from_text.compare_choices import compare_choices
from comparer.norms.from_text.compare_lists import compare_grown_lists
from comparer.norms.from_text.deferrals import is_deferral, leaves_figure_open
from comparer.norms.from_text.facts import find_facts
from comparer.norms.from_text.joined_norms import find_added_norm, pair_norms
from comparer.norms.from_text.like_sentences import align_sentences, join_norms_of_subject
from comparer.norms.from_text.relate_frames import compare_frames, pair_by_act
from comparer.norms.from_text.shared_ends import shorten_pair
from comparer.norms.from_text.text_vocabulary import reverse_direction
from comparer.norms.from_text.unread_words import (
    content_words,
    has_unread_difference,
    ranks_otherwise,
    restricts_otherwise,
)
from comparer.norms.tables import BURDEN_MODALITIES

NO_PARSER_REASON = Explanation("reason.text.no-parser")

_SENTENCE_BREAK = re.compile(r"(?<=[.;!?])\s+(?=[A-Z(\[\d])")
_UNIT_AFTER_FIGURE = re.compile(r"\d\s?([A-Za-z]{2,3})\b")
_LIMIT = re.compile(
    r"(this|the foregoing|paragraph \w+|this (rule|paragraph|provision)) (does|shall) not apply (to|in|where|if)\b",
    re.I,
)
_WEIGHTLESS = Relation.REWORDED
_DIRECTIONS = frozenset({Relation.REWORDED, Relation.STRICTER, Relation.LOOSER, Relation.MIXED})
"""What the norms of one sentence may each have become, for an answer on all of them."""


def relate_texts(left: str, right: str) -> Judgement:
    """The relation of two texts, from left to right. Total; `relate_texts(b, a)` mirrors `relate_texts(a, b)`."""
    if left != right and _differs_in_unit_case(left, right):
        return _unclear_judgement(text_reason("unit-capitals"), find_facts(left, right))
    if left == right or _without_end(left) == _without_end(right):
        return Judgement(
            relation=Relation.SAME,
            basis=Basis.TEXT,
            confidence=Confidence.MEDIUM,
            reason=Explanation("reason.same-words"),
        )
    left_sentences, right_sentences = _changed_sentences(left, right)
    if not left_sentences and not right_sentences:
        return _relate_repeated_sentences(left, right)
    if len(left_sentences) + len(right_sentences) == 1:
        return _relate_added_sentence(
            (left_sentences or right_sentences)[0],
            bool(left_sentences),
            find_facts(left, right),
            max(left, right, key=len),
        )
    left_sentences, right_sentences = join_norms_of_subject(left_sentences, right_sentences)
    left_sentence, right_sentence = " ".join(left_sentences), " ".join(right_sentences)
    reason = _reason_to_decline(left_sentence, right_sentence)
    if reason:
        return _unclear_judgement(reason, find_facts(left, right))
    left_sentence, right_sentence = align_sentences(left_sentence, right_sentence)
    if left_sentence == right_sentence:
        return _text_judgement(Relation.REWORDED, (), Confidence.LOW)
    facts = find_facts(left, right)
    judgement = _relate_sentences(left_sentence, right_sentence, facts)
    if judgement.relation is not Relation.UNCLEAR:
        return judgement
    answer = _relate_shortened(left_sentence, right_sentence, facts)
    answer = answer or _relate_norms_apart(left_sentence, right_sentence, facts)
    answer = answer or _relate_added_norm(left_sentence, right_sentence)
    return judgement if answer is None else replace(answer, confidence=Confidence.LOW)


def _relate_shortened(left: str, right: str, facts: tuple[Change, ...]) -> Judgement | None:
    """The answer to two sentences without what they share, or None."""
    shorter = (_relate_sentences(*pair, facts) for pair in shorten_pair(left, right))
    return next((entry for entry in shorter if entry.relation not in (Relation.UNCLEAR, Relation.REWORDED)), None)


def _relate_added_norm(left: str, right: str) -> Judgement | None:
    """The answer where one sentence has one norm more and is else the same; None where that norm is not read."""
    norm = find_added_norm(left, right)
    if norm is None or _reason_to_decline(norm, norm):
        return None
    frames = try_read_frames(norm)
    if not frames or any(_rules_on_norm(frame, norm, max(left, right, key=len)) for frame in frames):
        return None
    changes = tuple(_added_norm_change(frame, is_gone=len(left) > len(right)) for frame in frames)
    relation = combine_text_effects(changes)
    return None if relation is Relation.UNCLEAR else _text_judgement(relation, changes, Confidence.LOW)


def _relate_norms_apart(left: str, right: str, facts: tuple[Change, ...]) -> Judgement | None:
    """The answer to the norms of two sentences, each compared with its like; None where one of them is unclear."""
    answers: list[Judgement] = []
    for pair in pair_norms(left, right):
        if pair[0] == pair[1]:
            continue
        answer = _relate_sentences(*pair, facts)
        if answer.relation is Relation.UNCLEAR:
            answer = _relate_shortened(*pair, facts) or answer
        if answer.relation not in _DIRECTIONS:
            return None
        answers.append(answer)
    changes = tuple(change for answer in answers for change in answer.changes)
    has_moved = {change.before for change in changes if not change.after} & {
        change.after for change in changes if not change.before
    }
    relation = combine_text_effects(changes)
    is_told = changes and not has_moved and relation is not Relation.UNCLEAR
    return _text_judgement(relation, changes, Confidence.LOW) if is_told else None


def _relate_sentences(left: str, right: str, facts: tuple[Change, ...]) -> Judgement:
    judgement = _relate_read_sentences(left, right, facts)
    if judgement.relation is not Relation.UNCLEAR:
        return judgement
    case = compare_grown_cases(left, right) or compare_grown_lists(left, right)
    if case is not None:
        return _text_judgement(case.effect, (case,), Confidence.LOW)
    return _relate_restricted(left, right, facts) or judgement


def _relate_restricted(left: str, right: str, facts: tuple[Change, ...]) -> Judgement | None:
    """The answer where one side has one `only` more: what it does, where all else that differs does the same."""
    restriction = find_restriction(left, right)
    if restriction is None:
        return None
    pair, change = restriction
    if fold_typography(pair[0]) == fold_typography(pair[1]):
        return _text_judgement(change.effect, (change,), Confidence.LOW)
    rest = _relate_read_sentences(*pair, facts)
    if rest.relation is Relation.UNCLEAR and (case := compare_grown_cases(*pair)):
        rest = _text_judgement(case.effect, (case,), Confidence.LOW)
    return (
        _text_judgement(rest.relation, (change, *rest.changes), Confidence.LOW)
        if rest.relation is change.effect
        else None
    )


def _relate_read_sentences(left: str, right: str, facts: tuple[Change, ...]) -> Judgement:
    if choice := compare_choices(left, right):
        if choice.effect is Relation.UNCLEAR:
            return _unclear_judgement(text_reason("difference-unweighed", facet=Term("facet", choice.facet)), (choice,))
        return _text_judgement(choice.effect, (choice,), Confidence.LOW)
    try:
        left_frames, right_frames = read_frame_pair(left, right)
    except UnreadableSentenceError as error:
        return _deferral_judgement(left, right) or _unclear_judgement(unreadable_reason(error), facts)
    judgement = _deferral_judgement(left, right) or _relate_frame_lists(left_frames, right_frames, facts)
    sides = (left, left_frames), (right, right_frames)
    is_reworded = judgement.relation is Relation.REWORDED
    if is_reworded and (has_unread_difference(*sides) or ranks_otherwise(left, right) or restricts_otherwise(*sides)):
        return _unclear_judgement(text_reason("words-unread"), facts)
    return judgement


def _without_end(text: str) -> tuple[str, ...]:
    """The words of a text without the stop at its end, which shows its place in a list alone."""
    return fold_typography(text.rstrip().rstrip(".;,").rstrip() or text)


def _differs_in_unit_case(left: str, right: str) -> bool:
    """Whether short words after figures differ in capitals alone (5 MW, 5 mW), where not the whole text does."""
    units = [_UNIT_AFTER_FIGURE.findall(text) for text in (left, right)]
    is_same_word = [unit.casefold() for unit in units[0]] == [unit.casefold() for unit in units[1]]
    return units[0] != units[1] and is_same_word and not (left.isupper() or right.isupper())


def text_reason(reason_id: str, **arguments: Argument) -> Explanation:
    """Why nothing is told of two texts, or one is not read: a message under `reason.text` with its arguments."""
    return explain(f"reason.text.{reason_id}", **arguments)


def unreadable_reason(error: UnreadableSentenceError) -> Explanation:
    """Why a sentence was not read, with the word that stood in the way where one did."""
    return text_reason(error.reason, word=error.word) if error.word else text_reason(error.reason)


def _reason_to_decline(left: str, right: str) -> Explanation | None:
    if not (tokenise_text(left) and tokenise_text(right)):
        return text_reason("no-text")
    if not has_parser():
        return NO_PARSER_REASON
    if max(len(left), len(right)) > MAX_SENTENCE_CHARS:
        return text_reason("too-long")
    if not (is_english(left) and is_english(right)):
        return text_reason("not-english")
    return None


def read_clause_frames(text: str) -> tuple[Frame, ...] | str:
    """The norms of a clause of one sentence; or the id of the reason why they are not read."""
    if len(split_sentences(text)) != 1:
        return "several-sentences"
    if reason := _reason_to_decline(text, text):
        return reason.rule.removeprefix("reason.text.")
    try:
        return read_frames(text)
    except UnreadableSentenceError as error:
        return error.reason


def split_sentences(text: str) -> list[str]:
    """The sentences of a text, each with its stop."""
    return _SENTENCE_BREAK.split(text.strip())


def _changed_sentences(left: str, right: str) -> tuple[list[str], list[str]]:
    """The sentences of either side that the other side does not have too."""
    left_sentences, right_sentences = (_SENTENCE_BREAK.split(text.strip()) for text in (left, right))
    folded_left, folded_right = (
        [fold_typography(entry) for entry in side] for side in (left_sentences, right_sentences)
    )
    return (
        [entry for entry, folded in zip(left_sentences, folded_left, strict=True) if folded not in folded_right],
        [entry for entry, folded in zip(right_sentences, folded_right, strict=True) if folded not in folded_left],
    )


def _relate_repeated_sentences(left: str, right: str) -> Judgement:
    """The same sentences in another order, or one of them more than once."""
    if max(map(len, (left, right))) > 4 * MAX_SENTENCE_CHARS or re.search(
        r"\b(it|they|this|these|such|former|latter)\b", left, re.I
    ):
        return _unclear_judgement(text_reason("sentence-order"), find_facts(left, right))
    return _text_judgement(Relation.REWORDED, (), Confidence.LOW)


def _limited_norm(sentence: str, whole: str) -> Frame | None:
    """The one norm beside a sentence such as `This does not apply to fines`, which takes from it."""
    others = [entry for entry in _SENTENCE_BREAK.split(whole.strip()) if entry.strip() != sentence.strip()]
    if _LIMIT.match(sentence) is None or len(others) != 1:
        return None
    frames = try_read_frames(others[0])
    return frames[0] if len(frames) == 1 else None


def _limit_judgement(frame: Frame, sentence: str, is_gone: bool) -> Judgement:
    relation = Relation.LOOSER if frame.modality in BURDEN_MODALITIES else Relation.STRICTER
    relation = reverse_direction(relation) if is_gone else relation
    before, after = (sentence, "") if is_gone else ("", sentence)
    change = Change(facet="condition", before=before, after=after, effect=relation, rule="change-condition")
    return _text_judgement(relation, (change,), Confidence.LOW)


def _relate_added_sentence(sentence: str, is_gone: bool, facts: tuple[Change, ...], whole: str) -> Judgement:
    """What a sentence that only one side has adds or takes away."""
    reason = _reason_to_decline(sentence, sentence)
    if not reason and (limited := _limited_norm(sentence, whole)):
        return _limit_judgement(limited, sentence, is_gone)
    try:
        frames = () if reason else read_frames(sentence)
    except UnreadableSentenceError as error:
        reason = unreadable_reason(error)
    if reason:
        return _unclear_judgement(reason, facts)
    if any(_rules_on_norm(frame, sentence, whole) for frame in frames):
        return _unclear_judgement(text_reason("sentence-unweighed"), facts)
    changes = tuple(_added_norm_change(frame, is_gone) for frame in frames)
    relation = combine_text_effects(changes)
    if relation is Relation.UNCLEAR or not changes:
        return _unclear_judgement(text_reason("sentence-unweighed"), facts)
    return _text_judgement(relation, changes, Confidence.LOW)


def _rules_on_norm(frame: Frame, sentence: str, whole: str) -> bool:
    """Whether a sentence asks to review the rule that stands beside it, or leaves to end it, and nothing of its own."""
    if frame.verb not in word_set("governors", "acts_on_norms"):
        return False
    others = set(tokenise_text(whole.replace(sentence, " ")))
    named = {item.head for item in frame.objects.items} | {word for entry in frame.adjuncts for word in entry.words}
    return not named or bool(named & (word_set("governors", "names_of_norms") | others))


def _deferral_judgement(left: str, right: str) -> Judgement | None:
    """Whether one side leaves to later what the other settles."""
    is_deferred = (
        is_deferral(left) or leaves_figure_open(left, right),
        is_deferral(right) or leaves_figure_open(right, left),
    )
    if is_deferred[0] == is_deferred[1] or _decide_alike(left, right):
        return None
    shared = content_words(left) & content_words(right)
    if not shared:
        return _unclear_judgement(text_reason("few-shared-words"), find_facts(left, right))
    relation = Relation.SETTLED if is_deferred[0] else Relation.DEFERRED
    change = Change(facet="modality", before=left, after=right, effect=relation, rule="change-modality")
    return _text_judgement(relation, (change,), Confidence.LOW)


def _decide_alike(left: str, right: str) -> bool:
    """Whether the same people settle their matter on both sides, here or there: in talks, in court."""
    words = [
        [word for word in tokenise_text(text) if word in word_set("drafting", "deciding")] for text in (left, right)
    ]
    return bool(words[0]) and words[0][:1] == words[1][:1]


def _relate_frame_lists(left: Sequence[Frame], right: Sequence[Frame], facts: tuple[Change, ...]) -> Judgement:
    """Norms with one act answer each other; one that only one side has is added or dropped."""
    if any(frame.choice for frame in (*left, *right)):
        return _relate_choices(left, right, facts)
    unmatched_left = [frame for frame in left if frame not in right]
    unmatched_right = [frame for frame in right if frame not in left]
    changes: list[Change] = []
    if _has_moved_part(left, right):
        return _unclear_judgement(text_reason("part-moved"), facts)
    if len(unmatched_left) == len(unmatched_right):
        for a, b in zip(unmatched_left, unmatched_right, strict=True):
            changes += compare_frames(a, b)
    elif not unmatched_left or not unmatched_right:
        for frame in (*unmatched_left, *unmatched_right):
            changes.append(_added_norm_change(frame, is_gone=bool(unmatched_left)))
    elif pairs := pair_by_act(unmatched_left, unmatched_right):
        changes += [change for pair in pairs for change in _changes_of_pair(*pair)]
    else:
        return _unclear_judgement(text_reason("norms-unpaired"), facts)
    if not changes:
        return _text_judgement(Relation.REWORDED, (), Confidence.MEDIUM)
    relation = combine_text_effects(changes)
    if relation is Relation.UNCLEAR:
        unread = [change.facet for change in changes if change.effect is Relation.UNCLEAR]
        reason = (
            text_reason("difference-unweighed", facet=Term("facet", unread[0]))
            if unread
            else text_reason("differences-together")
        )
        return _unclear_judgement(reason, tuple(changes))
    return _text_judgement(relation, tuple(changes), Confidence.MEDIUM if len(changes) == 1 else Confidence.LOW)


def _changes_of_pair(left: Frame | None, right: Frame | None) -> tuple[Change, ...]:
    """What became of one norm; None on one side for one that came or went."""
    if left is not None and right is not None:
        return compare_frames(left, right)
    norm = left or right
    return () if norm is None else (_added_norm_change(norm, is_gone=left is not None),)


def _has_moved_part(left: Sequence[Frame], right: Sequence[Frame]) -> bool:
    """Whether a time or an addition stands with another of several acts: how far it reached is not plain."""
    if len(left) != len(right):
        return False
    counts = [[(len(frame.times), len(frame.adjuncts)) for frame in side] for side in (left, right)]
    return counts[0] != counts[1] and [sum(column) for column in zip(*counts[0], strict=True)] == [
        sum(column) for column in zip(*counts[1], strict=True)
    ]


def _relate_choices(left: Sequence[Frame], right: Sequence[Frame], facts: tuple[Change, ...]) -> Judgement:
    """Acts joined with `or`: left to choose from in a duty, each of them in a ban or a permission."""
    plain_left, plain_right = ([replace(frame, choice="") for frame in side] for side in (left, right))
    modality = left[0].modality
    links = left[0].choice or "and", right[0].choice or "and"
    is_duty = modality in BURDEN_MODALITIES and modality not in _BANS
    if any(frame.modality is not modality for frame in (*left, *right)):
        return _unclear_judgement(text_reason("acts-bind-otherwise"), facts)
    if links[0] == links[1] and len(left) == len(right) and not is_duty:
        return _relate_frame_lists(plain_left, plain_right, facts)
    gone = [frame for frame in plain_left if frame not in plain_right]
    come = [frame for frame in plain_right if frame not in plain_left]
    if gone and come:
        return _unclear_judgement(text_reason("several-acts-differ"), facts)
    if not gone and not come:
        if not is_duty or links[0] == links[1]:
            return _unclear_judgement(text_reason("and-became-or"), facts)
        relation = Relation.LOOSER if links[1] == "or" else Relation.STRICTER
        change = Change(facet="act", before=links[0], after=links[1], effect=relation, rule="change-act")
        return _text_judgement(relation, (change,), Confidence.MEDIUM)
    if is_duty:
        return _unclear_judgement(text_reason("choice-came-or-went"), facts)
    changes = tuple(_added_norm_change(frame, is_gone=bool(gone)) for frame in (*gone, *come))
    return _text_judgement(combine_text_effects(changes), changes, Confidence.MEDIUM)


_BANS = frozenset({Modality.MUST_NOT, Modality.EXPECTS_NOT, Modality.DECLARES_NOT})


def _added_norm_change(frame: Frame, is_gone: bool) -> Change:
    is_burden = frame.modality in BURDEN_MODALITIES and frame.force != "present"
    effect = Relation.STRICTER if is_burden is not is_gone else Relation.LOOSER
    facet = "dropped" if is_gone else "added"
    before, after = (frame.act, "") if is_gone else ("", frame.act)
    if frame.modality is Modality.DEFERS or frame.force == "present":
        effect = Relation.UNCLEAR
    return Change(facet=facet, before=before, after=after, effect=effect, rule=f"change-{facet}")


def combine_text_effects(changes: Iterable[Change]) -> Relation:
    """One relation of all that differs: unclear if anything is, but for two norms that contradict one another."""
    changes = tuple(changes)
    effects = {change.effect for change in changes} - {Relation.SAME, _WEIGHTLESS}
    if _says_one_thing_twice(changes):
        return Relation.UNCLEAR
    if Relation.OPPOSED in effects:
        return (
            Relation.OPPOSED if effects <= {Relation.OPPOSED, Relation.STRICTER, Relation.LOOSER} else Relation.UNCLEAR
        )
    if not effects:
        return Relation.REWORDED
    if Relation.UNCLEAR in effects:
        return Relation.UNCLEAR
    if Relation.REPLACED in effects:
        is_bound_otherwise = any(
            change.facet == "modality" and change.effect is not Relation.REPLACED for change in changes
        )
        return Relation.UNCLEAR if is_bound_otherwise or _take_turns(changes) else Relation.REPLACED
    if {Relation.STRICTER, Relation.LOOSER} <= effects:
        return Relation.UNCLEAR if any(change.facet in ("text", "manner") for change in changes) else Relation.MIXED
    return effects.pop() if len(effects) == 1 else Relation.UNCLEAR


def _says_one_thing_twice(changes: Sequence[Change]) -> bool:
    """Whether one change of words was told of two norms with two effects: of which of them it is said is not plain."""
    effects: dict[tuple[str, str, str], set[Relation]] = {}
    for change in changes:
        effects.setdefault((change.facet, str(change.before), str(change.after)), set()).add(change.effect)
    return any(len(entry) > 1 for entry in effects.values())


def _take_turns(changes: Sequence[Change]) -> bool:
    """`the seller until noon` beside `the buyer from noon`: another who is bound, and the other side of one time."""
    facets = {change.facet for change in changes}
    openers = [{str(text).partition(" ")[0] for text in (change.before, change.after)} for change in changes]
    return "bearer" in facets and {"from", "until"} in openers


def _text_judgement(relation: Relation, changes: tuple[Change, ...], confidence: Confidence) -> Judgement:
    return Judgement(
        relation=relation,
        changes=changes,
        basis=Basis.TEXT,
        confidence=confidence,
        reason=Explanation("reason.from-words"),
    )


def _unclear_judgement(why: Explanation, facts: tuple[Change, ...]) -> Judgement:
    return Judgement(
        relation=Relation.UNCLEAR,
        changes=tuple(replace(change, effect=Relation.UNCLEAR) for change in facts),
        basis=Basis.TEXT,
        confidence=Confidence.LOW,
        reason=explain("reason.cannot-tell", why=why),
    )
