"""How the time of what reads text grows: at 1,000, 10,000 and 100,000 signs of shapes that repeat themselves.

Times depend on the machine, so this is no test of the suite: `make trust` runs it. What takes more than `MAX_SECONDS`
of the processor, or grows faster than the input by more than `MAX_RATIO` where it takes time at all, is told.
"""

from __future__ import annotations

import gc
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from comparer.ingest.import_document import Format, ImportFailure, import_draft
from comparer.load.checks import validate
from comparer.load.checks.cycles import find_cycles
from comparer.load.strict_yaml import read_yaml
from comparer.norms.from_text.describe_text import describe_text
from comparer.norms.from_text.relate_texts import relate_texts
from comparer.report.formats.page.linked_parts import PartLinker
from comparer.report.render import REPORT_FORMATS, render
from comparer.report.words.escape import escape_csv_cell, escape_markdown, safe_line
from comparer.report.words.redline import compute_redline
from tests.agreement.many_clauses import many_clauses
from tests.hostile.test_outputs import report_with

SIZES = (1_000, 10_000, 100_000)
SHAPES = (
    "word ", "1,1,1,", "if ", "**a ", "[", "# a ", "(", "a", " ", "1", "-", "a-", "a.b.", "; ", "1. ", "1. a\n", "(a) ",
    "1/2 ", "% ", "by May ", "from 1 to 2 ", "Article 1 ", '"', "'", "a'", "а) ", "\t", "\n", "a\n", "\n\n", "x,", "<",
    "<p>", "<li>", "&amp;", "<!--", "`", "~~a ", "|a", "- ", "> ", "iv ", "....", "#a", "@", "_a", "1.1.", "\\", "*",
    "5 per cent of ", "no later than ", "shall, if ", "<table><tr><td>", "{", "- a\n", "a: b\n", "The towns pay.\n\n",
    "if unless ",
)  # fmt: skip
MAX_SECONDS = 10.0
MAX_RATIO = 40.0
"""Ten times the input may take this many times as long: machines are noisy, and a sort is no fault."""
SIGNS_OF_A_CLAUSE = 20
MIN_SECONDS = 0.5
"""What takes less is not asked how it grows."""


@dataclass(frozen=True, slots=True)
class Growth:
    """One reader and one shape with the seconds at each size; -1 where it was stopped."""

    reader: str
    shape: str
    seconds: tuple[float, ...]

    @property
    def is_too_fast(self) -> bool:
        last, before = self.seconds[-1], self.seconds[-2] if len(self.seconds) > 1 else 0.0
        return last < 0 or last > MAX_SECONDS or (last > MIN_SECONDS and last > MAX_RATIO * max(before, 0.005))


def _import(kind: Format) -> Callable[[str], object]:
    def read(text: str) -> object:
        with suppress(ImportFailure):
            return import_draft(text.encode(), kind)
        return None

    return read


def _render_everywhere(text: str) -> object:
    """A small workspace with a tenth of the text in the place of every free text, in every format."""
    report = report_with(text[: len(text) // 10])
    return [render(name, report) for name in REPORT_FORMATS]


READERS: dict[str, Callable[[str], object]] = {
    "strict YAML": lambda text: read_yaml(text.encode(), "f"),
    "a clause of a plan": lambda text: validate({"plans/a.yaml": _plan(text)}),
    "import of text": _import(Format.PLAIN),
    "import of Markdown": _import(Format.MARKDOWN),
    "import of HTML": _import(Format.HTML),
    "reading of a sentence": describe_text,
    "relation of two texts": lambda text: relate_texts(text, f"{text} not"),
    "redline": lambda text: compute_redline(text, f"x {text[::-1]}"),
    "escapes": lambda text: (safe_line(text), escape_markdown(text), escape_csv_cell(text)),
    "reports in every format": _render_everywhere,
    "links of a page": lambda text: list(PartLinker(report_with("Pay.")).split_linked_parts(text)),
    "single text, ledger and threads": lambda text: many_clauses(len(text) // SIGNS_OF_A_CLAUSE),
    "circles": lambda text: [*find_cycles({f"n{index}": [f"n{index + 1}"] for index in range(len(text))})],
}


def _plan(text: str) -> bytes:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'plan: a\ntitle: A\nprovisions:\n  - id: "1"\n    text: "{escaped}"\n'.encode()


def measure_growth(names: Sequence[str] = ()) -> Iterator[Growth]:
    for name, read in READERS.items():
        if names and name not in names:
            continue
        read("The towns pay.")  # what is loaded once is not what grows
        for shape in SHAPES if name != "circles" else SHAPES[:1]:
            yield Growth(name, shape, tuple(_seconds_by_size(read, shape)))


def _seconds_by_size(read: Callable[[str], object], shape: str) -> Iterator[float]:
    for size in SIZES:
        text = (shape * (size // len(shape) + 1))[:size]
        seconds = _bounded_seconds(read, text)
        yield seconds
        if seconds < 0:
            return


def _bounded_seconds(read: Callable[[str], object], text: str) -> float:
    class Stopped(BaseException):
        pass

    def stop(*_: object) -> None:
        raise Stopped

    gc.collect()
    gc.freeze()  # what earlier readers left is not searched for garbage again and again on the time of this one
    old = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, MAX_SECONDS)
    started = time.process_time()
    try:
        read(text)
    except Stopped:
        return -1.0
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, old)
    return time.process_time() - started
