"""What clauses that lack an issue, a question or a norm would get from counterparts in other plans. Nothing is decided.

A counterpart is found by the likeness of texts, and likeness says nothing of what a text does: a ban and a permission
may differ by one word. An issue and the questions that it answers can be taken over from a counterpart; a norm only
where both say the same in the same words; figures only where the texts differ in nothing else. Where no counterpart
gives a norm, the clause's own words are read for one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from comparer.draft.encoded_examples import collect_examples
from comparer.draft.figure_terms import mask_figures, transfer_terms
from comparer.draft.propose_norm import NoProposal, NormProposal, NormProposer
from comparer.language.tokenizer import split_words
from comparer.model.explanation import Argument, Term, WordList
from comparer.model.findings import Alignment, Evidence, Match
from comparer.model.plan import Clause, Plan
from comparer.model.relation import Relation
from comparer.norms.from_text.relate_texts import relate_texts
from comparer.norms.relate import CanonicalClause, to_canonical_clause
from comparer.norms.vocabulary import Vocabulary

__all__ = ["Candidate", "LinkStatus", "Suggestion", "suggest_missing_fields"]

MAX_DOUBT_WORDS = 4
"""How many words a doubt names."""
MIN_COUNTERPART_SCORE = 0.8
"""The least likeness at which a counterpart gives anything."""
MIN_LEAD = 0.1
"""How far the counterparts on one issue, or of one question, taken together must be ahead of those of any other."""

TextAligner = Callable[[Sequence[CanonicalClause], Sequence[CanonicalClause]], Alignment]
RawClauses = Mapping[str, Mapping[str, Any]]
"""The fields of clauses as their files write them, by PLAN#CLAUSE."""

_DOUBTFUL_FACETS = frozenset(
    {"modality", "bearer", "agent", "beneficiary", "object", "act", "partner", "status", "intent"}
)
_REFUSAL_WORDS = re.compile(
    r"\b(?:not|never|no|nor|neither|without|cannot|nobody|none|ban(?:s|ned)?|prohibit\w*|refrains?|forbid\w*|forgoes?)\b"
    r"|n['’]t\b|\b(?:не|ні|нет|без|ни|жодн\w*|забороня\w*|запрещ\w*)\b",
    re.I,
)
_PERMISSION_WORDS = re.compile(
    r"\b(?:may|can|need not|free to|entitled|is allowed|are allowed|може|можуть|может|могут|вправе)\b", re.I
)
# Words that change nothing in who does what to whom.
_FUNCTION_WORDS = frozenset(
    {"a", "an", "and", "also", "any", "is", "it", "its", "of", "so", "that", "the", "their", "this"}
)


class LinkStatus(StrEnum):
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
    link_status: LinkStatus
    score: float
    evidence: tuple[Evidence, ...]
    issue: str = ""
    questions: tuple[str, ...] = ()
    norm: Mapping[str, Any] | None = None
    terms: Mapping[str, Any] | None = None
    conditions: Mapping[str, Any] | None = None
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """What one clause lacks, its counterparts from the nearest, and which of them may give it what it lacks."""

    clause: str
    text: str
    missing_fields: tuple[str, ...]
    candidates: tuple[Candidate, ...] = ()
    issue_from: Candidate | None = None
    questions_from: Candidate | None = None
    norm_from: Candidate | None = None
    proposal: NormProposal | NoProposal | None = None
    """The norm that the clause's own words state, where it lacks one and no counterpart gives it."""

    @property
    def is_hit(self) -> bool:
        """Whether anything is suggested: an issue, questions, a norm, or a part of a norm in words of the workspace."""
        is_proposed = isinstance(self.proposal, NormProposal) and self.proposal.has_words
        return is_proposed or any((self.issue_from, self.questions_from, self.norm_from))


