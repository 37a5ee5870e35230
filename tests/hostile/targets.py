"""What is fuzzed: each target makes an input from chance, as bytes, and checks what becomes of it."""

from __future__ import annotations

import json
import random
import subprocess
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from comparer.ingest.import_document import Format, ImportFailure, detect_format, import_draft, plan_file_text
from comparer.load.checks import validate
from comparer.load.strict_yaml import Document, read_yaml
from comparer.model.errors import InvalidWorkspaceError, UsageError
from comparer.model.problems import Severity, format_problem, unsafe_characters
from comparer.norms.from_text.relate_texts import relate_texts
from comparer.report.render import render
from comparer.session import build_plans_report, open_workspace
from tests.app.command import Result, here
from tests.factories import pact
from tests.hostile.forms import html_form, markdown_form
from tests.hostile.mutator import TOKENS, exchange_alike, mutate_archive, mutate_bytes, mutate_tree, word_soup
from tests.ingest import written_outlines as written

ROOT = Path(__file__).resolve().parents[2]
HARBOUR = ROOT / "tests" / "workspaces" / "harbour"


class Target(ABC):
    """One kind of input. `make` is reproducible from the state of `rng`; `check` raises where a promise is broken."""

    name = ""

    @abstractmethod
    def make(self, rng: random.Random) -> bytes: ...

    @abstractmethod
    def check(self, content: bytes) -> None: ...


def require(condition: object, message: str) -> None:
    if not condition:
        raise AssertionError(message)


def require_clear_end(done: Result) -> None:
    """An exit code of ours, no fault of the program, and lines that steer no terminal."""
    require(done.code in (0, 1, 2), f"exit code {done.code}")
    require("internal error" not in done.errors and "Traceback" not in done.errors, done.errors[:300])
    require(done.code != 2 or done.errors.strip(), "refused without a word")
    for line in done.errors.split("\n"):
        require(not unsafe_characters().search(line), f"a line steers the terminal: {line[:100]!r}")


# --- YAML -------------------------------------------------------------------------------------------------------------


def read_pure(content: bytes) -> Document:
    """Read as where libyaml is missing."""
    fast = yaml.CSafeLoader
    del yaml.CSafeLoader
    try:
        return read_yaml(content, "f.yaml")
    finally:
        yaml.CSafeLoader = fast


class YamlTarget(Target):
    name = "yaml"

    @cached_property
    def seeds(self) -> list[bytes]:
        return [*pact.workspace().values()]

    def make(self, rng: random.Random) -> bytes:
        if rng.random() < 0.4:
            pieces = [rng.choice((*TOKENS, b"a", b"b", b" ", b"  ", b"\n", b"\n  ", b"1", b"~")) for _ in range(14)]
            return b"".join(pieces[: rng.randint(1, 14)])
        seed = rng.choice(self.seeds)
        start = rng.randrange(len(seed))
        return mutate_bytes(seed[start : start + rng.choice((80, 400, 4000))], rng, self.seeds)

    def check(self, content: bytes) -> None:
        fast, pure = read_yaml(content, "f.yaml"), read_pure(content)
        require(bool(fast.problems) == bool(pure.problems), "one of the two readers accepts this alone")
        require(fast.problems or fast.data == pure.data, "the two readers differ in what they read")
        same = fast.data is None or pure.data is None or fast.problems == pure.problems
        require(same, "the two readers differ in what they refuse")
        require(fast.problems or fast.data is not None, "nothing was read, and nothing is told")
        for problem in (*fast.problems, *pure.problems):
            require("\n" not in format_problem(problem), "a fault takes two lines")


# --- workspaces -------------------------------------------------------------------------------------------------------


