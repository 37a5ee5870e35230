"""The index of a corpus of documents: a file of SQLite outside the data, made as needed and safe to delete.

A document is read when it is new or has changed; what was read before an interruption stays. The full text search of
SQLite (FTS5) keeps which provision has which term, and the counts by which rare terms are told from common ones.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from comparer.align.precedents import CorpusProvision, CorpusStatistics
from comparer.align.text_similarity.terms import read_terms
from comparer.app import disk, documents
from comparer.ingest.sniff_format import is_document
from comparer.load import strict_yaml
from comparer.load.checks.documents import FileEntry, clause_nodes
from comparer.model.errors import UsageError
from comparer.version import VERSION

__all__ = ["CorpusIndex", "IndexingNote", "default_index_path"]

IndexingNote = Callable[[int, int], None]
"""Told how many documents are read, of how many that are to be read."""

_SCHEMA = """
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE documents (
    id INTEGER PRIMARY KEY, place TEXT UNIQUE NOT NULL, stamp TEXT NOT NULL, digest TEXT NOT NULL,
    title TEXT NOT NULL, date TEXT NOT NULL, fault TEXT NOT NULL
);
CREATE TABLE provisions (
    id INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES documents, number TEXT NOT NULL, text TEXT NOT NULL
);
CREATE INDEX provisions_of_document ON provisions (document);
CREATE VIRTUAL TABLE term_places USING fts5(terms, content='', tokenize="unicode61 remove_diacritics 0");
CREATE VIRTUAL TABLE term_counts USING fts5vocab(term_places, row);
"""
_FORMAT = f"1 {VERSION}"
_DOCUMENTS_PER_COMMIT = 50
_CANDIDATES_PER_CLAUSE = 30
_TERMS_PER_QUESTION = 500
"""Every SQLite takes so many values in one question."""
_INDEX_ERRORS = (OSError, sqlite3.Error, ValueError)
"""What opening a file raises that is no index, damaged, out of reach, or whose name holds a NUL."""


RunInOrder = Callable[..., Iterator[Any]]
"""Calls a function with one item of each row of arguments after another, and gives the answers in that order."""


@dataclass(frozen=True, slots=True)
class _DocumentText:
    """What a document comes to: title, date, provisions as (number, text, terms), and why it was not read."""

    title: str = ""
    date: str = ""
    provisions: tuple[tuple[str, str, str], ...] = ()
    fault: str = ""


@dataclass(frozen=True, slots=True)
class _Reading:
    """The digest of a file with what it holds; None where that is what it held before."""

    digest: str
    text: _DocumentText | None


def default_index_path(corpus: Path) -> Path:
    """Where the index of a corpus lies: in the cache folder of the person who asks."""
    cache = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    name = hashlib.sha256(os.fsencode(disk.absolute_path(corpus))).hexdigest()[:16]
    return Path(cache, "comparer", f"precedents-{name}.sqlite")


class CorpusIndex:
    """An open index. It is a context manager, which closes it."""

    def __init__(self, path: Path) -> None:
        """Opens or makes the file. Raises UsageError where that fails; a file of another version is made anew."""
        self._path = path
        self._count_by_term: dict[str, int] = {}
        self._provision_count: int | None = None
        self._unread: dict[str, str] = {}
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._database = self._connect()
        except _INDEX_ERRORS as error:
            raise self._unusable_error(error) from error

    def __enter__(self) -> CorpusIndex:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        """Raises UsageError where the file turned out to be damaged, or could not be written."""
        self._database.close()
        if isinstance(error, sqlite3.Error | UnicodeDecodeError):
            raise self._unusable_error(error) from error

    def _unusable_error(self, error: Exception) -> UsageError:
        reason = "what it holds is damaged" if isinstance(error, UnicodeDecodeError) else error
        message = f"the index of the corpus cannot be used: {reason}"
        return UsageError(message, "delete it where it is one, or name another with --index FILE", str(self._path))

    def _connect(self) -> sqlite3.Connection:
        if self._path.exists() and not self._path.is_file():
            raise sqlite3.DatabaseError("it is not an ordinary file")
        database = sqlite3.connect(self._path)
        if _read_format(database) == _FORMAT:
            return database
        if database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            is_older_index = _is_index(database)
            database.close()
            if not is_older_index:
                raise sqlite3.DatabaseError("it is a database of something else")
            self._path.unlink(missing_ok=True)
            database = sqlite3.connect(self._path)
        with database:
            database.executescript(_SCHEMA)
            database.execute("INSERT INTO about VALUES ('format', ?)", (_FORMAT,))
        return database

    def update(self, corpus: Path, note: IndexingNote, run: RunInOrder = map) -> None:
        """Read what is new or has changed in a corpus, and forget what is gone. Raises FileError for the folder.

        `run` is the built-in `map` or what does the same elsewhere, such as the `map` of an executor.
        """
        self._count_by_term, self._provision_count = {}, None
        places, self._unread = _list_documents(corpus)
        present = {place: corpus / place for place in places}
        known = {row[0]: row[1:] for row in self._database.execute("SELECT place, stamp, digest FROM documents")}
        with self._database:
            for place in sorted(known.keys() - present.keys()):
                self._forget(place)
        stamps = {place: _file_stamp(path) for place, path in present.items()}
        changed = [place for place in present if place not in known or known[place][0] != stamps[place]]
        known_digests = (known.get(place, ("", ""))[1] for place in changed)
        readings = run(_read_document, (present[place] for place in changed), known_digests)
        for start in range(0, len(changed), _DOCUMENTS_PER_COMMIT):
            with self._database:
                for number, place in enumerate(changed[start : start + _DOCUMENTS_PER_COMMIT], start + 1):
                    self._take_reading(place, stamps[place], next(readings))
                    note(number, len(changed))

    def _take_reading(self, place: str, stamp: str, reading: _Reading) -> None:
        if reading.text is None:
            self._database.execute("UPDATE documents SET stamp = ? WHERE place = ?", (stamp, place))
        else:
            self._forget(place)
            self._remember(place, stamp, reading.digest, reading.text)

    def _remember(self, place: str, stamp: str, digest: str, text: _DocumentText) -> None:
        cursor = self._database.execute(
            "INSERT INTO documents (place, stamp, digest, title, date, fault) VALUES (?, ?, ?, ?, ?, ?)",
            (place, stamp, digest, text.title, text.date, text.fault),
        )
        document = cursor.lastrowid
        for number, words, terms in text.provisions:
            row = self._database.execute(
                "INSERT INTO provisions (document, number, text) VALUES (?, ?, ?)", (document, number, words)
            ).lastrowid
            self._database.execute("INSERT INTO term_places (rowid, terms) VALUES (?, ?)", (row, terms))

    def _forget(self, place: str) -> None:
        rows = self._database.execute(
            "SELECT p.id, p.text FROM provisions p JOIN documents d ON d.id = p.document WHERE d.place = ?", (place,)
        ).fetchall()
        self._database.executemany(
            "INSERT INTO term_places (term_places, rowid, terms) VALUES ('delete', ?, ?)",
            [(row, _joined_terms(text)) for row, text in rows],
        )
        self._database.executemany("DELETE FROM provisions WHERE id = ?", [(row,) for row, _ in rows])
        self._database.execute("DELETE FROM documents WHERE place = ?", (place,))

    def count_documents(self) -> int:
        """How many documents were read."""
        return self._count("SELECT count(*) FROM documents WHERE fault = ''")

    def find_faults(self) -> list[tuple[str, str]]:
        """The documents that could not be read, each with why."""
        rows = self._database.execute("SELECT place, fault FROM documents WHERE fault <> ''")
        return sorted([*((str(place), str(fault)) for place, fault in rows), *self._unread.items()])

    def measure_terms(self, terms: Iterable[str]) -> CorpusStatistics:
        """In how many provisions each term stands, and how many there are."""
        wanted = list(terms)
        self._look_up_counts([term for term in wanted if term not in self._count_by_term])
        counts = {term: self._count_by_term[term] for term in wanted}
        return CorpusStatistics(provision_count=self._count_provisions(), count_by_term=counts)

    def _look_up_counts(self, terms: Sequence[str]) -> None:
        """Looked up once: the clauses of a plan ask about the same terms again and again."""
        for start in range(0, len(terms), _TERMS_PER_QUESTION):
            word_by_term = {term: _index_word(term) for term in terms[start : start + _TERMS_PER_QUESTION]}
            marks = ", ".join("?" * len(word_by_term))
            question = f"SELECT term, doc FROM term_counts WHERE term IN ({marks})"
            counts = dict(self._database.execute(question, tuple(word_by_term.values())).fetchall())
            self._count_by_term.update({term: int(counts.get(word, 0)) for term, word in word_by_term.items()})

    def _count_provisions(self) -> int:
        """How many provisions there are; counted once, since that reads the whole table."""
        if self._provision_count is None:
            self._provision_count = self._count("SELECT count(*) FROM provisions")
        return self._provision_count

    def find_candidates(self, terms: Sequence[str], left_out: str = "") -> tuple[CorpusProvision, ...]:
        """The best provisions that have any of the terms, in the order of the corpus; none of the place `left_out`.

        They are the best by BM25 (Robertson and others 1994).
        """
        if not terms:
            return ()
        question = " OR ".join(f'"{_index_word(term)}"' for term in terms)
        rows = self._database.execute(
            "SELECT d.place, d.title, d.date, p.number, p.text FROM"
            " (SELECT rowid, rank FROM term_places WHERE term_places MATCH ? ORDER BY rank, rowid LIMIT ?) AS best"
            " JOIN provisions p ON p.id = best.rowid JOIN documents d ON d.id = p.document"
            " WHERE d.place <> ? ORDER BY d.place, p.id",
            (question, _CANDIDATES_PER_CLAUSE, left_out),
        )
        return tuple(
            CorpusProvision(place=place, title=title, date=date, number=number, text=text)
            for place, title, date, number, text in rows
        )

    def _count(self, question: str) -> int:
        return int(self._database.execute(question).fetchone()[0])


def _read_format(database: sqlite3.Connection) -> str:
    if not _is_index(database):
        return ""
    row = database.execute("SELECT value FROM about WHERE key = 'format'").fetchone()
    return str(row[0]) if row else ""


def _is_index(database: sqlite3.Connection) -> bool:
    names = {row[0] for row in database.execute("SELECT name FROM sqlite_master")}
    return {"about", "documents", "provisions", "term_places"} <= names


def _list_documents(corpus: Path) -> tuple[list[str], dict[str, str]]:
    """The paths below a corpus of all that can be read, sorted; and of what looks like it, why it cannot be read.

    Hidden files and folders are left out.
    """
    if not corpus.is_dir():
        raise UsageError("there is no such folder", place=str(corpus))
    places, unread = [], {}
    for current, folders, names in os.walk(corpus):
        folders[:] = [name for name in folders if not name.startswith(".")]
        linked_folders = [name for name in folders if Path(current, name).is_symlink()]
        for name in (*linked_folders, *filter(_looks_readable, names)):
            path = Path(current, name)
            place = path.relative_to(corpus).as_posix()
            if reason := _unread_reason(path):
                unread[place] = reason
            else:
                places.append(place)
    return sorted(places), unread


def _looks_readable(name: str) -> bool:
    return not name.startswith(".") and (is_document(name) or _is_plan_name(name))


def _is_plan_name(name: str) -> bool:
    return name.lower().endswith((".yaml", ".yml"))


def _unread_reason(path: Path) -> str:
    """Why a file of a corpus is not read; empty where it is."""
    if not disk.is_utf8(path.name):
        return "its name is not UTF-8; rename it"
    if path.is_symlink():
        return "it is a link; put a copy there"
    return "" if path.is_file() else "it is not an ordinary file"


def _file_stamp(path: Path) -> str:
    try:
        status = path.stat()
    except OSError:
        return ""
    return f"{status.st_size} {status.st_mtime_ns}"


def _read_document(path: Path, known_digest: str) -> _Reading:
    """What a file holds, as an index takes it up; in a worker where many are read at once."""
    try:
        content = disk.read_file(path)
    except disk.FileError as error:
        return _Reading("", _DocumentText(fault=error.problem.message))
    digest = hashlib.sha256(content).hexdigest()
    return _Reading(digest, None if digest == known_digest else _read_text(content, path.name))


def _read_text(content: bytes, name: str) -> _DocumentText:
    if _is_plan_name(name):
        return _read_plan_text(content, name)
    try:
        draft = documents.read_draft(content, name)
    except UsageError as error:
        return _DocumentText(fault=error.message)
    text_by_id = {clause.id: clause.text for provision in draft.provisions for clause in provision.clauses}
    numbers_and_texts = (
        (clause.number or provision.number or clause.id, f"{text_by_id.get(clause.under, '')} {clause.text}".strip())
        for provision in draft.provisions
        for clause in provision.clauses
        if clause.text
    )
    return _DocumentText(draft.title, draft.issued, _add_terms(numbers_and_texts))


def _read_plan_text(content: bytes, name: str) -> _DocumentText:
    document = strict_yaml.read_yaml(content, name)
    data = document.data
    if data is None or document.problems:
        return _DocumentText(fault="its YAML cannot be read")
    if not isinstance(data, dict) or "provisions" not in data:  # data of another kind beside the plans
        return _DocumentText()
    nodes = clause_nodes(FileEntry(name, "plan", document, ()))
    ids_and_texts = ((str(node.data.get("id", "")), str(node.data["text"])) for node in nodes if "text" in node.data)
    return _DocumentText(str(data.get("title", "")), str(data.get("issued", "")), _add_terms(ids_and_texts))


def _add_terms(numbers_and_texts: Iterable[tuple[str, str]]) -> tuple[tuple[str, str, str], ...]:
    return tuple((number, text, _joined_terms(text)) for number, text in numbers_and_texts)


def _joined_terms(text: str) -> str:
    return " ".join(map(_index_word, read_terms(text).all_terms))


def _index_word(term: str) -> str:
    """A term as one word of the index: letters and digits alone, none of which the index folds or parts."""
    if term.isascii() and term.isalnum():
        return term
    return "x" + term.encode().hex()
