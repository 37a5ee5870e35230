"""Explanations and their arguments in words: the message of a rule, filled in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from comparer.report.value.types import (
    AmountRecord,
    ArgumentRecord,
    ClauseRecord,
    ConditionsRecord,
    ConstraintRecord,
    ExplanationRecord,
    LineNormPlace,
    LineRecord,
    NormFields,
)
from comparer.report.words.dates import format_date
from comparer.report.words.english_norms import capitalise
from comparer.resources.message_catalogue import Catalogue, fill_template, load_rule

MAX_TOLD_CLAUSES = 3
"""How many clauses a reason tells in full; more are counted, and named by the ids before them."""
SENTENCE_ENDINGS = (".", "!", "?", "…", '."', ".”", ".»")


class MissingReferenceError(Exception):
    """The report does not hold a clause, line or rule that an argument names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """How arguments are put into words, and where their references lead."""

    catalogue: Catalogue
    word_label: Callable[[str], str]
    term_text: Callable[[str, str], str]
    """The word for a value of a closed set, given by its group and itself."""
    reading_label: Callable[[str], str]
    norm_text: Callable[[NormFields], str]
    amount_text: Callable[[AmountRecord], str]
    plan_name: Callable[[str], str]
    clauses: Mapping[str, ClauseRecord]
    lines: Mapping[str, LineRecord]
    constraints: Mapping[str, ConstraintRecord]
    has_whole_lines: bool = False
    """Whether a line that its party has restated is told with what it was before."""
    is_in_place: bool = False
    """Whether the words stand beside the clauses and the line that they are about, which are then not named again."""


def explanation_text(explanation: ExplanationRecord, wording: Wording) -> str:
    """The message of the rule or reason with its arguments. MissingReferenceError where the report lacks one."""
    if explanation["rule"].startswith("deadlock-"):
        # What two lines pull apart may stand in the line as a whole and not in its last statement.
        wording = replace(wording, has_whole_lines=True)
    fields = {name: argument_text(argument, wording) for name, argument in explanation["arguments"].items()}
    template = _message_template(explanation["rule"], wording.catalogue)
    if wording.is_in_place:
        template = template.replace("{clauses}: ", "")
        if _is_line_as_it_stands(explanation["arguments"].get("holds"), fields.get("holds", ""), wording):
            template = template.removesuffix(wording.catalogue.template("sentence.line_holds"))
    return fill_template(template, fields).strip()


def remark_text(explanation: ExplanationRecord, wording: Wording) -> str:
    """The message of a rule without the clauses, what they do and the line: what is left to say beside them."""
    fields = {name: argument_text(argument, wording) for name, argument in explanation["arguments"].items()}
    template = _message_template(explanation["rule"], wording.catalogue)
    for named_part in ("{clauses}: {does}", wording.catalogue.template("sentence.line_holds")):
        template = template.replace(named_part, "")
    return " ".join(fill_template(template, fields).split())


def _is_line_as_it_stands(argument: ArgumentRecord | None, sentence: str, wording: Wording) -> bool:
    """Whether a sentence is that of the line as it stands today, and not of an earlier version."""
    if not argument or "line_norm" not in argument:
        return False
    return sentence == as_sentence(wording.lines[argument["line_norm"]["line"]]["sentence"])


def _message_template(rule: str, catalogue: Catalogue) -> str:
    """The message in the language of the catalogue; that of a rule is English where the catalogue has none."""
    if rule.startswith("reason."):
        return catalogue.template(rule)
    key = f"rules.{rule}.message"
    return catalogue.template(key) if catalogue.has_message(key) else str(load_rule(rule).get("message", ""))


def argument_text(argument: ArgumentRecord, wording: Wording) -> str:
    """One argument in words; nothing for an empty one. MissingReferenceError where the report lacks what it names."""
    return "".join([_WRITERS[kind](content, wording) for kind, content in argument.items()])


def condition_texts(conditions: ConditionsRecord, wording: Wording) -> list[str]:
    """Each condition by its kind and its event, or by the clause that it points to."""
    return [
        f"{wording.term_text('condition', kind)} {wording.word_label(event)}"
        for kind, events in conditions.items()
        for event in events
    ]


def clause_names(clause_ids: Sequence[str], catalogue: Catalogue) -> str:
    """The clauses of one plan by their ids; empty for none."""
    if not clause_ids:
        return ""
    key = "word.clauses_one" if len(clause_ids) == 1 else "word.clauses_many"
    return catalogue.format_message(key, ids=", ".join(clause_ids))


