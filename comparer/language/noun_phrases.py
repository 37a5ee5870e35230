"""Phrases that name things: their head, what picks them out, what is excepted, what is counted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from comparer.language.dependency_parse import Word
from comparer.language.frame import Figure, FigureRole, NounPhrase, PhraseList
from comparer.language.parse_tree import ParseTree, comparable_word
from comparer.language.phrase_lists import word_set
from comparer.language.quantities import Bound

_DETERMINER_LINKS = ("det", "predet")
_PLURAL_TAGS = frozenset({"NNS", "NNPS"})
EXCEPT = "except"
LIST_SIGN = "/"
"""What parts the items of a list inside a modifier; the first stands before the word that joins them."""


def read_phrase_list(tree: ParseTree, head: Word, without: Iterable[Word] = ()) -> PhraseList:
    """The things named side by side from this head on; `without` are branches that belong to something else."""
    heads, link = _listed_heads(tree, head)
    excluded = [*without, *(entry for entry in heads[1:])]
    items = tuple(read_noun_phrase(tree, entry, excluded) for entry in heads)
    if len(items) > 1:
        items = (items[0], *(_share_determiner(items[0], item) for item in items[1:]))
    return PhraseList(items, link if len(items) > 1 else "")


def _share_determiner(first: NounPhrase, item: NounPhrase) -> NounPhrase:
    return item if item.determiner else replace(item, determiner=first.determiner if first.determiner != "the" else "")


def _listed_heads(tree: ParseTree, head: Word) -> tuple[list[Word], str]:
    heads, link, current = [head], "", head
    while True:
        joined = tree.children(current, "conj")
        for word in tree.children(current, "cc"):
            link = word.text.lower()
        if not joined:
            break
        heads += joined
        current = joined[-1]
    return heads, link or ("and" if len(heads) > 1 else "")


def read_noun_phrase(tree: ParseTree, head: Word, without: Iterable[Word] = ()) -> NounPhrase:
    """One thing named."""
    excluded = list(without)
    excluded_places = {word.place for word in excluded}
    determiners: list[str] = []
    modifiers: list[str] = []
    exceptions: list[str] = []
    figures: list[Figure] = []
    for child in tree.children(head):
        if child.place in excluded_places or child.link in ("punct", "cc", "conj", "preconj"):
            continue
        branch = tree.subtree(child, excluded)
        if child.link in _DETERMINER_LINKS or (child.link in ("amod", "nummod") and _is_quantifier(child)):
            determiners.append(child.text.lower())
        elif (head.tag[:2] == "JJ" and child.link == "npadvmod") or (
            tree.quantity(child) is not None and child.link in ("nummod", "amod", "compound", "quantmod")
        ):
            figures += tree.figures(branch, FigureRole.ACT)
        elif child.text.lower() == EXCEPT:
            exceptions.append(" ".join(tree.comparable_words(branch[1:])))
            figures += tree.figures(branch, FigureRole.SELECTS)
        elif child.text.lower() in ("only", "just", "at", "least") and child.link == "advmod":
            determiners.append(child.text.lower())
        else:
            role = FigureRole.ACT if _measures_head(tree, child, head) else FigureRole.SELECTS
            figures += tree.figures(branch, role, child.text.lower() if child.link == "prep" else "")
            modifiers.append(_modifier_key(tree, child, branch))
    if (own := tree.quantity(head)) is not None:
        figures.append(Figure(FigureRole.ACT, own, tree.sentence.quantity_texts[head.start]))
    return NounPhrase(
        head=f"#{own.unit}" if own is not None else comparable_word(head),
        determiner=" ".join(sorted(_plain_determiner(word) for word in determiners if word not in ("the", "a", "an")))
        or next((_plain_determiner(word) for word in determiners), ""),
        modifiers=frozenset(key for key in modifiers if key),
        is_plural=head.tag in _PLURAL_TAGS,
        is_name=head.tag in ("NNP", "NNPS"),
        source_text=tree.source_text(tree.subtree(head, excluded)),
        figures=tuple(figures),
        exceptions=frozenset(exceptions),
    )


def _is_quantifier(word: Word) -> bool:
    return word.text.lower() in word_set("drafting", "universal") | word_set("drafting", "partial")


def _plain_determiner(word: str) -> str:
    return "a" if word == "an" else word


def _measures_head(tree: ParseTree, child: Word, head: Word) -> bool:
    """Whether a figure in this branch is the measure of what stands before it (a fee of 12 euros) and picks nothing.

    Bounded figures beside several things pick some of them: fees of up to 12 euros.
    """
    if child.link != "prep" or child.text.lower() not in ("of", "at"):
        return False
    measured = tree.child(child, "pobj")
    if measured is None:
        return False
    number = tree.child(measured, "nummod")
    phrase = tree.quantity(number) if number is not None else None
    if phrase is not None and phrase.opener in word_set("measures", "prepositional_bounds"):
        return False
    if phrase is not None and phrase.bound is not Bound.EXACT and head.tag in _PLURAL_TAGS:
        return False
    rest = [
        word
        for word in tree.children(measured)
        if word.link not in ("nummod", "punct")
        and not (phrase is not None and phrase.unit == "share" and word.lemma == "of")
    ]
    return (number is not None and tree.quantity(number) is not None and not rest) or tree.quantity(
        measured
    ) is not None


def _modifier_key(tree: ParseTree, child: Word, branch: list[Word]) -> str:
    words = tree.comparable_words(branch)
    if child.link == "poss" and child.tag == "PRP$":
        return f"poss:{child.text.lower()}"
    if child.link == "poss":  # the town's levy is the levy of the town
        return "of " + " ".join(words)
    listed = tree.child(child, "pobj") if child.link == "prep" else None
    if listed is not None and tree.child(listed, "conj") is not None:
        phrases = read_phrase_list(tree, listed)
        names = sorted(" ".join((*sorted(item.modifiers), item.head)) for item in phrases.items)
        return f"{child.text.lower()} {LIST_SIGN}{phrases.link} " + LIST_SIGN.join(names)
    kind = "that " if child.link in ("relcl",) else ""
    if kind and any(word.text == "," and word.place == min(entry.place for entry in branch) - 1 for word in tree.words):
        kind = ", that "
    if child.link == "relcl":
        words = tuple(word for word in words if word not in ("that", "which", "who"))
    return kind + " ".join(words)
