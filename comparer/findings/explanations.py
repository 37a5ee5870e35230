"""Sentences that say why: the messages of the rules with the norms and clauses of a finding filled in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from comparer.model.records import Clause, Norm
from comparer.norms.vocabulary import Vocabulary
from comparer.norms.wording import condition_words, names, quantity_words
from comparer.resources.rule_catalogue import rule


def say(rule_id: str, **fields: object) -> str:
    """The message of a rule with its fields filled in."""
    return rule(rule_id).message.format_map(fields)


def because(rule_id: str, clauses: Sequence[Clause], held: Norm, holder: str, vocabulary: Vocabulary) -> str:
    """Why a verdict on a held norm is what it is, in one sentence."""
    return say(
        rule_id,
        clauses=listed(clauses),
        does=does(clauses, vocabulary),
        holds=norm_words(held, vocabulary),
        holder=vocabulary.label(holder) if holder else "",
    )


def listed(clauses: Iterable[Clause]) -> str:
    return named([clause.id for clause in clauses])


def named(ids: Sequence[str]) -> str:
    """The clauses as a sentence begins with them."""
    noun = "Clause" if len(ids) == 1 else "Clauses"
    return f"{noun} {', '.join(ids)}" if ids else ""


def does(clauses: Iterable[Clause], vocabulary: Vocabulary) -> str:
    """What the clauses say, as norms; by their text where they have none."""
    said = []
    for clause in clauses:
        norms = [clause.norm] if clause.norm else [variant.norm for variant in clause.variants if variant.norm]
        said.append(" / ".join(dict.fromkeys(norm_words(norm, vocabulary) for norm in norms)) or clause.text)
    return "; ".join(dict.fromkeys(said))


def norm_words(norm: Norm, vocabulary: Vocabulary) -> str:
    """A norm in a few words: who, how, what, on what terms."""
    parts = [names(norm.bearers, vocabulary), norm.modality.value.replace("-", " ")]
    if norm.agents:
        parts.append(f"({names(norm.agents, vocabulary)})")
    parts.append(vocabulary.label(norm.act))
    parts.append(names(norm.objects, vocabulary))
    if norm.status:
        parts.append(f"as {names(norm.status, vocabulary)}")
    figures = [
        f"{vocabulary.label(quantity.name)} {quantity_words(quantity, vocabulary)}"
        for quantity in norm.terms.quantities
    ]
    words = [vocabulary.label(term) for term in (*norm.terms.manners, *norm.terms.instruments)]
    words += [f"with consent of {names(norm.terms.consent, vocabulary)}"] if norm.terms.consent else []
    words += [condition_words(condition, vocabulary) for condition in norm.conditions]
    tail = ", ".join((*figures, *words))
    return " ".join(part for part in parts if part) + (f" ({tail})" if tail else "")
