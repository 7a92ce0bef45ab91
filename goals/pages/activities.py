"""Hur gick det? The activities of a unit and year, those that nobody has marked first."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from goals.forms.activities import MarkForm
from goals.models import Activity
from goals.reach import unit_and_below
from goals.status import ACTIVITY_ICONS, activity_due, activity_responsible, asks_why, is_late, is_marked
from kommunrapport.dates import format_date
from kommunrapport.http import Lens
from kommunrapport.numbers import EN_DASH, count_word
from kommunrapport.organisation.access import access_of
from kommunrapport.organisation.labels import label_set
from kommunrapport.organisation.models import OrgUnit, Submission, User
from kommunrapport.organisation.period import FULL_YEAR
from kommunrapport.organisation.roles import Capability
from kommunrapport.organisation.submissions import REPORTING_KINDS, reporting_unit
from kommunrapport.reports.blocks import Status


@dataclass(frozen=True, slots=True)
class ActivityCard:
    """One activity. `form` is None for those who only read it, and while the year is locked."""

    activity: Activity
    status: Status
    detail: str
    is_late: bool
    is_marked: bool
    asks_why: bool
    form: MarkForm | None
    may_change: bool
    may_carry_over: bool

    @property
    def why_label(self) -> str:
        if self.activity.status == Activity.Status.CANCELLED:
            return "Varför blev det inte av?"
        return "Varför är den inte klar?"

    @property
    def continuation(self) -> Activity | None:
        """Next year's row, when it was carried over."""
        return next(iter(self.activity.carried_to.all()), None)


@dataclass(frozen=True, slots=True)
class ActivityPage:
    """Three lists: left to mark, marked, and what the user only reads.

    `is_every`: the user marks all of the unit, not only own ones. `last_day` is None when it has passed.
    """

    cards: tuple[ActivityCard, ...]
    is_every: bool
    last_day: datetime.date | None

    @property
    def own(self) -> tuple[ActivityCard, ...]:
        return tuple(card for card in self.cards if card.form)

    @property
    def left(self) -> tuple[ActivityCard, ...]:
        return tuple(card for card in self.own if not card.is_marked)

    @property
    def marked(self) -> tuple[ActivityCard, ...]:
        return tuple(card for card in self.own if card.is_marked)

    @property
    def others(self) -> tuple[ActivityCard, ...]:
        return tuple(card for card in self.cards if not card.form)

    @property
    def lead(self) -> str:
        """One sentence of state."""
        if not self.own:
            return _count(len(self.cards))
        if not self.left:
            return "Allt är markerat. Tack, du behöver inte göra mer nu."
        until = f", och du kan ändra till och med {format_date(self.last_day)}" if self.last_day else ""
        return f"Markera status för {_whose(len(self.own), self.is_every)}. Det sparas direkt{until}."

    def card(self, pk: int) -> ActivityCard:
        return next(card for card in self.cards if card.activity.pk == pk)


def _whose(count: int, is_every: bool) -> str:
    if count == 1:
        return "aktiviteten" if is_every else "din aktivitet"
    return f"{'enhetens' if is_every else 'dina'} {count_word(count)} aktiviteter"


def _count(count: int) -> str:
    if count == 1:
        return "En aktivitet."
    return f"{count_word(count).capitalize()} aktiviteter." if count else ""


def read_activity_page(
    user: User, lens: Lens, today: datetime.date, bound: MarkForm | None = None, answered: int | None = None
) -> ActivityPage:
    """Read the page; `bound` is a form that was refused, shown in place of its untouched sister.

    `answered` is the activity that was marked just now: what it asks then is asked, and not before.
    """
    reader = _Reader(user, lens, today, bound, answered)
    deadline = lens.occasion.unit_deadline if lens.occasion else None
    return ActivityPage(
        cards=tuple(reader.card(activity) for activity in _activities(user, lens)),
        is_every=access_of(user).may(Capability.MARK_ACTIVITIES, lens.org_unit.pk),
        last_day=deadline if deadline and deadline >= today else None,
    )