def _text_or_reference(text: str, wording: Wording) -> str:
    """Text of others as it came; the reference of a clause by the names of its plan and point."""
    clause = wording.clauses.get(text)
    return clause_reference(clause["plan"], [clause["id"]], wording.plan_name, wording.catalogue) if clause else text


def clause_reference(
    plan: str, clause_ids: Sequence[str], plan_name: Callable[[str], str], catalogue: Catalogue
) -> str:
    """The name of a plan with the points meant: `First draft, points 6, 7-1`; the name alone where none are."""
    if not clause_ids:
        return plan_name(plan)
    key = "word.point_of" if len(clause_ids) == 1 else "word.points_of"
    return catalogue.format_message(key, plan=plan_name(plan), ids=", ".join(clause_ids))


def _clause_actions(refs: Iterable[str], wording: Wording) -> str:
    """The clauses in their own words, a sentence each, the first few in full."""
    sentences: dict[str, None] = {}
    for ref in refs:
        if ref not in wording.clauses:
            raise MissingReferenceError(ref)
        sentences[_clause_sentence(wording.clauses[ref], wording)] = None
    shown = list(sentences)
    if len(shown) > MAX_TOLD_CLAUSES:
        left_out = len(shown) - MAX_TOLD_CLAUSES + 1
        shown = [*shown[: MAX_TOLD_CLAUSES - 1], wording.catalogue.format_message("word.clauses_left", n=left_out)]
    return " ".join(shown)


def _clause_sentence(clause: ClauseRecord, wording: Wording) -> str:
    """The text of a clause as a sentence; where it has none, what it does."""
    if clause["text"]:
        return as_sentence(clause["text"])
    norms: list[NormFields] = [clause] if clause["norm"] else list(clause["variants"])
    return " ".join(dict.fromkeys(as_sentence(wording.norm_text(norm)) for norm in norms if norm["norm"]))


def as_sentence(text: str) -> str:
    """The text with a capital and a full stop, so that another sentence can follow it."""
    text = text.strip()
    closed = text if not text or text.endswith(SENTENCE_ENDINGS) else f"{text}."
    return capitalise(closed)


def _line_norm_text(place: LineNormPlace, wording: Wording) -> str:
    """The sentence of a line as its party stated it then; where nobody wrote one, the norm."""
    line = wording.lines.get(place["line"])
    versions = [version for version in line["versions"] if version["from"] == place["version"]] if line else []
    if line is None or not versions:
        raise MissingReferenceError(place["line"])
    sentence = versions[0]["sentence"] or line["sentence"]
    if wording.has_whole_lines and versions[0]["sentence"] and line["sentence"]:
        date = format_date(versions[0]["from"], wording.catalogue)
        restated = wording.catalogue.format_message("word.since", date=date, sentence=as_sentence(sentence))
        return f"{as_sentence(line['sentence'])} {restated}"
    if sentence or not versions[0]["norms"]:
        return as_sentence(sentence or line["title"])
    if place["norm"] >= len(versions[0]["norms"]):
        raise MissingReferenceError(place["line"])
    return as_sentence(wording.norm_text(versions[0]["norms"][place["norm"]]))


def _constraint_text(constraint_id: str, wording: Wording) -> str:
    """What a rule says; where nobody wrote that, its norm or its title."""
    if constraint_id not in wording.constraints:
        raise MissingReferenceError(constraint_id)
    constraint = wording.constraints[constraint_id]
    norm_text = wording.norm_text(constraint) if constraint["norm"] else ""
    return as_sentence(constraint["says"] or norm_text or constraint["title"])


_WRITERS: Mapping[str, Callable[[Any, Wording], str]] = {
    "text": _text_or_reference,
    "term": lambda term, wording: wording.term_text(term["group"], term["value"]),
    "words": lambda words, wording: ", ".join(map(wording.word_label, words)),
    "clauses": lambda ids, wording: clause_names(ids, wording.catalogue),
    "actions": _clause_actions,
    "line_norm": _line_norm_text,
    "constraint": _constraint_text,
    "norm": lambda norm, wording: wording.norm_text(norm),
    "amount": lambda amount, wording: wording.amount_text(amount),
    "conditions": lambda conditions, wording: ", ".join(sorted(condition_texts(conditions, wording))),
    "reading": lambda reading, wording: wording.reading_label(reading),
    "explanation": explanation_text,
}
