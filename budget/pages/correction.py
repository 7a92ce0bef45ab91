"""Åtgärdsplan: what is done to come back into balance, what it gives, and how it goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.http import QueryDict

from budget.area_figures import total_of
from budget.balance import Balance, read_balance
from budget.models import CorrectionAction, CorrectionFollowUp, ForecastRound
from budget.money import UNIT_PARAMETER, MoneyUnit, money_unit
from budget.pages.choices import Choice, unit_choices
from budget.units import units_around
from kommunrapport.dates import format_date
from kommunrapport.http import Lens
from kommunrapport.numbers import EN_DASH

ICONS = {"planned": "none", "ongoing": "doing", "done": "good", "dropped": "bad"}


@dataclass(frozen=True, slots=True)
class ActionRow:
    """An action with its follow-ups, the latest round first."""

    action: CorrectionAction
    this_year: str
    full_year: str
    follow_ups: tuple[CorrectionFollowUp, ...]
    latest: ForecastRound | None
    money: MoneyUnit

    @property
    def icon(self) -> str:
        return ICONS[self.action.status]

    @property
    def is_followed_up(self) -> bool:
        """Whether something is said at the latest round."""
        return any(said.forecast_round_id == self.latest.pk for said in self.follow_ups) if self.latest else True

    @property
    def said(self) -> list[tuple[str, str, str]]:
        """(day of the forecast, what was said, effect so far)"""
        return [
            (format_date(f.forecast_round.as_of), f.text, self.money.shown(f.effect) if f.effect is not None else "")
            for f in self.follow_ups
        ]


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything the page shows."""

    balance: Balance
    rows: tuple[ActionRow, ...]
    money: MoneyUnit
    units: tuple[Choice, ...]

    @property
    def effect(self) -> Decimal:
        """What the actions give this year; those that did not come off give nothing."""
        counted = (r.action for r in self.rows if r.action.status != CorrectionAction.Status.DROPPED)
        return sum((action.effect_this_year for action in counted), Decimal(0))

    @property
    def full_year_effect(self) -> Decimal | None:
        """None where no action says what it gives."""
        counted = (r.action for r in self.rows if r.action.status != CorrectionAction.Status.DROPPED)
        return total_of(action.effect_full_year for action in counted)

    @property
    def sums(self) -> tuple[str, str]:
        return self.money.shown(self.effect), self.money.shown(self.full_year_effect)

    @property
    def left(self) -> Decimal | None:
        """What of the deficit no action covers, 0 when all is; None without a deficit."""
        return None if self.balance.deficit is None else max(self.balance.deficit - self.effect, Decimal(0))

    @property
    def facts(self) -> list[tuple[str, str]]:
        """(what, amount) of the deficit, the effect and what is left; nothing without a deficit."""
        if self.balance.deficit is None or self.left is None:
            return []
        amounts = [("Underskott", self.balance.deficit), ("Åtgärderna ger i år", self.effect), ("Återstår", self.left)]
        return [(what, self.money.shown(amount)) for what, amount in amounts]

    @property
    def is_open(self) -> bool:
        """The plan is there for as long as the latest forecast shows a deficit."""
        return self.balance.deficit is not None

    @property
    def lead(self) -> str:
        latest = self.balance.latest
        if latest is None:
            return "Planen öppnas när en prognos visar ett underskott. Ingen prognos är gjord ännu."
        day = format_date(latest.as_of)
        if self.balance.deficit is None or self.left is None:
            return f"Prognosen per {day} visar inget underskott."
        start = f"Prognosen per {day} visar ett underskott på {self.money.with_name(self.balance.deficit)}."
        if not self.rows:
            return f"{start} Ingen åtgärd är beslutad ännu."
        end = f"{self.money.with_name(self.left)} återstår." if self.left else "Åtgärderna täcker underskottet."
        return f"{start} {end}"


def read_plan(lens: Lens, query: QueryDict) -> Plan:
    """The plan of the unit and of those below it: the same queries for any number of actions."""
    balance = read_balance(lens.org_unit, lens.year)
    actions = (
        CorrectionAction.objects.filter(org_unit__in=units_around(lens.org_unit).within, year=int(lens.year))
        .select_related("area", "responsible", "org_unit")
        .prefetch_related("follow_ups__forecast_round")
    )
    found = list(actions)
    amounts = [amount for a in found for amount in (a.effect_this_year, a.effect_full_year)]
    money = money_unit(query.get(UNIT_PARAMETER, "")).fitting([*amounts, balance.deficit])
    return Plan(balance, tuple(_rows(found, balance, money)), money, unit_choices(query, money))


def _rows(actions: Sequence[CorrectionAction], balance: Balance, money: MoneyUnit) -> list[ActionRow]:
    return [
        ActionRow(
            action=action,
            this_year=money.shown(action.effect_this_year),
            full_year=money.shown(action.effect_full_year) if action.effect_full_year is not None else EN_DASH,
            follow_ups=tuple(sorted(action.follow_ups.all(), key=lambda f: f.forecast_round.as_of, reverse=True)),
            latest=balance.latest,
            money=money,
        )
        for action in actions
    ]