def _activities(user: User, lens: Lens) -> QuerySet[Activity]:
    """What the user reads of the unit and below, and the user's own wherever they are."""
    seen = Q(org_unit__in=_units_read(user, lens))
    own = Q(org_unit__in=access_of(user).readable_units, responsible__in=access_of(user).positions)
    found = Activity.objects.for_year(lens.year).filter(seen | own).distinct()
    related = found.select_related("org_unit__parent__parent", "goal", "directive")
    return related.prefetch_related("responsible", "carried_to")


def _units_read(user: User, lens: Lens) -> frozenset[int]:
    """Who oversees the unit sees it and its own parts, but no other nämnd under it."""
    below, readable = unit_and_below(lens.org_unit), access_of(user).readable_units
    if lens.org_unit.pk in readable:
        return below & readable
    parts = OrgUnit.objects.filter(pk__in=below).exclude(kind__in=REPORTING_KINDS).values_list("pk", flat=True)
    return frozenset({lens.org_unit.pk, *parts})


class _Reader:
    """What the cards of one page have in common, read once."""

    def __init__(
        self, user: User, lens: Lens, today: datetime.date, bound: MarkForm | None, answered: int | None
    ) -> None:
        self.lens, self.today, self.bound, self.answered = lens, today, bound, answered
        self.access = access_of(user)
        self.labels = label_set()
        markable = Activity.objects.for_year(lens.year).markable_by(user)
        self.markable = set(markable.values_list("pk", flat=True))
        closed = Submission.objects.closed().filter(occasion__year=lens.year, occasion__kind=FULL_YEAR)
        self.closed = set(closed.values_list("org_unit", flat=True))

    def card(self, activity: Activity) -> ActivityCard:
        is_open = reporting_unit(activity.org_unit).pk not in self.closed
        may_change = self.access.may(Capability.MARK_ACTIVITIES, activity.org_unit_id) and is_open
        status = Status(ACTIVITY_ICONS[activity.status], self.labels.text(f"activity.{activity.status}"))
        return ActivityCard(
            activity=activity,
            status=status,
            detail=self._detail(activity),
            is_late=is_late(activity, self.today),
            is_marked=is_marked(activity),
            asks_why=(is_marked(activity) or activity.pk == self.answered) and asks_why(activity, self.today),
            form=self._form(activity, is_open),
            may_change=may_change,
            may_carry_over=may_change and may_go_on(activity, self.today),
        )

    def _form(self, activity: Activity, is_open: bool) -> MarkForm | None:
        if self.bound is not None and self.bound.instance.pk == activity.pk:
            return self.bound  # shown even if a lock came meanwhile, so that what was written is not lost
        if not is_open or activity.pk not in self.markable:
            return None
        form = MarkForm(instance=activity, labels=self.labels)
        if activity.pk == self.answered:
            form.initial["status"] = activity.status
        return form

    def _detail(self, activity: Activity) -> str:
        """Unit, what it belongs to, when and who: "Mål 4.5 · skulle vara klart 31 oktober 2016"."""
        parts = [] if activity.org_unit_id == self.lens.org_unit.pk else [activity.org_unit.name]
        parts.append(f"Mål {activity.goal.number}" if activity.goal else str(activity.directive))
        parts += [text for text in (self._when(activity), self._who(activity)) if text]
        return " · ".join(parts)

    def _when(self, activity: Activity) -> str:
        due = activity_due(activity)
        if due == EN_DASH:
            return ""
        due = due[:1].lower() + due[1:]
        if is_late(activity, self.today):
            return f"skulle vara klart {due}"
        has_a_year = any(character.isdigit() for character in due)  # "löpande" is nothing to be finished by
        return f"klart {due}" if has_a_year else due

    def _who(self, activity: Activity) -> str:
        """Nothing where the user is alone about it."""
        alone = not activity.responsible_text and {p.pk for p in activity.responsible.all()} <= self.access.positions
        responsible = activity_responsible(activity)
        return "" if alone or responsible == EN_DASH else responsible


def may_go_on(activity: Activity, today: datetime.date) -> bool:
    """Not finished when the year is over, or said to go on, and not carried over already. Needs `carried_to`."""
    if activity.carried_to.all():
        return False
    unfinished = activity.status not in Activity.FINISHED and today.year > activity.year
    return unfinished or bool(activity.goes_on)
