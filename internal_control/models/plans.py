"""The yearly control plan: what is controlled, how it went, and whether it is enough."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from internal_control.models.risks import Risk
from kommunrapport.organisation.access import access_of
from kommunrapport.organisation.models import OrgUnit, Position, User
from kommunrapport.organisation.roles import Capability
from kommunrapport.records.models import Versioned


class Sent(Versioned):
    """What a nämnd sends to the kommunstyrelse: a draft stays with the nämnd until somebody sends it."""

    sent_at = models.DateTimeField("översänd", null=True, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="översänd av",
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_at=None, sent_by=None) | Q(sent_at__isnull=False, sent_by__isnull=False),
                name="internal_control_%(class)s_sent_by_somebody",
                violation_error_message="Den som översänder ska stå med namn och tid.",
            )
        ]


class ControlPlan(Sent):
    """A nämnd's internkontrollplan for a year. The row guards what is in the plan: when it is decided it is closed."""

    org_unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="control_plans", verbose_name="enhet")
    year = models.PositiveSmallIntegerField("år")
    decided_by = models.CharField("beslutad av", max_length=120, blank=True, help_text="Till exempel nämnden.")
    decided_on = models.DateField("beslutsdatum", null=True, blank=True)
    decision_paragraph = models.CharField("paragraf", max_length=20, blank=True)
    case_number = models.CharField("diarienummer", max_length=40, blank=True)
    reopened_reason = models.CharField("varför den öppnades igen", max_length=300, blank=True)

    history = HistoricalRecords()

    class Meta(Sent.Meta):
        verbose_name = "internkontrollplan"
        verbose_name_plural = "internkontrollplaner"
        ordering = ["-year"]
        constraints = [
            *Sent.Meta.constraints,
            models.UniqueConstraint(fields=["org_unit", "year"], name="internal_control_plan_once"),
            models.CheckConstraint(
                condition=Q(decided_on=None, decided_by="") | (Q(decided_on__isnull=False) & ~Q(decided_by="")),
                name="internal_control_plan_decided_by_a_body",
                violation_error_message="Ange både vem som beslutade och när.",
            ),
            models.CheckConstraint(
                condition=Q(sent_at=None) | Q(decided_on__isnull=False),
                name="internal_control_plan_sent_when_decided",
                violation_error_message="Planen kan översändas när den är beslutad.",
            ),
        ]

    def __str__(self) -> str:
        return f"Internkontrollplan {self.year}, {self.org_unit}"

    @property
    def is_decided(self) -> bool:
        return self.decided_on is not None


class ControlTestQuerySet(models.QuerySet["ControlTest"]):
    def shown(self) -> ControlTestQuerySet:
        """What may stand in a report or a file: nothing confidential, and nothing of a confidential risk."""
        return self.filter(is_confidential=False).exclude(risk__is_confidential=True)


class ControlTest(Versioned):
    """A kontrollmoment: what is looked at and how, the same row every year that it is in a plan."""

    org_unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="control_tests", verbose_name="enhet")
    risk = models.ForeignKey(
        Risk, on_delete=models.PROTECT, null=True, blank=True, related_name="control_tests", verbose_name="risk"
    )
    area = models.CharField("område", max_length=120, help_text="Till exempel Ekonomi.")
    title = models.CharField("kontrollmoment", max_length=200, help_text="Det som kontrolleras.")
    objective = models.TextField("kontrollmål", max_length=1000, blank=True, help_text="Vad kontrollen ska visa.")
    method = models.CharField("metod", max_length=300, blank=True, help_text="Till exempel stickprov.")
    extent = models.CharField("omfattning", max_length=200, blank=True, help_text="Till exempel 30 fakturor.")
    frequency = models.CharField("hur ofta", max_length=120, blank=True, help_text="Till exempel varje kvartal.")
    responsible = models.ForeignKey(
        Position, on_delete=models.PROTECT, null=True, blank=True, related_name="control_tests", verbose_name="ansvarig"
    )
    responsible_text = models.CharField("ansvarig, om ingen befattning passar", max_length=200, blank=True)
    reports_to = models.CharField("rapporteras till", max_length=120, blank=True)
    is_confidential = models.BooleanField(
        "sekretess", default=False, help_text="Kommer aldrig med i rapporter och filer."
    )

    objects = ControlTestQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "kontrollmoment"
        verbose_name_plural = "kontrollmoment"
        ordering = ["area", "title"]

    def __str__(self) -> str:
        return f"{self.area}: {self.title}"

    @property
    def is_hidden(self) -> bool:
        """Confidential itself, or by its risk. Needs `risk` selected."""
        return self.is_confidential or (self.risk is not None and self.risk.is_confidential)


