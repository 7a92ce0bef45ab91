"""The register of directives, and the page of one."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.urls import reverse

from goals.forms.directives import DirectiveFilterForm, DirectiveFollowUpForm
from goals.models import Activity, Directive, DirectiveFollowUp
from goals.pages.activity_rows import ActivityRow, activity_row
from goals.reach import addressed_units, units_in_view
from goals.rights import may_write_about, units_seen_into
from goals.services.holding import lock_sentence
from goals.status import DIRECTIVE_ICONS, directive_is_late
from kommunrapport.http import Lens
from kommunrapport.numbers import count_word
from kommunrapport.organisation.access import access_of
from kommunrapport.organisation.labels import LabelSet, label_set
from kommunrapport.organisation.models import OrgUnit, User
from kommunrapport.organisation.roles import Capability
from kommunrapport.reports.blocks import Status

NOT_ANSWERED = Status("none", "Inte besvarat")


@dataclass(frozen=True, slots=True)
class Answer:
    """What one unit says of a directive. `follow_up` is None until it has said something."""

    org_unit: OrgUnit
    follow_up: DirectiveFollowUp | None
    status: Status


@dataclass(frozen=True, slots=True)
class DirectiveRow:
    """One directive. `answers` are those of the units that stand behind the lens and that the user sees into."""

    directive: Directive
    url: str
    answers: tuple[Answer, ...]
    is_late: bool

    @property
    def addressees(self) -> str:
        """The names; needs `addressed_units` prefetched."""
        if self.directive.addresses_all:
            return "Alla nämnder"
        return ", ".join(unit.name for unit in self.directive.addressed_units.all()) or "–"


@dataclass(frozen=True, slots=True)
class Register:
    """The whole list. `total` counts before the filter."""

    lead: str
    rows: tuple[DirectiveRow, ...]
    total: int


@dataclass(frozen=True, slots=True)
class DirectivePage:
    """One directive through one unit. `form` is None for those who only read, and while it is locked."""

    row: DirectiveRow
    own: Answer | None
    others: tuple[Answer, ...]
    form: DirectiveFollowUpForm | None
    lock: str
    may_close: bool
    activities: tuple[ActivityRow, ...]


def directives_to_open(lens: Lens) -> models.QuerySet[Directive]:
    """The directives of the year to the unit, to those under it, and to its nämnd."""
    found = Directive.objects.valid_in(lens.year).concerning_any(units_in_view(lens.org_unit))
    return found.prefetch_related("addressed_units__parent__parent")


def read_register(user: User, lens: Lens, chosen: dict[str, Any], today: datetime.date) -> Register:
    """`chosen` is what `DirectiveFilterForm` understood."""
    every = list(directives_to_open(lens))
    rows = _rows(every, user, lens, today)
    return Register(_lead(rows), tuple(_kept(rows, chosen)), len(rows))


def _rows(directives: Sequence[Directive], user: User, lens: Lens, today: datetime.date) -> list[DirectiveRow]:
    labels = label_set()
    asked = addressed_units(directives, lens.year)
    behind = units_in_view(lens.org_unit)
    units = {unit for units in asked.values() for unit in units if unit.pk in behind}
    seen = units_seen_into(user, units, lens.required_occasion)
    said = _said(directives, lens, seen)
    return [
        DirectiveRow(
            directive=d,
            url=reverse("goals:directive_detail", args=[lens.year, lens.org_unit.slug, d.pk]),
            answers=tuple(_answer(unit, said[d.pk].get(unit.pk), labels) for unit in asked[d.pk] if unit.pk in seen),
            is_late=directive_is_late(d, today),
        )
        for d in directives
    ]


def _said(
    directives: Sequence[Directive], lens: Lens, units: Collection[int]
) -> dict[int, dict[int, DirectiveFollowUp]]:
    said: dict[int, dict[int, DirectiveFollowUp]] = defaultdict(dict)
    found = DirectiveFollowUp.objects.filter(occasion=lens.occasion, org_unit__in=units)
    for follow_up in found.filter(directive__in=[d.pk for d in directives]):
        said[follow_up.directive_id][follow_up.org_unit_id] = follow_up
    return said


def _answer(unit: OrgUnit, follow_up: DirectiveFollowUp | None, labels: LabelSet) -> Answer:
    if follow_up is None or not follow_up.status:
        return Answer(unit, follow_up, NOT_ANSWERED)
    status = Status(DIRECTIVE_ICONS[follow_up.status], labels.text(f"directive.{follow_up.status}"))
    return Answer(unit, follow_up, status)


def _kept(rows: list[DirectiveRow], chosen: dict[str, Any]) -> list[DirectiveRow]:
    if kind := chosen.get("slag"):
        rows = [row for row in rows if row.directive.kind == kind]
    match chosen.get("visa"):
        case DirectiveFilterForm.OPEN:
            return [row for row in rows if row.directive.closed_on is None]
        case DirectiveFilterForm.CLOSED:
            return [row for row in rows if row.directive.closed_on]
        case DirectiveFilterForm.LATE:
            return [row for row in rows if row.is_late]
    return rows


def _lead(rows: list[DirectiveRow]) -> str:
    if not rows:
        return ""
    late, closed = sum(row.is_late for row in rows), sum(row.directive.closed_on is not None for row in rows)
    things = "direktiv eller uppdrag" if len(rows) == 1 else "direktiv, uppdrag och prioriteringar"
    lead = f"{_number(len(rows))} {things}."
    if closed:
        lead += f" {_number(closed)} är avslutat." if closed == 1 else f" {_number(closed)} är avslutade."
    return f"{lead} {_number(late)} skulle ha återrapporterats." if late else lead


def _number(count: int) -> str:
    return count_word(count, neuter=True).capitalize()


def read_directive_page(
    user: User, lens: Lens, directive: Directive, today: datetime.date, bound: DirectiveFollowUpForm | None = None
) -> DirectivePage:
    """`bound` is a form that was refused, shown in place of its untouched sister."""
    row = _rows([directive], user, lens, today)[0]
    own = next((answer for answer in row.answers if answer.org_unit == lens.org_unit), None)
    lock = lock_sentence(lens.org_unit, lens.required_occasion, directive) if own else ""
    form = bound
    if form is None and own and not lock and may_answer(user, lens, directive):
        form = DirectiveFollowUpForm(instance=own.follow_up or unanswered(lens, directive))
    return DirectivePage(
        row=row,
        own=own,
        others=tuple(answer for answer in row.answers if answer is not own),
        form=form,
        lock=lock,
        may_close=may_close(user, lens, directive),
        activities=_activities(user, lens, directive, today),
    )


def unanswered(lens: Lens, directive: Directive) -> DirectiveFollowUp:
    """The row behind a follow-up that nobody has begun."""
    return DirectiveFollowUp(directive=directive, org_unit=lens.org_unit, occasion=lens.required_occasion)


def may_answer(user: User, lens: Lens, directive: Directive) -> bool:
    """The directive is addressed to the lens' unit, and the user writes for it."""
    asked = addressed_units([directive], lens.year)[directive.pk]
    return lens.org_unit in asked and may_write_about(user, directive, lens.org_unit, lens.required_occasion)


def may_close(user: User, lens: Lens, directive: Directive) -> bool:
    """Who keeps the papers of a unit that the directive is addressed to registers the decision."""
    asked = addressed_units([directive], lens.year)[directive.pk]
    access = access_of(user)
    return any(access.may(Capability.LOCK, unit.pk) for unit in asked)


def _activities(user: User, lens: Lens, directive: Directive, today: datetime.date) -> tuple[ActivityRow, ...]:
    labels = label_set()
    found = Activity.objects.for_year(lens.year).readable_by(user).filter(directive=directive)
    return tuple(activity_row(a, labels, today) for a in found.prefetch_related("responsible"))
