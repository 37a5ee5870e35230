"""Measure alignment by text on counterparts set by hand, its peers in the same run. Usage: run.py [develop|judge]

Every aligner gets texts alone, shuffled. Peers have one threshold each, their best on the pairs for developing.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from comparer.align.text_similarity import build_text_aligner
from comparer.model.plan import Clause
from comparer.model.vocabulary import VocabularyData
from comparer.norms.relate import CanonicalClause
from comparer.norms.vocabulary import Vocabulary
from tests.eval.gold import Edge, GoldPair, Side, read
from tests.eval.peers import PEERS, Peer, Scores

Aligner = Callable[[GoldPair], set[Edge]]
RELATIONS = ("same", "changed", "opposed")
IN_FILE_ORDER = "file order"


@dataclass(slots=True)
class Count:
    """Right answers, all answers, and what was wanted."""

    right: int = 0
    answers: int = 0
    wanted: int = 0

    def add(self, result: Iterable[object], wanted: Iterable[object]) -> None:
        a, b = set(result), set(wanted)
        self.right, self.answers, self.wanted = self.right + len(a & b), self.answers + len(a), self.wanted + len(b)

    @property
    def precision(self) -> float:
        return self.right / self.answers if self.answers else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(slots=True)
class Figures:
    """All that is counted over some pairs. Strict: an unsure link found is wrong. Lax: it is left out on both sides."""

    strict: Count = field(default_factory=Count)
    lax: Count = field(default_factory=Count)
    strict_gaps: Count = field(default_factory=Count)
    lax_gaps: Count = field(default_factory=Count)
    by_relation: dict[str, Count] = field(
        default_factory=lambda: {relation: Count() for relation in (*RELATIONS, "several")}
    )

    def add(self, pair: GoldPair, result: set[Edge]) -> None:
        self.strict.add(_in(pair, result), _in(pair, pair.sure))
        self.lax.add(_in(pair, result - pair.unsure), _in(pair, pair.sure))
        alone = _alone(pair, pair.sure)
        self.strict_gaps.add(_alone(pair, result), alone)
        doubtful = alone - _alone(pair, pair.sure | pair.unsure)
        self.lax_gaps.add(_alone(pair, result) - doubtful, alone - doubtful)
        for relation in RELATIONS:
            wanted = {edge for edge in pair.sure if pair.relation[edge] == relation}
            self.by_relation[relation].add(_in(pair, result & wanted), _in(pair, wanted))
        several = {edge for edge in pair.sure if any(other != edge and _meet(edge, other) for other in pair.sure)}
        self.by_relation["several"].add(_in(pair, result & several), _in(pair, several))


def _meet(a: Edge, b: Edge) -> bool:
    return a[0] == b[0] or a[1] == b[1]


def _in(pair: GoldPair, edges: Iterable[Edge]) -> set[tuple[str, Edge]]:
    return {(pair.name, edge) for edge in edges}


def _alone(pair: GoldPair, edges: Iterable[Edge]) -> set[tuple[str, int, str]]:
    linked = {(0, a) for a, _ in edges} | {(1, b) for _, b in edges}
    every = [(side, id_) for side, item in enumerate((pair.left, pair.right)) for id_, _ in item.ordered]
    return {(pair.name, side, id_) for side, id_ in every if (side, id_) not in linked}


def ours(vocabulary: VocabularyData) -> Aligner:
    """Alignment by text as the command uses it, on clauses of which nothing is encoded."""
    by_text = build_text_aligner(Vocabulary(vocabulary))

    def find_edges(pair: GoldPair) -> set[Edge]:
        links = by_text(bare(pair.left), bare(pair.right)).matches
        return {(a, b) for match in links for a in match.left for b in match.right}

    return find_edges


def bare(side: Side) -> list[CanonicalClause]:
    """The clauses of a plan as a plain draft has them."""
    return [
        CanonicalClause(clause=Clause(plan=side.plan, id=id_, provision=id_, text=text), labelled_norms=())
        for id_, text in side.shuffled
    ]


def scored(peer: Peer, pair: GoldPair, in_order: bool) -> dict[Edge, float]:
    left, right = (side.ordered if in_order else side.shuffled for side in (pair.left, pair.right))
    scores: Scores = peer([text for _, text in left], [text for _, text in right])
    return {(left[i][0], right[j][0]): value for (i, j), value in scores.items()}


def with_best_threshold(name: str, peer: Peer, develop: Sequence[GoldPair]) -> tuple[Aligner, float]:
    """The peer as an aligner, with the threshold that serves it best on the pairs for developing (lax F1)."""
    in_order = name.endswith(IN_FILE_ORDER)
    known = [(pair, scored(peer, pair, in_order)) for pair in develop]

    def at(threshold: float) -> float:
        figures = Figures()
        for pair, scores in known:
            figures.add(pair, {edge for edge, value in scores.items() if value >= threshold})
        return figures.lax.f1

    best = max((step / 50 for step in range(1, 50)), key=lambda threshold: (at(threshold), threshold))
    return lambda pair: {edge for edge, value in scored(peer, pair, in_order).items() if value >= best}, best


def measure(aligner: Aligner, pairs: Iterable[GoldPair]) -> Figures:
    figures = Figures()
    for pair in pairs:
        figures.add(pair, aligner(pair))
    return figures


def milliseconds(aligner: Aligner, pairs: Sequence[GoldPair], rounds: int = 5) -> float:
    """The median over rounds of the mean time of a pair."""
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        for pair in pairs:
            aligner(pair)
        taken.append((time.perf_counter() - start) / len(pairs) * 1000)
    return statistics.median(taken)


def aligners(pairs: Sequence[GoldPair], vocabulary: VocabularyData) -> dict[str, Aligner]:
    develop = [pair for pair in pairs if pair.use == "develop"]
    result: dict[str, Aligner] = {
        "comparer, with the vocabulary": ours(vocabulary),
        "comparer, without a vocabulary": ours(VocabularyData()),
    }
    for name, peer in PEERS.items():
        aligner, threshold = with_best_threshold(name, peer, develop)
        result[f"{name} (from {threshold:.2f})"] = aligner
    return result


def table(uses: Sequence[str]) -> None:
    pairs, vocabulary, gone = read()
    if gone:
        raise SystemExit("\n".join(gone))
    every = aligners(pairs, vocabulary)
    for use in uses:
        chosen = [pair for pair in pairs if pair.use == use]
        sure = sum(len(pair.sure) for pair in chosen)
        print(f"\n{use}: {len(chosen)} pairs, {sure} sure links, {sum(len(pair.unsure) for pair in chosen)} unsure\n")
        print("| method | links strict P R F1 | links lax P R F1 | gaps strict, lax F1 | same | changed | opposed "
              "| several | ms a pair |")  # fmt: skip
        print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
        for name, aligner in every.items():
            figures = measure(aligner, chosen)
            print(_row(name, figures, milliseconds(aligner, chosen)))
        print("\n| pair | sure links | links lax P R F1 | gaps lax F1 |\n| --- | --- | --- | --- |")
        for pair in chosen:
            item = measure(every["comparer, with the vocabulary"], [pair])
            print(f"| {pair.name} | {len(pair.sure)} | {_three(item.lax)} | {_dot(item.lax_gaps.f1)} |")


def _row(name: str, figures: Figures, spent: float) -> str:
    recall = " | ".join(_dot(figures.by_relation[relation].recall) for relation in (*RELATIONS, "several"))
    gaps = f"{_dot(figures.strict_gaps.f1)}, {_dot(figures.lax_gaps.f1)}"
    return f"| {name} | {_three(figures.strict)} | {_three(figures.lax)} | {gaps} | {recall} | {spent:.1f} |"


def _three(count: Count) -> str:
    return " ".join(_dot(value) for value in (count.precision, count.recall, count.f1))


def _dot(value: float) -> str:
    return f"{value:.3f}".removeprefix("0") if value < 1 else "1.000"


if __name__ == "__main__":
    table(sys.argv[1:] or ["develop", "judge"])
