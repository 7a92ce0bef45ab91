"""Direktiv, uppdrag and politiska prioriteringar, and what became of them."""

from __future__ import annotations

import datetime
from collections.abc import Collection

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from kommunrapport.organisation.models import Occasion, OrgUnit
from kommunrapport.records.models import Versioned


class DirectiveQuerySet(models.QuerySet["Directive"]):
    def valid_in(self, year: int) -> DirectiveQuerySet:
        return self.filter(period_from__lte=year, period_to__gte=year)

    def concerning(self, org_unit: OrgUnit) -> DirectiveQuerySet:
        return self.concerning_any({org_unit.pk})

    def concerning_any(self, org_units: Collection[int]) -> DirectiveQuerySet:
        """Directives to one of the units, given by id, or to all."""
        return self.filter(Q(addressed_units__in=org_units) | Q(addresses_all=True)).distinct()

    def late(self, today: datetime.date) -> DirectiveQuerySet:
        """Not closed, though the day to report back has passed."""
        return self.filter(closed_on=None, report_by__lt=today)


class Directive(Versioned):
    """What a political body tells units to do by a time: direktiv, uppdrag or politisk prioritering.

    Closed by a decision, never by a click. `amount` is kronor.
    """

    class Kind(models.TextChoices):
        DIRECTIVE = "directive", "direktiv"
        ASSIGNMENT = "assignment", "uppdrag"
        PRIORITY = "priority", "politisk prioritering"

    kind = models.CharField("slag", max_length=20, choices=Kind, default=Kind.DIRECTIVE)
    number = models.CharField("nummer", max_length=12, blank=True)
    order = models.PositiveSmallIntegerField("ordning", default=0)
    title = models.CharField("kort namn", max_length=150)
    wording = models.TextField("lydelse")
    decided_by = models.CharField("beslutat av", max_length=120)
    decided_on = models.DateField("beslutat", null=True, blank=True)
    decision_paragraph = models.CharField("paragraf", max_length=20, blank=True)
    addressed_units = models.ManyToManyField(OrgUnit, blank=True, related_name="directives", verbose_name="adressater")
    addresses_all = models.BooleanField("riktas till alla nämnder", default=False)
    report_by = models.DateField("återrapporteras senast", null=True, blank=True)
    period_from = models.PositiveSmallIntegerField("från år")
    period_to = models.PositiveSmallIntegerField("till år")
    amount = models.DecimalField("belopp (kr)", max_digits=15, decimal_places=2, null=True, blank=True)
    one_off = models.BooleanField("engångsbelopp", default=False)
    reverses_year = models.PositiveSmallIntegerField("återläggs år", null=True, blank=True)
    closed_by = models.CharField("avslutat av", max_length=120, blank=True)
    closed_on = models.DateField("avslutat", null=True, blank=True)
    closing_paragraph = models.CharField("paragraf för avslut", max_length=20, blank=True)

    objects = DirectiveQuerySet.as_manager()
    history = HistoricalRecords(m2m_fields=[addressed_units])

    class Meta:
        verbose_name = "direktiv eller uppdrag"
        verbose_name_plural = "direktiv och uppdrag"
        ordering = ["order", "number", "title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(period_to__gte=F("period_from")),
                name="goals_directive_years_in_order",
                violation_error_message="Sista året ligger före det första. Ändra något av dem.",
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None, closed_by="") | (Q(closed_on__isnull=False) & ~Q(closed_by="")),
                name="goals_directive_closed_by_a_decision",
                violation_error_message="Ange vilket organ som avslutade uppdraget och vilken dag.",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class DirectiveFollowUp(Versioned):
    """What one unit says of a directive at an occasion. `text` is cleaned HTML."""

    class Status(models.TextChoices):
        REACHED = "reached", "Uppnått"
        PARTLY = "partly", "Delvis uppnått"
        NOT_REACHED = "not_reached", "Inte uppnått"
        ONGOING = "ongoing", "Pågår"

    directive = models.ForeignKey(
        Directive, on_delete=models.PROTECT, related_name="follow_ups", verbose_name="direktiv"
    )
    org_unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="+", verbose_name="enhet")
    occasion = models.ForeignKey(Occasion, on_delete=models.PROTECT, related_name="+", verbose_name="tillfälle")
    text = models.TextField("kommentar", blank=True)
    status = models.CharField("läge", max_length=20, choices=Status, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "uppföljning av direktiv"
        verbose_name_plural = "uppföljningar av direktiv"
        constraints = [
            models.UniqueConstraint(fields=["directive", "org_unit", "occasion"], name="goals_directive_follow_up_once")
        ]

    def __str__(self) -> str:
        return f"{self.directive}, {self.org_unit}"
