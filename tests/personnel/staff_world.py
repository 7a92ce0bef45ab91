"""A unit with a year of figures of its staff, and the sections of its report as text."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal

from kommunrapport.organisation.models import Occasion, OrgUnit
from kommunrapport.reports.blocks import Table
from kommunrapport.reports.models import Report
from kommunrapport.reports.registry import SECTIONS
from kommunrapport.reports.scope import report_scope
from personnel.models import EmploymentForm
from tests.factories import create_municipality, create_occasion, create_org_unit, create_report
from tests.personnel_factories import create_headcount, create_sick_leave, create_staff_period

YEAR = 2025
GROUPS = [
    ("total", "all", 220, 340_000, 12_240),
    ("women", "all", 108, 160_000, 6_560),
    ("men", "all", 112, 180_000, 5_680),
    ("total", "-29", 30, 50_000, 1_500),
    ("total", "30-49", 90, 140_000, 4_900),
    ("total", "50-", 100, 150_000, 5_840),
]


@dataclass
class Staff:
    """220 employees and 3.6 percent sick leave in 2025."""

    org_unit: OrgUnit
    occasion: Occasion

    def url(self, page: str = "", year: object = YEAR) -> str:
        return f"/{year}/{self.org_unit.slug}/personal/{page}"

    @property
    def report(self) -> Report:
        found = Report.objects.filter(org_unit=self.org_unit).first()
        return found or create_report(org_unit=self.org_unit, occasion=self.occasion)

    def build(self, key: str, **params):
        """The data of a section of the unit's report."""
        section = SECTIONS[key]
        return section.build(report_scope(self.report), section.params(**params))


def make_unit() -> Staff:
    create_municipality()
    unit = create_org_unit(slug="ks", name="Kommunstyrelsen", kind=OrgUnit.Kind.EXECUTIVE_BOARD)
    return Staff(unit, create_occasion(year=YEAR))


def make_staff() -> Staff:
    staff = make_unit()
    add_sick_leave(staff.org_unit)
    add_people(staff.org_unit)
    create_staff_period(org_unit=staff.org_unit, employees=220, hired=22, left=18, overtime_hours=4_300)
    return staff


def add_sick_leave(unit: OrgUnit, year: int = YEAR, end: tuple[int, int] = (12, 31), **fields) -> None:
    """All six groups; two fifths of the sick leave is in long spells."""
    dates = {"from_date": datetime.date(year, 1, 1), "to_date": datetime.date(year, *end)}
    for sex, age_group, employees, ordinary, sick in GROUPS:
        create_sick_leave(
            org_unit=unit,
            sex=sex,
            age_group=age_group,
            employees=employees,
            ordinary_hours=Decimal(ordinary),
            sick_hours=Decimal(sick),
            **dates | ({"long_sick_hours": Decimal(sick) * 2 / 5} if sex == "total" and age_group == "all" else {}),
            **fields,
        )


def add_people(unit: OrgUnit) -> None:
    """190 with permanent employment and 30 for a time."""
    for form, total, women in [("permanent", 190, 86), ("fixed_term", 30, 22), ("all", 220, 108)]:
        for sex, people in [("total", total), ("women", women), ("men", total - women)]:
            create_headcount(org_unit=unit, form=form, sex=sex, employees=people, **_work(form, sex))
    for age_group, people in [("-29", 30), ("30-49", 90), ("50-", 100)]:
        create_headcount(org_unit=unit, form=EmploymentForm.ALL, age_group=age_group, employees=people)


def _work(form: str, sex: str) -> dict[str, object]:
    is_all = (form, sex) == ("all", "total")
    return {"average_age": 49, "employment_rate": 97, "full_time": 195, "full_time_equivalents": 213} if is_all else {}


def texts(table: Table) -> list[list[str]]:
    """The rows as they are read, with plain spaces."""
    return [[cell.text.replace("\u00a0", " ") for cell in row.cells] for row in table.rows]


def heads(table: Table) -> list[str]:
    return [column.label for column in table.columns]


def notes(table: Table) -> list[str]:
    return [note.text for note in table.footnotes]
