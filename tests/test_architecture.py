"""How the package is built: which part may know which, who touches the world, and that it knows no conflict."""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "comparer"
PLANS = ROOT / "plans"

# The picture of the stages, as in docs/architecture.md. A stage (a folder or module right under comparer/) may import
# the stages named after it and nothing else of ours. A new arrow is drawn here before it is written.
STAGES: dict[str, str] = {
    "model": "",
    "resources": "model",
    "language": "resources model",
    "load": "language resources model",
    "norms": "language resources model",
    "align": "norms language model",
    "findings": "norms model",
    "pipeline": "findings align norms model",
    "agreement": "findings norms model",
    "report": "resources model",
    "review": "report",
    "draft": "norms language model",
    "ingest": "resources",
    "version": "",
    "session": "review report pipeline agreement findings norms load resources model version",
    "app": "session ingest draft review report agreement pipeline align norms load resources model version",
    "__init__": "app session report model version",
    "__main__": "app",
}
MAX_LEVELS = 10
MAX_ENTRIES = 18

# Only this stage reads and writes files, sees the terminal and the environment, starts programs or measures time.
EDGE = frozenset({"app", "__main__"})
WORLD = (
    frozenset({"glob", "http", "io", "os", "pathlib", "requests", "shutil", "socket", "subprocess", "tempfile"})
    | frozenset({"getpass", "locale", "platform", "random", "secrets", "signal", "threading", "time", "urllib", "uuid"})
)  # fmt: skip
# Values, although their modules reach out.
PURE_NAMES = frozenset({"PurePath", "PurePosixPath", "StringIO", "BytesIO"})
WORLD_CALLS = frozenset({"open", "print", "input", "breakpoint"})
WORLD_ATTRIBUTES = frozenset(
    {"sys.stdout", "sys.stderr", "sys.stdin", "sys.argv", "sys.exit", "date.today", "datetime.now", "datetime.utcnow"}
    | {"datetime.today", "random.random"}
)


@dataclass(frozen=True, slots=True)
class Source:
    """One module of ours: `comparer.report.formats.html` is the module, `report` its part."""

    path: Path
    module: str
    part: str
    tree: ast.Module


@cache
def sources() -> tuple[Source, ...]:
    result = []
    for path in sorted(PACKAGE.rglob("*.py")):
        names = path.relative_to(PACKAGE).with_suffix("").parts
        dotted = names[:-1] if names[-1] == "__init__" and len(names) > 1 else names
        module = ".".join(("comparer", *dotted))
        result.append(Source(path, module, names[0], ast.parse(path.read_text(encoding="utf-8"), str(path))))
    return tuple(result)


def imported(source: Source) -> Iterator[tuple[int, str]]:
    """Line and dotted name of everything that a module imports, inside functions and for types alone too."""
    package = source.module.split(".") if source.path.name == "__init__.py" else source.module.split(".")[:-1]
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            stem = ".".join((*base, *filter(None, [node.module])))
            yield from ((node.lineno, f"{stem}.{alias.name}") for alias in node.names)


def part_of(name: str) -> str | None:
    """The part of ours that an imported name belongs to, or None when it is not ours."""
    first, *rest = name.split(".")
    if first != "comparer":
        return None
    known = {source.part for source in sources()}
    return rest[0] if rest and rest[0] in known else "__init__"


def allowed_stages(stage: str) -> frozenset[str]:
    return frozenset(STAGES[stage].split())


def test_every_stage_is_in_the_picture() -> None:
    assert {source.part for source in sources()} == STAGES.keys()


def test_the_picture_has_few_entries_and_few_levels() -> None:
    entries = [path for path in PACKAGE.iterdir() if path.name not in ("__pycache__", "py.typed")]
    assert len(entries) <= MAX_ENTRIES
    levels: dict[str, int] = {}
    for stage in TopologicalSorter({name: allowed_stages(name) for name in STAGES}).static_order():
        levels[stage] = 1 + max((levels[below] for below in allowed_stages(stage)), default=0)
    assert max(levels.values()) <= MAX_LEVELS, levels


def test_stages_import_along_the_arrows_of_the_picture_only() -> None:
    wrong = []
    for source in sources():
        for line, name in imported(source):
            stage = part_of(name)
            if stage not in (None, source.part, "__init__") and stage not in allowed_stages(source.part):
                wrong.append(f"{source.path.relative_to(ROOT)}:{line}: {source.part} must not import {name}")
    assert not wrong, "\n".join(wrong)


def test_every_arrow_of_the_picture_is_used() -> None:
    used = {(source.part, part_of(name)) for source in sources() for _, name in imported(source)}
    drawn = {(stage, below) for stage in STAGES for below in allowed_stages(stage)}
    assert sorted(drawn - used) == []


