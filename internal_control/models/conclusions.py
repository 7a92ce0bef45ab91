"""What a nämnd says of a year's internal control as a whole."""

from __future__ import annotations

from django.db import models
from simple_history.models import HistoricalRecords

from internal_control.models.plans import Sent
from kommunrapport.organisation.models import OrgUnit


class ControlConclusion(Sent):
    """The nämnd's own judgement of a year: whether its internal control is sufficient (KL 6 kap. 6 §)."""

    class Verdict(models.TextChoices):
        SUFFICIENT = "sufficient", "Tillräcklig"
        NEEDS_IMPROVEMENT = "needs_improvement", "Behöver förbättras"
        INSUFFICIENT = "insufficient", "Inte tillräcklig"

    org_unit = models.ForeignKey(
        OrgUnit, on_delete=models.PROTECT, related_name="control_conclusions", verbose_name="enhet"
    )
    year = models.PositiveSmallIntegerField("år")
    verdict = models.CharField("samlad bedömning", max_length=20, choices=Verdict)
    text = models.TextField("motivering", max_length=3000, blank=True)
    reopened_reason = models.CharField("varför den togs tillbaka", max_length=300, blank=True)

    history = HistoricalRecords()

    class Meta(Sent.Meta):
        verbose_name = "samlad bedömning av intern kontroll"
        verbose_name_plural = "samlade bedömningar av intern kontroll"
        ordering = ["-year"]
        constraints = [
            *Sent.Meta.constraints,
            models.UniqueConstraint(fields=["org_unit", "year"], name="internal_control_conclusion_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_verdict_display()}, {self.org_unit} {self.year}"
