"""What waits in the steering model: outcomes, assessments, comments, activities."""

from __future__ import annotations

import datetime
from collections.abc import Sized

from django.urls import reverse

from goals.facts import GoalFacts, read_goal_facts
from goals.models import Activity, Directive, DirectiveFollowUp, Goal, GoalComment
from goals.status import is_marked
from kommunrapport.http import Lens
from kommunrapport.numbers import count_word
from kommunrapport.organisation.access import access_of
from kommunrapport.organisation.models import Occasion, User
from kommunrapport.organisation.roles import Capability
from kommunrapport.organisation.submissions import current_submission
from kommunrapport.todo import Task, tasks_from

MOST_NAMED = 3


@tasks_from
def goal_tasks(user: User, lens: Lens, today: datetime.date) -> list[Task]:
    """Outcomes, assessments and comments that the unit's own goals lack, for those who enter them."""
    occasion = lens.occasion
    if occasion is None or not access_of(user).may(Capability.RECORD_OUTCOMES, lens.org_unit.pk):
        return []
    submission = current_submission(lens.org_unit, occasion)
    if submission and submission.state != submission.State.OPEN:
        return []
    goals = list(Goal.objects.valid_in(lens.year).filter(coordinating_unit=lens.org_unit).select_related("level"))
    facts = read_goal_facts(goals, occasion, [lens.year - 1, lens.year])
    return [*_missing_outcomes(facts, lens, occasion), *_missing_words(facts, lens, occasion)]


def _missing_outcomes(facts: dict[int, GoalFacts], lens: Lens, occasion: Occasion) -> list[Task]:
    followed = {m.goal_measure.measure_id: m for f in facts.values() for m in f.measures}
    entered = [m for m in followed.values() if not m.series.measure.is_derived]
    missing = [m for m in entered if m.series.main.latest.observation is None]
    if not missing:
        return []
    things = "en mätning" if len(missing) == 1 else f"{count_word(len(missing))} mätningar"
    names = ", ".join(m.name for m in missing[:MOST_NAMED])
    return [
        Task(
            text=f"Registrera utfall för {things}",
            detail=f"{len(entered) - len(missing)} av {len(entered)} är klara. Saknas: {names}{_and_more(missing)}.",
            url=f"{reverse('goals:outcome_list', args=[lens.year, lens.org_unit.slug])}?saknas=1",
            button="Registrera",
            icon="edit",
            count=len(missing),
            due=occasion.unit_deadline,
        )
    ]


def _missing_words(facts: dict[int, GoalFacts], lens: Lens, occasion: Occasion) -> list[Task]:
    tasks = []
    for fact in facts.values():
        url = reverse("goals:goal_detail", args=[lens.year, lens.org_unit.slug, fact.goal.pk])
        if fact.assessment is None and fact.suggested_level is not None:
            detail = f"Förslaget är {fact.suggested_level.short}. Du kan godta det eller motivera en annan bedömning."
            tasks.append(Task(f"Bedöm mål {fact.goal}", detail, url, "Bedöm", "way", due=occasion.unit_deadline))
        if fact.assessment and fact.suggested_level and fact.assessment.suggested_id != fact.suggested_level.pk:
            detail = f"Utfallen har ändrats sedan bedömningen. Förslaget är nu {fact.suggested_level.short}."
            tasks.append(
                Task(f"Bedöm mål {fact.goal} på nytt", detail, url, "Bedöm", "warn", due=occasion.unit_deadline)
            )
        if not fact.has_text and not fact.goal.reported_elsewhere:
            detail = "Ingen text är skriven ännu."
            tasks.append(Task(f"Kommentera mål {fact.goal}", detail, url, "Skriv", "edit", due=occasion.unit_deadline))
    return tasks


@tasks_from
def contribution_tasks(user: User, lens: Lens, today: datetime.date) -> list[Task]:
    """Goals that address the unit and wait for its contribution."""
    occasion = lens.occasion
    if occasion is None or not access_of(user).may(Capability.WRITE_TEXTS, lens.org_unit.pk):
        return []
    handed = GoalComment.objects.filter(org_unit=lens.org_unit, occasion=occasion, handed_over_at__isnull=False)
    waiting = (
        Goal.objects.valid_in(lens.year)
        .filter(addressed_units=lens.org_unit)
        .exclude(coordinating_unit=lens.org_unit)
        .exclude(pk__in=handed.values("goal"))
        .select_related("coordinating_unit")
    )
    return [
        Task(
            text=f"Lämna ert bidrag till mål {goal}",
            detail=f"{goal.coordinating_unit} samordnar målet och skriver den gemensamma analysen.",
            url=reverse("goals:goal_detail", args=[lens.year, lens.org_unit.slug, goal.pk]),
            button="Skriv",
            icon="edit",
            due=occasion.unit_deadline,
        )
        for goal in waiting
    ]


@tasks_from
def activity_tasks(user: User, lens: Lens, today: datetime.date) -> list[Task]:
    """The user's own activities that nobody has marked yet."""
    own = Activity.objects.own(user).for_year(lens.year)
    waiting = [activity for activity in own if not is_marked(activity)]
    if not waiting:
        return []
    things = "en aktivitet" if len(waiting) == 1 else f"{count_word(len(waiting))} aktiviteter"
    names = ", ".join(activity.title for activity in waiting[:MOST_NAMED])
    return [
        Task(
            text=f"Berätta hur det gick med {things}",
            detail=f"{names}{_and_more(waiting)}.",
            url=reverse("goals:activity_list", args=[lens.year, lens.org_unit.slug]),
            button="Markera",
            icon="doing",
            count=len(waiting),
            due=lens.occasion.unit_deadline if lens.occasion else None,
        )
    ]


@tasks_from
def directive_tasks(user: User, lens: Lens, today: datetime.date) -> list[Task]:
    """Directives to the unit that have no status at the occasion."""
    occasion = lens.occasion
    if occasion is None or not access_of(user).may(Capability.WRITE_TEXTS, lens.org_unit.pk):
        return []
    answered = DirectiveFollowUp.objects.filter(org_unit=lens.org_unit, occasion=occasion).exclude(status="")
    waiting = Directive.objects.valid_in(lens.year).concerning(lens.org_unit).filter(closed_on=None)
    return [
        Task(
            text=f"Följ upp {directive.get_kind_display()} {directive.title}",
            detail="Läge och kommentar saknas.",
            url=reverse("goals:directive_detail", args=[lens.year, lens.org_unit.slug, directive.pk]),
            button="Följ upp",
            icon="edit",
            due=directive.report_by or occasion.unit_deadline,
        )
        for directive in waiting.exclude(pk__in=answered.values("directive"))
    ]


def _and_more(things: Sized) -> str:
    return f" och {count_word(len(things) - MOST_NAMED)} till" if len(things) > MOST_NAMED else ""
