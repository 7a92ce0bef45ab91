"""Goals that are not assessed, or assessed as something else than their measures show."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from goals.checks.reading import facts_of_units
from goals.facts import GoalFacts, read_scale
from kommunrapport.quality.registry import Finding, Severity, rule
from kommunrapport.quality.scope import CheckScope


@rule("goals.assessment", title="Bedömningar")
def contradicting_assessments(scope: CheckScope) -> Iterator[Finding]:
    """Another assessment than the measures give: an error without a motivation, and a warning when the motivation
    was written before the outcomes changed."""
    for facts in facts_of_units(scope).values():
        level, suggested = facts.assessment and facts.assessment.level, facts.suggested_level
        if facts.assessment is None or suggested is None or level == suggested:
            continue
        text = f"Mål {facts.goal} är bedömt som {level}, men mätningarna ger {suggested}"
        if not facts.assessment.motivation:
            why = f"Det står inte varför. {_reasons(facts)}"
            yield _finding(scope, facts, Severity.ERROR, text, why, "Motivera eller ändra")
        elif facts.assessment.suggested_id != suggested.pk:
            was = facts.assessment.suggested
            why = f"Utfallen har ändrats sedan bedömningen, då förslaget var {was or 'okänt'}. {_reasons(facts)}"
            yield _finding(scope, facts, Severity.WARNING, text, why, "Bedöm på nytt")


@rule("goals.not_assessed", title="Mål utan bedömning")
def goals_without_assessment(scope: CheckScope) -> Iterator[Finding]:
    """Every goal is assessed when the units' last day has passed, in a kommun that assesses at the occasion.

    Without it the report says nothing of a goal of fullmäktige's, an error; of a goal below such a one it may do.
    """
    if not (scope.follows_up and scope.is_due and read_scale(scope.occasion).levels):
        return
    for facts in facts_of_units(scope).values():
        if facts.assessment is None and not facts.goal.reported_elsewhere:
            why = _reasons(facts) if facts.suggested_level else " ".join(facts.suggestion.reasons)
            severity = Severity.WARNING if facts.goal.parent_id else Severity.ERROR
            yield _finding(scope, facts, severity, f"Mål {facts.goal} är inte bedömt", why, "Bedöm målet")


@rule("goals.text", title="Mål utan text")
def goals_without_text(scope: CheckScope) -> Iterator[Finding]:
    """Nobody has written of the goal: a warning when the units' last day has passed."""
    if not scope.follows_up:
        return
    for facts in facts_of_units(scope).values():
        if facts.texts and not facts.has_text and not facts.goal.reported_elsewhere:
            severity = Severity.WARNING if scope.is_due else Severity.INFO
            yield _finding(scope, facts, severity, f"Mål {facts.goal} har ingen text", "", "Skriv")


def _reasons(facts: GoalFacts) -> str:
    suggested = f"Förslaget är {facts.suggested_level}. " if facts.suggested_level else ""
    return suggested + " ".join(facts.suggestion.reasons)


def _finding(scope: CheckScope, facts: GoalFacts, severity: Severity, text: str, why: str, mend: str) -> Finding:
    unit = scope.units[facts.goal.coordinating_unit_id]
    return Finding(
        key=str(facts.goal.pk),
        severity=severity,
        text=text,
        where=f"Mål {facts.goal.number}, {unit.name}",
        url=reverse("goals:goal_detail", args=[scope.year, unit.slug, facts.goal.pk]),
        why=why,
        mend=mend,
        org_unit_id=unit.pk,
    )
