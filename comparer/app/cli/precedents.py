"""`comparer precedents`: the provisions of a corpus that come nearest to a sentence, a clause or a whole plan."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace
from functools import partial
from pathlib import Path

from comparer.align.precedents import Precedent, choose_asked_terms, provision_terms, rank_precedents
from comparer.app import disk, workspace_files
from comparer.app.cli import inputs
from comparer.app.cli.arguments import add_format_option, add_output_option, natural_number
from comparer.app.cli.outputs import ProgressReporter, write_output
from comparer.app.cli.run import command_error, print_note, terminal_safe
from comparer.app.corpus_index import CorpusIndex, default_index_path
from comparer.report.formats import precedents
from comparer.report.formats.json import canonical_json
from comparer.report.formats.precedents import AnswerRecord, PrecedentRecord

MIN_LIKENESS = 0.1
"""Below this likeness a provision has no more than common words with what was asked."""
MAX_TEXT_COLUMNS = 110
DOCUMENTS_PER_JOB = 8


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("subject", metavar="TEXT|PLAN#CLAUSE|PLAN", help="a sentence in quotes, a clause, or a plan")
    parser.add_argument("--corpus", metavar="DIR", required=True, help="the folder of documents and plan files")
    parser.add_argument("--limit", metavar="N", type=natural_number, default=3, help="how many to show (%(default)s)")
    parser.add_argument("--index", metavar="FILE", default="", help="where the index lies (the person's cache folder)")
    parser.add_argument("--jobs", metavar="N", type=natural_number, default=1, help="processes that read documents")
    add_format_option(parser, ("text", "md", "html", "json"))
    add_output_option(parser)


def main(arguments: Namespace) -> int:
    asked, own_file = _read_asked_texts(arguments)
    corpus = Path(arguments.corpus)
    if not corpus.is_dir():
        raise command_error("there is no such folder", place=arguments.corpus)
    with CorpusIndex(Path(arguments.index) if arguments.index else default_index_path(corpus)) as index:
        _update_index(index, corpus, arguments.jobs)
        for place, fault in index.find_faults():
            print_note(f"comparer: note: {place} was not read: {fault}")
        if not index.count_documents():
            raise command_error("it holds no document that could be read", place=arguments.corpus)
        own_place = _place_in_corpus(own_file, corpus)
        answers = [_find_answer(index, question, own_place, arguments.limit) for question in asked]
    content = _render_answers(answers, arguments)
    is_for_machines = arguments.output or arguments.format in ("json", "html")
    write_output(content if is_for_machines else terminal_safe(content), arguments.output)
    return 0


def _update_index(index: CorpusIndex, corpus: Path, worker_count: int) -> None:
    note = ProgressReporter("read {done} of {total} documents")
    if worker_count == 1:
        index.update(corpus, note)
        return
    from concurrent.futures import ProcessPoolExecutor

    executor = ProcessPoolExecutor(worker_count)
    try:
        index.update(corpus, note, partial(executor.map, chunksize=DOCUMENTS_PER_JOB))
    finally:
        executor.shutdown(cancel_futures=True)


def _render_answers(answers: list[AnswerRecord], arguments: Namespace) -> str:
    if arguments.format == "json":
        return canonical_json({"corpus": arguments.corpus, "answers": answers})
    if arguments.format == "html":
        return precedents.render_page(answers, arguments.corpus)
    if arguments.format == "md":
        return precedents.render_markdown(answers)
    return precedents.render_text(answers, min(inputs.terminal_options().width, MAX_TEXT_COLUMNS))


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
