"""Counts of goals and activities that a text can hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from goals.facts import Scale, read_scale
from goals.models import Activity, AssessmentLevel
from goals.reach import unit_and_below
from goals.scope import facts_in_scope
from kommunrapport.numbers import NO_BREAK_SPACE
from kommunrapport.reports.live.registry import Figure, live_figure
from kommunrapport.reports.scope import ReportScope


@live_figure("goals.assessed", title="antal")
def assessed(scope: ReportScope) -> Iterator[Figure]:
    """ "7 av 11 mål", of those at the top, as the summary counts them; without a value before any is assessed."""
    goals = [facts for facts in facts_in_scope(scope).values() if facts.goal.parent_id is None]
    found = Counter(facts.assessment.level_id for facts in goals if facts.assessment)
    for level in _scale(scope).levels:
        words = f"{found[level.pk]} av {len(goals)}{NO_BREAK_SPACE}mål" if found else None
        # A step without a meaning is known by its place on the scale.
        key = f"other.{level.order}" if level.meaning == AssessmentLevel.Meaning.OTHER else level.meaning
        yield Figure((key,), f"Mål, {level.short[:1].lower()}{level.short[1:]}", words)


@live_figure("goals.activities", title="antal")
def activities(scope: ReportScope) -> Iterator[Figure]:
    """ "23 av 59 aktiviteter", of the unit and those below it in the year; no value without activities."""
    statuses = scope.memo("live.activities", lambda: _statuses(scope))
    total, found = len(statuses), Counter(statuses)
    noun = "aktivitet" if total == 1 else "aktiviteter"
    for status in Activity.Status.values:
        said = scope.labels.text(f"activity.{status}")
        words = f"{found[status]} av {total}{NO_BREAK_SPACE}{noun}" if total else None
        yield Figure((status,), f"Aktiviteter, {said[:1].lower()}{said[1:]}", words)


def _scale(scope: ReportScope) -> Scale:
    return scope.memo("live.scale", lambda: read_scale(scope.occasion))


def _statuses(scope: ReportScope) -> list[str]:
    units = scope.memo("unit and below", lambda: unit_and_below(scope.org_unit))
    return list(Activity.objects.for_year(scope.year).filter(org_unit__in=units).values_list("status", flat=True))
