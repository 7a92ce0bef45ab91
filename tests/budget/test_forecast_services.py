"""Rounds of forecasts: opened, filled, locked by hand or by their day, and opened again with a reason."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from budget.models import Forecast, ForecastRound
from budget.services.forecasts import (
    create_forecast_round,
    lock_forecast_round,
    record_forecast,
    reopen_forecast_round,
)
from kommunrapport.records.saving import AlreadyDone, Conflict, Locked
from tests.budget.entering import AS_OF
from tests.budget_factories import create_forecast, create_import_batch
from tests.factories import create_user

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2025, 9, 1)
LAST_DAY = datetime.date(2025, 9, 15)


@pytest.fixture
def by():
    return create_user(name="Eva")


def record(economy, found, by, amount, version=0, today=TODAY, layer="unit", reason=""):
    return record_forecast(
        pk=found.pk,
        area=economy.school,
        layer=layer,
        amount=None if amount is None else Decimal(amount),
        reason=reason,
        version=version,
        today=today,
        by=by,
    )


def test_a_round_is_opened_once(economy, by):
    given = {"org_unit": economy.ks, "year": 2025, "as_of": AS_OF, "cut_off": LAST_DAY, "by": by}
    create_forecast_round(token="a", **given)

    with pytest.raises(AlreadyDone):
        create_forecast_round(token="a", **given)
    with pytest.raises(ValidationError, match="redan en prognos per den dagen"):
        create_forecast_round(token="b", **given)


@pytest.mark.parametrize(
    ("as_of", "cut_off", "sentence"),
    [
        (datetime.date(2024, 12, 31), None, "Skriv en dag 2025"),
        (AS_OF, AS_OF - datetime.timedelta(days=1), "före den dag"),
    ],
)
def test_days_that_cannot_be_are_refused(economy, by, as_of, cut_off, sentence):
    with pytest.raises(ValidationError, match=sentence):
        create_forecast_round(org_unit=economy.ks, year=2025, as_of=as_of, cut_off=cut_off, token="a", by=by)


def test_a_forecast_is_said_changed_and_taken_back(economy, by):
    found = economy.open_round()
    record(economy, found, by, "1100000")
    record(economy, found, by, "1050000", version=1)
    assert Forecast.objects.get().amount == Decimal(1_050_000)

    record(economy, found, by, None, version=2)

    assert not Forecast.objects.exists()
    assert Forecast.history.count() == 3
    assert record(economy, found, by, None) is None


def test_two_who_say_at_once_are_told(economy, by):
    found = economy.open_round()
    record(economy, found, by, "1100000")

    record(economy, found, by, "1100000")  # the same again is a success
    for amount in ("1050000", None):
        with pytest.raises(Conflict):
            record(economy, found, by, amount)


@pytest.mark.parametrize(("today", "is_open"), [(LAST_DAY, True), (LAST_DAY + datetime.timedelta(days=1), False)])
def test_a_round_closes_after_its_last_day(economy, by, today, is_open):
    found = economy.open_round(cut_off=LAST_DAY)

    if is_open:
        record(economy, found, by, "1", today=today)
    else:
        with pytest.raises(Locked, match="lämnas senast 15 september 2025"):
            record(economy, found, by, "1", today=today)


def test_a_locked_round_takes_nothing_until_it_is_opened_with_a_reason(economy, by):
    found = lock_forecast_round(pk=economy.open_round().pk, version=1, by=by)
    with pytest.raises(Locked, match="av Eva"):
        record(economy, found, by, "1")

    reopen_forecast_round(pk=found.pk, version=2, cut_off=LAST_DAY, reason="Ny löneprognos", today=TODAY, by=by)

    record(economy, found, by, "1")
    line = ForecastRound.history.latest("pk")
    assert (line.history_change_reason, line.locked_by, line.cut_off) == ("Ny löneprognos", None, LAST_DAY)


@pytest.mark.parametrize(
    ("cut_off", "reason", "sentence"),
    [(LAST_DAY, "", "varför prognosen öppnas"), (datetime.date(2025, 8, 31), "Lön", "redan passerat")],
)
def test_opening_again_needs_a_reason_and_a_day_to_come(economy, by, cut_off, reason, sentence):
    found = lock_forecast_round(pk=economy.open_round().pk, version=1, by=by)

    with pytest.raises(ValidationError, match=sentence):
        reopen_forecast_round(pk=found.pk, version=2, cut_off=cut_off, reason=reason, today=TODAY, by=by)
    assert ForecastRound.objects.get().locked_at


def test_an_adjustment_has_a_reason(economy, by):
    found = economy.open_round()

    with pytest.raises(ValidationError, match="varför förvaltningen justerar"):
        record(economy, found, by, "-50000", layer="administration")
    record(economy, found, by, "-50000", layer="administration", reason="Vakanser")


def test_a_forecast_from_a_file_is_left_alone(economy, by):
    found = economy.open_round()
    create_forecast(
        forecast_round=found, area=economy.school, amount=Decimal(1), batch=create_import_batch(org_unit=economy.ks)
    )

    with pytest.raises(ValidationError, match="inläst fil"):
        record(economy, found, by, "2", version=1)


def test_a_closed_year_takes_no_forecast(economy, by):
    found = economy.open_round()
    economy.lock()

    for act in [
        lambda: record(economy, found, by, "1"),
        lambda: lock_forecast_round(pk=found.pk, version=1, by=by),
        lambda: reopen_forecast_round(pk=found.pk, version=1, cut_off=None, reason="Lön", today=TODAY, by=by),
    ]:
        with pytest.raises(Locked, match="Låst för inmatning"):
            act()
