"""Words of a report in its language: labels, marks, amounts, and what a clause does as it was encoded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Final

from comparer.model.findings import EVERYTHING, Narrowing
from comparer.model.vocabulary import REMAINDER_SUFFIX
from comparer.report.value.text_edits import quotes_files
from comparer.report.value.types import FigureValue, NormFields, QuantityRecord, ReportValue, RowRecord, VariantRecord
from comparer.report.words.arguments import Wording, clause_reference
from comparer.report.words.english_norms import EnglishNorms, join_words
from comparer.report.words.figures import UnitWords, amount_of_quantity, amount_signs, amount_words, format_figure
from comparer.resources.message_catalogue import Catalogue, load_catalogue

TERM_FACETS: Final = ("manner", "instrument", "consent")


class ReportLabels:
    """Look-ups over one report value. What comes back holds text of others as it came: formats escape it."""

    def __init__(self, report: ReportValue, narrowing: Narrowing = EVERYTHING) -> None:
        """`narrowing` is what a reader asked for of the report, for titles that say so."""
        self.report, self.narrowing = report, narrowing
        self.catalogue: Catalogue = load_catalogue(report["language"])
        self._word_labels: Mapping[str, str] = report["words"]
        self._plan_names = {plan["id"]: plan["name"] or plan["title"] for plan in report["plans"]}
        self._short_plan_names = {plan["id"]: plan["name"] or plan["id"] for plan in report["plans"]}
        self._plan_phrases = {plan["id"]: plan["phrase"] for plan in report["plans"]}
        self._issue_labels = {issue["id"]: issue["label"] for issue in report["issues"]}

    def catalogue_text(self, key: str, **fields: object) -> str:
        return self.catalogue.format_message(key, **fields)

    def narrow_title(self, title: str) -> str:
        """A title with the issue and the party to which its text was narrowed."""
        issue, party = self.narrowing.issue, self.narrowing.party
        subjects = (self.issue_label(issue) if issue else "", self.word_label(party) if party else "")
        return " · ".join(filter(None, (title, *subjects)))

    @cached_property
    def quotes_files(self) -> bool:
        """Whether the words are those of the files read: nobody encoded a clause, or said from where it is retold."""
        return quotes_files(self.report["clauses"].values())

    def wording_text(self, key: str, **fields: object) -> str:
        """A sentence on whose words stand here: of the message for words of files, where they are that."""
        return self.catalogue_text(f"{key}_of_files" if self.quotes_files else key, **fields)

    def word_label(self, word: str) -> str:
        """The label of a word of the vocabulary; reserved bearers and the rest of a thing have it in the catalogue."""
        if word == "anyone":
            return self.catalogue_text("word.anyone")
        if word == "unnamed":
            return self.catalogue_text("word.nobody_named")
        if word.endswith(REMAINDER_SUFFIX):
            return self.catalogue_text("word.remainder", name=self.word_label(word.removesuffix(REMAINDER_SUFFIX)))
        return self._word_labels.get(word, word)

    def variant_name(self, variant: VariantRecord) -> str:
        """Whose reading of a clause it is: of an actor, or of a family of reports by its label; empty where unknown."""
        return self.word_label(variant["holder"] or variant["family"])

    def plan_name(self, plan_id: str) -> str:
        """The name of a plan, else its title, else its id."""
        return self._plan_names.get(plan_id) or plan_id

    def short_plan_name(self, plan_id: str) -> str:
        """The name of a plan, else its id: where a title is too long."""
        return self._short_plan_names.get(plan_id, plan_id)

    def plan_phrase(self, plan_id: str) -> str:
        """A plan as it is called inside a sentence: in English with its article where the data give it."""
        return self._plan_phrases.get(plan_id) or plan_id

    def join_plan_phrases(self, plan_ids: Iterable[str]) -> str:
        """Plans as a sentence names them, `and` before the last."""
        return join_words([self.plan_phrase(plan_id) for plan_id in plan_ids], self.catalogue_text("word.and"))

    def join_plan_names(self, plan_ids: Iterable[str]) -> str:
        return ", ".join(map(self.plan_name, plan_ids))

    def join_labels(self, words: Iterable[str]) -> str:
        return ", ".join(map(self.word_label, words))

    def issue_label(self, issue_id: str) -> str:
        return self._issue_labels.get(issue_id, issue_id) or self.catalogue_text("word.unplaced")

    def question_label(self, question_id: str, label: str, issue_id: str) -> str:
        """The label of a question in the language of the report, or else the label given, or that of the issue."""
        question = self.report["questions"].get(question_id)
        return (question["label"] if question else "") or label or self.issue_label(issue_id)

    def question_asks(self, question_id: str, asks: str) -> str:
        """What a question asks, likewise."""
        question = self.report["questions"].get(question_id)
        return (question["asks"] if question else "") or asks

    def row_label(self, row: RowRecord) -> str:
        """The label of a row of the comparison, or else that of its issue."""
        return row["label"] or self.issue_label(row["issue"])

    def column_headings(self, *names: str) -> tuple[str, ...]:
        """The headings of columns that every format has."""
        return tuple(self.catalogue_text(f"column.{name}") for name in names)

    def agreement_headings(self, *names: str) -> tuple[str, ...]:
        """Those of the tools towards agreement."""
        return tuple(self.catalogue_text(f"agreement.column.{name}") for name in names)

    def mark_and_word(self, group: str, value: str) -> str:
        """Mark and word, so that no reader depends on either alone."""
        return f"{self.catalogue.value_mark(group, value)} {self.catalogue.value_word(group, value)}".strip()

    def clause_reference(self, plan_id: str, clause_ids: Sequence[str]) -> str:
        """The name of a plan with its points, as a sentence names them."""
        return clause_reference(plan_id, clause_ids, self.plan_name, self.catalogue)

    def line_reference(self, line_ref: str) -> str:
        """A red line by its title, with party and id in brackets; its reference where the report does not hold it."""
        line = self.report["lines"].get(line_ref)
        if line is None or not line["title"]:
            return line_ref
        return f"{line['title']} ({self.word_label(line['party'])}, {line['id']})"

    def constraint_reference(self, constraint_id: str) -> str:
        """A rule by its title, with its id in brackets; its id where the report does not hold it."""
        title = self.constraint_title(constraint_id)
        return f"{title} ({constraint_id})" if title else constraint_id

    def join_clause_ids(self, clause_ids: Iterable[str]) -> str:
        return ", ".join(clause_ids)

    def clause_text(self, plan_id: str, clause_ids: Iterable[str]) -> str:
        return " / ".join(self.report["clauses"][f"{plan_id}#{clause_id}"]["text"] for clause_id in clause_ids)

    def clause_parts(self, plan_id: str, clause_ids: Iterable[str]) -> list[tuple[str, str]]:
        """Each clause as its id and text, then each of its readings as its holder or family and text."""
        parts = []
        for clause_id in clause_ids:
            clause = self.report["clauses"][f"{plan_id}#{clause_id}"]
            parts.append((clause_id, clause["text"]))
            parts += [(self.variant_name(variant), variant["text"]) for variant in clause["variants"]]
        return parts

    def facet_label(self, facet: str) -> str:
        """`amount.QUANTITY` is the label of the quantity, `amount.QUANTITY.OF` with what it is a share of."""
        family, _, name = facet.partition(".")
        if not name or family == "bearer":
            return self.catalogue.value_word("facet", family)
        if name in self._word_labels:
            return self.word_label(name)
        quantity, _, share_of = name.partition(".")
        return self.word_label(quantity) + (f" ({self.word_label(share_of)})" if share_of else "")

    def join_phrases(self, words: Sequence[str]) -> str:
        """Words as they stand inside a sentence: in English with their articles, else by their labels."""
        if self.catalogue.language == "en":
            return self.english_norms.join_phrases(words)
        return self.join_labels(words)

    def status_text(self, words: Sequence[str]) -> str:
        """As what a thing counts: in English a party stands for what is its own."""
        return self.english_norms.status_text(words) if self.catalogue.language == "en" else self.join_labels(words)

    def line_title(self, line_ref: str) -> str:
        line = self.report["lines"].get(line_ref)
        return line["title"] if line else ""

    def constraint_title(self, constraint_id: str) -> str:
        constraint = self.report["constraints_in_force"].get(constraint_id)
        return constraint["title"] if constraint else ""

    def format_figure(self, value: FigureValue) -> str:
        """A figure as the language of the report writes it."""
        return format_figure(value, self.catalogue)

    def term_text(self, group: str, value: str) -> str:
        """The word for a value of a closed set; a modality by how it binds, a condition as a facet of a norm."""
        return self.catalogue.value_word({"condition": "facet", "modality": "binding"}.get(group, group), value)

    @cached_property
    def wording(self) -> Wording:
        """Arguments of findings in the language of the report, amounts in signs."""
        return Wording(
            catalogue=self.catalogue,
            word_label=self.word_label,
            term_text=self.term_text,
            reading_label=lambda label: self._word_labels.get(label, label),
            norm_text=self.norm_text,
            amount_text=lambda amount: amount_signs(amount, self.catalogue, self.unit_words),
            plan_name=self.plan_name,
            clauses=self.report["clauses"],
            lines=self.report["lines"],
            constraints=self.report["constraints_in_force"],
        )

    @cached_property
    def spoken_wording(self) -> Wording:
        """The same with amounts in words."""
        return replace(self.wording, amount_text=lambda amount: amount_words(amount, self.catalogue, self.unit_words))

    @cached_property
    def unit_words(self) -> UnitWords:
        return UnitWords(self.word_label, self.report["grammar"]["forms"])

    def quantity_text(self, quantity: QuantityRecord) -> str:
        """An amount in words, with what it is a share of and from when it counts."""
        amount = amount_of_quantity(quantity)
        has_bound = amount["low"] is not None or amount["high"] is not None
        texts = [amount_words({**amount, "unknown": False}, self.catalogue, self.unit_words)] if has_bound else []
        texts += [self.catalogue_text("bound.unknown")] if quantity.get("unknown") else []
        text = ", ".join(texts) or self.catalogue_text("bound.none")
        if quantity.get("of"):
            text += " " + self.catalogue_text("bound.of", of=self.word_label(quantity["of"]))
        if quantity.get("from"):
            text += " " + self.catalogue_text("bound.from", event=self.word_label(quantity["from"]))
        return text

    @cached_property
    def english_norms(self) -> EnglishNorms:
        return EnglishNorms(
            grammar=self.report["grammar"],
            word_label=self.word_label,
            amount_text=lambda amount: amount_words(amount, self.catalogue, self.unit_words),
            clause_name=lambda ref: self.clause_reference(ref.partition("#")[0], [ref.partition("#")[2]]),
        )

    def norm_text(self, encoded: NormFields) -> str:
        """The encoding in words, or nothing where there is none: in English a sentence, else its parts by name."""
        norm = encoded["norm"]
        if norm is None:
            return ""
        if self.catalogue.language == "en":
            return self.english_norms.norm_sentence(encoded)
        parts = [self.join_labels(norm["bearer"]), self.catalogue.value_word("modality", norm["modality"])]
        parts += [self.word_label(norm["act"]), self.join_labels(norm["object"])]
        terms = encoded["terms"]
        term_texts = [
            f"{self.word_label(name)}: {self.quantity_text(value)}" for name, value in terms["quantity"].items()
        ]
        for facet, values in (
            ("agent", norm["agent"]),
            ("beneficiary", norm["beneficiary"]),
            ("with", norm["with"]),
            ("as", norm["as"]),
            *((name, terms[name]) for name in TERM_FACETS),
            *encoded["conditions"].items(),
        ):
            if values:
                term_texts.append(f"{self.catalogue.value_word('facet', facet)}: {self.join_labels(values)}")
        if norm["force"]:
            term_texts.append(self.catalogue.value_word("facet", "force"))
        text = " · ".join(filter(None, parts))
        return f"{text} ({'; '.join(term_texts)})" if term_texts else text


def join_nonempty(texts: Iterable[str], separator: str = "; ") -> str:
    """The texts that say something, one after the other."""
    return separator.join(filter(None, texts))
