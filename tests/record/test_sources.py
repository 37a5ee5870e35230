"""The source cards: every reference has its card, no fact without reading, no passage copied from a source text."""

import hashlib
import json
import re
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
RECORD = ROOT / "tests" / "record"
RUN = 10
SALT = "provision-by-provision"
WORD = re.compile(r"[\w']+", re.UNICODE)
TEXT = {".md", ".yaml", ".yml", ".json", ".py", ".txt", ".toml", ".html", ".j2", ".csv", ""}
SKIPPED_FOLDERS = {".git", ".venv", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".hypothesis", "__pycache__"}

Card = dict[str, Any]


def load_cards(path: Path) -> list[Card]:
    cards: list[Card] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return cards


FILES = sorted((ROOT / "seeds").glob("*.yaml"))
CARDS = [card for path in FILES for card in load_cards(path)]
BY_ID = {card["source"]: card for card in CARDS}
TABLE: dict[str, dict[str, str | list[str]]] = yaml.safe_load(
    (RECORD / "source-slugs.yaml").read_text(encoding="utf-8")
)
SEED_IDS = set(TABLE["seeds"].values())


def referenced() -> list[tuple[str, str, str]]:
    return [
        (group, ref, slug)
        for group, mapping in TABLE.items()
        for ref, slugs in mapping.items()
        for slug in ([slugs] if isinstance(slugs, str) else slugs)
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_cards_follow_the_schema(path: Path) -> None:
    schema = json.loads((ROOT / "schema" / "source.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    faults = jsonschema.Draft202012Validator(schema).iter_errors(load_cards(path))
    assert [f"{fault.json_path}: {fault.message}" for fault in faults] == []


def test_every_reference_has_its_card_and_every_card_a_reference() -> None:
    assert [row for row in referenced() if row[2] not in BY_ID] == []
    assert set(BY_ID) - {slug for _, _, slug in referenced()} == set()


def test_source_ids_and_addresses_are_unique() -> None:
    def normal(address: str) -> str:
        return re.sub(r"^https?://(www\.)?", "", address).rstrip("/")

    ids = Counter(card["source"] for card in CARDS)
    addresses = Counter(normal(card["address"]) for card in CARDS if "address" in card)
    assert [name for name, times in (ids + addresses).items() if times > 1] == []


def test_pages_are_sorted_by_id() -> None:
    ids = [card["source"] for card in load_cards(ROOT / "seeds" / "pages.yaml")]
    assert ids == sorted(ids)


def test_every_page_says_where_it_can_be_read() -> None:
    assert [card["source"] for card in CARDS if card["source"] not in SEED_IDS and "address" not in card] == []


def test_no_fact_on_a_card_that_was_not_read() -> None:
    unread = [card for card in CARDS if card["read"] == "not opened"]
    assert unread, "the record knows pages that were not opened"
    assert [card["source"] for card in unread if "facts" in card] == []


@pytest.mark.parametrize("source", sorted(SEED_IDS))
def test_a_seed_is_read_whole_and_cited_by_paragraph(source: str) -> None:
    card = BY_ID[source]
    assert card["read"] == "whole"
    assert re.fullmatch(r"[0-9a-f]{64}", card["digest"])
    places = [int(fact["at"]) for fact in card["facts"]]
    assert places == sorted(places)
    assert places[0] >= 1
    assert places[-1] <= card["paragraphs"]


def test_seed_digests_differ() -> None:
    assert len({BY_ID[source]["digest"] for source in SEED_IDS}) == len(SEED_IDS)


def test_only_counted_texts_have_paragraph_numbers() -> None:
    stray = [
        card["source"] for card in CARDS if "paragraphs" not in card and any("at" in f for f in card.get("facts", []))
    ]
    assert stray == []


def test_figures_are_numbers_and_only_dates_are_text() -> None:
    wrong = [
        (card["source"], figure)
        for card in CARDS
        for fact in card.get("facts", [])
        for figure in fact.get("figures", [])
        if isinstance(figure["value"], str) != (figure["unit"] == "date")
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("citation", "value", "unit"),
    [
        ("policy-news-leaked-plan#5", 600_000, "person"),
        ("policy-news-leaked-plan#9", 100, "day"),
        ("policy-news-leaked-plan#10", 50, "percent"),
        ("policy-news-leaked-plan#12", 50, "percent"),
        ("bbc-scenarios-2024#14", 50_000, "person"),
        ("bbc-scenarios-2024#52", 20, "year"),
    ],
)
def test_a_cited_paragraph_holds_the_figure(citation: str, value: int, unit: str) -> None:
    source, _, place = citation.partition("#")
    figures = [
        (figure["value"], figure["unit"])
        for fact in BY_ID[source]["facts"]
        if fact["at"] == place
        for figure in fact.get("figures", [])
    ]
    assert (value, unit) in figures


def digest(run: str) -> str:
    return hashlib.sha256(f"{SALT}\0{run}".encode()).hexdigest()[:12]


def copied_runs(text: str, known: frozenset[str]) -> list[str]:
    """Runs of ten words of `text` whose digest is known; words are compared in lower case, punctuation apart."""
    words = [match.group().lower() for match in WORD.finditer(text)]
    runs = (" ".join(words[start : start + RUN]) for start in range(len(words) - RUN + 1))
    return [run for run in runs if digest(run) in known]


def project_files() -> list[Path]:
    try:
        listing = subprocess.run(["git", "-C", str(ROOT), "ls-files", "-z"], capture_output=True, text=True, check=True)
        paths = [ROOT / name for name in listing.stdout.split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        paths = []
    paths = paths or [p for p in sorted(ROOT.rglob("*")) if not SKIPPED_FOLDERS & set(p.relative_to(ROOT).parts)]
    return [p for p in paths if p.suffix.lower() in TEXT and p.is_file() and p.stat().st_size <= 2_000_000]


def test_a_copied_run_is_found_whatever_its_case_and_punctuation() -> None:
    run = "one two three four five six seven eight nine ten"
    known = frozenset({digest(run)})
    assert copied_runs("Zero, One two\n three; FOUR five (six) seven - eight nine: ten!", known) == [run]
    assert copied_runs(run.replace("five", "fife"), known) == []


def test_no_file_repeats_ten_words_of_a_seed() -> None:
    lines = (RECORD / "seed-runs.txt").read_text(encoding="utf-8").splitlines()
    known = frozenset(line for line in lines if not line.startswith("#"))
    assert len(known) > 5_000
    copied = []
    for path in project_files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        copied += [f"{path.relative_to(ROOT)}: {run}" for run in copied_runs(text, known)]
    assert copied == []
