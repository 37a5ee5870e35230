"""A hostile string in every text of every file, through every format, and read back by readers that are not ours."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections import Counter
from functools import cache
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml

from comparer.model.errors import InvalidWorkspaceError
from comparer.model.problems import unsafe_characters
from comparer.report.options import RenderOptions
from comparer.report.render import REPORT_FORMATS, render
from comparer.session import build_plans_report, open_workspace
from tests.app.command import here, pact
from tests.factories.pact import A
from tests.factories.pact import workspace as pact_files

MARK = "Zorn7"
HOSTILE = {
    "markup": f"<script>{MARK}()</script><img src=x onerror={MARK}()>\"'--></textarea></svg>]]>",
    "script data": f"</script><script>{MARK}</script>\u2028<!--<script>",
    "formula": f'=HYPERLINK("https://example.org","{MARK}")',
    "formula behind a semicolon": f'meet;=1+1;"=2+2";@{MARK}',
    "cell command": f"@SUM({MARK})|cmd",
    "terminal": f"\x1b]0;{MARK}\x07\x1b[2J\x9b31m",
    "order": f"\u202e{MARK}\u2066\u200f\u2069",
    "unseen": f"{MARK}\u200b\u2060\u00ad\U000e0041",
    "markdown": f"[{MARK}](https://example.org) ![{MARK}](x) | `x` **b** <b>{MARK}</b> www.example.org @{MARK} # h",
    "templates": f"{{{{ {MARK} }}}} {{% {MARK} %}} ${{{MARK}}} {{0}} %s",
    "annotation": f"%0A::error file=x::{MARK}\n::warning::{MARK}",
    "xml": f"&{MARK};<![CDATA[{MARK}]]><?{MARK}?>",
}
FREE = {"text", "title", "heading", "label", "reason", "publisher", "says", "summary", "note", "leaning", "act"}


REFUSED = (HOSTILE["script data"], HOSTILE["terminal"])
_OWN_FIELD = re.compile(r"\s*(PAGE|NUMPAGES|REF|PAGEREF|TOC|STYLEREF|HYPERLINK \\l)\b")


@cache
def report_with(text: str) -> Any:
    """The report on a small workspace in which every free text is this one.

    What no data file may hold comes into a report by `diff --reports` alone: it is put into the report itself.
    """
    if text in REFUSED:
        plain = f"Plain {MARK} words"
        return json.loads(json.dumps(report_with(plain)).replace(json.dumps(plain)[1:-1], json.dumps(text)[1:-1]))
    return build_plans_report(open_workspace(spoiled_files(text)))


def spoiled_files(text: str) -> dict[str, bytes]:
    return {
        name: json.dumps(spoil(yaml.safe_load(content), text), ensure_ascii=False).encode()
        for name, content in pact_files().items()
    }


def spoil(value: Any, text: str, key: str = "", above: str = "") -> Any:
    if isinstance(value, dict):
        return {name: spoil(item, text, name, key) for name, item in value.items()}
    if isinstance(value, list):
        return [spoil(item, text, key, above) for item in value]
    is_word = key == "act" and above != "steps"
    return text if isinstance(value, str) and key in FREE and not is_word else value


def drawn(name: str, text: str) -> str | bytes:
    return render(name, report_with(text), RenderOptions(width=100))


class Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.attributes: set[tuple[str, str]] = set()
        self.addresses: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        for name, value in attrs:
            self.attributes.add((tag, name))
            if name in ("href", "src", "action", "formaction", "xlink:href"):
                self.addresses.add(value or "")


def elements(page: str) -> Elements:
    parser = Elements()
    parser.feed(page)
    return parser


@pytest.mark.parametrize("text", REFUSED, ids=range(len(REFUSED)))
def test_no_data_file_may_hold_what_steers_a_terminal(text: str) -> None:
    with pytest.raises(InvalidWorkspaceError, match="yaml-control-character"):
        open_workspace(spoiled_files(text))


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_page_has_no_element_and_no_attribute_that_it_has_not_with_plain_words(kind: str) -> None:
    plain, spoiled = (elements(str(drawn("html", text))) for text in (f"Plain {MARK} words", HOSTILE[kind]))
    assert set(spoiled.tags) <= set(plain.tags)
    assert spoiled.tags["script"] == plain.tags["script"]
    assert spoiled.attributes <= plain.attributes
    assert not [name for _, name in spoiled.attributes if name.startswith("on")]
    assert all(address.startswith("#") for address in spoiled.addresses), spoiled.addresses
    assert MARK in str(drawn("html", HOSTILE[kind]))


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize("name", ["table", "text", "md", "csv", "json", "html"])
def test_no_text_format_holds_a_sign_that_steers_or_hides(name: str, kind: str) -> None:
    shown = str(drawn(name, HOSTILE[kind]))
    assert not [line for line in shown.split("\n") if unsafe_characters().search(line)]
    assert MARK in shown


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize("separator", [",", ";"])
def test_no_cell_of_the_csv_is_a_formula_whichever_sign_parts_them(separator: str, kind: str) -> None:
    for row in csv.reader(io.StringIO(str(drawn("csv", HOSTILE[kind]))), delimiter=separator):
        for cell in row:
            assert not cell.strip().startswith(("=", "+", "-", "@", "\t", "\r", "＝"))


@pytest.mark.parametrize("kind", HOSTILE)
def test_json_holds_every_text_letter_for_letter(kind: str) -> None:
    value = json.loads(str(drawn("json", HOSTILE[kind])))
    assert {clause["text"] for clause in value["clauses"].values()} == {HOSTILE[kind]}


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize("name", ["xlsx", "docx"])
def test_an_office_file_holds_no_formula_no_macro_and_leads_nowhere(name: str, kind: str) -> None:
    content = drawn(name, HOSTILE[kind])
    assert isinstance(content, bytes)
    words = []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert not [part for part in archive.namelist() if "vba" in part.lower() or ".." in part]
        for part in archive.namelist():
            if not part.endswith((".xml", ".rels")):
                continue
            root = ElementTree.fromstring(archive.read(part))
            tags = {element.tag.rpartition("}")[2] for element in root.iter()}
            assert not tags & {"f", "ddeLink", "altChunk", "object", "OLEObject"}, part
            outside = [element for element in root.iter() if element.get("TargetMode") == "External"]
            assert outside == [], part
            fields = [element.text or "" for element in root.iter() if element.tag.endswith("}instrText")]
            assert all(_OWN_FIELD.match(field) for field in fields), fields
            words += [element.text or "" for element in root.iter()]
    assert MARK in "".join(words)


@pytest.mark.parametrize("kind", HOSTILE)
def test_markdown_links_nothing_outside_and_opens_no_element(kind: str) -> None:
    from markdown_it import MarkdownIt

    shown = str(drawn("md", HOSTILE[kind]))
    pending = MarkdownIt("commonmark", {"linkify": False}).enable(["table"]).parse(shown)
    known = re.compile(r"<!-- -->|</?(?:a|br|del|ins|details|summary|sub|sup)\b[^<>]*>")
    while pending:
        token = pending.pop()
        pending += token.children or []
        if token.type == "link_open":
            assert str(token.attrs["href"]).startswith("#"), token.attrs
        assert token.type != "image"
        if token.type in ("html_inline", "html_block"):
            assert not re.search(r"[<>]", known.sub("", token.content)), token.content


def test_every_format_is_among_those_that_are_read_back() -> None:
    read_back = {"table", "text", "md", "csv", "json", "html", "xlsx", "docx"}
    assert {name for name in REPORT_FORMATS if name not in read_back} <= {"brief", "brief-md", "brief-html", "matrix"}


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize("form", ["text", "github", "sarif", "json"])
def test_faults_of_the_data_are_told_in_one_line_each_and_steer_nothing(tmp_path: Any, form: str, kind: str) -> None:
    hostile = json.dumps(HOSTILE[kind])
    done = here("validate", "--format", form, cwd=pact(tmp_path, (A, "known: stated", f"known: {hostile}")))
    assert done.code == 1
    for line in done.text.split("\n"):
        assert not unsafe_characters().search(line)
    if form in ("sarif", "json"):
        json.loads(done.text)
    elif form == "github":
        assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in done.text.splitlines())
        assert sum(line.startswith("::error ") for line in done.text.splitlines()) == 1
    else:
        assert sum("error[" in line for line in done.text.splitlines()) == 1
