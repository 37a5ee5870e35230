"""What is added to an act: the word that opens it, what kind of addition it is, its words and figures."""

from __future__ import annotations

from collections.abc import Sequence

from comparer.language.dependency_parse import Word
from comparer.language.frame import Adjunct, AdjunctKind, FigureRole, PhraseList
from comparer.language.modality_reading import governors
from comparer.language.noun_phrases import read_phrase_list
from comparer.language.parse_tree import ParseTree
from comparer.language.phrase_lists import word_set


def read_opener(tree: ParseTree, child: Word) -> tuple[str, list[Word]]:
    """The word that opens an adjunct, and the words after it."""
    body = tree.subtree(child)
    if child.link in ("advcl", "ccomp", "xcomp"):
        mark = next((word for word in tree.children(child) if _opens_condition(word, child)), None)
        opener = mark.text.lower() if mark is not None else ("to" if body[0].tag == "TO" else "")
        restriction = next((word.text.lower() for word in body[:2] if word.text.lower() in ("only", "even")), "")
        rest = [word for word in body if mark is None or word.place != mark.place]
        return f"{restriction} {opener}".strip(), rest
    if child.link == "prep":
        text = tree.phrase(child)
        for phrase in ("in case of", "subject to", "regardless of"):
            if text.startswith(phrase):
                return phrase, body[len(phrase.split()) :]
        only, opener = tree.restriction(child), child.text.lower()
        rest = [word for word in body if word not in (child, only)]
        return opener if only is None else f"only {opener}", rest
    return "", body


def _opens_condition(word: Word, clause: Word) -> bool:
    is_before = word.link in ("mark", "advmod") and word.place <= clause.place
    return is_before and word.text.lower() in governors()["conditions"]


def _names_event(body: Sequence[Word]) -> bool:
    """Whether a word after `before` or `after` names something that happens, by its ending or by the list."""
    return any(
        (word.tag == "VBG" and word.link == "pcomp")
        or word.lemma.endswith(("tion", "sion", "ment", "ure", "val", "sal", "ing"))
        or word.lemma in word_set("governors", "event_nouns") | word_set("governors", "timed_events")
        for word in body
    )


def _names_trigger(tree: ParseTree, child: Word, opener: str, body: Sequence[Word]) -> bool:
    """`upon request`, `on completion of the works`: something that happens, bare, after a verb that needs no `upon`."""
    if child.link != "prep" or opener not in ("upon", "on", "after", "following") or not body:
        return False
    named = tree.child(child, "pobj")
    if named is None or named.lemma not in word_set("governors", "trigger_nouns"):
        return False
    is_bare = tree.child(named, "det", "poss", "nummod") is None
    return (is_bare or opener in ("after", "following")) and not _is_part_of_verb(tree, child, opener)


def _is_part_of_verb(tree: ParseTree, child: Word, opener: str) -> bool:
    """Whether `upon` or `on` belongs to the verb before it: insist upon payment."""
    governor = tree.governor(child)
    is_joined = governor is not None and governor.lemma in word_set("governors", "upon_verbs")
    return is_joined and child.link == "prep" and opener in ("upon", "on")


def classify_adjunct(tree: ParseTree, child: Word, opener: str, body: Sequence[Word]) -> AdjunctKind:
    """What kind of addition a branch of the verb is, by its opener and the words after it."""
    conditions = governors()["conditions"]
    if opener == "except":
        return AdjunctKind.EXCEPTION
    governor = tree.governor(child)
    is_asked = governor is not None and governor.lemma in word_set("governors", "asking")
    if child.link in ("advcl", "ccomp", "xcomp") and opener.rsplit(" ", maxsplit=1)[-1] in conditions and not is_asked:
        return AdjunctKind.CONDITION
    if opener in ("in case of", "subject to", "regardless of", "during", "until", "till", "pending", "notwithstanding"):
        return AdjunctKind.CONDITION
    if child.link == "prep":
        return _classify_prepositional(tree, child, opener, body)
    if child.link in ("advcl", "xcomp") and opener == "to":
        return AdjunctKind.PURPOSE
    if child.link in ("ccomp", "xcomp"):
        return AdjunctKind.CONTENT
    return AdjunctKind.MANNER if child.link == "advmod" else AdjunctKind.OTHER


def _classify_prepositional(tree: ParseTree, child: Word, opener: str, body: Sequence[Word]) -> AdjunctKind:
    opener = opener.removeprefix("only ")
    words = {word.lemma for word in body} | {word.text.lower() for word in body}
    is_watched = opener == "under" and words & word_set("governors", "supervision")
    if is_watched or (opener == "in" and "presence" in words):
        return AdjunctKind.MANNER
    if opener in ("on", "upon", "with") and words & word_set("governors", "announcements"):
        return AdjunctKind.CONDITION
    if opener in ("without", "with") and words & word_set("governors", "consent"):
        return AdjunctKind.CONDITION
    if opener == "by" and words & word_set("governors", "channels"):
        return AdjunctKind.MANNER
    if opener in ("without", "with") or tree.phrase(child) in word_set("governors", "manner_phrases"):
        return AdjunctKind.MANNER
    if _names_trigger(tree, child, opener, body):
        return AdjunctKind.CONDITION
    if _is_part_of_verb(tree, child, opener):
        return AdjunctKind.OTHER
    if opener in ("before", "after", "upon", "following"):
        return AdjunctKind.CONDITION if _names_event(body) else AdjunctKind.OTHER
    if opener in ("in", "at", "on") and words & word_set("governors", "event_nouns"):
        return AdjunctKind.CONDITION
    return AdjunctKind.RECEIVER if opener == "to" else AdjunctKind.PLACE


def read_adjunct(tree: ParseTree, kind: AdjunctKind, opener: str, child: Word, without: Sequence[Word] = ()) -> Adjunct:
    """The addition on a branch of the verb; `without` are words of it that belong to something else."""
    body = tree.subtree(child, without)
    opener_words = opener.split()
    rest = (
        body[len(opener_words) :] if [word.text.lower() for word in body[: len(opener_words)]] == opener_words else body
    )
    inner = child if kind is AdjunctKind.RECEIVER else None
    named = tree.child(child, "pobj") if child.link in ("prep", "dative") else inner
    role = FigureRole.SELECTS if kind is AdjunctKind.CONDITION else FigureRole.OTHER
    return Adjunct(
        kind=kind,
        opener=opener,
        words=tree.comparable_words(rest),
        source_text=tree.source_text(body),
        figures=tree.figures(body, role),
        phrases=read_phrase_list(tree, named, without) if named is not None else PhraseList(),
    )
