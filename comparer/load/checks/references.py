"""Names that must be found: plans, clauses, parts, steps, sources, paragraphs, rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from comparer.load.checks.documents import (
    LINEAGE_FIELDS,
    PARAGRAPH_NUMBER_PATTERN,
    FileEntry,
    MappingNode,
    as_mapping,
    clause_nodes,
    indexed_mappings,
    variant_nodes,
    words_with_paths,
)
from comparer.load.strict_yaml import DataPath
from comparer.model.problems import FilePosition, Problem, did_you_mean, quote_word
from comparer.resources import rule_catalogue

__all__ = ["ReferenceIndex", "build_reference_index", "check_references"]


@dataclass(frozen=True, slots=True)
class ReferenceIndex:
    """What the files define: clauses of each plan, lines of each file, cards by id; None where nothing of it was read.

    Where one of several files of a kind cannot be read, names of that kind are not looked up: the broken file may
    hold them.
    """

    clause_ids_by_plan: Mapping[str, frozenset[str]] | None
    card_by_id: Mapping[str, Mapping[str, Any]] | None
    line_ids_by_file: Mapping[str, frozenset[str]] | None = None


def build_reference_index(entries: Sequence[FileEntry]) -> ReferenceIndex:
    unreadable_kinds = {entry.kind for entry in entries if entry.document.data is None}
    clause_ids_by_plan: dict[str, frozenset[str]] = {}
    card_by_id: dict[str, Mapping[str, Any]] = {}
    line_ids_by_file: dict[str, frozenset[str]] = {}
    for entry in entries:
        if entry.kind == "plan":
            plan = as_mapping(entry.document.data).get("plan")
            if isinstance(plan, str):
                clause_ids = (node.data.get("id") for node in clause_nodes(entry))
                clause_ids_by_plan[plan] = clause_ids_by_plan.get(plan, frozenset()) | {
                    clause_id for clause_id in clause_ids if isinstance(clause_id, str)
                }
        elif entry.kind == "source":
            for _, card in indexed_mappings(entry.document.data):
                card_by_id[str(card.get("source"))] = card
        elif entry.kind == "redlines":
            lines = indexed_mappings(as_mapping(entry.document.data).get("lines"))
            line_ids_by_file[PurePosixPath(entry.file).stem] = frozenset(str(line.get("id")) for _, line in lines)
    lacks_cards = "source" in unreadable_kinds or not card_by_id
    return ReferenceIndex(
        None if "plan" in unreadable_kinds else clause_ids_by_plan,
        None if lacks_cards else card_by_id,
        None if "redlines" in unreadable_kinds or not line_ids_by_file else line_ids_by_file,
    )


def check_references(entries: Sequence[FileEntry], reference_index: ReferenceIndex) -> Iterator[Problem]:
    for entry in entries:
        if entry.kind == "plan":
            yield from _check_plan_references(entry, reference_index)
        elif entry.kind == "constraints":
            yield from _check_step_references(entry)
        elif entry.kind == "alignments":
            yield from _check_pins(entry, reference_index)
        elif entry.kind == "settings":
            yield from _check_settings(entry, reference_index)
        elif entry.kind == "brief":
            yield from _check_brief(entry, reference_index)
        elif entry.kind == "vocabulary":
            yield from _check_wishes(entry, reference_index)
        elif entry.kind == "language":
            yield from _check_translated_names(entry, reference_index)
        if reference_index.card_by_id is not None:
            for node in _citing_nodes(entry):
                yield from _check_cites(node, reference_index.card_by_id)


# --- found -----------------------------------------------------------------------------------------------------------


def _check_plan_references(entry: FileEntry, reference_index: ReferenceIndex) -> Iterator[Problem]:
    data = as_mapping(entry.document.data)
    for key in LINEAGE_FIELDS:
        for name, path in words_with_paths(data.get(key), (key,)):
            yield from _require_plan(name, entry.place_at(path), reference_index)
    part_ids = {str(part.get("id")) for _, part in indexed_mappings(data.get("parts"))}
    for index, provision in indexed_mappings(data.get("provisions")):
        yield from _require_part(MappingNode(entry, ("provisions", index), provision), part_ids)
    plan_id = str(data.get("plan"))
    clause_ids = {str(node.data.get("id")) for node in clause_nodes(entry)}
    clause_ids_by_plan = (
        None
        if reference_index.clause_ids_by_plan is None
        else {**reference_index.clause_ids_by_plan, plan_id: frozenset(clause_ids)}
    )
    for node in clause_nodes(entry):
        if len(node.path) > 2:
            yield from _require_part(node, part_ids)
        yield from _check_clause_references(node, plan_id, clause_ids, clause_ids_by_plan)
    yield from _check_list_words(entry, plan_id, clause_ids)


def _require_part(node: MappingNode, part_ids: set[str]) -> Iterator[Problem]:
    part = node.data.get("part")
    if isinstance(part, str) and part not in part_ids:
        yield rule_catalogue.make_problem(
            "ref-unknown-part", node.place_at("part"), did_you_mean(part, part_ids), id=quote_word(part)
        )


def _check_clause_references(
    node: MappingNode, plan_id: str, clause_ids: set[str], clause_ids_by_plan: Mapping[str, frozenset[str]] | None
) -> Iterator[Problem]:
    for name, path in words_with_paths(node.data.get("voids"), (*node.path, "voids")):
        if name not in clause_ids:
            yield _unknown_clause_problem(node.entry.place_at(path), plan_id, name, clause_ids)
    for name, path in _condition_references(node):
        target = name if "#" in name else f"{plan_id}#{name}"
        yield from _require_clause(
            target,
            node.entry.place_at(path),
            clause_ids_by_plan or {plan_id: frozenset(clause_ids)},
            clause_ids_by_plan is not None,
        )
    made_from = node.data.get("from")
    if isinstance(made_from, str) and clause_ids_by_plan is not None:
        yield from _require_clause(made_from, node.place_at("from"), clause_ids_by_plan, True)


def _check_list_words(entry: FileEntry, plan_id: str, clause_ids: set[str]) -> Iterator[Problem]:
    """Whether what opens and closes a list stands in the provision of its points, what opens it before them."""
    ids_by_provision: dict[DataPath, list[str]] = {}
    for node in clause_nodes(entry):
        ids_by_provision.setdefault(node.path[:2], []).append(str(node.data.get("id")))
    for node in clause_nodes(entry):
        ids = ids_by_provision[node.path[:2]]
        own_id = str(node.data.get("id"))
        allowed = {"under": ids[: ids.index(own_id)], "closes": [id_ for id_ in ids if id_ != own_id]}
        for key, named in ((key, node.data.get(key)) for key in allowed):
            if not isinstance(named, str) or named in allowed[key]:
                continue
            place = node.place_at(key)
            if named not in clause_ids:
                yield _unknown_clause_problem(place, plan_id, named, clause_ids)
            else:
                where = "earlier clause" if key == "under" else "other clause"
                hint = did_you_mean(named, allowed[key])
                yield rule_catalogue.make_problem(
                    "ref-list-words", place, hint, key=f"`{key}`", id=quote_word(named), where=where
                )


def _condition_references(node: MappingNode) -> Iterator[tuple[str, DataPath]]:
    """The clauses on which a clause or one of its variants depends."""
    for reading in (node, *variant_nodes(node)):
        for kind, value in as_mapping(reading.data.get("conditions")).items():
            condition_path = (*reading.path, "conditions", kind)
            listed_items = indexed_mappings(value) if isinstance(value, list) else []
            for item, item_path in [
                (as_mapping(value), condition_path),
                *((item, (*condition_path, index)) for index, item in listed_items),
            ]:
                if isinstance(item.get("clause"), str):
                    yield item["clause"], (*item_path, "clause")


def _require_clause(
    ref: str, place: FilePosition, clause_ids_by_plan: Mapping[str, frozenset[str]], is_complete: bool
) -> Iterator[Problem]:
    plan_id, _, clause_id = ref.partition("#")
    if plan_id not in clause_ids_by_plan:
        if is_complete:
            yield rule_catalogue.make_problem(
                "ref-unknown-plan", place, did_you_mean(plan_id, clause_ids_by_plan), id=quote_word(plan_id)
            )
    elif clause_id not in clause_ids_by_plan[plan_id]:
        yield _unknown_clause_problem(place, plan_id, clause_id, clause_ids_by_plan[plan_id])


def _unknown_clause_problem(place: FilePosition, plan_id: str, clause_id: str, clause_ids: Iterable[str]) -> Problem:
    return rule_catalogue.make_problem(
        "ref-unknown-clause", place, did_you_mean(clause_id, clause_ids), plan=plan_id, id=quote_word(clause_id)
    )


def _require_plan(plan_id: str, place: FilePosition, reference_index: ReferenceIndex) -> Iterator[Problem]:
    if reference_index.clause_ids_by_plan is not None and plan_id not in reference_index.clause_ids_by_plan:
        yield rule_catalogue.make_problem(
            "ref-unknown-plan", place, did_you_mean(plan_id, reference_index.clause_ids_by_plan), id=quote_word(plan_id)
        )


def _check_step_references(entry: FileEntry) -> Iterator[Problem]:
    """A step waits for steps of its own constraint by their ids, for those of others as `CONSTRAINT.STEP`."""
    constraints = list(indexed_mappings(as_mapping(entry.document.data).get("constraints")))
    qualified_step_ids = {
        f"{owner.get('id')}.{step.get('id')}"
        for _, owner in constraints
        for _, step in indexed_mappings(owner.get("steps"))
    }
    for index, constraint in constraints:
        step_ids = qualified_step_ids | {str(step.get("id")) for _, step in indexed_mappings(constraint.get("steps"))}
        for number, step in indexed_mappings(constraint.get("steps")):
            for name, path in words_with_paths(step.get("after"), ("constraints", index, "steps", number, "after")):
                if name not in step_ids:
                    yield rule_catalogue.make_problem(
                        "ref-unknown-step", entry.place_at(path), did_you_mean(name, step_ids), id=quote_word(name)
                    )


def _check_pins(entry: FileEntry, reference_index: ReferenceIndex) -> Iterator[Problem]:
    link_by_pair: dict[tuple[str, str], str] = {}
    for index, pin in indexed_mappings(entry.document.data):
        sides = [list(words_with_paths(pin.get(side), (index, side))) for side in ("left", "right")]
        for ref, path in [*sides[0], *sides[1]]:
            if reference_index.clause_ids_by_plan is not None:
                yield from _require_clause(ref, entry.place_at(path), reference_index.clause_ids_by_plan, True)
        plan_ids_by_side = [{ref.partition("#")[0] for ref, _ in side} for side in sides]
        place = entry.place_at((index,))
        if any(len(plans) > 1 for plans in plan_ids_by_side):
            yield rule_catalogue.make_problem(
                "ref-pin", place, "one entry for each plan", fault="one side names clauses of several plans"
            )
        elif plan_ids_by_side[0] & plan_ids_by_side[1]:
            yield rule_catalogue.make_problem("ref-pin", place, "", fault="both sides name clauses of the same plan")
        for left, right in ((a, b) for a, _ in sides[0] for b, _ in sides[1]):
            pair = (min(left, right), max(left, right))
            if link_by_pair.setdefault(pair, str(pin.get("link"))) != pin.get("link"):
                fault = f"{left} and {right} are pinned and forbidden"
                yield rule_catalogue.make_problem("ref-pin", place, "keep one of the two", fault=fault)


def _check_brief(entry: FileEntry, reference_index: ReferenceIndex) -> Iterator[Problem]:
    """The plans that a written brief is about."""
    plan_ids = as_mapping(entry.document.data).get("plans")
    for index, plan_id in enumerate(plan_ids if isinstance(plan_ids, list) else ()):
        if isinstance(plan_id, str):
            yield from _require_plan(plan_id, entry.place_at(("plans", index)), reference_index)


def _check_settings(entry: FileEntry, reference_index: ReferenceIndex) -> Iterator[Problem]:
    data = as_mapping(entry.document.data)
    base = data.get("base")
    if isinstance(base, str):
        yield from _require_plan(base, entry.place_at(("base",)), reference_index)
    focus = data.get("focus")
    for index, plan_id in enumerate(focus if isinstance(focus, list) else ()):
        if isinstance(plan_id, str):
            yield from _require_plan(plan_id, entry.place_at(("focus", index)), reference_index)
    for name, level in as_mapping(data.get("severities")).items():
        place = entry.key_place_at(("severities", name))
        if not rule_catalogue.has_rule(name):
            yield rule_catalogue.make_problem(
                "ref-unknown-rule", place, did_you_mean(name, rule_catalogue.all_rule_ids()), id=quote_word(name)
            )
        elif rule_catalogue.is_always_error(name) and level != "error":
            yield rule_catalogue.make_problem("ref-fixed-rule", place, "delete this line", id=quote_word(name))


def _check_wishes(entry: FileEntry, reference_index: ReferenceIndex) -> Iterator[Problem]:
    """What shows a party's wish: a clause, a red line or a source. Silent where a file of some kind cannot be read."""
    clause_ids_by_plan, line_ids_by_file = reference_index.clause_ids_by_plan, reference_index.line_ids_by_file or {}
    if clause_ids_by_plan is None:
        return
    for question, value in as_mapping(as_mapping(entry.document.data).get("questions")).items():
        for party, wish in as_mapping(as_mapping(value).get("wants")).items():
            path: DataPath = ("questions", question, "wants", party, "cites")
            for cite, cite_path in words_with_paths(as_mapping(wish).get("cites"), path):
                place = entry.place_at(cite_path)
                file_id, _, inner_id = cite.partition("#")
                if file_id in clause_ids_by_plan:
                    yield from _require_clause(cite, place, clause_ids_by_plan, True)
                elif file_id in line_ids_by_file:
                    yield from _require_line(file_id, inner_id, place, line_ids_by_file[file_id])
                elif line_ids_by_file and reference_index.card_by_id is not None:
                    known_ids = (*clause_ids_by_plan, *line_ids_by_file)
                    yield from _check_cite(cite, place, reference_index.card_by_id, known_ids)