def test_every_folder_says_its_contract_in_its_first_line() -> None:
    silent = [
        str(source.path.relative_to(ROOT))
        for source in sources()
        if source.path.name == "__init__.py" and not ast.get_docstring(source.tree)
    ]
    assert not silent


def test_no_modules_import_each_other_in_a_circle() -> None:
    modules = {source.module for source in sources()}
    graph: dict[str, set[str]] = {}
    for source in sources():
        for _, name in imported(source):
            target = name if name in modules else name.rpartition(".")[0]
            if target in modules and target != source.module:
                graph.setdefault(source.module, set()).add(target)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail("a circle of imports: " + " <- ".join(error.args[1]))


def touches_of_world(source: Source) -> Iterator[tuple[int, str]]:
    for line, name in imported(source):
        if name.split(".")[0] in WORLD and name.rpartition(".")[2] not in PURE_NAMES:
            yield line, f"import {name}"
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in WORLD_CALLS:
            yield node.lineno, f"{node.func.id}()"
        elif isinstance(node, ast.Attribute) and isinstance(node.value, (ast.Name, ast.Attribute)):
            owner = node.value.id if isinstance(node.value, ast.Name) else node.value.attr
            if f"{owner}.{node.attr}" in WORLD_ATTRIBUTES:
                yield node.lineno, f"{owner}.{node.attr}"


def test_only_the_edge_touches_the_world() -> None:
    wrong = [
        f"{source.path.relative_to(ROOT)}:{line}: {what}"
        for source in sources()
        if source.part not in EDGE
        for line, what in touches_of_world(source)
    ]
    assert not wrong, "only " + ", ".join(sorted(EDGE)) + " may do this:\n" + "\n".join(wrong)


# --- nothing about one conflict in the code ---------------------------------------------------------------------------

# Words of the data that are also words of the trade, each with its reason. A waiver that is no longer needed fails.
SHARED_WORDS: dict[str, str] = {
    "partners": "whoever takes part in a joint act, said of norms in general",
    "union": "the union of two sets",
    "seven": "a number word that is read in a text",
    "eight": "a number word that is read in a text",
    "february": "a month that is read in a text",
    "per cent": "a unit that is read in a text",
    "west": "a point of the compass that is read in a text",
    "the agreement": "part of `with the agreement of`, words of drafting that are read in a text",
}

# Labels of acts and manners are plain verbs and adverbs ("give up", "in full"): only longer ones can give data away.
PLAIN_ENGLISH = ("acts", "manners")
# Sections in which a capitalised word of a label is a proper name, unless it only begins the label.
NAMED = ("actors", "objects", "events", "tracks", "statuses")


def entries(section: object) -> Iterator[tuple[str, dict[str, object]]]:
    if isinstance(section, dict):
        for key, value in section.items():
            yield str(key), value if isinstance(value, dict) else {"label": value}


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


def labels(entry: dict[str, object]) -> Iterator[str]:
    yield from strings(entry.get("label"))
    yield from strings(entry.get("synonyms"))


@cache
def vocabulary() -> dict[str, object]:
    loaded = yaml.safe_load((PLANS / "vocabulary.yaml").read_text(encoding="utf-8"))
    assert isinstance(loaded, dict)
    return loaded


def small_words(texts: Iterable[str]) -> frozenset[str]:
    """Words that stand in lower case in running text: no proper names."""
    return frozenset(word for text in texts for word in re.findall(r"(?<![\w.-])[a-z]+(?![\w.-])", text))


@cache
def small_in_the_data() -> frozenset[str]:
    return small_words(strings(vocabulary()))


@cache
def small_in_the_code() -> frozenset[str]:
    return small_words(path.read_text(encoding="utf-8") for path in files_of_the_code())


def proper_names(key: str, label: str) -> Iterator[str]:
    """The names in a label: capitals inside it, owners and places after the dot of its id, a first word like a name."""
    first, *others = re.findall(r"[^\W\d_][\w'’]{2,}", label) or [""]
    yield from (word.lower() for word in others if word[0].isupper() and word.lower() not in small_in_the_data())
    if first.lower() in key.split(".")[1:]:
        yield first.lower()
    elif first[:1].isupper() and first.lower() not in small_in_the_data() | small_in_the_code():
        yield first  # as written: in lower case it may be an ordinary word after all


