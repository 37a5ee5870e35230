"""Two frames that say one thing in two forms, brought to one form: `not more than` and `at most`, `by` and `to`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from comparer.language.frame import AdjunctKind, FigureRole, Frame, NounPhrase, PhraseList
from comparer.language.phrase_lists import word_set
from comparer.language.quantities import Bound, QuantityPhrase
from comparer.model.norm import Modality
from comparer.norms.from_text.compare_quantities import bound_family
from comparer.norms.from_text.frame_comparison import act_figures
from comparer.resources.tables import load_table


def align_either_side(
    left: Frame, right: Frame, turn_frame: Callable[[Frame, Frame], Frame | None]
) -> tuple[Frame, Frame]:
    """Both frames, the first of them that `turn_frame` can bring to a form like the other's in that form."""
    if (turned := turn_frame(left, right)) is not None:
        return turned, right
    turned = turn_frame(right, left)
    return left, right if turned is None else turned


def align_bounds(left: Frame, right: Frame) -> tuple[Frame, Frame]:
    """`shall not keep more than 5` as `shall keep at most 5` where the other side says it so."""
    return align_either_side(left, right, _turn_bound)


def _turn_bound(frame: Frame, other: Frame) -> Frame | None:
    positive = _as_positive(frame)
    if positive is None or other.modality is not Modality.MUST or other.act != positive.act:
        return None
    families = [[bound_family(figure.phrase) for figure in act_figures(entry.objects)] for entry in (positive, other)]
    return positive if families[0] == families[1] else None


def align_relations(left: Frame, right: Frame) -> tuple[Frame, Frame]:
    """`cut by 40 percent` as `cut to 60 percent` where the other side says it so."""
    relations = [{figure.relation for figure in act_figures(frame.objects)} for frame in (left, right)]
    if left.act != right.act or left.act not in word_set("governors", "reducing_to") or relations[0] == relations[1]:
        return left, right
    return _as_remainder(left), _as_remainder(right)


def align_reserved_leaves(left: Frame, right: Frame) -> tuple[Frame, Frame]:
    """`no tree may be felled without a licence` as `trees may be felled only with a licence` beside another leave."""
    return align_either_side(left, right, _turn_reserved_ban)


def _turn_reserved_ban(frame: Frame, other: Frame) -> Frame | None:
    reserves = load_table("governors")["reserves"]
    reserved = [entry for entry in frame.adjuncts if entry.opener in reserves]
    is_turned = frame.modality is Modality.MUST_NOT and other.modality is Modality.MAY and frame.act == other.act
    if not is_turned or len(reserved) != 1 or any(entry.opener in reserves for entry in other.adjuncts):
        return None
    turned = replace(reserved[0], opener=reserves[reserved[0].opener], kind=AdjunctKind.CONDITION)
    return replace(
        frame,
        modality=Modality.MAY,
        bearers=PhraseList() if names_anybody(frame.bearers) and not other.bearers.items else frame.bearers,
        adjuncts=tuple(turned if entry is reserved[0] else entry for entry in frame.adjuncts),
    )


def names_anybody(phrases: PhraseList) -> bool:
    """`nobody`, `no person`, `any person`: a ban on all, as one that names nobody."""
    if len(phrases.items) != 1:
        return False
    item = phrases.items[0]
    is_open = item.determiner in ("", "any", "a") and not item.is_plural and not item.modifiers and not item.exceptions
    return is_open and item.head in word_set("governors", "anybody")


def align_shares(left: Frame, right: Frame) -> tuple[Frame, Frame]:
    """`withhold the rent` as all of the rent where the other side says a share of it."""
    return align_either_side(left, right, _count_share) if _act_on_single_things(left, right) else (left, right)


def _count_share(frame: Frame, other: Frame) -> Frame | None:
    whole, share = frame.objects.items[0], other.objects.items[0]
    whole_words = sorted(
        ["of", whole.head, *(word for key in whole.modifiers for word in key.removeprefix("poss:").split())]
    )
    is_plain = whole.determiner in ("the", "", "all") and not whole.figures
    is_share = share.head in ("#share", "percent") and sorted(" ".join(share.modifiers).split()) == whole_words
    if not is_share or len(share.figures) != 1 or not is_plain:
        return None
    phrase = replace(share.figures[0].phrase, low=Fraction(1), high=Fraction(1), bound=Bound.EXACT, opener="")
    return _with_count(frame, share, phrase)


def align_single_things(left: Frame, right: Frame) -> tuple[Frame, Frame]:
    """`a sample` as one sample where the other side says how many."""
    return align_either_side(left, right, _count_single_thing) if _act_on_single_things(left, right) else (left, right)


def _count_single_thing(frame: Frame, other: Frame) -> Frame | None:
    single, counted = frame.objects.items[0], other.objects.items[0]
    is_count = len(counted.figures) == 1 and counted.figures[0].role is FigureRole.ACT
    is_single = single.determiner == "a" and not single.figures and not single.is_plural
    if not is_count or not is_single or single.head != counted.head or single.modifiers != counted.modifiers:
        return None
    phrase = counted.figures[0].phrase
    if phrase.unit or phrase.bound is not Bound.EXACT or counted.determiner:
        return None
    return _with_count(frame, counted, replace(phrase, low=Fraction(1), high=Fraction(1)))


def _act_on_single_things(left: Frame, right: Frame) -> bool:
    """Whether both sides name one act, and one thing to which it is done."""
    return len(left.objects.items) == len(right.objects.items) == 1 and left.act == right.act


def _with_count(frame: Frame, counted: NounPhrase, phrase: QuantityPhrase) -> Frame:
    """The frame with its single thing as the other side counts it, so many of it or such a share."""
    source_text = frame.objects.items[0].source_text
    figure = replace(counted.figures[0], phrase=phrase, source_text=source_text)
    item = replace(counted, figures=(figure,), source_text=source_text)
    return replace(frame, objects=replace(frame.objects, items=(item,)))


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
    figures = act_figures(frame.objects)
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
