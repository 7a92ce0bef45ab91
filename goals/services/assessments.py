"""Proposing an assessment of a goal."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from goals.facts import read_goal_facts
from goals.models import AssessmentLevel, Goal, GoalAssessment
from goals.services.holding import hold_open
from kommunrapport.dates import format_date
from kommunrapport.organisation.models import Occasion, User
from kommunrapport.organisation.submissions import reporting_unit
from kommunrapport.records.saving import Locked, create_recorded, save_checked
from kommunrapport.reports.models import Report

DECIDED = "Bedömningen är beslutad av {body} {day}. Nämndsekreteraren kan öppna rapporten för en rättelse."


@transaction.atomic
def propose_assessment(
    *, goal: Goal, occasion: Occasion, level: AssessmentLevel, motivation: str, version: int, by: User
) -> GoalAssessment:
    """Save what a person proposes, beside what the rule suggests now. `version` is 0 when nothing was proposed.

    Raises Locked, Conflict when somebody proposed since `version`, ValidationError for a level of another scale,
    and when the level differs from the suggestion without a motivation.
    """
    hold_open(goal.coordinating_unit, occasion, goal)
    if level.occasion_kind != occasion.kind:
        raise ValidationError({"level": "Välj ett steg som hör till tillfället."})
    facts = read_goal_facts([goal], occasion, [occasion.year - 1, occasion.year])[goal.pk]
    suggested = facts.suggested_level
    if suggested and suggested != level and not motivation.strip():
        raise ValidationError({"motivation": f"Förslaget är {suggested.short}. Skriv varför er bedömning är en annan."})
    proposed = {
        "level": level,
        "motivation": motivation.strip(),
        "suggested": suggested,
        "reasons": list(facts.suggestion.reasons),
    }
    stored = facts.assessment
    if stored and stored.decided_on and not _is_corrected(goal, occasion):
        raise Locked(DECIDED.format(body=stored.decided_by, day=format_date(stored.decided_on)))
    if stored and all(getattr(stored, name) == value for name, value in proposed.items()):
        return stored  # sent twice: who proposed it, and when, stays
    proposed |= {"proposed_by": by, "proposed_at": timezone.now()}
    if stored is None:
        return create_recorded(GoalAssessment, by=by, goal=goal, occasion=occasion, **proposed)
    return save_checked(GoalAssessment, pk=stored.pk, version=version, by=by, **proposed)


@transaction.atomic
def fix_assessments(*, goals: Iterable[Goal], occasion: Occasion, body: str, day: datetime.date, by: User) -> int:
    """Fix what was proposed for the goals as decided by the body that day; returns how many were."""
    proposed = GoalAssessment.objects.filter(goal__in=goals, occasion=occasion)
    for stored in proposed:
        save_checked(GoalAssessment, pk=stored.pk, version=stored.version, by=by, decided_by=body, decided_on=day)
    return len(proposed)


def _is_corrected(goal: Goal, occasion: Occasion) -> bool:
    """A report that the assessment was decided in is open for a correction."""
    unit = reporting_unit(goal.coordinating_unit)
    return Report.objects.filter(org_unit=unit, occasion=occasion, is_correcting=True).exists()
