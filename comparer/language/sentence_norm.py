"""What is read from a sentence: a norm in words, before anything is compared."""

from __future__ import annotations

from dataclasses import dataclass

from comparer.language.quantities import QuantityPhrase
from comparer.model.norm import Modality

Tokens = tuple[str, ...]


class UnparsableSentenceError(Exception):
    """A sentence that no simple pattern reads; the message is the id of the reason, `reason.text.ID` for the report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedSentence:
    """`bearers` are phrases joined by `bearer_link`; none where the sentence names nobody.

    `predicate` is what follows the verb, figures taken out, and `marked` the same with # for each amount; `direct` says
    of each amount whether it is what the verb acts on.
    """

    modality: Modality
    nuance: str = ""
    bearers: tuple[str, ...] = ()
    bearer_link: str = ""
    exceptions: tuple[str, ...] = ()
    verb: str = ""
    has_auxiliary_be: bool = False
    predicate: Tokens = ()
    predicate_template: Tokens = ()
    amounts: tuple[QuantityPhrase, ...] = ()
    amounts_are_objects: tuple[bool, ...] = ()
    times: tuple[QuantityPhrase, ...] = ()
    conditions: tuple[tuple[str, str], ...] = ()
    manners: frozenset[str] = frozenset()
    content_stems: frozenset[str] = frozenset()


def split_list(tokens: Tokens) -> tuple[tuple[Tokens, ...], str]:
    """The parts of a list and the word that joins them. Raises UnreadableError where the list is not plain."""
    links = {token for token in tokens if token in ("and", "or")}
    if len(links) > 1:
        raise UnparsableSentenceError("list-joined-twice")
    items: list[Tokens] = [()]
    for index, token in enumerate(tokens):
        if token not in (",", "and", "or"):
            items[-1] = (*items[-1], token)
        elif items[-1]:
            items.append(())
        elif token == "," or index == 0 or tokens[index - 1] != ",":
            raise UnparsableSentenceError("list-lacks-part")
    if tokens and not items[-1]:
        raise UnparsableSentenceError("list-lacks-part")
    return tuple(items), "".join(links)


def drop_placeholders(tokens: Tokens) -> Tokens:
    return tuple(token for token in tokens if token != "#")
