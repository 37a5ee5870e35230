"""The fields of a plan as the text of its file."""

from __future__ import annotations

import re

import yaml

from comparer.agreement.plan_fields import PlanFields

_BARE_TEXT = re.compile(r"[A-Za-z](?:[\w.,;'’()/–-]| (?! |$))*")
_RESERVED_WORDS = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
LINE_WIDTH_CHARS = 1_000_000
"""No line is broken: a text is one line of the file, as people write it."""


class _PlanDumper(yaml.SafeDumper):
    """Writes words bare and every other text in double quotes, so that every reader of YAML reads it the same."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002 - a list is indented
        super().increase_indent(flow, indentless=False)

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - plan files have no aliases
        return True


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    is_bare = bool(_BARE_TEXT.fullmatch(text)) and text.lower() not in _RESERVED_WORDS
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=None if is_bare else '"')


_PlanDumper.add_representer(str, _represent_text)


def write_plan_text(fields: PlanFields, schema: str) -> str:
    """The file, with the lines that tell editors its schema."""
    body: str = yaml.dump(
        fields, Dumper=_PlanDumper, sort_keys=False, allow_unicode=True, width=LINE_WIDTH_CHARS, default_flow_style=None
    )
    return f"# yaml-language-server: $schema={schema}\n# $schema: {schema}\n\n{body}"
