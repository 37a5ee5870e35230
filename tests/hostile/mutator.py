"""Spoils inputs with knowledge of their structure: bytes, trees of YAML and JSON, parts of archives, sentences."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

TOKENS = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\r\n", b"\t", b"\x85", b"\xe2\x80\xa8", b"\xe2\x80\xae", b"\x1b[31m",
    b"---\n", b"...\n", b"&a ", b"*a", b"!!python/object ", b"<<: ", b"%YAML 1.1\n", b"? ", b"- ", b": ", b" #", b"|\n",
    b">\t", b"|+2\n", b'"', b"'", b"\\", b"\\x", b"{", b"}", b"[", b"]", b",", b"=1+1", b"<!--", b"-->", b"]]>",
    b"<![CDATA[", b"&amp;", b"&#0;", b"<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///x'>]>", b"</", b"/>", b"<p>", b"<table>",
    b"<li>", b"<ol start='-1'>", b"`", b"~~~", b"```", b"**", b"[x](", b"![", b"|---|", b"1. ", b"(a) ", b"iv) ",
    b"Article 1 ", b"99999999999999999999", b"-1", b"1e999", b"0x", b".5", b"1,000,000.00", b"2031-02-30",
    "٣ ".encode(), "Ⅳ. ".encode(), "а) ".encode(), "㉈".encode(), "🚢".encode(), "e\u0301".encode(),
    b"must not ", b"shall ", b"if ", b"unless ", b"no later than ", b"per cent ",
)  # fmt: skip

VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 10**30, 0.1, 1e308, float("inf"), "", " ", "x", "a\n", "\u202e", "\x1b]0;x\x07", "must",
    "2031-02-30", "99999999999-01-01", "0", "1/0", "-", ".", "..", "#", "a#b", "a#b#c", "unnamed", "anyone", "north",
    "council", "=1+1", "<script>", "x" * 5000, [], {}, [[]], [{}], [None], {"": ""}, {"is": 1}, {"min": 5, "max": 1},
    {"unknown": True}, ["north", "north"], {"bearer": "unnamed", "modality": ["must"], "act": "pay"},
)  # fmt: skip

TEXT_KEYS = frozenset(
    ("text", "title", "short", "summary", "label", "gloss", "note", "reason", "says", "heading", "url")
)
HOSTILE_TEXTS = (
    "<script>alert(1)</script>", "\u202etxt", "\x1b]0;x\x07", "=1+1;=2", "`|x|`", "[x](javascript:x)", "\u3164",
    "1,000 of 5 per cent by 2031-02-30", "if if unless if", "a" * 3000, "٣ men", "%0A::error::x", "]]></w:t>", "\u2028",
    "The parties shall not, unless both agree, pay more than €3.5bn within 30 days of 2031.", "{0}{x}%s", "-", "…",
)  # fmt: skip


def mutate_bytes(content: bytes, rng: random.Random, others: Sequence[bytes] = ()) -> bytes:
    """One to six changes: bits, cuts, doublings, tokens, and pieces of other inputs."""
    data = bytearray(content)
    for _ in range(rng.choice((1, 1, 1, 2, 3, 6))):
        at = rng.randrange(len(data) + 1)
        length = rng.choice((1, 1, 2, 8, 40))
        how = rng.randrange(7)
        if how == 0 and data:
            data[at % len(data)] ^= 1 << rng.randrange(8)
        elif how == 1:
            del data[at : at + length]
        elif how == 2:
            data[at:at] = data[at : at + length] * rng.choice((1, 2, 9))
        elif how == 3:
            data[at:at] = rng.choice(TOKENS)
        elif how == 4:
            data[at : at + length] = rng.choice(TOKENS)
        elif how == 5:
            del data[at:]
        elif others:
            other = rng.choice(others)
            start = rng.randrange(len(other) + 1)
            data[at:at] = other[start : start + rng.choice((5, 50, 500))]
    return bytes(data)


def mutate_tree(value: Any, rng: random.Random, values: Sequence[Any] = VALUES) -> Any:
    """One place of plain data changed: a value exchanged, left out, doubled, renamed, or put where another was."""
    places = _places(value) if isinstance(value, dict | list) else []
    if not places:
        return _copy(rng.choice(values))
    holder, key = rng.choice(places)
    how = rng.randrange(6)
    if how <= 2:
        holder[key] = _copy(rng.choice(values))
    elif how == 3:
        del holder[key]
    elif how == 4:
        other_holder, other_key = rng.choice(places)
        holder[key] = _copy(other_holder[other_key])
    elif isinstance(holder, dict):
        holder[rng.choice(("id", "norm", "text", "x", "", "from", "is", "clauses", str(key) + "s"))] = holder.pop(key)
    else:
        holder.insert(key, _copy(holder[key]))
    return value


def exchange_alike(value: Any, rng: random.Random) -> Any:
    """The value of one key put where the same key stands elsewhere: mostly still valid, and nothing that was written.

    Every other time a text is written anew instead, with signs that steer, link or run unless they are made harmless.
    """
    places = [(holder, key) for holder, key in _places(value) if isinstance(holder, dict)]
    if not places:
        return value
    holder, key = rng.choice(places)
    texts = [place for place in places if place[1] in TEXT_KEYS and isinstance(place[0][place[1]], str)]
    if texts and rng.random() < 0.5:
        holder, key = rng.choice(texts)
        holder[key] = f"{holder[key]} {rng.choice(HOSTILE_TEXTS)}" if rng.random() < 0.5 else rng.choice(HOSTILE_TEXTS)
        return value
    alike = [other for other, other_key in places if other_key == key]
    holder[key] = _copy(rng.choice(alike)[key])
    return value


def _places(value: Any) -> list[tuple[Any, Any]]:
    pending, places = [value], []
    while pending:
        holder = pending.pop()
        keys = list(holder) if isinstance(holder, dict) else range(len(holder))
        places += [(holder, key) for key in keys]
        pending += [holder[key] for key in keys if isinstance(holder[key], dict | list)]
    return places


def _copy(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copy(item) for key, item in value.items()}
    return [_copy(item) for item in value] if isinstance(value, list) else value


def mutate_archive(content: bytes, rng: random.Random, mutate: Callable[[bytes], bytes]) -> bytes:
    """An archive with one part changed, left out, doubled or renamed."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [(entry.filename, archive.read(entry)) for entry in archive.infolist()]
    at, how = rng.randrange(len(parts)), rng.randrange(8)
    name, part = parts[at]
    if how == 0:
        del parts[at]
    elif how == 1:
        parts[at] = (rng.choice(("../x", "", "word/\udcff", name.upper(), "/" + name)), part)
    elif how == 2:
        parts[at] = (name, rng.choice(parts)[1])
    else:
        main = next((index for index, (part_name, _) in enumerate(parts) if part_name == "word/document.xml"), at)
        at = rng.choice((at, main, main))
        parts[at] = (parts[at][0], mutate(parts[at][1]))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for part_name, part_content in parts:
            archive.writestr(part_name.encode("utf-8", "replace").decode() or "x", part_content)
    return out.getvalue()


def word_soup(words: Sequence[str], rng: random.Random, longest: int = 30) -> str:
    """Words in no order, with some doubled; what a reader of sentences has to bear."""
    chosen = [rng.choice(words) for _ in range(rng.randint(0, longest))]
    return " ".join(chosen) if rng.random() < 0.9 else "".join(chosen)
