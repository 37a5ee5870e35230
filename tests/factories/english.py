"""What the report says in English of an explanation or an argument that the engine made."""

from __future__ import annotations

from collections.abc import Iterable

from comparer.model.explanation import Argument, Explanation
from comparer.model.law import Constraint
from comparer.model.plan import Clause, Plan
from comparer.model.redline import RedLine
from comparer.norms.vocabulary import Vocabulary
from comparer.report.value import records
from comparer.report.value.arguments import build_argument_value
from comparer.report.words.arguments import argument_text
from comparer.report.words.english import build_english_wording


def english(
    argument: Argument | Explanation | None,
    vocabulary: Vocabulary,
    clauses: Plan | Iterable[Clause] = (),
    *,
    lines: Iterable[RedLine] = (),
    constraints: Iterable[Constraint] = (),
) -> str:
    """In words; clauses, lines and rules are those that the argument may refer to."""
    if argument is None:
        return ""
    listed = clauses.clauses if isinstance(clauses, Plan) else clauses
    wording = build_english_wording(
        vocabulary.word_label,
        {},
        {item.ref: records.build_clause_value(item) for item in listed},
        {line.ref: records.build_line_value(line, "") for line in lines},
        {constraint.id: records.build_constraint_value(constraint) for constraint in constraints},
    )
    return argument_text(build_argument_value(argument), wording)
