"""Reads reports back, and spoils them: what the tests of several formats share."""

from __future__ import annotations

from typing import Any

HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "one | two || three \\| four",
    "line one\nline two\r\nline three\ttab",
    '=HYPERLINK("https://example.org","x")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\u202egnitset\u202c \u2066left\u2069 \u200fmark",
    "\x1b[31mred\x1b[0m \x1b]0;title\x07 \x9b31m",
    "a" * 100_000,
    "word " * 20_000,
    "🚢 harbour 👩‍👩‍👧 漢字 e\u0301",
    "Рибальський кооператив утримує човни",
    "`code` **bold** _it_ [link](https://example.org) ![i](x) # head @someone #12 {{ x }} {% y %} ${z}",
    "</details></table>--><!--",
    "{before} {0} %s %(x)s",
)


def fingerprints(report: dict[str, Any]) -> list[str]:
    """Those of all findings, in the order of the report."""
    lists = [pair[name] for pair in report["pairs"] for name in ("links", "gaps")]
    lists += [
        report[name] for name in ("verdicts", "later", "constraints", "deadlocks", "contradictions", "plan_findings")
    ]
    return [finding["fingerprint"] for result in lists for finding in result]


FREE = {"text", "heading", "note", "title", "summary", "majority", "publisher", "address", "label", "because", "reason"}
FREE |= {"before", "after", "act", "by_whom", "leaning", "fault", "said_by", "not_judged", "definition"}
OURS = {"legend", "limits", "order", "rules", "tool", "totals"}


def spoiled(report: dict[str, Any], text: str) -> dict[str, Any]:
    """The report with every free text of it replaced, as a careless or hostile file could have it."""

    def spoil(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {inner: item if inner in OURS else spoil(item, inner) for inner, item in value.items()}
        if isinstance(value, list):
            return [spoil(item) for item in value]
        return text if key in FREE and isinstance(value, str) else value

    return spoil(report) | {"words": dict.fromkeys(report["words"], text)}


def flat(text: str) -> str:
    """White space as single spaces, so that wrapping does not matter."""
    return " ".join(text.split())
