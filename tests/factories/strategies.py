"""Generated norms, clauses and plans over a small vocabulary in which every relation between words occurs."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from comparer.model.norm import Condition, ConditionKind, Modality, Norm, NormTerms, Quantity
from comparer.model.plan import Clause, ClauseState, Coverage, Plan, PlanKind, Provision, Variant
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
from comparer.norms.vocabulary import Vocabulary

DATA = VocabularyData(
    actors=(
        Actor(id="ada"),
        Actor(id="bo"),
        Actor(id="cy"),
        Actor(id="club", members=("ada", "cy"), kind_of=("body",)),
        Actor(id="league", kind_of=("body",)),
    ),
    issues=tuple(Issue(id=one) for one in ("land", "land.sale", "land.use", "dues", "dues.size")),
    acts=(
        Act(id="join", converse="admit", distributes=True),
        Act(id="admit"),
        Act(id="sell", entails=("give-up",)),
        Act(id="give-up", excludes=("keep",)),
        Act(id="keep"),
        Act(id="limit", bounds="hold"),
        Act(id="hold"),
        Act(id="pay"),
        Act(id="recognise", performed_by_words=True),
        Act(id="invite", enables=("admit",)),
        Act(id="amend"),
        Act(id="block", role="veto"),
        Act(id="meet", joint=True, role="talks"),
    ),
    objects=(
        NormObject(id="field", parts=("north", "south"), whole=True),
        NormObject(id="north"),
        NormObject(id="south"),
        NormObject(id="estate", parts=("field", "mill")),
        NormObject(id="mill", owner="bo"),
        NormObject(id="body"),
        NormObject(id="money"),
        NormObject(id="statutes"),
    ),
    events=(
        Event(id="harvest"),
        Event(id="signature", entails=("talks",)),
        Event(id="talks"),
        Event(id="flood", excludes=("harvest",)),
    ),
    quantities=(
        QuantityKind(id="sum", unit="coin", more="burden-of-bearer", kind="amount"),
        QuantityKind(id="acres", unit="acre", more="none", kind="count"),
        QuantityKind(id="time", unit="month", kind="period"),
        QuantityKind(id="due", unit="day", kind="deadline"),
    ),
    units=(
        Unit(id="coin", base="coin"),
        Unit(id="purse", base="coin", numerator=12),
        Unit(id="acre", base="acre"),
        Unit(id="day", base="day"),
        Unit(id="week", base="day", numerator=7),
        Unit(id="month", base="month"),
    ),
    manners=(
        Manner(id="in-part", effect="narrows"),
        Manner(id="in-full", effect="widens"),
        Manner(id="gladly", effect="none"),
    ),
    instruments=(Instrument(id="by-statute", act="amend", objects=(("club", "statutes"), ("ada", "statutes"))),),
    questions=(
        Question(
            id="who-sells",
            issue="land.sale",
            more=(Norm(bearers=("ada",), modality=Modality.MUST, act="sell", objects=("field",)),),
            wants=(
                PartyWish(party="bo", wish=Wish.MORE, cites=("bo#L-1",)),
                PartyWish(party="ada", wish=Wish.LESS, cites=("ada#L-1",)),
            ),
        ),
        Question(id="when-sold", issue="land.sale"),
        Question(
            id="who-joins",
            issue="land.use",
            wants=(PartyWish(party="cy", wish=Wish.AS_IT_STANDS),),
            more=(Norm(bearers=("ada",), modality=Modality.MUST, act="join", objects=("club",)),),
        ),
        Question(id="how-much", issue="dues.size"),
    ),
)
WORDS = Vocabulary(DATA)

actors = st.sampled_from(("ada", "bo", "cy", "club", "anyone", "unnamed"))
objects = st.sampled_from(("field", "north", "south", "estate", "mill", "money", "club", "league", "body"))
acts = st.sampled_from(
    ("join", "admit", "sell", "give-up", "keep", "limit", "hold", "pay", "recognise", "invite", "meet")
)
questions = st.sampled_from(tuple(question.id for question in DATA.questions))
events = st.sampled_from(("harvest", "signature", "talks", "flood"))
modalities = st.sampled_from(tuple(Modality))
issues = st.sampled_from(("land", "land.sale", "land.use", "dues", "dues.size"))
numbers = st.integers(min_value=0, max_value=40)


def _some(of: st.SearchStrategy[str], least: int = 0, most: int = 2) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(of, min_size=least, max_size=most, unique=True).map(tuple)


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    name, units = draw(st.sampled_from((("sum", ("coin", "purse")), ("acres", ("acre",)), ("due", ("day", "week")))))
    return Quantity(name=name, unit=draw(st.sampled_from(units)), **draw(_bounds()))


@st.composite
def periods(draw: st.DrawFn) -> Quantity:
    return Quantity(name="time", unit="month", **draw(_bounds()))


@st.composite
def _bounds(draw: st.DrawFn) -> dict[str, Any]:
    low, width = draw(numbers), draw(st.integers(min_value=0, max_value=20))
    form = draw(st.sampled_from(("min", "max", "above", "below", "is", "between", "about", "unknown")))
    bounds: dict[str, dict[str, Any]] = {
        "min": {"low": low},
        "max": {"high": low},
        "above": {"low": low, "low_open": True},
        "below": {"high": low, "high_open": True},
        "is": {"low": low, "high": low},
        "between": {"low": low, "high": low + width},
        "about": {"low": low, "high": low, "about": True},
        "unknown": {"unknown": True},
    }
    return bounds[form]


@st.composite
def terms(draw: st.DrawFn) -> NormTerms:
    drawn = {one.name: one for one in draw(st.lists(quantities() | periods(), max_size=2))}
    return NormTerms(
        quantities=tuple(drawn.values()),
        manners=draw(_some(st.sampled_from(("in-part", "in-full", "gladly")))),
        instruments=draw(_some(st.just("by-statute"), most=1)),
        consent=draw(_some(st.sampled_from(("ada", "bo")), most=1)),
    )


conditions = st.builds(
    lambda kind, event: Condition(kind=kind, event=event), st.sampled_from(tuple(ConditionKind)), events
)


@st.composite
def norms(draw: st.DrawFn, modality: st.SearchStrategy[Modality] = modalities) -> Norm:
    return Norm(
        bearers=draw(_some(actors, least=1)),
        modality=draw(modality),
        act=draw(acts),
        objects=draw(_some(objects)),
        agents=draw(_some(st.sampled_from(("ada", "bo", "club")), most=1)),
        beneficiaries=draw(_some(st.sampled_from(("ada", "bo")), most=1)),
        partners=draw(_some(st.sampled_from(("bo", "cy")), most=1)),
        intent=draw(st.booleans()) and draw(st.booleans()),
        terms=draw(terms()),
        conditions=draw(st.lists(conditions, max_size=2, unique=True).map(tuple)),
    )


texts = st.text(alphabet="abcdefgh ", min_size=3, max_size=30).filter(lambda text: text.strip() != "")


@st.composite
def variants(draw: st.DrawFn) -> Variant:
    label = draw(st.sampled_from(("ada", "bo")))
    held = draw(st.booleans())
    return Variant(
        holder=label if held else "", family="" if held else label, text=draw(texts), norm=draw(st.none() | norms())
    )


@st.composite
def clauses(draw: st.DrawFn, plan: str = "p", name: str = "1", with_norm: bool = False) -> Clause:
    return Clause(
        plan=plan,
        id=name,
        provision=name,
        text=draw(texts),
        issue=draw(issues),
        questions=draw(_some(questions)),
        norm=draw(norms() if with_norm else st.none() | norms()),
        state=draw(
            st.sampled_from(
                (
                    ClauseState.OPEN,
                    ClauseState.OPEN,
                    ClauseState.OPEN,
                    ClauseState.CONTESTED,
                    ClauseState.STRUCK,
                    ClauseState.MOVED,
                )
            )
        ),
        evidence=draw(st.sampled_from(("A", "B", "C"))),
        variants=draw(st.lists(variants(), max_size=2).map(tuple)),
    )


@st.composite
def plans(draw: st.DrawFn, name: str = "p", most: int = 5) -> Plan:
    count = draw(st.integers(min_value=0, max_value=most))
    provisions = []
    for number in range(count):
        clause = draw(clauses(plan=name, name=str(number + 1)))
        provisions.append(Provision(id=str(number + 1), clauses=(clause,)))
    return Plan(
        id=name,
        title=name,
        kind=draw(st.sampled_from((PlanKind.DRAFT, PlanKind.POSITION))),
        coverage=draw(st.sampled_from(tuple(Coverage))),
        issued=draw(st.sampled_from(("2030-01-01", "2030-02-01"))),
        proposers=draw(_some(st.sampled_from(("ada", "bo", "cy")))),
        provisions=tuple(provisions),
    )


HELD = st.sampled_from((Modality.MUST, Modality.MUST_NOT, Modality.MAY, Modality.NEED_NOT))


@st.composite
def lines(draw: st.DrawFn) -> RedLine:
    held = tuple(
        LineNorm(norm=norm, asks=draw(st.sampled_from(tuple(LineDemand))))
        for norm in draw(st.lists(norms(HELD), min_size=1, max_size=2))
    )
    return RedLine(
        file="ada", party="ada", id="L-1", title="line", issue=draw(issues), versions=(LineVersion(norms=held),)
    )
