"""Nothing disappears, and this is checked at run time: every sign of the source is in the plan, or is told."""

from __future__ import annotations

from collections import Counter

__all__ = ["lost_signs"]

MAX_TOLD_SIGNS = 12


def lost_signs(source: Counter[str], kept_signs: Counter[str]) -> str:
    """The signs that stand more often in the source than in the plan, as a sentence; empty where there are none."""
    lost = source - kept_signs
    if not lost:
        return ""
    listed = [
        f"{sign} ({count})" if count > 1 else sign
        for sign, count in sorted(lost.items(), key=lambda row: (-row[1], row[0]))
    ]
    more = f" and {len(listed) - MAX_TOLD_SIGNS} more signs" if len(listed) > MAX_TOLD_SIGNS else ""
    return f"{sum(lost.values())} signs of the document are not in the plan: {' '.join(listed[:MAX_TOLD_SIGNS])}{more}"