def suggest_missing_fields(
    plan: Plan, other_plans: Iterable[Plan], vocabulary: Vocabulary, align_by_text: TextAligner, raw_clauses: RawClauses
) -> tuple[Suggestion, ...]:
    """One suggestion for each clause of the plan that lacks issue, question or norm, in the order of the file."""
    other_plans = tuple(other_plans)
    proposer = NormProposer(vocabulary.data, collect_examples((plan, *other_plans)))
    incomplete_clauses = {clause.id: clause for clause in plan.clauses if _missing_fields(clause, vocabulary)}
    candidates: dict[str, list[Candidate]] = {id_: [] for id_ in incomplete_clauses}
    left_clauses = (
        [to_canonical_clause(clause, vocabulary) for clause in plan.clauses if clause.is_live]
        if incomplete_clauses
        else []
    )
    for other_plan in sorted(other_plans, key=lambda entry: entry.id):
        right_clauses = {
            clause.id: clause for clause in other_plan.clauses if clause.is_live and (clause.issue or clause.norm)
        }
        if left_clauses and right_clauses:
            alignment = align_by_text(
                left_clauses, [to_canonical_clause(clause, vocabulary) for clause in right_clauses.values()]
            )
            for link_status, match in _matches_by_status(alignment):
                for id_ in match.left:
                    if id_ in incomplete_clauses:
                        counterparts = [right_clauses[entry] for entry in match.right]
                        candidates[id_] += [
                            _build_candidate(
                                incomplete_clauses[id_],
                                entry,
                                link_status,
                                match,
                                raw_clauses.get(entry.ref, {}),
                                vocabulary,
                            )
                            for entry in counterparts
                        ]
    suggestions = (
        _build_suggestion(clause, candidates[id_], _missing_fields(clause, vocabulary))
        for id_, clause in incomplete_clauses.items()
    )
    return tuple(
        replace(suggestion, proposal=proposer.propose_norm(incomplete_clauses[suggestion.clause]))
        if "norm" in suggestion.missing_fields and suggestion.norm_from is None
        else suggestion
        for suggestion in suggestions
    )


def _missing_fields(clause: Clause, vocabulary: Vocabulary) -> tuple[str, ...]:
    if not clause.is_live:
        return ()
    lacks_norm = clause.norm is None and not clause.not_encoded and not any(variant.norm for variant in clause.variants)
    missing_fields = (
        ("issue", not clause.issue),
        ("questions", _lacks_questions(clause, vocabulary)),
        ("norm", lacks_norm),
    )
    return tuple(name for name, is_missing in missing_fields if is_missing)


def _lacks_questions(clause: Clause, vocabulary: Vocabulary) -> bool:
    """Whether nobody has said what a clause answers, where the vocabulary leaves a choice of questions."""
    if clause.questions or not vocabulary.data.questions:
        return False
    return not clause.issue or len(vocabulary.questions_of_issue(clause.issue)) > 1


def _matches_by_status(alignment: Alignment) -> Iterator[tuple[LinkStatus, Match]]:
    for link_status, matches in (
        (LinkStatus.LINK, alignment.matches),
        (LinkStatus.AMBIGUOUS, alignment.ambiguous),
        (LinkStatus.POSSIBLE, alignment.possible),
    ):
        for match in matches:
            yield link_status, match


def _build_candidate(
    left: Clause,
    right: Clause,
    link_status: LinkStatus,
    match: Match,
    raw_fields: Mapping[str, Any],
    vocabulary: Vocabulary,
) -> Candidate:
    norm = raw_fields.get("norm")
    doubts = [*_norm_doubts(left, right, vocabulary)] if norm else []
    has_same_words = mask_figures(left.whole_text) == mask_figures(right.whole_text)
    if norm and len(match.left) + len(match.right) > 2 and not has_same_words:
        doubts.append("several clauses answer each other here")
    terms = transfer_terms(left.text, right.text, raw_fields) if norm else None
    if norm and terms is None:
        doubts.append("its figures, terms and conditions cannot be told from the text")
    return Candidate(
        source=right.ref,
        text=right.text,
        link_status=link_status,
        score=match.score if match.score is not None else 1.0,
        evidence=match.evidence,
        issue=right.issue,
        questions=right.questions,
        norm=norm,
        terms=terms,
        conditions=raw_fields.get("conditions") if terms is not None else None,
        doubts=tuple(doubts),
    )


def _norm_doubts(left: Clause, right: Clause, vocabulary: Vocabulary) -> Iterator[str]:
    """Why the norm of a counterpart may not be that of the clause. The least of doubts is that other words are used."""
    if mask_figures(left.whole_text) == mask_figures(right.whole_text):
        return
    comparison = relate_texts(right.whole_text, left.whole_text)
    if comparison.relation in (Relation.SAME, Relation.REWORDED):
        return
    if comparison.relation is Relation.OPPOSED:
        yield "the texts read as opposed"
    for change in comparison.changes:
        if change.facet in _DOUBTFUL_FACETS:
            yield f"{change.facet} differs: {_side_words(change.before)} → {_side_words(change.after)}"
    if bool(_REFUSAL_WORDS.search(left.whole_text)) != bool(_REFUSAL_WORDS.search(right.whole_text)):
        yield "only one of the texts refuses something"
    if bool(_PERMISSION_WORDS.search(left.whole_text)) != bool(_PERMISSION_WORDS.search(right.whole_text)):
        yield "only one of the texts leaves a choice"
    yield from _bearer_doubts(left, right, vocabulary)
    yield from _wording_doubts(left.whole_text, right.whole_text)


