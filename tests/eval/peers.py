"""Ways to find counterparts that others use, each with one threshold: what alignment by text has to be better than.

All take two lists of texts and give edges with scores; `linked` turns them into links above a threshold.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from importlib.util import find_spec

from rapidfuzz import fuzz

from comparer.align.assignment import maximum_weight_assignment

Scores = dict[tuple[int, int], float]
Peer = Callable[[Sequence[str], Sequence[str]], Scores]
_WORD = re.compile(r"[^\W_]+")


def words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def difflib_words(left: Sequence[str], right: Sequence[str]) -> Scores:
    """The ratio of `difflib` on words, mutual best only."""
    a, b = [words(text) for text in left], [words(text) for text in right]
    ratio = [[SequenceMatcher(None, x, y, autojunk=False).ratio() for y in b] for x in a]
    return {
        (i, j): value
        for i, row in enumerate(ratio)
        for j, value in enumerate(row)
        if value == max(row) and value == max(other[j] for other in ratio)
    }


def token_set(left: Sequence[str], right: Sequence[str]) -> Scores:
    """rapidfuzz's token_set_ratio with the best assignment."""
    score = {
        (i, j): fuzz.token_set_ratio(" ".join(words(a)), " ".join(words(b))) / 100
        for i, a in enumerate(left)
        for j, b in enumerate(right)
    }
    return _assigned(left, right, score)


def cosines(left: Sequence[str], right: Sequence[str]) -> list[list[float]]:
    """Plain TF-IDF on words, inverse document frequency from the pair itself."""
    a, b = [words(text) for text in left], [words(text) for text in right]
    seen = Counter(word for text in (*a, *b) for word in set(text))
    total = len(a) + len(b)
    rarity = {word: math.log(1 + (total - n + 0.5) / (n + 0.5)) for word, n in seen.items()}

    def vector(text: list[str]) -> dict[str, float]:
        weights = {word: (1 + math.log(n)) * rarity[word] for word, n in Counter(text).items()}
        length = math.sqrt(sum(value * value for value in weights.values())) or 1.0
        return {word: value / length for word, value in weights.items()}

    x, y = [vector(text) for text in a], [vector(text) for text in b]
    return [[sum(value * v[word] for word, value in u.items() if word in v) for v in y] for u in x]


def tfidf(left: Sequence[str], right: Sequence[str]) -> Scores:
    """Plain TF-IDF with the best assignment."""
    return _assigned(
        left, right, {(i, j): value for i, row in enumerate(cosines(left, right)) for j, value in enumerate(row)}
    )


def monotone(left: Sequence[str], right: Sequence[str]) -> Scores:
    """The path of greatest TF-IDF likeness that keeps the order, one to one; it is given the order of the files."""
    score = cosines(left, right)
    best = [[0.0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for i in range(1, len(left) + 1):
        for j in range(1, len(right) + 1):
            best[i][j] = max(best[i - 1][j], best[i][j - 1], best[i - 1][j - 1] + score[i - 1][j - 1] - 0.1)
    result, i, j = {}, len(left), len(right)
    while i and j:
        if best[i][j] == best[i - 1][j]:
            i -= 1
        elif best[i][j] == best[i][j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            result[i, j] = score[i][j]
    return result


def deepdiff(left: Sequence[str], right: Sequence[str]) -> Scores:
    """What DeepDiff pairs when it compares two lists whatever their order: the same, and what it calls changed."""
    from deepdiff import DeepDiff

    result: Scores = {(i, right.index(text)): 1.0 for i, text in enumerate(left) if text in right}
    changed = DeepDiff(
        [{"text": text} for text in left],
        [{"text": text} for text in right],
        ignore_order=True,
        cutoff_distance_for_pairs=1,
        cutoff_intersection_for_pairs=1,
        verbose_level=2,
    ).get("values_changed", {})
    for path, change in changed.items():
        old = re.search(r"\[(\d+)\]", path)
        new = re.search(r"\[(\d+)\]", change.get("new_path", path))
        if old and new:
            likeness = fuzz.ratio(str(change["old_value"]), str(change["new_value"])) / 100
            result.setdefault((int(old[1]), int(new[1])), likeness)
    return result


def _assigned(left: Sequence[str], right: Sequence[str], score: Scores) -> Scores:
    positive = {edge: value for edge, value in score.items() if value > 0}
    return {edge: score[edge] for edge in maximum_weight_assignment(positive)}


PEERS: dict[str, Peer] = {
    "difflib on words, mutual best": difflib_words,
    "rapidfuzz token_set + assignment": token_set,
    "TF-IDF + assignment": tfidf,
    "monotone DP on TF-IDF, file order": monotone,
}
if find_spec("deepdiff"):
    PEERS["DeepDiff, ignoring order"] = deepdiff
