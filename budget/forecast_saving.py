"""What was typed in a round of forecasts, saved area by area: each is saved whole or not at all, and says so."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.http import QueryDict

from budget.models import Forecast
from budget.pages.cells import Cell
from budget.pages.forecast_entry import EntryPage
from budget.services.forecasts import record_forecast
from kommunrapport.numbers import carried_number
from kommunrapport.organisation.models import User
from kommunrapport.records.saving import Conflict, Locked


@dataclass(frozen=True, slots=True)
class ForecastSaver:
    """One save of the page."""

    page: EntryPage
    posted: QueryDict
    today: datetime.date
    by: User

    def save(self) -> tuple[int, dict[str, Cell], bool]:
        """(how many were saved, the cells that were not by name, whether somebody else changed some of them)"""
        saved, clashes = 0, False
        unsaved: dict[str, Cell] = {}
        for area_id, cell in self.page.cells.items():
            typed = cell.typed_in(self.posted)
            if typed is None:
                continue
            try:
                self._record(area_id, cell, typed)
            except Conflict as conflict:
                unsaved[cell.name], clashes = cell.clashed(typed, conflict), True
            except (Locked, ValidationError) as refusal:
                words = refusal.sentence if isinstance(refusal, Locked) else refusal
                unsaved[cell.name] = cell.refused(typed, words, cell.seen_in(self.posted))
            else:
                saved += 1
        return saved, unsaved, clashes

    def _record(self, area_id: int, cell: Cell, typed: str) -> None:
        seen = cell.seen_in(self.posted)
        record_forecast(
            pk=self.page.forecast_round.pk,
            area=self.page.area_of[area_id],
            layer=Forecast.Layer.UNIT,
            amount=cell.read(typed),
            reason="",
            version=carried_number(seen, 0),
            today=self.today,
            by=self.by,
        )


def typed_amounts(page: EntryPage, posted: QueryDict) -> dict[int, Decimal | None]:
    """What is being typed, by area; what is no amount yet is left out."""
    found: dict[int, Decimal | None] = {}
    for area_id, cell in page.cells.items():
        typed = cell.typed_in(posted)
        if typed is None:
            continue
        try:
            found[area_id] = cell.read(typed)
        except ValidationError:
            continue
    return found
