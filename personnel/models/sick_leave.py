"""Sick leave: hours, never percentages. What is shown is computed of them."""

from __future__ import annotations

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from personnel.models.groups import PeriodOfStaff


class SickLeave(PeriodOfStaff):
    """Hours of sick leave of a group in a period, and the time they are a share of.

    `long_sick_hours` are those in spells of sixty days or more, and part of `sick_hours`. Ordinary time leaves unpaid
    leave out, which gives a higher share than agreed time: the two never stand in one series.
    """

    class Denominator(models.TextChoices):
        ORDINARY_TIME = "ordinary_time", "sammanlagd ordinarie arbetstid"
        AGREED_TIME = "agreed_time", "överenskommen arbetstid"

    denominator = models.CharField("andel av", max_length=15, choices=Denominator, default=Denominator.ORDINARY_TIME)
    ordinary_hours = models.DecimalField(
        "ordinarie timmar", max_digits=14, decimal_places=2, validators=[MinValueValidator(0)]
    )
    sick_hours = models.DecimalField("sjuktimmar", max_digits=14, decimal_places=2, validators=[MinValueValidator(0)])
    long_sick_hours = models.DecimalField(
        "sjuktimmar, 60 dagar eller mer",
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    population_note = models.CharField(
        "vilka som räknas", max_length=300, blank=True, help_text="Till exempel att timavlönade inte ingår."
    )

    history = HistoricalRecords()

    class Meta(PeriodOfStaff.Meta):
        verbose_name = "sjukfrånvaro"
        verbose_name_plural = "sjukfrånvaro"
        ordering = ["-to_date", "org_unit__order"]
        constraints = [
            *PeriodOfStaff.Meta.constraints,
            models.UniqueConstraint(
                fields=["org_unit", "from_date", "to_date", "denominator", "sex", "age_group"],
                name="personnel_sick_leave_once",
                violation_error_message="Sjukfrånvaron finns redan för den perioden.",
            ),
            models.CheckConstraint(
                condition=Q(sick_hours__lte=F("ordinary_hours")),
                name="personnel_sick_leave_within_ordinary_time",
                violation_error_message="Sjuktimmarna är fler än de ordinarie timmarna.",
            ),
            models.CheckConstraint(
                condition=Q(long_sick_hours=None) | Q(long_sick_hours__lte=F("sick_hours")),
                name="personnel_sick_leave_long_is_part",
                violation_error_message="Timmarna i långa perioder är fler än alla sjuktimmar.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.org_unit}, {self.from_date} till {self.to_date}"
