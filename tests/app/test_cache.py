"""What is kept from run to run changes no byte of any answer, and nothing that is wrong with it reaches a person."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from comparer.app import result_cache
from comparer.app.result_cache import ResultCache, choose_cache_folder
from comparer.pipeline import compare as engine
from comparer.report.render import REPORT_FORMATS
from tests.app.command import HARBOUR, ROOT, here, process, put, tree
from tests.test_session import COUNTER, EDITS, Files

COMMANDS = (
    *(("compare", "--format", name) for name in REPORT_FORMATS),
    ("compare", "council-draft", "union-counter", "--format", "json"),
    ("compare", "--lang", "uk", "--format", "md"),
    ("compare", "--pairs", "base", "--format", "json"),
    ("compare", "--as-of", "2031", "--format", "json"),
    ("compare", "--issue", "harbour", "--format", "json"),
    ("redlines",),
    ("check",),
    ("brief",),
    ("explain", "council-draft#8"),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the harbour that a test may edit."""
    return Path(shutil.copytree(HARBOUR, tmp_path / "harbour"))


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "kept"


def write_files(folder: Path, files: Files) -> None:
    shutil.rmtree(folder)
    for name, content in files.items():
        put(folder / name, content)


def read_files(folder: Path) -> Files:
    return dict(sorted(tree(folder).items()))


@pytest.fixture
def related(monkeypatch: pytest.MonkeyPatch) -> list[set[str]]:
    """The pairs of plans that are related anew, as they are."""
    pairs: list[set[str]] = []
    relate = engine.relate_pair
    monkeypatch.setattr(
        engine, "relate_pair", lambda *words: (pairs.append({words[1].id, words[2].id}), relate(*words))[1]
    )
    return pairs


# --- the same bytes --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_an_answer_is_the_same_without_a_cache_with_a_new_one_and_from_a_kept_one(
    words: tuple[str, ...], kept: Path
) -> None:
    plain = here(*words, "--cache", "off")
    assert plain.output or plain.errors
    assert here(*words, "--cache", str(kept)) == plain
    assert here(*words, "--cache", str(kept)) == plain


def test_every_format_is_drawn_the_same_from_a_report_that_another_format_kept(kept: Path) -> None:
    here("compare", "--format", "json", "--cache", str(kept))
    from_lines = {name: here("compare", "--format", name, "--cache", str(kept)) for name in REPORT_FORMATS}
    shutil.rmtree(kept)
    here("compare", "--format", "table", "--cache", str(kept))
    from_one_line = {name: here("compare", "--format", name, "--cache", str(kept)) for name in reversed(REPORT_FORMATS)}
    plain = {name: here("compare", "--format", name) for name in REPORT_FORMATS}
    assert from_lines == from_one_line == plain


def test_what_one_process_kept_gives_the_same_files_in_another_with_other_hashes(folder: Path, kept: Path) -> None:
    made = []
    for number, seed in enumerate("012"):
        target = folder / f"reports{number}"
        environment = {"PYTHONHASHSEED": seed, "COMPARER_CACHE": "off" if number == 0 else str(kept)}
        assert process("compare", "--reports", str(target), cwd=folder, env=environment).code == 0
        made.append(tree(target))
    assert made[0] == made[1] == made[2]


@pytest.mark.parametrize("name", sorted(EDITS))
def test_after_an_edit_the_answer_is_that_of_a_run_without_a_cache(name: str, folder: Path, kept: Path) -> None:
    here("compare", "--format", "json", "--cache", str(kept), cwd=folder)
    write_files(folder, EDITS[name](read_files(folder)))
    plain = here("compare", "--format", "json", cwd=folder)
    assert here("compare", "--format", "json", "--cache", str(kept), cwd=folder) == plain


# --- what is made again ----------------------------------------------------------------------------------------------


def test_after_an_edit_of_a_plan_only_its_own_pairs_are_related(
    folder: Path, kept: Path, related: list[set[str]]
) -> None:
    here("compare", "--cache", str(kept), cwd=folder)
    plans = set().union(*related)
    assert len(related) == len(plans) * (len(plans) - 1) // 2
    related.clear()
    here("compare", "--cache", str(kept), cwd=folder)
    here("compare", "--format", "md", "--cache", str(kept), cwd=folder)
    assert related == []
    write_files(folder, EDITS["another figure"](read_files(folder)))
    here("compare", "--cache", str(kept), cwd=folder)
    assert sorted(map(sorted, related)) == sorted(
        sorted({"council-draft", other}) for other in plans - {"council-draft"}
    )


