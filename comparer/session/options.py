"""What a person asks for is checked against the workspace before anything is compared."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from comparer.model.dates import parse_date
from comparer.model.errors import UsageError
from comparer.model.problems import did_you_mean
from comparer.model.workspace import Workspace
from comparer.report.options import ReportOptions
from comparer.session.workspace import OpenWorkspace

if TYPE_CHECKING:  # what compares and reports is imported where it is used: many commands only open a workspace
    from comparer.model.findings import Narrowing

_PADDED_DATE_PATTERN = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")


def build_narrowing(options: ReportOptions) -> Narrowing:
    """What of the findings is asked for."""
    from comparer.model.findings import Narrowing

    return Narrowing(issue=options.issue, party=options.party)


def require_known_options(workspace: OpenWorkspace, plan_ids: Sequence[str], options: ReportOptions) -> None:
    """Raises UsageError for a plan, date, issue, party or language that there is not."""
    from comparer.resources.message_catalogue import LANGUAGES

    for plan_id in (*plan_ids, *filter(None, (options.base,))):
        workspace.find_plan(plan_id)
    require_date(options.as_of)
    _require_issue(workspace.records, options.issue)
    _require_party(workspace.records, options.party)
    if options.language not in ("", *LANGUAGES):
        raise UsageError(f"'{options.language}' is not a language of reports", f"languages: {', '.join(LANGUAGES)}")


def require_date(text: str) -> None:
    """Raises UsageError for what is not a day, a month or a year of the calendar; an empty text names no date."""
    if text and not (_PADDED_DATE_PATTERN.fullmatch(text) and parse_date(text)):
        raise UsageError(f"'{text}' is not a date; write YYYY-MM-DD, YYYY-MM or YYYY")


def _require_party(records: Workspace, party: str) -> None:
    """Raises UsageError for one that holds no red line and stands in no plan."""
    known_parties = {line.party for line in records.red_lines} | {
        party for plan in records.plans for party in plan.parties
    }
    if party and party not in known_parties:
        raise UsageError(
            f"'{party}' is not a party of the workspace",
            did_you_mean(party, known_parties) or f"parties: {', '.join(sorted(known_parties)) or 'none'}",
        )


def _require_issue(records: Workspace, issue: str) -> None:
    known_issues = {candidate.id for candidate in records.vocabulary.issues}
    known_issues |= {clause.issue for plan in records.plans for clause in plan.clauses if clause.issue}
    if issue and issue not in known_issues and not any(candidate.startswith(issue + ".") for candidate in known_issues):
        raise UsageError(f"'{issue}' is not an issue of the vocabulary", did_you_mean(issue, known_issues))
