"""What words mean to one another: membership, parts, kinds, converse, entailment, units, the tree of issues.

Three kinds of belonging are kept apart. Members stand for an organisation only as agents or bearers of an act that
distributes; parts make up a territory, a force or a fund; kinds gather things of one sort. Scopes compare as sets of
leaves: what has parts or instances and is not marked whole has an unnamed remainder as one more leaf.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from comparer.model.norm import ANYONE
from comparer.model.vocabulary import (
    REMAINDER_SUFFIX,
    Act,
    Event,
    Instrument,
    Issue,
    Manner,
    QuantityKind,
    Question,
    VocabularyData,
)

UNKNOWN_ACT = Act(id="")
UNKNOWN_QUANTITY = QuantityKind(id="", kind="")


@dataclass(frozen=True, slots=True)
class Scope:
    """A set of leaves; `everyone` stands for all actors there are, named or not."""

    leaves: frozenset[str]
    everyone: bool = False

    def __bool__(self) -> bool:
        return self.everyone or bool(self.leaves)

    def overlaps(self, other: Scope) -> bool:
        if self.everyone or other.everyone:
            return bool(self) and bool(other)
        return not self.leaves.isdisjoint(other.leaves)

    def may_overlap(self, other: Scope) -> bool:
        """Whether the two overlap, or one of them is left open."""
        return not self or not other or self.overlaps(other)

    def covers(self, other: Scope) -> bool:
        return self.everyone or (not other.everyone and self.leaves >= other.leaves)


class Vocabulary:
    """Look-ups over the words of one workspace. Unknown words stand for themselves, so that everything runs with none.

    Immutable once built; every answer depends on the data alone.
    """

    def __init__(self, data: VocabularyData | None = None) -> None:
        self.data = data or VocabularyData()
        self.acts: Mapping[str, Act] = {act.id: act for act in self.data.acts}
        self.issues: Mapping[str, Issue] = {issue.id: issue for issue in self.data.issues}
        self.manners: Mapping[str, Manner] = {manner.id: manner for manner in self.data.manners}
        self.instruments: Mapping[str, Instrument] = {instrument.id: instrument for instrument in self.data.instruments}
        self.quantities: Mapping[str, QuantityKind] = {
            quantity_kind.id: quantity_kind for quantity_kind in self.data.quantities
        }
        self.actors = frozenset(actor.id for actor in self.data.actors)
        self.agreement_bodies = frozenset(actor.id for actor in self.data.actors if actor.agreement_body)
        """Actors that exist only because a text sets them up."""
        self.events: Mapping[str, Event] = {event.id: event for event in self.data.events}
        self.questions: Mapping[str, Question] = {question.id: question for question in self.data.questions}
        self.question_order: Mapping[str, int] = {
            question.id: index for index, question in enumerate(self.data.questions)
        }
        self._questions_by_issue = _questions_by_issue(self.data.questions)
        self.issue_order: Mapping[str, int] = {issue.id: index for index, issue in enumerate(self.data.issues)}
        self._act_by_converse = {act.converse: act.id for act in self.data.acts if act.converse}
        self._member_leaves = _leaf_table({actor.id: actor.members for actor in self.data.actors}, frozenset())
        self._object_leaves = _leaf_table(*_children_and_wholes(self.data))
        self._entailed_acts = _transitive_closure({act.id: act.entails for act in self.data.acts})
        self._enabled_acts = _transitive_closure({act.id: act.enables for act in self.data.acts})
        self._entailed_events = _transitive_closure({event.id: event.entails for event in self.data.events})
        self._exclusive_events = _extend_exclusions(_symmetric_exclusions(self.data.events), self._entailed_events)
        self._consent_givers = {event.id: event.consent_of for event in self.data.events if event.consent_of}
        self._exclusive_pairs = _extend_exclusions(_symmetric_exclusions(self.data.acts), self._entailed_acts)
        self._owner_by_leaf = _owners_of_leaves(self.data, self._object_leaves)
        self._related_acts_cache: dict[str, frozenset[str]] = {}
        self.canonical_cache: dict[int, tuple[Any, Any]] = {}
        """What the algebra has read with these words, by identity of the norm. A memory, no state: see `canonical`."""
        self._units = {unit.id: unit for unit in self.data.units}
        self._labels = dict(_word_labels(self.data))

    def canonical_act(self, act: str) -> tuple[str, bool]:
        """The act under which an action is kept, and whether agent and object change places to get there."""
        return (self._act_by_converse[act], True) if act in self._act_by_converse else (act, False)

    def actor_scope(self, ids: Iterable[str], distributes: bool) -> Scope:
        """The scope of actors; members stand for their organisation only where the act distributes."""
        names = frozenset(ids)
        if ANYONE in names:
            return Scope(frozenset(), everyone=True)
        return Scope(self._expand_to_leaves(names, self._member_leaves) if distributes else names)

    def object_scope(self, ids: Iterable[str]) -> Scope:
        """The scope of objects: leaves of parts and kinds. An organisation as an object is itself."""
        names = frozenset(ids)
        if ANYONE in names:
            return Scope(frozenset(), everyone=True)
        return Scope(self._expand_to_leaves(names, self._object_leaves))

    def owners(self, scope: Scope) -> frozenset[str]:
        """Whose the leaves of a scope are, where the vocabulary says so."""
        return frozenset(self._owner_by_leaf[leaf] for leaf in scope.leaves if leaf in self._owner_by_leaf)

    def entailed_acts(self, act: str) -> frozenset[str]:
        """The act itself and all that doing it comes to."""
        return self._entailed_acts.get(act, frozenset((act,)))

    def enabled_acts(self, act: str) -> frozenset[str]:
        """The act itself and what it opens the way to."""
        return self._enabled_acts.get(act, frozenset((act,)))

    def entailed_events(self, event: str) -> frozenset[str]:
        return self._entailed_events.get(event, frozenset((event,)))

    def are_exclusive_events(self, event: str, other: str) -> bool:
        """Whether two events cannot be the case together, entailed events included."""
        return (event, other) in self._exclusive_events

    def consent_giver(self, event: str) -> str:
        """The actor whose consent an event is, or an empty string."""
        return self._consent_givers.get(event, "")

    def are_exclusive(self, act: str, other: str) -> bool:
        """Whether doing the one rules out the other, entailed acts included."""
        return (act, other) in self._exclusive_pairs

    def act_relation(self, left: str, right: str) -> str:
        """How two acts hang together: same, left-entails, right-entails, excludes; an empty string for not at all."""
        if left == right:
            return "same"
        if right not in self.related_acts(left):
            return ""
        if right in self.entailed_acts(left):
            return "left-entails"
        return "right-entails" if left in self.entailed_acts(right) else "excludes"

    def related_acts(self, act: str) -> frozenset[str]:
        """Every act that hangs together with this one: it entails or is entailed by it, excludes it, or is it."""
        if act not in self._related_acts_cache:
            entailing_acts = {other_act for other_act in self._entailed_acts if act in self._entailed_acts[other_act]}
            exclusive_acts = {other_act for other_act in self._entailed_acts if self.are_exclusive(act, other_act)}
            self._related_acts_cache[act] = frozenset({act, *self.entailed_acts(act), *entailing_acts, *exclusive_acts})
        return self._related_acts_cache[act]

    def bounded_act(self, act: str) -> str:
        """The act whose size this act caps, or an empty string."""
        return self.acts.get(act, UNKNOWN_ACT).bounds

    def is_distributive(self, act: str) -> bool:
        return self.acts.get(act, UNKNOWN_ACT).distributes

    def is_joint(self, act: str) -> bool:
        return self.acts.get(act, UNKNOWN_ACT).joint

    def act_role(self, act: str) -> str:
        """What the act is for in a settlement: guarantee, verification, veto, or nothing of these."""
        return self.acts.get(act, UNKNOWN_ACT).role

    def acts_with_role(self, role: str) -> tuple[str, ...]:
        return tuple(act.id for act in self.data.acts if act.role == role)

    def is_performative(self, act: str) -> bool:
        return self.acts.get(act, UNKNOWN_ACT).performed_by_words

    def issue_path(self, issue: str) -> tuple[str, ...]:
        """The issue and those above it, nearest first."""
        parts = issue.split(".") if issue else []
        return tuple(".".join(parts[:n]) for n in range(len(parts), 0, -1))

    def is_in_branch(self, issue: str, ancestor: str) -> bool:
        """Whether `issue` is `above` or stands below it in the tree."""
        return bool(ancestor) and (issue == ancestor or issue.startswith(ancestor + "."))

    def are_on_one_branch(self, issue: str, other: str) -> bool:
        """Whether one of two issues is the other or stands below it in the tree."""
        return self.is_in_branch(issue, other) or self.is_in_branch(other, issue)

    def issue_sort_key(self, issue: str) -> tuple[int, str]:
        """A sort key: the order of the tree, then the id; issues outside the tree come last."""
        for ancestor in self.issue_path(issue):
            if ancestor in self.issue_order:
                return self.issue_order[ancestor], issue
        return len(self.issue_order), issue

    def questions_of_issue(self, issue: str) -> tuple[str, ...]:
        """The questions that stand under an issue itself, in the order of the vocabulary."""
        return self._questions_by_issue.get(issue, ())

    def question_label(self, question: str) -> str:
        """The heading of a question's row; that of the issue where an issue stands for the question."""
        return self.questions[question].label if question in self.questions else self.word_label(question)

    def question_issue(self, question: str) -> str:
        return self.questions[question].issue if question in self.questions else question

    def question_sort_key(self, question: str) -> tuple[int, int, str]:
        """A sort key: the order of the vocabulary; a question that is an issue stands where the issue does."""
        if question in self.question_order:
            return 0, self.question_order[question], question
        return 1, *self.issue_sort_key(question)

    def quantity_kind(self, name: str) -> QuantityKind:
        """What kind of quantity a name stands for; one of no kind and no unit where the name is unknown."""
        return self.quantities.get(name, UNKNOWN_QUANTITY)

    def quantity_unit(self, quantity: str) -> str:
        return self.quantity_kind(quantity).unit

    def convert_to_base(self, value: float | str, unit: str) -> tuple[Fraction | str, str]:
        """A value in the base of its unit, exactly. Dates and values of unknown units come back as they are."""
        if isinstance(value, str):
            return value, "date"
        unit_entry = self._units.get(unit)
        number = Fraction(value) if isinstance(value, int) else Fraction(str(value))
        if unit_entry is None or not unit_entry.base:
            return number, unit
        return number * Fraction(unit_entry.numerator, unit_entry.denominator), unit_entry.base

    def convert_unit(self, value: float | str, unit: str, target_name: str) -> float | str:
        """A value in another unit of the same base, exactly where it can be; as it is where units do not convert."""
        source_unit, target_unit = self._units.get(unit), self._units.get(target_name)
        if (
            isinstance(value, str)
            or not source_unit
            or not target_unit
            or (source_unit.base or unit) != (target_unit.base or target_name)
        ):
            return value
        base_value = self.convert_to_base(value, unit)[0]
        assert isinstance(base_value, Fraction)
        converted_value = base_value * target_unit.denominator / target_unit.numerator
        return int(converted_value) if converted_value.denominator == 1 else float(converted_value)

    def word_label(self, word: str) -> str:
        """How a word is shown; the word itself where it has no label."""
        return self._labels.get(word) or word

    @staticmethod
    def _expand_to_leaves(names: frozenset[str], table: Mapping[str, frozenset[str]]) -> frozenset[str]:
        return frozenset(leaf for name in names for leaf in table.get(name, (name,)))


