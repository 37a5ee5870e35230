"""A valid workspace in memory, with what earlier calls made of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from comparer.load.load_workspace import load, no_plan_problem
from comparer.model.dates import date_sort_key
from comparer.model.errors import InvalidWorkspaceError, UsageError
from comparer.model.plan import Clause, Plan
from comparer.model.problems import Problem, Severity, did_you_mean
from comparer.model.workspace import SentenceModel, Workspace
from comparer.norms.vocabulary import Vocabulary

if TYPE_CHECKING:  # what compares and reports is imported where it is used: many commands only open a workspace
    from comparer.pipeline.assess import Cache
    from comparer.pipeline.compare import PairStore

T = TypeVar("T")


ModelLoader = Callable[[str], SentenceModel | None]


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


def load_no_model(_: str) -> SentenceModel | None:
    """Alignment by words alone, whatever model the settings name."""
    return None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class OpenWorkspace:
    """A valid workspace: the bytes of its files by path, the values they hold, and the warnings about them.

    `folder` says where it lies ("" where it was not read from a disk). `cache` holds what earlier calls made of it.
    """

    files: Mapping[str, bytes]
    records: Workspace
    warnings: tuple[Problem, ...] = ()
    folder: str = ""
    cache: Cache = field(default_factory=MemoryCache, compare=False)
    loaded_records: Workspace | None = field(default=None, compare=False)
    """The records as the files alone make them; None where a sentence model has a part in them."""
    pair_store: PairStore | None = field(default=None, compare=False)
    """Related pairs of earlier runs, or of other machines."""

    def __repr__(self) -> str:
        place = f" in {self.folder}" if self.folder else ""
        return f"<workspace{place}: plans {', '.join(self.plan_ids) or 'none'}; warnings {len(self.warnings)}>"

    @property
    def is_as_loaded(self) -> bool:
        """Whether the records are what the files alone make: no state of git, no other order, no model."""
        return self.records is self.loaded_records

    @property
    def plans(self) -> tuple[Plan, ...]:
        """The plans, the earlier first."""
        return self.records.plans

    @property
    def plan_ids(self) -> tuple[str, ...]:
        return tuple(plan.id for plan in self.records.plans)

    @property
    def vocabulary(self) -> Vocabulary:
        """The look-ups over the words of the workspace, built once."""
        data = self.records.vocabulary
        return self.cache(("words",), (data,), partial(Vocabulary, data))

    def find_plan(self, plan_id: str) -> Plan:
        """The plan of an id. Raises UsageError for an unknown one."""
        plan = next((plan for plan in self.records.plans if plan.id == plan_id), None)
        if plan is None:
            suggestion = did_you_mean(plan_id, self.plan_ids) or f"plans: {', '.join(self.plan_ids) or 'none'}"
            raise UsageError(f"'{plan_id}' is not a plan of the workspace", suggestion)
        return plan

    def find_clause(self, ref: str) -> Clause:
        """The clause `PLAN#CLAUSE`. Raises UsageError for an unknown one."""
        clauses = {clause.ref: clause for plan in self.records.plans for clause in plan.clauses}
        if ref not in clauses:
            raise UsageError(f"'{ref}' is not a clause of the workspace", did_you_mean(ref, clauses))
        return clauses[ref]

    def require_plans(self) -> None:
        """Raises InvalidWorkspaceError where there is nothing to compare."""
        if not self.records.plans:
            raise InvalidWorkspaceError(no_plan_problem())

    def add_plan(self, plan: Plan, warnings: Sequence[Problem] = ()) -> OpenWorkspace:
        """The workspace with one more plan, which no file of it holds, and the warnings about it."""
        plans = sorted(
            (*self.records.plans, plan), key=lambda dated_plan: (date_sort_key(dated_plan.issued), dated_plan.id)
        )
        records = replace(self.records, plans=tuple(plans))
        return replace(self, records=records, warnings=(*self.warnings, *warnings))

    def add_files(self, files: Mapping[str, bytes]) -> OpenWorkspace:
        """The workspace read again with more files, or others in their places. Raises InvalidWorkspaceError."""
        model = self.records.sentence_model
        return open_workspace({**self.files, **files}, folder=self.folder, model_loader=lambda _: model)


def open_workspace(
    files: Mapping[str, bytes], *, folder: str = "", model_loader: ModelLoader = load_no_model
) -> OpenWorkspace:
    """The workspace that data files hold, by path from its top. Raises InvalidWorkspaceError with all errors in them.

    `model_loader` gives the sentence model that the settings name.
    """
    result = load(files)
    if result.workspace is None:
        raise InvalidWorkspaceError(*result.errors)
    records = result.workspace
    if records.settings.model:
        records = replace(records, sentence_model=model_loader(records.settings.model))
    warnings = tuple(problem for problem in result.problems if problem.severity is not Severity.ERROR)
    return OpenWorkspace(
        files=files,
        records=records,
        warnings=warnings,
        folder=folder,
        loaded_records=None if records.sentence_model else records,
    )