class WorkspaceTarget(Target):
    """Whole workspaces with values exchanged: validated, and where that passes compared and drawn."""

    name = "workspace"
    formats = ("table", "md", "html", "json", "csv", "text")

    @cached_property
    def seeds(self) -> list[dict[str, bytes]]:
        return [pact.workspace(), {
            path.relative_to(HARBOUR).as_posix(): path.read_bytes() for path in sorted(HARBOUR.rglob("*.yaml"))
        }]  # fmt: skip

    def make(self, rng: random.Random) -> bytes:
        files = dict(self.seeds[0] if rng.random() < 0.9 else self.seeds[1])
        if rng.random() < 0.5:
            for _ in range(rng.choice((1, 2, 4))):
                name = self.choose_file(rng, sorted(files))
                data = exchange_alike(read_yaml(files[name], name).data, rng)
                files[name] = json.dumps(data, ensure_ascii=False).encode("utf-8", "surrogatepass")
            return self.pack(files)
        for _ in range(rng.choice((1, 1, 1, 2, 4))):
            name = self.choose_file(rng, sorted(files))
            if rng.random() < 0.2:
                files[name] = mutate_bytes(files[name], rng)
                continue
            data = read_yaml(files[name], name).data
            files[name] = json.dumps(mutate_tree(data, rng), ensure_ascii=False, allow_nan=True).encode()
        if rng.random() < 0.05:
            name = self.choose_file(rng, sorted(files))
            files[rng.choice((name.upper(), "plans/x.yml", "plans/vocabulary.yml", "seeds/é\n.yaml"))] = files.pop(name)
        return self.pack(files)

    def pack(self, files: Mapping[str, bytes]) -> bytes:
        return json.dumps({name: content.decode("latin-1") for name, content in files.items()}).encode()

    def choose_file(self, rng: random.Random, names: list[str]) -> str:
        return rng.choice(names)

    def check(self, content: bytes) -> None:
        files = {name: text.encode("latin-1") for name, text in json.loads(content).items()}
        report = validate(files)
        for problem in report.problems:
            require("\n" not in format_problem(problem), "a fault takes two lines")
        try:
            workspace = open_workspace(files)
            workspace.require_plans()
        except (InvalidWorkspaceError, UsageError):
            return
        require(not report.error_count, "a workspace with errors was opened")
        value = build_plans_report(workspace)
        for name in self.formats:
            require(render(name, value) is not None, name)


class AcceptedTarget(WorkspaceTarget):
    """Accepted findings, settings, pins: what people write by hand beside the plans."""

    name = "accepted"
    formats = ("json",)

    def choose_file(self, rng: random.Random, names: list[str]) -> str:
        return rng.choice([name for name in names if name.count("/") == 1 and name.startswith("plans/")])


# --- documents --------------------------------------------------------------------------------------------------------

_OUTLINE = [
    written.Point("The towns shall keep:", (written.Point("the weir;"), written.Point("the mill, at 5 per cent."))),
    written.Point("The board must not pay more than 600 crowns before 1 May."),
]
_DOCUMENTS: Mapping[Format, bytes] = {
    Format.PLAIN: written.as_text(_OUTLINE).encode(),
    Format.MARKDOWN: written.as_markdown(_OUTLINE).encode(),
    Format.HTML: written.as_html(_OUTLINE).encode(),
    Format.XML: written.as_xml(_OUTLINE).encode(),
    Format.WORD: written.as_word(_OUTLINE),
    Format.PDF: written.as_pdf(_OUTLINE),
}


class DocumentTarget(Target):
    """A document of one format, damaged; what is imported is a valid plan."""

    def __init__(self, kind: Format) -> None:
        self.kind = kind
        self.name = f"import-{kind.value}"

    def make(self, rng: random.Random) -> bytes:
        seed, others = _DOCUMENTS[self.kind], [_DOCUMENTS[Format.PLAIN], _DOCUMENTS[Format.HTML]]
        if self.kind is Format.WORD and rng.random() < 0.8:
            return mutate_archive(seed, rng, lambda part: mutate_bytes(part, rng))
        return mutate_bytes(seed, rng, others)

    def check(self, content: bytes) -> None:
        for kind in {self.kind, _detected(content, self.kind)}:
            try:
                draft = import_draft(content, kind)
            except ImportFailure as failure:
                require(failure.message and "\n" not in failure.message, "a refusal is one line")
                continue
            text = plan_file_text(draft, "x", "a document")
            problems = validate({"plans/drafts/x.yaml": text.encode()}).problems
            errors = [format_problem(problem) for problem in problems if problem.severity is Severity.ERROR]
            require(not errors, f"the plan of a document is not valid: {errors[:1]}")