def _side_words(side: Argument) -> str:
    """What a text says of who is bound, how or to do what, in the words of the text."""
    if isinstance(side, Term):
        return side.value
    if isinstance(side, WordList):
        return ", ".join(side.ids) or "none"
    return side if isinstance(side, str) and side else "none"


def _wording_doubts(left: str, right: str) -> Iterator[str]:
    """Words that only one of the texts has: one of them may be what is done, or to whom."""
    left_words, right_words = (
        [word for word in mask_figures(text) if word not in _FUNCTION_WORDS] for text in (left, right)
    )
    if left_words != right_words and sorted(left_words) == sorted(right_words):
        yield "the words stand in another order"
    for own_words, side in (
        (sorted({*left_words} - {*right_words}), "this text"),
        (sorted({*right_words} - {*left_words}), "the counterpart"),
    ):
        if own_words:
            more = "" if len(own_words) <= MAX_DOUBT_WORDS else " …"
            yield f"only {side} says {', '.join(own_words[:MAX_DOUBT_WORDS])}{more}"


def _bearer_doubts(left: Clause, right: Clause, vocabulary: Vocabulary) -> Iterator[str]:
    """A bearer that their text names in a word that ours does not have."""
    left_words = set(split_words(left.text))
    for bearer in right.norm.bearers if right.norm else ():
        label = vocabulary.word_label(bearer)
        label_words = {word for word in split_words(label) if len(word) > 3}
        if label_words & set(split_words(right.text)) and not label_words & left_words:
            yield f"the text does not name {label}"


def _build_suggestion(clause: Clause, candidates: Sequence[Candidate], missing_fields: tuple[str, ...]) -> Suggestion:
    order = {link_status: rank for rank, link_status in enumerate(LinkStatus)}
    masked_text = mask_figures(clause.text)
    ranked = sorted(
        candidates,
        key=lambda candidate: (
            order[candidate.link_status],
            mask_figures(candidate.text) != masked_text,
            -candidate.score,
            candidate.source,
        ),
    )
    links = [
        candidate
        for candidate in ranked
        if candidate.link_status is LinkStatus.LINK and candidate.score >= MIN_COUNTERPART_SCORE
    ]
    issue_giver = None if clause.issue else _agreed_giver(links, lambda candidate: candidate.issue)
    questions_giver = _agreed_giver(links, lambda candidate: " ".join(candidate.questions))
    issue = clause.issue or (issue_giver.issue if issue_giver else "")
    norm_giver = next(
        (
            candidate
            for candidate in links
            if candidate.norm and not candidate.doubts and candidate.issue == issue != ""
        ),
        None,
    )
    return Suggestion(
        clause=clause.id,
        text=clause.text,
        missing_fields=missing_fields,
        candidates=tuple(ranked),
        issue_from=issue_giver,
        questions_from=questions_giver if "questions" in missing_fields else None,
        norm_from=norm_giver if "norm" in missing_fields else None,
    )


def _agreed_giver(links: Sequence[Candidate], value_of: Callable[[Candidate], str]) -> Candidate | None:
    """The nearest counterpart of those that agree on a value; None where others are nearly as near, or none has any."""
    support: dict[str, float] = {}
    for candidate in links:
        if value := value_of(candidate):
            support[value] = support.get(value, 0.0) + candidate.score
    if not support:
        return None
    best_value, *other_values = sorted(support, key=lambda value: (-support[value], value))
    agreeing = [candidate for candidate in links if value_of(candidate) == best_value]
    is_nearest = (
        max(candidate.score for candidate in agreeing) >= max(candidate.score for candidate in links) - MIN_LEAD
    )
    is_ahead = not other_values or support[best_value] - support[other_values[0]] >= MIN_LEAD
    return agreeing[0] if is_nearest and is_ahead else None
