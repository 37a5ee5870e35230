"""Sentences that say why: the messages of the rules with the norms and clauses of a finding filled in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from comparer.model.norm import Norm
from comparer.model.plan import Clause
from comparer.norms.vocabulary import Vocabulary
from comparer.norms.wording import condition_text, join_labels, quantity_text
from comparer.resources.rule_catalogue import read_rule


def fill_rule_message(rule_id: str, **fields: object) -> str:
    """The message of a rule with its fields filled in."""
    return read_rule(rule_id).message.format_map(fields)


def explain_verdict(
    rule_id: str, clauses: Sequence[Clause], held_norm: Norm, holder: str, vocabulary: Vocabulary
) -> str:
    """Why a verdict on a held norm is what it is, in one sentence."""
    return fill_rule_message(
        rule_id,
        clauses=name_clauses(clauses),
        does=describe_clauses(clauses, vocabulary),
        holds=norm_words(held_norm, vocabulary),
        holder=vocabulary.word_label(holder) if holder else "",
    )


def name_clauses(clauses: Iterable[Clause]) -> str:
    return name_clause_ids([clause.id for clause in clauses])


def name_clause_ids(clause_ids: Sequence[str]) -> str:
    """The clauses as a sentence begins with them."""
    noun = "Clause" if len(clause_ids) == 1 else "Clauses"
    return f"{noun} {', '.join(clause_ids)}" if clause_ids else ""


def describe_clauses(clauses: Iterable[Clause], vocabulary: Vocabulary) -> str:
    """What the clauses say, as norms; by their text where they have none."""
    descriptions = []
    for clause in clauses:
        norms = [clause.norm] if clause.norm else [variant.norm for variant in clause.variants if variant.norm]
        descriptions.append(" / ".join(dict.fromkeys(norm_words(norm, vocabulary) for norm in norms)) or clause.text)
    return "; ".join(dict.fromkeys(descriptions))


def norm_words(norm: Norm, vocabulary: Vocabulary) -> str:
    """A norm in a few words: who, how, what, on what terms."""
    phrases = [join_labels(norm.bearers, vocabulary), norm.modality.value.replace("-", " ")]
    if norm.agents:
        phrases.append(f"({join_labels(norm.agents, vocabulary)})")
    phrases.append(vocabulary.word_label(norm.act))
    phrases.append(join_labels(norm.objects, vocabulary))
    if norm.status:
        phrases.append(f"as {join_labels(norm.status, vocabulary)}")
    quantity_phrases = [
        f"{vocabulary.word_label(quantity.name)} {quantity_text(quantity, vocabulary)}"
        for quantity in norm.terms.quantities
    ]
    qualifiers = [vocabulary.word_label(term) for term in (*norm.terms.manners, *norm.terms.instruments)]
    qualifiers += [f"with consent of {join_labels(norm.terms.consent, vocabulary)}"] if norm.terms.consent else []
    qualifiers += [condition_text(condition, vocabulary) for condition in norm.conditions]
    tail = ", ".join((*quantity_phrases, *qualifiers))
    return " ".join(phrase for phrase in phrases if phrase) + (f" ({tail})" if tail else "")