class FormTarget(DocumentTarget):
    """Tables and forms that are whole: beside a valid plan, no sign of them is lost, told or not."""

    def __init__(self, kind: Format, make_text: Callable[[random.Random], str]) -> None:
        super().__init__(kind)
        self.name = f"forms-{kind.value}"
        self.make_text = make_text

    def make(self, rng: random.Random) -> bytes:
        return self.make_text(rng).encode()

    def check(self, content: bytes) -> None:
        super().check(content)
        try:
            draft = import_draft(content, self.kind)
        except ImportFailure:
            return
        lost = [doubt for _, doubt in draft.doubts if "not in the plan" in doubt]
        require(not lost, f"signs of a form are lost: {lost}")


def _detected(content: bytes, fallback: Format) -> Format:
    try:
        return detect_format(content)
    except ImportFailure:
        return fallback


# --- sentences --------------------------------------------------------------------------------------------------------


class SentenceTarget(Target):
    """Two texts: how they are related is mirrored when they change places, and a text is the same as itself."""

    name = "sentences"

    @cached_property
    def words(self) -> list[str]:
        texts = (ROOT / "tests/factories/english.py").read_text(encoding="utf-8")
        extra = "if unless until 1,1,1, 5% €3.5bn 1/2 1/0 (a) ; : , . not never both or either 30 2031-02-30 ж ½ 10^9"
        return sorted({*texts.split(), *extra.split()})

    def make(self, rng: random.Random) -> bytes:
        left = word_soup(self.words, rng)
        right = word_soup(self.words, rng) if rng.random() < 0.4 else self._change(left, rng)
        return f"{left}\0{right}".encode("utf-8", "surrogatepass")

    def _change(self, text: str, rng: random.Random) -> str:
        words = text.split(" ")
        at = rng.randrange(len(words))
        words[at : at + rng.randint(0, 2)] = [rng.choice(self.words) for _ in range(rng.randint(0, 2))]
        return " ".join(words)

    def check(self, content: bytes) -> None:
        left, _, right = content.decode("utf-8", "replace").partition("\0")
        forward, back = relate_texts(left, right), relate_texts(right, left)
        require(forward.relation.mirror() is back.relation, f"not mirrored: {forward.relation} {back.relation}")
        if left.strip():
            require(relate_texts(left, left).relation.value == "same", "a text is not the same as itself")


# --- the command ------------------------------------------------------------------------------------------------------


class ArgumentTarget(Target):
    """Words and flags of every command in no order."""

    name = "arguments"
    commands = (
        "validate", "compare", "check", "diff", "align", "redlines", "explain", "plans", "rules", "schema", "brief",
        "draft", "brackets", "matrix", "bridges", "completeness", "lineage", "positions", "precedents", "import",
        "suggest",
    )  # fmt: skip
    words = (
        "--corpus", "seeds", "--index", "index.sqlite", "--limit", "0", "--date", "signature=2031-01-01", "x=", "=",
        "--checklist", "all", "peace-agreement", "--matters", "--view", "open", "--no-attribution", "svg", "ics",
        "docx", "xlsx", "yaml", "csv", "sarif", "--sections", "table,x", "--full", "--all-plans", "--title", "--issued",
        "--plan", "--format", "json", "md", "table", "html", "--as-of", "2031-13", "--lang", "uk", "xx",
        "--issue", "debt",
        "--base", "pact-a", "pact-b", "pact-a#1-1", "pact-a@HEAD", "@", "#", "/", "//", ".", "..", "", "-",
        "--strict", "--fail-on", "breached,x", "--party", "north", "--workspace", "plans/drafts/pact-a.yaml", "--",
        "\x1b[31m", "a\nb", "\u202e", "\udcff", "x" * 300, "--output", "/dev/full", "/nowhere/x",
        "x.docx", "plans", "*", "%s", "{0}", "--help", "--version", "a\x00b", "nowhere.yaml", "--text",
    )  # fmt: skip

    @cached_property
    def folder(self) -> Path:
        folder = Path(tempfile.mkdtemp(prefix="comparer-fuzz-"))
        for name, content in pact.workspace().items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
        return folder

    def make(self, rng: random.Random) -> bytes:
        words = [rng.choice(self.commands)] if rng.random() < 0.9 else []
        words += [rng.choice(self.words) for _ in range(rng.randint(0, 5))]
        return json.dumps(words).encode()

    def check(self, content: bytes) -> None:
        words = [word for word in json.loads(content) if isinstance(word, str)]
        require_clear_end(here(*words, cwd=self.folder))


