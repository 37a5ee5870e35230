"""An outline to the provisions and clauses of a plan: ids by rule and unique, headings, brackets."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from comparer.ingest.numbering import id_of
from comparer.ingest.point_ids import Outline, Point, Section, heading_like, slug

__all__ = ["Clause", "Draft", "Part", "Provision", "draft"]

# Brackets that hold no disputed text: a number of a note, an omission, a remark on the wording, a link.
_NO_DISPUTE = re.compile(r"\[\s*(?:[0-9]{1,3}|\.\.\.|…|sic|\^[^\]]*)?\s*\]|\[[^\[\]]*\]\([^()\s]*\)", re.I)
_ID = re.compile(r"[A-Za-z0-9]+([.-][A-Za-z0-9]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    id: str
    text: str
    contested: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    id: str
    heading: str
    part: str
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Part:
    id: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A plan as far as its text tells. `remarks` says what was decided on the way, `unplaced` what found no place."""

    title: str
    parts: tuple[Part, ...]
    provisions: tuple[Provision, ...]
    unplaced: tuple[tuple[str, str], ...]
    remarks: tuple[str, ...] = ()


def draft(found: Outline) -> Draft:
    """The draft of an outline. It has no provisions where the document holds no text that could be one."""
    namer = _Namer(found.points)
    provisions = tuple(namer.provision(point) for point in found.points)
    placed = tuple(one for one in provisions if one is not None)
    return Draft(
        title=found.title,
        parts=namer.parts,
        provisions=tuple(_contested(placed)),
        unplaced=found.unplaced,
        remarks=tuple(namer.remarks()),
    )


class _Namer:
    """Gives every provision and clause its id, and remembers those that are taken."""

    def __init__(self, points: Sequence[Point]) -> None:
        self.taken: dict[str, set[str]] = {"provision": set(), "clause": set()}
        self.renamed: list[tuple[str, str, str]] = []
        self.letters: dict[str, str] = {}
        self.parts, self.titles = _parts(points)
        self.of_group = {group: part.id for group, part in zip(self.titles, self.parts, strict=True)}

    def provision(self, point: Point) -> Provision | None:
        point = _with_heading(point)
        part = self.of_group.get(point.group, "")
        printed = self._printed(point.label, point.printed) if point.label else ""
        wanted = _joined(part, printed) if part and printed else printed or self._word(point)
        id_ = self._free("provision", wanted, point.where)
        clauses = tuple(self._clauses(point, id_)) or (Clause(id=self._free("clause", id_, point.where), text=""),)
        heading = " – ".join(filter(None, [*_headings(point.sections, self.titles.get(point.group)), point.heading]))
        if clauses[0].text == "":  # a number with nothing but a heading is a point of that text
            clauses = (replace(clauses[0], text=point.heading or heading or point.printed or point.label),)
            heading = "" if not point.heading else heading.removesuffix(point.heading).removesuffix(" – ")
        return Provision(id=id_, heading=heading, part=part, clauses=clauses)

    def _clauses(self, point: Point, id_: str) -> Iterator[Clause]:
        counts: Counter[str] = Counter()
        moved = point.label != id_  # the ids below are made of the printed number
        alone = len(point.items) == 1
        lists = any(item.label or item.bullet for item in point.items)
        for number, item in enumerate(point.items):
            base = _rebased(item.base, point.label, id_) if moved else item.base or id_
            if item.label:
                label = self._printed(item.label, item.printed)
                wanted = _rebased(label, point.label, id_) if item.absolute else id_of(base, label, item.letter)
            elif base == id_ and (alone or (number == 0 and lists and not item.bullet)):
                wanted = id_
            else:
                counts[base] += 1
                wanted = f"{base}-{counts[base]}"
            text = item.text or item.printed or item.label
            if text or item.notes:
                free = self._free("clause", wanted, item.where)
                yield Clause(id=free, text=text or "; ".join(item.notes), notes=item.notes if text else ())

    def _free(self, kind: str, wanted: str, where: str) -> str:
        id_, count = wanted, 1
        while id_ in self.taken[kind]:
            count += 1
            id_ = f"{wanted}-{count}"
        self.taken[kind].add(id_)
        if id_ != wanted and not wanted[0].islower():
            self.renamed.append((where, wanted, id_))
        return id_

    def _printed(self, label: str, printed: str) -> str:
        """The label, after remembering where it is written in other letters than the printed one."""
        core = re.sub(r"[\s().:]", "", printed)
        if core and not core.isascii() and label:
            self.letters[core] = label
        return label if _ID.fullmatch(label) else slug(label) or "point"

    def _word(self, point: Point) -> str:
        """An id in words for a point without a number: of its heading, or of how it begins."""
        if point.sections:
            return slug(point.sections[-1].text) or "heading"
        if point.preamble:
            return "preamble"
        return slug(point.items[0].text if point.items else "") or "paragraph"

    def remarks(self) -> Iterator[str]:
        if self.letters:
            listed = ", ".join(f"{printed} as {latin}" for printed, latin in self.letters.items())
            yield f"Numbers in other letters are ids in Latin ones: {listed}."
        if self.parts:
            yield f"The numbering begins again, so that there are {len(self.parts)} parts; ids begin with the part."
        if self.renamed:
            listed = ", ".join(f"{wanted} as {id_} ({where})" for where, wanted, id_ in self.renamed)
            yield f"Numbers that are printed twice: {listed}."


