"""Whether a sentence leaves its matter to later or to somebody else."""

from __future__ import annotations

import re

from comparer.language.tokenizer import tokenise_text
from comparer.resources.tables import load_table


def leaves_figure_open(text: str, other: str) -> bool:
    """`the fee shall be set by the council` beside `the fee is 12 crowns`: who is to fix it in place of the figure."""
    pattern = load_table("drafting")["deferral_of_figures"]
    match = re.search(pattern, text, re.IGNORECASE)
    if match is None or _figures(text) or not _figures(other):
        return False
    thing = tokenise_text(text[: match.start()])
    return bool(thing) and thing == tokenise_text(other)[: len(thing)]


def _figures(text: str) -> bool:
    return any(word[0].isdigit() for word in tokenise_text(text))


def is_deferral(text: str) -> bool:
    """A verb of deciding in the passive with a word that puts it off, or a turn that leaves the matter open."""
    patterns = load_table("drafting")["deferral_patterns"]
    if any(re.search(pattern, text, re.IGNORECASE) for pattern in patterns):
        return True
    tokens = tokenise_text(text)
    lists = load_table("drafting")["deferral"]
    verbs = [
        index
        for index, token in enumerate(tokens)
        if token in lists["verbs"] and tokens[index - 1 : index] in (("be",), ("is",), ("are",))
    ]
    is_put_off = bool(verbs) and any(token in lists["later"] for token in tokens[verbs[0] :])
    leaves_open = any(" ".join(tokens[index : index + 2]) in lists["phrases"] for index in range(len(tokens)))
    is_open = any(token in lists["later"] or token in lists["open"] for token in tokens)
    has_negation = any(token in ("not", "never", "no") for token in tokens)
    has_figure_after = bool(verbs) and any(token[0].isdigit() for token in tokens[verbs[0] :])
    return (is_put_off or (leaves_open and is_open)) and not has_negation and not has_figure_after
