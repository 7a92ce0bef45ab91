"""What is done about what the controls found, until it is done."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from internal_control.models.plans import ControlTest
from internal_control.models.risks import Risk
from kommunrapport.organisation.access import access_of
from kommunrapport.organisation.models import OrgUnit, Position, User
from kommunrapport.organisation.roles import Capability
from kommunrapport.records.models import Versioned


class ControlFollowUp(Versioned):
    """What happened one year with the actions of a kontrollmoment, in words."""

    control_test = models.ForeignKey(
        ControlTest, on_delete=models.CASCADE, related_name="follow_ups", verbose_name="kontrollmoment"
    )
    year = models.PositiveSmallIntegerField("år")
    text = models.TextField("uppföljning", max_length=3000)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "uppföljning av kontroll"
        verbose_name_plural = "uppföljningar av kontroller"
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(fields=["control_test", "year"], name="internal_control_follow_up_once_a_year")
        ]

    def __str__(self) -> str:
        return f"{self.control_test}, {self.year}"


class ImprovementActionQuerySet(models.QuerySet["ImprovementAction"]):
    def open_in(self, year: int) -> ImprovementActionQuerySet:
        """Those to follow up in `year`: decided by then, and not closed before it began."""
        return self.filter(Q(closed_on=None) | Q(closed_on__year__gte=year), year__lte=year)

    def shown(self) -> ImprovementActionQuerySet:
        """What may stand in a report or a file: nothing confidential, nor of a confidential control or risk."""
        return self.filter(is_confidential=False).exclude(
            Q(control_test__is_confidential=True)
            | Q(control_test__risk__is_confidential=True)
            | Q(risk__is_confidential=True)
        )

    def changeable_by(self, user: User) -> ImprovementActionQuerySet:
        """Actions the user may rewrite: a controller's units, and what came of a manager's own controls."""
        access = access_of(user)
        managed = Q(org_unit__in=access.units.get(Capability.MANAGE_CONTROLS, frozenset()))
        own = Q(control_test__responsible__in=access.positions)
        return self.filter(managed | own if access.units.get(Capability.MARK_OWN_ACTIVITIES) else managed)

    def markable_by(self, user: User) -> ImprovementActionQuerySet:
        """Actions the user may mark: all of a controller's units, a manager's own."""
        access = access_of(user)
        every = Q(org_unit__in=access.units.get(Capability.MARK_ACTIVITIES, frozenset()))
        own = Q(responsible__in=access.positions)
        return self.filter(every | own if access.units.get(Capability.MARK_OWN_ACTIVITIES) else every)


class ImprovementAction(Versioned):
    """A förbättringsåtgärd. It is open through the years until it is done or given up.

    `year` is the year of the control that it came from. Due as written, and as a date when there is one.
    """

    class Status(models.TextChoices):
        NOT_STARTED = "not_started", "Inte påbörjad"
        ONGOING = "ongoing", "Pågår"
        DONE = "done", "Klar"
        CANCELLED = "cancelled", "Blev inte av"

    CLOSED = (Status.DONE, Status.CANCELLED)

    org_unit = models.ForeignKey(
        OrgUnit, on_delete=models.PROTECT, related_name="improvement_actions", verbose_name="enhet"
    )
    year = models.PositiveSmallIntegerField("kom av kontrollen år")
    order = models.PositiveSmallIntegerField("ordning", default=0)
    control_test = models.ForeignKey(
        ControlTest,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="actions",
        verbose_name="kontrollmoment",
    )
    risk = models.ForeignKey(
        Risk, on_delete=models.PROTECT, null=True, blank=True, related_name="actions", verbose_name="risk"
    )
    text = models.TextField("åtgärd", max_length=1000)
    responsible = models.ForeignKey(
        Position,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="improvement_actions",
        verbose_name="ansvarig",
    )
    responsible_text = models.CharField("ansvarig, som det ska stå", max_length=200, blank=True)
    due_on = models.DateField("klart senast", null=True, blank=True)
    due_text = models.CharField(
        "klart, som det skrevs", max_length=120, blank=True, help_text="Till exempel Nov 2016 eller Löpande."
    )
    status = models.CharField("läge", max_length=15, choices=Status, default=Status.NOT_STARTED)
    remark = models.TextField("anmärkning", max_length=1000, blank=True)
    new_due_text = models.CharField("ny tid", max_length=120, blank=True)
    closed_on = models.DateField("avslutad den", null=True, blank=True)
    is_confidential = models.BooleanField(
        "sekretess", default=False, help_text="Kommer aldrig med i rapporter och filer."
    )

    objects = ImprovementActionQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "förbättringsåtgärd"
        verbose_name_plural = "förbättringsåtgärder"
        ordering = ["year", "order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["done", "cancelled"], closed_on__isnull=False)
                | Q(status__in=["not_started", "ongoing"], closed_on=None),
                name="internal_control_action_closed_on_a_day",
                violation_error_message="En avslutad åtgärd har en dag då den avslutades.",
            ),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="internal_control_action_says_what",
                violation_error_message="Skriv vad som ska göras.",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def is_hidden(self) -> bool:
        """Confidential itself, or by its control or risk. Needs `control_test__risk` and `risk` selected."""
        of_control = self.control_test is not None and self.control_test.is_hidden
        return self.is_confidential or of_control or (self.risk is not None and self.risk.is_confidential)

    @property
    def is_closed(self) -> bool:
        return self.status in self.CLOSED
