"""What clauses that lack an issue or a norm would get from their counterparts in other plans. Nothing is decided here.

A counterpart is found by the likeness of texts, and likeness says nothing of what a text does: a ban and a permission
may differ by one word. An issue can be taken over from a counterpart; a norm only where both say the same in the
same words; figures only where the texts differ in nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from comparer.draft.figure_terms import masked, terms_for
from comparer.language.word_overlap import words
from comparer.model.findings import Alignment, Evidence, Match, Relation
from comparer.model.records import Clause, Plan
from comparer.norms.from_text.relate_texts import estimate
from comparer.norms.relate import Prepared, prepare
from comparer.norms.vocabulary import Vocabulary

__all__ = ["Candidate", "Standing", "Suggestion", "suggest"]

SHOWN = 4
"""How many words a doubt names."""
FLOOR = 0.8
"""The least likeness at which a counterpart gives anything."""
MARGIN = 0.1
"""How far the counterparts on one issue, taken together, must be ahead of those on any other."""

TextAligner = Callable[[Sequence[Prepared], Sequence[Prepared]], Alignment]
Raw = Mapping[str, Mapping[str, Any]]
"""The fields of clauses as their files write them, by PLAN#CLAUSE."""

_DIFFERENT = frozenset({"modality", "bearer", "agent", "beneficiary", "object", "act", "partner", "status", "intent"})
_REFUSALS = re.compile(
    r"\b(?:not|never|no|nor|neither|without|cannot|nobody|none|ban(?:s|ned)?|prohibit\w*|refrains?|forbid\w*|forgoes?)\b"
    r"|n['’]t\b|\b(?:не|ні|нет|без|ни|жодн\w*|забороня\w*|запрещ\w*)\b",
    re.I,
)
_LEAVES = re.compile(
    r"\b(?:may|can|need not|free to|entitled|is allowed|are allowed|може|можуть|может|могут|вправе)\b", re.I
)
# Words that change nothing in who does what to whom.
_SMALL = frozenset({"a", "an", "and", "also", "any", "is", "it", "its", "of", "so", "that", "the", "their", "this"})