def test_plans_that_no_file_of_the_workspace_holds_are_never_answered_from_the_cache(folder: Path, kept: Path) -> None:
    document = put(folder / "letter.txt", "1. The Council shall pay 10 crowns.\n\n2. The port shall stay open.\n")
    words = ("compare", "letter.txt", "union-counter", "--format", "json", "--cache", str(kept))
    first = here(*words, cwd=folder)
    document.write_text("1. The Council shall pay 90 crowns.\n\n2. The port shall stay open.\n", encoding="utf-8")
    second = here(*words, cwd=folder)
    assert first.code == second.code == 0, first.errors
    assert (b"10 crowns" in first.output, b"90 crowns" in second.output) == (True, True)
    assert second == here(*words[:-2], cwd=folder)


def test_a_workspace_that_is_no_longer_valid_is_not_answered_from_the_cache(folder: Path, kept: Path) -> None:
    assert here("compare", "--cache", str(kept), cwd=folder).code == 0
    write_files(folder, EDITS["a fault"](read_files(folder)))
    failed = here("compare", "--cache", str(kept), cwd=folder)
    assert (failed.code, failed.output) == (2, b"")


# --- reports that are up to date -------------------------------------------------------------------------------------


def test_reports_that_are_up_to_date_are_left_alone_and_the_terminal_says_so(folder: Path, kept: Path) -> None:
    words = ("compare", "--reports", "reports", "--cache", str(kept))
    first = here(*words, cwd=folder)
    files = sorted((folder / "reports").iterdir())
    for path in files:
        os.utime(path, ns=(1, 1))
    again = here(*words, cwd=folder)
    assert again.output == first.output
    assert again.lines == ["reports: the reports are up to date and were left as they are"]
    assert {path.stat().st_mtime_ns for path in files} == {1}


def test_a_report_that_is_missing_or_changed_is_written_again_and_no_other(folder: Path, kept: Path) -> None:
    words = ("compare", "--reports", "reports", "--cache", str(kept))
    here(*words, cwd=folder)
    whole = tree(folder / "reports")
    (folder / "reports" / "comparison.csv").unlink()
    put(folder / "reports" / "comparison.md", "another text")
    kept_page = folder / "reports" / "comparison.html"
    os.utime(kept_page, ns=(1, 1))
    again = here(*words, cwd=folder)
    assert again.lines == ["reports: written again, being missing or changed: comparison.md, comparison.csv"]
    assert tree(folder / "reports") == whole
    assert kept_page.stat().st_mtime_ns == 1


def test_after_an_edit_or_with_another_question_all_reports_are_new(folder: Path, kept: Path) -> None:
    words = ("compare", "--reports", "reports", "--cache", str(kept))
    here(*words, cwd=folder)
    here(*words, "--party", "union", cwd=folder)
    narrow = tree(folder / "reports")
    shutil.rmtree(folder / "reports")
    here("compare", "--reports", "reports", "--party", "union", cwd=folder)
    assert narrow == tree(folder / "reports")
    put(folder / COUNTER, (folder / COUNTER).read_bytes().replace(b"text: The ", b"text: And the "))
    here(*words, cwd=folder)
    edited = tree(folder / "reports")
    shutil.rmtree(folder / "reports")
    here("compare", "--reports", "reports", cwd=folder)
    assert edited == tree(folder / "reports")


# --- nothing kept is trusted blindly ---------------------------------------------------------------------------------


def spoil_by_cutting(content: bytes) -> bytes:
    return content[: len(content) // 2]


def spoil_a_byte(content: bytes) -> bytes:
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]


def spoil_by_emptying(_: bytes) -> bytes:
    return b""


def spoil_by_text(_: bytes) -> bytes:
    return b"comparer result 1\nnot a result"


@pytest.mark.parametrize("spoil", [spoil_by_cutting, spoil_a_byte, spoil_by_emptying, spoil_by_text])
def test_a_spoilt_result_is_passed_over_and_replaced(
    spoil: object, folder: Path, kept: Path, related: list[set[str]]
) -> None:
    assert callable(spoil)
    words = ("compare", "--format", "json", "--cache", str(kept))
    plain = here(*words, cwd=folder)
    whole = tree(kept)
    for path in kept.iterdir():
        path.write_bytes(spoil(path.read_bytes()))
    related.clear()
    assert here(*words, cwd=folder) == plain
    assert related
    assert tree(kept) == whole


def test_a_result_under_the_name_of_another_is_passed_over(kept: Path) -> None:
    results = ResultCache(kept)
    results.keep("a", b"of a")
    results.keep("b", b"of b")
    shutil.copy(kept / "a.result", kept / "b.result")
    assert (results.find("a"), results.find("b"), results.find("c")) == (b"of a", None, None)


