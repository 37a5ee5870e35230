"""Every rule that the reader of data files can find broken."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

RULES: Mapping[str, str] = MappingProxyType(
    {
        "yaml-alias": "An alias (*name) stands for text written elsewhere; every value is written where it is used.",
        "yaml-anchor": "An anchor (&name) marks text for reuse; every value is written where it is used.",
        "yaml-control-character": "A character that is no part of a text: a control character or an odd line break.",
        "yaml-depth": "Lists and mappings are nested deeper than any data file needs.",
        "yaml-directive": "A directive (%YAML, %TAG) changes how the rest of the file is read.",
        "yaml-duplicate-key": "A key stands twice in one mapping, so that one of the two values would be lost.",
        "yaml-empty": "The file holds no data.",
        "yaml-encoding": "The file is not UTF-8.",
        "yaml-inexact-decimal": "A decimal has more digits than a number can hold.",
        "yaml-key-type": "A key is a number, a truth value, nothing, a list or a mapping, and not a word.",
        "yaml-large-integer": "A whole number is too large to be read exactly by every program.",
        "yaml-leading-zero": "A number begins with a zero that reading would drop or take for another base.",
        "yaml-merge-key": "A merge key (<<) copies keys from elsewhere; every key is written where it is used.",
        "yaml-not-a-number": "A special form (.inf, .nan) is read as infinity or as no number.",
        "yaml-nul-byte": "The file holds NUL bytes, so it is no text or is not UTF-8.",
        "yaml-number-form": "A number is written in a form that reading would change (+5, 0x1F, 0o17, 1e5, .5, 5.).",
        "yaml-second-document": "A second document begins in the same file.",
        "yaml-syntax": "The file cannot be read as YAML.",
        "yaml-tab": "A tab stands outside quoted or block text, where only spaces are allowed.",
        "yaml-tag": "A tag (!name) changes the type of a value.",
        "yaml-trailing-zero": "A decimal ends in a zero that reading would drop.",
        "yaml-word-case": "A word such as True or NULL is read as a truth value or as nothing.",
    }
)
