"""A related pair of plans as plain data that JSON can hold, and back: the same value, to the last field.

What is written is the pair before it is judged (`relate_pair`). Nothing is run or imported by what is read: a record
names one of the classes below, and everything else is text, numbers and lists.
"""

from __future__ import annotations

from dataclasses import fields
from enum import Enum
from typing import Any

from comparer.model import explanation, norm
from comparer.model.explanation import Explanation
from comparer.model.findings import Change, Evidence, Gap, Judgement, Link, Match, PlanPair
from comparer.model.relation import Basis, Confidence, GapKind, MatchedBy, Relation

_ARGUMENT_CLASSES: dict[str, type[Any]] = {
    kind.__name__: kind
    for kind in (
        explanation.Term,
        explanation.WordList,
        explanation.ClauseNames,
        explanation.ClauseActions,
        explanation.LineNormReference,
        explanation.ConstraintReference,
        explanation.ConditionList,
        explanation.ReadingLabel,
        explanation.Explanation,
        norm.Norm,
        norm.NormTerms,
        norm.Condition,
        norm.Quantity,
        norm.Modality,
        norm.ConditionKind,
    )
}
_FIELD_NAMES = {
    kind: tuple(field.name for field in fields(kind))
    for kind in _ARGUMENT_CLASSES.values()
    if not issubclass(kind, Enum)
}


def pair_to_data(pair: PlanPair) -> list[Any]:
    """Lists, texts and numbers. Only for a pair that was not yet judged: interests and readings are left out."""
    return [
        pair.left,
        pair.right,
        [_link_to_data(link) for link in pair.links],
        [
            [gap.plan, gap.clause, gap.missing_from, gap.kind, gap.answered_by, gap.confidence, gap.fingerprint]
            for gap in pair.gaps
        ],
        [_match_to_data(match) for match in pair.possible],
        [_match_to_data(match) for match in pair.ambiguous],
    ]


def pair_from_data(data: Any) -> PlanPair:
    """The pair again. ValueError, KeyError or TypeError for what `pair_to_data` does not write."""
    left, right, links, gaps, possible, ambiguous = data
    return PlanPair(
        left=left,
        right=right,
        links=tuple(map(_link_from_data, links)),
        gaps=tuple(map(_gap_from_data, gaps)),
        possible=tuple(map(_match_from_data, possible)),
        ambiguous=tuple(map(_match_from_data, ambiguous)),
    )


def _link_to_data(link: Link) -> list[Any]:
    judgement = link.judgement
    return [
        _match_to_data(link.match),
        judgement.relation,
        [
            [
                change.facet,
                _argument_to_data(change.before),
                _argument_to_data(change.after),
                change.effect,
                change.rule,
                change.weight,
                change.is_unreported,
            ]
            for change in judgement.changes
        ],
        judgement.basis,
        judgement.confidence,
        _argument_to_data(judgement.reason),
        link.fingerprint,
    ]


def _link_from_data(data: Any) -> Link:
    match, relation, changes, basis, confidence, reason, fingerprint = data
    explained = _argument_from_data(reason)
    if not (explained is None or isinstance(explained, Explanation)):
        raise TypeError(reason)
    return Link(
        match=_match_from_data(match),
        judgement=Judgement(
            relation=Relation(relation),
            changes=tuple(map(_change_from_data, changes)),
            basis=Basis(basis),
            confidence=Confidence(confidence),
            reason=explained,
        ),
        fingerprint=fingerprint,
    )


def _change_from_data(data: Any) -> Change:
    facet, before, after, effect, rule, weight, is_unreported = data
    return Change(
        facet=facet,
        before=_argument_from_data(before),
        after=_argument_from_data(after),
        effect=Relation(effect),
        rule=rule,
        weight=weight,
        is_unreported=is_unreported,
    )


def _gap_from_data(data: Any) -> Gap:
    plan, clause, missing_from, kind, answered_by, confidence, fingerprint = data
    return Gap(
        plan=plan,
        clause=clause,
        missing_from=missing_from,
        kind=GapKind(kind),
        answered_by=tuple(answered_by),
        confidence=Confidence(confidence),
        fingerprint=fingerprint,
    )


def _match_to_data(match: Match) -> list[Any]:
    return [
        match.left,
        match.right,
        match.matched_by,
        match.score,
        [[signal.label, signal.weight, signal.left, signal.right] for signal in match.evidence],
        match.reason,
        match.is_deferral,
    ]


def _match_from_data(data: Any) -> Match:
    left, right, matched_by, score, evidence, reason, is_deferral = data
    return Match(
        left=tuple(left),
        right=tuple(right),
        matched_by=MatchedBy(matched_by),
        score=score,
        evidence=tuple(
            Evidence(label=label, weight=weight, left=before, right=after) for label, weight, before, after in evidence
        ),
        reason=reason,
        is_deferral=is_deferral,
    )


def _argument_to_data(value: Any) -> Any:
    """Text, numbers and None as they are, a tuple as a list, another value as its class and its fields."""
    kind = type(value)
    if kind is tuple:
        return [_argument_to_data(item) for item in value]
    names = _FIELD_NAMES.get(kind)
    if names is not None:
        return {kind.__name__: [_argument_to_data(getattr(value, name)) for name in names]}
    return {kind.__name__: value.value} if isinstance(value, Enum) else value


def _argument_from_data(data: Any) -> Any:
    if isinstance(data, list):
        return tuple(map(_argument_from_data, data))
    if not isinstance(data, dict):
        return data
    ((name, content),) = data.items()
    kind = _ARGUMENT_CLASSES[name]
    names = _FIELD_NAMES.get(kind)
    return kind(content) if names is None else kind(**dict(zip(names, map(_argument_from_data, content), strict=True)))
