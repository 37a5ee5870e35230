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
from comparer.model.vocabulary import PartyWish, Question, Wish
from comparer.norms.canonical import CanonicalNorm, to_canonical_norm
from comparer.norms.canonical_clause import CanonicalClause
from comparer.norms.questions import (
    DOING_GRADES,
    alignment_sign,
    answered_questions,
    doing_grade,
    question_sign,
    shared_questions,
)
from comparer.norms.tables import BURDEN_MODALITIES, POSITIVE_MODALITIES
from comparer.norms.vocabulary import Vocabulary

NO_ACTORS = frozenset({ANYONE, UNNAMED})
# Two answers that stand against each other: what the one gives up and the other brings tells whom it helps.
RIVAL_RELATIONS = frozenset({Relation.REPLACED, Relation.OPPOSED})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ask:
    """A norm that a party asks for, in canonical form, with the place where it does."""

    party: str
    norm: CanonicalNorm
    cite: str


@dataclass(frozen=True, slots=True)
class _Questions:
    """The questions that clauses answer; `main` is the id of the one that each of them names first, if there is one."""

    listed: tuple[Question, ...]
    main: str


@dataclass(frozen=True, slots=True)
class InterestIndex:
    """What the parties ask for, by rank: stated lines, positions, drafts of one proposer."""

    vocabulary: Vocabulary
    asks_by_rank: tuple[tuple[InterestBasis, tuple[_Ask, ...]], ...]
    parties: frozenset[str] = frozenset()
    """Everybody who asks for anything."""
    mediations: frozenset[tuple[str, str]] = frozenset()
    """Who proposed which plan for others: a go-between, who asks nothing for himself there."""
    asks_by_cite: Mapping[str, _Ask] = field(default_factory=dict)
    """What each clause asks for that is one party's own."""
    _asks_by_act: dict[tuple[InterestBasis, str], tuple[_Ask, ...]] = field(default_factory=dict, compare=False)
    """For a rank and an act, the asks whose act hangs together with it; filled when first asked for."""
    _wants_by_question: dict[str, tuple[PartyWish, ...]] = field(default_factory=dict, compare=False)
    _asked_by_question: dict[str, frozenset[str]] = field(default_factory=dict, compare=False)
    """What is asked for by question, and of whom; filled as well when first asked for."""
    _loss_by_identity: dict[int, tuple[CanonicalClause, Interest]] = field(default_factory=dict, compare=False)
    """Whom the loss of a clause helps, which is the same beside every text; the clause keeps its identity its own."""

    def interest_of_change(
        self, left: Sequence[CanonicalClause], right: Sequence[CanonicalClause], relation: Relation
    ) -> Interest:
        """Whom the change from the left clauses to the right ones helps. Mirrors: the sides of the answer swap."""
        listed = shared_questions(left, right, self.vocabulary)
        first_names = {names[0] for clause in (*left, *right) if (names := answered_questions(clause, self.vocabulary))}
        questions = _Questions(listed, first_names.pop() if len(first_names) == 1 else "")
        interest = self._interest(_first_norms(left), _first_norms(right), relation, questions)
        if relation in RIVAL_RELATIONS and self._gives_up_own_ask(interest, left, right):
            return Interest(basis=InterestBasis.DIVIDED, cites=interest.cites)
        return interest

    def interest_of_loss(self, clause: CanonicalClause) -> Interest:
        """Whom it helps that a clause of the one text is missing from the other."""
        if id(clause) not in self._loss_by_identity:
            self._loss_by_identity[id(clause)] = clause, self._find_interest_of_loss(clause)
        return self._loss_by_identity[id(clause)][1]

    def _find_interest_of_loss(self, clause: CanonicalClause) -> Interest:
        norms = _first_norms((clause,))
        if not norms or norms[0].modality is Modality.DEFERS:
            return Interest(basis=InterestBasis.NO_DIRECTION)
        growth = -1 if norms[0].modality in POSITIVE_MODALITIES else 1
        return self._serve(norms[0], growth, self._questions_of(clause))

    def name_asker(self, clause: CanonicalClause) -> str:
        """The party whose own ask a clause is; empty where nobody's or several parties' is."""
        ask = self.asks_by_cite.get(clause.clause.ref)
        return ask.party if ask else ""

    def _gives_up_own_ask(
        self, interest: Interest, left: Sequence[CanonicalClause], right: Sequence[CanonicalClause]
    ) -> bool:
        """Whether somebody is said to gain by the loss of what he asks for himself, or to lose by getting it."""
        lost, won = ({self.name_asker(clause) for clause in side} - {""} for side in (left, right))
        return not (lost - won).isdisjoint(interest.favours) or not (won - lost).isdisjoint(interest.against)

    def _questions_of(self, clause: CanonicalClause) -> _Questions:
        names = answered_questions(clause, self.vocabulary)
        listed = tuple(self.vocabulary.questions[name] for name in names if name in self.vocabulary.questions)
        return _Questions(listed, names[0] if names else "")

    def _interest(
        self,
        left: Sequence[CanonicalNorm],
        right: Sequence[CanonicalNorm],
        relation: Relation,
        questions: _Questions,
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
        self, left: CanonicalNorm, right: CanonicalNorm, relation: Relation, questions: _Questions
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
        freed, bound = (narrower.bearer_names, difference) if wider is right else (difference, narrower.bearer_names)
        if not (served.favours or served.against):
            return Interest(favours=tuple(sorted(freed)), against=tuple(sorted(bound)), basis=InterestBasis.RELIEF)
        if served.basis is InterestBasis.DRAFT:
            # A draft tells of the one whom it binds; who need not do it alone any more gains beside him.
            favours = served.favours or tuple(sorted(set(freed) - set(served.against)))
            against = served.against or tuple(sorted(set(bound) - set(served.favours)))
            return replace(served, favours=favours, against=against)
        return served

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
        self, left: CanonicalNorm, right: CanonicalNorm, relation: Relation, questions: _Questions
    ) -> Interest:
        """Whom it helps that one answer takes the place of another: by what each does to the thing that is asked."""
        growths: dict[str, int] = {}
        is_even = False
        is_part_told = relation is Relation.MIXED and not self.vocabulary.is_joint(left.act)
        is_graded = relation is Relation.MIXED and left.act == right.act and doing_grade(left) != doing_grade(right)
        is_told = relation in RIVAL_RELATIONS or is_graded or (is_part_told and _differ_in_reach_alone(left, right))
        for question in questions.listed if is_told else ():
            signs = [question_sign(norm, question, self.vocabulary) for norm in (left, right)]
            before, after = (self._grade(norm) * sign for norm, sign in zip((left, right), signs, strict=True))
            if before == after != 0:
                growth = self._reach_growth(left, right, question) * (1 if before > 0 else -1)
                is_even |= growth == 0
            else:
                growth = (after > before) - (after < before)
            growths[question.id] = growth
        interest = self._serve_by_growths(questions, growths, (left, right))
        if interest is not None:
            return self._name_concerned(interest, left, right)
        if relation not in RIVAL_RELATIONS or is_even:
            return Interest(basis=InterestBasis.NO_DIRECTION)
        return _join_interests(
            self._serve(left, -_support(left), questions), self._serve(right, _support(right), questions)
        )

    def _grade(self, norm: CanonicalNorm) -> int:
        """How much of its doing a norm brings; a text that merely states that a thing is not done does not bar it."""
        is_stated = norm.modality is Modality.DECLARES_NOT and not self.vocabulary.is_performative(norm.norm.act)
        return DOING_GRADES[Modality.NEED_NOT] if is_stated else doing_grade(norm)

    def _reach_growth(self, left: CanonicalNorm, right: CanonicalNorm, question: Question) -> int:
        """1 where, of what the question asks about, the right norm bears on all that the left does and on more.

        -1 the other way round, else 0.
        """
        asked = [to_canonical_norm(doing, self.vocabulary).objects for doing in (*question.more, *question.less)]
        asked_leaves = frozenset().union(*(scope.leaves for scope in asked))
        left_leaves, right_leaves = (norm.objects.leaves & asked_leaves for norm in (left, right))
        if not left_leaves or not right_leaves:
            return 0
        if left_leaves == right_leaves and left.status.may_overlap(right.status):
            if not _differ_in_reach_alone(left, right):
                return _compare_narrowing(left, right)
            left_leaves, right_leaves = left.agents.leaves, right.agents.leaves
        return (left_leaves < right_leaves) - (right_leaves < left_leaves)

    def _serve(self, subject: CanonicalNorm, growth: int, questions: _Questions) -> Interest:
        return self._name_concerned(self._find_served(subject, growth, questions), subject)

    def _name_concerned(self, interest: Interest, *subjects: CanonicalNorm) -> Interest:
        """The interest of those whom the norms concern; what two bear alike serves no third who alone asks for it."""
        favours, against = (self._select_concerned(side, *subjects) for side in (interest.favours, interest.against))
        is_mutual = all(len(self.parties.intersection(subject.bearer_names)) > 1 for subject in subjects)
        concerned = frozenset().union(*map(self._concerned_parties, subjects))
        if is_mutual and not (favours and against) and concerned.isdisjoint((*favours, *against)):
            return Interest()
        return replace(interest, favours=favours, against=against)

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

    def _find_served(self, subject: CanonicalNorm, growth: int, questions: _Questions) -> Interest:
        by_question = self._serve_by_question(subject, growth, questions)
        wanting = {want.party for question in questions.listed for want in question.wants}
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

    def _serve_by_question(self, subject: CanonicalNorm, growth: int, questions: _Questions) -> Interest | None:
        growths = {
            question.id: growth * question_sign(subject, question, self.vocabulary) for question in questions.listed
        }
        return self._serve_by_growths(questions, growths, (subject,))

    def _serve_by_growths(
        self, questions: _Questions, growths: Mapping[str, int], subjects: Sequence[CanonicalNorm]
    ) -> Interest | None:
        """Whom it serves that each question's thing grows or shrinks so; None where nobody wants more or less of any.

        What a party gains on the main question counts; on the others contrary gains of one party cancel out.
        """
        gains: dict[str, int] = {}
        main_gains: dict[str, int] = {}
        cites: list[str] = []
        for question in questions.listed:
            growth = growths.get(question.id, 0)
            question_gains = self._gains_on_question(question, growth, subjects)
            if question.id == questions.main:
                main_gains = question_gains
            for party, gain in question_gains.items():
                gains[party] = gain if gains.get(party, gain) == gain else 0
            cites += [cite for want in self._directed_wants(question) if growth for cite in want.cites]
        gains |= main_gains
        return _build_interest(gains, InterestBasis.QUESTION, cites) if any(gains.values()) else None

    def _gains_on_question(self, question: Question, growth: int, subjects: Sequence[CanonicalNorm]) -> dict[str, int]:
        """What a growth of the thing asked means to those who want more or less of it, and to whom it is asked.

        Of a party that says nothing itself the askers' gain is the loss, unless whoever asks is bound as well.
        """
        if not growth:
            return {}
        wants = self._directed_wants(question)
        gains = {want.party: growth if want.wish is Wish.MORE else -growth for want in wants}
        wishes = {want.wish for want in wants}
        wanting = {want.party for want in question.wants}
        if len(wishes) == 1 and all(wanting.isdisjoint(subject.bearer_names) for subject in subjects):
            loss = -growth if Wish.MORE in wishes else growth
            gains |= dict.fromkeys(self._asked_parties(question) - wanting, loss)
        return gains

    def _directed_wants(self, question: Question) -> tuple[PartyWish, ...]:
        """The wishes for more or less of what is asked; not those that a go-between alone put to others."""
        if question.id not in self._wants_by_question:
            self._wants_by_question[question.id] = tuple(
                want
                for want in question.wants
                if want.wish is not Wish.AS_IT_STANDS and not self._is_put_to_others(want)
            )
        return self._wants_by_question[question.id]

    def _is_put_to_others(self, want: PartyWish) -> bool:
        """Whether a party has a wish only as a go-between."""
        return bool(want.cites) and all((want.party, cite.partition("#")[0]) in self.mediations for cite in want.cites)

    def _asked_parties(self, question: Question) -> frozenset[str]:
        """The parties that are to do what the question asks, and have not asked for it themselves."""
        if question.id not in self._asked_by_question:
            self._asked_by_question[question.id] = self._find_asked_parties(question)
        return self._asked_by_question[question.id]

    def _find_asked_parties(self, question: Question) -> frozenset[str]:
        doings = [to_canonical_norm(doing, self.vocabulary) for doing in question.more]
        named = {bearer for doing in doings for bearer in doing.bearer_names} & self.parties
        return frozenset(
            party
            for party in named
            if not any(
                ask.party == party and alignment_sign(ask.norm, doing, self.vocabulary)
                for _, asks in self.asks_by_rank
                for ask in asks
                for doing in doings
            )
        )

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
            sign = alignment_sign(subject, ask.norm, self.vocabulary)
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
        frozenset(
            (proposer, plan.id)
            for plan in plan_by_id.values()
            for proposer in plan.proposers
            if not _is_party(proposer, plan, vocabulary)
        ),
        {ask.cite: ask for ask in (*positions, *drafts)},
    )