class MergeTarget(Target):
    """`compare --merge` with results of parts of which one place is changed: they may come from somebody else."""

    name = "merge"

    @cached_property
    def whole(self) -> tuple[Path, list[Any]]:
        folder = Path(tempfile.mkdtemp(prefix="comparer-fuzz-"))
        for name, content in pact.workspace().items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
        done = here("compare", "--shard", "1/1", "--output", "whole.jsonl", cwd=folder)
        require(done.code == 0, done.errors)
        lines = (folder / "whole.jsonl").read_text(encoding="utf-8").splitlines()
        return folder, [json.loads(line) for line in lines]

    def make(self, rng: random.Random) -> bytes:
        lines = json.loads(json.dumps(self.whole[1]))
        if rng.random() < 0.1:
            return mutate_bytes("\n".join(map(json.dumps, lines)).encode(), rng)
        for _ in range(rng.choice((1, 1, 2))):
            at = rng.choice((0, *range(1, len(lines)), *range(1, len(lines))))
            lines[at] = exchange_alike(lines[at], rng) if rng.random() < 0.3 else mutate_tree(lines[at], rng)
        return "\n".join(map(json.dumps, lines)).encode()

    def check(self, content: bytes) -> None:
        folder = self.whole[0]
        (folder / "parts").mkdir(exist_ok=True)
        (folder / "parts" / "1.jsonl").write_bytes(content)
        name = ("json", "html", "md", "xlsx")[len(content) % 4]
        require_clear_end(here("compare", "--merge", "parts", "--format", name, "--output", "out", cwd=folder))


