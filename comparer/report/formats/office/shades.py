"""The colours behind words in office files, as six hexadecimal digits: few, pale, and each with its word beside it."""

from __future__ import annotations

RED, AMBER, GREEN, BLUE, BROWN, GREY = "F6CFCF", "FBE3C0", "DCEFDC", "DCEAF7", "EFE6DA", "EEF1F5"

STATE_COLOURS = {
    "changed": BLUE, "reversed": RED, "left-open": BROWN, "struck": GREY, "nothing": GREY, "unreported": GREY,
    "unmatched": GREY,
}  # fmt: skip
"""By the state of a cell; what is the same as in the base has no colour."""

VERDICT_COLOURS = {
    "breached": RED, "blocked": RED, "strained": AMBER, "part": AMBER, "needs": AMBER, "unmet": AMBER, "upheld": GREEN,
    "compatible": GREEN, "deferred": BROWN, "unknown": GREY,
}  # fmt: skip
