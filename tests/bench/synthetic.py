"""Workspaces of any size, the same at each run: plans of encoded clauses, or two lists of sentences."""

from __future__ import annotations

import random
from pathlib import Path

ACTS = tuple(f"act-{number}" for number in range(30))
THINGS = tuple(f"thing-{number}" for number in range(40))
PARTIES = ("north", "south", "east")
MODALITIES = ("must", "must-not", "may", "expects")
MAX_CLAUSES_OF_MATTER = 750
SYLLABLES = tuple(f"{first}{second}" for first in "bdfgklmnprstvz" for second in "aeiou")


def write_workspace(folder: Path, plan_count: int, clause_count: int, red_line_count: int = 20) -> None:
    """A workspace of encoded plans, each a little other than the one before."""
    chance = random.Random(plan_count * 100_003 + clause_count)
    matter_count = max(10, clause_count // MAX_CLAUSES_OF_MATTER)
    for path in ("plans/drafts", "plans/redlines"):
        (folder / path).mkdir(parents=True, exist_ok=True)
    (folder / "plans/vocabulary.yaml").write_text(_vocabulary(matter_count), encoding="utf-8")
    clauses = [_clause(chance, number, matter_count) for number in range(clause_count)]
    for number in range(plan_count):
        for _ in range(max(1, clause_count // 20)):
            place = chance.randrange(clause_count)
            clauses[place] = _clause(chance, place, matter_count)
        issued = f"20{30 + number // 12}-{number % 12 + 1:02}"
        head = f"plan: plan-{number:03}\ntitle: Plan {number}\nkind: draft\nissued: '{issued}'\n"
        text = head + "coverage: complete\nprovisions:\n" + "".join(clauses)
        (folder / f"plans/drafts/plan-{number:03}.yaml").write_text(text, encoding="utf-8")
    lines = "".join(
        f"  - id: L-{number}\n    title: Line {number}\n    issue: matter.m{number % 10}\n    versions:\n"
        f"      - {{from: '2029', strength: absolute, known: stated, norms: [{{asks: text, norm:"
        f" {{bearer: {PARTIES[number % 3]}, modality: {MODALITIES[number % 3]}, act: {ACTS[number % 30]},"
        f" object: {THINGS[number % 40]}}}}}]}}\n"
        for number in range(red_line_count)
    )
    (folder / "plans/redlines/north.yaml").write_text(
        f"party: north\ntitle: Lines of the north\nlines:\n{lines}", encoding="utf-8"
    )


def write_text_pair(folder: Path, sentence_count: int) -> tuple[Path, Path]:
    """Two documents of bare sentences, of which the second has three words of each replaced, in another order."""
    chance = random.Random(sentence_count)
    folder.mkdir(parents=True, exist_ok=True)
    left = [_sentence(chance) for _ in range(sentence_count)]
    right = []
    for sentence in left:
        words = sentence.split()
        for _ in range(3):
            words[chance.randrange(3, len(words) - 3)] = _word(chance)
        right.append(" ".join(words))
    chance.shuffle(right)
    paths = folder / "left.txt", folder / "right.txt"
    for path, sentences in zip(paths, (left, right), strict=True):
        path.write_text(
            "\n\n".join(f"{number}. {sentence}" for number, sentence in enumerate(sentences, 1)), encoding="utf-8"
        )
    return paths


def _clause(chance: random.Random, number: int, matter_count: int) -> str:
    bearer, modality = chance.choice(PARTIES), chance.choice(MODALITIES)
    act, thing, issue = chance.choice(ACTS), chance.choice(THINGS), number % matter_count
    amount = chance.randrange(1, 90)
    return (
        f"  - id: '{number + 1}'\n    text: {_sentence(chance)}\n    issue: matter.m{issue}\n"
        f"    norm: {{bearer: {bearer}, modality: {modality}, act: {act}, object: {thing}}}\n"
        f"    terms: {{amount: {{max: {amount}, unit: boat}}}}\n    known: stated\n    evidence: A\n"
    )


def _sentence(chance: random.Random) -> str:
    words = " ".join(_word(chance) for _ in range(17))
    return f"The {chance.choice(PARTIES)} shall {words} within {chance.randrange(2, 90)} days."


def _word(chance: random.Random) -> str:
    return "".join(chance.choice(SYLLABLES) for _ in range(chance.choice((2, 2, 3))))


def _vocabulary(matter_count: int) -> str:
    actors = "".join(f"  {party}: {{label: {party.title()}}}\n" for party in PARTIES)
    acts = "".join(f"  {act}: {{label: {act}}}\n" for act in ACTS)
    things = "".join(f"  {thing}: {{label: {thing}}}\n" for thing in THINGS)
    issues = "".join(f"  matter.m{number}: {{label: Matter {number}}}\n" for number in range(matter_count))
    return (
        f"actors:\n{actors}acts:\n{acts}objects:\n{things}issues:\n  matter: {{label: Matter}}\n{issues}"
        "quantities:\n  amount: {label: amount, kind: amount, unit: boat}\nunits:\n  boat: {label: boats}\n"
    )
