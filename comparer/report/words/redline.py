"""A redline of two texts, word by word: what was kept, taken out, put in, and moved.

It tells of words alone. Where the texts are our own paraphrase it says nothing of the drafts' wording, and it never
says anything of the effect.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache

from comparer.model.token_alignment import align_tokens, count_comparisons

# A figure with its separators, a word with its hyphens and apostrophes, or one sign; with the white space before it.
_TOKEN = re.compile(r"\s*(?:\w+(?:[.,:/'’-]\w+)*|[^\w\s])")
_WORD = re.compile(r"\w")

MAX_REDLINE_SHARE = 0.5
"""The share of words up to which a redline is easier to read than the two texts one under the other."""
MAX_SHOWN_WORDS = 60
"""Words of a text that are shown whole."""
MIN_MOVED_WORDS = 4
"""The least number of words in a run that counts as moved."""

MAX_MOVE_COMPARISONS = 40_000
"""Pairs of equal words in two runs beyond which no moved run is looked for in them."""
MAX_MOVE_PAIRS = 2_500
"""Runs taken out, times runs put in, beyond which no moved run is looked for at all."""


@dataclass(frozen=True, slots=True)
class RedlineOp:
    """A stretch of text: `kind` is keep, insert or delete. Two ops of one `move` above 0 are one run that moved."""

    kind: str
    text: str
    move: int = 0


@lru_cache(maxsize=4096)  # every format asks for the same texts, and so does the page after each change of a file
def compute_redline(before: str, after: str) -> tuple[RedlineOp, ...]:
    """The ops from one text to the other: kept and deleted make up the first, kept and inserted the second."""
    # White space at the end belongs to no token, and to look for one behind it takes the square of its length.
    a, b = _TOKEN.findall(before.rstrip()), _TOKEN.findall(after.rstrip())
    ops = []
    for kind, i, j, k, l in align_tokens([token.strip() for token in a], [token.strip() for token in b]):  # noqa: E741
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


def choose_redline(before: str, after: str) -> tuple[RedlineOp, ...] | None:
    """The redline of two texts, or None where so much changed that the two are easier to read whole."""
    if not before or not after or before == after:
        return None
    ops = compute_redline(before, after)
    changed = sum(len(op.text.split()) for op in ops if op.kind != "keep")
    total = len(before.split()) + len(after.split())
    return ops if changed <= MAX_REDLINE_SHARE * total else None


def trim_redline(ops: Sequence[RedlineOp], context_words: int = 6) -> Iterator[RedlineOp]:
    """The redline without the kept words that stand far from a change."""
    for place, op in enumerate(ops):
        words = op.text.split()
        if op.kind != "keep" or len(words) <= 2 * context_words + 2:
            yield op
            continue
        head = "" if place == 0 else " ".join(words[:context_words]) + " "
        tail = "" if place == len(ops) - 1 else " " + " ".join(words[-context_words:])
        space = " " if op.text[:1].isspace() else ""
        yield RedlineOp("keep", f"{space}{head}…{tail}")


def cut_words(text: str, limit: int = MAX_SHOWN_WORDS) -> str:
    """The head of a text, with a sign where something was cut."""
    words = text.split()
    return " ".join(words[:limit]) + (" …" if len(words) > limit else "")


def mark_words(before: str, after: str) -> str:
    """Two texts as one with the words marked, or one after the other where most of them changed."""
    ops = choose_redline(before, after)
    return format_plain_redline(list(trim_redline(ops))) if ops else f"{cut_words(before)} → {cut_words(after)}"


def quote_sides(before: str, after: str) -> tuple[str, str]:
    """Two texts, each around the words in which they differ; what both begin or end with is left out where it is long.

    At most `MAX_SHOWN_WORDS` words of each.
    """
    ops = list(trim_redline(compute_redline(before, after)))
    left = "".join(op.text for op in ops if op.kind != "insert")
    right = "".join(op.text for op in ops if op.kind != "delete")
    return cut_words(left.strip()), cut_words(right.strip())


def _format_plain_op(op: RedlineOp) -> str:
    if op.kind == "keep":
        return op.text
    body = op.text.lstrip()
    space = op.text[: len(op.text) - len(body)]
    opening, closing = ("[-", "-]") if op.kind == "delete" else ("{+", "+}")
    if op.move:
        opening, closing = f"{opening}~", f"~{closing}"
    return f"{space}{opening}{body}{closing}"


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
    if len(ops) * len(insertions) > MAX_MOVE_PAIRS:  # two texts that differ everywhere hold no moved run to speak of
        return None
    for i, op in enumerate(ops):
        if op.kind != "delete" or op.move:
            continue
        deleted_keys = _token_keys(op.text)
        for j, inserted_keys in insertions:
            if count_comparisons(deleted_keys, inserted_keys) > MAX_MOVE_COMPARISONS:
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
