"""Forecasts of the whole year, each with the day it was made, and the plan to come back into balance."""

from __future__ import annotations

import datetime

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from budget.models.areas import BudgetArea
from budget.models.batches import ImportBatch
from kommunrapport.organisation.models import OrgUnit, Position, User
from kommunrapport.records.models import Versioned


class ForecastRound(Versioned):
    """One time the unit forecasts its year: made with what was known on `as_of`, open until `cut_off`.

    All rounds are kept. A locked round never changes.
    """

    org_unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="+", verbose_name="enhet")
    year = models.PositiveSmallIntegerField("år")
    as_of = models.DateField("per den", help_text="Prognosen bygger på det som var känt den dagen.")
    cut_off = models.DateField("lämnas senast", null=True, blank=True)
    locked_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="låst av"
    )
    locked_at = models.DateTimeField("låst", null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "prognostillfälle"
        verbose_name_plural = "prognostillfällen"
        ordering = ["year", "as_of"]
        constraints = [
            models.UniqueConstraint(
                fields=["org_unit", "year", "as_of"],
                name="budget_forecast_round_once_a_day",
                violation_error_message="Det finns redan en prognos per den dagen.",
            ),
            models.CheckConstraint(
                condition=Q(locked_by=None, locked_at=None) | Q(locked_by__isnull=False, locked_at__isnull=False),
                name="budget_forecast_round_locked_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"prognos per {self.as_of}"

    def is_open(self, today: datetime.date) -> bool:
        """Neither locked nor past its last day."""
        return self.locked_at is None and (self.cut_off is None or today <= self.cut_off)


class ForecastQuerySet(models.QuerySet["Forecast"]):
    def current(self) -> ForecastQuerySet:
        return self.filter(replaced_by=None)


class Forecast(Versioned):
    """The year's net cost of an area as it is forecast, in kronor and ledger sign.

    In the layer of the units an area's own amount wins over the sum of its parts. The administration's adjustment is
    a layer of its own: an amount to add, with its reason.
    """

    class Layer(models.TextChoices):
        UNIT = "unit", "enhetens prognos"
        ADMINISTRATION = "administration", "förvaltningens justering"

    forecast_round = models.ForeignKey(
        ForecastRound, on_delete=models.CASCADE, related_name="forecasts", verbose_name="prognos"
    )
    area = models.ForeignKey(BudgetArea, on_delete=models.PROTECT, related_name="forecasts", verbose_name="område")
    layer = models.CharField("lager", max_length=20, choices=Layer, default=Layer.UNIT)
    amount = models.DecimalField("belopp (kr)", max_digits=15, decimal_places=2)
    reason = models.CharField("skäl", max_length=500, blank=True)
    batch = models.ForeignKey(
        ImportBatch, on_delete=models.PROTECT, null=True, blank=True, related_name="forecast_rows", editable=False
    )
    replaced_by = models.ForeignKey(
        ImportBatch, on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_forecast", editable=False
    )

    objects = ForecastQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "prognos"
        verbose_name_plural = "prognoser"
        ordering = ["forecast_round", "area"]
        constraints = [
            models.UniqueConstraint(
                fields=["forecast_round", "area", "layer"],
                name="budget_forecast_once",
                condition=Q(replaced_by=None),
                violation_error_message="Området har redan en prognos.",
            ),
            models.CheckConstraint(
                condition=Q(layer="unit") | ~Q(reason=""),
                name="budget_forecast_adjustment_has_a_reason",
                violation_error_message="Skriv varför förvaltningen justerar prognosen.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area}, {self.forecast_round}"


class CorrectionAction(Versioned):
    """One åtgärd of the plan to come back into balance. Effects are kronor; less net cost is a positive effect.

    The plan is open for as long as the latest forecast shows a deficit.
    """

    class Status(models.TextChoices):
        PLANNED = "planned", "planerad"
        ONGOING = "ongoing", "pågår"
        DONE = "done", "genomförd"
        DROPPED = "dropped", "blev inte av"

    org_unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="+", verbose_name="enhet")
    year = models.PositiveSmallIntegerField("år")
    order = models.PositiveSmallIntegerField("ordning", default=0)
    area = models.ForeignKey(
        BudgetArea, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="område"
    )
    text = models.CharField("åtgärd", max_length=500)
    effect_this_year = models.DecimalField("effekt i år (kr)", max_digits=15, decimal_places=2)
    effect_full_year = models.DecimalField("helårseffekt (kr)", max_digits=15, decimal_places=2, null=True, blank=True)
    responsible = models.ForeignKey(
        Position, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ansvarig"
    )
    decision = models.CharField("beslut", max_length=200, blank=True, help_text="Organ, datum och paragraf.")
    status = models.CharField("läge", max_length=10, choices=Status, default=Status.PLANNED)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "åtgärd för balans"
        verbose_name_plural = "åtgärder för balans"
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.text


class CorrectionFollowUp(Versioned):
    """How an åtgärd stood at a later forecast."""

    action = models.ForeignKey(
        CorrectionAction, on_delete=models.CASCADE, related_name="follow_ups", verbose_name="åtgärd"
    )
    forecast_round = models.ForeignKey(
        ForecastRound, on_delete=models.PROTECT, related_name="+", verbose_name="prognos"
    )
    text = models.CharField("uppföljning", max_length=500)
    effect = models.DecimalField("effekt hittills (kr)", max_digits=15, decimal_places=2, null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "uppföljning av åtgärd"
        verbose_name_plural = "uppföljningar av åtgärder"
        ordering = ["forecast_round__as_of"]
        constraints = [
            models.UniqueConstraint(
                fields=["action", "forecast_round"],
                name="budget_correction_follow_up_once",
                violation_error_message="Åtgärden är redan uppföljd vid den prognosen.",
            )
        ]

    def __str__(self) -> str:
        return self.text
