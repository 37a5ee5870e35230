"""Events of a YAML parser to plain data, on a stack of its own."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from typing import Any

import yaml

from comparer.load.strict_yaml.advice import ADVICE, ESCAPE_ADVICE, MISALIGNED, TRAILING
from comparer.load.strict_yaml.decoding import LINE_BREAK, error
from comparer.load.strict_yaml.positions import Frame, Mark
from comparer.load.strict_yaml.scalars import SCALAR_FAULTS, SPECIAL_STARTS, resolve
from comparer.model.problems import Place, Problem, shown

_ESCAPED_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")

_COMMENT = re.compile(r"(?:^|\s)#")

_KEY_STARTS = SPECIAL_STARTS | {"<"}

_QUOTED = re.compile(r'"(?:\\.|[^"\\])*"|\'(?:\'\'|[^\'])*\'')
_OPEN_QUOTE = re.compile(r"""(?:^|[\s\[{,:-])["'](?!["'])""")

_DROPPED = "\0dropped"
"""Takes the value of a refused key until the mapping ends; no key that was read cleanly can be the same."""
MIN_SENTENCE_WORDS = 3
"""Words from which a text without quotes is taken for a sentence, inside which nobody puts a comment on purpose."""
_LINE_END = re.compile(r"\r\n|[\n\r]")
_COMMENT_BEHIND = re.compile(r"\S[ \t]+(#)")


class _StopReadingError(Exception):
    """The rest of the file cannot be read; its fault is already recorded."""


class Builder:
    """Builds data and positions from the parser's events, on a stack of its own: depth costs no recursion."""

    def __init__(self, text: str, file: str, max_depth: int, problems: list[Problem]) -> None:
        self.text = text
        self.file = file
        self.max_depth = max_depth
        self.problems = problems
        self.root = Frame(yaml.Mark(file, 0, 0, 0, None, 0), mapping=False)
        self.stack: list[Frame] = []
        self.whole = False
        self.has_properties = "&" in text or "!" in text
        self.has_escapes = "\\" in text
        self.has_tabs = "\t" in text
        self.cut_lines = {
            number: found.start(1)
            for number, line in enumerate(_LINE_END.split(text) if " #" in text else ())
            if (found := _COMMENT_BEHIND.search(line))
        }
        self.texts: list[tuple[tuple[int, int], tuple[int, int]]] = []

    def run(self) -> None:
        """Read the document; a fault that ends the file leaves `whole` false."""
        parser = _parser_class()(self.text)
        try:
            self._build(parser.get_event)
        except _StopReadingError:
            return
        except yaml.MarkedYAMLError as fault:
            self._explain(fault)
            return
        except (ValueError, OverflowError):
            # The pure parser stumbles here over an escape that the other one refuses.
            mark = parser.get_mark()
            self._fault("yaml-control-character", ESCAPE_ADVICE, mark.line, mark.column)
            return
        if self._refuse_tabs():
            return
        self.whole = self.root.data not in ([], [None])
        if not self.whole:
            self._fault("yaml-empty", "the file holds no data; write at least one 'key: value'", 0, 0)

    def _build(self, get_event: Callable[[], Any]) -> None:
        frame = self.root
        scalar: Any = yaml.ScalarEvent
        careful = bool(self.has_properties or self.has_escapes or self.has_tabs or self.cut_lines)
        while True:
            event = get_event()
            if event.__class__ is not scalar:
                following = self._structure(frame, event)
                if following is None:
                    return
                frame = following
                continue
            value, mark, keys = event.value, event.start_mark, frame.keys
            if careful:
                self._inspect(event)
            if keys is None:
                if value[:1] in SPECIAL_STARTS:
                    value = self._value(event)
                frame.data.append(value)
                frame.nodes.append(mark)
            elif (key := frame.key) is None:
                if value in keys or value[:1] in _KEY_STARTS:
                    frame.key = self._key(keys, event)
                else:
                    keys[value] = mark
                    frame.key = value
            else:
                if value[:1] in SPECIAL_STARTS:
                    value = self._value(event)
                frame.data[key] = value
                frame.nodes[key] = mark if value is not None else self._mark_of_nothing(event, keys.get(key, mark))
                frame.key = None

    def _structure(self, frame: Frame, event: Any) -> Frame | None:
        """The frame that holds what follows the event; None at the end of what is to be read."""
        kind = event.__class__
        if kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            return self._open(frame, event)
        if kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            if frame.keys is not None:
                frame.data.pop(_DROPPED, None)
                frame.nodes.pop(_DROPPED, None)
            return self.stack.pop()
        if kind is yaml.AliasEvent:
            self._alias(frame, event)
        elif kind is yaml.DocumentStartEvent and frame.data:
            self._refuse("yaml-second-document", "a second document begins here; keep one to a file", event)
            return None
        return None if kind is yaml.StreamEndEvent else frame

    def _alias(self, frame: Frame, event: Any) -> None:
        advice = f"{shown('*' + event.anchor)} is an alias; write the value out, or put the text in quotes"
        self._refuse("yaml-alias", advice, event)
        if frame.keys is not None and frame.key is None:
            frame.key = _DROPPED
        else:
            self._put(frame, None, event.start_mark)

    def _open(self, parent: Frame, event: Any) -> Frame:
        self._inspect(event)
        if len(self.stack) >= self.max_depth:
            advice = f"nested deeper than {self.max_depth} levels; a bracket or an indentation is wrong"
            self._refuse("yaml-depth", advice, event)
            raise _StopReadingError
        frame = Frame(event.start_mark, event.__class__ is yaml.MappingStartEvent)
        if parent.keys is not None and parent.key is None:
            self._refuse("yaml-key-type", "a list or mapping cannot be a key; write a word", event)
            parent.key = _DROPPED
        else:
            self._put(parent, frame.data, frame)
        self.stack.append(parent)
        return frame

    def _put(self, frame: Frame, value: Any, node: Frame | Mark) -> None:
        if frame.keys is None:
            frame.data.append(value)
            frame.nodes.append(node)
        else:
            frame.data[frame.key] = value
            frame.nodes[frame.key] = node
            frame.key = None

    def _key(self, keys: dict[str, Mark], event: Any) -> str:
        """The key to store under, after telling what is wrong with it; a refused one is dropped with its value."""
        name: str = event.value
        if not event.style and event.tag is None:
            if name == "<<":
                self._refuse("yaml-merge-key", "a merge key copies keys from elsewhere; write them out here", event)
                return _DROPPED
            value, rule = resolve(name)
            if rule or not isinstance(value, str):
                message = f"the key {shown(name)} is not a word" if name else "the key is missing before the colon"
                self._refuse("yaml-key-type", message, event, f'put it in quotes: "{name}"' if name else "write a key")
        if name in keys:
            message = f"the key {shown(name)} stands twice, first on line {keys[name].line + 1}; keep one of them"
            self._refuse("yaml-duplicate-key", message, event)
            return _DROPPED
        keys[name] = event.start_mark
        return name

    def _value(self, event: Any) -> Any:
        """The value of a scalar that might be more than a string."""
        if event.style or event.tag is not None:
            return event.value
        value, rule = resolve(event.value)
        if rule:
            message = f"{shown(event.value)} {SCALAR_FAULTS[rule]}"
            advice = f'put it in quotes: "{event.value}"'
            if rule == "yaml-word-case":
                advice += f", or write {event.value.lower()}"
            self._refuse(rule, message, event, advice)
        return value

    def _mark_of_nothing(self, event: Any, key: Mark) -> Mark:
        # The parsers differ on where an empty value stands; its key is what a reader looks for.
        return event.start_mark if event.value else key

    def _inspect(self, event: Any) -> None:
        """Refuse anchors, tags and unreadable escapes, and remember where tabs are allowed."""
        if event.anchor is not None:
            advice = f"{shown('&' + event.anchor)} is an anchor; delete it, or put the text in quotes"
            self._refuse("yaml-anchor", advice, event)
        if event.tag is not None:
            advice = f"{shown(_written_tag(event.tag))} is a tag; delete it, or put the text in quotes"
            self._refuse("yaml-tag", advice, event)
        style = getattr(event, "style", None)
        if not style and event.end_mark.line in self.cut_lines:
            self._refuse_cut(event)
        if style:
            start, end = event.start_mark, event.end_mark
            self.texts.append(((start.line, start.column), (end.line, end.column)))
        if style == '"' and (match := _ESCAPED_UNREADABLE.search(event.value)):
            if "\ud800" <= match.group() <= "\udfff":
                raise ValueError
            message = f"an escape in this text stands for U+{ord(match.group()):04X}, which is no text; delete it"
            self._refuse("yaml-control-character", message, event)

    def _refuse_cut(self, event: Any) -> None:
        """Refuse a sentence without quotes that a ` #` behind it cuts off."""
        place = self.cut_lines[event.end_mark.line]
        value = getattr(event, "value", "")
        whole = value.endswith((".", "!", "?", "…"))  # a comment may stand behind a sentence that has ended
        if not whole and len(value.split()) >= MIN_SENTENCE_WORDS and event.end_mark.column <= place:
            advice = "put the text in quotes, or write the comment on a line of its own"
            self._fault("yaml-cut-text", "a text without quotes ends here, at ' #'", event.end_mark.line, place, advice)

    def _refuse(self, rule: str, message: str, event: Any, suggestion: str = "") -> None:
        self._fault(rule, message, event.start_mark.line, event.start_mark.column, suggestion)

    def _fault(self, rule: str, message: str, line: int, column: int, suggestion: str = "") -> None:
        self.problems.append(error(rule, message, Place(self.file, line + 1, column + 1), suggestion))

    def _explain(self, fault: yaml.MarkedYAMLError) -> None:
        """Tell a parser's error in plain words."""
        told = f"{fault.context or ''}: {fault.problem or ''}"
        mark: Any = fault.problem_mark or fault.context_mark
        unclosed = "quoted scalar" in told
        if self._refuse_tabs(fault.context_mark if unclosed else mark):
            return
        for needle, rule, advice, at_start in ADVICE:
            if needle.search(told):
                place = fault.context_mark if at_start and fault.context_mark else mark
                trailing = advice is MISALIGNED and self._before(mark).strip(" ")
                self._fault(rule, TRAILING if trailing else advice, place.line, place.column)
                return
        self._fault("yaml-syntax", f"this is not YAML ({told.strip(': ')}); check this line", mark.line, mark.column)

    def _before(self, mark: Mark) -> str:
        """The part of a mark's line that stands before it; "" past the end of the text."""
        return "".join(LINE_BREAK.split(self.text)[mark.line : mark.line + 1])[: mark.column]

    def _refuse_tabs(self, limit: Any = None) -> bool:
        """Report tabs outside quoted and block text, up to `limit`; whether there are any.

        The two parsers part ways at the first such tab. What is found after it is not told, so that they agree, but
        for the lines that begin with tabs, which all have to be mended.
        """
        if not self.has_tabs:
            return False
        rows = LINE_BREAK.split(self.text)
        first = next(self._loose_tabs(rows, limit), None)
        if first is None:
            return False
        place = Place(self.file, first[0] + 1, first[1] + 1)
        self.problems[:] = [problem for problem in self.problems if problem.place < place]
        later = ((number, row.find("\t")) for number, row in enumerate(rows) if number > first[0])
        for number, column in (first, *((n, c) for n, c in later if c >= 0 and not rows[n][:c].strip(" "))):
            self._fault("yaml-tab", "a tab stands where YAML allows only spaces; write spaces", number, column)
        return True

    def _loose_tabs(self, rows: list[str], limit: Any) -> Iterator[tuple[int, int]]:
        starts = [start for start, _ in self.texts]
        last = len(rows) - 1 if limit is None else limit.line
        for number, row in enumerate(rows[: last + 1]):
            for match in re.finditer("\t+", row):
                here = (number, match.start())
                if limit is not None and here > (limit.line, limit.column):
                    return
                index = bisect_right(starts, here) - 1
                end = self.texts[index][1] if index >= 0 else (0, 0)
                if here < end:
                    continue
                before = row[end[1] if end[0] == number else 0 : here[1]]
                # After a syntax error the last texts may be missing from the list.
                open_quote = limit is not None and _OPEN_QUOTE.search(_QUOTED.sub("", before))
                if not _COMMENT.search(before) and not open_quote:
                    yield here


def _parser_class() -> Any:
    """The parser of libyaml, or the slower one in Python where it is missing; both give the same events."""
    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _written_tag(tag: str) -> str:
    return tag.replace("tag:yaml.org,2002:", "!!")
