"""Mutants of the engine's modules, each run in a process of its own against the tests of the engine.

The process is forked from one in which all that lies below the engine is loaded and both workspaces are read, so that a
mutant costs the import of the engine and the tests up to the first that fails.
"""

from __future__ import annotations

import importlib.abc
import importlib.util
import os
import resource
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from functools import cache
from pathlib import Path
from threading import Lock
from types import CodeType, ModuleType
from typing import Any

from tests.mutation_testing.operators import Mutant, mutants
from tests.mutation_testing.runner import first_failure

ROOT = Path(__file__).resolve().parents[2]
HARBOUR = ROOT / "tests" / "workspaces" / "harbour"
# What judges, then what arranges what was judged.
MODULES = (
    *(f"norms.{name}" for name in ("canonical", "canonical_clause", "holding", "intervals", "facets", "questions")),
    *(f"norms.{name}" for name in ("split_clauses", "relate", "tables")),
    *(f"findings.{name}" for name in ("redlines", "gaps", "interests", "links", "law", "conflicts", "order")),
    *(f"findings.{name}" for name in ("ranges", "obligations", "filter")),
    *(f"align.{name}" for name in ("assignment", "encoded_score", "counterparts", "align", "rows")),
    *("pipeline.assess", "pipeline.compare"),
)
UNIT = (
    *(f"norms.test_{name}" for name in ("tables", "vocabulary", "intervals", "facets", "holding", "relate")),
    *(
        f"findings.test_{name}"
        for name in ("redlines", "law", "conflicts", "obligations", "interests", "links", "gaps")
    ),
    *(f"align.test_{name}" for name in ("encoded_score", "assignment", "align", "answers", "rows")),
    "findings.test_interests_of_questions",
    *("findings.test_ranges", "findings.test_order", "pipeline.test_harbour"),
)
WIDE = ("findings.test_rules_rig", "norms.test_laws")
# Where the tests of a module bear another name than it, or are several.
OWN: dict[str, tuple[str, ...]] = {
    "norms.canonical": ("norms.test_holding",),
    "norms.canonical_clause": ("norms.test_relate",),
    "norms.facets": ("norms.test_facets", "norms.test_relate"),
    "norms.questions": ("findings.test_links", "findings.test_interests", "align.test_answers", "align.test_align"),
    "norms.split_clauses": ("norms.test_relate",),
    "align.counterparts": ("align.test_answers", "align.test_align", "findings.test_gaps", "findings.test_links"),
    "align.encoded_score": ("align.test_encoded_score", "align.test_answers", "norms.test_content_memo"),
    "findings.interests": ("findings.test_interests", "findings.test_interests_of_questions"),
    "findings.filter": ("findings.test_order",),
    "pipeline.assess": ("findings.test_order",),
    "pipeline.compare": ("findings.test_order",),
}
# Left out where they take long and catch nothing that the others let pass.
SLOW = frozenset({"test_every_two_clauses_of_one_issue_in_the_record_mirror"})
SECONDS = 25
COMPILING = Lock()  # the mutants of a module share its tree


