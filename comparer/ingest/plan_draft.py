"""An outline to the provisions and clauses of a plan: ids by rule and unique, lead-ins, states, variants, headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from comparer.ingest.blocks import collapse_spaces, count_signs
from comparer.ingest.line_signs import ends_inside_sentence, is_heading_like
from comparer.ingest.numbering import make_slug, point_id
from comparer.ingest.outline_model import Node, Outline, Section
from comparer.ingest.rolling_text import Variant, between_brackets, read_rolling_text

__all__ = ["Clause", "Draft", "Part", "Provision", "draft_plan"]

_ID = re.compile(r"[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*")
_REPEATED_ID = re.compile(r"-again[0-9]*$")
_NAMED_NOTES = ("Link: ", "Picture: ")
_SENTENCE_END = (".", "!", "?", "。", "؟", "।")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One clause. `number` is it as printed and `path` with those above, where the id does not say so.

    `under` is the clause whose opening words it goes on with; `closes` the one whose list its words end.
    """

    id: str
    text: str
    number: str
    path: str
    under: str
    closes: str
    state: str
    variants: tuple[Variant, ...]
    notes: tuple[str, ...]

    @property
    def is_contested(self) -> bool:
        return self.state == "contested"


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    id: str
    heading: str
    part: str
    clauses: tuple[Clause, ...]
    number: str


