"""Hur gick det? The controls of a unit and year, the user's own first and of those the ones without a result."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from internal_control.forms.results import ResultForm
from internal_control.in_view import works_here
from internal_control.locks import read_locks
from internal_control.models import ImprovementAction, PlannedControl
from internal_control.pages.links import page_url
from internal_control.pages.result_rows import ResultRow, result_row
from internal_control.reach import units_read
from internal_control.seeing import actions_seen, controls_seen
from internal_control.status import method_words
from kommunrapport.dates import format_date
from kommunrapport.http import Lens
from kommunrapport.numbers import count_word
from kommunrapport.organisation.access import access_of
from kommunrapport.organisation.models import User
from kommunrapport.organisation.roles import Capability

BETWEEN = " · "


@dataclass(frozen=True, slots=True)
class ControlCard:
    """One control. `form` is None for those who only read it, and while the year is locked.

    `is_asking`: it was tapped just now, so what belongs to the outcome is open to write.
    """

    row: ResultRow
    detail: str
    form: ResultForm | None
    actions: tuple[ImprovementAction, ...]
    add_url: str
    follow_up_url: str
    is_asking: bool

    @property
    def planned(self) -> PlannedControl:
        return self.row.planned

    @property
    def summary(self) -> str:
        """What was said besides the outcome: "Gjord 3 mars 2025 · 2 fel av 30 granskade · Avtal saknas."."""
        done = f"Gjord {format_date(self.planned.performed_on)}" if self.planned.performed_on else ""
        return BETWEEN.join(part for part in (done, self.row.errors, self.row.said) if part)

    @property
    def is_performed(self) -> bool:
        """What is asked is about a control that was made."""
        return self.form is not None and self.form.asked in PlannedControl.PERFORMED


@dataclass(frozen=True, slots=True)
class ControlPage:
    """Three lists: left to report, reported, and what the user only reads.

    `is_every`: the user reports all of the unit, not only own ones. `last_day` is None when it has passed.
    """

    cards: tuple[ControlCard, ...]
    is_every: bool
    last_day: datetime.date | None
    lock: str

    @property
    def own(self) -> tuple[ControlCard, ...]:
        return tuple(card for card in self.cards if card.form)

    @property
    def left(self) -> tuple[ControlCard, ...]:
        return tuple(card for card in self.own if not card.planned.outcome)

    @property
    def marked(self) -> tuple[ControlCard, ...]:
        return tuple(card for card in self.own if card.planned.outcome)

    @property
    def others(self) -> tuple[ControlCard, ...]:
        return tuple(card for card in self.cards if not card.form)

    @property
    def has_draft(self) -> bool:
        return any(not card.planned.plan.is_decided for card in self.cards)

    @property
    def lead(self) -> str:
        """One sentence of state."""
        if not self.own:
            return _count(len(self.cards))
        if not self.left:
            return "Alla har ett resultat. Tack, du behöver inte göra mer nu."
        until = f", och du kan ändra till och med {format_date(self.last_day)}" if self.last_day else ""
        return f"Berätta hur det gick med {_whose(len(self.own), self.is_every)}. Det sparas direkt{until}."

    def card(self, pk: int) -> ControlCard:
        return next(card for card in self.cards if card.planned.pk == pk)


def _whose(count: int, is_every: bool) -> str:
    if count == 1:
        return "kontrollen" if is_every else "din kontroll"
    return f"{'enhetens' if is_every else 'dina'} {count_word(count)} kontroller"


def _count(count: int) -> str:
    if count == 1:
        return "En kontroll."
    return f"{count_word(count).capitalize()} kontroller." if count else ""


def read_control_page(
    user: User, lens: Lens, today: datetime.date, bound: ResultForm | None = None, answered: int | None = None
) -> ControlPage:
    """Read the page; `bound` is a form that was refused, shown in place of its untouched sister.

    `answered` is the control that was reported just now.
    """
    controls = list(_controls(user, lens))
    reader = _Reader(user, lens, controls, bound, answered)
    deadline = lens.occasion.unit_deadline if lens.occasion else None
    return ControlPage(
        cards=tuple(reader.card(planned, today) for planned in controls),
        is_every=access_of(user).may(Capability.MARK_ACTIVITIES, lens.org_unit.pk),
        last_day=deadline if deadline and deadline >= today else None,
        lock=reader.locks.sentence(lens.org_unit),
    )


def read_in_plans(user: User, lens: Lens) -> Q:
    """Planned controls of the unit and below; for who oversees them those of plans that were sent."""
    seen = Q(plan__org_unit__in=units_read(user, lens))
    return seen if works_here(lens, user) else seen & Q(plan__sent_at__isnull=False)


def _controls(user: User, lens: Lens) -> QuerySet[PlannedControl]:
    """What the user reads of the unit and below, and the user's own wherever they are."""
    seen = read_in_plans(user, lens)
    own = Q(control_test__responsible__in=access_of(user).positions)
    found = controls_seen(PlannedControl.objects.for_year(lens.year).filter(seen | own), user)
    return found.select_related("plan__org_unit__parent__parent", "control_test__risk", "control_test__responsible")


