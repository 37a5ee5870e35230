"""Documents on the disk, or as bytes, to the text of a plan file: by the importers of our own or of another package."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import PurePath

from comparer.app import plugins
from comparer.ingest import import_document
from comparer.ingest.blocks import collapse_spaces
from comparer.model.errors import UsageError
from comparer.model.problems import did_you_mean, quote_word

__all__ = ["choose_plan_id", "detect_document_format", "is_document", "parse_with_plugin", "plan_text_of_document"]

DEFAULT_PLAN_ID = "new-draft"


def is_document(name: str) -> bool:
    """Whether a name ends as documents do that can be imported."""
    return PurePath(name).suffix.lower() in import_document.FORMAT_BY_SUFFIX


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


def plan_text_of_document(content: bytes, name: str = "", plan_id: str = "", importer: str = "") -> str:
    """The text of the plan file of a document. `name` is what the document is called, "" for bytes without a name.

    Raises UsageError where it cannot be read, holds no text, or needs a package that is not installed.
    """
    try:
        if importer:
            content, document_format = parse_with_plugin(content, name, importer), "markdown"
        else:
            document_format = detect_document_format(content, name)
        draft = import_document.import_draft(content, document_format)
    except import_document.ImportFailure as failure:
        raise UsageError(failure.message, failure.suggestion, name) from failure
    title = collapse_spaces(PurePath(name).name) or "a document"
    return import_document.plan_file_text(draft, choose_plan_id(plan_id, name), title)


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


def detect_document_format(content: bytes, name: str) -> str:
    """The format, by how the content begins or the name ends. Raises UsageError where its library is not there."""
    suffix = PurePath(name).suffix.lower()
    if name and suffix not in import_document.FORMAT_BY_SUFFIX:
        suggestion = did_you_mean(suffix, import_document.FORMAT_BY_SUFFIX) if suffix else ""
        raise UsageError(
            f"cannot import a file that ends in {quote_word(suffix)}"
            if suffix
            else "cannot tell what format this file has",
            suggestion or f"save it as one of {', '.join(import_document.FORMAT_BY_SUFFIX)}",
            name,
        )
    is_told_by_name = name and not content.startswith(import_document.BINARY_SIGNATURES)
    document_format = (
        import_document.FORMAT_BY_SUFFIX[suffix] if is_told_by_name else import_document.detect_format(content)
    )
    required_library = import_document.LIBRARY_BY_FORMAT.get(document_format)
    if required_library and find_spec(required_library) is None:
        ending = ".docx" if document_format == "word" else ".pdf"
        raise UsageError(f"reading {ending} needs the extra 'office'", "pip install 'comparer[office]'")
    return document_format
