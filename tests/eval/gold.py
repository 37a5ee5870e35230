"""The counterparts set by hand, joined to the plans they speak of, with everything encoded taken off."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

import yaml

from comparer.app.disk import read_workspace
from comparer.load.load_workspace import load
from comparer.model.vocabulary import VocabularyData

ROOT = Path(__file__).resolve().parent.parent.parent
GOLD = Path(__file__).resolve().parent / "gold"
Edge = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Side:
    """The clauses of a plan as (id, text): in file order, and shuffled as an aligner gets them."""

    plan: str
    ordered: tuple[tuple[str, str], ...]
    shuffled: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class GoldPair:
    """One pair of plans: links that are sure, links that are not, and the relation of each."""

    left: Side
    right: Side
    use: str
    sure: frozenset[Edge]
    unsure: frozenset[Edge]
    relation: dict[Edge, str]

    @property
    def name(self) -> str:
        return f"{self.left.plan} – {self.right.plan}"


def read() -> tuple[list[GoldPair], VocabularyData, list[str]]:
    """All pairs, the vocabulary of the record, and a line for each clause of the gold that its plan no longer has."""
    result = load(read_workspace(ROOT))
    if result.workspace is None:
        raise ValueError("the record does not validate: " + "; ".join(map(str, result.errors[:3])))
    plans = {
        plan.id: tuple((clause.id, clause.text) for clause in plan.clauses if clause.is_live)
        for plan in result.workspace.plans
    }
    pairs, gone = [], []
    for path in sorted(GOLD.glob("*.yaml")):
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
        sides = [_side(document[key], plans.get(document[key], ())) for key in ("left", "right")]
        links = {(link["left"], link["right"]): link for link in document["links"]}
        for number, (a, b) in enumerate(links, 5):
            for id_, side in ((a, sides[0]), (b, sides[1])):
                if id_ not in dict(side.ordered):
                    gone.append(f"{path.name}:{number}: {side.plan}#{id_} is no live clause of the record any more")
        unsure = frozenset(edge for edge, link in links.items() if link.get("unsure"))
        relation = {edge: link["relation"] for edge, link in links.items()}
        pairs.append(GoldPair(sides[0], sides[1], document["use"], frozenset(links) - unsure, unsure, relation))
    return pairs, result.workspace.vocabulary, gone


def _side(plan: str, clauses: tuple[tuple[str, str], ...]) -> Side:
    mixed = sorted(clauses)
    random.Random(f"shuffled {plan}").shuffle(mixed)
    return Side(plan, clauses, tuple(mixed))
