"""Counterparts among the clauses of two texts that answer the same questions.

First the same doing, one to one by maximum weight; then clauses left over join a partner that holds their part too;
then what leaves a matter for later answers what it leaves; last, two answers to one question that differ in kind stand
beside each other. What is left over on one side alone stays alone: it is a gap, never part of a group.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from comparer.align.assignment import Edge, connected_components, edge_endpoints, maximum_weight_assignment
from comparer.align.encoded_score import EncodedScore, Fit, case_events
from comparer.model.norm import Modality
from comparer.norms.canonical import CanonicalNorm, may_be_same_doers
from comparer.norms.canonical_clause import CanonicalClause
from comparer.norms.tables import BURDEN_MODALITIES, POSITIVE_MODALITIES

Group = tuple[tuple[int, ...], tuple[int, ...], Fit]
PART_SCOPES = ("objects", "agents", "bearers", "beneficiaries", "partners")


@dataclass(frozen=True, slots=True)
class Counterparts:
    """Groups of positions that answer each other, each with its fit, and the edges of strikes."""

    groups: tuple[Group, ...]
    strike_edges: tuple[Edge, ...]


def find_counterparts(
    left: Sequence[CanonicalClause], right: Sequence[CanonicalClause], scores: Mapping[Edge, EncodedScore]
) -> Counterparts:
    """The counterparts among clauses given in file order. `scores` holds the pairs that share a question."""
    edges_by_fit: dict[Fit, list[Edge]] = {fit: [] for fit in Fit}
    for edge, score in scores.items():
        edges_by_fit[score.fit].append(edge)
    pairing = _Pairing(left, right, scores, edges_by_fit)
    chosen_edges = pairing.assign_doings()
    strike_edges = [edge for edge in chosen_edges if pairing.has_struck_end(edge)]
    strike_edges += pairing.assign_strikes(chosen_edges)
    settled = pairing.struck_nodes | pairing.nodes_of(strike_edges)
    doing_edges = [edge for edge in chosen_edges if edge not in strike_edges]
    doing_edges = pairing.join_doings(doing_edges, settled)
    # What is left of the same doing is leaves beside duties: a leave answers a duty only for want of one.
    leave_edges = pairing.assign_edges(Fit.SAME_DOING, settled | pairing.nodes_of(doing_edges))
    if leave_edges:
        doing_edges = pairing.join_doings([*doing_edges, *leave_edges], settled)
    groups = _component_groups(doing_edges, Fit.SAME_DOING)
    settled |= pairing.nodes_of(doing_edges)
    deferral_edges = pairing.join_deferrals(doing_edges, settled)
    groups += _component_groups(deferral_edges, Fit.DEFERRAL)
    settled |= pairing.nodes_of(deferral_edges)
    settling_edges = pairing.join_settlements(settled, pairing.nodes_of(strike_edges))
    groups += _component_groups(settling_edges, Fit.DEFERRAL)
    settled |= pairing.nodes_of(settling_edges)
    unencoded_edges = pairing.assign_edges(Fit.UNENCODED, settled)
    groups += _component_groups(unencoded_edges, Fit.UNENCODED)
    settled |= pairing.nodes_of(unencoded_edges)
    for answers in (pairing.assign_main_answers, pairing.assign_other_answers):
        edges = answers(settled)
        groups += [((i,), (j,), Fit.OTHER_ANSWER) for i, j in edges]
        settled |= pairing.nodes_of(edges)
    linked_edges = {(i, j) for rows, columns, _ in groups for i in rows for j in columns}
    answered = pairing.answered_leaves(linked_edges)
    ruled_out = pairing.nodes_of(edge for edge in linked_edges if edge in scores and scores[edge].is_contrary)
    further_answers = pairing.join_other_answers(settled, answered, ruled_out)
    further_edges = {*further_answers, *pairing.find_clashes()} - linked_edges
    groups += [((i,), (j,), Fit.OTHER_ANSWER) for i, j in sorted(further_edges)]
    return Counterparts(tuple(groups), tuple(strike_edges))


Node = tuple[str, int]


@dataclass(frozen=True, slots=True)
class _Pairing:
    left: Sequence[CanonicalClause]
    right: Sequence[CanonicalClause]
    scores: Mapping[Edge, EncodedScore]
    edges_by_fit: Mapping[Fit, Sequence[Edge]]

    @property
    def struck_nodes(self) -> set[Node]:
        sides = (("left", self.left), ("right", self.right))
        return {(name, n) for name, side in sides for n, clause in enumerate(side) if clause.is_struck}

    @staticmethod
    def nodes_of(edges: Iterable[Edge]) -> set[Node]:
        rows, columns = edge_endpoints(edges)
        return {("left", i) for i in rows} | {("right", j) for j in columns}

    def has_struck_end(self, edge: Edge) -> bool:
        return self.left[edge[0]].is_struck or self.right[edge[1]].is_struck

    def assign_edges(self, fit: Fit, settled: AbstractSet[Node]) -> list[Edge]:
        """The best assignment among the edges of one fit between clauses that are not settled."""
        return self._assign_open(self.edges_by_fit[fit], settled)

    def _assign_open(self, edges: Iterable[Edge], settled: AbstractSet[Node]) -> list[Edge]:
        weights = {
            edge: self.scores[edge].value
            for edge in edges
            if settled.isdisjoint(self.nodes_of((edge,))) and not self._are_unlike_doings(edge)
        }
        return maximum_weight_assignment(weights)

    def assign_main_answers(self, settled: AbstractSet[Node]) -> list[Edge]:
        """Other answers to the question that either clause names first: one to one, then what is left to what fits it.

        Two clauses of one text both stand beside the answer to them that bears on their object or goes against them.
        """
        main_edges = [edge for edge in self.edges_by_fit[Fit.OTHER_ANSWER] if self.scores[edge].first_sides == 2]
        assigned_edges = self._assign_open(main_edges, settled)
        taken = self.nodes_of(assigned_edges)
        joined: dict[Node, Edge] = {}
        for edge in self.sort_best_first(main_edges):
            open_ends = self.nodes_of((edge,)) - taken
            if len(open_ends) == 1 and settled.isdisjoint(self.nodes_of((edge,))) and self._may_join_answer(edge):
                joined.setdefault(open_ends.pop(), edge)
        return sorted({*assigned_edges, *joined.values()})

    def _may_join_answer(self, edge: Edge) -> bool:
        is_rival = self.scores[edge].is_rival and not self._are_unlike_doings(edge)
        return is_rival or self._share_object(edge)

    def assign_other_answers(self, settled: AbstractSet[Node]) -> list[Edge]:
        """The best assignment among the other answers of clauses that nothing answers yet."""
        return self._assign_open(filter(self._is_free_answer, self.edges_by_fit[Fit.OTHER_ANSWER]), settled)

    def assign_doings(self) -> list[Edge]:
        """The best assignment among the edges of the same doing, without leaves beside duties that a duty answers."""
        doing_edges = self.edges_by_fit[Fit.SAME_DOING]
        ordered = {node for edge in doing_edges if not self._is_leave_of_duty(edge) for node in self.nodes_of((edge,))}
        return maximum_weight_assignment(
            {
                edge: self.scores[edge].value
                for edge in doing_edges
                if not self._is_leave_of_duty(edge) or self._duty_node(edge) not in ordered
            }
        )

    def _duty_node(self, edge: Edge) -> Node:
        left: Node = ("left", edge[0])
        return ("right", edge[1]) if _is_leave(self._norms(left)[0]) else left

    def join_doings(self, doing_edges: Sequence[Edge], settled: AbstractSet[Node]) -> list[Edge]:
        """The edges with those by which further clauses, and further shares of them, join what is linked."""
        joined = [*doing_edges, *self.join_parts(doing_edges, settled)]
        return [*joined, *self.join_shares(joined, settled)]

    def sort_best_first(self, edges: Iterable[Edge]) -> list[Edge]:
        return sorted(edges, key=lambda edge: (-self.scores[edge].value, edge))

    def assign_strikes(self, chosen_edges: Iterable[Edge]) -> list[Edge]:
        """For each struck clause without a counterpart the best of its question that nothing else answers."""
        if not self.struck_nodes:
            return []
        linked = self.nodes_of(chosen_edges)
        weights = {
            edge: self.scores[edge].value
            for edge in (*self.edges_by_fit[Fit.UNENCODED], *self.edges_by_fit[Fit.SAME_DOING])
            if self.has_struck_end(edge) and ("left", edge[0]) not in linked and ("right", edge[1]) not in linked
        }
        return maximum_weight_assignment(weights)

    def join_parts(self, doing_edges: Sequence[Edge], settled: AbstractSet[Node]) -> list[Edge]:
        """For each clause left over its best edge of the same doing to a linked clause that holds its part as well."""
        partners: dict[Node, list[int]] = {}
        for i, j in doing_edges:
            partners.setdefault(("left", i), []).append(j)
            partners.setdefault(("right", j), []).append(i)
        joined: list[Edge] = []
        offers: dict[Node, list[Edge]] = {}
        for i, j in self.edges_by_fit[Fit.SAME_DOING]:
            for free, partner in ((("left", i), ("right", j)), (("right", j), ("left", i))):
                if free not in partners and free not in settled and partner in partners:
                    offers.setdefault(free, []).append((i, j))
        for free, edges in offers.items():
            for edge in self.sort_best_first(edges):
                linked_node: Node = ("right", edge[1]) if free[0] == "left" else ("left", edge[0])
                if self._adds_part(free, linked_node, partners[linked_node]):
                    joined.append(edge)
                    break
        return joined

    def join_shares(self, doing_edges: Sequence[Edge], settled: AbstractSet[Node]) -> list[Edge]:
        """Further edges of the same doing and case where a linked clause holds what nothing answers yet of another."""
        answered = self.answered_leaves(doing_edges)
        joined: list[Edge] = []
        for edge in self.sort_best_first(set(self.edges_by_fit[Fit.SAME_DOING]).difference(doing_edges)):
            if settled.isdisjoint(self.nodes_of((edge,))) and self._answers_more(edge, answered):
                joined.append(edge)
                self._add_answered(answered, edge)
        return joined

    def answered_leaves(self, edges: Iterable[Edge]) -> dict[Node, set[str]]:
        """For each clause of the edges the objects of which those across speak."""
        answered: dict[Node, set[str]] = {}
        for edge in edges:
            self._add_answered(answered, edge)
        return answered

    def _add_answered(self, answered: dict[Node, set[str]], edge: Edge) -> None:
        left, right = ("left", edge[0]), ("right", edge[1])
        answered.setdefault(left, set()).update(self._object_leaves(right))
        answered.setdefault(right, set()).update(self._object_leaves(left))

    def _answers_more(self, edge: Edge, answered: Mapping[Node, AbstractSet[str]]) -> bool:
        """If either clause, linked to another already, still lacks an answer on a part that the other speaks of."""
        left, right = ("left", edge[0]), ("right", edge[1])
        shared = self._object_leaves(left) & self._object_leaves(right)
        return self._is_same_case(edge) and any(node in answered and shared - answered[node] for node in (left, right))

    def _object_leaves(self, node: Node) -> frozenset[str]:
        return frozenset(leaf for norm in self._norms(node) for leaf in norm.objects.leaves)

    def _clause(self, node: Node) -> CanonicalClause:
        return (self.left if node[0] == "left" else self.right)[node[1]]

    def _adds_part(self, free: Node, partner: Node, sibling_positions: Iterable[int]) -> bool:
        """If the clause is a further part of what its partner holds, for the case of the partner's counterparts."""
        free_norms, partner_norms = self._norms(free), self._norms(partner)
        sibling_norms = [norm for position in sibling_positions for norm in self._norms((free[0], position))]
        is_same_case = any(case_events(x) == case_events(y) for x in free_norms for y in sibling_norms)
        if not is_same_case and not _are_cases_of(partner_norms, (*free_norms, *sibling_norms)):
            return False
        if any(norm.modality is Modality.DEFERS for norm in partner_norms):
            return True
        if not any(_is_leave(x) == _is_leave(y) for x in free_norms for y in sibling_norms):
            return False
        return not (is_same_case and any(_has_same_scopes(x, y) for x in free_norms for y in sibling_norms))

    def _norms(self, node: Node) -> list[CanonicalNorm]:
        return [norm for _, norm in self._clause(node).labelled_norms]

    def join_other_answers(
        self, settled: AbstractSet[Node], answered: Mapping[Node, AbstractSet[str]], ruled_out: AbstractSet[Node]
    ) -> list[Edge]:
        """For each clause left over the closest across that answers its question.

        Such are two answers that stand alone, or of which each rules the other out, or that bear on one object: by one
        act, or where nothing nearer answers what the other says of it. A clause beside which an answer stands that
        rules it out needs no other on a side question.
        """
        best: dict[Node, Edge] = {}
        open_edges = [
            edge for edge in self.scores if ("left", edge[0]) not in settled or ("right", edge[1]) not in settled
        ]
        for edge in self.sort_best_first(open_edges):
            ends: tuple[Node, Node] = ("left", edge[0]), ("right", edge[1])
            open_ends = [node for node in ends if node not in settled and node not in best]
            is_on_the_side = self.scores[edge].first_sides < len(ends) and not ruled_out.isdisjoint(ends)
            if open_ends and self._is_other_answer(edge, answered, is_on_the_side):
                best |= dict.fromkeys(open_ends, edge)
        struck = self.struck_nodes
        return sorted({edge for edge in best.values() if struck.isdisjoint(self.nodes_of((edge,)))})

    def find_clashes(self) -> list[Edge]:
        """Other answers of which the one rules out the other in the same case, whatever else answers either of them."""
        struck = self.struck_nodes
        return [
            edge
            for edge in self.edges_by_fit[Fit.OTHER_ANSWER]
            if self.scores[edge].is_contrary
            and self._is_same_case(edge)
            and not self._are_unlike_doings(edge)
            and struck.isdisjoint(self.nodes_of((edge,)))
        ]

    def _is_same_case(self, edge: Edge) -> bool:
        return any(case_events(x) == case_events(y) for x, y in self._norm_pairs(edge))

    def _is_free_answer(self, edge: Edge) -> bool:
        """Whether two clauses that nothing answers yet stand beside each other.

        They do if what they share is the first thing that either of them answers, if they alone answer it, if one rules
        the other out, or if they are of one act or on one object.
        """
        score = self.scores[edge]
        is_answer = bool(score.first_sides) or score.is_sole_pair or score.is_contrary
        return is_answer or self._share_object(edge) or self._share_act(edge)

    def _share_act(self, edge: Edge) -> bool:
        return any(x.act and x.act == y.act for x, y in self._norm_pairs(edge))

    def _is_other_answer(self, edge: Edge, answered: Mapping[Node, AbstractSet[str]], is_on_the_side: bool) -> bool:
        score = self.scores[edge]
        is_same_doing = score.fit is Fit.SAME_DOING
        if self._is_duty_beside_leave(edge) if is_same_doing else self._are_unlike_doings(edge):
            return False
        if score.is_beside_deferral:
            return False
        is_near = score.fit is not Fit.OTHER_ANSWER or self._share_act(edge) or self._is_open_share(edge, answered)
        is_lone_answer = score.is_sole_pair and not is_on_the_side
        return is_lone_answer or score.is_contrary or (is_near and self._share_object(edge))

    def _is_open_share(self, edge: Edge, answered: Mapping[Node, AbstractSet[str]]) -> bool:
        """Whether two clauses speak of an object on which nothing across answers either of them yet."""
        left, right = ("left", edge[0]), ("right", edge[1])
        shared = self._object_leaves(left) & self._object_leaves(right)
        return bool(shared - answered.get(left, set()) - answered.get(right, set()))

    def _is_duty_beside_leave(self, edge: Edge) -> bool:
        return not any(_is_leave(x) == _is_leave(y) for x, y in self._norm_pairs(edge))

    def _is_leave_of_duty(self, edge: Edge) -> bool:
        """Whether one clause orders what the other only allows."""
        return self._is_duty_beside_leave(edge) and all(
            _is_brought(x) and _is_brought(y) for x, y in self._norm_pairs(edge)
        )

    def _are_unlike_doings(self, edge: Edge) -> bool:
        """Whether one clause bars an act to others, on other objects, than the other clause speaks of."""
        pairs = self._norm_pairs(edge)
        return bool(pairs) and all(_is_ban_on_others(x, y) for x, y in pairs)

    def _share_object(self, edge: Edge) -> bool:
        """Whether two clauses bear on one object, and not only by asking one act of further doers."""
        return any(x.objects.overlaps(y.objects) and not _has_other_doers(x, y) for x, y in self._norm_pairs(edge))

    def _norm_pairs(self, edge: Edge) -> list[tuple[CanonicalNorm, CanonicalNorm]]:
        """Each reading of the left clause with each of the right one."""
        left, right = self.left[edge[0]], self.right[edge[1]]
        return [(x, y) for _, x in left.labelled_norms for _, y in right.labelled_norms]

    def join_deferrals(self, doing_edges: Iterable[Edge], settled: AbstractSet[Node]) -> list[Edge]:
        """Each clause left over that a clause across leaves for later, with the closest of those that do."""
        offers: dict[Node, list[Edge]] = {}
        for i, j in self.edges_by_fit[Fit.DEFERRAL]:
            for node, deferring in ((("left", i), self.right[j]), (("right", j), self.left[i])):
                deferring_node: Node = ("right", j) if node[0] == "left" else ("left", i)
                if deferring.is_deferral and node not in settled and deferring_node not in self.struck_nodes:
                    offers.setdefault(node, []).append((i, j))
        linked = self.nodes_of(doing_edges)
        edges: list[Edge] = []
        for node, offered in offers.items():
            free_edges = [
                edge for edge in offered if ({("left", edge[0]), ("right", edge[1])} - {node}).isdisjoint(linked)
            ]
            if free_edges:
                edges.append(max(free_edges, key=lambda edge: (self.scores[edge].value, edge)))
        return sorted(set(edges))

    def join_settlements(self, settled: AbstractSet[Node], taken_by_strikes: AbstractSet[Node]) -> list[Edge]:
        """For each deferral left over the closest clause across that says what it leaves open, linked or not."""
        best: dict[Node, Edge] = {}
        struck = self.struck_nodes | taken_by_strikes
        for edge in self.sort_best_first(self.edges_by_fit[Fit.DEFERRAL]):
            if struck.isdisjoint(self.nodes_of((edge,))):
                for node in (("left", edge[0]), ("right", edge[1])):
                    if self._clause(node).is_deferral and node not in settled:
                        best.setdefault(node, edge)
        return sorted(set(best.values()))


