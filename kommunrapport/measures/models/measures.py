"""What is measured, and lists of it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from kommunrapport.organisation.models import OrgUnit, Position
from kommunrapport.organisation.roles import Subject
from kommunrapport.records.models import Versioned


class MeasureQuerySet(models.QuerySet["Measure"]):
    def entered(self) -> MeasureQuerySet:
        """Measures that people enter; the derived ones are computed."""
        return self.filter(formula="")

    def overdue(self, today: datetime.date) -> MeasureQuerySet:
        """Measures whose next outcome should have been here by `today`."""
        return self.filter(next_due__lt=today)

    def known_for(self, org_unit: OrgUnit, years: Iterable[int]) -> MeasureQuerySet:
        """Measures with an outcome or a target of the unit in some of the years, or computed of one that has."""
        years = list(years)
        outcome = Q(observations__org_unit=org_unit, observations__year__in=years)
        target = Q(targets__org_unit=org_unit, targets__year__in=years)
        entered = Measure.objects.filter(outcome | target).values("pk")
        return self.filter(Q(pk__in=entered) | Q(first__in=entered))


class Measure(Versioned):
    """Something that is measured, whoever it is measured for. Values are in `measurement_unit`.

    A part of another measure is a component (components sum to it, nearly) or a subset ("varav": overlaps others).
    A derived measure is computed of `first` and `second` by its `formula`, and never entered or stored. The two are
    themselves entered.
    """

    class Better(models.TextChoices):
        HIGHER = "higher", "högre är bättre"
        LOWER = "lower", "lägre är bättre"
        NONE = "none", "varken eller"

    class Part(models.TextChoices):
        COMPONENT = "component", "del av summan"
        SUBSET = "subset", "varav"

    class Formula(models.TextChoices):
        DIFFERENCE = "difference", "den första minus den andra"
        RATIO = "ratio", "den första i procent av den andra"

    class Frequency(models.TextChoices):
        YEARLY = "yearly", "varje år"
        EVERY_OTHER_YEAR = "every_other_year", "vartannat år"
        HALF_YEARLY = "half_yearly", "två gånger om året"
        TERTIAL = "tertial", "varje tertial"
        MONTHLY = "monthly", "varje månad"
        IRREGULAR = "irregular", "oregelbundet"

    slug = models.SlugField("kortnamn i adressen", unique=True, max_length=80)
    name = models.CharField("namn", max_length=200)
    definition = models.TextField("fråga eller definition", blank=True)
    source = models.CharField("källa", max_length=200, blank=True)
    measurement_unit = models.CharField("enhet", max_length=30, blank=True, help_text="Till exempel %, index, kWh/m².")
    decimals = models.PositiveSmallIntegerField("decimaler", default=0, choices=[(n, str(n)) for n in range(5)])
    scale_maximum = models.DecimalField("högsta möjliga värde", max_digits=18, decimal_places=4, null=True, blank=True)
    better_is = models.CharField("riktning", max_length=10, choices=Better, default=Better.HIGHER)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts", verbose_name="del av"
    )
    part = models.CharField("slag av del", max_length=10, choices=Part, blank=True)
    formula = models.CharField("beräknas som", max_length=10, choices=Formula, blank=True)
    first = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="första mätningen"
    )
    second = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="andra mätningen"
    )
    # A published figure of growth is entered, and Avstämning holds it against the series it comes from.
    growth_of = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="förändring i procent av",
    )
    least_answers = models.PositiveSmallIntegerField(
        "minsta antal svar",
        null=True,
        blank=True,
        validators=[MinValueValidator(2)],
        help_text="För enkäter: resultat med färre svar visas inte.",
    )
    owner = models.ForeignKey(
        Position,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="measures",
        verbose_name="ansvarig",
    )
    frequency = models.CharField("hur ofta", max_length=20, choices=Frequency, default=Frequency.YEARLY)
    next_due = models.DateField("nästa utfall väntas", null=True, blank=True)
    category = models.CharField("ämne", max_length=20, choices=Subject, blank=True)
    note = models.CharField("anmärkning", max_length=300, blank=True)
    kolada_id = models.CharField("nyckeltal i Kolada", max_length=12, blank=True)

    objects = MeasureQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "mätning"
        verbose_name_plural = "mätningar"
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(parent=None, part="") | (Q(parent__isnull=False) & ~Q(part="")),
                name="measures_measure_part_of_something",
                violation_error_message="Ange både vad mätningen är en del av och hur.",
            ),
            models.CheckConstraint(
                condition=Q(formula="", first=None, second=None)
                | (~Q(formula="") & Q(first__isnull=False, second__isnull=False)),
                name="measures_measure_formula_is_whole",
                violation_error_message="En beräknad mätning behöver en formel och båda mätningarna den räknas av.",
            ),
            models.CheckConstraint(
                condition=~Q(formula="ratio") | Q(measurement_unit="%"),
                name="measures_measure_ratio_is_percent",
                violation_error_message="Det som räknas i procent har enheten %.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Raises ValidationError where something would be computed of itself or of what is computed."""
        if not self.is_derived:
            return
        for name in ("first", "second"):
            operand = getattr(self, name)
            if operand is not None and (operand.is_derived or operand == self):
                raise ValidationError({name: "Välj en mätning som registreras, inte en som beräknas."})
        if self.pk and Measure.objects.filter(Q(first=self.pk) | Q(second=self.pk)).exists():
            raise ValidationError({"formula": "Andra mätningar beräknas av den här, så den måste registreras."})

    @property
    def is_derived(self) -> bool:
        return self.formula != ""

    @property
    def source_ids(self) -> set[int]:
        """Ids of the measures whose outcomes it is made of: its own, or those it is computed of."""
        return {pk for pk in (self.first_id, self.second_id) if pk} if self.is_derived else {self.pk}


class MeasureList(Versioned):
    """A headed table of measures: key figures, personnel measures, synpunkter."""

    slug = models.SlugField("kortnamn", unique=True, max_length=60)
    title = models.CharField("rubrik", max_length=200)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "mätningslista"
        verbose_name_plural = "mätningslistor"
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


class MeasureListItem(Versioned):
    """One row of a list: a measure, or a heading when there is no measure."""

    measure_list = models.ForeignKey(MeasureList, on_delete=models.CASCADE, related_name="items", verbose_name="lista")
    order = models.PositiveSmallIntegerField("ordning")
    measure = models.ForeignKey(
        Measure, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="mätning"
    )
    heading = models.CharField("mellanrubrik", max_length=200, blank=True)
    indent = models.PositiveSmallIntegerField("indrag", default=0)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "rad i lista"
        verbose_name_plural = "rader i lista"
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["measure_list", "order"], name="measures_list_item_order_once"),
            models.CheckConstraint(
                condition=(Q(measure__isnull=False, heading="")) | (Q(measure=None) & ~Q(heading="")),
                name="measures_list_item_measure_or_heading",
                violation_error_message="En rad är antingen en mätning eller en mellanrubrik.",
            ),
        ]

    def __str__(self) -> str:
        return self.heading or str(self.measure)
