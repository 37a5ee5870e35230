"""Words of a report in its language: labels, marks, amounts, and what a clause does as it was encoded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from comparer.resources.message_catalogue import Catalogue, catalogue

Plain = Mapping[str, Any]
BOUNDS = ("is", "about", "min", "max", "above", "below")


class Speech:
    """Look-ups over one report value. What comes back holds text of others as it came: formats escape it."""

    def __init__(self, report: Plain) -> None:
        self.report = report
        self.words: Catalogue = catalogue(report["language"])
        self._labels: Mapping[str, str] = report["words"]
        self._issues = {issue["id"]: issue["label"] for issue in report["issues"]}

    def text(self, key: str, **fields: object) -> str:
        return self.words.text(key, **fields)

    def label(self, word: str) -> str:
        """The label of a word of the vocabulary; the two reserved bearers have theirs in the catalogue."""
        if word == "anyone":
            return self.text("word.anyone")
        if word == "unnamed":
            return self.text("word.nobody_named")
        return self._labels.get(word, word)

    def labels(self, words: Iterable[str]) -> str:
        return ", ".join(map(self.label, words))

    def issue(self, name: str) -> str:
        return self._issues.get(name, name) or self.text("word.unplaced")

    def row(self, row: Plain) -> str:
        """The label of a row of the comparison, or else that of its issue."""
        return row["label"] or self.issue(row["issue"])

    def columns(self, *names: str) -> tuple[str, ...]:
        """The headings of columns that every format has."""
        return tuple(self.text(f"column.{name}") for name in names)

    def marked(self, group: str, value: str) -> str:
        """Mark and word, so that no reader depends on either alone."""
        return f"{self.words.mark(group, value)} {self.words.word(group, value)}".strip()

    def clauses(self, ids: Iterable[str]) -> str:
        return ", ".join(ids)

    def clause_text(self, plan: str, ids: Iterable[str]) -> str:
        return " / ".join(self.report["clauses"][f"{plan}#{one}"]["text"] for one in ids)

    def clause_parts(self, plan: str, ids: Iterable[str]) -> list[tuple[str, str]]:
        """Each clause as its id and text, then each of its readings as its holder or family and text."""
        parts = []
        for one in ids:
            clause = self.report["clauses"][f"{plan}#{one}"]
            parts.append((one, clause["text"]))
            parts += [(self.label(r["holder"]) or r["family"], r["text"]) for r in clause["variants"]]
        return parts

    def line_title(self, ref: str) -> str:
        line = self.report["lines"].get(ref)
        return line["title"] if line else ""

    def quantity(self, value: Plain) -> str:
        unit = self.label(value.get("unit", ""))
        if "min" in value and "max" in value:
            said = self.text("bound.between", low=figure(value["min"]), high=f"{figure(value['max'])} {unit}".strip())
        else:
            given = [(kind, value[kind]) for kind in BOUNDS if kind in value]
            bounds = [self.text(f"bound.{kind}", value=f"{figure(one)} {unit}".strip()) for kind, one in given]
            said = f" {self.text('word.and')} ".join(bounds)
        if value.get("unknown"):
            said = ", ".join(filter(None, (said, self.text("bound.unknown"))))
        if value.get("of"):
            said += " " + self.text("bound.of", of=self.label(value["of"]))
        if value.get("from"):
            said += " " + self.text("bound.from", event=self.label(value["from"]))
        return said or self.text("bound.none")

    def norm(self, clause: Plain) -> str:
        """Who is bound, how, to what, on what terms: the encoding in words, or nothing where there is none."""
        norm = clause["norm"]
        if norm is None:
            return ""
        parts = [self.labels(norm["bearer"]), self.words.word("modality", norm["modality"])]
        parts += [self.label(norm["act"]), self.labels(norm["object"])]
        terms = clause["terms"]
        more = [f"{self.label(name)}: {self.quantity(value)}" for name, value in terms["quantity"].items()]
        for facet, values in (
            ("agent", norm["agent"]),
            ("beneficiary", norm["beneficiary"]),
            ("with", norm["with"]),
            ("as", norm["as"]),
            *((name, terms[name]) for name in ("manner", "instrument", "consent")),
            *clause["conditions"].items(),
        ):
            if values:
                more.append(f"{self.words.word('facet', facet)}: {self.labels(values)}")
        if norm["force"]:
            more.append(self.words.word("facet", "force"))
        said = " ".join(filter(None, parts))
        return f"{said} ({'; '.join(more)})" if more else said


def figure(value: float | str) -> str:
    """A number with its thousands parted; a date as it is."""
    if isinstance(value, str):
        return value
    return f"{value:,}" if isinstance(value, int) else f"{value:,.10g}"
