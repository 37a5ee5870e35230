"""Norms that cannot both hold: of two parties' lines (a deadlock), of two clauses of one text (a contradiction)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from comparer.findings.explanations import norm_words, say
from comparer.findings.redlines import in_force
from comparer.model.findings import Contradiction, Deadlock, Relation, fingerprint
from comparer.model.records import Asks, LineNorm, LineVersion, Modality, RedLine, Strength
from comparer.norms.canonical import Action, canonical, touches
from comparer.norms.holding import Bearing, bears
from comparer.norms.intervals import Interval, overlap
from comparer.norms.relate import Prepared, clashes
from comparer.norms.tables import modality_relation
from comparer.norms.vocabulary import Vocabulary


def deadlocks(lines: Sequence[RedLine], as_of: str, vocabulary: Vocabulary) -> tuple[Deadlock, ...]:
    """Pairs of lines of different parties, in force on a date, that no text can keep together.

    A deadlock is only `possible` where a line is inferred, its reading is judged, it knows an exception, or where
    neither asks for text, so that silence would keep both.
    """
    held = [(line, version) for line in lines if (version := _standing(line, as_of))]
    found: list[Deadlock] = []
    for (a, a_version), (b, b_version) in combinations(held, 2):
        if a.party != b.party:
            found += _deadlock((a, a_version), (b, b_version), vocabulary)
    return tuple(found)


def _standing(line: RedLine, as_of: str) -> LineVersion | None:
    if line.no_line or line.not_judged:
        return None
    version, later = in_force(line, as_of)
    return None if later else version


Held = tuple[RedLine, LineVersion]


def _deadlock(a: Held, b: Held, vocabulary: Vocabulary) -> Iterator[Deadlock]:
    clashing = [(x, y) for x in a[1].norms for y in b[1].norms if _exclude(x, y, vocabulary)]
    if not clashing:
        return
    certain = [(x, y) for x, y in clashing if not (x.exceptions or y.exceptions) and Asks.TEXT in (x.asks, y.asks)]
    x, y = (certain or clashing)[0]
    weak = a[0].inferred or b[0].inferred or a[0].judged_reading or b[0].judged_reading or not certain
    rule = "deadlock-possible" if weak else "deadlock-stated"
    absolute = a[1].strength is b[1].strength is Strength.ABSOLUTE
    yield Deadlock(
        a=a[0].ref,
        b=b[0].ref,
        issue=_shared_issue(a[0].issue, b[0].issue, vocabulary),
        possible=weak,
        because=say(rule, left=norm_words(x.norm, vocabulary), right=norm_words(y.norm, vocabulary)),
        strength=Strength.ABSOLUTE.value if absolute else _weaker(a[1], b[1]),
        norms=((a[1].start, a[1].norms.index(x)), (b[1].start, b[1].norms.index(y))),
        fingerprint=fingerprint("deadlock", *sorted((a[0].ref, b[0].ref))),
    )


def _weaker(a: LineVersion, b: LineVersion) -> str:
    order = list(Strength)
    return max((a.strength, b.strength), key=order.index).value


def _exclude(x: LineNorm, y: LineNorm, vocabulary: Vocabulary) -> bool:
    a, b = canonical(x.norm, vocabulary), canonical(y.norm, vocabulary)
    return Bearing.OPPOSES in (bears(a, b, vocabulary), bears(b, a, vocabulary))


def _shared_issue(a: str, b: str, vocabulary: Vocabulary) -> str:
    """The deeper issue where one stands under the other; else the first, by the tree."""
    if vocabulary.under(a, b):
        return a
    return b if vocabulary.under(b, a) else min((a, b), key=vocabulary.issue_rank)


def contradictions(plan: str, clauses: Iterable[Prepared], vocabulary: Vocabulary) -> tuple[Contradiction, ...]:
    """Pairs of live clauses of one holder and one part of a plan that cannot both be kept.

    Only `possible` where the clauses do not stand under the same conditions, or their readings differ.
    """
    found = []
    known = [(one, _related(one, vocabulary)) for one in clauses]
    for (a, related), (b, _) in combinations(known, 2):
        if related.isdisjoint(b.acts) or (a.clause.part, a.clause.holder) != (b.clause.part, b.clause.holder):
            continue
        verdicts = [_contrary(x, y, vocabulary) for _, x in a.readings for _, y in b.readings]
        if any(verdicts):
            found.append(_contradiction(plan, a, b, all(verdicts), vocabulary))
    return tuple(found)


def _related(one: Prepared, vocabulary: Vocabulary) -> frozenset[str]:
    """The acts that can clash with those of a clause; none for a clause without a norm."""
    return frozenset(other for act in one.acts for other in vocabulary.related(act))


def _contradiction(plan: str, a: Prepared, b: Prepared, every: bool, vocabulary: Vocabulary) -> Contradiction:
    same = all(x.conditions == y.conditions for _, x in a.readings for _, y in b.readings)
    rule = "plan-contradiction" if same and every else "plan-contradiction-possible"
    x, y = a.readings[0][1].norm, b.readings[0][1].norm
    return Contradiction(
        plan=plan,
        a=a.clause.id,
        b=b.clause.id,
        because=say(
            rule, a=a.clause.id, b=b.clause.id, left=norm_words(x, vocabulary), right=norm_words(y, vocabulary)
        ),
        possible=not (same and every),
        fingerprint=fingerprint("contradiction", plan, *sorted((a.clause.id, b.clause.id))),
    )


def _contrary(x: Action, y: Action, vocabulary: Vocabulary) -> bool:
    if Modality.DEFERS in (x.modality, y.modality):
        return False
    if modality_relation(x.modality, y.modality) is Relation.OPPOSED or vocabulary.excludes(x.act, y.act):
        return clashes(x, y, vocabulary)
    return _both_amounts(x, y)


def _both_amounts(x: Action, y: Action) -> bool:
    """One duty with two amounts that share none."""
    same = x.modality is y.modality is Modality.MUST and x.act == y.act and x.bearers == y.bearers and touches(x, y)
    if not same or x.objects != y.objects:
        return False
    shared = set(x.amounts) & set(y.amounts)
    return any(_apart(x.amounts[key], y.amounts[key]) for key in shared)


def _apart(a: Interval, b: Interval) -> bool:
    return a.definite and b.definite and a.unit == b.unit and not overlap(a, b)
