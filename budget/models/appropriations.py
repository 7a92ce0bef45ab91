"""The frame fullmäktige gives, and the money beside it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from kommunrapport.organisation.models import OrgUnit
from kommunrapport.records.models import Versioned


class Appropriation(Versioned):
    """An amount the unit is given, or asked to save, for a year. Positive kronor, as decisions are worded.

    A frame (ram) is net cost. An earmarked satsning may cover several years: `amount` is this year's and
    `period_amount` the whole. An effektiviseringskrav says in `achieved` what was saved.
    """

    class Kind(models.TextChoices):
        FRAME = "frame", "ram"
        INTERNAL_FINANCING = "internal_financing", "finansiering av andra nämnder"
        EARMARKED = "earmarked", "satsning"
        EFFICIENCY = "efficiency", "effektiviseringskrav"

    org_unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="+", verbose_name="enhet")
    year = models.PositiveSmallIntegerField("år")
    kind = models.CharField("slag av anslag", max_length=20, choices=Kind, default=Kind.FRAME)
    order = models.PositiveSmallIntegerField("ordning", default=0)
    label = models.CharField("vad det gäller", max_length=200)
    amount = models.DecimalField("belopp (kr)", max_digits=15, decimal_places=2, null=True, blank=True)
    financier = models.CharField("vem som betalar", max_length=120, blank=True)
    scope_note = models.CharField("vad som ingår eller inte", max_length=300, blank=True)
    period_from = models.PositiveSmallIntegerField("från år", null=True, blank=True)
    period_to = models.PositiveSmallIntegerField("till år", null=True, blank=True)
    period_amount = models.DecimalField(
        "belopp för hela perioden (kr)", max_digits=15, decimal_places=2, null=True, blank=True
    )
    achieved = models.DecimalField("utfall (kr)", max_digits=15, decimal_places=2, null=True, blank=True)
    decision = models.CharField("beslut", max_length=200, blank=True, help_text="Organ, datum och paragraf.")
    follow_up = models.TextField("uppföljning", max_length=2000, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "anslag"
        verbose_name_plural = "anslag"
        ordering = ["kind", "order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__isnull=False) | Q(period_amount__isnull=False),
                name="budget_appropriation_has_an_amount",
                violation_error_message="Skriv årets belopp, eller beloppet för hela perioden.",
            ),
            models.CheckConstraint(
                condition=Q(period_from=None, period_to=None) | Q(period_to__gte=F("period_from")),
                name="budget_appropriation_years_in_order",
                violation_error_message="Skriv både första och sista året, i ordning.",
            ),
        ]

    def __str__(self) -> str:
        return self.label
