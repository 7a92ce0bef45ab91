"""What the sections of a report read once and share."""

from __future__ import annotations

from collections.abc import Sequence

from budget.explanations_read import Explanation, explanations_of, read_comments
from budget.figures import AreaRow, Statement, read_statement
from budget.models import BudgetArea, Grouping
from kommunrapport.reports.scope import ReportScope

# What a chapter can stand for, and the grouping that it then shows.
SUBJECTS = {"budget.area": Grouping.FIELD, "budget.unit": Grouping.UNIT}


def statement_of(scope: ReportScope, grouping: str) -> Statement:
    """The statement of the report's unit and occasion."""
    return scope.memo(
        f"budget.statement.{grouping}",
        lambda: read_statement(org_unit=scope.org_unit, period=scope.year, grouping=grouping),
    )


def is_of_area(scope: ReportScope) -> bool:
    """Whether the chapter stands for one area."""
    return scope.subject_key.partition(":")[0] in SUBJECTS


def grouping_of(scope: ReportScope, chosen: str) -> str:
    """The grouping of the chapter's area; else the chosen one, and enheter for one we do not know."""
    kind = scope.subject_key.partition(":")[0]
    known = {str(grouping.value) for grouping in Grouping}
    return str(SUBJECTS.get(kind, chosen if chosen in known else Grouping.UNIT))


def rows_of(scope: ReportScope, statement: Statement) -> tuple[AreaRow, ...]:
    """All rows, or in the chapter of an area only those of the area."""
    return statement.rows_of(scope.subject_id or 0) if is_of_area(scope) else statement.rows


def explanations(scope: ReportScope, areas: Sequence[BudgetArea]) -> tuple[Explanation, ...]:
    """What is said about the variances of `areas` at the report's occasion, in their order."""
    comments = scope.memo("budget.comments", lambda: read_comments(scope.org_unit, scope.occasion))
    return explanations_of(comments, areas)
