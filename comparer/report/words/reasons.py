"""Why a finding is what it is, in the language of the report.

The engine says it in English. In another language the message of the rule is filled from the report itself: with the
clauses, what they do, and the norm that they are held against. Where a message or a part is missing, the English stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from comparer.report.words.labels import Speech
from comparer.resources.message_catalogue import fill

Plain = Mapping[str, Any]


def because(finding: Plain, speech: Speech) -> str:
    """The sentence on a verdict, a constraint, a deadlock, a contradiction, a range or a plan."""
    key = f"rules.{finding.get('rule', '')}.message"
    if speech.words.language == "en" or not speech.words.has(key):
        return str(finding["because"])
    fields = _fields(finding, speech)
    if fields is None:
        return str(finding["because"])
    said = fill(speech.text(key), fields)
    return said[:1].upper() + said[1:]


def _fields(finding: Plain, speech: Speech) -> dict[str, str] | None:
    """The parts of the sentence; None where the report does not hold one of them."""
    if "line" in finding:
        norm = _norm_of_line(finding["line"], finding, speech)
        return None if not norm else {**_by_clauses(finding, speech), "holds": norm}
    if "constraint" in finding:
        return _by_clauses(finding, speech) | _by_rule(finding, speech)
    if "plan" in finding and "a" in finding:
        sides = [_does(finding["plan"], (finding[side],), speech) for side in ("a", "b")]
        return {"a": finding["a"], "b": finding["b"], "left": sides[0], "right": sides[1]}
    if "a" in finding:
        norms = [
            _norm_of_line(finding[side], at, speech) for side, at in zip(("a", "b"), finding["norms"], strict=False)
        ]
        return {"left": norms[0], "right": norms[1]} if len(norms) == 2 and all(norms) else None
    if "quantity" in finding:
        return {"quantity": speech.label(finding["quantity"].partition(".")[0])}
    return {**_by_clauses(finding, speech), "actors": speech.labels(finding["actors"])}


def _by_clauses(finding: Plain, speech: Speech) -> dict[str, str]:
    ids = finding["clauses"]
    key = "word.clauses_one" if len(ids) == 1 else "word.clauses_many"
    return {"clauses": speech.text(key, ids=speech.clauses(ids)), "does": _does(finding["plan"], ids, speech)}


def _by_rule(finding: Plain, speech: Speech) -> dict[str, str]:
    rule = speech.report["constraints_in_force"].get(finding["constraint"], {"title": "", "norm": None})
    return {
        "holds": (speech.norm(rule) if rule["norm"] else "") or rule["title"],
        "force": speech.words.word("force", finding["force"]),
    }


def _norm_of_line(ref: str, at: Plain, speech: Speech) -> str:
    """The norm of a red line that `at` names by its version and its place there; nothing where there is none."""
    versions = speech.report["lines"].get(ref, {"versions": []})["versions"]
    norms: list[Plain] = next((one["norms"] for one in versions if one["from"] == at["version"]), [])
    place = at["norm"]
    return speech.norm(norms[place]) if place is not None and place < len(norms) else ""


def _does(plan: str, ids: Iterable[str], speech: Speech) -> str:
    """What the clauses do as they were encoded, in all their readings; their text where they were not."""
    said = []
    for one in ids:
        clause = speech.report["clauses"][f"{plan}#{one}"]
        norms = [clause] if clause["norm"] else [each for each in clause["variants"] if each["norm"]]
        said.append(" / ".join(dict.fromkeys(map(speech.norm, norms))) or clause["text"])
    return "; ".join(dict.fromkeys(said))
