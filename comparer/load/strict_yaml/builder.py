"""Events of a YAML parser to plain data, on a stack of its own."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any

import yaml

from comparer.load.strict_yaml.advice import (
    BLOCK_HEADER_ADVICE,
    ESCAPE_ADVICE,
    MISALIGNED_ADVICE,
    ODD_BRACKETS_ADVICE,
    PARSER_ERROR_ADVICE,
    TRAILING_ADVICE,
)
from comparer.load.strict_yaml.decoding import LINE_BREAK, make_yaml_error
from comparer.load.strict_yaml.positions import Frame, SourceMark
from comparer.load.strict_yaml.scalars import SCALAR_FAULTS, SPECIAL_STARTS, resolve_plain_scalar
from comparer.model.problems import FilePosition, Problem, quote_word

_FORBIDDEN_ESCAPED_CHARS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]"
)

_ODD_BLOCK_HEADER = re.compile(r"[|>][-+0-9]{0,2} *(?:\t|(?<! )#)")
_TIGHT_COLON = re.compile(r":[,\[\]{}]")
_FLOW_SIGN = re.compile(r"[\[\]{}?]")
_COMMENT_START = re.compile(r"(?:^|\s)#")

_KEY_STARTS = SPECIAL_STARTS | {"<"}

_QUOTED_TEXT = re.compile(r'"(?:\\.|[^"\\])*"|\'(?:\'\'|[^\'])*\'')
_FLOW_PART = re.compile(rf"(?<![^\s\[{{,:])(?:{_QUOTED_TEXT.pattern})|(?<!\S)#.*|[\[\]{{}}?]")
_OPEN_QUOTE = re.compile(r"""(?:^|[\s\[{,:-])["'](?!["'])""")

_DROPPED_KEY = "\0dropped"
"""Takes the value of a refused key until the mapping ends; no key that was read cleanly can be the same."""
MIN_SENTENCE_WORDS = 3
"""Words from which a text without quotes is taken for a sentence, inside which nobody puts a comment on purpose."""
MAX_QUOTED_TABS = 200
"""Tabs of one line, in a quotation that a syntax error leaves open, behind which no other is looked for in it."""
_LINE_END = re.compile(r"\r\n|[\n\r]")
_TRAILING_COMMENT = re.compile(r"\S[ \t]+(#)")


class _StopReadingError(Exception):
    """The rest of the file cannot be read; its fault is already recorded."""


def _may_hold_odd_brackets(text: str) -> bool:
    """Whether a `?`, or a colon without a space, may stand between brackets, some of which may be those of a text."""
    depth = 0
    for sign in map(re.Match.group, _FLOW_SIGN.finditer(text)) if "?" in text else ():
        if sign == "?" and depth:
            return True
        depth = max(0, depth + (sign in "[{") - (sign in "]}"))
    return bool(_TIGHT_COLON.search(text))


class DocumentBuilder:
    """Builds data and positions from the parser's events, on a stack of its own: depth costs no recursion."""

    def __init__(self, text: str, file: str, max_depth: int, problems: list[Problem]) -> None:
        self.text = text
        self.file = file
        self.max_depth = max_depth
        self.problems = problems
        self.root = Frame(yaml.Mark(file, 0, 0, 0, None, 0), is_mapping=False)
        self.stack: list[Frame] = []
        self.is_complete = False
        self.has_properties = "&" in text or "!" in text
        self.has_escapes = "\\" in text
        self.has_tabs = "\t" in text
        self.flow_flags = [False]
        # The lines of a file in which something stands that one parser reads and the other refuses; mostly none.
        self.odd_rows = self.rows if _ODD_BLOCK_HEADER.search(text) or _may_hold_odd_brackets(text) else []
        self.comment_column_by_line = {
            line_number: match.start(1)
            for line_number, line in enumerate(_LINE_END.split(text) if " #" in text else ())
            if (match := _TRAILING_COMMENT.search(line))
        }
        self.styled_spans: list[tuple[tuple[int, int], tuple[int, int]]] = []

    def build_document(self) -> None:
        """Read the document; a fault that ends the file leaves `whole` false."""
        parser = _yaml_parser_class()(self.text)
        try:
            self._consume_events(parser.get_event)
        except _StopReadingError:
            return
        except yaml.MarkedYAMLError as fault:
            self._explain_parser_error(fault)
            return
        except (ValueError, OverflowError):
            # The pure parser stumbles here over an escape that the other one refuses.
            mark = parser.get_mark()
            self._record_fault("yaml-control-character", ESCAPE_ADVICE, mark.line, mark.column)
            return
        if self._refuse_tabs():
            return
        self.is_complete = self.root.data not in ([], [None])
        if not self.is_complete:
            self._record_fault("yaml-empty", "the file holds no data; write at least one 'key: value'", 0, 0)

    def _consume_events(self, get_event: Callable[[], Any]) -> None:
        frame = self.root
        scalar_class: Any = yaml.ScalarEvent
        needs_inspection = bool(
            self.has_properties or self.has_escapes or self.has_tabs or self.odd_rows or self.comment_column_by_line
        )
        while True:
            event = get_event()
            if event.__class__ is not scalar_class:
                next_frame = self._handle_structure(frame, event)
                if next_frame is None:
                    return
                frame = next_frame
                continue
            value, mark, keys = event.value, event.start_mark, frame.keys
            if needs_inspection:
                self._inspect_event(event)
            if keys is None:
                if value[:1] in SPECIAL_STARTS:
                    value = self._scalar_value(event)
                frame.data.append(value)
                frame.nodes.append(mark)
            elif (key := frame.key) is None:
                if value in keys or value[:1] in _KEY_STARTS:
                    frame.key = self._check_key(keys, event)
                else:
                    keys[value] = mark
                    frame.key = value
            else:
                if value[:1] in SPECIAL_STARTS:
                    value = self._scalar_value(event)
                frame.data[key] = value
                frame.nodes[key] = mark if value is not None else self._empty_value_mark(event, keys.get(key, mark))
                frame.key = None

    def _handle_structure(self, frame: Frame, event: Any) -> Frame | None:
        """The frame that holds what follows the event; None at the end of what is to be read."""
        kind = event.__class__
        if kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            return self._open_frame(frame, event)
        if kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            if frame.keys is not None:
                frame.data.pop(_DROPPED_KEY, None)
                frame.nodes.pop(_DROPPED_KEY, None)
            self.flow_flags.pop()
            return self.stack.pop()
        if kind is yaml.AliasEvent:
            self._refuse_alias(frame, event)
        elif kind is yaml.DocumentStartEvent and frame.data:
            self._refuse_event("yaml-second-document", "a second document begins here; keep one to a file", event)
            return None
        return None if kind is yaml.StreamEndEvent else frame

    def _refuse_alias(self, frame: Frame, event: Any) -> None:
        advice = f"{quote_word('*' + event.anchor)} is an alias; write the value out, or put the text in quotes"
        self._refuse_event("yaml-alias", advice, event)
        if frame.keys is not None and frame.key is None:
            frame.key = _DROPPED_KEY
        else:
            self._store_value(frame, None, event.start_mark)

    def _open_frame(self, parent: Frame, event: Any) -> Frame:
        self._inspect_event(event)
        if len(self.stack) >= self.max_depth:
            advice = f"nested deeper than {self.max_depth} levels; a bracket or an indentation is wrong"
            self._refuse_event("yaml-depth", advice, event)
            raise _StopReadingError
        if self.odd_rows and event.flow_style and not self.flow_flags[-1]:
            self._refuse_question_in_brackets(event.start_mark)
        frame = Frame(event.start_mark, event.__class__ is yaml.MappingStartEvent)
        if parent.keys is not None and parent.key is None:
            self._refuse_event("yaml-key-type", "a list or mapping cannot be a key; write a word", event)
            parent.key = _DROPPED_KEY
        else:
            self._store_value(parent, frame.data, frame)
        self.stack.append(parent)
        self.flow_flags.append(event.flow_style)
        return frame

    def _store_value(self, frame: Frame, value: Any, node: Frame | SourceMark) -> None:
        if frame.keys is None:
            frame.data.append(value)
            frame.nodes.append(node)
        else:
            frame.data[frame.key] = value
            frame.nodes[frame.key] = node
            frame.key = None

    def _check_key(self, keys: dict[str, SourceMark], event: Any) -> str:
        """The key to store under, after telling what is wrong with it; a refused one is dropped with its value."""
        name: str = event.value
        if not event.style and event.tag is None:
            if name == "<<":
                self._refuse_event(
                    "yaml-merge-key", "a merge key copies keys from elsewhere; write them out here", event
                )
                return _DROPPED_KEY
            value, rule = resolve_plain_scalar(name)
            if not name:
                place = self._find_missing_key(event.start_mark)
                self._record_fault("yaml-key-type", "the key is missing before the colon", *place, "write a key")
            elif rule or not isinstance(value, str):
                message = f"the key {quote_word(name)} is not a word"
                self._refuse_event("yaml-key-type", message, event, f'put it in quotes: "{name}"')
        if name in keys:
            message = f"the key {quote_word(name)} stands twice, first on line {keys[name].line + 1}; keep one of them"
            self._refuse_event("yaml-duplicate-key", message, event)
            return _DROPPED_KEY
        keys[name] = event.start_mark
        return name

    def _scalar_value(self, event: Any) -> Any:
        """The value of a scalar that might be more than a string."""
        if event.style or event.tag is not None:
            return event.value
        value, rule = resolve_plain_scalar(event.value)
        if rule:
            message = f"{quote_word(event.value)} {SCALAR_FAULTS[rule]}"
            advice = f'put it in quotes: "{event.value}"'
            if rule == "yaml-word-case":
                advice += f", or write {event.value.lower()}"
            self._refuse_event(rule, message, event, advice)
        return value

    def _empty_value_mark(self, event: Any, key_mark: SourceMark) -> SourceMark:
        # The parsers differ on where an empty value stands; its key is what a reader looks for.
        return event.start_mark if event.value else key_mark

    def _inspect_event(self, event: Any) -> None:
        """Refuse anchors, tags and unreadable escapes, and remember where tabs are allowed."""
        if event.anchor is not None:
            advice = f"{quote_word('&' + event.anchor)} is an anchor; delete it, or put the text in quotes"
            self._refuse_event("yaml-anchor", advice, event)
        if event.tag is not None:
            advice = f"{quote_word(_short_tag(event.tag))} is a tag; delete it, or put the text in quotes"
            self._refuse_event("yaml-tag", advice, event)
        style = getattr(event, "style", None)
        if self.odd_rows and not style and self.flow_flags[-1]:
            self._refuse_odd_text(event)
        if not style and event.end_mark.line in self.comment_column_by_line:
            self._refuse_cut_text(event)
        if style and style in "|>" and self.odd_rows:
            self._refuse_odd_header(event)
        if style:
            start, end = event.start_mark, event.end_mark
            self.styled_spans.append(((start.line, start.column), (end.line, end.column)))
        if style == '"' and (match := _FORBIDDEN_ESCAPED_CHARS.search(event.value)):
            if "\ud800" <= match.group() <= "\udfff":
                raise ValueError
            message = f"an escape in this text stands for U+{ord(match.group()):04X}, which is not text; delete it"
            self._refuse_event("yaml-control-character", message, event)

    def _find_missing_key(self, mark: SourceMark) -> tuple[int, int]:
        """Line and column of the `?` behind which no key stands; else those of the mark.

        Of the blanks behind a `?` the pure parser marks the begin, libyaml the end.
        """
        for line in range(mark.line, -1, -1):
            row = self._text_before_mark(mark) if line == mark.line else self.rows[line]
            written = _COMMENT_START.split(row, maxsplit=1)[0].rstrip()
            if written:
                return (line, len(written) - 1) if written.endswith("?") else (mark.line, mark.column)
        return mark.line, mark.column

    def _refuse_odd_header(self, event: Any) -> None:
        """Refuse what libyaml alone lets pass straight behind the | or > of a block."""
        line, column = event.start_mark.line, event.start_mark.column
        header = _ODD_BLOCK_HEADER.match(self.odd_rows[line], column)
        if header is None:
            return
        is_tab = header.group().endswith("\t")
        message = "a tab stands where YAML allows only spaces; write spaces" if is_tab else BLOCK_HEADER_ADVICE
        self._record_fault("yaml-tab" if is_tab else "yaml-syntax", message, line, header.end() - 1)
        raise _StopReadingError

    def _refuse_odd_text(self, event: Any) -> None:
        """Refuse a text without quotes, inside brackets, that the two parsers end at different places."""
        value, end = getattr(event, "value", ""), event.end_mark
        behind = self.odd_rows[end.line][end.column : end.column + 2] if end.line < len(self.odd_rows) else ""
        if value.endswith(":") or _TIGHT_COLON.search(value) or _TIGHT_COLON.match(behind):
            self._refuse_event("yaml-syntax", ODD_BRACKETS_ADVICE, event)
            raise _StopReadingError

    def _refuse_question_in_brackets(self, mark: SourceMark) -> None:
        """Refuse a `?` outside quotes between brackets that open here: the two parsers make different things of it."""
        depth = 0
        for line in range(mark.line, len(self.rows)):
            for part in _FLOW_PART.finditer(self.rows[line], mark.column if line == mark.line else 0):
                sign = part.group()
                if sign == "?":
                    self._record_fault("yaml-syntax", ODD_BRACKETS_ADVICE, line, part.start())
                    raise _StopReadingError
                depth += (sign in "[{") - (sign in "]}")
                if not depth:
                    return

    def _refuse_cut_text(self, event: Any) -> None:
        """Refuse a sentence without quotes that a ` #` behind it cuts off."""
        column = self.comment_column_by_line[event.end_mark.line]
        value = getattr(event, "value", "")
        is_whole = value.endswith((".", "!", "?", "…"))  # a comment may stand behind a sentence that has ended
        if not is_whole and len(value.split()) >= MIN_SENTENCE_WORDS and event.end_mark.column <= column:
            advice = "put the text in quotes, or write the comment on a line of its own"
            message = "a text without quotes ends here, at ' #'"
            self._record_fault("yaml-cut-text", message, event.end_mark.line, column, advice)

    def _refuse_event(self, rule: str, message: str, event: Any, suggestion: str = "") -> None:
        self._record_fault(rule, message, event.start_mark.line, event.start_mark.column, suggestion)

    def _record_fault(self, rule: str, message: str, line: int, column: int, suggestion: str = "") -> None:
        self.problems.append(make_yaml_error(rule, message, FilePosition(self.file, line + 1, column + 1), suggestion))

    def _explain_parser_error(self, fault: yaml.MarkedYAMLError) -> None:
        """Tell a parser's error in plain words."""
        parser_message = f"{fault.context or ''}: {fault.problem or ''}"
        mark: Any = fault.problem_mark or fault.context_mark
        is_unclosed = "quoted scalar" in parser_message
        if self._refuse_tabs(fault.context_mark if is_unclosed else mark):
            return
        for needle, rule, advice, at_start in PARSER_ERROR_ADVICE:
            if needle.search(parser_message):
                fault_mark = fault.context_mark if at_start and fault.context_mark else mark
                is_trailing = advice is MISALIGNED_ADVICE and self._text_before_mark(mark).strip(" ")
                self._record_fault(rule, TRAILING_ADVICE if is_trailing else advice, fault_mark.line, fault_mark.column)
                return
        self._record_fault(
            "yaml-syntax", f"this is not YAML ({parser_message.strip(': ')}); check this line", mark.line, mark.column
        )

    def _text_before_mark(self, mark: SourceMark) -> str:
        """The part of a mark's line that stands before it; "" past the end of the text."""
        return "".join(self.rows[mark.line : mark.line + 1])[: mark.column]

    @cached_property
    def rows(self) -> list[str]:
        """The lines of the text."""
        return LINE_BREAK.split(self.text)

    def _refuse_tabs(self, limit: Any = None) -> bool:
        """Report tabs outside quoted and block text, up to `limit`; whether there are any.

        The two parsers part ways at the first such tab. What is found after it is not told, so that they agree, but
        for the lines that begin with tabs, which all have to be mended.
        """
        if not self.has_tabs:
            return False
        rows = self.rows
        first_tab = next(self._find_loose_tabs(rows, limit), None)
        if first_tab is None:
            return False
        place = FilePosition(self.file, first_tab[0] + 1, first_tab[1] + 1)
        self.problems[:] = [problem for problem in self.problems if problem.position < place]
        later_tabs = ((row_number, row.find("\t")) for row_number, row in enumerate(rows) if row_number > first_tab[0])
        for row_number, column in (
            first_tab,
            *(
                (row_index, column_index)
                for row_index, column_index in later_tabs
                if column_index >= 0 and not rows[row_index][:column_index].strip(" ")
            ),
        ):
            self._record_fault(
                "yaml-tab", "a tab stands where YAML allows only spaces; write spaces", row_number, column
            )
        return True

    def _find_loose_tabs(self, rows: list[str], limit: Any) -> Iterator[tuple[int, int]]:
        span_starts = [start for start, _ in self.styled_spans]
        last_row = len(rows) - 1 if limit is None else limit.line
        for row_number, row in enumerate(rows[: last_row + 1]):
            quoted_tab_count = 0
            for match in re.finditer("\t+", row):
                tab_position = (row_number, match.start())
                if limit is not None and tab_position > (limit.line, limit.column):
                    return
                index = bisect_right(span_starts, tab_position) - 1
                span_end = self.styled_spans[index][1] if index >= 0 else (0, 0)
                if tab_position < span_end:
                    continue
                text_before = row[span_end[1] if span_end[0] == row_number else 0 : tab_position[1]]
                # After a syntax error the last texts may be missing from the list.
                is_in_open_quote = limit is not None and _OPEN_QUOTE.search(_QUOTED_TEXT.sub("", text_before))
                if _COMMENT_START.search(text_before):
                    break  # what stands behind is comment too
                if not is_in_open_quote:
                    yield tab_position
                    continue
                quoted_tab_count += 1
                if quoted_tab_count > MAX_QUOTED_TABS:
                    break


def _yaml_parser_class() -> Any:
    """The parser of libyaml, or the slower one in Python where it is missing; both give the same events."""
    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _short_tag(tag: str) -> str:
    return tag.replace("tag:yaml.org,2002:", "!!")