def names_of_the_data() -> Iterator[tuple[str, str]]:
    """Every word or phrase that must not stand in the code, with what it is in the data.

    In lower case where any case counts; with its capitals where only those tell it from an ordinary word ("US").
    """
    for section, content in vocabulary().items():
        words = 3 if section in PLAIN_ENGLISH else 2
        for key, entry in entries(content):
            if section == "actors" or "." in key or "-" in key:
                yield key.lower(), f"{section} id"
            for label in labels(entry):
                if section == "actors" or len(label.split()) >= words:
                    yield label if label.isupper() else label.lower(), f"label in {section}"
                if section in NAMED:
                    yield from ((name, f"name in a label of {section}") for name in proper_names(key, label))
    for path in sorted(PLANS.glob("*/*.yaml")):
        plan = yaml.safe_load(path.read_text(encoding="utf-8"))
        if isinstance(plan, dict) and "plan" in plan:
            yield str(plan["plan"]).lower(), "plan id"
            yield from ((text.lower(), "plan title") for text in strings(plan.get("title")))


CHECKLISTS = PACKAGE / "resources" / "checklists"
"""Words of the trade and titles of published guidance: they share words with the data, and name no party of it."""


def files_of_the_code() -> list[Path]:
    folders = (PACKAGE, ROOT / "schema")
    files = [p for folder in folders for p in folder.rglob("*") if p.is_file() and p.suffix != ".pyc"]
    return sorted(p for p in files if CHECKLISTS not in p.parents)


class NameSearch:
    """Finds names as whole words, each looked up by its first run of letters, so that the code is read once."""

    def __init__(self, names: Iterable[str]) -> None:
        self.by_first_word: dict[str, list[str]] = {}
        for name in sorted(names, key=lambda name: (-len(name), name)):
            first = WORD.search(name)
            assert first, f"{name!r} has no letter"
            self.by_first_word.setdefault(first[0], []).append(name)

    def find(self, text: str) -> Iterator[tuple[str, int]]:
        """The names in the text with their places, the longest at each; none hides another that begins inside it."""
        for word in WORD.finditer(text):
            for name in self.by_first_word.get(word[0], ()):
                start = word.start() - name.index(word[0])
                if text.startswith(name, start) and _stands_alone(text, start, start + len(name)):
                    yield name, start
                    break


WORD = re.compile(r"\w+")


def _stands_alone(text: str, start: int, end: int) -> bool:
    return not WORD.match(text[start - 1 : start]) and not WORD.match(text[end : end + 1])


@cache
def hits() -> dict[str, str]:
    """Each forbidden word found, as the data gives it, with the first place where it stands."""
    names: dict[str, str] = {}
    for name, what in names_of_the_data():
        names.setdefault(name, what)
    small = {name for name in names if name == name.lower()}
    searches = ((NameSearch(small), str.lower), (NameSearch(names.keys() - small), str))
    result: dict[str, str] = {}
    for path in files_of_the_code():
        text = path.read_text(encoding="utf-8")
        for search, as_given in searches:
            for name, start in search.find(as_given(text)):
                line = text.count("\n", 0, start) + 1
                result.setdefault(name, f"{path.relative_to(ROOT)}:{line}: {name!r} ({names[name]})")
    return result


needs_data = pytest.mark.skipif(not (PLANS / "vocabulary.yaml").exists(), reason="no plans/vocabulary.yaml here")


@needs_data
def test_the_code_names_nothing_of_the_data() -> None:
    wrong = [place for name, place in sorted(hits().items()) if name not in SHARED_WORDS]
    assert not wrong, "data stands in the code:\n" + "\n".join(wrong)


@needs_data
def test_no_checklist_asks_about_a_party_of_the_data() -> None:
    actors = {label for _, entry in entries(vocabulary()["actors"]) for label in labels(entry) if label[:1].isupper()}
    bodies_of_the_trade = {"Security Council"}
    asks = [
        matter["asks"] for path in CHECKLISTS.glob("*.yaml") for matter in yaml.safe_load(path.read_text())["matters"]
    ]
    search = NameSearch(actors)
    named = {name for text in asks for name, _ in search.find(text)}
    assert asks
    assert named == bodies_of_the_trade


@needs_data
def test_every_waiver_is_still_needed() -> None:
    assert sorted(SHARED_WORDS.keys() - hits().keys()) == []


@needs_data
def test_the_search_would_find_a_name() -> None:
    names = {name for name, _ in names_of_the_data()}
    assert {key for key, _ in entries(vocabulary()["actors"])} <= names
    search = NameSearch(names)
    for name in names:
        assert name in {match for match, _ in search.find(f"# as for {name}, so here")}
        assert not list(NameSearch([name]).find(f"x{name}x"))


# --- no sentence of ours in the engine: it gives rules and arguments, and the report makes the words

