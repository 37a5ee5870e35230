"""What became of one facet, as it is read aloud."""

from __future__ import annotations

from typing import Any

import pytest

from comparer.report.words.sentences import ReportSentences
from tests.report.sample import sample


def change(facet: str, before: Any, after: Any, **fields: Any) -> Any:
    return {
        "facet": facet, "before": "", "after": "", "effect": "same", "weight": 3, "unreported": False,
        "rule": f"change-{facet.partition('.')[0]}", "before_value": before, "after_value": after, **fields,
    }  # fmt: skip


def date(low: str | None, high: str | None) -> Any:
    return {"amount": {"low": low, "high": high, "low_open": False, "high_open": False, "about": False,
                       "unknown": low is high is None, "unit": "date"}}  # fmt: skip


NOTHING: Any = {"text": ""}
WHO: Any = {"words": ["owner"]}, {"words": ["tenant"]}


@pytest.mark.parametrize(
    ("record", "sentence"),
    [
        (change("bearer", *WHO), "It bound owner and now binds tenant."),
        (change("bearer.decider", *WHO), "Both leave it for later; it was left to owner and is now left to tenant."),
        (change("bearer.one-defers", *WHO), "It was a matter for owner and is now one for tenant."),
        (change("deadline.end", NOTHING, date(None, "2031-12-31")), "It now sets a time limit: by 31 Dec 2031."),
        (change("deadline.end", NOTHING, date(None, None)), "It now sets a time limit that is not known."),
        (change("deadline.end", date("2031-01", "2031-05"), NOTHING),
         "It no longer sets a time limit, which was Jan 2031 to May 2031."),
        (change("amount.sum", NOTHING, date(None, None), unreported=True),
         ("Only one of the two is known to give a figure (sum), and that is not known; "
          "of the other it is not reported.")),
        (change("condition", {"conditions": {"unless": ["flood"]}}, NOTHING),
         "It held unless flood and now holds without that condition."),
        (change("reading", {"text": "reports of a ceiling"}, NOTHING, effect="opposed"),
         "Beside a reading (reports of a ceiling), the text as it stands is the opposite."),
    ],
)  # fmt: skip
def test_a_change_of_one_facet_can_be_read_aloud(record: Any, sentence: str) -> None:
    report: Any = sample()
    assert ReportSentences(report).facets.sentence(record) == sentence
