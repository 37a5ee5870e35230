"""Findings as sentences, through the catalogue and the messages of the rules. Every format says them alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from comparer.report.catalogue import Catalogue, catalogue, fill

Plain = Mapping[str, Any]
BOUNDS = ("is", "about", "min", "max", "above", "below")


class Phrases:
    """The sentences of one report, in its language. Text of others is in them as it came: formats escape it."""

    def __init__(self, report: Plain) -> None:
        self.report = report
        self.words: Catalogue = catalogue(report["language"])
        self._labels: Mapping[str, str] = report["words"]
        self._issues = {issue["id"]: issue["label"] for issue in report["issues"]}

    # --- words

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

    def marked(self, group: str, value: str) -> str:
        """Mark and word, so that no reader depends on either alone."""
        return f"{self.words.mark(group, value)} {self.words.word(group, value)}".strip()

    def clauses(self, ids: Iterable[str]) -> str:
        return ", ".join(ids)

    def clause_text(self, plan: str, ids: Iterable[str]) -> str:
        return " / ".join(self.report["clauses"][f"{plan}#{one}"]["text"] for one in ids)

    def line_title(self, ref: str) -> str:
        line = self.report["lines"].get(ref)
        return line["title"] if line else ""

    # --- what a clause does

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

    # --- findings

    def facet(self, facet: str) -> str:
        """`amount.QUANTITY` is the label of the quantity, `amount.QUANTITY.OF` with what it is a share of."""
        family, _, name = facet.partition(".")
        if not name:
            return self.words.word("facet", family)
        if name in self._labels:
            return self.label(name)
        quantity, _, of = name.partition(".")
        return self.label(quantity) + (f" ({self.label(of)})" if of else "")

    def shown(self, value: str) -> str:
        """A side of a change: modalities and units as words, nothing as a dash."""
        if not value:
            return "–"
        if self.words.has(f"modality.{value}"):
            return self.words.word("modality", value)
        if value == "unnamed":
            return self.label(value)
        head, _, unit = value.rpartition(" ")
        return f"{head} {self.label(unit)}" if head and unit in self._labels else self._labels.get(value, value)

    def change(self, change: Plain) -> str:
        fields = {
            "facet": self.facet(change["facet"]),
            "before": self.shown(change["before"]),
            "after": self.shown(change["after"]),
            "effect": self.words.word("relation", change["effect"]),
        }
        return self._of_rule(change["rule"], "sentence.change", fields)

    def changes(self, link: Plain) -> list[str]:
        return [self.change(one) for one in link["changes"]]

    def link(self, pair: Plain, link: Plain) -> str:
        left = f"{pair['left']}#{self.clauses(link['left'])}"
        right = f"{pair['right']}#{self.clauses(link['right'])}"
        return self.text(f"sentence.link_{link['relation']}", left=left, right=right)

    def favours(self, link: Plain) -> str:
        return self.text("sentence.favours", who=self.labels(link["favours"])) if link["favours"] else ""

    def gap(self, gap: Plain) -> str:
        fields = {"ref": f"{gap['plan']}#{gap['clause']}", "missing": gap["missing_from"]}
        said = self._of_rule(gap["rule"], f"sentence.gap_{gap['kind']}", fields)
        return self.text("sentence.gap_by", gap=said, by=self.clauses(gap["by"])) if gap["by"] else said

    def qualities(self, verdict: Plain) -> list[str]:
        """What must stand beside a verdict, lest it be taken for more than it is."""
        held = self.words.word("confidence", verdict["confidence"])
        found = [self.words.word("strength", verdict["strength"]), f"{self.text('column.confidence')}: {held}"]
        found += [self.text(f"word.{flag}") for flag in ("inferred", "stated_later") if verdict[flag]]
        if verdict["holder"]:
            found.append(f"{self.text('column.holder')}: {self.label(verdict['holder'])}")
        return [one for one in (*found, self.accepted(verdict)) if one]

    def verdict(self, verdict: Plain) -> str:
        word = self.words.word("verdict", verdict["verdict"])
        said = self.text(
            "sentence.verdict",
            plan=verdict["plan"],
            line=verdict["line"],
            title=self.line_title(verdict["line"]),
            verdict=word,
        )
        if verdict["clauses"]:
            said += " " + self.text("sentence.verdict_by", clauses=self.clauses(verdict["clauses"]))
        return f"{said} ({'; '.join(self.qualities(verdict))})"

    def constraint(self, found: Plain) -> str:
        rule = self.report["constraints_in_force"].get(found["constraint"], {})
        word = self.words.word("constraint", found["verdict"])
        title = rule.get("title", "")
        said = self.text(
            "sentence.constraint", plan=found["plan"], constraint=found["constraint"], title=title, verdict=word
        )
        if found["clauses"]:
            said += " " + self.text("sentence.verdict_by", clauses=self.clauses(found["clauses"]))
        flags = [self.text(f"word.{flag}") for flag in ("note_only", "in_force_later") if found[flag]]
        flags = [one for one in (*flags, self.accepted(found)) if one]
        return f"{said} ({'; '.join(flags)})" if flags else said

    def steps(self, found: Plain) -> list[str]:
        """The steps of a finding in their order, each with who takes it and what must come before."""
        rule = self.report["constraints_in_force"].get(found["constraint"], {})
        by_id = {step["id"]: step for step in rule.get("steps", [])}
        return [self.step(by_id[name]) if name in by_id else name for name in found["steps"]]

    def step(self, step: Plain) -> str:
        more = [self.labels(step["by"]), step["majority"]]
        if step["after"]:
            more.append(f"{self.text('column.after_step').lower()} {self.clauses(step['after'])}")
        more = [one for one in more if one]
        return self.label(step["act"]) + (f" ({', '.join(more)})" if more else "")

    def deadlock(self, found: Plain) -> str:
        key = "sentence.deadlock_possible" if found["possible"] else "sentence.deadlock"
        a, b = found["a"], found["b"]
        return self.text(key, a=a, b=b, title_a=self.line_title(a), title_b=self.line_title(b))

    def contradiction(self, found: Plain) -> str:
        key = "sentence.contradiction_possible" if found["possible"] else "sentence.contradiction"
        return self.text(key, plan=found["plan"], a=found["a"], b=found["b"])

    def plan_finding(self, found: Plain) -> str:
        title = self.report["rules"].get(found["rule"], {}).get("title") or found["rule"]
        return f"{found['plan']}#{self.clauses(found['clauses'])}: {title}"

    def agreement(self, spread: Plain) -> str:
        common = spread["agreement"]
        if common is None:
            return self.text("sentence.no_agreement")
        bounds = {"min": common["min"], "max": common["max"], "unit": spread["unit"]}
        if bounds["min"] is not None and bounds["min"] == bounds["max"]:
            bounds = {"is": bounds["min"], "unit": spread["unit"]}
        said = self.quantity({key: one for key, one in bounds.items() if one is not None})
        return f"{self.text('column.agreement')}: {said}"

    def position(self, position: Plain, unit: str) -> str:
        value = {key: position[key] for key in ("min", "max", "above", "below") if position[key] is not None}
        if "min" in value and value.get("min") == value.get("max"):
            value = {"about" if position["about"] else "is": value["min"]}
        if position["about"] and "about" not in value:
            value = {"about": next(iter(value.values()))} if value else {}
        return self.quantity({**value, "unit": unit, "unknown": position["unknown"]})

    def wording(self, found: Plain) -> str:
        def listed(refs: list[str]) -> str:
            return self.clauses(refs) or self.text("word.none")

        return self.text(
            "sentence.wording",
            clause=found["clause"],
            breaches=listed(found["breaches"]),
            strains=listed(found["strains"]),
        )

    def accepted(self, finding: Plain) -> str:
        return self.text("word.accepted") if finding["accepted"] else ""

    def shared(self) -> list[str]:
        """What all chosen plans share, as row labels or clauses."""
        rows = {row["id"]: row for row in self.report["rows"]}
        clauses = self.report["clauses"]

        def said(ref: str) -> str:
            if ref in rows:
                return rows[ref]["label"] or self.issue(rows[ref]["issue"])
            return self.issue(clauses[ref]["issue"]) if ref in clauses else ref

        return list(dict.fromkeys(map(said, self.report["shared"])))

    def stamp(self) -> str:
        tool = self.report["tool"]
        return self.text(
            "sentence.stamp",
            tool=tool["name"],
            version=tool["version"],
            as_of=self.report["as_of"],
            digest=self.report["digest"],
        )

    def counts(self, group: str, counted: Mapping[str, int]) -> str:
        """The kinds that occur, each with its number."""
        found = [(kind, n) for kind, n in counted.items() if kind != "total" and n]
        return ", ".join(f"{n} {self.words.word(group, kind)}" for kind, n in found)

    def closing(self) -> list[str]:
        """The counts that close every report: what was compared and what was found, nothing left out."""
        totals = self.report["totals"]
        first = self.text(
            "sentence.closing",
            clauses=totals["clauses"],
            links=totals["links"]["total"],
            relations=self.counts("relation", totals["links"]),
            gaps=totals["gaps"]["total"],
            kinds=self.counts("gap", totals["gaps"]),
            verdicts=totals["verdicts"]["total"],
            verdict_kinds=self.counts("verdict", totals["verdicts"]),
            deadlocks=totals["deadlocks"]["total"],
            accepted=totals["accepted"],
        )
        second = self.text(
            "sentence.closing_more",
            constraints=totals["constraints"]["total"],
            contradictions=totals["contradictions"],
            plan_findings=totals["plan_findings"],
            lines=self.report["judged"],
        )
        return [first, second]

    def _of_rule(self, rule: str, otherwise: str, fields: Mapping[str, object]) -> str:
        message = self.report["rules"].get(rule, {}).get("message")
        return fill(message, fields) if message else self.text(otherwise, **fields)


def figure(value: float | str) -> str:
    """A number with its thousands parted; a date as it is."""
    if isinstance(value, str):
        return value
    return f"{value:,}" if isinstance(value, int) else f"{value:,.10g}"
