"""The bytes of a workspace's files to its values, with every fault of the files. Pure: no file is read here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain

from comparer.load import construct
from comparer.load.checks import Entry, Report, validate
from comparer.load.construct.norms import units_of
from comparer.load.strict_yaml import Document
from comparer.model.problems import Place, Problem, Severity
from comparer.model.records import Settings, VocabularyData, Workspace
from comparer.resources import rule_catalogue

__all__ = ["LoadResult", "built", "digest", "load", "no_plan"]


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
    return built(validate(files, strict), files)


def built(report: Report, files: Mapping[str, bytes]) -> LoadResult:
    """The same for files that were checked already."""
    documents = {entry.file: entry.document for entry in report.entries}
    if report.errors:
        return LoadResult(None, report.problems, documents)
    return LoadResult(_workspace(report.entries, digest(files)), report.problems, documents)


def no_plan() -> Problem:
    """The fault of a workspace that is valid and in which nothing can be compared."""
    return rule_catalogue.problem("ref-no-plan", Place("plans"), "put one YAML file for each into plans/drafts/")


def digest(files: Mapping[str, bytes]) -> str:
    """The SHA-256 over names and contents in the order of the names, as hexadecimal digits."""
    total = sha256()
    for name in sorted(files):
        for part in (name.encode(), files[name]):
            total.update(len(part).to_bytes(8, "big") + part)
    return total.hexdigest()


def _workspace(entries: Iterable[Entry], data_digest: str) -> Workspace:
    of: dict[str, list[Entry]] = {}
    for entry in entries:
        of.setdefault(entry.kind, []).append(entry)

    def documents(kind: str) -> list[Document]:
        return [entry.document for entry in of.get(kind, ())]

    vocabulary = next(map(construct.vocabulary, documents("vocabulary")), VocabularyData())
    units = units_of(vocabulary)
    plans = (construct.plan(document, units) for document in documents("plan"))
    return Workspace(
        plans=tuple(sorted(plans, key=lambda plan: (plan.issued, plan.id))),
        lines=tuple(
            line for entry in of.get("redlines", ()) for line in construct.redlines(entry.document, entry.stem, units)
        ),
        constraints=tuple(
            chain.from_iterable(construct.constraints(document, units) for document in documents("constraints"))
        ),
        sources=tuple(chain.from_iterable(construct.sources(document) for document in documents("source"))),
        vocabulary=vocabulary,
        pins=tuple(chain.from_iterable(construct.pins(document) for document in documents("alignments"))),
        accepted=tuple(chain.from_iterable(construct.acceptances(document) for document in documents("accepted"))),
        settings=next(map(construct.settings, documents("settings")), Settings()),
        digest=data_digest,
    )
