"""Documents on the disk, or as bytes, to drafts and plan files: by the importers of our own or of another package."""

from __future__ import annotations

import sys
from collections.abc import Container
from importlib.util import find_spec
from pathlib import Path, PurePath

from comparer.app import disk, plugins
from comparer.ingest import import_document, sniff_format
from comparer.ingest.blocks import collapse_spaces
from comparer.ingest.carry_over import plan_carry_over
from comparer.load import strict_yaml
from comparer.load.edit_yaml import AddedField, SpliceError, splice_fields
from comparer.model.errors import UsageError
from comparer.model.problems import did_you_mean, quote_word

__all__ = [
    "STANDARD_INPUT",
    "DocumentObserver",
    "choose_plan_id",
    "find_unused_id",
    "is_document",
    "parse_with_plugin",
    "plan_text_of_document",
    "read_document",
    "read_draft",
    "source_name",
    "update_plan_file",
]

DEFAULT_PLAN_ID = "new-draft"
STANDARD_INPUT = "-"
"""The name under which a person asks for the document on standard input."""


class DocumentObserver:
    """What is told while documents are read; this one tells nothing."""

    def start_document(self, place: str, size: int) -> None:
        """A document of so many bytes is about to be read."""

    def finish_document(self, plan_id: str, draft: import_document.Draft) -> None:
        """A document has been read, and is to be the plan of this id."""


def is_document(name: str) -> bool:
    """Whether a name is that of standard input, or ends as documents do, those among them that are refused."""
    return name == STANDARD_INPUT or sniff_format.is_document(name)


def source_name(name: str) -> str:
    """What a plan file calls the document that it was made of."""
    if name == STANDARD_INPUT:
        return "standard input"
    return collapse_spaces(PurePath(name).name) or "a document"


def choose_plan_id(requested_id: str, name: str) -> str:
    """The id asked for, or one made of the document's name ("" where it has none). Raises UsageError for a bad id."""
    plan_slug = import_document.make_slug(requested_id or PurePath(name).stem, max_words=12)
    if requested_id and requested_id != plan_slug:
        suggestion = f"did you mean '{plan_slug}'?" if plan_slug else ""
        raise UsageError(
            f"{quote_word(requested_id)} is not an id of a plan: lower-case letters and digits, joined by '-'",
            suggestion,
        )
    return plan_slug or DEFAULT_PLAN_ID


def find_unused_id(plan_id: str, used_ids: Container[str]) -> str:
    """The id, or the same with the first number behind it that no other plan has."""
    unused_id, number = plan_id, 2
    while unused_id in used_ids:
        unused_id, number = f"{plan_id}-{number}", number + 1
    return unused_id


def read_document(name: str) -> bytes:
    """The bytes of a file, or of standard input. Raises UsageError or FileError where they cannot be read."""
    if name != STANDARD_INPUT:
        return disk.read_file(Path(name))
    try:
        return sys.stdin.buffer.read()
    except (AttributeError, OSError, ValueError) as error:  # closed, or no stream at all
        raise UsageError("it cannot be read", place="standard input") from error


def plan_text_of_document(content: bytes, name: str = "", plan_id: str = "", importer: str = "") -> str:
    """The text of the plan file of a document. `name` is what the document is called, "" for bytes without a name.

    Raises UsageError where it cannot be read, holds no text, or needs a package that is not installed.
    """
    draft = read_draft(content, name, importer)
    return import_document.plan_file_text(draft, choose_plan_id(plan_id, name), source_name(name))


def read_draft(content: bytes, name: str = "", importer: str = "") -> import_document.Draft:
    """The draft that a document holds, with what deserves a look. Raises as `plan_text_of_document`."""
    place = "standard input" if name == STANDARD_INPUT else name
    document_name = "" if name == STANDARD_INPUT else name
    try:
        if importer:
            text = parse_with_plugin(content, document_name, importer)
            return import_document.import_draft(text, import_document.Format.MARKDOWN)
        document_format = import_document.detect_format(content, document_name)
        _require_known_suffix(document_name)
        _require_library(document_format)
        return import_document.import_draft(content, document_format)
    except import_document.ImportFailure as failure:
        raise UsageError(failure.message, failure.suggestion, place) from failure


def parse_with_plugin(content: bytes, name: str, importer: str) -> bytes:
    """The document's text as Markdown, by an importer of another package. Raises UsageError where it cannot read it."""
    plugin: plugins.DocumentImporter = plugins.load_plugin(plugins.IMPORTER_GROUP, importer)
    try:
        return plugin.parse(content).encode()
    except ModuleNotFoundError as error:
        extra = getattr(plugin, "extra", "")
        suggestion = f"pip install '{extra}'" if extra else ""
        raise UsageError(f"the importer {importer} needs a package that is not installed", suggestion, name) from error
    except ValueError as error:
        raise UsageError(str(error), place=name) from error


def _require_known_suffix(name: str) -> None:
    """An ending that no document has is a slip of the pen."""
    suffix = PurePath(name).suffix.lower()
    if suffix and suffix not in import_document.FORMAT_BY_SUFFIX:
        suggestion = did_you_mean(suffix, import_document.FORMAT_BY_SUFFIX)
        message = f"cannot import a file that ends in {quote_word(suffix)}"
        raise UsageError(message, suggestion or f"save it as one of {sniff_format.ENDINGS}", name)


def _require_library(document_format: import_document.Format) -> None:
    required_library = import_document.LIBRARY_BY_FORMAT.get(document_format)
    if required_library and find_spec(required_library) is None:
        ending = ".docx" if document_format is import_document.Format.WORD else ".pdf"
        raise UsageError(f"reading {ending} needs the extra 'office'", "pip install 'comparer[office]'")


def update_plan_file(old_content: bytes, new_content: bytes) -> tuple[bytes, tuple[str, ...]]:
    """The new plan file of a document with the encodings of the old one, and sentences on what became of them."""
    old_plan, new_plan = (strict_yaml.read_yaml(content, "").data for content in (old_content, new_content))
    carry_over = plan_carry_over(old_plan, new_plan, new_content)
    additions = {
        clause_id: tuple(AddedField(key, value) for key, value in fields)
        for clause_id, fields in carry_over.fields.items()
    }
    try:
        return splice_fields(carry_over.content, additions), carry_over.messages
    except SpliceError as error:
        return carry_over.content, (f"nothing could be carried over: {error}",)
