from datetime import UTC, date, datetime

import pytest

from kommunrapport.dates import format_date, format_day, format_month, format_time, relative_days

TODAY = date(2017, 1, 19)
NEW_YEAR_IN_STOCKHOLM = datetime(2016, 12, 31, 23, 30, tzinfo=UTC)


def test_a_date_is_written_with_the_month_in_words():
    assert format_date(date(2017, 1, 25)) == "25 januari 2017"
    assert format_day(date(2017, 1, 25)) == "25 jan"
    assert format_month(date(2017, 4, 1)) == "apr 2017"


def test_every_month_has_a_short_name():
    shown = " ".join(format_day(date(2017, month, 1)).removeprefix("1 ") for month in range(1, 13))

    assert shown == "jan feb mars apr maj juni juli aug sep okt nov dec"


def test_a_moment_is_shown_on_its_swedish_day():
    assert format_date(NEW_YEAR_IN_STOCKHOLM) == "1 januari 2017"
    assert format_month(NEW_YEAR_IN_STOCKHOLM) == "jan 2017"
    assert relative_days(NEW_YEAR_IN_STOCKHOLM, date(2017, 1, 1)) == "i dag"


@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        (datetime(2017, 1, 25, 13, 32, tzinfo=UTC), "14:32"),
        (datetime(2017, 7, 25, 12, 5, tzinfo=UTC), "14:05"),
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "02:30"),  # the hour that comes twice
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "02:30"),
        (datetime(2026, 3, 29, 1, 0, tzinfo=UTC), "03:00"),  # 02 does not exist
    ],
)
def test_a_time_is_the_swedish_clock(moment, shown):
    assert format_time(moment) == shown


def test_a_time_without_time_zone_is_refused():
    with pytest.raises(ValueError, match="naive"):
        format_time(datetime(2017, 1, 25, 14, 32))  # noqa: DTZ001 - that is the point


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        (date(2017, 1, 25), "om 6 dagar"),
        (date(2017, 1, 21), "om 2 dagar"),
        (date(2017, 1, 20), "i morgon"),
        (date(2017, 1, 19), "i dag"),
        (date(2017, 1, 18), "i går"),
        (date(2017, 1, 17), "för 2 dagar sedan"),
        (date(2020, 1, 19), "om 1\u00a0095 dagar"),
    ],
)
def test_days_are_counted_from_today(day, shown):
    assert relative_days(day, TODAY) == shown