ENGINE = frozenset({"norms", "align", "findings", "pipeline", "language"})
_TWO_WORDS = re.compile(r"[A-Za-z]{2,}[ ,;:]+[A-Za-z]{2,}|^ [a-z]{2,}|[a-z]{2,} $")
_LIMITING_SENTENCE = (
    r"(this|the foregoing|paragraph \w+|this (rule|paragraph|provision)) (does|shall) not apply (to|in|where|if)\b"
)
WORDS_OF_TEXTS = {
    "comparer/language/counted_figures.py": "a pattern of figures that count",
    "comparer/language/modality_reading.py:effort to ": "the end of a turn that an English text has",
    "comparer/language/noun_phrases.py:of ": "joins words of an English text",
    "comparer/language/noun_phrases.py:that ": "joins words of an English text",
    "comparer/language/noun_phrases.py:, that ": "joins words of an English text",
    "comparer/language/plain_sentence.py": "units and turns of an English text, and what stands for them",
    "comparer/language/quantities.py:working day": "a unit as an English text has it",
    "comparer/language/adjuncts.py:in case of": "opens a condition of an English text",
    "comparer/language/adjuncts.py:subject to": "opens a condition of an English text",
    "comparer/language/adjuncts.py:regardless of": "opens a condition of an English text",
    "comparer/norms/from_text/compare_quantities.py:working day": "a unit as an English text has it",
    "comparer/norms/from_text/compare_times.py:prior to": "opens a time of an English text",
    "comparer/norms/from_text/compare_adjuncts.py:only ": "begins an opener of an English text",
    "comparer/norms/from_text/like_forms.py:by ": "begins a measure of an English text",
    "comparer/norms/from_text/compare_adjuncts.py: (do|does) not ": "a pattern of a denial in an English text",
    "comparer/language/adjuncts.py:only ": "begins an opener of an English text",
    "comparer/norms/from_text/compare_phrases.py: or ": "joins words of an English text",
    "comparer/norms/from_text/compare_phrases.py: or more": "ends a figure of an English text",
    "comparer/norms/from_text/like_states.py:of ": "joins words of an English text",
    "comparer/norms/from_text/like_states.py:get consent": "an act of an English text",
    "comparer/norms/from_text/like_states.py:poss:own": "whose a thing of an English text is",
    "comparer/norms/from_text/like_forms.py:to ": "begins a measure of an English text",
    "comparer/norms/from_text/compare_acts.py:consider ": "an act of an English text",
    "comparer/norms/from_text/frame_comparison.py:no more than": "opens a figure of an English text",
    "comparer/norms/from_text/frame_comparison.py:not more than": "opens a figure of an English text",
    "comparer/norms/from_text/frame_comparison.py:at most": "opens a figure of an English text",
    "comparer/language/noun_phrases.py:#working day day": "a measure of an English text as it is compared",
    "comparer/language/noun_phrases.py:#second second": "a measure of an English text as it is compared",
    "comparer/norms/from_text/compare_cases.py: only (?:": "a pattern of a restriction in an English text",
    "comparer/norms/from_text/compare_cases.py: only(?= (?:": "a pattern of a restriction in an English text",
    "comparer/norms/from_text/compare_choices.py: the ": "joins words of an English text",
    "comparer/norms/from_text/compare_choices.py: of ": "joins words of an English text",
    "comparer/norms/from_text/like_sentences.py: who ": "joins words of an English text",
    f"comparer/norms/from_text/relate_texts.py:{_LIMITING_SENTENCE}": "a pattern of sentences that limit another",
}
"""Text that is no sentence of ours, by its file or its file and itself, each with the reason."""


def engine_texts() -> Iterator[tuple[str, str, str]]:
    """File, place and text of every literal of two words in the engine, docstrings apart."""
    for source in sources():
        if source.part not in ENGINE:
            continue
        tree = ast.parse(source.path.read_text(encoding="utf-8"))
        bodies = [body for node in ast.walk(tree) if isinstance(body := getattr(node, "body", None), list)]
        docstrings = {id(line.value) for body in bodies for line in body if isinstance(line, ast.Expr)}
        name = str(source.path.relative_to(ROOT))
        for node in ast.walk(tree):
            is_text = isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings
            if is_text and _TWO_WORDS.search(node.value):
                yield name, f"{name}:{node.lineno}", node.value


def test_the_engine_makes_no_sentence() -> None:
    result = list(engine_texts())
    assert [(place, text) for name, place, text in result if not {name, f"{name}:{text}"} & WORDS_OF_TEXTS.keys()] == []
    used = {key for name, _, text in result for key in (name, f"{name}:{text}")}
    assert sorted(WORDS_OF_TEXTS.keys() - used) == []


def test_a_sentence_in_the_engine_would_be_seen() -> None:
    for text in ("the words differ", "cannot tell: ", " is ", "The line holds"):
        assert _TWO_WORDS.search(text)
    for text in ("change-modality", "reason.open-figure", "PLAN#CLAUSE", ", ", " → "):
        assert not _TWO_WORDS.search(text)
