"""Scores the reading of clause pairs from text alone on a file of judged pairs.

    python -m tests.eval.text_pairs tests/record/fresh-pairs.yaml [--wrong] [--declined]

A pair has `left`, `right` and either `expected` (relations, the best first) with `tellable`, or `relation` with `also`.
Right: the answer is one of the relations expected. Declined: it is `unclear`. Wrong: any other answer. `shifted`
in a file is `replaced`.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import Any

import yaml

from comparer.model.findings import Judgement
from comparer.model.relation import Relation
from comparer.norms.from_text.relate_texts import relate_texts

UNCHANGED = {"same", "reworded"}
_NEW_NAMES: dict[str, str] = {"shifted": "replaced"}


def expected_relations(pair: dict[str, Any]) -> tuple[list[str], bool]:
    """The relations that count as right, and whether a reader can tell."""
    if "expected" in pair:
        expected: list[str] = pair["expected"] if isinstance(pair["expected"], list) else [pair["expected"]]
        is_tellable = pair.get("tellable", True) in (True, "yes")
        return [_NEW_NAMES.get(word, word) for word in expected], is_tellable
    words = [str(word) for word in (pair["relation"], *pair["also"])]
    relations = [_NEW_NAMES.get(word, word) for word in words]
    return relations, pair["relation"] != "unclear"


def grade(relation: str, expected: list[str]) -> str:
    """right, declined or wrong; `same` and `reworded` count as one another."""
    if relation in expected or (relation in UNCHANGED and UNCHANGED & set(expected)):
        return "right"
    return "declined" if relation == Relation.UNCLEAR.value else "wrong"


def score(pairs: list[dict[str, Any]]) -> tuple[Counter[str], list[tuple[str, dict[str, Any], Judgement]]]:
    """Counts, and each pair with its grade and the answer."""
    counts: Counter[str] = Counter()
    rows: list[tuple[str, dict[str, Any], Judgement]] = []
    for pair in pairs:
        judgement = relate_texts(pair["left"], pair["right"])
        relation = judgement.relation.value
        expected, is_tellable = expected_relations(pair)
        verdict = grade(relation, expected)
        counts["pairs"] += 1
        counts["tellable"] += is_tellable
        counts["answered of tellable"] += is_tellable and relation != Relation.UNCLEAR.value
        counts["right of tellable"] += is_tellable and relation != Relation.UNCLEAR.value and verdict == "right"
        counts["wrong"] += verdict == "wrong"
        counts["change called same"] += relation in UNCHANGED and not UNCHANGED & set(expected)
        rows.append((verdict, pair, judgement))
    return counts, rows


def main() -> None:
    """Prints the counts, and the pairs asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--wrong", action="store_true")
    parser.add_argument("--declined", action="store_true")
    options = parser.parse_args()
    for path in options.files:
        counts, rows = score(yaml.safe_load(path.read_text(encoding="utf-8")))
        tellable = max(counts["tellable"], 1)
        print(f"{path.name}: {counts['pairs']} pairs, {counts['tellable']} tellable")
        print(
            f"  answered {counts['answered of tellable']} ({counts['answered of tellable'] / tellable:.0%} of tellable)"
        )
        print(f"  answered rightly {counts['right of tellable']} ({counts['right of tellable'] / tellable:.0%})")
        print(f"  wrong {counts['wrong']} ({counts['wrong'] / counts['pairs']:.1%} of all)")
        print(f"  changes called same {counts['change called same']}")
        for verdict, pair, judgement in rows:
            is_tellable = expected_relations(pair)[1]
            if (options.wrong and verdict == "wrong") or (
                options.declined and is_tellable and judgement.relation is Relation.UNCLEAR
            ):
                print(f"  {verdict} {pair['id']}: {pair['left']} | {pair['right']}")
                print(f"    {judgement.relation.value}, not {expected_relations(pair)[0]}: {judgement.reason}")
                print("    " + "; ".join(f"{c.facet}: {c.before} > {c.after} {c.effect}" for c in judgement.changes))


if __name__ == "__main__":
    main()
