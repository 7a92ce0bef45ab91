"""What a person has accepted."""

from __future__ import annotations

from collections.abc import Collection

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from kommunrapport.organisation.models import Occasion, OrgUnit, User
from kommunrapport.records.models import Versioned


class AcceptedFindingQuerySet(models.QuerySet["AcceptedFinding"]):
    def of_units(self, org_units: Collection[int], occasion: Occasion) -> AcceptedFindingQuerySet:
        """What was accepted for any of the units, given by id, at the occasion."""
        return self.filter(org_unit__in=org_units, occasion=occasion)


class AcceptedFinding(Versioned):
    """A finding that somebody has looked at and lets be, with the reason.

    It holds for what the finding said then: `fingerprint` is of that, and a finding that has changed is open again.
    """

    org_unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="+", verbose_name="enhet")
    occasion = models.ForeignKey(Occasion, on_delete=models.PROTECT, related_name="+", verbose_name="tillfälle")
    rule = models.CharField("regel", max_length=60)
    key = models.CharField("gäller", max_length=200)
    fingerprint = models.CharField("avtryck", max_length=64)
    text = models.CharField("avvikelse", max_length=500)
    reason = models.CharField("skäl", max_length=500)
    accepted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="godtagen av")
    accepted_at = models.DateTimeField("godtagen")

    objects = AcceptedFindingQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "godtagen avvikelse"
        verbose_name_plural = "godtagna avvikelser"
        constraints = [
            models.UniqueConstraint(
                fields=["org_unit", "occasion", "rule", "key"],
                name="quality_accepted_finding_once",
                violation_error_message="Avvikelsen är redan godtagen.",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="quality_accepted_finding_says_why",
                violation_error_message="Skriv varför avvikelsen kan godtas.",
            ),
        ]

    def __str__(self) -> str:
        return self.text
