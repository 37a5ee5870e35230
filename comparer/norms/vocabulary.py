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

from comparer.model.records import ANYONE, Act, Instrument, Issue, Manner, QuantityKind, VocabularyData

REMAINDER = "~"
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
        self.issue_order: Mapping[str, int] = {issue.id: n for n, issue in enumerate(self.data.issues)}
        self._flip = {act.converse: act.id for act in self.data.acts if act.converse}
        self._members = _leaf_table({actor.id: actor.members for actor in self.data.actors}, frozenset())
        self._things = _leaf_table(*_belonging(self.data))
        self._entails = _closure({act.id: act.entails for act in self.data.acts})
        self._enables = _closure({act.id: act.enables for act in self.data.acts})
        self._events = _closure({event.id: event.entails for event in self.data.events})
        self._excludes = _carried(_pairs(self.data.acts), self._entails)
        self._related: dict[str, frozenset[str]] = {}
        self.read: dict[int, tuple[Any, Any]] = {}
        """What the algebra has read with these words, by identity of the norm. A memory, no state: see `canonical`."""
        self._units = {unit.id: unit for unit in self.data.units}
        self._labels = dict(_labels(self.data))

    def canonical_act(self, act: str) -> tuple[str, bool]:
        """The act under which an action is kept, and whether agent and object change places to get there."""
        return (self._flip[act], True) if act in self._flip else (act, False)

    def actors(self, ids: Iterable[str], distributes: bool) -> Scope:
        """The scope of actors; members stand for their organisation only where the act distributes."""
        names = frozenset(ids)
        if ANYONE in names:
            return Scope(frozenset(), everyone=True)
        return Scope(self._spread(names, self._members) if distributes else names)

    def things(self, ids: Iterable[str]) -> Scope:
        """The scope of objects: leaves of parts and kinds. An organisation as an object is itself."""
        names = frozenset(ids)
        if ANYONE in names:
            return Scope(frozenset(), everyone=True)
        return Scope(self._spread(names, self._things))

    def entails(self, act: str) -> frozenset[str]:
        """The act itself and all that doing it comes to."""
        return self._entails.get(act, frozenset((act,)))

    def enables(self, act: str) -> frozenset[str]:
        """The act itself and what it opens the way to."""
        return self._enables.get(act, frozenset((act,)))

    def event_entails(self, event: str) -> frozenset[str]:
        return self._events.get(event, frozenset((event,)))

    def excludes(self, act: str, other: str) -> bool:
        """Whether doing the one rules out the other, entailed acts included."""
        return (act, other) in self._excludes

    def related(self, act: str) -> frozenset[str]:
        """Every act that hangs together with this one: it entails or is entailed by it, excludes it, or is it."""
        if act not in self._related:
            others = {one for one in self._entails if act in self._entails[one]}
            ruled_out = {one for one in self._entails if self.excludes(act, one)}
            self._related[act] = frozenset({act, *self.entails(act), *others, *ruled_out})
        return self._related[act]

    def bounded(self, act: str) -> str:
        """The act whose size this act caps, or an empty string."""
        return self.acts.get(act, UNKNOWN_ACT).bounds

    def distributes(self, act: str) -> bool:
        return self.acts.get(act, UNKNOWN_ACT).distributes

    def joint(self, act: str) -> bool:
        return self.acts.get(act, UNKNOWN_ACT).joint

    def role(self, act: str) -> str:
        """What the act is for in a settlement: guarantee, verification, veto, or nothing of these."""
        return self.acts.get(act, UNKNOWN_ACT).role

    def acts_of_role(self, role: str) -> tuple[str, ...]:
        return tuple(act.id for act in self.data.acts if act.role == role)

    def performed_by_words(self, act: str) -> bool:
        return self.acts.get(act, UNKNOWN_ACT).performed_by_words

    def issue_path(self, issue: str) -> tuple[str, ...]:
        """The issue and those above it, nearest first."""
        parts = issue.split(".") if issue else []
        return tuple(".".join(parts[:n]) for n in range(len(parts), 0, -1))

    def under(self, issue: str, above: str) -> bool:
        """Whether `issue` is `above` or stands below it in the tree."""
        return bool(above) and (issue == above or issue.startswith(above + "."))

    def on_one_branch(self, issue: str, other: str) -> bool:
        """Whether one of two issues is the other or stands below it in the tree."""
        return self.under(issue, other) or self.under(other, issue)

    def issue_rank(self, issue: str) -> tuple[int, str]:
        """A sort key: the order of the tree, then the id; issues outside the tree come last."""
        for known in self.issue_path(issue):
            if known in self.issue_order:
                return self.issue_order[known], issue
        return len(self.issue_order), issue

    def quantity(self, name: str) -> QuantityKind:
        """What kind of quantity a name stands for; one of no kind and no unit where the name is unknown."""
        return self.quantities.get(name, UNKNOWN_QUANTITY)

    def quantity_unit(self, quantity: str) -> str:
        return self.quantity(quantity).unit

    def in_base(self, value: float | str, unit: str) -> tuple[Fraction | str, str]:
        """A value in the base of its unit, exactly. Dates and values of unknown units come back as they are."""
        if isinstance(value, str):
            return value, "date"
        known = self._units.get(unit)
        number = Fraction(value) if isinstance(value, int) else Fraction(str(value))
        if known is None or not known.base:
            return number, unit
        return number * Fraction(known.numerator, known.denominator), known.base

    def converted(self, value: float | str, unit: str, to: str) -> float | str:
        """A value in another unit of the same base, exactly where it can be; as it is where units do not convert."""
        ours, theirs = self._units.get(unit), self._units.get(to)
        if isinstance(value, str) or not ours or not theirs or (ours.base or unit) != (theirs.base or to):
            return value
        exact = self.in_base(value, unit)[0]
        assert isinstance(exact, Fraction)
        turned = exact * theirs.denominator / theirs.numerator
        return int(turned) if turned.denominator == 1 else float(turned)

    def label(self, word: str) -> str:
        """How a word is shown; the word itself where it has no label."""
        return self._labels.get(word) or word

    @staticmethod
    def _spread(names: frozenset[str], table: Mapping[str, frozenset[str]]) -> frozenset[str]:
        return frozenset(leaf for name in names for leaf in table.get(name, (name,)))


