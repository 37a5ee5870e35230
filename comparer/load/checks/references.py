"""Names that must be found: plans, clauses, parts, steps, sources, paragraphs, rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from comparer.load.checks.documents import COUNTED, LINEAGE, Entry, Node, clauses, items, mapping, texts, variants
from comparer.load.strict_yaml import Path
from comparer.model.problems import Place, Problem, shown, suggest
from comparer.resources import rule_catalogue

__all__ = ["Register", "check", "register"]


@dataclass(frozen=True, slots=True)
class Register:
    """What the files define: the clauses of each plan, the cards by id; None where nothing of the kind was read.

    Where one of several files of a kind cannot be read, names of that kind are not looked up: the broken file may
    hold them.
    """

    plans: Mapping[str, frozenset[str]] | None
    cards: Mapping[str, Mapping[str, Any]] | None


def register(entries: Sequence[Entry]) -> Register:
    broken = {entry.kind for entry in entries if entry.document.data is None}
    plans: dict[str, frozenset[str]] = {}
    cards: dict[str, Mapping[str, Any]] = {}
    for entry in entries:
        if entry.kind == "plan":
            plan = mapping(entry.document.data).get("plan")
            if isinstance(plan, str):
                ids = (node.data.get("id") for node in clauses(entry))
                plans[plan] = plans.get(plan, frozenset()) | {i for i in ids if isinstance(i, str)}
        elif entry.kind == "source":
            for _, card in items(entry.document.data):
                cards[str(card.get("source"))] = card
    no_cards = "source" in broken or not cards
    return Register(None if "plan" in broken else plans, None if no_cards else cards)


def check(entries: Sequence[Entry], known: Register) -> Iterator[Problem]:
    for entry in entries:
        if entry.kind == "plan":
            yield from _plan(entry, known)
        elif entry.kind == "constraints":
            yield from _steps(entry)
        elif entry.kind == "alignments":
            yield from _pins(entry, known)
        elif entry.kind == "settings":
            yield from _settings(entry, known)
        if known.cards is not None:
            for node in _citing(entry):
                yield from _cites(node, known.cards)


# --- found -----------------------------------------------------------------------------------------------------------


def _plan(entry: Entry, known: Register) -> Iterator[Problem]:
    data = mapping(entry.document.data)
    for key in LINEAGE:
        for name, path in texts(data.get(key), (key,)):
            yield from _plan_known(name, entry.at(path), known)
    parts = {str(part.get("id")) for _, part in items(data.get("parts"))}
    for index, provision in items(data.get("provisions")):
        yield from _part(Node(entry, ("provisions", index), provision), parts)
    own = str(data.get("plan"))
    ids = {str(node.data.get("id")) for node in clauses(entry)}
    everything = None if known.plans is None else {**known.plans, own: frozenset(ids)}
    for node in clauses(entry):
        if len(node.path) > 2:
            yield from _part(node, parts)
        yield from _clause(node, own, ids, everything)


def _part(node: Node, parts: set[str]) -> Iterator[Problem]:
    part = node.data.get("part")
    if isinstance(part, str) and part not in parts:
        yield rule_catalogue.problem("ref-unknown-part", node.at("part"), suggest(part, parts), id=shown(part))


def _clause(node: Node, own: str, ids: set[str], plans: Mapping[str, frozenset[str]] | None) -> Iterator[Problem]:
    for name, path in texts(node.data.get("voids"), (*node.path, "voids")):
        if name not in ids:
            yield _no_clause(node.entry.at(path), own, name, ids)
    for name, path in _conditions(node):
        target = name if "#" in name else f"{own}#{name}"
        yield from _clause_known(target, node.entry.at(path), plans or {own: frozenset(ids)}, plans is not None)
    made_from = node.data.get("from")
    if isinstance(made_from, str) and plans is not None:
        yield from _clause_known(made_from, node.at("from"), plans, True)


def _conditions(node: Node) -> Iterator[tuple[str, Path]]:
    """The clauses on which a clause or one of its variants depends."""
    for reading in (node, *variants(node)):
        for kind, value in mapping(reading.data.get("conditions")).items():
            where = (*reading.path, "conditions", kind)
            listed = items(value) if isinstance(value, list) else []
            for item, here in [(mapping(value), where), *((item, (*where, index)) for index, item in listed)]:
                if isinstance(item.get("clause"), str):
                    yield item["clause"], (*here, "clause")


def _clause_known(ref: str, place: Place, plans: Mapping[str, frozenset[str]], complete: bool) -> Iterator[Problem]:
    plan, _, name = ref.partition("#")
    if plan not in plans:
        if complete:
            yield rule_catalogue.problem("ref-unknown-plan", place, suggest(plan, plans), id=shown(plan))
    elif name not in plans[plan]:
        yield _no_clause(place, plan, name, plans[plan])


def _no_clause(place: Place, plan: str, name: str, ids: Iterable[str]) -> Problem:
    return rule_catalogue.problem("ref-unknown-clause", place, suggest(name, ids), plan=plan, id=shown(name))


def _plan_known(name: str, place: Place, known: Register) -> Iterator[Problem]:
    if known.plans is not None and name not in known.plans:
        yield rule_catalogue.problem("ref-unknown-plan", place, suggest(name, known.plans), id=shown(name))


def _steps(entry: Entry) -> Iterator[Problem]:
    """A step waits for steps of its own constraint by their ids, for those of others as `CONSTRAINT.STEP`."""
    constraints = list(items(mapping(entry.document.data).get("constraints")))
    every = {f"{one.get('id')}.{step.get('id')}" for _, one in constraints for _, step in items(one.get("steps"))}
    for index, constraint in constraints:
        ids = every | {str(step.get("id")) for _, step in items(constraint.get("steps"))}
        for number, step in items(constraint.get("steps")):
            for name, path in texts(step.get("after"), ("constraints", index, "steps", number, "after")):
                if name not in ids:
                    yield rule_catalogue.problem("ref-unknown-step", entry.at(path), suggest(name, ids), id=shown(name))


def _pins(entry: Entry, known: Register) -> Iterator[Problem]:
    decided: dict[tuple[str, str], str] = {}
    for index, pin in items(entry.document.data):
        sides = [list(texts(pin.get(side), (index, side))) for side in ("left", "right")]
        for ref, path in [*sides[0], *sides[1]]:
            if known.plans is not None:
                yield from _clause_known(ref, entry.at(path), known.plans, True)
        names = [{ref.partition("#")[0] for ref, _ in side} for side in sides]
        place = entry.at((index,))
        if any(len(plans) > 1 for plans in names):
            yield rule_catalogue.problem(
                "ref-pin", place, "one entry for each plan", fault="one side names clauses of several plans"
            )
        elif names[0] & names[1]:
            yield rule_catalogue.problem("ref-pin", place, "", fault="both sides name clauses of the same plan")
        for left, right in ((a, b) for a, _ in sides[0] for b, _ in sides[1]):
            pair = (min(left, right), max(left, right))
            if decided.setdefault(pair, str(pin.get("link"))) != pin.get("link"):
                fault = f"{left} and {right} are pinned and forbidden"
                yield rule_catalogue.problem("ref-pin", place, "keep one of the two", fault=fault)


def _settings(entry: Entry, known: Register) -> Iterator[Problem]:
    data = mapping(entry.document.data)
    base = data.get("base")
    if isinstance(base, str):
        yield from _plan_known(base, entry.at(("base",)), known)
    for name, level in mapping(data.get("severities")).items():
        place = entry.key(("severities", name))
        if name not in rule_catalogue.ids():
            yield rule_catalogue.problem("ref-unknown-rule", place, suggest(name, rule_catalogue.ids()), id=shown(name))
        elif rule_catalogue.fixed(name) and level != "error":
            yield rule_catalogue.problem("ref-fixed-rule", place, "delete this line", id=shown(name))


# --- cites -----------------------------------------------------------------------------------------------------------


def _citing(entry: Entry) -> Iterator[Node]:
    """Everything in a file that may have cites."""
    data = mapping(entry.document.data)
    if entry.kind == "plan":
        for key in ("reactions", "disputed"):
            yield from (Node(entry, (key, index), item) for index, item in items(data.get(key)))
        for node in clauses(entry):
            yield node
            yield from variants(node)
    elif entry.kind == "redlines":
        for index, line in items(data.get("lines")):
            versions = items(line.get("versions"))
            yield from (Node(entry, ("lines", index, "versions", number), item) for number, item in versions)
    elif entry.kind == "constraints":
        yield from (Node(entry, ("constraints", index), item) for index, item in items(data.get("constraints")))


def _cites(node: Node, cards: Mapping[str, Mapping[str, Any]]) -> Iterator[Problem]:
    for cite, path in texts(node.data.get("cites"), (*node.path, "cites")):
        source, _, paragraph = cite.partition("#")
        if source not in cards:
            yield rule_catalogue.problem(
                "ref-unknown-source", node.entry.at(path), suggest(source, cards), id=shown(source)
            )
        elif paragraph and not _has_paragraph(cards[source], paragraph):
            count = cards[source].get("paragraphs")
            hint = f"it has {count}" if isinstance(count, int) else "its card counts none; cite the source alone"
            place = node.entry.at(path)
            yield rule_catalogue.problem("ref-unknown-paragraph", place, hint, source=source, paragraph=paragraph)


def _has_paragraph(card: Mapping[str, Any], paragraph: str) -> bool:
    count = card.get("paragraphs")
    if isinstance(count, int) and COUNTED.fullmatch(paragraph):
        return int(paragraph) <= count
    return any(fact.get("at") == paragraph for _, fact in items(card.get("facts")))
