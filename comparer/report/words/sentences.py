"""Findings as sentences, through the catalogue and the messages of the rules. Every format says them alike."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from comparer.report.words.labels import Speech
from comparer.report.words.reasons import because
from comparer.resources.message_catalogue import fill

Plain = Mapping[str, Any]

_FIGURE = re.compile(r"([≤≥<>≈ ]*[\d.,–-]+) ([\w.-]+)")
"""An amount with the id of its unit, as the engine writes it."""


class Phrases(Speech):
    """The sentences of one report, in its language. Text of others is in them as it came: formats escape it."""

    def facet(self, facet: str) -> str:
        """`amount.QUANTITY` is the label of the quantity, `amount.QUANTITY.OF` with what it is a share of."""
        family, _, name = facet.partition(".")
        if not name:
            return self.words.word("facet", family)
        if name in self._labels:
            return self.label(name)
        quantity, _, of = name.partition(".")
        return self.label(quantity) + (f" ({self.label(of)})" if of else "")

    def shown(self, value: str, reading: bool = False) -> str:
        """A side of a change: modalities and units as words; nothing is a dash, or a clause of one reading."""
        if not value:
            return self.text("word.as_it_stands") if reading else "–"
        if self.words.has(f"modality.{value}"):
            return self.words.word("modality", value)
        if value == "unnamed":
            return self.label(value)
        figured = _FIGURE.fullmatch(value)
        return f"{figured[1]} {self.label(figured[2])}" if figured else self._labels.get(value, value)

    def because(self, finding: Plain) -> str:
        return because(finding, self)

    def change(self, change: Plain) -> str:
        reading = change["facet"] == "reading"
        fields = {
            "facet": self.facet(change["facet"]),
            "before": self.shown(change["before"], reading),
            "after": self.shown(change["after"], reading),
            "effect": self.words.word("relation", change["effect"]),
        }
        return self._of_rule(change["rule"], "sentence.change", fields)

    def changes(self, link: Plain) -> list[str]:
        return [self.change(one) for one in link["changes"]]

    def link(self, pair: Plain, link: Plain) -> str:
        left = f"{pair['left']}#{self.clauses(link['left'])}"
        right = f"{pair['right']}#{self.clauses(link['right'])}"
        return self.text(f"sentence.link_{link['relation']}", left=left, right=right)

    def basis(self, link: Plain) -> str:
        """On what a link was judged, how surely, and why not more so."""
        said = ", ".join(filter(None, [self.words.word("basis", link["basis"]), self.unsure(link)]))
        return f"{said}. {link['reason']}".strip()

    def doubt(self, link: Plain) -> str:
        """The basis of a link where it is weak, else nothing."""
        return self.basis(link) if link["basis"] == "text" or link["confidence"] != "high" else ""

    def favours(self, link: Plain) -> str:
        return self.text("sentence.favours", who=self.labels(link["favours"])) if link["favours"] else ""

    def gap(self, gap: Plain) -> str:
        fields = {"ref": f"{gap['plan']}#{gap['clause']}", "missing": gap["missing_from"]}
        said = self._of_rule(gap["rule"], "sentence.gap", fields)
        return self.text("sentence.gap_by", gap=said, by=self.clauses(gap["by"])) if gap["by"] else said

    def gaps(self, gaps: Sequence[Plain]) -> str:
        """One sentence for several gaps of one kind between the same two plans."""
        first = gaps[0]
        joined = {**first, "clause": self.clauses(gap["clause"] for gap in gaps), "by": []}
        return self.gap(joined)

    def qualities(self, verdict: Plain) -> list[str]:
        """What must stand beside a verdict, lest it be taken for more than it is."""
        found = [self.words.word("strength", verdict["strength"]), self.unsure(verdict)]
        found += [self.text(f"word.{flag}") for flag in ("inferred", "stated_later") if verdict[flag]]
        if verdict["holder"]:
            found.append(f"{self.text('column.holder')}: {self.label(verdict['holder'])}")
        return [one for one in (*found, self.accepted(verdict)) if one]

    def readings(self, verdict: Plain) -> list[str]:
        """What each reading comes to, where readings differ."""
        return [
            f"{self.label(one['holder']) or one['family'] or one['of']}: "
            f"{self.words.word('verdict', one['verdict'])}. {one['because']}".strip()
            for one in verdict["readings"]
        ]

    def verdict_notes(self, verdict: Plain) -> list[str]:
        """What stands beside the reason of a verdict in a table: flags in brackets, then the readings."""
        flags = [self.unsure(verdict), *(self.text(f"word.{f}") for f in ("stated_later", "accepted") if verdict[f])]
        said = "; ".join(filter(None, flags))
        return [*([f"({said})"] if said else []), *self.readings(verdict)]

    def line_flags(self, line: Plain) -> str:
        """Strength of a red line, and whether it or its reading is an analyst's."""
        flags = [self.words.word("strength", line.get("strength", ""))]
        flags += [self.text("word.inferred")] if line.get("inferred") else []
        flags += [self.text("word.judged_reading")] if line.get("reading") == "judged" else []
        return "; ".join(filter(None, flags))

    def constraint_flags(self, found: Plain) -> list[str]:
        return [self.text(f"word.{flag}") for flag in ("note_only", "in_force_later", "accepted") if found[flag]]

    def constraint_because(self, found: Plain) -> str:
        """Why a plan runs into a rule, and in brackets what must stand beside that."""
        flags = "; ".join(self.constraint_flags(found))
        return f"{self.because(found)} ({flags})" if flags else self.because(found)

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
        ref = f"{found['plan']}#{self.clauses(found['clauses'])}".rstrip("#")
        said = self.text("sentence.constraint", ref=ref, constraint=found["constraint"], title=title, verdict=word)
        flags = self.constraint_flags(found)
        return f"{said} ({'; '.join(flags)})" if flags else said

    def steps(self, found: Plain) -> list[str]:
        """The steps of a finding in their order, each with who takes it and what must come before."""
        return [self.step(self.find_step(found["constraint"], name)) for name in found["steps"]]

    def find_step(self, constraint: str, name: str) -> Plain:
        """A step by its id, or by `CONSTRAINT.STEP` where it may belong to another rule; unknown ones as they are."""
        rules = self.report["constraints_in_force"]
        owner, _, step = name.rpartition(".")
        for rule, wanted in ((owner, step), (constraint, name)):
            for one in rules.get(rule, {}).get("steps", []):
                if one["id"] == wanted:
                    return {**one, "constraint": rule}
        return {"constraint": constraint, "id": name, "act": name, "by": [], "majority": "", "after": [], "note": ""}

    def after(self, step: Plain) -> str:
        """The steps that must come first, each as what is done, with its rule where that is another one."""
        said = []
        for name in step["after"]:
            first = self.find_step(step["constraint"], name)
            what = self.label(first["act"])
            said.append(what if first["constraint"] == step["constraint"] else f"{what} ({first['constraint']})")
        return ", ".join(said)

    def step(self, step: Plain) -> str:
        more = [self.labels(step["by"]), step["majority"]]
        if step["after"]:
            more.append(f"{self.text('column.after_step').lower()} {self.after(step)}")
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

    def about(self, spread: Plain) -> str:
        """What a range is about besides its quantity: the action and the object, which the engine joins by colons."""
        return " ".join(self.label(part) for part in spread["subject"].split(":") if part)

    def subject(self, spread: Plain) -> str:
        about, quantity = self.about(spread), self.label(spread["quantity"])
        return f"{quantity} ({about})" if about else quantity

    def agreement(self, spread: Plain) -> str:
        """The common ground in words. Nothing where there is none: the reason of the range says why."""
        common = spread["agreement"]
        if common is None:
            return ""
        bounds = {"min": common["min"], "max": common["max"], "unit": spread["unit"]}
        if bounds["min"] is not None and bounds["min"] == bounds["max"]:
            bounds = {"is": bounds["min"], "unit": spread["unit"]}
        said = self.quantity({key: one for key, one in bounds.items() if one is not None})
        return f"{self.text('column.agreement')}: {said}."

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

    def unsure(self, finding: Plain) -> str:
        """The confidence in words where it is not high, else nothing."""
        held = finding["confidence"]
        return "" if held == "high" else self.text("word.low_confidence", word=self.words.word("confidence", held))

    def accepted(self, finding: Plain) -> str:
        return self.text("word.accepted") if finding["accepted"] else ""

    def shared(self) -> list[str]:
        """What all chosen plans share, by issue, with the base's clauses that say it."""
        rows = {row["id"]: row for row in self.report["rows"]}
        clauses, base = self.report["clauses"], self.report["base"]
        found: dict[str, list[str]] = {}
        for ref in self.report["shared"]:
            if ref in rows:
                found.setdefault(self.row(rows[ref]), []).extend(rows[ref]["cells"].get(base, []))
            elif ref in clauses:
                found.setdefault(self.issue(clauses[ref]["issue"]), []).append(ref.removeprefix(f"{base}#"))
            else:
                found.setdefault(ref, [])
        return [f"{label} ({self.clauses(dict.fromkeys(ids))})" if ids else label for label, ids in found.items()]

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
        return ", ".join(f"{self.words.word(group, kind)} {n}" for kind, n in found)

    def less_known(self, plan: Plain) -> str:
        """How many clauses others only report, or their supposed author denies; the rest are stated."""
        return self.counts("known", {**plan["known"], "stated": 0})

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
        )
        second = self.text(
            "sentence.closing_more",
            deadlocks=totals["deadlocks"]["total"],
            constraints=totals["constraints"]["total"],
            constraint_kinds=self.counts("constraint", totals["constraints"]),
            accepted=totals["accepted"],
            contradictions=totals["contradictions"],
            plan_findings=totals["plan_findings"],
            lines=self.report["judged"],
        )
        return [first, second]

    def _of_rule(self, rule: str, otherwise: str, fields: Mapping[str, object]) -> str:
        message = self.report["rules"].get(rule, {}).get("message")
        return fill(message, fields) if message else self.text(otherwise, **fields)