def _is_party(proposer: str, plan: Plan, vocabulary: Vocabulary) -> bool:
    """Whether a proposer is one of those whom its plan is for: a go-between asks nothing for itself."""
    if not plan.parties or proposer in plan.parties:
        return True
    return vocabulary.actor_scope(plan.parties, True).covers(vocabulary.actor_scope((proposer,), True))


def _first_norms(clauses: Iterable[CanonicalClause]) -> list[CanonicalNorm]:
    return [clause.labelled_norms[0][1] for clause in clauses if clause.labelled_norms]


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


def _differ_in_reach_alone(left: CanonicalNorm, right: CanonicalNorm) -> bool:
    """Whether one act is brought or barred alike on both sides, of other objects or by other doers."""
    kept_parts = [
        (norm.act, norm.modality, norm.status, norm.conditions, norm.norm.terms, norm.beneficiaries)
        for norm in (left, right)
    ]
    return kept_parts[0] == kept_parts[1]


def _compare_narrowing(left: CanonicalNorm, right: CanonicalNorm) -> int:
    """1 where what narrows the left doing (in fact only) does not narrow the right one; -1 the other way round."""
    narrowing = [norm.narrowing_manners for norm in (left, right)]
    return (narrowing[1] < narrowing[0]) - (narrowing[0] < narrowing[1])


