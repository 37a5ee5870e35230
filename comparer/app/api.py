"""The functions of the Python API, which `comparer` offers by their names. See docs/python-api.md."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from comparer.app import disk, documents, formats, workspace_files
from comparer.model.errors import UsageError
from comparer.report.options import RenderOptions
from comparer.report.value.explanation_types import ExplanationValue, JudgementValue
from comparer.report.value.types import ReportValue
from comparer.session import (
    ClauseSource,
    OpenWorkspace,
    ReportOptions,
    build_plans_report,
    diff_plans,
    explain_subject,
    open_workspace,
    relate_sources,
)

__all__ = ["compare", "diff", "explain", "import_document", "load_workspace", "relate", "render"]

PathName = str | os.PathLike[str]


def load_workspace(path: PathName = ".") -> OpenWorkspace:
    """The workspace of a folder: the nearest folder upwards from `path` that has a folder plans/.

    All its files are read, checked and built into values; nothing else is read later. `warnings` of the result holds
    what is doubtful in the files. Raises InvalidWorkspaceError with every error in the files, each with its place, and
    UsageError where there is no such folder.
    """
    if not Path(path).exists():
        raise UsageError("there is no such folder", place=os.fspath(path))
    workspace, _ = workspace_files.open_folder(disk.find_workspace(Path(path)))
    return workspace


def compare(  # noqa: PLR0913 - each choice is named by the caller
    workspace: OpenWorkspace,
    plans: Sequence[str] | None = None,
    *,
    as_of: str = "",
    issue: str = "",
    party: str = "",
    base: str = "",
    language: str = "",
    all_plans: bool = False,
) -> ReportValue:
    """The report on these plans (all, where none are named), in the order of their dates.

    Where a document is among them, they stand as they were named.

    `plans` are plan ids, or paths of plan files or documents. `as_of` (YYYY, YYYY-MM or YYYY-MM-DD) reads red lines and
    the law at a date instead of at each plan's own; `issue` keeps what lies under one issue, `party` what concerns one
    party; `base` is the id of the plan that others are shown against; `language` is en, uk or ru. `focus` of the report
    are the plans that the settings call live, where none were named here and `all_plans` is not set, else all. Raises
    UsageError for an unknown name or date.
    """
    workspace, plan_ids = workspace_files.add_named_plans(workspace, plans or ())
    options = ReportOptions(
        as_of=as_of,
        issue=issue,
        party=party,
        base=base,
        language=language,
        all_plans=all_plans,
        with_agreement=True,
    )
    return build_plans_report(workspace, plan_ids, options)


def diff(
    left: PathName,
    right: PathName,
    workspace: OpenWorkspace | None = None,
    *,
    as_of: str = "",
    language: str = "",
) -> ReportValue:
    """The report on two plans, with their pair from left to right whatever their dates.

    Each side is a plan id of the workspace, the path of a plan file or of a document, or one of the first two with `@`
    and a revision of git. Without a workspace the sides are files, compared without a vocabulary. `pairs` of the report
    has one pair; `delta` holds the verdicts that differ between the two. Raises UsageError, InvalidWorkspaceError.
    """
    names = (os.fspath(left), os.fspath(right))
    opened, (left_id, right_id) = workspace_files.add_named_plans(workspace or open_workspace({}), names)
    return diff_plans(opened, left_id, right_id, ReportOptions(as_of=as_of, language=language))


def relate(left: ClauseSource, right: ClauseSource, workspace: OpenWorkspace | None = None) -> JudgementValue:
    """How the right clause differs from the left, whether or not any plan holds either.

    A side is `PLAN#CLAUSE`, a sentence, a norm (`{"bearer": …, "modality": …, "act": …}`) or a clause
    (`{"norm": …, "terms": …, "conditions": …}`), as plan files write them. The answer has `relation`, `changes` (each
    with `facet`, `before`, `after`, `effect`, `rule`), `favours`, `basis`, `confidence` and `reason`. Raises UsageError
    for what cannot be read, or uses a word that the vocabulary of the workspace lacks.
    """
    return relate_sources(workspace or open_workspace({}), left, right)


def render(  # noqa: PLR0913 - each choice is named by the caller
    report: ReportValue,
    format_name: str = "text",
    *,
    width: int = 80,
    colour: bool = False,
    compact: bool = False,
    full: bool = False,
    sections: Sequence[str] = (),
) -> str | bytes:
    """The report in one format: table, md, html, json, csv, xlsx, docx or text, or one that a plug-in brings.

    xlsx and docx are bytes, the others text. `width` is in columns and counts where lines are broken; `colour` is for a
    terminal; `compact` puts JSON on one line. `full` asks for everything where a format shows what matters first,
    `sections` for some parts by name (`comparer compare --help` lists them). Raises UsageError for an unknown format or
    a missing package.
    """
    options = RenderOptions(width=width, colour=colour, compact=compact, full=full, sections=tuple(sections))
    return formats.render_report(report, format_name, options)


def explain(report: ReportValue, subject: str, against: str = "") -> ExplanationValue:
    """The chain from source to verdict for a clause (`PLAN#CLAUSE`), a red line (`PARTY#LINE`) or a rule of law.

    With `against`, another of these, only what the two have in common. The answer has `subject` with its `sources`, and
    the `links`, `gaps`, `verdicts` and `constraints` that rest on it. Raises UsageError for what the report lacks.
    """
    return explain_subject(report, subject, against)


def import_document(source: PathName | bytes, *, plan: str = "", name: str = "", importer: str = "") -> str:
    """The text of a plan file, made from a document of numbered points: txt, md, docx, pdf, html or xml.

    `source` is a path or the document's bytes, `name` what those are called (its ending says the format), `plan` the id
    of the new plan (made of the name where none is given), `importer` the name of a plug-in that reads the document.
    Nothing is written. Raises UsageError where the document cannot be read, InvalidWorkspaceError where no file can.
    """
    if isinstance(source, bytes):
        return documents.plan_text_of_document(source, name, plan, importer)
    path = os.fspath(source)
    return documents.plan_text_of_document(disk.read_file(Path(path)), name or path, plan, importer)
