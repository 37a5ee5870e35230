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

MIN_MOVED_WORDS = 4
"""The least number of words in a run that counts as moved."""

MAX_TOKEN_COMPARISONS = 400_000
"""Comparisons after which a text is too repetitive or too long to be worth a fine redline."""


@dataclass(frozen=True, slots=True)
class RedlineOp:
    """A stretch of text: `kind` is keep, insert or delete. Two ops of one `move` above 0 are one run that moved."""

    kind: str
    text: str
    move: int = 0


@lru_cache(maxsize=4096)  # every format asks for the same texts, and so does the page after each change of a file
def compute_redline(before: str, after: str) -> tuple[RedlineOp, ...]:
    """The ops from one text to the other: kept and deleted make up the first, kept and inserted the second."""
    a, b = _TOKEN.findall(before), _TOKEN.findall(after)
    ops = []
    for kind, i, j, k, l in _token_opcodes([token.strip() for token in a], [token.strip() for token in b]):  # noqa: E741
        if kind == "equal":
            ops.append(RedlineOp("keep", "".join(b[k:l])))
            continue
        if i < j:
            ops.append(RedlineOp("delete", "".join(a[i:j])))
        if k < l:
            ops.append(RedlineOp("insert", "".join(b[k:l])))
    return _mark_moves(tuple(ops))


def format_plain_redline(ops: Sequence[RedlineOp]) -> str:
    """The redline in signs that survive anywhere: `[-out-]`, `{+in+}`, and `[~moved~]` at both ends of a move."""
    return "".join(map(_format_plain_op, ops)).strip()


def _format_plain_op(op: RedlineOp) -> str:
    if op.kind == "keep":
        return op.text
    body = op.text.lstrip()
    space = op.text[: len(op.text) - len(body)]
    opening, closing = ("[-", "-]") if op.kind == "delete" else ("{+", "+}")
    if op.move:
        opening, closing = f"{opening}~", f"~{closing}"
    return f"{space}{opening}{body}{closing}"


def _token_opcodes(a: list[str], b: list[str]) -> Sequence[tuple[str, int, int, int, int]]:
    counts = Counter(b)
    if sum(counts[token] for token in a) <= MAX_TOKEN_COMPARISONS:
        return SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    prefix_length = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    max_suffix_length = min(len(a), len(b)) - prefix_length
    reversed_pairs = zip(reversed(a), reversed(b), strict=False)
    suffix_length = min(
        max_suffix_length, next((n for n, (x, y) in enumerate(reversed_pairs) if x != y), max_suffix_length)
    )
    opcodes = [
        ("equal", 0, prefix_length, 0, prefix_length),
        ("replace", prefix_length, len(a) - suffix_length, prefix_length, len(b) - suffix_length),
        ("equal", len(a) - suffix_length, len(a), len(b) - suffix_length, len(b)),
    ]
    return [opcode for opcode in opcodes if opcode[1] < opcode[2] or opcode[3] < opcode[4]]


def _mark_moves(ops: tuple[RedlineOp, ...]) -> tuple[RedlineOp, ...]:
    """The longest run that was taken out here and put in there becomes a move, then the next, while there is one."""
    move = 0
    while longest_move := _longest_move(ops):
        i, j, run_a, run_b = longest_move
        move += 1
        split_pieces = {i: _split_op(ops[i], *run_a, move), j: _split_op(ops[j], *run_b, move)}
        ops = tuple(piece for n, op in enumerate(ops) for piece in split_pieces.get(n, (op,)))
    return ops


def _longest_move(ops: tuple[RedlineOp, ...]) -> tuple[int, int, tuple[int, int], tuple[int, int]] | None:
    best, best_word_count = None, MIN_MOVED_WORDS - 1
    insertions = [(n, _token_keys(op.text)) for n, op in enumerate(ops) if op.kind == "insert" and not op.move]
    for i, op in enumerate(ops):
        if op.kind != "delete" or op.move:
            continue
        deleted_keys = _token_keys(op.text)
        for j, inserted_keys in insertions:
            counts = Counter(inserted_keys)
            if sum(counts[key] for key in deleted_keys) > MAX_TOKEN_COMPARISONS // 10:
                continue
            common_run = SequenceMatcher(None, deleted_keys, inserted_keys, autojunk=False).find_longest_match()
            word_count = sum(
                1 for key in deleted_keys[common_run.a : common_run.a + common_run.size] if _WORD.search(key)
            )
            if word_count > best_word_count:
                best_word_count = word_count
                best = (
                    i,
                    j,
                    (common_run.a, common_run.a + common_run.size),
                    (common_run.b, common_run.b + common_run.size),
                )
    return best


def _token_keys(text: str) -> list[str]:
    return [token.strip().lower() for token in _TOKEN.findall(text)]


def _split_op(op: RedlineOp, start: int, end: int, move: int) -> tuple[RedlineOp, ...]:
    tokens = _TOKEN.findall(op.text)
    pieces = (
        replace(op, text="".join(tokens[:start])),
        replace(op, text="".join(tokens[start:end]), move=move),
        replace(op, text="".join(tokens[end:])),
    )
    return tuple(piece for piece in pieces if piece.text)
