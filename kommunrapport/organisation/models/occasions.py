"""When the kommun follows up, and what is closed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from kommunrapport.organisation.models.people import User
from kommunrapport.organisation.models.units import OrgUnit
from kommunrapport.organisation.period import FULL_YEAR, PERIOD_KINDS, Period
from kommunrapport.records.models import Versioned


class OccasionQuerySet(models.QuerySet["Occasion"]):
    def for_year(self, year: int) -> OccasionQuerySet:
        return self.filter(year=year)

    def full_year(self, year: int) -> Occasion | None:
        """The helår occasion of `year`, None if the kommun has not opened it."""
        return self.of_period(Period(year))

    def of_period(self, period: Period) -> Occasion | None:
        """The occasion of `period`, None if the kommun has not opened it."""
        return self.filter(year=period, kind=period.kind).first()


class Occasion(Versioned):
    """A time in the year when the kommun follows up, with the last day for each level."""

    class Kind(models.TextChoices):
        PLAN = "plan", "verksamhetsplan"
        CONTROL_PLAN = "control_plan", "internkontrollplan"
        TERTIAL = "tertial", "tertial 1"
        HALF_YEAR = "half_year", "delår"
        OCTOBER = "october", "oktober"
        FULL_YEAR = "full_year", "helår"

    DATES = (
        "unit_deadline",
        "administration_deadline",
        "dispatch_date",
        "committee_date",
        "board_date",
        "council_date",
        "council_meeting",
    )

    year = models.PositiveSmallIntegerField("år")
    kind = models.CharField("slag", max_length=20, choices=Kind)
    unit_deadline = models.DateField("enheterna klara", null=True, blank=True)
    administration_deadline = models.DateField("förvaltningens förslag klart", null=True, blank=True)
    dispatch_date = models.DateField("utskick", null=True, blank=True)
    committee_date = models.DateField("nämnden beslutar", null=True, blank=True)
    board_date = models.DateField("kommunstyrelsen", null=True, blank=True)
    council_date = models.DateField("till fullmäktige och revisorerna", null=True, blank=True)
    council_meeting = models.DateField("fullmäktige beslutar", null=True, blank=True)

    objects = OccasionQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "uppföljningstillfälle"
        verbose_name_plural = "uppföljningstillfällen"
        ordering = ["-year", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "kind"],
                name="organisation_occasion_once_a_year",
                violation_error_message="Tillfället finns redan det året.",
            ),
            models.CheckConstraint(
                condition=Q(year__gte=1990, year__lte=2100),
                name="organisation_occasion_year_is_a_year",
                violation_error_message="Skriv ett år mellan 1990 och 2100.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.year}"

    @property
    def period(self) -> Period:
        """Where it is seen; plans have no address of their own and are seen with the full year."""
        return Period(self.year, self.kind if self.kind in PERIOD_KINDS else FULL_YEAR)


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def closed(self) -> SubmissionQuerySet:
        """Locked or sent: figures can no longer be entered."""
        return self.exclude(state="open")


class Submission(Versioned):
    """Whether a unit's figures for an occasion are open, locked or sent: the row that guards them all."""

    class State(models.TextChoices):
        OPEN = "open", "öppen"
        LOCKED = "locked", "låst"
        SENT = "sent", "översänd"

    org_unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="submissions", verbose_name="enhet")
    occasion = models.ForeignKey(
        Occasion, on_delete=models.PROTECT, related_name="submissions", verbose_name="tillfälle"
    )
    state = models.CharField("läge", max_length=10, choices=State, default=State.OPEN)
    changed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ändrad av"
    )
    changed_at = models.DateTimeField("ändrad", null=True, blank=True)
    reason = models.CharField("skäl", max_length=300, blank=True)

    objects = SubmissionQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "inlämning"
        verbose_name_plural = "inlämningar"
        constraints = [
            models.UniqueConstraint(fields=["org_unit", "occasion"], name="organisation_submission_once"),
            models.CheckConstraint(
                condition=Q(state="open") | Q(changed_by__isnull=False, changed_at__isnull=False),
                name="organisation_submission_closed_by_somebody",
                violation_error_message="Den som låser eller översänder ska stå med namn och tid.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.org_unit}, {self.occasion}: {self.get_state_display()}"
