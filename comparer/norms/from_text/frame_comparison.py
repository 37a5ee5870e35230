"""Two frames side by side, the changes found between them, and what more of a facet does to the norm."""

from __future__ import annotations

from comparer.language.frame import Figure, FigureRole, Frame, PhraseList
from comparer.language.phrase_lists import word_set
from comparer.model.findings import Change
from comparer.model.norm import Modality
from comparer.model.relation import Relation
from comparer.norms.from_text.text_vocabulary import reverse_direction
from comparer.norms.tables import modality_relation
from comparer.resources.tables import load_table

DUTY_MODALITIES = frozenset({Modality.MUST, Modality.EXPECTS, Modality.DECLARES})


BAN_MODALITIES = frozenset({Modality.MUST_NOT, Modality.EXPECTS_NOT, Modality.DECLARES_NOT})


class FrameComparison:
    """Two frames and the changes found between them."""

    def __init__(self, left: Frame, right: Frame) -> None:
        self.left, self.right = left, right
        self.changes: list[Change] = []
        self.is_opposed = modality_relation(left.modality, right.modality) is Relation.OPPOSED

    @property
    def columns(self) -> set[str]:
        """The columns of the table of directions that the two sides stand in."""
        return {direction_column(self.left), direction_column(self.right)}

    def add(self, facet: str, before: str, after: str, effect: Relation) -> None:
        """Records one change."""
        self.changes.append(Change(facet=facet, before=before, after=after, effect=effect, rule=f"change-{facet}"))

    def direction(self, table: str, row: str, is_reversed: bool = False) -> Relation:
        """What a facet does under the modality of each side: the answer where both agree, else unclear."""
        cells = load_table("text_directions")[table].get(row, {})
        if table == "added" and row in ("condition", "exception") and is_cap(self.left) and is_cap(self.right):
            return reverse_direction(Relation.LOOSER) if is_reversed else Relation.LOOSER
        answers = {cells.get(column) for column in self.columns}
        if self.is_opposed and (table == "added" or row in ("object", "bearer")):  # only one side is qualified by it
            answers = {cells.get(direction_column(self.left if is_reversed else self.right))}
        if len(answers) != 1 or None in answers:
            return Relation.UNCLEAR
        relation = Relation(answers.pop())
        return reverse_direction(relation) if is_reversed else relation


def is_cap(frame: Frame) -> bool:
    """Whether leave is given for no more than so much: what limits the limit asks less."""
    openers = {figure.phrase.opener for figure in act_figures(frame.objects)}
    return frame.modality is Modality.MAY and bool(openers & {"no more than", "not more than", "at most", "only"})


def direction_column(frame: Frame) -> str:
    """The column of the table of directions. Whoever gets something is not bound by it: that column is empty."""
    is_of_rule = frame.verb in word_set("governors", "acts_of_rules") and not frame.objects.items
    openers = {entry.opener for entry in frame.adjuncts}
    is_of_person = "for" in openers or (frame.modality is Modality.MAY and "to" not in openers)  # apply for a licence
    is_of_rule = is_of_rule and not is_of_person
    others = word_set("governors", "requiring") | word_set("governors", "punishing")
    if is_of_rule or (frame.is_passive and frame.act in others):
        return "of-rule"
    words = {word for entry in frame.adjuncts for word in entry.words} | {item.head for item in frame.objects.items}
    is_grant = frame.is_passive and frame.modality is Modality.DECLARES  # leave is granted where the point is new
    is_grant = is_grant and frame.act in word_set("governors", "given_for_a_time")
    has_benefit = frame.act == "have" and bool(words & word_set("governors", "had_benefits"))
    has_benefit = has_benefit or (frame.act == "be" and bool(words & word_set("governors", "relieving_states")))
    if has_benefit or is_grant or (frame.force == "present" and "free" in words):
        return "benefit" if frame.modality in DUTY_MODALITIES else frame.modality.value  # children enter free
    if frame.modality in DUTY_MODALITIES:
        return "benefit" if frame.act.split(" ")[-1] in word_set("governors", "benefit") else "must"
    return "must-not" if frame.modality in BAN_MODALITIES else frame.modality.value


def direction_of_lasting(comparison: FrameComparison, is_less: bool) -> Relation:
    """What it does that a state lasts longer: it leaves more where what lasts is a leave, a permit; else untold."""
    frame = comparison.left
    items = frame.objects.items if frame.is_passive else frame.bearers.items
    is_leave = bool(items) and all(item.head in word_set("governors", "names_of_leaves") for item in items)
    if not is_leave or comparison.right.act != frame.act or comparison.columns & {"must-not", "need-not"}:
        return Relation.UNCLEAR
    return Relation.STRICTER if is_less else Relation.LOOSER


def build_one_sided_change(facet: str, text: str, effect: Relation, *, is_gone: bool) -> Change:
    """The change by words that one side alone has: `effect` is what their coming does, and their going the reverse."""
    before, after = (text, "") if is_gone else ("", text)
    effect = reverse_direction(effect) if is_gone else effect
    return Change(facet=facet, before=before, after=after, effect=effect, rule=f"change-{facet}")


def act_figures(phrases: PhraseList) -> list[Figure]:
    return [figure for item in phrases.items for figure in item.figures if figure.role is FigureRole.ACT]
