"""Writes the case files: `python -m tests.record_edits.record` adds the engine's links, to read.

Relations, verdicts and law are written by hand and never touched here.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.record_edits import judged
from tests.record_edits.mutate import mutate

CASES = Path(__file__).resolve().parent / "cases"
HEAD = """\
# Changes to {plan}, one clause at a time. `how` says what was and what is; `relation` is that of the original clause to
# the changed one; `verdicts` and `constraints` hold all that move, before and after (`none`: not touched). Written by
# hand, with the reason, before the engine was run; `corrected` says what the hand had said and why that was wrong.
"""
LINKS = """\
# links_recorded: true. `links`, from each plan to this one, were taken from the engine of the second algebra: a guard
# against change, which nobody has read yet. README.md says by which rules relations and verdicts were judged anew.
# A link is a pair of clauses, or of groups of them; what is not named stays as it is.
"""


def read(plan: str) -> list[dict[str, Any]]:
    result: list[dict[str, Any]] = yaml.safe_load((CASES / f"{plan}.yaml").read_text(encoding="utf-8"))["cases"]
    return result


def write(plan: str, cases: list[dict[str, Any]]) -> None:
    head = HEAD.format(plan=plan) + (LINKS if any("links" in case for case in cases) else "")
    body = "".join(_case(case) for case in cases)
    (CASES / f"{plan}.yaml").write_text(f"{head}\nplan: {plan}\ncases:\n{body}", encoding="utf-8")


def _case(case: dict[str, Any]) -> str:
    lines = [f"  - id: {case['id']}"]
    lines += [f"    clause: {_quoted(case['clause'])}"] if "clause" in case else []
    lines.append(f"    kind: {case['kind']}")
    lines.append("    how:")
    lines += [f"      {key}: {_quoted(value)}" for key, value in case["how"].items()]
    lines += [f"    relation: {case['relation']}", f"    because: {_quoted(case['because'])}"]
    lines += [f"    corrected: {_quoted(case['corrected'])}"] if "corrected" in case else []
    for key in ("verdicts", "constraints"):
        lines += _table(key, case.get(key, {}), "    ")
    if case.get("links"):
        lines.append("    links:")
        for other, links in case["links"].items():
            lines += _table(other, links, "      ")
    return "\n".join(lines) + "\n"


def _table(name: str, table: dict[str, list[str]], indent: str) -> list[str]:
    rows = [f"{indent}  {_quoted(key)}: [{', '.join(value)}]" for key, value in table.items()]
    return [f"{indent}{name}:", *rows] if rows else []


def _quoted(words: str) -> str:
    """A scalar as plain as YAML lets it be."""
    try:
        plain = yaml.safe_load(f"a: {words}")["a"] == words
    except yaml.YAMLError:
        plain = False
    return words if plain else '"' + words.replace('"', '\\"') + '"'


def record() -> None:
    for path in sorted(CASES.glob("*.yaml")):
        cases = read(path.stem)
        for case in cases:
            case.pop("links", None)
            links = judged.moved_links(mutate(judged.plans()[path.stem], case.get("clause", ""), case["how"]))
            if links:
                case["links"] = links
        write(path.stem, cases)


if __name__ == "__main__":
    with pytest.MonkeyPatch.context() as patch:
        judged.judge_once(patch)
        record()
