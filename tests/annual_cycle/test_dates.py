"""Dates counted backwards from the nämnd's meeting."""

import datetime

import pytest

from kommunrapport.annual_cycle.dates import counted_days, use_counted_days
from kommunrapport.annual_cycle.workdays import easter, is_workday, last_workday
from kommunrapport.organisation.models import Municipality
from kommunrapport.records.saving import Conflict
from tests.factories import create_municipality, create_occasion, create_user


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(("year", "sunday"), [(2016, "2016-03-27"), (2017, "2017-04-16"), (2049, "2049-04-18")])
def test_easter_is_where_the_almanac_has_it(year, sunday):
    assert easter(year) == day(sunday)


@pytest.mark.parametrize(
    ("wished", "becomes"),
    [
        ("2017-02-15", "2017-02-15"),
        ("2017-02-19", "2017-02-17"),  # Sunday
        ("2017-04-17", "2017-04-13"),  # Easter Monday, Good Friday
        ("2017-05-25", "2017-05-24"),  # Ascension
        ("2017-06-23", "2017-06-22"),  # Midsummer eve
        ("2020-06-19", "2020-06-18"),  # at its earliest
        ("2021-06-25", "2021-06-24"),  # at its latest
        ("2017-06-16", "2017-06-16"),  # a Friday before it
        ("2017-01-06", "2017-01-05"),  # Epiphany
        ("2017-05-01", "2017-04-28"),  # first of May, a Monday
        ("2017-06-06", "2017-06-05"),  # national day
        ("2021-12-24", "2021-12-23"),  # Christmas eve
        ("2020-12-31", "2020-12-30"),  # New year's eve
        ("2018-01-01", "2017-12-29"),  # New year, its eve a Sunday
        ("2017-12-26", "2017-12-22"),
    ],
)
def test_a_day_when_nobody_works_becomes_the_working_day_before(wished, becomes):
    assert last_workday(day(wished)) == day(becomes)
    assert is_workday(day(becomes))


@pytest.mark.django_db
def test_the_days_are_counted_with_the_numbers_of_the_kommun():
    municipality = create_municipality(unit_days=28, administration_days=14, dispatch_days=7)
    occasion = create_occasion(committee_date=day("2017-02-28"), unit_deadline=day("2017-01-31"))

    days = {d.field: (d.counted.isoformat(), d.is_changed) for d in counted_days(occasion, municipality)}

    assert days == {
        "unit_deadline": ("2017-01-31", False),
        "administration_deadline": ("2017-02-14", True),
        "dispatch_date": ("2017-02-21", True),
    }


@pytest.mark.django_db
def test_a_counted_day_when_nobody_works_becomes_the_working_day_before():
    occasion = create_occasion(committee_date=day("2017-06-07"))

    (dispatch,) = [d for d in counted_days(occasion, Municipality(dispatch_days=1)) if d.field == "dispatch_date"]

    assert dispatch.counted == day("2017-06-05")  # the day before the meeting is the national day


@pytest.mark.django_db
def test_without_the_day_of_the_meeting_nothing_is_counted():
    assert counted_days(create_occasion(), Municipality()) == []


@pytest.mark.django_db
def test_counted_days_are_saved_once_and_never_over_somebody_elses():
    create_municipality()
    occasion, by = create_occasion(committee_date=day("2017-02-28")), create_user()

    saved = use_counted_days(occasion=occasion, version=1, by=by)

    assert (saved.dispatch_date, saved.history.first().history_user) == (day("2017-02-20"), by)
    occasion.committee_date = day("2017-03-28")
    with pytest.raises(Conflict):
        use_counted_days(occasion=occasion, version=1, by=by)
