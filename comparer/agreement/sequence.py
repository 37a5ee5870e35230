"""The order in which a plan can be carried out: what waits for what, circles, dead starts, clashes and delays.

Points are named `c:CLAUSE`, `e:EVENT` and `s:CONSTRAINT.STEP`. A clause stands for the moment when it has been done.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from comparer.agreement.due_dates import count_days, find_deadlines
from comparer.agreement.time_network import (
    ORIGIN,
    TimeBound,
    at_least_after,
    at_most_after,
    find_negative_circle,
    longest_waits,
)
from comparer.model.dates import parse_date
from comparer.model.implementation import (
    DeadlineConflict,
    DelayEffect,
    EventStanding,
    EventState,
    PlanSequence,
    ReadingOrder,
    ReadingWait,
    WaitCircle,
)
from comparer.model.norm import ConditionKind, Modality, Norm, Quantity
from comparer.model.plan import Clause
from comparer.model.vocabulary import Event, EventNature
from comparer.norms.canonical import CanonicalNorm, to_canonical_norm
from comparer.norms.relate import CanonicalClause, to_canonical_clause
from comparer.norms.vocabulary import Vocabulary

BRINGING_MODALITIES = frozenset({Modality.MUST, Modality.DECLARES})
ALLOWING_MODALITIES = frozenset({Modality.MAY, Modality.EXPECTS, Modality.DEFERS})
_MAX_CONFLICTS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSteps:
    """What the law asks of a plan: for each clause its steps, and for each step the steps before it, by their names."""

    by_clause: Mapping[str, tuple[str, ...]]
    after: Mapping[str, tuple[str, ...]]


NO_STEPS = PlanSteps(by_clause={}, after={})


def clause_point(clause: Clause) -> str:
    return f"c:{clause.id}"


def build_sequence(
    canonical_clauses: Sequence[CanonicalClause],
    steps: PlanSteps,
    event_days: Mapping[str, str],
    vocabulary: Vocabulary,
) -> PlanSequence:
    """The sequence of the live clauses of one plan. `event_days` are the days of events that are known."""
    network = _Network(canonical_clauses, steps, event_days, vocabulary)
    circles, conflicts = tuple(find_wait_circles(network.waits)), tuple(_find_conflicts(network.bounds))
    readings = []
    for reading in _list_readings(canonical_clauses):
        versions = [
            _version_of_reading(canonical_clause, reading, vocabulary) for canonical_clause in canonical_clauses
        ]
        waits = tuple(_differing_waits(canonical_clauses, versions))
        if waits:
            own_network = _Network(versions, steps, event_days, vocabulary)
            own_circles = find_wait_circles(own_network.waits)
            own_conflicts = _find_conflicts(own_network.bounds)
            readings.append(
                ReadingOrder(
                    reading=reading,
                    waits=waits,
                    circles=tuple(circle for circle in own_circles if circle not in circles),
                    conflicts=tuple(conflict for conflict in own_conflicts if conflict not in conflicts),
                )
            )
    return PlanSequence(
        events=tuple(network.event_states()),
        circles=circles,
        conflicts=conflicts,
        delays=tuple(_find_delays(network)),
        readings=tuple(readings),
    )


def _list_readings(canonical_clauses: Iterable[CanonicalClause]) -> list[str]:
    """The holders of readings, and the families of reports, in the order in which they first occur."""
    variants = (variant for entry in canonical_clauses for variant in entry.clause.variants if variant.norm)
    return list(dict.fromkeys(variant.holder or variant.family for variant in variants))


def _version_of_reading(canonical_clause: CanonicalClause, reading: str, vocabulary: Vocabulary) -> CanonicalClause:
    """The clause as one reading has it; as it stands where that reading says nothing of it."""
    clause = canonical_clause.clause
    variant = next((item for item in clause.variants if (item.holder or item.family) == reading and item.norm), None)
    if variant is None:
        return canonical_clause
    return to_canonical_clause(replace(clause, text=variant.text, norm=variant.norm, variants=()), vocabulary)


def _differing_waits(
    canonical_clauses: Sequence[CanonicalClause], versions: Sequence[CanonicalClause]
) -> Iterator[ReadingWait]:
    for canonical_clause, version in zip(canonical_clauses, versions, strict=True):
        before, after = _awaited_events(canonical_clause.clause.norm), _awaited_events(version.clause.norm)
        if set(before) != set(after):
            yield ReadingWait(
                clause=canonical_clause.clause.id,
                added=tuple(event for event in after if event not in before),
                dropped=tuple(event for event in before if event not in after),
            )


def _awaited_events(norm: Norm | None) -> tuple[str, ...]:
    """The events before which a norm does not begin, and those from which its times run."""
    if norm is None:
        return ()
    awaited = [item.event for item in norm.conditions if item.event and item.kind is ConditionKind.WHEN]
    awaited += [quantity.start for quantity in norm.terms.quantities if quantity.start]
    return tuple(dict.fromkeys(awaited))


def count_levels(
    canonical_clauses: Sequence[CanonicalClause], steps: PlanSteps, vocabulary: Vocabulary
) -> dict[str, int]:
    """For each point how many others come before it, one after another; those of a circle count each other once."""
    waits = _Network(canonical_clauses, steps, {}, vocabulary).waits
    levels: dict[str, int] = {}

    def level_of(point: str, path: frozenset[str]) -> tuple[int, bool]:
        """The level, and whether it is that of every path: none of what comes before was cut off as a circle."""
        if point in levels:
            return levels[point], True
        earlier_points = waits.get(point, ())
        before = [level_of(earlier, path | {point}) for earlier in earlier_points if earlier not in path]
        level = 1 + max((earlier_level for earlier_level, _ in before), default=-1)
        is_whole = len(before) == len(earlier_points) and all(is_exact for _, is_exact in before)
        if is_whole or not path:
            levels[point] = level
        return level, is_whole

    for point in sorted({*waits, *(earlier for befores in waits.values() for earlier in befores)}):
        level_of(point, frozenset())
    return levels


class _Network:
    """The points and bounds of one plan."""

    def __init__(
        self,
        canonical_clauses: Sequence[CanonicalClause],
        steps: PlanSteps,
        event_days: Mapping[str, str],
        vocabulary: Vocabulary,
    ) -> None:
        self.clauses = [canonical_clause for canonical_clause in canonical_clauses if canonical_clause.clause.norm]
        self.vocabulary = vocabulary
        self.event_days = event_days
        self.waiting_by_event = self._collect_waiting_clauses()
        self.bounds = tuple(dict.fromkeys([*self._clause_bounds(), *self._event_bounds(), *_step_bounds(steps)]))
        self.waits = _waits_of_bounds(self.bounds)
        self.waited_for = tuple(sorted({before for befores in self.waits.values() for before in befores}))

    def is_unforeseen(self, point: str) -> bool:
        """Whether a point is an event that no text asks for: a breach, or a chance."""
        event = self.vocabulary.events.get(point.removeprefix("e:")) if point.startswith("e:") else None
        return event is not None and event.nature in (EventNature.BREACH, EventNature.CONTINGENCY)

    def _collect_waiting_clauses(self) -> dict[str, tuple[str, ...]]:
        """For each event the clauses that begin with it or count from it."""
        waiting: dict[str, dict[str, None]] = {}
        for canonical_clause in self.clauses:
            norm = _own_norm(canonical_clause)
            events = [
                condition.event
                for condition in norm.conditions
                if condition.event and condition.kind in (ConditionKind.WHEN, ConditionKind.UNTIL)
            ]
            events += [quantity.start for quantity in norm.terms.quantities if quantity.start]
            for event in events:
                waiting.setdefault(event, {})[canonical_clause.clause.id] = None
        return {event: tuple(clause_ids) for event, clause_ids in waiting.items()}

    def _clause_bounds(self) -> Iterator[TimeBound]:
        for canonical_clause in self.clauses:
            clause, norm = canonical_clause.clause, _own_norm(canonical_clause)
            for condition in norm.conditions:
                # That another clause applies is a condition and no moment: only events put clauses in an order.
                if condition.kind is ConditionKind.WHEN and condition.event:
                    yield at_least_after(clause_point(clause), f"e:{condition.event}", cause=clause.id)
            for quantity in find_deadlines(norm, self.vocabulary):
                yield from _deadline_bounds(clause, quantity)

    def _event_bounds(self) -> Iterator[TimeBound]:
        """Each event that anything waits for, and each that one of these waits for in its turn."""
        pending, seen = [*self.waiting_by_event, *self.event_days], set[str]()
        while pending:
            event_id = pending.pop()
            if event_id in seen:
                continue
            seen.add(event_id)
            if (day := _ordinal(self.event_days.get(event_id, ""))) is not None:
                yield at_most_after(f"e:{event_id}", ORIGIN, day, event_id)
                yield at_least_after(f"e:{event_id}", ORIGIN, day, event_id)
            event = self.vocabulary.events.get(event_id)
            if event is None:
                continue
            for entailed in sorted(self.vocabulary.entailed_events(event_id) - {event_id}):
                yield at_least_after(f"e:{event_id}", f"e:{entailed}", cause=event_id)
                pending.append(entailed)
            if event.delay:
                yield from self._delay_bounds(event)
                pending.append(event.delay.start)
            for clause_ids in self._bringing_clauses(event, BRINGING_MODALITIES):
                if len(clause_ids) == 1:  # of several, any may do
                    yield at_least_after(f"e:{event_id}", f"c:{clause_ids[0]}", cause=clause_ids[0])

    def _delay_bounds(self, event: Event) -> Iterator[TimeBound]:
        assert event.delay is not None
        earlier, later = f"e:{event.delay.start}", f"e:{event.id}"
        if event.delay.low is not None and (days := count_days(event.delay.low, event.delay.unit)):
            yield at_least_after(later, earlier, days[0], event.id)
        if event.delay.high is not None and (days := count_days(event.delay.high, event.delay.unit)):
            yield at_most_after(later, earlier, days[1], event.id)

    def _bringing_clauses(self, event: Event, modalities: frozenset[Modality]) -> list[list[str]]:
        """For each doing that brings an event about the clauses that do it in one of these ways."""
        return [
            [
                canonical_clause.clause.id
                for canonical_clause in self.clauses
                if any(
                    norm.modality in modalities and does_norm(norm, doing, self.vocabulary)
                    for _, norm in canonical_clause.labelled_norms
                )
            ]
            for doing in event.brought_by
        ]

    def event_states(self) -> Iterator[EventState]:
        """The events on which clauses depend, in the order of the vocabulary."""
        order = {event_id: position for position, event_id in enumerate(self.vocabulary.events)}
        for event_id in sorted(self.waiting_by_event, key=lambda name: (order.get(name, len(order)), name)):
            yield self._event_state(event_id)

    def _event_state(self, event_id: str) -> EventState:
        event = self.vocabulary.events.get(event_id)
        waiting = self.waiting_by_event[event_id]
        if event is None:
            return EventState(event=event_id, standing=EventStanding.UNDECLARED, waiting=waiting)
        source = self._source_event(event)
        bringing = self._bringing_clauses(source, BRINGING_MODALITIES)
        allowing = self._bringing_clauses(source, ALLOWING_MODALITIES)
        standing = EventStanding.DEAD_START
        if event.nature is not None:
            standing = EventStanding.GIVEN
        elif not source.brought_by:
            standing = EventStanding.UNDECLARED
        elif all(bringing):
            standing = EventStanding.BROUGHT
        return EventState(
            event=event_id,
            standing=standing,
            waiting=waiting,
            brought_by=_distinct(bringing),
            only_allowed_by=tuple(ref for ref in _distinct(allowing) if ref not in _distinct(bringing)),
        )

    def _source_event(self, event: Event) -> Event:
        """The event that has to be brought about: one that only comes some time after another comes with that one."""
        seen = {event.id}
        while event.delay and not event.brought_by and event.delay.start not in seen:
            earlier = self.vocabulary.events.get(event.delay.start)
            if earlier is None:
                break
            seen.add(earlier.id)
            event = earlier
        return event


def _own_norm(canonical_clause: CanonicalClause) -> Norm:
    norm = canonical_clause.clause.norm
    assert norm is not None
    return norm


def does_norm(norm: CanonicalNorm, doing: Norm, vocabulary: Vocabulary) -> bool:
    """Whether what a norm says is the doing: its act or one that entails it, some of its objects, some of its doers."""
    wanted = to_canonical_norm(doing, vocabulary)
    return (
        wanted.act in vocabulary.entailed_acts(norm.act)
        and (not wanted.objects or norm.objects.overlaps(wanted.objects))
        and (wanted.agents.everyone or norm.agents.overlaps(wanted.agents))
    )


def _distinct(groups: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for group in groups for name in group))


def _deadline_bounds(clause: Clause, quantity: Quantity) -> Iterator[TimeBound]:
    """The limits of one deadline. What is due within a time after an event is taken to be done after that event."""
    if quantity.about or quantity.unknown:
        return
    point, start = clause_point(clause), f"e:{quantity.start}"
    if quantity.start and not isinstance(quantity.low, str | float | int):
        yield at_least_after(point, start, cause=clause.id)
    if isinstance(quantity.high, str):
        if (day := _ordinal(quantity.high, is_end=True)) is not None:
            yield at_most_after(point, ORIGIN, day, clause.id)
    elif quantity.high is not None and quantity.start and (days := count_days(quantity.high, quantity.unit)):
        yield at_most_after(point, start, days[1], clause.id)
    if isinstance(quantity.low, str):
        if (day := _ordinal(quantity.low)) is not None:
            yield at_least_after(point, ORIGIN, day, clause.id)
    elif quantity.low is not None and quantity.start and (days := count_days(quantity.low, quantity.unit)):
        yield at_least_after(point, start, days[0], clause.id)


def _ordinal(day: str, is_end: bool = False) -> Fraction | None:
    parsed = parse_date(day)
    if parsed is None:
        return None
    moment: date = parsed.last_day if is_end else parsed.first_day
    return Fraction(moment.toordinal())


def _step_bounds(steps: PlanSteps) -> Iterator[TimeBound]:
    for clause_id, names in sorted(steps.by_clause.items()):
        for name in names:
            yield at_least_after(f"c:{clause_id}", f"s:{name}", cause=name)
    for name, befores in sorted(steps.after.items()):
        for before in befores:
            yield at_least_after(f"s:{name}", f"s:{before}", cause=name)


def _waits_of_bounds(bounds: Iterable[TimeBound]) -> dict[str, tuple[str, ...]]:
    """For each point those that it waits for."""
    waits: dict[str, dict[str, None]] = {}
    for bound in bounds:
        if bound.is_wait and ORIGIN not in (bound.later, bound.earlier):
            waits.setdefault(bound.earlier, {})[bound.later] = None
    return {point: tuple(sorted(befores)) for point, befores in waits.items()}


def find_wait_circles(waits: Mapping[str, Sequence[str]]) -> Iterator[WaitCircle]:
    """One shortest circle through the smallest name of each group of points that wait for one another."""
    placed: set[str] = set()
    for point in sorted(waits):
        circle = () if point in placed else _shortest_circle(point, waits)
        if circle:
            placed |= {
                other for other in waits if _is_reached(point, other, waits) and _is_reached(other, point, waits)
            }
            yield WaitCircle(nodes=circle)


def _is_reached(start: str, target: str, waits: Mapping[str, Sequence[str]]) -> bool:
    pending, seen = [start], set[str]()
    while pending:
        for before in waits.get(pending.pop(), ()):
            if before == target:
                return True
            if before not in seen:
                seen.add(before)
                pending.append(before)
    return False


def _shortest_circle(start: str, waits: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    paths: list[tuple[str, ...]] = [(start,)]
    seen = {start}
    while paths:
        path = paths.pop(0)
        for before in waits.get(path[-1], ()):
            if before == start:
                return path
            if before not in seen:
                seen.add(before)
                paths.append((*path, before))
    return ()


def _find_conflicts(bounds: Sequence[TimeBound]) -> Iterator[DeadlineConflict]:
    """Clashes of limits, one after another: the limits of each are then left out, so that the next is found."""
    remaining = list(bounds)
    for _ in range(_MAX_CONFLICTS):
        circle = find_negative_circle(remaining)
        if not circle:
            return
        start = min(range(len(circle)), key=lambda index: circle[index].earlier)
        ordered = (*circle[start:], *circle[:start])
        yield DeadlineConflict(
            nodes=tuple(bound.earlier for bound in ordered),
            clauses=tuple(dict.fromkeys(bound.cause for bound in ordered if bound.cause)),
            days=float(-sum(bound.days for bound in circle)),
        )
        limits = [bound for bound in circle if not bound.is_wait] or list(circle)
        remaining = [bound for bound in remaining if bound not in limits]


def _find_delays(network: _Network) -> Iterator[DelayEffect]:
    """For each point that others wait for, these; and how late it may be before a limit behind it is missed.

    A breach or a chance is not late: nobody has to bring it about.
    """
    limits = [bound for bound in network.bounds if not bound.is_wait and bound.earlier != ORIGIN]
    points = sorted({point for point, befores in network.waits.items() if befores} | set(network.waited_for))
    waits_from = {point: {point: Fraction(0), **longest_waits(point, network.bounds)} for point in points}
    for point in network.waited_for:
        if network.is_unforeseen(point):
            continue
        behind = waits_from[point]
        slacks = [
            limit.days - waits_from[limit.earlier][point] - behind[limit.later]
            for limit in limits
            if limit.later in behind and limit.earlier != point and point in waits_from.get(limit.earlier, {})
        ]
        delayed = tuple(sorted(behind.keys() - {point}))
        yield DelayEffect(node=point, delayed=delayed, slack=float(min(slacks)) if slacks else None)
