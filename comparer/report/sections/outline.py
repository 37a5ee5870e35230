"""What a person wants to read first: what was compared, what all share, and the findings that matter most, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from comparer.report.words.escape import cut
from comparer.report.words.sentences import Phrases

Plain = dict[str, Any]

NAMED = ("struck", "deferred", "absent")
"""Gaps told one by one with their text; where a text is silent or only partly known, the clauses are told together."""

BRIEF = 300
"""Characters of a clause told among the findings that matter."""


@dataclass(frozen=True, slots=True)
class Item:
    """One finding that matters: a word of the catalogue for its weight, a sentence, and what it rests on."""

    group: str
    value: str
    text: str
    because: str = ""
    fingerprint: str = ""


FEW = 4
"""Plans up to which every change against the base is told among what matters."""

CHANGED = ("mixed", "stricter", "looser", "shifted", "deferred", "settled")


def matters(report: Plain, phrases: Phrases) -> list[Item]:
    """The findings that a reader must not miss, in the published order. An accepted one stays among them.

    Deadlocks of stated lines; stated absolute lines breached; what a rule in force blocks; contradictions; then other
    breaches, what needs steps first, and clauses that say the opposite of the base. Where plans are few, what else
    changed comes last.
    """
    return [
        *_deadlocks(report, phrases),
        *_breaches(report, phrases, absolute=True),
        *_constraints(report, phrases, "blocked"),
        *_contradictions(report, phrases),
        *_breaches(report, phrases, absolute=False),
        *_constraints(report, phrases, "needs"),
        *_links(report, phrases, ("opposed",)),
        *(_links(report, phrases, CHANGED) if len(report["plans"]) <= FEW else ()),
    ]


def known(report: Plain, phrases: Phrases) -> list[tuple[str, str, str, str]]:
    """Of each plan: id, what it is and whether the whole text is held, its clauses and how they are known, title."""
    found = []
    for plan in report["plans"]:
        kind = phrases.words.word("kind", plan["kind"])
        coverage = phrases.words.word("coverage", plan["coverage"])
        share = phrases.counts("known", plan["known"])
        found.append((plan["id"], f"{kind}, {coverage}", share, plan["title"]))
    return found


def grouped(found: Iterable[Plain], key: str) -> dict[str, list[Plain]]:
    """Findings by what they have under a key, in the order in which that first occurs."""
    groups: dict[str, list[Plain]] = {}
    for one in found:
        groups.setdefault(one[key], []).append(one)
    return groups


def split(gaps: Iterable[Plain]) -> tuple[list[Plain], list[list[Plain]]]:
    """Gaps to tell one by one, and those to tell together: of one kind, in one direction."""
    alone: list[Plain] = []
    together: dict[tuple[str, str], list[Plain]] = {}
    for gap in gaps:
        if gap["kind"] in NAMED:
            alone.append(gap)
        else:
            together.setdefault((gap["kind"], gap["plan"]), []).append(gap)
    return alone, list(together.values())


def against_base(report: Plain, phrases: Phrases) -> list[str]:
    """Of each pair with the base: its links by relation and its gaps by kind, in one line."""
    lines = []
    for pair in report["pairs"]:
        if report["base"] in (pair["left"], pair["right"]):
            relations = Counter(link["relation"] for link in pair["links"])
            kinds = Counter(gap["kind"] for gap in pair["gaps"])
            title = phrases.text("sentence.pair", left=pair["left"], right=pair["right"])
            said = [phrases.counts("relation", _ordered(report, "relation", relations))]
            said.append(phrases.counts("gap", _ordered(report, "gap", kinds)))
            lines.append(f"{title}: {' · '.join(filter(None, said)) or phrases.text('word.none')}")
    return lines


def _ordered(report: Plain, group: str, counted: Counter[str]) -> dict[str, int]:
    return {entry["id"]: counted[entry["id"]] for entry in report["legend"][group]}


def compared(report: Plain, phrases: Phrases) -> str:
    totals = report["totals"]
    key = "sentence.compared_one" if totals["plans"] == 1 else "sentence.compared"
    said = phrases.text(key, n=totals["plans"], pairs=totals["pairs"], as_of=_as_of(report, phrases))
    return f"{said} {phrases.text('sentence.base', base=report['base'])}" if totals["pairs"] else said


def _as_of(report: Plain, phrases: Phrases) -> str:
    return report["as_of"] or phrases.text("word.no_date")


def shared(report: Plain, phrases: Phrases) -> str:
    items = phrases.shared()
    if report["totals"]["plans"] < 2:
        return ""
    return phrases.text("sentence.shared", items=", ".join(items)) if items else phrases.text("sentence.shared_none")


def _deadlocks(report: Plain, phrases: Phrases) -> Iterator[Item]:
    for one in report["deadlocks"]:
        if not one["possible"]:
            yield Item("matter", "deadlock", phrases.deadlock(one), phrases.because(one), one["fingerprint"])


def _breaches(report: Plain, phrases: Phrases, absolute: bool) -> Iterator[Item]:
    """One item a line, with every plan that breaches it."""
    breaches = (one for one in report["verdicts"] if one["verdict"] == "breached" and _firm(one) == absolute)
    for ref, found in grouped(breaches, "line").items():
        plans = ", ".join(_where(one, phrases) for one in found)
        said = phrases.text(
            "sentence.breached_by_plans",
            party=phrases.label(found[0]["party"]),
            line=ref.rpartition("#")[2],
            title=phrases.line_title(ref),
            plans=plans,
        )
        flags = [phrases.words.word("strength", found[0]["strength"])]
        flags += [phrases.text("word.inferred")] if found[0]["inferred"] else []
        yield Item("verdict", "breached", f"{said} ({'; '.join(flags)})", "", found[0]["fingerprint"])


def _firm(verdict: Plain) -> bool:
    """Whether the line is absolute in a party's own words."""
    return verdict["strength"] == "absolute" and not verdict["inferred"]


def _where(one: Plain, phrases: Phrases) -> str:
    ref = f"{one['plan']}#{'+'.join(one['clauses'])}".rstrip("#")
    return f"{ref} [{phrases.unsure(one)}]" if phrases.unsure(one) else ref


def _constraints(report: Plain, phrases: Phrases, verdict: str) -> Iterator[Item]:
    for one in report["constraints"]:
        if one["verdict"] == verdict and not one["note_only"]:
            yield Item("constraint", verdict, phrases.constraint(one), phrases.because(one), one["fingerprint"])


def _contradictions(report: Plain, phrases: Phrases) -> Iterator[Item]:
    for one in report["contradictions"]:
        if not one["possible"]:
            yield Item("matter", "contradiction", phrases.contradiction(one), phrases.because(one), one["fingerprint"])


def _links(report: Plain, phrases: Phrases, relations: tuple[str, ...]) -> Iterator[Item]:
    """Clauses that stand so to their counterparts in the base."""
    for pair in report["pairs"]:
        if report["base"] in (pair["left"], pair["right"]):
            for link in pair["links"]:
                if link["relation"] in relations:
                    yield Item(
                        "relation",
                        link["relation"],
                        phrases.link(pair, link),
                        _texts(pair, link, phrases),
                        link["fingerprint"],
                    )


def _texts(pair: Plain, link: Plain, phrases: Phrases) -> str:
    sides = ((pair["left"], link["left"]), (pair["right"], link["right"]))
    return " ↔ ".join(cut(phrases.clause_text(plan, ids), BRIEF) for plan, ids in sides)
