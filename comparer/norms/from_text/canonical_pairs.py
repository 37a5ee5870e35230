"""Two sentences as two actions of the algebra. What the words leave open is a `DoubtError`, never a guess."""

from __future__ import annotations

from dataclasses import dataclass, replace

from comparer.language.inflection import singular
from comparer.language.modality import contrary
from comparer.language.phrase_lists import words
from comparer.language.sentence_parser import Sentence
from comparer.model.records import UNNAMED, Condition, ConditionKind, Modality, Norm, Terms
from comparer.norms.canonical import Action, canonical
from comparer.norms.from_text.amounts import Shown, amounts_of, times_of
from comparer.norms.from_text.phrases import DoubtError, Lists, apart, both_needed, contrasted, lists
from comparer.norms.from_text.text_vocabulary import DUTIES, PERIOD, VOCABULARY
from comparer.norms.intervals import Comparison, compare_scopes
from comparer.norms.vocabulary import Scope
from comparer.resources.tables import table

FORBIDDING = frozenset({Modality.MUST_NOT, Modality.EXPECTS_NOT})
KINDS = {
    "without": ConditionKind.UNLESS,
    "when": ConditionKind.WHEN,
    "after": ConditionKind.WHEN,
    "until": ConditionKind.UNTIL,
    "unless": ConditionKind.UNLESS,
}

__all__ = ["DoubtError", "actions"]

Sides = tuple[frozenset[str], frozenset[str]]
Words = tuple[tuple[str, ...], tuple[str, ...]]
"""The words to show for either side."""


@dataclass(frozen=True, slots=True)
class Scopes:
    """Bearers and objects of both sides, with the words to show for each; `act` is what both are said to do."""

    bearers: Sides
    objects: Sides
    named: Words
    acted: Words


def actions(left: Sentence, right: Sentence) -> tuple[Action, Action, tuple[str, ...]]:
    """The two sentences ready to be related, and what to bear in mind. Raises DoubtError where words leave it open."""
    if Modality.DEFERS in (left.modality, right.modality):
        return _put_off(left, right)
    left, right = _unprefixed(left, right)
    _same_shade(left, right)
    scopes = _scopes(left, right)
    amounts = amounts_of(left, right)
    conditions = _conditions(left, right)
    one = _action(left, scopes, 0, {**amounts[0], **times_of(left, right)}, conditions[0])
    other = _action(right, scopes, 1, {**amounts[1], **times_of(right, left)}, conditions[1])
    return one, other, ()


def _put_off(left: Sentence, right: Sentence) -> tuple[Action, Action, tuple[str, ...]]:
    if left.modality is right.modality:
        raise DoubtError("both leave the matter to later, in other words")
    if len(left.content & right.content) < min(2, len(left.content), len(right.content)):
        raise DoubtError("the two sentences share too few words")
    plain = Norm(bearers=(UNNAMED,), modality=Modality.DEFERS)
    one, other = (canonical(replace(plain, modality=side.modality), VOCABULARY) for side in (left, right))
    return one, other, ("the two speak of one matter if the words that they share do not mislead",)


def _unprefixed(left: Sentence, right: Sentence) -> tuple[Sentence, Sentence]:
    """`be unarmed` against `be armed` is not being armed."""
    for prefix in table("drafting")["negative_prefixes"]:
        if left.verb == prefix + right.verb:
            return _turned(left, right.verb), right
        if right.verb == prefix + left.verb:
            return left, _turned(right, left.verb)
    return left, right


def _turned(one: Sentence, plain: str) -> Sentence:
    modality = contrary(one.modality)
    if modality is None:
        raise DoubtError("a negation cannot be weighed", one.verb, plain)
    return replace(one, modality=modality, verb=plain)


def _same_shade(left: Sentence, right: Sentence) -> None:
    if "tangled" in (left.shade, right.shade):
        raise DoubtError("two words bind in one sentence")
    if left.modality is right.modality and left.shade != right.shade:
        raise DoubtError(f"words of one force that may bind differently ({left.shade or right.shade})")
    if left.manners != right.manners:
        raise DoubtError("how it is done differs", " ".join(sorted(left.manners)), " ".join(sorted(right.manners)))