def _questions_by_issue(questions: Iterable[Question]) -> dict[str, tuple[str, ...]]:
    by_issue: dict[str, tuple[str, ...]] = {}
    for question in questions:
        by_issue[question.issue] = (*by_issue.get(question.issue, ()), question.id)
    return by_issue


def _children_and_wholes(data: VocabularyData) -> tuple[dict[str, tuple[str, ...]], frozenset[str]]:
    """Children of each object, by part and by kind, and the objects whose list of parts is exhaustive."""
    children: dict[str, tuple[str, ...]] = {thing.id: thing.parts for thing in data.objects}
    kinds_by_member = [
        *((thing.id, thing.kind_of) for thing in data.objects),
        *((actor.id, actor.kind_of) for actor in data.actors),
    ]
    for name, kinds in kinds_by_member:
        for kind in kinds:
            children[kind] = (*children.get(kind, ()), name)
    return children, frozenset(thing.id for thing in data.objects if thing.whole)


def _owners_of_leaves(data: VocabularyData, leaves: Mapping[str, frozenset[str]]) -> dict[str, str]:
    """The owner of each leaf: its own, else that of the smallest whole that has one."""
    owners: dict[str, str] = {}
    owned = [(leaves.get(thing.id, frozenset((thing.id,))), thing.owner) for thing in data.objects if thing.owner]
    for owned_leaves, owner in sorted(owned, key=lambda entry: -len(entry[0])):
        owners |= dict.fromkeys(owned_leaves, owner)
    return owners