class _Swapped(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Gives one module as compiled from the mutant, and leaves all others to the usual ways."""

    def __init__(self, name: str, path: Path, code: CodeType) -> None:
        self.name, self.path, self.code = name, path, code

    def find_spec(self, fullname: str, path: Any, target: Any = None) -> Any:
        return (
            importlib.util.spec_from_file_location(fullname, self.path, loader=self) if fullname == self.name else None
        )

    def create_module(self, spec: Any) -> None:
        return None

    def exec_module(self, module: ModuleType) -> None:
        exec(self.code, module.__dict__)


def warm() -> None:
    """Loads what lies below the engine and reads both workspaces, once for all mutants."""
    import hypothesis
    import rapidfuzz.fuzz  # noqa: F401
    import yaml  # noqa: F401

    import comparer.language.phrase_lists  # noqa: F401
    from comparer.app import disk
    from comparer.load import load_workspace
    from comparer.resources import rule_catalogue
    from tests import conftest  # noqa: F401 - registers the usual profiles of hypothesis

    hypothesis.settings.register_profile(
        "mutation", derandomize=True, deadline=None, max_examples=15, database=None, phases=[hypothesis.Phase.generate]
    )
    hypothesis.settings.load_profile("mutation")
    read = {folder: disk.read_workspace(folder) for folder in (ROOT, HARBOUR)}
    loaded = {id(item): load_workspace.load(item) for item in read.values()}
    setattr(disk, "read_workspace", lambda folder: read[folder])  # noqa: B010 - the types are those of the original
    setattr(load_workspace, "load", lambda files: loaded[id(files)])  # noqa: B010
    rule_catalogue.all_rules()
    early = [name for name in MODULES if f"comparer.{name}" in sys.modules]
    assert not early, early


@cache
def _members() -> dict[str, list[str]]:
    from comparer.model import law, norm, plan, redline, relation, source

    enums = {
        name: list(var.__members__)
        for module in (law, norm, plan, redline, relation, source)
        for name, var in vars(module).items()
        if isinstance(var, type) and issubclass(var, StrEnum) and var is not StrEnum
    }
    comparison = ["SAME", "WIDER", "NARROWER", "OVERLAPPING", "HIGHER", "LOWER", "DISJOINT", "UNKNOWN"]
    effect = ["CONFLICTS", "TENSION", "UNSURE", "FULFILS", "FULFILS_PARTLY", "DEFERS", "UNATTRIBUTED", "NOTHING"]
    fit = ["OTHER_ANSWER", "UNENCODED", "DEFERRAL", "SAME_DOING"]
    return {**enums, "Comparison": comparison, "Effect": effect, "Fit": fit}


def every(modules: Sequence[str] = ()) -> Iterator[Mutant]:
    """All mutants of the modules, in the order of the list above and of their files."""
    for name in MODULES:
        if not modules or name in modules:
            path = ROOT / "comparer" / f"{name.replace('.', '/')}.py"
            yield from mutants(name, path.read_text(encoding="utf-8"), str(path), _members())


def run(item: Mutant | None, is_narrow: bool = False) -> str:
    """The test that notices a mutant, `too long` or `died`; an empty string for a survivor. None mutates nothing.

    A narrow run asks only the tests of the mutated module itself.
    """
    with COMPILING:
        code = item.make() if item else None
    return apart(lambda: _inside(item, code, is_narrow))


def _inside(item: Mutant | None, code: CodeType | None, is_narrow: bool) -> str:
    if item and code:
        path = ROOT / "comparer" / f"{item.module.replace('.', '/')}.py"
        sys.meta_path.insert(0, _Swapped(f"comparer.{item.module}", path, code))
    return first_failure(_tests(item.module if item else "", is_narrow), SLOW)


def _tests(module: str, is_narrow: bool) -> list[str]:
    """All tests, those that are the module's own first: they are the likeliest to fail. Narrow: those alone."""
    package, _, name = module.rpartition(".")
    own = OWN.get(module, (f"{package}.test_{name}",)) if module else UNIT
    others = [] if is_narrow else [test for test in (*UNIT, *WIDE) if test not in own]
    return [f"tests.{test}" for test in (*own, *others)]


def apart(work: Callable[[], str]) -> str:
    """Runs work in a forked process that may neither speak nor stay, and gives what it returns."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        silent = os.open(os.devnull, os.O_RDWR)
        for stream in (1, 2):
            os.dup2(silent, stream)
        try:
            text = work() or "\n"
        except BaseException as error:  # noqa: BLE001 - the parent hears of it
            text = f"died: {type(error).__name__}"
        os.write(writing, text.encode()[:4000])
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        text = pipe.read().decode()
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return "too long" if os.WTERMSIG(status) in (signal.SIGXCPU, signal.SIGKILL) else "died"
    return text.strip()