def _scopes(left: Sentence, right: Sentence) -> Scopes:
    bearers = _bearers(left, right)
    if _swapped(left, right):
        objects = frozenset({" ".join(left.predicate)}), frozenset({" ".join(right.predicate)})
        return Scopes(bearers, objects, (_named(left), _named(right)), (_one(left), _one(right)))
    how = compare_scopes(Scope(bearers[0]), Scope(bearers[1]))
    if bool(left.bearers) != bool(right.bearers):
        raise DoubtError("who is bound is not said on one side", _names(left), _names(right), "bearer")
    if how in (Comparison.DISJOINT, Comparison.OVERLAPPING) and not _other_bearer(left, right):
        raise DoubtError("who is bound is named in other words", _names(left), _names(right), "bearer")
    if left.verb != right.verb and not VOCABULARY.excludes(left.verb, right.verb):
        raise DoubtError("the acts are named in other words", left.verb, right.verb, "act")
    objects, acted = _objects(left, right)
    return Scopes(bearers, objects, (_named(left), _named(right)), acted)


def _one(side: Sentence) -> tuple[str, ...]:
    return (" ".join(side.predicate),)


def _named(side: Sentence) -> tuple[str, ...]:
    """Those bound as shown; a list with `or`, or with exceptions, is one phrase."""
    if side.bearer_link or side.exceptions:
        phrase = f" {side.bearer_link or 'and'} ".join(side.bearers)
        return (" except ".join((phrase, *(" and ".join(side.exceptions),) * bool(side.exceptions))),)
    return side.bearers


def _names(side: Sentence) -> str:
    return ", ".join(side.bearers) or UNNAMED


def _bearers(left: Sentence, right: Sentence) -> Sides:
    """Those bound on each side; who is excepted on one side alone is counted in on the other."""
    if left.bearer_link != right.bearer_link and len(left.bearers) > 1 and len(right.bearers) > 1:
        raise DoubtError("who is bound is joined by another word", _names(left), _names(right), "bearer")
    if (left.bearer_link or right.bearer_link) and left.bearers != right.bearers:
        raise DoubtError("any of several is bound on one side", _names(left), _names(right), "bearer")
    every = {*left.exceptions, *right.exceptions}
    one, other = (
        frozenset({*side.bearers, *(f"{name}*" for name in every - {*side.exceptions})}) for side in (left, right)
    )
    for a, b in ((left, right), (right, left)):
        if len(a.bearers) == len(b.bearers) == 1 and _part_of(a.bearers[0].split(), b.bearers[0].split()):
            whole = frozenset({*a.bearers, *b.bearers})
            return (one, other | whole) if a is left else (one | whole, other)
    return one, other


def _part_of(part: list[str], whole: list[str]) -> bool:
    """`some members` against `members`."""
    return part[:1] != whole[:1] and part[0] in words("drafting", "partial") and part[1:] == whole


def _other_bearer(left: Sentence, right: Sentence) -> bool:
    return len(left.bearers) == len(right.bearers) == 1 and contrasted(
        left.bearers[0].split(), right.bearers[0].split()
    )


def _swapped(left: Sentence, right: Sentence) -> bool:
    """Whether the same words stand on both sides, and those who are bound have changed places with others."""
    if left.verb != right.verb or not left.bearers or not right.bearers or set(left.bearers) & set(right.bearers):
        return False
    ours, theirs = _bag(left), _bag(right)
    return ours == theirs and left.predicate != right.predicate and left.amounts == right.amounts


def _bag(side: Sentence) -> list[str]:
    plain = [word for name in side.bearers for word in name.split()]
    return sorted(singular(word) for word in (*plain, *side.predicate) if word not in words("drafting", "universal"))


