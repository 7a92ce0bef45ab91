"""Everything that is known of goals at an occasion, read together: the same few queries for one goal and for fifty."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from goals.assessment import Followed, Suggestion, suggest
from goals.models import (
    Activity,
    AssessmentLevel,
    AssessmentRule,
    CommentKind,
    Goal,
    GoalAssessment,
    GoalComment,
    GoalMeasure,
)
from kommunrapport.measures.models import Measure, Observation
from kommunrapport.measures.series import MeasureSeries, Wanted, read_wanted
from kommunrapport.organisation.models import Occasion


@dataclass(frozen=True, slots=True)
class FollowedMeasure:
    """A measure in a goal, as the goal names it. `is_total`: its components stand in the same goal."""

    goal_measure: GoalMeasure
    name: str
    series: MeasureSeries
    is_total: bool

    @property
    def is_awaited(self) -> bool:
        """Somebody is to enter this year's outcome, and has not; a reason why there is none is an answer."""
        observation = self.series.main.latest.observation
        waiting = observation is None or observation.status == Observation.Status.EXPECTED
        return waiting and not self.series.measure.is_derived


@dataclass(frozen=True, slots=True)
class KindText:
    """One text field of a goal's follow-up; `comment` is None until somebody has written."""

    kind: CommentKind
    comment: GoalComment | None

    @property
    def text(self) -> str:
        return self.comment.text if self.comment else ""


@dataclass(frozen=True, slots=True)
class GoalFacts:
    """One goal at one occasion. `suggestion` is computed now; `assessment` is what a person proposed."""

    goal: Goal
    measures: tuple[FollowedMeasure, ...]
    texts: tuple[KindText, ...]
    suggestion: Suggestion
    suggested_level: AssessmentLevel | None
    assessment: GoalAssessment | None
    activities: tuple[Activity, ...]

    @property
    def has_text(self) -> bool:
        return any(text.text for text in self.texts)


@dataclass(frozen=True, slots=True)
class Scale:
    """The kommun's words and rule at a kind of occasion."""

    levels: tuple[AssessmentLevel, ...]
    rule: AssessmentRule

    def level(self, meaning: str | None) -> AssessmentLevel | None:
        return next((level for level in self.levels if level.meaning == meaning), None)


def read_scale(occasion: Occasion) -> Scale:
    """The scale of the occasion's kind; without a rule of its own the program's default thresholds."""
    levels = tuple(AssessmentLevel.objects.filter(occasion_kind=occasion.kind))
    rule = AssessmentRule.objects.filter(occasion_kind=occasion.kind).first()
    return Scale(levels, rule or AssessmentRule(occasion_kind=occasion.kind, question="Har målet nåtts?"))


def read_goal_facts(goals: Sequence[Goal], occasion: Occasion, years: Sequence[int]) -> dict[int, GoalFacts]:
    """Read the facts of `goals`, by goal id; the last of `years` is the occasion's."""
    ids = [goal.pk for goal in goals]
    measures = _read_measures(goals, occasion, years)
    kinds = list(CommentKind.objects.all())
    comments = {
        (c.goal_id, c.kind_id): c
        for c in GoalComment.objects.filter(goal__in=ids, occasion=occasion)
        if c.org_unit_id == _coordinator(goals, c.goal_id)
    }
    assessments = {
        a.goal_id: a
        for a in GoalAssessment.objects.filter(goal__in=ids, occasion=occasion).select_related("level", "proposed_by")
    }
    activities = _read_activities(ids, occasion.year)
    scale = read_scale(occasion)
    facts = {}
    for goal in goals:
        followed = [Followed(m.name, m.series.main, m.goal_measure.deciding) for m in measures[goal.pk]]
        suggestion = suggest(followed, scale.rule, occasion.period)
        facts[goal.pk] = GoalFacts(
            goal=goal,
            measures=tuple(measures[goal.pk]),
            texts=tuple(KindText(kind, comments.get((goal.pk, kind.pk))) for kind in kinds),
            suggestion=suggestion,
            suggested_level=scale.level(suggestion.meaning),
            assessment=assessments.get(goal.pk),
            activities=tuple(activities[goal.pk]),
        )
    return facts


def _coordinator(goals: Sequence[Goal], goal_id: int) -> int | None:
    return next((goal.coordinating_unit_id for goal in goals if goal.pk == goal_id), None)


def _read_measures(goals: Sequence[Goal], occasion: Occasion, years: Sequence[int]) -> dict[int, list[FollowedMeasure]]:
    found = list(GoalMeasure.objects.filter(goal__in=[g.pk for g in goals]).select_related("measure"))
    units = {goal.pk: goal.coordinating_unit_id for goal in goals}
    wanted = [Wanted(gm.measure, units[gm.goal_id], gm.goal_id) for gm in found]
    totals = {(gm.goal_id, gm.measure.parent_id) for gm in found if gm.measure.part == Measure.Part.COMPONENT}
    measures: dict[int, list[FollowedMeasure]] = defaultdict(list)
    for gm, series in zip(found, read_wanted(wanted, years, occasion.kind), strict=True):
        is_total = (gm.goal_id, gm.measure_id) in totals
        measures[gm.goal_id].append(FollowedMeasure(gm, str(gm), series, is_total))
    return measures


def _read_activities(goal_ids: list[int], year: int) -> dict[int, list[Activity]]:
    activities: dict[int, list[Activity]] = defaultdict(list)
    for activity in Activity.objects.for_year(year).filter(goal__in=goal_ids).prefetch_related("responsible"):
        if activity.goal_id:
            activities[activity.goal_id].append(activity)
    return activities
