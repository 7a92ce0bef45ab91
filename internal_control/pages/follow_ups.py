"""What happened, year by year, with what a kontrollmoment led to."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from internal_control.forms.results import ControlFollowUpForm
from internal_control.in_view import works_here
from internal_control.locks import read_locks
from internal_control.models import ControlFollowUp, ControlTest, ImprovementAction
from internal_control.models.plans import ControlTestQuerySet
from internal_control.pages.action_rows import ActionRow, action_rows
from internal_control.reach import units_read
from internal_control.seeing import actions_seen
from kommunrapport.http import Lens
from kommunrapport.organisation.access import access_of
from kommunrapport.organisation.models import User
from kommunrapport.organisation.roles import Capability


@dataclass(frozen=True, slots=True)
class FollowUpPage:
    """The text of the year, those of the years before, and the actions beside them.

    `form` is None for those who only read, and while the year is locked.
    """

    test: ControlTest
    stored: ControlFollowUp | None
    form: ControlFollowUpForm | None
    earlier: tuple[ControlFollowUp, ...]
    actions: tuple[ActionRow, ...]
    lock: str


def read_follow_ups(tests: QuerySet[ControlTest], year: int) -> dict[int, ControlFollowUp]:
    """The text of the year for each kontrollmoment that has one, by its id."""
    found = ControlFollowUp.objects.filter(control_test__in=tests, year=year)
    return {follow_up.control_test_id: follow_up for follow_up in found}


def tests_around(user: User, lens: Lens) -> ControlTestQuerySet:
    """Kontrollmoment of the units that the user reads, and what the user has something to do with elsewhere."""
    positions = access_of(user).positions
    led_to = ImprovementAction.objects.filter(responsible__in=positions).values("control_test")
    own = Q(responsible__in=positions) | Q(pk__in=led_to)
    if not works_here(lens, user):
        return ControlTest.objects.filter(own)
    return ControlTest.objects.filter(Q(org_unit__in=units_read(user, lens)) | own)


def follow_up_of(test: ControlTest, year: int) -> ControlFollowUp:
    """What is stored, else a new one that nobody has written."""
    stored = ControlFollowUp.objects.filter(control_test=test, year=year).first()
    return stored or ControlFollowUp(control_test=test, year=year)


def read_follow_up_page(
    user: User, lens: Lens, test: ControlTest, today: datetime.date, bound: ControlFollowUpForm | None = None
) -> FollowUpPage:
    """Read the page; `bound` is a form that was refused. `test` needs its unit with `parent__parent` selected."""
    year, lock = int(lens.year), read_locks(lens.year).sentence(test.org_unit)
    written = ControlFollowUp.objects.filter(control_test=test, year__lte=year)
    actions = actions_seen(ImprovementAction.objects.open_in(year).filter(control_test=test), user)
    now = next((text for text in written if text.year == year), None)
    form = bound or ControlFollowUpForm(instance=now or ControlFollowUp(control_test=test, year=year))
    may_write = may_follow_up(user, test) and (bound is not None or not lock)
    return FollowUpPage(
        test=test,
        stored=now,
        form=form if may_write else None,
        earlier=tuple(text for text in written if text.year < year),
        actions=action_rows(actions, year=year, today=today),
        lock=lock,
    )


def may_follow_up(user: User, test: ControlTest) -> bool:
    """Who marks all the unit's, who is responsible for the control, or for something that it led to."""
    access = access_of(user)
    if access.may(Capability.MARK_ACTIVITIES, test.org_unit_id):
        return True
    if not access.units.get(Capability.MARK_OWN_ACTIVITIES):
        return False
    return test.responsible_id in access.positions or test.actions.filter(responsible__in=access.positions).exists()
