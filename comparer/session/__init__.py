"""A workspace, its comparison, and its changes over time: the few calls that commands, watch and the Python API share.

Bytes in, report out. What a run makes is kept by name with the values it was made from. A value is the same where it is
the same object, so a file that did not change has to give the same objects; text and bytes are compared. After a change
of files only what the changed file touches is made again, and the report is that of a full run, to the byte.
"""

from __future__ import annotations

from comparer.report.options import ReportOptions
from comparer.session.comparison import (
    ComparedPlans,
    add_pair_results,
    build_plans_report,
    compare_plans,
    describe_plans,
    find_party_moves,
    find_standing_deadlocks,
    list_comparison_jobs,
    open_kept_pairs,
    prepare_clauses,
)
from comparer.session.explanation import ClauseSource, align_plans, explain_finding, explain_subject, relate_sources
from comparer.session.live_session import Session, SessionState
from comparer.session.options import require_date, require_known_options
from comparer.session.plan_changes import diff_plans, rename_plan, report_plan_changes, version_name
from comparer.session.workspace import MemoryCache, OpenWorkspace, open_workspace

__all__ = [
    "ClauseSource",
    "ComparedPlans",
    "MemoryCache",
    "OpenWorkspace",
    "ReportOptions",
    "Session",
    "SessionState",
    "add_pair_results",
    "align_plans",
    "build_plans_report",
    "compare_plans",
    "describe_plans",
    "diff_plans",
    "explain_finding",
    "explain_subject",
    "find_party_moves",
    "find_standing_deadlocks",
    "list_comparison_jobs",
    "open_kept_pairs",
    "open_workspace",
    "prepare_clauses",
    "relate_sources",
    "rename_plan",
    "report_plan_changes",
    "require_date",
    "require_known_options",
    "version_name",
]
