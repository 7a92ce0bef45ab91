"""What waits in internal control: results, late actions, follow-ups and the overall assessment."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from internal_control.locks import read_locks
from internal_control.models import ControlConclusion, ControlFollowUp, ControlPlan, ImprovementAction, PlannedControl
from internal_control.pages.links import page_url
from kommunrapport.http import Lens
from kommunrapport.numbers import count_word
from kommunrapport.organisation.access import access_of
from kommunrapport.organisation.models import Occasion, User
from kommunrapport.organisation.period import FULL_YEAR
from kommunrapport.organisation.roles import Capability
from kommunrapport.todo import Task, tasks_from

MOST_NAMED = 3


@tasks_from
def control_tasks(user: User, lens: Lens, today: datetime.date) -> list[Task]:
    """The user's own controls in a decided plan that nobody has reported."""
    own = PlannedControl.objects.for_year(lens.year).filter(
        control_test__responsible__in=access_of(user).positions, outcome="", plan__decided_on__isnull=False
    )
    locks = read_locks(lens.year)
    found = own.select_related("plan__org_unit__parent__parent", "control_test")
    waiting = [planned for planned in found if not locks.is_closed(planned.plan.org_unit)]
    if not waiting or not _may_mark(user):
        return []
    things = "en kontroll" if len(waiting) == 1 else f"{count_word(len(waiting))} kontroller"
    dated = [planned.due_on for planned in waiting if planned.due_on]
    return [
        Task(
            text=f"Berätta hur det gick med {things}",
            detail=_named([planned.control_test.title for planned in waiting]),
            url=page_url(lens, "control_list"),
            button="Registrera",
            icon="edit",
            count=len(waiting),
            due=min(dated, default=lens.occasion.unit_deadline if lens.occasion else None),
        )
    ]


@tasks_from
def action_tasks(user: User, lens: Lens, today: datetime.date) -> list[Task]:
    """The user's own actions whose date has passed."""
    own = ImprovementAction.objects.open_in(lens.year).filter(responsible__in=access_of(user).positions)
    late = own.filter(closed_on=None, due_on__lt=today).select_related("org_unit__parent__parent")
    locks = read_locks(lens.year)
    waiting = [action for action in late if not locks.is_closed(action.org_unit)]
    if not waiting or not _may_mark(user):
        return []
    things = "en försenad åtgärd" if len(waiting) == 1 else f"{count_word(len(waiting))} försenade åtgärder"
    return [
        Task(
            text=f"Berätta hur det går med {things}",
            detail=_named([action.text for action in waiting]),
            url=page_url(lens, "action_list"),
            button="Markera",
            icon="warn",
            count=len(waiting),
            due=min(action.due_on for action in waiting if action.due_on),
        )
    ]


@tasks_from
def follow_up_tasks(user: User, lens: Lens, today: datetime.date) -> list[Task]:
    """The user's own controls of earlier years whose actions nobody has followed up this year."""
    if lens.year.kind != FULL_YEAR or not _may_mark(user):
        return []
    written = ControlFollowUp.objects.filter(year=lens.year).values("control_test")
    led_to = (
        ImprovementAction.objects.open_in(lens.year)
        .filter(year__lt=lens.year, control_test__responsible__in=access_of(user).positions)
        .exclude(control_test__in=written)
        .select_related("control_test__org_unit__parent__parent")
    )
    locks = read_locks(lens.year)
    tests = {action.control_test for action in led_to if action.control_test}
    return [
        Task(
            text=f"Följ upp kontrollen {test.title}",
            detail="Skriv vad som har hänt med åtgärderna under året.",
            url=page_url(lens, "follow_up", test.pk),
            button="Skriv",
            icon="edit",
            due=lens.occasion.unit_deadline if lens.occasion else None,
        )
        for test in sorted(tests, key=lambda test: test.pk)
        if not locks.is_closed(test.org_unit)
    ]


@tasks_from
def decision_tasks(user: User, lens: Lens, today: datetime.date) -> list[Task]:
    """A plan with controls that waits for the nämnd's decision, for who registers decisions."""
    unit = lens.org_unit
    if not access_of(user).may(Capability.REGISTER_DECISION, unit.pk):
        return []
    waiting = PlannedControl.objects.filter(plan__org_unit=unit, plan__year=lens.year, plan__decided_on=None).count()
    if not waiting:
        return []
    occasion = Occasion.objects.filter(year=lens.year, kind=Occasion.Kind.CONTROL_PLAN).first()
    controls = "en kontroll" if waiting == 1 else f"{count_word(waiting)} kontroller"
    return [
        Task(
            text="Registrera beslutet om internkontrollplanen",
            detail=f"Planen har {controls} och är inte beslutad.",
            url=page_url(lens, "plan"),
            button="Öppna planen",
            icon="edit",
            due=occasion.committee_date if occasion else None,
        )
    ]


@tasks_from
def conclusion_tasks(user: User, lens: Lens, today: datetime.date) -> list[Task]:
    """The overall assessment of a unit that has a plan, for who manages its controls."""
    unit, occasion = lens.org_unit, lens.occasion
    if occasion is None or lens.year.kind != FULL_YEAR or not access_of(user).may(Capability.MANAGE_CONTROLS, unit.pk):
        return []
    has_plan = ControlPlan.objects.filter(org_unit=unit, year=lens.year).exists()
    if not has_plan or ControlConclusion.objects.filter(org_unit=unit, year=lens.year).exists():
        return []
    if read_locks(lens.year).is_closed(unit):
        return []
    return [
        Task(
            text="Bedöm om den interna kontrollen är tillräcklig",
            detail="Den samlade bedömningen saknas.",
            url=page_url(lens, "conclusion"),
            button="Bedöm",
            icon="way",
            due=occasion.administration_deadline,
        )
    ]


def _may_mark(user: User) -> bool:
    units = access_of(user).units
    return bool(units.get(Capability.MARK_OWN_ACTIVITIES) or units.get(Capability.MARK_ACTIVITIES))


def _named(names: Sequence[str]) -> str:
    more = f" och {count_word(len(names) - MOST_NAMED)} till" if len(names) > MOST_NAMED else ""
    return f"{', '.join(name.rstrip('.') for name in names[:MOST_NAMED])}{more}."
