"""The goals, directives and guidelines that a report covers."""

from __future__ import annotations

from goals.facts import GoalFacts, read_goal_facts
from goals.models import Directive, DirectiveFollowUp, Goal, Guideline, GuidelineFollowUp
from kommunrapport.reports.scope import ReportScope


def goals_in_scope(scope: ReportScope) -> list[Goal]:
    """Goals of the year that the unit coordinates or is addressed by, in the kommun's order."""
    return scope.memo(
        "goals",
        lambda: list(
            Goal.objects.valid_in(scope.year).concerning(scope.org_unit).select_related("level", "coordinating_unit")
        ),
    )


def facts_in_scope(scope: ReportScope) -> dict[int, GoalFacts]:
    """What is known of each goal in scope, by goal id."""
    return scope.memo("goal facts", lambda: read_goal_facts(goals_in_scope(scope), scope.occasion, scope.years))


def directives_in_scope(scope: ReportScope) -> dict[int, tuple[Directive, DirectiveFollowUp | None]]:
    """Directives that concern the unit this year, each with the unit's own follow-up."""

    def read() -> dict[int, tuple[Directive, DirectiveFollowUp | None]]:
        directives = Directive.objects.valid_in(scope.year).concerning(scope.org_unit)
        follow_ups = DirectiveFollowUp.objects.filter(occasion=scope.occasion, org_unit=scope.org_unit)
        by_directive = {f.directive_id: f for f in follow_ups}
        return {d.pk: (d, by_directive.get(d.pk)) for d in directives}

    return scope.memo("directives", read)


def guidelines_in_scope(scope: ReportScope) -> dict[int, tuple[Guideline, GuidelineFollowUp | None]]:
    """Guidelines of the year, each with the unit's own follow-up."""

    def read() -> dict[int, tuple[Guideline, GuidelineFollowUp | None]]:
        follow_ups = GuidelineFollowUp.objects.filter(occasion=scope.occasion, org_unit=scope.org_unit)
        by_guideline = {f.guideline_id: f for f in follow_ups}
        return {g.pk: (g, by_guideline.get(g.pk)) for g in Guideline.objects.valid_in(scope.year)}

    return scope.memo("guidelines", read)
