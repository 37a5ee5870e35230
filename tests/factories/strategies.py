"""Generated norms, clauses and plans over a small vocabulary in which every relation between words occurs."""

from __future__ import annotations

from functools import cache
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
    issues=tuple(Issue(id=item) for item in ("land", "land.sale", "land.use", "dues", "dues.size")),
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


# Strategies are made once: those made inside a draw are checked anew at every draw, which took most of the time.
FORMS_OF_BOUND = st.sampled_from(("min", "max", "above", "below", "is", "between", "about", "unknown"))
WIDTHS = st.integers(min_value=0, max_value=20)
MEASURES = st.sampled_from((("sum", ("coin", "purse")), ("acres", ("acre",)), ("due", ("day", "week"))))
UNITS: dict[tuple[str, ...], st.SearchStrategy[str]] = {
    units: st.sampled_from(units) for units in (("coin", "purse"), ("acre",), ("day", "week"))
}
FLAGS = st.booleans()
ONE_OWNER = _some(st.sampled_from(("ada", "bo")), most=1)


@st.composite
def _bounds(draw: st.DrawFn) -> dict[str, Any]:
    low, width = draw(numbers), draw(WIDTHS)
    form = draw(FORMS_OF_BOUND)
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


BOUNDS = _bounds()


@st.composite
def _quantities(draw: st.DrawFn) -> Quantity:
    name, units = draw(MEASURES)
    return Quantity(name=name, unit=draw(UNITS[units]), **draw(BOUNDS))


@st.composite
def _periods(draw: st.DrawFn) -> Quantity:
    return Quantity(name="time", unit="month", **draw(BOUNDS))


QUANTITIES = st.lists(_quantities() | _periods(), max_size=2)
MANNERS = _some(st.sampled_from(("in-part", "in-full", "gladly")))
INSTRUMENTS = _some(st.just("by-statute"), most=1)


@st.composite
def _terms(draw: st.DrawFn) -> NormTerms:
    drawn = {item.name: item for item in draw(QUANTITIES)}
    return NormTerms(
        quantities=tuple(drawn.values()),
        manners=draw(MANNERS),
        instruments=draw(INSTRUMENTS),
        consent=draw(ONE_OWNER),
    )


TERMS = _terms()
CONDITIONS = st.lists(
    st.builds(lambda kind, event: Condition(kind=kind, event=event), st.sampled_from(tuple(ConditionKind)), events),
    max_size=2,
    unique=True,
).map(tuple)
BEARERS = _some(actors, least=1)
OBJECTS = _some(objects)
AGENTS = _some(st.sampled_from(("ada", "bo", "club")), most=1)
PARTNERS = _some(st.sampled_from(("bo", "cy")), most=1)


@st.composite
def _norms(draw: st.DrawFn, modality: st.SearchStrategy[Modality]) -> Norm:
    return Norm(
        bearers=draw(BEARERS),
        modality=draw(modality),
        act=draw(acts),
        objects=draw(OBJECTS),
        agents=draw(AGENTS),
        beneficiaries=draw(ONE_OWNER),
        partners=draw(PARTNERS),
        intent=draw(FLAGS) and draw(FLAGS),
        terms=draw(TERMS),
        conditions=draw(CONDITIONS),
    )


@cache
def norms(modality: st.SearchStrategy[Modality] = modalities) -> st.SearchStrategy[Norm]:
    return _norms(modality)


MAYBE_NORMS = st.none() | norms()
texts = st.text(alphabet="abcdefgh ", min_size=3, max_size=30).filter(lambda text: text.strip() != "")
LABELS = st.sampled_from(("ada", "bo"))


@st.composite
def _variants(draw: st.DrawFn) -> Variant:
    label = draw(LABELS)
    standard = draw(FLAGS)
    return Variant(
        holder=label if standard else "", family="" if standard else label, text=draw(texts), norm=draw(MAYBE_NORMS)
    )


VARIANTS = st.lists(_variants(), max_size=2).map(tuple)
QUESTIONS = _some(questions)
MOSTLY_OPEN = st.sampled_from(
    (
        ClauseState.OPEN,
        ClauseState.OPEN,
        ClauseState.OPEN,
        ClauseState.CONTESTED,
        ClauseState.STRUCK,
        ClauseState.MOVED,
    )
)
EVIDENCE = st.sampled_from(("A", "B", "C"))


@st.composite
def _clauses(draw: st.DrawFn, plan: str, name: str, with_norm: bool) -> Clause:
    return Clause(
        plan=plan,
        id=name,
        provision=name,
        text=draw(texts),
        issue=draw(issues),
        questions=draw(QUESTIONS),
        norm=draw(norms() if with_norm else MAYBE_NORMS),
        state=draw(MOSTLY_OPEN),
        evidence=draw(EVIDENCE),
        variants=draw(VARIANTS),
    )


@cache
def clauses(plan: str = "p", name: str = "1", with_norm: bool = False) -> st.SearchStrategy[Clause]:
    return _clauses(plan, name, with_norm)


KINDS = st.sampled_from((PlanKind.DRAFT, PlanKind.POSITION))
COVERAGES = st.sampled_from(tuple(Coverage))
DATES = st.sampled_from(("2030-01-01", "2030-02-01"))
PROPOSERS = _some(st.sampled_from(("ada", "bo", "cy")))


@st.composite
def _plans(draw: st.DrawFn, name: str, counts: st.SearchStrategy[int]) -> Plan:
    provisions = []
    for number in range(draw(counts)):
        clause = draw(clauses(plan=name, name=str(number + 1)))
        provisions.append(Provision(id=str(number + 1), clauses=(clause,)))
    return Plan(
        id=name,
        title=name,
        kind=draw(KINDS),
        coverage=draw(COVERAGES),
        issued=draw(DATES),
        proposers=draw(PROPOSERS),
        provisions=tuple(provisions),
    )


@cache
def plans(name: str = "p", most: int = 5) -> st.SearchStrategy[Plan]:
    return _plans(name, st.integers(min_value=0, max_value=most))


HELD = st.sampled_from((Modality.MUST, Modality.MUST_NOT, Modality.MAY, Modality.NEED_NOT))
HELD_NORMS = st.lists(norms(HELD), min_size=1, max_size=2)
DEMANDS = st.sampled_from(tuple(LineDemand))


@st.composite
def _lines(draw: st.DrawFn) -> RedLine:
    standard = tuple(LineNorm(norm=norm, asks=draw(DEMANDS)) for norm in draw(HELD_NORMS))
    return RedLine(
        file="ada", party="ada", id="L-1", title="line", issue=draw(issues), versions=(LineVersion(norms=standard),)
    )


@cache
def lines() -> st.SearchStrategy[RedLine]:
    return _lines()
