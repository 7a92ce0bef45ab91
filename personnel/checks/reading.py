"""What the rules about the staff read, once for all of them, and what they find."""

from __future__ import annotations

from django.urls import reverse

from kommunrapport.quality.registry import Finding, Severity
from kommunrapport.quality.scope import CheckScope
from kommunrapport.small_groups import AGES, ALL_AGES, MEN, TOTAL, WOMEN
from personnel.figures import Margin, StaffReader
from personnel.models import SickLeave

WHOLE: Margin = (TOTAL, ALL_AGES)
# What the whole is divided into, with the words of it.
PARTITIONS: dict[str, tuple[Margin, ...]] = {
    "kvinnor och män": ((WOMEN, ALL_AGES), (MEN, ALL_AGES)),
    "åldersgrupperna": tuple((TOTAL, age) for age in AGES),
}


def reader_of(scope: CheckScope) -> StaffReader:
    return scope.memo("staff", StaffReader)


def sick_leave_of_year(scope: CheckScope) -> list[SickLeave]:
    """The rows of the units that begin in the year, in order."""

    def read() -> list[SickLeave]:
        found = SickLeave.objects.filter(org_unit__in=scope.unit_ids, from_date__year=int(scope.year))
        return list(found.order_by("org_unit", "from_date", "to_date", "denominator", "pk"))

    return scope.memo("sick leave of the year", read)


def staff_finding(
    scope: CheckScope, key: str, severity: Severity, text: str, why: str, org_unit_id: int | None = None
) -> Finding:
    """Something about the staff of a unit, seen on its page; without a unit of the one that is checked."""
    unit = org_unit_id or scope.org_unit.pk
    return Finding(
        key=f"{unit}:{key}",
        severity=severity,
        text=text,
        where=f"Personal {scope.year}, {scope.units[unit].name}",
        url=reverse("personnel:overview", args=[scope.year, scope.units[unit].slug]),
        why=why,
        mend="Visa uppgifterna",
        org_unit_id=unit,
    )
