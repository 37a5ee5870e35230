"""One outline in every format gives one plan: the same ids, the same texts, no sign lost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from comparer.ingest.import_document import Format, detect_format, import_draft
from tests.ingest import written_outlines as written
from tests.ingest.read_back import clauses, imported

WRITERS = {
    Format.PLAIN: written.as_text,
    Format.MARKDOWN: written.as_markdown,
    Format.HTML: written.as_html,
    Format.XML: written.as_xml,
    Format.WORD: written.as_word,
    Format.PDF: written.as_pdf,
}


@pytest.mark.parametrize("kind", WRITERS)
@given(outline=written.OUTLINES)
@settings(max_examples=40)
def test_an_outline_is_read_back(kind: Format, outline: list[written.Point]) -> None:
    made = WRITERS[kind](outline)
    content = made if isinstance(made, bytes) else made.encode()
    assert detect_format(content) is kind
    data = imported(content, kind)
    assert data["title"] == "Draft for the valley"
    assert clauses(data) == written.expected(outline)
    assert not [text for _, text in import_draft(content, kind).doubts if "not in the plan" in text]