@dataclass(frozen=True, slots=True)
class Part:
    id: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A plan as far as its text tells.

    `remarks` says what was decided on the way, `unplaced` what found no place and `doubts` what deserves a look, each
    with where it stood; `set_aside` is that of the unplaced which is text of the document and not what stands
    around. `signs` counts every sign that the draft holds, headings once.
    """

    title: str
    parts: tuple[Part, ...]
    provisions: tuple[Provision, ...]
    unplaced: tuple[tuple[str, str], ...]
    set_aside: tuple[tuple[str, str], ...]
    remarks: tuple[str, ...]
    doubts: tuple[tuple[str, str], ...]
    signs: Counter[str]
    issued: str = ""


def draft_plan(outline: Outline) -> Draft:
    """The draft of an outline. It has no provisions where the document holds no text that could be one."""
    nodes = _with_alternatives(outline.nodes)
    writer = _Writer(nodes)
    provisions = tuple(writer.provisions())
    return Draft(
        title=outline.title,
        parts=writer.parts,
        provisions=provisions,
        unplaced=outline.unplaced,
        set_aside=outline.set_aside,
        remarks=tuple(writer.remarks()),
        doubts=outline.doubts,
        signs=_written_signs(outline, writer),
    )


def _written_signs(outline: Outline, writer: _Writer) -> Counter[str]:
    """Every sign of the draft; a heading over several provisions is counted once."""
    sections = {id(section): section for node in outline.nodes for section in node.sections}
    counts = count_signs([outline.title])
    counts += count_signs(section.text for section in sections.values())
    counts += count_signs(text for _, text in outline.unplaced) + count_signs(outline.bullets)
    return counts + count_signs(writer.written)


def _with_alternatives(nodes: Sequence[Node]) -> list[Node]:
    """`6 alt` is a rival wording of 6 and no point of its own."""
    result: list[Node] = []
    for node in nodes:
        node.children = _with_alternatives(node.children)
        before = result[-1] if result else None
        if (
            node.inserted
            and before
            and before.label == re.sub("(?i)alt$", "", node.label)
            and before.group == node.group
        ):
            node.option = True
            before.children.append(node)
        else:
            result.append(node)
    return result


@dataclass(slots=True)
class _Entry:
    """A clause to be: the node, the entry above it, and what was found of its lead-in.

    `is_heading` where its text is that of a heading over it, and counted there.
    """

    node: Node
    text: str
    parent: _Entry | None
    id: str = ""
    is_heading: bool = False
    under: _Entry | None = None
    closes: _Entry | None = None
    options: tuple[tuple[str, str], ...] = ()


class _Writer:
    """Gives every provision and clause its id, and remembers those that are taken."""

    def __init__(self, nodes: Sequence[Node]) -> None:
        self.nodes = [_with_heading(node) for node in nodes]
        self.taken: dict[str, set[str]] = {"provision": set(), "clause": set()}
        self.times: Counter[tuple[str, str]] = Counter()
        self.renamed: list[tuple[str, str, str]] = []
        self.letters: dict[str, str] = {}
        self.written: list[str] = []
        labels = [node.label for node in _walk_nodes(self.nodes) if not (node.is_absolute or node.option)]
        self.splitter = "-p" if any(re.search(r"[0-9A-Za-z]-[0-9]", label) for label in labels) else "-"
        self.dotted_letters = any(re.fullmatch(r"[0-9]+[a-z]+", label) for label in labels)
        self.parts, self.titles = _draft_parts(self.nodes)
        self.of_group = {group: part.id for group, part in zip(self.titles, self.parts, strict=True)}

    def provisions(self) -> Iterator[Provision]:
        drafted = [self._draft_provision(node) for node in self.nodes]
        texts = [clause.text for provision in drafted for clause in provision.clauses]
        marked = between_brackets(texts)
        number = 0
        for provision in drafted:
            clauses = []
            for clause in provision.clauses:
                is_contested = marked[number] and not clause.state
                clauses.append(replace(clause, state="contested") if is_contested else clause)
                number += 1
            yield replace(provision, clauses=tuple(clauses))

    def _draft_provision(self, node: Node) -> Provision:
        part = self.of_group.get(node.group, "")
        printed = self._entry_label(node) if node.label else ""
        wanted = _join_texts(part, printed) if part and printed else printed or self._entry_words(node)
        id_ = self._free_id("provision", wanted, node.location, own=not printed)
        entries = [*self._list_entries(node, None)]
        heading = " – ".join(
            filter(None, [*_section_headings(node.sections, self.titles.get(node.group)), node.heading])
        )
        self.written += [node.heading, node.joint, *_printed_numbers(node)]
        if not entries:  # a number with nothing but a heading is a point of that text
            entries = [_Entry(node, node.heading or heading, None, is_heading=True)]
            heading = heading.removesuffix(node.heading).removesuffix(" – ") if node.heading else ""
        self._printed_number(entries, node, id_)
        clauses = tuple(self._draft_clause(entry, node, entry.id) for entry in entries)
        number = _number_field(node.printed, id_)
        return Provision(id=id_, heading=heading, part=part, clauses=clauses, number=number)

    # --- from the tree to clauses -----------------------------------------------------------------------------------

    def _list_entries(self, node: Node, parent: _Entry | None) -> Iterator[_Entry]:
        """The clauses of a node and of what stands under it, in order, each with the lead-in that it goes on with."""
        options = tuple((child.printed, _flatten_nodes(child)) for child in node.children if child.option)
        text = node.text
        if node.heading and parent is not None:
            text = _join_heading(node, text)
        own = _Entry(node, text, parent, options=options)
        is_bare = not node.children
        if text or options or (node.notes and is_bare) or (parent and node.printed and is_bare):
            yield own
        bold_lead = own if _is_lead_in(text) else None
        for child in node.children:
            if child.option:
                continue
            for below in self._list_entries(child, own):
                if below.node is child:
                    if child.closing:
                        below.closes = bold_lead
                        below.under = bold_lead
                    elif child.label or child.bullet:
                        below.under = bold_lead
                    elif _is_lead_in(child.text):
                        bold_lead = below
                    else:
                        bold_lead = None
                yield below

    def _printed_number(self, entries: Sequence[_Entry], top: Node, id_: str) -> None:
        """Ids: the printed ones first, so that none of our own takes the place of a number that stands in the text."""
        lists = any(entry.node is not top and (entry.node.label or entry.node.bullet) for entry in entries)
        bases: dict[int, str] = {id(top): id_}
        for entry in entries:
            node = entry.node
            if node is top or not node.label:
                continue
            wanted = self._wanted_id(entry, bases, top, id_)
            entry.id = self._free_id("clause", wanted, node.location)
            bases[id(node)] = entry.id
        plain = [entry for entry in entries if not entry.id]
        counts: Counter[str] = Counter()
        for entry in plain:
            base = self._base_id(entry, bases, id_)
            is_first = entry is entries[0] and base == id_ and not entry.node.bullet
            if is_first and (len(plain) == 1 or lists):
                wanted = id_
            elif base != id_ and base not in self.taken["clause"] and not entry.node.bullet:
                wanted = base
            else:
                counts[base] += 1
                wanted = f"{base}{self.splitter if base[-1:].isdigit() else '-'}{counts[base]}"
            entry.id = self._free_id("clause", wanted, entry.node.location, own=True)

    def _wanted_id(self, entry: _Entry, bases: dict[int, str], top: Node, id_: str) -> str:
        node = entry.node
        label = self._entry_label(node)
        if node.is_absolute:
            if top.label and label.startswith(top.label):
                return id_ + label[len(top.label) :]
            return label
        base = self._base_id(entry, bases, id_)
        return point_id(base, label, node.by_letter and not self.dotted_letters)

    def _base_id(self, entry: _Entry, bases: dict[int, str], id_: str) -> str:
        """The id above an entry; a number that has no text of its own and so no clause gives it all the same."""
        above = entry.parent
        if above is None:
            return id_
        node = above.node
        if id(node) not in bases:
            base = self._base_id(above, bases, id_)
            if node.label and not node.is_absolute:
                bases[id(node)] = point_id(base, self._entry_label(node), node.by_letter and not self.dotted_letters)
            else:
                bases[id(node)] = node.label if node.is_absolute else base
        return bases[id(node)]

    def _draft_clause(self, entry: _Entry, top: Node, id_: str) -> Clause:
        node = entry.node
        text = entry.text or ("" if entry.options else node.printed or node.label)
        if not entry.is_heading:
            self.written.append(entry.text)
        self.written += node.notes
        rolling = read_rolling_text(text)
        notes = [note if note.startswith(_NAMED_NOTES) else f"Footnote: {note}" for note in node.notes] + [
            f"Marked: {remark}" for remark in rolling.remarks
        ]
        text, state, variants = rolling.text, rolling.state, rolling.variants
        if entry.options:
            text, variants, notes = self._option_variants(entry, text, notes)
            state = "contested"
        return Clause(
            id=id_,
            text=text or "; ".join(node.notes) or node.printed,
            number="" if node is top else _number_field(node.printed, id_),
            path=self._citation_path(entry, top, id_),
            under=entry.under.id if entry.under else "",
            closes=entry.closes.id if entry.closes else "",
            state=state,
            variants=variants,
            notes=tuple(notes),
        )

    def _option_variants(
        self, entry: _Entry, text: str, notes: list[str]
    ) -> tuple[str, tuple[Variant, ...], list[str]]:
        """A clause with its rival wordings: all of them printed in its text, and each a variant."""
        printed = [collapse_spaces(f"{number} {words}") for number, words in entry.options]
        self.written += [words for _, words in entry.options]
        alternative = any(child.option and child.inserted for child in entry.node.children)
        variants = [Variant(text)] if text and alternative else []
        bold_lead = "" if alternative else text
        variants += [
            Variant(collapse_spaces(f"{bold_lead} {words}"), number.strip(" .:"))
            for number, words in entry.options
            if words
        ]
        return collapse_spaces(" ".join([text, *printed])), tuple(variants), notes

    def _citation_path(self, entry: _Entry, top: Node, id_: str) -> str:
        """How a reader cites it, where the id does not say so: Article 7(2)(a)."""
        if not entry.node.printed or (not _number_field(entry.node.printed, id_) and not top.printed):
            return ""
        chain = []
        above = entry
        while above.parent is not None and not above.node.is_absolute:
            if above.node.printed and not above.node.bullet:
                chain.append(above.node.printed)
            above = above.parent
        if entry.node.bullet or not chain:
            return ""
        path = "" if above.node.bullet else above.node.printed.rstrip(" .:)–—-").lstrip("(")
        for printed in reversed(chain):
            worded = printed[:1].isalpha() and " " in printed
            path += f", {printed.rstrip(' .:)')}" if worded else f"({_core_text(printed)})"
        return path if re.sub(r"[\W_]", "", path) != re.sub(r"[\W_]", "", id_) else ""

    # --- ids --------------------------------------------------------------------------------------------------------

    def _free_id(self, kind: str, wanted: str, location: str, *, own: bool = False) -> str:
        """An id that is not taken; what repeats another gets a form that no text prints."""
        taken, id_ = self.taken[kind], wanted
        while id_ in taken:
            self.times[kind, wanted] += 1
            count = self.times[kind, wanted]
            id_ = (
                f"{wanted}-{count + 1}"
                if own and wanted[-1:].isalpha()
                else f"{wanted}-again{count if count > 1 else ''}"
            )
        taken.add(id_)
        if id_ != wanted and not own and not wanted[:1].islower():
            self.renamed.append((location, wanted, id_))
        return id_

    def _entry_label(self, node: Node) -> str:
        """The label, after remembering where it is written in other letters than the printed one."""
        core = _core_text(node.printed)
        if core and not core.isascii() and not re.fullmatch(r"[\W\d_]+", core) and len(core) <= 4:
            self.letters[core] = node.label
        return node.label if _ID.fullmatch(node.label) else make_slug(node.label) or "point"

    def _entry_words(self, node: Node) -> str:
        """An id in words for a point without a number: of its heading, or of how it begins."""
        if node.heading:
            return make_slug(node.heading) or "row"
        if node.sections:
            return make_slug(node.sections[-1].text) or "heading"
        if node.preamble:
            return "preamble"
        first = next((below.text for below in _walk_nodes([node]) if below.text), "")
        return make_slug(first) or "paragraph"

    def remarks(self) -> Iterator[str]:
        if self.letters:
            listed = ", ".join(f"{printed} as {latin}" for printed, latin in self.letters.items())
            yield f"Numbers in other letters are ids in Latin ones: {listed}."
        if self.parts:
            yield f"The numbering begins again, so that there are {len(self.parts)} parts; ids begin with the part."
        if self.renamed:
            listed = ", ".join(f"{wanted} as {id_} ({location})" for location, wanted, id_ in self.renamed[:40])
            more = f" and {len(self.renamed) - 40} more" if len(self.renamed) > 40 else ""
            yield f"Numbers that are printed twice: {listed}{more}."


def _walk_nodes(nodes: Sequence[Node]) -> Iterator[Node]:
    stack = [*reversed(nodes)]
    while stack:
        node = stack.pop()
        yield node
        stack += reversed(node.children)


def _printed_numbers(node: Node) -> Iterator[str]:
    """The numbers of a node and below it; those below a rival wording are among its words."""
    yield node.printed
    for child in () if node.option else node.children:
        yield from _printed_numbers(child)


def _flatten_nodes(node: Node) -> str:
    """The words of a node and of all under it, with their numbers."""
    parts = [node.heading, node.text]
    for below in _walk_nodes(node.children):
        parts += [below.printed, below.heading, below.text]
    return collapse_spaces(" ".join(parts))


def _is_lead_in(text: str) -> bool:
    """Whether a text announces what follows and is not whole without it."""
    return bool(text) and not text.rstrip(" \"'»”’)]").endswith(_SENTENCE_END)


def _join_heading(node: Node, text: str) -> str:
    """A heading with the text behind it, parted as the document parts them."""
    if not text:
        return f"{node.heading}{node.joint}"
    joint = node.joint or "."
    return collapse_spaces(f"{node.heading}{'' if joint[0] in '.:' else ' '}{joint} {text}")


def _with_heading(node: Node) -> Node:
    """A short opening line with more below it is the heading of the point, where nothing in it binds."""
    if node.heading or not node.label or not node.children:
        return node
    if node.text:
        following = node.children[0]
        lists = following.label or following.bullet or following.option
        is_name = is_heading_like(node.text) and not ends_inside_sentence(node.text)
        if is_name and not node.notes and not (lists and following.text[:1].islower()):
            node.heading, node.text = node.text, ""
        return node
    first = node.children[0]
    if (
        first.label
        or first.bullet
        or first.notes
        or first.children
        or len(node.children) == 1
        or not is_heading_like(first.text)
    ):
        return node
    node.heading, node.children = first.text, node.children[1:]
    return node


def _core_text(printed: str) -> str:
    return re.sub(r"[\s().:\[\]§ºª°–—（）、．。-]", "", printed)


def _number_field(printed: str, id_: str) -> str:
    """The printed number, where the id does not end with it."""
    core = re.sub(r"[\W_]", "", printed)
    is_in_id = re.sub(r"[\W_]", "", id_).endswith(core) and not _REPEATED_ID.search(id_)
    return "" if not core or is_in_id else printed


def _draft_parts(nodes: Sequence[Node]) -> tuple[tuple[Part, ...], dict[int, Section | None]]:
    """A part each time that the numbering begins again, named after the heading above; none where it never does.

    A text before annexes that have headings of their own is no part.
    """
    labelled: dict[int, list[Node]] = {}
    for node in nodes:
        if node.label:
            labelled.setdefault(node.group, []).append(node)
    if len(labelled) < 2:
        return (), {}
    parts: list[Part] = []
    taken: set[str] = set()
    titles: dict[int, Section | None] = {}
    used: set[int] = set()
    for count, (group, members) in enumerate(sorted(labelled.items())):
        above = _common_section(members, used)
        letter = chr(ord("a") + count) if count < 26 else f"z{count}"
        id_ = above.numbered if above and _ID.fullmatch(above.numbered) else letter
        id_ = id_ if id_ not in taken else letter
        parts.append(Part(id_, f"Part {letter}" if above is None else above.text))
        taken.add(id_)
        titles[group] = above
        used |= {id(section) for node in members for section in node.sections}
    main, *annexes = titles
    if titles[main] is None and any(titles[group] is not None for group in annexes):
        return tuple(parts[1:]), {group: titles[group] for group in annexes}  # the text itself, and what is annexed
    return tuple(parts), titles


def _common_section(nodes: Sequence[Node], used: set[int]) -> Section | None:
    """The outermost heading that stands over all of the nodes and over none before them."""
    shared = set.intersection(*({id(section) for section in node.sections} for node in nodes)) - used
    return next((section for section in nodes[0].sections if id(section) in shared), None)


def _section_headings(sections: Sequence[Section], title: Section | None) -> list[str]:
    return [section.text for section in sections if section is not title]


def _join_texts(part: str, label: str) -> str:
    return f"{part}{label}" if len(part) == 1 and part.islower() else f"{part}.{label}"
