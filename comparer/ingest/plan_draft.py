"""An outline to the provisions and clauses of a plan: ids by rule and unique, headings, brackets."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from comparer.ingest.numbering import sub_point_id
from comparer.ingest.point_ids import Outline, OutlinePoint, OutlineSection, is_heading_like, make_slug

__all__ = ["Draft", "DraftClause", "DraftPart", "DraftProvision", "build_draft"]

# Brackets that hold no disputed text: a number of a note, an omission, a remark on the wording, a link.
_UNDISPUTED_BRACKETS = re.compile(r"\[\s*(?:[0-9]{1,3}|\.\.\.|…|sic|\^[^\]]*)?\s*\]|\[[^\[\]]*\]\([^()\s]*\)", re.I)
_ID_PATTERN = re.compile(r"[A-Za-z0-9]+([.-][A-Za-z0-9]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftClause:
    id: str
    text: str
    is_contested: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftProvision:
    id: str
    heading: str
    part: str
    clauses: tuple[DraftClause, ...]


@dataclass(frozen=True, slots=True)
class DraftPart:
    id: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A plan as far as its text tells. `remarks` says what was decided on the way, `unplaced` what found no place."""

    title: str
    parts: tuple[DraftPart, ...]
    provisions: tuple[DraftProvision, ...]
    unplaced_texts: tuple[tuple[str, str], ...]
    remarks: tuple[str, ...] = ()


def build_draft(outline: Outline) -> Draft:
    """The draft of an outline. It has no provisions where the document holds no text that could be one."""
    allocator = _IdAllocator(outline.points)
    provisions = tuple(allocator.build_provision(point) for point in outline.points)
    kept_provisions = tuple(provision for provision in provisions if provision is not None)
    return Draft(
        title=outline.title,
        parts=allocator.parts,
        provisions=tuple(_mark_contested(kept_provisions)),
        unplaced_texts=outline.unplaced_texts,
        remarks=tuple(allocator.build_remarks()),
    )


class _IdAllocator:
    """Gives every provision and clause its id, and remembers those that are taken."""

    def __init__(self, points: Sequence[OutlinePoint]) -> None:
        self.taken_ids: dict[str, set[str]] = {"provision": set(), "clause": set()}
        self.renamed_ids: list[tuple[str, str, str]] = []
        self.latin_labels: dict[str, str] = {}
        self.parts, self.part_titles = _find_parts(points)
        self.part_by_group = {group: part.id for group, part in zip(self.part_titles, self.parts, strict=True)}

    def build_provision(self, point: OutlinePoint) -> DraftProvision | None:
        point = _promote_heading_line(point)
        part = self.part_by_group.get(point.group, "")
        label = self._label_as_id(point.label, point.printed_number) if point.label else ""
        wanted_id = _prefix_part_id(part, label) if part and label else label or self._id_from_words(point)
        id_ = self._allocate_id("provision", wanted_id, point.location)
        clauses = tuple(self._build_clauses(point, id_)) or (
            DraftClause(id=self._allocate_id("clause", id_, point.location), text=""),
        )
        heading = " – ".join(
            filter(None, [*_section_headings(point.sections, self.part_titles.get(point.group)), point.heading])
        )
        if clauses[0].text == "":  # a number with nothing but a heading is a point of that text
            clauses = (replace(clauses[0], text=point.heading or heading or point.printed_number or point.label),)
            heading = "" if not point.heading else heading.removesuffix(point.heading).removesuffix(" – ")
        return DraftProvision(id=id_, heading=heading, part=part, clauses=clauses)

    def _build_clauses(self, point: OutlinePoint, id_: str) -> Iterator[DraftClause]:
        counts: Counter[str] = Counter()
        is_renamed = point.label != id_  # the ids below are made of the printed number
        is_only_item = len(point.items) == 1
        has_list = any(item.label or item.is_bullet for item in point.items)
        for index, item in enumerate(point.items):
            base_id = _rebase_id(item.base_id, point.label, id_) if is_renamed else item.base_id or id_
            if item.label:
                label = self._label_as_id(item.label, item.printed_number)
                wanted_id = (
                    _rebase_id(label, point.label, id_)
                    if item.is_absolute
                    else sub_point_id(base_id, label, item.is_letter)
                )
            elif base_id == id_ and (is_only_item or (index == 0 and has_list and not item.is_bullet)):
                wanted_id = id_
            else:
                counts[base_id] += 1
                wanted_id = f"{base_id}-{counts[base_id]}"
            text = item.text or item.printed_number or item.label
            if text or item.notes:
                clause_id = self._allocate_id("clause", wanted_id, item.location)
                yield DraftClause(id=clause_id, text=text or "; ".join(item.notes), notes=item.notes if text else ())

    def _allocate_id(self, id_kind: str, wanted_id: str, location: str) -> str:
        id_, count = wanted_id, 1
        while id_ in self.taken_ids[id_kind]:
            count += 1
            id_ = f"{wanted_id}-{count}"
        self.taken_ids[id_kind].add(id_)
        if id_ != wanted_id and not wanted_id[0].islower():
            self.renamed_ids.append((location, wanted_id, id_))
        return id_

    def _label_as_id(self, label: str, printed_number: str) -> str:
        """The label, after remembering where it is written in other letters than the printed one."""
        bare_number = re.sub(r"[\s().:]", "", printed_number)
        if bare_number and not bare_number.isascii() and label:
            self.latin_labels[bare_number] = label
        return label if _ID_PATTERN.fullmatch(label) else make_slug(label) or "point"

    def _id_from_words(self, point: OutlinePoint) -> str:
        """An id in words for a point without a number: of its heading, or of how it begins."""
        if point.sections:
            return make_slug(point.sections[-1].text) or "heading"
        if point.is_preamble:
            return "preamble"
        return make_slug(point.items[0].text if point.items else "") or "paragraph"

    def build_remarks(self) -> Iterator[str]:
        if self.latin_labels:
            entries = ", ".join(f"{bare_number} as {label}" for bare_number, label in self.latin_labels.items())
            yield f"Numbers in other letters are ids in Latin ones: {entries}."
        if self.parts:
            yield f"The numbering begins again, so that there are {len(self.parts)} parts; ids begin with the part."
        if self.renamed_ids:
            entries = ", ".join(f"{wanted_id} as {id_} ({location})" for location, wanted_id, id_ in self.renamed_ids)
            yield f"Numbers that are printed twice: {entries}."