class _Reader:
    """What the cards of one page have in common, read once."""

    def __init__(
        self,
        user: User,
        lens: Lens,
        controls: Iterable[PlannedControl],
        bound: ResultForm | None,
        answered: int | None,
    ) -> None:
        self.lens, self.bound, self.answered = lens, bound, answered
        self.access = access_of(user)
        self.locks = read_locks(lens.year)
        self.may_add = self.access.units.get(Capability.MANAGE_CONTROLS, frozenset())
        self.is_manager = bool(self.access.units.get(Capability.MARK_OWN_ACTIVITIES))
        reportable = PlannedControl.objects.for_year(lens.year).markable_by(user)
        self.reportable = set(reportable.values_list("pk", flat=True))
        tests = [planned.control_test_id for planned in controls]
        actions = actions_seen(ImprovementAction.objects.open_in(lens.year).filter(control_test__in=tests), user)
        self.actions: dict[int | None, list[ImprovementAction]] = defaultdict(list)
        for action in actions:
            self.actions[action.control_test_id].append(action)

    def card(self, planned: PlannedControl, today: datetime.date) -> ControlCard:
        test, row = planned.control_test, result_row(planned, today)
        actions = tuple(self.actions[test.pk])
        is_open = not self.locks.is_closed(planned.plan.org_unit)
        follows = any(action.year < self.lens.year for action in actions)
        return ControlCard(
            row=row,
            detail=self._detail(row),
            form=self._form(planned, is_open),
            actions=actions,
            add_url=self._add_url(planned) if is_open and planned.deviates else "",
            follow_up_url=page_url(self.lens, "follow_up", test.pk) if follows else "",
            is_asking=planned.pk == self.answered,
        )

    def _form(self, planned: PlannedControl, is_open: bool) -> ResultForm | None:
        if self.bound is not None and self.bound.instance.pk == planned.pk:
            return self.bound  # shown even if a lock came meanwhile, so that what was written is not lost
        if not is_open or planned.pk not in self.reportable:
            return None
        return ResultForm(instance=planned)

    def _add_url(self, planned: PlannedControl) -> str:
        """Who manages the controls, or is responsible for this one, says what is to be done about it."""
        test = planned.control_test
        is_own = self.is_manager and test.responsible_id in self.access.positions
        if test.org_unit_id not in self.may_add and not is_own:
            return ""
        return f"{page_url(self.lens, 'action_create')}?kontroll={test.pk}"

    def _detail(self, row: ResultRow) -> str:
        """Unit, area, method, when and who: "Ekonomi · Stickprov, 30 fakturor · skulle vara klar 31 maj 2025"."""
        unit = row.planned.plan.org_unit
        is_alone = row.test.responsible_id in self.access.positions
        parts = [
            "" if unit.pk == self.lens.org_unit.pk else unit.name,
            row.test.area,
            method_words(row.test),
            _when(row),
            "" if is_alone else row.responsible,
        ]
        return BETWEEN.join(part for part in parts if part)


def _when(row: ResultRow) -> str:
    """As it was written, or the date: "mars–maj", "klar senast 31 maj 2025"."""
    if not row.due:
        return ""
    due = row.due[:1].lower() + row.due[1:]
    if row.is_late:
        return f"skulle vara klar {due}"
    return due if row.planned.due_text else f"klar senast {due}"
