"""Whom a change helps and whom it hurts, by what the parties have asked for; nobody where nothing says so.

First whether the doing grows or shrinks from left to right, then whom its growing serves: what parties want on the
question; a single named beneficiary; who asks for it or against it in a stated line, in a position, in a draft of one
proposer. Whoever bears a duty is not thereby the one who gains.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from comparer.model.findings import Interest
from comparer.model.norm import ANYONE, UNNAMED, Modality
from comparer.model.plan import Plan, PlanKind
from comparer.model.redline import RedLine
from comparer.model.relation import InterestBasis, Relation
from comparer.model.vocabulary import Question, Wish
from comparer.norms.canonical import CanonicalNorm, act_relation, to_canonical_norm
from comparer.norms.canonical_clause import CanonicalClause
from comparer.norms.questions import answered_questions
from comparer.norms.tables import BURDEN_MODALITIES, POSITIVE_MODALITIES
from comparer.norms.vocabulary import Vocabulary

NO_ACTORS = frozenset({ANYONE, UNNAMED})
# Two answers that stand against each other: what the one gives up and the other brings tells whom it helps.
RIVAL_RELATIONS = frozenset({Relation.REPLACED, Relation.OPPOSED})
# How much of its doing each modality brings, from the ban to the duty.
DOING_GRADES: Mapping[Modality, int] = {
    Modality.MUST_NOT: -3,
    Modality.DECLARES_NOT: -3,
    Modality.EXPECTS_NOT: -2,
    Modality.NEED_NOT: -1,
    Modality.DEFERS: 0,
    Modality.MAY: 1,
    Modality.EXPECTS: 2,
    Modality.MUST: 3,
    Modality.DECLARES: 3,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ask:
    """A norm that a party asks for, in canonical form, with the place where it does."""

    party: str
    norm: CanonicalNorm
    cite: str


@dataclass(frozen=True, slots=True)
class InterestIndex:
    """What the parties ask for, by rank: stated lines, positions, drafts of one proposer."""

    vocabulary: Vocabulary
    asks_by_rank: tuple[tuple[InterestBasis, tuple[_Ask, ...]], ...]
    parties: frozenset[str] = frozenset()
    """Everybody who asks for anything."""
    _asks_by_act: dict[tuple[InterestBasis, str], tuple[_Ask, ...]] = field(
        default_factory=dict, repr=False, compare=False
    )
    """For a rank and an act, the asks whose act hangs together with it; filled when first asked for."""

    def interest_of_change(
        self, left: Sequence[CanonicalClause], right: Sequence[CanonicalClause], relation: Relation
    ) -> Interest:
        """Whom the change from the left clauses to the right ones helps. Mirrors: the sides of the answer swap."""
        questions = _shared_questions(left, right, self.vocabulary)
        return self._interest(_first_norms(left), _first_norms(right), relation, questions)

    def interest_of_loss(self, clause: CanonicalClause) -> Interest:
        """Whom it helps that a clause of the one text is missing from the other."""
        norms = _first_norms((clause,))
        if not norms or norms[0].modality is Modality.DEFERS:
            return Interest(basis=InterestBasis.NO_DIRECTION)
        growth = -1 if norms[0].modality in POSITIVE_MODALITIES else 1
        return self._serve(norms[0], growth, self._questions_of(clause))

    def _questions_of(self, clause: CanonicalClause) -> tuple[Question, ...]:
        names = answered_questions(clause, self.vocabulary)
        return tuple(self.vocabulary.questions[name] for name in names if name in self.vocabulary.questions)

    def _interest(
        self,
        left: Sequence[CanonicalNorm],
        right: Sequence[CanonicalNorm],
        relation: Relation,
        questions: tuple[Question, ...],
    ) -> Interest:
        if not left or not right:
            return Interest(basis=InterestBasis.NO_DIRECTION)
        relief = self._interest_of_relief(left[0], right[0], relation, questions)
        if relief is not None:
            return relief
        growing = _find_growth(left[0], right[0], relation)
        if growing is None:
            return self._interest_of_replacement(left[0], right[0], relation, questions)
        return self._serve(*growing, questions)

    def _interest_of_relief(
        self, left: CanonicalNorm, right: CanonicalNorm, relation: Relation, questions: tuple[Question, ...]
    ) -> Interest | None:
        """Whom it helps that one of two who bore a burden is free of it, or that the other has to bear it too.

        Only the difference counts: what the one no longer does, or does as well. Where nobody asks for that, whoever is
        freed gains and whoever goes on alone loses. None where the burden is not what changed so.
        """
        narrower, wider = sorted((left, right), key=lambda norm: len(norm.bearer_names))
        expected = Relation.STRICTER if wider is right else Relation.LOOSER
        if not self._differ_in_bearers_alone(narrower, wider) or relation not in (expected, Relation.MIXED):
            return None
        difference = tuple(bearer for bearer in wider.bearer_names if bearer not in narrower.bearer_names)
        subject = to_canonical_norm(replace(wider.norm, bearers=difference), self.vocabulary)
        growth = 1 if (wider is right) == (wider.modality in POSITIVE_MODALITIES) else -1
        served = self._serve(subject, growth, questions)
        if served.favours or served.against:
            return served
        freed, bound = (narrower.bearer_names, difference) if wider is right else (difference, narrower.bearer_names)
        return Interest(favours=tuple(sorted(freed)), against=tuple(sorted(bound)), basis=InterestBasis.RELIEF)

    def _differ_in_bearers_alone(self, narrower: CanonicalNorm, wider: CanonicalNorm) -> bool:
        """Whether two burdens are one act, no joint one, that fewer parties bear on the one side than on the other."""
        bearers = (set(narrower.bearer_names), set(wider.bearer_names))
        return (
            bearers[0] < bearers[1] <= self.parties
            and narrower.act == wider.act
            and narrower.modality is wider.modality
            and wider.modality in BURDEN_MODALITIES
            and not (narrower.norm.agents or wider.norm.agents)
            and not self.vocabulary.is_joint(wider.act)
        )

    def _interest_of_replacement(
        self, left: CanonicalNorm, right: CanonicalNorm, relation: Relation, questions: tuple[Question, ...]
    ) -> Interest:
        """Whom it helps that one answer takes the place of another: by what each does to the thing that is asked."""
        gains: dict[str, int] = {}
        cites: list[str] = []
        is_even = False
        for question in questions if relation in RIVAL_RELATIONS else ():
            before, after = (_doing_grade(norm) * self._sign_on_question(norm, question) for norm in (left, right))
            is_even |= before == after != 0
            growth = (after > before) - (after < before)
            self._add_wants(gains, cites, question, growth, (left, right))
        if any(gains.values()):
            interest = _build_interest(gains, InterestBasis.QUESTION, cites)
            return replace(
                interest,
                favours=self._select_concerned(interest.favours, left, right),
                against=self._select_concerned(interest.against, left, right),
            )
        if relation not in RIVAL_RELATIONS or is_even:
            return Interest(basis=InterestBasis.NO_DIRECTION)
        return _join_interests(
            self._serve(left, -_support(left), questions), self._serve(right, _support(right), questions)
        )

    def _serve(self, subject: CanonicalNorm, growth: int, questions: tuple[Question, ...]) -> Interest:
        interest = self._find_served(subject, growth, questions)
        return replace(
            interest,
            favours=self._select_concerned(interest.favours, subject),
            against=self._select_concerned(interest.against, subject),
        )

    def _select_concerned(self, parties: tuple[str, ...], *subjects: CanonicalNorm) -> tuple[str, ...]:
        """Of several parties those that the norms themselves concern: whom they serve, else their other actors."""
        served = frozenset().union(*map(self._served_parties, subjects))
        concerned = frozenset().union(*map(self._concerned_parties, subjects))
        return (
            tuple(party for party in parties if party in served)
            or tuple(party for party in parties if party in concerned)
            or parties
        )

    def _served_parties(self, subject: CanonicalNorm) -> frozenset[str]:
        """For whom a norm is made by its own words, and who owns what it concerns."""
        return frozenset(subject.norm.beneficiaries) | self.vocabulary.owners(subject.objects)

    def _restrict_to_concerned(self, subject: CanonicalNorm, interest: Interest) -> Interest | None:
        """The interest of those whom the norm concerns: who drafts for others asks for them, not for itself."""
        concerned = self._concerned_parties(subject)
        favours = tuple(party for party in interest.favours if party in concerned)
        against = tuple(party for party in interest.against if party in concerned)
        return replace(interest, favours=favours, against=against) if favours or against else None

    def _concerned_parties(self, subject: CanonicalNorm) -> frozenset[str]:
        norm = subject.norm
        actors = frozenset(
            (*norm.bearers, *norm.agents, *norm.beneficiaries, *norm.partners, *norm.objects, *norm.status)
        )
        return actors | self.vocabulary.owners(subject.objects)

    def _find_served(self, subject: CanonicalNorm, growth: int, questions: tuple[Question, ...]) -> Interest:
        by_question = self._serve_by_question(subject, growth, questions)
        wanting = {want.party for question in questions for want in question.wants}
        if by_question is not None and not self._concerned_parties(subject).isdisjoint(wanting):
            return by_question
        beneficiaries = set(subject.norm.beneficiaries) - NO_ACTORS - set(subject.norm.bearers)
        if len(beneficiaries) == 1:
            # Who is to gain by a ban gains where what is banned shrinks.
            gain = growth * (1 if subject.modality in POSITIVE_MODALITIES else -1)
            return _build_interest({next(iter(beneficiaries)): gain}, InterestBasis.BENEFICIARY, ())
        if by_question is not None:
            return by_question
        if self.vocabulary.is_joint(subject.act):
            # What both sides do together serves neither of them alone, unless they say so on the question.
            return Interest()
        for basis, asks in self.asks_by_rank:
            served = self._serve_by_asks(subject, growth, asks, basis)
            if served is not None and basis is InterestBasis.DRAFT:
                served = self._restrict_to_concerned(subject, served)
            if served is not None:
                return served
        return Interest()

    def _serve_by_question(
        self, subject: CanonicalNorm, growth: int, questions: tuple[Question, ...]
    ) -> Interest | None:
        gains: dict[str, int] = {}
        cites: list[str] = []
        for question in questions:
            self._add_wants(gains, cites, question, growth * self._sign_on_question(subject, question), (subject,))
        return _build_interest(gains, InterestBasis.QUESTION, cites) if any(gains.values()) else None

    def _add_wants(
        self,
        gains: dict[str, int],
        cites: list[str],
        question: Question,
        growth: int,
        subjects: Sequence[CanonicalNorm],
    ) -> None:
        """Enter what a growth of the thing asked means to those who want more or less of it, and to whom it is asked.

        Contrary gains of one party cancel out. Of a party that says nothing itself the askers' gain is the loss, unless
        whoever asks is bound as well.
        """
        wants = [want for want in question.wants if want.wish is not Wish.AS_IT_STANDS]
        for want in wants if growth else ():
            gain = growth if want.wish is Wish.MORE else -growth
            gains[want.party] = gain if gains.get(want.party, gain) == gain else 0
            cites += want.cites
        wishes = {want.wish for want in wants}
        wanting = {want.party for want in question.wants}
        if growth and len(wishes) == 1 and all(wanting.isdisjoint(subject.bearer_names) for subject in subjects):
            loss = -growth if Wish.MORE in wishes else growth
            for party in self._asked_parties(question) - wanting:
                gains[party] = loss if gains.get(party, loss) == loss else 0

    def _asked_parties(self, question: Question) -> frozenset[str]:
        """The parties that are to do what the question asks, and have not asked for it themselves."""
        doings = [to_canonical_norm(doing, self.vocabulary) for doing in question.more]
        named = {bearer for doing in doings for bearer in doing.bearer_names} & self.parties
        return frozenset(
            party
            for party in named
            if not any(
                ask.party == party and _alignment_sign(ask.norm, doing, self.vocabulary)
                for _, asks in self.asks_by_rank
                for ask in asks
                for doing in doings
            )
        )

    def _sign_on_question(self, subject: CanonicalNorm, question: Question) -> int:
        """1 where more of the doing is more of what the question asks, -1 where it is less, 0 where neither."""
        for doings, direction in ((question.more, 1), (question.less, -1)):
            for doing in doings:
                sign = _alignment_sign(subject, to_canonical_norm(doing, self.vocabulary), self.vocabulary)
                if sign:
                    return direction * sign
        return 0

    def _asks_near_act(self, act: str, asks: Iterable[_Ask], basis: InterestBasis) -> tuple[_Ask, ...]:
        near = self._asks_by_act.get((basis, act))
        if near is None:
            related_acts = {act, *self.vocabulary.related_acts(act)}
            near = self._asks_by_act[basis, act] = tuple(ask for ask in asks if ask.norm.act in related_acts)
        return near

    def _serve_by_asks(
        self, subject: CanonicalNorm, growth: int, asks: Iterable[_Ask], basis: InterestBasis
    ) -> Interest | None:
        gains: dict[str, set[int]] = {}
        gains_of_asked: dict[str, set[int]] = {}
        cites: dict[str, None] = {}
        for ask in self._asks_near_act(subject.act, asks, basis):
            sign = _alignment_sign(subject, ask.norm, self.vocabulary)
            if sign:
                wants_growth = sign * (1 if ask.norm.modality in POSITIVE_MODALITIES else -1)
                gains.setdefault(ask.party, set()).add(growth * wants_growth)
                cites[ask.cite] = None
                asked = set(ask.norm.norm.bearers) - NO_ACTORS - {ask.party}
                if ask.norm.modality in BURDEN_MODALITIES and len(asked & set(subject.bearer_names)) <= 1:
                    # What one side asks of the other is the other's loss, and its gain where the ask is dropped; what a
                    # go-between asks of both is no loss of either.
                    for actor in asked:
                        gains_of_asked.setdefault(actor, set()).add(-growth * wants_growth)
        if not gains:
            return None
        settled_gains = {party: next(iter(gain)) for party, gain in gains.items() if len(gain) == 1}
        if not settled_gains:
            return Interest(basis=InterestBasis.DIVIDED, cites=tuple(cites))
        for actor, gain in gains_of_asked.items():
            if actor not in gains and len(gain) == 1:
                settled_gains[actor] = next(iter(gain))
        return _build_interest(settled_gains, basis, cites)


def build_interest_index(
    plans: Iterable[Plan],
    red_lines: Iterable[RedLine],
    canonical_clauses: Iterable[CanonicalClause],
    vocabulary: Vocabulary,
) -> InterestIndex:
    """The asks of every party in the record, whatever plans are compared."""
    plan_by_id = {plan.id: plan for plan in plans}
    lines = tuple(
        _Ask(party=red_line.party, norm=to_canonical_norm(line_norm.norm, vocabulary), cite=red_line.ref)
        for red_line in red_lines
        if not (red_line.inferred or red_line.no_line)
        for version in red_line.versions
        for line_norm in version.norms
    )
    positions: list[_Ask] = []
    drafts: list[_Ask] = []
    for clause in canonical_clauses:
        plan = plan_by_id.get(clause.clause.plan)
        holder = clause.clause.holder or (plan.proposers[0] if plan and len(plan.proposers) == 1 else "")
        if plan is None or not holder or not clause.clause.is_live:
            continue
        if not clause.clause.holder and not _is_party(holder, plan, vocabulary):
            continue
        target = positions if plan.kind is PlanKind.POSITION else drafts
        target += [
            _Ask(party=holder, norm=norm, cite=clause.clause.ref)
            for norm in _first_norms((clause,))
            if norm.modality is not Modality.DEFERS
        ]
    return InterestIndex(
        vocabulary,
        (
            (InterestBasis.LINE, lines),
            (InterestBasis.POSITION, tuple(positions)),
            (InterestBasis.DRAFT, tuple(drafts)),
        ),
        frozenset(ask.party for ask in (*lines, *positions, *drafts)),
    )


def _is_party(proposer: str, plan: Plan, vocabulary: Vocabulary) -> bool:
    """Whether a proposer is one of those whom its plan is for: a go-between asks nothing for itself."""
    if not plan.parties or proposer in plan.parties:
        return True
    return vocabulary.actor_scope(plan.parties, True).covers(vocabulary.actor_scope((proposer,), True))


def _first_norms(clauses: Iterable[CanonicalClause]) -> list[CanonicalNorm]:
    return [clause.labelled_norms[0][1] for clause in clauses if clause.labelled_norms]


def _shared_questions(
    left: Sequence[CanonicalClause], right: Sequence[CanonicalClause], vocabulary: Vocabulary
) -> tuple[Question, ...]:
    names = [{name for clause in side for name in answered_questions(clause, vocabulary)} for side in (left, right)]
    shared = sorted(names[0] & names[1], key=vocabulary.question_sort_key)
    return tuple(vocabulary.questions[name] for name in shared if name in vocabulary.questions)


def _find_growth(left: CanonicalNorm, right: CanonicalNorm, relation: Relation) -> tuple[CanonicalNorm, int] | None:
    """The doing that grows (1) or shrinks (-1) from left to right; None where neither can be told.

    It is that of the side which reaches further, so that the answer is the same seen from the other side.
    """
    norms = [norm for norm in (left, right) if norm.modality is not Modality.DEFERS]
    positive = [norm for norm in norms if norm.modality in POSITIVE_MODALITIES]
    if not norms:
        return None
    if relation in (Relation.STRICTER, Relation.LOOSER):
        burdens = [norm for norm in norms if norm.modality in BURDEN_MODALITIES]
        is_for_doing = any(norm in positive for norm in burdens or norms)
        # A stricter duty and a wider leave are more of the doing; a stricter ban and a narrower leave are less.
        growth = 1 if ((relation is Relation.STRICTER) == bool(burdens)) == is_for_doing else -1
        graded_growth = DOING_GRADES[right.modality] - DOING_GRADES[left.modality] if left.act == right.act else 0
        if graded_growth:
            growth = 1 if graded_growth > 0 else -1
    elif relation.is_deferral or relation is Relation.OPPOSED:
        difference = _support(right) - _support(left)
        growth = (difference > 0) - (difference < 0)
    else:
        growth = 0
    if growth == 0:
        return None
    if len(positive) == 1:
        return positive[0], growth
    is_right_larger = (growth > 0) == bool(positive)
    return norms[-1] if is_right_larger else norms[0], growth


def _doing_grade(norm: CanonicalNorm) -> int:
    """How much of its doing a norm brings; what is only intended is hoped for."""
    grade = DOING_GRADES[norm.modality]
    return min(grade, DOING_GRADES[Modality.EXPECTS]) if norm.norm.intent else grade


def _support(norm: CanonicalNorm) -> int:
    if norm.modality is Modality.DEFERS:
        return 0
    return 1 if norm.modality in POSITIVE_MODALITIES else -1


def _alignment_sign(subject: CanonicalNorm, other: CanonicalNorm, vocabulary: Vocabulary) -> int:
    """1 where the doing of the one is that of the other, -1 where it rules it out, 0 where they do not meet."""
    act_link = act_relation(subject, other, vocabulary)
    if not act_link or not subject.act:
        return 0
    if not subject.objects.may_overlap(other.objects) or not subject.status.may_overlap(other.status):
        return 0
    if not subject.agents.may_overlap(other.agents):
        return 0
    return -1 if act_link == "excludes" else 1


def _join_interests(loss: Interest, gain: Interest) -> Interest:
    """Whom it helps that the one is gone and the other has come: who gains by one of them and loses by neither."""
    favours, against = {*loss.favours, *gain.favours}, {*loss.against, *gain.against}
    if not (favours or against):
        return Interest(basis=max(loss.basis, gain.basis, key=list(InterestBasis).index))
    if favours == against:
        return Interest(basis=InterestBasis.NO_DIRECTION)
    return Interest(
        favours=tuple(sorted(favours - against)),
        against=tuple(sorted(against - favours)),
        basis=max(loss.basis, gain.basis, key=list(InterestBasis).index),
        cites=tuple(dict.fromkeys((*loss.cites, *gain.cites))),
    )


def _build_interest(gains: dict[str, int], basis: InterestBasis, cites: Iterable[str]) -> Interest:
    return Interest(
        favours=tuple(sorted(party for party, gain in gains.items() if gain > 0)),
        against=tuple(sorted(party for party, gain in gains.items() if gain < 0)),
        basis=basis,
        cites=tuple(dict.fromkeys(cites)),
    )
