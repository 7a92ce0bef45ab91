"""Röda tråden of a goal: from the vision through the goals above and below it to the chapters about it."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from goals.models import Goal, Vision
from goals.reach import units_in_view
from goals.services.holding import subject_key
from kommunrapport.http import Lens
from kommunrapport.organisation.models import User
from kommunrapport.organisation.submissions import reporting_unit
from kommunrapport.reports.models import Chapter


@dataclass(frozen=True, slots=True)
class ThreadStep:
    """One thing on the thread. Without `url` it has no page that the user can open here."""

    kind: str
    text: str
    url: str = ""
    here: bool = False


def read_thread(user: User, lens: Lens, goal: Goal) -> tuple[ThreadStep, ...]:
    """The steps in order. Needs `level`, `focus_area` and `parent__parent` of the goal."""
    visions = Vision.objects.valid_in(lens.year)[:1]
    steps = [ThreadStep(v.title, v.wording) if v.wording else ThreadStep("Vision", v.title) for v in visions]
    if goal.focus_area:
        steps.append(ThreadStep("Område", goal.focus_area.name))
    return (*steps, *_goal_steps(lens, goal), *_chapter_steps(user, lens, goal))


def _goal_steps(lens: Lens, goal: Goal) -> list[ThreadStep]:
    above = [above for above in (goal.parent and goal.parent.parent, goal.parent) if above]
    concerned = Goal.objects.valid_in(lens.year).concerning_any(units_in_view(lens.org_unit)).select_related("level")
    below = list(concerned.filter(parent=goal))
    open_here = set(concerned.filter(pk__in=[g.pk for g in above]).values_list("pk", flat=True))
    steps = [ThreadStep(g.level.name, str(g), _goal_url(lens, g) if g.pk in open_here else "") for g in above]
    steps.append(ThreadStep(goal.level.name, goal.title, here=True))
    return [*steps, *(ThreadStep(g.level.name, str(g), _goal_url(lens, g)) for g in below)]


def _goal_url(lens: Lens, goal: Goal) -> str:
    return reverse("goals:goal_detail", args=[lens.year, lens.org_unit.slug, goal.pk])


def _chapter_steps(user: User, lens: Lens, goal: Goal) -> list[ThreadStep]:
    units = {lens.org_unit.pk, reporting_unit(lens.org_unit).pk}
    chapters = Chapter.objects.readable_by(user).filter(
        report__org_unit__in=units, report__occasion=lens.occasion, subject_key=subject_key(goal)
    )
    return [
        ThreadStep(c.report.get_kind_display().capitalize(), str(c.report), _chapter_url(lens, c))
        for c in chapters.select_related("report__org_unit", "report__occasion")
    ]


def _chapter_url(lens: Lens, chapter: Chapter) -> str:
    report = chapter.report
    return reverse("reports:chapter_edit", args=[lens.year, report.org_unit.slug, report.slug, chapter.pk])
