"""`comparer suggest`: what clauses without issue or norm would get from other plans, and writing it into the file."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from comparer.align.text_similarity import build_text_aligner
from comparer.app import undo_copy, workspace_files
from comparer.app.cli import inputs
from comparer.app.cli.arguments import add_format_option
from comparer.app.cli.run import command_error, print_note, terminal_safe, write_stdout
from comparer.app.read_back import read_back_proposal
from comparer.draft.propose_norm import NoProposal, NormProposal
from comparer.draft.suggest_encodings import Candidate, Suggestion, suggest_missing_fields
from comparer.ingest.write_plan import yaml_flow, yaml_scalar
from comparer.load import strict_yaml
from comparer.load.edit_yaml import AddedField, SpliceError, splice_fields
from comparer.model.findings import Evidence
from comparer.model.plan import Plan
from comparer.model.problems import quote_word
from comparer.norms.vocabulary import Vocabulary
from comparer.report.formats.json import escape_json
from comparer.resources.message_catalogue import load_catalogue

MAX_SHOWN_CANDIDATES = 3
"""How many counterparts of a clause the table shows."""


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("plan", metavar="PLAN", help="a plan id or a file")
    parser.add_argument("--write", action="store_true", help="splice the suggestions into the file")
    parser.add_argument("--undo", action="store_true", help="put the file back as it was before the last --write")
    add_format_option(parser, ("table", "json"))


def main(arguments: Namespace) -> int:
    if arguments.write and workspace_files.is_document_name(arguments.plan):
        raise command_error("only a plan file can be written to", place=arguments.plan)
    if arguments.undo and arguments.write:
        raise command_error("--undo and --write exclude each other")
    workspace, (name,) = inputs.read_workspace_with_plans(arguments, (arguments.plan,))
    workspace_folder, plan = Path(workspace.folder), workspace.find_plan(name)
    if arguments.undo:
        return _undo_writing(_plan_path(arguments.plan, workspace_folder, plan))
    other_plans = [item for item in workspace.plans if item.id != plan.id]
    aligner = build_text_aligner(workspace.vocabulary, workspace.records.sentence_model)
    suggestions = suggest_missing_fields(
        plan, other_plans, workspace.vocabulary, aligner, _raw_clauses(other_plans, workspace.files)
    )
    if arguments.write and not _is_plan_file_of_today(arguments.plan, plan):
        raise command_error("only a plan file can be written to", place=arguments.plan)
    path = _plan_path(arguments.plan, workspace_folder, plan)
    content = workspace.files[plan.position.file] if arguments.write else b""
    written_clauses = _write_suggestions(path, content, plan, suggestions) if arguments.write else ()
    if arguments.format == "json":
        value = {
            "plan": plan.id,
            "suggestions": [_suggestion_value(item, workspace.vocabulary, plan.id) for item in suggestions],
            "written": list(written_clauses),
        }
        write_stdout(escape_json(json.dumps(value, indent=1, ensure_ascii=False)) + "\n")
    else:
        write_stdout(terminal_safe(_suggestion_table(plan, suggestions, workspace.vocabulary)))
    if suggestions and not other_plans:
        print_note("no other plan is in this workspace, so that there is nothing to take a suggestion from")
    return 0


def _plan_path(name: str, folder: Path, plan: Plan) -> Path:
    return Path(name) if workspace_files.is_plan_file(name) else folder / plan.position.file


def _undo_writing(path: Path) -> int:
    result = undo_copy.restore_undo_copy(path)
    if result is undo_copy.UndoResult.NOTHING_KEPT:
        raise command_error("nothing was written that could be undone", place=str(path))
    if result is undo_copy.UndoResult.CHANGED_SINCE:
        kept = undo_copy.undo_path(path).name
        raise command_error(
            "it was changed since; nothing was undone", f"what it held before stands in {kept}", str(path)
        )
    print_note(f"put back {path} as it was")
    return 0


def _is_plan_file_of_today(name: str, plan: Plan) -> bool:
    """Whether a name is that of a plan file as it is now: neither a document nor an older state."""
    is_plan_file = Path(name).is_file() and name.lower().endswith((".yaml", ".yml"))
    return is_plan_file or (name == plan.id and not workspace_files.is_git_revision(name))


def _raw_clauses(plans: Sequence[Plan], files: Mapping[str, bytes]) -> dict[str, dict[str, Any]]:
    """The fields of the clauses of plans as their files write them, by PLAN#CLAUSE."""
    clause_by_ref = {}
    for plan in plans:
        data = strict_yaml.read_yaml(files[plan.position.file], plan.position.file).data
        clause_by_ref.update({f"{plan.id}#{clause['id']}": clause for clause in _clause_entries(data)})
    return clause_by_ref


