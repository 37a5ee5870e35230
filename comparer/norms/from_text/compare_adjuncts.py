"""Conditions, exceptions, manners, places and receivers: what came, went or changed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from comparer.language.frame import Adjunct, AdjunctKind, FigureRole, Frame
from comparer.language.inflection import singular_form
from comparer.language.phrase_lists import word_set
from comparer.language.quantities import TIME_UNITS, QuantityKind, QuantityPhrase
from comparer.model.relation import Relation
from comparer.norms.from_text.compare_phrases import (
    Scope,
    ScopeChange,
    are_distinct,
    compare_phrase_lists,
    compare_word_rows,
    strike_pairs,
)
from comparer.norms.from_text.compare_quantities import Order, bound_family, order_figures, order_quantities
from comparer.norms.from_text.compare_times import is_lasting
from comparer.norms.from_text.frame_comparison import (
    FrameComparison,
    act_figures,
    direction_column,
    direction_of_lasting,
)
from comparer.norms.from_text.involvement import order_involvement
from comparer.norms.from_text.text_vocabulary import are_opposite_acts

_ADJUNCT_FACETS = {
    AdjunctKind.CONDITION: "condition",
    AdjunctKind.EXCEPTION: "condition",
    AdjunctKind.MANNER: "manner",
    AdjunctKind.RECEIVER: "beneficiary",
}


def compare_adjuncts(comparison: FrameComparison) -> None:
    """What is added to the act: equal additions cancel, pairs with one opener are compared, the rest came or went."""
    left, right = strike_pairs(comparison.left.adjuncts, comparison.right.adjuncts, _say_the_same)
    if _join_texts(left) == _join_texts(right):
        return
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


def _say_the_same(left: Adjunct, right: Adjunct) -> bool:
    if left.source_text.casefold() == right.source_text.casefold():
        return True
    if {left.opener, right.opener} == {"if", "unless"} and _equal_figures(left, right):
        plain, denied = sorted((left, right), key=lambda adjunct: adjunct.opener == "if")
        if denied.words[:1] == ("neither",):
            return plain.words == ("either", *denied.words[1:])
        return _DENIAL.sub(" ", " ".join(denied.words)) == " ".join(plain.words) and "not" in denied.words
    is_alike = (left.opener, left.words, _determiners(left)) == (right.opener, right.words, _determiners(right))
    return (is_alike and _equal_figures(left, right)) or (left.opener == right.opener and _name_the_same(left, right))


_DENIAL = re.compile(r" (do|does) not ")


def _join_texts(adjuncts: Sequence[Adjunct]) -> str:
    """All that is added in its order: one addition or two, where the parser cut it in another place."""
    return " ".join(adjunct.source_text for adjunct in adjuncts).casefold()


def _determiners(adjunct: Adjunct) -> tuple[str, ...]:
    return tuple(item.determiner for item in adjunct.phrases.items)


def _equal_figures(left: Adjunct, right: Adjunct) -> bool:
    return len(left.figures) == len(right.figures) and all(
        order_figures(a, b) is Order.EQUAL for a, b in zip(left.figures, right.figures, strict=True)
    )


def _compare_adjunct_pair(comparison: FrameComparison, left: Adjunct, right: Adjunct) -> None:
    left, right = _one_kind(left, right)
    facet = _ADJUNCT_FACETS.get(left.kind, "text") if left.kind is right.kind else "text"
    effect = Relation.UNCLEAR
    if step := order_involvement(left, right):
        effect = _involvement_direction(comparison, left, right, step)
        facet = "condition"
    elif left.opener == right.opener and left.words == right.words:
        effect = _adjunct_figure_direction(comparison, left, right)
        if effect is Relation.UNCLEAR and left.phrases.items and right.phrases.items:
            effect = _phrase_direction(comparison, left, right)
        facet = "figure" if facet == "text" else facet
    elif left.opener == right.opener:
        effect = _words_direction(comparison, left, right)
    elif (
        ({left.opener, right.opener} == {"if", "unless"} and left.words == right.words)
        or (left.words == right.words and are_distinct(left.opener, right.opener))
        or are_distinct(left.comparable_text, right.comparable_text)
    ):
        effect = Relation.REPLACED
    elif left.opener in (f"only {right.opener}", right.opener.removeprefix("only ")) and left.words == right.words:
        effect = _restriction_direction(comparison, left, right)
    comparison.add(facet, left.source_text, right.source_text, effect)


def _words_direction(comparison: FrameComparison, left: Adjunct, right: Adjunct) -> Relation:
    """What other words behind one opener do."""
    if _swaps_and_with_or(left.words, right.words):
        return _link_direction(comparison, left, right)
    if link := _growth_link(left, right):
        is_gone = len(right.words) < len(left.words)
        if AdjunctKind.MANNER in (left.kind, right.kind):
            return _manner_growth(comparison, link, is_gone)
        return _growth_direction(comparison, left, link, is_gone) if left.kind is right.kind else Relation.UNCLEAR
    if comparison.columns == {"must"} and _says_the_opposite(left.words, right.words):
        return Relation.OPPOSED
    if left.phrases.items and right.phrases.items:
        return _phrase_direction(comparison, left, right)
    is_other = compare_word_rows(left.words, right.words) is Scope.REPLACED
    is_other = is_other or are_distinct(left.comparable_text, right.comparable_text)
    return Relation.REPLACED if is_other else Relation.UNCLEAR


def _says_the_opposite(left: Sequence[str], right: Sequence[str]) -> bool:
    """`in the presence of the heirs` beside `in the absence of the heirs`: one word, and one that denies it."""
    changed = [(a, b) for a, b in zip(left, right, strict=False) if a != b]
    return len(left) == len(right) and len(changed) == 1 and are_opposite_acts(*changed[0])


def _link_direction(comparison: FrameComparison, left: Adjunct, right: Adjunct) -> Relation:
    """`and` that became `or`, or the reverse, among cases or among things."""
    is_wider = any(word in right.words and word not in left.words for word in ("or", "either"))
    is_case = left.kind is AdjunctKind.CONDITION and left.opener in word_set("governors", "growing_conditions")
    if is_case or _is_at_request(left):
        return comparison.direction("added", "condition", is_wider)
    if comparison.columns == {"must"} and {"both", "either"} & ({*left.words} ^ {*right.words}):
        return Relation.LOOSER if is_wider else Relation.STRICTER
    return (
        _phrase_direction(comparison, left, right) if left.phrases.items and right.phrases.items else Relation.UNCLEAR
    )


def _name_the_same(left: Adjunct, right: Adjunct) -> bool:
    """`to all growers` beside `to any grower`: all of a kind, and the same words but for that."""
    determiners = {item.determiner for item in left.phrases.items + right.phrases.items}
    rows = [[singular_form(word) for word in entry.words if word not in ("all", "any")] for entry in (left, right)]
    return determiners == {"all", "any"} and rows[0] == rows[1] and not left.figures and not right.figures


def _is_at_request(adjunct: Adjunct) -> bool:
    return adjunct.opener == "at" and adjunct.words[:2] == ("request", "of")


def _involvement_direction(comparison: FrameComparison, adjunct: Adjunct, other: Adjunct, step: int) -> Relation:
    """More of a say for others takes from a leave with it, and adds to a ban on acting without it."""
    is_without = {"without"} & {adjunct.opener, other.opener}
    is_barred = is_without and adjunct.opener == other.opener
    if comparison.columns != ({"must-not"} if is_barred else {"may"}):
        return Relation.UNCLEAR
    return Relation.STRICTER if step > 0 else Relation.LOOSER


def _restriction_direction(comparison: FrameComparison, left: Adjunct, right: Adjunct) -> Relation:
    """`only to members` beside `to members`: a leave in fewer cases, a duty in no other way."""
    is_condition = AdjunctKind.CONDITION in (left.kind, right.kind)
    if comparison.columns == {"may"} or (comparison.columns == {"must"} and not is_condition):
        return Relation.LOOSER if left.opener.startswith("only ") else Relation.STRICTER
    return Relation.UNCLEAR


def _one_kind(left: Adjunct, right: Adjunct) -> tuple[Adjunct, Adjunct]:
    """`on Sundays` beside `on Sundays and holidays`: what is a case on the one side is a place or time on both."""
    if left.opener == right.opener and {left.kind, right.kind} == {AdjunctKind.CONDITION, AdjunctKind.PLACE}:
        return replace(left, kind=AdjunctKind.PLACE), replace(right, kind=AdjunctKind.PLACE)
    return left, right


def _growth_link(left: Adjunct, right: Adjunct) -> str:
    """The word by which one of two additions says more than the other, at its end: `and`, `or`, or ""."""
    shorter, longer = sorted((left.words, right.words), key=len)
    if len(longer) - len(shorter) < 2:
        return ""
    if longer[len(longer) - len(shorter) :] == shorter and not {"and", "or"} & set(shorter):
        link = longer[len(longer) - len(shorter) - 1]  # in person or by proxy, beside by proxy
        return link if link in ("and", "or") and {"and", "or"} & set(longer) == {link} else ""
    if longer[: len(shorter)] != shorter:
        return ""
    link = longer[len(shorter)]
    if link not in ("and", "or") and f"{min(left.source_text, right.source_text, key=len)}," in max(
        left.source_text, right.source_text, key=len
    ):
        links = {"and", "or"} & set(longer[len(shorter) :])
        link = links.pop() if len(links) == 1 else ""
    return link if link in ("and", "or") and "or" not in shorter and "and" not in shorter else ""


def _manner_growth(comparison: FrameComparison, link: str, is_gone: bool) -> Relation:
    """`in person` beside `in person or by proxy`: one more way to choose from, or one more to be kept."""
    if link == "or":
        return comparison.direction("more", "object-existential", is_gone)
    return comparison.direction("more", "object", is_gone) if comparison.columns == {"must"} else Relation.UNCLEAR


def _growth_direction(comparison: FrameComparison, adjunct: Adjunct, link: str, is_gone: bool) -> Relation:
    if adjunct.kind is AdjunctKind.EXCEPTION:
        return comparison.direction("added", "exception", is_gone)
    is_only = adjunct.opener.startswith("only ") and comparison.columns == {"may"}
    opener = adjunct.opener.removeprefix("only ") if is_only else adjunct.opener
    is_case = opener in word_set("governors", "growing_conditions") | word_set("governors", "openers_of_needs")
    if adjunct.opener == "during":  # the tour and the rehearsals: each of them, as with `or`
        link = "or"
    if adjunct.kind is AdjunctKind.CONDITION and is_case:
        return comparison.direction("added", "condition", is_gone == (link == "and"))
    if adjunct.kind is AdjunctKind.CONDITION and adjunct.opener == "unless":
        return comparison.direction("added", "condition", is_gone == (link == "or"))
    if adjunct.kind is AdjunctKind.PLACE and "must" not in (
        direction_column(comparison.left),
        direction_column(comparison.right),
    ):
        return comparison.direction("more", "object", is_gone)
    if comparison.columns == {"must"} and _is_manner_place(adjunct):
        return comparison.direction("more", "object" if link == "and" else "object-existential", is_gone)
    if adjunct.kind is AdjunctKind.RECEIVER and link == "and":
        return comparison.direction("more", "bearer", is_gone)
    return Relation.UNCLEAR


def _swaps_and_with_or(left: Sequence[str], right: Sequence[str]) -> bool:
    if len(left) != len(right):
        return False
    changed = [{a, b} for a, b in zip(left, right, strict=True) if singular_form(a) != singular_form(b)]
    return changed in ([{"and", "or"}], [{"both", "either"}])


def _phrase_direction(comparison: FrameComparison, left: Adjunct, right: Adjunct) -> Relation:
    """What the things after one preposition became: receivers, places, those whose consent is asked."""
    change = compare_phrase_lists(left.phrases, right.phrases)
    if scope := _compare_consents(left, right):
        return _consent_direction(comparison, left, scope is Scope.NARROWER)
    if change.scope is Scope.REPLACED:
        return Relation.REPLACED
    if change.scope not in (Scope.WIDER, Scope.NARROWER):
        return Relation.UNCLEAR
    is_narrower = change.scope is Scope.NARROWER
    columns = comparison.columns
    if left.kind is AdjunctKind.MANNER and left.opener == "by" and not change.is_list:
        return comparison.direction("added", "manner", not is_narrower)  # by letter, by registered letter
    if left.kind is AdjunctKind.RECEIVER and change.is_list and not change.is_existential:
        return comparison.direction("more", "bearer", is_narrower)
    if left.kind is AdjunctKind.CONDITION and left.opener == "with" and change.is_list:
        return comparison.direction("added", "condition", is_narrower != change.is_existential)
    if left.kind is AdjunctKind.RECEIVER and columns <= {"may", "must-not", "need-not"} and not change.is_list:
        return comparison.direction("more", "object", is_narrower)
    is_universal = all(
        item.determiner in ("any", "all", "each", "every") for item in left.phrases.items + right.phrases.items
    )
    if left.kind is AdjunctKind.PLACE and left.opener in ("of", "for", "on", "about", "from") and is_universal:
        return comparison.direction("more", "object", is_narrower)
    if left.kind is AdjunctKind.PLACE and columns & {"must-not", "may", "need-not"}:
        return comparison.direction("more", "object", is_narrower)
    if columns == {"must"} and _is_manner_place(left):
        return _duty_place_direction(comparison, left, right, change)
    return Relation.UNCLEAR


def _duty_place_direction(comparison: FrameComparison, left: Adjunct, right: Adjunct, change: ScopeChange) -> Relation:
    """In, at or for more things with `and` a duty asks more; in one of fewer (in a sealed case) likewise."""
    is_narrower = change.scope is Scope.NARROWER
    if change.is_list:
        return comparison.direction("more", "object-existential" if change.is_existential else "object", is_narrower)
    is_one_of_some = all(item.determiner == "a" for item in left.phrases.items + right.phrases.items)
    return comparison.direction("more", "object-existential", is_narrower) if is_one_of_some else Relation.UNCLEAR


def _consent_direction(comparison: FrameComparison, adjunct: Adjunct, is_narrower: bool) -> Relation:
    """A consent of a narrower kind is harder to get: for a leave with it, and for a ban that holds without it."""
    if adjunct.opener != "without":
        return comparison.direction("added", "condition", not is_narrower)
    if comparison.columns != {"must-not"}:
        return Relation.UNCLEAR
    return Relation.STRICTER if is_narrower else Relation.LOOSER


def _compare_consents(left: Adjunct, right: Adjunct) -> Scope | None:
    """`with the consent of the owner` beside `with the written consent of the owner`: narrower, wider or neither."""
    items = left.phrases.items + right.phrases.items
    is_alike = left.opener == right.opener and left.opener in word_set("governors", "openers_of_consent")
    if not is_alike or len(items) != 2 or items[0].head != items[1].head:
        return None
    kinds = word_set("governors", "kinds_of_consent")
    a, b = (item.modifiers & kinds for item in items)
    if items[0].head not in word_set("governors", "consent") or items[0].modifiers - a != items[1].modifiers - b:
        return None
    return Scope.NARROWER if a < b else Scope.WIDER if b < a else None


def _is_manner_place(adjunct: Adjunct) -> bool:
    """Whether a duty is done in, at or for each of the things after the preposition, all of them."""
    return adjunct.kind is AdjunctKind.PLACE and adjunct.opener in word_set("governors", "openers_of_each")


def _adjunct_figure_direction(comparison: FrameComparison, left: Adjunct, right: Adjunct) -> Relation:
    """A figure inside an addition: a distance, a hurdle such as notice, or a bound in a condition."""
    changed = [
        (a.phrase, b.phrase)
        for a, b in zip(left.figures, right.figures, strict=False)
        if order_figures(a, b) is not Order.EQUAL
    ]
    if len(left.figures) != len(right.figures) or len(changed) != 1:
        return Relation.UNCLEAR
    a, b = changed[0]
    order = order_quantities(a, b)
    if order not in (Order.MORE, Order.LESS):
        return Relation.UNCLEAR
    is_less = order is Order.LESS
    if (counted := _count_direction(comparison, left, a, is_less)) is not None:
        return counted
    return _single_figure_direction(comparison, left, right, a, is_less)


def _count_direction(
    comparison: FrameComparison, adjunct: Adjunct, phrase: QuantityPhrase, is_less: bool
) -> Relation | None:
    """What a count of those concerned does: how long, for how many each, by how many borne; None for other figures."""
    family = bound_family(phrase)
    if adjunct.opener == "for" and adjunct.words[:1] == ("#",) and is_lasting(comparison):
        return direction_of_lasting(comparison, is_less)  # valid for two seasons
    if _is_ratio(adjunct) and adjunct.phrases.items:
        measured = act_figures(comparison.left.objects)
        row = bound_family(measured[0].phrase) if measured else "exact"
        return comparison.direction("more", f"amount-{row}", not is_less)
    if _is_borne_by(adjunct) and family in ("exact", "floor"):
        is_asked = bool(set(adjunct.words[:1]) & word_set("governors", "asked_for"))
        place = ("added", "condition") if is_asked else ("more", "amount-exact")
        return comparison.direction(place[0], place[1], is_less)
    return None


def _single_figure_direction(
    comparison: FrameComparison, left: Adjunct, right: Adjunct, a: QuantityPhrase, is_less: bool
) -> Relation:
    """What the one figure that differs does by the kind of the addition and the bound that the figure is."""
    family = bound_family(a)
    if family == "between":
        return Relation.REPLACED
    if row := _row_of_measure(left, a):
        return comparison.direction("more", row, is_less)
    if _is_at_request(left):  # of so many: the more must ask, the rarer it is
        return comparison.direction("added", "condition", is_less)
    if _is_case_with_figure(comparison, left, a):
        return _condition_figure_direction(comparison, left, a, is_less)
    if left.kind is AdjunctKind.CONDITION and left.opener == "unless" and family in ("floor", "ceiling"):
        return comparison.direction("added", "condition", is_less != (family == "floor"))
    if left.kind is AdjunctKind.CONTENT and comparison.left.act == "ensure" and family in ("exact", "floor"):
        return (
            comparison.direction("more", f"amount-{family}", is_less) if _names_share_first(left) else Relation.UNCLEAR
        )
    if left.opener == "before" and "old" in left.words and comparison.columns == {"must-not"}:
        return comparison.direction("more", "until", is_less)
    is_beside_act = family in ("floor", "ceiling") and left.kind in (AdjunctKind.PLACE, AdjunctKind.MANNER)
    is_measure = left.opener in ("at", "for") or "must" not in comparison.columns
    if any(figure.role is FigureRole.SELECTS for item in left.phrases.items for figure in item.figures):
        return _phrase_direction(comparison, left, right)
    if is_beside_act and is_measure:
        return comparison.direction("added", "manner", is_less == (family == "floor"))
    return Relation.UNCLEAR


def _is_ratio(adjunct: Adjunct) -> bool:
    """`for every 20 flats`: of how many so much is due for each."""
    return adjunct.opener == "for" and adjunct.words[:1] in (("every",), ("each",)) and adjunct.words[1:2] == ("#",)


def _is_borne_by(adjunct: Adjunct) -> bool:
    """`in a deed signed by two witnesses`, `on a request made by five owners`: how many must bear what is named."""
    words = adjunct.words[1:4]
    is_of_one = len(adjunct.phrases.items) == 1 and adjunct.phrases.items[0].determiner == "a"
    return is_of_one and words[1:] == ("by", "#") and words[0] in word_set("governors", "borne_by")


def _is_case_with_figure(comparison: FrameComparison, adjunct: Adjunct, phrase: QuantityPhrase) -> bool:
    """Whether a figure says in which case the norm holds: if it rains two days, before loans above so much."""
    if adjunct.opener == "before":
        is_bounded = bound_family(phrase) in ("floor", "ceiling") and phrase.unit not in TIME_UNITS
        return is_bounded and comparison.columns == {"must"}
    is_case = adjunct.opener.removeprefix("only ") in word_set("governors", "openers_of_cases")
    return is_case and adjunct.kind is AdjunctKind.CONDITION


def _names_share_first(adjunct: Adjunct) -> bool:
    """`ensure that 60 percent of the bottles are returned`: a share, or a number, of those that something befalls."""
    return next((word for word in adjunct.words if word != "that"), "") in ("#share", "#")


def _row_of_measure(adjunct: Adjunct, phrase: QuantityPhrase) -> str:
    """The row of the table of directions that a figure beside the act stands in by its own measure, or ""."""
    family, words = bound_family(phrase), set(adjunct.words)
    if phrase.kind is QuantityKind.RADIUS:
        return "radius"
    if adjunct.opener in ("until", "till") and family == "exact":
        return "until"
    if adjunct.opener == "from" and adjunct.words[:1] == ("age",) and family == "exact":
        return "start"
    if adjunct.opener == "during" and adjunct.words[:1] == ("first",) and family == "exact":
        return "duration" if phrase.unit in TIME_UNITS else ""
    if phrase.unit == "metre" and words & {"from", "away", "off", "apart", "behind"}:
        return f"amount-{family}"
    is_at_notice = adjunct.opener == "at" and "notice" in words
    is_before_act = is_at_notice or adjunct.opener in word_set("governors", "openers_of_hurdles")
    if is_before_act and words & word_set("governors", "hurdles"):
        return "hurdle"
    is_weekly = family in ("floor", "ceiling") or bool(words & {"week", "month", "year"})
    if adjunct.opener == "on" and phrase.unit == "second" and family != "between" and is_weekly:
        return f"frequency-{family}"  # on at least 5 days of every week
    return "amount-exact" if family == "exact" and _counts_whole(adjunct, phrase) else ""


def _condition_figure_direction(
    comparison: FrameComparison, adjunct: Adjunct, phrase: QuantityPhrase, is_less: bool
) -> Relation:
    """`if the wind exceeds 60 km/h`: a figure that is passed less often makes what hangs on it rarer."""
    family = bound_family(phrase)
    if family == "exact" and set(adjunct.words) & word_set("governors", "passing") and "not" not in adjunct.words:
        family = "floor"
    is_bound = comparison.left.force != "present"  # the board is quorate if three members attend
    if family == "exact" and phrase.unit in ("", "share") and is_bound and _counts_those_who_ask(adjunct):
        family = "floor"
    if family not in ("floor", "ceiling") and phrase.unit not in TIME_UNITS:
        return Relation.UNCLEAR
    return comparison.direction("added", "condition", is_less == (family != "ceiling"))


def _counts_those_who_ask(adjunct: Adjunct) -> bool:
    """`if three members so request`: the figure counts those who do what the condition names."""
    is_counted = adjunct.words[:1] in (("#",), ("#share",))
    return is_counted and bool(set(adjunct.words) & word_set("governors", "asked_by_number"))


def _counts_whole(adjunct: Adjunct, phrase: QuantityPhrase) -> bool:
    """`in three languages`, `for 80 percent of the losses`: so much of a duty, though it stands beside the act."""
    if adjunct.kind is not AdjunctKind.PLACE:
        return False
    is_served = len(adjunct.words) == 2 and adjunct.words[0] == "#" and phrase.unit == ""  # food for thirty guests
    is_share = adjunct.opener == "for" and (phrase.unit == "share" or is_served)
    is_counted = adjunct.opener in ("in", "at") and adjunct.words[:1] == ("#",) and phrase.unit == ""
    return is_share or (is_counted and bool(set(adjunct.words[1:2]) & word_set("governors", "counted_places")))


def _record_added_adjunct(comparison: FrameComparison, adjunct: Adjunct, is_gone: bool) -> None:
    row = {
        AdjunctKind.CONDITION: "condition",
        AdjunctKind.EXCEPTION: "exception",
        AdjunctKind.MANNER: "manner",
        AdjunctKind.PLACE: "place",
        AdjunctKind.PURPOSE: "purpose",
    }.get(adjunct.kind, "")
    if adjunct.opener == "before" and adjunct.kind is AdjunctKind.CONDITION:
        row = "deadline-before"
    is_plain = _is_plain_addition(adjunct) or _is_plain_beside(comparison, adjunct)
    effect = comparison.direction("added", row, is_gone) if row and is_plain else Relation.UNCLEAR
    if (
        adjunct.opener == "without"
        and adjunct.kind is AdjunctKind.CONDITION
        and direction_column(comparison.left) != "must-not"
    ):
        effect = Relation.UNCLEAR
    is_cut = adjunct.words[-1:] in (("and",), ("or",))  # a list whose rest was read as something else
    is_open = any(item.determiner in word_set("governors", "universal") for item in adjunct.phrases.items)
    is_open = is_open and adjunct.opener in ("at", "in", "on", "during")  # at all hours
    if adjunct.comparable_text in word_set("governors", "unlimited_times") or is_cut or is_open:
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


def _is_plain_beside(comparison: FrameComparison, adjunct: Adjunct) -> bool:
    """Whether an addition does what its kind does beside these acts: a means, who alone acts, how often at most."""
    frames = comparison.left, comparison.right
    if adjunct.opener == "before" or (adjunct.opener == "without" and comparison.columns == {"must-not"}):
        return True
    if adjunct.opener == "with" and adjunct.kind is AdjunctKind.MANNER:
        acts = {frame.verb for frame in frames}
        return not acts & word_set("governors", "with_verbs") and all(map(_leaves_means_to_act, frames))
    if adjunct.opener == "" and adjunct.words in (("once",), ("twice",)):
        return comparison.columns == {"may"}
    is_done_by = comparison.columns == {"must"} and all(frame.is_passive and frame.bearers.items for frame in frames)
    return adjunct.words == ("only",) and (comparison.columns == {"may"} or is_done_by)


def _leaves_means_to_act(frame: Frame) -> bool:
    """Whether `with` and a thing behind the object belong to the act and cannot pick among several objects."""
    last = frame.objects.items[-1] if frame.objects.items else None
    return last is not None and (frame.is_passive or (bool(last.determiner) and not last.is_plural))


def _is_plain_addition(adjunct: Adjunct) -> bool:
    """Whether the addition does to the norm what its kind does: takes from a claim, and is no turn of another sense."""
    words = set(adjunct.words)
    if adjunct.kind is AdjunctKind.CONDITION:
        return adjunct.opener.removeprefix("only ") in word_set("governors", "plain_conditions")
    if adjunct.kind is AdjunctKind.MANNER:
        odd_words = word_set("governors", "weakening") | word_set("governors", "turning_adverbs")
        if adjunct.comparable_text in word_set("governors", "manner_phrases"):
            return True
        if adjunct.opener == "with" and set(adjunct.words) == {"interest"}:
            return True
        if adjunct.opener.removeprefix("only ") == "under" or adjunct.words[:1] == ("presence",):
            return True
        is_adverb = adjunct.opener == "" and len(adjunct.words) == 1 and adjunct.words[0].endswith("ly")
        return is_adverb and not words & odd_words
    if adjunct.kind is AdjunctKind.PLACE:
        return adjunct.opener in word_set("governors", "places")
    return not words & {"not", "no"}