def _check_translated_names(entry: FileEntry, reference_index: ReferenceIndex) -> Iterator[Problem]:
    """Plans, clauses and red lines that a language file has words for, which must be there."""
    data = as_mapping(entry.document.data)
    for ref in as_mapping(data.get("shorts")) if reference_index.clause_ids_by_plan is not None else ():
        place = entry.key_place_at(("shorts", ref))
        yield from _require_clause(ref, place, reference_index.clause_ids_by_plan or {}, True)
    for key in ("plans", "plan_phrases"):
        for plan_id in as_mapping(data.get(key)):
            yield from _require_plan(plan_id, entry.key_place_at((key, plan_id)), reference_index)
    for ref in as_mapping(data.get("lines")):
        file_id, _, line_id = ref.partition("#")
        if reference_index.line_ids_by_file is not None:
            line_ids = reference_index.line_ids_by_file.get(file_id, frozenset())
            yield from _require_line(file_id, line_id, entry.key_place_at(("lines", ref)), line_ids)


def _require_line(file_id: str, line_id: str, place: FilePosition, line_ids: frozenset[str]) -> Iterator[Problem]:
    if line_id not in line_ids:
        yield rule_catalogue.make_problem(
            "ref-unknown-line", place, did_you_mean(line_id, line_ids), party=file_id, id=quote_word(line_id)
        )


