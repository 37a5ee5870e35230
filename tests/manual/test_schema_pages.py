"""The pages made from the schemas are up to date, and every field of a data file has a word of explanation."""

from __future__ import annotations

from tests.manual.schema_pages import DOCS, build_data_page, build_report_page

HOW = "run: make manual"


def test_the_page_on_data_files_is_the_one_that_the_schemas_make() -> None:
    assert (DOCS / "data-files.md").read_text(encoding="utf-8") == build_data_page(), HOW


def test_the_page_on_the_report_is_the_one_that_its_schema_makes() -> None:
    assert (DOCS / "report-json.md").read_text(encoding="utf-8") == build_report_page(), HOW


def test_every_field_of_a_data_file_is_explained() -> None:
    explanations = [line.partition("`: ")[2] or line.partition("`*: ")[2] for line in build_data_page().splitlines()]
    assert not {"string.", "array.", "object.", "value."} & set(explanations)
