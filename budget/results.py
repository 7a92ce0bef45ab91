"""What the unit was given beside what it cost: the frame, and the result with and without what disturbs comparison."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from decimal import Decimal

from budget.area_figures import AreaFigures, total_of
from budget.figures import Statement
from budget.models import Appropriation, ComparabilityItem
from budget.units import units_around
from kommunrapport.organisation.models import OrgUnit


@dataclass(frozen=True, slots=True)
class Item:
    """A post that disturbs comparison, as part of the outcome of this year and the last. Ledger sign."""

    name: str
    outcome: Decimal | None
    outcome_last_year: Decimal | None


@dataclass(frozen=True, slots=True)
class Result:
    """In ledger sign like everything else, so that a surplus is negative, and its variance positive when better.

    `without_items` is None when there are no items.
    """

    frame: AreaFigures
    result: AreaFigures
    items: tuple[Item, ...]
    without_items: AreaFigures | None


def read_result(statement: Statement, org_unit: OrgUnit) -> Result:
    """The frame is that of the anslag; where none is written, the frame is the budget. Three queries."""
    years = [int(statement.period) - 1, int(statement.period)]
    within = units_around(org_unit).within
    frames = _by_year(
        Appropriation.objects.filter(
            org_unit__in=within, year__in=years, kind=Appropriation.Kind.FRAME, amount__isnull=False
        ),
        org_unit,
    )
    items = ComparabilityItem.objects.filter(org_unit__in=within, year__in=years)
    frame = _frame(statement.total, frames.get(years[0]), frames.get(years[1]))
    result = _less(statement.total, frame)
    named = _items(items, years[1])
    return Result(frame, result, named, _without(result, named) if named else None)


def _by_year(frames: Iterable[Appropriation], org_unit: OrgUnit) -> Mapping[int, Decimal]:
    """The unit's own frame of each year; where it has none, those of units below together."""
    own: dict[int, Decimal] = defaultdict(Decimal)
    below: dict[int, Decimal] = defaultdict(Decimal)
    for frame in frames:
        (own if frame.org_unit_id == org_unit.pk else below)[frame.year] += frame.amount or Decimal(0)
    return {**below, **own}


def _frame(total: AreaFigures, last_year: Decimal | None, this_year: Decimal | None) -> AreaFigures:
    """The frame in the columns of a statement: the same beside budget, outcome and forecast."""
    amount = total.budget if this_year is None else this_year
    before = total.budget_last_year if last_year is None else last_year
    to_date = total.budget_to_date if amount == total.budget else None
    return AreaFigures(
        original=total.original if this_year is None else this_year,
        changes=total.changes if this_year is None else None,
        outcome=amount,
        budget_last_year=before,
        outcome_last_year=before,
        forecast=amount if total.forecast is not None else None,
        budget_to_date=to_date,
        outcome_to_date=to_date,
    )


def _less(total: AreaFigures, frame: AreaFigures) -> AreaFigures:
    """Net cost less the frame, in every column that has both."""
    columns = {f.name: _difference(getattr(total, f.name), getattr(frame, f.name)) for f in fields(AreaFigures)}
    if frame.changes is None:
        columns["changes"] = total.changes
    return AreaFigures(**columns)


def _difference(cost: Decimal | None, frame: Decimal | None) -> Decimal | None:
    return None if cost is None or frame is None else cost - frame


def _items(found: Iterable[ComparabilityItem], this_year: int) -> tuple[Item, ...]:
    amounts: dict[str, dict[bool, list[Decimal]]] = defaultdict(lambda: {True: [], False: []})
    for item in found:
        amounts[item.name][item.year == this_year].append(item.amount)
    return tuple(Item(name, total_of(years[True]), total_of(years[False])) for name, years in sorted(amounts.items()))


def _without(result: AreaFigures, items: Collection[Item]) -> AreaFigures:
    """Items are of whole years, so of a part of the year nothing can be said without them."""
    this_year, last_year = total_of(i.outcome for i in items), total_of(i.outcome_last_year for i in items)
    return replace(
        result,
        outcome=_difference(result.outcome, this_year or Decimal(0)),
        outcome_last_year=_difference(result.outcome_last_year, last_year or Decimal(0)),
        outcome_to_date=None if this_year else result.outcome_to_date,
        same_period_last_year=None if last_year else result.same_period_last_year,
    )
