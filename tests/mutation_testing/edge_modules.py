"""The modules at the edges that are mutated, and for each the tests that are meant to hold it."""

from __future__ import annotations

_WRITES = "tests/hostile/test_writes.py"
_WRITES_THAT_FAIL = f"{_WRITES}::test_a_write_that_fails_anywhere_leaves_all_files_as_they_were"
_WRITES_OF_ONE_MODULE = (
    "test_where_an_old_file_cannot_be_put_back_that_is_told",
    "test_on_a_disk_without_hard_links_old_files_come_back_too",
    "test_a_new_file_is_never_put_over_another_not_even_over_a_link_to_nothing",
    "test_a_file_that_was_saved_meanwhile_is_kept",
)
_DIFFS_WITH_GIT = (
    "test_a_file_against_its_older_state",
    "test_what_git_does_not_know_is_one_line",
    "test_without_git_and_outside_a_repository",
)
TESTS: dict[str, tuple[str, ...]] = {
    "app.disk": ("tests/app/test_disk.py", "tests/hostile/test_edges.py", "tests/app/test_wrong_input.py"),
    "app.file_writes": (
        "tests/app/test_file_writes.py",
        "tests/app/test_disk.py",
        *(f"{_WRITES}::{name}" for name in _WRITES_OF_ONE_MODULE),
        *(f"{_WRITES_THAT_FAIL}[{name}]" for name in ("several old files: full", "a new plan: interrupt")),
        f"{_WRITES}::test_a_process_that_is_asked_to_end_leaves_nothing_beside_its_files[several old files]",
        "tests/hostile/test_edges.py",
    ),
    "app.git": (
        *(f"tests/app/test_diff.py::{name}" for name in _DIFFS_WITH_GIT),
        "tests/hostile/test_edges.py",
    ),
    "load.checks.bounds": ("tests/load/test_checks.py",),
    "load.checks.cycles": ("tests/load/test_cycles.py", "tests/hostile/test_circles.py", "tests/load/test_checks.py"),
    "model.token_alignment": ("tests/report/test_redline.py", "tests/hostile/test_circles.py"),
    "report.words.escape": ("tests/report/test_escape.py",),
    "model.problems": ("tests/model/test_problems.py",),
    "review.gate": ("tests/review/test_gate.py", "tests/app/test_check.py"),
    "review.differences": (
        "tests/review/test_differences.py",
        "tests/report/test_changes.py",
        "tests/app/test_diff.py",
    ),
    "report.value.narrow_records": ("tests/report/test_narrow_records.py",),
    "load.checks.unique_ids": ("tests/load/test_unique_ids.py", "tests/load/test_checks.py"),
    "load.checks.field_rules": ("tests/load/test_field_rules.py", "tests/load/test_checks.py"),
    "ingest.plan_draft": (
        "tests/ingest/test_plan_draft.py",
        "tests/ingest/test_text.py",
        "tests/ingest/test_kinds.py",
    ),
}
"""For each module the tests that are meant to hold it, the narrowest first."""

_IMPORTS = (
    *(
        f"tests/ingest/test_{name}.py"
        for name in ("plan_draft", "kinds", "documents_of_others", "damaged", "text", "nothing_is_lost", "word", "pdf")
    ),
    "tests/app/test_import.py",
)
_LOADS = (
    *(
        f"tests/load/test_{name}.py"
        for name in (
            "checks",
            "references",
            "field_rules",
            "unique_ids",
            "cycles",
            "load_workspace",
            "schemas",
            "strict_yaml",
        )
    ),
    "tests/load/test_language_files.py",
    "tests/app/test_wrong_input.py",
)
_REPORTS = (
    *(
        f"tests/report/test_{name}.py"
        for name in ("narrow_records", "view", "json_parts", "every_finding", "row_links")
    ),
    "tests/report/test_changes.py",
    "tests/report/test_agreement_parts.py",
    "tests/app/test_check.py",
)
_OF_IMPORT = (
    *("numbering", "line_signs", "inline_text", "rolling_text", "table_layout", "page_noise", "sniff_format"),
    *("carry_over", "write_plan", "import_document", "sign_check", "letterhead", "page_languages", "build_outline"),
    *("markdown", "html", "xml", "docx", "docx_numbering", "plain_text", "pdf", "pdf_page", "pdf_letters"),
    *("blocks", "outline_model"),
)
_OF_LOAD = (
    *("strict_yaml.builder", "strict_yaml.scalars", "strict_yaml.decoding", "strict_yaml.advice"),
    *("strict_yaml.positions", "checks.references", "checks.documents", "checks.lints", "checks.source_figures"),
    *("checks.vocabulary_use", "schemas.faults", "schemas.validator", "construct.languages", "construct.norms"),
    *("construct.plans", "construct.redlines_and_law", "construct.sources_and_settings", "construct.vocabulary"),
    "load_workspace",
)
_OF_REPORT = (
    *("acceptances", "arguments", "build", "finding_records", "plan_names", "records", "text_edits", "totals"),
    "translate",
)
_OWN = {
    **{
        f"ingest.{name}": (f"tests/ingest/test_{name}.py",)
        for name in (
            "inline_text",
            "numbering",
            "line_signs",
            "rolling_text",
            "sniff_format",
            "sign_check",
            "write_plan",
            "table_layout",
            "letterhead",
        )
    },
    "ingest.docx": ("tests/ingest/test_word_parts.py",),
    "ingest.html": ("tests/ingest/test_page_parts.py",),
    "ingest.carry_over": ("tests/app/test_carry_over.py",),
    "report.value.text_edits": ("tests/report/test_redline.py", "tests/app/test_text_edits.py"),
    "report.value.acceptances": ("tests/report/test_acceptances.py", "tests/review/test_gate.py"),
    "report.value.totals": ("tests/report/test_totals.py",),
}
TESTS |= {f"ingest.{name}": (*_OWN.get(f"ingest.{name}", ()), *_IMPORTS) for name in _OF_IMPORT}
TESTS |= {f"load.{name}": _LOADS for name in _OF_LOAD}
TESTS |= {f"report.value.{name}": (*_OWN.get(f"report.value.{name}", ()), *_REPORTS) for name in _OF_REPORT}
TESTS |= {
    "load.edit_yaml": ("tests/load/test_edit_yaml.py",),
    "load.editor_schemas": ("tests/load/test_editor_schemas.py", "tests/load/test_editor_completion.py"),
    "review.explain": ("tests/app/test_explain_languages.py", "tests/report/test_because.py"),
}
SLOW = ("tests/ingest/test_text.py::test_five_megabytes",)
"""Left out: they measure time."""
