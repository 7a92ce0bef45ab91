"""What a new year means for the economy: areas go on by their validity, amounts are read in."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from budget.models import BudgetArea, BudgetEntry, LedgerEntry
from kommunrapport.annual_cycle.turning.registry import Group, Line, Part, first_outcome, year_part


@year_part
def areas(year: int) -> Part:
    """Areas that came and went, and units that had a budget and have none yet."""
    now, then = BudgetArea.objects.valid_in(year), BudgetArea.objects.valid_in(year - 1)
    budgeted = BudgetEntry.objects.filter(year=year).values("org_unit")
    had = BudgetEntry.objects.filter(year=year - 1).exclude(org_unit__in=budgeted).select_related("org_unit")
    missing = sorted({str(entry.org_unit) for entry in had})
    return Part(
        "Ekonomi",
        (
            Group("Nya områden", _areas(now.exclude(pk__in=then.values("pk")))),
            Group("Områden som upphör", _areas(then.exclude(pk__in=now.values("pk")))),
            Group("Budget saknas", tuple(Line(name) for name in missing), is_missing=True),
        ),
    )


def _areas(found: Iterable[BudgetArea]) -> tuple[Line, ...]:
    return tuple(Line(str(area), reverse("administration:area_edit", args=[area.pk])) for area in found)


@first_outcome
def booked(year: int) -> str:
    """An amount of the year's own."""
    return f"Det finns redan utfall i ekonomin för {year}." if LedgerEntry.objects.filter(year=year).exists() else ""