def _with_heading(point: Point) -> Point:
    """A short opening line with more below it is the heading of the point."""
    first = point.items[0] if point.items else None
    if not first or first.label or first.notes or point.heading or not point.label or len(point.items) == 1:
        return point
    if not heading_like(first.text) or first.base != point.label:
        return point
    return replace(point, heading=first.text, items=point.items[1:])


def _parts(points: Sequence[Point]) -> tuple[tuple[Part, ...], dict[int, Section | None]]:
    """A part each time that the numbering begins again, named after the heading above; none where it never does."""
    first: dict[int, Point] = {}
    for point in points:
        if point.label:
            first.setdefault(point.group, point)
    if len(first) < 2:
        return (), {}
    parts: list[Part] = []
    titles: dict[int, Section | None] = {}
    for count, (group, point) in enumerate(sorted(first.items())):
        above = point.sections[0] if point.sections else None
        letter = chr(ord("a") + count) if count < 26 else f"z{count}"
        id_ = above.numbered if above and _ID.fullmatch(above.numbered) else letter
        id_ = id_ if id_ not in {one.id for one in parts} else letter
        known = above is None or any(above is one for one in titles.values())
        parts.append(Part(id_, f"Part {letter}" if above is None or known else above.text))
        titles[group] = above
    return tuple(parts), titles


def _headings(sections: Sequence[Section], title: Section | None) -> list[str]:
    return [section.text for section in sections if section is not title]


def _joined(part: str, label: str) -> str:
    return f"{part}{label}" if len(part) == 1 and part.islower() else f"{part}.{label}"


def _rebased(id_: str, label: str, new: str) -> str:
    """The id of what stands under a point, made of the point's own id where it is another than its printed number."""
    if not label:
        return new
    return new + id_[len(label) :] if id_.startswith(label) else id_


def _contested(provisions: Sequence[Provision]) -> Iterator[Provision]:
    """Clauses that hold a square bracket, or stand between one and its partner, are contested."""
    texts = [_NO_DISPUTE.sub("", clause.text) for provision in provisions for clause in provision.clauses]
    marked = _between_brackets(texts)
    number = 0
    for provision in provisions:
        count = len(provision.clauses)
        clauses = tuple(
            replace(clause, contested=one)
            for clause, one in zip(provision.clauses, marked[number : number + count], strict=True)
        )
        number += count
        yield replace(provision, clauses=clauses)


def _between_brackets(texts: Sequence[str]) -> list[bool]:
    marked = ["[" in text or "]" in text for text in texts]
    opened: list[int] = []
    for number, text in enumerate(texts):
        for letter in text:
            if letter == "[":
                opened.append(number)
            elif letter == "]" and opened:
                start = opened.pop()
                marked[start:number] = [True] * (number - start)
    return marked
