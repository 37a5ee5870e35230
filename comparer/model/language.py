"""The words of a workspace in one language, beside those that its other files give."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

StringMap = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class LineWords:
    """A red line in a language; `versions` are sentences by the start of the version."""

    title: str = ""
    sentence: str = ""
    versions: StringMap = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageWords:
    """What has no entry is shown as the other files have it.

    `plans`, `plan_phrases`, `words` and `phrases` are by id; `lines` by `FILE#LINE`; `shorts` by `PLAN#CLAUSE`;
    `wishes` by question and party; `steps` by `RULE.STEP`. A phrase is how a word or the name of a plan stands inside a
    sentence, a passive the participle of an act, `forms` the words of a unit by form of number.
    """

    language: str
    title: str = ""
    plans: StringMap = field(default_factory=dict)
    plan_phrases: StringMap = field(default_factory=dict)
    lines: Mapping[str, LineWords] = field(default_factory=dict)
    shorts: StringMap = field(default_factory=dict)
    questions: Mapping[str, StringMap] = field(default_factory=dict)
    wishes: Mapping[str, StringMap] = field(default_factory=dict)
    words: StringMap = field(default_factory=dict)
    phrases: StringMap = field(default_factory=dict)
    passives: StringMap = field(default_factory=dict)
    forms: Mapping[str, StringMap] = field(default_factory=dict)
    rules: Mapping[str, StringMap] = field(default_factory=dict)
    steps: Mapping[str, StringMap] = field(default_factory=dict)
