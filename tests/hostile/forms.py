"""Tables and forms as people make them and as no tool should: cells joined, left open, numbered, nested, empty."""

from __future__ import annotations

import random

NUMBERS = ("1.", "2.", "(a)", "1.1", "Article 3", "§ 4", "I.", "№ 5", "٣", "-", "•", "*", "1", "12)", "", "", "", "")
ENDS = ("", ":", ".", ";", " :", "—")
CELL_FIELDS = ("", "", "", " colspan=2", " rowspan=3", " rowspan=0", " colspan=99999", " rowspan=-1", " hidden")
MAX_NESTING = 2


def words(rng: random.Random, most: int = 3) -> str:
    text = " ".join(rng.choice(("water", "towns", "pay", "levy", "road", "shall", "half")) for _ in range(most))
    return (text.capitalize() if rng.random() < 0.3 else text) + rng.choice(ENDS)


def numbered(rng: random.Random, most: int = 6) -> str:
    return f"{rng.choice(NUMBERS)} {words(rng, rng.randint(1, most))}".strip()


def html_form(rng: random.Random) -> str:
    """A page of tables, with headings, lists and paragraphs between and in them."""
    return "<!doctype html><body>" + "".join(_html_block(rng) for _ in range(rng.randint(1, 5)))


def _html_block(rng: random.Random) -> str:
    return rng.choice((_table, _table, _heading, _list, _paragraph, _terms))(rng)


def _table(rng: random.Random, depth: int = 0) -> str:
    caption = f"<caption>{words(rng)}</caption>" if rng.random() < 0.2 else ""
    rows = "".join(_row(rng, depth) for _ in range(rng.randint(1, 4)))
    return f"<table>{caption}{rows}</table>"


def _row(rng: random.Random, depth: int) -> str:
    opening = rng.choice(("", "", "", "<thead>", "<tbody hidden>", "</tbody>", "<tfoot>"))
    cells = "".join(_cell(rng, depth) for _ in range(rng.randint(0, 4)))
    return f"{opening}<tr{rng.choice(('', '', ' hidden'))}>{cells}" + rng.choice(("</tr>", "</tr>", ""))


def _cell(rng: random.Random, depth: int) -> str:
    tag = rng.choice(("td", "td", "td", "th"))
    return f"<{tag}{rng.choice(CELL_FIELDS)}>{_cell_content(rng, depth)}" + rng.choice((f"</{tag}>", f"</{tag}>", ""))


def _cell_content(rng: random.Random, depth: int) -> str:
    kind = rng.randrange(12)
    if kind == 0:
        return rng.choice(NUMBERS)
    if kind == 1 and depth < MAX_NESTING:
        return _table(rng, depth + 1)
    makers = {2: _paragraph, 3: _list, 4: _heading}
    return makers[kind](rng) if kind in makers else numbered(rng)


def _heading(rng: random.Random) -> str:
    level = rng.randint(1, 4)
    return f"<h{level}>{numbered(rng, 3)}</h{level}>"


def _list(rng: random.Random) -> str:
    return f"<ul><li>{words(rng)}</li><li>{numbered(rng)}</li></ul>"


def _paragraph(rng: random.Random) -> str:
    return f"<p>{numbered(rng, 8)}</p><p>{words(rng)}<br>{words(rng)}</p>"


def _terms(rng: random.Random) -> str:
    return f"<dl><dt>{words(rng)}<dd>{numbered(rng)}</dl>"


def markdown_form(rng: random.Random) -> str:
    parts = [_markdown_part(rng) for _ in range(rng.randint(1, 6))]
    return rng.choice(("\n\n", "\n")).join(parts) + "\n"


def _markdown_part(rng: random.Random) -> str:
    kind = rng.randrange(6)
    if kind < 3:
        return _markdown_table(rng)
    if kind == 3:
        return f"{'#' * rng.randint(1, 4)} {numbered(rng)}"
    return "\n".join(f"{mark}{words(rng)}" for mark in ("- ", "1. ", "   - ")) if kind == 4 else numbered(rng, 8)


def _markdown_table(rng: random.Random) -> str:
    columns = rng.randint(1, 4)
    rows = [_markdown_row(rng, columns) for _ in range(rng.randint(1, 4))]
    rule = "|".join(rng.choice(("---", ":-:", "--")) for _ in range(rng.choice((columns, columns, columns + 1))))
    rows.insert(rng.choice((1, 1, 1, 0)), f"|{rule}|")
    return "\n".join(rows)


def _markdown_row(rng: random.Random, columns: int) -> str:
    cells = [numbered(rng, 3) if rng.random() < 0.85 else "" for _ in range(columns + (rng.random() < 0.2))]
    return f"| {' | '.join(cells)}" + rng.choice((" |", ""))
