"""What the decision on a report does to its goals: the assessments that stood in it are fixed."""

from __future__ import annotations

from goals.models import Goal
from goals.reach import unit_and_below
from goals.services.assessments import fix_assessments
from kommunrapport.organisation.submissions import reporting_unit
from kommunrapport.reports.flow.hooks import Decided, on_decision


@on_decision
def fix_decided_assessments(decided: Decided) -> None:
    """Those of the goals that the report's unit coordinates; other units decide on their own.

    A correction stands on the decision that it corrects.
    """
    report = decided.report
    decision = report.versions.filter(kind="decision").latest("number")
    assert decision.decided_on is not None  # noqa: S101 (held by a database constraint)
    goals = Goal.objects.valid_in(report.occasion.year).concerning_any(unit_and_below(report.org_unit))
    goals = goals.select_related("coordinating_unit__parent__parent")
    own = [goal for goal in goals if reporting_unit(goal.coordinating_unit) == report.org_unit]
    fix_assessments(goals=own, occasion=report.occasion, body=decision.body, day=decision.decided_on, by=decided.by)
