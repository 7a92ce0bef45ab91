"""All forecasts of a year: a chart and a table of how the thought of the year has changed."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.http import QueryDict

from budget.amounts_read import LAST_MONTH
from budget.figures import AreaRowKind, Statement
from budget.models import ForecastRound
from budget.money import UNIT_PARAMETER, MoneyUnit, money_unit
from budget.pages.area_lines import AreaLine, area_line
from budget.pages.choices import GROUPING_PARAMETER, Choice, grouping_choices, unit_choices
from budget.pages.forecast_entry import balance_sentence
from budget.placing import read_places
from budget.rounds import RoundTrees, read_rounds, rounds_of
from budget.units import units_around
from kommunrapport.dates import format_date, format_day
from kommunrapport.http import Lens
from kommunrapport.reports.blocks import Chart, ChartPoint


@dataclass(frozen=True, slots=True)
class RoundLine:
    """A round in the list."""

    forecast_round: ForecastRound
    state: str
    is_open: bool
    total: str
    variance: str
    covered: str


@dataclass(frozen=True, slots=True)
class ForecastHistory:
    """Everything the page shows; without rounds it is empty."""

    lead: str
    rounds: tuple[RoundLine, ...]
    chart: Chart | None
    columns: tuple[str, ...]
    rows: tuple[AreaLine, ...]
    money: MoneyUnit
    groupings: tuple[Choice, ...]
    units: tuple[Choice, ...]
    is_whole: bool

    @property
    def latest(self) -> RoundLine | None:
        return self.rounds[-1] if self.rounds else None


def read_history(lens: Lens, query: QueryDict, today: datetime.date) -> ForecastHistory:
    """The same queries for any number of rounds and areas."""
    rounds = rounds_of(lens.org_unit, int(lens.year))
    money = money_unit(query.get(UNIT_PARAMETER, ""))
    if not rounds:
        lead = f"Ingen prognos är gjord för {lens.year}."
        return ForecastHistory(lead, (), None, (), (), money, (), (), is_whole=True)
    places = read_places(rounds[-1].org_unit, int(lens.year))
    grouping = places.grouping(query.get(GROUPING_PARAMETER, ""))
    statement, trees = read_rounds(rounds, lens.year, grouping)
    money = money.fitting(amount for found in trees for amount in (f.amount for f in found.stored.values()))
    is_whole = rounds[-1].org_unit_id in units_around(lens.org_unit).within
    return ForecastHistory(
        lead=_lead(trees, money, rounds[-1], is_whole=is_whole),
        rounds=tuple(_line(found, money, today) for found in trees),
        chart=_chart(trees, statement, money) if is_whole else None,
        columns=tuple(f"Prognos {format_date(made.as_of)}" for made in rounds),
        rows=tuple(_rows(trees, statement, money)) if is_whole else (),
        money=money,
        groupings=grouping_choices(query, places.trees, grouping),
        units=unit_choices(query, money),
        is_whole=is_whole,
    )


def _lead(trees: Sequence[RoundTrees], money: MoneyUnit, latest: ForecastRound, *, is_whole: bool) -> str:
    day = format_date(latest.as_of)
    if not is_whole:
        return f"Den senaste prognosen är gjord per {day}."
    if trees[-1].variance is None:
        return f"Prognosen per {day} är inte ifylld ännu."
    return balance_sentence(trees[-1], money, f"Prognosen per {day}")


def _line(trees: RoundTrees, money: MoneyUnit, today: datetime.date) -> RoundLine:
    made = trees.forecast_round
    covered, count = trees.covered
    return RoundLine(
        forecast_round=made,
        state=_state(made, today),
        is_open=made.is_open(today),
        total=money.shown(trees.expected),
        variance=money.shown(trees.variance, plus=True),
        covered=f"{covered} av {count}",
    )


def _state(made: ForecastRound, today: datetime.date) -> str:
    if made.is_open(today):
        return f"Öppen till {format_day(made.cut_off)}" if made.cut_off else "Öppen"
    return "Låst"


def _chart(trees: Sequence[RoundTrees], statement: Statement, money: MoneyUnit) -> Chart | None:
    """The total of each round, and the year's outcome when all of it is booked; the budget is the line to hold."""
    points = [(format_day(t.forecast_round.as_of), t.expected) for t in trees]
    if statement.total.outcome is not None and statement.booked_through in (None, LAST_MONTH):
        points.append(("Utfall", statement.total.outcome))
    known = [amount for _, amount in points if amount is not None]
    if not known:
        return None
    budget = statement.total.budget
    return Chart(
        title=f"Nettokostnad för året enligt varje prognos, {money.slug}",
        points=tuple(ChartPoint(label, _scaled(amount, money), money.shown(amount)) for label, amount in points),
        target=_scaled(budget, money),
        target_label=f"Budget {money.shown(budget)}" if budget is not None else "",
    )


def _scaled(amount: Decimal | None, money: MoneyUnit) -> Decimal | None:
    return None if amount is None else amount / money.factor


def _rows(trees: Sequence[RoundTrees], statement: Statement, money: MoneyUnit) -> list[AreaLine]:
    """Budget, each round and the outcome, for every area and sum; a leaf with its part of the adjustments."""
    nodes = [{node.area.pk: node for node in found.nodes} for found in trees]
    rows = []
    for row in statement.rows:
        if row.kind in (AreaRowKind.ADJUSTMENT, AreaRowKind.OWN):
            continue
        if row.area is None:
            forecasts = [made.expected for made in trees]
        else:
            found = [by_area[row.area.pk] for by_area in nodes]
            forecasts = [node.figures.forecast for node in found]
        amounts = (row.figures.budget, *forecasts, row.figures.outcome)
        rows.append(area_line(row, map(money.shown, amounts)))
    return rows
