"""Why the money did not go as planned: thresholds, comments, and posts that disturb comparison."""

from __future__ import annotations

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Coalesce
from simple_history.models import HistoricalRecords

from budget.models.areas import BudgetArea
from kommunrapport.organisation.models import Occasion, OrgUnit
from kommunrapport.records.models import Versioned


class VarianceThreshold(Versioned):
    """From when a variance must be explained: beyond the amount, the share of the budget, or both.

    Without a unit it is the kommun's; a unit's own wins for the unit and all below it.
    """

    class Needs(models.TextChoices):
        BOTH = "both", "både belopp och procent"
        EITHER = "either", "belopp eller procent"

    org_unit = models.ForeignKey(
        OrgUnit,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="enhet",
        help_text="Tomt betyder hela kommunen.",
    )
    amount = models.DecimalField("belopp (kr)", max_digits=15, decimal_places=2, validators=[MinValueValidator(0)])
    percent = models.DecimalField(
        "procent av budget", max_digits=6, decimal_places=2, validators=[MinValueValidator(0)]
    )
    needs = models.CharField("kommentar krävs över", max_length=10, choices=Needs, default=Needs.BOTH)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "gräns för avvikelser"
        verbose_name_plural = "gränser för avvikelser"
        ordering = ["org_unit__name"]
        constraints = [
            models.UniqueConstraint(
                Coalesce("org_unit", Value(0), output_field=models.BigIntegerField()),
                name="budget_threshold_once_per_unit",
                violation_error_message="Enheten har redan en gräns.",
            )
        ]

    def __str__(self) -> str:
        return str(self.org_unit or "Hela kommunen")


class VarianceComment(Versioned):
    """What the responsible person answers about an area's variance at an occasion; printed under the table."""

    class Duration(models.TextChoices):
        ONE_OFF = "one_off", "engångshändelse"
        LASTING = "lasting", "varaktigt"

    org_unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="+", verbose_name="enhet")
    area = models.ForeignKey(BudgetArea, on_delete=models.PROTECT, related_name="comments", verbose_name="område")
    occasion = models.ForeignKey(Occasion, on_delete=models.PROTECT, related_name="+", verbose_name="tillfälle")
    reason = models.TextField("varför blev det så", max_length=2000)
    duration = models.CharField("återkommer det", max_length=10, choices=Duration, blank=True)
    action = models.TextField("vad gör ni åt det", max_length=2000, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "kommentar till avvikelse"
        verbose_name_plural = "kommentarer till avvikelser"
        ordering = ["area__order"]
        constraints = [
            models.UniqueConstraint(fields=["org_unit", "area", "occasion"], name="budget_variance_comment_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="budget_variance_comment_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.area}, {self.occasion}"


class ComparabilityItem(Versioned):
    """A jämförelsestörande post: the result is shown with and without it. Ledger sign, part of the booked outcome."""

    org_unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="+", verbose_name="enhet")
    year = models.PositiveSmallIntegerField("år")
    name = models.CharField("post", max_length=120, help_text="Till exempel byggbonus.")
    amount = models.DecimalField(
        "belopp (kr)", max_digits=15, decimal_places=2, help_text="Intäkt med minus, kostnad utan."
    )
    note = models.CharField("anmärkning", max_length=300, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "jämförelsestörande post"
        verbose_name_plural = "jämförelsestörande poster"
        ordering = ["year", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["org_unit", "year", "name"],
                name="budget_comparability_item_once",
                violation_error_message="Posten finns redan det året.",
            )
        ]

    def __str__(self) -> str:
        return self.name
