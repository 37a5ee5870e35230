"""A redline of two texts, word by word: what was kept, taken out, put in, and moved.

It tells of words alone. Where the texts are our own paraphrase it says nothing of the drafts' wording, and it never
says anything of the effect.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache

# A figure with its separators, a word with its hyphens and apostrophes, or one sign; with the white space before it.
_TOKEN = re.compile(r"\s*(?:\w+(?:[.,:/'’-]\w+)*|[^\w\s])")
_WORD = re.compile(r"\w")

MOVED = 4
"""The least number of words in a run that counts as moved."""

EFFORT = 400_000
"""Comparisons after which a text is too repetitive or too long to be worth a fine redline."""


@dataclass(frozen=True, slots=True)
class Op:
    """A stretch of text: `kind` is keep, insert or delete. Two ops of one `move` above 0 are one run that moved."""

    kind: str
    text: str
    move: int = 0


@lru_cache(maxsize=4096)  # every format asks for the same texts, and so does the page after each change of a file
def redline(before: str, after: str) -> tuple[Op, ...]:
    """The ops from one text to the other: kept and deleted make up the first, kept and inserted the second."""
    a, b = _TOKEN.findall(before), _TOKEN.findall(after)
    ops = []
    for kind, i, j, k, l in _opcodes([one.strip() for one in a], [one.strip() for one in b]):  # noqa: E741
        if kind == "equal":
            ops.append(Op("keep", "".join(b[k:l])))
            continue
        if i < j:
            ops.append(Op("delete", "".join(a[i:j])))
        if k < l:
            ops.append(Op("insert", "".join(b[k:l])))
    return _with_moves(tuple(ops))


def plain(ops: Sequence[Op]) -> str:
    """The redline in signs that survive anywhere: `[-out-]`, `{+in+}`, and `[~moved~]` at both ends of a move."""
    return "".join(map(_plain, ops)).strip()


def _plain(op: Op) -> str:
    if op.kind == "keep":
        return op.text
    body = op.text.lstrip()
    space = op.text[: len(op.text) - len(body)]
    opening, closing = ("[-", "-]") if op.kind == "delete" else ("{+", "+}")
    if op.move:
        opening, closing = f"{opening}~", f"~{closing}"
    return f"{space}{opening}{body}{closing}"


def _opcodes(a: list[str], b: list[str]) -> Sequence[tuple[str, int, int, int, int]]:
    counts = Counter(b)
    if sum(counts[token] for token in a) <= EFFORT:
        return SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    start = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    room = min(len(a), len(b)) - start
    tail = zip(reversed(a), reversed(b), strict=False)
    end = min(room, next((n for n, (x, y) in enumerate(tail) if x != y), room))
    found = [
        ("equal", 0, start, 0, start),
        ("replace", start, len(a) - end, start, len(b) - end),
        ("equal", len(a) - end, len(a), len(b) - end, len(b)),
    ]
    return [one for one in found if one[1] < one[2] or one[3] < one[4]]


def _with_moves(ops: tuple[Op, ...]) -> tuple[Op, ...]:
    """The longest run that was taken out here and put in there becomes a move, then the next, while there is one."""
    move = 0
    while found := _longest_move(ops):
        i, j, run_a, run_b = found
        move += 1
        parts = {i: _split(ops[i], *run_a, move), j: _split(ops[j], *run_b, move)}
        ops = tuple(piece for n, op in enumerate(ops) for piece in parts.get(n, (op,)))
    return ops


def _longest_move(ops: tuple[Op, ...]) -> tuple[int, int, tuple[int, int], tuple[int, int]] | None:
    best, best_size = None, MOVED - 1
    inserted = [(n, _keys(op.text)) for n, op in enumerate(ops) if op.kind == "insert" and not op.move]
    for i, op in enumerate(ops):
        if op.kind != "delete" or op.move:
            continue
        gone = _keys(op.text)
        for j, new in inserted:
            counts = Counter(new)
            if sum(counts[key] for key in gone) > EFFORT // 10:
                continue
            same = SequenceMatcher(None, gone, new, autojunk=False).find_longest_match()
            size = sum(1 for key in gone[same.a : same.a + same.size] if _WORD.search(key))
            if size > best_size:
                best_size = size
                best = (i, j, (same.a, same.a + same.size), (same.b, same.b + same.size))
    return best


def _keys(text: str) -> list[str]:
    return [one.strip().lower() for one in _TOKEN.findall(text)]


def _split(op: Op, start: int, end: int, move: int) -> tuple[Op, ...]:
    tokens = _TOKEN.findall(op.text)
    pieces = (
        replace(op, text="".join(tokens[:start])),
        replace(op, text="".join(tokens[start:end]), move=move),
        replace(op, text="".join(tokens[end:])),
    )
    return tuple(piece for piece in pieces if piece.text)
