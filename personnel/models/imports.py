"""Files with figures of the staff, on their way in."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kommunrapport.organisation.models import OrgUnit, User


class HrImportQuerySet(models.QuerySet["HrImport"]):
    def waiting(self) -> HrImportQuerySet:
        """Read and understood, but nobody has said that it is right."""
        return self.filter(state="preview")

    def applied(self) -> HrImportQuerySet:
        return self.filter(state="applied")


class HrImport(models.Model):
    """One file in the HR template. The file itself is never kept; its rows are, until they are stored or given up.

    Its history is what it is: who read it in, when, and the checksum of the file.
    """

    class State(models.TextChoices):
        PREVIEW = "preview", "att granska"
        APPLIED = "applied", "inläst"

    org_unit = models.ForeignKey(OrgUnit, on_delete=models.PROTECT, related_name="+", verbose_name="enhet")
    file_name = models.CharField("filens namn", max_length=255)
    checksum = models.CharField("kontrollsumma (SHA-256)", max_length=64)
    state = models.CharField("läge", max_length=10, choices=State, default=State.PREVIEW)
    # Rows as personnel.imports.rows holds them; emptied when they are stored.
    rows = models.JSONField("rader", default=list, blank=True)
    row_count = models.PositiveIntegerField("antal rader")
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="hämtad av")
    created_at = models.DateTimeField("hämtad", auto_now_add=True)
    applied_at = models.DateTimeField("inläst", null=True, blank=True)

    objects = HrImportQuerySet.as_manager()

    class Meta:
        verbose_name = "inläsning av personaluppgifter"
        verbose_name_plural = "inläsningar av personaluppgifter"
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="preview", applied_at=None) | Q(state="applied", applied_at__isnull=False),
                name="personnel_hr_import_applied_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return self.file_name
