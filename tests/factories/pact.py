"""A small workspace without a fault: two drafts of a fiscal pact. Tests break it in one place at a time."""

from __future__ import annotations

VOCABULARY = """\
actors:
  federation: {label: Federation, members: [north, south]}
  north: {label: North}
  south: {label: South}
  treasury: {label: Treasury, kind_of: [office]}
  office: {label: Office}
issues:
  debt: {label: Debt}
  debt.deficit: {label: Deficit}
  transfers: {label: Transfers}
acts:
  limit: {label: limit, bounds: run}
  run: {label: run}
  pay: {label: pay, role: guarantee}
  publish: {label: publish}
objects:
  budget: {label: Budget, parts: [wages, pensions]}
  wages: {label: Wages}
  pensions: {label: Pensions}
  levy: {label: Levy}
events:
  signature: {label: Signature}
  recession: {label: Recession}
quantities:
  deficit: {label: Deficit, unit: percent, more: none, kind: share}
  report-by: {label: Report due, unit: day, more: none, kind: deadline}
  sum: {label: Sum, unit: crown, more: benefit-of-beneficiary, kind: amount}
units:
  percent: {label: percent}
  day: {label: day, synonyms: [days]}
  week: {label: week, base: day, factor: 7}
  crown: {label: crown}
tracks:
  court-talks: {label: Talks on the court}
questions:
  transfer-size:
    issue: transfers
    label: Size of the transfer
    asks: How much does the North pay the South?
    more: {bearer: north, act: pay, object: levy}
    wants:
      south: {is: more, cites: [south#S-1, pact-a#1-1, gazette]}
"""

PLAN_A = """\
plan: pact-a
title: First draft
issued: "2031-02-01"
proposers: north
parties: [north, south]
parts:
  - {id: main, title: Main text}
provisions:
  - id: "1"
    part: main
    clauses:
      - id: 1-1
        text: The deficit of the North stays below 3 percent.
        issue: debt.deficit
        norm: {bearer: north, modality: must, act: limit, object: budget}
        terms: {deficit: {below: 3}}
        conditions: {unless: recession}
        known: stated
        evidence: A
        cites: [treasury-paper#2]
      - id: 1-2
        text: The Treasury publishes the accounts within 30 days of signature.
        issue: debt
        norm: {bearer: treasury, modality: must, act: publish, object: budget}
        terms: {report-by: {max: 30, from: signature}}
        known: stated
        evidence: B
        cites: gazette
  - id: "2"
    text: The North pays the South 500 crowns.
    issue: transfers
    norm: {bearer: north, modality: must, act: pay, object: levy, beneficiary: south}
    terms: {sum: {is: 500}}
    conditions: {when: {clause: 1-2}}
    voids: 1-1
    known: stated
    evidence: A
    cites: [treasury-paper#3]
    questions: transfer-size
"""

PLAN_B = """\
plan: pact-b
title: Second draft
issued: "2031-03-01"
derived_from: pact-a
provisions:
  - id: "1"
    text: Talks elsewhere settle the court.
    issue: debt
    norm: {bearer: [north, south], modality: defers}
    state: moved
    to: court-talks
    known: stated
    evidence: A
    cites: gazette
    from: pact-a#1-1
"""

REDLINES = """\
party: south
lines:
  - id: S-1
    title: No ceiling
    issue: debt
    versions:
      - from: "2031-01"
        until: "2031-02"
        norms:
          - {norm: {bearer: south, modality: may, act: run, object: budget}, exceptions: [recession]}
        cites: gazette
      - from: "2031-03"
        strength: conditional
        norms:
          - {norm: {bearer: south, modality: may, act: run, object: budget}, terms: {deficit: {max: 3}}}
  - id: S-2
    title: Fair shares
    not_judged: What is fair is a judgement.
"""

CONSTRAINTS = """\
constraints:
  - id: C-1
    title: The budget needs two readings
    from: "2001"
    until: "2041"
    binds: federation
    norm: {bearer: federation, modality: must-not, act: run, object: [wages, pensions]}
    exceptions: [recession]
    steps:
      - {id: draft, act: The budget is drafted., by: treasury}
      - {id: vote, act: It is voted., by: federation, after: draft}
"""

CARDS = """\
- source: treasury-paper
  type: text
  publisher: Treasury
  title: Paper on the pact
  read: whole
  paragraphs: 4
  facts:
    - {at: "2", says: The ceiling., figures: [{value: 3, unit: percent, is: below}]}
    - {at: "3", says: The payment., figures: [{value: 500, unit: crown, is: exactly}]}
- source: gazette
  type: report
  publisher: Gazette
  title: What was said
  read: excerpt
"""

ALIGNMENTS = "- {left: [pact-a#1-1], right: [pact-b#1], link: pinned, reason: The same matter.}\n"
ACCEPTED = (
    "- {fingerprint: 0a1b2c3d4e5f, was: {verdict: breached}, reason: Known., "
    'date: "2031-04-01", expires: "2032-04-01"}\n'
)
SETTINGS = "title: Pact\nbase: pact-a\nseverities: {lint-unused-word: warning}\n"

VOCABULARY_FILE = "plans/vocabulary.yaml"
A = "plans/drafts/pact-a.yaml"
B = "plans/drafts/pact-b.yaml"
LINES = "plans/redlines/south.yaml"
LAW = "plans/constraints/law.yaml"
SEEDS = "seeds/cards.yaml"
PINS = "plans/alignments.yaml"
TAKEN = "plans/accepted.yaml"
CHOICES = "plans/settings.yaml"

FILES = {
    VOCABULARY_FILE: VOCABULARY,
    A: PLAN_A,
    B: PLAN_B,
    LINES: REDLINES,
    LAW: CONSTRAINTS,
    SEEDS: CARDS,
    PINS: ALIGNMENTS,
    TAKEN: ACCEPTED,
    CHOICES: SETTINGS,
}


def workspace(*edits: tuple[str, str, str]) -> dict[str, bytes]:
    """The files with each (file, old, new) replaced once; an edit that changes nothing is a fault of the test."""
    files = dict(FILES)
    for file, old, new in edits:
        assert files[file].count(old) >= 1, f"{old!r} is not in {file}"
        files[file] = files[file].replace(old, new, 1)
    return {file: text.encode() for file, text in files.items()}
