"""A workspace over the changes of its files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from comparer.load.checks import FileEntry, check_entries, data_kind, read_entries
from comparer.load.load_workspace import LoadResult, build_load_result, no_plan_problem
from comparer.model.plan import Plan
from comparer.model.problems import Problem
from comparer.model.workspace import Workspace
from comparer.report.options import ReportOptions
from comparer.session.comparison import build_plans_report
from comparer.session.workspace import MemoryCache, ModelLoader, OpenWorkspace, load_no_model

if TYPE_CHECKING:  # what compares and reports is imported where it is used: many commands only open a workspace
    from comparer.report.value.types import ReportValue


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
    model_loader: ModelLoader = load_no_model
    """Gives the sentence model that the settings name."""
    _cache: MemoryCache = field(default_factory=MemoryCache)

    def update(self, files: Mapping[str, bytes]) -> SessionState:
        """The state after a change of files. Where they are at fault the report stays that of the last good ones."""
        load_result = self._load_files(files)
        if load_result.workspace is None:
            self._cache.end_run(is_complete=False)
            self.state = replace(self.state, problems=load_result.errors)
            return self.state
        records = self._reuse_unchanged_objects(load_result.workspace, files)
        if not records.plans:
            return self.record_problems(no_plan_problem())
        workspace = OpenWorkspace(files=files, records=records, cache=self._cache)
        self.state = SessionState(report=build_plans_report(workspace, (), self.options))
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


def _read_single_entry(file_name: str, content: bytes) -> FileEntry:
    return read_entries({file_name: content})[0]


def _names_and_contents(files: Mapping[str, bytes], kinds: tuple[str, ...]) -> Iterator[str | bytes]:
    """Names and contents of the files that hold these kinds of data, in the order of their names."""
    for file_name in sorted(files):
        if data_kind(file_name) in kinds:
            yield file_name
            yield files[file_name]
