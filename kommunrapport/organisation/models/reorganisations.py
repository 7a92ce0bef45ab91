"""How the organisation changed: what a series of figures must know to be read over the years."""

from __future__ import annotations

from django.db import models
from simple_history.models import HistoricalRecords

from kommunrapport.organisation.models.units import OrgUnit
from kommunrapport.records.models import Versioned


class Reorganisation(Versioned):
    """Units split, merged, moved or replaced on a day. `before` are the units that were, `after` those that came.

    A moved unit stands in both, with the unit it belonged to and the one it belongs to from that day.
    """

    class Kind(models.TextChoices):
        SPLIT = "split", "delning"
        MERGE = "merge", "sammanslagning"
        MOVE = "move", "flytt"

    kind = models.CharField("slag", max_length=10, choices=Kind)
    happens_on = models.DateField("gäller från")
    before = models.ManyToManyField(OrgUnit, related_name="reorganisations_from", verbose_name="före")
    after = models.ManyToManyField(OrgUnit, related_name="reorganisations_to", verbose_name="efter")
    moved_from = models.ForeignKey(
        OrgUnit, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="hörde till"
    )
    moved_to = models.ForeignKey(
        OrgUnit, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="hör till"
    )
    decision = models.CharField("beslut", max_length=200, blank=True)

    history = HistoricalRecords(m2m_fields=[before, after])

    class Meta:
        verbose_name = "organisationsförändring"
        verbose_name_plural = "organisationsförändringar"
        ordering = ["happens_on", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display().capitalize()} {self.happens_on}"
