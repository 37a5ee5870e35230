"""Phrases that name things: their head, what picks them out, what is excepted, what is counted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from comparer.language.dependency_parse import Word
from comparer.language.frame import Figure, FigureRole, NounPhrase, PhraseList
from comparer.language.inflection import singular_form
from comparer.language.parse_tree import ParseTree, comparable_word
from comparer.language.phrase_lists import word_set
from comparer.language.quantities import Bound
from comparer.resources.tables import load_table

_DETERMINER_LINKS = ("det", "predet")
_PLURAL_TAGS = frozenset({"NNS", "NNPS"})
_NAME_TAGS = frozenset({"NNP", "NNPS"})
EXCEPT = "except"
LIST_SIGN = "/"
"""What parts the items of a list inside a modifier; the first stands before the word that joins them."""

# `ten working days' notice` beside `ten days' notice`: one thing, whose figures are compared apart.
_WORKING_TIME, _PLAIN_TIME = "#working day day", "#second second"


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
    """The heads of all things of a list in their order, on whichever the parser hung each, and the last joint."""
    heads, joints, pending = [head], list[Word](), [head]
    while pending:
        current = pending.pop(0)
        joints += tree.children(current, "cc")
        joined = tree.children(current, "conj")
        heads += joined
        pending += joined
    link = max(joints).text.lower() if joints else ""
    return sorted(heads), link or ("and" if len(heads) > 1 else "")


def read_noun_phrase(tree: ParseTree, head: Word, without: Iterable[Word] = ()) -> NounPhrase:
    """One thing named; of `some of its stocks` the stocks, with how much of them as the determiner."""
    excluded = list(without)
    whole = _part_of(tree, head, excluded)
    if whole is not None:
        item = read_noun_phrase(tree, whole, excluded)
        share = load_table("drafting")["partitive"][head.text.lower()]
        return replace(item, determiner=share, source_text=tree.source_text(tree.subtree(head, excluded)))
    excluded_places = {word.place for word in excluded}
    determiners: list[str] = []
    modifiers: list[str] = []
    exceptions: list[str] = []
    figures: list[Figure] = []
    for child in tree.children(head):
        is_of_verb = child.link == "neg" and head.link == "acomp"  # is not binding: read with the verb
        if child.place in excluded_places or is_of_verb or child.link in ("punct", "cc", "conj", "preconj"):
            continue
        restriction = tree.restriction(child)
        if restriction is not None and child.link == "amod":
            determiners.append("only")
        branch = tree.subtree(child, [*excluded, *filter(None, [restriction])])
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
    if not determiners and any(child.link == "poss" and child.tag != "PRP$" for child in tree.children(head)):
        determiners.append("the")  # the buyer's deposit is the deposit of the buyer
    if (own := tree.quantity(head)) is not None:
        figures.append(Figure(FigureRole.ACT, own, tree.sentence.quantity_texts[head.start]))
    return NounPhrase(
        head=f"#{own.unit}" if own is not None else _head_word(head),
        determiner=" ".join(sorted(_plain_determiner(word) for word in determiners if word not in ("the", "a", "an")))
        or next((_plain_determiner(word) for word in determiners), ""),
        modifiers=frozenset(key for key in modifiers if key),
        is_plural=head.tag in _PLURAL_TAGS,
        is_name=head.tag in ("NNP", "NNPS"),
        source_text=tree.source_text(tree.subtree(head, excluded)),
        figures=tuple(figures),
        exceptions=frozenset(exceptions),
        names=frozenset(word.text.lower() for word in tree.subtree(head, excluded) if word.tag in _NAME_TAGS),
    )


def _head_word(head: Word) -> str:
    """The head as compared; a capital does not part States from states."""
    word = comparable_word(head)
    return singular_form(word) if head.tag == "NNPS" else word


def _part_of(tree: ParseTree, head: Word, excluded: list[Word]) -> Word | None:
    """The thing of which this head is a part: `some of its stocks`, `part of the session`; None for any other head."""
    if head.text.lower() not in load_table("drafting")["partitive"]:
        return None
    places = {word.place for word in excluded}
    branches = [child for child in tree.children(head) if child.place not in places and child.link not in ("punct",)]
    joint = branches[-1] if branches else None
    if joint is None or joint.text.lower() != "of" or any(child.link not in ("det", "prep") for child in branches):
        return None
    whole = tree.child(joint, "pobj")
    is_definite = whole is not None and any(
        child.link in ("det", "poss") and child.text.lower() not in ("a", "an") for child in tree.children(whole)
    )
    return whole if len(branches) <= 2 and is_definite and tree.quantity(head) is None else None


def _is_quantifier(word: Word) -> bool:
    if word.text.lower() in word_set("drafting", "wholes"):
        return True
    return word.text.lower() in word_set("drafting", "universal") | word_set("drafting", "partial")


def _plain_determiner(word: str) -> str:
    if word in word_set("drafting", "wholes"):
        return "all"
    return "a" if word == "an" else word


def _measures_head(tree: ParseTree, child: Word, head: Word) -> bool:
    """Whether a figure in this branch is the measure of what stands before it (a fee of 12 euros) and picks nothing.

    Bounded figures beside several things pick some of them: fees of up to 12 euros.
    """
    if child.link == "poss" and tree.quantity(child) is None:  # at least three months' notice
        is_counted = any(tree.quantity(word) is not None for word in tree.children(child, "nummod"))
        return is_counted and head.lemma in word_set("governors", "measured") and head.tag not in _PLURAL_TAGS
    if child.link != "prep" or child.text.lower() not in ("of", "at"):
        return False
    measured = tree.child(child, "pobj")
    if measured is None:
        return False
    number = tree.child(measured, "nummod")
    phrase = tree.quantity(number) if number is not None else tree.quantity(measured)
    if _is_universal(tree, head) and phrase is not None and phrase.bound is not Bound.EXACT:
        return False
    if phrase is not None and phrase.opener in word_set("measures", "prepositional_bounds"):
        return False
    if phrase is not None and phrase.unit == "share" and _is_kept(tree, head):
        return True
    if phrase is not None and phrase.bound is not Bound.EXACT and head.tag in _PLURAL_TAGS:
        return False
    if _is_measured_whole(tree, head, measured):
        return True
    rest = [
        word
        for word in tree.children(measured)
        if word.link not in ("nummod", "punct")
        and not (phrase is not None and phrase.unit == "share" and word.lemma == "of")
    ]
    return (number is not None and tree.quantity(number) is not None and not rest) or tree.quantity(
        measured
    ) is not None


def _is_kept(tree: ParseTree, head: Word) -> bool:
    """`hold reserves of at least 8 percent`: a share that the things are held at, which picks none of them."""
    verb = tree.governor(head) or head
    is_held = head.link == "dobj" and verb.lemma in word_set("governors", "keeping")
    return is_held and head.lemma in word_set("governors", "measured")


def _is_universal(tree: ParseTree, head: Word) -> bool:
    return any(
        child.link in _DETERMINER_LINKS and child.text.lower() in word_set("drafting", "universal")
        for child in tree.children(head)
    )


def _is_measured_whole(tree: ParseTree, head: Word, measured: Word) -> bool:
    """`a deposit of at least two months' rent`: a thing that a figure measures, which stands anywhere after `of`."""
    if head.lemma not in word_set("governors", "measured") or head.tag in _PLURAL_TAGS or _is_universal(tree, head):
        return False
    return len([word for word in tree.subtree(measured) if tree.quantity(word) is not None]) == 1


def _modifier_key(tree: ParseTree, child: Word, branch: list[Word]) -> str:
    words = tree.comparable_words(branch)
    if child.link == "poss" and child.tag == "PRP$":
        return f"poss:{child.text.lower()}"
    if child.link == "poss":  # the town's levy is the levy of the town
        return "of " + " ".join(words).replace(_WORKING_TIME, _PLAIN_TIME)
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
