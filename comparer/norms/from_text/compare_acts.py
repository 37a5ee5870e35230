"""How two frames bind, what is done in them, and whether those who act and those acted on changed places."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from comparer.language.frame import AdjunctKind, Frame, PhraseList
from comparer.model.norm import Modality
from comparer.model.relation import Relation
from comparer.norms.from_text.compare_phrases import are_distinct
from comparer.norms.from_text.frame_comparison import DUTY_MODALITIES, FrameComparison, direction_column
from comparer.norms.from_text.text_vocabulary import are_opposite_acts
from comparer.norms.tables import modality_relation
from comparer.resources.tables import load_table


def compare_modalities(comparison: FrameComparison) -> None:
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


def weigh_qualified_denial(comparison: FrameComparison) -> None:
    """A leave beside a ban that holds in one case or for a time alone: in all other cases both allow the same.

    What the case or time does is told by what became of the norm; the leave is narrower by it, or wider without it.
    """
    modalities = {comparison.left.modality, comparison.right.modality}
    if modalities != {Modality.MAY, Modality.MUST_NOT}:
        return
    is_ban_gone = comparison.left.modality is Modality.MUST_NOT
    effect = Relation.LOOSER if is_ban_gone else Relation.STRICTER
    qualified = [
        change
        for change in comparison.changes
        if change.facet in _QUALIFYING and not (change.after if is_ban_gone else change.before)
    ]
    others = [change for change in comparison.changes if change not in qualified and change.facet != "modality"]
    if qualified and not others:
        comparison.changes = [replace(change, effect=effect) for change in comparison.changes]


_QUALIFYING = frozenset({"condition", "deadline", "manner"})


def compare_acts(comparison: FrameComparison) -> None:
    left, right = comparison.left, comparison.right
    if left.act == right.act:
        return
    effect = Relation.UNCLEAR
    if are_opposite_acts(left.act, right.act):
        is_order = left.modality is right.modality and left.modality in DUTY_MODALITIES
        effect = Relation.OPPOSED if is_order else Relation.REPLACED
    elif (effect := _multiple_direction(comparison)) is not Relation.UNCLEAR:
        pass
    elif (step := _step_between(left.act, right.act)) and comparison.columns == {"must"}:
        effect = Relation.STRICTER if step > 0 else Relation.LOOSER
    elif are_distinct(left.act, right.act):
        effect = Relation.REPLACED
    elif f"consider {left.act}" == right.act or f"consider {right.act}" == left.act:
        is_duty = {direction_column(left), direction_column(right)} == {"must"}
        effect = (Relation.STRICTER if left.act.startswith("consider") else Relation.LOOSER) if is_duty else effect
    comparison.add("act", left.act, right.act, effect)


def _step_between(left: str, right: str) -> int:
    """1 where the right act asks more of the same kind, -1 where less, 0 where no list says so."""
    for acts in load_table("governors")["acts_in_steps"]:
        if left in acts and right in acts:
            return 1 if acts.index(right) > acts.index(left) else -1
    return 0


def _multiple_direction(comparison: FrameComparison) -> Relation:
    """`double` beside `treble`: so many times as much of one thing."""
    multiples = load_table("governors")["multiplying"]
    left, right = (multiples.get(frame.act) for frame in (comparison.left, comparison.right))
    if left is None or right is None:
        return Relation.UNCLEAR
    return comparison.direction("more", "amount-exact", Fraction(right) < Fraction(left))


def compare_swapped_roles(comparison: FrameComparison) -> bool:
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