# --- showing ----------------------------------------------------------------------------------------------------------


def _proposal_value(suggestion: Suggestion, vocabulary: Vocabulary, plan_id: str) -> dict[str, Any] | None:
    proposal = suggestion.proposal
    if proposal is None:
        return None
    if isinstance(proposal, NoProposal):
        return {"declined": proposal.reason}
    return {
        "norm": dict(proposal.norm),
        "terms": dict(proposal.terms),
        "conditions": dict(proposal.conditions),
        "left_over": [{"facet": part.facet, "words": part.words} for part in proposal.left_over],
        "complete": proposal.is_complete,
        "reads": read_back_proposal(proposal, vocabulary, plan_id),
    }


def _suggestion_value(suggestion: Suggestion, vocabulary: Vocabulary, plan_id: str) -> dict[str, Any]:
    return {
        "clause": suggestion.clause,
        "text": suggestion.text,
        "lacks": list(suggestion.missing_fields),
        "issue": suggestion.issue_from and {"value": suggestion.issue_from.issue, "from": suggestion.issue_from.source},
        "questions": suggestion.questions_from
        and {"value": list(suggestion.questions_from.questions), "from": suggestion.questions_from.source},
        "norm": suggestion.norm_from
        and {
            "value": suggestion.norm_from.norm,
            "terms": suggestion.norm_from.terms or {},
            "conditions": suggestion.norm_from.conditions or {},
            "from": suggestion.norm_from.source,
        },
        "proposal": _proposal_value(suggestion, vocabulary, plan_id),
        "candidates": [
            {
                "from": candidate.source,
                "text": candidate.text,
                "standing": candidate.link_status.value,
                "score": round(candidate.score, 4),
                "evidence": [
                    {"label": _signal_label(part), "weight": round(part.weight, 4)} for part in candidate.evidence
                ],
                "issue": candidate.issue,
                "questions": list(candidate.questions),
                "norm": candidate.norm,
                "doubts": list(candidate.doubts),
            }
            for candidate in suggestion.candidates
        ],
    }


def _signal_label(part: Evidence) -> str:
    return load_catalogue("en").format_message(f"signal.{part.label}")


def _suggestion_table(plan: Plan, suggestions: Sequence[Suggestion], vocabulary: Vocabulary) -> str:
    if not suggestions:
        return f"{plan.id}: every clause has an issue and a norm\n"
    lines = []
    hits = [suggestion for suggestion in suggestions if suggestion.is_hit]
    for suggestion in hits:
        lines.append(
            f"{plan.id}#{suggestion.clause} lacks {_join_words(suggestion.missing_fields)}"
            f": {quote_word(_single_line(suggestion.text), 90)}"
        )
        lines += [f"    {text}" for text in _offer_lines(suggestion)]
        lines += [f"    {text}" for text in _proposal_lines(suggestion, vocabulary, plan.id)]
    counts = [
        f"{sum(1 for suggestion in suggestions if getattr(suggestion, field))} {noun}"
        for field, noun in (("issue_from", "issues"), ("questions_from", "questions"), ("norm_from", "norms"))
        if field != "questions_from" or any("questions" in suggestion.missing_fields for suggestion in suggestions)
    ]
    complete = sum(1 for item in suggestions if isinstance(item.proposal, NormProposal) and item.proposal.is_complete)
    if complete:
        counts.append(f"{complete} norms read from the text alone")
    lines.append(f"{len(suggestions)} clauses lack something; {_join_words(counts)} are suggested")
    lines += _rest_lines([item for item in suggestions if not item.is_hit])
    return "\n".join(lines) + "\n"


