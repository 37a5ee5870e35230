"""Compare plan drafts provision by provision.

The names below are the whole public API (docs/python-api.md); every other module may change without notice.
"""

from comparer.version import VERSION

TYPE_CHECKING = False  # known to type checkers by its name; the module typing is slow to import
if TYPE_CHECKING:
    from comparer.app.agreement_api import (
        assess_completeness,
        check_matters,
        draft_single_text,
        find_bridges,
        list_positions,
        plan_implementation,
        trace_brackets,
        trace_lineage,
    )
    from comparer.app.api import compare, diff, explain, import_document, load_workspace, relate, render
    from comparer.model.errors import InvalidWorkspaceError, UsageError
    from comparer.report.value.types import ReportValue as Report
    from comparer.session import OpenWorkspace as Workspace

__version__ = VERSION

__all__ = [
    "InvalidWorkspaceError",
    "Report",
    "UsageError",
    "Workspace",
    "__version__",
    "assess_completeness",
    "check_matters",
    "compare",
    "diff",
    "draft_single_text",
    "explain",
    "find_bridges",
    "import_document",
    "list_positions",
    "load_workspace",
    "plan_implementation",
    "relate",
    "render",
    "trace_brackets",
    "trace_lineage",
]

_AGREEMENT_HOME = "comparer.app.agreement_api"

_HOME_BY_NAME = {
    "InvalidWorkspaceError": ("comparer.model.errors", "InvalidWorkspaceError"),
    "UsageError": ("comparer.model.errors", "UsageError"),
    "Workspace": ("comparer.session", "OpenWorkspace"),
    "Report": ("comparer.report.value.types", "ReportValue"),
    "assess_completeness": (_AGREEMENT_HOME, "assess_completeness"),
    "check_matters": (_AGREEMENT_HOME, "check_matters"),
    "draft_single_text": (_AGREEMENT_HOME, "draft_single_text"),
    "find_bridges": (_AGREEMENT_HOME, "find_bridges"),
    "list_positions": (_AGREEMENT_HOME, "list_positions"),
    "plan_implementation": (_AGREEMENT_HOME, "plan_implementation"),
    "trace_brackets": (_AGREEMENT_HOME, "trace_brackets"),
    "trace_lineage": (_AGREEMENT_HOME, "trace_lineage"),
}


def __getattr__(name: str) -> object:
    """A public name, imported when it is first used, so that the command starts at once."""
    if name not in __all__:
        raise AttributeError(f"module 'comparer' has no attribute '{name}'")
    from importlib import import_module

    module_name, attribute = _HOME_BY_NAME.get(name, ("comparer.app.api", name))
    value = getattr(import_module(module_name), attribute)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
