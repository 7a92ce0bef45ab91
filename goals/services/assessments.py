"""Proposing an assessment of a goal."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from goals.facts import read_goal_facts
from goals.models import AssessmentLevel, Goal, GoalAssessment
from goals.services.holding import hold_open
from kommunrapport.organisation.models import Occasion, User
from kommunrapport.records.saving import create_recorded, save_checked


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
    if stored and all(getattr(stored, name) == value for name, value in proposed.items()):
        return stored  # sent twice: who proposed it, and when, stays
    proposed |= {"proposed_by": by, "proposed_at": timezone.now()}
    if stored is None:
        return create_recorded(GoalAssessment, by=by, goal=goal, occasion=occasion, **proposed)
    return save_checked(GoalAssessment, pk=stored.pk, version=version, by=by, **proposed)