def test_a_folder_that_others_may_write_to_is_not_used(kept: Path) -> None:
    kept.mkdir()
    kept.chmod(0o777)
    plain = here("compare")
    assert here("compare", "--cache", str(kept)) == plain
    assert tree(kept) == {}
    kept.chmod(0o700)
    results = ResultCache(kept)
    results.keep("a", b"of a")
    assert results.find("a") == b"of a"
    kept.chmod(0o777)
    assert results.find("a") is None


def test_where_nothing_can_be_kept_the_run_goes_on(tmp_path: Path) -> None:
    in_the_way = put(tmp_path / "file", "")
    plain = here("compare")
    for name in (in_the_way, in_the_way / "below", Path("/dev/null")):
        assert here("compare", "--cache", str(name)) == plain


def test_another_state_of_the_program_finds_nothing(
    kept: Path, related: list[set[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    here("compare", "--cache", str(kept))
    related.clear()
    result_cache.program_stamp.cache_clear()
    monkeypatch.setattr(result_cache, "VERSION", "another")
    here("compare", "--cache", str(kept))
    result_cache.program_stamp.cache_clear()
    assert related


# --- the folder ------------------------------------------------------------------------------------------------------


def test_the_folder_is_bounded_and_the_results_used_last_stay(kept: Path) -> None:
    results = ResultCache(kept, max_bytes=10_000)
    noise = {name: os.urandom(3_000) for name in "abcd"}
    for second, name in enumerate("abc", start=1):
        results.keep(name, noise[name])
        os.utime(kept / f"{name}.result", (second, second))
    assert results.find("a") == noise["a"]
    results.keep("d", noise["d"])
    assert sum(len(content) for content in tree(kept).values()) <= 10_000
    assert [name for name in "abcd" if results.find(name)] == ["a", "d"]
    results.keep("e", os.urandom(20_000))
    assert results.find("e") is None


def test_a_person_alone_may_read_what_is_kept_and_nothing_else_is_left(kept: Path) -> None:
    here("compare", "--format", "json", "--cache", str(kept))
    assert {path.suffix for path in kept.iterdir()} == {".result"}
    assert {path.stat().st_mode & 0o777 for path in kept.iterdir()} == {0o600}
    assert kept.stat().st_mode & 0o777 == 0o700


def test_the_folder_is_the_one_named_else_that_of_the_environment_else_the_platforms(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(result_cache.sys, "platform", "linux")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("COMPARER_CACHE")
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    assert choose_cache_folder(None) == tmp_path / ".cache" / "comparer"
    monkeypatch.setenv("XDG_CACHE_HOME", "not/from/the/root")
    assert choose_cache_folder(None) == tmp_path / ".cache" / "comparer"
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert choose_cache_folder(None) == tmp_path / "xdg" / "comparer"
    monkeypatch.setenv("COMPARER_CACHE", str(tmp_path / "own"))
    assert choose_cache_folder(None) == tmp_path / "own"
    assert choose_cache_folder(str(tmp_path / "named")) == tmp_path / "named"
    assert choose_cache_folder("off") is None
    monkeypatch.setenv("COMPARER_CACHE", "off")
    assert choose_cache_folder(None) is None
    monkeypatch.delenv("COMPARER_CACHE")
    monkeypatch.setattr(result_cache.sys, "platform", "darwin")
    assert choose_cache_folder(None) == tmp_path / "Library" / "Caches" / "comparer"


def test_the_environment_says_where_and_off_leaves_nothing(tmp_path: Path, kept: Path) -> None:
    assert process("compare", env={"COMPARER_CACHE": str(kept)}).code == 0
    assert tree(kept)
    home = tmp_path / "home"
    home.mkdir()
    assert process("compare", env={"COMPARER_CACHE": "off", "HOME": str(home), "XDG_CACHE_HOME": ""}).code == 0
    assert process("--cache", "off", "compare", env={"COMPARER_CACHE": "", "HOME": str(home)}).code == 0
    assert tree(home) == {}


def test_the_record_is_answered_the_same_from_what_was_kept(kept: Path) -> None:
    plain = here("compare", "--format", "json", cwd=ROOT)
    here("compare", "--cache", str(kept), cwd=ROOT)
    assert here("compare", "--format", "json", "--cache", str(kept), cwd=ROOT) == plain
    (report,) = (
        path for path in kept.iterdir() if path.stat().st_size == max(p.stat().st_size for p in kept.iterdir())
    )
    report.unlink()
    assert here("compare", "--format", "json", "--cache", str(kept), cwd=ROOT) == plain