# --- cites -----------------------------------------------------------------------------------------------------------


def _citing_nodes(entry: FileEntry) -> Iterator[MappingNode]:
    """Everything in a file that may have cites."""
    data = as_mapping(entry.document.data)
    if entry.kind == "plan":
        for key in ("reactions", "disputed"):
            yield from (MappingNode(entry, (key, index), item) for index, item in indexed_mappings(data.get(key)))
        for node in clause_nodes(entry):
            yield node
            yield from variant_nodes(node)
    elif entry.kind == "redlines":
        for index, line in indexed_mappings(data.get("lines")):
            versions = indexed_mappings(line.get("versions"))
            yield from (MappingNode(entry, ("lines", index, "versions", number), item) for number, item in versions)
    elif entry.kind == "constraints":
        yield from (
            MappingNode(entry, ("constraints", index), item)
            for index, item in indexed_mappings(data.get("constraints"))
        )


def _check_cites(node: MappingNode, card_by_id: Mapping[str, Mapping[str, Any]]) -> Iterator[Problem]:
    for cite, path in words_with_paths(node.data.get("cites"), (*node.path, "cites")):
        yield from _check_cite(cite, node.entry.place_at(path), card_by_id)


def _check_cite(
    cite: str, place: FilePosition, card_by_id: Mapping[str, Mapping[str, Any]], other_ids: Iterable[str] = ()
) -> Iterator[Problem]:
    """A cite that no card answers; `other_ids` may be meant too, where something else than a source can be cited."""
    source, _, paragraph = cite.partition("#")
    if source not in card_by_id:
        hint = did_you_mean(source, (*card_by_id, *other_ids))
        yield rule_catalogue.make_problem("ref-unknown-source", place, hint, id=quote_word(source))
    elif paragraph and not _has_paragraph(card_by_id[source], paragraph):
        count = card_by_id[source].get("paragraphs")
        hint = f"it has {count}" if isinstance(count, int) else "its card counts none; cite the source alone"
        yield rule_catalogue.make_problem("ref-unknown-paragraph", place, hint, source=source, paragraph=paragraph)


def _has_paragraph(card: Mapping[str, Any], paragraph: str) -> bool:
    count = card.get("paragraphs")
    if isinstance(count, int) and PARAGRAPH_NUMBER_PATTERN.fullmatch(paragraph):
        return int(paragraph) <= count
    return any(fact.get("at") == paragraph for _, fact in indexed_mappings(card.get("facts")))
