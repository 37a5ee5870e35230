"""Short ways to make norms, clauses, plans and lines, over a small village in which every relation of words occurs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from comparer.model.law import Constraint
from comparer.model.norm import Condition, ConditionKind, Exemption, Modality, Norm, NormTerms, Quantity
from comparer.model.plan import Clause, Plan, Provision, Variant
from comparer.model.redline import LineDemand, LineNorm, LineVersion, RedLine
from comparer.model.vocabulary import (
    Act,
    Actor,
    Event,
    Instrument,
    Issue,
    Manner,
    NormObject,
    PartyWish,
    QuantityKind,
    Question,
    Unit,
    VocabularyData,
    Wish,
)
from comparer.norms.canonical import CanonicalNorm, to_canonical_norm
from comparer.norms.relate import CanonicalClause, to_canonical_clause
from comparer.norms.vocabulary import Vocabulary

VILLAGE = VocabularyData(
    actors=(
        Actor(id="ada", label="Ada"),
        Actor(id="bo", label="Bo"),
        Actor(id="cy"),
        Actor(id="guild", members=("ada", "bo"), kind_of=("body",)),
        Actor(id="union", members=("guild", "cy")),
        Actor(id="lodge", kind_of=("body",)),
    ),
    issues=tuple(
        Issue(id=item, label=item.title()) for item in ("land", "land.sale", "land.sale.price", "dues", "watch")
    ),
    acts=(
        Act(id="join", converse="admit"),
        Act(id="admit", label="let in"),
        Act(id="sell", label="sell", entails=("hand-over",)),
        Act(id="hand-over", entails=("leave",)),
        Act(id="leave", excludes=("keep",)),
        Act(id="keep"),
        Act(id="limit", bounds="hold"),
        Act(id="hold"),
        Act(id="pay"),
        Act(id="recognise", performed_by_words=True),
        Act(id="invite", enables=("admit",)),
        Act(id="amend"),
        Act(id="block", role="veto"),
        Act(id="strike", distributes=True),
        Act(id="meet", joint=True),
        Act(id="talk-over", joint=True, role="talks"),
        Act(id="release"),
        Act(id="protect", role="guarantee"),
        Act(id="inspect", role="verification"),
        Act(id="renounce", performed_by_words=True, excludes=("claim",)),
        Act(id="claim"),
    ),
    objects=(
        NormObject(id="field", label="the field", parts=("north", "south"), whole=True),
        NormObject(id="north"),
        NormObject(id="south"),
        NormObject(id="estate", parts=("field", "mill")),
        NormObject(id="mill"),
        NormObject(id="barn", kind_of=("building",)),
        NormObject(id="building"),
        NormObject(id="body"),
        NormObject(id="statutes"),
        NormObject(id="carts"),
        NormObject(id="well", owner="cy"),
    ),
    events=(
        Event(id="harvest", label="the harvest is in"),
        Event(id="signature", entails=("talks",)),
        Event(id="talks", entails=("greeting",)),
        Event(id="greeting"),
        Event(id="flood"),
        Event(id="drought", excludes=("flood",)),
        Event(id="famine", entails=("drought",)),
        Event(id="word-of-bo", consent_of="bo"),
    ),
    quantities=(
        QuantityKind(id="sum", label="sum", unit="coin", more="burden-of-bearer"),
        QuantityKind(id="carts", unit="cart", kind="count"),
        QuantityKind(id="heads", kind="count"),
        QuantityKind(id="time", unit="day", kind="period"),
        QuantityKind(id="stay", unit="day", kind="period"),
        QuantityKind(id="due", unit="day", kind="deadline"),
        QuantityKind(id="portion", unit="percent", kind="share"),
    ),
    units=(
        Unit(id="coin", label="coins"),
        Unit(id="purse", base="coin", numerator=12),
        Unit(id="bit", base="coin", numerator=1, denominator=8),
        Unit(id="cart", label="carts"),
        Unit(id="day", label="days"),
        Unit(id="week", base="day", numerator=7),
        Unit(id="month"),
        Unit(id="percent", label="%"),
    ),
    manners=(
        Manner(id="in-part", label="in part", effect="narrows", excludes=("for-good",)),
        Manner(id="for-good", effect="widens"),
        Manner(id="gladly", effect="none"),
    ),
    instruments=(
        Instrument(id="by-statute", label="by statute", act="amend", objects=(("guild", "statutes"), ("ada", "barn"))),
        Instrument(id="by-letter", objects=(("ada", "barn"),)),
    ),
)
WORDS = Vocabulary(VILLAGE)
Names = str | tuple[str, ...]


def many(names: Any) -> tuple[Any, ...]:
    """One or several of anything, as several."""
    return names if isinstance(names, tuple) else (names,)


def when(event: str) -> Condition:
    return Condition(kind=ConditionKind.WHEN, event=event)


def until(event: str) -> Condition:
    return Condition(kind=ConditionKind.UNTIL, event=event)


def unless(event: str) -> Condition:
    return Condition(kind=ConditionKind.UNLESS, event=event)


def quantity(name: str, low: Any = None, high: Any = None, **more: Any) -> Quantity:
    return Quantity(name=name, low=low, high=high, **more)


def exactly(name: str, value: Any, **more: Any) -> Quantity:
    return Quantity(name=name, low=value, high=value, **more)


def norm(modality: str = "must", act: str = "sell", objects: Names = "field", by: Names = "ada", **more: Any) -> Norm:
    """A norm; terms (`quantities`, `manners`, `instruments`, `consent`) may stand among the other fields."""
    terms: dict[str, Any] = {
        name: many(more.pop(name)) for name in ("manners", "instruments", "consent") if name in more
    }
    terms["quantities"] = many(more.pop("quantities", ()))
    fields: dict[str, Any] = {name: many(value) if name != "intent" else value for name, value in more.items()}
    return Norm(
        bearers=many(by),
        modality=Modality(modality),
        act=act,
        objects=many(objects) if objects else (),
        terms=NormTerms(**terms),
        **fields,
    )


def action(*given: Any, **more: Any) -> CanonicalNorm:
    return to_canonical_norm(norm(*given, **more), WORDS)


def clause(name: str = "1", norm: Norm | None = None, plan: str = "p", **more: Any) -> Clause:
    fields = {"text": f"{plan} {name}", "issue": "land.sale", "evidence": "A", **more}
    return Clause(plan=plan, id=name, provision=name, norm=norm, **fields)


def ready(*given: Any, **more: Any) -> CanonicalClause:
    return to_canonical_clause(clause(*given, **more), WORDS)


def held_by(holder: str, norm: Norm | None) -> Variant:
    return Variant(holder=holder, text=f"as {holder} has it", norm=norm)


def told_by(family: str, norm: Norm | None) -> Variant:
    return Variant(family=family, text=f"as {family} tells it", norm=norm)


def plan(*clauses: Clause, name: str = "p", **more: Any) -> Plan:
    fields = {"title": name, "issued": "2030-05-01", **more}
    return Plan(id=name, provisions=tuple(Provision(id=clause.id, clauses=(clause,)) for clause in clauses), **fields)


def line(*norms: Norm | LineNorm, asks: str = "absence", **more: Any) -> RedLine:
    """A line of one version that holds the norms."""
    standard = tuple(
        norm if isinstance(norm, LineNorm) else LineNorm(norm=norm, asks=LineDemand(asks)) for norm in norms
    )
    fields = {"party": "ada", "id": "L", "issue": "land.sale", "versions": (LineVersion(norms=standard),), **more}
    return RedLine(file=str(fields["party"]), title="A line", **fields)


def rule(norm: Norm | None = None, **more: Any) -> Constraint:
    return Constraint(**{"id": "law", "title": "A law", "norm": norm, **more})


def exempt(event: str = "", norm: Norm | None = None) -> Exemption:
    return Exemption(event=event, norm=norm)


def with_questions(*questions: Question) -> Vocabulary:
    """The words of the village with questions that texts settle."""
    return Vocabulary(replace(VILLAGE, questions=questions))


def question(name: str, issue: str = "land.sale", more: Norm | None = None, **wants: str) -> Question:
    """A question; `wants` by party: `more`, `less` or `as-it-stands`, each cited by a line of that party."""
    wishes = tuple(PartyWish(party=party, wish=Wish(wish), cites=(f"{party}#L",)) for party, wish in wants.items())
    return Question(
        id=name, issue=issue, label=name.title(), asks=f"{name.title()}?", more=(more,) if more else (), wants=wishes
    )
