"""The report format `outline`: a line for each link of each pair."""

from __future__ import annotations

from typing import Any

name = "outline"
suffix = "outline"
extra = ""


def render(report: dict[str, Any], options: Any) -> str:
    lines = []
    for pair in report["pairs"]:
        lines.append(f"{pair['left']} -> {pair['right']}")
        lines += [f"  {' '.join(link['left'])} {link['relation']} {' '.join(link['right'])}" for link in pair["links"]]
    return "\n".join(line[: options.width] for line in lines) + "\n"
