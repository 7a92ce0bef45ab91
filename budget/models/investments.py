"""Investment projects: what was decided, and what they are thought to cost in the end."""

from __future__ import annotations

from django.db import models
from simple_history.models import HistoricalRecords

from budget.models.areas import BudgetArea
from kommunrapport.organisation.models import Occasion
from kommunrapport.records.models import Versioned


class InvestmentProject(Versioned):
    """What an investment project has beside its yearly budget and outcome, which are entries of its area."""

    area = models.OneToOneField(BudgetArea, on_delete=models.CASCADE, related_name="project", verbose_name="projekt")
    approved_total = models.DecimalField(
        "beslutad totalutgift (kr)", max_digits=15, decimal_places=2, null=True, blank=True
    )
    decided_by = models.CharField("beslutat av", max_length=120, blank=True)
    decided_on = models.DateField("beslutsdatum", null=True, blank=True)
    paragraph = models.CharField("paragraf", max_length=30, blank=True)
    # What was spent in years that are not in the program.
    spent_before = models.DecimalField(
        "utgift före programmets första år (kr)", max_digits=15, decimal_places=2, null=True, blank=True
    )
    first_year = models.PositiveSmallIntegerField("första året", null=True, blank=True)
    last_year = models.PositiveSmallIntegerField("sista året", null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "investeringsprojekt"
        verbose_name_plural = "investeringsprojekt"
        ordering = ["area__order"]

    def __str__(self) -> str:
        return str(self.area)


class ProjectEstimate(Versioned):
    """What a project is thought to cost in the end, and how it goes, as seen at an occasion."""

    project = models.ForeignKey(
        InvestmentProject, on_delete=models.CASCADE, related_name="estimates", verbose_name="projekt"
    )
    occasion = models.ForeignKey(Occasion, on_delete=models.PROTECT, related_name="+", verbose_name="tillfälle")
    estimated_total = models.DecimalField(
        "beräknad totalutgift (kr)", max_digits=15, decimal_places=2, null=True, blank=True
    )
    comment = models.TextField("kommentar", max_length=2000, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "beräkning av projekt"
        verbose_name_plural = "beräkningar av projekt"
        ordering = ["occasion__year"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "occasion"],
                name="budget_project_estimate_once",
                violation_error_message="Projektet har redan en beräkning för tillfället.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.project}, {self.occasion}"
