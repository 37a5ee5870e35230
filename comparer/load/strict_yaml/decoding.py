"""Bytes of a file to text that both YAML parsers read alike."""

from __future__ import annotations

import re

from comparer.model.problems import FilePosition, Problem, Severity

_FORBIDDEN_CHARS = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")

_DIRECTIVE_SIGN = re.compile(r"(?<![^\r\n])%")
_LINES_BEFORE_DATA = re.compile(r"(?:[ \t]*(?:[#%][^\r\n]*)?(?:\r\n|\r|\n|\Z))+")
LINE_BREAK = re.compile(r"\r\n|\r|\n")

MAX_TOLD_CHARACTERS = 200
"""How many characters that belong in no text are told one by one; of more, their number."""

_BYTE_ORDER_MARKS = (
    (b"\xff\xfe\x00\x00", "UTF-32"), (b"\x00\x00\xfe\xff", "UTF-32"), (b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16")
)  # fmt: skip


def decode_utf8(content: bytes, file: str, problems: list[Problem]) -> str | None:
    for mark, name in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            problems.append(
                make_yaml_error("yaml-encoding", f"the file is {name}; save it as UTF-8", FilePosition(file))
            )
            return None
    content = content.removeprefix(b"\xef\xbb\xbf")
    nul_offset = content.find(b"\0")
    if nul_offset >= 0:
        place = _place_after(content[:nul_offset].decode("utf-8", "replace"), file)
        problems.append(
            make_yaml_error("yaml-nul-byte", "a NUL byte: this is not text, or not UTF-8; save it as UTF-8", place)
        )
        return None
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as fault:
        place = _place_after(content[: fault.start].decode("utf-8"), file)
        message = f"the byte 0x{content[fault.start]:02X} is not UTF-8; save the file as UTF-8"
        problems.append(make_yaml_error("yaml-encoding", message, place))
        return None


def blank_control_characters(text: str, file: str, problems: list[Problem]) -> str:
    if _FORBIDDEN_CHARS.search(text) is None:
        return text
    told_count = 0
    for number, row in enumerate(LINE_BREAK.split(text), 1):
        for match in _FORBIDDEN_CHARS.finditer(row):
            place = FilePosition(file, number, match.start() + 1)
            message = f"the character U+{ord(match.group()):04X} does not belong in a text; delete it"
            told_count += 1
            if told_count == MAX_TOLD_CHARACTERS:
                left_count = len(_FORBIDDEN_CHARS.findall(text)) - told_count
                message += f"; after this place there are {left_count:,} more such characters" if left_count else ""
            problems.append(make_yaml_error("yaml-control-character", message, place))
            if told_count == MAX_TOLD_CHARACTERS:
                return _FORBIDDEN_CHARS.sub(" ", text)
    # A blank of the same width keeps all later places right.
    return _FORBIDDEN_CHARS.sub(" ", text)


def comment_out_directives(text: str, file: str, problems: list[Problem]) -> str:
    head = _LINES_BEFORE_DATA.match(text)
    if head is None or "%" not in head.group():
        return text
    message = "a directive changes how the file is read; delete this line"
    for number, row in enumerate(LINE_BREAK.split(head.group()), 1):
        if row.startswith("%"):
            problems.append(make_yaml_error("yaml-directive", message, FilePosition(file, number)))
    return _DIRECTIVE_SIGN.sub("#", head.group()) + text[head.end() :]


def _place_after(text: str, file: str) -> FilePosition:
    rows = LINE_BREAK.split(text)
    return FilePosition(file, len(rows), len(rows[-1]) + 1)


def make_yaml_error(rule: str, message: str, place: FilePosition, suggestion: str = "") -> Problem:
    return Problem(rule, message, place, Severity.ERROR, suggestion)
