"""The templates of the pages: our own files, and everything they show of others made safe."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from comparer.report.formats.page.texts import make_displayable

if TYPE_CHECKING:
    from jinja2 import Template
    from jinja2.sandbox import SandboxedEnvironment


def load_page_template(name: str) -> Template:
    """A template of this folder, by the name of its file."""
    return _template_environment().get_template(name)


@cache
def _template_environment() -> SandboxedEnvironment:
    from jinja2 import PackageLoader, StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    return SandboxedEnvironment(
        loader=PackageLoader("comparer.report.formats", "page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_escape_output_controls,
        auto_reload=False,
    )


def _escape_output_controls(value: object) -> object:
    """Text of others with its control characters and reordering marks made visible."""
    return make_displayable(value) if isinstance(value, str) and not hasattr(value, "__html__") else value
