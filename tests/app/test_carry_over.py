"""A second version of a document takes over the encodings of clauses whose text did not change."""

from __future__ import annotations

from comparer.app.documents import plan_text_of_document, update_plan_file
from comparer.load import strict_yaml


def plan(text: str) -> bytes:
    return plan_text_of_document(text.encode(), "pact.txt", "pact").encode()


def test_encodings_stay_and_what_is_lost_is_told() -> None:
    old = plan("1. The mill pays 5.\n2. The weir stands.\n3. The town waits.\n").decode()
    old = old.replace("kind: draft\n", 'kind: revision\nissued: "2031-05-01"\n')
    old = old.replace("text: The weir stands.\n", "text: The weir stands.\n    evidence: B\n")
    old = old.replace("text: The mill pays 5.\n", "text: The mill pays 5.\n    evidence: C\n")
    content, notes = update_plan_file(
        old.encode(), plan("1. The mill pays 7.\n2. The gate opens.\n3. The weir stands.\n")
    )
    data = strict_yaml.read_yaml(content, "pact.yaml").data
    assert data["kind"] == "revision"
    assert data["issued"] == "2031-05-01"
    assert [clause.get("evidence") for clause in data["provisions"]] == [None, None, "B"]
    assert [*notes] == [
        "carried over: encodings of 1 clauses",
        "2 is now 3; look for it in alignments and accepted findings",
        "not carried over: 1, whose text changed or is gone",
    ]
