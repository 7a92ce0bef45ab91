"""What every row of the staff has: whose it is, and which group of them."""

from __future__ import annotations

from django.db import models

from kommunrapport.measures.models import AgeGroup, Sex
from kommunrapport.organisation.models import OrgUnit
from kommunrapport.records.models import Versioned
from personnel.models.imports import HrImport


class EmploymentForm(models.TextChoices):
    ALL = "all", "alla"
    PERMANENT = "permanent", "tillsvidareanställda"
    FIXED_TERM = "fixed_term", "visstidsanställda"
    HOURLY_PAID = "hourly_paid", "timavlönade"


class StaffGroup(Versioned):
    """A group of a unit's staff: of the unit and all below it together.

    Of a small group only the number of people is shown. `employees` is how many they are: with `personnel.hiding` it
    decides whether the other figures may be shown. HR marks a larger group `is_identifiable` when a figure
    of it would point at somebody all the same.
    """

    org_unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="+", verbose_name="enhet")
    sex = models.CharField("kön", max_length=10, choices=Sex, default=Sex.TOTAL)
    age_group = models.CharField("åldersgrupp", max_length=10, choices=AgeGroup, default=AgeGroup.ALL)
    employees = models.PositiveIntegerField("antal anställda", null=True, blank=True)
    is_identifiable = models.BooleanField(
        "går att härleda", default=False, help_text="Uppgifterna kan knytas till någon enskild och visas inte."
    )
    batch = models.ForeignKey(
        HrImport, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )

    class Meta:
        abstract = True


class PeriodOfStaff(StaffGroup):
    """A group over a period, first and last day included."""

    from_date = models.DateField("från")
    to_date = models.DateField("till")

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(to_date__gt=models.F("from_date")),
                name="personnel_%(class)s_dates_in_order",
                violation_error_message="Perioden slutar innan den börjar. Ändra någon av dagarna.",
            )
        ]