def _rest_lines(rest: Sequence[Suggestion]) -> Iterator[str]:
    """How many clauses got nothing, by what stood in the way."""
    if not rest:
        return
    unread = sum(1 for item in rest if isinstance(item.proposal, NoProposal) and item.proposal.reason != "no-opening")
    headless = sum(1 for item in rest if isinstance(item.proposal, NoProposal)) - unread
    reasons = (
        (unread, "not read"),
        (headless, "sub-points without the words that open their list"),
        (len(rest) - unread - headless, "with no word of the vocabulary and no counterpart near enough"),
    )
    yield f"{len(rest)} of them got nothing: " + _join_words([f"{count} {words}" for count, words in reasons if count])


def _proposal_lines(suggestion: Suggestion, vocabulary: Vocabulary, plan_id: str) -> Iterator[str]:
    """A norm read from the clause's own words, its sentence, and what of it has no word yet."""
    taken = suggestion.norm_from
    if taken and taken.norm:
        norm = NormProposal(taken.norm, taken.terms or {}, taken.conditions or {}, ())
        yield f"    reads: {read_back_proposal(norm, vocabulary, plan_id)}"
    proposal = suggestion.proposal
    if not isinstance(proposal, NormProposal) or not proposal.has_words:
        return
    yield f"norm: {yaml_flow(dict(proposal.norm))}  (read from the text)"
    for key, value in (("terms", proposal.terms), ("conditions", proposal.conditions)):
        if value:
            yield f"{key}: {yaml_flow(dict(value))}"
    sentence = read_back_proposal(proposal, vocabulary, plan_id)
    if sentence:
        yield f"    reads: {sentence}"
    if proposal.left_over:
        words = load_catalogue("en")
        parts = [f"{words.value_word('facet', part.facet)} {quote_word(part.words, 60)}" for part in proposal.left_over]
        yield f"    no norm yet; left over: {'; '.join(parts)}"


def _join_words(words: Sequence[str]) -> str:
    """Words with commas, and before the last `and`."""
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1]))) if words else ""


def _single_line(text: str) -> str:
    return " ".join(text.split())


def _offer_lines(suggestion: Suggestion) -> Iterator[str]:
    if suggestion.issue_from:
        yield f"issue: {suggestion.issue_from.issue}  (from {suggestion.issue_from.source})"
    if suggestion.questions_from:
        yield f"questions: {', '.join(suggestion.questions_from.questions)}  (from {suggestion.questions_from.source})"
    if suggestion.norm_from:
        yield f"norm: {yaml_flow(suggestion.norm_from.norm)}  (from {suggestion.norm_from.source})"
        for key, value in (("terms", suggestion.norm_from.terms), ("conditions", suggestion.norm_from.conditions)):
            if value:
                yield f"{key}: {yaml_flow(value)}"
    if not suggestion.candidates and suggestion.proposal is None:
        yield "no counterpart in another plan is near enough"
    for candidate in suggestion.candidates[:MAX_SHOWN_CANDIDATES]:
        yield (
            f"{candidate.link_status.value} {candidate.source} "
            f"{candidate.score:.2f}: {quote_word(_single_line(candidate.text), 80)}"
        )
        evidence_text = ", ".join(f"{_signal_label(part)} {part.weight:+.2f}" for part in candidate.evidence)
        if evidence_text:
            yield f"    {evidence_text}"
        if candidate.doubts:
            yield f"    its norm is not taken over: {'; '.join(candidate.doubts)}"


# --- writing ----------------------------------------------------------------------------------------------------------


def _write_suggestions(path: Path, content: bytes, plan: Plan, suggestions: Sequence[Suggestion]) -> tuple[str, ...]:
    """Put what is suggested into the file; nothing else in it changes. The ids of the clauses that were written to.

    `content` is the file as it was compared. Raises UsageError where it holds something else by now.
    """
    data = strict_yaml.read_yaml(content, plan.position.file).data
    clause_by_id = {clause["id"]: clause for clause in _clause_entries(data)}
    additions: dict[str, tuple[AddedField, ...]] = {}
    for suggestion in suggestions:
        fields = tuple(_suggested_fields(suggestion, clause_by_id[suggestion.clause]))
        if fields:
            additions[suggestion.clause] = fields
    if not additions:
        print_note("nothing is sure enough to be written")
        return ()
    try:
        new_content, skipped_clauses = _splice_suggestions(content, additions)
    except SpliceError as error:
        raise command_error(f"{error}; nothing was written", place=str(path)) from error
    if not undo_copy.replace_with_undo_copy(path, content, new_content):
        raise command_error("it has been changed meanwhile; nothing was written", "run it again", str(path))
    for clause_id in skipped_clauses:
        print_note(
            f"left out: {plan.id}#{clause_id} is written in braces and has a note, so that the mark would have no place"
        )
    written_clauses = tuple(clause_id for clause_id in additions if clause_id not in skipped_clauses)
    print_note(
        f"wrote {path}: {len(written_clauses)} clauses, each marked as suggested; check them, then say so in `reviewed`"
        f" (to take it back: comparer suggest {plan.id} --undo)"
    )
    return written_clauses