class Standing(StrEnum):
    """How a counterpart was found: linked, or nearly."""

    LINK = "link"
    AMBIGUOUS = "ambiguous"
    POSSIBLE = "possible"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A counterpart: where it stands, how like it is and why, what it would give, and what speaks against its norm.

    `terms` and `conditions` are there only where the texts show that they are those of the clause too.
    """

    source: str
    text: str
    standing: Standing
    score: float
    evidence: tuple[Evidence, ...]
    issue: str = ""
    norm: Mapping[str, Any] | None = None
    terms: Mapping[str, Any] | None = None
    conditions: Mapping[str, Any] | None = None
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """What one clause lacks, its counterparts from the nearest, and which of them may give it an issue, a norm."""

    clause: str
    text: str
    lacks: tuple[str, ...]
    candidates: tuple[Candidate, ...] = ()
    issue_from: Candidate | None = None
    norm_from: Candidate | None = None


def suggest(
    plan: Plan, others: Iterable[Plan], vocabulary: Vocabulary, by_text: TextAligner, raw: Raw
) -> tuple[Suggestion, ...]:
    """One suggestion for each clause of the plan that lacks an issue or a norm, in the order of the file."""
    wanting = {clause.id: clause for clause in plan.clauses if _lacks(clause)}
    found: dict[str, list[Candidate]] = {id_: [] for id_ in wanting}
    ours = [prepare(clause, vocabulary) for clause in plan.clauses if clause.live] if wanting else []
    for other in sorted(others, key=lambda one: one.id):
        theirs = {clause.id: clause for clause in other.clauses if clause.live and (clause.issue or clause.norm)}
        if ours and theirs:
            aligned = by_text(ours, [prepare(clause, vocabulary) for clause in theirs.values()])
            for standing, match in _matches(aligned):
                for id_ in match.left:
                    if id_ in wanting:
                        linked = [theirs[one] for one in match.right]
                        found[id_] += [
                            _candidate(wanting[id_], one, standing, match, raw.get(one.ref, {}), vocabulary)
                            for one in linked
                        ]
    return tuple(_suggestion(clause, found[id_]) for id_, clause in wanting.items())


def _lacks(clause: Clause) -> tuple[str, ...]:
    if not clause.live:
        return ()
    norm = clause.norm is None and not clause.not_encoded and not any(one.norm for one in clause.variants)
    return tuple(name for name, lacking in (("issue", not clause.issue), ("norm", norm)) if lacking)


def _matches(aligned: Alignment) -> Iterator[tuple[Standing, Match]]:
    for standing, matches in (
        (Standing.LINK, aligned.matches),
        (Standing.AMBIGUOUS, aligned.ambiguous),
        (Standing.POSSIBLE, aligned.possible),
    ):
        for match in matches:
            yield standing, match


def _candidate(
    ours: Clause, theirs: Clause, standing: Standing, match: Match, raw: Mapping[str, Any], vocabulary: Vocabulary
) -> Candidate:
    norm = raw.get("norm")
    doubts = [*_doubts(ours, theirs, vocabulary)] if norm else []
    if norm and len(match.left) + len(match.right) > 2 and masked(ours.whole_text) != masked(theirs.whole_text):
        doubts.append("several clauses answer each other here")
    terms = terms_for(ours.text, theirs.text, raw) if norm else None
    if norm and terms is None:
        doubts.append("its figures, terms and conditions cannot be told from the text")
    return Candidate(
        source=theirs.ref,
        text=theirs.text,
        standing=standing,
        score=match.score if match.score is not None else 1.0,
        evidence=match.evidence,
        issue=theirs.issue,
        norm=norm,
        terms=terms,
        conditions=raw.get("conditions") if terms is not None else None,
        doubts=tuple(doubts),
    )


def _doubts(ours: Clause, theirs: Clause, vocabulary: Vocabulary) -> Iterator[str]:
    """Why the norm of a counterpart may not be that of the clause. The least of doubts is that other words are used."""
    if masked(ours.whole_text) == masked(theirs.whole_text):
        return
    judged = estimate(theirs.whole_text, ours.whole_text)
    if judged.relation in (Relation.SAME, Relation.REWORDED):
        return
    if judged.relation is Relation.OPPOSED:
        yield "the texts read as opposed"
    for change in judged.changes:
        if change.facet in _DIFFERENT:
            yield f"{change.facet} differs: {change.before or 'none'} → {change.after or 'none'}"
    if bool(_REFUSALS.search(ours.whole_text)) != bool(_REFUSALS.search(theirs.whole_text)):
        yield "only one of the texts refuses something"
    if bool(_LEAVES.search(ours.whole_text)) != bool(_LEAVES.search(theirs.whole_text)):
        yield "only one of the texts leaves a choice"
    yield from _unnamed_bearers(ours, theirs, vocabulary)
    yield from _other_words(ours.whole_text, theirs.whole_text)


def _other_words(ours: str, theirs: str) -> Iterator[str]:
    """Words that only one of the texts has: one of them may be what is done, or to whom."""
    a, b = ([word for word in masked(text) if word not in _SMALL] for text in (ours, theirs))
    if a != b and sorted(a) == sorted(b):
        yield "the words stand in another order"
    for words_, side in ((sorted({*a} - {*b}), "this text"), (sorted({*b} - {*a}), "the counterpart")):
        if words_:
            more = "" if len(words_) <= SHOWN else " …"
            yield f"only {side} says {', '.join(words_[:SHOWN])}{more}"


def _unnamed_bearers(ours: Clause, theirs: Clause, vocabulary: Vocabulary) -> Iterator[str]:
    """A bearer that their text names in a word that ours does not have."""
    here = set(words(ours.text))
    for bearer in theirs.norm.bearers if theirs.norm else ():
        label = vocabulary.label(bearer)
        telling = {word for word in words(label) if len(word) > 3}
        if telling & set(words(theirs.text)) and not telling & here:
            yield f"the text does not name {label}"


def _suggestion(clause: Clause, found: Sequence[Candidate]) -> Suggestion:
    order = {standing: place for place, standing in enumerate(Standing)}
    here = masked(clause.text)
    ranked = sorted(found, key=lambda one: (order[one.standing], masked(one.text) != here, -one.score, one.source))
    lacks = _lacks(clause)
    links = [one for one in ranked if one.standing is Standing.LINK and one.score >= FLOOR]
    issue = _issue(clause, links)
    giver = next((one for one in links if one.norm and not one.doubts and _on(one, clause.issue or issue)), None)
    return Suggestion(
        clause=clause.id,
        text=clause.text,
        lacks=lacks,
        candidates=tuple(ranked),
        issue_from=next((one for one in links if one.issue == issue), None) if issue and "issue" in lacks else None,
        norm_from=giver if "norm" in lacks else None,
    )


def _on(one: Candidate, issue: str) -> bool:
    return bool(issue) and one.issue == issue


def _issue(clause: Clause, links: Sequence[Candidate]) -> str:
    """The issue on which the nearest counterparts agree; "" where others are nearly as near."""
    support: dict[str, float] = {}
    for one in links:
        if one.issue:
            support[one.issue] = support.get(one.issue, 0.0) + one.score
    if clause.issue or not support:
        return ""
    first, *rest = sorted(support, key=lambda issue: (-support[issue], issue))
    near = max(one.score for one in links if one.issue == first) >= max(one.score for one in links) - MARGIN
    ahead = not rest or support[first] - support[rest[0]] >= MARGIN
    return first if near and ahead else ""
