"""Who is bound and what is acted on: wider, narrower, another thing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from comparer.language.frame import FigureRole, NounPhrase, PhraseList
from comparer.language.phrase_lists import word_set
from comparer.language.quantities import QuantityKind
from comparer.model.relation import Relation
from comparer.norms.from_text.compare_amounts import compare_figures
from comparer.norms.from_text.compare_phrases import Scope, ScopeChange, compare_phrase_lists
from comparer.norms.from_text.compare_quantities import Order, bound_family, order_figures
from comparer.norms.from_text.frame_comparison import DUTY_MODALITIES, FrameComparison, act_figures
from comparer.norms.from_text.like_forms import names_anybody
from comparer.norms.from_text.text_vocabulary import are_contrary_predicates


def compare_bearers(comparison: FrameComparison) -> None:
    left, right = comparison.left.bearers, comparison.right.bearers
    if not left.items or not right.items:
        named = left if left.items else right
        if effect := _agent_direction(comparison, named):
            comparison.add("bearer", left.source_text, right.source_text, effect)
            return
        if named.items and not (comparison.columns == {"must-not"} and names_anybody(named)):
            comparison.add("bearer", left.source_text, right.source_text, Relation.UNCLEAR)
        return
    if names_anybody(left) and names_anybody(right):
        return
    if comparison.columns == {"must-not"} and _are_the_joint_parties(left) and _are_the_joint_parties(right):
        return
    change = compare_phrase_lists(left, right)
    if change.scope is Scope.REPLACED:
        comparison.add("bearer", left.source_text, right.source_text, Relation.REPLACED)
    elif change.scope is not Scope.SAME:
        effect = _list_direction(comparison, change, "bearer")
        comparison.add("bearer", left.source_text, right.source_text, effect)
    compare_figures(comparison, act_figures(left), act_figures(right), "count", ())


def _agent_direction(comparison: FrameComparison, named: PhraseList) -> Relation | None:
    """`audited by an independent auditor` beside `audited`: one of a kind has to do it; None for anybody named."""
    are_passive = comparison.left.is_passive and comparison.right.is_passive
    is_of_kind = len(named.items) == 1 and named.items[0].determiner == "a"
    if not named.items or not are_passive or not is_of_kind or comparison.columns != {"must"}:
        return None
    return Relation.LOOSER if comparison.left.bearers.items else Relation.STRICTER


def _are_the_joint_parties(phrases: PhraseList) -> bool:
    """`neither party`, `the parties`, `both parties`: in a ban each of them is bound."""
    item = phrases.items[0]
    is_all = item.determiner in ("any", "either", "all", "each", "every") or (
        item.is_plural and item.determiner in ("the", "both")
    )
    is_bare = not item.modifiers and not item.exceptions and not item.figures
    return len(phrases.items) == 1 and is_bare and is_all and item.head in word_set("governors", "joint_heads")


def _list_direction(comparison: FrameComparison, change: ScopeChange, row: str) -> Relation:
    if change.scope not in (Scope.WIDER, Scope.NARROWER):
        return Relation.UNCLEAR
    if change.is_list and row == "bearer" and "must-not" in comparison.columns:
        links = {comparison.left.bearers.link, comparison.right.bearers.link}
        if links >= {"and", "or"}:
            return Relation.UNCLEAR
    is_by_any = comparison.left.is_passive and comparison.right.is_passive and comparison.columns == {"must"}
    if is_by_any and row == "bearer" and not change.is_list:  # done by surgeons, by qualified surgeons
        return Relation.UNCLEAR
    is_of_choice = change.is_list and change.is_existential and comparison.columns == {"must"} and row == "bearer"
    if is_by_any and is_of_choice:
        row = "object-existential"
    elif is_of_choice and not all(
        item.is_plural for side in (comparison.left, comparison.right) for item in side.bearers.items
    ):  # the mayor or the clerk shall sign
        return Relation.UNCLEAR
    return comparison.direction("more", row, change.scope is Scope.NARROWER)


def compare_objects(comparison: FrameComparison) -> None:
    left, right = comparison.left.objects, comparison.right.objects
    if left.items or right.items:
        if len(left.items) == len(right.items) and left.link == right.link == "to":
            _compare_paired_objects(comparison, left, right)
        else:
            change = compare_phrase_lists(left, right)
            _record_object_change(comparison, left, right, change)
            if change.is_list and change.scope in (Scope.WIDER, Scope.NARROWER):
                left, right = _shared_items(left, right), _shared_items(right, left)
    hurdle_words = [word for phrases in (left, right) for item in phrases.items for word in _phrase_words(item)]
    compare_figures(comparison, act_figures(left), act_figures(right), "amount", hurdle_words)


def _shared_items(phrases: PhraseList, other: PhraseList) -> PhraseList:
    """The things of a list that the other list names too: a figure of one that came or went is no change of another."""
    keys = {item.key for item in other.items}
    return replace(phrases, items=tuple(item for item in phrases.items if item.key in keys))


def _compare_paired_objects(comparison: FrameComparison, left: PhraseList, right: PhraseList) -> None:
    for a, b in zip(left.items, right.items, strict=True):
        change = compare_phrase_lists(PhraseList((a,)), PhraseList((b,)))
        _record_object_change(comparison, PhraseList((a,)), PhraseList((b,)), change)


def _record_object_change(
    comparison: FrameComparison, left: PhraseList, right: PhraseList, change: ScopeChange
) -> None:
    if change.scope is Scope.SAME:
        return
    effect = Relation.UNCLEAR
    if (ratio := _ratio_direction(comparison, left, right)) is not None:
        effect = ratio
    elif _is_contrary_predicate(comparison, left, right):
        effect = Relation.OPPOSED
    elif change.scope is Scope.REPLACED:
        effect = Relation.REPLACED
    elif _is_restriction(left, right):
        effect = _only_direction(comparison, "only" in left.items[0].determiner.split(" "))
    elif change.scope in (Scope.WIDER, Scope.NARROWER) and left.items and right.items:
        effect = _object_direction(comparison, left, right, change)
    comparison.add("object", left.source_text, right.source_text, effect)


def _ratio_direction(comparison: FrameComparison, left: PhraseList, right: PhraseList) -> Relation | None:
    """`one guard for every 30 guests` beside `for every 40`: so much for each of more is less; None if no ratio."""
    if len(left.items) != 1 or len(right.items) != 1 or left.items[0].key != right.items[0].key:
        return None
    a, b = left.items[0], right.items[0]
    openers = word_set("governors", "openers_of_ratios")
    ratios = [key for key in a.modifiers if key.partition(" #")[0] in openers and " #" in key]
    shares = [[entry for entry in item.figures if entry.role is FigureRole.SELECTS] for item in (a, b)]
    amounts = [[entry for entry in item.figures if entry.role is FigureRole.ACT] for item in (a, b)]
    if len(ratios) != 1 or any(len(entries) != 1 for entries in (*shares, *amounts)):
        return None
    order = order_figures(shares[0][0], shares[1][0])
    is_same = order_figures(amounts[0][0], amounts[1][0]) is Order.EQUAL
    if not is_same or order not in (Order.MORE, Order.LESS):
        return None
    return comparison.direction("more", f"amount-{bound_family(amounts[0][0].phrase)}", order is Order.MORE)


def _is_restriction(left: PhraseList, right: PhraseList) -> bool:
    """`only vegetarian dishes` beside `vegetarian dishes`: one thing, and `only` beside it on one side."""
    if len(left.items) != 1 or len(right.items) != 1:
        return False
    determiners = [[word for word in phrases.items[0].determiner.split(" ") if word] for phrases in (left, right)]
    plain = [[word for word in words if word != "only"] for words in determiners]
    return (
        plain[0] == plain[1]
        and determiners[0] != determiners[1]
        and replace(left.items[0], determiner="", source_text="", figures=())
        == replace(right.items[0], determiner="", source_text="", figures=())
    )


def _only_direction(comparison: FrameComparison, is_gone: bool) -> Relation:
    if not comparison.columns <= {"must", "may"}:
        return Relation.UNCLEAR
    return Relation.LOOSER if is_gone else Relation.STRICTER


def _is_contrary_predicate(comparison: FrameComparison, left: PhraseList, right: PhraseList) -> bool:
    """`shall be revocable` beside `shall be irrevocable`."""
    is_state = comparison.left.act == comparison.right.act == "be" and comparison.left.modality in DUTY_MODALITIES
    if not is_state or comparison.left.modality is not comparison.right.modality or len(left.items) != 1:
        return False
    a, b = left.items[0], (right.items or (None,))[0]
    return (
        b is not None
        and len(right.items) == 1
        and a.modifiers == b.modifiers
        and are_contrary_predicates(a.head, b.head)
    )


def _object_direction(
    comparison: FrameComparison, left: PhraseList, right: PhraseList, change: ScopeChange
) -> Relation:
    columns = comparison.columns
    is_narrower = change.scope is Scope.NARROWER
    is_whole = change.is_list and comparison.left.verb in word_set("governors", "made_up_of")
    if is_whole or (comparison.left.act == "be" and not comparison.is_opposed):
        return Relation.UNCLEAR
    if columns == {"must"} and _may_be_deadline_of_act(comparison, right):
        return Relation.UNCLEAR
    if change.is_list and left.link and right.link and left.link != right.link:
        return comparison.direction("more", "object", is_narrower) if columns == {"must"} else Relation.UNCLEAR
    if change.is_list:
        row = "object-existential" if change.is_existential and columns == {"must"} else "object"
        return comparison.direction("more", row, is_narrower)
    if columns == {"must"} and not (change.is_universal and change.scope is not Scope.REPLACED):
        items = (*left.items, *right.items)
        if change.is_rate:
            return comparison.direction("more", "object", is_narrower)
        if change.is_existential:
            return comparison.direction("more", "object-existential", is_narrower)
        is_by_figure = all(any(figure.role is FigureRole.SELECTS for figure in item.figures) for item in items)
        is_of_any = comparison.left.is_passive and comparison.right.is_passive  # a boat over 10 tonnes shall be marked
        is_by_figure = is_by_figure and (is_of_any or not any(item.determiner == "a" for item in items))
        is_general = is_by_figure or all(item.determiner in ("all", "any", "the") or item.is_plural for item in items)
        has_figures = any(figure.role is FigureRole.ACT for item in items for figure in item.figures)
        if has_figures or not is_general:
            return Relation.UNCLEAR
        is_owned = all(any(key.startswith("poss:") for key in item.modifiers) for item in items)
        if any(item.determiner in ("", "some") for item in items) and not (
            _has_exceptions_or_figures(items) or is_owned
        ):
            return Relation.UNCLEAR
        if any(item.determiner == "the" for item in items) and any(
            " " in modifier for modifier in items[0].modifiers ^ items[-1].modifiers
        ):
            return Relation.UNCLEAR
    return comparison.direction("more", "object", is_narrower)


def _may_be_deadline_of_act(comparison: FrameComparison, phrases: PhraseList) -> bool:
    """`remedy any defect notified within ten days`: the time of the act, or of what picks the defect."""
    frame = comparison.right
    item = phrases.items[-1] if phrases.items else None
    if (
        item is None
        or frame.is_passive
        or frame.times
        or any(key.partition(" ")[0] == "that" for key in item.modifiers)
    ):
        return False
    figures = item.figures
    is_at_end = bool(figures) and phrases.source_text.endswith(figures[-1].source_text)
    return is_at_end and figures[-1].phrase.kind is QuantityKind.DEADLINE


def _has_exceptions_or_figures(items: Iterable[NounPhrase]) -> bool:
    return any(item.exceptions or item.figures for item in items)


def _phrase_words(item: NounPhrase) -> list[str]:
    return [item.head, *(word for modifier in item.modifiers for word in modifier.split())]
