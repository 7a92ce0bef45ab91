"""Factories of the staff. Groups of a unit and all below it; hours are hours, None is not known."""

import datetime
from decimal import Decimal

from kommunrapport.organisation.models import OrgUnit, User
from personnel.imports.rows import HrRow
from personnel.models import Headcount, HrImport, SickLeave, StaffPeriod
from tests.factories import create_org_unit, create_user

FULL_YEAR = {"from_date": datetime.date(2025, 1, 1), "to_date": datetime.date(2025, 12, 31)}


def create_headcount(*, org_unit: OrgUnit | None = None, **fields) -> Headcount:
    """A hundred employees on the last day of 2025."""
    defaults = {"as_of": datetime.date(2025, 12, 31), "employees": 100}
    return Headcount.objects.create(org_unit=org_unit or create_org_unit(), **defaults | fields)


def create_sick_leave(*, org_unit: OrgUnit | None = None, **fields) -> SickLeave:
    """A hundred employees, 2025, 5 percent: 8 000 hours of 160 000."""
    hours = {"ordinary_hours": Decimal(160_000), "sick_hours": Decimal(8_000)}
    return SickLeave.objects.create(
        org_unit=org_unit or create_org_unit(), **FULL_YEAR | {"employees": 100} | hours | fields
    )


def create_staff_period(*, org_unit: OrgUnit | None = None, **fields) -> StaffPeriod:
    """A hundred employees, 2025: eight came and ten left."""
    return StaffPeriod.objects.create(
        org_unit=org_unit or create_org_unit(), **FULL_YEAR | {"employees": 100, "hired": 8, "left": 10} | fields
    )


def create_hr_import(*, org_unit: OrgUnit | None = None, created_by: User | None = None, **fields) -> HrImport:
    """A file that waits to be looked through."""
    defaults = {"file_name": "personal.xlsx", "checksum": "0" * 64, "row_count": 0}
    return HrImport.objects.create(
        org_unit=org_unit or create_org_unit(), created_by=created_by or create_user(), **defaults | fields
    )


def hr_row(org_unit: OrgUnit, **fields) -> HrRow:
    """A row of the HR template: all of the unit in 2025, 120 employees, 9 000 hours of 190 000."""
    values = {"employees": 120, "ordinary_hours": Decimal(190_000), "sick_hours": Decimal(9_000)}
    group = {"sex": "total", "age_group": "all", "denominator": "ordinary_time", "values": values}
    return HrRow(org_unit=org_unit.pk, **FULL_YEAR | group | fields)
