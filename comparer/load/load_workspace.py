"""The bytes of a workspace's files to its values, with every fault of the files. Pure: no file is read here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

from comparer.load import construct
from comparer.load.checks import FileEntry, ValidationReport, validate
from comparer.load.construct.norms import build_default_units
from comparer.load.strict_yaml import Document
from comparer.model.content_digest import content_digest
from comparer.model.dates import date_sort_key
from comparer.model.problems import FilePosition, Problem, Severity
from comparer.model.vocabulary import VocabularyData
from comparer.model.workspace import Settings, Workspace
from comparer.resources import rule_catalogue

__all__ = ["LoadResult", "build_load_result", "load", "no_plan_problem"]


@dataclass(frozen=True, slots=True)
class LoadResult:
    """The workspace, or None where any file has an error; all problems, sorted; and what was read, by file."""

    workspace: Workspace | None
    problems: tuple[Problem, ...]
    documents: Mapping[str, Document]

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.severity is Severity.ERROR)


def load(files: Mapping[str, bytes], strict: bool = False) -> LoadResult:
    """Read, check and build. `files` are the data files by path from the top of the workspace, in any order."""
    return build_load_result(validate(files, strict), files)


def build_load_result(report: ValidationReport, files: Mapping[str, bytes]) -> LoadResult:
    """The same for files that were checked already."""
    documents = {entry.file: entry.document for entry in report.entries}
    if report.error_count:
        return LoadResult(None, report.problems, documents)
    return LoadResult(_build_workspace(report.entries, content_digest(files)), report.problems, documents)


def no_plan_problem() -> Problem:
    """The fault of a workspace that is valid and in which nothing can be compared."""
    return rule_catalogue.make_problem(
        "ref-no-plan", FilePosition("plans"), "put one YAML file for each into plans/drafts/"
    )


def _build_workspace(entries: Iterable[FileEntry], data_digest: str) -> Workspace:
    entries_by_kind: dict[str, list[FileEntry]] = {}
    for entry in entries:
        entries_by_kind.setdefault(entry.kind, []).append(entry)

    def documents_of_kind(kind: str) -> list[Document]:
        return [entry.document for entry in entries_by_kind.get(kind, ())]

    vocabulary = next(map(construct.build_vocabulary, documents_of_kind("vocabulary")), VocabularyData())
    units = build_default_units(vocabulary)
    plans = (construct.build_plan(document, units) for document in documents_of_kind("plan"))
    return Workspace(
        plans=tuple(sorted(plans, key=lambda plan: (date_sort_key(plan.issued), plan.id))),
        red_lines=tuple(
            line
            for entry in entries_by_kind.get("redlines", ())
            for line in construct.build_red_lines(entry.document, entry.stem, units)
        ),
        constraints=tuple(
            chain.from_iterable(
                construct.build_constraints(document, units) for document in documents_of_kind("constraints")
            )
        ),
        sources=tuple(
            chain.from_iterable(construct.build_sources(document) for document in documents_of_kind("source"))
        ),
        vocabulary=vocabulary,
        link_decisions=tuple(
            chain.from_iterable(construct.build_pins(document) for document in documents_of_kind("alignments"))
        ),
        acceptances=tuple(
            chain.from_iterable(construct.build_acceptances(document) for document in documents_of_kind("accepted"))
        ),
        languages=tuple(map(construct.build_language, documents_of_kind("language"))),
        settings=next(map(construct.build_settings, documents_of_kind("settings")), Settings()),
        brief=next(map(construct.build_written_brief, documents_of_kind("brief")), None),
        digest=data_digest,
    )
