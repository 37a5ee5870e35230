"""The importer `minutes`: each line `item N | text` of a log is a point."""

from __future__ import annotations

import re

name = "minutes"
suffix = "log"
extra = ""

POINT = re.compile(r"item (\d+) \| (.+)")


def parse(content: bytes) -> str:
    points = POINT.findall(content.decode("utf-8"))
    if not points:
        raise ValueError("it has no line 'item N | text'")
    return "\n\n".join(f"{number}. {text}" for number, text in points) + "\n"
