"""Förbättringsåtgärder: those of a unit that are open in a year, whatever year they came from."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from internal_control.forms.actions import MarkActionForm
from internal_control.locks import read_locks
from internal_control.models import ImprovementAction
from internal_control.pages.action_rows import ActionRow, action_row
from internal_control.pages.links import page_url
from internal_control.reach import units_read
from internal_control.seeing import actions_seen
from kommunrapport.http import Lens
from kommunrapport.numbers import count_word
from kommunrapport.organisation.access import Access, access_of
from kommunrapport.organisation.labels import label_set
from kommunrapport.organisation.models import User
from kommunrapport.organisation.roles import Capability


def read_actions(user: User, lens: Lens, today: datetime.date) -> tuple[ActionRow, ...]:
    """What the user sees of the unit's actions that are open in the year, with the address of each."""
    return tuple(card.row for card in read_action_page(user, lens, today).cards)


@dataclass(frozen=True, slots=True)
class ActionCard:
    """One action. `form` is None for those who only read it, and while the year is locked.

    `is_asking`: it was tapped just now, so what belongs to it is open to write.
    """

    row: ActionRow
    unit: str
    form: MarkActionForm | None
    is_asking: bool
    may_change: bool
    follow_up_url: str

    @property
    def action(self) -> ImprovementAction:
        return self.row.action

    @property
    def detail(self) -> str:
        """The control it came from, and all that the row says."""
        parts = [f"{text}." for text in (self.unit, self.row.control) if text]
        return " ".join([*parts, self.row.detail]).strip()

    @property
    def asks_time(self) -> bool:
        """It is late, or has got a new time before."""
        return self.row.is_late or bool(self.action.new_due_text and not self.action.is_closed)


@dataclass(frozen=True, slots=True)
class ActionPage:
    """`own` are those that the user marks. `is_every`: all of the unit, not only the user's own."""

    cards: tuple[ActionCard, ...]
    is_every: bool
    shows_all: bool
    lock: str

    @property
    def own(self) -> tuple[ActionCard, ...]:
        return tuple(card for card in self.cards if card.form)

    @property
    def others(self) -> tuple[ActionCard, ...]:
        return tuple(card for card in self.cards if not card.form)

    @property
    def closed(self) -> tuple[ActionCard, ...]:
        return tuple(card for card in self.own if card.action.is_closed)

    @property
    def listed(self) -> tuple[ActionCard, ...]:
        """Of those the user marks what the filter lets through."""
        return self._through(self.own)

    @property
    def listed_others(self) -> tuple[ActionCard, ...]:
        return self._through(self.others)

    def _through(self, cards: Iterable[ActionCard]) -> tuple[ActionCard, ...]:
        return tuple(card for card in cards if self.shows_all or card.is_asking or not card.action.is_closed)

    @property
    def lead(self) -> str:
        """One sentence of state."""
        late = sum(card.row.is_late for card in self.cards)
        left = sum(not card.action.is_closed for card in self.cards)
        if not self.cards:
            return ""
        if not left:
            return "Alla åtgärder är avslutade."
        things = "En åtgärd är öppen" if left == 1 else f"{count_word(left).capitalize()} åtgärder är öppna"
        return f"{things}, {'ingen' if not late else count_word(late)} är sen{'a' if late > 1 else ''}."

    def card(self, pk: int) -> ActionCard:
        return next(card for card in self.cards if card.action.pk == pk)


def read_action_page(
    user: User,
    lens: Lens,
    today: datetime.date,
    bound: MarkActionForm | None = None,
    answered: int | None = None,
    shows_all: bool = False,
) -> ActionPage:
    """Read the page; `bound` and `answered` as in `read_control_page`."""
    reader = _Reader(user, lens, today, bound, answered)
    cards = sorted((reader.card(action) for action in _actions(user, lens)), key=lambda card: card.row.order)
    is_every = reader.access.may(Capability.MARK_ACTIVITIES, lens.org_unit.pk)
    lock = reader.locks.sentence(lens.org_unit)
    return ActionPage(cards=tuple(cards), is_every=is_every, shows_all=shows_all, lock=lock)


def _actions(user: User, lens: Lens) -> QuerySet[ImprovementAction]:
    """What the user reads of the unit and below, and the user's own wherever they are."""
    positions = access_of(user).positions
    own = Q(responsible__in=positions) | Q(control_test__responsible__in=positions)
    seen = ImprovementAction.objects.open_in(lens.year).filter(Q(org_unit__in=units_read(user, lens)) | own)
    related = ("org_unit__parent__parent", "responsible", "risk", "control_test__risk")
    return actions_seen(seen, user).select_related(*related)


class _Reader:
    """What the cards of one page have in common, read once."""

    def __init__(
        self, user: User, lens: Lens, today: datetime.date, bound: MarkActionForm | None, answered: int | None
    ) -> None:
        self.lens, self.today, self.bound, self.answered = lens, today, bound, answered
        self.access = access_of(user)
        self.labels = label_set()
        self.locks = read_locks(lens.year)
        actions = ImprovementAction.objects.open_in(lens.year)
        self.markable = set(actions.markable_by(user).values_list("pk", flat=True))
        self.changeable = set(actions.changeable_by(user).values_list("pk", flat=True))

    def card(self, action: ImprovementAction) -> ActionCard:
        is_open = not self.locks.is_closed(action.org_unit)
        may_change = is_open and action.pk in self.changeable
        listed = f"{page_url(self.lens, 'action_list')}#atgard-{action.pk}"
        url = page_url(self.lens, "action_detail", action.pk) if may_change else listed
        control = sees_control(self.access, action)
        follows = control and action.control_test_id and action.year < self.lens.year
        return ActionCard(
            row=action_row(action, self.lens.year, self.today, self.labels, control, url),
            unit="" if action.org_unit_id == self.lens.org_unit.pk else action.org_unit.name,
            form=self._form(action, is_open),
            is_asking=action.pk == self.answered,
            may_change=may_change,
            follow_up_url=page_url(self.lens, "follow_up", action.control_test_id) if follows else "",
        )

    def _form(self, action: ImprovementAction, is_open: bool) -> MarkActionForm | None:
        if self.bound is not None and self.bound.instance.pk == action.pk:
            return self.bound  # shown even if a lock came meanwhile, so that what was written is not lost
        if not is_open or action.pk not in self.markable:
            return None
        return MarkActionForm(instance=action, labels=self.labels)


def sees_control(access: Access, action: ImprovementAction) -> bool:
    """Who is responsible for an action alone does not see a confidential control behind it."""
    test = action.control_test
    if test is None or not test.is_hidden:
        return True
    return access.may(Capability.MANAGE_CONTROLS, test.org_unit_id) or test.responsible_id in access.positions
