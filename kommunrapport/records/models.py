"""What every editable row has, and the one-time token of a form that must act once."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Versioned(models.Model):
    """A row that several people may edit: its `version` counts the saves, so that nobody overwrites unseen.

    Saved only through `records.saving`. Models that inherit it declare `history = HistoricalRecords()`.
    """

    version = models.PositiveIntegerField("version", default=1, editable=False)

    class Meta:
        abstract = True


class UsedToken(models.Model):
    """A one-time token that a form has spent: the same form sent twice acts once."""

    token = models.CharField("engångsnyckel", max_length=64, unique=True)
    used_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    used_at = models.DateTimeField("använd", auto_now_add=True)

    class Meta:
        verbose_name = "använd engångsnyckel"
        verbose_name_plural = "använda engångsnycklar"

    def __str__(self) -> str:
        return self.token
