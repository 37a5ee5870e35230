"""PDF files with a text layer to pieces: lines to paragraphs, running lines aside, footnotes by their small print."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, partial
from itertools import pairwise

from comparer.ingest.blocks import (
    Block,
    BlockKind,
    ImportFailure,
    Reading,
    collapse_spaces,
    count_signs,
)
from comparer.ingest.inline_text import mark_raised_figures
from comparer.ingest.line_signs import has_ended, is_binding_text, is_heading_like
from comparer.ingest.numbering import read_marks
from comparer.ingest.page_languages import order_by_language
from comparer.ingest.page_noise import contents_lines, drop_line_numbers, drop_running_lines
from comparer.ingest.pdf_letters import count_unreadable_words, find_loose_accents
from comparer.ingest.pdf_page import BROKEN, CALL, Line, PdfPage, count_page_signs, read_page
from comparer.ingest.plain_text import join_paragraphs
from comparer.resources.tables import load_table

__all__ = ["read_pdf"]

MAX_PAGES = 2000
MAX_PDF_CHARACTERS = 2_000_000
"""Signs on all pages together; each costs more than one of a text, since its place is asked for."""
NOTE_SHARE = 0.9
"""Print below this share of the usual size, at the foot of a page and begun with a number, is a footnote."""
HEADING_SHARE = 1.08
"""Print above this share of the usual size is a heading, where it reads like one."""

WORD_SPACE_SHARE = 0.8
"""Room for a space and for what the end of a line is not known by, in sizes of the print."""

TITLE_SHARE = 1.4
"""Print above this share of the usual size is a heading, however long, where it binds nobody."""
MAX_TITLE_CHARACTERS = 2500
MAX_UNREADABLE_SHARE = 0.3
MIN_TOLD_WORDS = 2
"""Words of a page that are no words, and accents of a document, from which they are told."""
MIN_LEADING_SHARE = 0.25
"""How often a distance between lines occurs beside the most common one, to be that of the lines of a paragraph."""

_NOTE = re.compile(r"([0-9]{1,3}|[*†‡]{1,3})\s*(\S.*)")
MAX_HYPHEN_SHARE = 0.03
"""Lines that end with a hyphen, of all lines, where a program breaks no words."""
MIN_COMPOUND_CHARACTERS = 4
"""Letters of each of two words that a hyphen may join; shorter ones are also pieces of words."""
MAX_NUMBER_LINE_CHARACTERS = 40
_OPENING_SIGNS = "“«„‘\"'[( "
_END_HYPHEN = re.compile(r"(?<=[^\W\d_])-\Z")
_BROKEN_WORD = re.compile(rf"[^\W\d_]+{BROKEN}\s*[^\W\d_]*")
_HEAL = re.compile(rf"([^\W\d_]{{1,40}}|[0-9]{{1,9}}){BROKEN}\s*([^\W\d_]{{1,40}}|[0-9]{{1,9}})?")


def read_pdf(content: bytes) -> Reading:
    """The pieces of a PDF. ImportFailure where it is broken, needs a password, or holds pictures of pages alone."""
    pages = _read_pages(content)
    if not any(line.text.strip() for page in pages for line in page.lines):
        raise ImportFailure(
            "it holds no text, only pictures of pages", "make the text readable first (OCR), then import it"
        )
    signs = count_signs(_HIDDEN_HYPHENS.sub("", page.text) for page in pages)
    doubts = [*_doubt_letters(pages), *(doubt for page in pages for doubt in page.doubts)]
    asides = [
        Block(text=words, location="watermark", kind=BlockKind.ASIDE)
        for words in dict.fromkeys(w for page in pages for w in page.watermarks)
    ]
    signs -= count_signs(_repeated_lines([word for page in pages for word in page.watermarks]))
    lines = [page.lines for page in pages]
    usual = _usual_size(lines)
    first = next((line for page in lines for line in page if line.text.strip()), Line(""))
    running = partial(drop_running_lines, titled=_is_large(first, usual))
    for step in (running, drop_line_numbers):
        lines, noise, step_doubts, repeats = _on_texts(step, lines)
        asides += noise
        doubts += step_doubts
        signs -= count_signs(repeats)
    notes: dict[tuple[int, str], str] = {}
    lines = [_without_notes(page, number, usual, notes) for number, page in enumerate(lines, 1)]
    lines, order_doubts = order_by_language(lines, ["\n".join(line.text for line in page) for page in lines])
    doubts += order_doubts
    flat, contents = _without_contents([line for page in lines for line in page])
    asides += contents
    whole = _whole_words(flat)
    keeps_hyphens = not _breaks_words(flat, whole)
    called: set[tuple[int, str]] = set()
    blocks = [
        _attach_page_notes(_heal_hyphens(block, whole, keeps_hyphens), page, notes, called)
        for page, block in _paragraph_blocks_of_lines(flat, usual)
    ]
    left = [
        Block(text=f"{name} {text}", location=f"page {page}, note", kind=BlockKind.ASIDE)
        for (page, name), text in notes.items()
        if (page, name) not in called
    ]
    # A note that is called stands in its clause without its sign, which stands twice on the page.
    signs -= count_signs(name for _, name in called) + count_signs(name for _, name in called)
    signs -= Counter("-" * signs["-"])  # hyphens at the end of a line go with the break
    return Reading(blocks=[*blocks, *left, *asides], signs=signs, doubts=doubts)


def _doubt_letters(pages: Sequence[PdfPage]) -> Iterator[tuple[str, str]]:
    """Tell pages with words that are none. ImportFailure where most words of the document are."""
    counts = [count_unreadable_words([line.text for line in page.lines]) for page in pages]
    unreadable, total = (sum(side) for side in zip(*counts, strict=True))
    if unreadable > MAX_UNREADABLE_SHARE * total:
        raise ImportFailure(
            "its letters are not those that a reader sees: it does not say which letters its fonts draw",
            "import a Word file or web page of it, or make the text readable (OCR)",
        )
    accents = find_loose_accents([line.text for page in pages for line in page.lines])
    if len(accents) >= MIN_TOLD_WORDS:
        yield "the whole document", f"{len(accents)} accents stand beside their letters, as in {accents[0]}"
    for number, (count, _) in enumerate(counts, 1):
        if count >= MIN_TOLD_WORDS:
            yield f"page {number}", f"{count} words are none that a reader sees: a font does not say what it draws"


_HIDDEN_HYPHENS = re.compile("[\ufffe\x02]")


def _repeated_lines(words: Sequence[str]) -> Iterator[str]:
    return (word for word, count in Counter(words).items() for _ in range(count - 1))


def _read_pages(content: bytes) -> list[PdfPage]:
    import pypdfium2  # type: ignore[import-untyped]

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or b"/Encrypt" in content:
            raise ImportFailure("it is encrypted and needs a password", "save a copy without one") from error
        raise ImportFailure("it is not a readable PDF", "open it in a reader and print it to a new PDF") from error
    try:
        if len(document) > MAX_PAGES:
            raise ImportFailure(f"it has more than {MAX_PAGES:,} pages", "import it in parts")
        pages: list[PdfPage] = []
        size = 0
        for number in range(len(document)):
            page = document[number]
            size += count_page_signs(page)
            if size > MAX_PDF_CHARACTERS:
                raise ImportFailure(
                    f"it holds more than {MAX_PDF_CHARACTERS // 1_000_000} million signs", "import it in parts"
                )
            pages.append(read_page(page, number + 1))
            page.close()
        return pages
    except pypdfium2.PdfiumError as error:
        raise ImportFailure("a page of it cannot be read", "open it in a reader and print it to a new PDF") from error
    finally:
        document.close()


def _usual_size(pages: Sequence[Sequence[Line]]) -> float:
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page:
            sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _on_texts(
    step: object, pages: list[list[Line]]
) -> tuple[list[list[Line]], list[Block], list[tuple[str, str]], list[str]]:
    """A step over the texts of lines, applied to the lines: those left out go, those that it shortens change."""
    texts = [[(index, line.text) for index, line in enumerate(page)] for page in pages]
    kept, asides, doubts, repeats = step(texts)  # type: ignore[operator]
    result = [[replace(page[index], text=text) for index, text in left] for page, left in zip(pages, kept, strict=True)]
    return result, asides, doubts, repeats


def _without_contents(lines: list[Line]) -> tuple[list[Line], list[Block]]:
    texts, gone = contents_lines([line.text for line in lines])
    if not gone:
        return lines, []
    kept = [replace(line, text=text) for line, text in zip(lines, texts, strict=True)]
    return kept, [
        Block(text=", ".join(collapse_spaces(text) for _, text in gone), location="contents", kind=BlockKind.ASIDE)
    ]


def _without_notes(page: Sequence[Line], number: int, usual: float, notes: dict[tuple[int, str], str]) -> list[Line]:
    """The page without the small print at its foot that begins with a number; that print goes to `notes`."""
    start = len(page)
    while start and (not page[start - 1].text.strip() or 0 < page[start - 1].size < usual * NOTE_SHARE):
        start -= 1
    if len(page) - start > 0.6 * len(page):  # a page of small print is no page of notes
        return list(page)
    name = ""
    kept = list(page[:start])
    for line in page[start:]:
        text = collapse_spaces(line.text.replace(CALL, ""))
        match = _NOTE.fullmatch(text)
        if match:
            name = match[1]
            notes[number, name] = " ".join(filter(None, [notes.get((number, name), ""), match[2]]))
        elif name and text:
            notes[number, name] += f" {text}"
        else:
            kept.append(line)
    return kept


def _paragraph_blocks_of_lines(lines: Sequence[Line], usual: float) -> Iterator[tuple[int, Block]]:
    """Paragraphs with the page on which they begin. Where lines that go on end with a space, that space is believed."""
    ends = [line.text.endswith(" ") for line in lines if line.text.strip()]
    believed = bool(ends) and 0.2 <= sum(ends) / len(ends) < 0.95
    spaced = [*_space_flags(_join_soft_hyphens(lines, usual) if believed else lines, usual, believed)]
    margin = min((line.left for line in spaced if line.text.strip()), default=0.0)
    after_heading = False
    large = sorted({line.size for line in spaced if _is_large(line, usual)}, reverse=True)
    for number, block in join_paragraphs([line.text for line in spaced], None if believed else _ends_early(spaced)):
        line = spaced[number]
        title = (
            line.size > usual * TITLE_SHARE
            and len(block.text) <= MAX_TITLE_CHARACTERS
            and not is_binding_text(block.text)
        )
        heading = _is_large(line, usual) and (title or is_heading_like(block.text, figures=True))
        kind, level = (BlockKind.HEADING, large.index(line.size) + 1) if heading else (BlockKind.TEXT, 1)
        indent = max(0, round((line.left - margin) / (usual / 2))) if usual else 0
        placed = replace(
            block, location=f"page {line.page}", stands_alone=False, kind=kind, level=level, indent=indent,
            is_wrapped=not heading and not after_heading and (block.is_wrapped or not believed),
        )  # fmt: skip
        after_heading = heading
        yield line.page, placed


def _ends_early(lines: Sequence[Line]) -> list[bool]:
    """For each line, whether the first word of the next would have had room behind it.

    In points, and in signs too: some programs break lines by the count of signs, whatever their width.
    """
    margins: dict[int, float] = {}
    longest: dict[int, int] = {}
    for line in lines:
        margins[line.page] = max(margins.get(line.page, 0.0), line.right)
        longest[line.page] = max(longest.get(line.page, 0), len(line.text.strip()))
    flags = []
    for line, following in zip(lines, [*lines[1:], Line("")], strict=True):
        word = following.text.split(maxsplit=1)[:1]
        room = margins[line.page] - line.right
        signs = len(line.text.strip()) + 1 + len(word[0]) if word else 0
        has_room = room > following.first_width + line.size * WORD_SPACE_SHARE
        flags.append(bool(word) and has_room and signs <= longest[line.page])
    return flags


@cache
def _hyphen_prefixes(kind: str) -> frozenset[str]:
    return frozenset(load_table("document_words")[kind])


def _whole_words(lines: Sequence[Line]) -> set[str]:
    """The words of the document in lower case, without the halves of those that a line breaks."""
    text = "\n".join(line.text for line in lines)
    return {word.lower() for word in re.findall(r"[^\W\d_]+", _BROKEN_WORD.sub(" ", text))}


def _breaks_words(lines: Sequence[Line], whole: set[str]) -> bool:
    """Whether the program that made the page breaks words, and not only lines behind a hyphen that a word has."""
    broken = [(match[1], match[2] or "") for match in _HEAL.finditer("\n".join(line.text for line in lines))]
    is_evident = any((before + after).lower() in whole for before, after in broken if after)
    unexplained = sum(not _is_compound(before, after, whole) for before, after in broken)
    return is_evident or unexplained > MAX_HYPHEN_SHARE * len(lines)


def _is_compound(before: str, after: str, whole: set[str]) -> bool:
    """Whether a hyphen at the end of a line belongs to the word: by its parts, each a word of the document."""
    prefix = before.lower()
    if prefix in _hyphen_prefixes("hyphen_prefixes") or after[:1].isupper():
        return True
    is_long = min(len(before), len(after)) >= MIN_COMPOUND_CHARACTERS
    return is_long and prefix not in _hyphen_prefixes("joined_prefixes") and {prefix, after.lower()} <= whole


def _heal_hyphens(block: Block, whole: set[str], keeps_hyphens: bool) -> Block:
    """The text without breaks in words; with all its hyphens where the program that made the page breaks none.

    Else it stays between figures, behind a prefix that has one, and between two words of the document that it has
    nowhere as one: a program that breaks words leaves pieces, of which one at least is no word.
    """
    if BROKEN not in block.text:
        return block

    def heal_hyphen(match: re.Match[str]) -> str:
        before, after = match[1], match[2] or ""
        if not after or before.isdigit() or after.isdigit() or not before.isalpha():
            return f"{before}-{after}"
        joined = before + after
        if joined.lower() in whole:
            return joined
        return f"{before}-{after}" if keeps_hyphens or _is_compound(before, after, whole) else joined

    return replace(block, text=_HEAL.sub(heal_hyphen, block.text).replace(BROKEN, "-"))


def _is_large(line: Line, usual: float) -> bool:
    return line.size > usual * HEADING_SHARE


def _space_flags(lines: Sequence[Line], usual: float, everywhere: bool) -> Iterator[Line]:
    """The lines with an empty one after each, or only around those in large print and wide space."""
    before, above = usual, None
    for line in lines:
        wide = (
            above is not None
            and line.text.strip()
            and above.page == line.page
            and above.last_foot - line.foot > 2.2 * max(line.size, usual, 1.0)
        )
        if everywhere or wide or (line.size != before and (_is_large(line, usual) or before > usual * HEADING_SHARE)):
            yield Line("", 0.0, line.page)
        yield line
        before = line.size or before
        above = line if line.text.strip() else above


def _join_soft_hyphens(lines: Sequence[Line], usual: float) -> list[Line]:
    """Paragraphs, a line each, by the space at the end of lines that go on, and by lines that reach the margin.

    Lines of large print, as those of a title, stand farther from each other than those of `usual` size.
    """
    filled = [line for line in lines if line.text.strip()]
    early = _ends_early(filled)
    leading = _usual_leading([line for line in filled if line.size == usual] or filled)
    whole: list[Line] = []
    texts: list[list[str]] = []
    goes_on = False
    for index, line in enumerate(filled):
        above = filled[index - 1] if index else line
        own_leading = leading * max(1.0, line.size / usual) if usual else leading
        is_set_apart = above.page == line.page and above.last_foot - line.foot > 1.35 * own_leading > 0
        is_apart = is_set_apart or _opens_point(line.text) or _is_title_of_point(above.text, line.text)
        if goes_on and not is_apart and whole[-1].size == line.size:
            texts[-1][-1] = _END_HYPHEN.sub(BROKEN, texts[-1][-1])  # the last line of a page has a hyphen as it stands
            texts[-1].append(line.text if texts[-1][-1].endswith((" ", BROKEN)) else f" {line.text}")
        else:
            whole.append(line)
            texts.append([line.text])
        goes_on = line.text.endswith(" ") or not early[index]
    return [replace(line, text="".join(parts)) for line, parts in zip(whole, texts, strict=True)]


def _usual_leading(lines: Sequence[Line]) -> float:
    """The usual distance from a line to the next, the least of those that are about as common; 0 where none tells.

    A text of short paragraphs has more spaces between them than lines inside them.
    """
    steps = Counter(
        round(above.last_foot - line.foot)
        for above, line in pairwise(lines)
        if above.page == line.page and 0 < above.last_foot - line.foot < 4 * max(line.size, 1.0)
    )
    often = max(steps.values(), default=0) * MIN_LEADING_SHARE
    return float(min((step for step, count in steps.items() if count >= often), default=0))


def _is_title_of_point(above: str, text: str) -> bool:
    """Whether one of two lines is a number with its word, `Article 7`, and the other no part of it."""
    if _is_number_alone(above):
        return text.lstrip(_OPENING_SIGNS)[:1].isupper()
    return _is_number_alone(text) and has_ended(above)


def _is_number_alone(text: str) -> bool:
    return len(text) <= MAX_NUMBER_LINE_CHARACTERS and any(
        mark.style.startswith(("word", "group")) and not mark.rest for mark in read_marks(text.strip())
    )


def _opens_point(text: str) -> bool:
    """A line that goes on may begin with a figure by accident, but hardly with a number and its mark."""
    return any(
        (mark.style.startswith(("decimal", "word")) or mark.style.endswith(")"))
        and mark.rest.lstrip(_OPENING_SIGNS)[:1].isupper()
        for mark in read_marks(text.strip())
    )


def _attach_page_notes(
    block: Block, page: int, notes: dict[tuple[int, str], str], called: set[tuple[int, str]]
) -> Block:
    if CALL not in block.text:
        return block
    mine: list[str] = []

    def mark_call(match: re.Match[str]) -> str:
        for key in ((page, match[1]), (page + 1, match[1])):
            if key in notes and key not in called:
                called.add(key)
                mine.append(notes[key])
                return ""
        return mark_raised_figures(match[1])

    text = re.sub(CALL + r"([0-9]{1,3}|[*†‡]{1,3})", mark_call, block.text).replace(CALL, "")
    return replace(block, text=collapse_spaces(text), notes=tuple(mine))