class PlannedControlQuerySet(models.QuerySet["PlannedControl"]):
    def for_year(self, year: int) -> PlannedControlQuerySet:
        return self.filter(plan__year=year)

    def shown(self) -> PlannedControlQuerySet:
        """What may stand in a report or a file: nothing confidential, and nothing of a confidential risk."""
        return self.filter(control_test__is_confidential=False).exclude(control_test__risk__is_confidential=True)

    def markable_by(self, user: User) -> PlannedControlQuerySet:
        """Controls the user may report: all of a controller's units, a manager's own."""
        access = access_of(user)
        every = Q(plan__org_unit__in=access.units.get(Capability.MARK_ACTIVITIES, frozenset()))
        own = Q(control_test__responsible__in=access.positions)
        # A manager's control is often in the plan of the nämnd, which is above the manager's own unit.
        return self.filter(every | own if access.units.get(Capability.MARK_OWN_ACTIVITIES) else every)


class PlannedControl(Versioned):
    """A kontrollmoment in the plan of a year, and how it went."""

    class Outcome(models.TextChoices):
        NONE = "none", "Ingen avvikelse"
        MINOR = "minor", "Mindre avvikelse"
        SERIOUS = "serious", "Allvarlig avvikelse"
        NOT_PERFORMED = "not_performed", "Blev inte gjord"

    PERFORMED = (Outcome.NONE, Outcome.MINOR, Outcome.SERIOUS)
    DEVIATIONS = (Outcome.MINOR, Outcome.SERIOUS)

    plan = models.ForeignKey(ControlPlan, on_delete=models.CASCADE, related_name="controls", verbose_name="plan")
    control_test = models.ForeignKey(
        ControlTest, on_delete=models.PROTECT, related_name="planned", verbose_name="kontrollmoment"
    )
    order = models.PositiveSmallIntegerField("ordning", default=0)
    due_on = models.DateField("klar senast", null=True, blank=True)
    due_text = models.CharField("när, som det ska stå", max_length=120, blank=True, help_text="Till exempel mars–maj.")
    # Empty until somebody has said how it went.
    outcome = models.CharField("resultat", max_length=15, choices=Outcome, blank=True)
    performed_on = models.DateField("gjord den", null=True, blank=True)
    sample_size = models.PositiveIntegerField("antal granskade", null=True, blank=True)
    error_count = models.PositiveIntegerField("varav fel", null=True, blank=True)
    finding = models.TextField("iakttagelse", max_length=2000, blank=True)
    reason = models.TextField("varför den inte blev gjord", max_length=1000, blank=True)

    objects = PlannedControlQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "kontroll i planen"
        verbose_name_plural = "kontroller i planen"
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "control_test"],
                name="internal_control_planned_once",
                violation_error_message="Kontrollmomentet finns redan i planen.",
            ),
            models.CheckConstraint(
                condition=Q(error_count=None) | Q(sample_size__gte=F("error_count")),
                name="internal_control_errors_within_sample",
                violation_error_message="Felen är fler än de granskade.",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="not_performed") | ~Q(reason=""),
                name="internal_control_says_why_not_performed",
                violation_error_message="Skriv varför kontrollen inte blev gjord.",
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=["minor", "serious"]) | ~Q(finding=""),
                name="internal_control_deviation_has_a_finding",
                violation_error_message="Skriv vad ni såg.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.control_test}, {self.plan.year}"

    @property
    def said(self) -> str:
        """The text that belongs to the outcome; what was written for another one stays, but is not shown."""
        return self.reason if self.outcome == self.Outcome.NOT_PERFORMED else self.finding

    @property
    def deviates(self) -> bool:
        return self.outcome in self.DEVIATIONS
