"""Outcomes and targets."""

from __future__ import annotations

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from kommunrapport.measures.models.choices import AgeGroup, Sex, ValueKind
from kommunrapport.measures.models.measures import Measure
from kommunrapport.organisation.access import access_of
from kommunrapport.organisation.models import Occasion, OrgUnit, User
from kommunrapport.organisation.roles import Capability
from kommunrapport.records.models import Versioned


class ObservationQuerySet(models.QuerySet["Observation"]):
    def editable_by(self, user: User) -> ObservationQuerySet:
        """Outcomes the user may enter: of own units, or of the user's subject in any unit."""
        access = access_of(user)
        own = Q(org_unit__in=access.units.get(Capability.RECORD_OUTCOMES, frozenset()))
        return self.filter(own | Q(measure__category__in=access.subjects))


class Observation(Versioned):
    """One outcome: a measure, for a unit and a period, in the measure's unit. Percent is 96, not 0.96.

    A missing value is NULL with a status that says why; 0 is a real outcome. Suppression of small groups is
    computed where figures are shown, never stored.
    """

    class Status(models.TextChoices):
        FINAL = "final", "slutligt"
        PRELIMINARY = "preliminary", "preliminärt"
        CARRIED_FORWARD = "carried_forward", "förra värdet"
        NOT_MEASURED = "not_measured", "ej mätt"
        EXPECTED = "expected", "kommer senare"
        ELSEWHERE = "elsewhere", "redovisas på annat håll"
        NOT_APPLICABLE = "not_applicable", "ej aktuellt"

    WITH_VALUE = (Status.FINAL, Status.PRELIMINARY, Status.CARRIED_FORWARD)
    WITHOUT_VALUE = (Status.NOT_MEASURED, Status.EXPECTED, Status.ELSEWHERE, Status.NOT_APPLICABLE)
    # Set where outcomes are read, when too few have answered a survey: why there is no value to show. Never stored.
    why_hidden: str = ""

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="observations", verbose_name="mätning")
    org_unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="+", verbose_name="enhet")
    year = models.PositiveSmallIntegerField("år")
    from_year = models.PositiveSmallIntegerField("från år", null=True, blank=True)
    part = models.CharField("tillfälle", max_length=20, choices=Occasion.Kind, default=Occasion.Kind.FULL_YEAR)
    sex = models.CharField("kön", max_length=10, choices=Sex, default=Sex.TOTAL)
    age_group = models.CharField("åldersgrupp", max_length=10, choices=AgeGroup, default=AgeGroup.ALL)
    kind = models.CharField("slag", max_length=10, choices=ValueKind, default=ValueKind.VALUE)
    status = models.CharField("läge", max_length=20, choices=Status, default=Status.FINAL)
    value = models.DecimalField("utfall", max_digits=18, decimal_places=4, null=True, blank=True)
    data_year = models.PositiveSmallIntegerField("uppgifter från år", null=True, blank=True)
    expected_on = models.DateField("väntas", null=True, blank=True)
    expected_text = models.CharField("väntas, som det ska stå", max_length=60, blank=True)
    comparison_value = models.DecimalField("jämförelsevärde", max_digits=18, decimal_places=4, null=True, blank=True)
    comparison_label = models.CharField("jämförelsen heter", max_length=40, blank=True, help_text="Till exempel medel.")
    answers = models.PositiveIntegerField("antal svar", null=True, blank=True)
    note = models.CharField("anmärkning", max_length=300, blank=True)
    precision = models.DecimalField(
        "avrundat till",
        max_digits=12,
        decimal_places=4,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0.0001"))],
        help_text="Till exempel 1000 när värdet är avrundat till tusental.",
    )
    fetched_at = models.DateTimeField("hämtat", null=True, blank=True, editable=False)

    objects = ObservationQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "utfall"
        verbose_name_plural = "utfall"
        ordering = ["measure__name", "-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "org_unit", "year", "part", "sex", "age_group", "kind"],
                name="measures_observation_once",
                violation_error_message="Mätningen har redan ett utfall för den perioden.",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["final", "preliminary", "carried_forward"], value__isnull=False)
                | Q(status__in=["not_measured", "expected", "elsewhere", "not_applicable"], value__isnull=True),
                name="measures_observation_value_or_reason",
                violation_error_message="Skriv ett värde eller välj varför det saknas.",
            ),
            models.CheckConstraint(
                condition=~Q(status="carried_forward") | Q(data_year__isnull=False),
                name="measures_observation_carried_from_a_year",
                violation_error_message="Ange från vilket år värdet är.",
            ),
            models.CheckConstraint(
                condition=Q(comparison_value=None) | ~Q(comparison_label=""),
                name="measures_observation_comparison_is_named",
                violation_error_message="Ange vad jämförelsevärdet är, till exempel medel.",
            ),
            models.CheckConstraint(
                condition=Q(from_year=None) | Q(from_year__lt=F("year")),
                name="measures_observation_years_in_order",
                violation_error_message="Perioden börjar efter att den slutar.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure}, {self.year}"


HORIZON = [MinValueValidator(1), MaxValueValidator(10)]


class TargetQuerySet(models.QuerySet["Target"]):
    def for_unit(self, org_unit: OrgUnit, years: list[int]) -> TargetQuerySet:
        return self.filter(org_unit=org_unit, year__in=years)


class Target(Versioned):
    """What a measure aims at one year: a value to reach, or a direction from the year before.

    With `goal` it is that goal's own target, which wins over the measure's common one. A value can be held against
    the last `horizon_years` years together instead of the year alone; a direction is always from the year before.
    """

    class Operator(models.TextChoices):
        AT_LEAST = "at_least", "minst"
        AT_MOST = "at_most", "högst"
        EXACTLY = "exactly", "lika med"

    class Direction(models.TextChoices):
        INCREASE = "increase", "Öka"
        DECREASE = "decrease", "Minska"
        KEEP = "keep", "Bibehålla"

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="targets", verbose_name="mätning")
    org_unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="+", verbose_name="enhet")
    year = models.PositiveSmallIntegerField("år")
    sex = models.CharField("kön", max_length=10, choices=Sex, default=Sex.TOTAL)
    kind = models.CharField("slag", max_length=10, choices=ValueKind, default=ValueKind.VALUE)
    goal = models.ForeignKey(
        "goals.Goal",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="targets",
        verbose_name="mål",
    )
    operator = models.CharField("jämförelse", max_length=10, choices=Operator, blank=True)
    value = models.DecimalField("målvärde", max_digits=18, decimal_places=4, null=True, blank=True)
    direction = models.CharField("riktning", max_length=10, choices=Direction, blank=True)
    horizon_years = models.PositiveSmallIntegerField("sett över antal år", default=1, validators=HORIZON)

    objects = TargetQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "målvärde"
        verbose_name_plural = "målvärden"
        ordering = ["measure__name", "-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "org_unit", "year", "sex", "kind"],
                condition=Q(goal=None),
                name="measures_target_once",
                violation_error_message="Mätningen har redan ett målvärde det året.",
            ),
            models.UniqueConstraint(
                fields=["measure", "org_unit", "year", "sex", "kind", "goal"],
                condition=Q(goal__isnull=False),
                name="measures_target_once_per_goal",
                violation_error_message="Målet har redan ett målvärde för mätningen det året.",
            ),
            models.CheckConstraint(
                condition=(Q(value__isnull=False, direction="") & ~Q(operator=""))
                | (Q(value=None, operator="") & ~Q(direction="")),
                name="measures_target_value_or_direction",
                violation_error_message="Skriv antingen ett värde med jämförelse eller en riktning, till exempel Öka.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure}, {self.year}"
