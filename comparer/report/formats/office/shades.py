"""The colours behind marks in office files, as six hexadecimal digits."""

from __future__ import annotations

RED, AMBER, YELLOW, GREEN, BLUE = "F6CFCF", "FBE3C0", "F6EEC4", "D7EBD7", "CFE6F7"
VIOLET, LILAC, BROWN, GREY = "E2DCF3", "EEE7F5", "E9E2DA", "E3E7EC"

RELATION_COLOURS = {
    "stricter": AMBER, "looser": BLUE, "mixed": YELLOW, "shifted": VIOLET, "replaced": VIOLET,
    "opposed": RED, "deferred": BROWN,
    "settled": GREEN,
}  # fmt: skip
VERDICT_COLOURS = {
    "deadlock": RED, "breached": RED, "blocked": RED, "strained": AMBER, "needs": AMBER, "upheld": GREEN,
    "compatible": GREEN,
}  # fmt: skip
