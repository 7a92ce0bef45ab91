"""The risk register, and the kommun's own scale."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from kommunrapport.organisation.models import OrgUnit, Position
from kommunrapport.records.models import Versioned

STEPS = [MinValueValidator(1), MaxValueValidator(5)]


class RiskScaleStep(Versioned):
    """One step of likelihood or impact, in the kommun's words. Without any, `internal_control.scale` has the usual."""

    class Axis(models.TextChoices):
        LIKELIHOOD = "likelihood", "sannolikhet"
        IMPACT = "impact", "konsekvens"

    axis = models.CharField("skala", max_length=10, choices=Axis)
    value = models.PositiveSmallIntegerField("värde", validators=STEPS)
    name = models.CharField("namn", max_length=40, help_text="Till exempel Möjlig.")
    description = models.CharField(
        "beskrivning", max_length=300, blank=True, help_text="Till exempel: har hänt någon gång de senaste fem åren."
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = "steg i riskskalan"
        verbose_name_plural = "riskskalan"
        ordering = ["axis", "value"]
        constraints = [
            models.UniqueConstraint(
                fields=["axis", "value"],
                name="internal_control_scale_step_once",
                violation_error_message="Steget finns redan.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.value} {self.name}"


class RiskLevel(Versioned):
    """What is done with risks from a score and up to the next level. Likelihood times impact is the score."""

    class Tone(models.TextChoices):
        ACCEPT = "accept", "låg"
        WATCH = "watch", "måttlig"
        PLAN = "plan", "hög"
        ACT = "act", "mycket hög"

    from_score = models.PositiveSmallIntegerField("från riskvärde", unique=True, validators=[MinValueValidator(1)])
    name = models.CharField("det här görs", max_length=60, help_text="Till exempel: bevakas.")
    tone = models.CharField("nivå", max_length=10, choices=Tone)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "risknivå"
        verbose_name_plural = "risknivåer"
        ordering = ["from_score"]

    def __str__(self) -> str:
        return f"från {self.from_score}: {self.name}"


class RiskQuerySet(models.QuerySet["Risk"]):
    def valid_in(self, year: int) -> RiskQuerySet:
        return self.filter(Q(valid_from=None) | Q(valid_from__lte=year), Q(valid_to=None) | Q(valid_to__gte=year))

    def shown(self) -> RiskQuerySet:
        """What may stand in a report or a file: nothing confidential."""
        return self.filter(is_confidential=False)


class Risk(Versioned):
    """Something that may happen. `number` is its own through the years, in its unit."""

    class Category(models.TextChoices):
        ENVIRONMENT = "environment", "omvärld"
        OPERATIONS = "operations", "verksamhet"
        LEGAL = "legal", "lagar och regler"
        IT = "it", "it och information"
        FINANCE = "finance", "ekonomi och redovisning"
        REPORTING = "reporting", "rapportering"
        STAFF = "staff", "personal och kompetens"

    class Handling(models.TextChoices):
        ACCEPT = "accept", "accepteras"
        WATCH = "watch", "bevakas"
        CONTROL = "control", "till kontrollplanen"
        ACT = "act", "åtgärdas direkt"

    org_unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="risks", verbose_name="enhet")
    number = models.PositiveSmallIntegerField("nummer")
    title = models.CharField("risk", max_length=200, help_text="Det som kan hända, till exempel: Fel lön betalas ut.")
    area = models.CharField("process eller område", max_length=120, blank=True)
    category = models.CharField("slag av risk", max_length=15, choices=Category)
    cause = models.TextField("orsak", max_length=1000, blank=True)
    consequence = models.TextField("konsekvens, om det händer", max_length=1000, blank=True)
    existing_control = models.TextField("det som redan görs", max_length=1000, blank=True)
    handling = models.CharField("beslut", max_length=10, choices=Handling, blank=True)
    owner = models.ForeignKey(
        Position, on_delete=models.PROTECT, null=True, blank=True, related_name="risks", verbose_name="ansvarig"
    )
    goal = models.ForeignKey(
        "goals.Goal", on_delete=models.PROTECT, null=True, blank=True, related_name="risks", verbose_name="mål"
    )
    is_confidential = models.BooleanField(
        "sekretess",
        default=False,
        help_text="Kommer aldrig med i rapporter och filer, inte heller kontroller och åtgärder som hör till risken.",
    )
    valid_from = models.PositiveSmallIntegerField("från år", null=True, blank=True)
    valid_to = models.PositiveSmallIntegerField("till och med år", null=True, blank=True)

    objects = RiskQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "risk"
        verbose_name_plural = "risker"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["org_unit", "number"],
                name="internal_control_risk_number_once",
                violation_error_message="Enheten har redan en risk med det numret.",
            ),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="internal_control_risk_years_in_order",
                violation_error_message="Sista året ligger före det första. Ändra något av dem.",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class RiskRating(Versioned):
    """How likely and how serious a risk is thought to be one year."""

    risk = models.ForeignKey(Risk, on_delete=models.CASCADE, related_name="ratings", verbose_name="risk")
    year = models.PositiveSmallIntegerField("år")
    likelihood = models.PositiveSmallIntegerField("sannolikhet", validators=STEPS)
    impact = models.PositiveSmallIntegerField("konsekvens", validators=STEPS)
    reason = models.TextField("varför", max_length=1000, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "riskbedömning"
        verbose_name_plural = "riskbedömningar"
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["risk", "year"],
                name="internal_control_rating_once_a_year",
                violation_error_message="Risken är redan bedömd det året.",
            ),
            models.CheckConstraint(
                condition=Q(likelihood__gte=1, likelihood__lte=5, impact__gte=1, impact__lte=5),
                name="internal_control_rating_on_the_scale",
                violation_error_message="Välj ett steg på skalan.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.risk}, {self.year}"

    @property
    def score(self) -> int:
        """Riskvärdet: 1 to 16 on the usual scale."""
        return self.likelihood * self.impact
