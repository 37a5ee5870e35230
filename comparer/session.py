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

from comparer.load.checks import Entry, examine, kind_of, read_all
from comparer.load.load_workspace import LoadResult, built, no_plan
from comparer.model.problems import Problem
from comparer.model.records import Plan, SentenceModel, Workspace
from comparer.norms.vocabulary import Vocabulary
from comparer.pipeline.compare import compare, newest_date
from comparer.report.value.build import report

__all__ = ["Asked", "Kept", "State", "Watched"]

T = TypeVar("T")


class Kept:
    """What was made last, by name, each with the values it was made from."""

    def __init__(self) -> None:
        self._had: dict[tuple[str, ...], tuple[tuple[object, ...], Any]] = {}
        self._now: dict[tuple[str, ...], tuple[tuple[object, ...], Any]] = {}

    def __call__(self, name: tuple[str, ...], made_from: tuple[object, ...], make: Callable[[], T]) -> T:
        had = self._now.get(name) or self._had.get(name)
        if had is None or not _alike(had[0], made_from):
            had = (made_from, make())
        self._now[name] = had
        made: T = had[1]
        return made

    def turn(self, whole: bool) -> None:
        """End a run. After a whole one, what it did not ask for is forgotten."""
        self._had = self._now if whole else self._had | self._now
        self._now = {}


def _alike(one: tuple[object, ...], other: tuple[object, ...]) -> bool:
    return len(one) == len(other) and all(
        x is y or (isinstance(x, (str, bytes)) and x == y) for x, y in zip(one, other, strict=True)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a person asked of every report, and the version of the program that is stamped on it."""

    as_of: str = ""
    language: str = ""
    version: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """The report of the last files that were valid (None before the first), and the faults of the files as they are."""

    report: dict[str, Any] | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class Watched:
    """A workspace over its changes. `update` takes all its files each time and does as little as they allow."""

    asked: Asked = field(default_factory=Asked)
    state: State = field(default_factory=State)
    model: Callable[[str], SentenceModel | None] = lambda _: None
    """Gives the sentence model that the settings name."""
    _keep: Kept = field(default_factory=Kept)

    def update(self, files: Mapping[str, bytes]) -> State:
        """The state after a change of files. Where they are at fault the report stays that of the last good ones."""
        result = self._load(files)
        if result.workspace is None:
            self._keep.turn(whole=False)
            self.state = replace(self.state, problems=result.errors)
            return self.state
        workspace = self._settled(result.workspace, files)
        if not workspace.plans:
            return self.refused(no_plan())
        self.state = State(report=self._report(workspace))
        self._keep.turn(whole=True)
        return self.state

    def refused(self, *problems: Problem) -> State:
        """The state where the files could not even be read."""
        self.state = replace(self.state, problems=problems)
        return self.state

    def _load(self, files: Mapping[str, bytes]) -> LoadResult:
        entries = tuple(
            self._keep(("entry", name), (files[name],), partial(_entry, name, files[name])) for name in sorted(files)
        )
        return built(examine(entries), files)

    def _settled(self, workspace: Workspace, files: Mapping[str, bytes]) -> Workspace:
        """The workspace with the objects of the last run wherever the files they come from are the same."""
        keep = self._keep

        def of(*kinds: str) -> tuple[str | bytes, ...]:
            return tuple(_of_kinds(files, kinds))

        def plan(one: Plan) -> Plan:
            return keep(("plan", one.place.file), (vocabulary, files[one.place.file]), lambda: one)

        name = workspace.settings.model
        vocabulary = keep(("vocabulary",), of("vocabulary"), lambda: workspace.vocabulary)
        return replace(
            workspace,
            vocabulary=vocabulary,
            plans=tuple(map(plan, workspace.plans)),
            lines=keep(("lines",), (vocabulary, *of("redlines")), lambda: workspace.lines),
            constraints=keep(("constraints",), (vocabulary, *of("constraints")), lambda: workspace.constraints),
            pins=keep(("pins",), of("alignments"), lambda: workspace.pins),
            sentence_model=keep(("model",), (name,), lambda: self.model(name)),
        )

    def _report(self, workspace: Workspace) -> dict[str, Any]:
        asked, keep = self.asked, self._keep
        vocabulary = keep(("words",), (workspace.vocabulary,), partial(Vocabulary, workspace.vocabulary))
        return report(
            workspace,
            compare(workspace, (), asked.as_of, keep=keep),
            vocabulary=vocabulary,
            as_of=asked.as_of or newest_date(workspace),
            base="",
            language=asked.language,
            version=asked.version,
        )


def _entry(name: str, content: bytes) -> Entry:
    return read_all({name: content})[0]


def _of_kinds(files: Mapping[str, bytes], kinds: tuple[str, ...]) -> Iterator[str | bytes]:
    """Names and contents of the files that hold these kinds of data, in the order of their names."""
    for name in sorted(files):
        if kind_of(name) in kinds:
            yield name
            yield files[name]
