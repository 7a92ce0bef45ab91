"""How many work here, and who came and went."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from personnel.models.groups import EmploymentForm, PeriodOfStaff, StaffGroup


def _hours(verbose_name: str) -> models.DecimalField[Any, Any]:
    return models.DecimalField(
        verbose_name, max_digits=14, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )


class Headcount(StaffGroup):
    """The staff of one day, by form of employment.

    Årsarbetare are full-time equivalents. Age is in years, `employment_rate` in percent of full time. None is not
    known, never 0.
    """

    as_of = models.DateField("per den")
    form = models.CharField("anställningsform", max_length=15, choices=EmploymentForm, default=EmploymentForm.ALL)
    full_time = models.PositiveIntegerField("varav heltid", null=True, blank=True)
    full_time_equivalents = models.DecimalField(
        "årsarbetare", max_digits=10, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    average_age = models.DecimalField(
        "medelålder",
        max_digits=4,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(15)), MaxValueValidator(Decimal(80))],
    )
    employment_rate = models.DecimalField(
        "sysselsättningsgrad, %",
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = "antal anställda"
        verbose_name_plural = "antal anställda"
        ordering = ["-as_of", "org_unit__order"]
        constraints = [
            models.UniqueConstraint(
                fields=["org_unit", "as_of", "form", "sex", "age_group"],
                name="personnel_headcount_once",
                violation_error_message="Antalet finns redan för den dagen.",
            ),
            models.CheckConstraint(
                condition=Q(employees__isnull=False),
                name="personnel_headcount_is_a_number",
                violation_error_message="Skriv hur många de är.",
            ),
            models.CheckConstraint(
                condition=Q(full_time=None) | Q(full_time__lte=F("employees")),
                name="personnel_headcount_full_time_are_employees",
                violation_error_message="De som arbetar heltid är fler än alla anställda.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_form_display()}, {self.org_unit}, {self.as_of}"


class StaffPeriod(PeriodOfStaff):
    """Who came and who left in a period, and the hours beside ordinary time."""

    hired = models.PositiveIntegerField("nyanställda", null=True, blank=True)
    left = models.PositiveIntegerField("avgångar", null=True, blank=True)
    hourly_paid_hours = _hours("timmar av timavlönade")
    overtime_hours = _hours("övertid och fyllnadstid, timmar")

    history = HistoricalRecords()

    class Meta(PeriodOfStaff.Meta):
        verbose_name = "personalrörelse"
        verbose_name_plural = "personalrörelser"
        ordering = ["-to_date", "org_unit__order"]
        constraints = [
            *PeriodOfStaff.Meta.constraints,
            models.UniqueConstraint(
                fields=["org_unit", "from_date", "to_date", "sex", "age_group"],
                name="personnel_staff_period_once",
                violation_error_message="Uppgiften finns redan för den perioden.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.org_unit}, {self.from_date} till {self.to_date}"
