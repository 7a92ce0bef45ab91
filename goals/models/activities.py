"""What units do for goals and directives."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from goals.models.directives import Directive
from goals.models.steering import Goal
from kommunrapport.organisation.access import access_of
from kommunrapport.organisation.models import OrgUnit, Position, User
from kommunrapport.organisation.roles import Capability
from kommunrapport.records.models import Versioned


class ActivityQuerySet(models.QuerySet["Activity"]):
    def for_year(self, year: int) -> ActivityQuerySet:
        return self.filter(year=year)

    def readable_by(self, user: User) -> ActivityQuerySet:
        return self.filter(org_unit__in=access_of(user).readable_units)

    def own(self, user: User) -> ActivityQuerySet:
        """Activities of a position the user holds or stands in for."""
        return self.filter(responsible__in=access_of(user).positions).distinct()

    def changeable_by(self, user: User) -> ActivityQuerySet:
        """Activities the user may rewrite, mark and carry over: all of a controller's units."""
        return self.filter(org_unit__in=access_of(user).units.get(Capability.MARK_ACTIVITIES, frozenset()))

    def markable_by(self, user: User) -> ActivityQuerySet:
        """Activities the user may mark: all of a controller's units, a manager's own."""
        access = access_of(user)
        every = Q(org_unit__in=access.units.get(Capability.MARK_ACTIVITIES, frozenset()))
        own = Q(
            org_unit__in=access.units.get(Capability.MARK_OWN_ACTIVITIES, frozenset()),
            responsible__in=access.positions,
        )
        return self.filter(every | own).distinct()


class Activity(Versioned):
    """What a unit does for exactly one goal or directive. Due as written, and as a date when there is one."""

    class Status(models.TextChoices):
        NOT_STARTED = "not_started", "Inte påbörjad"
        ONGOING = "ongoing", "Pågår"
        DONE = "done", "Klar"
        CONTINUES = "continues", "Klar och fortsätter"
        CANCELLED = "cancelled", "Blev inte av"

    FINISHED = (Status.DONE, Status.CONTINUES, Status.CANCELLED)

    title = models.CharField("aktivitet", max_length=200)
    description = models.TextField("beskrivning", blank=True)
    org_unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="activities", verbose_name="enhet")
    year = models.PositiveSmallIntegerField("år")
    order = models.PositiveSmallIntegerField("ordning", default=0)
    goal = models.ForeignKey(
        Goal, on_delete=models.PROTECT, null=True, blank=True, related_name="activities", verbose_name="mål"
    )
    directive = models.ForeignKey(
        Directive,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="activities",
        verbose_name="direktiv, uppdrag eller prioritering",
    )
    due_on = models.DateField("klart senast", null=True, blank=True)
    due_text = models.CharField(
        "klart, som det skrevs",
        max_length=120,
        blank=True,
        help_text="Till exempel Våren 2016 eller Löpande.",
    )
    responsible = models.ManyToManyField(Position, blank=True, related_name="activities", verbose_name="ansvariga")
    responsible_text = models.CharField("ansvariga utanför kommunen", max_length=200, blank=True)
    status = models.CharField("läge", max_length=20, choices=Status, default=Status.NOT_STARTED)
    remark = models.TextField("anmärkning", blank=True, max_length=1000)
    completed_on = models.DateField("blev klar", null=True, blank=True)
    unfinished_reason = models.CharField("varför inte klar", max_length=300, blank=True)
    new_due_text = models.CharField("ny tid", max_length=120, blank=True)
    goes_on = models.BooleanField("fortsätter nästa år", null=True, blank=True)
    carried_from = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="carried_to",
        verbose_name="fortsättning på",
    )

    objects = ActivityQuerySet.as_manager()
    history = HistoricalRecords(m2m_fields=[responsible])

    class Meta:
        verbose_name = "aktivitet"
        verbose_name_plural = "aktiviteter"
        ordering = ["order", "title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(goal__isnull=False, directive=None) | Q(goal=None, directive__isnull=False),
                name="goals_activity_belongs_to_one",
                violation_error_message="En aktivitet hör till antingen ett mål eller ett direktiv.",
            )
        ]

    def __str__(self) -> str:
        return self.title
