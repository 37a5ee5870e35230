"""Programs of others on the same two texts: how long, how much memory, and how many of the true pairs they find.

Usage: peers.py NAME LEFT RIGHT. Each text is numbered sentences apart by blank lines; prints what was found of 1.
"""

from __future__ import annotations

import difflib
import sqlite3
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

Pairing = dict[int, int]
"""For a sentence on the left the place of its counterpart on the right; both from 0."""


def read_sentences(path: Path) -> list[str]:
    blocks = path.read_text(encoding="utf-8").split("\n\n")
    return [block.partition(". ")[2] for block in blocks]


def pair_with_comparer(left: Sequence[str], right: Sequence[str]) -> Pairing:
    from comparer.align.text_similarity import build_text_aligner
    from comparer.model.plan import Clause
    from comparer.model.vocabulary import VocabularyData
    from comparer.norms.relate import CanonicalClause
    from comparer.norms.vocabulary import Vocabulary

    sides = [
        [
            CanonicalClause(clause=Clause(plan=plan, id=str(place), provision="", text=text), labelled_norms=())
            for place, text in enumerate(side)
        ]
        for plan, side in (("left", left), ("right", right))
    ]
    matches = build_text_aligner(Vocabulary(VocabularyData()))(*sides).matches
    return {int(match.left[0]): int(match.right[0]) for match in matches}


def pair_with_difflib(left: Sequence[str], right: Sequence[str]) -> Pairing:
    """Sentences that stand side by side where those around them are equal, in the order of both texts."""
    matcher = difflib.SequenceMatcher(None, left, right, autojunk=False)
    pairing: Pairing = {}
    for tag, i, end, j, _ in matcher.get_opcodes():
        if tag in ("equal", "replace"):
            pairing |= {place: j + place - i for place in range(i, end)}
    return pairing


def pair_with_rapidfuzz(left: Sequence[str], right: Sequence[str]) -> Pairing:
    from rapidfuzz import fuzz, process

    result: Pairing = {}
    for place, text in enumerate(left):
        best = process.extractOne(text, right, scorer=fuzz.token_set_ratio)
        if best is not None:
            result[place] = int(best[2])
    return result


def pair_with_fts5(left: Sequence[str], right: Sequence[str]) -> Pairing:
    """The best by BM25 of the full text search of SQLite, asked with all words of a sentence."""
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE sentences USING fts5(text)")
    database.executemany("INSERT INTO sentences (rowid, text) VALUES (?, ?)", enumerate(right))
    result: Pairing = {}
    for place, text in enumerate(left):
        words = " OR ".join(f'"{word}"' for word in text.replace('"', " ").split())
        question = "SELECT rowid FROM sentences WHERE sentences MATCH ? ORDER BY rank LIMIT 1"
        row = database.execute(question, (words,)).fetchone()
        if row:
            result[place] = int(row[0])
    return result


def pair_with_tfidf(left: Sequence[str], right: Sequence[str]) -> Pairing:
    """Cosines of TF-IDF and the best assignment, with scikit-learn and SciPy."""
    from scipy.optimize import linear_sum_assignment
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectors = TfidfVectorizer().fit_transform([*left, *right])
    cosines = (vectors[: len(left)] @ vectors[len(left) :].T).toarray()
    rows, columns = linear_sum_assignment(-cosines)
    return dict(zip(rows.tolist(), columns.tolist(), strict=True))


def pair_with_collatex(left: Sequence[str], right: Sequence[str]) -> Pairing:
    """The alignment table of CollateX, whose tokens are words; sentences that share most columns are a pair."""
    from collections import Counter

    from collatex import Collation, collate

    collation = Collation()
    collation.add_plain_witness("A", " ".join(left))
    collation.add_plain_witness("B", " ".join(right))
    table = collate(collation, segmentation=False)
    ends = [_sentence_of_words(side) for side in (left, right)]
    counts: Counter[tuple[int, int]] = Counter()
    places = [0, 0]
    for column in table.columns:
        present = [column.tokens_per_witness.get(name) for name in ("A", "B")]
        here = [places[side] for side in (0, 1)]
        if all(present):
            counts[ends[0][min(here[0], len(ends[0]) - 1)], ends[1][min(here[1], len(ends[1]) - 1)]] += 1
        for side in (0, 1):
            places[side] += len(present[side] or ())
    result: Pairing = {}
    for (i, j), _ in counts.most_common():
        result.setdefault(i, j)
    return result


def _sentence_of_words(sentences: Sequence[str]) -> list[int]:
    return [place for place, sentence in enumerate(sentences) for _ in sentence.split()]


def pair_with_deepdiff(left: Sequence[str], right: Sequence[str]) -> Pairing:
    """What DeepDiff makes of two lists whose order does not count: pairs of the nearest, by its own distance."""
    from deepdiff import DeepDiff

    changes = DeepDiff(list(left), list(right), ignore_order=True, report_repetition=False, cutoff_distance_for_pairs=1)
    result: Pairing = {}
    right_places = {text: place for place, text in enumerate(right)}
    left_places = {text: place for place, text in enumerate(left)}
    for change in changes.get("values_changed", {}).values():
        if change["old_value"] in left_places and change["new_value"] in right_places:
            result[left_places[change["old_value"]]] = right_places[change["new_value"]]
    return result


def mark_with_redlines(left: Sequence[str], right: Sequence[str]) -> Pairing:
    """The changes that redlines marks. It pairs no sentences: there is nothing of it to count."""
    from redlines import Redlines

    redlines = Redlines("\n\n".join(left), "\n\n".join(right))
    _ = redlines.output_markdown
    return {}


PAIRERS: dict[str, Callable[[Sequence[str], Sequence[str]], Pairing]] = {
    "comparer": pair_with_comparer,
    "difflib": pair_with_difflib,
    "rapidfuzz": pair_with_rapidfuzz,
    "SQLite FTS5": pair_with_fts5,
    "TF-IDF, assignment": pair_with_tfidf,
    "DeepDiff": pair_with_deepdiff,
    "redlines": mark_with_redlines,
    "CollateX": pair_with_collatex,
}
PAIRS_NOTHING = frozenset({"redlines"})
NEEDED_MODULES = {
    "TF-IDF, assignment": ("sklearn", "scipy"),
    "DeepDiff": ("deepdiff",),
    "redlines": ("redlines",),
    "CollateX": ("collatex", "Levenshtein"),
}


def find_share_of_pairs(name: str, left: Sequence[str], right: Sequence[str]) -> float:
    """How many sentences of the left a program pairs with that of the right which has most of its words."""
    pairing = PAIRERS[name](left, right)
    words = [set(text.split()) for text in right]
    truth = {
        place: max(range(len(right)), key=lambda j: (len(set(text.split()) & words[j]), -j))
        for place, text in enumerate(left)
    }
    return sum(pairing.get(place) == j for place, j in truth.items()) / len(truth)


def main(name: str, left: str, right: str) -> int:
    sides = read_sentences(Path(left)), read_sentences(Path(right))
    if name.startswith("count "):
        print(f"{find_share_of_pairs(name.removeprefix('count '), *sides):.3f}")
    else:
        PAIRERS[name](*sides)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:4]))