class CommandTarget(WorkspaceTarget):
    """A workspace whose values are exchanged, on disk, through every command that reads one, in each of its forms."""

    name = "commands"
    commands = (
        *("draft --format text", "draft --format md --view open", "draft --format docx", "draft --format yaml"),
        *("brackets --format md", "brackets --format xlsx", "brackets --format docx", "brackets --format svg"),
        *("matrix pact-a --format md", "matrix pact-b --format ics", "matrix pact-a --format svg"),
        *("bridges --format md", "bridges --format csv", "bridges --format docx"),
        *("completeness --format md", "completeness --checklist all --format csv", "completeness --format xlsx"),
        *("lineage --format md", "lineage --format docx", "positions --format md", "positions --format xlsx"),
        *("brief --format html", "brief --format json", "brief --lang uk", "redlines --format md", "redlines --full"),
        *("check --format sarif", "check --format github", "check --format json", "plans --format json"),
        *("diff pact-a pact-b --format html", "diff pact-a pact-b --format docx", "diff pact-a pact-b --format xlsx"),
        *("diff pact-a pact-b --format text --lang ru", "align pact-a pact-b --format json", "validate --format json"),
        *("explain pact-a#1-1", "explain pact-a#1-1 pact-b#1-1 --format json", "suggest pact-a", "validate --strict"),
        *("precedents pact-a --corpus plans --index {index}", "compare --format xlsx", "compare --format docx"),
    )

    def make(self, rng: random.Random) -> bytes:
        files = json.loads(super().make(rng))
        return json.dumps([rng.choice(self.commands), files]).encode()

    @cached_property
    def index(self) -> Path:
        return Path(tempfile.mkdtemp(prefix="comparer-fuzz-"), "index.sqlite")

    def check(self, content: bytes) -> None:
        command, files = json.loads(content)
        words = [word.format(index=self.index) for word in command.split()]
        with tempfile.TemporaryDirectory(prefix="comparer-fuzz-") as folder:
            for name, text in files.items():
                path = Path(folder, name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(text.encode("latin-1"))
            require_clear_end(here(*words, cwd=Path(folder)))


class RevisionTarget(ArgumentTarget):
    """`FILE@REV` with any revision, in a repository."""

    name = "revisions"
    revisions = (
        "HEAD", "HEAD~1", "HEAD@{0}", "HEAD@{9}", "HEAD^{tree}", ":/x", "--help", "-x", "", " ", "main", "HEAD:x", "..",
        "\x1b[31m", "\n", "\u202e", "0" * 40, "HEAD -- x", "$(x)", "`x`", "a" * 5000, "@", "@{-1}", "\udcff", "^",
        "a\x00b",
    )  # fmt: skip

    @cached_property
    def folder(self) -> Path:
        folder = ArgumentTarget.folder.func(self)  # type: ignore[attr-defined]
        for words in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-qm", "x"]):
            names = ["-c", "user.name=x", "-c", "user.email=x@example.org"]
            subprocess.run(["git", *names, *words], cwd=folder, check=True, capture_output=True)
        return folder

    def make(self, rng: random.Random) -> bytes:
        plan = rng.choice(("pact-a", "plans/drafts/pact-a.yaml", "../x.yaml", "/", "", "x", "plans/drafts/gone.yaml"))
        revision = rng.choice(self.revisions)
        if rng.random() < 0.7:
            revision = mutate_bytes(revision.encode("utf-8", "surrogateescape"), rng).decode("utf-8", "surrogateescape")
        return json.dumps(["diff", f"{plan}@{revision}", rng.choice(("pact-a", "pact-b"))]).encode()


class ReportTarget(Target):
    """`diff --reports` with a report of which one place is changed."""

    name = "reports"

    @cached_property
    def whole(self) -> tuple[Path, Any]:
        folder = Path(tempfile.mkdtemp(prefix="comparer-fuzz-"))
        value = build_plans_report(open_workspace(pact.workspace()))
        (folder / "whole.json").write_bytes(str(render("json", value)).encode())
        return folder, json.loads(str(render("json", value)))

    def make(self, rng: random.Random) -> bytes:
        text = json.dumps(self.whole[1])
        if rng.random() < 0.1:
            return mutate_bytes(text.encode(), rng)
        value = json.loads(text)
        for _ in range(rng.choice((1, 1, 2))):
            value = mutate_tree(value, rng)
        return json.dumps(value).encode()

    def check(self, content: bytes) -> None:
        folder = self.whole[0]
        (folder / "other.json").write_bytes(content)
        formats = ("table", "md", "html", "json", "csv", "text", "xlsx", "docx")
        name = formats[sum(content[:64], len(content)) % len(formats)]
        words = ("diff", "--reports", "whole.json", "other.json", "--format", name, "--output", "out")
        require_clear_end(here(*words, cwd=folder))


TARGETS: Mapping[str, Target] = {
    target.name: target
    for target in (
        YamlTarget(),
        WorkspaceTarget(),
        AcceptedTarget(),
        *(DocumentTarget(kind) for kind in _DOCUMENTS),
        FormTarget(Format.HTML, html_form),
        FormTarget(Format.MARKDOWN, markdown_form),
        SentenceTarget(),
        ArgumentTarget(),
        RevisionTarget(),
        ReportTarget(),
        CommandTarget(),
        MergeTarget(),
    )
}
