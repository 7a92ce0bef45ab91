"""Avstämning of the staff: what does not add up, is missing or is of another time; never how much of what is hidden."""

import datetime
from decimal import Decimal

import pytest

from kommunrapport.quality.registry import Severity
from kommunrapport.quality.scope import check_scope
from personnel.checks.headcounts import people_of_parts
from personnel.checks.hours import hours_of_parts, whole_between_parts
from personnel.checks.periods import another_population, missing_sick_leave, partial_year
from personnel.models import SickLeave
from tests.factories import create_chapter, create_chapter_section, create_occasion
from tests.personnel.staff_world import add_people, add_sick_leave, make_staff, make_unit
from tests.personnel_factories import create_headcount, create_sick_leave

pytestmark = pytest.mark.django_db

DUE = datetime.date(2026, 2, 1)


def found(rule, staff, today=DUE):
    return list(rule(check_scope(staff.org_unit, staff.occasion, today)))


def test_figures_that_add_up_are_left_alone():
    staff = make_staff()

    for rule in (hours_of_parts, whole_between_parts, people_of_parts, missing_sick_leave, partial_year):
        assert found(rule, staff) == []


@pytest.mark.parametrize(("more", "count"), [("1.5", 0), ("2", 1)])
def test_whole_hours_may_differ_by_rounding(more, count):
    staff = make_staff()
    row = SickLeave.objects.get(sex="women")
    row.sick_hours = (row.sick_hours + Decimal(more)).to_integral_value(rounding="ROUND_DOWN")
    row.save()

    assert len(found(hours_of_parts, staff)) == count


def test_hours_that_do_not_add_up_are_an_error_with_how_much():
    staff = make_staff()
    SickLeave.objects.filter(age_group="-29").update(sick_hours=Decimal(2_724))

    (finding,) = found(hours_of_parts, staff)

    assert finding.severity == Severity.ERROR
    assert finding.text == "Sjuktimmar för åldersgrupperna är inte lika många som totalt"
    assert "Sjuktimmar: delarna är tillsammans 10,0 procent fler." in finding.why


def test_nothing_is_said_of_how_much_hidden_hours_differ():
    staff = make_unit()
    create_sick_leave(org_unit=staff.org_unit)
    create_sick_leave(org_unit=staff.org_unit, sex="women", employees=90, sick_hours=7_000)
    create_sick_leave(org_unit=staff.org_unit, sex="men", employees=10, sick_hours=777)

    (finding,) = found(hours_of_parts, staff)

    assert "procent" not in finding.why
    assert not any(word in f"{finding.text}{finding.why}{finding.key}" for word in ("777", "7 000", "8 000"))
    assert found(whole_between_parts, staff) == []


def test_the_share_of_all_lies_between_those_of_women_and_men():
    staff = make_unit()
    create_sick_leave(org_unit=staff.org_unit)
    create_sick_leave(org_unit=staff.org_unit, sex="women", sick_hours=6_400)
    create_sick_leave(org_unit=staff.org_unit, sex="men", sick_hours=4_800)

    (finding,) = found(whole_between_parts, staff)

    assert finding.text == "Sjukfrånvaron totalt ligger inte mellan dem för kvinnor och män"
    assert finding.why == "Totalt är den 5,0 procent. Kvinnor 4,0, Män 3,0 procent."


def test_people_of_the_parts_are_as_many_as_all():
    staff = make_unit()
    add_people(staff.org_unit)
    create_headcount(org_unit=staff.org_unit, form="hourly_paid", employees=14)
    create_headcount(org_unit=staff.org_unit, form="hourly_paid", employees=9, sex="women")
    create_headcount(org_unit=staff.org_unit, form="hourly_paid", employees=4, sex="men")

    (finding,) = found(people_of_parts, staff)

    assert finding.text == "Timavlönade: kvinnor och män är inte lika många som totalt"
    assert finding.why == "Den 31 december 2025 är totalt 14 och delarna 13."


@pytest.mark.parametrize(("whole", "count"), [(220, 0), (234, 0), (230, 1)])
def test_hourly_paid_may_be_among_all_or_beside_them(whole, count):
    staff = make_unit()
    for form, people in (("permanent", 190), ("fixed_term", 30), ("hourly_paid", 14), ("all", whole)):
        create_headcount(org_unit=staff.org_unit, form=form, employees=people)

    assert len(found(people_of_parts, staff)) == count


@pytest.mark.parametrize(("today", "severity"), [(DUE, Severity.WARNING), (datetime.date(2025, 11, 1), Severity.INFO)])
def test_a_report_that_shows_sick_leave_asks_for_it(today, severity):
    staff = make_unit()
    assert found(missing_sick_leave, staff, today) == []
    create_chapter_section(chapter=create_chapter(report=staff.report), key="personnel.sick_leave")

    (finding,) = found(missing_sick_leave, staff, today)

    assert (finding.severity, finding.text) == (severity, "Sjukfrånvaron för 2025 saknas")


def test_some_of_the_seven_may_be_missing():
    staff = make_unit()
    create_sick_leave(org_unit=staff.org_unit)

    (finding,) = found(missing_sick_leave, staff)

    assert finding.text == "Sex av de sju uppgifterna om sjukfrånvaro saknas"


def test_a_hidden_figure_is_not_missing():
    staff = make_unit()
    add_sick_leave(staff.org_unit)
    SickLeave.objects.filter(age_group="-29").update(employees=8)

    assert found(missing_sick_leave, staff) == []


def test_a_part_of_the_year_is_not_the_year():
    staff = make_unit()
    add_sick_leave(staff.org_unit, end=(11, 30))

    (finding,) = found(partial_year, staff)

    assert finding.why.startswith("Den avser 1\u00a0januari–30 november 2025.")


def test_delar_is_of_a_part_of_the_year():
    staff = make_unit()
    staff.occasion = create_occasion(year=2025, kind="half_year")
    add_sick_leave(staff.org_unit, end=(8, 31))

    assert found(partial_year, staff) == []


def test_others_than_the_year_before_are_pointed_out():
    staff = make_unit()
    add_sick_leave(staff.org_unit, population_note="Timavlönade ingår inte")
    add_sick_leave(staff.org_unit, year=2024)

    (finding,) = found(another_population, staff)

    assert finding.why == "2025: Timavlönade ingår inte. 2024: inget är sagt om vilka som räknas."


def test_groups_of_another_time_are_pointed_out():
    staff = make_unit()
    create_sick_leave(org_unit=staff.org_unit)
    create_sick_leave(org_unit=staff.org_unit, sex="women", denominator="agreed_time")

    (finding,) = found(another_population, staff)

    assert finding.text == "Några grupper har sjukfrånvaro bara av överenskommen arbetstid"


@pytest.mark.parametrize("years", [1, 3])
def test_the_rules_take_the_same_queries_for_any_number_of_rows(years, django_assert_num_queries):
    staff = make_staff()
    for year in range(2025 - years, 2025):
        add_sick_leave(staff.org_unit, year=year)
    scope = check_scope(staff.org_unit, staff.occasion, DUE)

    with django_assert_num_queries(6):
        for rule in (hours_of_parts, whole_between_parts, people_of_parts, missing_sick_leave, another_population):
            list(rule(scope))