def _are_cases_of(wholes: Iterable[CanonicalNorm], norms: Iterable[CanonicalNorm]) -> bool:
    """Whether norms are each made for a case of their own, and what stands across holds in every case."""
    return all(case_events(norm) for norm in norms) and not any(case_events(whole) for whole in wholes)


def _has_same_scopes(x: CanonicalNorm, y: CanonicalNorm) -> bool:
    """Whether two norms are one doing by and for the same: then one of them is a further rule, not a further part."""
    return x.act == y.act and all(getattr(x, scope) == getattr(y, scope) for scope in PART_SCOPES)


def _is_leave(norm: CanonicalNorm) -> bool:
    """Whether a norm frees rather than binds: a leave beside a duty is a further rule, and no part of that duty."""
    return norm.modality not in BURDEN_MODALITIES and norm.modality is not Modality.DEFERS


def _is_brought(norm: CanonicalNorm) -> bool:
    return norm.modality in POSITIVE_MODALITIES


def _has_other_doers(x: CanonicalNorm, y: CanonicalNorm) -> bool:
    """Whether two norms bring one act by doers who have nothing in common: a text may well have both."""
    return _is_brought(x) and _is_brought(y) and bool(x.agents and y.agents) and not x.agents.overlaps(y.agents)


def _is_ban_on_others(x: CanonicalNorm, y: CanonicalNorm) -> bool:
    """Whether one of two norms bars an act, and the other speaks of it by other doers and on other objects."""
    is_barred = not (_is_brought(x) and _is_brought(y))
    return is_barred and x.act == y.act and not x.objects.may_overlap(y.objects) and not may_be_same_doers(x, y)


def _component_groups(edges: Iterable[Edge], fit: Fit) -> list[Group]:
    return [(tuple(rows), tuple(columns), fit) for rows, columns in connected_components(edges)]
