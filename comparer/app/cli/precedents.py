"""`comparer precedents`: the provisions of a corpus that come nearest to a sentence, a clause or a whole plan."""

from __future__ import annotations

import os
import textwrap
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TypedDict

from comparer.align.precedents import Precedent, choose_asked_terms, provision_terms, rank_precedents
from comparer.app import disk, workspace_files
from comparer.app.cli import inputs
from comparer.app.cli.arguments import add_format_option, add_output_option, natural_number
from comparer.app.cli.outputs import ProgressReporter, write_output
from comparer.app.cli.run import command_error, print_note, terminal_safe
from comparer.app.corpus_index import CorpusIndex, default_index_path
from comparer.report.formats.json import canonical_json
from comparer.report.words.escape import escape_markdown, safe_line

MIN_LIKENESS = 0.1
"""Below this likeness a provision has no more than common words with what was asked."""
MAX_TITLE_CHARS = 72


class PrecedentRecord(TypedDict):
    """One provision of the corpus. `terms` are those that both have, the rarest first."""

    likeness: float
    title: str
    date: str
    number: str
    place: str
    text: str
    terms: list[str]


class AnswerRecord(TypedDict):
    """What was asked, `PLAN#CLAUSE` or "" for a sentence, with the nearest provisions."""

    clause: str
    text: str
    precedents: list[PrecedentRecord]


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("subject", metavar="TEXT|PLAN#CLAUSE|PLAN", help="a sentence in quotes, a clause, or a plan")
    parser.add_argument("--corpus", metavar="DIR", required=True, help="the folder of documents and plan files")
    parser.add_argument("--limit", metavar="N", type=natural_number, default=3, help="how many to show (%(default)s)")
    parser.add_argument("--index", metavar="FILE", default="", help="where the index lies (the person's cache folder)")
    add_format_option(parser, ("text", "md", "json"))
    add_output_option(parser)


def main(arguments: Namespace) -> int:
    asked, own_file = _read_asked_texts(arguments)
    corpus = Path(arguments.corpus)
    with CorpusIndex(Path(arguments.index) if arguments.index else default_index_path(corpus)) as index:
        index.update(corpus, ProgressReporter("read {done} of {total} documents"))
        for place, fault in index.find_faults():
            print_note(f"comparer: note: {place} was not read: {fault}")
        if not index.count_documents():
            raise command_error("it holds no document that could be read", place=arguments.corpus)
        own_place = _place_in_corpus(own_file, corpus)
        answers = [_find_answer(index, question, own_place, arguments.limit) for question in asked]
    if arguments.format == "json":
        content = canonical_json({"corpus": arguments.corpus, "answers": answers})
    else:
        width = inputs.terminal_options().width
        content = _markdown_text(answers) if arguments.format == "md" else _plain_text(answers, min(width, 110))
    write_output(
        content if arguments.output or arguments.format == "json" else terminal_safe(content), arguments.output
    )
    return 0


def _read_asked_texts(arguments: Namespace) -> tuple[list[tuple[str, str]], str]:
    """What is asked, each as `PLAN#CLAUSE` and text, and the file it stands in; a sentence has neither."""
    subject: str = arguments.subject
    if not subject.strip():
        raise command_error("name a clause or a plan, or give a sentence in quotes")
    if not disk.is_utf8(subject):
        raise command_error("what is asked is not UTF-8")
    if len(subject.split()) > 1 and not os.path.exists(subject):
        return [("", subject)], ""
    plan_name, is_clause, clause_id = subject.partition("#")
    names = (plan_name,) if workspace_files.is_file_name(plan_name) else ()
    workspace, plan_ids = inputs.read_workspace_with_plans(arguments, names)
    plan = workspace.find_plan(plan_ids[0] if plan_ids else plan_name)
    clauses = [workspace.find_clause(f"{plan.id}#{clause_id}")] if is_clause else plan.clauses
    file = str(Path(workspace.folder, plan.position.file))
    return [(clause.ref, clause.whole_text) for clause in clauses if is_clause or clause.is_live], file


def _place_in_corpus(file: str, corpus: Path) -> str:
    """The path of a file from the top of the corpus; "" where it lies elsewhere."""
    path, top = disk.absolute_path(file), disk.absolute_path(corpus)
    return path.relative_to(top).as_posix() if file and path.is_relative_to(top) else ""


def _find_answer(index: CorpusIndex, asked: tuple[str, str], own_place: str, limit: int) -> AnswerRecord:
    """The nearest provisions to a text, those of its own file left out."""
    clause, text = asked
    terms = provision_terms(text)
    candidates = index.find_candidates(choose_asked_terms(terms, index.measure_terms(terms)), own_place)
    all_terms = {term for candidate in candidates for term in provision_terms(candidate.text)}
    ranked = rank_precedents(text, candidates, index.measure_terms(sorted(all_terms.union(terms))))
    near = [precedent for precedent in ranked if precedent.likeness >= MIN_LIKENESS]
    return {"clause": clause, "text": text, "precedents": [_build_record(precedent) for precedent in near[:limit]]}


def _build_record(precedent: Precedent) -> PrecedentRecord:
    provision = precedent.provision
    return {
        "likeness": precedent.likeness,
        "title": provision.title,
        "date": provision.date,
        "number": provision.number,
        "place": provision.place,
        "text": provision.text,
        "terms": list(precedent.shared_terms),
    }


def _plain_text(answers: list[AnswerRecord], width: int) -> str:
    blocks = []
    for answer in answers:
        head = f"{answer['clause']}  {answer['text']}" if answer["clause"] else answer["text"]
        lines = textwrap.wrap(safe_line(head), width)
        for precedent in answer["precedents"]:
            lines += ["", f"  {precedent['likeness']:.2f}  {_source_line(precedent)}"]
            lines += textwrap.wrap(
                safe_line(precedent["text"]), width - 8, initial_indent=" " * 8, subsequent_indent=" " * 8
            )
        if not answer["precedents"]:
            lines += ["", "  nothing in the corpus comes near"]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n"


def _markdown_text(answers: list[AnswerRecord]) -> str:
    blocks = ["# Precedents"]
    for answer in answers:
        blocks.append(f"## {escape_markdown(answer['clause'] or answer['text'])}")
        if answer["clause"]:
            blocks.append(escape_markdown(answer["text"]))
        for precedent in answer["precedents"]:
            source = f"**{precedent['likeness']:.2f}** {escape_markdown(_source_line(precedent))}"
            blocks.append(f"- {source}  \n  {escape_markdown(precedent['text'])}")
        if not answer["precedents"]:
            blocks.append("Nothing in the corpus comes near.")
    return "\n\n".join(blocks) + "\n"


def _source_line(precedent: PrecedentRecord) -> str:
    point = f"point {precedent['number']}" if precedent["number"] else ""
    title = textwrap.shorten(precedent["title"], MAX_TITLE_CHARS, placeholder="…")
    parts = filter(None, (title, precedent["date"], point))
    return safe_line(f"{', '.join(parts)} [{precedent['place']}]")
