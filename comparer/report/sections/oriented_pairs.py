"""Links as told from the base: whichever plan is the earlier, the base stands on the left."""

from __future__ import annotations

from comparer.model.relation import Relation
from comparer.report.value.text_edits import mirror_edit
from comparer.report.value.types import ChangeRecord, LinkRecord, ReportValue, TextEdit


def list_text_edits(report: ReportValue, left: str, right: str) -> list[TextEdit]:
    """The headings and notes that differ between two plans, told from the left one; none of plans not compared."""
    for pair in report["pairs"]:
        if (pair["left"], pair["right"]) == (left, right):
            return pair.get("edits", [])
        if (pair["left"], pair["right"]) == (right, left):
            return [mirror_edit(edit) for edit in pair.get("edits", ())]
    return []


def mirror_link(link: LinkRecord) -> LinkRecord:
    """The link read from right to left. Whom it favours was judged the other way round, and is left out."""
    changes: list[ChangeRecord] = [
        {
            **link_change,
            "before": link_change["after"],
            "after": link_change["before"],
            "before_value": link_change["after_value"],
            "after_value": link_change["before_value"],
            "effect": Relation(link_change["effect"]).mirror().value,
        }
        for link_change in link["changes"]
    ]
    relation = Relation(link["relation"]).mirror().value
    return {
        **link,
        "left": link["right"],
        "right": link["left"],
        "relation": relation,
        "changes": changes,
        "favours": [],
    }