def _objects(left: Sentence, right: Sentence) -> tuple[Sides, Words]:
    """What is acted on: sets of phrases, and the words to show."""
    a, b = (left.marked, right.marked) if left.amounts and right.amounts else (left.predicate, right.predicate)
    if a == b:
        same = frozenset({" ".join(a)})
        return (same, same), (_one(left), _one(right))
    found = lists(a, b)
    if found is not None:
        return _listed(left, right, found)
    one, other = apart(a, b)
    shown = ((" ".join(one),), (" ".join(other),))
    if {*one, *other} & words("drafting", "negations"):
        raise DoubtError("a negation stands in another place", *(side[0] for side in shown))
    for part, whole in ((one, other), (other, one)):
        if len(part) == len(whole) == 1 and part[0] in words("drafting", "partial") and whole[0] == "all":
            narrow, wide = frozenset({"some"}), frozenset({"some", "all"})
            return ((narrow, wide) if part is one else (wide, narrow)), shown
    if contrasted(one, other):
        return (frozenset(one), frozenset(other)), shown
    raise DoubtError("the words differ", shown[0][0], shown[1][0])


def _listed(left: Sentence, right: Sentence, found: Lists) -> tuple[Sides, Words]:
    head, a, b, link, other = found
    if "between" in head and a != b:
        raise DoubtError("what lies between has changed")
    shown = _shown_list(a, link), _shown_list(b, other)
    if {word for one in a ^ b for word in one} & (words("drafting", "negations") | {"#", "@", "between"}):
        raise DoubtError("a list with a negation or a figure differs", ", ".join(shown[0]), ", ".join(shown[1]))
    if left.modality in DUTIES and right.modality in DUTIES:
        sets = (
            both_needed(a, a | b, link if len(a) > 1 else "and"),
            both_needed(b, a | b, other if len(b) > 1 else "and"),
        )
    elif link and other and link != other:
        raise DoubtError("and has become or", link, other)
    elif a != b and "and" in (link, other) and {left.modality, right.modality} != {Modality.MAY}:
        raise DoubtError(
            "whether each is forbidden or all together is not plain", ", ".join(shown[0]), ", ".join(shown[1])
        )
    else:
        sets = frozenset(map(" ".join, a)), frozenset(map(" ".join, b))
    if compare_scopes(Scope(sets[0]), Scope(sets[1])) not in (Comparison.SAME, Comparison.WIDER, Comparison.NARROWER):
        raise DoubtError("the lists differ in more than one way", ", ".join(shown[0]), ", ".join(shown[1]))
    return sets, shown


def _shown_list(parts: frozenset[tuple[str, ...]], link: str) -> tuple[str, ...]:
    names = tuple(sorted(map(" ".join, parts)))
    return (" or ".join(names),) if link == "or" else names


def _conditions(left: Sentence, right: Sentence) -> tuple[tuple[Condition, ...], tuple[Condition, ...]]:
    ours, theirs = set(left.conditions), set(right.conditions)
    changed = ours ^ theirs
    if ours and theirs and changed:
        raise DoubtError("the conditions differ", _told(left), _told(right), "condition")
    if any(kind not in KINDS for kind, _ in changed):
        raise DoubtError("what the condition does to the norm is not plain", _told(left), _told(right), "condition")
    if any(kind == "without" for kind, _ in changed) and not {left.modality, right.modality} <= FORBIDDING:
        raise DoubtError("what consent does to the norm is not plain", _told(left), _told(right), "condition")
    one, other = (
        tuple(Condition(kind=KINDS.get(kind, ConditionKind.WHEN), event=event) for kind, event in sorted(side))
        for side in (ours, theirs)
    )
    return one, other


def _told(side: Sentence) -> str:
    return "; ".join(f"{kind} {event}" for kind, event in side.conditions)


def _action(side: Sentence, scopes: Scopes, which: int, shown: Shown, conditions: tuple[Condition, ...]) -> Action:
    norm = Norm(
        bearers=scopes.named[which] or (UNNAMED,),
        modality=side.modality,
        act=side.verb,
        objects=scopes.acted[which],
        terms=Terms(quantities=tuple(quantity for _, quantity in shown.values())),
        conditions=conditions,
    )
    bearers = Scope(scopes.bearers[which] or frozenset({UNNAMED}))
    return replace(
        canonical(norm, VOCABULARY),
        bearers=bearers,
        agents=Scope(frozenset()),
        objects=Scope(scopes.objects[which]),
        amounts={key: one for key, (one, _) in shown.items() if key[0] != PERIOD},
        periods={key: one for key, (one, _) in shown.items() if key[0] == PERIOD},
    )