def _belonging(data: VocabularyData) -> tuple[dict[str, tuple[str, ...]], frozenset[str]]:
    """Children of each object, by part and by kind, and the objects whose list of parts is exhaustive."""
    children: dict[str, tuple[str, ...]] = {thing.id: thing.parts for thing in data.objects}
    members = [
        *((thing.id, thing.kind_of) for thing in data.objects),
        *((actor.id, actor.kind_of) for actor in data.actors),
    ]
    for name, kinds in members:
        for kind in kinds:
            children[kind] = (*children.get(kind, ()), name)
    return children, frozenset(thing.id for thing in data.objects if thing.whole)


def _leaf_table(children: Mapping[str, tuple[str, ...]], whole: frozenset[str]) -> dict[str, frozenset[str]]:
    table: dict[str, frozenset[str]] = {}

    def leaves(name: str, path: tuple[str, ...]) -> frozenset[str]:
        if name in table:
            return table[name]
        below = [child for child in children.get(name, ()) if child not in path]
        if not below:
            return frozenset((name,))
        found = frozenset(leaf for child in below for leaf in leaves(child, (*path, name)))
        return found if name in whole else found | {name + REMAINDER}

    for name in children:
        table[name] = leaves(name, ())
    return table


def _closure(direct: Mapping[str, tuple[str, ...]]) -> dict[str, frozenset[str]]:
    def reach(start: str) -> frozenset[str]:
        seen, todo = {start}, [start]
        while todo:
            for following in direct.get(todo.pop(), ()):
                if following not in seen:
                    seen.add(following)
                    todo.append(following)
        return frozenset(seen)

    return {name: reach(name) for name in direct}


def _pairs(acts: Iterable[Act]) -> frozenset[tuple[str, str]]:
    one_way = {(act.id, other) for act in acts for other in act.excludes}
    return frozenset(one_way | {(b, a) for a, b in one_way})


def _carried(pairs: frozenset[tuple[str, str]], entails: Mapping[str, frozenset[str]]) -> frozenset[tuple[str, str]]:
    """Exclusion carried up: what entails one side rules out what entails the other."""
    above: dict[str, set[str]] = {}
    for act, reached in entails.items():
        for other in reached:
            above.setdefault(other, {other}).add(act)
    return frozenset((x, y) for a, b in pairs for x in above.get(a, {a}) for y in above.get(b, {b}))


def _labels(data: VocabularyData) -> Iterable[tuple[str, str]]:
    groups = (data.issues, data.objects, data.acts, data.events, data.quantities, data.units, data.manners)
    for group in (*groups, data.instruments, data.actors):
        for word in group:
            yield word.id, word.label
    yield from data.labels