def _leaf_table(children: Mapping[str, tuple[str, ...]], whole: frozenset[str]) -> dict[str, frozenset[str]]:
    """The leaves below each name, its children before itself, so that each is worked out once; circles are cut."""
    table: dict[str, frozenset[str]] = {}
    for name in _in_post_order(children):
        below = [table.get(child, frozenset((child,))) for child in children[name] if child != name]
        leaf_names = frozenset().union(*below) if below else frozenset((name,))
        table[name] = leaf_names if name in whole or not below else leaf_names | {name + REMAINDER_SUFFIX}
    return table


def _in_post_order(children: Mapping[str, tuple[str, ...]]) -> Iterable[str]:
    """The names that have an entry, what stands below a name before it. On a stack of its own: depth costs nothing."""
    visited: set[str] = set()
    for start in children:
        pending = [(start, iter(children[start]))] if start not in visited else []
        visited.add(start)
        while pending:
            name, below = pending[-1]
            child = next((child for child in below if child in children and child not in visited), None)
            if child is None:
                pending.pop()
                yield name
            else:
                visited.add(child)
                pending.append((child, iter(children[child])))


def _transitive_closure(direct: Mapping[str, tuple[str, ...]]) -> dict[str, frozenset[str]]:
    def reachable_from(start: str) -> frozenset[str]:
        visited, pending = {start}, [start]
        while pending:
            for successor in direct.get(pending.pop(), ()):
                if successor not in visited:
                    visited.add(successor)
                    pending.append(successor)
        return frozenset(visited)

    return {name: reachable_from(name) for name in direct}


def _symmetric_exclusions(words: Iterable[Act | Event]) -> frozenset[tuple[str, str]]:
    one_way = {(word.id, other) for word in words for other in word.excludes}
    return frozenset(one_way | {(b, a) for a, b in one_way})


def _extend_exclusions(
    pairs: frozenset[tuple[str, str]], entails: Mapping[str, frozenset[str]]
) -> frozenset[tuple[str, str]]:
    """Exclusion carried up: what entails one side rules out what entails the other."""
    entailing_acts: dict[str, set[str]] = {}
    for act, entailed_acts in entails.items():
        for other in entailed_acts:
            entailing_acts.setdefault(other, {other}).add(act)
    return frozenset((x, y) for a, b in pairs for x in entailing_acts.get(a, {a}) for y in entailing_acts.get(b, {b}))


def _word_labels(data: VocabularyData) -> Iterable[tuple[str, str]]:
    groups = (data.issues, data.objects, data.acts, data.events, data.quantities, data.units, data.manners)
    for group in (*groups, data.instruments, data.actors):
        for word in group:
            yield word.id, word.label
    yield from data.labels
