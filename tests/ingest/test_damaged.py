"""Damaged files of every format end in a clear refusal, or are read."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comparer.ingest.import_document import Draft, ImportFailure, detect_format, import_draft
from tests.ingest import written_outlines as written

OUTLINE = [
    written.Point("The towns shall keep:", (written.Point("the weir;"), written.Point("the mill."))),
    written.Point("The board must not pay more than 5 per cent."),
]
WHOLE = {
    "text": written.as_text(OUTLINE).encode(),
    "markdown": written.as_markdown(OUTLINE).encode(),
    "html": written.as_html(OUTLINE).encode(),
    "xml": written.as_xml(OUTLINE).encode(),
    "word": written.as_word(OUTLINE),
    "pdf": written.as_pdf(OUTLINE),
}


@pytest.mark.parametrize("name", WHOLE)
@given(place=st.integers(0, 10**6), new=st.binary(max_size=8), how=st.sampled_from(["cut", "change", "insert"]))
@settings(max_examples=60)
def test_a_damaged_file_is_read_or_refused(name: str, place: int, new: bytes, how: str) -> None:
    raw = WHOLE[name]
    at = place % len(raw)
    damaged = {"cut": raw[:at], "change": raw[:at] + new + raw[at + len(new) :], "insert": raw[:at] + new + raw[at:]}[
        how
    ]
    with contextlib.suppress(ImportFailure):
        assert isinstance(import_draft(damaged, detect_format(damaged)), Draft)
