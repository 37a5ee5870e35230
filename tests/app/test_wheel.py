"""The installed package carries all it needs: built, installed elsewhere, and run in an empty folder."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

PLAN = """\
plan: {plan}
title: {plan} of two clauses
provisions:
  - id: "1"
    text: {first}
  - id: "2"
    text: The parties publish the accounts every year.
"""


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(target), str(root)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = target.glob("comparer-*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
    subprocess.run([*command, "--no-index", "--target", str(target), str(wheel)], check=True, capture_output=True)
    return target


def run(installed: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the installed package (not the checkout) in a folder."""
    env = os.environ | {"PYTHONPATH": str(installed)}
    return subprocess.run(
        [sys.executable, *arguments], cwd=folder, env=env, capture_output=True, encoding="utf-8", check=False
    )


def test_wheel_holds_every_file_of_the_package_and_every_schema(wheel: Path, root: Path) -> None:
    ours = {p.relative_to(root).as_posix() for p in (root / "comparer").rglob("*") if p.is_file()}
    schemas = {f"comparer/schema/{p.name}" for p in (root / "schema").iterdir()}
    expected = {name for name in ours if "__pycache__" not in name} | schemas
    members = set(zipfile.ZipFile(wheel).namelist())
    assert expected - members == set()
    assert {name for name in members if not name.startswith("comparer")} == set()


def test_installed_package_is_the_one_that_runs(installed: Path, tmp_path: Path) -> None:
    done = run(installed, tmp_path, "-c", "import comparer; print(comparer.__file__)")
    assert Path(done.stdout.strip()).is_relative_to(installed), done.stderr


def test_every_schema_is_found_in_an_empty_folder(installed: Path, root: Path, tmp_path: Path) -> None:
    schemas = sorted((root / "schema").glob("*.schema.json"))
    assert schemas
    for schema in schemas:
        name = schema.name.removesuffix(".schema.json")
        done = run(installed, tmp_path, "-m", "comparer", "schema", name)
        assert done.returncode == 0, done.stderr
        assert json.loads(done.stdout) == json.loads(schema.read_text(encoding="utf-8"))


def test_validate_in_an_empty_folder_says_what_is_missing(installed: Path, tmp_path: Path) -> None:
    done = run(installed, tmp_path, "-m", "comparer", "validate")
    assert done.returncode == 2
    assert "plans" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_two_plans_of_text_alone_validate_and_compare(installed: Path, tmp_path: Path) -> None:
    drafts = tmp_path / "plans" / "drafts"
    drafts.mkdir(parents=True)
    texts = {"first": "The fund pays 100 million a year.", "second": "The fund pays 150 million a year."}
    for plan, text in texts.items():
        (drafts / f"{plan}.yaml").write_text(PLAN.format(plan=plan, first=text), encoding="utf-8")
    checked = run(installed, tmp_path, "-m", "comparer", "validate")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    compared = run(installed, tmp_path, "-m", "comparer", "compare", "--format", "json")
    assert compared.returncode == 0, compared.stderr
    report = json.loads(compared.stdout)
    assert sorted(plan["id"] for plan in report["plans"]) == ["first", "second"]
    assert set(report["clauses"]) == {"first#1", "first#2", "second#1", "second#2"}
