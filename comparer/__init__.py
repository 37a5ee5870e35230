"""Compare plan drafts provision by provision.

The names below are the whole public API (docs/python-api.md); every other module may change without notice.
"""

from comparer.version import VERSION

TYPE_CHECKING = False  # known to type checkers by its name; the module typing is slow to import
if TYPE_CHECKING:
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
    "compare",
    "diff",
    "explain",
    "import_document",
    "load_workspace",
    "relate",
    "render",
]

_HOME_BY_NAME = {
    "InvalidWorkspaceError": ("comparer.model.errors", "InvalidWorkspaceError"),
    "UsageError": ("comparer.model.errors", "UsageError"),
    "Workspace": ("comparer.session", "OpenWorkspace"),
    "Report": ("comparer.report.value.types", "ReportValue"),
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
