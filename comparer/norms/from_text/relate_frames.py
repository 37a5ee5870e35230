"""What became of a norm that was only read: each part that differs with what it does, where a rule can tell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from comparer.language.frame import Adjunct, AdjunctKind, Figure, FigureRole, Frame, NounPhrase, PhraseList
from comparer.language.phrase_lists import word_set
from comparer.language.quantities import Bound, QuantityKind, QuantityPhrase
from comparer.model.findings import Change
from comparer.model.norm import Modality
from comparer.model.relation import Relation
from comparer.norms.from_text.compare_phrases import (
    Scope,
    ScopeChange,
    are_distinct,
    compare_phrase_lists,
    compare_word_rows,
)
from comparer.norms.from_text.compare_quantities import Order, bound_family, order_quantities
from comparer.norms.from_text.text_vocabulary import are_contrary_predicates, are_opposite_acts, reverse_direction
from comparer.norms.tables import modality_relation
from comparer.resources.tables import load_table

_MUST_LIKE = frozenset({Modality.MUST, Modality.EXPECTS, Modality.DECLARES})
_MUST_NOT_LIKE = frozenset({Modality.MUST_NOT, Modality.EXPECTS_NOT, Modality.DECLARES_NOT})
_TIME_FACETS = {
    QuantityKind.DURATION: "period",
    QuantityKind.UNTIL: "period",
    QuantityKind.START: "period",
    QuantityKind.FREQUENCY: "amount",
}
_ADJUNCT_FACETS = {
    AdjunctKind.CONDITION: "condition",
    AdjunctKind.EXCEPTION: "condition",
    AdjunctKind.MANNER: "manner",
    AdjunctKind.RECEIVER: "beneficiary",
}


class _Comparison:
    """Two frames and the changes found between them."""

    def __init__(self, left: Frame, right: Frame) -> None:
        self.left, self.right = left, right
        self.changes: list[Change] = []
        self.is_opposed = modality_relation(left.modality, right.modality) is Relation.OPPOSED

    def add(self, facet: str, before: str, after: str, effect: Relation) -> None:
        """Records one change."""
        self.changes.append(Change(facet=facet, before=before, after=after, effect=effect, rule=f"change-{facet}"))

    def direction(self, table: str, row: str, is_reversed: bool = False) -> Relation:
        """What a facet does under the modality of each side: the answer where both agree, else unclear."""
        cells = load_table("text_directions")[table].get(row, {})
        if table == "added" and row in ("condition", "exception") and _is_cap(self.left) and _is_cap(self.right):
            return reverse_direction(Relation.LOOSER) if is_reversed else Relation.LOOSER
        answers = {cells.get(column) for column in (_column(self.left), _column(self.right))}
        if self.is_opposed and table == "added":  # only the side that has the addition is qualified by it
            answers = {cells.get(_column(self.left if is_reversed else self.right))}
        if len(answers) != 1 or None in answers:
            return Relation.UNCLEAR
        relation = Relation(answers.pop())
        return reverse_direction(relation) if is_reversed else relation


def _is_cap(frame: Frame) -> bool:
    """Whether leave is given for no more than so much: what limits the limit asks less."""
    openers = {figure.phrase.opener for figure in _act_figures(frame.objects)}
    return frame.modality is Modality.MAY and bool(openers & {"no more than", "not more than", "at most", "only"})


def _column(frame: Frame) -> str:
    """The column of the table of directions. Whoever gets something is not bound by it: that column is empty."""
    if frame.modality in _MUST_LIKE:
        return "benefit" if frame.act.split(" ")[-1] in word_set("governors", "benefit") else "must"
    return "must-not" if frame.modality in _MUST_NOT_LIKE else frame.modality.value


def compare_frames(left: Frame, right: Frame) -> tuple[Change, ...]:
    """The changes from one frame to the other; none where both say the same."""
    comparison = _Comparison(*_with_like_relations(*_with_like_bounds(left, right)))
    _compare_modality(comparison)
    _compare_acts(comparison)
    if not _compare_swapped_roles(comparison):
        _compare_bearers(comparison)
        _compare_objects(comparison)
        _compare_adjuncts(comparison)
    _compare_times(comparison)
    return tuple(comparison.changes)


def _with_like_bounds(left: Frame, right: Frame) -> tuple[Frame, Frame]:
    """`shall not keep more than 5` as `shall keep at most 5` where the other side says it so."""
    for frame, other in ((left, right), (right, left)):
        positive = _as_positive(frame)
        if positive is None or other.modality is not Modality.MUST or other.act != positive.act:
            continue
        families = [
            [bound_family(figure.phrase) for figure in _act_figures(entry.objects)] for entry in (positive, other)
        ]
        if families[0] == families[1]:
            return (positive, right) if frame is left else (left, positive)
    return left, right


def _with_like_relations(left: Frame, right: Frame) -> tuple[Frame, Frame]:
    """`cut by 40 percent` as `cut to 60 percent` where the other side says it so."""
    relations = [{figure.relation for figure in _act_figures(frame.objects)} for frame in (left, right)]
    if left.act != right.act or left.act not in word_set("governors", "reducing_to") or relations[0] == relations[1]:
        return left, right
    return _as_remainder(left), _as_remainder(right)


def _as_remainder(frame: Frame) -> Frame:
    items = tuple(_remaining_item(item) for item in frame.objects.items)
    return replace(frame, objects=replace(frame.objects, items=items))


def _remaining_item(item: NounPhrase) -> NounPhrase:
    if len(item.figures) != 1 or not item.head.startswith("by ") or item.figures[0].phrase.unit != "share":
        return item
    phrase = item.figures[0].phrase
    if phrase.low is None or phrase.high is None or phrase.bound is not Bound.EXACT:
        return item
    turned = replace(phrase, low=1 - phrase.high, high=1 - phrase.low)
    figure = replace(item.figures[0], phrase=turned, relation="to")
    return replace(item, head=f"to {item.head.removeprefix('by ')}", figures=(figure,))


def _as_positive(frame: Frame) -> Frame | None:
    figures = _act_figures(frame.objects)
    if frame.modality is not Modality.MUST_NOT or len(figures) != 1:
        return None
    bound = figures[0].phrase.bound
    act = frame.act
    if frame.act == "exceed" and bound is Bound.EXACT:
        act, turned = "be", Bound.CEILING
    elif bound in (Bound.OVER, Bound.BELOW):
        turned = Bound.CEILING if bound is Bound.OVER else Bound.FLOOR
    else:
        return None
    items = tuple(
        replace(item, figures=tuple(
            replace(figure, phrase=replace(figure.phrase, bound=turned)) if figure.role is FigureRole.ACT else figure
            for figure in item.figures
        ))
        for item in frame.objects.items
    )  # fmt: skip
    return replace(frame, modality=Modality.MUST, act=act, objects=replace(frame.objects, items=items))


def _compare_modality(comparison: _Comparison) -> None:
    left, right = comparison.left, comparison.right
    if left.modality is not right.modality:
        is_open = "present" in (left.force, right.force) and not {left.modality, right.modality} <= {
            Modality.DECLARES,
            Modality.DECLARES_NOT,
        }
        effect = Relation.UNCLEAR if is_open else modality_relation(left.modality, right.modality)
        comparison.add("modality", left.modal_text or left.act, right.modal_text or right.act, effect)
    elif left.force != right.force:
        comparison.add("modality", left.modal_text, right.modal_text, Relation.UNCLEAR)


def _compare_acts(comparison: _Comparison) -> None:
    left, right = comparison.left, comparison.right
    if left.act == right.act:
        return
    effect = Relation.UNCLEAR
    if are_opposite_acts(left.act, right.act):
        is_order = left.modality is right.modality and left.modality in _MUST_LIKE
        effect = Relation.OPPOSED if is_order else Relation.REPLACED
    elif are_distinct(left.act, right.act):
        effect = Relation.REPLACED
    elif f"consider {left.act}" == right.act or f"consider {right.act}" == left.act:
        is_duty = {_column(left), _column(right)} == {"must"}
        effect = (Relation.STRICTER if left.act.startswith("consider") else Relation.LOOSER) if is_duty else effect
    comparison.add("act", left.act, right.act, effect)


def _compare_swapped_roles(comparison: _Comparison) -> bool:
    """Whether those who act and those acted on have changed places."""
    rows = [(_role_keys(frame.bearers), _role_keys(frame.objects), _receiver_keys(frame)) for frame in
            (comparison.left, comparison.right)]  # fmt: skip
    left, right = rows
    if left == right or left[0] == right[0] or not left[0] or not right[0]:
        return False
    if sorted((*left[0], *left[1], *left[2])) != sorted((*right[0], *right[1], *right[2])):
        return False
    comparison.add(
        "bearer", comparison.left.bearers.source_text, comparison.right.bearers.source_text, Relation.REPLACED
    )
    return True


def _role_keys(phrases: PhraseList) -> tuple[str, ...]:
    return tuple(sorted(" ".join((*sorted(item.modifiers), item.head)) for item in phrases.items))


def _receiver_keys(frame: Frame) -> tuple[str, ...]:
    return tuple(sorted(" ".join(entry.words) for entry in frame.adjuncts if entry.kind is AdjunctKind.RECEIVER))


def _compare_bearers(comparison: _Comparison) -> None:
    left, right = comparison.left.bearers, comparison.right.bearers
    if not left.items or not right.items:
        if left.items or right.items:
            comparison.add("bearer", left.source_text, right.source_text, Relation.UNCLEAR)
        return
    change = compare_phrase_lists(left, right)
    if change.scope is Scope.REPLACED:
        comparison.add("bearer", left.source_text, right.source_text, Relation.REPLACED)
    elif change.scope is not Scope.SAME:
        effect = _list_direction(comparison, change, "bearer")
        comparison.add("bearer", left.source_text, right.source_text, effect)
    _compare_figures(comparison, _act_figures(left), _act_figures(right), "count", ())


def _list_direction(comparison: _Comparison, change: ScopeChange, row: str) -> Relation:
    if change.scope not in (Scope.WIDER, Scope.NARROWER):
        return Relation.UNCLEAR
    if change.is_list and row == "bearer" and "must-not" in (_column(comparison.left), _column(comparison.right)):
        links = {comparison.left.bearers.link, comparison.right.bearers.link}
        if links >= {"and", "or"}:
            return Relation.UNCLEAR
    return comparison.direction("more", row, change.scope is Scope.NARROWER)


def _compare_objects(comparison: _Comparison) -> None:
    left, right = comparison.left.objects, comparison.right.objects
    if left.items or right.items:
        if len(left.items) == len(right.items) and left.link == right.link == "to":
            _compare_paired_objects(comparison, left, right)
        else:
            change = compare_phrase_lists(left, right)
            _record_object_change(comparison, left, right, change)
    hurdle_words = [word for phrases in (left, right) for item in phrases.items for word in _phrase_words(item)]
    _compare_figures(comparison, _act_figures(left), _act_figures(right), "amount", hurdle_words)


def _compare_paired_objects(comparison: _Comparison, left: PhraseList, right: PhraseList) -> None:
    for a, b in zip(left.items, right.items, strict=True):
        change = compare_phrase_lists(PhraseList((a,)), PhraseList((b,)))
        _record_object_change(comparison, PhraseList((a,)), PhraseList((b,)), change)


def _record_object_change(comparison: _Comparison, left: PhraseList, right: PhraseList, change: ScopeChange) -> None:
    if change.scope is Scope.SAME:
        return
    effect = Relation.UNCLEAR
    if change.scope is Scope.REPLACED:
        effect = Relation.REPLACED
    elif _is_contrary_predicate(comparison, left, right):
        effect = Relation.OPPOSED
    elif change.scope in (Scope.WIDER, Scope.NARROWER) and left.items and right.items:
        effect = _object_direction(comparison, left, right, change)
    comparison.add("object", left.source_text, right.source_text, effect)


def _is_contrary_predicate(comparison: _Comparison, left: PhraseList, right: PhraseList) -> bool:
    """`shall be revocable` beside `shall be irrevocable`."""
    is_state = comparison.left.act == comparison.right.act == "be" and comparison.left.modality in _MUST_LIKE
    if not is_state or comparison.left.modality is not comparison.right.modality or len(left.items) != 1:
        return False
    a, b = left.items[0], (right.items or (None,))[0]
    return (
        b is not None
        and len(right.items) == 1
        and a.modifiers == b.modifiers
        and are_contrary_predicates(a.head, b.head)
    )


def _object_direction(comparison: _Comparison, left: PhraseList, right: PhraseList, change: ScopeChange) -> Relation:
    columns = {_column(comparison.left), _column(comparison.right)}
    is_narrower = change.scope is Scope.NARROWER
    if comparison.left.act == "be":
        return Relation.UNCLEAR
    if change.is_list and left.link and right.link and left.link != right.link:
        return comparison.direction("more", "object", is_narrower) if columns == {"must"} else Relation.UNCLEAR
    if change.is_list:
        row = "object-existential" if change.is_existential and columns == {"must"} else "object"
        return comparison.direction("more", row, is_narrower)
    if columns == {"must"}:
        items = (*left.items, *right.items)
        if change.is_rate:
            return comparison.direction("more", "object", is_narrower)
        if change.is_existential:
            return comparison.direction("more", "object-existential", is_narrower)
        is_by_figure = all(any(figure.role is FigureRole.SELECTS for figure in item.figures) for item in items)
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


def _has_exceptions_or_figures(items: Iterable[NounPhrase]) -> bool:
    return any(item.exceptions or item.figures for item in items)


def _phrase_words(item: NounPhrase) -> list[str]:
    return [item.head, *(word for modifier in item.modifiers for word in modifier.split())]


def _act_figures(phrases: PhraseList) -> list[Figure]:
    return [figure for item in phrases.items for figure in item.figures if figure.role is FigureRole.ACT]


def _compare_figures(
    comparison: _Comparison, left: Sequence[Figure], right: Sequence[Figure], row: str, words: Sequence[str]
) -> None:
    """The figures of the act in their order; as many on one side as on the other, else nothing can be told."""
    if len(left) != len(right):
        if len(left) + len(right) == 1:
            _compare_added_amount(comparison, [*left, *right][0], bool(left), row)
        else:
            comparison.add("figure", _figure_texts(left), _figure_texts(right), Relation.UNCLEAR)
        return
    for a, b in zip(left, right, strict=True):
        order = order_quantities(a.phrase, b.phrase)
        if order is not Order.EQUAL:
            effect = Relation.UNCLEAR if order is Order.UNKNOWN else _amount_direction(comparison, a, order, row, words)
            if order is Order.UNKNOWN:
                effect = _bound_direction(comparison, a, b, row, words)
            if effect is Relation.UNCLEAR and _are_other_currencies(a, b):
                effect = Relation.REPLACED
            comparison.add("amount", a.source_text, b.source_text, effect)


def _are_other_currencies(left: Figure, right: Figure) -> bool:
    units = {left.phrase.unit, right.phrase.unit}
    return len(units) == 2 and units <= word_set("governors", "currencies")


def _figure_texts(figures: Iterable[Figure]) -> str:
    return ", ".join(figure.source_text for figure in figures)


def _compare_added_amount(comparison: _Comparison, figure: Figure, is_gone: bool, row: str) -> None:
    effect = Relation.UNCLEAR
    if row == "count":
        other = (comparison.right if is_gone else comparison.left).bearers
        if any(item.determiner.split(" ")[0] in word_set("governors", "universal") for item in other.items):
            effect = comparison.direction("more", "bearer", not is_gone)
    else:
        effect = comparison.direction("added", f"amount-{bound_family(figure.phrase)}", is_gone)
    before, after = (figure.source_text, "") if is_gone else ("", figure.source_text)
    comparison.add("amount", before, after, effect)


def _amount_direction(
    comparison: _Comparison, figure: Figure, order: Order, row: str, words: Sequence[str]
) -> Relation:
    act = comparison.left.act.split(" ")[0]
    family = bound_family(figure.phrase)
    name = f"{row}-{family}"
    if comparison.left.act != comparison.right.act:
        return Relation.UNCLEAR
    if set(words) & word_set("governors", "hurdles"):
        name = "hurdle"
    elif act in word_set("governors", "capping") or (
        figure.relation == "to" and act in word_set("governors", "reducing_to")
    ):
        name = "amount-kept-down"
    elif act in word_set("governors", "exceeding") and family == "exact":
        if _column(comparison.left) != "must-not":
            return Relation.UNCLEAR
        name = "amount-kept-down"
    elif family in ("exact", "between") and (act == "be" or figure.relation == "at"):
        return Relation.UNCLEAR
    return comparison.direction("more", name, order is Order.LESS)


def _bound_direction(comparison: _Comparison, left: Figure, right: Figure, row: str, words: Sequence[str]) -> Relation:
    """`exactly 5` beside `up to 5` of the same figure: the freer of the two asks less."""
    a, b = left.phrase, right.phrase
    same_value = a.low is not None and (a.low, a.unit, a.per_unit, a.kind) == (b.low, b.unit, b.per_unit, b.kind)
    if row != "amount" or set(words) & word_set("governors", "hurdles"):
        return Relation.UNCLEAR
    bounds = {a.bound, b.bound} if same_value else set()
    is_duty = {_column(comparison.left), _column(comparison.right)} == {"must"}
    is_capping = comparison.left.act.split(" ")[0] in word_set("governors", "capping")
    is_exact_marked = "exactly" in (a.opener, b.opener)
    if is_duty and not is_capping and bounds == {Bound.EXACT, Bound.CEILING}:
        return Relation.LOOSER if b.bound is Bound.CEILING else Relation.STRICTER
    if is_duty and _exclude_each_other(a, b):
        return Relation.OPPOSED
    if is_duty and is_exact_marked and bounds == {Bound.EXACT, Bound.FLOOR}:
        return Relation.LOOSER if b.bound is Bound.FLOOR else Relation.STRICTER
    return Relation.UNCLEAR


def _exclude_each_other(left: QuantityPhrase, right: QuantityPhrase) -> bool:
    """Whether no amount is within both bounds: at most 12, more than 12."""
    if (left.unit, left.per_unit, left.kind) != (right.unit, right.per_unit, right.kind) or left.low is None:
        return False
    families = {bound_family(left): left, bound_family(right): right}
    if set(families) != {"floor", "ceiling"} or right.low is None:
        return False
    floor, ceiling = families["floor"], families["ceiling"]
    if floor.low is None or ceiling.low is None:
        return False
    is_open = floor.bound is Bound.OVER or ceiling.bound is Bound.BELOW
    return floor.low > ceiling.low or (is_open and floor.low == ceiling.low)


def _compare_times(comparison: _Comparison) -> None:
    left, right = list(comparison.left.times), list(comparison.right.times)
    for a in list(left):
        match = next((b for b in right if order_quantities(a.phrase, b.phrase) is Order.EQUAL), None)
        if match is not None:
            left.remove(a)
            right.remove(match)
    for a in list(left):
        same_kind = [b for b in right if b.phrase.kind is a.phrase.kind]
        if len(same_kind) == 1:
            left.remove(a)
            right.remove(same_kind[0])
            _compare_time_pair(comparison, a, same_kind[0])
    if left and right:
        comparison.add("deadline", _figure_texts(left), _figure_texts(right), Relation.UNCLEAR)
        return
    for figure in (*left, *right):
        is_gone = bool(left)
        effect = comparison.direction("added", _time_row(figure), is_gone)
        if figure.phrase.low is None:
            effect = Relation.UNCLEAR
        before, after = (figure.source_text, "") if is_gone else ("", figure.source_text)
        comparison.add(_TIME_FACETS.get(figure.phrase.kind, "deadline"), before, after, effect)


def _time_row(figure: Figure) -> str:
    phrase = figure.phrase
    if phrase.kind is QuantityKind.FREQUENCY:
        return f"frequency-{bound_family(phrase)}"
    if phrase.kind is QuantityKind.DURATION and phrase.bound is Bound.CEILING:
        return "duration-ceiling"
    if phrase.kind is QuantityKind.DEADLINE and phrase.opener in ("before", "prior to"):
        return "deadline-before"
    return phrase.kind.value


def _compare_time_pair(comparison: _Comparison, left: Figure, right: Figure) -> None:
    order = order_quantities(left.phrase, right.phrase)
    effect = Relation.UNCLEAR
    if order is not Order.UNKNOWN and _time_row(left) in (_time_row(right), "deadline", "deadline-before"):
        effect = comparison.direction("more", _time_row(left), order is Order.LESS)
    comparison.add(_TIME_FACETS.get(left.phrase.kind, "deadline"), left.source_text, right.source_text, effect)


def _compare_adjuncts(comparison: _Comparison) -> None:
    """What is added to the act: equal additions cancel, pairs with one opener are compared, the rest came or went."""
    left, right = list(comparison.left.adjuncts), list(comparison.right.adjuncts)
    for a in list(left):
        match = next(
            (
                b
                for b in right
                if (a.opener, a.words, _determiners(a)) == (b.opener, b.words, _determiners(b)) and _equal_figures(a, b)
            ),
            None,
        )
        if match is not None:
            left.remove(a)
            right.remove(match)
    for a in list(left):
        match = next((b for b in right if b.opener == a.opener and b.kind is a.kind), None)
        if match is None and len(left) == len(right) == 1:
            match = right[0]
        if match is not None:
            left.remove(a)
            right.remove(match)
            _compare_adjunct_pair(comparison, a, match)
    for adjunct in left:
        _record_added_adjunct(comparison, adjunct, True)
    for adjunct in right:
        _record_added_adjunct(comparison, adjunct, False)


def _determiners(adjunct: Adjunct) -> tuple[str, ...]:
    return tuple(item.determiner for item in adjunct.phrases.items)


def _equal_figures(left: Adjunct, right: Adjunct) -> bool:
    return len(left.figures) == len(right.figures) and all(
        order_quantities(a.phrase, b.phrase) is Order.EQUAL for a, b in zip(left.figures, right.figures, strict=True)
    )


def _compare_adjunct_pair(comparison: _Comparison, left: Adjunct, right: Adjunct) -> None:
    facet = _ADJUNCT_FACETS.get(left.kind, "text") if left.kind is right.kind else "text"
    effect = Relation.UNCLEAR
    if left.opener == right.opener and left.words == right.words:
        effect = _adjunct_figure_direction(comparison, left, right)
        if effect is Relation.UNCLEAR and left.phrases.items and right.phrases.items:
            effect = _phrase_direction(comparison, left, right)
        facet = "figure" if facet == "text" else facet
    elif left.opener == right.opener and _swaps_and_with_or(left.words, right.words):
        is_wider = "or" in right.words and "or" not in left.words
        if left.kind is AdjunctKind.CONDITION and left.opener in word_set("governors", "growing_conditions"):
            effect = comparison.direction("added", "condition", is_wider)
    elif left.opener == right.opener and (link := _growth_link(left, right)):
        effect = _growth_direction(comparison, left, link, len(right.words) < len(left.words))
    elif left.opener == right.opener and left.phrases.items and right.phrases.items:
        effect = _phrase_direction(comparison, left, right)
    elif (
        (left.opener == right.opener and compare_word_rows(left.words, right.words) is Scope.REPLACED)
        or ({left.opener, right.opener} == {"if", "unless"} and left.words == right.words)
        or (left.words == right.words and are_distinct(left.opener, right.opener))
    ):
        effect = Relation.REPLACED
    elif left.opener == f"only {right.opener}" or right.opener == f"only {left.opener}":
        effect = comparison.direction("added", "condition", left.opener.startswith("only"))
        effect = effect if _column(comparison.left) == "may" else Relation.UNCLEAR
    comparison.add(facet, left.source_text, right.source_text, effect)


def _growth_link(left: Adjunct, right: Adjunct) -> str:
    """The word by which one of two additions says more than the other, at its end: `and`, `or`, or ""."""
    shorter, longer = sorted((left.words, right.words), key=len)
    if len(longer) - len(shorter) < 2 or longer[: len(shorter)] != shorter:
        return ""
    link = longer[len(shorter)]
    return link if link in ("and", "or") and "or" not in shorter and "and" not in shorter else ""


def _growth_direction(comparison: _Comparison, adjunct: Adjunct, link: str, is_gone: bool) -> Relation:
    if adjunct.kind is AdjunctKind.EXCEPTION:
        return comparison.direction("added", "exception", is_gone)
    if adjunct.kind is AdjunctKind.CONDITION and adjunct.opener in word_set("governors", "growing_conditions"):
        return comparison.direction("added", "condition", is_gone == (link == "and"))
    if adjunct.kind is AdjunctKind.CONDITION and adjunct.opener == "unless":
        return comparison.direction("added", "condition", is_gone == (link == "or"))
    if adjunct.kind is AdjunctKind.PLACE and "must" not in (_column(comparison.left), _column(comparison.right)):
        return comparison.direction("more", "object", is_gone)
    if adjunct.kind is AdjunctKind.RECEIVER and link == "and":
        return comparison.direction("more", "bearer", is_gone)
    return Relation.UNCLEAR


def _swaps_and_with_or(left: Sequence[str], right: Sequence[str]) -> bool:
    if len(left) != len(right):
        return False
    changed = [{a, b} for a, b in zip(left, right, strict=True) if a != b]
    return changed == [{"and", "or"}]


def _phrase_direction(comparison: _Comparison, left: Adjunct, right: Adjunct) -> Relation:
    """What the things after one preposition became: receivers, places, those whose consent is asked."""
    change = compare_phrase_lists(left.phrases, right.phrases)
    if change.scope is Scope.REPLACED:
        return Relation.REPLACED
    if change.scope not in (Scope.WIDER, Scope.NARROWER):
        return Relation.UNCLEAR
    is_narrower = change.scope is Scope.NARROWER
    columns = {_column(comparison.left), _column(comparison.right)}
    if left.kind is AdjunctKind.RECEIVER and change.is_list and not change.is_existential:
        return comparison.direction("more", "bearer", is_narrower)
    if left.kind is AdjunctKind.CONDITION and left.opener == "with" and change.is_list:
        return comparison.direction("added", "condition", is_narrower != change.is_existential)
    is_universal = all(
        item.determiner in ("any", "all", "each", "every") for item in left.phrases.items + right.phrases.items
    )
    if left.kind is AdjunctKind.PLACE and left.opener in ("of", "for", "on", "about", "from") and is_universal:
        return comparison.direction("more", "object", is_narrower)
    if left.kind is AdjunctKind.PLACE and columns & {"must-not", "may", "need-not"}:
        return comparison.direction("more", "object", is_narrower)
    return Relation.UNCLEAR


def _adjunct_figure_direction(comparison: _Comparison, left: Adjunct, right: Adjunct) -> Relation:
    """A figure inside an addition: a distance, a hurdle such as notice, or a bound in a condition."""
    changed = [
        (a.phrase, b.phrase)
        for a, b in zip(left.figures, right.figures, strict=False)
        if order_quantities(a.phrase, b.phrase) is not Order.EQUAL
    ]
    if len(left.figures) != len(right.figures) or len(changed) != 1:
        return Relation.UNCLEAR
    a, b = changed[0]
    order = order_quantities(a, b)
    if order not in (Order.MORE, Order.LESS):
        return Relation.UNCLEAR
    is_less = order is Order.LESS
    if a.kind is QuantityKind.RADIUS:
        return comparison.direction("more", "radius", is_less)
    family = bound_family(a)
    if left.opener in ("until", "till") and family == "exact":
        return comparison.direction("more", "until", is_less)
    if a.unit == "metre" and set(left.words) & {"from", "away", "off", "apart"}:
        return comparison.direction("more", f"amount-{family}", is_less)
    if set(left.words) & word_set("governors", "hurdles") and left.opener in ("on", "with", "by", "upon", "after"):
        return comparison.direction("more", "hurdle", is_less)
    if left.kind is AdjunctKind.CONDITION and left.opener in ("if", "when", "where", "in case of", "once", "whenever"):
        if family not in ("floor", "ceiling") and a.unit not in ("second", "month"):
            return Relation.UNCLEAR
        return comparison.direction("added", "condition", is_less == (family != "ceiling"))
    if left.opener == "on" and a.unit == "second" and family in ("floor", "ceiling"):
        return comparison.direction("more", f"frequency-{family}", is_less)  # on at least 5 days of every week
    if left.kind is AdjunctKind.CONDITION and left.opener == "unless" and family in ("floor", "ceiling"):
        return comparison.direction("added", "condition", is_less != (family == "floor"))
    is_beside_act = family in ("floor", "ceiling") and left.kind in (AdjunctKind.PLACE, AdjunctKind.MANNER)
    is_measure = left.opener in ("at", "for") or "must" not in (_column(comparison.left), _column(comparison.right))
    if is_beside_act and is_measure:
        return comparison.direction("added", "manner", is_less == (family == "floor"))
    return Relation.UNCLEAR


def _record_added_adjunct(comparison: _Comparison, adjunct: Adjunct, is_gone: bool) -> None:
    row = {
        AdjunctKind.CONDITION: "condition",
        AdjunctKind.EXCEPTION: "exception",
        AdjunctKind.MANNER: "manner",
        AdjunctKind.PLACE: "place",
        AdjunctKind.PURPOSE: "purpose",
    }.get(adjunct.kind, "")
    effect = comparison.direction("added", row, is_gone) if row and _is_plain_addition(adjunct) else Relation.UNCLEAR
    if adjunct.opener == "without" and adjunct.kind is AdjunctKind.CONDITION and _column(comparison.left) != "must-not":
        effect = Relation.UNCLEAR
    own_times = (comparison.left if is_gone else comparison.right).times
    other_times = (comparison.right if is_gone else comparison.left).times
    if adjunct.opener in ("after", "before") and len(own_times) == len(other_times) + 1:
        return  # the event from which the time that came or went is counted
    has_times = bool(comparison.left.times) != bool(comparison.right.times)
    if has_times and set(adjunct.words) & word_set("governors", "urgent"):
        effect = Relation.UNCLEAR
    before, after = (adjunct.source_text, "") if is_gone else ("", adjunct.source_text)
    comparison.add(_ADJUNCT_FACETS.get(adjunct.kind, "text"), before, after, effect)


def _is_plain_addition(adjunct: Adjunct) -> bool:
    """Whether the addition does to the norm what its kind does: takes from a claim, and is no turn of another sense."""
    words = set(adjunct.words)
    if adjunct.kind is AdjunctKind.CONDITION:
        return adjunct.opener in word_set("governors", "plain_conditions")
    if adjunct.kind is AdjunctKind.MANNER:
        odd_words = word_set("governors", "weakening") | word_set("governors", "turning_adverbs")
        is_adverb = adjunct.opener == "" and len(adjunct.words) == 1 and adjunct.words[0].endswith("ly")
        return is_adverb and not words & odd_words
    if adjunct.kind is AdjunctKind.PLACE:
        return adjunct.opener in (
            "in",
            "at",
            "on",
            "near",
            "through",
            "across",
            "along",
            "inside",
            "outside",
            "within",
            "by",
        )
    return not words & {"not", "no"}