def _support(norm: CanonicalNorm) -> int:
    if norm.modality is Modality.DEFERS:
        return 0
    return 1 if norm.modality in POSITIVE_MODALITIES else -1


def _join_interests(loss: Interest, gain: Interest) -> Interest:
    """Whom it helps that the one is gone and the other has come: who gains by one of them and loses by neither."""
    favours, against = {*loss.favours, *gain.favours}, {*loss.against, *gain.against}
    if not (favours or against):
        return Interest(basis=max(loss.basis, gain.basis, key=list(InterestBasis).index))
    if favours == against:
        return Interest(basis=InterestBasis.NO_DIRECTION)
    telling_bases = [interest.basis for interest in (loss, gain) if interest.favours or interest.against]
    return Interest(
        favours=tuple(sorted(favours - against)),
        against=tuple(sorted(against - favours)),
        basis=max(telling_bases, key=list(InterestBasis).index),
        cites=tuple(dict.fromkeys((*loss.cites, *gain.cites))),
    )


def _build_interest(gains: dict[str, int], basis: InterestBasis, cites: Iterable[str]) -> Interest:
    return Interest(
        favours=tuple(sorted(party for party, gain in gains.items() if gain > 0)),
        against=tuple(sorted(party for party, gain in gains.items() if gain < 0)),
        basis=basis,
        cites=tuple(dict.fromkeys(cites)),
    )
