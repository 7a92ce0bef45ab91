"""The statutory seven figures, and what of the staff is hidden, on every level and in every period."""

import datetime
from decimal import Decimal

import pytest

from kommunrapport.organisation.period import Period
from personnel.figures import HIDDEN_FIGURE, NOT_KNOWN, Figure, StaffReader
from personnel.hiding import read_hiding
from personnel.models import EmploymentForm, SickLeave
from tests.factories import create_org_unit
from tests.personnel_factories import create_headcount, create_sick_leave, create_staff_period

pytestmark = pytest.mark.django_db

YEAR = Period(2025)


def create_groups(org_unit, **fields):
    """The six groups of the statutory table: 200 people, 4 percent; women 5, men 3."""
    rows = [
        ("total", "all", 200, 320_000, 12_800, 6_400),
        ("women", "all", 100, 160_000, 8_000, None),
        ("men", "all", 100, 160_000, 4_800, None),
        ("total", "-29", 50, 80_000, 2_000, None),
        ("total", "30-49", 90, 144_000, 5_760, None),
        ("total", "50-", 60, 96_000, 5_040, None),
    ]
    for sex, age_group, employees, ordinary, sick, long_spells in rows:
        create_sick_leave(
            org_unit=org_unit,
            sex=sex,
            age_group=age_group,
            employees=employees,
            ordinary_hours=ordinary,
            sick_hours=sick,
            long_sick_hours=long_spells,
            **fields,
        )


def test_each_group_is_a_share_of_its_own_time_and_long_spells_of_all_sick_leave():
    unit = create_org_unit()
    create_groups(unit)

    found = StaffReader().sick_leave(unit, YEAR)

    shown = [found.of(*margin).value for margin in [(), ("women",), ("men",)]]
    ages = [found.of("total", age).value for age in ("-29", "30-49", "50-")]
    assert (shown, ages) == ([4, 5, 3], [Decimal("2.5"), 4, Decimal("5.25")])
    assert found.long_share == Figure(Decimal(50))


def test_what_is_not_stored_is_not_known():
    assert StaffReader().sick_leave(create_org_unit(), YEAR).of() == NOT_KNOWN


def test_a_unit_without_figures_is_the_sum_of_those_below_it():
    above = create_org_unit()
    for _ in range(2):
        create_sick_leave(org_unit=create_org_unit(parent=above))

    found = StaffReader().sick_leave(above, YEAR)

    assert found.is_sum
    assert found.of().value == 5


def test_a_sum_lacks_a_figure_that_one_of_its_parts_lacks():
    above = create_org_unit()
    create_sick_leave(org_unit=create_org_unit(parent=above), long_sick_hours=100)
    create_sick_leave(org_unit=create_org_unit(parent=above), long_sick_hours=None)

    assert StaffReader().sick_leave(above, YEAR).long_share == NOT_KNOWN


def test_all_are_the_women_and_the_men():
    unit = create_org_unit()
    create_sick_leave(org_unit=unit, sex="women", ordinary_hours=100, sick_hours=5)
    create_sick_leave(org_unit=unit, sex="men", ordinary_hours=300, sick_hours=3)

    assert StaffReader().sick_leave(unit, YEAR).of().value == 2


def test_a_small_group_hides_the_other_sex_too():
    unit = create_org_unit()
    create_sick_leave(org_unit=unit)
    create_sick_leave(org_unit=unit, sex="women", employees=90)
    create_sick_leave(org_unit=unit, sex="men", employees=10)

    found = StaffReader().sick_leave(unit, YEAR)

    assert found.of("men") == found.of("women") == HIDDEN_FIGURE
    assert found.of().value == 5


def test_a_group_that_is_small_in_august_is_hidden_in_december():
    unit = create_org_unit()
    august = {"to_date": datetime.date(2025, 8, 31)}
    for fields in ({}, august):
        create_sick_leave(org_unit=unit, **fields)
        create_sick_leave(org_unit=unit, sex="women", employees=89, **fields)
    create_sick_leave(org_unit=unit, sex="men", employees=11)
    create_sick_leave(org_unit=unit, sex="men", employees=10, **august)

    assert StaffReader().sick_leave(unit, YEAR).of("men") == HIDDEN_FIGURE


def test_the_year_before_is_decided_on_its_own():
    unit = create_org_unit()
    for year, men in ((2024, 11), (2025, 10)):
        dates = {"from_date": datetime.date(year, 1, 1), "to_date": datetime.date(year, 12, 31)}
        create_sick_leave(org_unit=unit, **dates)
        create_sick_leave(org_unit=unit, sex="men", employees=men, **dates)

    reader = StaffReader()

    assert reader.sick_leave(unit, Period(2024)).of("men").value == 5
    assert reader.sick_leave(unit, YEAR).of("men") == HIDDEN_FIGURE


def test_a_group_marked_by_hr_is_hidden():
    unit = create_org_unit()
    create_sick_leave(org_unit=unit, is_identifiable=True)

    assert StaffReader().sick_leave(unit, YEAR).of() == HIDDEN_FIGURE


def test_ordinary_and_agreed_time_are_never_mixed():
    unit = create_org_unit()
    create_sick_leave(org_unit=unit, denominator=SickLeave.Denominator.AGREED_TIME)

    reader = StaffReader()

    assert reader.sick_leave(unit, YEAR).of() == NOT_KNOWN
    assert reader.sick_leave(unit, YEAR, SickLeave.Denominator.AGREED_TIME).of().value == 5


