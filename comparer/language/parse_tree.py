"""Walking a parsed sentence: children, subtrees, the words as written and as compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from comparer.language.dependency_parse import Word
from comparer.language.frame import Figure, FigureRole
from comparer.language.inflection import canonical_word
from comparer.language.phrase_lists import word_set
from comparer.language.plain_sentence import PlainSentence
from comparer.language.quantities import QuantityPhrase


class ParseTree:
    """The words of one sentence and what their stand-ins stand for."""

    def __init__(self, words: Sequence[Word], sentence: PlainSentence) -> None:
        self.words = tuple(words)
        self.sentence = sentence

    @cached_property
    def _children(self) -> dict[int, list[Word]]:
        children: dict[int, list[Word]] = {}
        for word in self.words:
            if word.head != word.place:
                children.setdefault(word.head, []).append(word)
        return children

    @cached_property
    def _word_by_place(self) -> dict[int, Word]:
        return {word.place: word for word in self.words}

    def children(self, word: Word, *links: str) -> list[Word]:
        """The words that hang on this one, by their links if any are given."""
        return [child for child in self._children.get(word.place, ()) if not links or child.link in links]

    def child(self, word: Word, *links: str) -> Word | None:
        """The first of `children`."""
        return next(iter(self.children(word, *links)), None)

    def governor(self, word: Word) -> Word | None:
        """The word that this one hangs on; a root hangs on itself."""
        return self._word_by_place.get(word.head)

    def restriction(self, word: Word) -> Word | None:
        """The `only` that hangs on a word."""
        return next((child for child in self.children(word, "advmod") if child.text.lower() == "only"), None)

    def subtree(self, word: Word, without: Iterable[Word] = ()) -> list[Word]:
        """The word and all that hangs on it, in their order, without the branches of `without`."""
        excluded = {entry.place for entry in without}
        return sorted(self._descend(word, excluded))

    def _descend(self, word: Word, excluded: set[int]) -> Iterator[Word]:
        yield word
        for child in self._children.get(word.place, ()):
            if child.place not in excluded:
                yield from self._descend(child, excluded)

    def quantity(self, word: Word) -> QuantityPhrase | None:
        """The figure that this word stands for."""
        return self.sentence.quantities.get(word.start)

    def figures(self, words: Iterable[Word], role: FigureRole, relation: str = "") -> tuple[Figure, ...]:
        """The figures among the words, in the role given."""
        return tuple(
            Figure(role, phrase, self.sentence.quantity_texts[word.start], relation)
            for word in words
            if (phrase := self.quantity(word)) is not None
        )

    def source_text(self, words: Iterable[Word]) -> str:
        """The words as written, stand-ins as the figures that they stand for."""
        parts: list[str] = []
        covered = -1
        for word in words:
            if word.start < covered or self._opens_bound(word):
                continue
            text = self.sentence.quantity_texts.get(word.start)
            if text is not None:
                covered = word.start + len(self._stand_in_text(word))
            parts.append(text if text is not None else word.text)
        text = " ".join(parts)
        for sign in (",", ".", ";", ":", "'s", "%"):
            text = text.replace(f" {sign}", sign)
        text = text.replace("s ' ", "s' ")
        return text.replace(" - ", "-").replace("( ", "(").replace(" )", ")").strip(" ,.;:")

    def phrase(self, word: Word) -> str:
        """The word and all that hangs on it, in lower case, as it is looked up in lists of phrases."""
        return " ".join(entry.text.lower() for entry in self.subtree(word))

    def _opens_bound(self, word: Word) -> bool:
        """Whether the word is the stand-in for what bounds the figure after it."""
        following = next((entry for entry in self.words if entry.place == word.place + 1), None)
        phrase = self.quantity(following) if following is not None else None
        return (
            phrase is not None
            and phrase.opener in word_set("measures", "prepositional_bounds")
            and word.text in ("over", "of")
        )

    def _stand_in_text(self, word: Word) -> str:
        phrase = self.sentence.quantities[word.start]
        if phrase.is_time:
            return word.text
        following = [entry for entry in self.words if entry.place == word.place + 1]
        unit = following[0] if following and phrase.unit else None
        return self.sentence.text[word.start : (unit.start + len(unit.text)) if unit else word.start + len(word.text)]

    def comparable_words(self, words: Iterable[Word]) -> tuple[str, ...]:
        """Lemmas without articles, synonyms of drafting as one word, figures as # and times as @."""
        comparable: list[str] = []
        for word in words:
            phrase = self.quantity(word)
            if phrase is not None:
                comparable.append("@" if phrase.is_time else f"#{phrase.unit}")
            elif word.text.lower() not in word_set("drafting", "skipped") and word.link != "punct":
                comparable.append(comparable_word(word))
        return tuple(comparable)


def comparable_word(word: Word) -> str:
    """The lemma of a word in lower case, one for all synonyms of drafting; participles in -ed and -ing stay apart."""
    text = word.text.lower()
    if word.tag in ("VBG", "VBN", "JJ", "JJR", "JJS", "RB", "RBR", "RBS", "NNPS", "NNP"):
        return canonical_word(text)
    return canonical_word(word.lemma if word.lemma != "-PRON-" else text)
