"""What the rules about the staff read, once for all of them, and where their findings are seen."""

from __future__ import annotations

from django.urls import reverse

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


def staff_url(scope: CheckScope, org_unit_id: int) -> str:
    """The page of the unit's staff."""
    return reverse("personnel:overview", args=[scope.year, scope.units[org_unit_id].slug])


def staff_place(scope: CheckScope, org_unit_id: int) -> str:
    return f"Personal {scope.year}, {scope.units[org_unit_id].name}"