def _clause_entries(data: Any) -> Iterator[Any]:
    for provision in data["provisions"]:
        yield from provision.get("clauses", [provision])


def _suggested_fields(suggestion: Suggestion, clause: dict[str, Any]) -> Iterator[AddedField]:
    """The fields with the mark that says from where they come: a note, or comments where there is a note already."""
    issue, questions, norm = suggestion.issue_from, suggestion.questions_from, suggestion.norm_from
    uses_comments = "note" in clause

    def review_comment(candidate: Candidate) -> str:
        return f"suggested from {candidate.source}; not reviewed" if uses_comments else ""

    if issue:
        yield AddedField("issue", issue.issue, review_comment(issue))
    if questions:
        yield AddedField("questions", yaml_flow(list(questions.questions)), review_comment(questions))
    if norm:
        yield AddedField("norm", yaml_flow(norm.norm), review_comment(norm))
        for key, value in (("terms", norm.terms), ("conditions", norm.conditions)):
            if value:
                yield AddedField(key, yaml_flow(value), review_comment(norm))
        yield AddedField("evidence", "C", "inferred from another plan")
    proposal = suggestion.proposal
    if isinstance(proposal, NormProposal) and proposal.is_complete:
        comment = "read from the text; not reviewed" if uses_comments else ""
        yield AddedField("norm", yaml_flow(dict(proposal.norm)), comment)
        for key, value in (("terms", proposal.terms), ("conditions", proposal.conditions)):
            if value:
                yield AddedField(key, yaml_flow(dict(value)), comment)
    else:
        proposal = None
    if (issue or questions or norm or proposal) and not uses_comments:
        yield AddedField("note", yaml_scalar(f"Suggested: {_origin_text(suggestion)}; not reviewed."))


def _origin_text(suggestion: Suggestion) -> str:
    """What is suggested, by the counterpart that gives it."""
    fields_by_source: dict[str, list[str]] = {}
    for field, candidate in (
        ("issue", suggestion.issue_from),
        ("questions", suggestion.questions_from),
        ("norm", suggestion.norm_from),
    ):
        if candidate:
            fields_by_source.setdefault(candidate.source, []).append(field)
    origins = [f"{_join_words(fields)} from {source}" for source, fields in fields_by_source.items()]
    if isinstance(suggestion.proposal, NormProposal) and suggestion.proposal.is_complete:
        origins.append("norm read from the text")
    return ", ".join(origins)


def _splice_suggestions(content: bytes, additions: dict[str, tuple[AddedField, ...]]) -> tuple[bytes, tuple[str, ...]]:
    """The new file, made sure to read as the old one with these fields; and the clauses that were left out."""
    data = strict_yaml.read_yaml(content, "").data
    clause_by_id = {clause["id"]: clause for clause in _clause_entries(data)}
    skipped_clauses = tuple(
        clause_id
        for clause_id, fields in additions.items()
        if fields[0].comment and _is_in_braces(content, clause_id, fields)
    )
    kept_additions = {clause_id: fields for clause_id, fields in additions.items() if clause_id not in skipped_clauses}
    new_content = splice_fields(content, kept_additions)
    for clause_id, fields in kept_additions.items():
        for field in fields:
            value = strict_yaml.read_yaml(f"{field.key}: {field.value}".encode(), "").data[field.key]
            clause_by_id[clause_id].setdefault(field.key, value)
    document = strict_yaml.read_yaml(new_content, "")
    if document.problems or document.data != data:
        raise SpliceError("the suggestions do not fit into the layout of this file")
    return new_content, skipped_clauses


def _is_in_braces(content: bytes, clause_id: str, fields: tuple[AddedField, ...]) -> bool:
    spliced_content = splice_fields(content, {clause_id: fields})
    return len(spliced_content.splitlines()) == len(content.splitlines())