def _promote_heading_line(point: OutlinePoint) -> OutlinePoint:
    """A short opening line with more below it is the heading of the point."""
    first_item = point.items[0] if point.items else None
    if (
        not first_item
        or first_item.label
        or first_item.notes
        or point.heading
        or not point.label
        or len(point.items) == 1
    ):
        return point
    if not is_heading_like(first_item.text) or first_item.base_id != point.label:
        return point
    return replace(point, heading=first_item.text, items=point.items[1:])


def _find_parts(points: Sequence[OutlinePoint]) -> tuple[tuple[DraftPart, ...], dict[int, OutlineSection | None]]:
    """A part each time that the numbering begins again, named after the heading above; none where it never does."""
    first_points: dict[int, OutlinePoint] = {}
    for point in points:
        if point.label:
            first_points.setdefault(point.group, point)
    if len(first_points) < 2:
        return (), {}
    parts: list[DraftPart] = []
    titles: dict[int, OutlineSection | None] = {}
    for count, (group, point) in enumerate(sorted(first_points.items())):
        section = point.sections[0] if point.sections else None
        letter = chr(ord("a") + count) if count < 26 else f"z{count}"
        id_ = section.label if section and _ID_PATTERN.fullmatch(section.label) else letter
        id_ = id_ if id_ not in {entry.id for entry in parts} else letter
        is_known = section is None or any(section is entry for entry in titles.values())
        parts.append(DraftPart(id_, f"Part {letter}" if section is None or is_known else section.text))
        titles[group] = section
    return tuple(parts), titles


def _section_headings(sections: Sequence[OutlineSection], part_title: OutlineSection | None) -> list[str]:
    return [section.text for section in sections if section is not part_title]


def _prefix_part_id(part: str, label: str) -> str:
    return f"{part}{label}" if len(part) == 1 and part.islower() else f"{part}.{label}"


def _rebase_id(id_: str, label: str, new_base: str) -> str:
    """The id of what stands under a point, made of the point's own id where it is another than its printed number."""
    if not label:
        return new_base
    return new_base + id_[len(label) :] if id_.startswith(label) else id_


def _mark_contested(provisions: Sequence[DraftProvision]) -> Iterator[DraftProvision]:
    """Clauses that hold a square bracket, or stand between one and its partner, are contested."""
    texts = [_UNDISPUTED_BRACKETS.sub("", clause.text) for provision in provisions for clause in provision.clauses]
    contested_flags = _bracket_flags(texts)
    start = 0
    for provision in provisions:
        count = len(provision.clauses)
        clauses = tuple(
            replace(clause, is_contested=is_contested)
            for clause, is_contested in zip(provision.clauses, contested_flags[start : start + count], strict=True)
        )
        start += count
        yield replace(provision, clauses=clauses)


def _bracket_flags(texts: Sequence[str]) -> list[bool]:
    flags = ["[" in text or "]" in text for text in texts]
    open_indexes: list[int] = []
    for index, text in enumerate(texts):
        for char in text:
            if char == "[":
                open_indexes.append(index)
            elif char == "]" and open_indexes:
                start = open_indexes.pop()
                flags[start:index] = [True] * (index - start)
    return flags
