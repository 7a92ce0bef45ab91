"""A year's budget and outcome of one area, typed where no file brings them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from budget.area_figures import total_of
from budget.models import PLACES, BudgetArea, BudgetEntry, LedgerEntry
from kommunrapport.organisation.models import OrgUnit, User
from kommunrapport.organisation.period import FULL_YEAR
from kommunrapport.organisation.submissions import hold_open_submission
from kommunrapport.records.saving import Conflict, create_recorded, delete_checked, hold_row, save_checked

MONTHS = range(1, 13)
ORE = Decimal("0.01")
FROM_FILE = "Beloppet kommer från en inläst fil. Läs in en ny fil för att ändra det."
SPREAD = "Beloppet är fördelat även på en annan indelning. Läs in en fil för att ändra det."

type Entry = BudgetEntry | LedgerEntry


@dataclass(frozen=True, slots=True)
class Stored:
    """What is stored of one area and year: budget or outcome, as rows. `seen` names them and their versions."""

    rows: tuple[Entry, ...]

    @property
    def seen(self) -> str:
        """Empty where nothing is stored. A form carries it along, so that nobody overwrites unseen."""
        return "-".join(f"{row.pk}.{row.version}" for row in self.rows)

    @property
    def amount(self) -> Decimal | None:
        """The year's amount in kronor, None where nothing is stored."""
        return total_of(row.amount for row in self.rows)

    @property
    def is_monthly(self) -> bool:
        return any(row.month for row in self.rows)

    @property
    def is_spread(self) -> bool:
        """Whether the amounts stand in another grouping too, so that one amount can't take their place."""
        return any(sum(getattr(row, f"{place}_id") is not None for place in PLACES) > 1 for row in self.rows)

    @property
    def is_from_file(self) -> bool:
        return any(row.batch_id for row in self.rows)


def even_months(amount: Decimal) -> list[Decimal]:
    """A twelfth each, whole kronor where the year's amount is; the last month takes what is left."""
    step = Decimal(1) if amount == amount.to_integral_value() else ORE
    each = (amount / len(MONTHS)).quantize(step, rounding=ROUND_DOWN)
    return [each] * (len(MONTHS) - 1) + [amount - each * (len(MONTHS) - 1)]


def months_like(amount: Decimal, pattern: Sequence[Decimal]) -> list[Decimal]:
    """The amount over months in the proportions of `pattern`; the last month takes what is left.

    Raises ValueError for a pattern that is not twelve months or sums to nothing.
    """
    whole = sum(pattern, Decimal(0))
    if len(pattern) != len(MONTHS) or not whole:
        raise ValueError("a pattern is twelve months with a sum")
    step = Decimal(1) if amount == amount.to_integral_value() else ORE
    first = [(amount * month / whole).quantize(step) for month in pattern[:-1]]
    return [*first, amount - sum(first, Decimal(0))]


@transaction.atomic
def record_year_total(
    *,
    model: type[BudgetEntry] | type[LedgerEntry],
    area: BudgetArea,
    org_unit: OrgUnit,
    year: int,
    amounts: Sequence[Decimal],
    seen: str,
    by: User,
) -> None:
    """Save the original budget or the outcome of an area: `amounts` is one for the year, twelve for its months,
    none to clear it. Kronor, ledger sign.

    Raises Locked, Conflict when somebody saved since `seen`, ValidationError when a file brought the amounts.
    """
    hold_open_submission(org_unit, year, FULL_YEAR)
    hold_row(BudgetArea.objects.all(), area.pk)  # also where the year has no submission to hold
    stored = read_stored(model, area, org_unit, year)
    months: list[int | None] = [None] if len(amounts) == 1 else [*MONTHS]
    wanted = dict(zip(months, amounts, strict=False))
    if {row.month: row.amount for row in stored.rows} == wanted:
        return
    if stored.seen != seen and stored.rows:
        raise Conflict(stored.rows[0])
    if seen and not stored.rows:
        raise ValidationError("Någon tog bort beloppet medan du skrev. Ladda om sidan och skriv det igen.")
    if stored.is_from_file:
        raise ValidationError(FROM_FILE)
    if stored.is_spread:
        raise ValidationError(SPREAD)
    place: dict[str, Any] = {"org_unit": org_unit, "year": year, f"by_{area.grouping}": area}
    _replace(model, stored, wanted, place, by)


def read_stored(model: type[BudgetEntry] | type[LedgerEntry], area: BudgetArea, org_unit: OrgUnit, year: int) -> Stored:
    """What is stored of the area for the unit's own money, changes of the budget not counted."""
    rows: Any = model._default_manager.filter(
        org_unit=org_unit, year=year, replaced_by=None, **{f"by_{area.grouping}": area}
    )
    if model is BudgetEntry:
        rows = rows.filter(kind=BudgetEntry.Kind.ORIGINAL)
    return Stored(tuple(rows.order_by("month", "pk")))


def _replace(
    model: type[Entry], stored: Stored, wanted: dict[int | None, Decimal], place: dict[str, Any], by: User
) -> None:
    """Rows of months that are not wanted go first, since a year and its months never stand together."""
    by_month = {row.month: row for row in stored.rows}
    for month, row in by_month.items():
        if month not in wanted:
            delete_checked(model, pk=row.pk, version=row.version, by=by)
    for month, amount in wanted.items():
        kept = by_month.get(month)
        if kept is None:
            create_recorded(model, by=by, month=month, amount=amount, **place)
        elif kept.amount != amount:
            save_checked(model, pk=kept.pk, version=kept.version, by=by, amount=amount)
