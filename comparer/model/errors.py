"""The two ways in which a question to this program can fail. Whatever else is raised is a defect of ours."""

from __future__ import annotations

from comparer.model.problems import FilePosition, Problem, format_problem

__all__ = ["USAGE_RULE", "InvalidWorkspaceError", "UsageError"]

USAGE_RULE = "usage"


class InvalidWorkspaceError(Exception):
    """Files that cannot be read or that hold faults. `problems` has each with its file, line, column and rule."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(map(format_problem, problems)))
        self.problems = problems


class UsageError(Exception):
    """A question that cannot be answered as it was asked: an unknown plan, date or format, a missing package.

    `message` says what is wrong, `suggestion` what to do instead ("" where nothing is near), `place` in which file that
    the person named ("" where in none).
    """

    def __init__(self, message: str, suggestion: str = "", place: str = "") -> None:
        super().__init__(f"{place}: " * bool(place) + message + f" ({suggestion})" * bool(suggestion))
        self.message, self.suggestion, self.place = message, suggestion, place

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The same as a problem without a rule of the data."""
        return (
            Problem(
                rule=USAGE_RULE,
                message=self.message,
                position=FilePosition(self.place),
                suggestion=self.suggestion,
            ),
        )
