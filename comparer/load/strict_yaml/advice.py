"""The errors of the two YAML parsers in plain words."""

from __future__ import annotations

import re

ESCAPE_ADVICE = "an escape in this text stands for no character; write the character itself"
BLOCK_HEADER_ADVICE = "after | or > nothing but a comment may follow, and the text below is indented evenly"
MISALIGNED_ADVICE = "this does not fit the lines above; align it with its neighbours"
ODD_BRACKETS_ADVICE = "inside brackets a text ends before ? and :; put it in quotes, or write a space behind the colon"
TRAILING_ADVICE = "something follows a text in quotes or brackets that has ended; put the whole text in quotes"

# What a parser's error says, the rule, what to do about it, and whether the fault lies where the construct began. The
# first that fits is told.
PARSER_ERROR_ADVICE: tuple[tuple[re.Pattern[str], str, str, bool], ...] = tuple(
    (re.compile(needle), rule, advice, at_start)
    for needle, rule, advice, at_start in (
        ("maximum nesting depth", "yaml-depth",
         "nested far too deeply; a bracket or an indentation is wrong", False),
        ("Unicode character escape", "yaml-control-character", ESCAPE_ADVICE, False),
        ("quoted scalar.*(?:end of stream|document indicator)", "yaml-syntax",
         "a quotation mark is opened here and never closed", True),
        ("escape", "yaml-syntax",
         "in double quotes a backslash begins an escape; double it, or use single quotes", False),
        ("directive", "yaml-directive", "a directive changes how the file is read; delete this line", True),
        ("an alias", "yaml-alias", "a text that begins with * is read as an alias; put it in quotes", True),
        ("an anchor", "yaml-anchor", "a text that begins with & is read as an anchor; put it in quotes", True),
        ("tag(?!>)", "yaml-tag", "a text that begins with ! is read as a tag; put it in quotes", True),
        ("'\\\\t'|tab character", "yaml-tab", "a tab stands where YAML allows only spaces; write spaces", False),
        ("mapping values", "yaml-syntax",
         "a colon is not allowed here; put a text that holds ': ' in quotes, or mend the indentation", False),
        ("could not find expected ':'", "yaml-syntax",
         "this line is not 'key: value'; add the colon, or indent it under the text it goes on from", True),
        ("start any token", "yaml-syntax", "a text cannot begin with this character; put it in quotes", False),
        ("flow (?:sequence|mapping)", "yaml-syntax",
         "a bracket is opened here and not closed in time; add the comma or bracket, or put the text in quotes", True),
        ("node content", "yaml-syntax", "a value is missing, or a text begins with a mark; put it in quotes", False),
        ("entries are not allowed|mapping keys", "yaml-syntax",
         "a list item or ? is not allowed here; quote it, or begin a new line", False),
        ("block scalar", "yaml-syntax",
         BLOCK_HEADER_ADVICE, False),
        ("block (?:collection|mapping)|document start", "yaml-syntax",
         MISALIGNED_ADVICE, False),
    )
)  # fmt: skip
