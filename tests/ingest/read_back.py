"""What tests of the import ask of a plan file: its data, and every word that it holds."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest

from comparer.ingest import import_document
from comparer.load import strict_yaml
from comparer.load.checks import validate
from comparer.model.problems import format_problem


def imported(content: bytes | str, kind: str = "plain") -> dict[str, Any]:
    """The data of the plan file that a document becomes, after asserting that the file has no fault."""
    raw = content.encode() if isinstance(content, str) else content
    read = import_document.import_draft(raw, import_document.Format(kind))
    text = import_document.plan_file_text(read, "new", "source.txt").encode()
    report = validate({"plans/drafts/new.yaml": text})
    assert not report.problems, [format_problem(problem) for problem in report.problems]
    data = strict_yaml.read_yaml(text, "new.yaml").data
    assert isinstance(data, dict)
    return data


def draft(text: str, kind: import_document.Format = import_document.Format.PLAIN) -> import_document.Draft:
    """What a text is drafted as, before it is a file."""
    return import_document.import_draft(text.encode(), kind)


def refusal(content: bytes, kind: str) -> str:
    """Why a document cannot be imported."""
    with pytest.raises(import_document.ImportFailure) as refused:
        import_document.import_draft(content, import_document.Format(kind))
    return str(refused.value)


def clauses(data: dict[str, Any]) -> dict[str, str]:
    """Texts by clause id, in order."""
    result = {}
    for provision in data["provisions"]:
        for clause in provision.get("clauses", [provision]):
            result[clause["id"]] = clause["text"]
    return result


def headings(data: dict[str, Any]) -> dict[str, str]:
    return {provision["id"]: provision["heading"] for provision in data["provisions"] if "heading" in provision}


def tokens(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text)


def count_signs(data: Any) -> Counter[str]:
    """Every word of the values of a plan file."""
    if isinstance(data, str):
        return Counter(tokens(data))
    if isinstance(data, dict):
        return sum((count_signs(value) for value in data.values()), Counter())
    if isinstance(data, list):
        return sum((count_signs(value) for value in data), Counter())
    return Counter()
