"""Rounds of forecasts, the forecast of each area, and the administration's adjustment."""

from __future__ import annotations

import datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from simple_history.utils import update_change_reason

from budget.models import BudgetArea, Forecast, ForecastRound
from kommunrapport.dates import format_date
from kommunrapport.organisation.models import OrgUnit, User
from kommunrapport.organisation.period import FULL_YEAR
from kommunrapport.organisation.submissions import hold_open_submission
from kommunrapport.records.saving import (
    Locked,
    create_once,
    create_recorded,
    delete_checked,
    hold_row,
    save_checked,
)

Layer = Forecast.Layer


@transaction.atomic
def create_forecast_round(
    *,
    org_unit: OrgUnit,
    year: int,
    as_of: datetime.date,
    cut_off: datetime.date | None,
    token: str,
    by: User,
) -> ForecastRound:
    """Open a round for the unit's year. Raises Locked, AlreadyDone, ValidationError for dates that can't be."""
    hold_open_submission(org_unit, year, FULL_YEAR)
    _refuse_dates(year, as_of, cut_off)
    return create_once(ForecastRound, token=token, by=by, org_unit=org_unit, year=year, as_of=as_of, cut_off=cut_off)


def _refuse_dates(year: int, as_of: datetime.date, cut_off: datetime.date | None) -> None:
    if as_of.year != year:
        raise ValidationError({"as_of": f"Skriv en dag {year}. Prognosen gäller det året."})
    if cut_off is not None and cut_off < as_of:
        raise ValidationError({"cut_off": "Sista dagen ligger före den dag som prognosen bygger på."})


@transaction.atomic
def lock_forecast_round(*, pk: int, version: int, by: User) -> ForecastRound:
    """Close the round for entry, before its last day or after. Raises Locked when the year is closed, Conflict."""
    found = ForecastRound.objects.select_related("org_unit").get(pk=pk)
    hold_open_submission(found.org_unit, found.year, FULL_YEAR)
    return save_checked(ForecastRound, pk=pk, version=version, by=by, locked_by=by, locked_at=timezone.now())


@transaction.atomic
def reopen_forecast_round(
    *, pk: int, version: int, cut_off: datetime.date | None, reason: str, today: datetime.date, by: User
) -> ForecastRound:
    """Open a closed round again until a new last day; the reason stands in its history. One that is open stays so.

    Raises Locked when the year is closed, Conflict, ValidationError without a reason or with a day that has passed.
    """
    found = ForecastRound.objects.select_related("org_unit").get(pk=pk)
    hold_open_submission(found.org_unit, found.year, FULL_YEAR)
    if found.is_open(today):
        return found
    if not reason:
        raise ValidationError({"reason": "Skriv varför prognosen öppnas igen."})
    if cut_off is not None and cut_off < today:
        raise ValidationError({"cut_off": "Sista dagen har redan passerat. Skriv en senare dag, eller lämna tomt."})
    opened = save_checked(ForecastRound, pk=pk, version=version, by=by, cut_off=cut_off, locked_by=None, locked_at=None)
    update_change_reason(opened, reason)
    return opened


@transaction.atomic
def record_forecast(
    *,
    pk: int,
    area: BudgetArea,
    layer: str,
    amount: Decimal | None,
    reason: str,
    version: int,
    today: datetime.date,
    by: User,
) -> Forecast | None:
    """Save what an area is forecast to cost in round `pk`, in kronor and ledger sign; None takes it back.

    In the administration's layer it is what to add. `version` is 0 where nothing was stored. Raises Locked when the
    round is closed, Conflict when somebody saved since, ValidationError for an adjustment without a reason.
    """
    hold_open_round(pk, today)
    key = {"forecast_round_id": pk, "area": area, "layer": layer}
    stored = Forecast.objects.current().filter(**key).first()
    said = {"amount": amount, "reason": reason}
    if stored is None:
        return None if amount is None else create_recorded(Forecast, by=by, **key, **said)
    if amount is None:
        delete_checked(Forecast, pk=stored.pk, version=version, by=by)
        return None
    if stored.batch_id and (stored.amount, stored.reason) != (amount, reason):
        raise ValidationError("Prognosen kommer från en inläst fil. Läs in en ny fil för att ändra den.")
    return save_checked(Forecast, pk=stored.pk, version=version, by=by, **said)


def hold_open_round(pk: int, today: datetime.date) -> ForecastRound:
    """Hold the year, then the round, to the end of the transaction. Raises Locked, with a sentence to show."""
    found = ForecastRound.objects.select_related("org_unit").get(pk=pk)
    hold_open_submission(found.org_unit, found.year, FULL_YEAR)
    held = hold_row(ForecastRound.objects.select_related("locked_by"), pk)
    if not held.is_open(today):
        raise Locked(round_lock_sentence(held))
    return held


def round_lock_sentence(found: ForecastRound) -> str:
    """Why a closed round takes no more forecasts, since when, and who can open it."""
    if found.locked_at is not None:
        when = format_date(timezone.localdate(found.locked_at))
        return f"Prognosen är låst sedan {when} av {found.locked_by}. Controllern kan öppna den igen."
    assert found.cut_off is not None  # noqa: S101 (an open-ended round is closed only by somebody)
    return f"Prognosen skulle lämnas senast {format_date(found.cut_off)}. Controllern kan öppna den igen."
