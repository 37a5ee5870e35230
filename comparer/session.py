"""The comparison of a workspace whose files change: after each change only what the changed file touches is made again.

What a run makes is kept by name with the values it was made from. A value is the same where it is the same object, so a
file that did not change has to give the same objects; text and bytes are compared. The report is the same as that of a
full run, to the byte.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, TypeVar

from comparer.load.checks import FileEntry, check_entries, data_kind, read_entries
from comparer.load.load_workspace import LoadResult, build_load_result, no_plan_problem
from comparer.model.plan import Plan
from comparer.model.problems import Problem
from comparer.model.workspace import SentenceModel, Workspace
from comparer.norms.vocabulary import Vocabulary
from comparer.pipeline.compare import compare, newest_record_date
from comparer.report.value.build import build_report
from comparer.report.value.types import ReportValue

__all__ = ["MemoryCache", "ReportOptions", "Session", "SessionState"]

T = TypeVar("T")


class MemoryCache:
    """What was made last, by name, each with the values it was made from."""

    def __init__(self) -> None:
        self._previous_run: dict[tuple[str, ...], tuple[tuple[object, ...], Any]] = {}
        self._current_run: dict[tuple[str, ...], tuple[tuple[object, ...], Any]] = {}

    def __call__(self, key: tuple[str, ...], made_from: tuple[object, ...], make: Callable[[], T]) -> T:
        entry = self._current_run.get(key) or self._previous_run.get(key)
        if entry is None or not _is_same_input(entry[0], made_from):
            entry = (made_from, make())
        self._current_run[key] = entry
        value: T = entry[1]
        return value

    def end_run(self, is_complete: bool) -> None:
        """End a run. After a whole one, what it did not ask for is forgotten."""
        self._previous_run = self._current_run if is_complete else self._previous_run | self._current_run
        self._current_run = {}


def _is_same_input(earlier: tuple[object, ...], current: tuple[object, ...]) -> bool:
    return len(earlier) == len(current) and all(
        x is y or (isinstance(x, (str, bytes)) and x == y) for x, y in zip(earlier, current, strict=True)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportOptions:
    """What a person asked of every report, and the version of the program that is stamped on it."""

    as_of: str = ""
    language: str = ""
    version: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionState:
    """The report of the last files that were valid (None before the first), and the faults of the files as they are."""

    report: ReportValue | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class Session:
    """A workspace over its changes. `update` takes all its files each time and does as little as they allow."""

    options: ReportOptions = field(default_factory=ReportOptions)
    state: SessionState = field(default_factory=SessionState)
    model_loader: Callable[[str], SentenceModel | None] = lambda _: None
    """Gives the sentence model that the settings name."""
    _cache: MemoryCache = field(default_factory=MemoryCache)

    def update(self, files: Mapping[str, bytes]) -> SessionState:
        """The state after a change of files. Where they are at fault the report stays that of the last good ones."""
        load_result = self._load_files(files)
        if load_result.workspace is None:
            self._cache.end_run(is_complete=False)
            self.state = replace(self.state, problems=load_result.errors)
            return self.state
        workspace = self._reuse_unchanged_objects(load_result.workspace, files)
        if not workspace.plans:
            return self.record_problems(no_plan_problem())
        self.state = SessionState(report=self._build_report(workspace))
        self._cache.end_run(is_complete=True)
        return self.state

    def record_problems(self, *problems: Problem) -> SessionState:
        """The state where the files could not even be read."""
        self.state = replace(self.state, problems=problems)
        return self.state

    def _load_files(self, files: Mapping[str, bytes]) -> LoadResult:
        entries = tuple(
            self._cache(
                ("entry", file_name), (files[file_name],), partial(_read_single_entry, file_name, files[file_name])
            )
            for file_name in sorted(files)
        )
        return build_load_result(check_entries(entries), files)

    def _reuse_unchanged_objects(self, workspace: Workspace, files: Mapping[str, bytes]) -> Workspace:
        """The workspace with the objects of the last run wherever the files they come from are the same."""
        cache = self._cache

        def contents_of_kinds(*kinds: str) -> tuple[str | bytes, ...]:
            return tuple(_names_and_contents(files, kinds))

        def reuse_plan(plan: Plan) -> Plan:
            return cache(("plan", plan.position.file), (vocabulary, files[plan.position.file]), lambda: plan)

        model_name = workspace.settings.model
        vocabulary = cache(("vocabulary",), contents_of_kinds("vocabulary"), lambda: workspace.vocabulary)
        return replace(
            workspace,
            vocabulary=vocabulary,
            plans=tuple(map(reuse_plan, workspace.plans)),
            red_lines=cache(("lines",), (vocabulary, *contents_of_kinds("redlines")), lambda: workspace.red_lines),
            constraints=cache(
                ("constraints",), (vocabulary, *contents_of_kinds("constraints")), lambda: workspace.constraints
            ),
            link_decisions=cache(("pins",), contents_of_kinds("alignments"), lambda: workspace.link_decisions),
            sentence_model=cache(("model",), (model_name,), lambda: self.model_loader(model_name)),
        )

    def _build_report(self, workspace: Workspace) -> ReportValue:
        options, cache = self.options, self._cache
        vocabulary = cache(("words",), (workspace.vocabulary,), partial(Vocabulary, workspace.vocabulary))
        return build_report(
            workspace,
            compare(workspace, (), options.as_of, cache=cache),
            vocabulary=vocabulary,
            as_of=options.as_of or newest_record_date(workspace),
            base="",
            language=options.language,
            version=options.version,
        )


def _read_single_entry(file_name: str, content: bytes) -> FileEntry:
    return read_entries({file_name: content})[0]


def _names_and_contents(files: Mapping[str, bytes], kinds: tuple[str, ...]) -> Iterator[str | bytes]:
    """Names and contents of the files that hold these kinds of data, in the order of their names."""
    for file_name in sorted(files):
        if data_kind(file_name) in kinds:
            yield file_name
            yield files[file_name]