@pytest.mark.parametrize(("end", "is_partial"), [((11, 30), True), ((12, 31), False)])
def test_a_period_that_is_not_the_year_says_so(end, is_partial):
    unit = create_org_unit()
    create_sick_leave(org_unit=unit, to_date=datetime.date(2025, *end))

    assert StaffReader().sick_leave(unit, YEAR).is_partial_year is is_partial


def test_delar_shows_the_part_of_the_year_that_has_been():
    unit = create_org_unit()
    create_sick_leave(org_unit=unit)
    create_sick_leave(org_unit=unit, to_date=datetime.date(2025, 7, 31), sick_hours=1_600)

    assert StaffReader().sick_leave(unit, Period(2025, "half_year")).of().value == 1


def test_twelve_months_at_a_time_are_a_series():
    unit = create_org_unit()
    for month, sick in ((2, 1_600), (3, 3_200)):
        create_sick_leave(
            org_unit=unit,
            from_date=datetime.date(2024, month, 1),
            to_date=datetime.date(2025, month, 1) - datetime.timedelta(days=1),
            sick_hours=sick,
        )

    found = StaffReader().rolling(unit, datetime.date(2025, 12, 31))

    assert [one.of().value for one in found] == [1, 2]


def test_heads_are_always_shown_and_ages_of_a_small_group_never():
    unit = create_org_unit()
    create_headcount(org_unit=unit, employees=100, average_age=49, full_time=90)
    create_headcount(org_unit=unit, employees=8, sex="men", average_age=61)

    found = StaffReader().staff(unit, YEAR)

    assert found.people(sex="men") == 8
    assert found.average_age["men", "all"] == HIDDEN_FIGURE
    assert (found.average_age["total", "all"].value, found.full_time_share["total", "all"].value) == (49, 90)


def test_an_average_of_units_is_over_people():
    above = create_org_unit()
    create_headcount(org_unit=create_org_unit(parent=above), employees=30, average_age=40)
    create_headcount(org_unit=create_org_unit(parent=above), employees=90, average_age=60)

    assert StaffReader().staff(above, YEAR).average_age["total", "all"].value == 55


def test_the_staff_is_of_the_latest_day_in_the_period():
    unit = create_org_unit()
    create_headcount(org_unit=unit, employees=110)
    create_headcount(org_unit=unit, employees=90, as_of=datetime.date(2025, 8, 31))

    reader = StaffReader()

    assert reader.staff(unit, YEAR).people() == 110
    assert reader.staff(unit, Period(2025, "half_year")).people() == 90
    assert reader.staff(unit, Period(2024)).as_of is None


def test_turnover_and_hours_of_hourly_paid_are_shares():
    unit = create_org_unit()
    create_sick_leave(org_unit=unit, ordinary_hours=900, sick_hours=9)
    create_staff_period(org_unit=unit, employees=50, left=4, hourly_paid_hours=100)

    found = StaffReader().staff(unit, YEAR)

    assert (found.turnover["total", "all"].value, found.hourly_paid_share["total", "all"].value) == (8, 10)


def test_a_row_of_sex_and_age_together_is_never_shown():
    row = create_sick_leave(sex="women", age_group="-29", employees=500)

    assert read_hiding().hides(row)


def test_rows_of_a_file_are_decided_without_being_stored():
    stored = create_sick_leave(employees=11)
    stored.employees = 10

    assert read_hiding(sick_leave=[stored], headcounts=[], staff_periods=[]).hides(stored)
    assert not read_hiding().hides(SickLeave.objects.get())


@pytest.mark.parametrize("rows", [1, 3])
def test_everything_is_read_with_the_same_queries(rows, django_assert_num_queries):
    units = [create_org_unit() for _ in range(rows)]
    for unit in units:
        create_groups(unit)
        create_headcount(org_unit=unit)

    with django_assert_num_queries(4):
        reader = StaffReader()
        for unit in units:
            reader.sick_leave(unit, YEAR)
            reader.staff(unit, YEAR)


def test_a_form_of_employment_has_no_figures_but_its_heads():
    row = create_headcount(form=EmploymentForm.PERMANENT)

    assert read_hiding().hides(row)


def test_hours_of_those_who_have_left_are_of_an_unknown_number_of_people():
    unit = create_org_unit()
    create_sick_leave(org_unit=unit, employees=0)

    assert StaffReader().sick_leave(unit, YEAR).of() == HIDDEN_FIGURE


def test_a_sum_of_a_marked_group_and_nobody_is_marked():
    unit = create_org_unit()
    create_sick_leave(org_unit=unit, sex="women", is_identifiable=True)
    create_sick_leave(org_unit=unit, sex="men", employees=0, ordinary_hours=0, sick_hours=0)

    assert StaffReader().sick_leave(unit, YEAR).of() == HIDDEN_FIGURE


def test_what_is_of_other_people_in_another_sort_of_time_is_held_against_it():
    """All of ordinary time minus the women, of agreed time, would be the five men."""
    unit = create_org_unit()
    create_sick_leave(org_unit=unit, employees=105)
    create_sick_leave(org_unit=unit, employees=100, sex="women", denominator=SickLeave.Denominator.AGREED_TIME)

    reader = StaffReader()

    assert reader.sick_leave(unit, YEAR).of().value == 5
    assert reader.sick_leave(unit, YEAR, SickLeave.Denominator.AGREED_TIME).of("women") == HIDDEN_FIGURE
