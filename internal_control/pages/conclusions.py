"""The overall assessment of a year, with the figures behind it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.utils import timezone

from internal_control.action_status import action_is_late
from internal_control.locks import read_locks
from internal_control.models import ControlConclusion, ImprovementAction, PlannedControl
from internal_control.pages.results import read_in_plans
from internal_control.reach import units_read
from internal_control.seeing import actions_seen, controls_seen
from internal_control.status import verdict_status
from kommunrapport.dates import format_date
from kommunrapport.http import Lens
from kommunrapport.organisation.access import access_of
from kommunrapport.organisation.models import OrgUnit, User
from kommunrapport.organisation.roles import Capability
from kommunrapport.organisation.submissions import reporting_unit
from kommunrapport.reports.blocks import Status

Outcome = PlannedControl.Outcome


@dataclass(frozen=True, slots=True)
class ConclusionFacts:
    """Counts of the unit's year and of the units below it, among what the user sees."""

    planned: int
    performed: int
    minor: int
    serious: int
    not_performed: int
    unreported: int
    open_actions: int
    late_actions: int

    @property
    def listed(self) -> list[tuple[str, str]]:
        """What is counted and how many, in the order of the page; what nobody has reported only where there is some."""
        left = [("Utan resultat", str(self.unreported))] if self.unreported else []
        return [
            ("Gjorda kontroller", f"{self.performed} av {self.planned}"),
            ("Mindre avvikelser", str(self.minor)),
            ("Allvarliga avvikelser", str(self.serious)),
            ("Blev inte gjorda", str(self.not_performed)),
            *left,
            ("Öppna åtgärder", str(self.open_actions)),
            ("Försenade åtgärder", str(self.late_actions)),
        ]


@dataclass(frozen=True, slots=True)
class ConclusionPage:
    """`stored` is None while nothing is said, and for who oversees the unit until it is sent.

    For who only reads a part of a nämnd it is what the nämnd has sent.
    """

    facts: ConclusionFacts
    stored: ControlConclusion | None
    lock: str
    may_write: bool
    may_send: bool

    @property
    def is_sent(self) -> bool:
        return self.stored is not None and self.stored.sent_at is not None

    @property
    def verdict(self) -> Status | None:
        return verdict_status(self.stored) if self.stored else None

    @property
    def sent(self) -> str:
        """ "Översänd 2 februari 2026 av Kim Kansli." """
        if self.stored is None or self.stored.sent_at is None:
            return ""
        return f"Översänd {format_date(timezone.localdate(self.stored.sent_at))} av {self.stored.sent_by}."


def conclusion_of(lens: Lens) -> ControlConclusion | None:
    return _stored(lens.org_unit, lens)


def _stored(org_unit: OrgUnit, lens: Lens) -> ControlConclusion | None:
    found = ControlConclusion.objects.filter(org_unit=org_unit, year=lens.year)
    return found.select_related("org_unit", "sent_by").first()


def read_conclusion_page(user: User, lens: Lens, today: datetime.date) -> ConclusionPage:
    access, unit = access_of(user), lens.org_unit
    lock = read_locks(lens.year).sentence(unit)
    stored = conclusion_of(lens)
    may_write = access.may(Capability.MANAGE_CONTROLS, unit.pk)
    if stored is None and not may_write:
        stored = _stored(reporting_unit(unit), lens)
    is_own = stored is not None and stored.org_unit_id == unit.pk and access.may(Capability.READ, unit.pk)
    if stored is not None and stored.sent_at is None and not is_own:
        stored = None  # a draft stays with its nämnd
    return ConclusionPage(
        facts=read_facts(user, lens, today),
        stored=stored,
        lock=lock,
        may_write=may_write and not lock,
        may_send=access.may(Capability.LOCK, unit.pk) and (stored is None or stored.org_unit_id == unit.pk),
    )


def read_facts(user: User, lens: Lens, today: datetime.date) -> ConclusionFacts:
    units = units_read(user, lens)
    planned = controls_seen(PlannedControl.objects.for_year(lens.year).filter(read_in_plans(user, lens)), user)
    outcomes = list(planned.values_list("outcome", flat=True))
    found = actions_seen(ImprovementAction.objects.open_in(lens.year).filter(org_unit__in=units), user)
    actions = [action for action in found if not action.is_closed]
    return ConclusionFacts(
        planned=len(outcomes),
        performed=sum(outcome in PlannedControl.PERFORMED for outcome in outcomes),
        minor=outcomes.count(Outcome.MINOR),
        serious=outcomes.count(Outcome.SERIOUS),
        not_performed=outcomes.count(Outcome.NOT_PERFORMED),
        unreported=outcomes.count(""),
        open_actions=len(actions),
        late_actions=sum(action_is_late(action, today) for action in actions),
    )
