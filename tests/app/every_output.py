"""Every output of the command as a digest: `python -m tests.app.every_output`, in a workspace, prints them as JSON.

`--with WORD …` runs `compare` alone, with these words, for all findings and as a table; `--reverse` names the plans
the other way round; `--kept FOLDER` keeps results there, runs each line a second time, and takes what that prints.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
import tempfile
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import pytest

from comparer.app.cli.main import main
from tests.factories.loads import remember_loads

PLANS = ("council-draft", "union-counter", "joint-revision")
COMPARE_LINES = tuple(
    f"compare PLANS --format {name}" for name in ("table", "md", "html", "json", "csv", "text", "xlsx", "docx")
)
LINES_OF_FINDINGS = ("compare PLANS --format json", "compare PLANS --format table")
OTHER_LINES = (
    *(f"brief PLANS --format {name}" for name in ("text", "md", "html", "json")),
    *(f"redlines PLANS --format {name}" for name in ("table", "json", "md")),
    *(f"check PLANS --format {name}" for name in ("text", "json", "sarif", "github")),
    *(f"draft PLANS --format {name}" for name in ("text", "md", "docx", "yaml")),
    *(f"brackets PLANS --format {name}" for name in ("text", "md", "csv", "xlsx", "docx", "svg")),
    *(f"matrix council-draft --format {name}" for name in ("text", "md", "csv", "xlsx", "docx", "ics", "svg")),
    *(f"bridges --format {name}" for name in ("text", "md", "csv", "xlsx", "docx")),
    *(f"completeness PLANS --format {name}" for name in ("text", "md", "csv", "xlsx", "docx")),
    *(f"lineage PLANS --format {name}" for name in ("text", "md", "csv", "xlsx", "docx")),
    *(f"positions --format {name}" for name in ("text", "md", "csv", "xlsx", "docx")),
    *(f"precedents council-draft --corpus plans --index INDEX --format {name}" for name in ("text", "md", "json")),
    *(f"diff council-draft union-counter --format {name}" for name in ("text", "md", "html", "json", "csv", "xlsx")),
    *(f"plans --format {name}" for name in ("table", "json")),
    *(f"validate --format {name}" for name in ("text", "json", "sarif", "github")),
    *(f"explain council-draft#8 --format {name}" for name in ("text", "json")),
    *("diff council-draft union-counter --format docx", "align council-draft joint-revision", "rules", "schema plan"),
    "suggest council-draft --format json",
)


def make_digests(words: Sequence[str]) -> dict[str, str]:
    """The digest of what each line prints, with its exit code; no two of the other folders differ in it."""
    more = tuple(words[words.index("--with") + 1 :]) if "--with" in words else ()
    plans = PLANS[::-1] if "--reverse" in words else PLANS
    digests = {}
    if "--kept" in words:
        os.environ["COMPARER_CACHE"] = words[words.index("--kept") + 1]
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        remember_loads(patch)
        for line in LINES_OF_FINDINGS if more else (*COMPARE_LINES, *OTHER_LINES):
            argument_words = " ".join(plans).join(line.split("PLANS")).replace("INDEX", str(Path(folder, "x"))).split()
            for _ in range(2 if "--kept" in words else 1):
                digests[line] = _run((*argument_words, *more))
    return digests


def _run(words: Sequence[str]) -> str:
    output = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(io.StringIO()) as errors:
        code = main(words)
    content = output.buffer.getvalue()
    assert content or code == 1, f"{words}: {errors.getvalue()}"
    return f"{code} {sha256(content).hexdigest()}"


if __name__ == "__main__":
    sys.stdout.write(json.dumps(make_digests(sys.argv[1:])))
